//! A cluster as an engine: an attempt is a query over the jobs, on the workers
//! that are alive when it begins.

use crate::address::Address;
use crate::channel::Channels;
use crate::jobs::{JobsCodec, JobsTable, desired_tasks, ended, leaf_of_each_task, tasks};
use datafusion::common::{DataFusionError, exec_datafusion_err};
use datafusion::execution::SessionStateBuilder;
use datafusion::prelude::SessionContext;
use datafusion_distributed::{
    DistributedExt, RouteTasksEvent, RouteTasksEventResponse, SessionStateBuilderExt, WorkerResolver,
};
use futures::StreamExt;
use fyke_store::StoreError;
use fyke_store::error::{Fault, Result};
use fyke_store::work::{Engine, Job, Patience};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tokio::time::timeout;
use url::Url;

/// The workers of a cluster.
pub struct Cluster {
    workers: Vec<Url>,
    channels: Channels,
    runtime: Runtime,
    /// Who kept the others waiting in the last attempt: passed over in the next, if
    /// there are others.
    slow: Mutex<BTreeSet<Url>>,
    /// Who kept us waiting and said nothing, and when.
    mute: Mutex<BTreeMap<Url, Instant>>,
}

/// Who took longer than this and said nothing stands still, or its machine is gone: a
/// program that has ended is known at once.
const MUTE_FROM: Duration = Duration::from_secs(5);
/// For so long nobody waits for it again.
const MUTE: Duration = Duration::from_secs(120);

