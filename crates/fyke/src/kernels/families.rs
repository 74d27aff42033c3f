//! Provenance per goods family: who of a family is a candidate, and what speaks for
//! and against each.
//!
//! A family is judged against all others, so whoever examines some of them needs the
//! whole case but its rows: the kept index stands for those. Payments come as they
//! were read, for reading them takes the rows whose documents they name. A worker
//! makes of all this what a trace makes of a case, once for all jobs of a snapshot.
//! What it made borrows from itself, so it stays on a thread of its own, which
//! answers until another snapshot is asked for.

use super::request;
use crate::pipeline::Watch;
use crate::pipeline::elsewhere::Elsewhere;
use crate::pipeline::load::{kept_name, load_kept};
use crate::pipeline::parties::{Asked, Known};
use crate::pipeline::payments::Payments;
use crate::pipeline::vessels::Fleet;
use crate::screen::{Failure, Outcome};
use fyke_model::desk::Why;
use fyke_model::reference::Reference;
use fyke_store::depot::{Blob, Depot, snapshot};
use fyke_store::error::{Fault, Result};
use fyke_store::query::Tables;
use fyke_store::questions::{self, RowHandles};
use fyke_store::tables::Table;
use fyke_store::work::{Made, Step};
use fyke_store::{Case, StoreError};
use fyke_trace::party::TraceInput;
use fyke_trace::party::family::Roles;
use fyke_trace::party::index::FamilySpan;
use fyke_trace::party::trace::{Examined, Prepared, Ranking, examine_spans, prepare, rank_with, roles};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;

/// Name of the kernel.
pub const FAMILIES: &str = "families";

/// Jobs at most. Each worker reads the snapshot first, so more would not be quicker.
const JOBS_MAX: usize = 16;

/// What is read of a case beside its kept index and its payments.
const TABLES: [Table; 5] = [
    Table::Flows,
    Table::Statements,
    Table::Positions,
    Table::Parties,
    Table::Members,
];

/// Of which case, and under which of its regimes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Source {
    snapshot: Blob,
    payments: Blob,
    regime: String,
}

/// The question, for some families by their places in the index.
#[derive(Serialize, Deserialize)]
pub struct Families {
    of: Source,
    spans: Vec<u32>,
}

/// Who answers for the snapshot that was asked for last: a worker is asked of one
/// case at a time.
#[derive(Default)]
pub struct Held(Mutex<Option<Examiner>>);

/// A thread that holds what a trace made of a snapshot.
struct Examiner {
    of: Source,
    /// None once it is to end.
    asks: Option<Sender<Ask>>,
    /// None once it has ended.
    thread: Option<JoinHandle<()>>,
}

/// Families to examine, and where the answer goes.
struct Ask {
    spans: Vec<u32>,
    answer: Sender<Result<Made>>,
}

/// Answers the question.
pub fn examine(held: &Held, asked: &Families, depot: &Depot) -> Result<Made> {
    let (answer, answered) = mpsc::channel();
    let ask = Ask {
        spans: asked.spans.clone(),
        answer,
    };
    let bytes_in = held.ask(&asked.of, ask, depot)?;
    let made = answered.recv().map_err(|_| broke_down())??;
    Ok(Made { bytes_in, ..made })
}

impl Held {
    /// Makes room.
    pub fn forget(&self) {
        if let Ok(mut held) = self.0.lock() {
            *held = None;
        }
    }

    /// Hands a question on; how many bytes had to be read before.
    fn ask(&self, of: &Source, ask: Ask, depot: &Depot) -> Result<u64> {
        // whoever comes while a snapshot is read waits for it
        let mut held = self.0.lock().map_err(|_| broke_down())?;
        let mut bytes_in = 0;
        if !held.as_ref().is_some_and(|examiner| examiner.answers(of)) {
            // the old one goes first: two may be more than there is room for
            *held = None;
            let (examiner, bytes) = Examiner::start(of, depot)?;
            *held = Some(examiner);
            bytes_in = bytes;
        }
        let asks = held.as_ref().and_then(|examiner| examiner.asks.as_ref());
        match asks.map(|asks| asks.send(ask)) {
            Some(Ok(())) => Ok(bytes_in),
            _ => Err(broke_down()),
        }
    }
}

