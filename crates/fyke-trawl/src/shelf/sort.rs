//! Sorting more than fits: parts are sorted in memory, put on the shelf, and merged as
//! they are read (Knuth, The Art of Computer Programming 3, 5.4).
//!
//! Records are bytes and sorted as such, so a number that decides stands in front with
//! its highest byte first ([`Key`]).

use super::Keep;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Bytes of records that are sorted in memory.
const PART_BYTES: usize = 4 << 20;

/// Bytes of all windows through which parts are merged, and the least of one.
const WINDOWS_BYTES: usize = 8 << 20;
const WINDOW_MIN: usize = 4 << 10;

/// Bytes of a record that is being put together, so that it sorts by what was added first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Key(pub Vec<u8>);

impl Key {
    pub fn of(numbers: &[u32]) -> Key {
        let mut key = Key::default();
        for number in numbers {
            key.0.extend_from_slice(&number.to_be_bytes());
        }
        key
    }
}

/// The numbers that begin a record.
pub(crate) fn numbers<const N: usize>(record: &[u8]) -> [u32; N] {
    let mut found = [0; N];
    for (number, bytes) in found.iter_mut().zip(record.as_chunks::<4>().0) {
        *number = u32::from_be_bytes(*bytes);
    }
    found
}

/// Takes in records in any order.
#[derive(Debug)]
pub(crate) struct Sorter {
    bytes: Vec<u8>,
    /// Where each record of `bytes` begins and ends.
    records: Vec<(u32, u32)>,
    parts: Vec<(u64, u64)>,
    limit: usize,
}

impl Default for Sorter {
    fn default() -> Sorter {
        Sorter::with(PART_BYTES)
    }
}

impl Sorter {
    /// Sorts parts of so many bytes.
    pub fn with(limit: usize) -> Sorter {
        Sorter {
            bytes: Vec::new(),
            records: Vec::new(),
            parts: Vec::new(),
            limit,
        }
    }

    pub fn push(&mut self, keep: &mut Keep, record: &[u8]) {
        if self.bytes.len() + self.records.len() * 8 + record.len() > self.limit && !self.records.is_empty() {
            self.part(keep);
        }
        let start = self.bytes.len() as u32;
        self.bytes.extend_from_slice(record);
        self.records.push((start, self.bytes.len() as u32));
    }

    fn part(&mut self, keep: &mut Keep) {
        self.sort();
        let start = keep.end();
        for &(from, to) in &self.records {
            keep.put_bytes(&(to - from).to_be_bytes());
            keep.put_bytes(&self.bytes[from as usize..to as usize]);
        }
        self.parts.push((start, keep.end()));
        self.bytes.clear();
        self.records.clear();
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        self.records.sort_unstable_by(|a, b| {
            bytes[a.0 as usize..a.1 as usize].cmp(&bytes[b.0 as usize..b.1 as usize])
        });
    }

    /// The records in order.
    pub fn finish(mut self, keep: &mut Keep) -> Sorted {
        if self.parts.is_empty() {
            self.sort();
            return Sorted {
                bytes: self.bytes,
                records: self.records,
                next: 0,
                windows: Vec::new(),
                heads: BinaryHeap::new(),
            };
        }
        self.part(keep);
        let size = (WINDOWS_BYTES / self.parts.len()).max(WINDOW_MIN);
        let mut windows: Vec<Window> = self
            .parts
            .iter()
            .map(|&(at, end)| Window {
                bytes: Vec::new(),
                read: 0,
                at,
                end,
                size,
            })
            .collect();
        let mut heads = BinaryHeap::new();
        for (number, window) in windows.iter_mut().enumerate() {
            if let Some(record) = window.next(keep) {
                heads.push(Reverse((record, number)));
            }
        }
        Sorted {
            bytes: Vec::new(),
            records: Vec::new(),
            next: 0,
            windows,
            heads,
        }
    }
}

/// A part as it is read.
#[derive(Debug)]
struct Window {
    bytes: Vec<u8>,
    read: usize,
    at: u64,
    end: u64,
    size: usize,
}

impl Window {
    fn next(&mut self, keep: &mut Keep) -> Option<Vec<u8>> {
        let length = u32::from_be_bytes(self.take(keep, 4)?.try_into().ok()?);
        self.take(keep, length as usize)
    }

    fn take(&mut self, keep: &mut Keep, length: usize) -> Option<Vec<u8>> {
        if self.bytes.len() - self.read < length {
            self.bytes.drain(..self.read);
            self.read = 0;
            let more = self.size.max(length) as u64;
            let more = more.min(self.end - self.at) as usize;
            let from = self.bytes.len();
            self.bytes.resize(from + more, 0);
            keep.read(self.at, &mut self.bytes[from..]);
            self.at += more as u64;
        }
        let found = self.bytes.get(self.read..self.read + length)?.to_vec();
        self.read += length;
        Some(found)
    }
}

/// Records in order.
#[derive(Debug)]
pub(crate) struct Sorted {
    bytes: Vec<u8>,
    records: Vec<(u32, u32)>,
    next: usize,
    windows: Vec<Window>,
    heads: BinaryHeap<Reverse<(Vec<u8>, usize)>>,
}

impl Sorted {
    /// The next record.
    pub fn next(&mut self, keep: &mut Keep) -> Option<Vec<u8>> {
        if let Some(&(from, to)) = self.records.get(self.next) {
            self.next += 1;
            return Some(self.bytes[from as usize..to as usize].to_vec());
        }
        let Reverse((record, number)) = self.heads.pop()?;
        if let Some(next) = self.windows[number].next(keep) {
            self.heads.push(Reverse((next, number)));
        }
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_are_merged_as_one_sort_would(
            records in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..12), 0..200),
            limit in 1usize..400,
        ) {
            let mut keep = Keep::default();
            let mut sorter = Sorter::with(limit);
            for record in &records {
                sorter.push(&mut keep, record);
            }
            let mut sorted = sorter.finish(&mut keep);
            let found: Vec<Vec<u8>> = std::iter::from_fn(|| sorted.next(&mut keep)).collect();
            let mut want = records;
            want.sort();
            prop_assert_eq!(found, want);
        }
    }
}
