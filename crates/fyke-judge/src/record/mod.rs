//! The record of a case: a log that only grows, which an outsider can check.
//!
//! [`Record`] writes it, [`verify`] doubts it; [`leaf`] is one entry, [`shelf`]
//! the folder it lies in. The format is written down in `docs/record.md`.

mod draft;
pub mod finding;
pub mod leaf;
mod log;
pub mod shelf;
pub mod verify;

pub use crate::random::{NoRandomness, Random, SystemRandom};
pub use draft::{Draft, Unsayable};
pub use finding::{Fault, Finding, Rule};
pub use log::{Group, Record, RecordError, Signatory};
