//! Screening, written down.

use super::build::{Op, count, probability, shape, text};
use crate::api::yente::{
    ALGORITHM, ALIASES, BATCH_MAX, CUTOFF, EXCLUDED_MAX, MATCHES, OFFSET_MAX, PAGE, PAGE_MAX, THRESHOLD,
};
use crate::ftm::schemas;
use serde_json::{Map, Value, json};

const JSON: &str = "application/json";
const DATASET: &str = "default for the whole case, or a dataset that /catalog lists";

fn day() -> Value {
    json!({ "type": "string", "format": "date", "example": "2026-01-31" })
}

fn schema() -> Value {
    json!({ "type": "string", "enum": schemas::names(), "default": "Thing" })
}

pub(super) fn paths(paths: &mut Map<String, Value>) {
    let mut put = |path: &str, method: &str, op: Op| {
        let mut item = Map::new();
        item.insert(method.to_owned(), op.done());
        paths.insert(path.to_owned(), Value::Object(item));
    };
    put("/match/{dataset}", "post", matching());
    put("/search/{dataset}", "get", search());
    put(
        "/entities/{id}",
        "get",
        Op::new("screening", "entity", "One entity")
            .about("With what it is tied to under its properties, unless nested is false. An id that an entity had before leads on to the one it has now.")
            .curl("curl -sL http://127.0.0.1:7440/entities/ent-vostok")
            .path("id", "id of the entity, or of a record: dataset:id", "ent-vostok")
            .query("nested", "with what it is tied to", json!({ "type": "boolean", "default": true }))
            .answers("200", "the entity", JSON, shape("Entity"))
            .empty("308", "it is one with another now; Location says which"),
    );
    let list = |op: Op| {
        op.query("limit", "of each kind of tie, at most", count(PAGE, PAGE_MAX))
            .query("offset", "left out before", count(0, OFFSET_MAX))
            .several("sort", "taken, without effect", text())
            .empty("308", "it is one with another now; Location says which")
    };
    put(
        "/entities/{id}/adjacent",
        "get",
        list(
            Op::new("screening", "adjacent", "What an entity is tied to")
                .about("By the property under which it is found; each list has its own total.")
                .curl("curl -sL http://127.0.0.1:7440/entities/ent-vostok/adjacent")
                .path("id", "id of the entity", "ent-vostok"),
        )
        .answers("200", "the entity and its ties", JSON, shape("Adjacent")),
    );
    put(
        "/entities/{id}/adjacent/{property}",
        "get",
        list(
            Op::new("screening", "adjacentBy", "What an entity is tied to in one way")
                .about("Owners, directors and so on, page by page.")
                .curl("curl -sL http://127.0.0.1:7440/entities/ent-vostok/adjacent/ownershipAsset")
                .path("id", "id of the entity", "ent-vostok")
                .path("property", "the property", "ownershipAsset"),
        )
        .answers("200", "its ties of that kind", JSON, shape("AdjacentList")),
    );
    put(
        "/algorithms",
        "get",
        Op::new("system", "algorithms", "Ways of scoring")
            .about("One, and names of others that it answers to.")
            .curl("curl -s http://127.0.0.1:7440/algorithms")
            .answers("200", "ways of scoring", JSON, shape("Algorithms")),
    );
    put(
        "/catalog",
        "get",
        Op::new("system", "catalog", "Datasets of the case")
            .about("The case as a whole under default, and each dataset with its edition. What a source alone told is not among them.")
            .curl("curl -s http://127.0.0.1:7440/catalog")
            .answers("200", "datasets", JSON, shape("Catalog")),
    );
    for (path, id, summary) in [
        ("/healthz", "healthz", "Whether it lives"),
        ("/readyz", "readyz", "Whether the case can be asked"),
    ] {
        put(
            path,
            "get",
            Op::new("system", id, summary)
                .curl(&format!("curl -s http://127.0.0.1:7440{path}"))
                .answers("200", "yes", JSON, shape("Status")),
        );
    }
    put(
        "/updatez",
        "post",
        Op::new("system", "updatez", "Refused: a case fetches nothing by itself")
            .about("Answers 403. New files come in with `fyke add`.")
            .query("token", "taken, without effect", text())
            .query("sync", "taken, without effect", json!({ "type": "boolean" })),
    );
}

