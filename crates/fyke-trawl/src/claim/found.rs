//! Disagreements as they are found, many of one kind: sorted on the shelf and merged.

use crate::shelf::Keep;
use crate::shelf::pack::Pack;
use crate::shelf::sort::{Key, Sorter};
use fyke_model::text::{Disagreement, Span};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Takes in disagreements in any order.
#[derive(Debug, Default)]
pub(super) struct Found(Sorter);

impl Found {
    pub fn push(&mut self, keep: &mut Keep, disagreement: &Disagreement) {
        let mut disagreement = disagreement.clone();
        disagreement.sides.sort_unstable();
        disagreement.sides.dedup();
        // by what makes them one: kind and words
        let mut record = Vec::new();
        disagreement.kind.pack(&mut record);
        disagreement.said.pack(&mut record);
        sides(&disagreement, &mut record);
        let key = record.len() as u32;
        disagreement.pack(&mut record);
        record.extend_from_slice(&key.to_be_bytes());
        self.0.push(keep, &record);
    }

    /// Disagreements of one kind in the same words that share a side, as one with all
    /// their sides; and every side for itself: document, span, kind.
    pub fn merged(self, keep: &mut Keep) -> (Merged, Sorter) {
        let mut sorted = self.0.finish(keep);
        let mut merged = Sorter::default();
        let mut against = Sorter::default();
        let mut run: Vec<Disagreement> = Vec::new();
        loop {
            let next = sorted.next(keep).map(|record| behind_key(&record));
            let ends = match (run.first(), &next) {
                (Some(first), Some(next)) => (first.kind, &first.said) != (next.kind, &next.said),
                (first, _) => first.is_some(),
            };
            if ends {
                for one in one_each(std::mem::take(&mut run)) {
                    for (document, span) in &one.sides {
                        let mut record = Key::of(&[*document, span.start as u32, span.end as u32]).0;
                        one.kind.pack(&mut record);
                        against.push(keep, &record);
                    }
                    let mut record = Vec::new();
                    sides(&one, &mut record);
                    one.kind.pack(&mut record);
                    record.extend_from_slice(one.said.as_bytes());
                    let key = record.len() as u32;
                    one.pack(&mut record);
                    record.extend_from_slice(&key.to_be_bytes());
                    merged.push(keep, &record);
                }
            }
            let Some(next) = next else { break };
            run.push(next);
        }
        (Merged(merged), against)
    }
}

/// Disagreements, each whole.
#[derive(Debug)]
pub(super) struct Merged(Sorter);

impl Merged {
    /// Hears them in the order of their sides.
    pub fn each(self, keep: &mut Keep, each: &mut dyn FnMut(Disagreement)) {
        let mut sorted = self.0.finish(keep);
        while let Some(record) = sorted.next(keep) {
            each(behind_key(&record));
        }
    }
}

/// Sides as bytes that sort as they do.
fn sides(disagreement: &Disagreement, to: &mut Vec<u8>) {
    for (document, span) in &disagreement.sides {
        to.push(1);
        to.extend_from_slice(&Key::of(&[*document, span.start as u32, span.end as u32]).0);
    }
    to.push(0);
}

/// The disagreement of a record: behind the key, whose length stands last.
fn behind_key(record: &[u8]) -> Disagreement {
    let (rest, key) = record.split_last_chunk::<4>().unwrap_or((&[], &[0; 4]));
    let mut packed = rest.get(u32::from_be_bytes(*key) as usize..).unwrap_or_default();
    Disagreement::unpack(&mut packed)
}

/// Joins those of a run that share a side.
fn one_each(run: Vec<Disagreement>) -> impl Iterator<Item = Disagreement> {
    let mut of_side: FxHashMap<(u32, Span), usize> = FxHashMap::default();
    let mut parents: Vec<usize> = (0..run.len()).collect();
    let root = |parents: &mut [usize], mut at: usize| {
        while parents[at] != at {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        at
    };
    for (at, disagreement) in run.iter().enumerate() {
        for side in &disagreement.sides {
            let first = *of_side.entry(*side).or_insert(at);
            let (one, other) = (root(&mut parents, first), root(&mut parents, at));
            parents[one.max(other)] = one.min(other);
        }
    }
    let mut groups: BTreeMap<usize, Disagreement> = BTreeMap::new();
    for (at, disagreement) in run.into_iter().enumerate() {
        match groups.entry(root(&mut parents, at)) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(disagreement);
            }
            std::collections::btree_map::Entry::Occupied(mut whole) => {
                whole.get_mut().sides.extend(disagreement.sides);
            }
        }
    }
    groups.into_values().map(|mut one| {
        one.sides.sort_unstable();
        one.sides.dedup();
        one
    })
}
