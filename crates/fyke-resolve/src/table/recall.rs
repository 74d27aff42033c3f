//! How many true pairs the candidate step misses, estimated without truth: some
//! rows are compared with every other row, and the pairs that would be called
//! the same are looked up among those proposed.
//!
//! Here agreement weighs what it is worth among all pairs, not among proposed
//! ones, against the share of matches among all: the two belong together.
//! Columns that depend on each other make too many of these pairs look the
//! same, so the estimate leans low.

use super::columns::mix;
use super::compare::Comparer;
use super::em::MISSING;
use super::run::FEATURES_MAX;
use super::settings::Settings;
use super::spread::pair_of;
use super::variants::Variants;
use super::weights::Weights;
use rayon::prelude::*;

/// An estimate of the share of matches that the candidate step proposes.
/// Pairs that have no value in common but very common ones are not looked at.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct RecallEstimate {
    /// Rows compared with every other row.
    pub rows: u32,
    /// Pairs found so that are likelier the same than not.
    pub matches: f64,
    /// Share of them that the candidate step proposes too.
    pub recall: f64,
    /// 95 % interval of the share (Wilson).
    pub interval: (f64, f64),
}

/// Comparisons spent on the estimate at most.
const COMPARISONS_MAX: usize = 10_000_000;

pub(super) fn estimate(
    comparer: &Comparer<'_>,
    chance: &Weights,
    variants: &Variants,
    proposals: &[u64],
    rows: u32,
    settings: &Settings,
) -> Option<RecallEstimate> {
    let units = comparer.units();
    if units < 2 {
        return None;
    }
    let rows = (rows as usize).min(units).min((COMPARISONS_MAX / units).max(1));
    // units are in the order of a hash of their content: any step through them is a sample
    let start = mix(settings.seed) as usize % units;
    let sample: Vec<usize> = (0..rows).map(|n| (start + n * (units / rows)) % units).collect();
    let width = comparer.features.len();
    let counts: Vec<(u64, u64)> = sample
        .par_iter()
        .map(|&a| {
            let (mut all, mut proposed) = (0, 0);
            let mut level = [MISSING; FEATURES_MAX];
            let values = comparer.telling_values(a);
            for b in comparer.holders(&values).filter(|&b| b != a) {
                comparer.compare(a, b, &mut level[..width]);
                variants.apply(comparer, a, b, &mut level[..width]);
                if chance.score(&level[..width]) > settings.cut_off_bits {
                    all += 1;
                    proposed += u64::from(proposals.binary_search(&pair_of(a as u32, b as u32)).is_ok());
                }
            }
            (all, proposed)
        })
        .collect();
    let all: u64 = counts.iter().map(|count| count.0).sum();
    let proposed: u64 = counts.iter().map(|count| count.1).sum();
    (all > 0).then(|| RecallEstimate {
        rows: rows as u32,
        matches: all as f64,
        recall: proposed as f64 / all as f64,
        interval: wilson(proposed as f64, all as f64),
    })
}

/// 95 % interval of a share (Wilson 1927).
fn wilson(yes: f64, all: f64) -> (f64, f64) {
    let z = 1.96;
    let share = yes / all;
    let middle = share + z * z / (2.0 * all);
    let half = z * (share * (1.0 - share) / all + z * z / (4.0 * all * all)).sqrt();
    let scale = 1.0 + z * z / all;
    (
        ((middle - half) / scale).max(0.0),
        ((middle + half) / scale).min(1.0),
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_interval_holds_its_share_and_narrows() {
        let (low, high) = super::wilson(90.0, 100.0);
        assert!(
            low > 0.82 && low < 0.9 && high > 0.9 && high < 0.95,
            "{low} {high}"
        );
        let (closer, _) = super::wilson(900.0, 1000.0);
        assert!(closer > low);
        assert_eq!(super::wilson(0.0, 10.0).0, 0.0);
    }
}
