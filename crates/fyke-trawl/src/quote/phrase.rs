//! Who is named beside a cue: noun phrases by the words that bound them, without a
//! parser.
//!
//! Left of a cue the subject is what stands directly before it, past adverbs and
//! auxiliaries; where a comma stands there it is a parenthesis, and the subject is
//! the first person named before one (`Jane Roe, a spokeswoman for X, said`).
//! Right of a cue (`said Jane Roe`) it is the run up to the first comma,
//! preposition or verb.

use super::cues;
use super::roles;
use super::words::{Kind, Piece};
use std::ops::Range;

/// Words of a phrase: longer ones are clauses.
const WORDS_MAX: usize = 14;

/// Words that open a noun phrase.
pub(super) fn determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "his"
            | "her"
            | "their"
            | "its"
            | "our"
            | "my"
            | "your"
            | "one"
            | "some"
            | "many"
            | "several"
            | "another"
            | "two"
            | "three"
            | "four"
            | "five"
            | "most"
            | "other"
            | "this"
            | "no"
            | "every"
            | "each"
            | "both"
            | "few"
    )
}

/// Words at which a phrase ends on its left side.
fn breaks(word: &str) -> bool {
    word.ends_with("n't")
        || word.ends_with("n’t")
        || matches!(
            word,
            "that"
                | "which"
                | "who"
                | "when"
                | "as"
                | "if"
                | "because"
                | "while"
                | "though"
                | "although"
                | "what"
                | "how"
                | "why"
                | "where"
                | "but"
                | "or"
                | "so"
                | "than"
                | "then"
                | "whether"
                | "was"
                | "is"
                | "are"
                | "were"
                | "has"
                | "had"
                | "have"
                | "be"
                | "been"
                | "not"
                | "it"
                | "he"
                | "she"
                | "they"
                | "we"
                | "i"
                | "you"
                | "him"
                | "them"
                | "me"
                | "us"
                | "there"
        )
}

