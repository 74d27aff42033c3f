//! The dossier: a lead as a document that can be handed to somebody outside, with
//! its evidence inside and no need to trust who made it.
//!
//! * [`Releasable::of`]: what may leave the case, and the proof of it.
//! * [`press`]: sets the pages and writes a tagged PDF/A-3a. Equal input gives
//!   equal bytes, on every machine.
//! * [`read`]: takes the files out of a dossier again.
//! * [`verify`]: checks one offline: each file against the manifest, each entry of
//!   the record against its proof, and the pages against the files, by setting
//!   them again.
//!
//! What is inside and how to check it without this program: `docs/dossier.md`.
//!
//! # What belongs here
//!
//! Labels and what they let leave, the look of the pages, the form of what is
//! attached.
//!
//! # What does not
//!
//! How a proof is checked (it comes in as a function), what probabilities are called
//! (they come in as words), where a case lies, the clock, the fonts of a system.
#![warn(missing_docs)]

mod dossier;
mod files;
mod press;
mod read;
mod release;
mod rows;
#[cfg(test)]
mod sample;
mod verify;

pub use dossier::{Assessed, Assumed, Decided, Dossier, Entry, Extract, Seconded, Told};
pub use files::digest;
pub use press::{PressError, press};
pub use read::{Opened, ReadError, read};
pub use release::{
    BadTlp, Chart, Entity, Held, HeldRow, Material, Releasable, SourceRow, Terms, Tlp, Why, Withheld,
    may_leave,
};
pub use verify::{CheckProof, Claim, Finding, Verified, verify};
