//! How good a ranking or a probability is: pure functions that every
//! `fyke eval` uses, so that one word means one formula throughout. What other
//! crates measure by as well stands in [`fyke_model::measure`].
//!
//! | file | what |
//! |---|---|
//! | [`fyke_model::measure`] | rankings with ties shared, bootstrap intervals, calibration error, isotonic fit, Brier score |
//! | [`skill`] | Brier skill |
//! | [`crps`](mod@crps) | CRPS, PIT histogram and coverage of predicted distributions |
//! | [`prior`] | the share of positives in a set that nobody has labelled |

pub mod crps;
pub mod prior;
pub mod skill;

pub use crps::{Pit, covered, crps};
pub use fyke_model::measure::{
    Rng, Scored, auc, average_precision, bootstrap_interval, brier, expected_calibration_error, precision_at,
    precision_at_quarter, recall_at,
};
pub use skill::brier_skill;
