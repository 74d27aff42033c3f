//! Bulk work as jobs that need no neighbour, so that it can be done elsewhere.
//!
//! A step is a list of jobs: a goods family, a slice of the rows, a share of the
//! keys. A job names its kernel and carries its request; it reads blobs of a
//! [`Depot`] and writes one, so where it runs and how often changes nothing.
//! An [`Engine`] decides where. It is believed nothing: what was done is read
//! from the depot, where the first to finish a job has written down what it made
//! and a second must have made the same.
//!
//! ```text
//! step = jobs -> engine -> steps/<step>/done/<job> -> checked -> steps/<step>/committed
//! ```

mod held;
mod here;
mod step;

pub use here::Here;
pub use step::{Patience, Said, Step, run};

use crate::depot::{Blob, Depot};
use crate::error::{Fault, Result, StoreError};
use fyke_model::dataset::FileHash;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::time::Instant;

/// One piece of a step.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Job {
    /// Where the step writes down what was done.
    pub step: String,
    /// Which kernel does it.
    pub kernel: String,
    /// What the kernel is asked, as JSON.
    pub request: String,
}

impl Done {
    /// Whether the depot still holds all that was made.
    fn is_there(&self, depot: &Depot) -> Result<bool> {
        for blob in self.beside.iter().chain([&self.output]) {
            if !depot.has(&blob.name())? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Bytes of all that was made.
    pub fn bytes_out(&self) -> u64 {
        let beside: u64 = self.beside.iter().map(|blob| blob.bytes).sum();
        self.output.bytes + beside
    }
}

impl Job {
    /// Differs whenever another answer could come out: another program, another
    /// kernel, another request. Blobs in the request are named by their hash.
    pub fn id(&self) -> String {
        let mut hasher = Sha256::new();
        for part in [env!("CARGO_PKG_VERSION"), &self.kernel, &self.request] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        FileHash(hasher.finalize().into()).to_string()
    }

    fn done_name(&self) -> String {
        format!("steps/{}/done/{}", self.step, self.id())
    }
}

/// What a kernel made of a job.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Made {
    /// The answer.
    pub bytes: Vec<u8>,
    /// What it kept in the depot beside its answer, for later steps. The answer must
    /// follow from these, or name them.
    pub beside: Vec<Blob>,
    /// Rows, pairs or records it looked at.
    pub rows_in: u64,
    /// Bytes it read from the depot.
    pub bytes_in: u64,
}

/// What is written down of a finished job.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Done {
    /// The answer.
    pub output: Blob,
    /// What was kept beside it, for later steps.
    #[serde(default)]
    pub beside: Vec<Blob>,
    /// Rows, pairs or records it looked at.
    pub rows_in: u64,
    /// Bytes it read from the depot.
    pub bytes_in: u64,
    /// How long the kernel took, in thousandths of a second by the clock on the wall.
    /// Processor time would be that of all jobs of the worker, which run beside each
    /// other. It says nothing of the answer and is held against nothing.
    #[serde(default)]
    pub wall_ms: u64,
    /// The most bytes of memory that the process held meanwhile, where its system tells.
    /// Jobs that ran beside this one are in it.
    #[serde(default)]
    pub held: Option<u64>,
}

/// What can be done where jobs run.
pub trait Kernels: Send + Sync {
    /// Lets go of what only other kernels need: steps come one after the other, and what
    /// two of them hold may be more than there is room for.
    fn make_room_for(&self, _kernel: &str) {}

    /// Does a job. The same request gives the same bytes, wherever and whenever.
    ///
    /// # Errors
    /// Where the kernel is not known, the request is none, or a blob cannot be read.
    fn run(&self, kernel: &str, request: &str, depot: &Depot) -> Result<Made>;
}

/// Where jobs run.
pub trait Engine {
    /// Workers that can be reached now.
    ///
    /// # Errors
    /// Where none can.
    fn workers(&self) -> Result<usize>;

    /// Hands the jobs out and returns when all are done. `heard` hears of each that
    /// is. An error means only that not all may be done: what is, is in the depot.
    ///
    /// # Errors
    /// Where a worker was lost or failed, or nothing was heard for too long.
    fn run(&self, jobs: &[Job], patience: &Patience, heard: &mut dyn FnMut()) -> Result<()>;
}

/// Does a job and writes down that it is done; what every worker runs. A job that
/// is done already is not done again.
///
/// # Errors
/// Where the kernel fails, or made another answer than a run before it.
pub fn perform(job: &Job, kernels: &dyn Kernels, depot: &Depot) -> Result<Done> {
    let name = job.done_name();
    if let Some(done) = read_done(depot, &name)?
        && done.is_there(depot)?
    {
        return Ok(done);
    }
    kernels.make_room_for(&job.kernel);
    held::begin();
    let began = Instant::now();
    let made = kernels.run(&job.kernel, &job.request, depot)?;
    let wall_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let done = Done {
        output: depot.keep(made.bytes)?,
        beside: made.beside,
        rows_in: made.rows_in,
        bytes_in: made.bytes_in,
        wall_ms,
        held: held::peak(),
    };
    let text = serde_json::to_string(&done).map_err(not_written)?;
    if depot.put_new(&name, text)? {
        return Ok(done);
    }
    match read_done(depot, &name)? {
        Some(first) if (first.output, &first.beside) == (done.output, &done.beside) => Ok(first),
        _ => Err(StoreError::new(
            Fault::Bug,
            format!("two runs of a job of {} gave different answers", job.kernel),
            "please report it: nothing was taken into the case",
        )),
    }
}

fn read_done(depot: &Depot, name: &str) -> Result<Option<Done>> {
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

fn not_written(error: serde_json::Error) -> StoreError {
    StoreError::new(
        Fault::Bug,
        format!("what a job made cannot be written down: {error}"),
        "please report it",
    )
}

#[cfg(test)]
mod tests;
