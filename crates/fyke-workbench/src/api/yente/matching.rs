//! `POST /match/{dataset}`: example entities, each with whom it may be.

use super::{ALGORITHM, ALIASES, BATCH_MAX, CUTOFF, EXCLUDED_MAX, MATCHES, PAGE_MAX, THRESHOLD, answered};
use crate::api::params::{Params, short};
use crate::api::problem::{ask, unfit, wrong};
use crate::api::scope::{Scope, no_such, scope};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::ftm::{self, schemas};
use axum::body::Bytes;
use axum::extract::Path;
use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use fyke_model::desk::{Answer, Candidate, Desk, FtmEntity, MatchQuery};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// How many more candidates are asked for than results, where some of them may
/// be left out afterwards.
const SPARE: usize = 10;

/// The body of a request.
#[derive(Deserialize)]
struct Asked {
    queries: BTreeMap<String, Example>,
    #[serde(default)]
    weights: BTreeMap<String, f64>,
    #[serde(default)]
    config: BTreeMap<String, IgnoredSetting>,
}

/// A setting of an algorithm: a switch, a number or a text. Checked, for a program
/// that sends anything else means something else, and without effect.
#[derive(Deserialize)]
#[serde(from = "Single")]
struct IgnoredSetting;

impl From<Single> for IgnoredSetting {
    fn from(_: Single) -> IgnoredSetting {
        IgnoredSetting
    }
}

/// An example entity.
#[derive(Deserialize)]
struct Example {
    #[serde(default)]
    id: Option<String>,
    schema: String,
    properties: BTreeMap<String, Values>,
}

/// Values of a property: one, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Values {
    One(String),
    Many(Vec<Single>),
}

/// One value.
#[derive(Deserialize)]
#[serde(untagged)]
enum Single {
    Text(String),
    Number(serde_json::Number),
    Switch(bool),
    None(()),
}

impl Values {
    fn texts(self) -> Vec<String> {
        let single = |value| match value {
            Single::Text(text) => Some(text),
            Single::Number(number) => Some(number.to_string()),
            Single::Switch(on) => Some(on.to_string()),
            Single::None(()) => None,
        };
        match self {
            Values::One(text) => vec![text],
            Values::Many(values) => values.into_iter().filter_map(single).collect(),
        }
    }
}

/// How a request wants to be answered.
struct Wishes {
    limit: usize,
    threshold: f64,
    cutoff: f64,
    include: Vec<String>,
    exclude: Vec<String>,
    exclude_schema: Vec<String>,
    topics: Vec<String>,
    exclude_ids: Vec<String>,
    ignored: Vec<&'static str>,
    notes: Vec<String>,
}

fn wishes(params: &Params) -> Result<Wishes, Failed> {
    let threshold = params.probability("threshold", THRESHOLD)?;
    let cutoff = params.probability("cutoff", CUTOFF)?.min(threshold);
    let mut ignored = Vec::new();
    let mut notes = Vec::new();
    match params.one("algorithm") {
        None => {}
        Some(name) if name == ALGORITHM => {}
        Some(name) if ALIASES.contains(&name) => {
            ignored.push("algorithm");
            notes.push(format!(
                "algorithm {name}: scored by {ALGORITHM}, a calibrated probability; thresholds of {name} do not carry over"
            ));
        }
        Some(name) => {
            return Err(wrong(
                format!("there is no algorithm '{}'", short(name)),
                format!("use {ALGORITHM}, or leave it out"),
            ));
        }
    }
    if params.day("changed_since")?.is_some() {
        ignored.push("changed_since");
        notes.push(
            "changed_since: a case keeps editions, not the day of each change; all its entities were compared"
                .to_owned(),
        );
    }
    let exclude_ids = params.all("exclude_entity_ids");
    if exclude_ids.len() > EXCLUDED_MAX {
        return Err(unfit(
            format!("exclude_entity_ids names {} entities", exclude_ids.len()),
            format!("name at most {EXCLUDED_MAX}"),
        ));
    }
    Ok(Wishes {
        limit: params.count("limit", MATCHES, PAGE_MAX)?,
        threshold,
        cutoff,
        include: params.all("include_dataset"),
        exclude: params.all("exclude_dataset"),
        exclude_schema: params.all("exclude_schema"),
        topics: params.all("topics"),
        exclude_ids,
        ignored,
        notes,
    })
}

