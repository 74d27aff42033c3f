//! Many small things in few pieces of memory: texts one after the other, and
//! lists by number. A million of either costs no million allocations.

use super::bytes::{In, Number, Out};
use crate::error::{Result, StoreError};
use std::io::{self, Read};

/// Texts by number.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Texts {
    text: Vec<u8>,
    ends: Vec<u32>,
}

impl Texts {
    /// Appends a text and gives its number.
    ///
    /// # Errors
    /// Beyond four gigabytes of text.
    pub(super) fn push(&mut self, text: &str) -> Result<u32> {
        self.text.extend_from_slice(text.as_bytes());
        let end = u32::try_from(self.text.len()).map_err(|_| too_much())?;
        let number = u32::try_from(self.ends.len()).map_err(|_| too_much())?;
        self.ends.push(end);
        Ok(number)
    }

    /// A text; empty where there is none of this number.
    pub(super) fn at(&self, number: u32) -> &str {
        std::str::from_utf8(self.bytes_at(number)).unwrap_or_default()
    }

    /// Its bytes.
    pub(super) fn bytes_at(&self, number: u32) -> &[u8] {
        let at = number as usize;
        let Some(&end) = self.ends.get(at) else { return &[] };
        let before = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.copied().unwrap_or(0);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// How many.
    pub(super) fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    /// Where the texts are in order: the number of `text`.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        let at = self.first_not_below(text.as_bytes());
        (at < self.len() && self.bytes_at(at) == text.as_bytes()).then_some(at)
    }

    /// Where the texts are in order: the first that is not below `text`.
    pub(super) fn first_not_below(&self, text: &[u8]) -> u32 {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.bytes_at(middle) < text {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    pub(super) fn bytes(&self) -> u64 {
        (self.text.len() + 4 * self.ends.len()) as u64
    }

    pub(super) fn write(&self, out: &mut Out<'_>) -> io::Result<()> {
        out.numbers(&self.text)?;
        out.numbers(&self.ends)
    }

    pub(super) fn read<R: Read>(from: &mut In<R>) -> io::Result<Texts> {
        let mut texts = Texts {
            text: from.numbers()?,
            ends: from.numbers()?,
        };
        texts.text.shrink_to_fit();
        Ok(texts)
    }
}

/// Lists of numbers by the number of whose they are.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Lists<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy + Default> Lists<T> {
    /// Lists out of pairs (whose, item); items of one keep their order.
    pub(super) fn of(groups: u32, pairs: impl Iterator<Item = (u32, T)> + Clone) -> Lists<T> {
        let mut starts = vec![0u32; groups as usize + 1];
        for (group, _) in pairs.clone() {
            if let Some(count) = starts.get_mut(group as usize + 1) {
                *count += 1;
            }
        }
        let mut total = 0u32;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut next = starts.clone();
        let mut items = vec![T::default(); total as usize];
        for (group, item) in pairs {
            let Some(place) = next.get_mut(group as usize) else {
                continue;
            };
            if let Some(slot) = items.get_mut(*place as usize) {
                *slot = item;
                *place += 1;
            }
        }
        Lists { starts, items }
    }

    /// The list of one; empty where there is none.
    pub(super) fn at(&self, group: u32) -> &[T] {
        let range = self.range(group);
        self.items.get(range).unwrap_or_default()
    }

    /// Where the list of one lies among all items.
    pub(super) fn range(&self, group: u32) -> std::ops::Range<usize> {
        let start = |at: usize| self.starts.get(at).map_or(0, |s| *s as usize);
        let group = group as usize;
        match group + 1 < self.starts.len() {
            true => start(group)..start(group + 1),
            false => 0..0,
        }
    }

    /// The lists of several that follow one another, in one piece.
    pub(super) fn span(&self, groups: std::ops::Range<u32>) -> &[T] {
        let start = |at: u32| self.starts.get(at as usize).copied();
        match (start(groups.start), start(groups.end)) {
            (Some(from), Some(to)) => self.items.get(from as usize..to as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    pub(super) fn bytes(&self) -> u64 {
        (4 * self.starts.len() + size_of::<T>() * self.items.len()) as u64
    }
}

impl<T: Number> Lists<T> {
    pub(super) fn write(&self, out: &mut Out<'_>) -> io::Result<()> {
        out.numbers(&self.starts)?;
        out.numbers(&self.items)
    }

    pub(super) fn read<R: Read>(from: &mut In<R>) -> io::Result<Lists<T>> {
        Ok(Lists {
            starts: from.numbers()?,
            items: from.numbers()?,
        })
    }
}

fn too_much() -> StoreError {
    StoreError::request(
        "the case holds more than four gigabytes of names, which one index cannot number",
        "split it by country or by year into several cases",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_lists_by_number() {
        let mut texts = Texts::default();
        for text in ["alfa", "", "gama"] {
            texts.push(text).unwrap();
        }
        assert_eq!(
            [texts.at(0), texts.at(1), texts.at(2), texts.at(9)],
            ["alfa", "", "gama", ""]
        );
        let lists = Lists::of(3, [(2, 5u32), (0, 7), (2, 1)].into_iter());
        assert_eq!(
            (lists.at(0), lists.at(1), lists.at(2)),
            (&[7][..], &[][..], &[5, 1][..])
        );
        assert_eq!(lists.span(0..3), [7, 5, 1]);
        assert!(lists.at(3).is_empty());
    }

    #[test]
    fn a_text_is_found_where_they_are_in_order() {
        let mut texts = Texts::default();
        for text in ["alfa", "beta", "betas"] {
            texts.push(text).unwrap();
        }
        assert_eq!(texts.find("beta"), Some(1));
        assert_eq!(texts.find("bet"), None);
        assert_eq!(texts.first_not_below(b"bet"), 1);
        assert_eq!(texts.first_not_below(b"z"), 3);
    }
}
