//! Facts that nouns say: "a manufacturer of Y", "specialises in the production of
//! Y", "a subsidiary of Z", "its main products are Y".

use super::fit::{self, Fit, fit, is_party};
use super::found::Found;
use super::phrase::{self, Kind, Phrase};
use super::subject::{self, Subject};
use super::tokens::Words;
use super::verbs::{parties, recipients};
use super::words::{LISTS, Tag, holds};
use fyke_model::text::SupplyRelation as R;

/// Who a role noun makes somebody.
const ROLES: &[(R, &str)] = &[
    (
        R::Makes,
        "manufacturer manufacturers producer producers developer developers maker makers designer builder",
    ),
    (
        R::Supplies,
        "supplier suppliers exporter exporters distributor seller vendor provider providers",
    ),
    (R::Procures, "importer importers buyer purchaser recipient"),
    (R::Transports, "carrier transporter"),
    (R::Operates, "operator"),
    (R::Owns, "owner owners co-owner shareholder shareholders"),
    (R::ActsFor, "agent representative"),
];

/// What a noun of doing does.
const DOINGS: &[(R, &str)] = &[
    (
        R::Makes,
        "production manufacture manufacturing development design creation assembly fabrication",
    ),
    (
        R::Supplies,
        "supply delivery deliveries sale sales export exports provision",
    ),
    (
        R::Services,
        "repair overhaul maintenance modernisation modernization refurbishment upgrade reconstruction re-equipment",
    ),
    (R::Procures, "procurement purchase import imports acquisition"),
    (
        R::Transports,
        "transport transportation shipping shipment carriage",
    ),
];

/// Words that put a doing on somebody: "specialises in the production of".
const GOVERNORS: &[&str] = &[
    "specialises",
    "specializes",
    "specialised",
    "specialized",
    "specialising",
    "specializing",
    "engaged",
    "engages",
    "engaging",
    "involved",
    "participates",
    "participated",
    "participating",
    "responsible",
    "focuses",
    "focused",
    "active",
    "part",
    "deals",
    "cooperates",
    "cooperation",
    "concentrates",
    "involving",
    "sentenced",
    "convicted",
];

fn relation(table: &[(R, &str)], word: &str) -> Option<R> {
    let found = table
        .iter()
        .find(|(_, words)| words.split(' ').any(|known| known == word));
    found.map(|(relation, _)| *relation)
}

/// Reads every noun of a sentence that says a relation.
pub(super) fn read(words: &Words<'_>, found: &mut Vec<Found>) {
    for at in 0..words.len() {
        let Some(token) = words.get(at) else { break };
        if let Some(role) = relation(ROLES, &token.lower) {
            roles(words, at, role, found);
        } else if let Some(doing) = relation(DOINGS, &token.lower) {
            doings(words, at, doing, found);
        }
        match token.lower.as_str() {
            "products" => products(words, at, found),
            "services" => carriage(words, at, found),
            _ => {}
        }
    }
}

/// Roles joined to a first one: "developer and manufacturer of".
fn of_after(words: &Words<'_>, role: usize) -> Option<usize> {
    let mut at = role + 1;
    // "manufacturer and supplier", "owner, since 2020, of" is not read
    while matches!(words.tag(at), Some(Tag::And | Tag::Comma)) {
        let mut next = at + 1;
        while matches!(words.tag(next), Some(Tag::And | Tag::Det | Tag::Adv))
            || words.get(next).is_some_and(|t| {
                t.tag == Tag::Word && !t.named && relation(ROLES, words.lower(next + 1)).is_some()
            })
        {
            next += 1;
        }
        let lower = words.lower(next);
        if relation(ROLES, lower).is_none()
            && relation(DOINGS, lower).is_none()
            && !LISTS.offices.contains(lower)
            && !matches!(words.tag(next), Some(Tag::Word))
        {
            return None;
        }
        at = next + 1;
        if at > role + 14 {
            return None;
        }
    }
    matches!(words.lower(at), "of" | "in").then_some(at)
}

