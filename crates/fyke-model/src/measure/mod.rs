//! How right a number was: the few formulas that several crates measure
//! themselves by, so that one word means one formula in all of them.
//!
//! | file | what |
//! |---|---|
//! | [`random`] | a small seeded generator |
//! | [`bootstrap`] | 95 % intervals by resampling |
//! | [`ranking`] | average precision, AUC, precision and recall at a depth; ties shared |
//! | [`calibration`] | reliability bins, expected calibration error |
//! | [`isotonic`] | pooling adjacent violators, and the rising map of it |
//!
//! What belongs to one question alone (names, rankings, forecasts) stays with
//! the crate that asks it.

pub mod bootstrap;
pub mod calibration;
pub mod isotonic;
pub mod random;
pub mod ranking;

pub use bootstrap::{bootstrap_interval, middle};
pub use calibration::{ReliabilityBin, expected_calibration_error, reliability_bins};
pub use isotonic::{Isotonic, Pool, pool_adjacent_violators};
pub use random::Rng;
pub use ranking::{Tied, auc, average_precision, precision_at, precision_at_quarter, recall_at, tied};

/// A score and whether the item is of the kind sought: the pair is the same,
/// the lead is right, the event happened.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Scored {
    /// Larger is likelier. NaN counts as the lowest of all.
    pub score: f64,
    /// Is it of the kind sought.
    pub positive: bool,
}

/// The Brier score (1950) of one probability: `(p - y)²`.
///
/// ```
/// assert_eq!(fyke_model::measure::brier(0.75, true), 0.0625);
/// ```
pub fn brier(probability: f64, happened: bool) -> f64 {
    (probability - f64::from(u8::from(happened))).powi(2)
}
