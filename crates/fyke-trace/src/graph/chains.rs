//! Chains that pass the same goods on whole: the strictest form of tracing.
//!
//! A chain is a time-respecting path in which every edge bears the same code
//! and carries almost what the one before carried. It misses goods that are
//! split, merged or renumbered, which is why it is an explanation and a yard
//! stick, not the screen; but what it finds is hard to argue with.
//!
//! Edges that may follow each other are looked at once each, not once for each
//! chain: walking back through time, an edge adds up the chains of every length
//! of those that may follow it. Senders and codes are one sort key, so the
//! candidates lie side by side.

use super::TimedGraph;

/// What counts as passing on.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct PassedOn {
    /// Edges in a chain, at least 1 and at most [`HOPS_MAX`].
    pub hops: usize,
    /// Longest time between two edges.
    pub gap: u32,
    /// Least that goes on, against what came.
    pub ratio_min: f64,
    /// Most that goes on.
    pub ratio_max: f64,
}

/// More hops than this are not asked for.
pub const HOPS_MAX: usize = 8;

/// For every edge the chains of each length that begin with it.
#[derive(Clone, Debug)]
pub struct Chains {
    rule: PassedOn,
    next: Followers,
    /// Chains of 1, 2, .. hops beginning with an edge: `hops` numbers an edge.
    counts: Vec<u64>,
}

impl Chains {
    /// Counts the chains of a graph.
    pub fn of(graph: &TimedGraph, rule: PassedOn) -> Chains {
        let hops = rule.hops.clamp(1, HOPS_MAX);
        let rule = PassedOn { hops, ..rule };
        let next = Followers::of(graph);
        let mut counts = vec![0u64; graph.len() * hops];
        let mut sums = [0u64; HOPS_MAX];
        for edge in (0..graph.len()).rev() {
            sums[..hops].fill(0);
            sums[0] = 1;
            next.each(graph, edge, &rule, |follower| {
                for (sum, count) in sums[1..hops].iter_mut().zip(&counts[follower * hops..]) {
                    *sum = sum.saturating_add(*count);
                }
            });
            counts[edge * hops..(edge + 1) * hops].copy_from_slice(&sums[..hops]);
        }
        Chains { rule, next, counts }
    }

    /// How many chains of the full length begin with an edge.
    pub fn from_edge(&self, edge: usize) -> u64 {
        let hops = self.rule.hops;
        self.counts.get(edge * hops + hops - 1).copied().unwrap_or(0)
    }

    /// How many chains of the full length there are.
    pub fn count(&self) -> u64 {
        let hops = self.rule.hops;
        let full = self.counts.iter().skip(hops - 1).step_by(hops);
        full.fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// The chains themselves, as edge numbers, at most so many; only edges that
    /// lead to a full chain are walked.
    pub fn list(&self, graph: &TimedGraph, most: usize) -> Vec<Vec<usize>> {
        let mut found = Vec::new();
        for edge in 0..graph.len() {
            if found.len() < most && self.from_edge(edge) > 0 {
                self.walk(graph, &mut vec![edge], most, &mut found);
            }
        }
        found
    }

    fn walk(&self, graph: &TimedGraph, path: &mut Vec<usize>, most: usize, found: &mut Vec<Vec<usize>>) {
        let hops = self.rule.hops;
        let Some(&last) = path.last() else { return };
        if path.len() == hops {
            found.push(path.clone());
            return;
        }
        let wanted = hops - path.len();
        let mut after = Vec::new();
        self.next.each(graph, last, &self.rule, |edge| {
            if self.counts[edge * hops + wanted - 1] > 0 {
                after.push(edge);
            }
        });
        for edge in after {
            if found.len() >= most {
                return;
            }
            path.push(edge);
            self.walk(graph, path, most, found);
            path.pop();
        }
    }
}

/// Edges sorted by sender and code, in order of time within, with what the
/// scan reads side by side.
#[derive(Clone, Debug)]
struct Followers {
    /// First place of each sender; one more at the end.
    starts: Vec<u32>,
    code: Vec<u16>,
    time: Vec<u32>,
    amount: Vec<f64>,
    edge: Vec<u32>,
}

impl Followers {
    fn of(graph: &TimedGraph) -> Followers {
        let mut edge: Vec<u32> = Vec::with_capacity(graph.len());
        let mut starts = vec![0u32];
        for node in 0..graph.nodes() as u32 {
            let from = edge.len();
            edge.extend_from_slice(graph.out_of(node));
            // stable: within a code the order of time stays
            edge[from..].sort_by_key(|e| graph.code[*e as usize]);
            starts.push(edge.len() as u32);
        }
        Followers {
            starts,
            code: edge.iter().map(|e| graph.code[*e as usize]).collect(),
            time: edge.iter().map(|e| graph.time[*e as usize]).collect(),
            amount: edge.iter().map(|e| graph.amount[*e as usize] as f64).collect(),
            edge,
        }
    }

