//! Bootstrap 95 % intervals of counts, the same for the same seed.
//!
//! The percentile bootstrap of Efron (1979), of items in
//! [`fyke_model::measure::bootstrap`]. Where the figure is a function of four counts, the counts are resampled and not the items: drawing n items
//! with replacement and counting their kinds is one draw of a multinomial, so
//! a million pairs cost no more than a thousand.

use super::pairs::Counts;
use fyke_model::measure::{Rng, middle};

/// The bootstrap of a figure that depends on four counts alone, at a cost that
/// does not grow with their sum. The pairs count as independent of each other,
/// which pairs of one cluster are not: an interval over pairs of clusters is
/// too narrow.
///
/// ```
/// use fyke_resolve::measure::{Counts, counts_interval};
/// let counts = Counts { true_positive: 80, false_positive: 10, false_negative: 20, true_negative: 900 };
/// let (low, high) = counts_interval(&counts, Counts::f1, 1_000, 1);
/// assert!(low < counts.f1() && counts.f1() < high);
/// ```
pub fn counts_interval(
    counts: &Counts,
    figure: impl Fn(&Counts) -> f64,
    draws: usize,
    seed: u64,
) -> (f64, f64) {
    if counts.total() == 0 || draws == 0 {
        return (f64::NAN, f64::NAN);
    }
    let mut rng = Rng::new(seed);
    middle((0..draws).map(|_| figure(&resample(&mut rng, counts))).collect())
}

/// How many of `trials` succeed when each does with `chance`. Exact by
/// waiting times up to a variance of 400, beyond it de Moivre-Laplace.
fn binomial(rng: &mut Rng, trials: u64, chance: f64) -> u64 {
    if trials == 0 || chance <= 0.0 {
        return 0;
    }
    if chance >= 1.0 {
        return trials;
    }
    if chance > 0.5 {
        return trials - binomial(rng, trials, 1.0 - chance);
    }
    let mean = trials as f64 * chance;
    let variance = mean * (1.0 - chance);
    if variance > 400.0 {
        // Box and Muller 1958
        let radius = (-2.0 * (1.0 - rng.unit()).ln()).sqrt();
        let normal = radius * (std::f64::consts::TAU * rng.unit()).cos();
        return (mean + normal * variance.sqrt())
            .round()
            .clamp(0.0, trials as f64) as u64;
    }
    // Devroye 1986, X.4.3: gaps between successes are geometric
    let log_failure = (-chance).ln_1p();
    let (mut successes, mut passed) = (0, 0.0);
    loop {
        passed += ((1.0 - rng.unit()).ln() / log_failure).floor() + 1.0;
        if passed > trials as f64 {
            return successes;
        }
        successes += 1;
    }
}

/// The counts of as many pairs drawn with replacement.
fn resample(rng: &mut Rng, counts: &Counts) -> Counts {
    let mut left = counts.total();
    let mut weight = left;
    let mut take = |count: u64| {
        let drawn = if weight == 0 {
            0
        } else {
            binomial(rng, left, count as f64 / weight as f64)
        };
        left -= drawn;
        weight -= count;
        drawn
    };
    Counts {
        true_positive: take(counts.true_positive),
        false_positive: take(counts.false_positive),
        false_negative: take(counts.false_negative),
        true_negative: take(counts.true_negative),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::measure::bootstrap_interval;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    #[test]
    fn counts_and_items_agree_on_the_interval() {
        let counts = Counts {
            true_positive: 120,
            false_positive: 30,
            false_negative: 50,
            true_negative: 200,
        };
        let mut items = vec![0u8; 120];
        items.extend([1; 30]);
        items.extend([2; 50]);
        items.extend([3; 200]);
        let figure = |items: &[u8]| {
            let of = |kind| items.iter().filter(|i| **i == kind).count() as f64;
            2.0 * of(0) / (2.0 * of(0) + of(1) + of(2))
        };
        let by_items = bootstrap_interval(&items, figure, 2_000, 5);
        let by_counts = counts_interval(&counts, Counts::f1, 2_000, 5);
        assert!(
            (by_items.0 - by_counts.0).abs() < 0.01,
            "{by_items:?} {by_counts:?}"
        );
        assert!(
            (by_items.1 - by_counts.1).abs() < 0.01,
            "{by_items:?} {by_counts:?}"
        );
    }

    #[test]
    fn a_large_binomial_has_its_mean_and_spread() {
        for (trials, chance) in [(100, 0.03), (1_000_000, 0.4), (50, 0.9)] {
            let mut rng = Rng::new(9);
            let draws: Vec<f64> = (0..4_000)
                .map(|_| binomial(&mut rng, trials, chance) as f64)
                .collect();
            let mean = draws.iter().sum::<f64>() / 4_000.0;
            let spread = draws.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / 4_000.0;
            let variance = trials as f64 * chance * (1.0 - chance);
            assert!((mean - trials as f64 * chance).abs() < 0.1 * variance.sqrt());
            assert!(
                (spread / variance - 1.0).abs() < 0.1,
                "{trials} {chance}: {spread} {variance}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_resample_keeps_the_sum(tp in 0u64..3_000, fp in 0u64..90, missed in 0u64..90, tn in 0u64..90_000, seed in any::<u64>()) {
            let counts = Counts { true_positive: tp, false_positive: fp, false_negative: missed, true_negative: tn };
            let drawn = resample(&mut Rng::new(seed), &counts);
            prop_assert_eq!(drawn.total(), counts.total());
            prop_assert!(tp > 0 || drawn.true_positive == 0);
        }
    }
}
