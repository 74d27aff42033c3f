//! Who is who by the workers: records made ready, which of them share a rare key, which
//! of these each record chooses, and how alike two are.
//!
//! Records are dealt to blocks, keys to shares, so no job holds more than some of each:
//!
//! ```text
//! records: block -> records made ready, outlines, keys by share
//! candidates: share of the keys, all outlines -> what it found, by range of records
//! choices: range, what all shares found for it -> pairs
//! scores: pairs between some blocks, their records -> scores
//! ```
//!
//! What comes out depends on neither the number of blocks nor that of ranges or shares, and is
//! what [`pairs`](fyke_resolve::entity::pairs) and [`scored`](fyke_resolve::score::scored)
//! give here.

pub mod candidates;
pub mod choices;
pub mod records;
pub mod scores;

pub use candidates::CANDIDATES;
pub use choices::CHOICES;
pub use records::RECORDS;
pub use scores::SCORES;

use super::request;
use super::wire::{packed, unpacked};
use crate::pipeline::elsewhere::Elsewhere;
use crate::screen::Outcome;
use candidates::{CANDIDATE_BYTES, Found, Share};
use choices::Choosing;
use fyke_resolve::entity::{CandidateOptions, CandidateReport, Corpus, Entity, Prepared};
use fyke_resolve::score::{Model, ScoredPair};
use fyke_store::StoreError;
use fyke_store::depot::Blob;
use fyke_store::error::Fault;
use fyke_store::work::Step;
use records::{Block, Cut, KEY_BYTES, Ready};
use scores::Slice;
use std::collections::{BTreeMap, BTreeSet};

/// Records that workers have made ready.
pub struct ByWorkers<'a> {
    workers: &'a Elsewhere,
    model: &'a Model,
    cut: Cut,
    /// Every block, in order.
    blocks: Vec<Ready>,
}

impl<'a> ByWorkers<'a> {
    /// Has all records made ready.
    pub fn ready(workers: &'a Elsewhere, entities: &[Entity], model: &'a Model) -> Outcome<ByWorkers<'a>> {
        let cut = Cut::of(entities.len() as u32);
        let depot = workers.depot();
        let corpus = depot.keep(packed(&Corpus::of(entities))?)?;
        let mut requests = Vec::new();
        for (block, first) in entities.chunks(cut.block as usize).zip(cut.firsts()) {
            requests.push(request(&Block {
                entities: depot.keep(packed(&block)?)?,
                corpus,
                first,
                shares: cut.shares,
            })?);
        }
        let step = Step::new("records", RECORDS, requests).with_rows_in(entities.len() as u64);
        let answers = workers.run(&step)?;
        let blocks = answers.map(|bytes| Ok(unpacked(&bytes?, "blocks of records")?));
        Ok(ByWorkers {
            workers,
            model,
            cut,
            blocks: blocks.collect::<Outcome<_>>()?,
        })
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.cut.records as usize
    }

    /// The pairs worth comparing.
    pub fn candidates(&self, options: &CandidateOptions) -> Outcome<(Vec<(u32, u32)>, CandidateReport)> {
        let of_shares = self.found(options)?;
        let mut report = CandidateReport {
            records: self.len() as u64,
            ..CandidateReport::default()
        };
        for found in &of_shares {
            report.keys_over_cap += found.keys_over_cap;
            report.pairs_not_made += found.pairs_not_made;
        }
        let (mut requests, mut rows) = (Vec::new(), 0);
        for (place, records) in self.cut.ranges().enumerate() {
            let of_range = of_shares.iter().map(|found| found.of_ranges.get(place).copied());
            let found: Vec<Blob> = of_range.collect::<Option<_>>().ok_or_else(block_missing)?;
            rows += found.iter().map(|blob| blob.bytes / CANDIDATE_BYTES).sum::<u64>();
            requests.push(request(&Choosing {
                found,
                records,
                options: *options,
            })?);
        }
        let step = Step::new("choices", CHOICES, requests).with_rows_in(rows);
        let mut pairs = Vec::new();
        for bytes in self.workers.run(&step)? {
            choices::read_pairs(&bytes?, &mut pairs)?;
        }
        // a pair that both its ends chose comes from two ranges
        pairs.sort_unstable();
        pairs.dedup();
        report.pairs = pairs.len() as u64;
        Ok((pairs, report))
    }

    fn found(&self, options: &CandidateOptions) -> Outcome<Vec<Found>> {
        let outlines: Vec<Blob> = self.blocks.iter().map(|block| block.outlines).collect();
        let (mut requests, mut rows) = (Vec::new(), 0);
        for share in 0..self.cut.shares as usize {
            let of_share = self.blocks.iter().map(|block| block.keys.get(share).copied());
            let keys: Vec<Blob> = of_share.collect::<Option<_>>().ok_or_else(block_missing)?;
            rows += keys.iter().map(|blob| blob.bytes / KEY_BYTES).sum::<u64>();
            requests.push(request(&Share {
                keys,
                outlines: outlines.clone(),
                options: *options,
                choose: self.cut.choose,
            })?);
        }
        let step = Step::new("candidates", CANDIDATES, requests).with_rows_in(rows);
        let answers = self.workers.run(&step)?;
        answers
            .map(|bytes| Ok(unpacked(&bytes?, "candidates")?))
            .collect()
    }

    /// Scores of pairs, those from `keep` on, sorted.
    pub fn scored(&self, pairs: Vec<(u32, u32)>, keep: f64) -> Outcome<Vec<ScoredPair>> {
        let rows = pairs.len() as u64;
        let mut requests = Vec::new();
        for (blocks, bytes) in scores::slices(pairs, &self.cut) {
            let blob = |block: u32| Some((block, self.blocks.get(block as usize)?.prepared));
            let blocks: Option<BTreeMap<u32, Blob>> = blocks.into_iter().map(blob).collect();
            requests.push(request(&Slice {
                blocks: blocks.ok_or_else(block_missing)?,
                block: self.cut.block,
                pairs: self.workers.depot().keep(bytes)?,
                keep,
                model: self.model.provenance().to_owned(),
            })?);
        }
        let step = Step::new("scores", SCORES, requests).with_rows_in(rows);
        let mut kept = Vec::new();
        for bytes in self.workers.run(&step)? {
            scores::read_scores(&bytes?, &mut kept)?;
        }
        kept.sort_unstable_by_key(|pair| (pair.a, pair.b));
        Ok(kept)
    }

    /// Some records made ready, read back block by block.
    pub fn records(&self, wanted: &BTreeSet<u32>) -> Outcome<BTreeMap<u32, Prepared>> {
        let mut found = BTreeMap::new();
        for (block, first) in self.blocks.iter().zip(self.cut.firsts()) {
            let last = first.saturating_add(self.cut.block);
            if wanted.range(first..last).next().is_none() {
                continue;
            }
            let records = scores::read_records(&block.prepared, self.workers.depot())?;
            let numbered = (first..).zip(records);
            found.extend(numbered.filter(|(number, _)| wanted.contains(number)));
        }
        Ok(found)
    }
}

fn block_missing() -> StoreError {
    StoreError::new(
        Fault::Data,
        "a worker's answer is about other blocks of records than it was asked",
        "run the same version of fyke and fyke-worker",
    )
}
