//! Entities in the form of FollowTheMoney, as far as they may be told to who
//! asks: values that only rows under too strict a label say are left out, and so
//! is an entity of which nothing is left.
//!
//! Whoever gives something away says how strict a label may be: interfaces on
//! this machine tell up to [`Handling::Restricted`], exports up to
//! [`Handling::Licensed`], nobody [`Handling::SourceCompartment`].

mod links;
pub mod schemas;

pub use links::{Linked, linked};

use fyke_model::dataset::Handling;
use fyke_model::desk::{Answer, CaseView, Desk, EntityView, FtmEntity, Why};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The strictest label that interfaces for programs of this case tell.
pub const TOLD: Handling = Handling::Restricted;

/// The strictest label that leaves in a file.
pub const LEAVES: Handling = Handling::Licensed;

/// Which dataset carries which label.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    of: BTreeMap<String, Handling>,
    most: Handling,
}

impl Labels {
    /// Those of a case, for somebody who may be told up to a label.
    pub fn of(case: &CaseView, most: Handling) -> Labels {
        Labels {
            of: case
                .datasets
                .iter()
                .map(|dataset| (dataset.id.clone(), dataset.handling))
                .collect(),
            most,
        }
    }

    /// Whether rows of a dataset may be told. Of one that nobody knows nothing
    /// is told.
    pub fn may(&self, dataset: &str) -> bool {
        self.of.get(dataset).is_some_and(|label| *label <= self.most)
    }

    /// The label of a dataset; the strictest where nobody knows it.
    pub fn label(&self, dataset: &str) -> Handling {
        self.of
            .get(dataset)
            .copied()
            .unwrap_or(Handling::SourceCompartment)
    }

    /// Datasets that may be told, in order.
    pub fn told(&self) -> Vec<String> {
        self.of.keys().filter(|id| self.may(id)).cloned().collect()
    }

    /// Whether every dataset may be told.
    pub fn all(&self) -> bool {
        self.of.keys().all(|id| self.may(id))
    }
}

/// An entity as far as it may be told; none where nothing of it may.
///
/// # Errors
/// There is no such entity, or the desk broke.
pub fn told(desk: &dyn Desk, labels: &Labels, id: &str) -> Answer<Option<FtmEntity>> {
    let mut entity = desk.ftm(id)?;
    let countries = [
        "country",
        "nationality",
        "citizenship",
        "jurisdiction",
        "flag",
        "mainCountry",
    ];
    for (_, values) in entity
        .properties
        .iter_mut()
        .filter(|(name, _)| countries.contains(&name.as_str()))
    {
        // the model writes codes of countries in lower case
        for value in values.iter_mut().filter(|value| value.len() == 2) {
            value.make_ascii_lowercase();
        }
    }
    if entity.datasets.iter().all(|dataset| labels.may(dataset)) && !entity.datasets.is_empty() {
        return Ok(Some(entity));
    }
    let view = desk.entity(id)?;
    Ok(narrowed(labels, &mut entity, &view).then_some(entity))
}

/// Leaves in an entity only what rows say that may be told; false where that is
/// nothing.
fn narrowed(labels: &Labels, entity: &mut FtmEntity, view: &EntityView) -> bool {
    let mut properties: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut datasets = BTreeSet::new();
    for fact in &view.facts {
        for value in &fact.values {
            let said: Vec<&str> = value
                .said
                .iter()
                .map(|said| said.row.dataset.as_str())
                .filter(|dataset| labels.may(dataset))
                .collect();
            if !said.is_empty() {
                properties
                    .entry(fact.prop.clone())
                    .or_default()
                    .push(value.value.clone());
                datasets.extend(said.into_iter().map(str::to_owned));
            }
        }
    }
    // what was derived from values, such as topics, is kept where every dataset
    // that could have said it is told; here it is not
    entity.properties = properties;
    entity.referents.retain(|key| {
        key.split_once(':')
            .is_some_and(|(dataset, _)| labels.may(dataset))
    });
    entity.datasets = datasets.into_iter().collect();
    let names: Vec<&String> = entity.properties.get("name").into_iter().flatten().collect();
    if !names.contains(&&entity.caption) {
        entity.caption = names
            .first()
            .map_or_else(|| entity.id.clone(), |name| (*name).clone());
    }
    !entity.datasets.is_empty()
}

/// As JSON, in the words of yente.
pub fn json(entity: &FtmEntity) -> Map<String, Value> {
    let last_change: Option<&String> = None;
    let value = json!({
        "id": entity.id,
        "caption": entity.caption,
        "schema": entity.schema,
        "properties": entity.properties,
        "datasets": entity.datasets,
        "referents": entity.referents,
        "target": entity.target,
        "first_seen": entity.first_seen.as_deref().map(moment),
        "last_seen": entity.last_seen.as_deref().map(moment),
        "last_change": last_change,
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// A day as a moment, which is what clients parse.
fn moment(day: &str) -> String {
    if day.len() == 10 {
        format!("{day}T00:00:00")
    } else {
        day.to_owned()
    }
}

/// Whether a desk refused since there is no such thing.
pub fn is_absent<T>(answer: &Answer<T>) -> bool {
    matches!(answer, Err(refusal) if refusal.why == Why::Absent)
}
