//! Pairs that follow from pairs: whoever is close to the same third unit, and
//! whoever stands in one cluster without having been compared.
//!
//! The candidate step proposes what shares rare words; clusters need the pairs
//! between, above all those that speak against: a pair never compared weighs
//! nothing, and a cluster would grow through it unopposed.

use crate::cluster::{Edge, Partition};
use rayon::prelude::*;

/// Closest units that are paired with each other around one.
const NEAR_MAX: usize = 60;
/// Units of a cluster that are all compared; a larger one is left as it is.
const MEMBERS_MAX: usize = 300;

/// A pair in one number, the lower unit first.
pub(super) fn pair_of(a: u32, b: u32) -> u64 {
    u64::from(a.min(b)) << 32 | u64::from(a.max(b))
}

/// The two units of a pair.
pub(super) fn units_of(pair: u64) -> (usize, usize) {
    ((pair >> 32) as usize, pair as u32 as usize)
}

/// Pairs not yet compared whose two units are both drawn to a third one.
pub(super) fn around(edges: &[Edge]) -> Vec<u64> {
    let mut near: Vec<(u32, f32, u32)> = Vec::new();
    for edge in edges.iter().filter(|edge| edge.weight > 0.0) {
        near.push((edge.a, edge.weight, edge.b));
        near.push((edge.b, edge.weight, edge.a));
    }
    near.par_sort_unstable_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)).then(x.2.cmp(&y.2)));
    let mut out = Vec::new();
    for list in near.chunk_by(|x, y| x.0 == y.0) {
        let list = &list[..list.len().min(NEAR_MAX)];
        for (at, x) in list.iter().enumerate() {
            out.extend(list[at + 1..].iter().map(|y| pair_of(x.2, y.2)));
        }
    }
    // a pair proposed here has two units that are both drawn to something
    let mut linked = vec![false; near.last().map_or(0, |held| held.0 as usize + 1)];
    for held in &near {
        linked[held.0 as usize] = true;
    }
    drop(near);
    let linked = |unit: u32| linked.get(unit as usize).copied().unwrap_or(false);
    without_known(out, edges.iter().filter(|edge| linked(edge.a) && linked(edge.b)))
}

/// Pairs within one cluster not yet compared.
pub(super) fn within(found: &Partition, edges: &[Edge]) -> Vec<u64> {
    let mut out = Vec::new();
    let clusters = Clusters::of(found, 3, MEMBERS_MAX);
    for members in clusters.iter() {
        for (at, &a) in members.iter().enumerate() {
            out.extend(members[at + 1..].iter().map(|&b| pair_of(a, b)));
        }
    }
    without_known(out, edges.iter().filter(|edge| found.same(edge.a, edge.b)))
}

/// Clusters of some sizes, in the order of their lowest unit, the units of each rising.
pub(super) struct Clusters {
    units: Vec<u32>,
    ends: Vec<u32>,
}

impl Clusters {
    /// Those of at least and at most so many units.
    pub(super) fn of(found: &Partition, least: u32, most: usize) -> Clusters {
        let labels = found.labels();
        let mut places = vec![0u32; labels.len()];
        for &label in labels {
            places[label as usize] += 1;
        }
        let (mut ends, mut total) = (Vec::new(), 0);
        for (unit, &label) in (0u32..).zip(labels) {
            let size = places[unit as usize];
            if label == unit {
                let wanted = size >= least && size as usize <= most;
                places[unit as usize] = if wanted { total } else { u32::MAX };
                if wanted {
                    total += size;
                    ends.push(total);
                }
            }
        }
        let mut units = vec![0u32; total as usize];
        for (unit, &label) in (0u32..).zip(labels) {
            let place = &mut places[label as usize];
            if *place != u32::MAX {
                units[*place as usize] = unit;
                *place += 1;
            }
        }
        Clusters { units, ends }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The units of one after another.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let mut from = 0;
        self.ends.iter().map(move |&end| {
            let members = &self.units[from..end as usize];
            from = end as usize;
            members
        })
    }
}

fn without_known<'a>(mut pairs: Vec<u64>, edges: impl Iterator<Item = &'a Edge>) -> Vec<u64> {
    pairs.par_sort_unstable();
    pairs.dedup();
    let mut known: Vec<u64> = edges.map(|edge| pair_of(edge.a, edge.b)).collect();
    known.par_sort_unstable();
    let mut at = 0;
    pairs.retain(|&pair| {
        while at < known.len() && known[at] < pair {
            at += 1;
        }
        at == known.len() || known[at] != pair
    });
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_the_same_third_is_compared_once() {
        let edge = |a, b, weight| Edge { a, b, weight };
        let edges = [
            edge(0, 1, 2.0),
            edge(1, 2, 2.0),
            edge(1, 3, -2.0),
            edge(2, 4, 1.0),
        ];
        assert_eq!(around(&edges), [pair_of(0, 2), pair_of(1, 4)]);
        let found = Partition::of_labels(&[0, 0, 0, 3, 0]);
        assert_eq!(
            within(&found, &edges),
            [pair_of(0, 2), pair_of(0, 4), pair_of(1, 4)]
        );
    }
}
