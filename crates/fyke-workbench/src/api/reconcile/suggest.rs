//! What somebody may mean who has typed the first letters: entities, properties,
//! types; and a few words on each while the pointer rests on it.

use super::{framed, id_of, no_service, open_here, type_of};
use crate::api::params::Params;
use crate::api::problem::{absent, ask};
use crate::api::scope::{Scope, no_such, scope};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::ftm::{self, schemas};
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use fyke_model::desk::{Answer, Desk, Facet, Page, Pick, SearchQuery};
use maud::html;
use serde_json::{Value, json};

/// Suggestions of one page: what fits under a field.
const SUGGESTED: usize = 20;

/// Suggestions left out before a page, at most.
const CURSOR_MAX: usize = 10_000;

type Where = Result<Path<(String, String)>, PathRejection>;

pub(super) async fn answer(path: Where, ctx: Ctx, headers: HeaderMap) -> Result<Response, Failed> {
    let Ok(Path((dataset, what))) = path else {
        return Err(no_service(""));
    };
    let params = Params::of(&ctx)?;
    let prefix = params.one("prefix").unwrap_or_default().to_owned();
    let cursor = params.count("cursor", 0, CURSOR_MAX)?;
    let (name, wanted) = (dataset.clone(), what.clone());
    let result = ask(&ctx, move |desk| {
        let Some(scope) = scope(desk, &name)? else {
            return Ok(None);
        };
        Ok(Some(match wanted.as_str() {
            "entity" => Some(entities(desk, &scope, &prefix, cursor)?),
            "property" => Some(properties(&prefix, cursor)),
            "type" => Some(types(&prefix, cursor)),
            _ => None,
        }))
    })
    .await?
    .ok_or_else(|| no_such(&dataset))?
    .ok_or_else(|| no_service(&what))?;
    Ok(open_here(
        &ctx,
        &headers,
        axum::Json(json!({ "result": result })).into_response(),
    ))
}

fn entities(desk: &dyn Desk, scope: &Scope, prefix: &str, cursor: usize) -> Answer<Vec<Value>> {
    if prefix.trim().is_empty() {
        return Ok(Vec::new());
    }
    let hits = desk.search(&SearchQuery {
        text: prefix.to_owned(),
        picks: scope
            .asked()
            .into_iter()
            .map(|value| Pick {
                facet: Facet::Dataset,
                value,
                include: true,
            })
            .collect(),
        page: Page {
            offset: cursor,
            limit: SUGGESTED,
        },
        unfolded: true,
    })?;
    Ok(hits
        .hits
        .iter()
        .filter(|hit| hit.datasets.iter().any(|dataset| scope.labels.may(dataset)))
        .map(|hit| {
            let countries: Vec<String> = hit.countries.iter().map(ToString::to_string).collect();
            json!({
                "id": hit.id,
                "name": hit.caption,
                "description": super::query::joined(&[hit.latin.clone().unwrap_or_default(), countries.join(", ")]),
                "notable": [type_of(&hit.schema)],
            })
        })
        .collect())
}

fn begins(prefix: &str, texts: &[&str]) -> bool {
    let prefix = prefix.trim().to_lowercase();
    texts.iter().any(|text| {
        text.to_lowercase()
            .split_whitespace()
            .any(|word| word.starts_with(&prefix))
            || text.to_lowercase().starts_with(&prefix)
    })
}

fn properties(prefix: &str, cursor: usize) -> Vec<Value> {
    schemas::PROPERTIES
        .iter()
        .filter(|(_, name, label, _)| begins(prefix, &[name, label]))
        .skip(cursor)
        .take(SUGGESTED)
        .map(|(schema, name, label, said)| {
            json!({
                "id": format!("{schema}:{name}"),
                "name": format!("{label} ({schema})"),
                "description": said,
            })
        })
        .collect()
}

fn types(prefix: &str, cursor: usize) -> Vec<Value> {
    schemas::SCHEMAS
        .iter()
        .filter(|(name, plural, _, compared)| *compared && begins(prefix, &[name, plural]))
        .skip(cursor)
        .take(SUGGESTED)
        .map(|(name, ..)| type_of(name))
        .collect()
}

pub(super) async fn flyout(path: Where, ctx: Ctx, headers: HeaderMap) -> Result<Response, Failed> {
    let Ok(Path((dataset, what))) = path else {
        return Err(no_service(""));
    };
    let id = id_of(&ctx)?;
    let gone = || absent("there is nothing under this id", "ask for another suggestion");
    let markup = match what.as_str() {
        "entity" => {
            let (name, asked) = (dataset.clone(), id.clone());
            let entity = ask(&ctx, move |desk| {
                let Some(scope) = scope(desk, &name)? else {
                    return Ok(None);
                };
                match ftm::told(desk, &scope.labels, &asked) {
                    answer if ftm::is_absent(&answer) => Ok(Some(None)),
                    answer => answer.map(Some),
                }
            })
            .await?
            .ok_or_else(|| no_such(&dataset))?
            .ok_or_else(gone)?;
            super::preview::shown(&entity)
        }
        "property" => {
            let found = schemas::PROPERTIES
                .iter()
                .find(|(schema, name, ..)| id == format!("{schema}:{name}") || id == *name)
                .ok_or_else(gone)?;
            html! { p { (found.2) ": " (found.3) } }
        }
        "type" if schemas::known(&id) => html! { p { (schemas::plural(&id)) } },
        "type" => return Err(gone()),
        _ => return Err(no_service(&what)),
    };
    let body = json!({ "id": id, "html": markup.into_string() });
    Ok(open_here(
        &ctx,
        &headers,
        framed(&ctx, axum::Json(body).into_response()),
    ))
}
