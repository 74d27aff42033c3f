//! An entity made ready: every name analysed, every fact parsed, every word
//! weighed by how rare it is, once.

use rayon::prelude::*;

use super::draft::{Draft, DraftName};
use super::schema::SchemaKind;
use super::words::{Key, fnv, key, key_of};
use super::{Corpus, Entity, Family, Field, ValueRef};
use crate::facts::addresses::Address;
use crate::facts::countries::Countries;
use crate::facts::dates::Date;
use crate::facts::identifiers::Identifier;
use crate::lexicon::Gender;
use crate::name::{Bearer, Name, Signature, prepare_with};

/// Words of an entity's names that are kept, the rarest.
const POOL_MAX: usize = 96;
/// Words of its texts that are kept, the rarest.
const TEXT_WORDS_MAX: usize = 32;
/// Names of other entities that its texts may mention.
const MENTIONS_MAX: usize = 64;

/// A key with the bits that sharing it says.
#[derive(Clone, Copy, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct Weighed {
    pub key: Key,
    pub bits: f32,
}

/// A name made ready.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct PreparedName {
    pub name: Name,
    pub signature: Signature,
    pub at: ValueRef,
    pub whole: Key,
    pub glued: Option<Key>,
    /// Most entities of one dataset that hold this name.
    pub holders: u32,
    /// Its words, sorted by key.
    pub words: Vec<Weighed>,
    pub initials: Option<Key>,
    pub acronyms: Vec<Key>,
    pub slips: Vec<Key>,
}

/// An entity made ready for comparing. Made by [`prepare`] and [`prepare_all`] only; it
/// can be written down and read back, by the same version of the program.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Prepared {
    /// Hash of dataset and id: a stable order between any two entities.
    pub(super) order: u64,
    pub(super) dataset: Key,
    pub(super) family: Family,
    pub(super) kind: SchemaKind,
    pub(super) names: Vec<PreparedName>,
    /// Words of all names, sorted by key.
    pub(super) pool: Vec<Weighed>,
    pub(super) identifiers: Vec<Identifier>,
    pub(super) identifier_at: Vec<(ValueRef, bool)>,
    pub(super) dates: Vec<Date>,
    pub(super) addresses: Vec<(Address, u32)>,
    pub(super) address_words: Vec<Key>,
    pub(super) countries: Countries,
    pub(super) gender: Option<Gender>,
    /// Words of texts, sorted by key.
    pub(super) text_words: Vec<Weighed>,
    /// Names that the texts mention, sorted.
    pub(super) mentions: Vec<Key>,
    /// Who gave it an id of its own.
    pub(super) issuers: Vec<Key>,
}

impl Prepared {
    /// The group of schemas it is of.
    pub fn family(&self) -> Family {
        self.family
    }

    /// A number by which a seed draws it, whatever stands beside it.
    pub(crate) fn drawn(&self, seed: u64) -> u64 {
        let mixed =
            (self.order ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        mixed ^ (mixed >> 33)
    }

    /// What decides whether it may be another.
    fn bounds(&self) -> Bounds<'_> {
        Bounds {
            dataset: self.dataset,
            kind: self.kind,
            issuers: &self.issuers,
        }
    }

    /// See [`Bounds::may_be`].
    pub(crate) fn may_be(&self, other: &Prepared, within: bool) -> bool {
        self.bounds().may_be(&other.bounds(), within)
    }

    /// One of its names.
    pub(crate) fn name_at(&self, at: usize) -> Option<&Name> {
        self.names.get(at).map(|n| &n.name)
    }

    /// Different names that are compared.
    pub fn names(&self) -> usize {
        self.names.len()
    }
}

/// What decides whether two entities may be one before anything is compared.
pub(super) struct Bounds<'a> {
    pub dataset: Key,
    pub kind: SchemaKind,
    pub issuers: &'a [Key],
}

impl Bounds<'_> {
    /// Whether schemas, lists and those who gave them ids allow that the two are one.
    pub fn may_be(&self, other: &Bounds<'_>, within: bool) -> bool {
        (within || self.dataset != other.dataset)
            && self.kind.can_match(other.kind)
            && !self.issuers.iter().any(|issuer| other.issuers.contains(issuer))
    }
}

