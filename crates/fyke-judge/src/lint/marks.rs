//! The phrases of the vocabulary in a text: at each word the longest one, so that
//! "roughly even chance" is a term and the "even chance" in it is nothing.

use super::text::Token;
use super::vocabulary::{Kind, TermReading, VOCABULARY};

/// A phrase found.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub kind: Kind,
    /// Its first token.
    pub first: usize,
    /// The token after its last.
    pub end: usize,
    pub sentence: usize,
    /// For a term: the first token of what turns it around.
    pub negated_from: Option<usize>,
    /// For a term: what it means on each scale.
    pub readings: &'static [TermReading],
}

/// The phrases outside quotations, in order.
pub(super) fn marks(tokens: &[Token]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let found = longest(tokens, at).filter(|_| !token.quoted);
        let Some((words, kind)) = found else {
            at += 1;
            continue;
        };
        let end = at + words.len();
        let counts = match kind {
            Kind::Term => is_term(tokens, at, end, words),
            Kind::Hedge => !is_month(tokens, at),
            Kind::NotATerm | Kind::NotAHedge | Kind::NotConfidence => false,
            Kind::Other | Kind::Confidence | Kind::Negation => true,
        };
        if counts {
            marks.push(Mark {
                kind,
                first: at,
                end,
                sentence: token.sentence,
                negated_from: negation(tokens, at).filter(|_| kind == Kind::Term),
                readings: VOCABULARY.terms.get(words).map_or(&[], Vec::as_slice),
            });
        }
        at = end;
    }
    marks
}

fn longest(tokens: &[Token], at: usize) -> Option<(&'static Vec<String>, Kind)> {
    let first = tokens.get(at)?;
    let phrases = VOCABULARY.phrases.get(&first.word)?;
    let found = phrases.iter().find(|(words, _)| stands_at(tokens, at, words))?;
    Some((&found.0, found.1))
}

/// Whether the words stand one after another from a token on, in one sentence.
fn stands_at(tokens: &[Token], at: usize, words: &[String]) -> bool {
    let Some(here) = tokens.get(at..at + words.len()) else {
        return false;
    };
    let same = here.iter().zip(words).all(|(token, word)| token.word == *word);
    let mut rest = here.iter().skip(1);
    let sentence = here.first().map(|token| token.sentence);
    same && rest.all(|token| token.joined && Some(token.sentence) == sentence)
}

/// Whether a term that is a common word too stands where it is the term.
fn is_term(tokens: &[Token], at: usize, end: usize, words: &[String]) -> bool {
    let Some(common) = VOCABULARY.common.get(words) else {
        return true;
    };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let after = tokens.get(end);
    before.is_some_and(|token| common.after.contains(&token.word))
        || after.is_some_and(|token| common.before.contains(&token.word))
}

fn is_month(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|token| token.title) else {
        return false;
    };
    let Some(month) = VOCABULARY.months.iter().find(|month| month.word == token.word) else {
        return false;
    };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let begins = before.is_none_or(|before| before.sentence != token.sentence);
    let modal = tokens
        .get(at + 1)
        .is_some_and(|next| month.modal_before.contains(&next.word));
    !(begins && modal)
}

/// The first token of a negation that ends right before a token.
fn negation(tokens: &[Token], at: usize) -> Option<usize> {
    let joined = tokens.get(at).is_some_and(|token| token.joined);
    let starts = VOCABULARY.negations.iter().filter_map(|words| {
        let from = at.checked_sub(words.len())?;
        stands_at(tokens, from, words).then_some(from)
    });
    starts.min().filter(|_| joined)
}
