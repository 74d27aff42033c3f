//! Disjoint sets whose root is their lowest member, so that the answer does
//! not depend on the order of the unions (Tarjan and van Leeuwen 1984: path
//! halving; linking by index).

/// Sets over `0..n`.
#[derive(Clone, Debug)]
pub(super) struct Sets {
    parent: Vec<u32>,
}

impl Sets {
    pub(super) fn new(n: usize) -> Sets {
        Sets {
            parent: (0..u32::try_from(n).unwrap_or(u32::MAX)).collect(),
        }
    }

    /// The lowest member of the set of `at`, which must be below `n`.
    pub(super) fn root(&mut self, at: u32) -> u32 {
        let mut at = at;
        loop {
            let parent = self.parent[at as usize];
            if parent == at {
                return at;
            }
            let grand = self.parent[parent as usize];
            self.parent[at as usize] = grand;
            at = grand;
        }
    }

    /// Joins two sets; true where they were two.
    pub(super) fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b) as usize] = a.min(b);
        a != b
    }

    /// The root of every member.
    pub(super) fn roots(mut self) -> Vec<u32> {
        // parents are never above their child, so one rising pass settles all
        for at in 0..self.parent.len() {
            self.parent[at] = self.parent[self.parent[at] as usize];
        }
        self.parent
    }
}
