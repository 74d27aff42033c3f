//! Reconciliation, written down.

use super::build::{Op, count, shape, text};
use serde_json::{Map, Value, json};

const JSON: &str = "application/json";
const DATASET: &str = "default for the whole case, or a dataset that /catalog lists";

pub(super) fn paths(paths: &mut Map<String, Value>) {
    for (path, part) in [("/reconcile", false), ("/reconcile/{dataset}", true)] {
        let of = |id: &str, summary: &str| {
            let op = Op::new(
                "reconciliation",
                &format!("{id}{}", if part { "Part" } else { "" }),
                summary,
            );
            if part {
                op.path("dataset", DATASET, "default")
            } else {
                op
            }
        };
        let manifest = of("manifest", "What the service can do")
            .about("With the parameter queries or extend it answers these, as by POST.")
            .curl("curl -s http://127.0.0.1:7440/reconcile")
            .query("queries", "a batch, as JSON", batch_text())
            .query("extend", "an extension, as JSON", json!({ "type": "string", "contentMediaType": "application/json", "enum": [r#"{"ids":["ent-vostok"],"properties":[{"id":"country"}]}"#] }))
            .answers("200", "the manifest, or results", JSON, json!({ "type": "object" }));
        let queries = of("reconcile", "Whom many names may be; more columns for rows")
            .about("A batch of queries, or an extension, as a field of a form or as JSON. A score is a hundred times the calibrated probability.")
            .curl(r#"curl -s http://127.0.0.1:7440/reconcile --data-urlencode 'queries={"q0":{"query":"Vostok Mikro","type":"Company"}}'"#)
            .body(json!({
                "application/x-www-form-urlencoded": { "schema": {
                    "type": "object",
                    "required": ["queries"],
                    "properties": { "queries": batch_text() },
                } },
                "application/json": { "schema": {
                    "type": "object",
                    "required": ["queries"],
                    "properties": { "queries": shape("Batch") },
                } },
            }))
            .answers("200", "results by query, or rows", JSON, shape("BatchResults"));
        paths.insert(
            path.to_owned(),
            json!({ "get": manifest.done(), "post": queries.done() }),
        );
    }
    let what = |op: Op| {
        op.path("dataset", DATASET, "default")
            .path("what", "entity, property or type", "entity")
    };
    let mut put = |path: &str, op: Op| {
        paths.insert(path.to_owned(), json!({ "get": op.done() }));
    };
    put(
        "/reconcile/{dataset}/suggest/{what}",
        what(Op::new(
            "reconciliation",
            "suggest",
            "What may be meant by the first letters",
        ))
        .curl("curl -s 'http://127.0.0.1:7440/reconcile/default/suggest/entity?prefix=vos'")
        .query("prefix", "the first letters", text())
        .query("cursor", "left out before", count(0, 10_000))
        .answers("200", "suggestions", JSON, shape("Suggestions")),
    );
    put(
        "/reconcile/{dataset}/flyout/{what}",
        what(Op::new("reconciliation", "flyout", "A few words on a suggestion"))
            .curl("curl -s 'http://127.0.0.1:7440/reconcile/default/flyout/entity?id=ent-vostok'")
            .must(
                "id",
                "of the suggestion",
                json!({ "type": "string", "minLength": 1 }),
            )
            .answers(
                "200",
                "id and HTML",
                JSON,
                json!({
                    "type": "object", "required": ["id", "html"],
                    "properties": { "id": { "type": "string" }, "html": { "type": "string" } },
                }),
            ),
    );
    put(
        "/reconcile/{dataset}/preview",
        Op::new(
            "reconciliation",
            "preview",
            "A few words on an entity, for a frame",
        )
        .curl("curl -s 'http://127.0.0.1:7440/reconcile/default/preview?id=ent-vostok'")
        .path("dataset", DATASET, "default")
        .must("id", "of the entity", json!({ "type": "string", "minLength": 1 }))
        .forms("HTML", &["text/html; charset=utf-8"]),
    );
    put(
        "/reconcile/{dataset}/extend/property",
        Op::new(
            "reconciliation",
            "propose",
            "Properties that may be fetched for a type",
        )
        .curl("curl -s 'http://127.0.0.1:7440/reconcile/default/extend/property?type=Person'")
        .path("dataset", DATASET, "default")
        .query("type", "the type; Thing where it is not known", text())
        .query("limit", "properties at most", count(50, 50))
        .answers("200", "properties", JSON, shape("Proposal")),
    );
}

/// A batch as it stands in a form.
fn batch_text() -> Value {
    json!({
        "type": "string",
        "contentMediaType": "application/json",
        "description": "an object of queries by key",
        "enum": [
            r#"{"q0":{"query":"Vostok Mikro"}}"#,
            r#"{"q0":{"query":"Сидоров Иван","type":"Person","limit":3},"q1":{"properties":[{"pid":"country","v":"ru"}]}}"#,
        ],
    })
}
