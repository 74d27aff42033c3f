//! An entity with its values parsed and its names as keys, before anything is
//! known of the body it belongs to.

use super::words::{Key, NameKeys, consonants, key, key_of, name_keys, word_key};
use super::{Entity, Family, Field, ValueRef};
use crate::facts::addresses::{self, Address};
use crate::facts::countries::Countries;
use crate::facts::dates::{self, Date};
use crate::facts::identifiers::{self, Identifier};
use crate::lexicon::{Gender, Lexicon, Sense};
use crate::name::Bearer;
use crate::text::read;

/// Different names of one entity that are compared; the first given are kept.
pub const NAMES_MAX: usize = 48;
/// Bytes of a value in which further names are looked for.
const NAME_BYTES_MAX: usize = 600;
/// Further names that one value may give.
const NAMES_OF_VALUE_MAX: usize = 4;
/// Identifiers of one entity that are compared.
const IDENTIFIERS_MAX: usize = 32;
/// Words of an entity's texts that are read.
const TEXT_WORDS_MAX: usize = 160;
/// Parts of one text that are read, each as long as a name may be.
const TEXT_PARTS_MAX: usize = 6;
/// Words of a name that a text may hold.
const MENTION_WORDS_MAX: usize = 8;

/// One of an entity's names.
#[derive(Clone, Debug)]
pub(super) struct DraftName {
    pub at: ValueRef,
    /// As written; a part of the value where it gives several names.
    pub text: String,
    pub keys: NameKeys,
}

/// An entity parsed.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub dataset: Key,
    pub family: Family,
    pub bearer: Bearer,
    pub names: Vec<DraftName>,
    pub identifiers: Vec<(Identifier, ValueRef)>,
    pub dates: Vec<Date>,
    pub addresses: Vec<Address>,
    pub address_words: Vec<Key>,
    pub countries: Countries,
    pub gender: Option<Gender>,
    /// Words of the texts, sorted, each once.
    pub text_words: Vec<Key>,
    /// What the texts may be naming: rows of words without spaces and vowels.
    pub phrases: Vec<Key>,
}

impl Draft {
    pub fn of(entity: &Entity) -> Draft {
        let bearer = Bearer::of_schema(&entity.schema);
        let countries = Countries::read(entity.countries.iter().map(String::as_str));
        let country = countries
            .codes()
            .first()
            .copied()
            .filter(|_| countries.codes().len() == 1);
        let addresses = addresses::read_all(entity.addresses.iter().map(String::as_str), country);
        let (text_words, phrases) = texts(&entity.text);
        Draft {
            dataset: key("dataset", &entity.dataset),
            family: Family::of_schema(&entity.schema),
            bearer,
            names: names(entity, bearer),
            identifiers: identifiers(entity, country),
            dates: dates::read_all(entity.dates.iter().map(String::as_str)),
            address_words: address_words(&addresses),
            addresses,
            countries,
            gender: entity.gender.as_deref().and_then(gender),
            text_words,
            phrases,
        }
    }

    /// Keys of the words of all names, sorted, each once.
    pub fn word_set(&self) -> Vec<Key> {
        let mut set: Vec<Key> = self
            .names
            .iter()
            .flat_map(|n| n.keys.words.iter().copied())
            .collect();
        set.sort_unstable();
        set.dedup();
        set
    }

    /// Facts that a body of entities counts: identifiers and buildings.
    pub fn fact_keys(&self) -> impl Iterator<Item = u64> + '_ {
        let numbers = self
            .identifiers
            .iter()
            .map(|(i, _)| i)
            .filter(|i| i.is_telling())
            .map(Identifier::key);
        numbers.chain(self.addresses.iter().filter_map(Address::building_key))
    }
}

fn names(entity: &Entity, bearer: Bearer) -> Vec<DraftName> {
    let main = entity
        .names
        .iter()
        .enumerate()
        .map(|(i, name)| (Field::Name, i, name));
    let of = |weak: bool| {
        entity
            .aliases
            .iter()
            .enumerate()
            .filter(move |(_, a)| a.weak == weak)
    };
    // weak aliases last: where there are too many names, they fall away first
    let other = of(false).chain(of(true)).map(|(i, a)| (Field::Alias, i, &a.name));
    let mut found: Vec<DraftName> = Vec::new();
    for (field, index, value) in main.chain(other) {
        for text in spelled_names(value) {
            let keys = name_keys(&text, bearer);
            let known = found
                .iter()
                .any(|n| n.keys.whole == keys.whole && n.keys.words == keys.words);
            if keys.whole.is_some() && !known && found.len() < NAMES_MAX {
                found.push(DraftName {
                    at: ValueRef {
                        field,
                        index: index as u16,
                    },
                    text,
                    keys,
                });
            }
        }
        if found.len() >= NAMES_MAX {
            break;
        }
    }
    found
}

