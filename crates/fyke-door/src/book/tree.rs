//! One seed, one leaf a day, and no way back.
//!
//! The tree of Goldreich, Goldwasser and Micali (*How to construct random
//! functions*, 1986), sixteen levels deep: a leaf for each day to 2149-06-06. From
//! a *cover* of the days to come, those days can be made and no earlier one. A
//! source sends the cover of the day it writes on, so that not even the envelope
//! holds what opens an older book; the desk moves the cover on as days pass.

use crate::bytes::{Malformed, Reader};
use crate::day::Day;
use crate::secret::Secret;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

const LEVELS: u32 = 16;

/// The root of a conversation's tree. Only a codename yields it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplySeed(Secret<32>);

/// The secret of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf(Secret<32>);

/// The nodes that yield the leaves of a day and every later one: the day's own
/// leaf, then from low to high each right sibling of its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    first: u32,
    nodes: Vec<Secret<32>>,
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

    /// The leaf of a day; `None` before the first and after the tree's end.
    pub fn leaf(&self, day: Day) -> Option<Leaf> {
        (in_tree(day) && day.0 >= self.first).then(|| Leaf(self.node(day.0, 0)))
    }

    /// The cover without the days before this one; `None` where it is gone already
    /// or after the tree's end.
    pub fn from(&self, first: Day) -> Option<Cover> {
        (in_tree(first) && first.0 >= self.first).then(|| cover(first.0, |day, level| self.node(day, level)))
    }

    /// Appends its nodes, 32 bytes each; the day says how many.
    pub fn write(&self, out: &mut Vec<u8>) {
        for node in &self.nodes {
            out.extend_from_slice(node.expose());
        }
    }

    /// Reads the nodes of the cover of a day.
    pub fn read(reader: &mut Reader<'_>, first: Day) -> Result<Cover, Malformed> {
        if !in_tree(first) {
            return Err(reader.malformed("day", "is after 2149-06-06"));
        }
        let nodes = (0..=zeros(first.0, LEVELS))
            .map(|_| reader.array("cover").map(Secret::new))
            .collect::<Result<_, _>>()?;
        Ok(Cover {
            first: first.0,
            nodes,
        })
    }

    /// The node above `day` at a level (0: the leaf), which must not be above `first`
    /// unless it is the first leaf itself.
    fn node(&self, day: u32, level: u32) -> Secret<32> {
        match (day ^ self.first).checked_ilog2() {
            None => self.nodes[0].clone(),
            // the highest bit in which they differ is one here and zero in `first`:
            // the right sibling of that bit is in the cover
            Some(bit) => down(&self.nodes[1 + zeros(self.first, bit)], day, bit, level),
        }
    }
}

impl Leaf {
    /// Its bytes, for the keys of slots.
    pub(super) const fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }
}

const fn in_tree(day: Day) -> bool {
    day.0 < 1 << LEVELS
}

/// How many of the lowest `bits` bits are zero.
const fn zeros(day: u32, bits: u32) -> usize {
    (bits - (day & ((1 << bits) - 1)).count_ones()) as usize
}

fn cover(first: u32, node: impl Fn(u32, u32) -> Secret<32>) -> Cover {
    let mut nodes = vec![node(first, 0)];
    for level in 0..LEVELS {
        if first >> level & 1 == 0 {
            nodes.push(node((first >> level | 1) << level, level));
        }
    }
    Cover { first, nodes }
}

/// From the node above `day` at one level down to a lower one.
fn down(node: &Secret<32>, day: u32, from: u32, to: u32) -> Secret<32> {
    let mut node = node.clone();
    for level in (to..from).rev() {
        let mut mac = Hmac::<Sha256>::new_from_slice(node.expose()).expect("HMAC takes keys of any length");
        mac.update(b"fyke tree v1");
        mac.update(&[(day >> level & 1) as u8]);
        node = Secret::new(mac.finalize().into_bytes().into());
    }
    node
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seed() -> ReplySeed {
        ReplySeed::new(Secret::new([7; 32]))
    }

    proptest! {
        #[test]
        fn a_cover_yields_the_days_to_come_and_no_other(first in 0u32..65_536, day in 0u32..65_536) {
            let cover = seed().cover(Day(first)).unwrap();
            let expected = (day >= first).then(|| seed().leaf(Day(day)).unwrap());
            prop_assert_eq!(cover.leaf(Day(day)), expected);
        }

        #[test]
        fn a_cover_moved_on_is_the_cover_of_that_day(first in 0u32..65_536, then in 0u32..65_536) {
            let cover = seed().cover(Day(first)).unwrap();
            let expected = (then >= first).then(|| seed().cover(Day(then)).unwrap());
            prop_assert_eq!(cover.from(Day(then)), expected);
        }

        #[test]
        fn a_cover_is_read_as_it_was_written(first in 0u32..65_536) {
            let cover = seed().cover(Day(first)).unwrap();
            let mut bytes = Vec::new();
            cover.write(&mut bytes);
            let mut reader = Reader::new(&bytes);
            prop_assert_eq!(Cover::read(&mut reader, Day(first)).unwrap(), cover);
            prop_assert_eq!(reader.end(), Ok(()));
        }
    }

    #[test]
    fn every_day_has_its_own_leaf_and_after_the_last_there_is_none() {
        let leaves: std::collections::BTreeSet<[u8; 32]> = (20_000..20_400)
            .map(|day| *seed().leaf(Day(day)).unwrap().expose())
            .collect();
        assert_eq!(leaves.len(), 400);
        assert_eq!(seed().leaf(Day(65_536)), None);
        assert_eq!(seed().cover(Day(u32::MAX)), None);
    }
}
