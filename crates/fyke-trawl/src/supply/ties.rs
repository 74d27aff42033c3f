//! What nouns say of two parties: "is part of O", "belongs to O", "holds shares in
//! O", "financial support to O", "on behalf of O".

use super::fit::{Fit, fit, is_party};
use super::found::Found;
use super::nouns::subject_of_copula;
use super::phrase::{self, Kind, Phrase};
use super::subject::{self, Subject};
use super::tokens::Words;
use super::verbs::{parties, recipients};
use super::words::{LISTS, Tag};
use fyke_model::text::SupplyRelation as R;

/// Words for what somebody is part of another as.
const MEMBERSHIPS: &[&str] = &[
    "part",
    "subsidiary",
    "branch",
    "division",
    "subdivision",
    "affiliate",
    "arm",
];

/// Reads every tie of a sentence.
pub(super) fn read(words: &Words<'_>, found: &mut Vec<Found>) {
    for at in 0..words.len() {
        match words.lower(at) {
            word if MEMBERSHIPS.contains(&word) => membership(words, at, found),
            "belongs" | "belonging" | "subordinate" | "subordinated" | "belong" => belongs(words, at, found),
            "financial" | "funding" | "funds" | "financing" => money(words, at, found),
            "behalf" => behalf(words, at, found),
            "holds" | "held" | "hold" => stakes(words, at, found),
            _ => {}
        }
    }
}

/// "is part of O", "a subsidiary of O".
fn membership(words: &Words<'_>, at: usize, found: &mut Vec<Found>) {
    let of = at + 1;
    if words.lower(of) != "of" {
        return;
    }
    let part = words.lower(at) == "part";
    // "as part of its work" is no tie; "takes part"
    let before = {
        let mut before = at;
        while words.before(before).is_some_and(|token| {
            matches!(token.tag, Tag::Det | Tag::Adv)
                || (token.tag == Tag::Word
                    && !token.named
                    && matches!(
                        token.lower.as_str(),
                        "integral"
                            | "key"
                            | "important"
                            | "structural"
                            | "wholly-owned"
                            | "wholly"
                            | "main"
                            | "foreign"
                            | "direct"
                            | "indirect"
                            | "regional"
                    ))
        }) {
            before -= 1;
        }
        before
    };
    if part
        && words
            .before(before)
            .is_some_and(|token| matches!(token.tag, Tag::Prep | Tag::Of | Tag::Past | Tag::Have))
    {
        return;
    }
    let begin = Found::new(R::PartOf, (at, of));
    let holder = if part {
        part_subject(words, before)
    } else {
        Some(subject::of_role(words, at))
    };
    let Some(holder) = holder else { return };
    if let Subject::Said(holder) = holder
        && !is_party(words, holder)
    {
        return;
    }
    let goods = |slot: Subject| matches!(slot, Subject::Said(holder) if fit(words, holder) == Fit::Good && !has_party_word(words, holder));
    if goods(holder) {
        return;
    }
    for object in parties(words, of + 1).into_iter().take(2) {
        found.push(begin.subject(holder).object(object));
        within(words, object.end, holder, found);
    }
}

fn has_party_word(words: &Words<'_>, phrase: Phrase) -> bool {
    (phrase.start..phrase.end).any(|at| LISTS.parties.contains(words.lower(at)))
}

/// "is part of A, within B".
fn within(words: &Words<'_>, end: usize, holder: Subject, found: &mut Vec<Found>) {
    let at = if words.tag(end) == Some(Tag::Comma) {
        end + 1
    } else {
        end
    };
    if words.lower(at) == "within"
        && let Some(object) =
            phrase::right(words, at + 1, Kind::Party).filter(|&object| is_party(words, object))
    {
        found.push(Found::new(R::PartOf, (at, at)).subject(holder).object(object));
    }
}

fn part_subject(words: &Words<'_>, before: usize) -> Option<Subject> {
    let token = words.before(before)?;
    match token.tag {
        Tag::Be => Some(subject::of(words, before - 1)),
        Tag::Verb if matches!(token.lower.as_str(), "forms" | "form" | "becomes" | "remains") => {
            Some(subject::of(words, before - 1))
        }
        Tag::Word | Tag::Close => phrase::left(words, before).map(Subject::Said),
        Tag::Comma => phrase::left(words, before - 1).map(Subject::Said),
        _ => None,
    }
}

