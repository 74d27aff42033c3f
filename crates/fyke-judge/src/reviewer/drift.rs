//! Whether the threshold moves: c of the blind judgements in parts of equal
//! count, in the order of time.
//!
//! A person who tires, or who has learned that the machine will catch it, says
//! yes on less evidence at the same d' (Benk and Miller 2026 saw it under a
//! recommending screen, in experts too). So c is watched apart from skill. The
//! alarm rings where the last part's c is further from the first part's than
//! 1.96 standard errors of their difference.

use super::count::{Estimate, Z};
use super::signal::{Cells, Signal};
use super::{Done, says_yes};
use fyke_model::date::Day;
use serde::Serialize;

/// c over time.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Drift {
    /// Parts in the order of time; those without both kinds are left out.
    pub parts: Vec<Part>,
    /// c of the last less c of the first, with interval.
    pub change: Estimate,
    /// Whether the interval leaves out 0.
    pub alarm: bool,
}

/// A stretch of time.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Part {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// d' and c of it.
    pub signal: Signal,
}

/// c over `parts` stretches of equal count. `None` unless two of them hold
/// guilty and innocent ones.
pub fn drift(done: &[Done], parts: usize) -> Option<Drift> {
    let mut sorted: Vec<&Done> = done.iter().collect();
    sorted.sort_by(|a, b| (a.on, &a.lead).cmp(&(b.on, &b.lead)));
    let n = sorted.len();
    let parts: Vec<Part> = (0..parts)
        .filter_map(|i| {
            let part = sorted.get(i * n / parts..(i + 1) * n / parts)?;
            let cells = Cells::count(part.iter().map(|d| (says_yes(d.blind), d.truth)));
            Some(Part {
                from: part.first()?.on,
                to: part.last()?.on,
                signal: Signal::of(&cells)?,
            })
        })
        .collect();
    let [first, .., last] = parts.as_slice() else {
        return None;
    };
    let (first, last) = (first.signal.criterion, last.signal.criterion);
    let error = |e: Estimate| (e.high - e.low) / (2.0 * Z);
    let value = last.value - first.value;
    let half = Z * (error(first).powi(2) + error(last).powi(2)).sqrt();
    Some(Drift {
        change: Estimate {
            value,
            low: value - half,
            high: value + half,
        },
        alarm: value.abs() > half,
        parts,
    })
}
