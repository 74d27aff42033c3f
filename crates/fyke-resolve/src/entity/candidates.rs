//! Which pairs of entities are worth comparing, without comparing all.

use super::{Corpus, Prepared};

/// How candidates are sought.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CandidateOptions {
    /// Entities that may share a key; a fuller key is refined with one more word.
    pub key_cap: usize,
    /// Keys of one entity.
    pub keys_max: usize,
    /// Candidates that one entity may choose; a pair stays when either end chooses it.
    pub per_record: usize,
    /// Also pairs within one dataset.
    pub within: bool,
}

impl Default for CandidateOptions {
    fn default() -> CandidateOptions {
        CandidateOptions { key_cap: 60, keys_max: 64, per_record: 50, within: true }
    }
}

/// What the search for candidates did and did not do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CandidateReport {
    /// Entities searched.
    pub records: u64,
    /// Pairs found.
    pub pairs: u64,
    /// Keys that more entities share than the cap allows.
    pub keys_over_cap: u64,
    /// Pairs that over-full keys would have made and that were not made.
    pub pairs_not_made: u64,
}

/// The keys of one entity: entities that share one are candidates.
pub fn keys(entity: &Prepared, _corpus: &Corpus) -> Vec<u64> {
    let mut keys: Vec<u64> = entity.names.iter().flatten().copied().collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Candidate pairs `(a, b)` with `a < b`, sorted, each once.
pub fn pairs(
    entities: &[Prepared],
    corpus: &Corpus,
    options: &CandidateOptions,
) -> (Vec<(u32, u32)>, CandidateReport) {
    let mut held: Vec<(u64, u32)> = Vec::new();
    for (number, entity) in entities.iter().enumerate() {
        held.extend(keys(entity, corpus).into_iter().map(|key| (key, number as u32)));
    }
    held.sort_unstable();
    let mut report = CandidateReport { records: entities.len() as u64, ..CandidateReport::default() };
    let mut found = Vec::new();
    for group in held.chunk_by(|a, b| a.0 == b.0) {
        if group.len() > options.key_cap {
            report.keys_over_cap += 1;
            report.pairs_not_made += (group.len() * (group.len() - 1) / 2) as u64;
            continue;
        }
        for (i, &(_, a)) in group.iter().enumerate() {
            found.extend(group[i + 1..].iter().map(|&(_, b)| (a, b)));
        }
    }
    found.sort_unstable();
    found.dedup();
    report.pairs = found.len() as u64;
    (found, report)
}
