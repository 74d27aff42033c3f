//! Does 0.3 mean three in ten: reliability bins, Brier score, expected
//! calibration error, and the isotonic map that mends a score.

use super::pairs::Scored;

/// A bin of a reliability diagram (Murphy and Winkler 1977).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ReliabilityBin {
    /// Lowest and highest probability in it.
    pub range: (f64, f64),
    /// Pairs in it.
    pub n: u64,
    /// Mean probability stated.
    pub stated: f64,
    /// Share that is the same.
    pub found: f64,
}

/// The pairs in `bins` bins of equal count, by rising probability. Equal
/// count, not equal width: most pairs have probabilities near 0 or 1, and the
/// two full bins would hide the rest. Empty bins are left out, NaN too.
pub fn reliability_bins(items: &[Scored], bins: usize) -> Vec<ReliabilityBin> {
    let sorted = sorted(items);
    let bins = bins.max(1);
    (0..bins)
        .filter_map(|bin| {
            let part = &sorted[bin * sorted.len() / bins..(bin + 1) * sorted.len() / bins];
            let (first, last) = (part.first()?, part.last()?);
            let n = part.len() as f64;
            Some(ReliabilityBin {
                range: (first.score, last.score),
                n: part.len() as u64,
                stated: part.iter().map(|i| i.score).sum::<f64>() / n,
                found: part.iter().filter(|i| i.positive).count() as f64 / n,
            })
        })
        .collect()
}

/// Expected calibration error over ten bins of equal count (Naeini, Cooper and
/// Hauskrecht 2015, there with equal widths): the mean distance between stated
/// and found. `score` is the probability. 0 without pairs.
pub fn expected_calibration_error(items: &[Scored]) -> f64 {
    let bins = reliability_bins(items, 10);
    let total: u64 = bins.iter().map(|b| b.n).sum();
    let sum: f64 = bins.iter().map(|b| b.n as f64 * (b.stated - b.found).abs()).sum();
    if total == 0 { 0.0 } else { sum / total as f64 }
}

/// Brier score (1950): the mean squared error of the probabilities. 0 is
/// perfect, 0.25 is always saying one half. NaN counts as 0.5; 0 without pairs.
///
/// ```
/// use fyke_resolve::measure::{Scored, brier};
/// let item = |score, positive| Scored { score, positive };
/// assert_eq!(brier(&[item(1.0, true), item(0.5, false)]), 0.125);
/// ```
pub fn brier(items: &[Scored]) -> f64 {
    let error = |i: &Scored| {
        let stated = if i.score.is_nan() { 0.5 } else { i.score };
        (stated - f64::from(u8::from(i.positive))).powi(2)
    };
    if items.is_empty() {
        0.0
    } else {
        items.iter().map(error).sum::<f64>() / items.len() as f64
    }
}

/// A rising map from score to probability by pooling adjacent violators (Ayer
/// et al. 1955; Zadrozny and Elkan 2002 for calibration), with straight lines
/// between the middles of the steps.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Isotonic {
    steps: Vec<(f64, f64)>,
}

impl Isotonic {
    /// Fits the map. Pairs of NaN or infinite score are left out.
    ///
    /// ```
    /// use fyke_resolve::measure::{Isotonic, Scored};
    /// let item = |score, positive| Scored { score, positive };
    /// let map = Isotonic::fit(&[item(1.0, false), item(2.0, true), item(3.0, false), item(4.0, true)]);
    /// assert_eq!((map.at(0.0), map.at(2.5), map.at(9.0)), (0.0, 0.5, 1.0));
    /// ```
    pub fn fit(items: &[Scored]) -> Isotonic {
        // (count, sum of scores, positives)
        let mut pools: Vec<(f64, f64, f64)> = Vec::new();
        let mut last = f64::NAN;
        for item in sorted(items).into_iter().filter(|i| i.score.is_finite()) {
            let positive = f64::from(u8::from(item.positive));
            match pools.last_mut() {
                Some(pool) if item.score == last => {
                    *pool = (pool.0 + 1.0, pool.1 + item.score, pool.2 + positive);
                }
                _ => {
                    settle(&mut pools);
                    pools.push((1.0, item.score, positive));
                }
            }
            last = item.score;
        }
        settle(&mut pools);
        Isotonic {
            steps: pools
                .iter()
                .map(|(n, scores, positives)| (scores / n, positives / n))
                .collect(),
        }
    }

