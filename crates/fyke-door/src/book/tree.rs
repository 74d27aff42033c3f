//! One seed, one leaf a day, and no way back.
//!
//! The tree of Goldreich, Goldwasser and Micali (*How to construct random
//! functions*, 1986), sixteen levels deep: a leaf for each day to 2149-06-06. From
//! a *cover* of the days to come, those days can be made and no earlier one. A
//! source sends the cover of the day it writes on, so that not even the envelope
//! holds what opens an older book; the desk moves the cover on as days pass.

use crate::day::Day;
use crate::secret::{Secret, hmac};
use hmac::Mac;

pub(super) const LEVELS: u32 = 16;

/// The root of a conversation's tree. Only a codename yields it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplySeed(Secret<32>);

/// The secret of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf(pub(super) Secret<32>);

/// The nodes that yield the leaves of a day and every later one: the day's own
/// leaf, then from low to high each right sibling of its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    pub(super) first: u32,
    pub(super) nodes: Vec<Secret<32>>,
}

impl ReplySeed {
    /// The seed of these bytes.
    pub const fn new(seed: Secret<32>) -> ReplySeed {
        ReplySeed(seed)
    }

    /// Its bytes, for the token of a session.
    pub(crate) const fn expose(&self) -> &Secret<32> {
        &self.0
    }

    /// The leaf of a day; `None` after 2149-06-06, when the tree ends.
    pub fn leaf(&self, day: Day) -> Option<Leaf> {
        in_tree(day).then(|| Leaf(down(&self.0, day.0, LEVELS, 0)))
    }

    /// The cover of a day and all that follow.
    pub fn cover(&self, first: Day) -> Option<Cover> {
        in_tree(first).then(|| cover(first.0, |day, level| down(&self.0, day, LEVELS, level)))
    }
}

impl Cover {
    /// The first day it yields.
    pub const fn first(&self) -> Day {
        Day(self.first)
    }

    /// Appends its nodes, 32 bytes each; the day says how many.
    pub fn write(&self, out: &mut Vec<u8>) {
        for node in &self.nodes {
            out.extend_from_slice(node.expose());
        }
    }
}

impl Leaf {
    /// Its bytes, for the keys of slots.
    pub(super) const fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }
}

pub(super) const fn in_tree(day: Day) -> bool {
    day.0 < 1 << LEVELS
}

pub(super) fn cover(first: u32, node: impl Fn(u32, u32) -> Secret<32>) -> Cover {
    let mut nodes = vec![node(first, 0)];
    for level in 0..LEVELS {
        if first >> level & 1 == 0 {
            nodes.push(node((first >> level | 1) << level, level));
        }
    }
    Cover { first, nodes }
}

/// From the node above `day` at one level down to a lower one.
pub(super) fn down(node: &Secret<32>, day: u32, from: u32, to: u32) -> Secret<32> {
    let mut node = node.clone();
    for level in (to..from).rev() {
        let mac = hmac(&node).chain_update(b"fyke tree v1");
        let mac = mac.chain_update([(day >> level & 1) as u8]);
        node = Secret::new(mac.finalize().into_bytes().into());
    }
    node
}
