//! Bulk work on other machines: the workers of a cluster and the depot that they
//! share with us. Whoever has none does the same work here.

use crate::kernels::Kernels;
use crate::screen::{Failure, Outcome, Progress, note};
use bytes::Bytes;
use fyke_cluster::{Address, Cluster};
use fyke_store::depot::Depot;
use fyke_store::work::{self, Done, Engine, Here, Patience, Said, Step};
use serde::{Deserialize, Serialize};
use std::sync::Mutex;

/// The workers that a command line names.
#[derive(clap::Args, Default)]
pub struct Named {
    /// let the workers of a cluster do the bulk of add, resolve and trace: a cluster.toml, or addresses of
    /// workers with commas between
    #[arg(long, value_name = "FILE|URL,...", help_heading = "Cluster")]
    cluster: Option<String>,
    /// where the cluster keeps its work, where cluster.toml does not say it: s3://BUCKET/FOLDER or file:///FOLDER
    #[arg(long, value_name = "URL", requires = "cluster", help_heading = "Cluster")]
    depot: Option<String>,
}

impl Named {
    /// Are there any.
    pub fn are_named(&self) -> bool {
        self.cluster.is_some()
    }

    /// Opens the way to them, where there are any.
    pub fn open(&self) -> Outcome<Option<Elsewhere>> {
        let open = |cluster: &String| Elsewhere::open(cluster, self.depot.as_deref());
        self.cluster.as_ref().map(open).transpose()
    }
}

/// Workers that can be asked.
pub struct Elsewhere {
    depot: Depot,
    who: Who,
    patience: Patience,
    log: Mutex<Vec<Ran>>,
}

/// Who does the jobs.
enum Who {
    Cluster(Box<Cluster>),
    /// Threads of this machine, by the same road.
    Threads(usize),
}

/// What a step cost, as its jobs say.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Ran {
    /// The step.
    pub step: String,
    /// Its jobs.
    pub jobs: u64,
    /// Rows, pairs or records that they looked at.
    pub rows_in: u64,
    /// Bytes that they read from the depot.
    pub bytes_in: u64,
    /// Bytes of their answers, and of what they kept beside them.
    pub bytes_out: u64,
    /// Thousandths of a second that their kernels took, job by job added up.
    #[serde(default)]
    pub wall_ms: u64,
    /// The most bytes that a process held while it did one of them, where that is known.
    #[serde(default)]
    pub held: Option<u64>,
}

impl Elsewhere {
    /// The cluster that `--cluster` names: a file, or addresses of workers; then
    /// `depot` must say where its depot is. `here` or `here:N` is N threads of this
    /// machine.
    pub fn open(cluster: &str, depot: Option<&str>) -> Outcome<Elsewhere> {
        let mut patience = Patience::default();
        let (who, named) = match cluster.strip_prefix("here") {
            Some(threads) if threads.is_empty() || threads.starts_with(':') => {
                let threads = threads.trim_start_matches(':');
                let threads = match threads {
                    "" => 1,
                    number => number.parse().map_err(|_| {
                        Failure::new(
                            format!("{cluster} names no number of threads"),
                            "write here:2, or the address of a worker",
                        )
                    })?,
                };
                (Who::Threads(threads), None)
            }
            _ => {
                let address = Address::read(cluster)?;
                patience.silence = address.silence.unwrap_or(patience.silence);
                patience.pause = address.pause.unwrap_or(patience.pause);
                patience.idle = address.idle.unwrap_or(patience.idle);
                (Who::Cluster(Box::new(Cluster::at(&address)?)), address.depot)
            }
        };
        let url = depot.map(str::to_owned).or(named).ok_or_else(|| {
            Failure::new(
                "nothing says where the cluster keeps its work",
                "give --depot URL, the same as its workers, or write depot = \"URL\" in cluster.toml",
            )
        })?;
        Ok(Elsewhere {
            depot: Depot::open(&url)?,
            who,
            patience,
            log: Mutex::default(),
        })
    }

    /// Where jobs read and write.
    pub fn depot(&self) -> &Depot {
        &self.depot
    }

    /// Runs a step; its answers, to be read one after the other.
    pub fn run(&self, step: &Step) -> Outcome<Answers> {
        let progress = Progress::spinner(&format!("step {}", step.name()));
        let mut said = |said: Said| match said {
            Said::Jobs(done, all) => progress.says(&format!("step {}: {done} of {all} jobs", step.name())),
            Said::Again(why) => note(format_args!("{why}; what is left is handed out again")),
        };
        let kernels = Kernels::default();
        let threads;
        let engine: &dyn Engine = match &self.who {
            Who::Cluster(cluster) => &**cluster,
            Who::Threads(number) => {
                threads = Here {
                    kernels: &kernels,
                    depot: &self.depot,
                    threads: *number,
                };
                &threads
            }
        };
        let done = work::run(step, &self.depot, engine, &self.patience, &mut said)?;
        if let Ok(mut log) = self.log.lock() {
            log.push(Ran {
                step: step.name().to_owned(),
                jobs: done.len() as u64,
                rows_in: done.iter().map(|job| job.rows_in).sum(),
                bytes_in: done.iter().map(|job| job.bytes_in).sum(),
                bytes_out: done.iter().map(Done::bytes_out).sum(),
                wall_ms: done.iter().map(|job| job.wall_ms).sum(),
                held: done.iter().filter_map(|job| job.held).max(),
            });
        }
        Ok(Answers {
            depot: self.depot.clone(),
            left: done.into_iter(),
        })
    }

    /// What ran so far, step by step.
    pub fn ran(&self) -> Vec<Ran> {
        self.log.lock().map(|log| log.clone()).unwrap_or_default()
    }
}

/// Answers in the order of the jobs, each read when it is wanted and held against its
/// hash: all together may be more than there is room for.
pub struct Answers {
    depot: Depot,
    left: std::vec::IntoIter<Done>,
}

impl Iterator for Answers {
    type Item = Outcome<Bytes>;

    fn next(&mut self) -> Option<Outcome<Bytes>> {
        let done = self.left.next()?;
        Some(self.depot.bytes_of(&done.output).map_err(Into::into))
    }
}
