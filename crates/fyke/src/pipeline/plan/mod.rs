//! What the bulk steps will cost, said before they run.
//!
//! Rows, row groups and bytes of columns are known from the footers of the tables
//! ([`stats`]). What only the work can tell (how many records the statements make, how
//! many pairs share rare keys) is a factor ([`measured`]), corrected by what the last
//! run on a cluster found in this case ([`last`]). From these follows what each step
//! takes ([`costs`]). No row is read.

mod costs;
mod last;
mod measured;
mod stats;

pub use costs::records;
pub use last::{Last, last, remember};
pub use stats::Stats;

use super::Watch;
use super::elsewhere::Ran;
use super::load;
use crate::kernels::compare::{CANDIDATES, CHOICES, RECORDS, SCORES};
use crate::kernels::families::FAMILIES;
use crate::kernels::lanes::WINDOWS;
use crate::kernels::rows::ROWS;
use crate::kernels::take_in::TAKE_IN;
use crate::screen::Outcome;
use fyke_model::reference::Reference;
use fyke_store::questions::RowHandles;
use fyke_store::{Case, trade};
use serde::Serialize;

/// What a worker may hold before a step counts as broken: 2 GiB.
pub const WORKER_BYTES_MAX: u64 = 2 << 30;

/// A step breaks its promise of growing as the rows do where it grows by more than
/// this much faster.
const LINEAR_UP_TO: f64 = 1.05;

/// What a step takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Cost {
    /// Jobs.
    pub jobs: u64,
    /// Rows, pairs or records that they look at, as [`Ran`] counts them.
    pub rows_in: u64,
    /// Bytes that they read from the depot, as each of them counts them.
    pub bytes_in: u64,
    /// Bytes of their answers.
    pub bytes_out: u64,
    /// Bytes that a worker of one slot holds at its peak.
    pub memory: u64,
    /// Thousandths of a second of all kernels together, where a run measured it.
    pub wall_ms: Option<u64>,
}

impl Cost {
    /// Bytes read and answered.
    pub fn moved(&self) -> u64 {
        self.bytes_in.saturating_add(self.bytes_out)
    }
}

/// A step before it runs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Planned {
    /// The step.
    pub step: &'static str,
    /// With the rows of today.
    pub now: Cost,
    /// With ten times as many.
    pub at_10: Cost,
    /// With a hundred times as many.
    pub at_100: Cost,
    /// What the last run found.
    pub happened: Option<Ran>,
}

/// Which step gives way first, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Breaks {
    /// The step.
    pub step: &'static str,
    /// How many times the rows of today.
    pub at: u64,
    /// In words.
    pub why: String,
}

/// The steps of `resolve` and `trace` on a cluster, in the order in which they run;
/// before them taking in files of so many bytes, where any are meant.
pub fn planned(stats: Stats, files: &[u64], last: &Last) -> Vec<Planned> {
    let step = |step, cost: &dyn Fn(usize) -> Cost| Planned {
        step,
        now: cost(1),
        at_10: cost(10),
        at_100: cost(100),
        happened: last.get(step).map(|happened| happened.ran.clone()),
    };
    let mut steps = Vec::new();
    if !files.is_empty() {
        // so many times as many files
        steps.push(step(TAKE_IN, &|factor| {
            costs::of_files(&files.repeat(factor), last)
        }));
    }
    for (name, formula) in costs::STEPS {
        steps.push(step(name, &|factor| {
            costs::of(name, formula, stats.times(factor as u64), last)
        }));
    }
    steps
}

/// The step that first asks too much of a worker; where none does, the one that grows
/// most beyond the rows.
pub fn breaks(steps: &[Planned]) -> Option<Breaks> {
    type At = fn(&Planned) -> Cost;
    let scales: [(u64, At); 3] = [(1, |s| s.now), (10, |s| s.at_10), (100, |s| s.at_100)];
    for (at, cost) in scales {
        let fullest = steps.iter().max_by_key(|step| cost(step).memory)?;
        let memory = cost(fullest).memory;
        if memory > WORKER_BYTES_MAX {
            return Some(Breaks {
                step: fullest.step,
                at,
                why: format!(
                    "a worker would hold {} where {} is the bound: {}",
                    crate::screen::bytes(memory),
                    crate::screen::bytes(WORKER_BYTES_MAX),
                    why(fullest.step)
                ),
            });
        }
    }
    let growth = |step: &Planned| step.at_100.moved() as f64 / (step.now.moved() as f64).max(1.0) / 100.0;
    let fastest = steps.iter().max_by(|a, b| growth(a).total_cmp(&growth(b)))?;
    (growth(fastest) > LINEAR_UP_TO).then(|| Breaks {
        step: fastest.step,
        at: 100,
        why: format!(
            "it moves {:.1} times what it would if it grew as the rows do: the more records, the more of them share a key",
            growth(fastest)
        ),
    })
}

/// Of the files with consignments how many the last trace kept, and how many there are;
/// for each regime.
pub fn kept_files(case: &Case) -> Outcome<Vec<(String, usize, usize)>> {
    let reference = Reference::shipped();
    let files = trade::files(case, &RowHandles::new(case, None)?)?;
    Watch::of_case(case, &reference)?
        .iter()
        .map(|watch| {
            let kept = load::kept_files(case, &files, &reference, watch)?;
            Ok((watch.regime.id.clone(), kept, files.len()))
        })
        .collect()
}

/// What grows in a step, in words.
fn why(step: &str) -> &'static str {
    match step {
        RECORDS => "every worker holds the counts over all records",
        CANDIDATES => "a worker holds the outlines of all records, and what a share of the keys finds",
        CHOICES => "a block holds all candidates of its records",
        SCORES => "a job holds two blocks of records",
        WINDOWS => "every worker holds the panel of all lanes",
        FAMILIES => "a job holds the rows of its families",
        ROWS => "one job holds the index of all its rows",
        _ => "one job holds a file",
    }
}

fn whole(number: f64) -> u64 {
    number.round() as u64
}

#[cfg(test)]
mod tests;
