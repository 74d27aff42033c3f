//! What goods go into, and who uses them: "as part of the cooperation in the
//! production of W", "used in W", "which are part of W", "used by the army".

use super::fit::{self, Fit, fit, is_party};
use super::found::Found;
use super::phrase::{self, Kind, Phrase};
use super::subject::{self, Subject};
use super::tokens::Words;
use super::verbs::parties;
use super::words::{LISTS, Tag, holds};
use fyke_model::text::SupplyRelation as R;

/// Facts that goods hang on.
const OF_GOODS: &[R] = &[R::Supplies, R::Makes, R::Services, R::Procures];

/// Adds weapons to the facts of a sentence, and the facts that only goods have.
pub(super) fn read(words: &Words<'_>, found: &mut Vec<Found>) {
    if let Some(weapon) = cooperation(words) {
        for fact in found.iter_mut().filter(|fact| OF_GOODS.contains(&fact.relation)) {
            fact.weapon = Some(weapon);
        }
    }
    for fact in found.iter_mut().filter(|fact| OF_GOODS.contains(&fact.relation)) {
        split_for(words, fact);
        behind(words, fact);
    }
    for at in 0..words.len() {
        match words.lower(at) {
            "used" | "use" => used(words, at, found),
            "part" | "component" | "components" | "elements" => part_of(words, at, found),
            "integration" | "integrated" | "installation" | "installed" | "mounted" => into(words, at, found),
            _ => {}
        }
    }
}

/// "cooperation in the production of W", "cooperation on W production".
fn cooperation(words: &Words<'_>) -> Option<Phrase> {
    const AHEAD_MAX: usize = 8;
    let at = (0..words.len()).find(|&at| words.lower(at) == "cooperation")?;
    let of =
        (at + 1..at + AHEAD_MAX).find(|&of| words.tag(of) == Some(Tag::Of) && is_making(words.lower(of - 1)));
    if let Some(of) = of {
        return phrase::right(words, of + 1, Kind::Party)
            .and_then(|weapon| upto(words, weapon))
            .filter(|&weapon| fit(words, weapon) != Fit::Bad);
    }
    if !matches!(words.lower(at + 1), "on" | "in" | "for") {
        return None;
    }
    let whole = phrase::right(words, at + 2, Kind::Party)?;
    let making = (whole.start..whole.end).find(|&at| is_making(words.lower(at)))?;
    phrase::trim(
        words,
        Phrase {
            start: whole.start,
            end: making,
        },
    )
}

fn is_making(word: &str) -> bool {
    matches!(
        word,
        "production" | "manufacture" | "manufacturing" | "assembly" | "development" | "creation"
    )
}

/// Up to a pronoun or a verb of the main clause that came in without a comma.
fn upto(words: &Words<'_>, weapon: Phrase) -> Option<Phrase> {
    let end = (weapon.start..weapon.end)
        .find(|&at| words.tag(at) == Some(Tag::Pron))
        .unwrap_or(weapon.end);
    phrase::trim(
        words,
        Phrase {
            start: weapon.start,
            end,
        },
    )
}

/// "engines for X missiles": goods and weapon apart, where what stands after
/// "for" is numbered or is goods of its own.
fn split_for(words: &Words<'_>, fact: &mut Found) {
    let Some(goods) = fact.goods else { return };
    let depth = |at: usize| {
        (goods.start..at)
            .filter(|&open| {
                words
                    .get(open)
                    .is_some_and(|token| token.closes.is_some_and(|close| close > at))
            })
            .count()
    };
    let Some(at) = (goods.start..goods.end).find(|&at| words.lower(at) == "for" && depth(at) == 0) else {
        return;
    };
    let rest = Phrase {
        start: at + 1,
        end: goods.end,
    };
    // "for the Armed Forces": for whom, and no part of the name of the goods
    if is_force(words, rest)
        && let Some(kept) = phrase::trim(
            words,
            Phrase {
                start: goods.start,
                end: at,
            },
        )
    {
        fact.goods = Some(kept);
        if fact.relation == R::Supplies && fact.object.is_none() {
            let whole = phrase::right(words, at + 1, Kind::Party).unwrap_or(rest);
            fact.object = Some(Subject::Said(whole));
        }
        return;
    }
    let Some(weapon) = armed(words, rest) else { return };
    if let Some(kept) = phrase::trim(
        words,
        Phrase {
            start: goods.start,
            end: at,
        },
    ) {
        fact.goods = Some(kept);
        fact.weapon = fact.weapon.or(Some(weapon));
    }
}

/// One thing, and a thing that flies, drives or shoots, or has a number.
fn armed(words: &Words<'_>, said: Phrase) -> Option<Phrase> {
    let items = fit::items(words, said);
    let [weapon] = items.as_slice() else { return None };
    let numbered = (weapon.start..weapon.end).any(|at| {
        words
            .get(at)
            .is_some_and(|token| token.named && token.tag == Tag::Word)
    });
    let armed = fit::head(words, *weapon).is_some_and(|head| is_platform(words.lower(head)));
    (armed || numbered && fit(words, *weapon) == Fit::Good).then_some(*weapon)
}