pub(super) async fn answer(
    path: Result<Path<String>, PathRejection>,
    ctx: Ctx,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Failed> {
    let name = path.map_or_else(|_| String::new(), |Path(name)| name);
    let mut wishes = wishes(&Params::of(&ctx)?)?;
    let body = body.map_err(|rejected| {
        Failed::problem_as(
            rejected.status(),
            &fyke_model::desk::Refusal::malformed(
                "the body could not be read",
                "send it whole, and at most as large as /openapi.json says",
            ),
        )
    })?;
    let asked: Asked = serde_json::from_slice(&body).map_err(|bad| {
        unfit(
            format!("the body is not as it should be: {bad}"),
            "send {\"queries\": {\"a\": {\"schema\": \"Person\", \"properties\": {\"name\": [\"..\"]}}}}",
        )
    })?;
    if asked.queries.is_empty() {
        return Err(wrong("there are no queries", "send at least one under queries"));
    }
    if asked.queries.len() > BATCH_MAX {
        return Err(wrong(
            format!("{} queries at once are too many", asked.queries.len()),
            format!("send at most {BATCH_MAX}"),
        ));
    }
    for (key, example) in &asked.queries {
        if !schemas::known(&example.schema) {
            return Err(wrong(
                format!(
                    "query '{}': schema '{}' is not known here",
                    short(key),
                    short(&example.schema)
                ),
                "use one of FollowTheMoney's, such as Person, Company, Vessel or LegalEntity",
            ));
        }
    }
    if !asked.weights.is_empty() {
        wishes.ignored.push("weights");
        wishes
            .notes
            .push("weights: without effect, the score is a calibrated probability".to_owned());
    }
    if !asked.config.is_empty() {
        wishes.ignored.push("config");
        wishes
            .notes
            .push("config: without effect, the algorithm has no settings".to_owned());
    }
    ctx.looked(format!("api:match {name} ({} queries)", asked.queries.len()));
    let (limit, ignored, notes) = (wishes.limit, wishes.ignored.clone(), wishes.notes.clone());
    let (dataset, queries) = (name.clone(), asked.queries);
    let responses = ask(&ctx, move |desk| {
        let Some(mut scope) = scope(desk, &dataset)? else {
            return Ok(None);
        };
        let some = scope.narrow(&wishes.include, &wishes.exclude);
        queries
            .into_iter()
            .map(|(key, example)| Ok((key, matched(desk, &scope, some, &wishes, example)?)))
            .collect::<Answer<Map<String, Value>>>()
            .map(Some)
    })
    .await?
    .ok_or_else(|| no_such(&name))?;
    let batch = responses.len();
    let body = json!({
        "responses": responses,
        "matcher": {},
        "limit": limit,
        "algorithm": ALGORITHM,
        "notes": notes,
    });
    let mut response = answered(&body, &ignored);
    response
        .headers_mut()
        .insert(HeaderName::from_static("x-batch-size"), HeaderValue::from(batch));
    Ok(response)
}

/// One query with its results.
fn matched(desk: &dyn Desk, scope: &Scope, some: bool, wishes: &Wishes, example: Example) -> Answer<Value> {
    let properties: BTreeMap<String, Vec<String>> = example
        .properties
        .into_iter()
        .map(|(name, values)| (name, values.texts()))
        .collect();
    let narrowed = !wishes.exclude_schema.is_empty() || !wishes.topics.is_empty();
    let spare = if narrowed { SPARE } else { 1 };
    let query = MatchQuery {
        schema: example.schema.clone(),
        properties: properties.clone(),
        datasets: scope.asked(),
        limit: (wishes.limit * spare + wishes.exclude_ids.len()).clamp(1, PAGE_MAX),
        cutoff: wishes.cutoff,
    };
    let candidates = if some { desk.matching(&query)? } else { Vec::new() };
    let mut results = Vec::new();
    for candidate in candidates {
        if results.len() >= wishes.limit || candidate.probability < wishes.cutoff {
            break;
        }
        let entity = match ftm::told(desk, &scope.labels, &candidate.id) {
            Ok(Some(entity)) => entity,
            Ok(None) => continue,
            answer if ftm::is_absent(&answer) => continue,
            Err(refusal) => return Err(refusal),
        };
        if wanted(wishes, &entity) && scope.holds(&entity.datasets) {
            results.push(scored(&entity, &candidate, wishes.threshold));
        }
    }
    Ok(json!({
        "status": 200,
        "total": { "value": results.len(), "relation": "eq" },
        "results": results,
        "query": { "id": example.id, "schema": example.schema, "properties": properties },
    }))
}

/// Whether a candidate is among those that are asked for.
fn wanted(wishes: &Wishes, entity: &FtmEntity) -> bool {
    let left_out = wishes
        .exclude_ids
        .iter()
        .any(|id| *id == entity.id || entity.referents.contains(id));
    let of_schema = wishes
        .exclude_schema
        .iter()
        .any(|schema| schemas::is_a(&entity.schema, schema));
    let topics = entity.properties.get("topics");
    let of_topic = wishes.topics.is_empty()
        || wishes.topics.iter().any(|topic| {
            topics.is_some_and(|topics| topics.contains(topic))
                || (entity.target && ["sanction", "listed"].contains(&topic.as_str()))
        });
    !left_out && !of_schema && of_topic
}

/// A result: the entity with how likely it is, and why.
pub(in crate::api) fn scored(entity: &FtmEntity, candidate: &Candidate, threshold: f64) -> Value {
    let score = candidate.probability.clamp(0.0, 1.0);
    let mut features = Map::new();
    let mut explanations = Map::new();
    for (reason, share) in &candidate.reasons {
        features.insert(reason.clone(), json!(share));
        explanations.insert(reason.clone(), json!({ "score": share, "detail": reason }));
    }
    let mut map = ftm::json(entity);
    map.insert("score".to_owned(), json!(score));
    map.insert("features".to_owned(), Value::Object(features));
    map.insert("explanations".to_owned(), Value::Object(explanations));
    map.insert("match".to_owned(), json!(score >= threshold));
    Value::Object(map)
}
