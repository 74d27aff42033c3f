//! Disjoint sets whose root is their lowest member, so that the answer does
//! not depend on the order of the unions (Tarjan and van Leeuwen 1984: path
//! halving; linking by index).

/// Sets over the numbers from 0 to below a count, each at first on its own.
///
/// A number that is not among them is a set of its own that nothing joins.
///
/// ```
/// use fyke_resolve::cluster::Sets;
/// let mut sets = Sets::new(5);
/// assert!(sets.join(4, 2) && sets.join(2, 3));
/// assert!(!sets.join(3, 4), "they were one already");
/// assert_eq!((sets.root(4), sets.root(1)), (2, 1));
/// assert_eq!(sets.roots(), [0, 1, 2, 2, 2]);
/// ```
#[derive(Clone, Debug)]
pub struct Sets {
    parent: Vec<u32>,
}

impl Sets {
    /// So many sets of one number each.
    pub fn new(n: usize) -> Sets {
        Sets {
            parent: (0..u32::try_from(n).unwrap_or(u32::MAX)).collect(),
        }
    }

    fn parent(&self, at: u32) -> u32 {
        self.parent.get(at as usize).copied().unwrap_or(at)
    }

    /// The lowest member of the set of `at`.
    pub fn root(&mut self, at: u32) -> u32 {
        let mut at = at;
        loop {
            let parent = self.parent(at);
            if parent == at {
                return at;
            }
            let grand = self.parent(parent);
            if let Some(here) = self.parent.get_mut(at as usize) {
                *here = grand;
            }
            at = grand;
        }
    }

    /// Joins two sets; true where they were two.
    pub fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        match self.parent.get_mut(high as usize) {
            Some(parent) => {
                *parent = low;
                low != high
            }
            None => false,
        }
    }

    /// The root of every number, in order.
    pub fn roots(mut self) -> Vec<u32> {
        // parents are never above their child, so one rising pass settles all
        for at in 0..self.parent.len() {
            self.parent[at] = self.parent[self.parent[at] as usize];
        }
        self.parent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_among_them_joins_nothing() {
        let mut sets = Sets::new(3);
        assert!(!sets.join(1, 77) && !sets.join(77, 78));
        assert_eq!((sets.root(77), sets.root(1)), (77, 1));
        assert_eq!(sets.roots(), [0, 1, 2]);
    }

    proptest! {
        #[test]
        fn the_order_of_joins_does_not_matter(pairs in prop::collection::vec((0_u32..20, 0_u32..20), 0..30)) {
            let of = |pairs: &mut dyn Iterator<Item = &(u32, u32)>| {
                let mut sets = Sets::new(20);
                for (a, b) in pairs {
                    sets.join(*a, *b);
                }
                let each: Vec<u32> = (0..20).map(|at| sets.root(at)).collect();
                (each, sets.roots())
            };
            let (each, all) = of(&mut pairs.iter());
            prop_assert_eq!(&each, &all);
            prop_assert_eq!(of(&mut pairs.iter().rev()).1, all);
        }
    }
}
