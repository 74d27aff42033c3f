//! Union-find over nodes, with the names that guard each cluster: speakers who cannot be
//! one person do not join but by a nearly literal link.

use super::node::{Node, days_apart};
use super::speaker::{Name, conflict};

/// Names a cluster keeps to guard itself with.
const NAMES_MAX: usize = 8;

/// Union-find with what guards each cluster.
pub(super) struct Forest<'a> {
    parents: Vec<u32>,
    sizes: Vec<u32>,
    names: Vec<Vec<&'a Name>>,
    nodes: &'a [Node],
}

impl<'a> Forest<'a> {
    pub fn new(nodes: &'a [Node], names: &'a [Option<Name>]) -> Forest<'a> {
        Forest {
            parents: (0..nodes.len() as u32).collect(),
            sizes: vec![1; nodes.len()],
            names: nodes
                .iter()
                .map(|node| names[node.speaker as usize].iter().collect())
                .collect(),
            nodes,
        }
    }

    pub fn find(&mut self, at: u32) -> u32 {
        let mut root = at;
        while self.parents[root as usize] != root {
            root = self.parents[root as usize];
        }
        let mut step = at;
        while self.parents[step as usize] != root {
            step = std::mem::replace(&mut self.parents[step as usize], root);
        }
        root
    }

    /// Nodes of the cluster.
    pub fn size(&mut self, at: u32) -> u32 {
        let root = self.find(at);
        self.sizes[root as usize]
    }

    /// Joins two clusters unless their speakers cannot be one; `literal` links may.
    pub fn join(&mut self, one: u32, other: u32, literal: bool) -> bool {
        let (a, b) = (self.find(one), self.find(other));
        if a == b {
            return false;
        }
        let clash = self.names[a as usize]
            .iter()
            .any(|x| self.names[b as usize].iter().any(|y| conflict(x, y)));
        let far =
            days_apart(&self.nodes[one as usize], &self.nodes[other as usize]).is_some_and(|days| days > 365);
        if (clash || far) && !literal {
            return false;
        }
        let (root, child) = (a.min(b), a.max(b));
        self.parents[child as usize] = root;
        self.sizes[root as usize] += self.sizes[child as usize];
        let moved = std::mem::take(&mut self.names[child as usize]);
        for name in moved {
            if self.names[root as usize].len() < NAMES_MAX && !self.names[root as usize].contains(&name) {
                self.names[root as usize].push(name);
            }
        }
        true
    }
}
