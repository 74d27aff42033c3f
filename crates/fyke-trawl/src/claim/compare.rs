//! Two sentences of one matter, slot against slot.
//!
//! Two sentences are of one matter when they share at least [`SHARED_MIN`] main words, two of which are
//! not in every second document of the collection or are names, and these are a good part of the shorter one. What is
//! compared then asks for more where a difference is easily innocent: numbers and days must stand in sentences that tell the same, for the
//! wording of an event three words of names are enough.

use super::lexicon::LOADED;
use super::slots::When;
use super::statement::Statement;
use super::{Read, disagreement};
use crate::align::{speaker, words};
use fyke_model::text::{Disagreement, Garble, Span};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Main words that two sentences of one matter share.
const SHARED_MIN: usize = 3;

/// What two sentences share.
struct Shared {
    words: usize,
    names: usize,
    /// Of the shorter one's main words, thousandths.
    contained: usize,
    jaccard: usize,
    stems: Vec<u32>,
}

fn shared(one: &Statement, other: &Statement) -> Option<Shared> {
    let stems = both(&one.stems, &other.stems);
    if stems.len() < SHARED_MIN {
        return None;
    }
    let names = stems
        .iter()
        .filter(|stem| one.names.binary_search(stem).is_ok() || other.names.binary_search(stem).is_ok())
        .count();
    let short = one.stems.len().min(other.stems.len()).max(1);
    Some(Shared {
        words: stems.len(),
        names,
        contained: stems.len() * 1000 / short,
        jaccard: stems.len() * 1000 / (one.stems.len() + other.stems.len() - stems.len()).max(1),
        stems,
    })
}

fn both(one: &[u32], other: &[u32]) -> Vec<u32> {
    one.iter()
        .copied()
        .filter(|stem| other.binary_search(stem).is_ok())
        .collect()
}

/// Position of a document, and of a sentence in it.
pub(super) type Place = (u32, u32);

/// Compares all sentences of two documents of one story. `agreeing` takes pairs of sentences, by position of document and
/// sentence, that tell the same.
pub(super) fn documents(
    a: &Read,
    b: &Read,
    at: (u32, u32),
    frequency: &[u32],
    shown: &[String],
    found: &mut Vec<Disagreement>,
    agreeing: &mut Vec<(Place, Place)>,
) {
    let mut index: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (n, statement) in b.statements.iter().enumerate() {
        for &stem in &statement.stems {
            index.entry(stem).or_default().push(n as u32);
        }
    }
    for (m, one) in a.statements.iter().enumerate() {
        let mut hits: BTreeMap<u32, u32> = BTreeMap::new();
        for stem in &one.stems {
            for &n in index.get(stem).into_iter().flatten() {
                *hits.entry(n).or_default() += 1;
            }
        }
        for (n, count) in hits {
            if (count as usize) < SHARED_MIN {
                continue;
            }
            let other = &b.statements[n as usize];
            if let Some(shared) = shared(one, other) {
                let differ = pair(one, other, &shared, frequency, shown, found);
                let same = (shared.words >= 4 && shared.contained >= 600)
                    || (shared.words >= 6 && shared.contained >= 450);
                if same && !differ {
                    agreeing.push(((at.0, m as u32), (at.1, n)));
                }
            }
        }
    }
}

/// Headline against body.
pub(super) fn within(document: &Read, shown: &[String], found: &mut Vec<Disagreement>) {
    for one in document.statements.iter().filter(|s| s.heading) {
        for other in document.statements.iter().filter(|s| !s.heading) {
            if let Some(shared) = shared(one, other) {
                numbers(one, other, &shared, shown, found);
            }
        }
    }
}

/// Whether anything differs that speaks of the matter itself.
fn pair(
    one: &Statement,
    other: &Statement,
    shared: &Shared,
    frequency: &[u32],
    shown: &[String],
    found: &mut Vec<Disagreement>,
) -> bool {
    let before = found.len();
    numbers(one, other, shared, shown, found);
    days(one, other, shared, found);
    ago(one, other, shared, found);
    polarity(one, other, shared, shown, found);
    let of_matter = found.len() > before;
    peoples(one, other, shared, shown, found);
    addressed(one, other, shared, found);
    speakers(one, other, shared, frequency, found);
    of_matter
}

fn sides(one: (&Statement, Span), other: (&Statement, Span)) -> Vec<(u32, Span)> {
    vec![(one.0.document, one.1), (other.0.document, other.1)]
}

