//! One query answered.

use super::answer::{Answer, Explanation, Hit};
use super::candidates::Scratch;
use super::index::Index;
use super::query::{Options, Query};
use crate::name::{self, Bearer, Name};

/// Names of a query that are looked at.
const QUERY_NAMES_MAX: usize = 64;
/// Forms compared in full for one name of a query.
const COMPARED_MAX: usize = 32;
/// Entities of one name that are looked at: a name that more bear says nothing
/// of who is meant.
const SAME_NAME_MAX: usize = 256;

/// An index with the working room of one thread. Reuse it from query to query.
pub struct Searcher<'a> {
    index: &'a Index,
    scratch: Scratch,
    allowed: Vec<bool>,
    found: Vec<Hit>,
}

impl Index {
    /// A searcher over this index.
    pub fn searcher(&self) -> Searcher<'_> {
        Searcher {
            index: self,
            scratch: Scratch::default(),
            allowed: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Answers one query; for many, keep a [`Searcher`].
    pub fn search(&self, query: &Query, options: &Options) -> Answer {
        self.searcher().search(query, options)
    }

    /// What a hit of `query` rests on.
    pub fn explain(&self, query: &Query, hit: &Hit) -> Explanation {
        let query_name = query
            .names
            .get(hit.query_name as usize)
            .map_or("", String::as_str);
        let Some((entity, list_name)) = self
            .entity(hit.entity)
            .zip(self.entity_name(hit.entity, hit.name))
        else {
            return Explanation::default();
        };
        let asked = name::prepare(query_name, Bearer::of_schema(&query.schema));
        let listed = name::prepare(list_name, Bearer::of_schema(&entity.schema));
        let comparison = name::compare(&asked, &listed);
        Explanation {
            query_name: query_name.to_owned(),
            list_name: list_name.to_owned(),
            name_probability: name::probability(bearer_of(&asked, &listed), &comparison),
            names: name::explain(&asked, &listed, &comparison),
            facts: Vec::new(),
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
    pub fn search(&mut self, query: &Query, options: &Options) -> Answer {
        let mut cut = query.names.len() > QUERY_NAMES_MAX;
        self.found.clear();
        self.index.schemas_allowed(&query.schema, &mut self.allowed);
        let bearer = Bearer::of_schema(&query.schema);
        for (number, text) in query.names.iter().take(QUERY_NAMES_MAX).enumerate() {
            let asked = name::prepare(text, bearer);
            if !asked.is_empty() {
                cut |= self.search_name(&asked, number as u32, options);
            }
        }
        Answer {
            hits: self.best(options),
            cut,
        }
    }

    fn search_name(&mut self, asked: &Name, query_name: u32, options: &Options) -> bool {
        let index = self.index;
        let allowed = &self.allowed;
        let is_allowed = |&(entity, _): &(u32, u32)| allowed[index.entity_schema[entity as usize] as usize];
        let admitted = |form| index.bearers_of(form).iter().take(SAME_NAME_MAX).any(is_allowed);
        let mut cut = self.scratch.rank(index, asked.words(), admitted, COMPARED_MAX);
        for &(_, form) in &self.scratch.ranked {
            let Some(listed) = index.forms.get(form as usize) else {
                continue;
            };
            let comparison = name::compare(asked, listed);
            let probability = name::probability(bearer_of(asked, listed), &comparison);
            if probability < options.cut_off {
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

    /// The best hit of each entity, the likeliest entities first.
    fn best(&mut self, options: &Options) -> Vec<Hit> {
        let by_worth = |a: &Hit, b: &Hit| b.probability.total_cmp(&a.probability);
        let by_place = |a: &Hit, b: &Hit| (a.query_name, a.name).cmp(&(b.query_name, b.name));
        self.found
            .sort_unstable_by(|a, b| a.entity.cmp(&b.entity).then(by_worth(a, b)).then(by_place(a, b)));
        self.found.dedup_by_key(|hit| hit.entity);
        self.found
            .sort_unstable_by(|a, b| by_worth(a, b).then(a.entity.cmp(&b.entity)));
        self.found.truncate(options.limit);
        self.found.clone()
    }
}
