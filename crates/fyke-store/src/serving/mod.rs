//! The serving index: what a page asks of a large case, answered at once.
//!
//! A query engine scans a table for every question, a processor-second or two
//! over ten million consignments. People who type, expand and slide cannot wait
//! for that, so the questions of the workbench are answered from compact
//! columns in memory, made once from the tables, kept below `tables/kept/` and
//! made again whenever files or settings changed. Nothing here says anything
//! that the tables do not: a figure leads to row handles, and handles to rows.
//!
//! Everything is numbered by *record* (a line of `members`), which people's
//! judgements do not change; which entity a record means is laid over it, so a
//! judgement costs a second and not a rebuild ([`Serving::rejoined`]).
//!
//! Owns the index, its kept form and the questions. Leaves views, words and
//! sessions to others.
//!
//! All answers are plain values; [`Serving`] is `Send + Sync` and shared by
//! reference between threads.

pub mod editions;
pub mod entity;
pub mod filter;
pub mod flow;
pub mod rows;
pub mod search;
pub mod trade;

use crate::case::Case;
use crate::error::{Fault, Result, StoreError};

/// An entity by its number in one [`Serving`]; numbers differ between two.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EntityNo(pub u32);

/// A party of trade by its number in one [`Serving`]: an entity in a country
/// (decision 0010).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PartyNo(pub u32);

/// What is being done while an index is opened, for a progress bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Reading a kept part.
    Reading(&'static str),
    /// Making a part from the tables.
    Making(&'static str),
}

/// Bytes held in memory, by part.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Memory {
    /// Part and bytes.
    pub parts: Vec<(&'static str, u64)>,
}

impl Memory {
    /// All parts.
    pub fn total(&self) -> u64 {
        self.parts.iter().map(|part| part.1).sum()
    }
}

/// The index of a case as it stood when it was opened.
pub struct Serving {
    memory: Memory,
}

impl Serving {
    /// Opens the index: reads what was kept, and makes from the tables what is
    /// missing, old or damaged. What is made is kept where the case is open for
    /// writing.
    ///
    /// # Errors
    /// Where the case cannot be read or holds more than an index can number.
    pub fn open(_case: &Case, _progress: &mut dyn FnMut(Step)) -> Result<Serving> {
        Err(not_yet())
    }

    /// The same records with entities as they are resolved now: after a
    /// judgement, in about a second. Large parts are shared with `self`.
    ///
    /// # Errors
    /// As [`Serving::open`]; and where files came in meanwhile.
    pub fn rejoined(&self, _case: &Case) -> Result<Serving> {
        Err(not_yet())
    }

    /// True where no file, setting or judgement came in since.
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn is_current(&self, _case: &Case) -> Result<bool> {
        Err(not_yet())
    }

    /// What it holds.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }
}

fn not_yet() -> StoreError {
    StoreError::new(
        Fault::Bug,
        "the serving index does not answer this yet",
        "use fyke sql meanwhile",
    )
}
