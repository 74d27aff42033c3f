//! Pairs with a score and a label: precision, recall and F1 at a cut-off that
//! was fixed on other pairs. (Average precision needs none: it is
//! [`fyke_model::measure::average_precision`].)
//!
//! A cut-off chosen on the pairs that it is scored on flatters:
//! [`best_cutoff`] is for information and for tuning sets only.

use super::interval::counts_interval;
use fyke_model::measure::{Scored, tied};

/// Pairs by what was said and what is true.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Said the same, and is.
    pub true_positive: u64,
    /// Said the same, and is not.
    pub false_positive: u64,
    /// Is the same, and was missed.
    pub false_negative: u64,
    /// Neither said nor so.
    pub true_negative: u64,
}

impl Counts {
    /// All pairs.
    pub fn total(&self) -> u64 {
        self.true_positive + self.false_positive + self.false_negative + self.true_negative
    }

    /// Share of the pairs said the same that are. 1 where none was said:
    /// silence tells no lie.
    pub fn precision(&self) -> f64 {
        share(self.true_positive, self.true_positive + self.false_positive)
    }

    /// Share of the true pairs that were said. 1 where there is none.
    pub fn recall(&self) -> f64 {
        share(self.true_positive, self.true_positive + self.false_negative)
    }

    /// Harmonic mean of precision and recall (van Rijsbergen 1979); 1 where
    /// there was nothing to say and nothing was said.
    pub fn f1(&self) -> f64 {
        let twice = 2 * self.true_positive;
        share(twice, twice + self.false_positive + self.false_negative)
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// What `fyke eval names` reports at a cut-off.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct PairFigures {
    /// The cut-off: a score at or above it says the same.
    pub cutoff: f64,
    /// The four counts.
    pub counts: Counts,
    /// Precision.
    pub precision: f64,
    /// Recall.
    pub recall: f64,
    /// F1.
    pub f1: f64,
    /// Bootstrap 95 % interval of F1; NaN without pairs.
    pub f1_interval: (f64, f64),
}

/// The four counts at a cut-off.
pub fn counts_at(items: &[Scored], cutoff: f64) -> Counts {
    let mut counts = Counts::default();
    for item in items {
        let slot = match (item.score >= cutoff, item.positive) {
            (true, true) => &mut counts.true_positive,
            (true, false) => &mut counts.false_positive,
            (false, true) => &mut counts.false_negative,
            (false, false) => &mut counts.true_negative,
        };
        *slot += 1;
    }
    counts
}

/// Precision, recall and F1 at a cut-off, with the interval of F1.
///
/// ```
/// use fyke_resolve::measure::{Scored, figures_at};
/// let item = |score, positive| Scored { score, positive };
/// let items = [item(0.9, true), item(0.8, false), item(0.7, true), item(0.2, true)];
/// let figures = figures_at(&items, 0.5, 7);
/// assert_eq!((figures.precision, figures.recall), (2.0 / 3.0, 2.0 / 3.0));
/// ```
pub fn figures_at(items: &[Scored], cutoff: f64, seed: u64) -> PairFigures {
    let counts = counts_at(items, cutoff);
    PairFigures {
        cutoff,
        counts,
        precision: counts.precision(),
        recall: counts.recall(),
        f1: counts.f1(),
        f1_interval: counts_interval(&counts, Counts::f1, super::RESAMPLES, seed),
    }
}

/// The cut-off of the best F1 and that F1: for tuning sets, and for
/// information beside a figure at a fixed cut-off. Of equal ones the highest
/// cut-off. `None` without a positive.
pub fn best_cutoff(items: &[Scored]) -> Option<(f64, f64)> {
    let positives = items.iter().filter(|i| i.positive).count() as u64;
    let mut counts = Counts {
        false_negative: positives,
        ..Counts::default()
    };
    let mut best: Option<(f64, f64)> = None;
    for group in tied(items) {
        let positives_here = group.positives as u64;
        counts.true_positive += positives_here;
        counts.false_negative -= positives_here;
        counts.false_positive += (group.size - group.positives) as u64;
        let f1 = counts.f1();
        if positives > 0 && group.score > f64::NEG_INFINITY && best.is_none_or(|b| f1 > b.1) {
            best = Some((group.score, f1));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn items(pairs: &[(u8, bool)]) -> Vec<Scored> {
        pairs
            .iter()
            .map(|(score, positive)| Scored {
                score: f64::from(*score),
                positive: *positive,
            })
            .collect()
    }

    #[test]
    fn by_hand() {
        let world = items(&[(9, true), (8, false), (7, true), (6, false)]);
        assert_eq!(best_cutoff(&world), Some((7.0, 0.8)));
        let at = figures_at(&world, 8.0, 1);
        assert_eq!((at.precision, at.recall, at.f1), (0.5, 0.5, 0.5));
    }

    #[test]
    fn nothing_and_not_a_number_are_met() {
        assert_eq!(best_cutoff(&[]), None);
        assert!(figures_at(&[], 0.5, 1).f1_interval.0.is_nan());
        let world = [Scored {
            score: f64::NAN,
            positive: true,
        }];
        assert_eq!(counts_at(&world, f64::NEG_INFINITY).false_negative, 1);
        assert_eq!(best_cutoff(&world), None);
    }

    proptest! {
        #[test]
        fn the_best_cut_off_is_the_best_of_all(pairs in proptest::collection::vec((0u8..8, any::<bool>()), 1..40)) {
            let world = items(&pairs);
            let tried = (0..8).map(|c| counts_at(&world, f64::from(c)).f1()).fold(0.0, f64::max);
            match best_cutoff(&world) {
                Some((cutoff, f1)) => {
                    prop_assert!((f1 - tried).abs() < 1e-12);
                    prop_assert!((counts_at(&world, cutoff).f1() - f1).abs() < 1e-12);
                }
                None => prop_assert!(world.iter().all(|i| !i.positive)),
            }
        }
    }
}
