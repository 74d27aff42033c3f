//! Who does what a verb says: the phrase before it, what a relative points back
//! to, the subject of the verb it is joined to, or nobody where the sentence
//! leaves it to the record.

use super::fit;
use super::phrase::{self, Phrase};
use super::tokens::Words;
use super::words::{LISTS, Tag};

/// Who does it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Subject {
    /// These words.
    Said(Phrase),
    /// The sentence does not say; the record does.
    Elided,
    /// The rules cannot tell; no fact comes of it.
    Unclear,
}

/// Verbs that are followed back to the one whose subject they share; a chain of
/// more is no sentence that these rules read rightly.
const STEPS_MAX: usize = 6;

/// The first token of the verb group that a verb stands in: "does not directly
/// produce and supply" begins at "does".
pub(super) fn group_start(words: &Words<'_>, verb: usize) -> usize {
    let mut at = verb;
    while let Some(before) = words.before(at) {
        let here = at - 1;
        match before.tag {
            Tag::Be | Tag::Have | Tag::Do | Tag::Modal | Tag::Not | Tag::Adv => at = here,
            // "develops and", "designs, develops and"
            Tag::And | Tag::Comma => {
                let mut verb = here;
                while words
                    .before(verb)
                    .is_some_and(|token| matches!(token.tag, Tag::And | Tag::Comma | Tag::Adv))
                {
                    verb -= 1;
                }
                let joined = words
                    .before(verb)
                    .is_some_and(|token| matches!(token.tag, Tag::Verb | Tag::Past | Tag::Ing));
                if !joined {
                    break;
                }
                at = verb - 1;
            }
            _ => break,
        }
    }
    at
}

/// The subject of a verb.
pub(super) fn of(words: &Words<'_>, verb: usize) -> Subject {
    let mut verb = verb;
    for _ in 0..STEPS_MAX {
        let start = group_start(words, verb);
        let Some(before) = words.before(start) else {
            return Subject::Elided;
        };
        match before.tag {
            Tag::Rel => return antecedent(words, start - 1),
            Tag::Quote | Tag::Word | Tag::Close | Tag::Pron => {
                // a gerund's subject is that of the clause: "the plant, producing"
                let Some(found) = phrase::left(words, start) else {
                    return Subject::Elided;
                };
                // "As part of the cooperation manufactures": circumstances alone
                let opens = found
                    .start
                    .checked_sub(1)
                    .is_some_and(|at| words.tag(at) == Some(Tag::Prep) && at < 2);
                if opens && words.tag(found.start) != Some(Tag::Pron) {
                    return Subject::Elided;
                }
                // "X is a plant producing Y": the plant is X
                if let Some(better) = is_what(words, found) {
                    return better;
                }
                return Subject::Said(found);
            }
            Tag::Comma if words.tag(start).is_some_and(finite) => {
                let named = |found: &Phrase| words.get(found.start).is_some_and(|token| token.named);
                let found = across_apposition(words, start - 1);
                if let Some(found) = found.or_else(|| phrase::left(words, start - 1).filter(named)) {
                    return Subject::Said(found);
                }
            }
            Tag::Stop if words.before(start - 1).is_none_or(|token| token.tag != Tag::Word) => {
                return Subject::Elided;
            }
            _ => {}
        }
        match finite_before(words, start) {
            Some(finite) => verb = finite,
            None => return main_subject(words, start),
        }
    }
    Subject::Elided
}

/// "X, a company of Y, supplies": X.
fn across_apposition(words: &Words<'_>, comma: usize) -> Option<Phrase> {
    const BACK_MAX: usize = 25;
    for at in (comma.saturating_sub(BACK_MAX)..comma).rev() {
        match words.tag(at)? {
            Tag::Comma => {
                let begins = words.get(at + 1)?;
                let apposition = begins.tag == Tag::Det
                    || begins.tag == Tag::Past
                    || begins.lower == "also"
                    || begins.tag == Tag::Rel;
                return apposition.then(|| phrase::left(words, at)).flatten();
            }
            Tag::Stop => return None,
            _ => {}
        }
    }
    None
}

