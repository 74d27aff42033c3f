//! How good a set of probabilities was, once the answers are in.
//!
//! A score of a few questions is luck with a decimal point, so there is no
//! value of type [`Scores`] on fewer than [`NEEDED`] resolved questions, and
//! only a [`Scores`] can be printed. What others would have scored on the same
//! questions (the base rate, the crowd) is part of it: a score alone says how
//! hard the questions were, not how good the person is.
//!
//! | file | what |
//! |---|---|
//! | [`proper`] | Brier and log score, calibration error |
//! | [`murphy`] | reliability - resolution + uncertainty, exact and binned |
//! | [`corp`] | the reliability diagram without bins, with bands |
//! | [`baseline`] | the same questions answered by base rate and crowd |
//! | [`gather`](mod@gather) | from opinions and outcomes to one line per question |
//! | [`show`] | a table and a diagram for a terminal |
//!
//! Sources: Brier (1950); Good (1952); Murphy (1973); Stephenson, Coelho and
//! Jolliffe (2008); Dimitriadis, Gneiting and Jordan (2021), PNAS 118(8).

pub mod baseline;
pub mod corp;
pub mod gather;
pub mod murphy;
pub mod proper;
pub mod show;

pub use baseline::{Baseline, Who, pooled};
pub use corp::{Corp, CorpStep};
pub use gather::{Counting, Opinion, Outcome, gather};
pub use murphy::{Binned, Murphy};
pub use proper::{Answered, CLIP, brier_score, calibration_error, log_score};

use crate::assessment::Probability;
use fyke_model::measure::Rng;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Resolved questions below which nothing is shown. At 30 the standard error of
/// a share is still up to nine points: half would show noise as skill, double
/// would keep a reviewer of one case without any answer for years.
pub const NEEDED: usize = 30;

/// Resamples behind each interval and band.
pub const RESAMPLES: usize = 1_000;

/// One resolved question with the last probability that was given.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Resolved {
    /// Id of the question.
    pub question: String,
    /// What was said.
    pub probability: Probability,
    /// Whether it happened. Void questions have no place here.
    pub happened: bool,
    /// What the reference class said when the question opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_rate: Option<Probability>,
    /// What the others said, pooled, without this person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crowd: Option<Probability>,
}

/// Too few questions are resolved for any score.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "{n} of the questions are resolved and a score needs {need}; answer more, or wait until more are resolved"
)]
pub struct TooFew {
    /// Resolved questions.
    pub n: usize,
    /// How many it takes.
    pub need: usize,
}

/// All scores of one set of questions. There is none under [`NEEDED`].
///
/// ```
/// use fyke_judge::score::{Scores, TooFew};
/// use fyke_model::measure::Rng;
/// assert_eq!(Scores::of(&[], &mut Rng::new(1)).unwrap_err(), TooFew { n: 0, need: 30 });
/// ```
/// Nobody can fill one in by hand:
/// ```compile_fail
/// let scores = fyke_judge::score::Scores { n: 3, ..todo!() };
/// ```
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Scores {
    n: usize,
    happened: usize,
    brier: f64,
    brier_interval: (f64, f64),
    log: f64,
    clipped: usize,
    ece: f64,
    murphy: Murphy,
    binned: Binned,
    corp: Corp,
    baselines: Vec<Baseline>,
}

impl Scores {
    /// The scores. Of several answers to one question the last counts.
    ///
    /// # Errors
    /// Fewer than [`NEEDED`] questions.
    pub fn of(resolved: &[Resolved], rng: &mut Rng) -> Result<Scores, TooFew> {
        let last: BTreeMap<&str, &Resolved> = resolved.iter().map(|r| (r.question.as_str(), r)).collect();
        let resolved: Vec<&Resolved> = last.into_values().collect();
        if resolved.len() < NEEDED {
            return Err(TooFew {
                n: resolved.len(),
                need: NEEDED,
            });
        }
        let answered: Vec<Answered> = resolved
            .iter()
            .map(|r| Answered::new(r.probability, r.happened))
            .collect();
        let (log, clipped) = log_score(&answered);
        Ok(Scores {
            n: answered.len(),
            happened: answered.iter().filter(|a| a.happened).count(),
            brier: brier_score(&answered),
            brier_interval: fyke_model::measure::bootstrap_interval(
                &answered,
                brier_score,
                RESAMPLES,
                rng.next_u64(),
            ),
            log,
            clipped,
            ece: calibration_error(&answered),
            murphy: Murphy::of(&answered),
            binned: Binned::of(&answered, murphy::BINS),
            corp: Corp::of(&answered, rng),
            baselines: baseline::all(&resolved, rng),
        })
    }

    /// Questions.
    pub fn n(&self) -> usize {
        self.n
    }
    /// Of them, how many happened.
    pub fn happened(&self) -> usize {
        self.happened
    }
    /// Brier score: mean squared error, 0 is perfect, 0.25 is always a half.
    pub fn brier(&self) -> f64 {
        self.brier
    }
    /// Bootstrap 95 % interval of the Brier score.
    pub fn brier_interval(&self) -> (f64, f64) {
        self.brier_interval
    }
    /// Mean log score in natural units, clipped at [`CLIP`]: 0 is perfect, 0.693 always a half.
    pub fn log(&self) -> f64 {
        self.log
    }
    /// How many probabilities had to be clipped for it.
    pub fn clipped(&self) -> usize {
        self.clipped
    }
    /// Expected calibration error, ten bins of equal count.
    pub fn ece(&self) -> f64 {
        self.ece
    }
    /// Murphy's parts, exact.
    pub fn murphy(&self) -> &Murphy {
        &self.murphy
    }
    /// Murphy's parts in bins, with what the bins hide.
    pub fn binned(&self) -> &Binned {
        &self.binned
    }
    /// The reliability diagram.
    pub fn corp(&self) -> &Corp {
        &self.corp
    }
    /// Base rate and crowd, on the questions they answered.
    pub fn baselines(&self) -> &[Baseline] {
        &self.baselines
    }
}

#[cfg(test)]
mod tests;
