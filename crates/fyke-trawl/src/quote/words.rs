//! A paragraph as words, punctuation and quotations, and where its sentences end:
//! the ground on which speakers are looked for.
//!
//! Words are cut for that purpose alone (possessives stay on the word, the point
//! of an abbreviation is part of it); words as spaCy cuts them are in
//! [`crate::token`].

use super::marks::Marked;
use crate::sentence::abbreviated;
use fyke_model::text::Span;

/// What a piece is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Letters or digits.
    Word,
    /// Anything else, one character.
    Mark(char),
    /// A quotation, by its number in the list of marked stretches.
    Quoted(usize),
}

/// A piece of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'t> {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: Kind,
    /// Its letters; empty for quotations.
    pub text: &'t str,
}

impl<'t> Piece<'t> {
    /// Whether it is a word that begins with a capital letter.
    pub fn capital(&self) -> bool {
        self.kind == Kind::Word && self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is this mark.
    pub fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Whether it is a word.
    pub fn word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// The word without a possessive ending.
    pub fn base(&self) -> &'t str {
        base(self.text)
    }

    /// Whether it carries a possessive ending.
    pub fn possessive(&self) -> bool {
        self.base().len() < self.text.len()
    }

    /// The word in small letters, without a possessive ending or a closing point.
    pub fn lower(&self) -> String {
        self.base().trim_end_matches('.').to_lowercase()
    }
}

/// A word without `'s`.
pub(super) fn base(word: &str) -> &str {
    ["'s", "’s", "'S", "’S", "s'", "s’"]
        .iter()
        .find_map(|end| {
            let stem = word.strip_suffix(end)?;
            (!stem.is_empty()).then(|| {
                if end.starts_with('s') {
                    &word[..stem.len() + 1]
                } else {
                    stem
                }
            })
        })
        .unwrap_or(word)
}

/// Cuts a stretch of text into pieces; of `marked` (sorted by start) those that lie
/// directly in it are one piece each, marks included.
pub(super) fn pieces<'t>(text: &'t str, span: Span, marked: &[(usize, &Marked)]) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let mut marked = marked.iter().peekable();
    let mut at = span.start;
    while at < span.end {
        if let Some((number, mark)) = marked.peek()
            && mark.outer.start <= at
        {
            if mark.outer.start == at {
                pieces.push(Piece {
                    span: mark.outer,
                    kind: Kind::Quoted(*number),
                    text: "",
                });
                at = mark.outer.end;
            }
            marked.next();
            continue;
        }
        let until = marked
            .peek()
            .map_or(span.end, |(_, m)| m.outer.start.min(span.end));
        let Some(rest) = text.get(at..until) else { break };
        let Some(c) = rest.chars().next() else { break };
        if c.is_alphanumeric() || matches!(c, '$' | '@' | '#' | '£' | '€') {
            let len = word_len(rest);
            pieces.push(Piece {
                span: Span::new(at, at + len),
                kind: Kind::Word,
                text: &rest[..len],
            });
            at += len;
        } else {
            if !c.is_whitespace() {
                let end = at + c.len_utf8();
                pieces.push(Piece {
                    span: Span::new(at, end),
                    kind: Kind::Mark(c),
                    text: &rest[..c.len_utf8()],
                });
            }
            at += c.len_utf8();
        }
    }
    pieces
}

/// Bytes of the word that the text begins with.
fn word_len(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    let mut letters = 0;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let goes_on = next.is_some_and(char::is_alphanumeric);
        let part = c.is_alphanumeric() || at == 0;
        letters = if c.is_alphanumeric() { letters + 1 } else { 0 };
        if part {
            end = at + c.len_utf8();
            continue;
        }
        match c {
            '-' | '\'' | '’' | '_' | '@' | '&' | '\u{2011}' if goes_on => end = at + c.len_utf8(),
            '.' | ','
                if goes_on
                    && digit_at(text, at + 1)
                    && text[..at].ends_with(|d: char| d.is_ascii_digit()) =>
            {
                end = at + 1;
            }
            '.' if goes_on && initials(&text[..at]) => end = at + 1,
            '.' if abbreviated(&text[..at]) => return at + 1,
            '’' | '\'' if text[..at].ends_with(['s', 'S']) && !goes_on && at > 2 && next != Some(c) => {
                return at + c.len_utf8();
            }
            _ => break,
        }
    }
    end.max(text.chars().next().map_or(0, char::len_utf8))
}

fn digit_at(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

/// `U`, `U.K`, `J.R`: one letter between points.
fn initials(text: &str) -> bool {
    let last = text.rsplit('.').next().unwrap_or(text);
    let mut chars = last.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// Pieces of a sentence: the longest of PolNeAR's training part has 300. What is
/// longer is cut, so that looking back and forth within one stays cheap.
const PIECES_MAX: usize = 512;

/// Numbers of the pieces each sentence is made of.
pub(super) fn sentences(pieces: &[Piece<'_>], marked: &[Marked], text: &str) -> Vec<std::ops::Range<usize>> {
    let mut all = Vec::new();
    let mut from = 0;
    for (i, piece) in pieces.iter().enumerate() {
        let next = pieces.get(i + 1);
        let begins = next.is_none_or(|n| n.capital() || matches!(n.kind, Kind::Quoted(_)) || !n.word());
        let ends = match piece.kind {
            Kind::Mark('.' | '!' | '?') => {
                begins
                    && !next.is_some_and(|n| matches!(n.kind, Kind::Mark('.' | '!' | '?' | ')' | ']' | ',')))
            }
            Kind::Mark(')' | ']') => i > 0 && pieces[i - 1].is('.') && begins,
            Kind::Quoted(q) => {
                let inner = marked.get(q).and_then(|m| m.inner.of(text)).unwrap_or_default();
                let full_stop = inner.ends_with('.') && !inner.ends_with("..")
                    || inner.ends_with(".'")
                    || inner.ends_with(".’");
                full_stop && begins
            }
            _ => false,
        };
        if ends || i + 1 - from >= PIECES_MAX {
            all.push(from..i + 1);
            from = i + 1;
        }
    }
    if from < pieces.len() {
        all.push(from..pieces.len());
    }
    all
}
