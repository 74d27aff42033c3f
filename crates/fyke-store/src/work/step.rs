//! A step: handed out until all is done, checked, committed by one write.
//!
//! The engine may lose workers, hang or do a job twice. None of it shows: after
//! every attempt the depot says which jobs are done, the rest is handed out again,
//! and an attempt in which nothing was done for too long is given up. A step that
//! was committed before is not done again, and one that was broken off goes on
//! where it stood.

use super::{Done, Engine, Job, not_written, read_done};
use crate::depot::Depot;
use crate::error::{Fault, Result, StoreError};
use fyke_model::dataset::FileHash;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::time::Duration;

/// How long to wait, and how often to try again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Patience {
    /// An attempt in which no job is done for so long is given up.
    pub silence: Duration,
    /// Attempts in a row in which nothing at all was done, before the step fails.
    pub fruitless_max: u32,
    /// How long to wait after such an attempt: a worker may be coming back.
    pub pause: Duration,
    /// Where some workers have nothing left to do, those that still have are waited for
    /// without a word as long as it took the first to come so far, and at least this
    /// long; then what is left is dealt out anew.
    pub idle: Duration,
}

impl Default for Patience {
    /// Ten minutes of silence, five attempts without a fruit, five seconds between;
    /// half a minute for those who are slower than others.
    fn default() -> Patience {
        Patience {
            silence: Duration::from_secs(600),
            fruitless_max: 5,
            pause: Duration::from_secs(5),
            idle: Duration::from_secs(30),
        }
    }
}

/// A step and its jobs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    id: String,
    name: &'static str,
    jobs: Vec<Job>,
    rows_in: Option<u64>,
}

impl Step {
    /// A step of one kernel, a job for each request.
    pub fn new(name: &'static str, kernel: &str, requests: Vec<String>) -> Step {
        let mut hasher = Sha256::new();
        for part in [env!("CARGO_PKG_VERSION"), kernel]
            .into_iter()
            .chain(requests.iter().map(String::as_str))
        {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let id = format!("{name}-{}", FileHash(hasher.finalize().into()).short());
        let jobs = requests
            .into_iter()
            .map(|request| Job {
                step: id.clone(),
                kernel: kernel.to_owned(),
                request,
            })
            .collect();
        Step {
            id,
            name,
            jobs,
            rows_in: None,
        }
    }

    /// How many rows its jobs must have looked at together, as its inputs say.
    pub fn with_rows_in(self, rows: u64) -> Step {
        Step {
            rows_in: Some(rows),
            ..self
        }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        self.name
    }

    /// Its name and what tells it from every other step.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its jobs, in order.
    pub fn jobs(&self) -> &[Job] {
        &self.jobs
    }
}

/// What is heard of a step while it runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Said {
    /// So many jobs of so many are done.
    Jobs(usize, usize),
    /// An attempt ended before all was done, and why; the rest is handed out again.
    Again(String),
}

/// What is written when a step is done.
#[derive(PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Committed {
    jobs: Vec<Done>,
}

