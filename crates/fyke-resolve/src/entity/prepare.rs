//! An entity made ready: every name analysed, every fact parsed, once.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::{Corpus, Entity, Family};

/// An entity made ready for comparing. Made by [`prepare`] only.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(super) family: Family,
    pub(super) names: Vec<Vec<u64>>,
    pub(super) bits: Vec<f32>,
}

impl Prepared {
    /// The group of schemas it is of.
    pub fn family(&self) -> Family {
        self.family
    }
}

/// Makes one entity ready.
pub fn prepare(entity: &Entity, corpus: &Corpus) -> Prepared {
    let mut names: Vec<Vec<u64>> = entity.names.iter().map(|n| simple_words(n)).collect();
    names.extend(entity.aliases.iter().map(|a| simple_words(&a.name)));
    for name in &mut names {
        name.sort_unstable();
    }
    let bits = names.iter().map(|n| n.iter().map(|&w| corpus.word_bits(w)).sum()).collect();
    Prepared { family: Family::of_schema(&entity.schema), names, bits }
}

/// Counts a body of entities and makes them all ready, each analysed once.
pub fn prepare_all(entities: &[Entity]) -> (Corpus, Vec<Prepared>) {
    let corpus = Corpus::of(entities);
    let prepared = entities.iter().map(|e| prepare(e, &corpus)).collect();
    (corpus, prepared)
}

pub(super) fn simple_words(name: &str) -> Vec<u64> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|w| hash_of(&w.to_lowercase())).collect()
}

pub(super) fn hash_of<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
