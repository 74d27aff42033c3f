//! How many time-respecting paths there are, without walking one of them.
//!
//! A path of h hops is h edges, each leaving where the one before arrived,
//! later than it and at most `gap` after it. A busy hub makes billions of them
//! out of a million edges; their number is a sum of products, so it is worked
//! out hop by hop: the paths that begin with an edge are the paths that begin
//! with an edge that may follow it, and those lie side by side in time at its
//! receiver, so their sum is a difference of two running sums.

use super::TimedGraph;

/// Paths of `hops` edges that begin with each edge, in the graph's order.
/// Saturates at 2^128 - 1, which six hops over a million edges a node do not reach.
pub fn from_each(graph: &TimedGraph, hops: u32, gap: u32) -> Vec<u128> {
    let mut paths = vec![u128::from(hops > 0); graph.len()];
    let mut running: Vec<u128> = Vec::new();
    for _ in 1..hops {
        let mut longer = vec![0u128; graph.len()];
        for node in 0..graph.nodes() as u32 {
            let (arriving, leaving) = (graph.arriving(node), graph.leaving(node));
            if arriving.is_empty() || leaving.is_empty() {
                continue;
            }
            running.clear();
            running.push(0);
            let mut sum = 0u128;
            for edge in graph.out_of(node) {
                sum = sum.saturating_add(paths[*edge as usize]);
                running.push(sum);
            }
            let before = |at: usize, time: u32| leaving.get(at).is_some_and(|met| met.time <= time);
            let (mut from, mut to) = (0, 0);
            for (edge, met) in graph.into(node).iter().zip(arriving) {
                while before(from, met.time) {
                    from += 1;
                }
                while before(to, met.time.saturating_add(gap)) {
                    to += 1;
                }
                if to > from {
                    longer[*edge as usize] = running[to] - running[from];
                }
            }
        }
        paths = longer;
    }
    paths
}

/// All paths of `hops` edges.
pub fn count(graph: &TimedGraph, hops: u32, gap: u32) -> u128 {
    from_each(graph, hops, gap)
        .into_iter()
        .fold(0, u128::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::super::TimedGraph;
    use super::super::testing::edges;
    use super::*;
    use proptest::prelude::*;

    fn by_walking(graph: &TimedGraph, last: usize, hops: u32, gap: u32) -> u128 {
        if hops == 1 {
            return 1;
        }
        let follows = |next: &usize| {
            graph.from[*next] == graph.to[last]
                && graph.time[*next] > graph.time[last]
                && graph.time[*next] - graph.time[last] <= gap
        };
        (0..graph.len())
            .filter(follows)
            .map(|next| by_walking(graph, next, hops - 1, gap))
            .sum()
    }

    proptest! {
        #[test]
        fn equal_to_walking_them(edges in edges(), hops in 1u32..5, gap in 0u32..8) {
            let graph = TimedGraph::new(edges);
            let walked: u128 = (0..graph.len()).map(|e| by_walking(&graph, e, hops, gap)).sum();
            prop_assert_eq!(count(&graph, hops, gap), walked);
        }
    }
}