fn matching() -> Op {
    let mut algorithms = vec![ALGORITHM];
    algorithms.extend(ALIASES);
    Op::new("screening", "match", "Whom example entities may be")
        .about("Each query is an entity in FollowTheMoney's form; each answer lists whom it may be, best first, with the calibrated probability under score and what spoke for and against under explanations.")
        .curl(r#"curl -s http://127.0.0.1:7440/match/default -H 'content-type: application/json' -d '{"queries":{"a":{"schema":"Company","properties":{"name":["Vostok Mikro"],"country":["ru"]}}}}'"#)
        .path("dataset", DATASET, "default")
        .query("limit", "results of a query at most", count(MATCHES, PAGE_MAX))
        .query("threshold", "from here on match is true", probability(THRESHOLD))
        .query("cutoff", "nothing below is returned", probability(CUTOFF))
        .query("algorithm", "names of yente's algorithms are answered by ours, and the answer says so", json!({ "type": "string", "enum": algorithms, "default": ALGORITHM }))
        .several("include_dataset", "only these", text())
        .several("exclude_dataset", "not these", text())
        .several("exclude_schema", "not entities of these kinds", text())
        .several("topics", "only entities with one of these; sanction for all that a list names", text())
        .query("changed_since", "taken, without effect: a case keeps editions, not days of changes", day())
        .query("exclude_entity_ids", "not these entities, by id or by that of a record", json!({ "type": "array", "items": text(), "maxItems": EXCLUDED_MAX }))
        .body(json!({ "application/json": {
            "schema": {
                "type": "object",
                "required": ["queries"],
                "properties": {
                    "queries": {
                        "type": "object", "minProperties": 1, "maxProperties": BATCH_MAX,
                        "additionalProperties": shape("Example"),
                    },
                    "weights": { "type": "object", "description": "taken, without effect", "additionalProperties": { "type": "number" } },
                    "config": { "type": "object", "description": "taken, without effect", "additionalProperties": { "type": ["string", "number", "boolean", "null"] } },
                },
            },
            "example": { "queries": { "a": { "schema": "Company", "properties": { "name": ["Vostok Mikro"], "country": ["ru"] } } } },
        } }))
        .answers("200", "whom they may be", JSON, shape("Matches"))
}

fn search() -> Op {
    Op::new("screening", "search", "Entities whose names are like a text")
        .about("In any script, with mistakes; the last word may be unfinished.")
        .curl("curl -s 'http://127.0.0.1:7440/search/default?q=vostok&countries=ru'")
        .path("dataset", DATASET, "default")
        .query("q", "the text; empty finds all", text())
        .query("schema", "only entities of this kind", schema())
        .several("include_dataset", "only these", text())
        .several("exclude_dataset", "not these", text())
        .several("exclude_schema", "not entities of these kinds", text())
        .several("countries", "ISO 3166 alpha-2", text())
        .several("topics", "sanction, or a topic that facets name", text())
        .several("datasets", "that name it", text())
        .several(
            "filter",
            "field:value",
            json!({ "type": "string", "pattern": "^(schema|countries|topics|datasets):[A-Za-z0-9._-]+$" }),
        )
        .query("filter_op", "whether values of one field are alternatives", json!({ "type": "string", "enum": ["OR", "AND"], "default": "OR" }))
        .query("target", "only entities that a list names, or only others", json!({ "type": "boolean" }))
        .query("limit", "results at most", count(PAGE, PAGE_MAX))
        .query("offset", "left out before", count(0, OFFSET_MAX))
        .several("facets", "counts to return", json!({ "type": "string", "enum": ["datasets", "schema", "countries", "identifiers", "topics", "genders"] }))
        .several("sort", "taken, without effect: the best come first", text())
        .query("fuzzy", "taken, without effect: always", json!({ "type": "boolean" }))
        .query("simple", "taken, without effect", json!({ "type": "boolean" }))
        .query("changed_since", "taken, without effect", day())
        .answers("200", "what was found", JSON, shape("Found"))
}
