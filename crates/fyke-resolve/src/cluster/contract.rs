//! Greedy contraction of one component.
//!
//! The two ways to do it give the same answer: a table of all pairs for the
//! many small components, a heap over sparse neighbourhoods for the rest. Of
//! two joined clusters the one with more neighbours goes on (the lower where
//! they are equal), so that a neighbour moves at most log n times and a star
//! of a million costs no more than its edges.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

/// What lies between two clusters, `a` below `b`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Link {
    pub(super) a: u32,
    pub(super) b: u32,
    /// Evidence in fixed point, or [`FORBIDDEN`].
    pub(super) weight: i64,
}

/// A "different": stays so whatever is added, and is inherited by whatever
/// either side joins.
pub(super) const FORBIDDEN: i64 = i64::MIN;

/// No link: adds nothing.
const NONE: i64 = i64::MIN + 1;

/// Components up to this size use the table of all pairs.
const TABLE_NODES_MAX: usize = 24;

pub(super) fn add(one: i64, other: i64) -> i64 {
    match (one, other) {
        (FORBIDDEN, _) | (_, FORBIDDEN) => FORBIDDEN,
        (NONE, sum) | (sum, NONE) => sum,
        _ => one.saturating_add(other).max(NONE + 1),
    }
}

/// The lowest node of the cluster of each of `0..nodes`. Each pair occurs once.
pub(super) fn contract(nodes: usize, links: &[Link]) -> Vec<u32> {
    let merged_into = if nodes <= TABLE_NODES_MAX {
        by_table(nodes, links)
    } else {
        by_heap(nodes, links)
    };
    lowest(merged_into)
}

/// From "went on as" to the lowest node of each cluster.
fn lowest(mut into: Vec<u32>) -> Vec<u32> {
    let mut low: Vec<u32> = (0..into.len() as u32).collect();
    for node in 0..into.len() as u32 {
        let mut end = node;
        while into[end as usize] != end {
            end = into[end as usize];
        }
        // shorten the way for those that follow
        let mut at = node;
        while into[at as usize] != end {
            at = std::mem::replace(&mut into[at as usize], end);
        }
        low[end as usize] = low[end as usize].min(node);
    }
    into.iter().map(|end| low[*end as usize]).collect()
}

/// Every pair in a table: `n` joins of `n^2` looks, for small `n`.
fn by_table(nodes: usize, links: &[Link]) -> Vec<u32> {
    let mut table = vec![NONE; nodes * nodes];
    let mut degree = vec![0usize; nodes];
    for link in links {
        let (a, b) = (link.a as usize, link.b as usize);
        table[a * nodes + b] = link.weight;
        table[b * nodes + a] = link.weight;
        degree[a] += 1;
        degree[b] += 1;
    }
    let mut into: Vec<u32> = (0..nodes as u32).collect();
    let mut alive: Vec<usize> = (0..nodes).collect();
    loop {
        let mut best = (0, 0, 0);
        for (at, a) in alive.iter().enumerate() {
            for b in &alive[at + 1..] {
                if table[a * nodes + b] > best.0 {
                    best = (table[a * nodes + b], *a, *b);
                }
            }
        }
        let (weight, a, b) = best;
        if weight <= 0 {
            return into;
        }
        let (keep, gone) = if degree[b] > degree[a] { (b, a) } else { (a, b) };
        into[gone] = keep as u32;
        alive.retain(|at| *at != gone);
        degree[keep] -= 1;
        for other in alive.iter().copied().filter(|at| *at != keep) {
            let (kept, moved) = (table[keep * nodes + other], table[gone * nodes + other]);
            if moved == NONE {
                continue;
            }
            if kept == NONE {
                degree[keep] += 1;
            } else {
                degree[other] -= 1;
            }
            let sum = add(kept, moved);
            table[keep * nodes + other] = sum;
            table[other * nodes + keep] = sum;
        }
    }
}

/// The strongest link first, then the lowest pair.
type Next = (i64, Reverse<u32>, Reverse<u32>);

fn by_heap(nodes: usize, links: &[Link]) -> Vec<u32> {
    let mut near: Vec<FxHashMap<u32, i64>> = vec![FxHashMap::default(); nodes];
    let mut heap: BinaryHeap<Next> = BinaryHeap::new();
    for link in links {
        near[link.a as usize].insert(link.b, link.weight);
        near[link.b as usize].insert(link.a, link.weight);
        if link.weight > 0 {
            heap.push((link.weight, Reverse(link.a), Reverse(link.b)));
        }
    }
    let mut into: Vec<u32> = (0..nodes as u32).collect();
    while let Some((weight, Reverse(a), Reverse(b))) = heap.pop() {
        // an entry is stale once its sum has changed or one of the two is gone
        if near[a as usize].get(&b) != Some(&weight) {
            continue;
        }
        let more = near[b as usize].len() > near[a as usize].len();
        let (keep, gone) = if more { (b, a) } else { (a, b) };
        into[gone as usize] = keep;
        near[keep as usize].remove(&gone);
        // the order of a map does not show: the heap orders all its entries
        let moved: Vec<(u32, i64)> = std::mem::take(&mut near[gone as usize]).into_iter().collect();
        for (other, weight) in moved.into_iter().filter(|(other, _)| *other != keep) {
            let kept = near[keep as usize].entry(other).or_insert(NONE);
            let changed = *kept != add(*kept, weight);
            *kept = add(*kept, weight);
            let sum = *kept;
            near[other as usize].remove(&gone);
            near[other as usize].insert(keep, sum);
            if changed && sum > 0 {
                heap.push((sum, Reverse(keep.min(other)), Reverse(keep.max(other))));
            }
        }
    }
    into
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn table_and_heap_agree(
            nodes in 1usize..14,
            raw in proptest::collection::btree_map((0u32..14, 0u32..14), prop_oneof![8 => -6i64..7, 1 => Just(FORBIDDEN)], 0..70),
        ) {
            let links: Vec<Link> = raw
                .into_iter()
                .filter(|((a, b), _)| a < b && (*b as usize) < nodes)
                .map(|((a, b), weight)| Link { a, b, weight })
                .collect();
            prop_assert_eq!(lowest(by_table(nodes, &links)), lowest(by_heap(nodes, &links)));
        }
    }

    #[test]
    fn nothing_undoes_a_different() {
        assert_eq!(add(FORBIDDEN, i64::MAX), FORBIDDEN);
        assert_eq!(add(NONE, 4), 4);
        assert!(add(i64::MIN + 2, -5) > NONE);
    }
}