/// Runs a step; what each job made, in the order of the jobs.
///
/// # Errors
/// Where too many attempts bore no fruit, no attempt can, or what was done does not agree with
/// what went in. Nothing is committed then, and what was done is kept.
pub fn run(
    step: &Step,
    depot: &Depot,
    engine: &dyn Engine,
    patience: &Patience,
    said: &mut dyn FnMut(Said),
) -> Result<Vec<Done>> {
    let committed = format!("steps/{}/committed", step.id);
    if let Some(before) = read_committed(depot, &committed)?
        && are_there(&before.jobs, depot)?
    {
        return agrees(step, before);
    }
    let all = step.jobs.len();
    let mut fruitless = 0;
    let mut waiting = waiting(step, depot)?;
    while !waiting.is_empty() {
        let mut done = all - waiting.len();
        said(Said::Jobs(done, all));
        let outcome = engine.run(&waiting, patience, &mut || {
            done += 1;
            said(Said::Jobs(done.min(all), all));
        });
        let left = self::waiting(step, depot)?;
        fruitless = match left.len() < waiting.len() {
            true => 0,
            false => fruitless + 1,
        };
        waiting = left;
        if waiting.is_empty() {
            break;
        }
        let why = match outcome {
            Err(error) if error.lasts() => return Err(error),
            Err(error) => error.to_string(),
            Ok(()) => "the engine says that all is done, and it is not".to_owned(),
        };
        if fruitless >= patience.fruitless_max {
            return Err(StoreError::new(
                Fault::Machine,
                format!(
                    "step {}: {} of {all} jobs are not done after {fruitless} attempts without progress; last: {why}",
                    step.name,
                    waiting.len()
                ),
                "look at the workers and run the command again: it goes on with what is left",
            ));
        }
        said(Said::Again(why));
        if fruitless > 0 {
            std::thread::sleep(patience.pause);
        }
    }
    let mut jobs = Vec::with_capacity(all);
    for job in &step.jobs {
        let done = read_done(depot, &job.done_name())?.ok_or_else(|| {
            StoreError::new(
                Fault::Data,
                format!(
                    "step {}: what a job made has gone from {}",
                    step.name,
                    depot.url()
                ),
                "run the command again",
            )
        })?;
        jobs.push(done);
    }
    let jobs = agrees(step, Committed { jobs })?;
    let text = serde_json::to_string(&Committed { jobs: jobs.clone() }).map_err(not_written)?;
    if !depot.put_new(&committed, text)? {
        // somebody ran the same step: they must have found the same
        let theirs = read_committed(depot, &committed)?.map(|theirs| theirs.jobs);
        if theirs.is_none_or(|theirs| theirs.iter().map(|d| d.output).ne(jobs.iter().map(|d| d.output))) {
            return Err(StoreError::new(
                Fault::Bug,
                format!("step {} was committed elsewhere with another answer", step.name),
                "please report it: nothing was taken into the case",
            ));
        }
    }
    Ok(jobs)
}

/// The jobs of a step that are not written down as done, or whose answer has gone
/// (a depot may forget what is old), each once.
fn waiting(step: &Step, depot: &Depot) -> Result<Vec<Job>> {
    let done: BTreeSet<String> = depot
        .list(&format!("steps/{}/done", step.id))?
        .into_iter()
        .collect();
    let mut seen = BTreeSet::new();
    let mut waiting = Vec::new();
    for job in &step.jobs {
        let id = job.id();
        let is_done = done.contains(&id)
            && match read_done(depot, &job.done_name())? {
                Some(done) => done.is_there(depot)?,
                None => false,
            };
        if !is_done && seen.insert(id) {
            waiting.push(job.clone());
        }
    }
    Ok(waiting)
}

fn are_there(jobs: &[Done], depot: &Depot) -> Result<bool> {
    for done in jobs {
        if !done.is_there(depot)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn read_committed(depot: &Depot, name: &str) -> Result<Option<Committed>> {
    let Some(bytes) = depot.get(name)? else {
        return Ok(None);
    };
    serde_json::from_slice(&bytes).map(Some).map_err(|error| {
        StoreError::new(
            Fault::Data,
            format!("{}/{name} cannot be read: {error}", depot.url()),
            "remove that object and run the command again",
        )
    })
}

/// Holds what was done against what went in.
fn agrees(step: &Step, committed: Committed) -> Result<Vec<Done>> {
    let rows: u64 = committed.jobs.iter().map(|done| done.rows_in).sum();
    let wrong = match step.rows_in {
        _ if committed.jobs.len() != step.jobs.len() => Some(format!(
            "{} answers to {} jobs",
            committed.jobs.len(),
            step.jobs.len()
        )),
        Some(expected) if rows != expected => Some(format!("{rows} rows looked at where {expected} went in")),
        _ => None,
    };
    match wrong {
        None => Ok(committed.jobs),
        Some(wrong) => Err(StoreError::new(
            Fault::Bug,
            format!("step {} does not add up: {wrong}", step.name),
            "please report it: nothing was taken into the case",
        )),
    }
}
