//! How alike two records are: the fourth question of who is who, for pairs between a
//! few blocks.

use super::super::held::locked;
use super::super::wire::{In, Out, unpacked};
use super::choices::{read_pairs, write_pairs};
use super::records::{BLOCK_MAX, Cut};
use fyke_model::dataset::FileHash;
use fyke_resolve::entity::Prepared;
use fyke_resolve::score::{Model, ScoredPair, scored_among};
use fyke_store::StoreError;
use fyke_store::depot::{Blob, Depot};
use fyke_store::error::{Fault, Result};
use fyke_store::work::Made;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

/// Name of the kernel.
pub const SCORES: &str = "scores";

/// Pairs that one job scores: some seconds of work.
pub const PAIRS_OF_A_JOB: usize = 400_000;

/// Records that one job reads: two of the largest blocks.
pub const RECORDS_OF_A_JOB: u32 = 2 * BLOCK_MAX;

/// Records that a worker holds from one job to the next, some 1.2 GB: the jobs of one
/// block follow each other.
pub const HELD_MAX: usize = 3 * BLOCK_MAX as usize;

/// The question, for some pairs.
#[derive(Serialize, Deserialize)]
pub struct Slice {
    /// The blocks in which their records stand, by the block's number.
    pub blocks: BTreeMap<u32, Blob>,
    /// Records of a block.
    pub block: u32,
    pub pairs: Blob,
    pub keep: f64,
    /// What the scores are of: another model is another question.
    pub model: String,
}

/// Blocks that were read last, the newest at the end.
#[derive(Default)]
pub struct Held(Mutex<Vec<(FileHash, Arc<Vec<Prepared>>)>>);

impl Held {
    /// A block, read if it is not held; the oldest go where there is no room.
    fn get(&self, blob: &Blob, depot: &Depot) -> Result<Arc<Vec<Prepared>>> {
        // whoever comes while a block is read waits for it
        let mut held = locked(&self.0)?;
        if let Some(at) = held.iter().position(|(hash, _)| *hash == blob.hash) {
            let found = held.remove(at);
            let records = Arc::clone(&found.1);
            held.push(found);
            return Ok(records);
        }
        let records = Arc::new(read_records(blob, depot)?);
        held.push((blob.hash, Arc::clone(&records)));
        let mut all: usize = held.iter().map(|(_, records)| records.len()).sum();
        while all > HELD_MAX && held.len() > 1 {
            all -= held.remove(0).1.len();
        }
        Ok(records)
    }

    /// Makes room.
    pub fn forget(&self) {
        if let Ok(mut held) = self.0.lock() {
            held.clear();
        }
    }
}

/// The records of a block, made ready.
pub fn read_records(blob: &Blob, depot: &Depot) -> Result<Vec<Prepared>> {
    unpacked(&depot.bytes_of(blob)?, "records made ready")
}

/// Answers the question.
pub fn score(held: &Held, asked: &Slice, depot: &Depot) -> Result<Made> {
    let model = Model::shipped();
    if asked.model != model.provenance() {
        return Err(StoreError::new(
            Fault::Request,
            "this worker has other weights than whoever asks",
            "run the same version of fyke and fyke-worker",
        ));
    }
    let mut pairs = Vec::new();
    read_pairs(&depot.bytes_of(&asked.pairs)?, &mut pairs)?;
    let mut blocks = BTreeMap::new();
    for (number, blob) in &asked.blocks {
        blocks.insert(*number, held.get(blob, depot)?);
    }
    let size = asked.block.max(1);
    let among = |record: u32| blocks.get(&(record / size))?.get((record % size) as usize);
    let mut out = Out::default();
    for pair in scored_among(among, &pairs, &model, asked.keep) {
        out.u32(pair.a);
        out.u32(pair.b);
        out.u64(pair.probability.to_bits());
    }
    let read: u64 = asked.blocks.values().map(|blob| blob.bytes).sum();
    Ok(Made {
        bytes: out.0,
        rows_in: pairs.len() as u64,
        bytes_in: read + asked.pairs.bytes,
        ..Made::default()
    })
}

/// Bytes of a score.
pub const SCORE_BYTES: u64 = 16;

/// Adds the scores of an answer.
pub fn read_scores(bytes: &[u8], scores: &mut Vec<ScoredPair>) -> Result<()> {
    let mut read = In(bytes);
    while !read.is_empty() {
        scores.push(ScoredPair {
            a: read.u32()?,
            b: read.u32()?,
            probability: f64::from_bits(read.u64()?),
        });
    }
    Ok(())
}

/// Pairs cut into jobs, each with the blocks it needs: pairs between the same blocks
/// stand together, and no job needs more records than a worker should hold.
pub fn slices(mut pairs: Vec<(u32, u32)>, cut: &Cut) -> Vec<(BTreeSet<u32>, Vec<u8>)> {
    let blocks_of = |pair: &(u32, u32)| (cut.block_of(pair.0), cut.block_of(pair.1));
    pairs.sort_unstable_by_key(|pair| (blocks_of(pair), *pair));
    let blocks_max = (RECORDS_OF_A_JOB / cut.block) as usize;
    let mut slices = Vec::new();
    let (mut start, mut blocks) = (0, BTreeSet::new());
    for (at, pair) in pairs.iter().enumerate() {
        let (a, b) = blocks_of(pair);
        let more = usize::from(!blocks.contains(&a)) + usize::from(a != b && !blocks.contains(&b));
        if at - start == PAIRS_OF_A_JOB || blocks.len() + more > blocks_max {
            let of_job = pairs.get(start..at).unwrap_or(&[]);
            slices.push((std::mem::take(&mut blocks), write_pairs(of_job)));
            start = at;
        }
        blocks.extend([a, b]);
    }
    if !blocks.is_empty() {
        slices.push((blocks, write_pairs(pairs.get(start..).unwrap_or(&[]))));
    }
    slices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_hold_every_pair_once_with_its_blocks() {
        let cut = Cut {
            records: 6 * BLOCK_MAX,
            block: BLOCK_MAX,
            choose: BLOCK_MAX,
            shares: 16,
        };
        let pairs: Vec<(u32, u32)> = (0..60_000u32)
            .map(|n| (n * 7, n * 7 + 1 + n * 31 % (5 * BLOCK_MAX - 420_000)))
            .collect();
        let slices = slices(pairs.clone(), &cut);
        assert!(slices.len() > 3);
        let mut all = Vec::new();
        for (blocks, bytes) in &slices {
            let mut of_slice = Vec::new();
            read_pairs(bytes, &mut of_slice).unwrap();
            assert!(blocks.len() <= 2);
            assert!(
                of_slice.iter().all(|(a, b)| {
                    blocks.contains(&cut.block_of(*a)) && blocks.contains(&cut.block_of(*b))
                })
            );
            all.extend(of_slice);
        }
        all.sort_unstable();
        assert_eq!(all, pairs);
        assert!(super::slices(vec![], &cut).is_empty());
    }
}
