//! The rows of `pairs`: which scores are kept, with what a person reads of them.

use super::comparing::Records;
use super::issued::Compared;
use super::records::key;
use crate::screen::{Failure, Outcome};
use fyke_resolve::cluster::{Judgement, JudgementLog, Partition, Verdict};
use fyke_resolve::entity::Entity;
use fyke_resolve::score::{Explained, Model, ScoredPair, explain};
use fyke_store::resolved::PairRow;
use rayon::prelude::*;
use serde_json::json;
use std::collections::{BTreeSet, HashMap};

/// What people said, by the two records.
pub fn said(log: &JudgementLog) -> HashMap<(&str, &str), &Judgement> {
    let standing = log.standing().into_iter();
    standing
        .map(|j| ((j.pair.target(), j.pair.source()), j))
        .collect()
}

/// What a person said of two records, and who.
pub fn judged(
    said: &HashMap<(&str, &str), &Judgement>,
    left: &str,
    right: &str,
) -> (Option<&'static str>, Option<String>) {
    let judgement = said.get(&(left, right)).or_else(|| said.get(&(right, left)));
    let word = judgement.map(|j| match j.verdict {
        Verdict::Same => "same",
        Verdict::Different => "different",
        Verdict::Unsure => "unsure",
    });
    (word, judgement.map(|j| j.who.clone()))
}

/// What the rows of `pairs` are made of.
pub struct PairRows<'a> {
    /// The records of the case.
    pub records: &'a [Entity],
    /// What was compared.
    pub compared: &'a Compared,
    /// Which records are one.
    pub partition: &'a Partition,
    /// What people said, see [`said`].
    pub said: HashMap<(&'a str, &'a str), &'a Judgement>,
    /// What weighed them.
    pub model: &'a Model,
}

/// A scored pair by the numbers of what was compared, the same by those of the records,
/// and whether it is kept though nobody judged it.
type Scored<'a> = (&'a ScoredPair, &'a (ScoredPair, bool));

impl PairRows<'_> {
    /// Numbers of what has to be looked at to tell why pairs are alike; arguments as
    /// for [`of`](PairRows::of).
    pub fn told(&self, scored: &[ScoredPair], held: &[(ScoredPair, bool)]) -> BTreeSet<u32> {
        let pairs = scored.iter().zip(held).filter(|pair| self.is_told(*pair));
        pairs.flat_map(|(pair, _)| [pair.a, pair.b]).collect()
    }

    /// The rows of scored pairs, by the numbers of what was compared, of which
    /// `held` says whether they are kept though nobody judged them; `ready` has those
    /// of [`told`](PairRows::told).
    pub fn of(
        &self,
        scored: &[ScoredPair],
        held: &[(ScoredPair, bool)],
        ready: &Records,
    ) -> Outcome<Vec<PairRow>> {
        let rows: Vec<Outcome<Option<PairRow>>> = scored
            .par_iter()
            .zip(held)
            .map(|pair| self.row(pair, ready))
            .collect();
        rows.into_iter().filter_map(Outcome::transpose).collect()
    }

    /// What a person said of a pair, and who.
    fn judgement(&self, of_records: &ScoredPair) -> (Option<&'static str>, Option<String>) {
        let at = |record: u32| self.records.get(record as usize);
        match (at(of_records.a), at(of_records.b)) {
            (Some(a), Some(b)) if !self.said.is_empty() => judged(&self.said, &key(a), &key(b)),
            _ => (None, None),
        }
    }

    /// Whether a row tells its reasons.
    fn is_told(&self, (pair, (of_records, held)): Scored<'_>) -> bool {
        let same = self.partition.same(of_records.a, of_records.b);
        let telling = same || pair.probability >= TOLD_FROM;
        (*held && telling) || self.judgement(of_records).0.is_some()
    }

    fn row(&self, scored: Scored<'_>, ready: &Records) -> Outcome<Option<PairRow>> {
        let (pair, (of_records, held)) = scored;
        let at = |number: u32, record: u32| {
            let (place, record) = (number as usize, record as usize);
            Some((
                self.records.get(record)?,
                self.compared.entities.get(place)?,
                *self.compared.handling.get(place)?,
                number,
            ))
        };
        let (Some(a), Some(b)) = (at(pair.a, of_records.a), at(pair.b, of_records.b)) else {
            return Ok(None);
        };
        let (judgement, judged_by) = self.judgement(of_records);
        if !held && judgement.is_none() {
            return Ok(None);
        }
        let reasons = match self.is_told(scored).then(|| ready.get(a.3).zip(ready.get(b.3))) {
            Some(Some((x, y))) => reasons(&explain(self.model, (a.1, x), (b.1, y)))?,
            Some(None) => {
                return Err(Failure::new(
                    "a record to be told of is not at hand",
                    "please report it with the command",
                ));
            }
            None => "[]".to_owned(),
        };
        Ok(Some(PairRow {
            left: (a.0.dataset.clone(), a.0.id.clone()),
            right: (b.0.dataset.clone(), b.0.id.clone()),
            probability: pair.probability,
            same_entity: self.partition.same(of_records.a, of_records.b),
            judgement,
            judged_by,
            handling: a.2.max(b.2),
            reasons,
        }))
    }
}

/// Pairs less probable than this are kept only where they hold a cluster apart
/// or a person judged them, without their reasons, which nobody would read.
pub const TOLD_FROM: f64 = 0.02;

/// The parts of a score as `pairs.reasons` holds them.
fn reasons(why: &Explained) -> Outcome<String> {
    let parts: Vec<_> = why
        .parts
        .iter()
        .map(|p| json!({ "feature": p.feature, "level": p.level, "bits": round(p.bits), "sentence": p.sentence }))
        .collect();
    Ok(serde_json::to_string(&parts)?)
}

/// Hundredths of a bit: finer is noise.
fn round(bits: f64) -> f64 {
    (bits * 100.0).round() / 100.0
}