fn roles(words: &Words<'_>, at: usize, role: R, found: &mut Vec<Found>) {
    let Some(of) = of_after(words, at) else {
        if role == R::Owns && words.lower(at.wrapping_sub(1)) != "state" {
            whose(words, at, R::Owns, found);
        }
        return;
    };
    let begin = Found::new(role, (at, of));
    if words.lower(of) == "in" && role != R::Owns {
        return;
    }
    let holder = || subject::of_role(words, at);
    match role {
        R::Makes | R::Supplies | R::Procures | R::Transports => {
            let Some(goods) = phrase::right(words, of + 1, Kind::Goods) else {
                return;
            };
            // "provider of services", "supplier of the army"
            let wanted = if words.lower(at).starts_with("manufacturer") {
                fit(words, goods) != Fit::Bad
            } else {
                fit(words, goods) == Fit::Good
            };
            if !wanted {
                return;
            }
            let fact = begin.subject(holder()).goods(goods);
            let objects = match role {
                R::Supplies => {
                    let mut objects = recipients(words, goods.end, "to");
                    if objects.is_empty() {
                        objects = recipients(words, goods.end, "for");
                    }
                    objects
                }
                _ => Vec::new(),
            };
            if objects.is_empty() {
                found.push(fact);
            }
            found.extend(objects.into_iter().map(|object| fact.object(object)));
        }
        R::Operates => {
            if let Some(object) = phrase::right(words, of + 1, Kind::Goods)
                && fit::head(words, object).is_some_and(|head| holds(&LISTS.plants, words.lower(head)))
            {
                found.push(begin.subject(holder()).object(object));
            }
        }
        _ => {
            if role == R::Owns && words.lower(of.wrapping_sub(1)) == "state" {
                return;
            }
            for object in parties(words, of + 1) {
                found.push(begin.subject(holder()).object(object));
            }
        }
    }
}

/// "a company whose director and owner is S".
pub(super) fn whose(words: &Words<'_>, role: usize, relation: R, found: &mut Vec<Found>) {
    const BACK_MAX: usize = 8;
    let Some(rel) = (role.saturating_sub(BACK_MAX)..role)
        .rev()
        .find(|&at| words.lower(at) == "whose")
    else {
        return;
    };
    let is = (role + 1..role + BACK_MAX).find(|&at| words.tag(at) == Some(Tag::Be));
    let plain = (rel + 1..is.unwrap_or(rel))
        .all(|at| matches!(words.tag(at), Some(Tag::Word | Tag::And | Tag::Det | Tag::Adv)));
    let Some(is) = is.filter(|_| plain) else { return };
    let Some(holder) = phrase::right(words, is + 1, Kind::Party).filter(|&holder| is_party(words, holder))
    else {
        return;
    };
    let end = if words.tag(rel.saturating_sub(1)) == Some(Tag::Comma) {
        rel - 1
    } else {
        rel
    };
    let Some(body) = phrase::left(words, end) else {
        return;
    };
    let body = match subject_of_copula(words, body) {
        Some(body) => body,
        None => Subject::Said(body),
    };
    let mut fact = Found::new(relation, (role, is)).subject(Subject::Said(holder));
    fact.object = Some(body);
    found.push(fact);
}

/// "X is a company ...": X.
pub(super) fn subject_of_copula(words: &Words<'_>, body: Phrase) -> Option<Subject> {
    let a = words.get(body.start)?;
    let is = body.start.checked_sub(1)?;
    (matches!(a.lower.as_str(), "a" | "an") && words.tag(is) == Some(Tag::Be)).then(|| subject::of(words, is))
}

