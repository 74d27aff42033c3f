//! Quotes into what is compared: sentences, and the places within a sentence where
//! another outlet may have begun or ended.
//!
//! A rule of its own and not the splitter of the reading: inside marks an ellipsis
//! joins what was not said together, so it always parts here, and a sentence that
//! no outlet cuts stays whole even where it could be cut.

use crate::sentence::push_trimmed;
use fyke_model::text::{Quote, QuoteKind, Span};

/// A word before a full stop that ends no sentence.
const SHORT: &[&str] = &[
    "adm", "brig", "capt", "co", "col", "corp", "dr", "fr", "gen", "gov", "hon", "inc", "jr", "lt", "ltd",
    "maj", "messrs", "mr", "mrs", "ms", "mt", "no", "prof", "rep", "reps", "rev", "sen", "sens", "sgt", "sr",
    "st", "vs",
];

/// Sentences of a piece of text, without the white space around them. Line breaks
/// part; so do ellipses where `ellipses` says so.
pub(crate) fn sentences(text: &str, span: Span, ellipses: bool) -> Vec<Span> {
    let Some(piece) = span.of(text) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(c) = piece[at..].chars().next() {
        let next = at + c.len_utf8();
        let ends = match c {
            '\n' => Some(next),
            '…' if ellipses => Some(next),
            '.' if ellipses && (piece[next..].starts_with("..") || piece[next..].starts_with(" . .")) => {
                Some(next + piece[next..].len() - piece[next..].trim_start_matches(['.', ' ']).len())
            }
            '.' | '!' | '?' | '…' => end_of_sentence(piece, start, at, next),
            _ => None,
        };
        if let Some(end) = ends {
            push_trimmed(&mut found, piece, start..end, span.start);
            start = end;
            at = end;
        } else {
            at = next;
        }
    }
    push_trimmed(&mut found, piece, start..piece.len(), span.start);
    found
}

fn end_of_sentence(piece: &str, start: usize, stop: usize, after: usize) -> Option<usize> {
    let rest = &piece[after..];
    let closed = rest.trim_start_matches(['"', '\u{201d}', '\u{2019}', '\'', ')', ']', '.', '!', '?']);
    let end = after + (rest.len() - closed.len());
    let mut follow = closed.chars();
    if !follow.next().is_some_and(char::is_whitespace) {
        return None;
    }
    let next = closed.trim_start().chars().next()?;
    if next.is_lowercase() || matches!(next, ',' | ';' | '–' | '—') {
        return None;
    }
    if piece.as_bytes().get(stop) == Some(&b'.') {
        let head = &piece[start..stop];
        let last = &head[head
            .rfind(|c: char| c.is_whitespace() || c == '.')
            .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8))..];
        let single = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
        if single || SHORT.binary_search(&last.to_lowercase().as_str()).is_ok() {
            return None;
        }
    }
    Some(end)
}

/// Byte offsets within a sentence at which a clause of its own may begin: after a
/// colon, semicolon or dash, and at "and", "but", "so", "or" behind a comma.
pub(crate) fn clauses(sentence: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, c) in sentence.char_indices() {
        let after = at + c.len_utf8();
        let rest = &sentence[after..];
        if !rest.starts_with(' ') {
            continue;
        }
        let joined = || {
            ["and ", "but ", "so ", "or "]
                .iter()
                .any(|word| rest[1..].starts_with(word))
        };
        if matches!(c, ':' | ';' | '–' | '—') || (c == ',' && joined()) {
            found.push(after + 1);
        }
    }
    found
}

/// The sentences of a quote's own words: parts one after another, without what a
/// quotation inside it holds, which is somebody else's.
pub(crate) fn own_sentences(text: &str, quotes: &[Quote], of: usize) -> Vec<Span> {
    let quote = &quotes[of];
    let whole = [quote.span];
    let parts: &[Span] = if quote.parts.is_empty() {
        &whole
    } else {
        &quote.parts
    };
    let mut inner: Vec<Span> = nested(quotes, of);
    inner.sort_unstable();
    let mut found = Vec::new();
    for part in parts {
        let mut from = part.start;
        for hole in inner.iter().filter(|hole| part.holds(**hole)) {
            if hole.start > from {
                found.extend(sentences(text, Span::new(from, hole.start), true));
            }
            from = from.max(hole.end);
        }
        if from < part.end {
            found.extend(sentences(text, Span::new(from, part.end), true));
        }
    }
    found
}

/// Quotations beside `of` that lie in it. Looked for among neighbours alone: quotes
/// come in order, and marks do not nest deeper than this.
fn nested(quotes: &[Quote], of: usize) -> Vec<Span> {
    const NEIGHBOURS: usize = 8;
    let outer = quotes[of].span;
    let near = of.saturating_sub(NEIGHBOURS)..(of + NEIGHBOURS + 1).min(quotes.len());
    near.filter(|&other| other != of)
        .map(|other| &quotes[other])
        .filter(|other| other.kind == QuoteKind::Nested && outer.holds(other.span) && outer != other.span)
        .map(|other| other.span)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len()), true)
            .into_iter()
            .filter_map(|s| s.of(text))
            .collect()
    }

    #[test]
    fn titles_and_initials_end_nothing() {
        assert_eq!(
            cut("Mr. Oak met J. Elm. They spoke."),
            ["Mr. Oak met J. Elm.", "They spoke."]
        );
    }

    #[test]
    fn an_ellipsis_parts_what_marks_join() {
        assert_eq!(
            cut("come in… our door is open ... for all"),
            ["come in…", "our door is open ...", "for all"]
        );
    }

    #[test]
    fn clauses_begin_where_another_outlet_may() {
        let text = "The word is: the door is open, and the lamp is lit";
        let starts: Vec<&str> = clauses(text).into_iter().map(|at| &text[at..]).collect();
        assert_eq!(
            starts,
            ["the door is open, and the lamp is lit", "and the lamp is lit"]
        );
    }
}
