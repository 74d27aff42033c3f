//! What a phrase is about, and whether it can be goods or a party.

use super::phrase::{Phrase, trim};
use super::tokens::Words;
use super::words::{LISTS, Tag, holds};

/// Words of quantity before "of" that say nothing of what is counted.
const MEASURES: &[&str] = &[
    "range",
    "ranges",
    "variety",
    "number",
    "series",
    "line",
    "lines",
    "majority",
    "types",
    "type",
    "kinds",
    "kind",
    "batch",
    "batches",
    "set",
    "sets",
    "lot",
    "amount",
    "quantity",
    "quantities",
    "volume",
    "volumes",
    "creation",
    "some",
    "one",
    "part",
    "families",
    "family",
    "models",
    "tons",
    "tonnes",
    "pieces",
    "units",
    "thousands",
    "hundreds",
];

/// The word that a phrase is about: the last noun before what modifies it.
pub(super) fn head(words: &Words<'_>, phrase: Phrase) -> Option<usize> {
    let mut found = None;
    let mut at = phrase.start;
    while at < phrase.end {
        match words.tag(at)? {
            Tag::Of if found.is_some_and(|head: usize| MEASURES.contains(&words.lower(head))) => found = None,
            Tag::Word => found = Some(at),
            Tag::Det | Tag::Adv | Tag::Quote | Tag::Past | Tag::Ing | Tag::Verb => {}
            Tag::Pron => return Some(at),
            _ if found.is_some() => break,
            _ => {}
        }
        at += 1;
    }
    found
}

/// How well a phrase fits as goods.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fit {
    Good,
    Unknown,
    Bad,
}

/// Letters with digits, as goods are numbered: Kh-59, 9M723, STM32.
fn is_code(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit()) && text.chars().any(char::is_alphabetic)
}

/// Whether a phrase can be goods.
pub(super) fn fit(words: &Words<'_>, phrase: Phrase) -> Fit {
    let Some(head) = head(words, phrase) else {
        return Fit::Bad;
    };
    let lower = words.lower(head);
    if words.tag(head) == Some(Tag::Pron) {
        return Fit::Bad;
    }
    let is_goods = |at: usize| {
        words.get(at).is_some_and(|token| {
            holds(&LISTS.goods, &token.lower)
                || is_code(token.text)
                || token
                    .lower
                    .rsplit('-')
                    .next()
                    .is_some_and(|end| end.len() < token.lower.len() && holds(&LISTS.goods, end))
        })
    };
    if holds(&LISTS.no_goods, lower) && !is_goods(head) {
        return Fit::Bad;
    }
    // "products" alone say nothing
    let alone = (phrase.start..phrase.end)
        .filter(|&at| words.tag(at) == Some(Tag::Word))
        .count()
        == 1;
    if alone
        && matches!(
            lower,
            "product"
                | "products"
                | "goods"
                | "items"
                | "commodities"
                | "system"
                | "systems"
                | "line"
                | "technology"
                | "technologies"
                | "food"
        )
    {
        return Fit::Bad;
    }
    if (phrase.start..phrase.end).any(is_goods) {
        Fit::Good
    } else {
        Fit::Unknown
    }
}

/// Whether a phrase can be a party: somebody's name, or a word for a body.
pub(super) fn is_party(words: &Words<'_>, phrase: Phrase) -> bool {
    let Some(head) = head(words, phrase) else {
        return false;
    };
    let token = match words.get(head) {
        Some(token) => token,
        None => return false,
    };
    if token.tag == Tag::Pron {
        return true;
    }
    let industrial =
        token.lower == "complex" && (phrase.start..head).any(|at| words.lower(at).contains("industrial"));
    let cut = matches!(words.lower(phrase.end), "and" | "-") && words.lower(phrase.end + 1) == "industrial";
    if industrial
        || cut
        || LISTS.no_party.contains(token.lower.as_str())
        || holds(&LISTS.territories, &token.lower)
    {
        return false;
    }
    if holds(&LISTS.no_goods, &token.lower) && !token.named && !LISTS.parties.contains(token.lower.as_str()) {
        return false;
    }
    holds(&LISTS.parties, &token.lower)
        || (phrase.start..phrase.end).any(|at| {
            words.get(at).is_some_and(|token| {
                token.named && token.tag == Tag::Word && token.text.chars().any(char::is_uppercase)
            })
        })
}

/// The items of a list, top level only.
pub(super) fn items(words: &Words<'_>, phrase: Phrase) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    let mut start = phrase.start;
    let mut at = phrase.start;
    while at <= phrase.end {
        let tag = if at == phrase.end {
            Some(Tag::Comma)
        } else {
            words.tag(at)
        };
        match tag {
            Some(Tag::Open) => {
                if let Some(close) = words.get(at).and_then(|token| token.closes)
                    && close < phrase.end
                {
                    at = close;
                }
            }
            Some(Tag::Comma | Tag::And | Tag::Including) => {
                let adjective =
                    words.tag(at) == Some(Tag::And) && at < phrase.end && is_adjective(words, start, at);
                if !adjective {
                    if let Some(item) = trim(words, Phrase { start, end: at }) {
                        found.push(item);
                    }
                    start = at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// "military and" of "military and dual-use equipment": one small word that
/// names nothing.
fn is_adjective(words: &Words<'_>, start: usize, end: usize) -> bool {
    let Some(token) = words.get(end.saturating_sub(1)) else {
        return false;
    };
    let lone = (start..end)
        .filter(|&at| words.tag(at) == Some(Tag::Word))
        .count()
        == 1;
    lone && !token.named && !token.lower.ends_with('s') && !holds(&LISTS.goods, &token.lower)
}
