//! The distributed engine: jobs of a step, placed on workers of a cluster.
//!
//! The engine is datafusion-distributed, and this is the only crate that names
//! it. It does the placing and the talking: a plan of one leaf, a task for each
//! job, each task sent to a worker that does its job with the kernels it was
//! built with ([`serve`]). Nothing is shuffled between workers, so no worker
//! holds what another one needs, and an error or a silence costs no more than
//! the jobs that were under way: [`fyke_store::work`] hands those out again and
//! believes only what stands in the depot.
//!
//! # What belongs here
//! Plan nodes, their codec, connections, and the worker's server.
//!
//! # What does not
//! What a job computes (the program's kernels), when a step is done and what is
//! committed (the store).
#![warn(missing_docs)]

mod address;
mod channel;
mod client;
mod jobs;
mod serve;

pub use address::{Address, Token};
pub use client::Cluster;
pub use serve::{Listen, Work, serve};
