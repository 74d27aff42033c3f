//! Mentions of one thing in one document: Petrov after Ivan Petrov, Sir John after
//! Sir John Hale, NSL after Northern Ship Lines (NSL).

use super::words::{fold, of_name};
use fyke_model::text::{Mention, MentionKind};
use rustc_hash::FxHashMap;

/// Gives every mention the fullest name of its thing, and the key of a list that
/// knows it. What could be two is left as it stands.
pub(super) fn join(text: &str, mentions: &mut [Mention]) {
    // the last word of full names of people -> the full names that end so
    let mut families: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    // the first word of full names of people, in the same way
    let mut given: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    // the letters in brackets after a name -> that name
    let mut letters: FxHashMap<String, usize> = FxHashMap::default();
    for (i, mention) in mentions.iter().enumerate() {
        let written = mention.span.of(text).unwrap_or_default();
        if mention.kind == MentionKind::Person {
            let words = of_name(written);
            if let [first, .., last] = words.as_slice()
                && words.len() > 1
            {
                for (of, word) in [(&mut families, last), (&mut given, first)] {
                    let same = of.entry(word.clone()).or_default();
                    let is_new = same
                        .iter()
                        .filter_map(|&j| mentions.get(j))
                        .all(|other| !alike(other, mention));
                    if is_new {
                        same.push(i);
                    }
                }
            }
        }
        if let Some(short) = in_brackets(text, mention.span.end)
            && stands_for(short, written)
        {
            letters.entry(short.to_owned()).or_insert(i);
        }
    }
    let full: Vec<Option<usize>> = mentions
        .iter()
        .enumerate()
        .map(|(i, mention)| {
            let written = mention.span.of(text).unwrap_or_default();
            let by_letters = letters.get(written).copied();
            let by_family = || match of_name(written).as_slice() {
                [only]
                    if matches!(
                        mention.kind,
                        MentionKind::Person | MentionKind::Other | MentionKind::Organization
                    ) =>
                {
                    match (families.get(only), given.get(only)) {
                        (Some(family), _) => one_of(family),
                        // a first name alone may be a place or a house as well
                        (None, Some(given)) if mention.kind == MentionKind::Person => one_of(given),
                        _ => None,
                    }
                }
                _ => None,
            };
            by_letters
                .or_else(by_family)
                .filter(|&j| j != i && mention.known.is_none())
        })
        .collect();
    for (i, full) in full.into_iter().enumerate() {
        let Some(other) = full.and_then(|j| mentions.get(j)) else {
            continue;
        };
        let (name, known, kind) = (other.name.clone(), other.known.clone(), other.kind);
        if let Some(mention) = mentions.get_mut(i) {
            (mention.name, mention.known, mention.kind) = (name, known, kind);
        }
    }
}

/// The only one there is.
fn one_of(found: &[usize]) -> Option<usize> {
    match found {
        &[one] => Some(one),
        _ => None,
    }
}

/// The same name, whatever its case.
fn alike(one: &Mention, other: &Mention) -> bool {
    fold(&one.name) == fold(&other.name)
}

/// Letters in brackets right after a place.
fn in_brackets(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?.trim_start_matches(' ').strip_prefix('(')?;
    let end = rest.bytes().take(12).position(|b| b == b')')?;
    rest.get(..end)
}

/// Whether letters are the first letters of a name's words, in their order.
fn stands_for(short: &str, name: &str) -> bool {
    let mut words = of_name(name).into_iter();
    short.chars().nth(1).is_some()
        && short.chars().all(char::is_uppercase)
        && short.chars().all(|letter| {
            let letter: String = letter.to_lowercase().collect();
            words.any(|word| word.starts_with(&letter))
        })
}
