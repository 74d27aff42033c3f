//! Reconciliation as OpenRefine asks it: version 0.2 of the API of the W3C
//! community group (<https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/>),
//! at `/reconcile` for the whole case and `/reconcile/{dataset}` for a part.
//!
//! * Queries and extensions come as a form field or as JSON, by GET or POST.
//! * A score is a hundred times the calibrated probability. A candidate is said to
//!   match only where it is at least [`CERTAIN`] and no other is above even odds:
//!   OpenRefine takes such a row for judged, and people should judge the rest.
//! * OpenRefine's page runs on this machine under another port. What it reads in
//!   the browser (suggestions, previews) is open to pages of this machine and to
//!   no other; JSONP, which any page could read, is not offered.

mod extend;
mod preview;
mod query;
mod suggest;

use super::params::{Params, short};
use super::problem::{ask, unfit, wrong};
use super::scope::{Scope, WHOLE, no_such, scope};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::ftm::schemas;
use crate::guard::headers::FramedHere;
use crate::guard::host::own_origin;
use crate::show;
use crate::state::App;
use axum::body::Bytes;
use axum::extract::Path;
use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use fyke_model::desk::CaseView;
use serde_json::{Value, json};

/// From this probability on a single candidate is said to match.
const CERTAIN: f64 = 0.95;

/// Queries of one request at most, and entities of one extension.
pub(super) const BATCH_MAX: usize = 100;

/// Queries of one request that the manifest asks for.
const BATCH: usize = 50;

/// Bytes of a batch in an address at most; a body may be larger.
const IN_ADDRESS_MAX: usize = 60_000;

pub(super) fn table() -> Vec<(&'static str, MethodRouter<App>)> {
    vec![
        ("/reconcile", get(whole_get).post(whole_post)),
        ("/reconcile/{dataset}", get(part_get).post(part_post)),
        ("/reconcile/{dataset}/suggest/{what}", get(suggest::answer)),
        ("/reconcile/{dataset}/flyout/{what}", get(suggest::flyout)),
        ("/reconcile/{dataset}/preview", get(preview::answer)),
        ("/reconcile/{dataset}/extend/property", get(extend::propose)),
    ]
}

type Part = Result<Path<String>, PathRejection>;
type Sent = Result<Bytes, BytesRejection>;

async fn whole_get(ctx: Ctx, headers: HeaderMap) -> Result<Response, Failed> {
    by_get(ctx, &headers, whole()).await
}

async fn part_get(path: Part, ctx: Ctx, headers: HeaderMap) -> Result<Response, Failed> {
    by_get(ctx, &headers, named(path)).await
}

async fn whole_post(ctx: Ctx, headers: HeaderMap, body: Sent) -> Result<Response, Failed> {
    by_post(ctx, &headers, whole(), body).await
}

async fn part_post(path: Part, ctx: Ctx, headers: HeaderMap, body: Sent) -> Result<Response, Failed> {
    by_post(ctx, &headers, named(path), body).await
}

fn whole() -> String {
    WHOLE.first().copied().unwrap_or("default").to_owned()
}

fn named(path: Part) -> String {
    path.map_or_else(|_| String::new(), |Path(name)| name)
}

/// What is asked of the service.
enum Wanted {
    Queries(Value),
    Extension(Value),
}

impl Wanted {
    /// What fields ask; none where neither is there.
    fn of_fields(queries: Option<&str>, extend: Option<&str>) -> Result<Option<Wanted>, Failed> {
        let read = |text: &str| {
            serde_json::from_str::<Value>(text).map_err(|bad| {
                unfit(
                    format!("this is no JSON: {bad}"),
                    "send {\"q0\": {\"query\": \"a name\"}}",
                )
            })
        };
        match (extend.filter(|text| !text.trim().is_empty()), queries) {
            (Some(text), _) => Ok(Some(Wanted::Extension(read(text)?))),
            (None, Some(text)) => Ok(Some(Wanted::Queries(read(text)?))),
            (None, None) => Ok(None),
        }
    }

