//! What people said, checked before it binds: a chain of "same" that ends in a
//! "different" is a contradiction, and is handed back, never resolved silently.
//!
//! Until a person settles it, the chain holds and the "different" is set aside.
//! That is how nomenklatura reads its resolver files (a positive judgement is
//! transitive and comes before any negative), so that a case that changes
//! tools keeps its clusters.

/// Judgements as constraints over records. Numbers need not be records of the
/// list that is clustered: an id that only joins others (`NK-...`, `Q...`) is a
/// number above them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Constraints {
    same: Vec<(u32, u32)>,
    different: Vec<(u32, u32)>,
    contradictions: Vec<Contradiction>,
}

/// A "different" within a chain of "same".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contradiction {
    /// Judgements of "same" that lead from one record to the other. Empty where
    /// a record was called different from itself, or where the listed chains
    /// would exceed [`CHAIN_LINKS_MAX`] together.
    pub chain: Vec<(u32, u32)>,
    /// The judgement that they are different. It is set aside.
    pub different: (u32, u32),
}

/// Links listed in all contradictions of one set together; beyond it a
/// contradiction is still reported, without its chain.
pub const CHAIN_LINKS_MAX: usize = 100_000;

impl Constraints {
    /// No judgement at all.
    pub fn none() -> Constraints {
        Constraints::default()
    }

    /// From pairs that people called the same and pairs that they called
    /// different, in any order.
    ///
    /// ```
    /// use fyke_resolve::cluster::Constraints;
    /// let said = Constraints::new(vec![(0, 1), (1, 2)], vec![(0, 2), (2, 3)]);
    /// let found = &said.contradictions()[0];
    /// assert_eq!((found.chain.as_slice(), found.different), (&[(0, 1), (1, 2)][..], (0, 2)));
    /// ```
    pub fn new(same: Vec<(u32, u32)>, different: Vec<(u32, u32)>) -> Constraints {
        let mut same = in_order(same);
        same.retain(|(a, b)| a != b);
        let forest = Forest::of(&same);
        let (mut holding, mut contradictions, mut listed) = (Vec::new(), Vec::new(), 0);
        for (a, b) in in_order(different) {
            if a != b && !forest.joined(a, b) {
                holding.push((a, b));
                continue;
            }
            let chain = forest.chain(a, b, CHAIN_LINKS_MAX - listed);
            // one chain too long to list ends the listing: the work is bounded too
            listed = if chain.is_empty() && a != b {
                CHAIN_LINKS_MAX
            } else {
                listed + chain.len()
            };
            contradictions.push(Contradiction {
                chain,
                different: (a, b),
            });
        }
        Constraints {
            same,
            different: holding,
            contradictions,
        }
    }

    /// Pairs called the same, lower first, in order.
    pub fn same(&self) -> &[(u32, u32)] {
        &self.same
    }

    /// Pairs called different that hold, lower first, in order.
    pub fn different(&self) -> &[(u32, u32)] {
        &self.different
    }

    /// What cannot all be true, by the "different" in it.
    pub fn contradictions(&self) -> &[Contradiction] {
        &self.contradictions
    }
}

