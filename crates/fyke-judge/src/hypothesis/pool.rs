//! Several people's probabilities for one thing, as one.
//!
//! The mean in log-odds (the geometric mean of odds), after one recalibration for
//! all that is linear in log-odds:
//!
//! ```text
//! logit(pool) = a * mean(logit(p_i)) + b
//! ```
//!
//! With a = 1, b = 0 nothing is recalibrated. The form is that of Turner,
//! Steyvers, Merkle, Budescu and Wallsten (Machine Learning 95, 2014), who write it
//! d p^a / (d p^a + (1 - p)^a) with d = e^b and found recalibrating, then averaging
//! in log-odds, the best of their simple models (Brier score 26.7 % under the plain
//! mean's); with one recalibration for everybody the two steps can be taken in
//! either order. Where a and b come from: [`super::fit`].
//!
//! An answer of 0 or 1 is an infinite log-odds and would silence everybody else, so
//! answers are clipped, and the pool says how many were.

use super::HypothesisError;
use crate::assessment::Probability;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    constant: Vec<Constant>,
}

#[derive(Deserialize)]
struct Constant {
    id: String,
    value: f64,
}

static SHIPPED: LazyLock<BTreeMap<String, f64>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../../../data/scales/pool.toml"))
        .expect("a test reads the shipped constants of pooling");
    file.constant.into_iter().map(|one| (one.id, one.value)).collect()
});

/// A constant of `data/scales/pool.toml`; a test finds each that is asked for.
pub(super) fn constant(id: &str) -> f64 {
    SHIPPED.get(id).copied().unwrap_or(f64::NAN)
}

/// How answers are stretched (`a`) and shifted (`b`) in log-odds.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Recalibration {
    /// Slope: above 1 makes the pool more extreme.
    pub a: f64,
    /// Shift.
    pub b: f64,
}

impl Recalibration {
    /// None.
    pub const NONE: Recalibration = Recalibration { a: 1.0, b: 0.0 };

    /// A log-odds, recalibrated.
    pub(super) fn of(self, logit: f64) -> f64 {
        self.a * logit + self.b
    }
}

/// One probability out of several.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Pooled {
    /// It.
    pub probability: Probability,
    /// How many answers went in.
    pub answers: usize,
    /// How many of them were so near 0 or 1 that they were taken as farther in.
    pub clipped: usize,
    /// What was done to them.
    pub recalibration: Recalibration,
}

/// Pools answers.
///
/// ```
/// use fyke_judge::assessment::Probability;
/// use fyke_judge::hypothesis::{Recalibration, pool};
/// let answers = [0.2, 0.8].map(|p| Probability::new(p).unwrap());
/// let pooled = pool(&answers, Recalibration::NONE).unwrap();
/// assert!((pooled.probability.get() - 0.5).abs() < 1e-12);
/// ```
///
/// # Errors
/// No answers; a recalibration that is no number counts as none.
pub fn pool(answers: &[Probability], recalibration: Recalibration) -> Result<Pooled, HypothesisError> {
    let mean = mean_logit(answers).ok_or(HypothesisError::NoAnswers)?;
    let sound = recalibration.a.is_finite() && recalibration.b.is_finite();
    let recalibration = if sound { recalibration } else { Recalibration::NONE };
    let p = expit(recalibration.of(mean));
    let clip = constant("clip");
    Ok(Pooled {
        probability: Probability::new(p.clamp(0.0, 1.0)).map_err(|_| HypothesisError::NoAnswers)?,
        answers: answers.len(),
        clipped: answers
            .iter()
            .filter(|p| !(clip..=1.0 - clip).contains(&p.get()))
            .count(),
        recalibration,
    })
}

/// The mean log-odds of answers, each clipped; the sum is taken in order of size,
/// so that the order of people does not matter.
pub(super) fn mean_logit(answers: &[Probability]) -> Option<f64> {
    let clip = constant("clip");
    let mut logits: Vec<f64> = answers
        .iter()
        .map(|p| logit(p.get().clamp(clip, 1.0 - clip)))
        .collect();
    logits.sort_by(f64::total_cmp);
    let n = logits.len();
    (n > 0).then(|| logits.iter().sum::<f64>() / n as f64)
}