/// Makes one entity ready.
pub fn prepare(entity: &Entity, corpus: &Corpus) -> Prepared {
    finish(entity, Draft::of(entity), corpus)
}

/// Counts a body of entities and makes them all ready, each analysed once.
pub fn prepare_all(entities: &[Entity]) -> (Corpus, Vec<Prepared>) {
    let drafts: Vec<Draft> = entities.par_iter().map(Draft::of).collect();
    let corpus = Corpus::of_drafts(entities, &drafts);
    let pairs: Vec<(&Entity, Draft)> = entities.iter().zip(drafts).collect();
    let prepared = pairs
        .into_par_iter()
        .map(|(entity, draft)| finish(entity, draft, &corpus))
        .collect();
    (corpus, prepared)
}

fn finish(entity: &Entity, draft: Draft, corpus: &Corpus) -> Prepared {
    let pool = rarest(draft.word_set(), POOL_MAX, |word| corpus.word_bits(word));
    let address = |a: Address| {
        let shared_by = a.building_key().map_or(1, |key| corpus.fact_names(key));
        (a, shared_by)
    };
    let mut mentions = draft.phrases;
    mentions.retain(|&phrase| corpus.is_named(phrase));
    mentions.truncate(MENTIONS_MAX);
    let names = draft
        .names
        .into_iter()
        .map(|n| named(n, draft.bearer, corpus))
        .collect();
    let generic = |i: &Identifier| corpus.is_generic(i.key());
    let id = entity.dataset.bytes().chain([0xff]).chain(entity.id.bytes());
    Prepared {
        order: fnv(id),
        dataset: draft.dataset,
        family: draft.family,
        kind: SchemaKind::of(&entity.schema),
        names,
        pool,
        identifier_at: draft
            .identifiers
            .iter()
            .map(|(i, at)| (*at, generic(i)))
            .collect(),
        identifiers: draft.identifiers.into_iter().map(|(i, _)| i).collect(),
        dates: draft.dates,
        addresses: draft.addresses.into_iter().map(address).collect(),
        address_words: draft.address_words,
        countries: draft.countries,
        gender: draft.gender,
        text_words: rarest(draft.text_words, TEXT_WORDS_MAX, |word| corpus.text_bits(word)),
        mentions,
        issuers: entity
            .issuers
            .iter()
            .map(|issuer| key("issuer", issuer))
            .collect(),
    }
}

fn named(draft: DraftName, bearer: Bearer, corpus: &Corpus) -> PreparedName {
    let whole = draft.keys.whole.unwrap_or(key_of("whole", b""));
    let count = draft.keys.words.len();
    let name = prepare_with(&draft.text, bearer, corpus.rarity());
    PreparedName {
        signature: name.signature(),
        name,
        at: draft.at,
        whole,
        glued: draft.keys.glued,
        holders: corpus.holders(whole),
        words: rarest(draft.keys.words, count, |word| corpus.word_bits(word)),
        initials: draft.keys.initials,
        acronyms: draft.keys.acronyms,
        slips: if draft.at.field == Field::Name {
            draft.keys.slips
        } else {
            Vec::new()
        },
    }
}

/// The rarest keys with their bits, sorted by key, each once.
fn rarest(mut keys: Vec<Key>, most: usize, bits: impl Fn(Key) -> f32) -> Vec<Weighed> {
    keys.sort_unstable();
    keys.dedup();
    let mut weighed: Vec<Weighed> = keys
        .into_iter()
        .map(|key| Weighed { key, bits: bits(key) })
        .collect();
    if weighed.len() > most {
        weighed.sort_by(|a, b| b.bits.total_cmp(&a.bits).then(a.key.cmp(&b.key)));
        weighed.truncate(most);
        weighed.sort_unstable_by_key(|w| w.key);
    }
    weighed
}

/// Keys that two sorted lists share, with the lesser bits of the two.
pub(super) fn shared<'a>(a: &'a [Weighed], b: &'a [Weighed]) -> impl Iterator<Item = Weighed> + 'a {
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        loop {
            let (x, y) = (a.get(i)?, b.get(j)?);
            match x.key.cmp(&y.key) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    (i, j) = (i + 1, j + 1);
                    return Some(Weighed {
                        key: x.key,
                        bits: x.bits.min(y.bits),
                    });
                }
            }
        }
    })
}
