//! Which of its candidates every record of a range chooses: the third question of who
//! is who.

use super::super::wire::{In, Out};
use super::candidates::read_candidates;
use fyke_resolve::entity::CandidateOptions;
use fyke_resolve::entity::candidates::likeliest;
use fyke_store::depot::{Blob, Depot};
use fyke_store::error::Result;
use fyke_store::work::Made;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Name of the kernel.
pub const CHOICES: &str = "choices";

/// The question, for one range.
#[derive(Serialize, Deserialize)]
pub struct Choosing {
    /// What every share found for it.
    pub found: Vec<Blob>,
    pub records: Range<u32>,
    pub options: CandidateOptions,
}

/// Answers the question.
pub fn choose(asked: &Choosing, depot: &Depot) -> Result<Made> {
    let bytes_in = asked.found.iter().map(|blob| blob.bytes).sum();
    let mut found = Vec::new();
    for blob in &asked.found {
        read_candidates(blob, depot, &mut found)?;
    }
    let rows_in = found.len() as u64;
    let chosen = likeliest(asked.records.clone(), found, &asked.options);
    Ok(Made {
        bytes: write_pairs(&chosen),
        rows_in,
        bytes_in,
        ..Made::default()
    })
}

/// Bytes of a pair.
pub const PAIR_BYTES: u64 = 8;

/// Pairs as bytes.
pub fn write_pairs(pairs: &[(u32, u32)]) -> Vec<u8> {
    let mut out = Out::default();
    for (a, b) in pairs {
        out.u32(*a);
        out.u32(*b);
    }
    out.0
}

/// Adds the pairs of some bytes.
pub fn read_pairs(bytes: &[u8], pairs: &mut Vec<(u32, u32)>) -> Result<()> {
    let mut read = In(bytes);
    while !read.is_empty() {
        pairs.push((read.u32()?, read.u32()?));
    }
    Ok(())
}
