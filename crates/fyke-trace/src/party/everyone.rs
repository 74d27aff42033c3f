//! How good a trace is over everybody: all parties of the world, not only the
//! candidates that a screen let through.
//!
//! A party takes the highest score of its units; a party that is no candidate,
//! or whose units may not open a lead, comes last. So what the screen misses
//! counts as missed, and the base rate is that of the world. Positives are the
//! planted parties of which the data show at least one row.
//!
//! Recall at 500 leads per 10 million party-months: the budget of a reviewer
//! who looks after so many firms for so long, scaled to the size of the world
//! (at least one lead).

use super::trace::{Ranking, TraceInput};
use super::world_score::{Truth, queue_score};
use crate::measure::precision_at_quarter;
use crate::measure::{Scored, average_precision, bootstrap_interval, recall_at};
use std::collections::BTreeSet;

/// Leads that a reviewer opens per [`BUDGET_PARTY_MONTHS`].
const BUDGET_LEADS: f64 = 500.0;
/// Firms times months that the budget is for.
const BUDGET_PARTY_MONTHS: f64 = 1e7;
const DAYS_A_MONTH: f64 = 30.44;

/// Figures over all parties.
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
pub struct EveryoneScore {
    /// Parties seen.
    pub parties: usize,
    /// Planted parties among them.
    pub positives: usize,
    /// Their share.
    pub base_rate: f64,
    /// Average precision.
    pub ap: f64,
    /// Bootstrap 95 % interval of it.
    pub ap_interval: (f64, f64),
    /// Precision at a depth of a quarter of the positives.
    pub precision_at_quarter: f64,
    /// Share of the positives that are candidates at all.
    pub candidate_recall: f64,
    /// Share of the positives within 500 leads per 10 million party-months.
    pub recall_at_500_per_10m_party_months: f64,
    /// How many leads that is here.
    pub budget_leads: usize,
    /// Share of the networks of which a party is within that budget.
    pub network_recall_at_budget: f64,
    /// Share of the networks of which half the parties are among the first N, N
    /// being the number of positives.
    pub network_half_recall: f64,
}

/// Scores the parties of a world.
pub fn score_everyone(input: &TraceInput<'_>, ranking: &Ranking, truth: &Truth, seed: u64) -> EveryoneScore {
    let index = input.index;
    let mut seen = vec![false; index.party_count as usize];
    for party in index.src.iter().chain(&index.dst) {
        seen[*party as usize] = true;
    }
    let mut best = vec![f64::NEG_INFINITY; seen.len()];
    for unit in ranking.units.iter().filter(|unit| unit.may_open) {
        if let Some(slot) = best.get_mut(unit.party as usize) {
            *slot = slot.max(queue_score(unit));
        }
    }
    let planted: BTreeSet<u32> = truth.planted.keys().map(|(party, _)| *party).collect();
    let parties: Vec<u32> = (0..index.party_count).filter(|p| seen[*p as usize]).collect();
    let items: Vec<Scored> = parties
        .iter()
        .map(|party| Scored {
            score: best[*party as usize],
            positive: planted.contains(party),
        })
        .collect();
    let positives = items.iter().filter(|item| item.positive).count();
    let listed = |item: &&Scored| item.positive && item.score.is_finite();
    let days = index.day.iter().max().map_or(0.0, |day| f64::from(*day) + 1.0);
    let party_months = parties.len() as f64 * days / DAYS_A_MONTH;
    let budget_leads = (BUDGET_LEADS * party_months / BUDGET_PARTY_MONTHS)
        .ceil()
        .max(1.0) as usize;
    let mut order: Vec<u32> = parties
        .iter()
        .copied()
        .filter(|party| best[*party as usize].is_finite())
        .collect();
    order.sort_by(|a, b| best[*b as usize].total_cmp(&best[*a as usize]).then(a.cmp(b)));
    let first = |n: usize| -> BTreeSet<u32> { order.iter().take(n).copied().collect() };
    EveryoneScore {
        parties: parties.len(),
        positives,
        base_rate: positives as f64 / parties.len().max(1) as f64,
        ap: average_precision(&items),
        ap_interval: bootstrap_interval(&items, average_precision, 50, seed),
        precision_at_quarter: precision_at_quarter(&items),
        candidate_recall: items.iter().filter(listed).count() as f64 / positives.max(1) as f64,
        recall_at_500_per_10m_party_months: recall_at(&items, budget_leads),
        budget_leads,
        network_recall_at_budget: networks(truth, &first(budget_leads), |found, _| found > 0),
        network_half_recall: networks(truth, &first(positives), |found, all| 2 * found >= all),
    }
}

fn networks(truth: &Truth, found: &BTreeSet<u32>, enough: impl Fn(usize, usize) -> bool) -> f64 {
    let hit = |parties: &&BTreeSet<u32>| enough(parties.intersection(found).count(), parties.len());
    let all = truth.networks.values().filter(|parties| !parties.is_empty());
    all.clone().filter(hit).count() as f64 / all.count().max(1) as f64
}