/// The subject of a cue, looked for between `low` and the cue. None where the cue
/// shares the subject of another verb.
pub(super) fn left(pieces: &[Piece<'_>], low: usize, cue: usize) -> Option<Range<usize>> {
    let mut at = cue.checked_sub(1).filter(|&a| a >= low)?;
    loop {
        let piece = pieces.get(at)?;
        if !piece.word() {
            break;
        }
        let word = piece.lower();
        let skip = roles::between(&word) && !piece.capital() || roles::between(piece.text);
        if !skip {
            break;
        }
        // "refused to say": the verb before "to" as well
        let verb =
            word == "to" && at > low + 1 && pieces.get(at - 1).is_some_and(|p| p.word() && !p.capital());
        at = at.checked_sub(if verb { 2 } else { 1 }).filter(|&a| a >= low)?;
    }
    let piece = pieces.get(at)?;
    let word = piece.lower();
    if matches!(word.as_str(), "he" | "she" | "they" | "i" | "we" | "it" | "you") {
        return Some(at..at + 1);
    }
    if matches!(piece.kind, Kind::Mark(',' | '—' | '–' | ')' | '-'))
        || matches!(word.as_str(), "who" | "which" | "that")
    {
        return before_parenthesis(pieces, low, at);
    }
    if !piece.word() || matches!(word.as_str(), "and" | "but" | "or" | "then") || breaks(&word) {
        return None;
    }
    Some(back(pieces, low, at))
}

/// The phrase that ends with the piece `end` (which is part of it).
fn back(pieces: &[Piece<'_>], low: usize, end: usize) -> Range<usize> {
    let mut start = end;
    while start > low && end - start < WORDS_MAX {
        let Some(before) = pieces.get(start - 1) else {
            break;
        };
        let word = before.lower();
        let further = (start >= low + 2).then(|| pieces.get(start - 2)).flatten();
        if !before.word() {
            let joined = before.is('&') || before.is('/');
            if joined {
                start -= 1;
                continue;
            }
            break;
        }
        if determiner(&word) {
            start -= 1;
            // "director of the council": the phrase goes on before the preposition
            let of = further.is_some_and(|p| {
                matches!(
                    p.lower().as_str(),
                    "of" | "for" | "at" | "in" | "from" | "with" | "on" | "to"
                )
            });
            let head = (start >= low + 2).then(|| pieces.get(start - 2)).flatten();
            if of
                && start >= low + 2
                && head.is_some_and(|h| {
                    h.word()
                        && (roles::role(&h.lower())
                            || start >= low + 3
                                && pieces
                                    .get(start - 3)
                                    .is_some_and(|d| determiner(&d.lower()) || d.possessive()))
                })
            {
                start -= 2;
                continue;
            }
            break;
        }
        if matches!(word.as_str(), "of" | "for" | "at" | "in" | "from" | "with" | "on") {
            let head = further.is_some_and(|h| {
                h.word()
                    && (roles::role(&h.lower())
                        || word == "of"
                            && !h.capital()
                            && !breaks(&h.lower())
                            && !roles::preposition(&h.lower()))
            });
            if head {
                start -= 1;
                continue;
            }
            break;
        }
        if word == "and" {
            let both = further.is_some_and(Piece::capital) && pieces.get(start).is_some_and(Piece::capital);
            if both {
                start -= 1;
                continue;
            }
            break;
        }
        if breaks(&word) || roles::preposition(&word) || before.capital() && roles::no_name(&word) {
            break;
        }
        if !before.capital()
            && (cues::cue(&word).is_some_and(|(lemma, _)| cues::finite(&word, lemma))
                || word.len() > 4 && word.ends_with("ly")
                || roles::no_name(&word))
        {
            break;
        }
        start -= 1;
    }
    start..end + 1
}

fn before_parenthesis(pieces: &[Piece<'_>], low: usize, at: usize) -> Option<Range<usize>> {
    let who = pieces.get(at).is_some_and(Piece::word);
    // `Roe, who runs the yard`: the name right before
    let comma = at
        .checked_sub(1)
        .filter(|&c| c > low && pieces.get(c).is_some_and(|p| p.is(',')));
    if let Some(end) = comma.filter(|_| who).map(|c| c - 1)
        && pieces
            .get(end)
            .is_some_and(|p| p.word() && (p.capital() || roles::role(&p.lower())))
    {
        return Some(back(pieces, low, end));
    }
    let mut i = low;
    while i <= at {
        let Some(piece) = pieces.get(i) else { break };
        let border = matches!(piece.kind, Kind::Mark(',' | '—' | '–' | '(' | '-'))
            || matches!(piece.text, "who" | "which");
        if border
            && i > low
            && let Some(end) = pieces
                .get(i - 1)
                .filter(|p| p.word() && (p.capital() || roles::role(&p.lower())))
        {
            let phrase = back(pieces, low, i - 1);
            let before = phrase
                .start
                .checked_sub(1)
                .filter(|&b| b >= low)
                .and_then(|b| pieces.get(b));
            let object = before.is_some_and(|b| roles::preposition(&b.lower()));
            let runs = pieces.get(i + 1).is_some_and(|n| n.text == "who");
            if !object && !roles::no_name(&end.lower()) && (runs || personal(pieces, &phrase)) {
                return Some(phrase);
            }
        }
        i += 1;
    }
    if who && at > low && pieces.get(at - 1).is_some_and(Piece::word) {
        return Some(back(pieces, low, at - 1));
    }
    subject(pieces, low, at)
}

/// The name behind a cue: `said Jane Roe, ...`.
pub(super) fn right(pieces: &[Piece<'_>], from: usize, high: usize) -> Option<Range<usize>> {
    let first = pieces.get(from).filter(|p| p.word() && from < high)?;
    let lower = first.lower();
    if matches!(lower.as_str(), "he" | "she" | "they" | "i" | "we") {
        return Some(from..from + 1);
    }
    if roles::preposition(&lower) || !determiner(&lower) && roles::no_name(&lower) || breaks(&lower) {
        return None;
    }
    let mut end = from;
    while end < high && end - from < WORDS_MAX {
        let Some(piece) = pieces.get(end) else { break };
        let word = piece.lower();
        let stop = match piece.kind {
            Kind::Mark(c) => !matches!(c, '&' | '/'),
            Kind::Quoted(_) => true,
            Kind::Word => {
                let inner = end > from;
                let of = matches!(word.as_str(), "of" | "for" | "at" | "from" | "with" | "in");
                // "chief of the port", and not "boss in extraordinary call"
                let place = matches!(word.as_str(), "of" | "for")
                    || pieces
                        .get(end + 1)
                        .is_some_and(|n| n.capital() || determiner(&n.lower()));
                let role = inner
                    && place
                    && pieces.get(end - 1).is_some_and(|p| {
                        roles::role(&p.lower()) || word == "of" || p.capital() && word == "for"
                    });
                inner
                    && (of && !role
                        || !of && roles::preposition(&word)
                        || breaks(&word)
                        || !determiner(&word)
                            && !of
                            && roles::no_name(&word)
                            && !matches!(word.as_str(), "and")
                        || word.len() > 4 && word.ends_with("ly") && !piece.capital())
            }
        };
        if stop {
            break;
        }
        end += 1;
    }
    (end > from).then_some(from..end)
}

/// Whether a phrase names a person or what somebody is.
pub(super) fn personal(pieces: &[Piece<'_>], phrase: &Range<usize>) -> bool {
    let Some(words) = pieces.get(phrase.clone()) else {
        return false;
    };
    let head: Vec<&Piece<'_>> = words
        .iter()
        .take_while(|p| p.word() && !roles::preposition(&p.lower()))
        .collect();
    let Some(last) = head.last() else { return false };
    let lower = last.lower();
    matches!(lower.as_str(), "he" | "she" | "they" | "i" | "we")
        || roles::role(&lower) && !last.possessive()
        || last.capital()
            && !last.possessive()
            && !acronym(last.text)
            && !roles::no_person(&lower)
            && !roles::no_name(&lower)
}

/// AI, UK, U.N.: no person's name, as `C` may be.
fn acronym(word: &str) -> bool {
    word.len() > 1
        && word
            .chars()
            .all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '.')
}

/// The first phrase of a stretch that is a subject and a person: not behind a
/// preposition, not the owner of something.
pub(super) fn subject(pieces: &[Piece<'_>], low: usize, high: usize) -> Option<Range<usize>> {
    let mut i = low;
    let mut object = false;
    while i < high {
        let piece = pieces.get(i)?;
        let word = piece.lower();
        if !piece.word() {
            object = false;
            i += 1;
            continue;
        }
        if roles::preposition(&word) || word == "as" {
            object = true;
            i += 1;
            continue;
        }
        if matches!(word.as_str(), "he" | "she" | "they" | "i" | "we") && !object {
            return Some(i..i + 1);
        }
        let starts =
            determiner(&word) || piece.capital() && !roles::no_name(&word) || roles::role(&word) && !object;
        if !starts {
            // a verb ends the reach of a preposition
            object = object && (piece.possessive() || !breaks(&word));
            i += 1;
            continue;
        }
        let end = right(pieces, i, high).map_or(i + 1, |r| r.end);
        let end = (i + 1..end)
            .find(|&e| pieces.get(e).is_some_and(|p| !p.capital() && verbal(&p.lower())))
            .unwrap_or(end);
        // a bare name ends with its capitals: `Roe didn’t seem`
        let capitals = (i..end)
            .take_while(|&e| pieces.get(e).is_some_and(Piece::capital))
            .count();
        let next = pieces.get(i + capitals).map(Piece::lower).unwrap_or_default();
        let bare = capitals > 0 && !determiner(&word) && !roles::role(&next) && !roles::preposition(&next);
        let owner = capitals > 0 && pieces.get(i + capitals - 1).is_some_and(Piece::possessive);
        let end = if bare && !owner { i + capitals } else { end };
        let phrase = i..end;
        if !object && personal(pieces, &phrase) {
            return Some(phrase);
        }
        object = false;
        i = end;
    }
    None
}

/// Words that are verbs by their form, for the right border of a subject.
fn verbal(word: &str) -> bool {
    !roles::role(word)
        && (word.len() > 4 && word.ends_with("ed")
            || cues::cue(word).is_some_and(|(lemma, _)| cues::finite(word, lemma)))
        || matches!(
            word,
            "is" | "was"
                | "are"
                | "were"
                | "has"
                | "had"
                | "have"
                | "will"
                | "would"
                | "can"
                | "could"
                | "may"
                | "might"
                | "did"
                | "does"
                | "do"
                | "also"
                | "told"
                | "took"
                | "came"
                | "went"
                | "ran"
                | "won"
                | "lost"
                | "must"
                | "should"
                | "wants"
                | "faces"
                | "met"
                | "left"
                | "made"
                | "got"
                | "set"
                | "led"
                | "held"
                | "kept"
        )
}
