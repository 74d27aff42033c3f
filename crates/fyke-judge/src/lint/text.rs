//! A text as words with their places, sentences and quotations.
//!
//! Sentences are split with the errors of a linter in mind: two sentences taken
//! for one give a false alarm, one taken for two hides a true one, and a full stop
//! after an abbreviation or in a number is neither. The abbreviations are data.

use super::vocabulary::{Abbreviations, VOCABULARY};
use std::collections::BTreeMap;

/// Characters before a full stop that are looked at for an abbreviation.
const LONGEST_WORD: usize = 24;

/// A word, a number or a per cent sign.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Token {
    /// Its first byte.
    pub from: usize,
    /// The byte after it.
    pub to: usize,
    /// In small letters.
    pub word: String,
    /// Begins with a capital, and is not all capitals.
    pub title: bool,
    /// Only blanks, hyphens or an apostrophe lie between it and the word before.
    pub joined: bool,
    /// Number of its sentence.
    pub sentence: usize,
    /// Stands in quotation marks.
    pub quoted: bool,
}

/// The words of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let ends = sentence_ends(text);
    let quotes = quotations(text);
    let mut tokens: Vec<Token> = Vec::new();
    let mut joined = false;
    let mut sentence = 0;
    let mut quote = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((from, first)) = chars.next() {
        let mut to = from + first.len_utf8();
        if is_word(first) {
            while let Some((at, next)) = chars.peek().copied() {
                if !is_word(next) && !inside_number(text, at) {
                    break;
                }
                to = at + next.len_utf8();
                chars.next();
            }
        } else if first != '%' {
            joined &= first.is_whitespace() || "-\u{2010}\u{2011}'\u{2019}".contains(first);
            continue;
        }
        while ends.get(sentence).is_some_and(|end| *end <= from) {
            sentence += 1;
        }
        while quotes.get(quote).is_some_and(|(_, close)| *close <= from) {
            quote += 1;
        }
        let raw = text.get(from..to).unwrap_or_default();
        tokens.push(Token {
            from,
            to,
            word: raw.to_lowercase(),
            title: first.is_uppercase() && raw.chars().skip(1).any(char::is_lowercase),
            joined,
            sentence,
            quoted: quotes
                .get(quote)
                .is_some_and(|(open, close)| (*open..*close).contains(&from)),
        });
        joined = true;
    }
    tokens
}

/// The words of a phrase of the vocabulary.
pub(super) fn phrase(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !is_word(c) && c != '%');
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Whether the full stop or comma at a place stands between two digits.
fn inside_number(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else {
        return false;
    };
    let mut after = after.chars();
    matches!(after.next(), Some('.' | ','))
        && after.next().is_some_and(|c| c.is_ascii_digit())
        && before.chars().next_back().is_some_and(|c| c.is_ascii_digit())
}

/// The bytes at which sentences end.
fn sentence_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    for (at, mark) in text.char_indices() {
        let after = at + mark.len_utf8();
        let rest = text.get(after..).unwrap_or_default();
        let ended = match mark {
            '.' => !inside_number(text, at) && full_stop_ends(text.get(..at).unwrap_or_default(), rest),
            '!' | '?' | '\u{2026}' => next_begins(rest, false),
            '\u{3002}' | '\u{061f}' | '\u{06d4}' => true,
            '\n' => new_block(rest),
            _ => false,
        };
        if ended {
            ends.push(after);
        }
    }
    ends
}

/// Whether a line begins a paragraph or an item of a list.
fn new_block(rest: &str) -> bool {
    let line = rest.trim_start_matches([' ', '\t', '\r']);
    line.starts_with(['\n', '-', '*', '\u{2022}', '#']) || line.is_empty()
}

/// Whether what follows a mark begins a sentence: a blank, and no small letter.
fn next_begins(rest: &str, number_goes_on: bool) -> bool {
    let rest = rest.trim_start_matches(['"', '\'', ')', ']', '\u{201d}', '\u{2019}', '\u{bb}']);
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return false;
    }
    match rest.trim_start().chars().next() {
        Some(c) if c.is_lowercase() => false,
        Some(c) if c.is_ascii_digit() => !number_goes_on,
        _ => true,
    }
}

