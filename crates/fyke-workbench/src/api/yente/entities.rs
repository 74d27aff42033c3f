//! `GET /entities/{id}`: one entity, with what it is tied to.

use super::{OFFSET_MAX, PAGE, PAGE_MAX, answered};
use crate::api::params::{Params, short};
use crate::api::problem::{absent, ask};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::ftm::{self, Labels, Linked, TOLD};
use crate::show;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use fyke_model::desk::{Answer, Desk, FtmEntity};
use serde_json::{Map, Value, json};

/// An entity with its ties, or that it is not there.
type Found = Option<(FtmEntity, Linked)>;

fn found(desk: &dyn Desk, id: &str, nested: bool) -> Answer<Found> {
    let labels = Labels::of(&desk.case()?, TOLD);
    let entity = match ftm::told(desk, &labels, id) {
        Ok(Some(entity)) => entity,
        Ok(None) => return Ok(None),
        answer if ftm::is_absent(&answer) => return Ok(None),
        Err(refusal) => return Err(refusal),
    };
    let ties = if nested {
        ftm::linked(&labels, &desk.entity(&entity.id)?)
    } else {
        Linked::new()
    };
    Ok(Some((entity, ties)))
}

fn no_such(id: &str) -> Failed {
    absent(
        format!("there is no entity '{}' in this case", short(id)),
        "search for it at /search/default",
    )
}

/// Where an entity went that is now another's.
fn moved(to: &str, rest: &str) -> Response {
    let address = format!("/entities/{}{rest}", show::query(to));
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, address)]).into_response()
}

pub(super) async fn one(path: Result<Path<String>, PathRejection>, ctx: Ctx) -> Result<Response, Failed> {
    let Ok(Path(id)) = path else {
        return Err(no_such(""));
    };
    let nested = Params::of(&ctx)?.switch("nested")?.unwrap_or(true);
    ctx.looked(format!("api:entity {id}"));
    let asked = id.clone();
    let (entity, ties) = ask(&ctx, move |desk| found(desk, &asked, nested))
        .await?
        .ok_or_else(|| no_such(&id))?;
    if entity.id != id {
        return Ok(moved(&entity.id, if nested { "" } else { "?nested=false" }));
    }
    let mut map = ftm::json(&entity);
    if let Some(Value::Object(properties)) = map.get_mut("properties") {
        for (name, values) in ties {
            properties.insert(name.to_owned(), Value::Array(values));
        }
    }
    Ok(answered(&Value::Object(map), &[]))
}

/// Which part of each list of ties.
struct Part {
    limit: usize,
    offset: usize,
    ignored: Vec<&'static str>,
}

fn part(ctx: &Ctx) -> Result<Part, Failed> {
    let params = Params::of(ctx)?;
    Ok(Part {
        limit: params.count("limit", PAGE, PAGE_MAX)?,
        offset: params.count("offset", 0, OFFSET_MAX)?,
        ignored: if params.has("sort") {
            vec!["sort"]
        } else {
            Vec::new()
        },
    })
}

fn listed(values: &[Value], part: &Part) -> Value {
    let shown: Vec<&Value> = values.iter().skip(part.offset).take(part.limit).collect();
    json!({
        "results": shown,
        "total": { "value": values.len(), "relation": "eq" },
        "limit": part.limit,
        "offset": part.offset,
    })
}

pub(super) async fn adjacent(
    path: Result<Path<String>, PathRejection>,
    ctx: Ctx,
) -> Result<Response, Failed> {
    let Ok(Path(id)) = path else {
        return Err(no_such(""));
    };
    let part = part(&ctx)?;
    ctx.looked(format!("api:entity {id}"));
    let asked = id.clone();
    let (entity, ties) = ask(&ctx, move |desk| found(desk, &asked, true))
        .await?
        .ok_or_else(|| no_such(&id))?;
    if entity.id != id {
        return Ok(moved(&entity.id, "/adjacent"));
    }
    let adjacent: Map<String, Value> = ties
        .iter()
        .map(|(name, values)| ((*name).to_owned(), listed(values, &part)))
        .collect();
    let body = json!({ "entity": ftm::json(&entity), "adjacent": adjacent });
    Ok(answered(&body, &part.ignored))
}

pub(super) async fn adjacent_by(
    path: Result<Path<(String, String)>, PathRejection>,
    ctx: Ctx,
) -> Result<Response, Failed> {
    let Ok(Path((id, property))) = path else {
        return Err(no_such(""));
    };
    let part = part(&ctx)?;
    ctx.looked(format!("api:entity {id}"));
    let asked = id.clone();
    let (entity, ties) = ask(&ctx, move |desk| found(desk, &asked, true))
        .await?
        .ok_or_else(|| no_such(&id))?;
    if entity.id != id {
        return Ok(moved(
            &entity.id,
            &format!("/adjacent/{}", show::query(&property)),
        ));
    }
    let values = ties.get(property.as_str()).ok_or_else(|| {
        absent(
            format!("nothing is tied to it as '{}'", short(&property)),
            "ask /entities/{id}/adjacent for what there is",
        )
    })?;
    Ok(answered(&listed(values, &part), &part.ignored))
}
