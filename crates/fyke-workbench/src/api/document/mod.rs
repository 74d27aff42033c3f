//! What the interfaces are, in a form that programs read: OpenAPI 3.1, at
//! `/openapi.json`. The page `/api` shows the same to people.
//!
//! A test holds it together with the router: every address here answers, and
//! every address for programs is here.

mod build;
mod exports;
mod reconcile;
mod shapes;
mod yente;

use crate::ctx::Ctx;
use crate::state::App;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use serde_json::{Map, Value, json};
use std::sync::OnceLock;

pub(super) fn table() -> Vec<(&'static str, MethodRouter<App>)> {
    vec![("/openapi.json", get(answer))]
}

async fn answer(_ctx: Ctx) -> Response {
    let kind = [(
        header::CONTENT_TYPE,
        "application/vnd.oai.openapi+json;version=3.1",
    )];
    (kind, text()).into_response()
}

/// The document as text.
fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| document().to_string())
}

/// The document.
pub fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| {
        let mut paths = Map::new();
        yente::paths(&mut paths);
        reconcile::paths(&mut paths);
        exports::paths(&mut paths);
        paths.insert(
            "/openapi.json".to_owned(),
            json!({ "get": build::Op::new("system", "openapi", "This document")
                .about("OpenAPI 3.1, JSON.")
                .curl("curl -s http://127.0.0.1:7440/openapi.json")
                .answers("200", "the document", "application/vnd.oai.openapi+json;version=3.1", json!({ "type": "object", "required": ["openapi", "paths"] }))
                .done() }),
        );
        json!({
            "openapi": "3.1.0",
            "info": {
                "title": "fyke",
                "version": env!("CARGO_PKG_VERSION"),
                "summary": "screening, reconciliation and exports of a case",
                "description": ABOUT,
                "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
            },
            "servers": [{ "url": "/" }],
            "tags": [
                { "name": "screening", "description": "as yente has it" },
                { "name": "reconciliation", "description": "version 0.2, for OpenRefine" },
                { "name": "exports", "description": "what a page shows, as a file" },
                { "name": "system", "description": "whether it lives, what it is" },
            ],
            "paths": paths,
            "components": {
                "schemas": shapes::schemas(),
                "responses": shapes::responses(),
                "securitySchemes": {
                    "key": {
                        "type": "apiKey",
                        "in": "header",
                        "name": "Authorization",
                        "description": "'ApiKey KEY' or 'Bearer KEY', where fyke serve was given a key; on this machine alone none is needed",
                    },
                },
            },
            "security": [{}, { "key": [] }],
        })
    })
}

const ABOUT: &str = "Interfaces of a case for other programs. Everything reads; nothing of a lead is told \
outside of exports, and there only what the person who asks may see. Errors are problem documents (RFC 9457) \
with one member more: `repair`, what to do. Limits: 100 queries a request, 500 results a page, 4 MB a body, \
60 seconds an answer. What a source alone told is never among the answers.";

#[cfg(test)]
mod tests {
    use super::document;
    use std::collections::BTreeSet;

    #[test]
    fn every_address_for_programs_is_written_down_and_no_other() {
        let documented: BTreeSet<&str> = document()["paths"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let mut answered: BTreeSet<&str> = crate::api::table().into_iter().map(|(path, _)| path).collect();
        answered.extend(crate::export::PATHS);
        assert_eq!(documented, answered);
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let all = document().to_string();
        for part in all.split("\"$ref\":\"#").skip(1) {
            let pointer = part.split('"').next().unwrap();
            assert!(document().pointer(pointer).is_some(), "{pointer}");
        }
    }
}
