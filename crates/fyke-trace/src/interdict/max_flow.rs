//! The least cut of the traced flow: what others would cut.
//!
//! Every hand (also one in a source country, see [`super::candidate::is_hand`]) is split in two with its traced value between, sources
//! and ends are joined to one source and one end, and a maximum flow is sent
//! (Dinic 1970). The middles that are full and separate the source from the
//! end are the least cut (Wood 1993, without the budget). No reply is looked
//! at: that is what makes it the yardstick.

use super::candidate::is_hand;
use super::network::{Network, Part};
use std::collections::VecDeque;

struct Edge {
    to: usize,
    room: f64,
}

/// A network of edges with room, each beside its reverse.
struct Graph {
    edges: Vec<Edge>,
    leaving: Vec<Vec<usize>>,
    level: Vec<u32>,
    next: Vec<usize>,
}

const NOT_REACHED: u32 = u32::MAX;

impl Graph {
    fn new(places: usize) -> Graph {
        Graph {
            edges: Vec::new(),
            leaving: vec![Vec::new(); places],
            level: vec![NOT_REACHED; places],
            next: vec![0; places],
        }
    }

    fn join(&mut self, from: usize, to: usize, room: f64) {
        self.leaving[from].push(self.edges.len());
        self.edges.push(Edge { to, room });
        self.leaving[to].push(self.edges.len());
        self.edges.push(Edge { to: from, room: 0.0 });
    }

    /// Levels by fewest edges with room above `least`; true where `end` is reached.
    fn rank(&mut self, start: usize, end: usize, least: f64) -> bool {
        self.level.fill(NOT_REACHED);
        self.level[start] = 0;
        let mut queue = VecDeque::from([start]);
        while let Some(place) = queue.pop_front() {
            for edge in &self.leaving[place] {
                let Edge { to, room } = self.edges[*edge];
                if room > least && self.level[to] == NOT_REACHED {
                    self.level[to] = self.level[place] + 1;
                    queue.push_back(to);
                }
            }
        }
        self.level[end] != NOT_REACHED
    }

    /// Sends along one path; the path is kept here, not on the stack.
    fn push(&mut self, start: usize, end: usize, least: f64) -> f64 {
        let mut path: Vec<usize> = Vec::new();
        let mut place = start;
        loop {
            if place == end {
                let sent = path
                    .iter()
                    .map(|edge| self.edges[*edge].room)
                    .fold(f64::INFINITY, f64::min);
                for edge in path {
                    self.edges[edge].room -= sent;
                    self.edges[edge ^ 1].room += sent;
                }
                return sent;
            }
            let step = self.leaving[place].get(self.next[place]).copied();
            match step {
                Some(edge) => {
                    let Edge { to, room } = self.edges[edge];
                    if room > least && self.level[to] == self.level[place] + 1 {
                        path.push(edge);
                        place = to;
                    } else {
                        self.next[place] += 1;
                    }
                }
                None => match path.pop() {
                    Some(edge) => {
                        place = self.edges[edge ^ 1].to;
                        self.next[place] += 1;
                    }
                    None => return 0.0,
                },
            }
        }
    }

    fn send(&mut self, start: usize, end: usize, least: f64) -> f64 {
        let mut sent = 0.0;
        while self.rank(start, end, least) {
            self.next.fill(0);
            loop {
                let more = self.push(start, end, least);
                if more <= 0.0 {
                    break;
                }
                sent += more;
            }
        }
        sent
    }
}

/// The middles on the least cut, by place in [`Network::nodes`], largest traced
/// value first; and the flow that they cut.
pub fn least_cut(network: &Network) -> (Vec<u32>, f64) {
    let count = network.nodes.len();
    let (start, end) = (2 * count, 2 * count + 1);
    let mut graph = Graph::new(2 * count + 2);
    let unbounded = 4.0 * network.flow_value.max(1.0) * (count as f64 + 1.0);
    for (at, node) in network.nodes.iter().enumerate() {
        match node.part {
            Part::Source => {
                graph.join(start, 2 * at, unbounded);
                let room = if is_hand(node) {
                    node.traced_value
                } else {
                    unbounded
                };
                graph.join(2 * at, 2 * at + 1, room);
            }
            Part::Middle => graph.join(2 * at, 2 * at + 1, node.traced_value),
            Part::End => graph.join(2 * at + 1, end, unbounded),
        }
        if node.part == Part::End {
            graph.join(2 * at, 2 * at + 1, unbounded);
        }
    }
    for arc in &network.arcs {
        let (from, to) = (arc.from as usize, arc.to as usize);
        if from >= count || to >= count {
            continue;
        }
        let direct = !is_hand(&network.nodes[from]) && !is_hand(&network.nodes[to]);
        let room = if direct {
            arc.traced_value.iter().sum()
        } else {
            unbounded
        };
        graph.join(2 * from + 1, 2 * to, room);
    }
    let least = 1e-9 * network.flow_value;
    let flow = graph.send(start, end, least);
    graph.rank(start, end, least);
    let mut cut: Vec<u32> = (0..count)
        .filter(|at| {
            is_hand(&network.nodes[*at])
                && graph.level[2 * at] != NOT_REACHED
                && graph.level[2 * at + 1] == NOT_REACHED
        })
        .map(|at| at as u32)
        .collect();
    cut.sort_by(|a, b| {
        let value = |at: &u32| network.nodes[*at as usize].traced_value;
        value(b).total_cmp(&value(a)).then(a.cmp(b))
    });
    (cut, flow)
}