/// Numbers of one unit in sentences that tell the same, when each has one and neither leaves it open.
fn numbers(
    one: &Statement,
    other: &Statement,
    shared: &Shared,
    shown: &[String],
    found: &mut Vec<Disagreement>,
) {
    if shared.words < 4 || shared.contained < 450 {
        return;
    }
    for a in &one.numbers {
        let alike = |n: &&super::slots::Number| n.unit == a.unit;
        let (mine, theirs): (Vec<_>, Vec<_>) = (
            one.numbers.iter().filter(alike).collect(),
            other.numbers.iter().filter(alike).collect(),
        );
        let ([a], [b]) = (mine.as_slice(), theirs.as_slice()) else {
            continue;
        };
        // money and shares are of whatever stands beside them: more words must agree
        let named = shared.stems.iter().any(|&stem| shown[stem as usize] == a.unit);
        let sure = if named {
            shared.jaccard >= 300
        } else {
            shared.words >= 6 && shared.jaccard >= 450
        };
        if a.value == b.value || a.open || b.open || !sure {
            continue;
        }
        // 3.46 beside 3.5 is one number, rounded
        let near = (a.value - b.value).abs() / a.value.abs().max(b.value.abs()).max(1e-9);
        if near < 0.03 {
            continue;
        }
        let (low, high) = if a.value < b.value { (a, b) } else { (b, a) };
        found.push(disagreement(
            Garble::Number,
            sides((one, a.span), (other, b.span)),
            format!(
                "of one matter one account has {} {}, another {}",
                low.value, a.unit, high.value
            ),
            Some("counts of different days, or of different things"),
        ));
    }
}

/// Days in sentences that tell the same.
fn days(one: &Statement, other: &Statement, shared: &Shared, found: &mut Vec<Disagreement>) {
    if shared.words < 6 || shared.jaccard < 500 {
        return;
    }
    let weekday = |s: &Statement| match s
        .times
        .iter()
        .filter(|t| matches!(t.when, When::Weekday(_)))
        .collect::<Vec<_>>()
        .as_slice()
    {
        [only] => Some((*only).clone()),
        _ => None,
    };
    let date = |s: &Statement| match s
        .times
        .iter()
        .filter(|t| matches!(t.when, When::Day(..)))
        .collect::<Vec<_>>()
        .as_slice()
    {
        [only] => Some((*only).clone()),
        _ => None,
    };
    for of in [
        &weekday as &dyn Fn(&Statement) -> Option<super::slots::Time>,
        &date,
    ] {
        if let (Some(a), Some(b)) = (of(one), of(other))
            && a.when != b.when
        {
            let said = "of one matter the accounts name different days".to_owned();
            found.push(disagreement(
                Garble::Date,
                sides((one, a.span), (other, b.span)),
                said,
                Some("the day it was said and the day it is of"),
            ));
        }
    }
}

/// Spans of time that cannot be one.
fn ago(one: &Statement, other: &Statement, shared: &Shared, found: &mut Vec<Disagreement>) {
    if shared.words < SHARED_MIN || shared.names < 2 {
        return;
    }
    for a in &one.times {
        for b in &other.times {
            if let (When::Ago(from, to), When::Ago(since, until)) = (&a.when, &b.when)
                && (to < since || until < from)
            {
                let said = "of one matter the accounts are years apart in how long ago it was".to_owned();
                found.push(disagreement(
                    Garble::Date,
                    sides((one, a.span), (other, b.span)),
                    said,
                    Some("one of them speaks loosely"),
                ));
            }
        }
    }
}

/// The same sentence, turned round.
fn polarity(
    one: &Statement,
    other: &Statement,
    shared: &Shared,
    shown: &[String],
    found: &mut Vec<Disagreement>,
) {
    if shared.words < 5 || shared.jaccard < 700 || one.denied.is_empty() == other.denied.is_empty() {
        return;
    }
    let denied = if one.denied.is_empty() {
        &other.denied
    } else {
        &one.denied
    };
    let turned: Vec<&str> = both(denied, &shared.stems)
        .into_iter()
        .map(|stem| shown[stem as usize].as_str())
        .collect();
    if let Some(word) = turned.first() {
        let said = format!("one account affirms what another denies, about '{word}'");
        found.push(disagreement(
            Garble::Polarity,
            sides((one, one.span), (other, other.span)),
            said,
            Some("the denial may be of another part of the sentence"),
        ));
    }
}

