//! Supplier facts beside labels made by hand: `docs/read-supply.md` says how.
//!
//! A fact is right where a label of the same relation and polarity stands in the
//! sentence and every slot that the fact fills overlaps the label's by at least
//! half ([`OVERLAP_MIN`], Dice on bytes): a slot that it leaves out makes it
//! incomplete, not wrong, and is counted apart. Labels marked optional count
//! neither as missed nor, where a fact meets one, as wrong. Each label is met
//! once. The gold holds no text: sentences are found in the files by record and
//! bytes, and checked by a hash.

pub mod agree;
mod records;

use crate::supply::{self, About};
use fyke_model::measure::bootstrap_interval;
use fyke_model::text::{MentionKind, Named, Span, SupplyFact, SupplyRelation};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Words that meet by half are the same slot: where a list or a name begins and
/// ends, readers differ.
pub const OVERLAP_MIN: f64 = 0.5;

const DRAWS: usize = 2000;
const SEED: u64 = 8;

/// What came of it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SupplyScore {
    /// Sentences.
    pub n: usize,
    /// Labels that must be found.
    pub labels: usize,
    /// Facts that were read, those that met an optional label aside.
    pub facts: usize,
    /// Right of them.
    pub right: usize,
    /// Share of the facts that are right.
    pub precision: f64,
    /// 95 %, sentences drawn again.
    pub precision_interval: [f64; 2],
    /// Share of the labels that were met.
    pub recall: f64,
    /// 95 %.
    pub recall_interval: [f64; 2],
    /// Of both.
    pub f1: f64,
    /// Share of the right facts that have every slot of their label.
    pub complete: f64,
    /// Share of the facts that are right and complete.
    pub complete_precision: f64,
    /// Facts, right ones and labels of each relation.
    pub relations: BTreeMap<&'static str, [usize; 3]>,
    /// What was read and not right, by sentence number: for people who improve it.
    pub wrong: Vec<(usize, String)>,
    /// Labels that were not met.
    pub missed: Vec<(usize, String)>,
}

/// Why nothing was scored.
#[derive(Debug, thiserror::Error)]
pub enum BadSupplyGold {
    /// The labels cannot be read.
    #[error("the labels are not in the form of supply_gold.json: {0}; give that file")]
    Labels(#[from] serde_json::Error),
    /// Two readers' labels are not of the same sentences.
    #[error("one reader has {0} sentences and the other {1}; give labels of the same ones")]
    Lengths(usize, usize),
    /// A file of the data is not there.
    #[error("the data has no {0}; point FYKE_DATA at the folder that holds sanctions/")]
    NoFile(String),
    /// A sentence is not where it was.
    #[error("{file}, record {record}: the sentence is another than was labelled; use the data of the labels")]
    Moved {
        /// The file.
        file: String,
        /// The record.
        record: usize,
    },
}

#[derive(Serialize, Deserialize)]
struct Gold {
    sentences: Vec<Sentence>,
}

#[derive(Serialize, Deserialize)]
struct Sentence {
    file: String,
    record: usize,
    field: String,
    start: usize,
    end: usize,
    hash: String,
    set: String,
    facts: Vec<Label>,
}

/// A slot: spans of which any is right; `[0, 0]` for the one the record is about.
type Slot = Vec<(usize, usize)>;

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Label {
    relation: SupplyRelation,
    #[serde(default)]
    subject: Slot,
    #[serde(default)]
    object: Slot,
    #[serde(default)]
    goods: Slot,
    #[serde(default)]
    weapon: Slot,
    #[serde(default)]
    negated: bool,
    #[serde(default)]
    optional: bool,
}

/// A sentence's counts: facts, right, complete, labels.
type Count = [usize; 4];

/// Counts of sentences, each summed over them all.
fn sums<const N: usize>(counts: &[[usize; N]]) -> [usize; N] {
    counts.iter().fold([0; N], |mut sum, count| {
        sum.iter_mut().zip(count).for_each(|(sum, one)| *sum += one);
        sum
    })
}

/// A part of something; no number where there is nothing to be a part of.
fn share(part: usize, of: usize) -> f64 {
    if of == 0 {
        f64::NAN
    } else {
        part as f64 / of as f64
    }
}

/// Scores the sentences of a set (`dev`, `held`), or of all. `read` gives a file
/// of the data's `sanctions` folder by its name in the labels.
///
/// # Errors
/// Where the labels or a file cannot be read, or a sentence has moved.
pub fn supply(
    labels: &str,
    set: Option<&str>,
    mut read: impl FnMut(&str) -> Option<Vec<u8>>,
) -> Result<SupplyScore, BadSupplyGold> {
    let gold: Gold = serde_json::from_str(labels)?;
    let mut files: BTreeMap<String, Vec<records::Record>> = BTreeMap::new();
    let mut tally = Tally::default();
    for (number, sentence) in gold.sentences.iter().enumerate() {
        if set.is_some_and(|set| set != sentence.set) {
            continue;
        }
        if !files.contains_key(&sentence.file) {
            let bytes = read(&sentence.file).ok_or_else(|| BadSupplyGold::NoFile(sentence.file.clone()))?;
            let text = String::from_utf8_lossy(&bytes);
            files.insert(sentence.file.clone(), records::read(&text, &sentence.field));
        }
        let moved = || BadSupplyGold::Moved {
            file: sentence.file.clone(),
            record: sentence.record,
        };
        let record = files
            .get(&sentence.file)
            .and_then(|all| all.get(sentence.record))
            .ok_or_else(moved)?;
        let text = record.text.get(sentence.start..sentence.end).ok_or_else(moved)?;
        if supply::hash_of(text) != sentence.hash {
            return Err(moved());
        }
        let facts = supply::facts_of(text, &[Span::new(0, text.len())], &[], Some(&record.about()));
        tally.sentence(number + 1, text, &facts, &sentence.facts);
    }
    Ok(tally.score())
}

impl records::Record {
    fn about(&self) -> About {
        About {
            name: self.name.clone(),
            kind: if self.schema == "Person" {
                MentionKind::Person
            } else {
                MentionKind::Organization
            },
        }
    }
}

#[derive(Default)]
struct Tally {
    counts: Vec<Count>,
    relations: BTreeMap<&'static str, [usize; 3]>,
    wrong: Vec<(usize, String)>,
    missed: Vec<(usize, String)>,
}

impl Tally {
    fn sentence(&mut self, number: usize, text: &str, facts: &[SupplyFact], labels: &[Label]) {
        let mut met = vec![false; labels.len()];
        let mut count = [0, 0, 0, labels.iter().filter(|label| !label.optional).count()];
        for fact in facts {
            let found = labels
                .iter()
                .enumerate()
                .position(|(at, label)| !met[at] && is_right(fact, label));
            if let Some(at) = found {
                met[at] = true;
                if labels[at].optional {
                    continue;
                }
            }
            let relation = self.relations.entry(fact.relation.as_str()).or_default();
            relation[0] += 1;
            count[0] += 1;
            match found {
                Some(at) => {
                    relation[1] += 1;
                    count[1] += 1;
                    count[2] += usize::from(is_complete(fact, &labels[at]));
                }
                None => self.wrong.push((number, shown(fact))),
            }
        }
        for (label, met) in labels.iter().zip(met).filter(|(label, _)| !label.optional) {
            self.relations.entry(label.relation.as_str()).or_default()[2] += 1;
            if !met {
                self.missed.push((number, label_shown(label, text)));
            }
        }
        self.counts.push(count);
    }

