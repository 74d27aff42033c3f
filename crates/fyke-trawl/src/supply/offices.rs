//! Who heads what: "is the General Director of O", "As head of O, he", "Deputy
//! commander of O", "a member of the board of O".

use super::fit;
use super::found::Found;
use super::nouns::whose;
use super::phrase::{self, Phrase};
use super::subject::{self, Subject};
use super::tokens::Words;
use super::verbs::parties;
use super::words::{LISTS, Tag, holds};
use fyke_model::text::SupplyRelation as R;

/// Words of an office before "of": "chairman of the board of directors of".
const BOARDS: &[&str] = &[
    "board",
    "directors",
    "supervisory",
    "management",
    "executive",
    "trustees",
];

/// Reads every office of a sentence.
pub(super) fn read(words: &Words<'_>, found: &mut Vec<Found>) {
    for at in 0..words.len() {
        let lower = words.lower(at);
        let office = LISTS.offices.contains(lower) && lower != "founder";
        let member = lower == "member" && on_board(words, at + 1);
        if office || member {
            read_office(words, at, found);
        }
    }
}

/// "of the board of directors of": within the next words, before another "of".
fn on_board(words: &Words<'_>, from: usize) -> bool {
    (from..from + 5)
        .take_while(|&at| {
            matches!(
                words.tag(at),
                Some(Tag::Of | Tag::Det | Tag::Word | Tag::Adv | Tag::Prep)
            )
        })
        .any(|at| words.lower(at) == "board")
}

/// The token after the words of the office, on the preposition before the body.
fn body_at(words: &Words<'_>, office: usize) -> Option<usize> {
    const OFFICE_MAX: usize = 24;
    let mut at = office + 1;
    let mut joined = false;
    while at < office + OFFICE_MAX {
        let token = words.get(at)?;
        match token.tag {
            Tag::Of => {
                let mut next = at + 1;
                while words.tag(next) == Some(Tag::Det)
                    || BOARDS.contains(&words.lower(next))
                        && words.lower(next) != "board"
                        && words.lower(next) != "directors"
                {
                    next += 1;
                }
                if BOARDS.contains(&words.lower(next)) {
                    at = next + 1;
                    // "of the board of directors of": the second "of" is the body's
                    if words.tag(at) == Some(Tag::Of) && BOARDS.contains(&words.lower(at + 1)) {
                        at += 2;
                    }
                    continue;
                }
                return Some(at);
            }
            // "director and owner of", "head, and later president, of"
            Tag::And => {
                joined = true;
                at += 1;
            }
            Tag::Comma if joined || words.tag(at + 1).is_some_and(|tag| tag == Tag::And) => at += 1,
            Tag::Det | Tag::Adv if joined => at += 1,
            Tag::Open => at = token.closes? + 1,
            Tag::Prep
                if matches!(token.lower.as_str(), "at" | "in")
                    && words
                        .get(at + 1)
                        .is_some_and(|next| next.named || next.tag == Tag::Det) =>
            {
                return (!joined).then_some(at);
            }
            Tag::Prep if joined && token.lower == "as" => at += 1,
            Tag::Word if joined || is_office_word(words, at) => at += 1,
            _ => return None,
        }
    }
    None
}

fn is_office_word(words: &Words<'_>, at: usize) -> bool {
    LISTS.offices.contains(words.lower(at))
        || matches!(
            words.lower(at),
            "officer" | "executive" | "general" | "designer" | "engineer" | "directorate"
        )
}

/// Whether somebody's own office is meant, not help or advice to its holder.
fn assists(words: &Words<'_>, office: usize) -> bool {
    (office.saturating_sub(5)..office).any(|at| {
        matches!(
            words.lower(at),
            "assistant"
                | "advisor"
                | "adviser"
                | "aide"
                | "advisers"
                | "secretary"
                | "son"
                | "wife"
                | "brother"
                | "daughter"
                | "father"
                | "office"
                | "appointed"
                | "associate"
                | "assistants"
        ) && words.lower(at + 1) != "as"
            && (at + 1..office).any(|to| matches!(words.tag(to), Some(Tag::To | Tag::Of)))
    })
}

fn read_office(words: &Words<'_>, office: usize, found: &mut Vec<Found>) {
    let Some(of) = body_at(words, office) else {
        whose(words, office, R::Heads, found);
        return;
    };
    if assists(words, office) {
        return;
    }
    let bodies: Vec<Phrase> = bodies(words, of + 1);
    if bodies.is_empty() {
        return;
    }
    let Some(holder) = holder(words, office, bodies.last().map_or(of, |body| body.end)) else {
        return;
    };
    for body in bodies {
        found.push(Found::new(R::Heads, (office, of)).subject(holder).object(body));
    }
}

