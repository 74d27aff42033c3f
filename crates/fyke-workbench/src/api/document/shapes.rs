//! The shapes of what goes in and out, as JSON schemas.

use super::build::shape;
use crate::ftm::schemas as model;
use serde_json::{Map, Value, json};

fn object(required: &[&str], properties: Value) -> Value {
    json!({ "type": "object", "required": required, "properties": properties })
}

fn texts() -> Value {
    json!({ "type": "array", "items": { "type": "string" } })
}

fn list(of: Value) -> Value {
    json!({ "type": "array", "items": of })
}

pub(super) fn responses() -> Value {
    json!({
        "Problem": {
            "description": "what broke, and what to do (RFC 9457)",
            "content": { "application/problem+json": { "schema": shape("Problem") } },
        },
    })
}

pub(super) fn schemas() -> Map<String, Value> {
    let mut all = Map::new();
    let mut put = |name: &str, schema: Value| {
        all.insert(name.to_owned(), schema);
    };
    put(
        "Problem",
        object(
            &["type", "title", "status", "detail", "repair"],
            json!({
                "type": { "type": "string", "format": "uri-reference" },
                "title": { "type": "string" },
                "status": { "type": "integer" },
                "detail": { "type": "string", "description": "what broke" },
                "repair": { "type": "string", "description": "what to do" },
            }),
        ),
    );
    put(
        "Status",
        object(&["status"], json!({ "status": { "const": "ok" } })),
    );
    let moment = json!({ "type": ["string", "null"] });
    let entity = json!({
        "id": { "type": "string" },
        "caption": { "type": "string" },
        "schema": { "type": "string" },
        "properties": { "type": "object", "additionalProperties": list(json!({ "type": ["string", "object"] })) },
        "datasets": texts(),
        "referents": texts(),
        "target": { "type": "boolean", "description": "whether a list names it" },
        "first_seen": moment, "last_seen": moment, "last_change": moment,
    });
    let of_entity = [
        "id",
        "caption",
        "schema",
        "properties",
        "datasets",
        "referents",
        "target",
    ];
    put("Entity", object(&of_entity, entity.clone()));
    let mut scored = entity;
    if let (Some(map), Value::Object(more)) = (
        scored.as_object_mut(),
        json!({
            "score": { "type": "number", "minimum": 0, "maximum": 1, "description": "the calibrated probability" },
            "match": { "type": "boolean" },
            "features": { "type": "object", "additionalProperties": { "type": "number" } },
            "explanations": { "type": "object", "additionalProperties": object(
                &["score"],
                json!({ "score": { "type": "number" }, "detail": { "type": ["string", "null"] } }),
            ) },
        }),
    ) {
        map.extend(more);
    }
    let mut of_scored = of_entity.to_vec();
    of_scored.extend(["score", "match", "features", "explanations"]);
    put("Scored", object(&of_scored, scored));
    put(
        "Total",
        object(
            &["value", "relation"],
            json!({ "value": { "type": "integer", "minimum": 0 }, "relation": { "enum": ["eq", "gte"] } }),
        ),
    );
    put(
        "Example",
        object(
            &["schema", "properties"],
            json!({
                "id": { "type": ["string", "null"] },
                "schema": { "type": "string", "enum": model::names() },
                "properties": {
                    "type": "object",
                    "additionalProperties": { "oneOf": [
                        { "type": "string" },
                        { "type": "array", "items": { "type": ["string", "number", "boolean", "null"] } },
                    ] },
                },
            }),
        ),
    );
    put(
        "Matches",
        object(
            &["responses", "limit", "algorithm"],
            json!({
                "responses": { "type": "object", "additionalProperties": object(
                    &["status", "results", "total", "query"],
                    json!({
                        "status": { "type": "integer" },
                        "results": list(shape("Scored")),
                        "total": shape("Total"),
                        "query": { "type": "object" },
                    }),
                ) },
                "limit": { "type": "integer" },
                "algorithm": { "type": "string" },
                "notes": texts(),
                "matcher": { "type": "object" },
            }),
        ),
    );
    put(
        "Found",
        object(
            &["limit", "offset", "total", "results", "facets"],
            json!({
                "limit": { "type": "integer" },
                "offset": { "type": "integer" },
                "total": shape("Total"),
                "results": list(shape("Entity")),
                "facets": { "type": "object", "additionalProperties": object(
                    &["label", "values"],
                    json!({ "label": { "type": "string" }, "values": list(object(
                        &["name", "label", "count"],
                        json!({ "name": { "type": "string" }, "label": { "type": "string" }, "count": { "type": "integer" } }),
                    )) }),
                ) },
            }),
        ),
    );
    put(
        "AdjacentList",
        object(
            &["results", "total", "limit", "offset"],
            json!({
                "results": list(shape("Entity")),
                "total": shape("Total"),
                "limit": { "type": "integer" },
                "offset": { "type": "integer" },
            }),
        ),
    );
    put(
        "Adjacent",
        object(
            &["entity", "adjacent"],
            json!({
                "entity": shape("Entity"),
                "adjacent": { "type": "object", "additionalProperties": shape("AdjacentList") },
            }),
        ),
    );
    put(
        "Algorithms",
        object(
            &["algorithms", "default", "best"],
            json!({
                "algorithms": list(object(&["name", "description"], json!({ "name": { "type": "string" }, "description": { "type": "string" } }))),
                "default": { "type": "string" },
                "best": { "type": "string" },
            }),
        ),
    );
    put(
        "Catalog",
        object(
            &["datasets", "current", "outdated", "index_stale"],
            json!({
                "datasets": list(object(
                    &["name", "title", "load", "version", "children"],
                    json!({
                        "name": { "type": "string" }, "title": { "type": "string" },
                        "load": { "type": "boolean" }, "version": { "type": "string" },
                        "children": texts(),
                    }),
                )),
                "current": texts(),
                "outdated": texts(),
                "index_stale": { "type": "boolean" },
            }),
        ),
    );
    reconciliation(&mut put);
    all
}

