//! Which pairs of entities are worth comparing, without comparing all.
//!
//! Entities that share a key are candidates. A key that too many share is
//! refined by one more thing they share, twice at most, and what is lost then is
//! counted. Keys can be worked off in partitions, each alone, with the same
//! result; every entity then keeps its likeliest candidates, by how rare the
//! keys are that it shares with them.
//!
//! Method: inverted keys with frequency caps and top-k by summed rarity, as in
//! Sparkly (Paulsen, Govind and Doan 2023) and BM25 retrieval before it.

use rayon::prelude::*;

use super::Corpus;
use super::corpus::SMALL_CORPUS;
use super::prepare::Prepared;
use super::words::{Key, key_of};

/// How candidates are sought.
#[derive(Clone, Copy, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct CandidateOptions {
    /// Entities that may share a key; a fuller key is refined with one more word.
    pub key_cap: usize,
    /// Candidates that one entity may choose; a pair stays when either end chooses it.
    pub per_record: usize,
    /// Bits of rarity that the keys two entities share must have together.
    pub bits_min: u32,
    /// Also pairs within one dataset.
    pub within: bool,
}

impl Default for CandidateOptions {
    fn default() -> CandidateOptions {
        CandidateOptions {
            key_cap: 60,
            per_record: 20,
            bits_min: 8,
            within: true,
        }
    }
}

/// What the search for candidates did and did not do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CandidateReport {
    /// Entities searched.
    pub records: u64,
    /// Pairs kept.
    pub pairs: u64,
    /// Keys that more entities share than the cap allows, before refining.
    pub keys_over_cap: u64,
    /// Pairs within keys that were over-full after all refining and so were not made.
    pub pairs_not_made: u64,
}

impl CandidateReport {
    fn add(&mut self, other: &CandidateReport) {
        self.keys_over_cap += other.keys_over_cap;
        self.pairs_not_made += other.pairs_not_made;
    }
}

/// A pair that shares keys, and the bits of their rarity.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Candidate {
    /// The lower number.
    pub a: u32,
    /// The higher number.
    pub b: u32,
    /// Summed rarity of the keys they share, in 64ths of a bit: whole numbers, so
    /// that the sum does not depend on the partitions.
    pub bits_64ths: u32,
}

/// Keys of one entity that are used at most; the rarest words come first.
const KEYS_MAX: usize = 160;
/// Things by which an over-full key is refined, at most per entity.
const REFINING_MAX: usize = 40;
/// How often an over-full key is refined.
const REFINED_MAX: u32 = 2;
/// What sharing something that refined a key says beyond the key: two bits.
const REFINED_64THS: u32 = 128;
/// Bits that one key can say at most.
const KEY_BITS_MAX: f32 = 20.0;

/// The keys of one entity: entities that share one are candidates. Sorted, each once.
pub fn keys(entity: &Prepared, corpus: &Corpus) -> Vec<u64> {
    let mut keys: Vec<u64> = Vec::new();
    let facts = entity
        .identifiers
        .iter()
        .filter(|i| i.is_telling())
        .map(|i| i.key());
    keys.extend(facts.filter(|&fact| !corpus.is_generic(fact)));
    let buildings = entity.addresses.iter().filter_map(|(a, _)| a.building_key());
    keys.extend(buildings.filter(|&fact| !corpus.is_crowded(fact)));
    keys.extend(entity.dates.iter().filter_map(|d| d.day_key()));
    for name in &entity.names {
        let more = [name.glued, name.initials].into_iter().flatten();
        let all = more
            .chain(name.acronyms.iter().copied())
            .chain(name.slips.iter().copied());
        keys.extend(all.map(|k| u64::from(k.0)));
    }
    keys.extend(entity.pool.iter().map(|w| u64::from(w.key.0)));
    keys.extend(entity.mentions.iter().map(|k| u64::from(k.0)));
    keys.sort_unstable();
    keys.dedup();
    keys.truncate(KEYS_MAX);
    keys
}

/// Things by which an over-full key of this entity is told apart further.
fn refining(entity: &Prepared) -> Vec<Key> {
    let mut rarest: Vec<_> = entity.pool.iter().collect();
    rarest.sort_by(|a, b| b.bits.total_cmp(&a.bits).then(a.key.cmp(&b.key)));
    let years = entity
        .dates
        .iter()
        .filter_map(|d| d.year_key())
        .map(|k| key_of("year", &k.to_le_bytes()));
    let countries = entity
        .countries
        .codes()
        .iter()
        .map(|c| key_of("country", c.as_str().as_bytes()));
    let words = rarest.into_iter().map(|w| w.key);
    words
        .chain(years)
        .chain(countries)
        .chain(entity.address_words.iter().copied())
        .take(REFINING_MAX)
        .collect()
}

/// Partitions of the keys: enough for the threads of one machine and the workers
/// of a small cluster. Their number changes no pair.
pub const PARTS: u64 = 16;

/// Candidate pairs `(a, b)` with `a < b`, sorted, each once.
pub fn pairs(
    entities: &[Prepared],
    corpus: &Corpus,
    options: &CandidateOptions,
) -> (Vec<(u32, u32)>, CandidateReport) {
    let parts: Vec<_> = (0..PARTS)
        .into_par_iter()
        .map(|part| pairs_of_part(entities, corpus, options, part, PARTS))
        .collect();
    merge(entities.len(), parts, options)
}