/// Bodies that are no state or territory. Names of offices hold "and" and commas
/// ("for Communications and Space"): a list is several bodies only where each
/// item has a word for a body.
fn bodies(words: &Words<'_>, from: usize) -> Vec<Phrase> {
    let list = parties(words, from);
    let has_word = |body: &Phrase| (body.start..body.end).any(|at| holds(&LISTS.parties, words.lower(at)));
    let apart = list.len() > 1 && list.iter().all(has_word);
    let list = match (list.first(), list.last()) {
        (Some(first), Some(last)) if !apart => {
            // a comma after the first begins another phrase; "and" goes on with the name
            let commas = (first.start..last.end).any(|at| words.tag(at) == Some(Tag::Comma));
            let end = if commas { first.end } else { last.end };
            vec![Phrase {
                start: first.start,
                end,
            }]
        }
        _ => list,
    };
    list.into_iter()
        .filter(|&body| {
            let Some(head) = fit::head(words, body) else {
                return false;
            };
            !holds(&LISTS.territories, words.lower(head))
                && (has_word(&body) || !is_country(words, body, head))
        })
        .collect()
}

/// A country: who heads it is a politician.
fn is_country(words: &Words<'_>, body: Phrase, head: usize) -> bool {
    body.end - body.start <= 2 && LISTS.countries.contains(words.lower(head))
}

/// Who holds the office.
fn holder(words: &Words<'_>, office: usize, end: usize) -> Option<Subject> {
    let start = start_of(words, office);
    let Some(before) = words.before(start) else {
        return Some(after_body(words, end).map_or(Subject::Elided, Subject::Said));
    };
    match before.tag {
        Tag::Be => Some(subject::of(words, start - 1)),
        Tag::Adv => Some(subject::of(words, start - 1)),
        Tag::Stop | Tag::Quote if start < 3 => {
            Some(after_body(words, end).map_or(Subject::Elided, Subject::Said))
        }
        Tag::Prep if before.lower == "as" => {
            let as_at = start - 1;
            // "in his position as": the sentence goes on after a comma
            let circumstance = (as_at.saturating_sub(5)..as_at).any(|at| {
                matches!(
                    words.lower(at),
                    "position" | "capacity" | "role" | "function" | "post"
                )
            });
            let opens = circumstance && (0..as_at).all(|at| !words.tag(at).is_some_and(subject::finite));
            let in_his = (as_at.saturating_sub(5)..as_at)
                .rev()
                .find(|&at| words.lower(at) == "in");
            let name = in_his.filter(|&at| at > 1 && words.tag(at - 1) == Some(Tag::Comma));
            if let Some(name) = name.and_then(|at| phrase::left(words, at - 1)) {
                return Some(Subject::Said(name));
            }
            Some(if opens {
                subject_after(words, end)
            } else {
                subject::as_role(words, as_at)
            })
        }
        // "in his capacity as" without as; "under the head of"
        Tag::Prep if before.lower == "by" => after_body(words, end).map(Subject::Said),
        Tag::Comma => {
            // a name before it, or a list of offices after a first one
            if !(0..start).any(|at| words.tag(at).is_some_and(subject::finite)) {
                let office_first = (0..start)
                    .any(|at| LISTS.offices.contains(words.lower(at)) || words.lower(at) == "member");
                if office_first {
                    return Some(Subject::Elided);
                }
            }
            let name = phrase::left(words, start - 1)?;
            let named = words.get(fit::head(words, name)?).is_some_and(|head| head.named);
            let office_before = (name.start..name.end).any(|at| LISTS.offices.contains(words.lower(at)));
            if office_before {
                return is_first(words, name.start).then_some(Subject::Elided);
            }
            named.then_some(Subject::Said(name))
        }
        Tag::Of
            if words.before(start - 1).is_some_and(|token| {
                matches!(token.lower.as_str(), "position" | "post" | "office" | "role")
            }) =>
        {
            let verb = (0..start - 1)
                .rev()
                .find(|&at| words.tag(at).is_some_and(subject::finite))?;
            Some(subject::of(words, verb))
        }
        Tag::Ing if before.lower == "being" => Some(subject_after(words, end)),
        // "holds the position of A, and the head of B": joined to an office before
        Tag::And => {
            let verb = (0..start)
                .rev()
                .find(|&at| words.tag(at).is_some_and(subject::finite));
            match verb {
                Some(verb) => {
                    let office_before = (verb..start)
                        .any(|at| LISTS.offices.contains(words.lower(at)) || words.lower(at) == "member");
                    office_before.then(|| subject::of(words, verb))
                }
                None => (0..start)
                    .any(|at| LISTS.offices.contains(words.lower(at)))
                    .then_some(Subject::Elided),
            }
        }
        Tag::Past if matches!(before.lower.as_str(), "appointed" | "elected" | "named") => {
            Some(subject::of(words, start - 1))
        }
        Tag::Verb if matches!(before.lower.as_str(), "remains" | "became") => {
            Some(subject::of(words, start - 1))
        }
        Tag::Past if matches!(before.lower.as_str(), "became" | "remained") => {
            Some(subject::of(words, start - 1))
        }
        _ => None,
    }
}