pub(super) fn logit(p: f64) -> f64 {
    (p / (1.0 - p)).ln()
}

pub(super) fn expit(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn people(numbers: &[f64]) -> Vec<Probability> {
        numbers.iter().map(|p| Probability::new(*p).unwrap()).collect()
    }

    fn pooled(numbers: &[f64]) -> f64 {
        let pooled = pool(&people(numbers), Recalibration::NONE).unwrap();
        pooled.probability.get()
    }

    /// Figures of J. Sevilla, "When pooling forecasts, use the geometric mean of
    /// odds" (2021), over forecasts collected by L. Rodriguez: 1:70, 1:44, 1:255
    /// and 1:249 pool to 1:118, 0.84 %; their plain mean is 1.10 %.
    #[test]
    fn published_pool() {
        let odds = [70.0, 44.0, 255.0, 249.0];
        let p = pooled(&odds.map(|against| 1.0 / (1.0 + against)));
        assert_eq!(format!("{:.0}", (1.0 - p) / p), "118");
        assert_eq!(format!("{:.2}", 100.0 * p), "0.84");
        // and from the printed, rounded percentages
        let p = pooled(&[0.0140, 0.0221, 0.0039, 0.0040]);
        assert_eq!(format!("{:.2}", 100.0 * p), "0.84");
    }

    #[test]
    fn constants_are_all_there() {
        for id in ["clip", "spread", "folds", "least"] {
            assert!(constant(id).is_finite(), "{id}");
        }
    }

    #[test]
    fn a_certain_answer_is_clipped_and_counted() {
        let one = pool(&people(&[1.0, 0.5, 0.0, 0.9995, 0.999]), Recalibration::NONE).unwrap();
        assert_eq!((one.clipped, one.answers), (3, 5));
        assert!(one.probability.get() < 0.999);
        assert!(pool(&[], Recalibration::NONE).is_err());
        let mad = Recalibration { a: f64::NAN, b: 0.0 };
        assert_eq!(
            pool(&people(&[0.3]), mad).unwrap().recalibration,
            Recalibration::NONE
        );
    }

    proptest! {
        #[test]
        fn equal_answers_are_their_own_pool(p in 0.001..=0.999f64, n in 1usize..9) {
            prop_assert!((pooled(&vec![p; n]) - p).abs() < 1e-12);
        }

        #[test]
        fn the_pool_lies_among_the_answers_and_their_order_does_not_matter(mut p in prop::collection::vec(0.001..=0.999f64, 1..9), by in 0usize..8) {
            let one = pooled(&p);
            let (low, high) = p.iter().fold((1.0f64, 0.0f64), |(l, h), x| (l.min(*x), h.max(*x)));
            prop_assert!(low - 1e-12 <= one && one <= high + 1e-12);
            let n = p.len();
            p.rotate_left(by % n);
            p.reverse();
            prop_assert_eq!(pooled(&p), one);
            // who thinks of it as not happening gets the rest
            let not: Vec<f64> = p.iter().map(|x| 1.0 - x).collect();
            prop_assert!((pooled(&not) - (1.0 - one)).abs() < 1e-9);
        }

        /// The form in which Turner et al. write it: d p^a / (d p^a + (1-p)^a).
        #[test]
        fn the_recalibration_is_that_of_the_paper(p in 0.001..=0.999f64, a in 0.1..3.0f64, d in 0.1..10.0f64) {
            let r = Recalibration { a, b: d.ln() };
            let ours = pool(&people(&[p]), r).unwrap().probability.get();
            let theirs = d * p.powf(a) / (d * p.powf(a) + (1.0 - p).powf(a));
            prop_assert!((ours - theirs).abs() < 1e-9);
        }
    }
}
