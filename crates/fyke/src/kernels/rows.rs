//! The rows of a trace, read into an index: a job for some row groups of a part.
//!
//! A slice of the rows gives a slice of the index, in the layout in which an index
//! is kept between traces. Slices are merged in the order of their rows, so
//! spellings get the numbers that reading everything at once would give them.

use super::request;
use crate::pipeline::Watch;
use crate::pipeline::elsewhere::Elsewhere;
use crate::pipeline::load::{Read, Reading, WatchedGoods};
use crate::screen::{Failure, Outcome};
use bytes::Bytes;
use fyke_model::date::Day;
use fyke_model::hs::HsCode;
use fyke_model::reference::Reference;
use fyke_store::depot::{Blob, Depot};
use fyke_store::error::{Fault, Result};
use fyke_store::trade::{self, Facts, TradeFile};
use fyke_store::work::{Made, Step};
use fyke_store::{Case, StoreError};
use fyke_trace::party::EventIndex;
use fyke_trace::party::index::kept::Kept;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Name of the kernel.
pub const ROWS: &str = "rows";

/// Rows that one job reads: some seconds of work, some tens of megabytes of answer.
pub const ROWS_OF_A_JOB: u64 = 1_000_000;

/// The question, for some row groups.
#[derive(Serialize, Deserialize)]
pub struct Groups {
    regime: String,
    profiles: Vec<String>,
    part: Blob,
    groups: Range<usize>,
    base: u32,
    codes: Vec<HsCode>,
    first_day: Option<Day>,
}

/// Answers the question.
pub fn index(asked: &Groups, depot: &Depot) -> Result<Made> {
    let failed = |failure: Failure| StoreError::new(Fault::Request, failure.broke(), failure.repair());
    let reference = Reference::shipped();
    let watch = Watch::new(&reference, &asked.regime, &asked.profiles).map_err(failed)?;
    let goods = WatchedGoods::new(&reference, &watch);
    let facts = Facts {
        codes: asked.codes.iter().copied().collect(),
        first_day: asked.first_day,
        ..Facts::default()
    };
    let mut read = Read::default();
    let mut reading = Reading::new(&reference, &watch, &goods, &facts, &mut read).map_err(failed)?;
    let slots = reading.slots().clone();
    let (rows_in, bytes_in) = trade::each_of_groups(
        depot,
        &asked.part,
        asked.groups.clone(),
        asked.base,
        &mut |code| slots.contains_key(&code),
        &mut |row| reading.take(&row),
    )?;
    let index = reading.sorted();
    let kept = Kept {
        index,
        names: read.names,
        rows_of: read.rows_of,
        note: String::new(),
    };
    let mut bytes = Vec::new();
    kept.write(&mut bytes).map_err(|e| {
        StoreError::new(
            Fault::Bug,
            format!("an index cannot be written: {e}"),
            "please report it",
        )
    })?;
    Ok(Made {
        bytes,
        rows_in,
        bytes_in,
        ..Made::default()
    })
}

/// Reads files by the workers: what reading them here gives.
pub fn elsewhere(
    case: &Case,
    files: &[TradeFile],
    facts: &Facts,
    (watch, goods): (&Watch, &WatchedGoods<'_>),
    read: &mut Read,
    workers: &Elsewhere,
) -> Outcome<Option<EventIndex>> {
    let ask = |base, part, groups| {
        request(&Groups {
            regime: watch.regime.id.clone(),
            profiles: watch.profiles.iter().map(|p| p.id.clone()).collect(),
            part,
            groups,
            base,
            codes: facts.codes.iter().copied().collect(),
            first_day: facts.first_day,
        })
    };
    let mut merging = Merging::default();
    for bytes in run_over(case, files, workers, "rows", ROWS, &ask)? {
        let bytes = bytes?;
        let mut input: &[u8] = &bytes;
        let kept = Kept::read(&mut input, bytes.len() as u64, &|code| goods.of(code)).map_err(|e| {
            Failure::new(
                format!("a worker's index cannot be used: {e}"),
                "run the command again",
            )
        })?;
        let number = |at: u32| {
            let rows = kept.rows_of.get(at as usize).copied().unwrap_or(0);
            read.number(kept.names.text(at), kept.names.country(at), rows)
        };
        let numbers: Vec<u32> = (0..kept.names.len() as u32).map(number).collect();
        let mut index = kept.index;
        index.renumber(&numbers);
        merging.push(index)?;
    }
    merging.finish()
}

/// Runs a step over all rows of some files, a job for some row groups; `ask` makes
/// its request of a file's base, a part and the groups.
pub fn run_over(
    case: &Case,
    files: &[TradeFile],
    workers: &Elsewhere,
    name: &'static str,
    kernel: &str,
    ask: &dyn Fn(u32, Blob, Range<usize>) -> Result<String>,
) -> Outcome<impl Iterator<Item = Outcome<Bytes>>> {
    let tables = case.folder("tables")?;
    let (mut requests, mut rows) = (Vec::new(), 0);
    for file in files {
        for part in &file.parts {
            let groups = trade::group_rows(case, part)?;
            rows += groups.iter().sum::<u64>();
            let blob = workers.depot().keep_file(&tables.join(part))?;
            for slice in slices(&groups) {
                requests.push(ask(file.base, blob, slice)?);
            }
        }
    }
    let step = Step::new(name, kernel, requests).with_rows_in(rows);
    let answers = match step.jobs().is_empty() {
        true => None,
        false => Some(workers.run(&step)?),
    };
    Ok(answers.into_iter().flatten())
}

/// Row groups in a row with about [`ROWS_OF_A_JOB`] rows.
pub fn slices(groups: &[u64]) -> Vec<Range<usize>> {
    let mut slices = Vec::new();
    let (mut start, mut rows) = (0, 0);
    for (at, group) in groups.iter().enumerate() {
        rows += group;
        if rows >= ROWS_OF_A_JOB || at + 1 == groups.len() {
            slices.push(start..at + 1);
            (start, rows) = (at + 1, 0);
        }
    }
    slices
}

/// Slices merged two by two, the small first, so that a row is moved as often as
/// the number of slices can be halved.
#[derive(Default)]
struct Merging {
    /// Each with how many slices it holds; falling.
    heap: Vec<(u32, EventIndex)>,
}

impl Merging {
    fn push(&mut self, index: EventIndex) -> Outcome {
        let mut top = (1, index);
        while let Some(below) = self.heap.pop_if(|below| below.0 <= top.0) {
            top = joined(below, top)?;
        }
        self.heap.push(top);
        Ok(())
    }

    fn finish(mut self) -> Outcome<Option<EventIndex>> {
        let Some(mut top) = self.heap.pop() else {
            return Ok(None);
        };
        while let Some(below) = self.heap.pop() {
            top = joined(below, top)?;
        }
        Ok(Some(top.1))
    }
}

fn joined(mut below: (u32, EventIndex), top: (u32, EventIndex)) -> Outcome<(u32, EventIndex)> {
    below
        .1
        .merge(top.1)
        .map_err(|e| Failure::new(e.to_string(), "name fewer goods profiles in case.toml"))?;
    Ok((below.0 + top.0, below.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_hold_every_row_group_once() {
        assert!(slices(&[]).is_empty());
        assert_eq!(slices(&[5]), vec![0..1; 1]);
        let big = ROWS_OF_A_JOB / 2;
        assert_eq!(slices(&[big, big, big, big, 1]), [0..2, 2..4, 4..5]);
    }
}
