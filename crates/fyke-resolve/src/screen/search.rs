//! One query answered.

use super::answer::{Answer, Explanation, Hit};
use super::candidates::Scratch;
use super::exhaustive::Room;
use super::facts::Asked;
use super::index::Index;
use super::query::{Options, Query};
use super::scale::scale;
use crate::name::{self, Bearer, Comparison, Name, NameFeature};

/// Names of a query that are looked at.
const QUERY_NAMES_MAX: usize = 64;
/// Forms compared in full for one name of a query.
const COMPARED_MAX: usize = 24;
/// Entities of one name that are looked at: a name that more bear says nothing
/// of who is meant.
const SAME_NAME_MAX: usize = 256;

/// An index with the working room of one thread. Reuse it from query to query:
/// it remembers what words of queries were found to be. Dropped, it leaves its
/// room to the index for the next searcher.
pub struct Searcher<'a> {
    index: &'a Index,
    allowed: Vec<bool>,
    found: Vec<Hit>,
    forms: Vec<u32>,
    memory: Memory,
}

/// What a searcher remembers from query to query. Answers do not depend on it.
#[derive(Default)]
pub(super) struct Memory {
    scratch: Scratch,
    room: Room,
}

/// Memories kept for the next searchers.
const SPARE_MAX: usize = 64;

impl Drop for Searcher<'_> {
    fn drop(&mut self) {
        if let Ok(mut spare) = self.index.spare.lock()
            && spare.len() < SPARE_MAX
        {
            spare.push(std::mem::take(&mut self.memory));
        }
    }
}

impl Index {
    /// A searcher over this index.
    pub fn searcher(&self) -> Searcher<'_> {
        let spare = self.spare.lock().ok().and_then(|mut spare| spare.pop());
        Searcher {
            index: self,
            allowed: Vec::new(),
            found: Vec::new(),
            forms: Vec::new(),
            memory: spare.unwrap_or_default(),
        }
    }

    /// Answers one query; for many, keep a [`Searcher`].
    pub fn search(&self, query: &Query, options: &Options) -> Answer {
        self.searcher().search(query, options)
    }

    /// What a hit of `query` rests on.
    pub fn explain(&self, query: &Query, hit: &Hit) -> Explanation {
        let asked = query
            .names
            .get(hit.query_name as usize)
            .map_or("", String::as_str);
        let Some((entity, listed)) = self
            .entity(hit.entity)
            .zip(self.entity_name(hit.entity, hit.name))
        else {
            return Explanation::default();
        };
        let asked = self.prepare(asked, Bearer::of_schema(&query.schema));
        let listed = self.prepare(listed, Bearer::of_schema(&entity.schema));
        let comparison = name::compare(&asked, &listed);
        let facts = self.facts.ask(&self.entities, query);
        Explanation {
            query_name: asked.text().to_owned(),
            list_name: listed.text().to_owned(),
            name_probability: chance_of(&asked, &listed, &comparison),
            names: name::explain(&asked, &listed, &comparison),
            facts: facts.map_or(Vec::new(), |facts| {
                self.facts.explain(&self.entities, &facts, hit.entity)
            }),
        }
    }
}

/// The bearer by whose model two names are scored.
fn bearer_of(asked: &Name, listed: &Name) -> Bearer {
    if asked.bearer() == Bearer::Unknown {
        listed.bearer()
    } else {
        asked.bearer()
    }
}

