//! The index of names, made from names as they are written.

use super::super::lists::{Lists, Texts};
use super::super::said::RawNames;
use super::Names;
use crate::error::{Fault, Result, StoreError};
use fyke_resolve::text::{self, Word};
use std::collections::HashMap;

/// Names read at a time by all threads together.
const NAMES_AT_ONCE: usize = 131_072;

/// Letters of a word that is put together of parts written as one.
const JOINED_LETTERS_MAX: usize = 24;

/// Classes of sound below which a key says too little.
pub(super) const SOUND_CLASSES_MIN: u32 = 4;

/// A name as it reads: its words by one space, and other words it is found by.
struct Reading {
    folded: String,
    others: Vec<String>,
}

/// A form while it is gathered.
struct Form {
    folded: Box<str>,
    others: Vec<String>,
    /// Number of the text that it was first met in.
    written: u32,
    listed: bool,
}

impl Names {
    /// Makes the index; `listed` says of a record whether a list names it.
    pub(in super::super) fn make(raw: &RawNames, listed: &dyn Fn(u32) -> bool) -> Result<Names> {
        let (mut forms, borne) = forms_of(raw, listed);
        let rank = order(&mut forms);
        let mut borne: Vec<(u32, u32)> = borne
            .into_iter()
            .filter_map(|(form, record)| Some((*rank.get(form as usize)?, record)))
            .collect();
        borne.sort_unstable();
        borne.dedup();
        let (mut written, mut words) = (Texts::default(), Vec::with_capacity(forms.len()));
        for form in &forms {
            written.push(raw.texts.at(form.written))?;
            words.push(u8::try_from(form.folded.split(' ').count()).unwrap_or(u8::MAX));
        }
        let (tokens, postings) = tokens_of(forms)?;
        let bearers = Lists::of(written.len(), borne.iter().copied());
        let (sounds, sounding) = sounds_of(&tokens);
        let numbered = (0u64..)
            .zip(&tokens)
            .map(|(number, token)| (token.as_str(), number));
        let tokens = fst::Map::from_iter(numbered).map_err(|e| {
            StoreError::new(
                Fault::Bug,
                format!("the words of names are not in order: {e}"),
                "please report it",
            )
        })?;
        Ok(Names {
            written,
            words,
            bearers,
            tokens,
            postings,
            sounds,
            sounding,
        })
    }
}

/// Distinct forms in the order in which they were met, and who bears them.
fn forms_of(raw: &RawNames, listed: &dyn Fn(u32) -> bool) -> (Vec<Form>, Vec<(u32, u32)>) {
    let mut numbers: HashMap<Box<str>, u32> = HashMap::new();
    let mut forms: Vec<Form> = vec![];
    let mut borne = Vec::with_capacity(raw.of.len());
    let all: Vec<u32> = (0..raw.texts.len()).collect();
    for some in all.chunks(NAMES_AT_ONCE) {
        for (text, reading) in some.iter().zip(read_all(some, &raw.texts)) {
            let Some(&record) = raw.of.get(*text as usize) else {
                continue;
            };
            if reading.folded.is_empty() {
                continue;
            }
            let form = match numbers.get(reading.folded.as_str()) {
                Some(form) => *form,
                None => {
                    let form = forms.len() as u32;
                    let folded = reading.folded.into_boxed_str();
                    numbers.insert(folded.clone(), form);
                    forms.push(Form {
                        folded,
                        others: vec![],
                        written: *text,
                        listed: false,
                    });
                    form
                }
            };
            if let Some(known) = forms.get_mut(form as usize) {
                known.listed |= listed(record);
                for other in reading.others {
                    if !known.others.contains(&other) {
                        known.others.push(other);
                    }
                }
            }
            borne.push((form, record));
        }
    }
    (forms, borne)
}

/// Reads names on as many threads as there are processors, in their order.
fn read_all(some: &[u32], texts: &Texts) -> Vec<Reading> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = some.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let parts: Vec<_> = some
            .chunks(share)
            .map(|part| {
                let read_part =
                    move || -> Vec<Reading> { part.iter().map(|at| read(texts.at(*at))).collect() };
                (part, scope.spawn(read_part))
            })
            .collect();
        parts
            .into_iter()
            .flat_map(|(part, thread)| {
                // a thread that broke down is done again here, where it is seen
                thread
                    .join()
                    .unwrap_or_else(|_| part.iter().map(|at| read(texts.at(*at))).collect())
            })
            .collect()
    })
}