/// The names that one value gives: itself, and where a part stands in brackets
/// (`Ji Hye San (Hyok Sin 2)`) or behind a stroke, the parts as well.
fn spelled_names(value: &str) -> Vec<String> {
    let mut names = vec![value.to_owned()];
    if value.len() > NAME_BYTES_MAX {
        return names;
    }
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0u32);
    for letter in value.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => inside.push(letter),
            _ => outside.push(letter),
        }
        if letter == ')' && depth == 0 {
            inside.push('\n');
        }
    }
    let parts = inside.split('\n').chain(outside.split(" / "));
    let told = |part: &&str| part.chars().filter(|c| c.is_alphabetic()).count() >= 3 && *part != value;
    names.extend(
        parts
            .map(str::trim)
            .filter(told)
            .take(NAMES_OF_VALUE_MAX)
            .map(str::to_owned),
    );
    names
}

fn identifiers(
    entity: &Entity,
    country: Option<fyke_model::country::Country>,
) -> Vec<(Identifier, ValueRef)> {
    let mut found: Vec<(Identifier, ValueRef)> = Vec::new();
    let stated = entity
        .identifiers
        .iter()
        .enumerate()
        .filter_map(|(i, (prop, value))| {
            let at = ValueRef {
                field: Field::Identifier,
                index: i as u16,
            };
            identifiers::read(prop, value, country).map(|id| (id, at))
        });
    let told = entity.text.iter().enumerate().flat_map(|(i, text)| {
        let at = ValueRef {
            field: Field::Text,
            index: i as u16,
        };
        identifiers::find_in_text(text)
            .into_iter()
            .map(move |id| (id, at))
    });
    for (identifier, at) in stated.chain(told) {
        if found.len() >= IDENTIFIERS_MAX {
            break;
        }
        if !found.iter().any(|(known, _)| *known == identifier) {
            found.push((identifier, at));
        }
    }
    found
}

fn address_words(addresses: &[Address]) -> Vec<Key> {
    let mut words: Vec<Key> = Vec::new();
    for address in addresses.iter().take(4) {
        words.extend(
            read(address.written())
                .words
                .iter()
                .take(16)
                .map(|w| word_key(&w.latin)),
        );
    }
    words.sort_unstable();
    words.dedup();
    words
}

fn gender(text: &str) -> Option<Gender> {
    match text.trim().to_ascii_lowercase().as_str() {
        "male" | "m" => Some(Gender::Male),
        "female" | "f" => Some(Gender::Female),
        _ => None,
    }
}

/// The words of texts, and every row of words in them that may be a name.
fn texts(texts: &[String]) -> (Vec<Key>, Vec<Key>) {
    let (mut words, mut phrases) = (Vec::new(), Vec::new());
    let parts = texts
        .iter()
        .flat_map(|text| text.split(['.', ';', '\n']).take(TEXT_PARTS_MAX));
    let mut left = TEXT_WORDS_MAX;
    for part in parts {
        let reading = read(part);
        let told: Vec<&str> = reading
            .words
            .iter()
            .map(|w| w.latin.as_str())
            .filter(|w| tells(w))
            .take(left)
            .collect();
        left -= told.len();
        words.extend(told.iter().filter(|w| w.len() > 3).map(|w| word_key(w)));
        mentions(&told, &mut phrases);
    }
    for keys in [&mut words, &mut phrases] {
        keys.sort_unstable();
        keys.dedup();
    }
    (words, phrases)
}

fn tells(word: &str) -> bool {
    let sense = Lexicon::shipped()
        .longest(&[word], Bearer::Organisation)
        .map(|(_, sense)| sense);
    !matches!(sense, Some(Sense::Joiner | Sense::LegalForm { .. }))
}

fn mentions(words: &[&str], phrases: &mut Vec<Key>) {
    for start in 0..words.len() {
        let mut skeleton = String::new();
        for word in words.iter().skip(start).take(MENTION_WORDS_MAX) {
            skeleton.push_str(&consonants(&[word]));
            if skeleton.len() >= 5 {
                phrases.push(key_of("glued", skeleton.as_bytes()));
            }
        }
    }
}