/// One thing, given to two peoples.
fn peoples(
    one: &Statement,
    other: &Statement,
    shared: &Shared,
    shown: &[String],
    found: &mut Vec<Disagreement>,
) {
    if shared.words < 4 {
        return;
    }
    for (country, noun, span) in &one.peoples {
        for (another, same, place) in &other.peoples {
            let only = |s: &Statement| s.peoples.iter().filter(|p| p.1 == *noun).count() == 1;
            if noun == same && country != another && only(one) && only(other) {
                let said = format!(
                    "'{}' is of {country} in one account, of {another} in another",
                    shown[*noun as usize]
                );
                found.push(disagreement(
                    Garble::Participant,
                    sides((one, *span), (other, *place)),
                    said,
                    Some("an older or wider name of the same people"),
                ));
            }
        }
    }
}

/// Whom a call is addressed to.
fn addressed(one: &Statement, other: &Statement, shared: &Shared, found: &mut Vec<Disagreement>) {
    let (Some((span, stems)), Some((place, others))) = (&one.addressed, &other.addressed) else {
        return;
    };
    let common = both(stems, others).len();
    let outside = shared.words
        - shared
            .stems
            .iter()
            .filter(|stem| stems.contains(stem) && others.contains(stem))
            .count();
    let each_more = common < stems.len() && common < others.len();
    if common >= 1 && each_more && outside >= 3 {
        let said = "the accounts name those who are called on differently".to_owned();
        found.push(disagreement(
            Garble::Participant,
            sides((one, *span), (other, *place)),
            said,
            Some("one account may name a part of those whom the other names"),
        ));
    }
}

/// The same content as one person's words here, and as somebody else's, or nobody's, there.
fn speakers(
    one: &Statement,
    other: &Statement,
    shared: &Shared,
    frequency: &[u32],
    found: &mut Vec<Disagreement>,
) {
    // who tells it as hearsay, who as somebody's words
    let (loose, firm) = match (one.hearsay, other.hearsay) {
        (Some(_), None) => (one, other),
        (None, Some(_)) => (other, one),
        _ => return,
    };
    let quoted = !firm.quotes.is_empty();
    let Some((_, name)) = firm
        .speaker
        .as_ref()
        .filter(|(_, name)| quoted && speaker::name(name).is_some())
    else {
        return;
    };
    let Some(cue) = loose.hearsay else { return };
    let rare = shared
        .stems
        .iter()
        .filter(|&&stem| frequency[stem as usize] <= 4)
        .count();
    let denied = both(&loose.denied, &firm.denied);
    let turned = denied.iter().any(|stem| shared.stems.contains(stem));
    let same_deed = turned && shared.words >= 4 && rare >= 2;
    let same_matter = shared.words >= 5 && shared.names >= 3 && shared.contained >= 250;
    if !(same_deed || same_matter) {
        return;
    }
    let theirs = firm.quotes.clone();
    let mut sides = vec![(loose.document, Span::new(cue.start, loose.span.end))];
    let said = match &loose.speaker {
        Some((span, other)) if speaker::name(other).is_none() && span.start < cue.start => {
            sides[0].1 = Span::new(span.start, loose.span.end);
            // "the board reportedly said": the cue is no part of who said it
            let other = other.get(..cue.start - span.start).unwrap_or(other).trim_end();
            format!("what is given as words of {name} in one account is credited to '{other}' in another")
        }
        _ => format!("what is given as words of {name} in one account is common belief in another"),
    };
    if theirs.is_empty() {
        sides.push((firm.document, firm.span));
    } else {
        sides.extend(theirs.into_iter().map(|span| (firm.document, span)));
    }
    found.push(disagreement(
        Garble::Speaker,
        sides,
        said,
        Some("others may have said it too"),
    ));
}

/// One event called by words that take sides, in two documents of a story.
pub(super) fn wording(a: &Read, b: &Read, found: &mut Vec<Disagreement>) {
    for x in a.statements.iter().filter(|s| !s.loaded.is_empty()) {
        for y in b.statements.iter().filter(|s| !s.loaded.is_empty()) {
            if both(&x.names, &y.names).len() < 3 {
                continue;
            }
            for (class, word, span) in &x.loaded {
                for (same, another, place) in &y.loaded {
                    if class == same && words::stem(word) != words::stem(another) {
                        let mut both = [word.as_str(), another.as_str()];
                        both.sort_unstable();
                        let said = format!(
                            "{} is called '{}' in one account, '{}' in another",
                            LOADED[*class].0, both[0], both[1]
                        );
                        found.push(disagreement(
                            Garble::Wording,
                            sides((x, *span), (y, *place)),
                            said,
                            Some("words of different sides for one thing"),
                        ));
                    }
                }
            }
        }
    }
}
