//! What a body of entities says about its values: how rare a word is, how many
//! hold a name, an identifier, an address. A value that many contradictory
//! names share says little and is no key.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::words::Key;
use super::{Entity, Family};
use crate::name::Rarity;

/// Different names that may hold one identifier before it stops being one.
const HOLDERS_MAX: u32 = 4;
/// Different names at one building before it is no key: a mass registration.
const NEIGHBOURS_MAX: u32 = 20;

/// Counts over a body of entities. Their order does not matter. Written down, the same
/// counts are the same bytes.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Corpus {
    records: u32,
    rarity: Rarity,
    #[serde(with = "crate::sorted")]
    words: FxHashMap<Key, u32>,
    #[serde(with = "crate::sorted")]
    text_words: FxHashMap<Key, u32>,
    /// For names that several entities of one dataset and family hold: how many do.
    #[serde(with = "crate::sorted")]
    names: FxHashMap<Key, u32>,
    #[serde(with = "crate::sorted")]
    facts: FxHashMap<u64, u32>,
    #[serde(with = "crate::sorted")]
    named: FxHashMap<Key, ()>,
}

impl Corpus {
    /// The counts of these entities.
    pub fn of(entities: &[Entity]) -> Corpus {
        let drafts: Vec<Draft> = entities.par_iter().map(Draft::of).collect();
        Corpus::of_drafts(entities, &drafts)
    }

    /// No counts: the lexicon says how rare words are, and no value is shared.
    pub fn empty() -> Corpus {
        Corpus::default()
    }

    /// How many entities were counted.
    pub fn records(&self) -> u32 {
        self.records
    }

    pub(super) fn of_drafts(entities: &[Entity], drafts: &[Draft]) -> Corpus {
        let texts = entities
            .iter()
            .flat_map(|e| e.names.iter().chain(e.aliases.iter().map(|a| &a.name)));
        Corpus {
            records: drafts.len() as u32,
            rarity: Rarity::of(texts.map(String::as_str)),
            words: counted(drafts.iter().map(|d| d.word_set())),
            text_words: counted(drafts.iter().map(|d| d.text_words.clone())),
            names: holders(drafts),
            facts: shared_facts(drafts),
            named: drafts
                .iter()
                .flat_map(|d| d.names.iter().filter_map(|n| n.keys.glued))
                .map(|k| (k, ()))
                .collect(),
        }
    }

    pub(super) fn rarity(&self) -> &Rarity {
        &self.rarity
    }

    /// Bits that sharing a word of names says: -log2 of the share of entities that have it.
    pub(super) fn word_bits(&self, word: Key) -> f32 {
        self.bits(self.words.get(&word))
    }

    /// The same for a word of texts.
    pub(super) fn text_bits(&self, word: Key) -> f32 {
        self.bits(self.text_words.get(&word))
    }

    /// The most different entities of one dataset that hold a name.
    pub(super) fn holders(&self, whole: Key) -> u32 {
        self.names.get(&whole).copied().unwrap_or(1)
    }

    /// Whether any entity is named so (a name without spaces and vowels).
    pub(super) fn is_named(&self, glued: Key) -> bool {
        self.named.contains_key(&glued)
    }

    /// Different names under which an identifier, a contact or an address occurs.
    pub(super) fn fact_names(&self, fact: u64) -> u32 {
        self.facts.get(&fact).copied().unwrap_or(1)
    }

    /// Whether a building is so crowded that it is no key.
    pub(super) fn is_crowded(&self, building: u64) -> bool {
        self.fact_names(building) > NEIGHBOURS_MAX
    }

    /// Whether a fact is held under so many names that it is no key.
    pub(super) fn is_generic(&self, fact: u64) -> bool {
        self.fact_names(fact) > HOLDERS_MAX
    }

    fn bits(&self, held: Option<&u32>) -> f32 {
        if self.records == 0 {
            return NO_CORPUS_BITS;
        }
        let (records, held) = (self.records as f32, held.copied().unwrap_or(0).max(1) as f32);
        // a handful of entities cannot say what is rare: it is filled up with
        // unknown ones, among which a word is held by one in 1,024
        let unknown = (SMALL_CORPUS - records).max(0.0);
        ((records + unknown + 1.0) / (held + unknown / 1_024.0))
            .log2()
            .clamp(0.0, 24.0)
    }
}

