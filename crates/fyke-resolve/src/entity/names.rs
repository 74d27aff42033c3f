//! All names of one entity against all names of another: which two go together
//! best, how many agree, what they share and what they lack.

use super::compare::above;
use super::features::{FEATURE_COUNT, Feature};
use super::prepare::{Prepared, PreparedName, shared};
use super::{Field, ValueRef};
use crate::name::{Bearer, Comparison, NameFeature, compare, cut_off, probability};

/// Pairs of names that are compared in full for one pair of entities.
const COMPARED_MAX: usize = 12;
/// Of these, pairs that are compared where none of the first is at all alike.
const HOPELESS_MAX: usize = 4;
/// Probability from which names are at all alike.
const ALIKE_MIN: f32 = 0.1;
/// Two names that cannot be as similar as this do not go together; they are
/// compared only where no others are better.
const SIMILAR_MIN: f32 = 0.5;

/// The two names that go together best.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BestPair {
    /// Of the first entity.
    pub left: ValueRef,
    /// Of the second entity.
    pub right: ValueRef,
    /// Their places among the prepared names.
    pub at: (usize, usize),
    /// What comparing them found.
    pub comparison: Comparison,
}

/// What comparing all names found.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BestNames {
    /// The best two; `None` where one side has no name.
    pub pair: Option<BestPair>,
}

impl BestNames {
    /// The same, seen from the other entity.
    pub(super) fn swapped(self) -> BestNames {
        let swap = |p: BestPair| BestPair {
            left: p.right,
            right: p.left,
            at: (p.at.1, p.at.0),
            ..p
        };
        BestNames {
            pair: self.pair.map(swap),
        }
    }
}

#[derive(Clone, Copy)]
struct Found {
    at: (usize, usize),
    comparison: Comparison,
    equal: bool,
    probability: f32,
}

/// Compares all names and sets the levels that names decide.
pub(super) fn best_names(a: &Prepared, b: &Prepared, levels: &mut [u8; FEATURE_COUNT]) -> BestNames {
    let bearer = bearer_of(a, b);
    let mut found: Vec<Found> = Vec::with_capacity(8);
    for (compared, (i, j)) in promising(a, b).into_iter().enumerate() {
        if compared >= HOPELESS_MAX && !found.iter().any(|f| f.equal || f.probability >= ALIKE_MIN) {
            break;
        }
        let (Some(x), Some(y)) = (a.names.get(i), b.names.get(j)) else {
            continue;
        };
        let comparison = compare(&x.name, &y.name);
        let probability = probability(bearer, &comparison);
        found.push(Found {
            at: (i, j),
            comparison,
            equal: x.whole == y.whole,
            probability,
        });
    }
    let rank = |f: &Found| (f.equal, f.probability);
    let best = found.iter().copied().max_by(|x, y| {
        rank(x)
            .partial_cmp(&rank(y))
            .unwrap_or(std::cmp::Ordering::Equal)
            .then(y.at.cmp(&x.at))
    });
    let Some(best) = best else {
        return BestNames::default();
    };
    let (Some(x), Some(y)) = (a.names.get(best.at.0), b.names.get(best.at.1)) else {
        return BestNames::default();
    };
    levels[Feature::Name as usize] = name_level(&best);
    levels[Feature::MainName as usize] = main_level(a, b, &found);
    levels[Feature::NamesAgreeing as usize] = agreeing(a, b, &found);
    word_levels(x, y, levels);
    levels[Feature::Holders as usize] = holders(&best, x, y);
    form_levels(&best, levels);
    BestNames {
        pair: Some(BestPair {
            left: x.at,
            right: y.at,
            at: best.at,
            comparison: best.comparison,
        }),
    }
}

fn bearer_of(a: &Prepared, b: &Prepared) -> Bearer {
    let of = |p: &Prepared| p.names.first().map(|n| n.name.bearer()).unwrap_or_default();
    match (of(a), of(b)) {
        (Bearer::Unknown, known) | (known, _) => known,
    }
}

