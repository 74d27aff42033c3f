//! Time-ordered cycles: goods or money that come back to where they began.
//!
//! A cycle is a path of 2 to `hops` edges with rising times whose last edge
//! ends where the first began, all within `window` of the first, no node but
//! the first met twice. Edges of one code or all, as the caller asks. Found by
//! walking from each edge among edges whose ends lie in one strongly connected
//! component, which leaves out almost everything; what a hub makes of the rest
//! is capped, and the answer says whether the cap was met.
//!
//! Method after Kumar and Calders (2SCENT, VLDB 2018), whose bloom summaries
//! are not needed at six hops.

use super::TimedGraph;

/// Which cycles are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// Most edges of a cycle.
    pub hops: usize,
    /// Most time from the first edge to the last.
    pub window: u32,
    /// All edges of a cycle bear one code.
    pub one_code: bool,
    /// No more cycles than this.
    pub most: usize,
}

/// Cycles as edge numbers, in order of their first edge.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cycles {
    /// The cycles.
    pub cycles: Vec<Vec<u32>>,
    /// True where `most` was met and there may be more.
    pub cut_short: bool,
}

/// Finds cycles.
pub fn find(graph: &TimedGraph, wanted: &Wanted) -> Cycles {
    let component = components(graph);
    let mut found = Cycles::default();
    let mut path = Vec::with_capacity(wanted.hops);
    for edge in 0..graph.len() as u32 {
        if found.cut_short {
            break;
        }
        path.clear();
        path.push(edge);
        walk(graph, wanted, &component, &mut path, &mut found);
    }
    found
}

fn walk(graph: &TimedGraph, wanted: &Wanted, component: &[u32], path: &mut Vec<u32>, found: &mut Cycles) {
    let (Some(&first), Some(&last)) = (path.first(), path.last()) else {
        return;
    };
    let (start, here) = (graph.from[first as usize], graph.to[last as usize]);
    if here == start || component[here as usize] != component[start as usize] {
        return;
    }
    let leaving = graph.out_of(here);
    let after = leaving.partition_point(|e| graph.time[*e as usize] <= graph.time[last as usize]);
    let end = graph.time[first as usize].saturating_add(wanted.window);
    for &edge in &leaving[after..] {
        let at = edge as usize;
        if graph.time[at] > end || found.cut_short {
            return;
        }
        if wanted.one_code && graph.code[at] != graph.code[first as usize] {
            continue;
        }
        path.push(edge);
        if graph.to[at] == start {
            match found.cycles.len() < wanted.most {
                true => found.cycles.push(path.clone()),
                false => found.cut_short = true,
            }
        } else if path.len() < wanted.hops && !path.iter().any(|e| graph.from[*e as usize] == graph.to[at]) {
            walk(graph, wanted, component, path, found);
        }
        path.pop();
    }
}

/// Strongly connected components, by Tarjan's algorithm without recursion:
/// a number for each node.
fn components(graph: &TimedGraph) -> Vec<u32> {
    const UNSEEN: u32 = u32::MAX;
    let nodes = graph.nodes();
    let (mut order, mut low) = (vec![UNSEEN; nodes], vec![UNSEEN; nodes]);
    let mut component = vec![UNSEEN; nodes];
    let mut open: Vec<u32> = Vec::new();
    let mut calls: Vec<(u32, usize)> = Vec::new();
    let (mut seen, mut closed) = (0u32, 0u32);
    for root in 0..nodes as u32 {
        if order[root as usize] == UNSEEN {
            calls.push((root, 0));
        }
        while let Some((node, mut next)) = calls.pop() {
            let at = node as usize;
            if next == 0 {
                (order[at], low[at]) = (seen, seen);
                seen += 1;
                open.push(node);
            }
            let mut entered = false;
            while let Some(edge) = graph.out_of(node).get(next) {
                next += 1;
                let to = graph.to[*edge as usize] as usize;
                if order[to] == UNSEEN {
                    calls.push((node, next));
                    calls.push((to as u32, 0));
                    entered = true;
                    break;
                }
                if component[to] == UNSEEN {
                    low[at] = low[at].min(order[to]);
                }
            }
            if entered {
                continue;
            }
            if low[at] == order[at] {
                while let Some(member) = open.pop() {
                    component[member as usize] = closed;
                    if member == node {
                        break;
                    }
                }
                closed += 1;
            }
            if let Some((parent, _)) = calls.last() {
                low[*parent as usize] = low[*parent as usize].min(low[at]);
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::super::testing::edges;
    use super::super::{Edge, TimedGraph};
    use super::*;
    use proptest::prelude::*;

    fn wanted(hops: usize, window: u32, one_code: bool) -> Wanted {
        Wanted {
            hops,
            window,
            one_code,
            most: usize::MAX,
        }
    }

    /// Every ordered choice of edges, kept where it is a cycle.
    fn by_trying(graph: &TimedGraph, wanted: &Wanted) -> Vec<Vec<u32>> {
        let mut paths: Vec<Vec<u32>> = (0..graph.len() as u32).map(|edge| vec![edge]).collect();
        let mut found = Vec::new();
        for _ in 1..wanted.hops {
            let mut longer = Vec::new();
            for path in &paths {
                let (first, last) = (path[0] as usize, path[path.len() - 1] as usize);
                for next in 0..graph.len() {
                    let joined = graph.from[next] == graph.to[last] && graph.time[next] > graph.time[last];
                    let near = graph.time[next].saturating_sub(graph.time[first]) <= wanted.window;
                    let same = !wanted.one_code || graph.code[next] == graph.code[first];
                    if joined && near && same {
                        longer.push([path.clone(), vec![next as u32]].concat());
                    }
                }
            }
            for path in &longer {
                let last = path[path.len() - 1] as usize;
                let mut nodes: Vec<u32> = path.iter().map(|e| graph.from[*e as usize]).collect();
                nodes.sort_unstable();
                let simple = nodes.windows(2).all(|pair| pair[0] != pair[1]);
                if simple && graph.to[last] == graph.from[path[0] as usize] {
                    found.push(path.clone());
                }
            }
            paths = longer;
        }
        found.sort();
        found
    }

    #[test]
    fn money_that_returns_is_found_and_money_that_came_first_is_not() {
        let edge = |from, to, time| Edge {
            from,
            to,
            time,
            code: 0,
            amount: 1,
        };
        let graph = TimedGraph::new(vec![
            edge(0, 1, 1),
            edge(1, 2, 2),
            edge(2, 0, 3),
            edge(3, 0, 1),
            edge(0, 3, 2),
        ]);
        // 3 -> 0 -> 3 is a cycle as well; 0 -> 3 -> 0 would run back in time
        let found = find(&graph, &wanted(4, 9, true));
        assert_eq!(found.cycles.len(), 2);
        let one = Wanted {
            most: 1,
            ..wanted(4, 9, true)
        };
        assert!(find(&graph, &one).cut_short);
    }

    proptest! {
        #[test]
        fn equal_to_trying_everything(edges in edges(), hops in 2usize..5, window in 1u32..12, one in any::<bool>()) {
            let graph = TimedGraph::new(edges.into_iter().take(24).collect());
            let wanted = wanted(hops, window, one);
            let mut found = find(&graph, &wanted).cycles;
            found.sort();
            prop_assert_eq!(found, by_trying(&graph, &wanted));
        }
    }
}
