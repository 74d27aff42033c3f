//! Additive correlation clustering: evidence in, clusters out.
//!
//! The sum of the evidence inside clusters is to be large (Bansal, Blum and
//! Chawla 2004). Finding the largest is NP-hard; this is greedy additive edge
//! contraction (Keuper et al. 2015): join the two clusters with the most
//! evidence between them, add up their evidence towards all others, repeat
//! while any is above zero. When it ends nothing between two clusters is
//! positive, so it is never worse than joining whole connected components,
//! and a false link between two clusters is outvoted by the pairs beside it.
//!
//! Components over positive evidence are independent of each other: they run
//! in parallel here, and could on several machines. Evidence is added in fixed
//! point, so the answer does not depend on the order of the pairs, on threads,
//! or on how the pairs were split.

use rayon::prelude::*;

use super::Edge;
use super::constraints::Constraints;
use super::contract::{FORBIDDEN, Link, contract};
use super::partition::Partition;
use super::union::Sets;

/// Evidence of a pair counts up to this many bits either way. Far beyond it
/// nothing changes, and sums of 2^30 pairs stay exact.
pub const WEIGHT_BITS_MAX: f32 = 4_096.0;

/// Evidence is rounded to this fraction of a bit.
const FRACTION: f64 = (1u32 << 20) as f64;

/// Clusters the records `0..n` by evidence about pairs, under judgements.
///
/// A "same" always joins and a "different" always parts, whatever the
/// evidence; [`Constraints::contradictions`] says which of them cannot both
/// hold. A pair given twice counts twice; a pair of a record with itself or
/// beyond `n`, or of weight NaN, says nothing. Ties go to the lower record
/// numbers. No step recurses; time is near `m log m` for `m` pairs.
///
/// ```
/// use fyke_resolve::cluster::{Constraints, Edge, cluster};
/// let edge = |a, b, weight| Edge { a, b, weight };
/// // 0 and 1 are one; a weak link to 2 is outvoted by what stands against it
/// let pairs = [edge(0, 1, 6.0), edge(1, 2, 1.0), edge(0, 2, -3.0)];
/// assert_eq!(cluster(3, &pairs, &Constraints::none()).clusters(), vec![vec![0, 1], vec![2]]);
/// // a person knows better
/// let said = Constraints::new(vec![(0, 2)], vec![(1, 2)]);
/// assert_eq!(cluster(3, &pairs, &said).clusters(), vec![vec![0, 2], vec![1]]);
/// ```
pub fn cluster(n: usize, edges: &[Edge], constraints: &Constraints) -> Partition {
    let mut said = Said::of(n, constraints);
    let groups = said.groups();
    let roots = said.components(edges);
    let (jobs, links) = jobs(&said, &groups, &roots, edges);
    let settled: Vec<Vec<u32>> = jobs
        .par_iter()
        .with_min_len(64)
        .map(|job| contract(job.nodes.len(), &links[job.links.clone()]))
        .collect();
    let mut labels = roots;
    for (job, clusters) in jobs.iter().zip(settled) {
        for (node, lowest) in job.nodes.iter().zip(clusters) {
            labels[*node as usize] = job.nodes[lowest as usize];
        }
    }
    // within a group the label is that of its lowest member
    for (record, group) in groups.iter().enumerate() {
        labels[record] = labels[*group as usize];
    }
    labels.truncate(n);
    Partition::of_lowest(labels)
}

/// The components that are clustered each on its own: records joined by
/// positive evidence or by a "same", directly or through others. Work can be
/// split between machines along them, and a change touches only its own.
pub fn components(n: usize, edges: &[Edge], constraints: &Constraints) -> Partition {
    let mut roots = Said::of(n, constraints).components(edges);
    roots.truncate(n);
    Partition::of_lowest(roots)
}

/// Constraints over numbers without gaps: `0..n` are records, what lies above
/// takes the places after them in order.
struct Said {
    n: usize,
    numbers: usize,
    same: Vec<(u32, u32)>,
    different: Vec<(u32, u32)>,
}

impl Said {
    fn of(n: usize, constraints: &Constraints) -> Said {
        let both = constraints.same().iter().chain(constraints.different());
        let mut above: Vec<u32> = both
            .flat_map(|(a, b)| [*a, *b])
            .filter(|at| *at as usize >= n)
            .collect();
        above.sort_unstable();
        above.dedup();
        let place = |at: u32| {
            if (at as usize) < n {
                at
            } else {
                (n + above.partition_point(|other| *other < at)) as u32
            }
        };
        let all = |pairs: &[(u32, u32)]| pairs.iter().map(|(a, b)| (place(*a), place(*b))).collect();
        Said {
            n,
            numbers: n + above.len(),
            same: all(constraints.same()),
            different: all(constraints.different()),
        }
    }

