//! Flagging with a known rate of false alarms, without looking at the truth.
//!
//! How high must a score be before a unit is flagged? The null is made from
//! the data at hand: for every real end a pseudo-end is drawn, an ordinary
//! buyer in neither a source nor an embargoed country that receives about as
//! many rows and does not itself sell to the ends. The same program then traces
//! goods to the pseudo-ends. Those who sell to them are honest as far as this
//! question goes, so their scores show how high honest units score.
//!
//! [`threshold`] is the lowest score at which the expected false flags (the
//! share of pseudo-units above it, times the number of real units) are at most
//! the nominal share of the real units above it. It assumes that honest sellers
//! to the ends look like honest sellers to anyone of the same size, and on
//! simulated worlds that is wrong: honest sellers to the ends share markets,
//! months and goods with the guilty, and alone this threshold flagged 43 %
//! honest units at a nominal 5 % (seed 1). So a flag asks for more:
//! [`stated_threshold`], the lowest score at which the mean of the stated
//! probabilities of innocence above it is at most nominal. Those come from
//! worlds that are never scored and from the estimated base rate. A unit is
//! flagged when it passes both; what share of the flagged is honest in truth is
//! what `placebo_fdr` reports.
//!
//! Rows to pseudo-ends are seen as often as any other row, so the placebo
//! traces with coverage 1: no correction is needed within a sample that is
//! thinned evenly.

use super::dependence::Coverage;
use super::family::Roles;
use super::trace::{TraceInput, TraceSettings, examine};
use crate::measure::Rng;

/// The nominal rate of false flags.
pub const NOMINAL_FDR: f64 = 0.05;
/// Draws of pseudo-ends, pooled: enough pseudo-units that a share of one in a
/// thousand is seen.
const DRAWS: u64 = 3;

/// Scores of units that sell to pseudo-ends, over a few draws.
pub fn placebo_scores(input: &TraceInput<'_>, seed: u64) -> Vec<f64> {
    let roles = Roles::new(input.parties, input.rule, input.ends);
    let settings = TraceSettings {
        coverage: Coverage::Given(1.0),
        ..input.settings.clone()
    };
    let placebo = TraceInput {
        settings: &settings,
        ..*input
    };
    let mut scores = Vec::new();
    for draw in 0..DRAWS {
        let pseudo = roles.with_ends(pseudo_ends(input, &roles, seed.wrapping_add(draw)));
        let examined = examine(&placebo, &pseudo);
        let units = examined.units.iter().filter(|unit| unit.direct);
        scores.extend(units.map(|unit| settings.model.score_of(&unit.evidence)));
    }
    scores
}

/// The lowest score at which at most a share of the flagged are expected to be
/// false, given the scores of honest units; `None` where no score is so high.
pub fn threshold(scores: &[f64], null: &[f64], nominal: f64) -> Option<f64> {
    if null.is_empty() {
        return None;
    }
    let mut real = scores.to_vec();
    let mut honest = null.to_vec();
    real.sort_by(|a, b| b.total_cmp(a));
    honest.sort_by(|a, b| b.total_cmp(a));
    let mut lowest = None;
    for (at, score) in real.iter().enumerate() {
        let above = honest.partition_point(|null| null >= score) as f64;
        // one added to each side: an empty tail is not proof of none
        let expected = (above + 1.0) / (honest.len() as f64 + 1.0) * real.len() as f64;
        if expected <= nominal * (at + 1) as f64 {
            lowest = Some(*score);
        }
    }
    lowest
}

/// The lowest score at which the units above it are, by their own stated
/// probabilities, innocent at most at the nominal rate; `None` where no score is
/// so high. Pairs of score and probability, in any order.
pub fn stated_threshold(units: &[(f64, f64)], nominal: f64) -> Option<f64> {
    let mut sorted = units.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut innocent, mut lowest) = (0.0, None);
    for (at, (score, probability)) in sorted.iter().enumerate() {
        innocent += 1.0 - probability;
        if innocent <= nominal * (at + 1) as f64 {
            lowest = Some(*score);
        }
    }
    lowest
}

/// Buyers matched to the ends by the number of rows they receive.
fn pseudo_ends(input: &TraceInput<'_>, roles: &Roles, seed: u64) -> Vec<bool> {
    let index = input.index;
    let parties = input.parties.len().max(index.party_count as usize);
    let mut received = vec![0u32; parties];
    let mut sells_to_ends = vec![false; parties];
    for at in 0..index.len() {
        received[index.dst[at] as usize] += 1;
        sells_to_ends[index.src[at] as usize] |= roles.is_end(index.dst[at]);
    }
    let mut rng = Rng::new(seed);
    let honest = |party: &u32| {
        let at = *party as usize;
        received[at] > 0 && !sells_to_ends[at] && !roles.is_end(*party) && !roles.is_source(*party)
    };
    // by rows received, ties in an order of chance
    let mut pool: Vec<(u32, u64, u32)> = (0..parties as u32)
        .filter(honest)
        .map(|party| (received[party as usize], rng.next_u64(), party))
        .collect();
    pool.sort_unstable();
    let mut taken = vec![false; pool.len()];
    let mut chosen = vec![false; parties];
    let mut ends: Vec<u32> = (0..parties as u32).filter(|p| roles.is_end(*p)).collect();
    ends.sort_by_key(|party| std::cmp::Reverse((received[*party as usize], *party)));
    for end in ends.into_iter().filter(|end| received[*end as usize] > 0) {
        let middle = pool.partition_point(|buyer| buyer.0 < received[end as usize]);
        // a little to either side, so that draws differ
        let start = middle.saturating_sub(rng.below(8)).min(pool.len());
        let free = (start..pool.len()).chain((0..start).rev()).find(|at| !taken[*at]);
        if let Some(at) = free {
            taken[at] = true;
            chosen[pool[at].2 as usize] = true;
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_keeps_the_expected_share_of_false_flags() {
        // a hundred honest scores 0..1 and forty far above
        let null: Vec<f64> = (0..1_000).map(|at| f64::from(at) / 1_000.0).collect();
        let mut scores: Vec<f64> = (0..100).map(|at| f64::from(at) / 100.0).collect();
        scores.extend((0..40).map(|_| 5.0));
        let at = threshold(&scores, &null, 0.05).unwrap();
        assert!((0.97..=1.0).contains(&at), "{at}");
        assert_eq!(threshold(&null, &null, 0.05), None);
    }

    #[test]
    fn stated_probabilities_are_taken_at_their_word() {
        let units = [(1.0, 0.1), (4.0, 1.0), (3.0, 0.92), (2.0, 0.5)];
        assert_eq!(stated_threshold(&units, 0.05), Some(3.0));
        assert_eq!(stated_threshold(&units[..1], 0.05), None);
    }
}