fn in_order(mut pairs: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    for pair in &mut pairs {
        *pair = (pair.0.min(pair.1), pair.0.max(pair.1));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Breadth-first trees over the "same" judgements: the root of each is its
/// lowest number.
struct Forest {
    nodes: Vec<u32>,
    /// By node: root, parent, depth, all as places in `nodes`.
    places: Vec<(u32, u32, u32)>,
}

impl Forest {
    fn of(same: &[(u32, u32)]) -> Forest {
        let mut nodes: Vec<u32> = same.iter().flat_map(|(a, b)| [*a, *b]).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let at = |node: u32| nodes.partition_point(|n| *n < node) as u32;
        let mut links: Vec<(u32, u32)> = same
            .iter()
            .flat_map(|(a, b)| [(at(*a), at(*b)), (at(*b), at(*a))])
            .collect();
        links.sort_unstable();
        let unseen = u32::MAX;
        let mut places = vec![(unseen, 0, 0); nodes.len()];
        let mut queue = std::collections::VecDeque::new();
        for root in 0..nodes.len() as u32 {
            if places[root as usize].0 != unseen {
                continue;
            }
            places[root as usize] = (root, root, 0);
            queue.push_back(root);
            while let Some(node) = queue.pop_front() {
                let depth = places[node as usize].2 + 1;
                let from = links.partition_point(|link| link.0 < node);
                for (_, next) in links[from..].iter().take_while(|link| link.0 == node) {
                    if places[*next as usize].0 == unseen {
                        places[*next as usize] = (root, node, depth);
                        queue.push_back(*next);
                    }
                }
            }
        }
        Forest { nodes, places }
    }

    fn place(&self, node: u32) -> Option<u32> {
        self.nodes.binary_search(&node).ok().map(|at| at as u32)
    }

    fn joined(&self, a: u32, b: u32) -> bool {
        match (self.place(a), self.place(b)) {
            (Some(a), Some(b)) => self.places[a as usize].0 == self.places[b as usize].0,
            _ => false,
        }
    }

    /// The links from `a` to `b`; empty where they are more than `most`.
    fn chain(&self, a: u32, b: u32, most: usize) -> Vec<(u32, u32)> {
        let (Some(mut left), Some(mut right)) = (self.place(a), self.place(b)) else {
            return Vec::new();
        };
        let (mut up, mut down) = (Vec::new(), Vec::new());
        while left != right && up.len() + down.len() < most {
            let climb_left = self.places[left as usize].2 >= self.places[right as usize].2;
            let (from, list) = if climb_left {
                (&mut left, &mut up)
            } else {
                (&mut right, &mut down)
            };
            let parent = self.places[*from as usize].1;
            let (one, other) = (self.nodes[*from as usize], self.nodes[parent as usize]);
            list.push((one.min(other), one.max(other)));
            *from = parent;
        }
        if left != right {
            return Vec::new();
        }
        up.extend(down.into_iter().rev());
        up
    }
}

#[cfg(test)]
mod tests {
    use super::super::union::Sets;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_record_different_from_itself_is_a_contradiction() {
        let said = Constraints::new(vec![(4, 4)], vec![(3, 3)]);
        assert_eq!(
            said.contradictions(),
            [Contradiction {
                chain: vec![],
                different: (3, 3)
            }]
        );
        assert_eq!((said.same(), said.different()), (&[][..], &[][..]));
    }

    #[test]
    fn a_chain_too_long_to_list_is_reported_without_it() {
        let links = CHAIN_LINKS_MAX as u32 / 2 + 1;
        let same = (0..links).map(|a| (a, a + 1)).collect();
        let said = Constraints::new(same, vec![(0, links), (1, links), (7, 9)]);
        let lengths: Vec<usize> = said.contradictions().iter().map(|c| c.chain.len()).collect();
        assert_eq!(lengths, [links as usize, 0, 0]);
    }

    proptest! {
        #[test]
        fn every_chain_leads_from_one_to_the_other(
            same in proptest::collection::vec((0u32..12, 0u32..12), 0..14),
            different in proptest::collection::vec((0u32..12, 0u32..12), 0..8),
        ) {
            let said = Constraints::new(same.clone(), different.clone());
            let mut turned = different.clone();
            turned.reverse();
            let turned = turned.into_iter().map(|(a, b)| (b, a)).collect();
            prop_assert_eq!(&said, &Constraints::new(same.iter().rev().copied().collect(), turned));
            let total = said.contradictions().len() + said.different().len();
            prop_assert_eq!(total, in_order(different).len());
            for found in said.contradictions() {
                let mut at = found.different.0;
                for (a, b) in &found.chain {
                    prop_assert!(said.same().contains(&(*a, *b)));
                    prop_assert!(at == *a || at == *b);
                    at = if at == *a { *b } else { *a };
                }
                prop_assert_eq!(at, found.different.1);
            }
            let mut sets = Sets::new(12);
            for (a, b) in said.same() {
                sets.join(*a, *b);
            }
            for (a, b) in said.different() {
                prop_assert!(sets.root(*a) != sets.root(*b));
            }
        }
    }
}
