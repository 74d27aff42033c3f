//! Which entity each record means, and what entities are like: laid over the
//! records, and made anew after every judgement.
//!
//! What entities are counted by (datasets, schemas, countries, topics, listed,
//! trades) is held as a *profile*. A case of millions of entities has some
//! thousand distinct profiles, so a filter is decided once a profile, and facets
//! of any number of hits are counted with one addition a hit.

use super::bytes::{In, Out};
use super::filter::{Facet, Filter};
use super::lists::{Lists, Texts};
use super::records::{NONE, Records, country};
use super::said::Said;
use super::words::Words;
use crate::error::Result;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read};

/// Topics of our own beside FollowTheMoney's.
const LISTED: &str = "listed";
const TRADES: &str = "trades";

/// Entities over records.
#[derive(Default)]
pub(super) struct Entities {
    /// In order.
    ids: Texts,
    /// Of each record.
    entity_of: Vec<u32>,
    /// Records of each entity.
    records: Lists<u32>,
    profile: Vec<u32>,
    profiles: Vec<Profile>,
}

/// What an entity is counted by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(super) struct Profile {
    /// Numbers of datasets, in order.
    pub(super) datasets: Vec<u32>,
    /// Numbers of schemas, in order.
    pub(super) schemas: Vec<u32>,
    /// Keys of countries, in order.
    pub(super) countries: Vec<u16>,
    /// Numbers of topics, in order.
    pub(super) topics: Vec<u32>,
    pub(super) listed: bool,
    pub(super) trades: bool,
}

impl Entities {
    /// From the entity of each record, as texts in any order: `order` says which
    /// of them is record 0, 1, ...
    pub(super) fn make(order: &[u32], texts: &Texts) -> Result<Entities> {
        let mut by_entity: Vec<u32> = (0..order.len() as u32).collect();
        let text = |record: &u32| {
            let at = order.get(*record as usize).copied().unwrap_or(NONE);
            texts.bytes_at(at)
        };
        by_entity.sort_unstable_by(|a, b| text(a).cmp(text(b)).then(a.cmp(b)));
        let mut entities = Entities {
            entity_of: vec![NONE; order.len()],
            ..Entities::default()
        };
        let mut last: Option<(&[u8], u32)> = None;
        for record in &by_entity {
            let id = text(record);
            let entity = match last {
                Some((known, entity)) if known == id => entity,
                _ => entities.ids.push(&String::from_utf8_lossy(id))?,
            };
            last = Some((id, entity));
            if let Some(slot) = entities.entity_of.get_mut(*record as usize) {
                *slot = entity;
            }
        }
        entities.group();
        Ok(entities)
    }

    fn group(&mut self) {
        let pairs = self.entity_of.iter().copied().zip(0u32..);
        self.records = Lists::of(self.ids.len(), pairs);
    }

    /// Finds out what each is counted by.
    pub(super) fn describe(&mut self, records: &Records, said: &Said, trades: &dyn Fn(u32) -> bool) {
        let mut numbers: HashMap<Profile, u32> = HashMap::new();
        let mut profile = Profile::default();
        self.profile = Vec::with_capacity(self.ids.len() as usize);
        self.profiles.clear();
        for entity in 0..self.ids.len() {
            profile.clear();
            for record in self.records.at(entity) {
                profile.datasets.push(records.dataset(*record));
                profile.schemas.push(records.schema(*record));
                profile.countries.push(records.country_key(*record));
                profile.topics.extend(said.topics_of(*record));
                profile.listed |= records.listed(*record);
                profile.trades |= trades(*record);
            }
            profile.tidy();
            let number = match numbers.get(&profile) {
                Some(number) => *number,
                None => {
                    let number = self.profiles.len() as u32;
                    self.profiles.push(profile.clone());
                    numbers.insert(profile.clone(), number);
                    number
                }
            };
            self.profile.push(number);
        }
    }

    /// How many.
    pub(super) fn len(&self) -> u32 {
        self.ids.len()
    }

    /// The id of an entity.
    pub(super) fn id(&self, entity: u32) -> &str {
        self.ids.at(entity)
    }

    /// The entity of an id.
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        self.ids.find(id)
    }

    /// The entity of a record.
    pub(super) fn of(&self, record: u32) -> u32 {
        self.entity_of.get(record as usize).copied().unwrap_or(NONE)
    }

    /// The records of an entity, in the order of dataset and id.
    pub(super) fn records(&self, entity: u32) -> &[u32] {
        self.records.at(entity)
    }

    /// The number of an entity's profile.
    pub(super) fn profile_no(&self, entity: u32) -> u32 {
        self.profile.get(entity as usize).copied().unwrap_or(NONE)
    }

    /// What an entity is counted by.
    pub(super) fn profile(&self, entity: u32) -> Option<&Profile> {
        self.profiles.get(self.profile_no(entity) as usize)
    }

    /// All profiles, by number.
    pub(super) fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    pub(super) fn bytes(&self) -> u64 {
        self.ids.bytes()
            + self.records.bytes()
            + 4 * (self.entity_of.len() + self.profile.len()) as u64
            + 120 * self.profiles.len() as u64
    }

    pub(super) fn write(&self, out: &mut Out<'_>) -> io::Result<()> {
        self.ids.write(out)?;
        out.numbers(&self.entity_of)
    }

    pub(super) fn read<R: Read>(from: &mut In<R>) -> io::Result<Entities> {
        let mut entities = Entities {
            ids: Texts::read(from)?,
            entity_of: from.numbers()?,
            ..Entities::default()
        };
        entities.group();
        Ok(entities)
    }
}

