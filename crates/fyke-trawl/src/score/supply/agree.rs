//! Two readers' labels of the same sentences, beside each other.
//!
//! A fact of one is the other's where relation and polarity are the same and each
//! slot is left out by both or filled by both with spans that meet: by half
//! ([`super::OVERLAP_MIN`]), or byte for byte. Each is met once. Facts that either
//! marked optional count neither as met nor as missed. Cohen's kappa is of "holds
//! a fact", optional ones aside. No text is needed: labels are bytes.
//! J. Cohen, *A coefficient of agreement for nominal scales*, 1960.

use super::{BadSupplyGold, DRAWS, Gold, Label, OVERLAP_MIN, SEED, Sentence, Slot, share, sums};
use fyke_model::measure::bootstrap_interval;
use serde::Serialize;
use std::collections::BTreeMap;

/// How two readers agree; the first is taken as the truth for precision and recall.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Agreement {
    /// Sentences.
    pub n: usize,
    /// Both hold a fact, only the first's, only the second's, neither.
    pub holds: [usize; 4],
    /// Cohen's kappa of it.
    pub kappa: f64,
    /// Sentences with the same facts.
    pub same: usize,
    /// Facts that meet by half of their words.
    pub half: Met,
    /// Facts whose spans are the same.
    pub exact: Met,
    /// Slots of the facts, meeting by half.
    pub slots: BTreeMap<&'static str, Met>,
    /// Facts that only the first has, by sentence number and relation.
    pub first_only: Vec<(usize, &'static str)>,
    /// Facts that only the second has.
    pub second_only: Vec<(usize, &'static str)>,
}

/// What one has of the other's.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize)]
pub struct Met {
    /// In both.
    pub both: usize,
    /// Of the first.
    pub first: usize,
    /// Of the second.
    pub second: usize,
    /// Share of the second's that the first has.
    pub precision: f64,
    /// Share of the first's that the second has.
    pub recall: f64,
    /// Of both.
    pub f1: f64,
    /// 95 %, sentences drawn again.
    pub f1_interval: [f64; 2],
}

/// In both, of the first, of the second: of a sentence.
type Count = [usize; 3];

/// Compares the labels of a set (`dev`, `held`), or all of them.
///
/// # Errors
/// Where labels cannot be read or are not of the same sentences.
pub fn agreement(first: &str, second: &str, set: Option<&str>) -> Result<Agreement, BadSupplyGold> {
    let pairs = pairs(first, second)?;
    let mut holds = [0; 4];
    let (mut same, mut n) = (0, 0);
    let [mut half, mut exact] = [const { Vec::new() }; 2];
    let mut slots: BTreeMap<&'static str, Vec<Count>> = BTreeMap::new();
    let [mut first_only, mut second_only] = [const { Vec::new() }; 2];
    for (at, (one, two)) in pairs.iter().enumerate() {
        if set.is_some_and(|set| set != one.set) {
            continue;
        }
        n += 1;
        let some = |labels: &[Label]| labels.iter().any(|label| !label.optional);
        holds[usize::from(!some(&two.facts)) + 2 * usize::from(!some(&one.facts))] += 1;
        let met = Matched::new(&one.facts, &two.facts, OVERLAP_MIN);
        first_only.extend(
            met.first_only
                .iter()
                .map(|label| (at + 1, label.relation.as_str())),
        );
        second_only.extend(
            met.second_only
                .iter()
                .map(|label| (at + 1, label.relation.as_str())),
        );
        same += usize::from(met.first_only.is_empty() && met.second_only.is_empty());
        half.push(met.count());
        exact.push(Matched::new(&one.facts, &two.facts, 1.0).count());
        for (name, count) in slot_counts(&one.facts, &two.facts) {
            slots.entry(name).or_default().push(count);
        }
    }
    Ok(Agreement {
        n,
        kappa: kappa(holds),
        holds,
        same,
        half: Met::of(&half),
        exact: Met::of(&exact),
        slots: slots
            .iter()
            .map(|(name, counts)| (*name, Met::of(counts)))
            .collect(),
        first_only,
        second_only,
    })
}

/// Labels in the form of the gold: those in both must be found, with the spans of
/// either; those of one reader alone are optional.
///
/// # Errors
/// Where labels cannot be read or are not of the same sentences.
pub fn agreed(first: &str, second: &str) -> Result<String, BadSupplyGold> {
    let sentences = pairs(first, second)?;
    let sentences = sentences.into_iter().map(|(one, two)| {
        let mut left: Vec<Label> = two.facts;
        let mut facts = Vec::new();
        for mut label in one.facts {
            let other = best(&label, &left, OVERLAP_MIN).map(|at| left.remove(at));
            match other {
                Some(other) => {
                    label.optional |= other.optional;
                    for (mine, its) in label.slots_mut().into_iter().zip(other.slots()) {
                        mine.extend(its);
                    }
                }
                None => label.optional = true,
            }
            facts.push(label);
        }
        left.iter_mut().for_each(|label| label.optional = true);
        facts.extend(left);
        // those that must be met come first, so that none is met in place of them
        facts.sort_by_key(|label| label.optional);
        Sentence { facts, ..one }
    });
    let gold = Gold {
        sentences: sentences.collect(),
    };
    Ok(serde_json::to_string(&gold)?)
}

fn pairs(first: &str, second: &str) -> Result<Vec<(Sentence, Sentence)>, BadSupplyGold> {
    let first: Gold = serde_json::from_str(first)?;
    let second: Gold = serde_json::from_str(second)?;
    let key = |one: &Sentence| (one.file.clone(), one.record, one.start, one.hash.clone());
    if first.sentences.len() != second.sentences.len() {
        return Err(BadSupplyGold::Lengths(
            first.sentences.len(),
            second.sentences.len(),
        ));
    }
    let pairs: Vec<(Sentence, Sentence)> = first.sentences.into_iter().zip(second.sentences).collect();
    match pairs.iter().find(|(one, two)| key(one) != key(two)) {
        Some((one, _)) => Err(BadSupplyGold::Moved {
            file: one.file.clone(),
            record: one.record,
        }),
        None => Ok(pairs),
    }
}

/// What two readers' labels of a sentence come to.
struct Matched<'a> {
    both: usize,
    first_only: Vec<&'a Label>,
    second_only: Vec<&'a Label>,
}

