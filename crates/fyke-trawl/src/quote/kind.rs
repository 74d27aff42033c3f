//! What kind of quotation words in marks are, and whether they are one at all.
//!
//! Marks also stand around names of works, programmes and ships, around words that
//! a writer keeps at a distance, and around words that are spoken of as words.
//! Without a cue one word is none of anybody's; with more words it is taken for a
//! quotation unless it reads like a title or is introduced as a name.

use super::roles;
use super::words::{Kind, Piece};

/// What is known of a pair of marks before its speaker is sought.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Look {
    /// Whole sentences, or set off like speech.
    pub full: bool,
    /// No word of the sentence stands right before it.
    pub led: bool,
    /// Words within.
    pub words: usize,
    /// Reads like the title of a work.
    pub title: bool,
    /// Introduced as a name: `known as`, `the film`.
    pub named: bool,
}

/// Looks at the words and at what stands around them; `at` is the piece.
pub(super) fn look(inner: &str, pieces: &[Piece<'_>], at: usize) -> Look {
    let words: Vec<&str> = inner
        .split_whitespace()
        .filter(|w| w.chars().any(char::is_alphanumeric))
        .take(WORDS_LOOKED_AT)
        .collect();
    let before = at.checked_sub(1).and_then(|b| pieces.get(b));
    let behind = pieces.get(at + 1);
    let capital = inner
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let set_off = inner.ends_with([',', '.', '?', '!', '…', '—', ';'])
        || inner.ends_with("’")
        || behind.is_some_and(|b| b.is(','));
    let led = before.is_none_or(|b| !b.word());
    let full = words.len() > 1
        && (capital && (set_off || led)
            || led
                && set_off
                && before
                    .is_none_or(|b| b.is(',') || b.is(':') || matches!(b.kind, Kind::Mark('.' | '!' | '?')))
                && words.len() > 3)
        || words.len() == 1 && capital && inner.ends_with([',', '.', '?', '!']) && led;
    Look {
        full,
        led,
        words: words.len(),
        title: title(&words, inner),
        named: named(pieces, at) || bylined(pieces, at),
    }
}

/// Words looked at for what kind they are: a title is shorter.
const WORDS_LOOKED_AT: usize = 24;

/// Title case: every word of four letters or more is capital, and at least two.
fn title(words: &[&str], inner: &str) -> bool {
    if words.len() >= WORDS_LOOKED_AT || inner.ends_with(['.', '?']) && words.len() < 2 {
        return false;
    }
    let joins = |w: &&&str| !matches!(**w, "with" | "from" | "into" | "over" | "upon" | "than" | "that");
    let long = words
        .iter()
        .filter(joins)
        .filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 4);
    let small = long
        .clone()
        .filter(|w| !w.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic()))
        .count();
    let capital = words
        .iter()
        .filter(|w| {
            w.trim_start_matches(|c: char| !c.is_alphanumeric())
                .starts_with(char::is_uppercase)
        })
        .count();
    small == 0 && capital >= 2 && capital * 2 >= words.len()
}

fn named(pieces: &[Piece<'_>], at: usize) -> bool {
    let before: Vec<String> = pieces[..at].iter().rev().take(3).map(Piece::lower).collect();
    let word = |n: usize| before.get(n).map(String::as_str).unwrap_or_default();
    let last = word(0);
    let comma = pieces.get(at.wrapping_sub(1)).is_some_and(|p| p.is(','));
    let last = if comma { word(1) } else { last };
    let work = matches!(
        last,
        "film"
            | "movie"
            | "book"
            | "song"
            | "album"
            | "show"
            | "series"
            | "novel"
            | "play"
            | "magazine"
            | "documentary"
            | "musical"
            | "program"
            | "programme"
            | "podcast"
            | "episode"
            | "memoir"
            | "titled"
            | "entitled"
            | "headlined"
            | "nicknamed"
            | "codenamed"
            | "code-named"
            | "named"
            | "so-called"
            | "dubbed"
            | "bestseller"
            | "anthem"
            | "hit"
            | "sitcom"
            | "drama"
            | "hashtag"
            | "ship"
            | "vessel"
            | "word"
            | "words"
            | "term"
            | "phrase"
            | "ballad"
            | "essay"
            | "painting"
            | "poem"
            | "column"
    );
    let known = last == "as" && matches!(word(1), "known" | "over" | "tagged" | "listed" | "registered");
    let possessive = pieces
        .get(at.wrapping_sub(1))
        .is_some_and(|p| p.possessive() && p.capital())
        && matches!(word(1), "on" | "of" | "to" | "in" | "for" | "from" | "with");
    work && !matches!(last, "words" | "word" | "term" | "phrase")
        || known
        || possessive
        || roles::title(last).is_some() && last != "speaker"
}

/// `“New museum opens,” by the paper's Ann Roe`: a headline that is cited.
fn bylined(pieces: &[Piece<'_>], at: usize) -> bool {
    let word = |n: usize| pieces.get(at + n);
    word(1).is_some_and(|p| p.text == "by") && word(2).is_some_and(|p| p.capital() || p.text == "the")
}
