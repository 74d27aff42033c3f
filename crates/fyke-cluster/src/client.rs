//! A cluster as an engine: an attempt is a query over the jobs, on the workers
//! that are alive when it begins.

use crate::address::Address;
use crate::channel::Channels;
use crate::jobs::{JobsCodec, JobsTable, desired_tasks, leaf_of_each_task, tasks};
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
use std::sync::Arc;
use tokio::runtime::Runtime;
use tokio::time::timeout;
use url::Url;

/// The workers of a cluster.
pub struct Cluster {
    workers: Vec<Url>,
    channels: Channels,
    runtime: Runtime,
}

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
        })
    }

    /// The workers that answer, let us in and run our version; else why not.
    async fn alive(&self) -> Result<Vec<Url>> {
        let ask = |url: &Url| {
            let url = url.clone();
            async move { (self.channels.version(&url).await, url) }
        };
        let mut alive = Vec::new();
        let (mut why, mut may_come) = (String::new(), false);
        for (said, url) in futures::future::join_all(self.workers.iter().map(ask)).await {
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
        let alive = Alive(Arc::new(self.alive().await?));
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
            match timeout(patience.silence, rows.next()).await {
                Ok(Some(batch)) => (0..batch.map_err(lost)?.num_rows()).for_each(|_| heard()),
                Ok(None) => return Ok(()),
                Err(_) => {
                    return Err(StoreError::new(
                        Fault::Machine,
                        format!("no job was done for {} s", patience.silence.as_secs()),
                        "look at the workers, or allow more with silence_seconds in cluster.toml",
                    ));
                }
            }
        }
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