impl Searcher<'_> {
    /// Answers one query: who it may mean, the likeliest first.
    ///
    /// Exhaustive search passes over no entity whose probability by the names
    /// reaches the cut-off. Facts then raise or lower what the names found; they
    /// do not bring in an entity that the names alone leave below it, unless an
    /// identifier is shared.
    pub fn search(&mut self, query: &Query, options: &Options) -> Answer {
        let index = self.index;
        self.found.clear();
        index.schemas_allowed(&query.schema, &mut self.allowed);
        let facts = index.facts.ask(&index.entities, query);
        let sharing = index.facts.sharing_identifier(&index.entities, query);
        let bearer = Bearer::of_schema(&query.schema);
        let mut cut = query.names.len() > QUERY_NAMES_MAX;
        for (number, text) in query.names.iter().take(QUERY_NAMES_MAX).enumerate() {
            let asked = index.prepare(text, bearer);
            if !asked.is_empty() {
                cut |= self.search_name(&asked, number as u32, options, facts.is_some());
                self.add_sharing(&asked, number as u32, &sharing);
            }
        }
        if let Some(facts) = facts {
            self.weigh(&facts, options);
        }
        Answer {
            hits: self.best(options),
            cut,
        }
    }

    /// Compares one name with the forms that it may be; says whether a cap was
    /// reached. Facts may raise a candidate, so that with them all are kept.
    fn search_name(&mut self, asked: &Name, query_name: u32, options: &Options, keep_all: bool) -> bool {
        let index = self.index;
        let allowed = &self.allowed;
        let is_allowed = |&(entity, _): &(u32, u32)| allowed[index.entity_schema[entity as usize] as usize];
        let admitted = |form| index.bearers_of(form).iter().take(SAME_NAME_MAX).any(is_allowed);
        self.forms.clear();
        let mut cut = false;
        if options.exhaustive {
            self.memory
                .room
                .all_that_can_reach(index, asked, options.cut_off, &mut self.forms);
            self.forms.retain(|&form| admitted(form));
        } else {
            cut = self.memory.scratch.rank(index, asked, admitted, COMPARED_MAX);
            self.forms
                .extend(self.memory.scratch.ranked.iter().map(|&(_, form)| form));
        }
        for &form in &self.forms {
            let Some(listed) = index.forms.get(form as usize) else {
                continue;
            };
            let probability = chance(asked, listed);
            if probability < options.cut_off && !keep_all {
                continue;
            }
            let bearers = index.bearers_of(form);
            cut |= bearers.len() > SAME_NAME_MAX;
            for &(entity, name) in bearers
                .iter()
                .take(SAME_NAME_MAX)
                .filter(|bearer| is_allowed(bearer))
            {
                self.found.push(Hit {
                    entity,
                    name,
                    query_name,
                    probability,
                });
            }
        }
        cut
    }

    /// Adds the entities that share an identifier, however they are named.
    fn add_sharing(&mut self, asked: &Name, query_name: u32, sharing: &[u32]) {
        let index = self.index;
        for &entity in sharing {
            let schema = index
                .entity_schema
                .get(entity as usize)
                .copied()
                .unwrap_or_default();
            if !self
                .allowed
                .get(usize::from(schema))
                .is_some_and(|allowed| *allowed)
            {
                continue;
            }
            let bearer = index
                .entity(entity)
                .map_or(Bearer::Unknown, |entity| Bearer::of_schema(&entity.schema));
            for name in 0..SHARING_NAMES_MAX {
                let Some(text) = index.entity_name(entity, name) else {
                    break;
                };
                let probability = chance(asked, &index.prepare(text, bearer));
                self.found.push(Hit {
                    entity,
                    name,
                    query_name,
                    probability,
                });
            }
        }
    }

    /// Lets the facts speak: about the best name of each entity.
    fn weigh(&mut self, facts: &Asked, options: &Options) {
        self.best_of_each();
        let index = self.index;
        for hit in &mut self.found {
            hit.probability = index
                .facts
                .probability(&index.entities, facts, hit.entity, hit.probability);
        }
        self.found.retain(|hit| hit.probability >= options.cut_off);
    }

    fn best_of_each(&mut self) {
        self.found.sort_unstable_by(|a, b| {
            let by_worth = a
                .entity
                .cmp(&b.entity)
                .then(b.probability.total_cmp(&a.probability));
            by_worth.then((a.query_name, a.name).cmp(&(b.query_name, b.name)))
        });
        self.found.dedup_by_key(|hit| hit.entity);
    }

    /// The best hit of each entity, the likeliest entities first.
    fn best(&mut self, options: &Options) -> Vec<Hit> {
        self.best_of_each();
        self.found.sort_unstable_by(|a, b| {
            b.probability
                .total_cmp(&a.probability)
                .then(a.entity.cmp(&b.entity))
        });
        self.found.truncate(options.limit);
        self.found.clone()
    }
}

/// Names of an entity found by its identifier that are compared.
const SHARING_NAMES_MAX: u32 = 32;

/// The chance that two names are one bearer's.
pub(super) fn chance(asked: &Name, listed: &Name) -> f32 {
    chance_of(asked, listed, &name::compare(asked, listed))
}

fn chance_of(asked: &Name, listed: &Name, comparison: &Comparison) -> f32 {
    let chance = scale().probability(bearer_of(asked, listed), comparison);
    let differ = comparison.level(NameFeature::Spelling) > 0;
    if differ && is_syllabic(asked.text()) != is_syllabic(listed.text()) {
        let odds = chance / (1.0 - chance) / SYLLABLES_ODDS;
        return odds / (1.0 + odds);
    }
    chance
}

/// What odds are divided by where a name of Chinese, Japanese or Korean signs only
/// sounds nearly like one in letters: it is two or three syllables of a few hundred
/// that there are, so that many a namesake is near. The model has learned from names
/// in letters alone and cannot know it. Chosen by hand; it only lowers a chance, so
/// that what bounds the chance still does.
const SYLLABLES_ODDS: f32 = 12.0;

fn is_syllabic(text: &str) -> bool {
    let sign =
        |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    !text.is_ascii() && text.chars().any(sign)
}
