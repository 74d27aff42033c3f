//! A record that alone holds two dense parts of a cluster together.
//!
//! Two true clusters and one false record between them look like one cluster.
//! The false record may be a mistake (two firms on one row), a generic value,
//! or planted so as to merge what is apart: whichever it is, a person should
//! look. It is a cut vertex of the evidence (Hopcroft and Tarjan 1973) with at
//! least two dense parts around it.
//!
//! Two false records side by side are not found by this, nor is one whose two
//! parts are also tied by a weak link of their own.

use super::Edge;
use super::partition::Partition;

/// A record without which its cluster falls into dense parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bridge {
    /// Which.
    pub record: u32,
    /// Records of each dense part that would be left, the largest first; at
    /// least two. A part is dense when it has as many links as records or more:
    /// a triangle is, a chain is not.
    pub parts: Vec<usize>,
}

/// The records that bridge dense parts of their cluster, by their number.
/// Links are pairs of positive evidence within a cluster. Time and memory
/// grow with the number of links; nothing recurses.
///
/// ```
/// use fyke_resolve::cluster::{Constraints, Edge, bridges, cluster};
/// let edge = |(a, b): (u32, u32)| Edge { a, b, weight: 3.0 };
/// // two triangles, and record 3 between them
/// let links = [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (4, 6)].map(edge);
/// let found = bridges(&links, &cluster(7, &links, &Constraints::none()));
/// assert_eq!(found.len(), 1);
/// assert_eq!((found[0].record, found[0].parts.as_slice()), (3, &[3, 3][..]));
/// ```
pub fn bridges(edges: &[Edge], partition: &Partition) -> Vec<Bridge> {
    let links = links(edges, partition);
    let mut walk = Walk::new(partition.records());
    let mut found = Vec::new();
    for cluster in links.chunk_by(|x, y| partition.same(x.0, y.0)) {
        // two triangles and what ties them are eight links, each from both sides
        if cluster.len() < 16 {
            continue;
        }
        let mut from = 0;
        while from < cluster.len() {
            let root = cluster[from].0;
            if walk.turn[root as usize] == 0 {
                walk.component(root, cluster, &mut found);
            }
            from += cluster[from..].partition_point(|link| link.0 == root);
        }
    }
    found.sort_unstable_by_key(|bridge: &Bridge| bridge.record);
    found
}

/// Positive pairs within clusters from both sides, by cluster and record.
fn links(edges: &[Edge], partition: &Partition) -> Vec<(u32, u32)> {
    let inside = |e: &&Edge| {
        let known = (e.a.max(e.b) as usize) < partition.records();
        e.weight > 0.0 && e.a != e.b && known && partition.same(e.a, e.b)
    };
    let mut links: Vec<(u32, u32)> = edges
        .iter()
        .filter(inside)
        .flat_map(|e| [(e.a, e.b), (e.b, e.a)])
        .collect();
    links.sort_unstable_by_key(|(a, b)| (partition.label(*a), *a, *b));
    links.dedup();
    links
}

/// A walk into the depth, without recursion.
struct Walk {
    /// Turn in which a record was reached, from 1; 0 before.
    turn: Vec<u32>,
    next_turn: u32,
}

/// A record on the way down.
struct Step {
    record: u32,
    /// Its links, and how many of them were followed.
    links: std::ops::Range<usize>,
    /// Lowest turn that its subtree reaches.
    low: u32,
    /// Records and links of its subtree: each link counts at its deeper end.
    records: usize,
    inner: usize,
    /// Links of its subtree to the record above it.
    to_above: usize,
    /// Parts that hang on it alone: records and links.
    hanging: Vec<(usize, usize)>,
}

/// A record met on the way with the parts that hang on it.
struct Cut {
    record: u32,
    degree: usize,
    hanging: Vec<(usize, usize)>,
}

impl Walk {
    fn new(records: usize) -> Walk {
        Walk {
            turn: vec![0; records],
            next_turn: 1,
        }
    }

    fn enter(&mut self, record: u32, links: &[(u32, u32)]) -> Step {
        let from = links.partition_point(|link| link.0 < record);
        let degree = links[from..].partition_point(|link| link.0 == record);
        let low = self.next_turn;
        self.turn[record as usize] = low;
        self.next_turn += 1;
        let links = from..from + degree;
        Step {
            record,
            links,
            low,
            records: 1,
            inner: 0,
            to_above: 0,
            hanging: Vec::new(),
        }
    }

