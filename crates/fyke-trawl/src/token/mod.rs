//! Words as spaCy cuts them.
//!
//! Tokens are those of spaCy 3.8's English tokenizer, to the byte: its models
//! see nothing else, so a name found here must be a name found there. The order
//! of steps is its: runs between spaces; of each, what is an exception is cut
//! as the exception says; else what leads and ends is cut off piece by piece,
//! what is left is an exception, an address, or cut where a rule says within
//! (`affix`, `address`, `exceptions`); last, tokens that side by side spell an
//! exception are cut as that one (`special`).
//!
//! All of it looks at few characters around a place: time grows with the text,
//! whatever the text.

mod address;
mod affix;
mod exceptions;
mod letters;
mod special;

use exceptions::{Exceptions, Piece};
use fyke_model::text::Span;
use std::borrow::Cow;
use std::sync::LazyLock;

/// A token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Where it stands in the text.
    pub span: Span,
    /// Its normal form where the table of exceptions has one: not for n't.
    pub norm: Option<&'static str>,
    /// Whether one blank follows, which belongs to no token. Other white space
    /// is a token.
    pub space_after: bool,
}

impl Token {
    /// The token itself; empty where it is of another text.
    pub fn text(self, text: &str) -> &str {
        self.span.of(text).unwrap_or_default()
    }

    /// In small letters.
    pub fn lower(self, text: &str) -> Cow<'_, str> {
        lower(self.text(text))
    }

    /// Whether it is white space: a line end, a second blank.
    pub fn is_space(self, text: &str) -> bool {
        self.text(text).chars().all(letters::space)
    }
}

/// A word in small letters, borrowed where it is.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

/// The tokens of a part of a text, in order. Together they hold every character
/// that is not a single blank between two runs.
///
/// ```
/// use fyke_model::text::Span;
/// let text = "They didn't ship it to St. Petersburg (again).";
/// let tokens = fyke_trawl::token::tokens(text, Span::new(0, text.len()));
/// let words: Vec<_> = tokens.iter().map(|token| token.text(text)).collect();
/// assert_eq!(words.join("|"), "They|did|n't|ship|it|to|St.|Petersburg|(|again|)|.");
/// ```
///
/// Nothing where the span is not of the text.
pub fn tokens(text: &str, span: Span) -> Vec<Token> {
    let Some(part) = span.of(text) else {
        return Vec::new();
    };
    // English prose has a token in about five bytes
    let mut cut = Cut {
        rules: &RULES,
        part,
        base: span.start,
        tokens: Vec::with_capacity(part.len() / 5 + 8),
        exceptions: true,
    };
    cut.all();
    let mut tokens = cut.tokens;
    special::join(&RULES, part, span.start, &mut tokens);
    tokens
}

struct Rules {
    exceptions: Exceptions,
    longest: usize,
    special: special::Trie,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut rules = Rules {
        exceptions: exceptions::english(),
        longest: 0,
        special: special::Trie::default(),
    };
    rules.longest = rules.exceptions.keys().map(|key| key.len()).max().unwrap_or(0);
    rules.special = special::Trie::of(&rules);
    rules
});

impl Rules {
    fn exception(&self, word: &str) -> Option<&[Piece]> {
        if word.len() > self.longest {
            return None;
        }
        self.exceptions.get(word).map(Vec::as_slice)
    }
}

struct Cut<'a> {
    rules: &'a Rules,
    part: &'a str,
    base: usize,
    tokens: Vec<Token>,
    exceptions: bool,
}

impl Cut<'_> {
    /// Runs of white space and of anything else in turn. A blank that begins
    /// white space belongs to the token before it.
    fn all(&mut self) {
        let part = self.part;
        let (mut start, mut in_space) = (0, part.chars().next().is_some_and(letters::space));
        for (at, c) in part.char_indices() {
            if letters::space(c) == in_space {
                continue;
            }
            if start < at {
                self.run(start, at);
            }
            if c == ' ' {
                if let Some(last) = self.tokens.last_mut() {
                    last.space_after = true;
                }
                start = at + 1;
            } else {
                start = at;
            }
            in_space = !in_space;
        }
        if start < part.len() {
            self.run(start, part.len());
        }
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.part.get(start..end).unwrap_or_default()
    }

    fn push(&mut self, start: usize, end: usize, norm: Option<&'static str>) {
        self.tokens.push(Token {
            span: Span::new(self.base + start, self.base + end),
            norm,
            space_after: false,
        });
    }

    fn is_exception(&self, start: usize, end: usize) -> bool {
        self.exceptions && self.rules.exception(self.slice(start, end)).is_some()
    }

    fn push_exception(&mut self, start: usize, end: usize) -> bool {
        if !self.exceptions {
            return false;
        }
        let rules = self.rules;
        let Some(pieces) = rules.exception(self.slice(start, end)) else {
            return false;
        };
        let mut at = start;
        for piece in pieces {
            self.push(at, at + piece.bytes, piece.norm);
            at += piece.bytes;
        }
        true
    }

    /// One run.
    fn run(&mut self, start: usize, end: usize) {
        if self.push_exception(start, end) {
            return;
        }
        if self.slice(start, end).bytes().all(|b| b.is_ascii_alphabetic()) {
            return self.push(start, end, None);
        }
        let (mut from, mut to) = (start, end);
        let mut ends = Vec::new();
        while from < to {
            if self.is_exception(from, to) {
                break;
            }
            let prefix = affix::prefix(self.slice(from, to));
            if prefix > 0 && from + prefix < to && self.is_exception(from + prefix, to) {
                self.push(from, from + prefix, None);
                from += prefix;
                break;
            }
            let suffix = affix::suffix(self.slice(from + prefix, to));
            if suffix > 0 && to - suffix > from && self.is_exception(from, to - suffix) {
                ends.push((to - suffix, to));
                to -= suffix;
                break;
            }
            if prefix + suffix == 0 {
                break;
            }
            if prefix > 0 {
                self.push(from, from + prefix, None);
                from += prefix;
            }
            if suffix > 0 {
                ends.push((to - suffix, to));
                to -= suffix;
            }
        }
        if from < to {
            self.middle(from, to);
        }
        for (start, end) in ends.into_iter().rev() {
            self.push(start, end, None);
        }
    }

    /// What is left between what leads and what ends.
    fn middle(&mut self, from: usize, to: usize) {
        if self.push_exception(from, to) {
            return;
        }
        if address::is(self.slice(from, to)) {
            return self.push(from, to, None);
        }
        let mut cuts = Vec::new();
        affix::infixes(self.slice(from, to), |start, end| {
            cuts.push((from + start, from + end))
        });
        let mut at = from;
        // what would lead was no prefix, so it stays with what follows
        for (start, end) in cuts.into_iter().filter(|&(start, _)| start != from) {
            if start != at {
                self.push(at, start, None);
            }
            self.push(start, end, None);
            at = end;
        }
        if at < to {
            self.push(at, to, None);
        }
    }
}