    /// Every edge that may follow one.
    #[inline]
    fn each(&self, graph: &TimedGraph, edge: usize, rule: &PassedOn, mut each: impl FnMut(usize)) {
        let at = graph.to[edge] as usize;
        let (from, to) = (self.starts[at] as usize, self.starts[at + 1] as usize);
        if from == to {
            return;
        }
        let (code, time) = (graph.code[edge], graph.time[edge]);
        let codes = &self.code[from..to];
        let first = from + codes.partition_point(|c| *c < code);
        let last = first + self.code[first..to].partition_point(|c| *c == code);
        let late = time.saturating_add(rule.gap);
        let first = first + self.time[first..last].partition_point(|t| *t <= time);
        let amount = graph.amount[edge] as f64;
        let (least, most) = (amount * rule.ratio_min, amount * rule.ratio_max);
        for place in first..last {
            if self.time[place] > late {
                break;
            }
            if self.amount[place] >= least && self.amount[place] <= most {
                each(self.edge[place] as usize);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::edges;
    use super::super::{Edge, TimedGraph};
    use super::*;
    use proptest::prelude::*;

    const RULE: PassedOn = PassedOn {
        hops: 3,
        gap: 5,
        ratio_min: 0.9,
        ratio_max: 1.0,
    };

    fn by_walking(graph: &TimedGraph, rule: &PassedOn) -> Vec<Vec<usize>> {
        let mut paths: Vec<Vec<usize>> = (0..graph.len()).map(|edge| vec![edge]).collect();
        for _ in 1..rule.hops {
            let mut longer = Vec::new();
            for path in &paths {
                let last = path[path.len() - 1];
                for next in 0..graph.len() {
                    let (then, now) = (graph.time[last], graph.time[next]);
                    let amount = graph.amount[last] as f64;
                    let share = graph.amount[next] as f64;
                    if graph.from[next] == graph.to[last]
                        && graph.code[next] == graph.code[last]
                        && now > then
                        && now - then <= rule.gap
                        && share >= amount * rule.ratio_min
                        && share <= amount * rule.ratio_max
                    {
                        longer.push([path.clone(), vec![next]].concat());
                    }
                }
            }
            paths = longer;
        }
        paths.sort();
        paths
    }

    #[test]
    fn goods_that_shrink_by_a_fifth_are_not_passed_on() {
        let edge = |from, time, amount| Edge {
            from,
            to: from + 1,
            time,
            code: 1,
            amount,
        };
        let graph = TimedGraph::new(vec![
            edge(0, 1, 100),
            edge(1, 3, 98),
            edge(2, 8, 95),
            edge(2, 8, 78),
        ]);
        let chains = Chains::of(&graph, RULE);
        assert_eq!(chains.list(&graph, 9), vec![vec![0, 1, 2]]);
    }

    proptest! {
        #[test]
        fn equal_to_walking_them(edges in edges(), hops in 1usize..5) {
            let graph = TimedGraph::new(edges);
            let rule = PassedOn { hops, ..RULE };
            let chains = Chains::of(&graph, rule);
            let walked = by_walking(&graph, &rule);
            prop_assert_eq!(chains.count(), walked.len() as u64);
            let mut listed = chains.list(&graph, usize::MAX);
            listed.sort();
            prop_assert_eq!(listed, walked);
        }
    }
}