/// "specialises in the development and production of G".
fn doings(words: &Words<'_>, at: usize, doing: R, found: &mut Vec<Found>) {
    // only the last of a list is followed by "of": all of them share what follows
    let Some(of) = of_after(words, at) else { return };
    if words.lower(of) != "of" {
        return;
    }
    let Some(goods) = phrase::right(words, of + 1, Kind::Goods) else {
        return;
    };
    if fit(words, goods) != Fit::Good {
        return;
    }
    let Some(governor) = governor(words, at) else {
        return;
    };
    let begin = Found::new(doing, (governor, of));
    let fact = begin.subject(subject::of(words, governor)).goods(goods);
    let objects = if doing == R::Supplies {
        recipients(words, goods.end, "to")
    } else {
        Vec::new()
    };
    if objects.is_empty() {
        found.push(fact);
    }
    found.extend(objects.into_iter().map(|object| fact.object(object)));
}

/// The word that puts a doing on somebody, before it and its preposition.
fn governor(words: &Words<'_>, doing: usize) -> Option<usize> {
    const BACK_MAX: usize = 14;
    let mut preposition = false;
    for at in (doing.saturating_sub(BACK_MAX)..doing).rev() {
        let token = words.get(at)?;
        match token.tag {
            _ if GOVERNORS.contains(&token.lower.as_str()) && preposition => {
                // "as part of the cooperation in the production of": of what it is for
                if matches!(token.lower.as_str(), "cooperation" | "part") {
                    let back = (at.saturating_sub(4)..at).rev().find(|&back| {
                        GOVERNORS.contains(&words.lower(back))
                            || matches!(words.lower(back), "takes" | "took" | "taking" | "plays")
                    });
                    return back.filter(|&back| words.lower(back) != "part");
                }
                return Some(at);
            }
            Tag::Prep if matches!(token.lower.as_str(), "in" | "for" | "on" | "with") => preposition = true,
            Tag::Word | Tag::Det | Tag::And | Tag::Comma | Tag::Adv | Tag::Of | Tag::Ing => {}
            // "performs repair of", "carries out production of"
            Tag::Verb | Tag::Past
                if matches!(
                    token.lower.as_str(),
                    "carries"
                        | "performs"
                        | "performed"
                        | "conducts"
                        | "undertakes"
                        | "spearheaded"
                        | "oversees"
                ) =>
            {
                return (token.lower != "oversees").then_some(at);
            }
            Tag::Prep if token.lower == "out" => {}
            _ => return None,
        }
    }
    None
}

/// "the company's main products are G".
fn products(words: &Words<'_>, at: usize, found: &mut Vec<Found>) {
    let verb = at + 1;
    if !(words.tag(verb) == Some(Tag::Be) || words.lower(verb) == "include") {
        return;
    }
    let Some(goods) = phrase::right(words, verb + 1, Kind::Goods) else {
        return;
    };
    if fit(words, goods) == Fit::Bad {
        return;
    }
    let own = (at.saturating_sub(4)..at)
        .rev()
        .find(|&own| matches!(words.lower(own), "'s" | "’s" | "its" | "their"));
    let holder = match own {
        Some(own) if words.tag(own) == Some(Tag::Det) => Phrase {
            start: own,
            end: own + 1,
        },
        Some(own) => match phrase::left(words, own) {
            Some(left) => left,
            None => return,
        },
        None => return,
    };
    found.push(
        Found::new(R::Makes, (at, verb))
            .subject(Subject::Said(holder))
            .goods(goods),
    );
}

/// "provides transportation services for O".
fn carriage(words: &Words<'_>, at: usize, found: &mut Vec<Found>) {
    let carried = (at.saturating_sub(3)..at).any(|before| {
        matches!(
            words.lower(before),
            "transportation" | "transport" | "shipping" | "freight" | "haulage"
        )
    });
    let Some(verb) = (at.saturating_sub(8)..at).rev().find(|&verb| {
        matches!(
            words.lower(verb),
            "provides" | "provided" | "providing" | "provide" | "offers"
        )
    }) else {
        return;
    };
    if !carried || !matches!(words.lower(at + 1), "for" | "to") {
        return;
    }
    for object in parties(words, at + 2) {
        found.push(
            Found::new(R::Transports, (verb, at))
                .subject(subject::of(words, verb))
                .object(object),
        );
    }
}
