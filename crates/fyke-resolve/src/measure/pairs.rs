//! Pairs with a score and a label: precision, recall and F1 at a cut-off that
//! was fixed on other pairs, and average precision, which needs none.
//!
//! A cut-off chosen on the pairs that it is scored on flatters:
//! [`best_cutoff`] is for information and for tuning sets only.

use super::interval::counts_interval;

/// A score and whether the pair is the same.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Scored {
    /// Larger is likelier the same. NaN counts as the lowest of all.
    pub score: f64,
    /// Is it the same.
    pub positive: bool,
}

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
    for group in groups(items) {
        counts.true_positive += group.positives;
        counts.false_negative -= group.positives;
        counts.false_positive += group.size - group.positives;
        let f1 = counts.f1();
        if positives > 0 && group.score > f64::NEG_INFINITY && best.is_none_or(|b| f1 > b.1) {
            best = Some((group.score, f1));
        }
    }
    best
}

/// Average precision: the mean, over the positives, of the precision at the
/// depth of each. Ties are shared: every order of a group of equal scores is
/// equally likely (positives spread evenly through it; McSherry and Najork
/// 2008). 0 where there is no positive.
pub fn average_precision(items: &[Scored]) -> f64 {
    let total = items.iter().filter(|i| i.positive).count() as f64;
    if total == 0.0 {
        return 0.0;
    }
    let (mut seen, mut found, mut sum) = (0.0, 0.0, 0.0);
    for group in groups(items) {
        let (size, positives) = (group.size as f64, group.positives as f64);
        let step = if group.size > 1 {
            (positives - 1.0).max(0.0) / (size - 1.0)
        } else {
            0.0
        };
        let places = if group.positives == 0 { 0 } else { group.size };
        for place in 1..=places {
            let place = place as f64;
            sum += positives / size * (found + 1.0 + (place - 1.0) * step) / (seen + place);
        }
        seen += size;
        found += positives;
    }
    sum / total
}

/// Items of one score.
struct Group {
    score: f64,
    size: u64,
    positives: u64,
}

/// Groups of equal score from the top.
fn groups(items: &[Scored]) -> Vec<Group> {
    let key = |s: f64| if s.is_nan() { f64::NEG_INFINITY } else { s };
    let mut sorted: Vec<(f64, bool)> = items.iter().map(|i| (key(i.score), i.positive)).collect();
    sorted.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let mut groups: Vec<Group> = Vec::new();
    for (score, positive) in sorted {
        match groups.last_mut() {
            Some(group) if group.score == score => {
                group.size += 1;
                group.positives += u64::from(positive);
            }
            _ => groups.push(Group {
                score,
                size: 1,
                positives: u64::from(positive),
            }),
        }
    }
    groups
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
        assert!((average_precision(&world) - 5.0 / 6.0).abs() < 1e-12);
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

        #[test]
        fn average_precision_lies_between_0_and_1(pairs in proptest::collection::vec((0u8..6, any::<bool>()), 0..60)) {
            prop_assert!((-1e-9..=1.0 + 1e-9).contains(&average_precision(&items(&pairs))));
        }
    }
}
