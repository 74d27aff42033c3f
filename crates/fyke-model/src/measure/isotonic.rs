//! Isotonic regression by pooling adjacent violators (Ayer, Brunk, Ewing, Reid
//! and Silverman 1955): the rising steps that lie nearest to what was found.
//!
//! [`pool_adjacent_violators`] is the algorithm; [`Isotonic`] the map from a
//! score to a probability that Zadrozny and Elkan (2002) make of it.

use super::Scored;

/// A run of equal or pooled scores.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pool {
    /// Lowest score in it.
    pub low: f64,
    /// Highest score in it.
    pub high: f64,
    /// Items in it.
    pub n: f64,
    /// Sum of their scores.
    pub scores: f64,
    /// How many of them are positive.
    pub positives: f64,
}

impl Pool {
    /// Mean score.
    pub fn stated(&self) -> f64 {
        self.scores / self.n
    }

    /// Share of positives.
    pub fn found(&self) -> f64 {
        self.positives / self.n
    }
}

/// The steps, by rising score and strictly rising share of positives. Equal
/// scores are one; items of NaN score are left out.
///
/// ```
/// use fyke_model::measure::{Scored, pool_adjacent_violators};
/// let item = |score, positive| Scored { score, positive };
/// let pools = pool_adjacent_violators(&[item(1.0, false), item(2.0, true), item(3.0, false), item(4.0, true)]);
/// let steps: Vec<(f64, f64)> = pools.iter().map(|p| (p.stated(), p.found())).collect();
/// assert_eq!(steps, [(1.0, 0.0), (2.5, 0.5), (4.0, 1.0)]);
/// ```
pub fn pool_adjacent_violators(items: &[Scored]) -> Vec<Pool> {
    let mut sorted: Vec<Scored> = items.iter().filter(|i| !i.score.is_nan()).copied().collect();
    sorted.sort_unstable_by(|a, b| a.score.total_cmp(&b.score).then(a.positive.cmp(&b.positive)));
    let mut pools: Vec<Pool> = Vec::new();
    for item in sorted {
        let positive = f64::from(u8::from(item.positive));
        match pools.last_mut() {
            // a pool that was not settled yet holds one score
            Some(pool) if item.score == pool.high => {
                pool.n += 1.0;
                pool.scores += item.score;
                pool.positives += positive;
            }
            _ => {
                settle(&mut pools);
                pools.push(Pool {
                    low: item.score,
                    high: item.score,
                    n: 1.0,
                    scores: item.score,
                    positives: positive,
                });
            }
        }
    }
    settle(&mut pools);
    pools
}

/// Pools the last two as long as the later is not above the earlier.
fn settle(pools: &mut Vec<Pool>) {
    while let [.., before, after] = pools.as_slice() {
        if before.found() < after.found() {
            return;
        }
        let joined = Pool {
            low: before.low,
            high: after.high,
            n: before.n + after.n,
            scores: before.scores + after.scores,
            positives: before.positives + after.positives,
        };
        pools.truncate(pools.len() - 2);
        pools.push(joined);
    }
}

/// A rising map from score to probability, with straight lines between the
/// middles of the steps.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Isotonic {
    steps: Vec<(f64, f64)>,
}

impl Isotonic {
    /// Fits the map. Items of NaN or infinite score are left out.
    pub fn fit(items: &[Scored]) -> Isotonic {
        let finite: Vec<Scored> = items.iter().filter(|i| i.score.is_finite()).copied().collect();
        Isotonic {
            steps: pool_adjacent_violators(&finite)
                .iter()
                .map(|pool| (pool.stated(), pool.found()))
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
            let pools = pool_adjacent_violators(&items);
            prop_assert_eq!(pools.iter().map(|p| p.n).sum::<f64>(), items.len() as f64);
        }
    }
}
