//! Which pairs of entities are worth comparing, without comparing all.
//!
//! Entities that share a key are candidates. A key that too many share is
//! refined by one more thing they share, twice at most, and what is lost then is
//! counted. Every entity then keeps its likeliest candidates, by how rare the
//! keys are that it shares with them. Keys can be worked off in partitions
//! ([`pairs_of_share`]) and entities can choose in ranges ([`likeliest`]), each
//! alone and elsewhere, with the same result.
//!
//! Method: inverted keys with frequency caps and top-k by summed rarity, as in
//! Sparkly (Paulsen, Govind and Doan 2023) and BM25 retrieval before it.

use rayon::prelude::*;
use std::cmp::Reverse;
use std::ops::Range;

use super::Corpus;
use super::corpus::SMALL_CORPUS;
use super::prepare::{Bounds, Prepared};
use super::schema::SchemaKind;
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
fn refining(entity: &Prepared) -> impl Iterator<Item = Key> {
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
}

/// Partitions of the keys where nothing asks for more: enough for the threads of one
/// machine. Their number changes no pair.
pub const SHARES: u32 = 16;

/// Candidate pairs `(a, b)` with `a < b`, sorted, each once.
pub fn pairs(
    entities: &[Prepared],
    corpus: &Corpus,
    options: &CandidateOptions,
) -> (Vec<(u32, u32)>, CandidateReport) {
    let keys = Keys::of(entities, corpus);
    let outlines = Outlines::of(entities);
    let parts: Vec<_> = (0..SHARES)
        .into_par_iter()
        .map(|share| pairs_of_share(keys.of_share(share, SHARES, 0).collect(), &outlines, options))
        .collect();
    let mut report = CandidateReport::default();
    let mut found: Vec<Candidate> = Vec::new();
    for (of_share, of) in parts {
        found.extend(of_share);
        report.add(&of);
    }
    let chosen = likeliest(0..entities.len() as u32, found, options);
    report.records = entities.len() as u64;
    report.pairs = chosen.len() as u64;
    (chosen, report)
}

/// The keys of entities that stand one after the other.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// Where the keys of each entity end.
    ends: Vec<usize>,
    keys: Vec<u64>,
}

impl Keys {
    /// Of these entities.
    pub fn of(entities: &[Prepared], corpus: &Corpus) -> Keys {
        let each: Vec<Vec<u64>> = entities.par_iter().map(|entity| keys(entity, corpus)).collect();
        let mut all = Keys::default();
        for keys in each {
            all.keys.extend(keys);
            all.ends.push(all.keys.len());
        }
        all
    }

    /// The keys of one partition with whose they are: keys whose number leaves the
    /// remainder `share` when divided by `shares`. `first` is the number of the first
    /// entity.
    pub fn of_share(&self, share: u32, shares: u32, first: u32) -> impl Iterator<Item = (u64, u32)> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let each = starts.zip(&self.ends).zip(first..);
        each.flat_map(move |((start, end), number)| {
            let keys = self.keys.get(start..*end).unwrap_or(&[]);
            let of_share = keys
                .iter()
                .filter(move |key| mixed(**key) % u64::from(shares.max(1)) == u64::from(share));
            of_share.map(move |key| (*key, number))
        })
    }
}

/// What the search asks of entities beside their keys: a small part of what is made
/// ready, in columns.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Outlines {
    dataset: Vec<Key>,
    kind: Vec<SchemaKind>,
    /// Where the issuers of each end, and where what refines its keys ends.
    ends: Vec<(u32, u32)>,
    issuers: Vec<Key>,
    refining: Vec<Key>,
}

impl Outlines {
    /// Of these entities.
    pub fn of(entities: &[Prepared]) -> Outlines {
        let mut outlines = Outlines::default();
        for entity in entities {
            outlines.dataset.push(entity.dataset);
            outlines.kind.push(entity.kind);
            outlines.issuers.extend(&entity.issuers);
            outlines.refining.extend(refining(entity));
            outlines.end();
        }
        outlines
    }