fn is_first(words: &Words<'_>, at: usize) -> bool {
    words.before(at).is_none_or(|token| token.tag == Tag::Quote)
}

/// The first word of the office: "the First Deputy General |Director".
fn start_of(words: &Words<'_>, office: usize) -> usize {
    let mut start = office;
    while let Some(before) = words.before(start) {
        let here = start - 1;
        match before.tag {
            Tag::Det => start = here,
            Tag::Word | Tag::Verb if !before.named || is_title(&before.lower) => start = here,
            Tag::Past
                if words.tag(here + 1) == Some(Tag::Word)
                    && before.lower != "appointed"
                    && before.lower != "became"
                    && before.lower != "elected" =>
            {
                start = here
            }
            // "owner and director", "vice-chairman of the board as well as the director"
            Tag::And
                if words.before(here).is_some_and(|token| {
                    is_title(&token.lower)
                        || LISTS.offices.contains(token.lower.as_str())
                        || BOARDS.contains(&token.lower.as_str())
                        || token.lower.ends_with("holder")
                        || token.lower == "owner"
                }) =>
            {
                start = here
            }
            Tag::And if words.tag(here.wrapping_sub(1)) == Some(Tag::And) => start = here,
            Tag::Of if BOARDS.contains(&words.lower(here + 1)) => start = here,
            Tag::Of if words.lower(here + 1) == "the" && BOARDS.contains(&words.lower(here + 2)) => {
                start = here
            }
            _ => break,
        }
    }
    start
}

fn is_title(lower: &str) -> bool {
    LISTS.offices.contains(lower)
        || matches!(
            lower,
            "deputy"
                | "first"
                | "general"
                | "executive"
                | "managing"
                | "vice"
                | "senior"
                | "acting"
                | "former"
                | "current"
                | "military"
                | "political"
                | "board"
                | "technical"
                | "commercial"
                | "financial"
                | "supervisory"
                | "member"
                | "assistant"
                | "owner"
                | "interim"
                | "regional"
        )
}

/// "the head of O, S N, ...": a name right after the body.
fn after_body(words: &Words<'_>, end: usize) -> Option<Phrase> {
    let at = if words.tag(end) == Some(Tag::Comma) {
        end + 1
    } else {
        return None;
    };
    let first = words.get(at)?;
    if !(first.named && first.tag == Tag::Word) {
        return None;
    }
    let name = phrase::right(words, at, phrase::Kind::Party)?;
    let plain = (name.start..name.end).all(|at| {
        words
            .get(at)
            .is_some_and(|token| token.named && !LISTS.offices.contains(token.lower.as_str()))
    });
    (plain && name.end - name.start >= 2).then_some(name)
}

/// The subject after "As head of O," or "In his position as head of O,".
fn subject_after(words: &Words<'_>, end: usize) -> Subject {
    for at in end..words.len() {
        if words.tag(at) != Some(Tag::Comma) {
            continue;
        }
        let found = match words.get(at + 1) {
            Some(next) if next.tag == Tag::Pron => Some(Phrase {
                start: at + 1,
                end: at + 2,
            }),
            Some(next) if next.named && next.tag == Tag::Word => {
                phrase::right(words, at + 1, phrase::Kind::Party)
            }
            _ => None,
        };
        if let Some(found) = found
            && words
                .tag(found.end)
                .is_some_and(|tag| subject::finite(tag) || tag == Tag::Adv)
        {
            return Subject::Said(found);
        }
    }
    Subject::Elided
}
