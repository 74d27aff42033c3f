//! Who is who, its two costly questions: which records share a rare key, and how
//! alike two records are.
//!
//! The records are one blob that every worker prepares once. The first question
//! goes by shares of the keys, the second by slices of the pairs; neither needs a
//! neighbour, and neither answer depends on how many shares or slices there are.

use super::request;
use super::wire::{In, Out};
use crate::pipeline::elsewhere::Elsewhere;
use crate::screen::Outcome;
use fyke_model::dataset::FileHash;
use fyke_resolve::entity::candidates::{PARTS, merge};
use fyke_resolve::entity::{
    Candidate, CandidateOptions, CandidateReport, Corpus, Entity, Prepared, pairs_of_part, prepare_all,
};
use fyke_resolve::score::{Model, ScoredPair, scored};
use fyke_store::StoreError;
use fyke_store::depot::{Blob, Depot};
use fyke_store::error::{Fault, Result};
use fyke_store::work::{Made, Step};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex};

/// Names of the kernels.
pub const CANDIDATES: &str = "candidates";
pub const SCORES: &str = "scores";

/// Pairs that one job scores: some seconds of work.
pub const PAIRS_OF_A_JOB: usize = 400_000;

/// The first question, for one share of the keys.
#[derive(Serialize, Deserialize)]
pub struct ShareOfKeys {
    records: Blob,
    options: CandidateOptions,
    part: u64,
    parts: u64,
}

/// The second question, for one slice of the pairs.
#[derive(Serialize, Deserialize)]
pub struct SliceOfPairs {
    records: Blob,
    pairs: Blob,
    keep: f64,
    /// What the scores are of: another model is another question.
    model: String,
}

/// The records that were prepared last: a worker is asked of one case at a time.
#[derive(Default)]
pub struct Held(Mutex<Option<(FileHash, Arc<Records>)>>);

/// Records, ready to be compared.
struct Records {
    corpus: Corpus,
    prepared: Vec<Prepared>,
    bytes: u64,
}

impl Held {
    fn get(&self, blob: &Blob, depot: &Depot) -> Result<Arc<Records>> {
        // whoever comes while the records are prepared waits for them
        let mut held = self.0.lock().map_err(|_| broke_down())?;
        if let Some((hash, records)) = held.as_ref().filter(|(hash, _)| *hash == blob.hash) {
            debug_assert_eq!(hash, &blob.hash);
            return Ok(Arc::clone(records));
        }
        *held = None;
        let bytes = depot.bytes_of(blob)?;
        let entities = serde_json::Deserializer::from_slice(&bytes)
            .into_iter::<Entity>()
            .collect::<std::result::Result<Vec<_>, _>>()
            .map_err(|e| {
                StoreError::new(
                    Fault::Data,
                    format!("{}/{} holds no records: {e}", depot.url(), blob.name()),
                    "run the same version of fyke and fyke-worker",
                )
            })?;
        let (corpus, prepared) = prepare_all(&entities);
        let records = Arc::new(Records {
            corpus,
            prepared,
            bytes: blob.bytes,
        });
        *held = Some((blob.hash, Arc::clone(&records)));
        Ok(records)
    }
}

fn broke_down() -> StoreError {
    StoreError::new(
        Fault::Bug,
        "preparing the records broke down on this worker",
        "please report it with the worker's output",
    )
}

/// Answers the first question.
pub fn candidates(held: &Held, asked: &ShareOfKeys, depot: &Depot) -> Result<Made> {
    let records = held.get(&asked.records, depot)?;
    let (found, report) = pairs_of_part(
        &records.prepared,
        &records.corpus,
        &asked.options,
        asked.part,
        asked.parts,
    );
    let mut out = Out::default();
    out.u64(report.keys_over_cap);
    out.u64(report.pairs_not_made);
    for pair in found {
        out.u32(pair.a);
        out.u32(pair.b);
        out.u32(pair.bits_64ths);
    }
    Ok(Made {
        bytes: out.0,
        rows_in: records.prepared.len() as u64,
        bytes_in: records.bytes,
    })
}

