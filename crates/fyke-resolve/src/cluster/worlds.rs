//! Small worlds in text for the tests of clustering, and what must hold of all.
//!
//! `a=b 3` is evidence of 3 bits for a pair and `a=b -1` against it; `a==b` is
//! a judgement that they are the same, `a!=b` that they are not.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::correlate::{cluster, components};
use super::{Constraints, Edge, Partition};

/// Evidence and constraints of a world; records are letters.
fn world(text: &str) -> (Vec<Edge>, Constraints) {
    let (mut edges, mut same, mut different) = (Vec::new(), Vec::new(), Vec::new());
    let record = |letter: &str| u32::from(letter.bytes().next().unwrap() - b'a');
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        if let Some((a, b)) = part.split_once("==") {
            same.push((record(a), record(b)));
        } else if let Some((a, b)) = part.split_once("!=") {
            different.push((record(a), record(b)));
        } else {
            let (pair, weight) = part.split_once(' ').unwrap();
            let (a, b) = pair.split_once('=').unwrap();
            edges.push(Edge {
                a: record(a),
                b: record(b),
                weight: weight.parse().unwrap(),
            });
        }
    }
    (edges, Constraints::new(same, different))
}

/// `ab c` for a partition of three.
fn in_letters(partition: &Partition) -> String {
    let letters = |cluster: &Vec<u32>| cluster.iter().map(|r| char::from(b'a' + *r as u8)).collect();
    partition
        .clusters()
        .iter()
        .map(letters)
        .collect::<Vec<String>>()
        .join(" ")
}

fn expect(n: usize, text: &str, clusters: &str) {
    let (edges, constraints) = world(text);
    assert_eq!(in_letters(&cluster(n, &edges, &constraints)), clusters, "{text}");
}

#[test]
fn worlds_by_hand() {
    expect(3, "", "a b c");
    expect(3, "a=b 3; b=c 2", "abc");
    expect(3, "a=b 3; b=c 2; a!=c", "ab c");
    // the stronger of two links goes first, whatever the order
    expect(3, "b=c 3; a=b 2; a!=c", "a bc");
    // a link of 2 is outvoted by a repulsion of 3
    expect(3, "a=b 5; b=c 2; a=c -3", "ab c");
    // and stands against one of 1
    expect(3, "a=b 5; b=c 2; a=c -1", "abc");
    // two triangles and one false link between them
    expect(
        6,
        "a=b 4; b=c 4; a=c 4; d=e 4; e=f 4; d=f 4; c=d 3; a=f -2; b=e -2",
        "abc def",
    );
    // ties go to the lower records
    expect(4, "c=d 1; b=c 1; a=b 1; a!=c; b!=d", "ab cd");
    // a "same" joins without evidence, and carries a "different" with it
    expect(4, "a==d; b=d 9; a!=b", "ad b c");
    expect(4, "a==d; b=d 9; a=b -10", "ad b c");
    expect(4, "a==d; b=d 9; a=b -8", "abd c");
    // a "same" against all evidence
    expect(2, "a=b -4000; a==b", "ab");
    // a contradiction: the chain of "same" holds, and is reported
    expect(3, "a==b; b==c; a!=c", "abc");
    assert_eq!(world("a==b; b==c; a!=c").1.contradictions().len(), 1);
    // a number above the records joins them, as a canonical id does
    expect(2, "a==z; b==z", "ab");
    expect(3, "a==z; b!=z; a=b 7; b=c 1", "a bc");
    // what says nothing
    expect(2, "a=a 5; a=y 4; a=b NaN; a=b 0", "a b");
    expect(2, "a=b inf; a=b -inf", "a b");
    // a pair given twice counts twice
    expect(2, "a=b 3; b=a -2; a=b -2", "a b");
}

/// The evidence inside clusters.
fn inside(partition: &Partition, edges: &[Edge]) -> f64 {
    edges
        .iter()
        .filter(|e| e.a != e.b && partition.same(e.a, e.b))
        .map(|e| f64::from(e.weight))
        .sum()
}

