//! What lies below the cut: recall, estimated from a chance sample of what the
//! machine put too low to be looked at.
//!
//! Of `pool` leads below the cut `n` were drawn by chance and `k` of these
//! confirmed (elusion `k / n`; Roitblat 2007). The pool then holds about
//! `pool k / n`; above the cut `confirmed` were. Recall is
//! `confirmed / (confirmed + missed)`, its interval that of the missed, by the
//! hypergeometric test turned round, which knows that the pool is finite and the
//! sample drawn without replacement. Pools above [`EXACT`] take Clopper and
//! Pearson's, from which it differs there by less than the width of the line.
//!
//! What is confirmed is taken for true here: a reviewer who misses as much in
//! the sample as above the cut leaves recall as it is, one who looks less
//! closely at the sample flatters it.

use super::count::{Estimate, clopper_pearson, hypergeometric};
use serde::Serialize;

/// Largest pool whose interval is computed exactly.
pub const EXACT: u64 = 1_000_000;

/// A chance sample from below the cut.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Elusion {
    /// Leads above the cut that were confirmed.
    pub confirmed: u64,
    /// Leads below the cut.
    pub pool: u64,
    /// Of them drawn and judged.
    pub sample: u64,
    /// Of these confirmed.
    pub found: u64,
}

/// What the sample says.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Recall {
    /// Share confirmed below the cut.
    pub elusion: Estimate,
    /// How many the pool holds.
    pub missed: Estimate,
    /// Share of all that stood above the cut; `value` is NaN where nothing was confirmed anywhere.
    pub recall: Estimate,
}

impl Elusion {
    /// Recall with its interval. `None` without a sample, or where the numbers
    /// cannot be (more drawn than there are, more found than drawn).
    ///
    /// ```
    /// use fyke_judge::reviewer::Elusion;
    /// // 40 confirmed above the cut; of 50 below it 20 drawn, 2 of them confirmed
    /// let recall = Elusion { confirmed: 40, pool: 50, sample: 20, found: 2 }.recall().unwrap().recall;
    /// assert_eq!(format!("{:.3} {:.3} {:.3}", recall.low, recall.value, recall.high), "0.755 0.889 0.952");
    /// ```
    pub fn recall(&self) -> Option<Recall> {
        let exact = hypergeometric(self.found, self.sample, self.pool)?;
        let pool = self.pool as f64;
        let missed = match clopper_pearson(self.found, self.sample) {
            Some(share) if self.pool > EXACT => Estimate {
                value: share.value * pool,
                low: share.low * pool,
                high: share.high * pool,
            },
            _ => exact,
        };
        let recall = |missed: f64| {
            let all = self.confirmed as f64 + missed;
            if all > 0.0 {
                self.confirmed as f64 / all
            } else {
                f64::NAN
            }
        };
        Some(Recall {
            elusion: Estimate {
                value: missed.value / pool,
                low: missed.low / pool,
                high: missed.high / pool,
            },
            missed,
            recall: Estimate {
                value: recall(missed.value),
                low: recall(missed.high),
                high: recall(missed.low),
            },
        })
    }
}
