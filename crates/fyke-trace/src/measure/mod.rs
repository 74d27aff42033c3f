//! How good a ranking or a probability is: pure functions that every
//! `fyke eval` uses, so that one word means one formula throughout.
//!
//! | file | what |
//! |---|---|
//! | [`ranking`] | average precision, AUC, precision and recall at a depth; ties shared |
//! | [`interval`] | bootstrap 95 % intervals, seeded |
//! | [`calibration`] | expected calibration error, Brier skill, isotonic fit |
//! | [`crps`](mod@crps) | Brier score, CRPS, PIT histogram and coverage of predicted distributions |
//! | [`prior`] | the share of positives in a set that nobody has labelled |

pub mod calibration;
pub mod crps;
pub mod interval;
pub mod prior;
pub mod ranking;

pub use calibration::{Isotonic, brier_skill, expected_calibration_error};
pub use crps::{Pit, brier, covered, crps};
pub use interval::{Rng, bootstrap_interval};
pub use ranking::{Scored, auc, average_precision, precision_at, recall_at};
