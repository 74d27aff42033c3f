//! Additive correlation clustering: evidence in, clusters out.

use super::Edge;
use super::constraints::{Constraints, joined};
use super::partition::Partition;
use super::union::Sets;

/// Clusters records `0..n` by evidence about pairs, under constraints.
pub fn cluster(n: usize, edges: &[Edge], constraints: &Constraints) -> Partition {
    let numbers = n.max(constraints.numbers());
    let mut sets = Sets::new(numbers);
    for edge in edges {
        if edge.weight > 0.0 && (edge.a as usize) < n && (edge.b as usize) < n {
            sets.join(edge.a, edge.b);
        }
    }
    joined(&mut sets, constraints);
    let mut roots = sets.roots();
    roots.truncate(n);
    Partition::of_lowest(roots)
}
