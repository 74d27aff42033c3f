//! What happened around each edge in the days before it, streamed.
//!
//! For an edge from s to d at time t and a window of width w the features look
//! at edges with times in (t - w, t]:
//!
//! | feature | of | counts |
//! |---|---|---|
//! | `out_degree` | s sending | every edge, **parallel edges each** |
//! | `out_fan` | s sending | different receivers: **parallel edges once** |
//! | `out_sum` | s sending | the amounts |
//! | `in_degree`, `in_fan`, `in_sum` | d receiving | likewise |
//!
//! The edge itself counts, and so do all edges of the very same time, whatever
//! their order in the file: the answer does not depend on how rows were sorted
//! or cut into batches. A peer counted parallel edges once in one release and
//! each in the next, and lets an edge see the later edges of its batch; hence
//! this table.
//!
//! One pass over each node's edges with two ends of a window; different
//! partners are counted in one flat table that is left as clean as it was found.

use super::{Met, TimedGraph};

/// The features of one edge.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Around {
    /// Edges that the sender sent.
    pub out_degree: u32,
    /// Receivers that it sent to.
    pub out_fan: u32,
    /// Edges that the receiver received.
    pub in_degree: u32,
    /// Senders that it received from.
    pub in_fan: u32,
    /// What the sender sent.
    pub out_sum: i64,
    /// What the receiver received.
    pub in_sum: i64,
}

/// The features of every edge, in the graph's order. A width of 0 is an empty
/// window.
pub fn around(graph: &TimedGraph, width: u32) -> Vec<Around> {
    let mut found = vec![Around::default(); graph.len()];
    let mut held = vec![0u32; graph.nodes()];
    for node in 0..graph.nodes() as u32 {
        let (edges, met) = (graph.out_of(node), graph.leaving(node));
        slide(edges, met, width, &mut held, |edge, w| {
            let around = &mut found[edge];
            (around.out_degree, around.out_fan, around.out_sum) = (w.edges, w.partners, w.sum);
        });
        let (edges, met) = (graph.into(node), graph.arriving(node));
        slide(edges, met, width, &mut held, |edge, w| {
            let around = &mut found[edge];
            (around.in_degree, around.in_fan, around.in_sum) = (w.edges, w.partners, w.sum);
        });
    }
    found
}

#[derive(Clone, Copy, Default)]
struct Window {
    edges: u32,
    partners: u32,
    sum: i64,
}

/// Slides the window over one node's edges and tells of each edge what lies in
/// the window that ends at its time. `held` counts edges by partner; all zero
/// before and after.
#[inline]
fn slide(edges: &[u32], met: &[Met], width: u32, held: &mut [u32], mut tell: impl FnMut(usize, Window)) {
    let mut window = Window::default();
    let (mut first, mut at) = (0, 0);
    while let Some(now) = met.get(at) {
        let told = at;
        while let Some(edge) = met.get(at).filter(|edge| edge.time == now.time) {
            let count = &mut held[edge.other as usize];
            window.partners += u32::from(*count == 0);
            *count += 1;
            window.edges += 1;
            window.sum = window.sum.saturating_add(edge.amount);
            at += 1;
        }
        while let Some(edge) = met
            .get(first)
            .filter(|edge| first < at && now.time - edge.time >= width)
        {
            let count = &mut held[edge.other as usize];
            *count -= 1;
            window.partners -= u32::from(*count == 0);
            window.edges -= 1;
            window.sum = window.sum.saturating_sub(edge.amount);
            first += 1;
        }
        for edge in &edges[told..at] {
            tell(*edge as usize, window);
        }
    }
    for edge in &met[first..] {
        held[edge.other as usize] = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::edges;
    use super::super::{Edge, TimedGraph};
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// The table at the head of the file, word for word.
    fn by_looking(graph: &TimedGraph, width: u32) -> Vec<Around> {
        let all = || 0..graph.len();
        let seen = |edge: usize, other: usize| {
            let (now, then) = (graph.time[edge], graph.time[other]);
            then <= now && now - then < width
        };
        all()
            .map(|edge| {
                let sent = all().filter(|o| graph.from[*o] == graph.from[edge] && seen(edge, *o));
                let got = all().filter(|o| graph.to[*o] == graph.to[edge] && seen(edge, *o));
                let (sent, got): (Vec<_>, Vec<_>) = (sent.collect(), got.collect());
                Around {
                    out_degree: sent.len() as u32,
                    out_fan: sent.iter().map(|o| graph.to[*o]).collect::<BTreeSet<_>>().len() as u32,
                    out_sum: sent.iter().map(|o| graph.amount[*o]).sum(),
                    in_degree: got.len() as u32,
                    in_fan: got.iter().map(|o| graph.from[*o]).collect::<BTreeSet<_>>().len() as u32,
                    in_sum: got.iter().map(|o| graph.amount[*o]).sum(),
                }
            })
            .collect()
    }

    #[test]
    fn parallel_edges_count_each_in_the_degree_and_once_in_the_fan() {
        let edge = |to, time| Edge {
            from: 0,
            to,
            time,
            code: 0,
            amount: 10,
        };
        let graph = TimedGraph::new(vec![edge(1, 1), edge(1, 2), edge(2, 2), edge(1, 31)]);
        let found = around(&graph, 30);
        let out = |at: usize| (found[at].out_degree, found[at].out_fan, found[at].out_sum);
        assert_eq!(out(0), (1, 1, 10));
        // both edges of day 2 see each other
        assert_eq!((out(1), out(2)), ((3, 2, 30), (3, 2, 30)));
        // day 1 is thirty days before day 31, so it has left
        assert_eq!(out(3), (3, 2, 30));
        assert_eq!(found[3].in_degree, 2);
    }

    proptest! {
        #[test]
        fn equal_to_looking_at_every_pair(edges in edges(), width in 0u32..14) {
            let graph = TimedGraph::new(edges);
            prop_assert_eq!(around(&graph, width), by_looking(&graph, width));
        }
    }
}
