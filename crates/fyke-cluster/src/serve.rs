//! A worker: listens, lets in who knows the token, does jobs in its slots.

use crate::address::Token;
use crate::jobs::{JobsCodec, JobsLeaf};
use datafusion::common::{DataFusionError, exec_err};
use datafusion::physical_plan::coop::CooperativeExec;
use datafusion_distributed::{
    DistributedExt, Worker, WorkerPlanRewriteEvent, WorkerPlanRewriteEventResponse, WorkerQueryContext,
};
use fyke_store::StoreError;
use fyke_store::depot::Depot;
use fyke_store::error::{Fault, Result};
use fyke_store::work::Kernels;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use subtle::ConstantTimeEq;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Identity, Server, ServerTlsConfig};
use tonic::{Request, Status};

/// What a worker works with.
#[derive(Clone)]
pub struct Work {
    /// What it can do.
    pub kernels: Arc<dyn Kernels>,
    /// Where jobs read and write.
    pub depot: Depot,
    /// A permit for each job it does at a time.
    pub slots: Arc<Semaphore>,
}

/// Where a worker listens and whom it lets in.
#[derive(Clone, Debug)]
pub struct Listen {
    /// The address; port 0 takes a free one.
    pub at: SocketAddr,
    /// Its certificate and key, as PEM.
    pub identity: Option<(Vec<u8>, Vec<u8>)>,
    /// What it wants to hear.
    pub token: Option<Token>,
}

impl Listen {
    /// Beyond this machine nobody listens without a certificate and a token: whoever
    /// could speak to a worker could read and write what it can.
    fn check(&self) -> Result<()> {
        match self.at.ip().is_loopback() || (self.identity.is_some() && self.token.is_some()) {
            true => Ok(()),
            false => Err(StoreError::request(
                format!("a worker at {} would be open to whoever can reach it", self.at),
                "give --cert, --key and --token-file, or listen on 127.0.0.1",
            )),
        }
    }
}

/// Serves until `stop`. `ready` hears where it listens.
///
/// # Errors
/// Where it would be open to others, or cannot listen.
pub fn serve(
    listen: &Listen,
    work: Work,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()>,
) -> Result<()> {
    listen.check()?;
    let machine = |what: &str, error: &dyn std::fmt::Display| {
        StoreError::new(
            Fault::Machine,
            format!("cannot {what} {}: {error}", listen.at),
            "choose another address with --listen, or look who holds it",
        )
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|e| machine("start threads for", &e))?;
    let codec = JobsCodec(Some(work));
    let worker = Worker::from_session_builder(move |context: WorkerQueryContext| {
        let codec = codec.clone();
        async move {
            let builder = context.builder.with_distributed_user_codec(codec);
            Ok(builder
                .with_distributed_worker_plan_rewrite_handler(jobs_alone)
                .build())
        }
    })
    .with_version(env!("CARGO_PKG_VERSION"));
    let wanted = listen.token.as_ref().map(Token::line);
    let service = InterceptedService::new(worker.into_worker_server(), move |request| {
        let_in(&wanted, request)
    });
    runtime.block_on(async {
        let listener = TcpListener::bind(listen.at)
            .await
            .map_err(|e| machine("listen at", &e))?;
        let at = listener.local_addr().map_err(|e| machine("listen at", &e))?;
        let mut server = Server::builder()
            .http2_keepalive_interval(Some(Duration::from_secs(10)))
            .http2_keepalive_timeout(Some(Duration::from_secs(10)));
        if let Some((certificate, key)) = &listen.identity {
            let tls = ServerTlsConfig::new().identity(Identity::from_pem(certificate, key));
            server = server
                .tls_config(tls)
                .map_err(|e| machine("use the certificate at", &e))?;
        }
        ready(at);
        let serving = server
            .add_service(service)
            .serve_with_incoming_shutdown(TcpIncoming::from(listener), stop);
        serving.await.map_err(|e| machine("serve at", &e))
    })?;
    // jobs under way are written down or not at all: nobody waits for them
    runtime.shutdown_background();
    Ok(())
}

/// A plan that reaches a worker may be any that the engine can write: one that reads
/// or writes files, too. Nothing but jobs is run here.
fn jobs_alone(
    ev: WorkerPlanRewriteEvent<'_>,
) -> std::result::Result<WorkerPlanRewriteEventResponse, DataFusionError> {
    // the planner puts what lets other tasks have their turn around a leaf
    let mut below = &ev.plan;
    while let Some(around) = below.downcast_ref::<CooperativeExec>() {
        below = around.input();
    }
    match below.is::<JobsLeaf>() {
        true => Ok(WorkerPlanRewriteEventResponse::new(ev.plan)),
        false => exec_err!("this worker does jobs alone, no {}", below.name()),
    }
}

fn let_in(wanted: &Option<String>, request: Request<()>) -> std::result::Result<Request<()>, Status> {
    let Some(wanted) = wanted else {
        return Ok(request);
    };
    let said = request.metadata().get("authorization");
    let said = said.map_or(&[][..], |said| said.as_bytes());
    match bool::from(said.ct_eq(wanted.as_bytes())) {
        true => Ok(request),
        false => Err(Status::unauthenticated(
            "the token is not the one that this worker wants to hear",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use datafusion::arrow::datatypes::Schema;
    use datafusion::physical_plan::ExecutionPlan;
    use datafusion::physical_plan::empty::EmptyExec;
    use datafusion::prelude::SessionConfig;

    #[test]
    fn nothing_but_jobs_is_run() {
        let config = SessionConfig::new();
        let is_run = |plan: Arc<dyn ExecutionPlan>| {
            let ev = WorkerPlanRewriteEvent {
                plan,
                session_config: &config,
            };
            jobs_alone(ev).map(drop).map_err(|e| e.to_string())
        };
        let other: Arc<dyn ExecutionPlan> = Arc::new(EmptyExec::new(Arc::new(Schema::empty())));
        let jobs = || -> Arc<dyn ExecutionPlan> { Arc::new(JobsLeaf::of(vec![])) };
        assert_eq!(is_run(jobs()), Ok(()));
        assert_eq!(is_run(Arc::new(CooperativeExec::new(jobs()))), Ok(()));
        for other in [Arc::clone(&other), Arc::new(CooperativeExec::new(other))] {
            assert!(
                is_run(other)
                    .unwrap_err()
                    .contains("does jobs alone, no EmptyExec")
            );
        }
    }
}
