//! The scores of probabilities: Brier, logarithm, calibration error.
//!
//! Both scores are proper: nobody gains by saying another number than the one
//! they believe (Gneiting and Raftery 2007). The logarithm punishes a sure
//! mistake without bound, so probabilities are clipped to [`CLIP`] and
//! 1 - [`CLIP`] first, and how many were clipped is told beside.

use crate::assessment::Probability;
use fyke_model::measure::{Scored, brier};

/// Nearest to 0 or 1 that the log score takes a probability for: a thousandth.
/// A sure mistake then costs 6.9 and not everything; nobody here can tell
/// 0.999 from 1.
pub const CLIP: f64 = 0.001;

/// A probability and what happened.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Answered {
    /// 0 to 1.
    pub p: f64,
    /// Whether it happened.
    pub happened: bool,
}

impl Answered {
    /// Of a probability, which is 0 to 1 by its type.
    pub fn new(p: Probability, happened: bool) -> Answered {
        Answered { p: p.get(), happened }
    }

    /// 1 if it happened, else 0.
    pub fn truth(&self) -> f64 {
        f64::from(u8::from(self.happened))
    }
}

/// Mean Brier score; 0 of nothing.
///
/// ```
/// use fyke_judge::score::{Answered, brier_score};
/// let said = |p, happened| Answered { p, happened };
/// // sklearn.metrics.brier_score_loss, the example in its documentation: 0.0375
/// let four = [said(0.1, false), said(0.9, true), said(0.8, true), said(0.3, false)];
/// assert!((brier_score(&four) - 0.0375).abs() < 1e-12);
/// ```
pub fn brier_score(answered: &[Answered]) -> f64 {
    mean(answered.iter().map(|a| brier(a.p, a.happened)))
}

/// Mean negative log-likelihood in natural units, and how many probabilities
/// were clipped to [`CLIP`].
pub fn log_score(answered: &[Answered]) -> (f64, usize) {
    let clipped = answered
        .iter()
        .filter(|a| !(CLIP..=1.0 - CLIP).contains(&a.p))
        .count();
    let score = mean(answered.iter().map(|a| {
        let p = a.p.clamp(CLIP, 1.0 - CLIP);
        -(if a.happened { p } else { 1.0 - p }).ln()
    }));
    (score, clipped)
}

/// Expected calibration error over ten bins of equal count (Naeini, Cooper and
/// Hauskrecht 2015, there with equal widths): the mean distance between what
/// was said and what came. It depends on the bins; [`super::corp`] does not.
pub fn calibration_error(answered: &[Answered]) -> f64 {
    let items: Vec<Scored> = answered
        .iter()
        .map(|a| Scored {
            score: a.p,
            positive: a.happened,
        })
        .collect();
    fyke_model::measure::expected_calibration_error(&items)
}

/// The mean; 0 of nothing.
pub(crate) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut n) = (0.0, 0.0);
    for value in values {
        sum += value;
        n += 1.0;
    }
    if n > 0.0 { sum / n } else { 0.0 }
}