    fn sets(&self) -> Sets {
        let mut sets = Sets::new(self.numbers);
        for (a, b) in &self.same {
            sets.join(*a, *b);
        }
        sets
    }

    /// The lowest number that "same" joins each to.
    fn groups(&mut self) -> Vec<u32> {
        self.sets().roots()
    }

    /// The lowest number of the component of each.
    fn components(&self, edges: &[Edge]) -> Vec<u32> {
        let mut sets = self.sets();
        for edge in edges {
            if fixed(edge.weight) > 0 && self.counts(edge) {
                sets.join(edge.a, edge.b);
            }
        }
        sets.roots()
    }

    fn counts(&self, edge: &Edge) -> bool {
        (edge.a as usize) < self.n && (edge.b as usize) < self.n
    }
}

/// A component in which something stands against joining it whole.
struct Job {
    /// Its groups by their lowest number, rising.
    nodes: Vec<u32>,
    /// Where its links are.
    links: std::ops::Range<usize>,
}

/// The contested components with their links, summed by pair of groups and
/// numbered within the component. All others are one cluster each.
fn jobs(said: &Said, groups: &[u32], roots: &[u32], edges: &[Edge]) -> (Vec<Job>, Vec<Link>) {
    let group_of = |at: u32| groups[at as usize];
    let root_of = |at: u32| roots[at as usize];
    let mut contested = vec![false; roots.len()];
    for edge in edges.iter().filter(|edge| edge.weight < 0.0 && said.counts(edge)) {
        let root = root_of(edge.a);
        contested[root as usize] |= root == root_of(edge.b);
    }
    let apart = said.different.iter().filter(|(a, b)| root_of(*a) == root_of(*b));
    for (a, _) in apart.clone() {
        contested[root_of(*a) as usize] = true;
    }

    // number the groups of each contested component
    let mut place = vec![0u32; roots.len()];
    let mut job_at = vec![u32::MAX; roots.len()];
    let mut jobs: Vec<Job> = Vec::new();
    for node in (0..roots.len() as u32).filter(|at| contested[root_of(*at) as usize] && group_of(*at) == *at)
    {
        let root = root_of(node) as usize;
        if job_at[root] == u32::MAX {
            job_at[root] = jobs.len() as u32;
            jobs.push(Job {
                nodes: Vec::new(),
                links: 0..0,
            });
        }
        let nodes = &mut jobs[job_at[root] as usize].nodes;
        place[node as usize] = nodes.len() as u32;
        nodes.push(node);
    }

    let within = |a: u32, b: u32, weight: i64| {
        let (root, a, b) = (root_of(a), group_of(a), group_of(b));
        let link = Link {
            a: place[a.min(b) as usize],
            b: place[a.max(b) as usize],
            weight,
        };
        (a != b).then(|| (job_at[root as usize], link))
    };
    let linked = edges
        .iter()
        .filter(|edge| said.counts(edge) && root_of(edge.a) == root_of(edge.b));
    let linked = linked.filter(|edge| contested[root_of(edge.a) as usize]);
    let mut links: Vec<(u32, Link)> = linked
        .filter_map(|edge| within(edge.a, edge.b, fixed(edge.weight)))
        .chain(apart.filter_map(|(a, b)| within(*a, *b, FORBIDDEN)))
        .collect();
    links.sort_unstable_by_key(|(job, link)| (*job, link.a, link.b));
    let mut summed: Vec<Link> = Vec::with_capacity(links.len());
    for of_job in links.chunk_by(|x, y| x.0 == y.0) {
        let from = summed.len();
        for of_pair in of_job.chunk_by(|x, y| (x.1.a, x.1.b) == (y.1.a, y.1.b)) {
            let weight = of_pair
                .iter()
                .fold(0, |sum, (_, link)| super::contract::add(sum, link.weight));
            summed.push(Link {
                weight,
                ..of_pair[0].1
            });
        }
        jobs[of_job[0].0 as usize].links = from..summed.len();
    }
    (jobs, summed)
}

/// Evidence in fixed point: sums are exact, whatever their order.
fn fixed(weight: f32) -> i64 {
    // a NaN becomes 0
    (f64::from(weight.clamp(-WEIGHT_BITS_MAX, WEIGHT_BITS_MAX)) * FRACTION).round() as i64
}
