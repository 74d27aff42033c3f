//! Links between lists when only some of the true links are known.
//!
//! The truth holds pairs that share an official number. Records without one
//! may be the same too, and nobody knows. So recall is measured over the known
//! pairs, and precision from below: a found pair counts as false where both of
//! its records occur in the truth for these two lists and the truth does not
//! join them; all other found pairs that are not true are unknown.

use std::collections::{BTreeMap, BTreeSet};

/// A record by its list and its id there.
pub type RecordRef = (String, String);

/// Two records of two lists, in any order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RecordPair {
    left: RecordRef,
    right: RecordRef,
}

impl RecordPair {
    /// The pair with the lower record first, so that a pair equals itself turned round.
    pub fn new(one: RecordRef, other: RecordRef) -> RecordPair {
        let (left, right) = if one <= other { (one, other) } else { (other, one) };
        RecordPair { left, right }
    }

    /// The record that sorts first.
    pub fn left(&self) -> &RecordRef {
        &self.left
    }

    /// The record that sorts last.
    pub fn right(&self) -> &RecordRef {
        &self.right
    }

    fn lists(&self) -> (&str, &str) {
        (&self.left.0, &self.right.0)
    }
}

/// Recall within a schema.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SchemaRecall {
    /// True pairs.
    pub n: u64,
    /// Of these, found.
    pub found: u64,
    /// Of these, among the candidates.
    pub candidates: u64,
}

impl SchemaRecall {
    /// Share found; 1 where there was nothing to find.
    pub fn recall(&self) -> f64 {
        if self.n == 0 {
            1.0
        } else {
            self.found as f64 / self.n as f64
        }
    }
}

/// What `fyke eval resolve` reports.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct CrossListFigures {
    /// Over all schemas.
    pub all: SchemaRecall,
    /// By schema.
    pub schema: BTreeMap<String, SchemaRecall>,
    /// Found pairs between lists that are neither true nor decidably false.
    pub unknown: u64,
    /// Found pairs that the truth contradicts, in order.
    pub false_pairs: Vec<RecordPair>,
    /// True pairs that were not found, in order.
    pub missed: Vec<RecordPair>,
}

impl CrossListFigures {
    /// Found and true over found and decidable. A lower bound of precision in
    /// so far as the truth is incomplete: a pair called false here may be true
    /// and unrecorded. 1 where nothing decidable was found.
    pub fn precision_lower_bound(&self) -> f64 {
        let decided = self.all.found + self.false_pairs.len() as u64;
        if decided == 0 {
            1.0
        } else {
            self.all.found as f64 / decided as f64
        }
    }

    /// Share of the true pairs that were candidates.
    pub fn candidate_recall(&self) -> f64 {
        if self.all.n == 0 {
            1.0
        } else {
            self.all.candidates as f64 / self.all.n as f64
        }
    }
}

/// Found pairs and candidates against the known true pairs with their schema.
/// Found pairs within one list are left out; a found pair counts as a
/// candidate. Pairs given twice count once.
pub fn cross_list(
    truth: &BTreeMap<RecordPair, String>,
    found: &BTreeSet<RecordPair>,
    candidates: &BTreeSet<RecordPair>,
) -> CrossListFigures {
    let mut figures = CrossListFigures::default();
    let mut known: BTreeSet<(&RecordRef, &str)> = BTreeSet::new();
    for (pair, schema) in truth {
        let (left_list, right_list) = pair.lists();
        known.insert((&pair.left, right_list));
        known.insert((&pair.right, left_list));
        let is_found = found.contains(pair);
        let is_candidate = is_found || candidates.contains(pair);
        if !is_found {
            figures.missed.push(pair.clone());
        }
        for slot in [
            &mut figures.all,
            figures.schema.entry(schema.clone()).or_default(),
        ] {
            slot.n += 1;
            slot.found += u64::from(is_found);
            slot.candidates += u64::from(is_candidate);
        }
    }
    for pair in found {
        let (left_list, right_list) = pair.lists();
        if left_list == right_list || truth.contains_key(pair) {
            continue;
        }
        if known.contains(&(&pair.left, right_list)) && known.contains(&(&pair.right, left_list)) {
            figures.false_pairs.push(pair.clone());
        } else {
            figures.unknown += 1;
        }
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `ofac:1 eu:2` is a pair.
    fn pair(text: &str) -> RecordPair {
        let mut records = text.split(' ').map(|r| r.split_once(':').unwrap());
        let mut next = || records.next().map(|(l, i)| (l.to_owned(), i.to_owned())).unwrap();
        RecordPair::new(next(), next())
    }

    fn pairs(texts: &[&str]) -> BTreeSet<RecordPair> {
        texts.iter().map(|t| pair(t)).collect()
    }

    #[test]
    fn false_only_where_both_records_are_known_between_these_lists() {
        let truth: BTreeMap<RecordPair, String> = [
            ("ofac:1 eu:1", "Organization"),
            ("ofac:2 eu:2", "Organization"),
            ("ofac:3 ua:3", "Vessel"),
        ]
        .map(|(p, s)| (pair(p), s.to_owned()))
        .into();
        let found = pairs(&[
            "eu:1 ofac:1", // true, turned round
            "ofac:1 eu:2", // both known between ofac and eu: false
            "ofac:1 eu:9", // eu:9 unknown
            "ofac:3 eu:1", // ofac:3 is known towards ua only: unknown
            "ofac:1 ofac:2",
        ]);
        let figures = cross_list(&truth, &found, &pairs(&["ofac:3 ua:3"]));
        assert_eq!(
            figures.all,
            SchemaRecall {
                n: 3,
                found: 1,
                candidates: 2
            }
        );
        assert_eq!(figures.schema["Vessel"].recall(), 0.0);
        assert_eq!(figures.false_pairs, vec![pair("eu:2 ofac:1")]);
        assert_eq!(figures.unknown, 2);
        assert_eq!(figures.precision_lower_bound(), 0.5);
        assert_eq!(figures.missed, vec![pair("eu:2 ofac:2"), pair("ofac:3 ua:3")]);
    }
}