impl<'a> Matched<'a> {
    fn new(first: &'a [Label], second: &'a [Label], least: f64) -> Self {
        let mut left: Vec<&Label> = second.iter().collect();
        left.sort_by_key(|label| label.optional);
        let mut order: Vec<&Label> = first.iter().collect();
        order.sort_by_key(|label| label.optional);
        let (mut both, mut first_only) = (0, Vec::new());
        for label in order {
            match best(label, &left, least).map(|at| left.remove(at)) {
                Some(other) => both += usize::from(!label.optional && !other.optional),
                None if label.optional => {}
                None => first_only.push(label),
            }
        }
        left.retain(|label| !label.optional);
        Self {
            both,
            first_only,
            second_only: left,
        }
    }

    fn count(&self) -> Count {
        let all = |only: &[&Label]| self.both + only.len();
        [self.both, all(&self.first_only), all(&self.second_only)]
    }
}

/// The first label that says the same.
fn best<T: std::borrow::Borrow<Label>>(label: &Label, among: &[T], least: f64) -> Option<usize> {
    among.iter().position(|other| {
        let other = other.borrow();
        let meet = label.slots().into_iter().zip(other.slots());
        tied(label, other)
            && meet
                .into_iter()
                .all(|(a, b)| (a.is_empty() && b.is_empty()) || dice(a, b) >= least)
    })
}

fn tied(label: &Label, other: &Label) -> bool {
    label.relation == other.relation && label.negated == other.negated
}

/// How much of the spans is in both, at best.
fn dice(first: &Slot, second: &Slot) -> f64 {
    let pairs = first.iter().flat_map(|a| second.iter().map(move |b| (a, b)));
    pairs
        .map(|(&(start, end), &(from, to))| {
            if end == 0 || to == 0 {
                return f64::from(u8::from(end == to));
            }
            let both = end.min(to).saturating_sub(start.max(from));
            2.0 * both as f64 / (end.saturating_sub(start) + to.saturating_sub(from)).max(1) as f64
        })
        .fold(0.0, f64::max)
}

/// Slots that both fill alike, of facts of one relation: each with the one it has
/// most slots in common with.
fn slot_counts(first: &[Label], second: &[Label]) -> Vec<(&'static str, Count)> {
    let mut left: Vec<&Label> = second.iter().filter(|label| !label.optional).collect();
    let mut counts: BTreeMap<&'static str, Count> = BTreeMap::new();
    for label in first.iter().filter(|label| !label.optional) {
        let alike = |other: &&Label| label.slots().into_iter().zip(other.slots()).filter(met).count();
        let closest = (0..left.len())
            .filter(|&at| tied(label, left[at]))
            .max_by_key(|&at| (alike(&left[at]), left.len() - at));
        let other = closest.map(|at| left.remove(at));
        for (at, (name, slot)) in NAMES.into_iter().zip(label.slots()).enumerate() {
            let count = counts.entry(name).or_default();
            let its = other.map(|other| other.slots()[at]);
            count[0] += usize::from(its.is_some_and(|its| met(&(slot, its))));
            count[1] += usize::from(!slot.is_empty());
            count[2] += usize::from(its.is_some_and(|its| !its.is_empty()));
        }
    }
    for label in left {
        for (name, slot) in NAMES.into_iter().zip(label.slots()) {
            counts.entry(name).or_default()[2] += usize::from(!slot.is_empty());
        }
    }
    counts.into_iter().collect()
}

const NAMES: [&str; 4] = ["subject", "object", "goods", "weapon"];

fn met((a, b): &(&Slot, &Slot)) -> bool {
    dice(a, b) >= OVERLAP_MIN
}

impl Label {
    fn slots(&self) -> [&Slot; 4] {
        [&self.subject, &self.object, &self.goods, &self.weapon]
    }

    fn slots_mut(&mut self) -> [&mut Slot; 4] {
        [
            &mut self.subject,
            &mut self.object,
            &mut self.goods,
            &mut self.weapon,
        ]
    }
}

impl Met {
    fn of(counts: &[Count]) -> Self {
        let f1 = |counts: &[Count]| {
            let [both, first, second] = sums(counts);
            share(2 * both, first + second)
        };
        let [both, first, second] = sums(counts);
        let (low, high) = bootstrap_interval(counts, f1, DRAWS, SEED);
        Self {
            both,
            first,
            second,
            precision: share(both, second),
            recall: share(both, first),
            f1: f1(counts),
            f1_interval: [low, high],
        }
    }
}

/// (observed - by chance) / (1 - by chance).
fn kappa([both, first, second, neither]: [usize; 4]) -> f64 {
    let n = (both + first + second + neither) as f64;
    let observed = (both + neither) as f64 / n;
    let yes = (both + first) as f64 * (both + second) as f64;
    let no = (second + neither) as f64 * (first + neither) as f64;
    let chance = (yes + no) / (n * n);
    (observed - chance) / (1.0 - chance)
}
