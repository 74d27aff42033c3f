//! Questions to a graph of dated edges that need no notion of goods or ends.
//!
//! | file | question |
//! |---|---|
//! | [`window`] | what happened around each edge in the days before it |
//! | [`paths`] | how many time-respecting paths there are |
//! | [`chains`] | how many, and which, pass the same goods on whole |
//! | [`cycles`] | which come back to where they began |
//!
//! Each is held against a slow and obvious form of itself on small graphs of
//! chance.

pub mod chains;
pub mod cycles;
pub mod paths;
pub mod window;

/// One dated edge.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edge {
    /// Who sends, numbered from 0.
    pub from: u32,
    /// Who receives.
    pub to: u32,
    /// When, in whole units of the caller's choice.
    pub time: u32,
    /// What, as a small number of the caller's choice.
    pub code: u16,
    /// How much, in grams or hundredths: whole, so that sums are exact.
    pub amount: i64,
}

/// Edges in order of time, with both ends' edges at hand.
///
/// ```
/// use fyke_trace::graph::{Edge, TimedGraph, paths};
/// let edge = |from, to, time| Edge { from, to, time, code: 0, amount: 1 };
/// let graph = TimedGraph::new(vec![edge(0, 1, 5), edge(1, 2, 9), edge(1, 2, 3)]);
/// // only one of the two edges from 1 to 2 comes after the one from 0
/// assert_eq!(paths::count(&graph, 2, 10), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct TimedGraph {
    /// Consignors, in order of time; edges of one time keep the caller's order.
    pub from: Vec<u32>,
    /// Consignees.
    pub to: Vec<u32>,
    /// Times, rising.
    pub time: Vec<u32>,
    /// Codes.
    pub code: Vec<u16>,
    /// Amounts.
    pub amount: Vec<i64>,
    out: Lists,
    into: Lists,
    leaving: Vec<Met>,
    arriving: Vec<Met>,
}

/// An edge as one of its ends sees it. They lie node by node, so that whoever
/// walks a node's edges reads memory in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Met {
    /// When.
    pub time: u32,
    /// The other end.
    pub other: u32,
    /// How much.
    pub amount: i64,
}

impl TimedGraph {
    /// Sorts edges by time, keeping the order of equals.
    pub fn new(mut edges: Vec<Edge>) -> TimedGraph {
        if !edges.is_sorted_by_key(|edge| edge.time) {
            edges.sort_by_key(|edge| edge.time);
        }
        let nodes = edges
            .iter()
            .map(|e| e.from.max(e.to) as usize + 1)
            .max()
            .unwrap_or(0);
        let from: Vec<u32> = edges.iter().map(|e| e.from).collect();
        let to: Vec<u32> = edges.iter().map(|e| e.to).collect();
        let (out, into) = (Lists::of(&from, nodes), Lists::of(&to, nodes));
        let met = |edge: &Edge, other: u32| Met {
            time: edge.time,
            other,
            amount: edge.amount,
        };
        let side = |lists: &Lists, other: fn(&Edge) -> u32| -> Vec<Met> {
            let seen = lists.edges.iter().map(|at| &edges[*at as usize]);
            seen.map(|edge| met(edge, other(edge))).collect()
        };
        TimedGraph {
            leaving: side(&out, |edge| edge.to),
            arriving: side(&into, |edge| edge.from),
            out,
            into,
            time: edges.iter().map(|e| e.time).collect(),
            code: edges.iter().map(|e| e.code).collect(),
            amount: edges.iter().map(|e| e.amount).collect(),
            from,
            to,
        }
    }

    /// How many edges.
    pub fn len(&self) -> usize {
        self.time.len()
    }

    /// True without edges.
    pub fn is_empty(&self) -> bool {
        self.time.is_empty()
    }

    /// One more than the largest node number.
    pub fn nodes(&self) -> usize {
        self.out.starts.len().saturating_sub(1)
    }

    /// The edges that leave a node, in order of time.
    pub fn out_of(&self, node: u32) -> &[u32] {
        self.out.of_node(node)
    }

    /// The same, as the node sees them.
    pub fn leaving(&self, node: u32) -> &[Met] {
        self.leaving.get(self.out.range(node)).unwrap_or_default()
    }

    /// The edges that reach a node, as it sees them.
    pub fn arriving(&self, node: u32) -> &[Met] {
        self.arriving.get(self.into.range(node)).unwrap_or_default()
    }

    /// The edges that reach a node, in order of time.
    pub fn into(&self, node: u32) -> &[u32] {
        self.into.of_node(node)
    }
}

/// Edge numbers by node, in order of time.
#[derive(Clone, Debug, Default)]
struct Lists {
    starts: Vec<u32>,
    edges: Vec<u32>,
}

impl Lists {
    fn of(key: &[u32], nodes: usize) -> Lists {
        Lists::sorted(0..key.len() as u32, key, nodes)
    }

    /// One counting pass over edges in a given order, which stays among those
    /// of one key.
    fn sorted(order: impl Iterator<Item = u32>, key: &[u32], keys: usize) -> Lists {
        let mut starts = vec![0u32; keys + 1];
        for node in key {
            starts[*node as usize + 1] += 1;
        }
        for node in 0..keys {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut edges = vec![0u32; key.len()];
        for edge in order {
            let place = &mut next[key[edge as usize] as usize];
            edges[*place as usize] = edge;
            *place += 1;
        }
        Lists { starts, edges }
    }

    fn range(&self, node: u32) -> std::ops::Range<usize> {
        let at = node as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        }
    }

    fn of_node(&self, node: u32) -> &[u32] {
        self.edges.get(self.range(node)).unwrap_or_default()
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::Edge;
    use proptest::prelude::*;

    /// Small graphs of chance: few nodes, few times, so that ties, parallel
    /// edges and edges to oneself are common.
    pub(crate) fn edges() -> impl Strategy<Value = Vec<Edge>> {
        let edge = (0u32..6, 0u32..6, 0u32..12, 0u16..3, 80i64..120);
        let made = edge.prop_map(|(from, to, time, code, amount)| Edge {
            from,
            to,
            time,
            code,
            amount,
        });
        proptest::collection::vec(made, 0..40)
    }
}