/// Pairs of names worth a full comparison, the likeliest first.
fn promising(a: &Prepared, b: &Prepared) -> Vec<(usize, usize)> {
    let bound = |i: usize, j: usize| {
        let (x, y) = (a.names.get(i)?, b.names.get(j)?);
        Some(if x.whole == y.whole {
            2.0
        } else {
            x.signature.upper_bound(&y.signature)
        })
    };
    let every = (0..a.names.len()).flat_map(|i| (0..b.names.len()).map(move |j| (i, j)));
    let mut bounded: Vec<(f32, (usize, usize))> =
        every.filter_map(|(i, j)| Some((bound(i, j)?, (i, j)))).collect();
    bounded.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let similar = bounded
        .iter()
        .take_while(|(bound, _)| *bound >= SIMILAR_MIN)
        .count();
    bounded.truncate(similar.clamp(1, COMPARED_MAX));
    bounded.into_iter().map(|(_, at)| at).collect()
}

fn name_level(best: &Found) -> u8 {
    if best.equal {
        return 9;
    }
    1 + above(best.probability, &[0.02, 0.08, 0.2, 0.4, 0.6, 0.8, 0.93])
}

fn main_level(a: &Prepared, b: &Prepared, found: &[Found]) -> u8 {
    let main = |names: &[PreparedName], i: usize| names.get(i).is_some_and(|n| n.at.field == Field::Name);
    let with_main = found
        .iter()
        .filter(|f| main(&a.names, f.at.0) || main(&b.names, f.at.1));
    let level = |f: &Found| {
        if f.equal {
            5
        } else {
            1 + above(f.probability, &[0.1, 0.5, 0.9])
        }
    };
    with_main.map(level).max().unwrap_or(0)
}

/// Different names that agree, counted on the side that has fewer of them.
fn agreeing(a: &Prepared, b: &Prepared, found: &[Found]) -> u8 {
    if a.names.len().min(b.names.len()) < 2 {
        return 0;
    }
    let agrees = |f: &&Found| f.equal || f.probability >= cut_off();
    let count = |side: fn(&Found) -> usize| {
        let mut seen: Vec<usize> = found.iter().filter(agrees).map(side).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len()
    };
    1 + count(|f| f.at.0).min(count(|f| f.at.1)).min(3) as u8
}

fn word_levels(x: &PreparedName, y: &PreparedName, levels: &mut [u8; FEATURE_COUNT]) {
    let common: f32 = shared(&x.words, &y.words).map(|w| w.bits).sum();
    let total = |n: &PreparedName| n.words.iter().map(|w| w.bits).sum::<f32>();
    levels[Feature::SharedWords as usize] = 1 + above(common, &[0.01, 5.0, 10.0, 15.0, 20.0, 30.0]);
    let (left, right) = ((total(x) - common).max(0.0), (total(y) - common).max(0.0));
    let (less, more) = (left.min(right), left.max(right));
    levels[Feature::OtherWords as usize] = match (less, more) {
        _ if less > 16.0 => 1,
        _ if less > 8.0 => 2,
        _ if less > 0.5 => 3,
        _ if more > 12.0 => 4,
        _ if more > 0.5 => 5,
        _ => 6,
    };
}

fn holders(best: &Found, x: &PreparedName, y: &PreparedName) -> u8 {
    if !best.equal && best.probability < cut_off() {
        return 0;
    }
    match x.holders.max(y.holders) {
        0 | 1 => 3,
        2 => 2,
        _ => 1,
    }
}

fn form_levels(best: &Found, levels: &mut [u8; FEATURE_COUNT]) {
    levels[Feature::LegalForm as usize] = match best.comparison.level(NameFeature::LegalForm) {
        3 => 1,
        2 => 2,
        _ => 0,
    };
    levels[Feature::Number as usize] = match best.comparison.level(NameFeature::Number) {
        3 => 1,
        2 => 2,
        1 => 3,
        _ => 0,
    };
    levels[Feature::Writing as usize] = u8::from(best.comparison.level(NameFeature::OddWriting) > 0);
}
