//! Records made ready to be compared, a block at a time: the first question of who is
//! who.
//!
//! What is rare among all records is counted beforehand and comes along. Of a block
//! three things are kept beside the answer: the records made ready, their outlines,
//! and their keys, a blob for each share of the keys, so that whoever works on a share
//! reads nothing else.

use super::super::held::Latest;
use super::super::wire::{In, Out, packed, unpacked};
use fyke_model::dataset::FileHash;
use fyke_resolve::entity::{Corpus, Entity, Keys, Outlines, Prepared, prepare};
use fyke_store::depot::{Blob, Depot};
use fyke_store::error::Result;
use fyke_store::work::Made;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Name of the kernel.
pub const RECORDS: &str = "records";

/// Records of the largest block: some 400 MB made ready.
pub const BLOCK_MAX: u32 = 131_072;

/// Blocks that a small case is cut into, so that all workers have something to do, as
/// long as they do not become smaller than [`BLOCK_MIN`].
const BLOCKS: u32 = 16;
const BLOCK_MIN: u32 = 1_024;

/// Records that choose among their candidates in one job, at most: each may have some
/// hundreds.
const CHOOSE_MAX: u32 = 32_768;

/// Records of a share of the keys, at most about so many: what a share finds grows
/// faster than the records do.
const RECORDS_OF_A_SHARE: u32 = 50_000;
const SHARES_MIN: u32 = 16;

/// How the records are cut. It follows from their number alone, so that a step that was
/// broken off is found again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cut {
    /// All records.
    pub records: u32,
    /// Records of a block; the last may have fewer.
    pub block: u32,
    /// Records that choose together.
    pub choose: u32,
    /// Shares of the keys.
    pub shares: u32,
}

impl Cut {
    /// For so many records.
    pub fn of(records: u32) -> Cut {
        let block = records.div_ceil(BLOCKS).checked_next_power_of_two();
        let block = block.unwrap_or(BLOCK_MAX).clamp(BLOCK_MIN, BLOCK_MAX);
        Cut {
            records,
            block,
            choose: block.min(CHOOSE_MAX),
            shares: records.div_ceil(RECORDS_OF_A_SHARE).max(SHARES_MIN),
        }
    }

    /// Number of the first record of every block.
    pub fn firsts(&self) -> impl Iterator<Item = u32> + use<> {
        (0..self.records).step_by(self.block as usize)
    }

    /// The records that choose together, range after range.
    pub fn ranges(&self) -> impl Iterator<Item = Range<u32>> + use<> {
        let (records, choose) = (self.records, self.choose.max(1));
        let firsts = (0..records).step_by(choose as usize);
        firsts.map(move |first| first..records.min(first.saturating_add(choose)))
    }

    /// Which block a record stands in.
    pub fn block_of(&self, record: u32) -> u32 {
        record / self.block
    }
}

/// The question, for one block.
#[derive(Serialize, Deserialize)]
pub struct Block {
    pub entities: Blob,
    pub corpus: Blob,
    /// Number of its first record.
    pub first: u32,
    pub shares: u32,
}

/// The answer: where everything is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ready {
    pub prepared: Blob,
    pub outlines: Blob,
    /// By share.
    pub keys: Vec<Blob>,
}

/// The counts that came last: those of one case serve all its blocks.
pub type Held = Latest<FileHash, Corpus>;

/// Answers the question.
pub fn make_ready(held: &Held, asked: &Block, depot: &Depot) -> Result<Made> {
    let corpus = held.get(asked.corpus.hash, || {
        unpacked(&depot.bytes_of(&asked.corpus)?, "counts")
    })?;
    let entities: Vec<Entity> = unpacked(&depot.bytes_of(&asked.entities)?, "records")?;
    let prepared: Vec<Prepared> = entities
        .par_iter()
        .map(|entity| prepare(entity, &corpus))
        .collect();
    drop(entities);
    let keys = Keys::of(&prepared, &corpus);
    let outlines = depot.keep(packed(&Outlines::of(&prepared))?)?;
    let rows_in = prepared.len() as u64;
    let prepared = depot.keep(packed(&prepared)?)?;
    let mut shares = Vec::with_capacity(asked.shares as usize);
    for share in 0..asked.shares {
        let mut out = Out::default();
        for (key, record) in keys.of_share(share, asked.shares, asked.first) {
            out.u64(key);
            out.u32(record);
        }
        shares.push(depot.keep(out.0)?);
    }
    let ready = Ready {
        prepared,
        outlines,
        keys: shares,
    };
    Ok(Made {
        bytes: packed(&ready)?,
        beside: ready.keys.iter().copied().chain([prepared, outlines]).collect(),
        rows_in,
        bytes_in: asked.entities.bytes + asked.corpus.bytes,
    })
}

/// Bytes of a key with whose it is.
pub const KEY_BYTES: u64 = 12;

/// Adds the keys of a share of one block.
pub fn read_keys(blob: &Blob, depot: &Depot, keys: &mut Vec<(u64, u32)>) -> Result<()> {
    let bytes = depot.bytes_of(blob)?;
    let mut read = In(&bytes);
    while !read.is_empty() {
        keys.push((read.u64()?, read.u32()?));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_stands_in_one_block() {
        for records in [0, 1, 1_024, 1_025, 346_121, 6_600_000, u32::MAX] {
            let cut = Cut::of(records);
            assert!(cut.block <= BLOCK_MAX && cut.shares >= SHARES_MIN);
            assert_eq!(cut.firsts().count() as u32, records.div_ceil(cut.block));
            assert_eq!(
                cut.ranges().map(|range| range.len()).sum::<usize>(),
                records as usize
            );
            assert!(cut.ranges().all(|range| range.len() <= CHOOSE_MAX as usize));
            if let Some(last) = records.checked_sub(1) {
                assert_eq!(cut.block_of(last), records.div_ceil(cut.block) - 1);
            }
        }
    }
}