    /// Walks a component, adding its bridges.
    fn component(&mut self, root: u32, links: &[(u32, u32)], found: &mut Vec<Bridge>) {
        let first_turn = self.next_turn;
        let mut way = vec![self.enter(root, links)];
        let mut cuts: Vec<Cut> = Vec::new();
        let mut whole = (0, 0);
        while let Some(depth) = way.len().checked_sub(1) {
            let Some(at) = way[depth].links.next() else {
                let Some(done) = way.pop() else { break };
                whole = (done.records, done.inner);
                self.leave(done, way.last_mut(), links, &mut cuts);
                continue;
            };
            let other = links[at].1;
            let turn = self.turn[other as usize];
            let above = depth.checked_sub(1).map(|above| way[above].record);
            if turn == 0 {
                let mut step = self.enter(other, links);
                (step.inner, step.to_above) = (1, 1);
                way.push(step);
            } else if Some(other) != above && turn < self.turn[way[depth].record as usize] {
                way[depth].low = way[depth].low.min(turn);
                way[depth].inner += 1;
                // the subtree through which the link comes back to `other`
                let place = way.partition_point(|step| self.turn[step.record as usize] <= turn);
                way[place].to_above += 1;
            }
        }
        debug_assert_eq!((self.next_turn - first_turn) as usize, whole.0);
        found.extend(cuts.into_iter().filter_map(|cut| cut.bridge(whole)));
    }

    /// Hands what a finished record gathered to the one above.
    fn leave(&self, done: Step, above: Option<&mut Step>, links: &[(u32, u32)], cuts: &mut Vec<Cut>) {
        if let Some(above) = above {
            above.low = above.low.min(done.low);
            above.records += done.records;
            above.inner += done.inner;
            if done.low >= self.turn[above.record as usize] {
                above.hanging.push((done.records, done.inner - done.to_above));
            }
        }
        if !done.hanging.is_empty() {
            let from = links.partition_point(|link| link.0 < done.record);
            let degree = links[from..].partition_point(|link| link.0 == done.record);
            cuts.push(Cut {
                record: done.record,
                degree,
                hanging: done.hanging,
            });
        }
    }
}

impl Cut {
    /// With the rest of the component, which hangs together without it.
    fn bridge(self, whole: (usize, usize)) -> Option<Bridge> {
        let records: usize = self.hanging.iter().map(|part| part.0).sum();
        let links: usize = self.hanging.iter().map(|part| part.1).sum();
        let rest = (whole.0 - 1 - records, whole.1 - self.degree - links);
        let all = self.hanging.into_iter().chain([rest]);
        let dense = all.filter(|(records, links)| *records > 2 && links >= records);
        let mut parts: Vec<usize> = dense.map(|part| part.0).collect();
        parts.sort_unstable_by(|a, b| b.cmp(a));
        (parts.len() > 1).then_some(Bridge {
            record: self.record,
            parts,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edges(pairs: &[(u32, u32)]) -> Vec<Edge> {
        pairs
            .iter()
            .map(|(a, b)| Edge {
                a: *a,
                b: *b,
                weight: 1.0,
            })
            .collect()
    }

    /// Takes each record out and looks at what is left.
    fn by_definition(n: u32, edges: &[Edge], partition: &Partition) -> Vec<Bridge> {
        let pairs: Vec<(u32, u32)> = links(edges, partition);
        let mut found = Vec::new();
        for record in 0..n {
            let left: Vec<&(u32, u32)> = pairs
                .iter()
                .filter(|(a, b)| *a != record && *b != record)
                .collect();
            let mut seen = vec![false; n as usize];
            let mut parts = Vec::new();
            for (_, start) in pairs.iter().filter(|(a, _)| *a == record) {
                let (mut queue, mut records, mut links) = (vec![*start], 0, 0);
                while let Some(at) = queue.pop() {
                    if !std::mem::replace(&mut seen[at as usize], true) {
                        records += 1;
                        let near: Vec<u32> = left.iter().filter(|(a, _)| *a == at).map(|(_, b)| *b).collect();
                        links += near.len();
                        queue.extend(near);
                    }
                }
                if records > 2 && links / 2 >= records {
                    parts.push(records);
                }
            }
            parts.sort_unstable_by(|a, b| b.cmp(a));
            if parts.len() > 1 {
                found.push(Bridge { record, parts });
            }
        }
        found
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_taking_out_finds(
            pairs in proptest::collection::vec((0u32..6, 0u32..6), 0..14),
            others in proptest::collection::vec((6u32..12, 6u32..12), 0..14),
            ties in proptest::collection::vec((0u32..14, 0u32..14), 0..5),
            labels in proptest::collection::vec(prop_oneof![12 => Just(0u32), 1 => Just(1)], 14),
        ) {
            let edges = edges(&[pairs, others, ties].concat());
            let partition = Partition::of_labels(&labels);
            prop_assert_eq!(bridges(&edges, &partition), by_definition(14, &edges, &partition));
        }
    }

    #[test]
    fn a_star_and_a_chain_have_none_and_end() {
        let star: Vec<(u32, u32)> = (1..20_000).map(|b| (0, b)).collect();
        let chain: Vec<(u32, u32)> = (1..20_000).map(|b| (b - 1, b)).collect();
        let one = Partition::of_labels(&vec![0; 20_000]);
        assert_eq!(bridges(&edges(&star), &one), []);
        assert_eq!(bridges(&edges(&chain), &one), []);
    }
}
