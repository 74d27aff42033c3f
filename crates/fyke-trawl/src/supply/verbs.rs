//! Facts that verbs say: "X supplies Y to Z", "Y is made by X", "X, owned by Z".

use super::fit::{self, Fit, fit, is_party};
use super::found::Found;
use super::phrase::{self, Kind, Phrase};
use super::subject::{self, Subject};
use super::tokens::Words;
use super::weapon::is_platform;
use super::words::{Cue, LISTS, Surety, Tag, holds};
use fyke_model::text::SupplyRelation as R;

/// Tokens after a verb within which "by" names who did it.
const BY_MAX: usize = 14;

/// Reads every verb of a sentence that says a relation.
pub(super) fn read(words: &Words<'_>, found: &mut Vec<Found>) {
    for at in 0..words.len() {
        let Some(token) = words.get(at) else { break };
        let Some(cue) = token.cue else { continue };
        // "state owned" is no owner's name
        if matches!(words.lower(at.wrapping_sub(1)), "state" | "government") {
            continue;
        }
        match token.tag {
            Tag::Verb | Tag::Ing => active(words, at, cue, found),
            Tag::Past => match voice(words, at) {
                Voice::Active => active(words, at, cue, found),
                Voice::Passive { be } => passive(words, at, cue, be, found),
                Voice::Neither => {}
            },
            _ => {}
        }
    }
}

enum Voice {
    Active,
    Passive { be: bool },
    Neither,
}

/// Whether a past form does or is done to.
fn voice(words: &Words<'_>, at: usize) -> Voice {
    let mut before = at;
    while let Some(token) = words.before(before) {
        match token.tag {
            Tag::Adv | Tag::Not | Tag::And | Tag::Past | Tag::Comma if before > at.saturating_sub(8) => {
                before -= 1
            }
            Tag::Be => return Voice::Passive { be: true },
            Tag::Have => return Voice::Active,
            _ => break,
        }
    }
    let end = after_group(words, at);
    let mut next = end;
    while words.tag(next) == Some(Tag::Adv) {
        next += 1;
    }
    match words.get(next) {
        Some(token) if token.lower == "by" => Voice::Passive { be: false },
        // "supplied to", "owned by" at a distance
        Some(token) if token.tag == Tag::To => Voice::Passive { be: false },
        Some(token)
            if matches!(
                token.tag,
                Tag::Det | Tag::Word | Tag::Quote | Tag::Ing | Tag::Past
            ) =>
        {
            let subject = words.before(before).is_some_and(|token| {
                matches!(
                    token.tag,
                    Tag::Pron | Tag::Rel | Tag::Word | Tag::Close | Tag::Quote
                )
            });
            if subject { Voice::Active } else { Voice::Neither }
        }
        _ => Voice::Neither,
    }
}

/// The token after a verb and those joined to it: "develops and produces |".
fn after_group(words: &Words<'_>, verb: usize) -> usize {
    let tag = words.tag(verb);
    let mut at = verb + 1;
    loop {
        let mut next = at;
        while matches!(words.tag(next), Some(Tag::And | Tag::Comma)) {
            next += 1;
        }
        while words.tag(next) == Some(Tag::Adv) {
            next += 1;
        }
        let joined = next > at && words.tag(next) == tag;
        if !joined || !matches!(words.tag(at), Some(Tag::And | Tag::Comma)) {
            return at;
        }
        at = next + 1;
    }
}

/// Whether a verb of the group hands over ("produces and supplies the army with").
fn group_supplies(words: &Words<'_>, verb: usize, end: usize) -> bool {
    let start = subject::group_start(words, verb);
    (start..end).any(|at| {
        words
            .get(at)
            .and_then(|token| token.cue)
            .is_some_and(|cue| cue.relation == R::Supplies)
    })
}

fn active(words: &Words<'_>, verb: usize, cue: Cue, found: &mut Vec<Found>) {
    let end = after_group(words, verb);
    let begin = Found::new(cue.relation, (verb, end.saturating_sub(1)));
    let mut from = end;
    while words.tag(from) == Some(Tag::Adv) {
        from += 1;
    }
    match cue.relation {
        R::Supplies | R::Makes | R::Services | R::Procures | R::Transports => {
            handed(words, verb, from, cue, begin, found);
        }
        R::Owns => {
            for object in parties(words, from)
                .into_iter()
                .filter(|&object| is_owned(words, object))
            {
                found.push(begin.subject(subject::of(words, verb)).object(object));
            }
        }
        R::Funds => {
            for object in parties(words, from) {
                found.push(begin.subject(subject::of(words, verb)).object(object));
            }
        }
        R::Heads => {
            // "leads the company", not "directs a strategy"
            for object in parties(words, from)
                .into_iter()
                .filter(|&object| is_body(words, object))
            {
                found.push(begin.subject(subject::of(words, verb)).object(object));
            }
        }
        R::Operates => {
            if let Some(object) = phrase::right(words, from, Kind::Goods)
                && is_plant(words, object)
            {
                found.push(begin.subject(subject::of(words, verb)).object(object));
            }
        }
        _ => {}
    }
}