/// The candidates that the keys of one partition make: keys whose number leaves
/// the remainder `part` when divided by `parts`. Sorted by pair, each once.
pub fn pairs_of_part(
    entities: &[Prepared],
    corpus: &Corpus,
    options: &CandidateOptions,
    part: u64,
    parts: u64,
) -> (Vec<Candidate>, CandidateReport) {
    let mut held: Vec<(u64, u32)> = Vec::new();
    for (number, entity) in entities.iter().enumerate() {
        let keys = keys(entity, corpus)
            .into_iter()
            .filter(|key| mixed(*key) % parts.max(1) == part);
        held.extend(keys.map(|key| (key, number as u32)));
    }
    held.sort_unstable();
    let mut search = Search {
        entities,
        options,
        found: Vec::new(),
        report: CandidateReport::default(),
    };
    for group in held.chunk_by(|a, b| a.0 == b.0) {
        let members: Vec<u32> = group.iter().map(|&(_, number)| number).collect();
        search.key(&members);
    }
    (summed(search.found), search.report)
}

/// Puts the partitions together and lets every entity choose its likeliest candidates.
pub fn merge(
    records: usize,
    parts: Vec<(Vec<Candidate>, CandidateReport)>,
    options: &CandidateOptions,
) -> (Vec<(u32, u32)>, CandidateReport) {
    let mut report = CandidateReport {
        records: records as u64,
        ..CandidateReport::default()
    };
    let mut all: Vec<Candidate> = Vec::new();
    for (found, of_part) in parts {
        report.add(&of_part);
        all.extend(found);
    }
    let mut all = summed(all);
    all.retain(|c| c.bits_64ths >= options.bits_min * 64);
    let chosen = likeliest(records, &all, options.per_record);
    report.pairs = chosen.len() as u64;
    (chosen, report)
}

fn mixed(key: u64) -> u64 {
    let mixed = (key ^ (key >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^ (mixed >> 33)
}

struct Search<'a> {
    entities: &'a [Prepared],
    options: &'a CandidateOptions,
    found: Vec<Candidate>,
    report: CandidateReport,
}

impl Search<'_> {
    /// Makes the pairs of one key. Each counts what the key says, once, and a
    /// little for what refined it: words that refine it are keys of their own.
    fn key(&mut self, members: &[u32]) {
        let start = self.found.len();
        let among = (self.entities.len() as f32).max(SMALL_CORPUS);
        let rarity = (among / members.len() as f32).log2();
        let bits_64ths = (rarity.clamp(0.0, KEY_BITS_MAX) * 64.0) as u32;
        self.group(members, 0, bits_64ths);
        if members.len() > self.options.key_cap {
            let mut made = self.found.split_off(start);
            made.sort_unstable();
            made.dedup_by_key(|c| (c.a, c.b));
            self.found.append(&mut made);
        }
    }

    fn group(&mut self, members: &[u32], refined: u32, bits_64ths: u32) {
        if members.len() <= self.options.key_cap {
            return self.pairs(members, bits_64ths);
        }
        self.report.keys_over_cap += u64::from(refined == 0);
        if refined == REFINED_MAX {
            let n = members.len() as u64;
            self.report.pairs_not_made += n * (n - 1) / 2;
            return;
        }
        let mut held: Vec<(Key, u32)> = Vec::new();
        for &number in members {
            if let Some(entity) = self.entities.get(number as usize) {
                held.extend(refining(entity).into_iter().map(|key| (key, number)));
            }
        }
        held.sort_unstable();
        held.dedup();
        let mut refines = false;
        for group in held.chunk_by(|a, b| a.0 == b.0) {
            // a word that all share refines nothing
            if group.len() > 1 && group.len() < members.len() {
                refines = true;
                let fewer: Vec<u32> = group.iter().map(|&(_, number)| number).collect();
                self.group(&fewer, refined + 1, bits_64ths + REFINED_64THS);
            }
        }
        if !refines {
            let n = members.len() as u64;
            self.report.pairs_not_made += n * (n - 1) / 2;
        }
    }

    fn pairs(&mut self, members: &[u32], bits_64ths: u32) {
        for (i, &a) in members.iter().enumerate() {
            let Some(x) = self.entities.get(a as usize) else {
                continue;
            };
            for &b in members.get(i + 1..).unwrap_or(&[]) {
                let Some(y) = self.entities.get(b as usize) else {
                    continue;
                };
                if x.may_be(y, self.options.within) {
                    self.found.push(Candidate { a, b, bits_64ths });
                }
            }
        }
    }
}

/// Candidates sorted by pair, the bits of one pair added up.
fn summed(mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_unstable();
    let mut sums: Vec<Candidate> = Vec::new();
    for candidate in found {
        match sums.last_mut() {
            Some(last) if (last.a, last.b) == (candidate.a, candidate.b) => {
                last.bits_64ths = last.bits_64ths.saturating_add(candidate.bits_64ths);
            }
            _ => sums.push(candidate),
        }
    }
    sums
}

/// Pairs that at least one end counts among its likeliest.
fn likeliest(records: usize, all: &[Candidate], per_record: usize) -> Vec<(u32, u32)> {
    let mut by_record: Vec<Vec<(u32, u32)>> = vec![Vec::new(); records];
    for (number, candidate) in all.iter().enumerate() {
        for end in [candidate.a, candidate.b] {
            if let Some(list) = by_record.get_mut(end as usize) {
                list.push((candidate.bits_64ths, number as u32));
            }
        }
    }
    let mut kept = vec![false; all.len()];
    for list in &mut by_record {
        list.sort_unstable_by_key(|&(bits, number)| (std::cmp::Reverse(bits), number));
        for &(_, number) in list.iter().take(per_record) {
            if let Some(slot) = kept.get_mut(number as usize) {
                *slot = true;
            }
        }
    }
    all.iter()
        .zip(kept)
        .filter(|(_, kept)| *kept)
        .map(|(c, _)| (c.a, c.b))
        .collect()
}
