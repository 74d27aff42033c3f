//! Labelled pairs from two lists and a truth that holds positives only.
//!
//! A candidate pair whose two records the truth knows between the same two
//! lists, and does not join, is labelled different. Where the truth knows one
//! record alone, the other may be a second entry of the same body (the EU lists
//! one firm in two annexes), so such a pair is labelled different only where
//! weights stated before any learning think it unlikely, and counts less.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Model, probability};
use super::train::{LabelledPair, fingerprint};
use crate::entity::{Entity, Prepared, compare};

/// What the label "different" counts. Of half a truth, taken by pairs, half of
/// the true pairs are seen, but of the different ones only those of the half whose
/// two records stand in it through other pairs: an eighth. So each stands for four.
const DIFFERENT_WEIGHT: f64 = 4.0;
/// The same where the truth knows one of the two records alone.
const HALF_KNOWN_WEIGHT: f64 = 0.75;
/// Stated probability above which such a pair is left out.
const HALF_KNOWN_MAX: f64 = 0.3;

/// A known pair: dataset and id of both records.
pub type KnownPair = ((String, String), (String, String));

/// Labels the candidate pairs, and the true pairs that are no candidates. Pairs
/// of which the truth says nothing are left out. Where the truth is half of what
/// is known and the other half is for measuring, `candidates` must be of the same
/// half: a pair of the other would be labelled different though it is true.
pub fn cross_list_labels(
    entities: &[Entity],
    prepared: &[Prepared],
    candidates: &[(u32, u32)],
    truth: &[KnownPair],
) -> Vec<LabelledPair> {
    let numbers: BTreeMap<(&str, &str), u32> = entities
        .iter()
        .zip(0..)
        .map(|(e, at)| ((e.dataset.as_str(), e.id.as_str()), at))
        .collect();
    let number = |(dataset, id): &(String, String)| numbers.get(&(dataset.as_str(), id.as_str())).copied();
    let mut same: BTreeSet<(u32, u32)> = BTreeSet::new();
    let mut known: BTreeSet<(u32, &str)> = BTreeSet::new();
    for (left, right) in truth {
        if let (Some(a), Some(b)) = (number(left), number(right)) {
            same.insert((a.min(b), a.max(b)));
            known.extend([(a, right.0.as_str()), (b, left.0.as_str())]);
        }
    }
    let stated = Model::stated();
    let mut pairs: BTreeSet<(u32, u32)> = candidates.iter().copied().collect();
    pairs.extend(&same);
    pairs
        .into_iter()
        .filter_map(|(a, b)| {
            let (x, y) = (entities.get(a as usize)?, entities.get(b as usize)?);
            let features = compare(prepared.get(a as usize)?, prepared.get(b as usize)?);
            let same = same.contains(&(a, b));
            let known = (
                known.contains(&(a, y.dataset.as_str())),
                known.contains(&(b, x.dataset.as_str())),
            );
            let weight = match known {
                _ if same => 1.0,
                _ if x.dataset == y.dataset => return None,
                (true, true) => DIFFERENT_WEIGHT,
                (false, false) => return None,
                _ if probability(&stated, &features) <= HALF_KNOWN_MAX => HALF_KNOWN_WEIGHT,
                _ => return None,
            };
            let fingerprint = fingerprint((&x.dataset, &x.id), (&y.dataset, &y.id));
            Some(LabelledPair {
                features,
                same,
                weight,
                fingerprint,
            })
        })
        .collect()
}

/// The file of fingerprints that goes with a trained model: one hexadecimal number a line.
pub fn trained_on_file(fingerprints: &[u64]) -> String {
    fingerprints
        .iter()
        .map(|print| format!("{print:016x}\n"))
        .collect()
}
