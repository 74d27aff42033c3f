//! The words of a text as names are compared by: without case, marks over
//! letters, possessives and punctuation, each with its place.

use crate::token::Token;
use fyke_model::text::Span;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text.
#[derive(Debug)]
pub(super) struct Word {
    /// As it is compared.
    pub folded: String,
    /// Where it stands.
    pub span: Span,
    /// Its first letter is a capital, or its script has none.
    pub capital: bool,
    /// Nothing of the sentence stands before it.
    pub leads: bool,
    /// What stands between the word before and this one.
    pub gap: Gap,
}

/// What stands between two words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gap {
    /// A blank, a hyphen, an ampersand, a possessive: a name goes on over it.
    Close,
    /// A comma, which a name crosses before a legal form alone.
    Comma,
    /// The end of a sentence or a line, a mark, a bracket.
    Wide,
}

/// A word without case and marks.
pub(super) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfd()
        .filter(|&c| !is_combining_mark(c))
        .collect::<String>()
        .to_lowercase()
}

/// Words of a name on a list.
pub(super) fn of_name(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for piece in name.split_whitespace() {
        let piece = piece
            .strip_suffix("'s")
            .or_else(|| piece.strip_suffix("’s"))
            .unwrap_or(piece);
        words.extend(pieces(piece).map(|range| fold(piece.get(range).unwrap_or_default())));
    }
    words
}

/// Runs of letters and digits.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(char::is_alphanumeric)?;
        let run = text.get(start..)?;
        let end = run
            .find(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
            .map_or(text.len(), |n| start + n);
        at = end;
        Some(start..end)
    })
}

/// Words of a text.
pub(super) fn of_text(text: &str, tokens: &[Token]) -> Vec<Word> {
    let mut words = Vec::with_capacity(tokens.len());
    let (mut gap, mut leads, mut before) = (Gap::Wide, true, 0);
    for token in tokens {
        let written = token.text(text);
        // another block: what lies between is in no token
        if token.span.start > before + 1 {
            (gap, leads) = (Gap::Wide, true);
        }
        before = token.span.end;
        if matches!(written, "'s" | "’s" | "'" | "’") {
            continue;
        }
        let mut any = false;
        for piece in pieces(written) {
            let word = written.get(piece.clone()).unwrap_or_default();
            words.push(Word {
                folded: fold(word),
                span: Span::new(token.span.start + piece.start, token.span.start + piece.end),
                capital: word.chars().next().is_some_and(|c| !c.is_lowercase()),
                leads,
                gap,
            });
            (gap, leads, any) = (Gap::Close, false, true);
        }
        if any {
            continue;
        }
        match written {
            "-" | "–" | "/" | "&" | "+" => {}
            "," => gap = gap.max(Gap::Comma),
            "." | "!" | "?" | "…" | ":" => (gap, leads) = (Gap::Wide, true),
            _ if written.contains('\n') => (gap, leads) = (Gap::Wide, true),
            _ => gap = Gap::Wide,
        }
    }
    words
}

impl Gap {
    fn max(self, other: Gap) -> Gap {
        if self == Gap::Wide { self } else { other }
    }
}
