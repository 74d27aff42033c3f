//! The rows of `pairs`: which scores are kept, with what a person reads of them.

use super::issued::Compared;
use super::records::key;
use crate::screen::Outcome;
use fyke_resolve::cluster::{Judgement, JudgementLog, Partition, Verdict};
use fyke_resolve::entity::{Entity, Prepared};
use fyke_resolve::score::{Explained, Model, ScoredPair, explain};
use fyke_store::resolved::PairRow;
use rayon::prelude::*;
use serde_json::json;
use std::collections::HashMap;

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
    /// The same, made ready.
    pub prepared: &'a [Prepared],
    /// Which records are one.
    pub partition: &'a Partition,
    /// What people said, see [`said`].
    pub said: HashMap<(&'a str, &'a str), &'a Judgement>,
    /// What weighed them.
    pub model: &'a Model,
}

impl PairRows<'_> {
    /// The rows of scored pairs, by the numbers of what was compared, of which
    /// `held` says whether they are kept though nobody judged them.
    pub fn of(&self, scored: &[ScoredPair], held: &[(ScoredPair, bool)]) -> Outcome<Vec<PairRow>> {
        let rows: Vec<Outcome<Option<PairRow>>> = scored
            .par_iter()
            .zip(held)
            .map(|(pair, (of_records, held))| self.row(pair, of_records, *held))
            .collect();
        rows.into_iter().filter_map(Outcome::transpose).collect()
    }

    fn row(&self, pair: &ScoredPair, of_records: &ScoredPair, held: bool) -> Outcome<Option<PairRow>> {
        let at = |number: u32, record: u32| {
            let (number, record) = (number as usize, record as usize);
            Some((
                self.records.get(record)?,
                self.compared.entities.get(number)?,
                self.prepared.get(number)?,
                *self.compared.handling.get(number)?,
            ))
        };
        let (Some(a), Some(b)) = (at(pair.a, of_records.a), at(pair.b, of_records.b)) else {
            return Ok(None);
        };
        let (judgement, judged_by) = match self.said.is_empty() {
            true => (None, None),
            false => judged(&self.said, &key(a.0), &key(b.0)),
        };
        if !held && judgement.is_none() {
            return Ok(None);
        }
        let same_entity = self.partition.same(of_records.a, of_records.b);
        let worth_telling = same_entity || judgement.is_some() || pair.probability >= TOLD_FROM;
        let reasons = match worth_telling {
            true => reasons(&explain(self.model, (a.1, a.2), (b.1, b.2)))?,
            false => "[]".to_owned(),
        };
        Ok(Some(PairRow {
            left: (a.0.dataset.clone(), a.0.id.clone()),
            right: (b.0.dataset.clone(), b.0.id.clone()),
            probability: pair.probability,
            same_entity,
            judgement,
            judged_by,
            handling: a.3.max(b.3),
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