    fn score(self) -> SupplyScore {
        let interval = |figure: &dyn Fn(&[Count]) -> f64| {
            let (low, high) = bootstrap_interval(&self.counts, figure, DRAWS, SEED);
            [low, high]
        };
        let precision = |counts: &[Count]| {
            let sum = sums(counts);
            share(sum[1], sum[0])
        };
        let recall = |counts: &[Count]| {
            let sum = sums(counts);
            share(sum[1], sum[3])
        };
        let [facts, right, complete, labels] = sums(&self.counts);
        SupplyScore {
            n: self.counts.len(),
            labels,
            facts,
            right,
            precision: precision(&self.counts),
            precision_interval: interval(&precision),
            recall: recall(&self.counts),
            recall_interval: interval(&recall),
            f1: share(2 * right, facts + labels),
            complete: share(complete, right),
            complete_precision: share(complete, facts),
            relations: self.relations,
            wrong: self.wrong,
            missed: self.missed,
        }
    }
}

/// From the first item to the last.
fn hull(goods: &[Named]) -> Option<(usize, usize)> {
    let spans = || goods.iter().filter_map(|one| one.span);
    Some((
        spans().map(|span| span.start).min()?,
        spans().map(|span| span.end).max()?,
    ))
}

/// A slot as a label writes it.
fn place(named: &Option<Named>) -> Option<(usize, usize)> {
    named
        .as_ref()
        .map(|named| named.span.map_or((0, 0), |span| (span.start, span.end)))
}

fn meets(slot: Option<(usize, usize)>, label: &Slot) -> bool {
    let Some((start, end)) = slot else { return true };
    label.iter().any(|&(from, to)| {
        if end == 0 || to == 0 {
            return end == to;
        }
        let both = end.min(to).saturating_sub(start.max(from));
        2.0 * both as f64 / ((end - start) + (to - from)) as f64 >= OVERLAP_MIN
    })
}

fn slots<'a>(fact: &SupplyFact, label: &'a Label) -> [(Option<(usize, usize)>, &'a Slot); 4] {
    [
        (place(&fact.subject), &label.subject),
        (place(&fact.object), &label.object),
        (hull(&fact.goods), &label.goods),
        (place(&fact.weapon), &label.weapon),
    ]
}

fn is_right(fact: &SupplyFact, label: &Label) -> bool {
    fact.relation == label.relation
        && fact.negated == label.negated
        && slots(fact, label).iter().all(|(slot, label)| meets(*slot, label))
}

fn is_complete(fact: &SupplyFact, label: &Label) -> bool {
    slots(fact, label)
        .iter()
        .all(|(slot, label)| slot.is_some() || label.is_empty())
}

/// A fact on a line: relation, subject, goods, object, weapon.
pub fn shown(fact: &SupplyFact) -> String {
    let name = |named: &Option<Named>| named.as_ref().map_or("-", |named| named.name.as_str()).to_owned();
    let goods: Vec<&str> = fact.goods.iter().map(|goods| goods.name.as_str()).collect();
    format!(
        "{}: {} | {} | {} | {}",
        fact.relation.as_str(),
        name(&fact.subject),
        goods.join(" + "),
        name(&fact.object),
        name(&fact.weapon)
    )
}

fn label_shown(label: &Label, text: &str) -> String {
    let words = |slot: &Slot| match slot.first() {
        Some(&(start, end)) if end > 0 => text.get(start..end).unwrap_or("?").to_owned(),
        Some(_) => "(about)".to_owned(),
        None => "-".to_owned(),
    };
    format!(
        "{}: {} | {} | {} | {}",
        label.relation.as_str(),
        words(&label.subject),
        words(&label.goods),
        words(&label.object),
        words(&label.weapon)
    )
}