fn read(text: &str) -> Reading {
    let words = text::read(text).words;
    let mut folded = String::with_capacity(text.len());
    let mut others = vec![];
    for word in &words {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&word.latin);
        others.extend(word.readings.iter().cloned());
    }
    joined(&words, &mut others);
    others.sort_unstable();
    others.dedup();
    Reading { folded, others }
}

/// Parts that were written as one word, put together again: the syllables of a
/// Chinese name, what stands around a hyphen.
pub(super) fn joined(words: &[Word], others: &mut Vec<String>) {
    let mut run = String::new();
    let mut parts = 0;
    for (at, word) in words.iter().enumerate() {
        if !word.joined {
            run.clear();
            parts = 0;
        }
        run.push_str(&word.latin);
        parts += 1;
        let ends = words.get(at + 1).is_none_or(|next| !next.joined);
        if ends && parts > 1 && run.len() <= JOINED_LETTERS_MAX {
            others.push(run.clone());
        }
    }
}

/// Puts forms into the order in which they are shown; gives the place of each.
fn order(forms: &mut Vec<Form>) -> Vec<u32> {
    let mut order: Vec<u32> = (0..forms.len() as u32).collect();
    let key = |at: &u32| {
        let form = forms.get(*at as usize);
        form.map(|form| {
            let words = form.folded.split(' ').count();
            (words, !form.listed, form.folded.len(), &form.folded)
        })
    };
    order.sort_by_cached_key(|at| key(at).map(|(words, unlisted, len, _)| (words, unlisted, len)));
    // the letters last, and without copying them
    order.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut rank = vec![0; order.len()];
    for (place, at) in (0u32..).zip(&order) {
        if let Some(slot) = rank.get_mut(*at as usize) {
            *slot = place;
        }
    }
    let mut taken: Vec<Option<Form>> = std::mem::take(forms).into_iter().map(Some).collect();
    let in_order = order.iter().filter_map(|at| taken.get_mut(*at as usize)?.take());
    *forms = in_order.collect();
    rank
}

/// Words in alphabetical order, and the forms that have each.
fn tokens_of(forms: Vec<Form>) -> Result<(Vec<String>, Lists<u32>)> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(forms.len() * 3);
    for (place, form) in (0u32..).zip(forms) {
        let own = form.folded.split(' ');
        for token in own.chain(form.others.iter().map(String::as_str)) {
            let number = match numbers.get(token) {
                Some(number) => *number,
                None => {
                    let number = numbers.len() as u32;
                    numbers.insert(token.to_owned(), number);
                    number
                }
            };
            pairs.push((number, place));
        }
    }
    let mut tokens: Vec<(String, u32)> = numbers.into_iter().collect();
    tokens.sort_unstable();
    let mut place = vec![0u32; tokens.len()];
    for (new, (_, old)) in (0u32..).zip(&tokens) {
        if let Some(slot) = place.get_mut(*old as usize) {
            *slot = new;
        }
    }
    for pair in &mut pairs {
        pair.0 = place.get(pair.0 as usize).copied().unwrap_or(0);
    }
    pairs.sort_unstable();
    pairs.dedup();
    if u32::try_from(pairs.len()).is_err() {
        return Err(StoreError::request(
            "the case holds more words of names than an index can number",
            "split it by country or by year into several cases",
        ));
    }
    let postings = Lists::of(tokens.len() as u32, pairs.iter().copied());
    Ok((tokens.into_iter().map(|token| token.0).collect(), postings))
}

/// Tokens by sound, in the order of their keys.
fn sounds_of(tokens: &[String]) -> (Vec<u64>, Vec<u32>) {
    let mut sounds: Vec<(u64, u32)> = (0u32..)
        .zip(tokens)
        .filter_map(|(token, word)| {
            let sound = text::sound(word);
            (sound.len() >= SOUND_CLASSES_MIN).then_some((sound.bits(), token))
        })
        .collect();
    sounds.sort_unstable();
    sounds.into_iter().unzip()
}
