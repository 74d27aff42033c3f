//! A batch of names, each with whom it may be.

use super::{BATCH_MAX, CERTAIN, type_of};
use crate::api::params::short;
use crate::api::problem::{unfit, wrong};
use crate::api::scope::Scope;
use crate::error::Failed;
use crate::ftm::{self, schemas};
use fyke_model::desk::{Answer, Candidate, Desk, MatchQuery};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Candidates of a query, unless others are asked for.
const CANDIDATES: usize = 10;
/// Candidates at most.
const CANDIDATES_MAX: usize = 100;
/// Below this probability nobody is a candidate: far lower than where people
/// would say yes, since they look at each.
const CUTOFF: f64 = 0.1;

/// A batch of queries.
pub(super) struct Batch(BTreeMap<String, Query>);

#[derive(Deserialize)]
struct Query {
    #[serde(default, deserialize_with = "there")]
    query: Option<String>,
    #[serde(default, rename = "type", deserialize_with = "there")]
    types: Option<Types>,
    #[serde(default, deserialize_with = "there")]
    limit: Option<f64>,
    // taken and checked; any of several types is enough
    #[serde(default, rename = "type_strict", deserialize_with = "there")]
    _strict: Option<Strict>,
    #[serde(default)]
    properties: Vec<Property>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Strict {
    Any,
    Should,
    All,
}

/// A value that is there: the specification knows no `null`.
fn there<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Types {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct Property {
    pid: String,
    v: Values,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Values {
    Many(Vec<Single>),
    One(Single),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Single {
    Text(String),
    Number(serde_json::Number),
    Switch(bool),
    Entity {
        id: String,
        #[serde(default, deserialize_with = "there")]
        name: Option<String>,
    },
}

impl Values {
    fn texts(&self) -> Vec<String> {
        let single = |value: &Single| match value {
            Single::Text(text) => Some(text.clone()),
            Single::Number(number) => Some(number.to_string()),
            Single::Switch(on) => Some(on.to_string()),
            Single::Entity { id, name } => Some(name.as_ref().unwrap_or(id).clone()),
        };
        match self {
            Values::Many(values) => values.iter().filter_map(single).collect(),
            Values::One(value) => single(value).into_iter().collect(),
        }
    }
}

impl Batch {
    /// Reads a batch.
    ///
    /// # Errors
    /// It is none, or too large.
    pub(super) fn of(value: Value) -> Result<Batch, Failed> {
        let batch: BTreeMap<String, Query> = serde_json::from_value(value).map_err(|bad| {
            unfit(
                format!("the queries are not as they should be: {bad}"),
                "send {\"q0\": {\"query\": \"a name\"}}",
            )
        })?;
        if batch.len() > BATCH_MAX {
            return Err(wrong(
                format!("{} queries at once are too many", batch.len()),
                format!("send at most {BATCH_MAX}"),
            ));
        }
        let empty = |query: &Query| query.query.is_none() && query.properties.is_empty();
        if let Some((key, _)) = batch.iter().find(|(_, query)| empty(query)) {
            return Err(unfit(
                format!("query '{}' asks for nothing", short(key)),
                "give it a query or properties",
            ));
        }
        Ok(Batch(batch))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Asks them all.
    pub(super) fn answered(self, desk: &dyn Desk, scope: &Scope) -> Answer<Value> {
        let mut results = Map::new();
        for (key, query) in self.0 {
            results.insert(key, json!({ "result": candidates(desk, scope, &query)? }));
        }
        Ok(Value::Object(results))
    }
}

fn candidates(desk: &dyn Desk, scope: &Scope, query: &Query) -> Answer<Vec<Value>> {
    let types: Vec<&str> = match &query.types {
        None => Vec::new(),
        Some(Types::One(one)) => vec![one.as_str()],
        Some(Types::Many(many)) => many.iter().map(String::as_str).collect(),
    };
    let types: Vec<&str> = types.into_iter().filter(|name| schemas::known(name)).collect();
    let mut properties: BTreeMap<String, Vec<String>> = BTreeMap::new();
    if let Some(name) = &query.query {
        properties.insert("name".to_owned(), vec![name.clone()]);
    }
    for property in &query.properties {
        properties
            .entry(schemas::bare(&property.pid).to_owned())
            .or_default()
            .extend(property.v.texts());
    }
    // a limit that is no number of candidates is brought within
    let limit = query
        .limit
        .map_or(CANDIDATES, |limit| (limit as usize).clamp(1, CANDIDATES_MAX));
    let found = desk.matching(&MatchQuery {
        schema: match types.as_slice() {
            [one] => (*one).to_owned(),
            _ => "Thing".to_owned(),
        },
        properties,
        datasets: scope.asked(),
        limit,
        cutoff: CUTOFF,
    })?;
    let fits = |candidate: &&Candidate| {
        types.is_empty()
            || types
                .iter()
                .any(|of| schemas::is_a(&candidate.schema, of) || schemas::is_a(of, &candidate.schema))
    };
    let found: Vec<&Candidate> = found
        .iter()
        .filter(fits)
        .filter(|candidate| scope.holds(&candidate.datasets))
        .take(limit)
        .collect();
    let second = found.get(1).map_or(0.0, |candidate| candidate.probability);
    let mut results = Vec::new();
    for (at, candidate) in found.iter().enumerate() {
        let entity = match ftm::told(desk, &scope.labels, &candidate.id) {
            Ok(Some(entity)) => entity,
            Ok(None) => continue,
            answer if ftm::is_absent(&answer) => continue,
            Err(refusal) => return Err(refusal),
        };
        let certain = at == 0 && candidate.probability >= CERTAIN && second < 0.5;
        let mut features = vec![json!({ "id": "probability", "value": candidate.probability })];
        features.extend(
            candidate
                .reasons
                .iter()
                .map(|(reason, share)| json!({ "id": reason, "value": share })),
        );
        let countries: Vec<String> = candidate.countries.iter().map(ToString::to_string).collect();
        results.push(json!({
            "id": entity.id,
            "name": entity.caption,
            "description": joined(&[countries.join(", "), entity.datasets.join(", ")]),
            "type": [type_of(&entity.schema)],
            "score": (candidate.probability.clamp(0.0, 1.0) * 10_000.0).round() / 100.0,
            "features": features,
            "match": certain,
        }));
    }
    Ok(results)
}

/// Parts that are there, with dots between.
pub(super) fn joined(parts: &[String]) -> String {
    let there: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    there.join(" · ")
}
