//! The record of a case: a log that only grows, which an outsider can check.
//!
//! [`Record`] writes it, [`verify`] doubts it; [`leaf`] is one entry, [`shelf`]
//! the folder it lies in. The format is C2SP's (tlog-tiles, tlog-checkpoint,
//! signed-note, tlog-cosignature, tlog-proof) and is written down, with what is
//! ours in it, in `docs/record.md`.

mod append;
mod base64;
mod bundle;
pub(crate) mod checkpoint;
mod draft;
mod edge;
mod erase;
pub mod finding;
#[cfg(test)]
mod hostile;
pub mod leaf;
mod log;
mod path;
pub mod payload;
mod proof;
mod read;
pub mod shelf;
mod standing;
mod tiles;
pub mod tree;
pub mod verify;
mod witness;

pub use crate::random::{NoRandomness, Random, SystemRandom};
pub use append::{Group, Signatory};
pub use checkpoint::{BadNoteKey, Checkpoint, NoteKey};
pub use draft::{Draft, Unsayable};
pub use finding::{Fault, Finding, Rule};
pub use log::{Record, RecordError};
pub use proof::{BadProof, Proof, Proven, consistency};
pub use witness::{Cosigned, Witness, WitnessError};
