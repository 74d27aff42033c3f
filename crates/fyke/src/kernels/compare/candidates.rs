//! Which records share a rare key, for one share of the keys: the second question of
//! who is who.
//!
//! What is found goes to those whom it concerns: records choose in ranges, and there is
//! a blob for each range, so that whoever lets its records choose reads nothing else.

use super::super::held::Latest;
use super::super::wire::{In, Out, packed, unpacked};
use super::records::read_keys;
use fyke_resolve::entity::candidates::pairs_of_share;
use fyke_resolve::entity::{Candidate, CandidateOptions, Outlines};
use fyke_store::depot::{Blob, Depot};
use fyke_store::error::Result;
use fyke_store::work::Made;
use serde::{Deserialize, Serialize};

/// Name of the kernel.
pub const CANDIDATES: &str = "candidates";

/// The question, for one share.
#[derive(Serialize, Deserialize)]
pub struct Share {
    /// Of every block, in order.
    pub keys: Vec<Blob>,
    /// Of every block, in order.
    pub outlines: Vec<Blob>,
    pub options: CandidateOptions,
    /// Records that choose together.
    pub choose: u32,
}

/// The answer.
#[derive(Serialize, Deserialize)]
pub struct Found {
    pub keys_over_cap: u64,
    pub pairs_not_made: u64,
    /// Candidates with an end in each range, in order; one with an end in two stands
    /// in both.
    pub of_ranges: Vec<Blob>,
}

/// The outlines that were read last: all shares of a case ask for the same.
pub type Held = Latest<Vec<Blob>, Outlines>;

/// Those of all blocks, one after the other.
fn outlines(of_blocks: &[Blob], depot: &Depot) -> Result<Outlines> {
    let mut all = Outlines::default();
    for blob in of_blocks {
        all.append(&unpacked(&depot.bytes_of(blob)?, "outlines of records")?);
    }
    Ok(all)
}

/// Answers the question.
pub fn find(held: &Held, asked: &Share, depot: &Depot) -> Result<Made> {
    let outlines = held.get(asked.outlines.clone(), || outlines(&asked.outlines, depot))?;
    let mut keys = Vec::new();
    for blob in &asked.keys {
        read_keys(blob, depot, &mut keys)?;
    }
    let rows_in = keys.len() as u64;
    let (found, report) = pairs_of_share(keys, &outlines, &asked.options);
    let choose = asked.choose.max(1);
    let ranges = (outlines.len() as u32).div_ceil(choose);
    let mut of_ranges: Vec<Out> = (0..ranges).map(|_| Out::default()).collect();
    for candidate in found {
        let [a, b] = [candidate.a / choose, candidate.b / choose];
        for range in [Some(a), (a != b).then_some(b)].into_iter().flatten() {
            if let Some(out) = of_ranges.get_mut(range as usize) {
                out.u32(candidate.a);
                out.u32(candidate.b);
                out.u32(candidate.bits_64ths);
            }
        }
    }
    let mut kept = Vec::with_capacity(of_ranges.len());
    for out in of_ranges {
        kept.push(depot.keep(out.0)?);
    }
    let read = asked.keys.iter().chain(&asked.outlines).map(|blob| blob.bytes);
    Ok(Made {
        bytes: packed(&Found {
            keys_over_cap: report.keys_over_cap,
            pairs_not_made: report.pairs_not_made,
            of_ranges: kept.clone(),
        })?,
        beside: kept,
        rows_in,
        bytes_in: read.sum(),
    })
}

/// Bytes of a candidate.
pub const CANDIDATE_BYTES: u64 = 12;

/// Adds the candidates of one share for one range.
pub fn read_candidates(blob: &Blob, depot: &Depot, found: &mut Vec<Candidate>) -> Result<()> {
    let bytes = depot.bytes_of(blob)?;
    let mut read = In(&bytes);
    while !read.is_empty() {
        found.push(Candidate {
            a: read.u32()?,
            b: read.u32()?,
            bits_64ths: read.u32()?,
        });
    }
    Ok(())
}
