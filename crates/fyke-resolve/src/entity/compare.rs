//! Two prepared entities compared into levels, and which of their values
//! decided each level. Symmetric; reads no text.

use super::features::{FEATURE_COUNT, Feature, Features};
use super::names::{BestNames, best_names};
use super::prepare::{Prepared, shared};
use super::{Family, Field, ValueRef};
use crate::facts::addresses::{self, AddressLevel};
use crate::facts::countries::{self, CountryLevel};
use crate::facts::dates::{self, DateLevel};
use crate::facts::identifiers::{self, IdentifierLevel};

/// Values of both sides that decided a level.
pub(crate) type Deciding = [Option<(ValueRef, ValueRef)>; FEATURE_COUNT];

/// Compares two entities.
pub fn compare(a: &Prepared, b: &Prepared) -> Features {
    compare_with(a, b).0
}

/// The same with the best names, for explanations. One of two equally good
/// pairs of names is chosen by the entities' ids, so that order does not matter.
pub(crate) fn compare_with(a: &Prepared, b: &Prepared) -> (Features, BestNames) {
    if a.order > b.order {
        let (features, best) = compare_in_order(b, a);
        return (features, best.swapped());
    }
    compare_in_order(a, b)
}

fn compare_in_order(a: &Prepared, b: &Prepared) -> (Features, BestNames) {
    let mut levels = [0u8; FEATURE_COUNT];
    let best = best_names(a, b, &mut levels);
    levels[Feature::RareWord as usize] = rare_word(a, b);
    levels[Feature::Identifier as usize] = identifier(a, b);
    levels[Feature::Date as usize] = date(a, b);
    levels[Feature::Address as usize] = address(a, b).0;
    levels[Feature::Country as usize] = country(a, b);
    levels[Feature::Gender as usize] = match (a.gender, b.gender) {
        (Some(x), Some(y)) => 1 + u8::from(x == y),
        _ => 0,
    };
    levels[Feature::Mention as usize] = mention(a, b);
    levels[Feature::Text as usize] = text(a, b);
    levels[Feature::List as usize] = 1 + u8::from(a.dataset != b.dataset);
    (
        Features {
            family: Family::of_pair(a.family, b.family),
            levels,
        },
        best,
    )
}

fn rare_word(a: &Prepared, b: &Prepared) -> u8 {
    if a.pool.is_empty() || b.pool.is_empty() {
        return 0;
    }
    let rarest = shared(&a.pool, &b.pool).map(|w| w.bits).fold(-1.0f32, f32::max);
    1 + above(rarest, &[0.0, 5.0, 7.5, 10.0, 12.5])
}

/// How many of the rising bounds a value reaches.
pub(super) fn above(value: f32, bounds: &[f32]) -> u8 {
    bounds.iter().filter(|&&bound| value >= bound).count() as u8
}

fn identifier(a: &Prepared, b: &Prepared) -> u8 {
    let (level, pair) = identifiers::decide(&a.identifiers, &b.identifiers);
    let generic = |p: &Prepared, at: usize| p.identifier_at.get(at).is_some_and(|(_, generic)| *generic);
    let shared_by_many = pair.is_some_and(|(i, j)| generic(a, i) || generic(b, j));
    match level {
        IdentifierLevel::Missing => 0,
        IdentifierLevel::Conflict => 1,
        IdentifierLevel::Differ => 2,
        IdentifierLevel::Near => 3,
        IdentifierLevel::Slip => 4,
        IdentifierLevel::EqualForm | IdentifierLevel::EqualValid if shared_by_many => 5,
        IdentifierLevel::EqualForm => 6,
        IdentifierLevel::EqualValid => 7,
    }
}

fn date(a: &Prepared, b: &Prepared) -> u8 {
    match dates::best(&a.dates, &b.dates).0 {
        DateLevel::Missing => 0,
        level => past_missing(level as u8, DateLevel::Missing as u8),
    }
}

/// Levels without the one for a missing value, from 1 on.
fn past_missing(level: u8, missing: u8) -> u8 {
    if level < missing { level + 1 } else { level }
}

/// The best agreement of two addresses, and which two; the best and not the
/// worst, because a body has many addresses and lists give some.
pub(super) fn address(a: &Prepared, b: &Prepared) -> (u8, Option<(usize, usize)>) {
    let mut best = (0u8, None);
    for (i, (x, x_shared)) in a.addresses.iter().enumerate() {
        for (j, (y, y_shared)) in b.addresses.iter().enumerate() {
            let level = match addresses::compare(x, y, *x_shared.max(y_shared)) {
                AddressLevel::Missing => continue,
                level => past_missing(level as u8, AddressLevel::Missing as u8),
            };
            if level > best.0 {
                best = (level, Some((i, j)));
            }
        }
    }
    best
}

fn country(a: &Prepared, b: &Prepared) -> u8 {
    match countries::compare(&a.countries, &b.countries) {
        CountryLevel::Missing => 0,
        level => past_missing(level as u8, CountryLevel::Missing as u8),
    }
}

/// Whether a text of one mentions a name of the other.
fn mention(a: &Prepared, b: &Prepared) -> u8 {
    if a.text_words.is_empty() && b.text_words.is_empty() {
        return 0;
    }
    let mentions = |teller: &Prepared, named: &Prepared| {
        named
            .names
            .iter()
            .filter_map(|n| n.glued)
            .any(|glued| teller.mentions.binary_search(&glued).is_ok())
    };
    1 + u8::from(mentions(a, b)) + u8::from(mentions(b, a))
}

fn text(a: &Prepared, b: &Prepared) -> u8 {
    if a.text_words.is_empty() || b.text_words.is_empty() {
        return 0;
    }
    let bits: f32 = shared(&a.text_words, &b.text_words)
        .map(|w| w.bits)
        .filter(|&bits| bits > 5.0)
        .sum();
    1 + above(bits, &[10.0, 20.0, 35.0])
}

/// Which values decided the levels of the facts.
pub(crate) fn deciding(a: &Prepared, b: &Prepared, best: &BestNames) -> Deciding {
    let mut found: Deciding = [None; FEATURE_COUNT];
    let at = |field, index: usize| ValueRef {
        field,
        index: index as u16,
    };
    for feature in [
        Feature::Name,
        Feature::SharedWords,
        Feature::OtherWords,
        Feature::LegalForm,
        Feature::Number,
    ] {
        found[feature as usize] = best.pair.map(|p| (p.left, p.right));
    }
    found[Feature::Identifier as usize] = identifiers::decide(&a.identifiers, &b.identifiers)
        .1
        .and_then(|(i, j)| Some((a.identifier_at.get(i)?.0, b.identifier_at.get(j)?.0)));
    found[Feature::Date as usize] = dates::best(&a.dates, &b.dates)
        .1
        .map(|(i, j)| (at(Field::Date, i), at(Field::Date, j)));
    found[Feature::Address as usize] = address(a, b)
        .1
        .map(|(i, j)| (at(Field::Address, i), at(Field::Address, j)));
    found
}