/// "belongs to O", "is subordinate to O".
fn belongs(words: &Words<'_>, at: usize, found: &mut Vec<Found>) {
    if words.tag(at + 1) != Some(Tag::To) {
        return;
    }
    let holder = if words.lower(at).starts_with("belong") && words.lower(at) != "belonging" {
        subject::of(words, at)
    } else {
        match words.before(at).map(|token| token.tag) {
            Some(Tag::Det) => return,
            Some(Tag::Be) => subject::of(words, at - 1),
            Some(Tag::Word | Tag::Close) => match phrase::left(words, at) {
                Some(left) => subject_of_copula(words, left).unwrap_or(Subject::Said(left)),
                None => return,
            },
            None => Subject::Elided,
            _ => subject::of(words, at),
        }
    };
    if let Subject::Said(holder) = holder
        && !is_party(words, holder)
    {
        return;
    }
    for object in parties(words, at + 2) {
        found.push(Found::new(R::PartOf, (at, at + 1)).subject(holder).object(object));
    }
}

/// "provides financial support to O", "provided O with funding".
fn money(words: &Words<'_>, at: usize, found: &mut Vec<Found>) {
    const BACK_MAX: usize = 12;
    let lower = words.lower(at);
    let mut end = at + 1;
    if lower == "financial" {
        let kinds = [
            "support",
            "assistance",
            "resources",
            "aid",
            "means",
            "backing",
            "contributions",
            "contribution",
            "help",
        ];
        // "financial and material support"
        while end < at + 5 && !kinds.contains(&words.lower(end)) {
            if !matches!(words.tag(end), Some(Tag::And | Tag::Word | Tag::Comma)) {
                return;
            }
            end += 1;
        }
        if !kinds.contains(&words.lower(end)) {
            return;
        }
        end += 1;
    }
    let Some(verb) = (at.saturating_sub(BACK_MAX)..at).rev().find(|&verb| {
        matches!(
            words.lower(verb),
            "provides"
                | "provided"
                | "provide"
                | "providing"
                | "gives"
                | "gave"
                | "given"
                | "channels"
                | "channelled"
                | "transferred"
                | "transfers"
                | "sends"
                | "sent"
        )
    }) else {
        return;
    };
    let between = (verb + 1..at).all(|between| {
        !matches!(
            words.tag(between),
            Some(Tag::Stop | Tag::Rel | Tag::Be | Tag::Verb)
        )
    });
    if !between {
        return;
    }
    let begin = Found::new(R::Funds, (verb, end.saturating_sub(1))).subject(subject::of(words, verb));
    let with = (verb + 1..at).find(|&with| words.lower(with) == "with");
    let objects = match with {
        Some(_) => parties(words, verb + 1),
        None => {
            let mut objects = recipients(words, end, "to");
            if objects.is_empty() {
                objects = recipients(words, end, "for");
            }
            objects
        }
    };
    found.extend(objects.into_iter().map(|object| begin.object(object)));
}

/// "on behalf of O".
fn behalf(words: &Words<'_>, at: usize, found: &mut Vec<Found>) {
    if words.lower(at + 1) != "of" || at == 0 {
        return;
    }
    let Some(verb) = (0..at).rev().find(|&verb| {
        words
            .tag(verb)
            .is_some_and(|tag| subject::finite(tag) || tag == Tag::Ing)
            || words.tag(verb) == Some(Tag::Stop)
    }) else {
        return;
    };
    if words.tag(verb) == Some(Tag::Stop) {
        return;
    }
    let holder = subject::of(words, verb);
    for object in parties(words, at + 2) {
        found.push(
            Found::new(R::ActsFor, (at - 1, at + 1))
                .subject(holder)
                .object(object),
        );
    }
}

/// "holds a stake in O", "holds 51 % of the shares of O".
fn stakes(words: &Words<'_>, at: usize, found: &mut Vec<Found>) {
    const AHEAD_MAX: usize = 12;
    let Some(stake) = (at + 1..at + AHEAD_MAX).find(|&stake| {
        matches!(
            words.lower(stake),
            "stake" | "stakes" | "shares" | "interest" | "interests" | "share" | "shareholding"
        )
    }) else {
        return;
    };
    let clear = (at + 1..stake).all(|between| {
        !matches!(
            words.tag(between),
            Some(Tag::Stop | Tag::Rel | Tag::Be | Tag::Comma)
        )
    });
    let Some(of) = (stake + 1..stake + 10).find(|&of| {
        matches!(words.lower(of), "in" | "of")
            && words
                .get(of + 1)
                .is_some_and(|token| token.named || token.lower == "the")
    }) else {
        return;
    };
    if !clear {
        return;
    }
    for object in parties(words, of + 1) {
        found.push(
            Found::new(R::Owns, (at, of))
                .subject(subject::of(words, at))
                .object(object),
        );
    }
}
