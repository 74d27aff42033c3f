//! How good a whole predicted distribution was, once the answer is known:
//! CRPS, and whether the forecasts were as sure
//! as they had a right to be (PIT histogram, coverage of central intervals).
//!
//! With a forecast given as draws `x_1..x_n` and the answer `y`,
//!
//! `CRPS = mean |x_i - y| - 1/2 mean |x_i - x_j|`,
//!
//! the absolute error of a point forecast, made fair to one that says how
//! unsure it is. Smaller is better, the unit is that of `y`. The Brier score
//! ([`super::brier`]) is the same for a yes or no.
//!
//! The PIT value of an answer is the share of draws below it. Over many honest
//! forecasts it is uniform: a U shape means too sure, a hump means too unsure,
//! a slope means biased. Where draws tie with the answer the value is an
//! interval, and its weight is spread over the bins it covers.
//!
//! Sources: Gneiting and Raftery (2007) for scores; Czado, Gneiting and Held
//! (2009) for the PIT of ties. Innocent look-alike: a good mean of CRPS may be
//! owed to a few large answers; see it beside its bootstrap interval.

/// CRPS of draws **in ascending order** against the answer, in the unit of
/// both. `NaN` without draws.
///
/// ```
/// use fyke_trace::measure::crps;
/// assert_eq!(crps(&[3.0], 5.0), 2.0); // one draw: the absolute error
/// assert!(crps(&[4.0, 6.0], 5.0) < crps(&[3.0, 7.0], 5.0)); // sharper is better
/// ```
pub fn crps(sorted: &[f64], answer: f64) -> f64 {
    let n = sorted.len() as f64;
    let (mut error, mut spread) = (0.0, 0.0);
    for (i, x) in sorted.iter().enumerate() {
        error += (x - answer).abs();
        // each pair's distance counts its greater end once and its lesser end once, negative
        spread += x * (2.0 * i as f64 + 1.0 - n);
    }
    error / n - spread / (n * n)
}

/// Whether the answer lies in the central interval of `level` (0.9: between the
/// 5 % and the 95 % point) of draws in ascending order.
pub fn covered(sorted: &[f64], answer: f64, level: f64) -> bool {
    let at = |share: f64| {
        let place = (sorted.len().saturating_sub(1)) as f64 * share;
        sorted.get(place.round() as usize).copied().unwrap_or(f64::NAN)
    };
    at((1.0 - level) / 2.0) <= answer && answer <= at((1.0 + level) / 2.0)
}

/// A histogram of PIT values with bins of equal width; sums to the number of
/// answers added.
#[derive(Clone, Debug, PartialEq)]
pub struct Pit {
    bins: Vec<f64>,
}

impl Pit {
    /// An empty histogram; at least one bin.
    pub fn new(bins: usize) -> Pit {
        Pit {
            bins: vec![0.0; bins.max(1)],
        }
    }

    /// Adds an answer and its forecast's draws in ascending order.
    pub fn add(&mut self, sorted: &[f64], answer: f64) {
        if sorted.is_empty() {
            return;
        }
        let share = |n: usize| n as f64 / sorted.len() as f64;
        let low = share(sorted.partition_point(|x| *x < answer));
        let high = share(sorted.partition_point(|x| *x <= answer));
        let count = self.bins.len() as f64;
        if high <= low {
            let bin = ((low * count) as usize).min(self.bins.len() - 1);
            self.bins[bin] += 1.0;
            return;
        }
        for (i, bin) in self.bins.iter_mut().enumerate() {
            let (from, to) = (i as f64 / count, (i + 1) as f64 / count);
            *bin += (high.min(to) - low.max(from)).max(0.0) / (high - low);
        }
    }

    /// Share of answers in each bin; all equal for honest forecasts.
    pub fn shares(&self) -> Vec<f64> {
        let sum: f64 = self.bins.iter().sum();
        self.bins.iter().map(|bin| bin / sum).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The quick form says the same as the definition.
        #[test]
        fn crps_is_its_definition(mut draws in proptest::collection::vec(-9.0f64..9.0, 1..30), answer in -9.0f64..9.0) {
            draws.sort_by(f64::total_cmp);
            let n = draws.len() as f64;
            let error: f64 = draws.iter().map(|x| (x - answer).abs()).sum::<f64>() / n;
            let pairs: f64 = draws.iter().flat_map(|x| draws.iter().map(move |y| (x - y).abs())).sum();
            prop_assert!((crps(&draws, answer) - (error - pairs / (2.0 * n * n))).abs() < 1e-9);
        }

        /// Every answer weighs one, tied or not.
        #[test]
        fn a_histogram_holds_every_answer_once(draws in proptest::collection::vec(0u8..5, 1..20), answers in proptest::collection::vec(0u8..5, 1..20)) {
            let mut sorted: Vec<f64> = draws.iter().map(|x| f64::from(*x)).collect();
            sorted.sort_by(f64::total_cmp);
            let mut pit = Pit::new(10);
            for answer in &answers {
                pit.add(&sorted, f64::from(*answer));
            }
            prop_assert!((pit.bins.iter().sum::<f64>() - answers.len() as f64).abs() < 1e-9);
        }
    }

    #[test]
    fn too_sure_a_forecast_shows_at_both_ends_and_in_its_coverage() {
        let wide: Vec<f64> = (0..100).map(f64::from).collect();
        let narrow: Vec<f64> = (0..100).map(|i| 45.0 + f64::from(i) / 10.0).collect();
        let (mut honest, mut sure) = (Pit::new(4), Pit::new(4));
        let mut hit = [0, 0];
        for answer in wide.iter().map(|x| x + 0.25) {
            honest.add(&wide, answer);
            sure.add(&narrow, answer);
            hit[0] += usize::from(covered(&wide, answer, 0.9));
            hit[1] += usize::from(covered(&narrow, answer, 0.9));
        }
        assert!(
            honest.shares().iter().all(|s| (s - 0.25).abs() < 0.02),
            "{honest:?}"
        );
        assert!(sure.shares()[0] > 0.4 && sure.shares()[3] > 0.4, "{sure:?}");
        assert!((88..=92).contains(&hit[0]) && hit[1] < 12, "{hit:?}");
    }
}
