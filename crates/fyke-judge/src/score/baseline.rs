//! The same questions, answered by those who know nothing special: the
//! reference class, and everyone else together.
//!
//! Compared on the questions that both answered. The interval is a bootstrap
//! over questions of the difference, so that easy and hard questions count for
//! both sides alike.

use super::proper::Answered;
use super::{RESAMPLES, Resolved};
use crate::assessment::Probability;
use fyke_model::measure::{Rng, bootstrap_interval, brier};
use serde::Serialize;

/// Who else answered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The reference class of each question.
    BaseRate,
    /// The other people, pooled.
    Crowd,
    /// One half, always: what knowing nothing at all scores.
    Half,
}

impl Who {
    /// In words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Who::BaseRate => "base rate",
            Who::Crowd => "crowd",
            Who::Half => "always 0.5",
        }
    }
}

/// A baseline beside the person, on the same questions.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Baseline {
    /// Who.
    pub who: Who,
    /// Questions that both answered; 0 where nobody else did.
    pub n: usize,
    /// Their Brier score.
    pub theirs: f64,
    /// The person's, on these questions.
    pub yours: f64,
    /// Bootstrap 95 % interval of yours less theirs: below 0, you were better.
    pub difference: (f64, f64),
}

/// All baselines; one without questions stays, so that its absence is seen.
pub(super) fn all(resolved: &[&Resolved], rng: &mut Rng) -> Vec<Baseline> {
    let half = Probability::new(0.5).ok();
    [Who::BaseRate, Who::Crowd, Who::Half]
        .into_iter()
        .map(|who| {
            let pairs: Vec<(f64, f64)> = resolved
                .iter()
                .filter_map(|r| {
                    let other = match who {
                        Who::BaseRate => r.base_rate,
                        Who::Crowd => r.crowd,
                        Who::Half => half,
                    }?;
                    let yours = Answered::new(r.probability, r.happened);
                    Some((brier(yours.p, r.happened), brier(other.get(), r.happened)))
                })
                .collect();
            let mean = |of: fn(&(f64, f64)) -> f64| super::proper::mean(pairs.iter().map(of));
            Baseline {
                who,
                n: pairs.len(),
                theirs: mean(|p| p.1),
                yours: mean(|p| p.0),
                difference: bootstrap_interval(
                    &pairs,
                    |pairs| super::proper::mean(pairs.iter().map(|p| p.0 - p.1)),
                    RESAMPLES,
                    rng.next_u64(),
                ),
            }
        })
        .collect()
}

/// Several people's probabilities as one: the mean in log-odds, each kept
/// within a thousandth of the ends, without recalibration. `None` of nobody.
/// ([`crate::hypothesis`] pools with recalibration; a baseline must not learn.)
///
/// ```
/// use fyke_judge::{assessment::Probability, score::pooled};
/// let p = |p| Probability::new(p).unwrap();
/// assert_eq!(pooled(&[]), None);
/// assert!((pooled(&[p(0.2), p(0.8)]).unwrap().get() - 0.5).abs() < 1e-12);
/// ```
pub fn pooled(people: &[Probability]) -> Option<Probability> {
    if people.is_empty() {
        return None;
    }
    let log_odds = super::proper::mean(people.iter().map(|p| {
        let p = p.get().clamp(super::CLIP, 1.0 - super::CLIP);
        (p / (1.0 - p)).ln()
    }));
    Probability::new(1.0 / (1.0 + (-log_odds).exp())).ok()
}
