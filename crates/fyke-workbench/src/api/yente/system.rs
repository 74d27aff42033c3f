//! What the server is, what it holds, whether it lives.

use super::{ALGORITHM, ALIASES, answered};
use crate::api::problem::ask;
use crate::api::scope::WHOLE;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::ftm::{Labels, TOLD};
use axum::http::StatusCode;
use axum::response::Response;
use fyke_model::desk::{CaseView, Refusal, Why};
use serde_json::{Value, json};

const ABOUT: &str = "the calibrated probability that two records mean one thing, from names across \
                     scripts, dates, countries, identifiers and addresses; each result says under \
                     explanations which of them spoke for and against, and how much";

pub(super) async fn algorithms() -> Response {
    let about = |name: &str, description: &str| {
        json!({
            "name": name,
            "description": description,
            "features": {},
            "docs": { "description": description, "config": {}, "features": {} },
        })
    };
    let mut all = vec![about(ALGORITHM, ABOUT)];
    for alias in ALIASES.iter().filter(|alias| **alias != "best") {
        let description = format!("taken for the sake of programs that name it, and answered by {ALGORITHM}");
        all.push(about(alias, &description));
    }
    answered(
        &json!({ "algorithms": all, "default": ALGORITHM, "best": ALGORITHM }),
        &[],
    )
}

pub(super) async fn catalog(ctx: Ctx) -> Result<Response, Failed> {
    let body = ask(&ctx, |desk| Ok(listed(&desk.case()?))).await?;
    Ok(answered(&body, &[]))
}

fn listed(case: &CaseView) -> Value {
    let labels = Labels::of(case, TOLD);
    let mut names: Vec<&str> = vec![];
    let mut datasets: Vec<Value> = case
        .datasets
        .iter()
        .filter(|dataset| labels.may(&dataset.id))
        .map(|dataset| {
            let edition = dataset.editions.last().map(ToString::to_string);
            let version = edition.clone().unwrap_or_else(|| case.version.clone());
            names.push(&dataset.id);
            json!({
                "name": dataset.id,
                "title": dataset.title,
                "summary": summary(dataset.kind.as_str(), dataset.simulated),
                "load": true,
                "version": version,
                "updated_at": edition,
                "index_version": case.version,
                "index_current": true,
                "children": [],
            })
        })
        .collect();
    let whole = WHOLE.first().copied().unwrap_or("default");
    datasets.insert(
        0,
        json!({
            "name": whole,
            "title": case.name,
            "summary": "the whole case",
            "load": false,
            "version": case.version,
            "index_version": case.version,
            "index_current": true,
            "children": names,
        }),
    );
    names.insert(0, whole);
    json!({ "datasets": datasets, "current": names, "outdated": [], "index_stale": false })
}

fn summary(kind: &str, simulated: bool) -> String {
    if simulated {
        format!("{kind}, simulated")
    } else {
        kind.to_owned()
    }
}

pub(super) async fn healthz() -> Response {
    answered(&json!({ "status": "ok" }), &[])
}

pub(super) async fn readyz(ctx: Ctx) -> Result<Response, Failed> {
    let ready = ctx.app.ask(|desk| desk.case().map(|_| ())).await;
    match ready {
        Ok(()) => Ok(answered(&json!({ "status": "ok" }), &[])),
        Err(refusal) => Err(Failed::problem_as(StatusCode::SERVICE_UNAVAILABLE, &refusal)),
    }
}

pub(super) async fn updatez() -> Failed {
    Failed::problem(&Refusal::new(
        Why::Forbidden,
        "a case does not fetch anything by itself",
        "take new files in with fyke add, and the answers change at once",
    ))
}