impl Cluster {
    /// A cluster at an address. Nothing is asked of it yet.
    ///
    /// # Errors
    /// Where an address is none, or a token would be said in clear.
    pub fn at(address: &Address) -> Result<Cluster> {
        let mut workers = Vec::new();
        for said in &address.workers {
            let url = Url::parse(said)
                .ok()
                .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
                .ok_or_else(|| {
                    StoreError::request(
                        format!("{said} is no address of a worker"),
                        "write it as http://127.0.0.1:7410, or https:// for another machine",
                    )
                })?;
            let loopback = match url.host() {
                Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
                Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
                Some(url::Host::Domain(name)) => name == "localhost",
                None => false,
            };
            if url.scheme() == "http" && !loopback {
                return Err(StoreError::request(
                    format!("{said} would be spoken to in clear"),
                    "beyond this machine a worker is spoken to over https, with ca and token_file in cluster.toml",
                ));
            }
            if url.scheme() == "https" && address.ca.is_none() {
                return Err(StoreError::request(
                    format!("nothing says who signed the certificate of {said}"),
                    "write ca = \"FILE\" in cluster.toml: the certificate of whoever signed it, as PEM",
                ));
            }
            workers.push(url);
        }
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|e| {
                StoreError::new(
                    Fault::Machine,
                    format!("cannot start threads: {e}"),
                    "close other programs",
                )
            })?;
        Ok(Cluster {
            workers,
            channels: Channels::to(address),
            runtime,
            slow: Mutex::default(),
            mute: Mutex::default(),
        })
    }

    /// The workers that answer, let us in and run our version; else why not. Those that
    /// kept us waiting for nothing a short while ago are asked only where nobody else is
    /// left.
    async fn alive(&self) -> Result<Vec<Url>> {
        let mute = self.mute.lock().map(|mute| mute.clone()).unwrap_or_default();
        let is_mute = |url: &&Url| mute.get(*url).is_some_and(|since| since.elapsed() < MUTE);
        let (mute, others): (Vec<&Url>, Vec<&Url>) = self.workers.iter().partition(is_mute);
        match self.alive_of(&others).await {
            Err(_) if !mute.is_empty() => self.alive_of(&mute).await,
            outcome => outcome,
        }
    }

    async fn alive_of(&self, workers: &[&Url]) -> Result<Vec<Url>> {
        let ask = |url: &&Url| {
            let url = (*url).clone();
            let began = Instant::now();
            async move { (self.channels.version(&url).await, url, began.elapsed()) }
        };
        let mut alive = Vec::new();
        let (mut why, mut may_come) = (String::new(), false);
        for (said, url, took) in futures::future::join_all(workers.iter().map(ask)).await {
            match said {
                Ok(version) if version == env!("CARGO_PKG_VERSION") => alive.push(url),
                Ok(version) => {
                    why = format!("{url} runs version {version}, not {}", env!("CARGO_PKG_VERSION"));
                }
                Err(error) => {
                    self.channels.forget(&url);
                    // a worker that does not let us in will not do so in a minute either
                    may_come |= !is_refused(&error);
                    why = format!("{url}: {}", error.strip_backtrace());
                    if took > MUTE_FROM
                        && let Ok(mut mute) = self.mute.lock()
                    {
                        mute.insert(url, Instant::now());
                    }
                }
            }
        }
        match alive.is_empty() {
            false => Ok(alive),
            true => Err(StoreError::new(
                if may_come { Fault::Machine } else { Fault::Request },
                format!("no worker of the cluster can be used; last: {why}"),
                "start workers with: fyke-worker --depot URL, and check their addresses, token and certificate",
            )),
        }
    }

    async fn attempt(&self, jobs: &[Job], patience: &Patience, heard: &mut dyn FnMut()) -> Result<()> {
        let alive = self.quick_ones(self.alive().await?);
        let mut dealt = Dealt::of(jobs, &alive);
        let alive = Alive(Arc::new(alive));
        let lost = |error: DataFusionError| {
            StoreError::new(
                Fault::Machine,
                format!("a worker failed or was lost: {}", error.strip_backtrace()),
                "look at the workers; what was done is kept",
            )
        };
        let route = alive.clone();
        let state = SessionStateBuilder::new()
            .with_default_features()
            .with_distributed_worker_resolver(alive)
            .with_distributed_channel_resolver(self.channels.clone())
            .with_distributed_planner()
            .with_distributed_user_codec(JobsCodec(None))
            .with_distributed_desired_task_count_handler(desired_tasks)
            .with_distributed_scale_up_leaf_node_handler(leaf_of_each_task)
            .with_distributed_route_tasks_handler(move |ev: RouteTasksEvent<'_>| {
                Some(route.in_turn(ev.task_count))
            })
            .with_distributed_max_tasks_per_stage(tasks(jobs.len()))
            .map_err(lost)?
            .build();
        let session = SessionContext::new_with_state(state);
        let plan = session
            .read_table(Arc::new(JobsTable(jobs.to_vec())))
            .map_err(lost)?;
        let mut rows = plan.execute_stream().await.map_err(lost)?;
        loop {
            match timeout(dealt.wait(patience), rows.next()).await {
                Ok(Some(batch)) => {
                    for ended in ended(&batch.map_err(lost)?).map_err(lost)? {
                        match ended.failed {
                            Some(error) => return Err(error),
                            None => dealt.is_done(&ended.job),
                        }
                        heard();
                    }
                }
                Ok(None) => return Ok(()),
                Err(_) => return Err(self.slower(&dealt, patience)),
            }
        }
    }

    /// Those who did not keep others waiting in the last attempt; all, where nobody else
    /// is left.
    fn quick_ones(&self, alive: Vec<Url>) -> Vec<Url> {
        let slow = self.slow.lock().map(|mut slow| std::mem::take(&mut *slow));
        let slow = slow.unwrap_or_default();
        match alive.iter().all(|url| slow.contains(url)) {
            true => alive,
            false => alive.into_iter().filter(|url| !slow.contains(url)).collect(),
        }
    }

    /// Nobody was heard for too long: who is remembered for it, and in which words.
    fn slower(&self, dealt: &Dealt, patience: &Patience) -> StoreError {
        let late = dealt.late();
        let names: Vec<&str> = late.iter().map(Url::as_str).collect();
        let broke = match dealt.first_idle {
            None => format!("no job was done for {} s", patience.silence.as_secs()),
            Some(_) => format!("others wait for {}", names.join(", ")),
        };
        if let Ok(mut slow) = self.slow.lock() {
            slow.extend(late);
        }
        StoreError::new(
            Fault::Machine,
            broke,
            "look at the workers, or allow more with silence_seconds and idle_seconds in cluster.toml",
        )
    }
}