impl Profile {
    fn clear(&mut self) {
        self.datasets.clear();
        self.schemas.clear();
        self.countries.clear();
        self.topics.clear();
        (self.listed, self.trades) = (false, false);
    }

    fn tidy(&mut self) {
        self.countries.retain(|key| *key != 0);
        self.datasets.sort_unstable();
        self.datasets.dedup();
        self.schemas.sort_unstable();
        self.schemas.dedup();
        self.countries.sort_unstable();
        self.countries.dedup();
        self.topics.sort_unstable();
        self.topics.dedup();
    }

    /// Hears its values of a facet.
    pub(super) fn each_value(&self, facet: Facet, words: FacetWords<'_>, each: &mut dyn FnMut(&str)) {
        let yes_no = |yes: bool| if yes { "yes" } else { "no" };
        match facet {
            Facet::Dataset => self.datasets.iter().for_each(|n| each(words.datasets.at(*n))),
            Facet::Schema => self.schemas.iter().for_each(|n| each(words.schemas.at(*n))),
            Facet::Topic => {
                self.topics.iter().for_each(|n| each(words.topics.at(*n)));
                let own = [(self.listed, LISTED), (self.trades, TRADES)];
                own.iter().filter(|own| own.0).for_each(|own| each(own.1));
            }
            Facet::Country => {
                let countries = self.countries.iter().filter_map(|key| country(*key));
                countries.for_each(|country| each(country.as_str()));
            }
            Facet::Listed => each(yes_no(self.listed)),
            Facet::Trades => each(yes_no(self.trades)),
        }
    }
}

/// The words behind the numbers of a profile.
#[derive(Clone, Copy)]
pub(super) struct FacetWords<'a> {
    pub(super) datasets: &'a Words,
    pub(super) schemas: &'a Words,
    pub(super) topics: &'a Words,
}

/// Which facets a profile fails: bit n for the n-th of [`Facet::ALL`]; and
/// whether it fails one in a way that no other choice of that facet's any-of
/// would mend.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Fails {
    /// Facets that fail.
    pub(super) facets: u8,
    /// Facets that fail though any-of is not looked at.
    pub(super) firm: u8,
}

/// Decides a filter for every profile.
pub(super) fn decide(profiles: &[Profile], filter: &Filter, words: FacetWords<'_>) -> Vec<Fails> {
    let decide_one = |profile: &Profile| {
        let mut fails = Fails::default();
        for (bit, facet) in Facet::ALL.into_iter().enumerate() {
            let Some(wanted) = filter.facets.get(&facet) else {
                continue;
            };
            let mut values: Vec<String> = vec![];
            profile.each_value(facet, words, &mut |value| values.push(value.to_owned()));
            let has = |value: &String| values.contains(value);
            let firm = wanted.all.iter().any(|v| !has(v)) || wanted.none.iter().any(has);
            let any = wanted.any.is_empty() || wanted.any.iter().any(has);
            fails.firm |= u8::from(firm) << bit;
            fails.facets |= u8::from(firm || !any) << bit;
        }
        fails
    };
    profiles.iter().map(decide_one).collect()
}

/// Facets counted: `hits` are entities by profile that match the text.
pub(super) fn count(
    profiles: &[Profile],
    fails: &[Fails],
    hits: &[u32],
    words: FacetWords<'_>,
) -> Vec<(Facet, BTreeMap<String, u64>)> {
    let mut counts: Vec<(Facet, BTreeMap<String, u64>)> = vec![];
    for (bit, facet) in Facet::ALL.into_iter().enumerate() {
        let own = 1u8 << bit;
        let mut of_facet: BTreeMap<String, u64> = BTreeMap::new();
        for ((profile, fails), hits) in profiles.iter().zip(fails).zip(hits) {
            // every other facet fits, and of this one all but any-of
            if *hits == 0 || fails.facets & !own != 0 || fails.firm & own != 0 {
                continue;
            }
            profile.each_value(facet, words, &mut |value| match of_facet.get_mut(value) {
                Some(count) => *count += u64::from(*hits),
                None => {
                    of_facet.insert(value.to_owned(), u64::from(*hits));
                }
            });
        }
        counts.push((facet, of_facet));
    }
    counts
}