pub(super) fn finite(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Verb | Tag::Be | Tag::Have | Tag::Do | Tag::Modal | Tag::Past
    )
}

/// The nearest finite verb before, in the same sentence.
fn finite_before(words: &Words<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(token) = words.before(at) {
        at -= 1;
        match token.tag {
            Tag::Stop if token.text != ":" => return None,
            // a bracket is another matter
            Tag::Close => {
                if let Some(open) = (at.saturating_sub(40)..at)
                    .rev()
                    .find(|&open| words.get(open).is_some_and(|t| t.closes == Some(at)))
                {
                    at = open;
                }
            }
            Tag::Verb | Tag::Be | Tag::Have | Tag::Do | Tag::Modal => return Some(at),
            // a past form with an object or a preposition of its own
            Tag::Past
                if words
                    .before(at)
                    .is_some_and(|before| matches!(before.tag, Tag::Pron | Tag::Rel)) =>
            {
                return Some(at);
            }
            Tag::Past if at == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

/// Where no verb stands before: what the sentence begins with, if it is a name or
/// a pronoun after a phrase of circumstances.
fn main_subject(words: &Words<'_>, before: usize) -> Subject {
    let comma = (0..before).rev().find(|&at| words.tag(at) == Some(Tag::Comma));
    if let Some(comma) = comma
        && let Some(found) = phrase::left(words, comma)
        && words.get(found.start).is_some_and(|token| token.named)
        && found.start == 0
    {
        return Subject::Said(found);
    }
    Subject::Elided
}

/// What "which", "that" or "who" points back to.
fn antecedent(words: &Words<'_>, relative: usize) -> Subject {
    let mut end = relative;
    while words
        .before(end)
        .is_some_and(|token| matches!(token.tag, Tag::Comma | Tag::And | Tag::Open))
    {
        end -= 1;
    }
    let person = words.lower(relative) == "who";
    let found = if person {
        phrase::left(words, end)
    } else {
        phrase::nearest(words, end)
    };
    let Some(found) = found else {
        return Subject::Elided;
    };
    let found = if person { found } else { body_of(words, found) };
    if let Some(better) = is_what(words, found) {
        return better;
    }
    Subject::Said(found)
}

/// Of "the director of X" the body X: it is what makes and supplies.
pub(super) fn body_of(words: &Words<'_>, phrase: Phrase) -> Phrase {
    const TIES: &[&str] = &[
        "subsidiary",
        "branch",
        "division",
        "owner",
        "shareholder",
        "part",
        "founder",
        "member",
        "representative",
        "affiliate",
    ];
    const OFFICE_MAX: usize = 6;
    let office = (phrase.start..phrase.end).find(|&at| {
        let role = LISTS.offices.contains(words.lower(at)) || TIES.contains(&words.lower(at));
        role && (at..phrase.end.min(at + OFFICE_MAX)).any(|of| words.tag(of) == Some(Tag::Of))
    });
    let Some(office) = office else { return phrase };
    let of = (office..phrase.end).find(|&at| words.tag(at) == Some(Tag::Of));
    let body = of.and_then(|of| {
        let body = Phrase {
            start: of + 1,
            end: phrase.end,
        };
        phrase::trim(words, body)
    });
    body.unwrap_or(phrase)
}

/// "X is a company", "X, a company": what is said of the company is said of X.
pub(super) fn is_what(words: &Words<'_>, found: Phrase) -> Option<Subject> {
    let first = words.get(found.start)?;
    let article = matches!(first.lower.as_str(), "a" | "an" | "one");
    let before = words.before(found.start)?;
    match before.tag {
        // "is Acme, which": Acme; "is Russia-based company": who is
        Tag::Be
            if article
                || fit::head(words, found)
                    .is_some_and(|head| !words.get(head).is_some_and(|head| head.named)) =>
        {
            Some(of(words, found.start - 1))
        }
        Tag::Comma if article => {
            let name = body_of(words, phrase::nearest(words, found.start - 1)?);
            let named = words.get(fit::head(words, name)?)?.named;
            named.then_some(Subject::Said(name))
        }
        _ => None,
    }
}

/// Who holds a role that a noun names ("the main supplier of"): by what stands
/// before the words of the role.
pub(super) fn of_role(words: &Words<'_>, role: usize) -> Subject {
    let mut start = role;
    while let Some(before) = words.before(start) {
        let here = start - 1;
        match before.tag {
            Tag::Word | Tag::Det | Tag::Quote | Tag::Adv => start = here,
            // "one of the", "some of the"
            Tag::Of
                if matches!(
                    words.lower(here.wrapping_sub(1)),
                    "one" | "some" | "most" | "many"
                ) =>
            {
                start = here
            }
            // "owner and director", "the largest, and only, maker"
            Tag::And
                if words
                    .before(here)
                    .is_some_and(|token| token.tag == Tag::Word && !token.named) =>
            {
                start = here
            }
            _ => break,
        }
    }
    // "one of the largest": one is a pronoun elsewhere
    if words.before(start).is_some_and(|token| token.lower == "one") {
        start -= 1;
    }
    let role_phrase = phrase::trim(words, Phrase { start, end: role + 1 });
    let Some(before) = words.before(start) else {
        // a fragment: "Manufacturer of fuses"
        return Subject::Elided;
    };
    match before.tag {
        Tag::Be => of(words, start - 1),
        Tag::Adv => of(words, start - 1),
        Tag::Comma => match phrase::left(words, start - 1) {
            Some(name) => Subject::Said(name),
            None => Subject::Elided,
        },
        Tag::Prep if before.lower == "as" => as_role(words, start - 1),
        Tag::Stop if start < 3 => Subject::Elided,
        _ => match words.get(role) {
            // "assets of the main suppliers of trucks": they themselves
            Some(noun) if noun.lower.ends_with('s') && before.tag != Tag::Prep => {
                role_phrase.map_or(Subject::Elided, Subject::Said)
            }
            _ => Subject::Unclear,
        },
    }
}

/// "As the head of X, he ...": he; "serves as head of X": who serves.
pub(super) fn as_role(words: &Words<'_>, as_at: usize) -> Subject {
    let opens = words.before(as_at).is_none_or(|token| token.tag == Tag::Quote)
        || (as_at < 10 && finite_before(words, as_at).is_none());
    if opens {
        after_circumstance(words, as_at)
    } else {
        match finite_before(words, as_at) {
            Some(verb) => of(words, verb),
            None => Subject::Elided,
        }
    }
}

/// The subject after a phrase of circumstances and its comma.
fn after_circumstance(words: &Words<'_>, from: usize) -> Subject {
    for at in from..words.len() {
        if words.tag(at) != Some(Tag::Comma) {
            continue;
        }
        let Some(next) = words.get(at + 1) else { break };
        let found = match next.tag {
            Tag::Pron => Some(Phrase {
                start: at + 1,
                end: at + 2,
            }),
            Tag::Word | Tag::Quote if next.named || next.tag == Tag::Quote => {
                phrase::right(words, at + 1, phrase::Kind::Party)
            }
            Tag::Det => phrase::right(words, at + 1, phrase::Kind::Party),
            _ => None,
        };
        // a verb follows it, or it is one of a list
        if let Some(found) = found
            && words
                .tag(found.end)
                .is_some_and(|tag| finite(tag) || matches!(tag, Tag::Adv | Tag::Comma))
            && !(words.tag(found.end) == Some(Tag::Comma) && words.tag(at + 1) == Some(Tag::Det))
        {
            return Subject::Said(found);
        }
    }
    Subject::Elided
}