    /// What JSON asks, under the same names as a form.
    fn of_json(body: &[u8]) -> Result<Wanted, Failed> {
        let value: Value = serde_json::from_slice(body).map_err(|bad| {
            unfit(
                format!("the body is no JSON: {bad}"),
                "send {\"queries\": {\"q0\": {\"query\": \"a name\"}}}",
            )
        })?;
        let Value::Object(mut map) = value else {
            return Err(unfit(
                "the body is no object",
                "send {\"queries\": {\"q0\": {\"query\": \"a name\"}}}",
            ));
        };
        let (extend, queries) = (map.remove("extend"), map.remove("queries"));
        extend
            .map(Wanted::Extension)
            .or(queries.map(Wanted::Queries))
            .ok_or_else(nothing_asked)
    }
}

fn nothing_asked() -> Failed {
    unfit(
        "there are neither queries nor an extension",
        "send a field named queries, or one named extend",
    )
}

async fn by_get(ctx: Ctx, headers: &HeaderMap, dataset: String) -> Result<Response, Failed> {
    if ctx.uri.query().is_some_and(|query| query.len() > IN_ADDRESS_MAX) {
        return Err(wrong(
            "the address is too long",
            "send the queries as a form, by POST",
        ));
    }
    // a batch is longer than a value of any other address may be
    let fields = form(ctx.uri.query().unwrap_or_default().as_bytes());
    let field = |name: &str| {
        fields
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    };
    match Wanted::of_fields(field("queries"), field("extend"))? {
        Some(wanted) => answered(ctx, headers, dataset, wanted).await,
        None => {
            let origin = own_origin(&ctx.app, headers);
            let asked = dataset.clone();
            let manifest = ask(&ctx, move |desk| {
                let case = desk.case()?;
                Ok(Scope::of(&case, &asked).map(|_| manifest(&case, &asked, &origin)))
            })
            .await?
            .ok_or_else(|| no_such(&dataset))?;
            Ok(open_here(&ctx, headers, axum::Json(manifest).into_response()))
        }
    }
}

async fn by_post(ctx: Ctx, headers: &HeaderMap, dataset: String, body: Sent) -> Result<Response, Failed> {
    let body = body.map_err(|rejected| {
        Failed::problem_as(
            rejected.status(),
            &fyke_model::desk::Refusal::malformed("the body could not be read", "send fewer queries at once"),
        )
    })?;
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    let wanted = if kind.contains("json") {
        Wanted::of_json(&body)?
    } else {
        let fields = form(&body);
        let field = |name: &str| {
            fields
                .iter()
                .find(|(found, _)| found == name)
                .map(|(_, value)| value.as_str())
        };
        Wanted::of_fields(field("queries"), field("extend"))?.ok_or_else(nothing_asked)?
    };
    answered(ctx, headers, dataset, wanted).await
}

/// Fields of a form; values may be long, since a batch stands in one.
fn form(body: &[u8]) -> Vec<(String, String)> {
    String::from_utf8_lossy(body)
        .split('&')
        .filter(|part| !part.is_empty())
        .take(50)
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (crate::address::decoded(name), crate::address::decoded(value))
        })
        .collect()
}

async fn answered(
    ctx: Ctx,
    headers: &HeaderMap,
    dataset: String,
    wanted: Wanted,
) -> Result<Response, Failed> {
    let body = match wanted {
        Wanted::Queries(queries) => {
            let batch = query::Batch::of(queries)?;
            ctx.looked(format!("api:reconcile {dataset} ({} queries)", batch.len()));
            let asked = dataset.clone();
            ask(&ctx, move |desk| {
                let Some(scope) = scope(desk, &asked)? else {
                    return Ok(None);
                };
                batch.answered(desk, &scope).map(Some)
            })
            .await?
            .ok_or_else(|| no_such(&dataset))?
        }
        Wanted::Extension(extension) => {
            let extension = extend::Extension::of(extension)?;
            ctx.looked(format!("api:extend {dataset}"));
            let asked = dataset.clone();
            ask(&ctx, move |desk| {
                let Some(scope) = scope(desk, &asked)? else {
                    return Ok(None);
                };
                extension.answered(desk, &scope).map(Some)
            })
            .await?
            .ok_or_else(|| no_such(&dataset))?
        }
    };
    Ok(open_here(&ctx, headers, axum::Json(body).into_response()))
}

