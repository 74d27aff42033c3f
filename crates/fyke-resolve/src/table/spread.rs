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
    let linked = |unit: u32| near.binary_search_by(|held| held.0.cmp(&unit)).is_ok();
    without_known(out, edges.iter().filter(|edge| linked(edge.a) && linked(edge.b)))
}

/// Pairs within one cluster not yet compared.
pub(super) fn within(found: &Partition, edges: &[Edge]) -> Vec<u64> {
    let mut out = Vec::new();
    for members in found
        .clusters()
        .iter()
        .filter(|members| (3..=MEMBERS_MAX).contains(&members.len()))
    {
        for (at, &a) in members.iter().enumerate() {
            out.extend(members[at + 1..].iter().map(|&b| pair_of(a, b)));
        }
    }
    without_known(out, edges.iter().filter(|edge| found.same(edge.a, edge.b)))
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
