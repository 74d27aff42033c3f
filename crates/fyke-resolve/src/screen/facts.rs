//! Further facts of a query weighed: birth dates, countries, identifiers,
//! addresses.
//!
//! What they add is counted in bits: the score of query and entity with all
//! facts, less their score by the names alone, both by the shipped entity model.
//! Names are thereby scored once, by the name model, and a query without further
//! facts costs nothing here. Tables are made at the first query that has any.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::query::Query;
use crate::entity::{self, Corpus, Entity, Prepared};
use crate::facts::identifiers;
use crate::score::{self, Model, Part};

/// Entities that may share an identifier and still be found by it.
const IDENTIFIER_SHARED_MAX: usize = 64;
/// Probabilities are held within this of 0 and 1: nothing here is certain.
const DOUBT_MIN: f64 = 1e-6;

/// The list's facts, made ready as they are needed.
#[derive(Default)]
pub(super) struct Facts {
    tables: OnceLock<Tables>,
}

struct Tables {
    model: Model,
    corpus: Corpus,
    prepared: Vec<OnceLock<Prepared>>,
    by_identifier: FxHashMap<u64, Vec<u32>>,
}

/// A query's facts made ready.
pub(super) struct Asked {
    full: (Entity, Prepared),
    bare: (Entity, Prepared),
}

impl Facts {
    fn tables(&self, entities: &Arc<[Entity]>) -> &Tables {
        self.tables.get_or_init(|| {
            let mut by_identifier: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
            for (number, entity) in entities.iter().enumerate() {
                for key in keys_of(&entity.identifiers) {
                    by_identifier.entry(key).or_default().push(number as u32);
                }
            }
            Tables {
                model: Model::shipped(),
                corpus: Corpus::of(entities),
                prepared: entities.iter().map(|_| OnceLock::new()).collect(),
                by_identifier,
            }
        })
    }

    /// The facts of a query; none where it has names alone.
    pub(super) fn ask(&self, entities: &Arc<[Entity]>, query: &Query) -> Option<Asked> {
        if !query.has_facts() {
            return None;
        }
        let corpus = &self.tables(entities).corpus;
        let bare = Entity {
            schema: query.schema.clone(),
            names: query.names.clone(),
            ..Entity::default()
        };
        let full = Entity {
            countries: query.countries.clone(),
            dates: query.dates.clone(),
            identifiers: query.identifiers.clone(),
            addresses: query.addresses.clone(),
            ..bare.clone()
        };
        let ready = |entity: Entity| {
            let prepared = entity::prepare(&entity, corpus);
            (entity, prepared)
        };
        Some(Asked {
            full: ready(full),
            bare: ready(bare),
        })
    }

    /// Entities that share an identifier with the query, each once, in order.
    pub(super) fn sharing_identifier(&self, entities: &Arc<[Entity]>, query: &Query) -> Vec<u32> {
        if query.identifiers.is_empty() {
            return Vec::new();
        }
        let tables = self.tables(entities);
        let keys = keys_of(&query.identifiers);
        let held = keys.filter_map(|key| tables.by_identifier.get(&key));
        let mut found: Vec<u32> = held
            .flat_map(|held| held.iter().take(IDENTIFIER_SHARED_MAX).copied())
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The chance that the query means entity `number`, from the chance by the
    /// names and the bits of all other facts.
    pub(super) fn probability(
        &self,
        entities: &Arc<[Entity]>,
        asked: &Asked,
        number: u32,
        by_names: f32,
    ) -> f32 {
        let tables = self.tables(entities);
        let Some(listed) = tables.listed(entities, number) else {
            return by_names;
        };
        let bits = |asked: &Prepared| tables.model.bits(&entity::compare(asked, listed));
        let added = bits(&asked.full.1) - bits(&asked.bare.1);
        let names = f64::from(by_names).clamp(DOUBT_MIN, 1.0 - DOUBT_MIN);
        let odds = names / (1.0 - names) * added.clamp(-40.0, 40.0).exp2();
        (odds / (1.0 + odds)).clamp(DOUBT_MIN, 1.0 - DOUBT_MIN) as f32
    }

    /// What the facts beyond the names say, the weightiest first.
    pub(super) fn explain(&self, entities: &Arc<[Entity]>, asked: &Asked, number: u32) -> Vec<Part> {
        let tables = self.tables(entities);
        let Some(listed) = entities.get(number as usize).zip(tables.listed(entities, number)) else {
            return Vec::new();
        };
        let parts =
            |asked: &(Entity, Prepared)| score::explain(&tables.model, (&asked.0, &asked.1), listed).parts;
        let bare = parts(&asked.bare);
        let said = |part: &Part| {
            bare.iter()
                .any(|b| b.feature == part.feature && b.level == part.level)
        };
        parts(&asked.full)
            .into_iter()
            .filter(|part| !said(part))
            .collect()
    }
}

impl Tables {
    fn listed(&self, entities: &Arc<[Entity]>, number: u32) -> Option<&Prepared> {
        let slot = self.prepared.get(number as usize)?;
        let entity = entities.get(number as usize)?;
        Some(slot.get_or_init(|| entity::prepare(entity, &self.corpus)))
    }
}

/// Keys of the identifiers that tell bearers apart.
fn keys_of(identifiers: &[(String, String)]) -> impl Iterator<Item = u64> {
    let read = identifiers
        .iter()
        .filter_map(|(prop, value)| identifiers::read(prop, value, None));
    read.filter(|identifier| identifier.is_telling())
        .map(|identifier| identifier.key())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_meet_however_they_are_spaced() {
        let keys = |value: &str| keys_of(&[("imoNumber".into(), value.into())]).collect::<Vec<_>>();
        assert_eq!(keys("imo 9 074 729"), keys("IMO9074729"));
        assert_eq!(keys("9074729").len(), 1);
        assert!(keys("0000000").is_empty());
    }
}
