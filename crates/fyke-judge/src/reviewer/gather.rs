//! Out of a record: what was judged, by whom, and what is known of it by now.
//!
//! Truth comes from leads whose answer was known beforehand ([`Why::Known`]).
//! A decision is no truth: it is what is being measured.

use super::{Done, Elusion};
use crate::assessment::Probability;
use crate::desk::said::{SaidDecision, SaidJudgement, SaidScore, SaidSession, Why, day};
use crate::key::KeyId;
use crate::record::leaf::{Actor, Index, Verdict, What};
use crate::record::{Record, RecordError};
use std::collections::{BTreeMap, BTreeSet};

/// What a record says about those who judged in it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Gathered {
    /// Judgements of leads whose truth is known.
    pub done: Vec<Done>,
    /// Blind probabilities of each lead that somebody judged, one for each
    /// person of [`Gathered::people`]: the units of agreement.
    pub units: Vec<Vec<Option<f64>>>,
    /// Who judged, in the order of the columns of [`Gathered::units`].
    pub people: Vec<KeyId>,
    /// The chance sample from below the cut.
    pub elusion: Elusion,
}

struct Judgement {
    by: KeyId,
    lead: String,
    at: String,
    blind: Probability,
    last: Probability,
    machine: Option<Probability>,
}

/// Reads them out.
///
/// # Errors
/// A record that cannot be read.
pub fn gather(record: &Record) -> Result<Gathered, RecordError> {
    let mut entries: Vec<(Index, Actor, What)> = Vec::new();
    record.each(0, |index, leaf| {
        entries.push((index, leaf.by, leaf.what.clone()));
        Ok::<(), RecordError>(())
    })?;
    let mut judged: BTreeMap<Index, Judgement> = BTreeMap::new();
    let mut truth: BTreeMap<String, bool> = BTreeMap::new();
    let (mut below, mut pool, mut verdicts) = (BTreeSet::new(), 0, BTreeMap::new());
    let mut undone: BTreeSet<Index> = BTreeSet::new();
    for (index, by, what) in &entries {
        match (what, by) {
            (What::Session { below_cut_of, .. }, _) => {
                pool = pool.max(*below_cut_of);
                let Some(said) = record.payload::<SaidSession>(*index)? else {
                    continue;
                };
                for item in said.items {
                    match item.why {
                        Why::Known { truth: it, .. } => drop(truth.insert(item.lead, it)),
                        Why::BelowCut { .. } => drop(below.insert(item.lead)),
                        _ => {}
                    }
                }
            }
            (What::BlindJudgement { .. }, Actor::Person(key)) => {
                if let Some(said) = record.payload::<SaidJudgement>(*index)? {
                    let p = said.assessment.probability;
                    let judgement = Judgement {
                        by: *key,
                        lead: said.lead,
                        at: said.at,
                        blind: p,
                        last: p,
                        machine: None,
                    };
                    judged.insert(*index, judgement);
                }
            }
            (What::Reveal { judgement, shows }, _) => {
                for shown in shows {
                    let score = entries.get(usize::try_from(*shown).unwrap_or(usize::MAX));
                    if !matches!(score, Some((_, _, What::ScoreCommitment { .. }))) {
                        continue;
                    }
                    let said = record.payload::<SaidScore>(*shown)?;
                    let p = said.and_then(|said| Probability::new(said.suggestion.probability()?).ok());
                    if let (Some(judgement), Some(p)) = (judged.get_mut(judgement), p) {
                        judgement.machine = Some(p);
                    }
                }
            }
            (
                What::Decision {
                    verdict,
                    judgement,
                    undoes,
                    ..
                },
                _,
            ) => {
                undone.extend(undoes);
                let said = record.payload::<SaidDecision>(*index)?;
                let Some(said) = said else { continue };
                if let (Some(judgement), Some(assessment)) =
                    (judgement.and_then(|at| judged.get_mut(&at)), said.assessment)
                {
                    judgement.last = assessment.probability;
                }
                verdicts.insert(*index, (said.lead, *verdict));
            }
            _ => {}
        }
    }
    Ok(put_together(judged, &truth, &below, pool, &verdicts, &undone))
}

fn put_together(
    judged: BTreeMap<Index, Judgement>,
    truth: &BTreeMap<String, bool>,
    below: &BTreeSet<String>,
    pool: u64,
    verdicts: &BTreeMap<Index, (String, Verdict)>,
    undone: &BTreeSet<Index>,
) -> Gathered {
    let people: Vec<KeyId> = judged
        .values()
        .map(|j| j.by)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let mut units: BTreeMap<&str, Vec<Option<f64>>> = BTreeMap::new();
    let mut sampled: BTreeSet<&str> = BTreeSet::new();
    for judgement in judged.values() {
        let unit = units
            .entry(&judgement.lead)
            .or_insert_with(|| vec![None; people.len()]);
        let seat = people.iter().position(|key| *key == judgement.by);
        if let Some(slot) = seat.and_then(|at| unit.get_mut(at)) {
            *slot = Some(judgement.blind.get());
        }
        if below.contains(&judgement.lead) {
            sampled.insert(&judgement.lead);
        }
    }
    // what stands: the last decision on a lead that was not taken back
    let mut standing: BTreeMap<&str, Verdict> = BTreeMap::new();
    for (_, (lead, verdict)) in verdicts.iter().filter(|(index, _)| !undone.contains(index)) {
        standing.insert(lead, *verdict);
    }
    let confirmed = |lead: &str| standing.get(lead) == Some(&Verdict::Escalate) && !truth.contains_key(lead);
    let elusion = Elusion {
        confirmed: standing
            .keys()
            .filter(|lead| confirmed(lead) && !below.contains(**lead))
            .count() as u64,
        pool: pool.max(sampled.len() as u64),
        sample: sampled.len() as u64,
        found: sampled.iter().filter(|lead| confirmed(lead)).count() as u64,
    };
    let units = units.into_values().collect();
    let done = judged
        .into_values()
        .filter_map(|judgement| {
            Some(Done {
                truth: *truth.get(&judgement.lead)?,
                on: day(&judgement.at)?,
                lead: judgement.lead,
                by: judgement.by,
                blind: judgement.blind,
                last: judgement.last,
                machine: judgement.machine,
                seeded: true,
            })
        })
        .collect();
    Gathered {
        done,
        units,
        people,
        elusion,
    }
}
