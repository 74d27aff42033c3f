//! Does 30 % mean three in ten: calibration error, Brier skill, isotonic fit.

use super::ranking::Scored;

/// Expected calibration error over ten bins of equal count: the mean distance
/// between the mean probability of a bin and its share of positives. Equal
/// count, not equal width, because most units have probabilities near 0 and
/// the one full bin would hide the rest. `score` is the probability.
pub fn expected_calibration_error(items: &[Scored]) -> f64 {
    const BINS: usize = 10;
    let mut sorted = items.to_vec();
    sorted.sort_by(|a, b| a.score.total_cmp(&b.score));
    let total = sorted.len();
    if total == 0 {
        return 0.0;
    }
    (0..BINS)
        .map(|bin| {
            let part = &sorted[bin * total / BINS..(bin + 1) * total / BINS];
            let stated: f64 = part.iter().map(|i| i.score).sum();
            let found = part.iter().filter(|i| i.positive).count() as f64;
            (stated - found).abs() / total as f64
        })
        .sum()
}

/// Brier skill: 1 less the mean squared error of the probabilities over that
/// of always saying the base rate. 1 is perfect, 0 no better than the base
/// rate, below 0 worse. 0 where all items are of one kind.
pub fn brier_skill(items: &[Scored]) -> f64 {
    let n = items.len() as f64;
    let truth = |i: &Scored| f64::from(u8::from(i.positive));
    let base = items.iter().map(truth).sum::<f64>() / n;
    let reference = base * (1.0 - base);
    if items.is_empty() || reference <= 0.0 {
        return 0.0;
    }
    let brier = items.iter().map(|i| (i.score - truth(i)).powi(2)).sum::<f64>() / n;
    1.0 - brier / reference
}

/// A rising step map from score to probability, by pooling adjacent violators
/// (Ayer et al. 1955), with straight lines between the middles of the steps.
#[derive(Clone, PartialEq, Debug)]
pub struct Isotonic {
    /// (mean score, share of positives) of each step, both rising.
    pub steps: Vec<(f64, f64)>,
}

impl Isotonic {
    /// Fits the map. Items of NaN score are left out.
    pub fn fit(items: &[Scored]) -> Isotonic {
        let mut sorted: Vec<Scored> = items.iter().filter(|i| !i.score.is_nan()).copied().collect();
        sorted.sort_by(|a, b| a.score.total_cmp(&b.score));
        // (count, sum of scores, positives)
        let mut pools: Vec<(f64, f64, f64)> = Vec::new();
        let mut last = f64::NAN;
        for item in sorted {
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

    /// The probability at a score.
    pub fn at(&self, score: f64) -> f64 {
        let next = self.steps.partition_point(|step| step.0 < score);
        match (
            next.checked_sub(1).and_then(|at| self.steps.get(at)),
            self.steps.get(next),
        ) {
            (Some(low), Some(high)) => {
                let part = (score - low.0) / (high.0 - low.0).max(f64::MIN_POSITIVE);
                low.1 + (high.1 - low.1) * part.clamp(0.0, 1.0)
            }
            (Some(end), None) | (None, Some(end)) => end.1,
            (None, None) => 0.0,
        }
    }
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
    fn saying_the_truth_is_perfect_and_the_base_rate_is_nothing() {
        let item = |score, positive| Scored { score, positive };
        let truth = [
            item(1.0, true),
            item(0.0, false),
            item(0.0, false),
            item(0.0, false),
        ];
        assert_eq!(brier_skill(&truth), 1.0);
        assert_eq!(expected_calibration_error(&truth), 0.0);
        let base = truth.map(|i| item(0.25, i.positive));
        assert_eq!(brier_skill(&base), 0.0);
    }

    proptest! {
        #[test]
        fn an_isotonic_map_rises_and_keeps_the_mean(
            pairs in proptest::collection::vec((0u8..30, any::<bool>()), 1..80)
        ) {
            let items: Vec<Scored> = pairs.iter()
                .map(|(s, p)| Scored { score: f64::from(*s), positive: *p }).collect();
            let map = Isotonic::fit(&items);
            prop_assert!(map.steps.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1));
            for score in 0..30 {
                let p = map.at(f64::from(score));
                prop_assert!((0.0..=1.0).contains(&p));
                prop_assert!(p <= map.at(f64::from(score) + 0.5) + 1e-12);
            }
        }
    }
}
