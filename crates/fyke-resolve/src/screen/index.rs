//! The list, laid out for search.
//!
//! Equal names are held once (a *form*), however many entities bear them. The
//! words of all forms are in one [`Dictionary`]; postings lead from a word to
//! the forms that hold it. All tables are flat and read-only after the build.

use std::sync::{Arc, Mutex, OnceLock};

use rustc_hash::FxHashMap;

use super::dictionary::Dictionary;
use super::exhaustive::Words;
use super::facts::Facts;
use super::search::Memory;
use crate::entity::{Entity, can_match};
use crate::name::{self, Bearer, Class, Name, NameWord, Rarity};
use crate::text;

/// How an index is built.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct BuildOptions {
    /// Names of one entity that are indexed; a list entry with more is counted
    /// in [`IndexReport::names_left_out`].
    pub names_max: usize,
}

impl Default for BuildOptions {
    fn default() -> BuildOptions {
        BuildOptions { names_max: 4_096 }
    }
}

/// What a build held and left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct IndexReport {
    /// Entities in the list.
    pub entities: u64,
    /// Names indexed.
    pub names: u64,
    /// Distinct names among them.
    pub forms: u64,
    /// Distinct words.
    pub words: u64,
    /// Names with nothing to compare: empty, or a placeholder.
    pub names_empty: u64,
    /// Names beyond [`BuildOptions::names_max`] of their entity.
    pub names_left_out: u64,
    /// Bytes of the search tables, without names and entities.
    pub table_bytes: u64,
}

/// A list, ready to be searched. Shared freely between threads.
pub struct Index {
    pub(super) entities: Arc<[Entity]>,
    /// Kind of schema of each entity, an index into `schemas`.
    pub(super) entity_schema: Vec<u8>,
    pub(super) schemas: Vec<String>,
    pub(super) forms: Vec<Name>,
    /// How rare words are among the names of the list.
    rarity: Rarity,
    words: OnceLock<Words>,
    /// Memories of searchers that ended, for those to come.
    pub(super) spare: Mutex<Vec<Memory>>,
    pub(super) facts: Facts,
    /// Who bears a form: flat, with starts.
    pub(super) bearers: Vec<(u32, u32)>,
    pub(super) bearer_starts: Vec<u32>,
    pub(super) dictionary: Dictionary,
    /// Meanings that words of the list have, each a term after the words.
    pub(super) meanings: FxHashMap<u32, u32>,
    pub(super) postings: Vec<u32>,
    pub(super) posting_starts: Vec<u32>,
    /// Bits that sharing a word says.
    pub(super) word_bits: Vec<f32>,
    /// Sum of the bits of a form's words.
    pub(super) form_bits: Vec<f32>,
    /// Words by sound, sorted.
    pub(super) sounds: Vec<(u64, u32)>,
    pub(super) report: IndexReport,
}

impl Index {
    /// Lays a list out. Takes a slice (copied) or a vector (moved).
    pub fn build(entities: impl Into<Arc<[Entity]>>, options: &BuildOptions) -> Index {
        let entities: Arc<[Entity]> = entities.into();
        let mut report = IndexReport {
            entities: entities.len() as u64,
            ..IndexReport::default()
        };
        let (schemas, entity_schema) = schemas_of(&entities);
        let rarity = Rarity::of(entities.iter().flat_map(names_of));
        let (forms, mut borne) = forms_of(&entities, &rarity, options, &mut report);
        borne.sort_unstable();
        let by_form = borne.iter().map(|&(form, entity, name)| (form, (entity, name)));
        let (bearer_starts, bearers) = grouped(forms.len(), by_form);

        let dictionary = Dictionary::build(
            forms
                .iter()
                .flat_map(|form| sought_words(form).map(|word| form.latin(word)))
                .collect(),
        );
        let meanings = meanings_of(&forms);
        let terms = dictionary.len() + meanings.len();
        let (form_word_starts, form_words) = terms_of_forms(&forms, &dictionary, &meanings);
        let held: Vec<(u32, u32)> = form_word_starts
            .windows(2)
            .zip(0u32..)
            .flat_map(|(pair, form)| {
                form_words[pair[0] as usize..pair[1] as usize]
                    .iter()
                    .map(move |&term| (term, form))
            })
            .collect();
        let (posting_starts, postings) = grouped(terms, held.iter().copied());
        let bits_max = (forms.len() as f32 + 2.0).log2();
        let word_bits: Vec<f32> = posting_starts
            .windows(2)
            .map(|pair| (bits_max - ((pair[1] - pair[0]) as f32 + 1.0).log2()).max(0.5))
            .collect();
        let own = |term: &&u32| (**term as usize) < dictionary.len();
        let form_bits = form_word_starts
            .windows(2)
            .map(|pair| &form_words[pair[0] as usize..pair[1] as usize])
            .map(|terms| {
                terms
                    .iter()
                    .filter(own)
                    .map(|&term| word_bits[term as usize])
                    .sum()
            })
            .collect();
        let sounds = sounds_of(&dictionary);
        report.forms = forms.len() as u64;
        report.words = dictionary.len() as u64;
        let mut index = Index {
            entities,
            entity_schema,
            schemas,
            words: OnceLock::new(),
            spare: Mutex::default(),
            facts: Facts::default(),
            forms,
            rarity,
            bearers,
            bearer_starts,
            dictionary,
            meanings,
            postings,
            posting_starts,
            word_bits,
            form_bits,
            sounds,
            report,
        };
        index.report.table_bytes = index.table_bytes();
        index
    }