/// "to Y for W", "to Y for use in W", "to Y for the production of W": what stands
/// behind the receiver, and is no part of its name.
fn behind(words: &Words<'_>, fact: &mut Found) {
    let Some(Subject::Said(receiver)) = fact.object else {
        return;
    };
    if fact.weapon.is_some() || fact.relation != R::Supplies {
        return;
    }
    let Some(at) = (receiver.start + 1..=receiver.end).find(|&at| words.lower(at) == "for") else {
        return;
    };
    let from = match (words.lower(at + 1), words.lower(at + 2)) {
        ("use", "in" | "on") => at + 3,
        _ => at + 1,
    };
    let Some(whole) = phrase::right(words, from, Kind::Party) else {
        return;
    };
    let Some(weapon) = armed(words, making_of(words, whole)) else {
        return;
    };
    let named = Phrase {
        start: receiver.start,
        end: at.min(receiver.end),
    };
    if let Some(named) = phrase::trim(words, named) {
        fact.object = Some(Subject::Said(named));
        fact.weapon = Some(weapon);
    }
}

/// What parts go into.
pub(super) fn is_platform(lower: &str) -> bool {
    const PLATFORMS: &[&str] = &[
        "missile",
        "drone",
        "uav",
        "tank",
        "aircraft",
        "helicopter",
        "submarine",
        "warship",
        "ship",
        "vehicle",
        "rocket",
        "howitzer",
        "torpedo",
        "satellite",
        "bomb",
        "shell",
        "fighter",
        "airplane",
        "weapon",
        "munition",
        "gun",
        "vessel",
        "mlrs",
    ];
    PLATFORMS.contains(&lower)
        || lower
            .strip_suffix('s')
            .is_some_and(|one| PLATFORMS.contains(&one))
}

/// Goods that somebody uses: "used in W", "used by the army", "used for W".
fn used(words: &Words<'_>, at: usize, found: &mut Vec<Found>) {
    if words.tag(at) != Some(Tag::Past) {
        return;
    }
    let mut next = at + 1;
    while words.tag(next) == Some(Tag::Adv) {
        next += 1;
    }
    let preposition = words.lower(next);
    if preposition == "by" {
        used_by(words, at, next, found);
        return;
    }
    if !matches!(preposition, "in" | "for" | "on") {
        if words.get(at).is_some_and(|token| token.tag == Tag::Past) {
            army_used(words, at, found);
        }
        return;
    }
    let Some(goods) = what_is_used(words, at) else {
        return;
    };
    let Some(whole) = phrase::right(words, next + 1, Kind::Party) else {
        return;
    };
    let weapon = making_of(words, whole);
    // a plant that is used for the production of goods makes them
    let plant = fit::head(words, goods).is_some_and(|head| holds(&LISTS.plants, words.lower(head)));
    if plant {
        if fit(words, weapon) == Fit::Good && weapon != whole
            || preposition == "for" && making_list(words, next + 1)
        {
            makes(words, goods, (at, next), found);
        }
        return;
    }
    if fit(words, goods) != Fit::Good || fit(words, weapon) != Fit::Good {
        return;
    }
    attach(words, goods, weapon, (at, next), found);
}

/// "the production and testing of".
fn making_list(words: &Words<'_>, from: usize) -> bool {
    (from..from + 5).any(|at| is_making(words.lower(at)))
}

fn makes(words: &Words<'_>, plant: Phrase, cue: (usize, usize), found: &mut Vec<Found>) {
    let Some(of) = (cue.1..cue.1 + 8).find(|&at| words.tag(at) == Some(Tag::Of)) else {
        return;
    };
    if let Some(goods) = phrase::right(words, of + 1, Kind::Goods)
        && fit(words, goods) == Fit::Good
    {
        found.push(
            Found::new(R::Makes, cue)
                .subject(Subject::Said(plant))
                .goods(goods),
        );
    }
}

/// "the production of W": W.
fn making_of(words: &Words<'_>, weapon: Phrase) -> Phrase {
    let of = (weapon.start..weapon.end).find(|&at| words.tag(at) == Some(Tag::Of));
    match of {
        Some(of)
            if (weapon.start..of)
                .any(|at| is_making(words.lower(at)) || words.lower(at) == "fabrication") =>
        {
            phrase::trim(
                words,
                Phrase {
                    start: of + 1,
                    end: weapon.end,
                },
            )
            .unwrap_or(weapon)
        }
        _ => weapon,
    }
}

/// The phrase before "used", "which is used", "is used".
fn what_is_used(words: &Words<'_>, at: usize) -> Option<Phrase> {
    let start = subject::group_start(words, at);
    let said = if start < at {
        subject::of(words, at)
    } else if words.before(at).is_some_and(|token| token.tag == Tag::Comma) {
        Subject::Said(phrase::left(words, at - 1)?)
    } else {
        Subject::Said(phrase::left(words, at)?)
    };
    match said {
        Subject::Said(goods) => Some(goods),
        Subject::Elided | Subject::Unclear => None,
    }
}

