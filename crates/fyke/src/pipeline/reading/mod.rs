//! Texts on their way into a case: files kept and read in batches, names put
//! beside the records of the case, everything that was read compared.
//!
//! `files` walks what was named; `apart` has PDF and office documents decoded; `proposed` asks a language model, where there is one; `known` is what the case knows of names;
//! `batch` keeps, reads and commits; `together` compares what is in, with what is thick in a `spool`.

mod apart;
mod batch;
mod files;
mod known;
mod proposed;
mod spool;
mod together;

pub use apart::Child;
pub use batch::{How, Progress, Read, read, read_again};
pub use files::find;
pub use known::KnownNames;
pub use proposed::{Proposer, Told};
pub use together::{Together, compare};