/// All partitions of `n` records (restricted growth strings).
fn all_partitions(n: usize) -> Vec<Vec<u32>> {
    let mut all = vec![vec![]];
    for _ in 0..n {
        let longer = |labels: &Vec<u32>| {
            let next = labels.iter().max().map_or(0, |most| most + 1);
            let with = |label| labels.iter().copied().chain([label]).collect::<Vec<u32>>();
            (0..=next).map(with).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

fn edges(n: u32, most: usize) -> impl Strategy<Value = Vec<Edge>> {
    let edge = (0..n, 0..n, -8i8..9).prop_map(|(a, b, w)| Edge {
        a,
        b,
        weight: f32::from(w) / 2.0,
    });
    proptest::collection::vec(edge, 0..most)
}

fn pairs(n: u32, most: usize) -> impl Strategy<Value = Vec<(u32, u32)>> {
    proptest::collection::vec((0..n, 0..n), 0..most)
}

static ALL_OF_SIX: LazyLock<Vec<Partition>> = LazyLock::new(|| {
    all_partitions(6)
        .iter()
        .map(|labels| Partition::of_labels(labels))
        .collect()
});

static ONE_THREAD: LazyLock<rayon::ThreadPool> =
    LazyLock::new(|| rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap());

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn never_worse_than_components_nor_better_than_the_best(edges in edges(6, 16)) {
        let none = Constraints::none();
        let (found, joined) = (cluster(6, &edges, &none), components(6, &edges, &none));
        let best = ALL_OF_SIX.iter().map(|partition| inside(partition, &edges)).fold(0.0, f64::max);
        let sum = inside(&found, &edges);
        prop_assert!(sum >= inside(&joined, &edges) - 1e-6);
        prop_assert!(sum >= -1e-6 && sum <= best + 1e-6);
        // clusters lie within components, and nothing positive is left between two
        for edge in &edges {
            prop_assert!(!found.same(edge.a, edge.b) || joined.same(edge.a, edge.b));
        }
    }

    #[test]
    fn people_are_obeyed(edges in edges(40, 150), same in pairs(45, 8), different in pairs(45, 20)) {
        let said = Constraints::new(same, different);
        let found = cluster(45, &edges, &said);
        for (a, b) in said.same() {
            prop_assert!(found.same(*a, *b));
        }
        for (a, b) in said.different() {
            prop_assert!(!found.same(*a, *b));
        }
    }

    #[test]
    fn the_order_of_the_pairs_and_threads_do_not_show(
        edges in edges(40, 150), same in pairs(40, 5), different in pairs(40, 5), seed in any::<u64>(),
    ) {
        let said = Constraints::new(same, different);
        let found = cluster(40, &edges, &said);
        let mut rng = crate::measure::Rng::new(seed);
        let mut mixed = edges.clone();
        for at in (1..mixed.len()).rev() {
            mixed.swap(at, rng.below(at + 1));
        }
        for edge in &mut mixed {
            (edge.a, edge.b) = (edge.b, edge.a);
        }
        prop_assert_eq!(&found, &cluster(40, &mixed, &said));
        prop_assert_eq!(&found, &ONE_THREAD.install(|| cluster(40, &edges, &said)));
        // and a component is clustered alone as it is among others
        let parts = components(40, &edges, &said);
        for part in parts.clusters() {
            let inner: Vec<Edge> = edges.iter().filter(|e| part.contains(&e.a) && part.contains(&e.b)).copied().collect();
            let alone = cluster(40, &inner, &said);
            for record in &part {
                prop_assert_eq!(found.label(*record), alone.label(*record));
            }
        }
    }
}

#[test]
fn a_star_and_a_crowd_end() {
    // every leaf is tied to the hub and the hub's numbers fall leaf by leaf
    let leaves = 20_000u32;
    let star: Vec<Edge> = (0..leaves)
        .map(|a| Edge {
            a,
            b: leaves,
            weight: 1.0 + a as f32,
        })
        .collect();
    let apart: Vec<(u32, u32)> = (0..leaves - 1).map(|a| (a, a + 1)).collect();
    let found = cluster(leaves as usize + 1, &star, &Constraints::new(vec![], apart));
    let hub = found
        .labels()
        .iter()
        .filter(|l| **l == found.label(leaves))
        .count();
    assert_eq!(hub, leaves as usize / 2 + 1);
}
