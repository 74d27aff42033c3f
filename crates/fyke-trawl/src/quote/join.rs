//! Parts of one speech put together again.

use fyke_model::text::{Attribution, Quote, QuoteKind, Span};

/// See [`super::utterances`].
pub(super) fn joined(text: &str, quotes: &[Quote]) -> Vec<Quote> {
    let mut all: Vec<Quote> = Vec::new();
    for quote in quotes.iter().filter(|q| q.kind != QuoteKind::Nested) {
        let goes_on = quote
            .speaker
            .as_ref()
            .is_some_and(|s| matches!(s.how, Attribution::Split | Attribution::Continued));
        let joins = goes_on
            && all.last().is_some_and(|before| {
                let same =
                    before.speaker.as_ref().map(|s| s.person) == quote.speaker.as_ref().map(|s| s.person);
                let between = text.get(before.span.end..quote.span.start).unwrap_or_default();
                same && between.len() < JOIN_MAX
            });
        match all.last_mut().filter(|_| joins) {
            Some(before) => {
                if before.parts.is_empty() {
                    before.parts.push(before.span);
                }
                before.parts.push(quote.span);
                before.span = Span::new(before.span.start, quote.span.end);
            }
            None => all.push(quote.clone()),
        }
    }
    all
}

/// Bytes between two parts of one speech.
const JOIN_MAX: usize = 400;

/// See [`super::stands_alone`].
pub(super) fn alone(text: &str, quote: &Quote) -> bool {
    if !matches!(quote.kind, QuoteKind::Partial | QuoteKind::Nested) {
        return true;
    }
    let Some(cue) = &quote.cue else { return false };
    let between = text.get(cue.span.end..quote.span.start).unwrap_or_default();
    between.len() < 4
}