/// Entities below which a corpus is too small to say alone how rare a word is.
pub(super) const SMALL_CORPUS: f32 = 1_000.0;
/// What a shared word says where nothing was counted.
const NO_CORPUS_BITS: f32 = 8.0;

fn counted(sets: impl Iterator<Item = Vec<Key>>) -> FxHashMap<Key, u32> {
    let mut counts: FxHashMap<Key, u32> = FxHashMap::default();
    for mut set in sets {
        set.sort_unstable();
        set.dedup();
        for key in set {
            *counts.entry(key).or_default() += 1;
        }
    }
    counts
}

fn holders(drafts: &[Draft]) -> FxHashMap<Key, u32> {
    let mut held: Vec<(Key, (u32, Family), u32)> = Vec::new();
    for (number, draft) in drafts.iter().enumerate() {
        let whole = draft.names.iter().filter_map(|n| n.keys.whole);
        held.extend(whole.map(|key| (key, (draft.dataset.0, draft.family), number as u32)));
    }
    held.sort_unstable();
    held.dedup();
    let mut found: FxHashMap<Key, u32> = FxHashMap::default();
    for group in held
        .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .filter(|g| g.len() > 1)
    {
        if let Some(first) = group.first() {
            let at = found.entry(first.0).or_default();
            *at = (*at).max(different_entities(drafts, group));
        }
    }
    found
}

/// Entities of one list under one name, where two that share another name or a
/// building as well count as one: lists name one body in two annexes.
fn different_entities(drafts: &[Draft], group: &[(Key, (u32, Family), u32)]) -> u32 {
    let mut kept: Vec<&Draft> = Vec::new();
    for &(name, _, number) in group.iter().take(COMPARED_MAX) {
        let Some(draft) = drafts.get(number as usize) else {
            continue;
        };
        if !kept.iter().any(|known| shares_more(known, draft, name)) {
            kept.push(draft);
        }
    }
    (kept.len() + group.len().saturating_sub(COMPARED_MAX)) as u32
}

fn shares_more(a: &Draft, b: &Draft, name: Key) -> bool {
    let names = |d: &Draft| {
        d.names
            .iter()
            .filter_map(|n| n.keys.whole)
            .filter(|&k| k != name)
            .collect::<Vec<_>>()
    };
    let theirs = names(b);
    let facts: Vec<u64> = b.fact_keys().collect();
    names(a).iter().any(|k| theirs.contains(k)) || a.fact_keys().any(|fact| facts.contains(&fact))
}

/// For every fact that more than one entity holds: under how many different
/// first names, where two names that share a word count as one.
fn shared_facts(drafts: &[Draft]) -> FxHashMap<u64, u32> {
    let mut held: Vec<(u64, u32)> = Vec::new();
    for (number, draft) in drafts.iter().enumerate() {
        held.extend(draft.fact_keys().map(|fact| (fact, number as u32)));
    }
    held.sort_unstable();
    held.dedup();
    let mut found = FxHashMap::default();
    for group in held.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1) {
        let fact = group.first().map_or(0, |g| g.0);
        found.insert(fact, different_names(drafts, group));
    }
    found
}

/// Whether most words of the shorter of two sets are in the other.
fn one_name(a: &[Key], b: &[Key]) -> bool {
    let shared = a.iter().filter(|word| b.contains(word)).count();
    2 * shared > a.len().min(b.len())
}

/// Names looked at to see whether they contradict; beyond it all count.
const COMPARED_MAX: usize = 16;

fn different_names(drafts: &[Draft], group: &[(u64, u32)]) -> u32 {
    let mut sets: Vec<Vec<Key>> = Vec::new();
    for &(_, number) in group.iter().take(COMPARED_MAX) {
        let Some(draft) = drafts.get(number as usize) else {
            continue;
        };
        let set = draft.word_set();
        if !sets.iter().any(|known| one_name(known, &set)) {
            sets.push(set);
        }
    }
    (sets.len() + group.len().saturating_sub(COMPARED_MAX)) as u32
}
