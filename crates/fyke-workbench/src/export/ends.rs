//! The addresses of exports: which file is asked for, told to the desk, sent.

use super::leave::{self, Asked, Out};
use crate::address::Pairs;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::state::App;
use axum::Router;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use fyke_model::desk::{Answer, Desk, Refusal, Why};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/export/{file}", get(whole))
        .route("/export/lead/{file}", get(of_lead))
        .route("/export/entity/{file}", get(of_entity))
}

type File = Result<Path<String>, PathRejection>;

/// What is gathered for an address.
type Gather = fn(&dyn Desk, &Asked) -> Answer<Out>;

async fn whole(file: File, ctx: Ctx, headers: HeaderMap) -> Result<Response, Failed> {
    let file = file.map_or_else(|_| String::new(), |Path(file)| file);
    let (stem, form) = parted(&file);
    let gather: Option<Gather> = match stem {
        "search" => Some(leave::search),
        "leads" => Some(leave::leads),
        "flows" => Some(leave::flows),
        "chain" => Some(leave::chain),
        "graph" => Some(leave::graph),
        "bookmarks" => Some(leave::bookmarks),
        "record" => Some(leave::record),
        _ => None,
    };
    let Some(gather) = gather else {
        return Err(refused(&ctx, &headers, nothing()));
    };
    sent(ctx, &headers, stem, form, gather).await
}

async fn of_lead(file: File, ctx: Ctx, headers: HeaderMap) -> Result<Response, Failed> {
    let file = file.map_or_else(|_| String::new(), |Path(file)| file);
    let (id, form) = parted(&file);
    let lead = id.to_owned();
    sent(ctx, &headers, "lead", form, move |desk, asked| {
        leave::lead(desk, asked, &lead)
    })
    .await
}

async fn of_entity(file: File, ctx: Ctx, headers: HeaderMap) -> Result<Response, Failed> {
    let file = file.map_or_else(|_| String::new(), |Path(file)| file);
    let (id, form) = parted(&file);
    let entity = id.to_owned();
    sent(ctx, &headers, "entity", form, move |desk, asked| {
        leave::entity(desk, asked, &entity)
    })
    .await
}

/// `search.csv`: what, and in which form. An id may hold dots.
fn parted(file: &str) -> (&str, &str) {
    file.rsplit_once('.').unwrap_or((file, ""))
}

fn nothing() -> Refusal {
    Refusal::new(
        Why::Absent,
        "there is no such export",
        "look at /api for those there are",
    )
}

/// A refusal: a page to a person, a problem document to a program.
fn refused(ctx: &Ctx, headers: &HeaderMap, refusal: Refusal) -> Failed {
    let accepts = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if accepts.contains("text/html") {
        ctx.failed(refusal)
    } else {
        Failed::problem(&refusal)
    }
}

async fn sent(
    ctx: Ctx,
    headers: &HeaderMap,
    stem: &str,
    form: &str,
    gather: impl FnOnce(&dyn Desk, &Asked) -> Answer<Out> + Send + 'static,
) -> Result<Response, Failed> {
    let pairs = match Pairs::of(ctx.uri.query().unwrap_or_default()) {
        Ok(pairs) => pairs,
        Err(refusal) => return Err(refused(&ctx, headers, refusal)),
    };
    let address = ctx
        .uri
        .path_and_query()
        .map_or("/", |address| address.as_str())
        .to_owned();
    let asked = Asked {
        hand: ctx.hand.clone(),
        pairs,
        address: address.clone(),
        form: form.to_owned(),
    };
    let answer = ctx
        .app
        .ask(move |desk| {
            let out = gather(desk, &asked)?;
            // told before a byte leaves; the desk may refuse
            desk.exported(asked.hand.as_ref(), &address, &asked.form, out.rows)?;
            Ok(out)
        })
        .await;
    let out = match answer {
        Ok(out) => out,
        Err(refusal) => return Err(refused(&ctx, headers, refusal)),
    };
    let mut response = out.bytes.into_response();
    let name = format!("attachment; filename=\"fyke-{stem}.{}\"", ending(form));
    let into = response.headers_mut();
    into.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(form)));
    if let Ok(name) = HeaderValue::from_str(&name) {
        into.insert(header::CONTENT_DISPOSITION, name);
    }
    into.insert(
        HeaderName::from_static("x-fyke-rows"),
        HeaderValue::from(out.rows),
    );
    into.insert(
        HeaderName::from_static("x-fyke-left-out"),
        HeaderValue::from(out.left_out),
    );
    Ok(response)
}

/// The ending under which programs know a form.
fn ending(form: &str) -> &str {
    match form {
        "ftm" => "ftm.json",
        "stix" => "stix.json",
        "geojson" => "geojson",
        "csv" | "xlsx" | "svg" | "bib" | "json" => form,
        _ => "bin",
    }
}

/// The media type of a form.
pub(crate) fn kind(form: &str) -> &'static str {
    match form {
        "csv" => "text/csv; charset=utf-8; header=present",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ftm" => "application/x-ndjson",
        "json" => "application/json",
        "geojson" => "application/geo+json",
        "svg" => "image/svg+xml",
        "stix" => "application/stix+json;version=2.1",
        "bib" => "application/x-bibtex; charset=utf-8",
        _ => "application/octet-stream",
    }
}