/// "supplies G to O", "supplies O with G", "procures G from O".
fn handed(words: &Words<'_>, verb: usize, from: usize, cue: Cue, begin: Found, found: &mut Vec<Found>) {
    let with = group_supplies(words, verb, from);
    let kind = if with { Kind::GoodsWithout } else { Kind::Goods };
    let Some(mut first) = phrase::right(words, from, kind) else {
        return;
    };
    let subject = subject::of(words, verb);
    let plain = fit(words, first) == Fit::Good && !is_party(words, first);
    if with && words.lower(first.end) == "with" && !plain {
        let Some(goods) = phrase::right(words, first.end + 1, Kind::Goods) else {
            return;
        };
        if !accepts(words, goods, cue.surety) || !is_party(words, first) {
            return;
        }
        let fact = begin.subject(subject).goods(goods);
        found.push(if cue.relation == R::Supplies {
            fact.object(first)
        } else {
            fact
        });
        return;
    }
    if plain && let Some(whole) = phrase::right(words, from, Kind::Goods) {
        first = whole;
    }
    // "supplies the Government": whom, and not what
    if !accepts(words, first, cue.surety) || fit(words, first) == Fit::Unknown && is_party(words, first) {
        return;
    }
    let fact = begin.subject(subject).goods(first);
    let objects = match cue.relation {
        R::Supplies => recipients(words, first.end, "to"),
        R::Procures => recipients(words, first.end, "from"),
        _ => Vec::new(),
    };
    if objects.is_empty() {
        let mut fact = fact;
        fact.weapon = machine(words, first.end).filter(|_| cue.relation == R::Supplies);
        found.push(fact);
    }
    for object in objects {
        found.push(fact.object(object));
    }
}

/// "supplies pumps to all aircraft": what the goods go into.
fn machine(words: &Words<'_>, to: usize) -> Option<Phrase> {
    let whole = (words.tag(to) == Some(Tag::To)).then(|| phrase::right(words, to + 1, Kind::Goods))??;
    let armed = (whole.start..whole.end).any(|at| is_platform(words.lower(at)));
    armed.then_some(whole)
}

/// The parties after "to" or "from", at once or after a short phrase.
pub(super) fn recipients(words: &Words<'_>, from: usize, preposition: &str) -> Vec<Phrase> {
    const AHEAD_MAX: usize = 8;
    for at in from..from + AHEAD_MAX {
        match words.get(at) {
            Some(token) if token.lower == preposition => {
                return parties(words, at + 1);
            }
            Some(token)
                if matches!(
                    token.tag,
                    Tag::Word | Tag::Prep | Tag::Adv | Tag::Quote | Tag::Det
                ) => {}
            _ => break,
        }
    }
    Vec::new()
}

/// The parties of a list: "A, B and C", "companies such as A and B".
pub(super) fn parties(words: &Words<'_>, from: usize) -> Vec<Phrase> {
    const PARTIES_MAX: usize = 20;
    let mut list = Vec::new();
    let mut at = from;
    while list.len() < PARTIES_MAX {
        let pronoun = list.is_empty() && matches!(words.lower(at), "it" | "them");
        let found = if pronoun {
            Some(Phrase {
                start: at,
                end: at + 1,
            })
        } else {
            phrase::right(words, at, Kind::Party)
        };
        let Some(found) = found else {
            break;
        };
        let ends_clause = words
            .tag(found.end)
            .is_some_and(|tag| matches!(tag, Tag::Verb | Tag::Be | Tag::Have | Tag::Modal | Tag::Do));
        if !list.is_empty() && ends_clause {
            break;
        }
        if !is_party(words, found) {
            break;
        }
        if let Some(found) = phrase::trim(words, found) {
            list.push(found);
        }
        let mut next = found.end;
        // "and other enterprises such as A"
        while matches!(words.tag(next), Some(Tag::And | Tag::Comma | Tag::Including)) {
            next += 1;
        }
        let goes_on = next > found.end
            && words.get(next).is_some_and(|token| {
                token.tag == Tag::Det && token.lower == "the"
                    || token.lower == "other"
                    || (matches!(token.tag, Tag::Word) && token.named)
                    || token.tag == Tag::Quote
            });
        // after a comma an article begins an apposition
        let apposition = words.tag(found.end) == Some(Tag::Comma) && words.tag(next) == Some(Tag::Det);
        if !goes_on || apposition {
            break;
        }
        at = next;
    }
    list
}