/// On the fact that holds the goods; else a fact of its own.
fn attach(words: &Words<'_>, goods: Phrase, weapon: Phrase, cue: (usize, usize), found: &mut Vec<Found>) {
    let mut held = false;
    for fact in found.iter_mut().filter(|fact| OF_GOODS.contains(&fact.relation)) {
        let same = fact.goods.is_some_and(|of| {
            of.start < goods.end && goods.start < of.end || of.end <= goods.start && goods.start < of.end + 4
        });
        if same {
            held = true;
            fact.weapon = fact.weapon.or(Some(weapon));
            // what the goods are used in is no part of their name
            if let Some(of) = fact.goods
                && of.start < cue.0
                && cue.0 < of.end
                && let Some(kept) = phrase::trim(
                    words,
                    Phrase {
                        start: of.start,
                        end: cue.0,
                    },
                )
            {
                fact.goods = Some(kept);
            }
        }
    }
    if !held {
        let mut fact = Found::new(R::UsedIn, cue).goods(goods);
        fact.weapon = Some(weapon);
        found.push(fact);
    }
}

fn used_by(words: &Words<'_>, at: usize, by: usize, found: &mut Vec<Found>) {
    let Some(goods) = what_is_used(words, at) else {
        return;
    };
    if fit(words, goods) != Fit::Good {
        return;
    }
    for object in parties(words, by + 1) {
        if is_force(words, object) {
            found.push(Found::new(R::UsedBy, (at, by)).goods(goods).object(object));
        }
    }
}

fn is_force(words: &Words<'_>, object: Phrase) -> bool {
    is_party(words, object) && (object.start..object.end).any(|at| holds(&LISTS.forces, words.lower(at)))
}

/// "The Armed Forces used weapons produced by".
fn army_used(words: &Words<'_>, at: usize, found: &mut Vec<Found>) {
    let passive = words.before(at).is_some_and(|token| token.tag == Tag::Be);
    let Subject::Said(object) = subject::of(words, at) else {
        return;
    };
    if passive || !is_force(words, object) {
        return;
    }
    let Some(goods) = phrase::right(words, at + 1, Kind::Goods) else {
        return;
    };
    if fit(words, goods) == Fit::Good {
        found.push(Found::new(R::UsedBy, (at, at)).goods(goods).object(object));
    }
}

/// "which are part of the W", "is the main component of W".
fn part_of(words: &Words<'_>, at: usize, found: &mut Vec<Found>) {
    if words.lower(at + 1) != "of" {
        return;
    }
    let Some(weapon) = phrase::right(words, at + 2, Kind::Party) else {
        return;
    };
    if fit(words, weapon) != Fit::Good {
        return;
    }
    let mut start = at;
    while words.before(start).is_some_and(|token| {
        matches!(token.tag, Tag::Det | Tag::Adv) || token.tag == Tag::Word && !token.named
    }) {
        start -= 1;
    }
    let be = words.before(start).is_some_and(|token| token.tag == Tag::Be);
    let bare_as = words.before(start).is_some_and(|token| token.lower == "as");
    let goods = if be {
        match subject::of(words, start - 1) {
            Subject::Said(goods) => Some(goods),
            Subject::Elided | Subject::Unclear => None,
        }
    } else if bare_as {
        phrase::left(words, start - 1)
    } else {
        None
    };
    let Some(goods) = goods.filter(|&goods| fit(words, goods) == Fit::Good || attaches(goods, found)) else {
        return;
    };
    // bodies are parts of bodies: that is another relation
    if is_body(words, goods) {
        return;
    }
    attach(words, goods, weapon, (at, at + 1), found);
}

fn attaches(goods: Phrase, found: &[Found]) -> bool {
    found.iter().any(|fact| {
        fact.goods
            .is_some_and(|of| of.start < goods.end && goods.start < of.end)
    })
}

fn is_body(words: &Words<'_>, goods: Phrase) -> bool {
    fit::head(words, goods).is_some_and(|head| {
        words.tag(head) == Some(Tag::Pron)
            || LISTS.parties.contains(words.lower(head)) && !holds(&LISTS.goods, words.lower(head))
    })
}

/// "for integration into W", "installed on W".
fn into(words: &Words<'_>, at: usize, found: &mut [Found]) {
    if !matches!(words.lower(at + 1), "into" | "in" | "on") {
        return;
    }
    let Some(weapon) = phrase::right(words, at + 2, Kind::Party) else {
        return;
    };
    if fit(words, weapon) != Fit::Good {
        return;
    }
    for fact in found.iter_mut().filter(|fact| OF_GOODS.contains(&fact.relation)) {
        let near = fact
            .goods
            .is_some_and(|goods| goods.start < at && at < goods.end + 20);
        if near {
            fact.weapon = fact.weapon.or(Some(weapon));
        }
    }
}
