//! Chains that pass the same goods on whole: the strictest form of tracing.
//!
//! A chain is a time-respecting path in which every edge bears the same code
//! and carries almost what the one before carried. It misses goods that are
//! split, merged or renumbered, which is why it is an explanation and a yard
//! stick, not the screen; but what it finds is hard to argue with.
//!
//! Which edge may follow which is worked out once, where they meet: what
//! reaches a node and what leaves it are both sorted by code and time, so the
//! followers of an arrival lie side by side. The chains of a length are then sums
//! over followers of the chains one shorter.

use super::{Lists, TimedGraph};

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
    hops: usize,
    next: Followers,
    /// By length less one, then by edge.
    counts: Vec<Vec<u64>>,
}

impl Chains {
    /// Counts the chains of a graph.
    pub fn of(graph: &TimedGraph, rule: PassedOn) -> Chains {
        let hops = rule.hops.clamp(1, HOPS_MAX);
        let next = Followers::of(graph, &rule);
        let mut counts = vec![vec![1u64; graph.len()]];
        for _ in 1..hops {
            let mut longer = vec![0u64; graph.len()];
            if let Some(shorter) = counts.last() {
                for (arrival, followers) in next.each() {
                    longer[arrival] = followers
                        .iter()
                        .fold(0, |sum, edge| sum.saturating_add(shorter[*edge as usize]));
                }
            }
            counts.push(longer);
        }
        Chains { hops, next, counts }
    }

    fn of_length(&self, edge: usize, length: usize) -> u64 {
        let counts = length.checked_sub(1).and_then(|at| self.counts.get(at));
        counts.and_then(|c| c.get(edge)).copied().unwrap_or(0)
    }

    /// How many chains of the full length begin with an edge.
    pub fn from_edge(&self, edge: usize) -> u64 {
        self.of_length(edge, self.hops)
    }

    /// How many chains of the full length there are.
    pub fn count(&self) -> u64 {
        let full = self.counts.last().into_iter().flatten();
        full.fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// The chains themselves, as edge numbers, at most so many; only edges that
    /// lead to a full chain are walked.
    pub fn list(&self, most: usize) -> Vec<Vec<usize>> {
        let mut found = Vec::new();
        for edge in 0..self.counts.first().map_or(0, Vec::len) {
            if found.len() < most && self.from_edge(edge) > 0 {
                self.walk(&mut vec![edge], most, &mut found);
            }
        }
        found
    }

    fn walk(&self, path: &mut Vec<usize>, most: usize, found: &mut Vec<Vec<usize>>) {
        let Some(&last) = path.last() else { return };
        if path.len() == self.hops {
            found.push(path.clone());
            return;
        }
        let wanted = self.hops - path.len();
        for &edge in self.next.after(last) {
            if found.len() >= most {
                return;
            }
            if self.of_length(edge as usize, wanted) > 0 {
                path.push(edge as usize);
                self.walk(path, most, found);
                path.pop();
            }
        }
    }
}

/// Which edges may follow which.
#[derive(Clone, Debug, Default)]
struct Followers {
    /// Edges that have followers, in the order in which they were met.
    arrivals: Vec<u32>,
    /// First place of each arrival in `edges`; one more at the end.
    starts: Vec<u32>,
    edges: Vec<u32>,
    /// Place of each edge in `arrivals`, or [`NO_PLACE`].
    place: Vec<u32>,
}

const NO_PLACE: u32 = u32::MAX;

impl Followers {
    fn of(graph: &TimedGraph, rule: &PassedOn) -> Followers {
        let code: Vec<u32> = graph.code.iter().map(|code| u32::from(*code)).collect();
        let codes = code.iter().max().map_or(0, |code| *code as usize + 1);
        let by_code = Lists::of(&code, codes).edges;
        let leaving = Side::of(graph, &by_code, &graph.from);
        let arriving = Side::of(graph, &by_code, &graph.to);
        let mut found = Followers {
            place: vec![NO_PLACE; graph.len()],
            ..Followers::default()
        };
        for node in 0..graph.nodes() {
            let (mut first, end) = leaving.range(node);
            let (from, to) = arriving.range(node);
            if first == end {
                continue;
            }
            for at in from..to {
                let (code, time) = arriving.when[at];
                // followers of the next arrival begin no earlier
                while first < end && leaving.when[first] <= (code, time) {
                    first += 1;
                }
                let late = (code, time.saturating_add(rule.gap));
                let amount = arriving.amount[at];
                let (least, most) = (amount * rule.ratio_min, amount * rule.ratio_max);
                let before = found.edges.len() as u32;
                for place in first..end {
                    if leaving.when[place] > late {
                        break;
                    }
                    if leaving.amount[place] >= least && leaving.amount[place] <= most {
                        found.edges.push(leaving.edges[place]);
                    }
                }
                if found.edges.len() as u32 > before {
                    let edge = arriving.edges[at];
                    found.place[edge as usize] = found.arrivals.len() as u32;
                    found.arrivals.push(edge);
                    found.starts.push(before);
                }
            }
        }
        found.starts.push(found.edges.len() as u32);
        found
    }

    /// Every edge that has followers, with them.
    fn each(&self) -> impl Iterator<Item = (usize, &[u32])> {
        let ranges = self.starts.windows(2);
        self.arrivals
            .iter()
            .zip(ranges)
            .map(|(edge, range)| (*edge as usize, &self.edges[range[0] as usize..range[1] as usize]))
    }

    /// What may follow one edge.
    fn after(&self, edge: usize) -> &[u32] {
        let place = self.place.get(edge).copied().unwrap_or(NO_PLACE) as usize;
        match (self.starts.get(place), self.starts.get(place.saturating_add(1))) {
            (Some(from), Some(to)) => &self.edges[*from as usize..*to as usize],
            _ => &[],
        }
    }
}

/// One side of every node: edges by node, then code, then time, with what the
/// scan reads side by side.
struct Side {
    starts: Vec<u32>,
    edges: Vec<u32>,
    when: Vec<(u16, u32)>,
    amount: Vec<f64>,
}

impl Side {
    fn of(graph: &TimedGraph, by_code: &[u32], node: &[u32]) -> Side {
        let Lists { starts, edges } = Lists::sorted(by_code.iter().copied(), node, graph.nodes());
        Side {
            when: edges
                .iter()
                .map(|e| (graph.code[*e as usize], graph.time[*e as usize]))
                .collect(),
            amount: edges.iter().map(|e| graph.amount[*e as usize] as f64).collect(),
            starts,
            edges,
        }
    }

    fn range(&self, node: usize) -> (usize, usize) {
        (self.starts[node] as usize, self.starts[node + 1] as usize)
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
        assert_eq!(chains.list(9), vec![vec![0, 1, 2]]);
    }

    proptest! {
        #[test]
        fn equal_to_walking_them(edges in edges(), hops in 1usize..5) {
            let graph = TimedGraph::new(edges);
            let rule = PassedOn { hops, ..RULE };
            let chains = Chains::of(&graph, rule);
            let walked = by_walking(&graph, &rule);
            prop_assert_eq!(chains.count(), walked.len() as u64);
            let mut listed = chains.list(usize::MAX);
            listed.sort();
            prop_assert_eq!(listed, walked);
        }
    }
}
