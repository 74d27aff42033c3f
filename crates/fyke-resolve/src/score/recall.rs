//! What the search for candidates misses, found by comparing a sample with everything.

use rayon::prelude::*;

use super::model::{Model, probability};
use crate::entity::{Prepared, compare};

/// How the candidates' recall is sampled.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct RecallOptions {
    /// Entities compared with all others.
    pub sample: usize,
    /// Chooses the sample.
    pub seed: u64,
    /// Pairs from this probability on count.
    pub probability: f64,
    /// Also pairs within one dataset.
    pub within: bool,
}

impl Default for RecallOptions {
    fn default() -> RecallOptions {
        RecallOptions {
            sample: 50,
            seed: 1,
            probability: 0.5,
            within: true,
        }
    }
}

/// The candidates' recall, estimated.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct SampledRecall {
    /// Entities compared with all others.
    pub sampled: u64,
    /// Pairs of sampled entities from the probability on.
    pub pairs: u64,
    /// Those of them that are no candidates, sorted.
    pub missed: Vec<(u32, u32)>,
    /// Share found, and its 95 % interval (Wilson 1927).
    pub recall: f64,
    /// Low and high end of the interval.
    pub interval: (f64, f64),
}

/// Compares sampled entities with all others and looks which likely pairs are
/// no candidates. `candidates` is sorted, as [`crate::entity::pairs`] gives it.
/// The sample depends on ids and seed alone.
pub fn sample_recall(
    prepared: &[Prepared],
    candidates: &[(u32, u32)],
    model: &Model,
    options: &RecallOptions,
) -> SampledRecall {
    let mut drawn: Vec<(u64, u32)> = prepared
        .iter()
        .zip(0..)
        .map(|(p, at)| (p.drawn(options.seed), at))
        .collect();
    drawn.sort_unstable();
    drawn.truncate(options.sample);
    let mut likely: Vec<(u32, u32)> = drawn
        .par_iter()
        .flat_map_iter(|&(_, at)| likely_with(prepared, at, model, options))
        .collect();
    likely.sort_unstable();
    likely.dedup();
    let missed: Vec<_> = likely
        .iter()
        .copied()
        .filter(|pair| candidates.binary_search(pair).is_err())
        .collect();
    let (pairs, found) = (likely.len() as f64, (likely.len() - missed.len()) as f64);
    SampledRecall {
        sampled: drawn.len() as u64,
        pairs: likely.len() as u64,
        recall: if likely.is_empty() { 1.0 } else { found / pairs },
        interval: wilson(found, pairs),
        missed,
    }
}

fn likely_with(prepared: &[Prepared], at: u32, model: &Model, options: &RecallOptions) -> Vec<(u32, u32)> {
    let Some(one) = prepared.get(at as usize) else {
        return Vec::new();
    };
    let likely = |other: &Prepared| {
        one.may_be(other, options.within) && probability(model, &compare(one, other)) >= options.probability
    };
    let others = prepared
        .iter()
        .zip(0u32..)
        .filter(|(other, number)| *number != at && likely(other));
    others
        .map(|(_, number)| (at.min(number), at.max(number)))
        .collect()
}

/// Wilson's 95 % interval of a share; the whole range where nothing was seen.
fn wilson(found: f64, all: f64) -> (f64, f64) {
    if all == 0.0 {
        return (0.0, 1.0);
    }
    const Z: f64 = 1.96;
    let (share, z2) = (found / all, Z * Z / all);
    let middle = (share + z2 / 2.0) / (1.0 + z2);
    let half = (Z * (share * (1.0 - share) / all + z2 / (4.0 * all)).sqrt()) / (1.0 + z2);
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_hold_their_share() {
        let (low, high) = wilson(9.0, 10.0);
        assert!(
            low > 0.55 && low < 0.6 && high > 0.98 && high < 1.0,
            "{low} {high}"
        );
        assert_eq!(wilson(0.0, 0.0), (0.0, 1.0));
    }
}