fn accepts(words: &Words<'_>, goods: Phrase, surety: Surety) -> bool {
    match fit(words, goods) {
        Fit::Good => true,
        Fit::Unknown => surety == Surety::Strong,
        Fit::Bad => false,
    }
}

/// Bodies and firms: what can be owned; territories, crowds and forces are not.
fn is_owned(words: &Words<'_>, object: Phrase) -> bool {
    fit::head(words, object).is_some_and(|head| {
        let lower = words.lower(head);
        let named = words.get(head).is_some_and(|token| token.named);
        let crowd = LISTS.forces.contains(lower)
            || matches!(lower, "vessels" | "vessel" | "network" | "staff" | "project");
        words.tag(head) == Some(Tag::Pron) || named || LISTS.parties.contains(lower) && !crowd
    })
}

fn is_body(words: &Words<'_>, object: Phrase) -> bool {
    let party_word = (object.start..object.end).any(|at| LISTS.parties.contains(words.lower(at)));
    let name = fit::head(words, object)
        .and_then(|head| words.get(head))
        .is_some_and(|token| token.named);
    party_word || name
}

fn is_plant(words: &Words<'_>, object: Phrase) -> bool {
    fit::head(words, object).is_some_and(|head| holds(&LISTS.plants, words.lower(head)))
}

/// Who is named by "by" after a verb.
fn doer(words: &Words<'_>, from: usize) -> Vec<Phrase> {
    for at in from..from + BY_MAX {
        match words.get(at) {
            Some(token) if token.lower == "by" => return parties(words, at + 1),
            Some(token)
                if matches!(
                    token.tag,
                    Tag::Stop | Tag::Verb | Tag::Be | Tag::Rel | Tag::Comma | Tag::Modal
                ) =>
            {
                break;
            }
            None => break,
            _ => {}
        }
    }
    Vec::new()
}

fn passive(words: &Words<'_>, verb: usize, cue: Cue, be: bool, found: &mut Vec<Found>) {
    let end = after_group(words, verb);
    let begin = Found::new(cue.relation, (verb, end.saturating_sub(1)));
    let done = done_to(words, verb, be);
    let doers = doer(words, end);
    match cue.relation {
        R::Supplies | R::Makes | R::Services | R::Procures | R::Transports => {
            let Some(Subject::Said(goods)) = done else { return };
            let surety = if cue.surety == Surety::Strong && be {
                Surety::Strong
            } else {
                Surety::Weak
            };
            if !accepts(words, goods, surety) {
                return;
            }
            let objects = if cue.relation == R::Supplies {
                recipients(words, end, "to")
            } else {
                Vec::new()
            };
            let fact = begin.goods(goods);
            match (doers.as_slice(), objects.as_slice()) {
                ([], []) => {}
                ([], objects) => found.extend(objects.iter().map(|&object| fact.object(object))),
                (doers, []) => found.extend(doers.iter().map(|&doer| fact.subject(Subject::Said(doer)))),
                (doers, objects) => {
                    for &object in objects {
                        found.extend(
                            doers
                                .iter()
                                .map(|&doer| fact.subject(Subject::Said(doer)).object(object)),
                        );
                    }
                }
            }
        }
        R::Owns | R::Funds | R::Heads | R::Operates => {
            let Some(object) = done else { return };
            if let Subject::Said(object) = object {
                let fits = match cue.relation {
                    R::Owns => is_owned(words, object),
                    R::Heads => is_body(words, object) && is_party(words, object),
                    R::Operates => is_plant(words, object),
                    _ => is_party(words, object),
                };
                if !fits {
                    return;
                }
            }
            for doer in doers {
                let mut fact = begin.subject(Subject::Said(doer));
                fact.object = Some(object);
                found.push(fact);
            }
        }
        _ => {}
    }
}

/// To what it is done: the subject of "is", or what the participle stands after.
fn done_to(words: &Words<'_>, verb: usize, be: bool) -> Option<Subject> {
    if be {
        return Some(subject::of(words, verb));
    }
    let start = subject::group_start(words, verb);
    let before = words.before(start);
    match before.map(|token| token.tag) {
        None => Some(Subject::Elided),
        Some(Tag::Quote | Tag::Stop) if start < 2 => Some(Subject::Elided),
        Some(Tag::Comma) => phrase::nearest(words, start - 1).map(|found| who(words, found)),
        _ => phrase::nearest(words, start).map(|found| who(words, found)),
    }
}

/// The body that a phrase before a participle means.
fn who(words: &Words<'_>, found: Phrase) -> Subject {
    let found = subject::body_of(words, found);
    subject::is_what(words, found).unwrap_or(Subject::Said(found))
}
