//! `fyke-worker`: waits for jobs of a cluster's steps and does them.

use crate::kernels::Kernels;
use crate::screen::{Failure, Outcome, note};
use fyke_cluster::{Listen, Token, Work, serve};
use fyke_store::depot::Depot;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// do jobs of a cluster's bulk steps: a worker for `fyke --cluster`
#[derive(clap::Parser)]
#[command(name = "fyke-worker", version, max_term_width = 100)]
pub struct Args {
    /// where jobs read and write, the same for the whole cluster: s3://BUCKET/FOLDER (keys, region and
    /// endpoint in the AWS_ variables) or file:///FOLDER
    #[arg(long, value_name = "URL")]
    depot: String,
    /// where to listen; anything but this machine takes --cert, --key and --token-file
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7410")]
    listen: SocketAddr,
    /// jobs at a time; those that compare records take every core by themselves
    #[arg(long, value_name = "N", default_value_t = 1)]
    slots: usize,
    /// certificate, as PEM
    #[arg(long, value_name = "FILE", requires = "key")]
    cert: Option<PathBuf>,
    /// its key, as PEM
    #[arg(long, value_name = "FILE", requires = "cert")]
    key: Option<PathBuf>,
    /// file with the token that clients must say, a line of at least 16 characters
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
}

pub fn run(args: &Args) -> Outcome {
    let read = |path: &PathBuf| {
        std::fs::read(path).map_err(|e| {
            Failure::new(
                format!("cannot read {}: {e}", path.display()),
                "check that it is there and who may read it",
            )
        })
    };
    let identity = match (&args.cert, &args.key) {
        (Some(cert), Some(key)) => Some((read(cert)?, read(key)?)),
        _ => None,
    };
    let listen = Listen {
        at: args.listen,
        identity,
        token: args.token_file.as_deref().map(Token::read).transpose()?,
    };
    let work = Work {
        kernels: Arc::new(Kernels::default()),
        depot: Depot::open(&args.depot)?,
        slots: Arc::new(Semaphore::new(args.slots.max(1))),
    };
    let depot = args.depot.clone();
    let ready = |at: SocketAddr| {
        println!("listening at {at}, depot {depot}");
        note("stop it with ctrl-C; jobs under way are done again elsewhere");
    };
    let stop = async {
        // where the signal cannot be listened for, the process ends by it all the same
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    Ok(serve(&listen, work, ready, stop)?)
}
