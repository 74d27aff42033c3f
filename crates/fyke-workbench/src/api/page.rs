//! The page about the interfaces: what programs can ask, with a line to try for
//! each. Made from the document that programs read, so that the two never differ.

use super::document::document;
use crate::ctx::Ctx;
use crate::guard::host::own_origin;
use crate::state::App;
use axum::Router;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};
use serde_json::Value;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/api", get(answer))
}

/// The address that lines to try are written with in the document.
const WRITTEN: &str = "http://127.0.0.1:7440";

async fn answer(ctx: Ctx, headers: HeaderMap) -> Response {
    let body = shown(&ctx, &own_origin(&ctx.app, &headers));
    ctx.page(&ctx.t("api-title"), body)
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn shown(ctx: &Ctx, origin: &str) -> Markup {
    let document = document();
    let tags = document.get("tags").and_then(Value::as_array);
    html! {
        h1 { (ctx.t("api-title")) }
        p.standfirst { (ctx.t("api-about")) }
        ul {
            li { (ctx.t("api-yente")) " " code dir="ltr" { "/match" } }
            li { (ctx.t("api-openrefine")) " " code dir="ltr" { "/reconcile" } }
            li { (ctx.t("api-document")) " " a href="/openapi.json" { code dir="ltr" { "/openapi.json" } } }
        }
        p { (ctx.t("api-errors")) }
        p { (ctx.t("api-key")) }
        @for tag in tags.into_iter().flatten() {
            h2 id=(text(tag, "name")) { (ctx.t(&format!("api-tag-{}", text(tag, "name")))) }
            @for (path, method, operation) in operations(document, text(tag, "name")) {
                (one(ctx, origin, path, method, operation))
            }
        }
    }
}

/// Operations of a tag: address, method, what is written of it.
fn operations<'d>(document: &'d Value, tag: &str) -> Vec<(&'d str, &'d str, &'d Value)> {
    let paths = document.get("paths").and_then(Value::as_object);
    let mut found = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let mut tags = operation
                .get("tags")
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            if tags.any(|of| of == tag) {
                found.push((path.as_str(), method.as_str(), operation));
            }
        }
    }
    found
}

fn one(ctx: &Ctx, origin: &str, path: &str, method: &str, operation: &Value) -> Markup {
    let parameters = operation.get("parameters").and_then(Value::as_array);
    let id = text(operation, "operationId");
    html! {
        section aria-labelledby=(id) {
            h3 id=(id) { code dir="ltr" { (method.to_uppercase()) " " (path) } }
            div lang="en" dir="ltr" {
                p { (text(operation, "summary")) }
                @if !text(operation, "description").is_empty() { p.soft { (text(operation, "description")) } }
                @if let Some(parameters) = parameters.filter(|list| !list.is_empty()) {
                    details {
                        summary { (ctx.t("api-parameters")) }
                        dl {
                            @for parameter in parameters {
                                dt { code { (text(parameter, "name")) } }
                                dd { (text(parameter, "description")) }
                            }
                        }
                    }
                }
                @if !text(operation, "x-curl").is_empty() {
                    pre tabindex="0" { code { (text(operation, "x-curl").replace(WRITTEN, origin)) } }
                }
            }
        }
    }
}