    /// What the build held and left out.
    pub fn report(&self) -> IndexReport {
        self.report
    }

    /// An entity of the list.
    pub fn entity(&self, number: u32) -> Option<&Entity> {
        self.entities.get(number as usize)
    }

    /// Name number `name` of an entity, as in [`super::Hit::name`].
    pub fn entity_name(&self, entity: u32, name: u32) -> Option<&str> {
        let entity = self.entity(entity)?;
        let name = name as usize;
        match name.checked_sub(entity.names.len()) {
            None => entity.names.get(name).map(String::as_str),
            Some(alias) => entity.aliases.get(alias).map(|alias| alias.name.as_str()),
        }
    }

    /// Bits of a query word that no list word is like.
    pub(super) fn bits_unknown(&self) -> f32 {
        (self.forms.len() as f32 + 2.0).log2() * 0.8
    }

    /// The tables of exhaustive search.
    pub(super) fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::build(&self.forms))
    }

    /// A name analysed as the list's names are: words weigh by their rarity there.
    pub(super) fn prepare(&self, text: &str, bearer: Bearer) -> Name {
        name::prepare_with(text, bearer, &self.rarity)
    }

    /// The forms that hold a word.
    pub(super) fn forms_with(&self, word: u32) -> &[u32] {
        span(&self.postings, &self.posting_starts, word)
    }

    /// Entities that bear a form, with the number of the name.
    pub(super) fn bearers_of(&self, form: u32) -> &[(u32, u32)] {
        span(&self.bearers, &self.bearer_starts, form)
    }

    /// For each schema of the list whether the query's can be the same thing.
    pub(super) fn schemas_allowed(&self, schema: &str, allowed: &mut Vec<bool>) {
        allowed.clear();
        allowed.extend(self.schemas.iter().map(|listed| {
            schema.is_empty() || listed.is_empty() || schema == "Thing" || can_match(schema, listed)
        }));
    }

    fn table_bytes(&self) -> u64 {
        let flat = self.postings.len()
            + self.posting_starts.len()
            + self.word_bits.len()
            + self.form_bits.len()
            + self.bearer_starts.len()
            + 2 * self.bearers.len()
            + 4 * self.sounds.len();
        (4 * flat + self.dictionary.memory_bytes()) as u64
    }
}

pub(super) fn span<'a, T>(flat: &'a [T], starts: &[u32], group: u32) -> &'a [T] {
    let group = group as usize;
    match (starts.get(group), starts.get(group + 1)) {
        (Some(&from), Some(&to)) => &flat[from as usize..to as usize],
        _ => &[],
    }
}

/// Values in the order of their groups, with starts; values of a group keep their order.
pub(super) fn grouped<T: Copy + Default>(
    groups: usize,
    values: impl Iterator<Item = (u32, T)> + Clone,
) -> (Vec<u32>, Vec<T>) {
    let mut starts = vec![0u32; groups + 1];
    for (group, _) in values.clone() {
        starts[group as usize + 1] += 1;
    }
    for group in 0..groups {
        starts[group + 1] += starts[group];
    }
    let mut next = starts.clone();
    let mut flat = vec![T::default(); starts[groups] as usize];
    for (group, value) in values {
        let place = &mut next[group as usize];
        flat[*place as usize] = value;
        *place += 1;
    }
    (starts, flat)
}