impl Examiner {
    /// Reads a snapshot on a new thread and returns when it can be asked.
    fn start(of: &Source, depot: &Depot) -> Result<(Examiner, u64)> {
        let (asks, asked) = mpsc::channel();
        let (ready, is_ready) = mpsc::channel();
        let (source, depot) = (of.clone(), depot.clone());
        let thread = std::thread::Builder::new()
            .name(FAMILIES.to_owned())
            .spawn(move || {
                if let Err(error) = answer_all(&source, &depot, &ready, &asked) {
                    // whoever started it waits for it to be ready
                    let _ = ready.send(Err(error));
                }
            })
            .map_err(|e| {
                StoreError::new(
                    Fault::Machine,
                    format!("cannot start a thread: {e}"),
                    "close other programs",
                )
            })?;
        let examiner = Examiner {
            of: of.clone(),
            asks: Some(asks),
            thread: Some(thread),
        };
        let bytes = is_ready.recv().map_err(|_| broke_down())??;
        Ok((examiner, bytes))
    }

    fn answers(&self, of: &Source) -> bool {
        self.of == *of && self.thread.as_ref().is_some_and(|thread| !thread.is_finished())
    }
}

impl Drop for Examiner {
    /// Waits until what was asked is answered and the memory is free.
    fn drop(&mut self) {
        self.asks = None;
        if let Some(thread) = self.thread.take() {
            // one that broke down has told whoever asked
            let _ = thread.join();
        }
    }
}

/// Reads a snapshot as a trace reads its case, says so, and answers until nobody can
/// ask any more.
fn answer_all(of: &Source, depot: &Depot, ready: &Sender<Result<u64>>, asks: &Receiver<Ask>) -> Result<()> {
    let folder =
        tempfile::tempdir().map_err(|e| StoreError::file("make a folder in", &std::env::temp_dir(), &e))?;
    let bytes = snapshot::fetch(depot, &of.snapshot, folder.path(), &TABLES)? + of.payments.bytes;
    let payments: Payments = serde_json::from_slice(&depot.bytes_of(&of.payments)?).map_err(|e| {
        StoreError::new(
            Fault::Data,
            format!("{}/{} holds no payments: {e}", depot.url(), of.payments.name()),
            "run the same version of fyke and fyke-worker",
        )
    })?;
    let case = Case::open_read_only(folder.path())?;
    let reference = Reference::shipped();
    let mut watches = Watch::of_case(&case, &reference).map_err(failed)?;
    watches.retain(|watch| watch.regime.id == of.regime);
    let watch = watches.pop().ok_or_else(|| not_there("regime"))?;
    let tables = Tables::open(&case, None)?;
    let handles = RowHandles::new(&case, None)?;
    let fleet = Fleet::read(&tables, &handles, &reference).map_err(failed)?;
    let flows = questions::flows(&tables, &handles)?;
    let loaded = load_kept(&case, &tables, &handles, &reference, &watch)
        .map_err(failed)?
        .ok_or_else(|| not_there("consignment"))?;
    let known = Known {
        fleet: &fleet,
        flows: &flows,
        workers: None,
    };
    let asked =
        Asked::beside(&payments, &loaded, &tables, &handles, &reference, &watch, known).map_err(failed)?;
    // all is read: what may be killed later leaves nothing behind
    drop(tables);
    drop(folder);
    let who = asked.who();
    let input = asked.input(&who);
    let roles = roles(&input);
    let prepared = prepare(&input, &roles);
    let (input, roles, prepared) = (&input, &roles, &prepared);
    // whoever started it may have given up
    let _ = ready.send(Ok(bytes));
    std::thread::scope(|scope| {
        // as many at a time as ask: a worker asks with each of its slots
        for ask in asks {
            scope.spawn(move || {
                let made = made_of(input, roles, prepared, &ask.spans);
                let _ = ask.answer.send(made);
            });
        }
    });
    Ok(())
}

fn made_of(input: &TraceInput<'_>, roles: &Roles, prepared: &Prepared, spans: &[u32]) -> Result<Made> {
    let mut rows_in = 0;
    for at in spans {
        let span = input.index.spans.get(*at as usize);
        rows_in += span.map(rows_of).ok_or_else(|| not_there("family"))?;
    }
    let units = examine_spans(input, roles, prepared, spans);
    let mut bytes = Vec::new();
    Examined::write(&units, &mut bytes).map_err(|e| {
        StoreError::new(
            Fault::Bug,
            format!("examined units cannot be written: {e}"),
            "please report it",
        )
    })?;
    Ok(Made {
        bytes,
        rows_in,
        ..Made::default()
    })
}

fn rows_of(span: &FamilySpan) -> u64 {
    (span.end - span.start) as u64
}

