//! What a body of entities says about its values: how rare a word is, how many
//! hold a name, an identifier, an address. A value that many contradictory
//! names share says little and is no key.

use rustc_hash::FxHashMap;

use super::Entity;
use super::prepare::simple_words;

/// Counts over a body of entities. Sequence of the entities does not matter.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    records: u32,
    words: FxHashMap<u64, u32>,
}

impl Corpus {
    /// The counts of these entities.
    pub fn of(entities: &[Entity]) -> Corpus {
        let mut corpus = Corpus { records: entities.len() as u32, ..Corpus::default() };
        for entity in entities {
            let mut words: Vec<u64> = entity.names.iter().flat_map(|name| simple_words(name)).collect();
            words.sort_unstable();
            words.dedup();
            for word in words {
                *corpus.words.entry(word).or_default() += 1;
            }
        }
        corpus
    }

    /// No counts: every word is as rare as any other.
    pub fn empty() -> Corpus {
        Corpus::default()
    }

    /// How many entities were counted.
    pub fn records(&self) -> u32 {
        self.records
    }

    /// Bits that sharing a word says: -log2 of the share of entities that have it.
    pub fn word_bits(&self, word: u64) -> f32 {
        let held = self.words.get(&word).copied().unwrap_or(0) as f32;
        ((self.records as f32 + 2.0) / (held + 1.0)).log2()
    }
}