/// What the service is and can do.
fn manifest(case: &CaseView, dataset: &str, origin: &str) -> Value {
    let base = format!("{origin}/reconcile/{}", show::query(dataset));
    let service = |what: &str| {
        json!({
            "service_url": base,
            "service_path": format!("/suggest/{what}"),
            "flyout_service_url": base,
            "flyout_service_path": format!("/flyout/{what}?id=${{id}}"),
        })
    };
    let types: Vec<Value> = schemas::SCHEMAS
        .iter()
        .filter(|(.., compared)| *compared)
        .map(|(name, ..)| type_of(name))
        .collect();
    json!({
        "versions": ["0.2"],
        "name": format!("{} (fyke)", case.name),
        "identifierSpace": format!("{origin}/entity/"),
        "schemaSpace": "https://followthemoney.tech/explorer/schemata/",
        "documentation": format!("{origin}/api"),
        "serviceVersion": env!("CARGO_PKG_VERSION"),
        "batchSize": BATCH,
        "defaultTypes": types,
        "view": { "url": format!("{origin}/entity/{{{{id}}}}") },
        "preview": { "url": format!("{base}/preview?id={{{{id}}}}"), "width": 430, "height": 300 },
        "suggest": {
            "entity": service("entity"),
            "property": service("property"),
            "type": service("type"),
        },
        "extend": {
            "propose_properties": { "service_url": base, "service_path": "/extend/property" },
            "property_settings": [{
                "name": "limit",
                "label": "values at most",
                "type": "number",
                "default": 0,
                "help_text": "0 for all",
            }],
        },
    })
}

/// A type as the service names it.
fn type_of(schema: &str) -> Value {
    json!({ "id": schema, "name": schemas::plural(schema) })
}

/// Lets a page of this machine read an answer, and show it in a frame.
fn open_here(ctx: &Ctx, headers: &HeaderMap, mut response: Response) -> Response {
    let origin = headers
        .get(header::ORIGIN)
        .and_then(|origin| origin.to_str().ok());
    let Some(origin) = origin.filter(|origin| ctx.app.config.listen.ip().is_loopback() && is_here(origin))
    else {
        return response;
    };
    if let Ok(value) = HeaderValue::from_str(origin) {
        response
            .headers_mut()
            .insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, value);
        response
            .headers_mut()
            .append(header::VARY, HeaderValue::from_static("origin"));
    }
    response
}

/// Whether an origin is a page that this machine serves itself.
fn is_here(origin: &str) -> bool {
    let Some(rest) = origin.strip_prefix("http://") else {
        return false;
    };
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) => (host, port),
        _ => (rest, ""),
    };
    port.len() <= 5 && ["127.0.0.1", "localhost", "[::1]"].contains(&host)
}

/// Marks an answer that pages of this machine may frame.
fn framed(ctx: &Ctx, mut response: Response) -> Response {
    if ctx.app.config.listen.ip().is_loopback() {
        response.extensions_mut().insert(FramedHere);
    }
    response
}

/// The id that a request names.
fn id_of(ctx: &Ctx) -> Result<String, Failed> {
    Params::of(ctx)?
        .one("id")
        .filter(|id| !id.is_empty())
        .map(str::to_owned)
        .ok_or_else(|| unfit("there is no id", "name one, as in ?id=.."))
}

/// That there is no such service.
fn no_service(what: &str) -> Failed {
    super::problem::absent(
        format!("there is no service for '{}'", short(what)),
        "use entity, property or type",
    )
}

#[cfg(test)]
mod tests {
    use super::is_here;

    #[test]
    fn only_pages_of_this_machine_may_read() {
        for here in ["http://127.0.0.1:3333", "http://localhost", "http://[::1]:3333"] {
            assert!(is_here(here), "{here}");
        }
        for elsewhere in [
            "https://evil.example",
            "http://evil.example:3333",
            "http://127.0.0.1.evil.example",
            "http://localhost.evil.example:80",
            "http://127.0.0.1:3333@evil.example",
            "null",
            "file://",
        ] {
            assert!(!is_here(elsewhere), "{elsewhere}");
        }
    }
}
