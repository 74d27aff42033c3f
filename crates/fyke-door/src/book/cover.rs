//! A cover as the desk uses it: read from an envelope, moved on as days pass.

use super::tree::{Cover, LEVELS, Leaf, cover, down, in_tree};
use crate::bytes::{Malformed, Reader};
use crate::day::Day;
use crate::secret::Secret;

impl Cover {
    /// The leaf of a day; `None` before the first and after the tree's end.
    pub fn leaf(&self, day: Day) -> Option<Leaf> {
        (in_tree(day) && day.0 >= self.first).then(|| Leaf(self.node(day.0, 0)))
    }

    /// The cover without the days before this one; `None` where it is gone already
    /// or after the tree's end.
    pub fn from(&self, first: Day) -> Option<Cover> {
        (in_tree(first) && first.0 >= self.first).then(|| cover(first.0, |day, level| self.node(day, level)))
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

/// How many of the lowest `bits` bits are zero.
const fn zeros(day: u32, bits: u32) -> usize {
    (bits - (day & ((1 << bits) - 1)).count_ones()) as usize
}

#[cfg(test)]
mod tests {
    use super::super::ReplySeed;
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