/// Whether a full stop ends a sentence, given what stands before and after.
fn full_stop_ends(before: &str, rest: &str) -> bool {
    // no abbreviation is longer; a line of dots is not read again at each dot
    let tail = before.char_indices().rev().nth(LONGEST_WORD);
    let word = tail
        .and_then(|(at, _)| before.get(at..))
        .unwrap_or(before)
        .rsplit(|c: char| c.is_whitespace() || "([{\"'\u{201c}\u{2018}\u{ab}".contains(c))
        .next()
        .unwrap_or_default();
    let small = word.to_lowercase();
    let Abbreviations {
        always,
        before_number,
    } = &VOCABULARY.abbreviations;
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if initial || always.contains(&small) {
        return false;
    }
    next_begins(rest, before_number.contains(&small))
}

/// What stands in quotation marks: first byte, byte after the last. An opening
/// mark that is not closed within its paragraph opens nothing.
fn quotations(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    // up to where a mark is known to find no closing one
    let mut unclosed: BTreeMap<char, usize> = BTreeMap::new();
    for (at, open) in text.char_indices() {
        if found.last().is_some_and(|(_, close)| at < *close) {
            continue;
        }
        if unclosed.get(&open).is_some_and(|until| at < *until) {
            continue;
        }
        let closing: &[char] = match open {
            '\u{201c}' => &['\u{201d}'],
            '\u{201e}' => &['\u{201c}', '\u{201d}'],
            '\u{ab}' => &['\u{bb}'],
            '\u{2018}' => &['\u{2019}'],
            '"' => &['"'],
            '\'' if after_blank(text, at) => &['\''],
            _ => continue,
        };
        let from = at + open.len_utf8();
        let rest = text.get(from..).unwrap_or_default();
        let rest = rest.split("\n\n").next().unwrap_or_default();
        // an apostrophe closes only where the word ends with it
        let close = rest.char_indices().find(|(place, c)| {
            let next = rest
                .get(place + c.len_utf8()..)
                .and_then(|after| after.chars().next());
            closing.contains(c) && !(matches!(c, '\'' | '\u{2019}') && next.is_some_and(is_word))
        });
        match close {
            Some((place, _)) => found.push((from, from + place)),
            None => {
                unclosed.insert(open, from + rest.len());
            }
        }
    }
    found
}

fn after_blank(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|c| c.is_whitespace() || "([".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        for (text, sentences) in [
            ("One. Two.", 2),
            ("It weighs 3.5 t. It left.", 2),
            ("Invoice no. 12 is missing. The answer is no. It left.", 3),
            (
                "Goods, e.g. Valves, left approx. 12 Jan. 2022 from St. Petersburg.",
                1,
            ),
            ("Alfa Ltd. is the seller. Beta Co. It buys.", 3),
            ("Seen by J. Smith. He left (see fig. 3). Then?", 3),
            ("He said \"It left.\" Then he left.", 2),
            ("- one\n- two\n\nthree", 3),
            ("A line\nthat goes on.", 1),
        ] {
            let last = tokens(text).last().unwrap().sentence + 1;
            assert_eq!(last, sentences, "{text}");
        }
    }

    #[test]
    fn quotations_are_found_and_apostrophes_are_none() {
        let quoted = |text: &str| -> Vec<String> {
            let tokens = tokens(text).into_iter();
            tokens
                .filter(|token| token.quoted)
                .map(|token| token.word)
                .collect()
        };
        assert_eq!(quoted("he said \"it may be\" and left"), ["it", "may", "be"]);
        assert_eq!(
            quoted("\u{ab}may\u{bb} \u{201c}might\u{201d} \u{201e}could\u{201c} x"),
            ["may", "might", "could"]
        );
        assert_eq!(quoted("'don't' is Beta's word"), ["don", "t"]);
        assert_eq!(
            quoted("Beta's goods, Gama's word, a 5\" pipe"),
            Vec::<String>::new()
        );
        assert_eq!(quoted("an \"open one\n\nends here\" no"), Vec::<String>::new());
    }
}