    /// Those of the entities after these.
    pub fn append(&mut self, after: &Outlines) {
        self.dataset.extend(&after.dataset);
        self.kind.extend(&after.kind);
        for number in 0..after.len() as u32 {
            self.issuers.extend(after.issuers(number));
            self.refining.extend(after.refining(number));
            self.end();
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn end(&mut self) {
        self.ends
            .push((self.issuers.len() as u32, self.refining.len() as u32));
    }

    fn span(&self, number: u32) -> Option<[(u32, u32); 2]> {
        let number = number as usize;
        let before = number.checked_sub(1).and_then(|at| self.ends.get(at));
        let (start, end) = (before.copied().unwrap_or_default(), *self.ends.get(number)?);
        Some([(start.0, end.0), (start.1, end.1)])
    }

    fn issuers(&self, number: u32) -> &[Key] {
        let span = self
            .span(number)
            .map(|[(start, end), _]| start as usize..end as usize);
        span.and_then(|span| self.issuers.get(span)).unwrap_or(&[])
    }

    fn refining(&self, number: u32) -> &[Key] {
        let span = self
            .span(number)
            .map(|[_, (start, end)]| start as usize..end as usize);
        span.and_then(|span| self.refining.get(span)).unwrap_or(&[])
    }

    /// What decides whether it may be another.
    fn bounds(&self, number: u32) -> Option<Bounds<'_>> {
        let at = number as usize;
        Some(Bounds {
            dataset: *self.dataset.get(at)?,
            kind: *self.kind.get(at)?,
            issuers: self.issuers(number),
        })
    }
}

/// The candidates that the keys of one partition make. Sorted by pair, each once.
pub fn pairs_of_share(
    mut held: Vec<(u64, u32)>,
    outlines: &Outlines,
    options: &CandidateOptions,
) -> (Vec<Candidate>, CandidateReport) {
    held.sort_unstable();
    let mut search = Search {
        outlines,
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

/// Pairs that an entity of `range` counts among its likeliest, of all candidates with an
/// end in `range`, those of all partitions together. Sorted, each once. What all ranges
/// choose, put together, each pair once, is what [`pairs`] finds.
pub fn likeliest(range: Range<u32>, found: Vec<Candidate>, options: &CandidateOptions) -> Vec<(u32, u32)> {
    let mut all = summed(found);
    all.retain(|c| c.bits_64ths >= options.bits_min * 64);
    let place = |end: u32| range.contains(&end).then(|| (end - range.start) as usize);
    // the candidates of each entity one after the other
    let mut ends = vec![0usize; range.len()];
    let places = |c: &Candidate| [c.a, c.b].into_iter().filter_map(place);
    for at in all.iter().flat_map(places) {
        if let Some(end) = ends.get_mut(at) {
            *end += 1;
        }
    }
    let mut sum = 0;
    for end in &mut ends {
        (sum, *end) = (sum + *end, sum);
    }
    let mut of_each = vec![(Reverse(0), 0u32); sum];
    for (number, candidate) in all.iter().enumerate() {
        for at in places(candidate) {
            if let Some(end) = ends.get_mut(at) {
                if let Some(slot) = of_each.get_mut(*end) {
                    *slot = (Reverse(candidate.bits_64ths), number as u32);
                }
                *end += 1;
            }
        }
    }
    let mut kept = vec![false; all.len()];
    let mut start = 0;
    for end in ends {
        let list = of_each.get_mut(start..end).unwrap_or(&mut []);
        start = end;
        list.sort_unstable();
        for &(_, number) in list.iter().take(options.per_record) {
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

fn mixed(key: u64) -> u64 {
    let mixed = (key ^ (key >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^ (mixed >> 33)
}

struct Search<'a> {
    outlines: &'a Outlines,
    options: &'a CandidateOptions,
    found: Vec<Candidate>,
    report: CandidateReport,
}

impl Search<'_> {
    /// Makes the pairs of one key. Each counts what the key says, once, and a
    /// little for what refined it: words that refine it are keys of their own.
    fn key(&mut self, members: &[u32]) {
        let start = self.found.len();
        let among = (self.outlines.len() as f32).max(SMALL_CORPUS);
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
            held.extend(self.outlines.refining(number).iter().map(|key| (*key, number)));
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
            let Some(one) = self.outlines.bounds(a) else {
                continue;
            };
            for &b in members.get(i + 1..).unwrap_or(&[]) {
                let other = self.outlines.bounds(b);
                if other.is_some_and(|other| one.may_be(&other, self.options.within)) {
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