    /// A map read from a file. `None` unless both columns are finite and rise.
    pub fn from_steps(steps: Vec<(f64, f64)>) -> Option<Isotonic> {
        let finite = steps
            .iter()
            .all(|s| s.0.is_finite() && (0.0..=1.0).contains(&s.1));
        let rises = steps.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1);
        (finite && rises).then_some(Isotonic { steps })
    }

    /// (mean score, share of positives) of each step, both rising.
    pub fn steps(&self) -> &[(f64, f64)] {
        &self.steps
    }

    /// The probability at a score; 0.5 of a map fitted on nothing.
    pub fn at(&self, score: f64) -> f64 {
        let next = self.steps.partition_point(|step| step.0 < score);
        let before = next.checked_sub(1).and_then(|at| self.steps.get(at));
        match (before, self.steps.get(next)) {
            (Some(low), Some(high)) => {
                let part = (score - low.0) / (high.0 - low.0).max(f64::MIN_POSITIVE);
                low.1 + (high.1 - low.1) * part.clamp(0.0, 1.0)
            }
            (Some(end), None) | (None, Some(end)) => end.1,
            (None, None) => 0.5,
        }
    }
}

/// By rising score, without NaN. Equal scores: negatives first, so that the
/// order of the input does not show.
fn sorted(items: &[Scored]) -> Vec<Scored> {
    let mut sorted: Vec<Scored> = items.iter().filter(|i| !i.score.is_nan()).copied().collect();
    sorted.sort_unstable_by(|a, b| a.score.total_cmp(&b.score).then(a.positive.cmp(&b.positive)));
    sorted
}

/// Pools the last two as long as the later is not above the earlier.
fn settle(pools: &mut Vec<(f64, f64, f64)>) {
    while let [.., before, after] = pools.as_slice() {
        if before.2 / before.0 < after.2 / after.0 {
            return;
        }
        let joined = (before.0 + after.0, before.1 + after.1, before.2 + after.2);
        pools.truncate(pools.len() - 2);
        pools.push(joined);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn saying_the_truth_is_perfect() {
        let item = |score, positive| Scored { score, positive };
        let truth = [item(1.0, true), item(0.0, false), item(0.0, false)];
        assert_eq!((brier(&truth), expected_calibration_error(&truth)), (0.0, 0.0));
        let bins = reliability_bins(
            &[
                item(0.2, false),
                item(0.4, true),
                item(0.8, true),
                item(0.9, true),
            ],
            2,
        );
        assert_eq!((bins[0].n, bins[0].found, bins[1].range), (2, 0.5, (0.8, 0.9)));
        assert!((bins[0].stated - 0.3).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn an_isotonic_map_rises_around_the_mean(
            pairs in proptest::collection::vec((0u8..30, any::<bool>()), 1..80)
        ) {
            let items: Vec<Scored> =
                pairs.iter().map(|(s, p)| Scored { score: f64::from(*s), positive: *p }).collect();
            let map = Isotonic::fit(&items);
            prop_assert!(map.steps.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1));
            prop_assert_eq!(Isotonic::from_steps(map.steps.clone()), Some(map.clone()));
            for score in 0..30 {
                let p = map.at(f64::from(score));
                prop_assert!((0.0..=1.0).contains(&p));
                prop_assert!(p <= map.at(f64::from(score) + 0.5) + 1e-12);
            }
            let mean: f64 = items.iter().map(|i| f64::from(u8::from(i.positive))).sum::<f64>() / items.len() as f64;
            prop_assert!(map.steps.first().is_none_or(|s| s.1 <= mean + 1e-9));
            prop_assert!(map.steps.last().is_none_or(|s| s.1 >= mean - 1e-9));
        }
    }
}