/// Answers the second question.
pub fn scores(held: &Held, asked: &SliceOfPairs, depot: &Depot) -> Result<Made> {
    let model = Model::shipped();
    if asked.model != model.provenance() {
        return Err(StoreError::new(
            Fault::Request,
            "this worker has other weights than whoever asks",
            "run the same version of fyke and fyke-worker",
        ));
    }
    let records = held.get(&asked.records, depot)?;
    let bytes = depot.bytes_of(&asked.pairs)?;
    let mut read = In(&bytes);
    let mut pairs = Vec::with_capacity(bytes.len() / 8);
    while !read.is_empty() {
        pairs.push((read.u32()?, read.u32()?));
    }
    let mut out = Out::default();
    for pair in scored(&records.prepared, &pairs, &model, asked.keep) {
        out.u32(pair.a);
        out.u32(pair.b);
        out.u64(pair.probability.to_bits());
    }
    Ok(Made {
        bytes: out.0,
        rows_in: pairs.len() as u64,
        bytes_in: bytes.len() as u64,
    })
}

/// Candidates and their scores by the workers: what
/// [`pairs`](fyke_resolve::entity::pairs) and [`scored`] give here.
pub fn elsewhere(
    entities: &[Entity],
    options: &CandidateOptions,
    model: &Model,
    keep: f64,
    workers: &Elsewhere,
) -> Outcome<(Vec<ScoredPair>, CandidateReport)> {
    let records = workers.depot().keep(as_lines(entities)?)?;
    let share = |part| {
        request(&ShareOfKeys {
            records,
            options: *options,
            part,
            parts: PARTS,
        })
    };
    let requests = (0..PARTS).map(share).collect::<Result<Vec<_>>>()?;
    let step = Step::new("candidates", CANDIDATES, requests).with_rows_in(PARTS * entities.len() as u64);
    let mut parts = Vec::new();
    for bytes in workers.run(&step)? {
        parts.push(read_candidates(&bytes)?);
    }
    let (pairs, report) = merge(entities.len(), parts, options);
    let mut requests = Vec::new();
    for slice in pairs.chunks(PAIRS_OF_A_JOB) {
        let mut out = Out::default();
        for (a, b) in slice {
            out.u32(*a);
            out.u32(*b);
        }
        requests.push(request(&SliceOfPairs {
            records,
            pairs: workers.depot().keep(out.0)?,
            keep,
            model: model.provenance().to_owned(),
        })?);
    }
    let step = Step::new("scores", SCORES, requests).with_rows_in(pairs.len() as u64);
    let mut kept = Vec::new();
    for bytes in workers.run(&step)? {
        let mut read = In(&bytes);
        while !read.is_empty() {
            kept.push(ScoredPair {
                a: read.u32()?,
                b: read.u32()?,
                probability: f64::from_bits(read.u64()?),
            });
        }
    }
    Ok((kept, report))
}

fn as_lines(entities: &[Entity]) -> Outcome<Vec<u8>> {
    let mut lines = Vec::new();
    for entity in entities {
        serde_json::to_writer(&mut lines, entity)?;
        lines.push(b'\n');
    }
    Ok(lines)
}

fn read_candidates(bytes: &[u8]) -> Result<(Vec<Candidate>, CandidateReport)> {
    let mut read = In(bytes);
    let report = CandidateReport {
        keys_over_cap: read.u64()?,
        pairs_not_made: read.u64()?,
        ..CandidateReport::default()
    };
    let mut found = Vec::with_capacity(bytes.len() / 12);
    while !read.is_empty() {
        found.push(Candidate {
            a: read.u32()?,
            b: read.u32()?,
            bits_64ths: read.u32()?,
        });
    }
    Ok((found, report))
}