fn failed(failure: Failure) -> StoreError {
    let fault = match failure.why() {
        Why::Broken => Fault::Machine,
        _ => Fault::Request,
    };
    StoreError::new(fault, failure.broke(), failure.repair())
}

fn not_there(what: &str) -> StoreError {
    StoreError::new(
        Fault::Request,
        format!("the snapshot of the case has no such {what}"),
        "run the same version of fyke and fyke-worker",
    )
}

fn broke_down() -> StoreError {
    StoreError::new(
        Fault::Bug,
        "examining goods families broke down on this worker",
        "please report it with the worker's output",
    )
}

/// Ranks by the workers: what [`rank`](fyke_trace::party::trace::rank) gives here.
/// The case is open for writing, so what was read of it is kept.
pub fn elsewhere(
    case: &Case,
    watch: &Watch,
    payments: &Payments,
    input: &TraceInput<'_>,
    workers: &Elsewhere,
) -> Outcome<Ranking> {
    let of = Source {
        snapshot: snapshot::keep(case, workers.depot(), &TABLES, &kept_name(watch))?,
        payments: workers.depot().keep(serde_json::to_vec(payments)?)?,
        regime: watch.regime.id.clone(),
    };
    let rows: Vec<u64> = input.index.spans.iter().map(rows_of).collect();
    let jobs = dealt(&rows);
    let of_job = |spans: &Vec<u32>| {
        request(&Families {
            of: of.clone(),
            spans: spans.clone(),
        })
    };
    let requests = jobs.iter().map(of_job).collect::<Result<Vec<_>>>()?;
    let step = Step::new("families", FAMILIES, requests).with_rows_in(rows.iter().sum());
    let roles = roles(input);
    // what units are judged against is wanted here too, to tell the leads
    let (answers, prepared) = std::thread::scope(|scope| {
        let prepared = scope.spawn(|| prepare(input, &roles));
        (workers.run(&step), prepared.join())
    });
    let prepared = prepared.map_err(|_| {
        Failure::new(
            "preparing the goods families broke down",
            "please report it with the command",
        )
    })?;
    let mut units = Vec::new();
    for (bytes, spans) in answers?.iter().zip(&jobs) {
        let found = Examined::read(bytes).map_err(|e| unusable(&e.to_string()))?;
        if found.iter().any(|unit| spans.binary_search(&unit.span).is_err()) {
            return Err(unusable("it is about other families"));
        }
        units.extend(found);
    }
    Ok(rank_with(input, roles, prepared, units))
}

fn unusable(why: &str) -> Failure {
    Failure::new(
        format!("what a worker examined cannot be used: {why}"),
        "run the same version of fyke and fyke-worker",
    )
}

/// Families dealt to jobs so that none has many more rows than another: the largest
/// first, each to the job with the fewest. Each job's are in order.
fn dealt(rows: &[u64]) -> Vec<Vec<u32>> {
    let mut order: Vec<(Reverse<u64>, u32)> = rows.iter().map(|rows| Reverse(*rows)).zip(0..).collect();
    order.sort_unstable();
    let mut jobs: Vec<(u64, Vec<u32>)> = vec![(0, Vec::new()); rows.len().min(JOBS_MAX)];
    for (Reverse(rows), at) in order {
        // of equals the first
        if let Some(job) = jobs.iter_mut().min_by_key(|job| job.0) {
            job.0 += rows;
            job.1.push(at);
        }
    }
    for (_, spans) in &mut jobs {
        spans.sort_unstable();
    }
    jobs.into_iter().map(|(_, spans)| spans).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_dealt_once_each_and_evenly() {
        assert!(dealt(&[]).is_empty());
        assert_eq!(dealt(&[5, 9]), [[1], [0]]);
        let rows: Vec<u64> = (0..90).map(|at| 1_000 + at * 37 % 90).collect();
        let jobs = dealt(&rows);
        assert_eq!(jobs.len(), JOBS_MAX);
        let mut all = jobs.concat();
        all.sort_unstable();
        assert_eq!(all, (0..90).collect::<Vec<u32>>());
        assert!(jobs.iter().all(|spans| spans.is_sorted()));
        // one that is larger than all others together has a job of its own
        let mut rows = vec![1; 40];
        rows[7] = 1_000;
        let jobs = dealt(&rows);
        assert_eq!(jobs[0], [7]);
        assert!(jobs[1..].iter().all(|spans| spans.len() == 2 || spans.len() == 3));
    }
}