fn schemas_of(entities: &[Entity]) -> (Vec<String>, Vec<u8>) {
    let mut schemas: Vec<String> = Vec::new();
    let mut of_entity = Vec::with_capacity(entities.len());
    for entity in entities {
        let number = schemas
            .iter()
            .position(|schema| *schema == entity.schema)
            .unwrap_or_else(|| {
                // FollowTheMoney has some seventy schemas; whatever a hostile list
                // invents beyond 255 is held as not known
                let known = if schemas.len() < 255 {
                    entity.schema.clone()
                } else {
                    String::new()
                };
                match schemas.iter().position(|schema| *schema == known) {
                    Some(number) => number,
                    None => {
                        schemas.push(known);
                        schemas.len() - 1
                    }
                }
            });
        of_entity.push(number as u8);
    }
    (schemas, of_entity)
}

/// Names and then aliases.
fn names_of(entity: &Entity) -> impl Iterator<Item = &str> {
    let aliases = entity.aliases.iter().map(|alias| alias.name.as_str());
    entity.names.iter().map(String::as_str).chain(aliases)
}

type Borne = Vec<(u32, u32, u32)>;

/// Distinct names, and who bears them: (form, entity, number of the name).
fn forms_of(
    entities: &[Entity],
    rarity: &Rarity,
    options: &BuildOptions,
    report: &mut IndexReport,
) -> (Vec<Name>, Borne) {
    let mut numbers: FxHashMap<(&str, Bearer), Option<u32>> = FxHashMap::default();
    let mut forms = Vec::new();
    let mut borne = Vec::new();
    for (number, entity) in entities.iter().enumerate() {
        let bearer = Bearer::of_schema(&entity.schema);
        let names = names_of(entity);
        for (place, text) in names.enumerate() {
            if place >= options.names_max {
                report.names_left_out += 1;
                continue;
            }
            let form = *numbers.entry((text, bearer)).or_insert_with(|| {
                let form = name::prepare_with(text, bearer, rarity);
                (!form.is_empty()).then(|| {
                    forms.push(form);
                    forms.len() as u32 - 1
                })
            });
            match form {
                Some(form) => borne.push((form, number as u32, place as u32)),
                None => report.names_empty += 1,
            }
        }
    }
    report.names = borne.len() as u64;
    (forms, borne)
}

/// The words of a name that it can be sought by: not its titles, legal forms and
/// joiners; its particles only where it has nothing else.
pub(super) fn sought_words(name: &Name) -> impl Iterator<Item = usize> {
    let bears = |word: &NameWord| !word.is_aside() && word.class() != Class::Particle;
    let only_small = !name.words().iter().any(bears);
    name.words()
        .iter()
        .enumerate()
        .filter(move |(_, word)| only_small || bears(word))
        .map(|(at, _)| at)
}

/// The meanings of the list's words, numbered from 0 in their order.
fn meanings_of(forms: &[Name]) -> FxHashMap<u32, u32> {
    let mut keys: Vec<u32> = forms
        .iter()
        .flat_map(|form| form.words())
        .map(NameWord::meaning_key)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().filter(|&key| key != 0).zip(0u32..).collect()
}

/// The terms of each form, sorted, with starts: words, and after them meanings.
fn terms_of_forms(
    forms: &[Name],
    dictionary: &Dictionary,
    meanings: &FxHashMap<u32, u32>,
) -> (Vec<u32>, Vec<u32>) {
    let mut starts = Vec::with_capacity(forms.len() + 1);
    let mut terms: Vec<u32> = Vec::new();
    starts.push(0);
    for form in forms {
        let from = terms.len();
        for word in sought_words(form) {
            terms.extend(dictionary.find(form.latin(word).as_bytes()));
            let meaning = form
                .words()
                .get(word)
                .and_then(|word| meanings.get(&word.meaning_key()));
            terms.extend(meaning.map(|meaning| meaning + dictionary.len() as u32));
        }
        terms[from..].sort_unstable();
        let mut kept = from;
        for at in from..terms.len() {
            if at == from || terms[at] != terms[kept - 1] {
                terms[kept] = terms[at];
                kept += 1;
            }
        }
        terms.truncate(kept);
        starts.push(terms.len() as u32);
    }
    (starts, terms)
}

fn sounds_of(dictionary: &Dictionary) -> Vec<(u64, u32)> {
    let mut sounds = Vec::with_capacity(dictionary.len());
    for word in 0..dictionary.len() as u32 {
        if let Ok(latin) = std::str::from_utf8(dictionary.word(word)) {
            let sound = text::sound(latin);
            if sound.len() >= super::candidates::SOUND_CLASSES_MIN {
                sounds.push((sound.bits(), word));
            }
        }
    }
    sounds.sort_unstable();
    sounds
}
