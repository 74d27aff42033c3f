//! From spellings to parties: the entity that resolving found, once in each
//! country, for its goods cross a border between the two.
//!
//! A spelling that no run of resolving has seen stands for itself, letter for
//! letter ([`name_key`]). Parties are numbered in the order of their first
//! spelling, so numbers do not hang on how tables were read.

use crate::screen::Outcome;
use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_store::query::Tables;
use fyke_store::resolved;
use fyke_trace::party::name_key::name_key;
use fyke_trace::party::names::Names;
use std::collections::HashMap;

/// No entity, no spelling, no day.
const NONE: u32 = u32::MAX;

/// The parties of an index.
#[derive(Default)]
pub struct Parties {
    /// The party of each spelling.
    pub party_of: Vec<u32>,
    /// Parties whose entity is on a watch list, under whatever name and from
    /// whatever country they trade.
    pub listed: Vec<u32>,
    /// The spelling that most rows give, of equals the first met; by party.
    spelling: Vec<u32>,
    /// The entity, by party.
    entity: Vec<u32>,
    entities: Names,
    /// By entity; empty where no register says any.
    incorporated: HashMap<u32, Day>,
    numbers: HashMap<(u32, Option<Country>), u32>,
}

impl Parties {
    /// Asks the tables who is who among the spellings.
    pub fn of(spellings: &Names, rows_of: &[u32], tables: &Tables) -> Outcome<Parties> {
        let mut parties = Parties::default();
        let entity_of = parties.read_entities(spellings, tables)?;
        parties.join(spellings, rows_of, &entity_of);
        let (entities, incorporated) = (&parties.entities, &mut parties.incorporated);
        resolved::each_incorporation(tables, &mut |entity, day| {
            if let (Some(entity), Ok(day)) = (entities.find(entity, None), day.parse()) {
                incorporated.insert(entity, day);
            }
        })?;
        let mut is_listed = vec![false; parties.entities.len()];
        for entity in resolved::listed_entities(tables)? {
            let at = parties.entities.find(&entity, None);
            if let Some(slot) = at.and_then(|at| is_listed.get_mut(at as usize)) {
                *slot = true;
            }
        }
        let listed = |entity: &u32| is_listed.get(*entity as usize).copied().unwrap_or(false);
        parties.listed = (0..)
            .zip(&parties.entity)
            .filter(|(_, entity)| listed(entity))
            .map(|(party, _)| party)
            .collect();
        Ok(parties)
    }

    /// The entity of each spelling; of a spelling that datasets resolve
    /// differently, the first dataset's.
    fn read_entities(&mut self, spellings: &Names, tables: &Tables) -> Outcome<Vec<u32>> {
        let mut entity_of = vec![NONE; spellings.len()];
        let mut datasets: Vec<String> = Vec::new();
        let mut said_by: Vec<u16> = vec![0; spellings.len()];
        let entities = &mut self.entities;
        resolved::each_party_spelling(tables, &mut |said| {
            let Some(spelling) = spellings.find(said.name, said.country) else {
                return;
            };
            let dataset = datasets
                .iter()
                .position(|known| known == said.dataset)
                .unwrap_or_else(|| {
                    datasets.push(said.dataset.to_owned());
                    datasets.len() - 1
                });
            let at = spelling as usize;
            let (Some(slot), Some(by)) = (entity_of.get_mut(at), said_by.get_mut(at)) else {
                return;
            };
            let before = datasets.get(usize::from(*by));
            if *slot == NONE || before.is_some_and(|before| said.dataset < before.as_str()) {
                *slot = entities.number(said.entity, None);
                *by = u16::try_from(dataset).unwrap_or(u16::MAX);
            }
        })?;
        Ok(entity_of)
    }

    /// Numbers the parties and finds what each is called.
    fn join(&mut self, spellings: &Names, rows_of: &[u32], entity_of: &[u32]) {
        let mut most: Vec<u32> = Vec::new();
        for spelling in 0..spellings.len() as u32 {
            let country = spellings.country(spelling);
            let entity = match entity_of.get(spelling as usize) {
                Some(&entity) if entity != NONE => entity,
                _ => self.entities.number(&name_key(spellings.text(spelling)), None),
            };
            let next = self.entity.len() as u32;
            let party = *self.numbers.entry((entity, country)).or_insert(next);
            let rows = rows_of.get(spelling as usize).copied().unwrap_or(0);
            if party == next {
                self.entity.push(entity);
                self.spelling.push(spelling);
                most.push(rows);
            } else if let (Some(most), Some(usual)) = (
                most.get_mut(party as usize),
                self.spelling.get_mut(party as usize),
            ) && rows > *most
            {
                (*most, *usual) = (rows, spelling);
            }
            self.party_of.push(party);
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entity.len()
    }

    /// The spelling that most rows give.
    pub fn spelling(&self, party: u32) -> Option<u32> {
        self.spelling.get(party as usize).copied()
    }

    /// The entity.
    pub fn entity(&self, party: u32) -> &str {
        self.entity
            .get(party as usize)
            .map_or("", |entity| self.entities.text(*entity))
    }

    /// The number of the entity.
    pub fn entity_number(&self, party: u32) -> Option<u32> {
        self.entity.get(party as usize).copied()
    }

    /// The number of an entity.
    pub fn numbered(&self, entity: &str) -> Option<u32> {
        self.entities.find(entity, None)
    }

    /// The day of its incorporation.
    pub fn incorporated(&self, party: u32) -> Option<Day> {
        self.incorporated.get(self.entity.get(party as usize)?).copied()
    }

    /// The party of a name that no row gives letter for letter.
    pub fn named(&self, name: &str, country: Option<Country>) -> Option<u32> {
        let entity = self.entities.find(&name_key(name), None)?;
        self.numbers.get(&(entity, country)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_is_called_as_most_rows_call_it() {
        let (mut spellings, mut rows_of) = (Names::default(), vec![]);
        for name in [
            "vollask global ao",
            "Vollask Global AO",
            "Vollask  Global AO",
            "Vollask Global AO",
        ] {
            let at = spellings.number(name, None) as usize;
            rows_of.resize(spellings.len(), 0);
            rows_of[at] += 1;
        }
        spellings.number("Vollask Global AO", Some(Country::of("RU")));
        rows_of.push(1);
        let mut parties = Parties::default();
        parties.join(&spellings, &rows_of, &[]);
        assert_eq!(parties.party_of, [0, 0, 0, 1]);
        let called = |party| spellings.text(parties.spelling(party).unwrap());
        assert_eq!([called(0), called(1)], ["Vollask Global AO"; 2]);
        assert_eq!(parties.named("VOLLASK global, ao", None), Some(0));
        assert_eq!(parties.named("Vollask", None), None);
    }
}