fn reconciliation(put: &mut impl FnMut(&str, Value)) {
    let named = || {
        object(
            &["id", "name"],
            json!({ "id": { "type": "string" }, "name": { "type": "string" } }),
        )
    };
    let single = || {
        json!({ "oneOf": [
            { "type": "string" }, { "type": "number" }, { "type": "boolean" },
            object(&["id"], json!({ "id": { "type": "string" }, "name": { "type": "string" } })),
        ] })
    };
    put(
        "Batch",
        json!({
            "type": "object",
            "maxProperties": crate::api::reconcile::BATCH_MAX,
            "additionalProperties": object(
                &["query"],
                json!({
                    "query": { "type": "string" },
                    "type": { "oneOf": [{ "type": "string" }, texts()] },
                    "limit": { "type": "number" },
                    "type_strict": { "enum": ["any", "should", "all"] },
                    "properties": list(object(
                        &["pid", "v"],
                        json!({ "pid": { "type": "string" }, "v": { "oneOf": [single(), list(single())] } }),
                    )),
                }),
            ),
        }),
    );
    put(
        "BatchResults",
        json!({ "type": "object", "additionalProperties": {
            "type": "object",
            "properties": { "result": list(object(
                &["id", "name", "score", "match"],
                json!({
                    "id": { "type": "string" },
                    "name": { "type": "string" },
                    "description": { "type": "string" },
                    "score": { "type": "number", "minimum": 0, "maximum": 100 },
                    "match": { "type": "boolean" },
                    "type": list(named()),
                    "features": list(object(&["id", "value"], json!({ "id": { "type": "string" }, "value": { "type": ["number", "boolean"] } }))),
                }),
            )) },
        } }),
    );
    put(
        "Suggestions",
        object(&["result"], json!({ "result": list(named()) })),
    );
    put(
        "Proposal",
        object(
            &["type", "properties"],
            json!({ "type": { "type": "string" }, "properties": list(named()) }),
        ),
    );
}
