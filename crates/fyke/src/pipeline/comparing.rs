//! Records compared, here or by workers: one face for both, since what comes out is
//! the same.

use super::elsewhere::Elsewhere;
use crate::kernels::compare::ByWorkers;
use crate::screen::Outcome;
use fyke_resolve::entity::{CandidateOptions, CandidateReport, Corpus, Entity, Prepared, pairs, prepare_all};
use fyke_resolve::score::{Model, ScoredPair, scored};
use std::collections::{BTreeMap, BTreeSet};

/// Records made ready to be compared.
pub struct Comparing<'a> {
    model: &'a Model,
    place: Place<'a>,
}

enum Place<'a> {
    Here(Corpus, Vec<Prepared>),
    Elsewhere(ByWorkers<'a>),
}

impl<'a> Comparing<'a> {
    /// Makes them ready, by workers where there are any.
    pub fn of(
        entities: &[Entity],
        model: &'a Model,
        workers: Option<&'a Elsewhere>,
    ) -> Outcome<Comparing<'a>> {
        let place = match workers {
            None => {
                let (corpus, prepared) = prepare_all(entities);
                Place::Here(corpus, prepared)
            }
            Some(workers) => Place::Elsewhere(ByWorkers::ready(workers, entities, model)?),
        };
        Ok(Comparing { model, place })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match &self.place {
            Place::Here(_, prepared) => prepared.len(),
            Place::Elsewhere(by_workers) => by_workers.len(),
        }
    }

    /// The pairs worth comparing.
    pub fn candidates(&self, options: &CandidateOptions) -> Outcome<(Vec<(u32, u32)>, CandidateReport)> {
        match &self.place {
            Place::Here(corpus, prepared) => Ok(pairs(prepared, corpus, options)),
            Place::Elsewhere(by_workers) => by_workers.candidates(options),
        }
    }

    /// Scores of pairs, those from `keep` on.
    pub fn scored(&self, pairs: Vec<(u32, u32)>, keep: f64) -> Outcome<Vec<ScoredPair>> {
        match &self.place {
            Place::Here(_, prepared) => Ok(scored(prepared, &pairs, self.model, keep)),
            Place::Elsewhere(by_workers) => by_workers.scored(pairs, keep),
        }
    }

    /// The records of `wanted` at least, to be looked at one by one; the rest goes.
    pub fn into_records(self, wanted: &BTreeSet<u32>) -> Outcome<Records> {
        Ok(match self.place {
            Place::Here(_, prepared) => Records::All(prepared),
            Place::Elsewhere(by_workers) => Records::Some(by_workers.records(wanted)?),
        })
    }
}

/// Records by number.
pub enum Records {
    All(Vec<Prepared>),
    Some(BTreeMap<u32, Prepared>),
}

impl Records {
    /// One of them.
    pub fn get(&self, number: u32) -> Option<&Prepared> {
        match self {
            Records::All(records) => records.get(number as usize),
            Records::Some(records) => records.get(&number),
        }
    }
}
