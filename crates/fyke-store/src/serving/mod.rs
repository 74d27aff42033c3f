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
//! judgement costs a second or two and not a rebuild ([`Serving::rejoined`]).
//!
//! | file | what it answers |
//! |---|---|
//! | [`search`] | names as you type, facets with counts |
//! | [`entity`] | one entity: records, what is said of it, pairs, ties |
//! | [`trade`], [`ways`] | neighbours, rows on an edge, ways between two |
//! | [`flow`] | flow map, Sankey, rows behind an arc |
//! | [`rows`] | a row in tables, in its file, in bytes |
//! | [`editions`] | what changed between two editions of a list |
//!
//! All answers are plain values; [`Serving`] is `Send + Sync` and shared by
//! reference between threads.

mod bytes;
mod columns;
mod deals;
pub mod editions;
pub mod entity;
pub mod filter;
pub mod flow;
mod lists;
mod made;
mod names;
mod pairs;
mod records;
pub mod rows;
mod said;
pub mod search;
pub mod trade;
pub mod ways;
mod who;
mod words;

use crate::case::Case;
use crate::error::Result;
use crate::source_row::Places;
use datafusion::parquet::arrow::arrow_reader::ArrowReaderMetadata;
use fyke_model::dataset::FileHash;
use fyke_model::date::Day;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// An entity by its number in one [`Serving`]; numbers differ between two.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EntityNo(pub u32);

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
    large: Arc<made::Large>,
    entities: who::Entities,
    pairs: pairs::Pairs,
    /// Where the tables lie.
    tables: PathBuf,
    editions: BTreeMap<FileHash, Option<Day>>,
    parts: BTreeMap<FileHash, Vec<String>>,
    version: [u8; 32],
    memory: Memory,
    metas: Mutex<BTreeMap<PathBuf, Arc<ArrowReaderMetadata>>>,
    places: Mutex<BTreeMap<FileHash, Arc<Places>>>,
}

impl Serving {
    /// True where no file, setting or judgement came in since it was opened.
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn is_current(&self, case: &Case) -> Result<bool> {
        Ok(made::version(case)? == self.version)
    }

    /// Differs whenever answers may: of files, settings, who is who, judgements.
    pub fn version(&self) -> &[u8; 32] {
        &self.version
    }

    /// What it holds.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }
}
