//! Names: the case's own first, then what a model finds.
//!
//! Three finders, the later under the earlier where they overlap: the names of
//! the case and its watch lists ([`Gazetteer`]); a model of spaCy's where its
//! weights were given ([`spacy`]); else rules. Then names of one document are
//! drawn together: a surname with the one full name that ends with it, letters
//! in brackets with the name they stand after.

mod chain;
mod gazetteer;
mod rules;
pub mod spacy;
mod words;

pub use gazetteer::Gazetteer;

use crate::token::Token;
use fyke_model::text::{BlockKind, Document, Mention, MentionKind, Span};
use words::Word;

/// What finds names of a list, as mentions carry it.
pub const BY_LIST: &str = "names known 1";
/// What finds names without a model, as mentions carry it.
pub const BY_RULES: &str = "name rules 1";

/// The names in a document, in order, none over another.
///
/// `tokens` are those of the blocks that are read ([`crate::token::tokens`] of
/// each, one after another). Without a model, names that no list knows come
/// from rules, which know fewer kinds.
pub fn mentions(
    document: &Document,
    tokens: &[Token],
    gazetteer: &Gazetteer,
    model: Option<&spacy::Model>,
) -> Vec<Mention> {
    let text = document.text.as_str();
    let words = words::of_text(text, tokens);
    let in_heading = |span: Span| {
        let after = document
            .blocks
            .partition_point(|block| block.span.start <= span.start);
        after
            .checked_sub(1)
            .and_then(|i| document.blocks.get(i))
            .is_some_and(|block| block.kind == BlockKind::Heading)
    };
    let mut mentions: Vec<Mention> = Vec::new();
    for hit in gazetteer.find(&words, in_heading) {
        if let (Some((key, name, kind)), Some(span)) =
            (gazetteer.named(hit), spanned(&words, hit.first, hit.end))
        {
            mentions.push(Mention {
                span,
                kind,
                name: name.to_owned(),
                known: Some(key.to_owned()),
                by: BY_LIST.to_owned(),
            });
        }
    }
    let known = mentions.len();
    let is_free = |known: &[Mention], span: Span| {
        let after = known.partition_point(|m| m.span.start < span.end);
        !span.is_empty()
            && after
                .checked_sub(1)
                .and_then(|i| known.get(i))
                .is_none_or(|m| !m.span.overlaps(span))
    };
    let add = |mentions: &mut Vec<Mention>, span: Span, kind: MentionKind, by: &str| {
        if is_free(mentions.get(..known).unwrap_or_default(), span) {
            mentions.push(Mention {
                span,
                kind,
                name: span.of(text).unwrap_or_default().to_owned(),
                known: None,
                by: by.to_owned(),
            });
        }
    };
    match model {
        Some(model) => {
            for entity in model.entities(text, tokens) {
                let kind = kind_of(entity.label);
                let inner = tokens.get(entity.first..entity.end).unwrap_or_default();
                add(&mut mentions, bare(text, inner, kind), kind, model.by());
            }
        }
        None => {
            for found in rules::find(&words) {
                if let Some(span) = spanned(&words, found.first, found.end) {
                    add(&mut mentions, span, found.kind, BY_RULES);
                }
            }
        }
    }
    mentions.sort_by_key(|mention| mention.span);
    chain::join(text, &mut mentions);
    mentions
}

fn spanned(words: &[Word], first: usize, end: usize) -> Option<Span> {
    let (first, last) = (words.get(first)?, words.get(end.checked_sub(1)?)?);
    Some(Span::new(first.span.start, last.span.end))
}

/// What a label of spaCy's names (OntoNotes 5).
fn kind_of(label: &str) -> MentionKind {
    match label {
        "PERSON" => MentionKind::Person,
        "ORG" => MentionKind::Organization,
        "GPE" | "LOC" | "FAC" => MentionKind::Place,
        "NORP" | "LANGUAGE" => MentionKind::Group,
        "PRODUCT" => MentionKind::Product,
        "DATE" | "TIME" => MentionKind::Date,
        "CARDINAL" | "ORDINAL" | "MONEY" | "PERCENT" | "QUANTITY" => MentionKind::Quantity,
        _ => MentionKind::Other,
    }
}

/// A name without article, titles, possessive and marks around it.
fn bare(text: &str, tokens: &[Token], kind: MentionKind) -> Span {
    let trimmed = |token: &Token| {
        let written = token.text(text);
        matches!(written, "'s" | "’s") || !written.contains(char::is_alphanumeric)
    };
    let leading = |token: &Token| {
        let lower = token.lower(text);
        let word = lower.trim_end_matches('.');
        trimmed(token)
            || kind != MentionKind::Date
                && kind != MentionKind::Quantity
                && matches!(word, "the" | "a" | "an")
            || kind == MentionKind::Person && rules::TITLES.contains(&word)
    };
    let numeric = matches!(kind, MentionKind::Date | MentionKind::Quantity);
    let mut tokens = tokens;
    while let [first, rest @ ..] = tokens
        && (if numeric {
            first.is_space(text)
        } else {
            leading(first)
        })
        && (!rest.is_empty() || trimmed(first))
    {
        tokens = rest;
    }
    while let [rest @ .., last] = tokens
        && (if numeric {
            last.is_space(text)
        } else {
            trimmed(last)
        })
    {
        tokens = rest;
    }
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
        _ => Span::new(0, 0),
    }
}