/// Which worker has which jobs left.
struct Dealt {
    began: Instant,
    /// Every worker with its jobs that are not done.
    left: Vec<(Url, BTreeSet<String>)>,
    /// How long it took until the first had none left.
    first_idle: Option<Duration>,
}

impl Dealt {
    /// As [`Alive::in_turn`] and the leaves deal them.
    fn of(jobs: &[Job], alive: &[Url]) -> Dealt {
        let mut left: Vec<(Url, BTreeSet<String>)> =
            alive.iter().map(|url| (url.clone(), BTreeSet::new())).collect();
        let (tasks, workers) = (tasks(jobs.len()), alive.len().max(1));
        for (at, job) in jobs.iter().enumerate() {
            if let Some((_, of_worker)) = left.get_mut(at % tasks % workers) {
                of_worker.insert(job.id());
            }
        }
        Dealt {
            began: Instant::now(),
            left,
            first_idle: None,
        }
    }

    fn is_done(&mut self, job: &str) {
        for (_, of_worker) in &mut self.left {
            if of_worker.remove(job) && of_worker.is_empty() {
                self.first_idle.get_or_insert(self.began.elapsed());
            }
        }
    }

    /// How long to wait for the next word.
    fn wait(&self, patience: &Patience) -> Duration {
        match self.first_idle {
            Some(took) => took.max(patience.idle).min(patience.silence),
            None => patience.silence,
        }
    }

    /// Who has jobs left.
    fn late(&self) -> Vec<Url> {
        let late = self.left.iter().filter(|(_, jobs)| !jobs.is_empty());
        late.map(|(url, _)| url.clone()).collect()
    }
}

impl Engine for Cluster {
    fn workers(&self) -> Result<usize> {
        self.runtime.block_on(self.alive()).map(|alive| alive.len())
    }

    fn run(&self, jobs: &[Job], patience: &Patience, heard: &mut dyn FnMut()) -> Result<()> {
        let outcome = self.runtime.block_on(self.attempt(jobs, patience, heard));
        if outcome.is_err() {
            // a connection that broke once is not trusted again
            self.workers.iter().for_each(|url| self.channels.forget(url));
        }
        outcome
    }
}

/// The worker is there and lets us not in.
fn is_refused(error: &DataFusionError) -> bool {
    let DataFusionError::External(cause) = error.find_root() else {
        return false;
    };
    let status = cause.downcast_ref::<tonic::Status>();
    status.is_some_and(|status| status.code() == tonic::Code::Unauthenticated)
}

/// The workers of an attempt.
#[derive(Clone)]
struct Alive(Arc<Vec<Url>>);

impl Alive {
    fn in_turn(&self, tasks: usize) -> std::result::Result<RouteTasksEventResponse, DataFusionError> {
        let urls: Vec<Url> = self.0.iter().cycle().take(tasks).cloned().collect();
        match urls.len() == tasks {
            true => Ok(RouteTasksEventResponse::new(urls)),
            false => Err(exec_datafusion_err!("no worker")),
        }
    }
}

impl WorkerResolver for Alive {
    fn get_urls(&self) -> std::result::Result<Vec<Url>, DataFusionError> {
        Ok(self.0.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_late_is_known_and_waited_for_as_long_as_the_first_took() {
        let urls = ["http://a:1", "http://b:1"].map(|url| Url::parse(url).unwrap());
        let job = |request: &str| Job {
            step: "s".to_owned(),
            kernel: "k".to_owned(),
            request: request.to_owned(),
        };
        let jobs = ["0", "1", "2"].map(job);
        let mut dealt = Dealt::of(&jobs, &urls);
        let patience = Patience::default();
        assert_eq!(dealt.wait(&patience), patience.silence);
        dealt.is_done(&jobs[0].id());
        assert_eq!((dealt.late().len(), dealt.first_idle), (2, None));
        dealt.is_done(&jobs[1].id());
        assert_eq!(dealt.late(), urls[..1]);
        assert_eq!(dealt.wait(&patience), patience.idle);
        dealt.first_idle = Some(Duration::from_secs(90));
        assert_eq!(dealt.wait(&patience), Duration::from_secs(90));
        dealt.first_idle = Some(Duration::from_secs(9_000));
        assert_eq!(dealt.wait(&patience), patience.silence);
    }
}
