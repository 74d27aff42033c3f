//! What a record says: its entries, and their payloads as far as they are there.

use super::bundle;
use super::draft::read_about;
use super::leaf::{Handle, Hex, Index, Leaf};
use super::log::{Record, RecordError};
use super::path::{self, Row, Tile, WIDTH};
use super::payload;
use crate::key::hex;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Record {
    /// The bytes of the entries of one bundle.
    fn bundle(&self, n: u64) -> Result<Vec<u8>, RecordError> {
        if n == self.size() / WIDTH {
            return Ok(self.edge.entries().to_vec());
        }
        let tile = Tile {
            row: Row::Entries,
            n,
            width: WIDTH,
        };
        self.shelf
            .read(&tile.path())?
            .ok_or_else(|| RecordError::Altered(format!("{} is missing", tile.path())))
    }

    /// The bytes of every entry from `from` to before `to`, in order.
    pub(super) fn each_entry<E: From<RecordError>>(
        &self,
        from: Index,
        to: Index,
        mut each: impl FnMut(Index, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let size = self.size();
        for n in from / WIDTH..to.min(size).div_ceil(WIDTH) {
            let bytes = self.bundle(n)?;
            let width = (size - n * WIDTH).min(WIDTH);
            let Some(entries) = bundle::read(&bytes, width) else {
                let words = format!(
                    "the bundle of entries {} to {} is torn",
                    n * WIDTH,
                    n * WIDTH + width
                );
                return Err(RecordError::Altered(words).into());
            };
            for (index, entry) in (n * WIDTH..).zip(entries) {
                if (from..to).contains(&index) {
                    each(index, entry)?;
                }
            }
        }
        Ok(())
    }

    /// Every entry from `from` on, in order, until `each` stops with an error.
    ///
    /// # Errors
    /// What `each` says; an altered entry; the disk.
    pub fn each<E: From<RecordError>>(
        &self,
        from: Index,
        mut each: impl FnMut(Index, &Leaf) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each_entry(from, self.size(), |index, entry| {
            each(index, &read_leaf(index, entry)?)
        })
    }

    /// One entry.
    ///
    /// # Errors
    /// There is none with this number; it was altered; the disk.
    pub fn leaf(&self, index: Index) -> Result<Leaf, RecordError> {
        read_leaf(index, &self.entry(index)?)
    }

    /// The bytes of one entry.
    ///
    /// # Errors
    /// As [`Record::leaf`].
    pub fn entry(&self, index: Index) -> Result<Vec<u8>, RecordError> {
        let size = self.size();
        if index >= size {
            return Err(RecordError::Refused(format!(
                "there is no entry {index} in a record of {size}; the last is {}",
                size.saturating_sub(1)
            )));
        }
        let bytes = self.bundle(index / WIDTH)?;
        bundle::read(&bytes, (size - index / WIDTH * WIDTH).min(WIDTH))
            .and_then(|entries| entries.get((index % WIDTH) as usize).map(|entry| entry.to_vec()))
            .ok_or_else(|| RecordError::Altered(format!("the bundle of entry {index} is torn")))
    }

    /// What entry `index` says, or `None` where it says nothing, where it was
    /// erased, and in a copy without payloads.
    ///
    /// # Errors
    /// It is of another type; it was altered; the disk.
    pub fn payload<T: DeserializeOwned>(&self, index: Index) -> Result<Option<T>, RecordError> {
        let Some(bytes) = self.said(index)? else {
            return Ok(None);
        };
        serde_json::from_slice(&bytes).map(Some).map_err(|error| {
            RecordError::Refused(format!(
                "what entry {index} says is of another kind: {error}; read it by the kind of its entry"
            ))
        })
    }

    /// The JSON of [`Record::payload`].
    ///
    /// # Errors
    /// It was altered; the disk.
    pub fn said(&self, index: Index) -> Result<Option<Vec<u8>>, RecordError> {
        Ok(self.payload_parts(index)?.and_then(|(_, said)| said))
    }

    /// The lead, by its id in the case, that entry `index` is about, as far as
    /// its payload is still there.
    ///
    /// # Errors
    /// As [`Record::payload`].
    pub fn lead(&self, index: Index) -> Result<Option<String>, RecordError> {
        Ok(self.payload_parts(index)?.and_then(|(lead, _)| lead))
    }

    /// Lead and words of an entry; `None` where no payload is there.
    pub(super) fn payload_parts(&self, index: Index) -> Result<Option<Parts>, RecordError> {
        let leaf = self.leaf(index)?;
        let (Some(bound), Some((first, n))) = (leaf.payload, self.segment_of(index)) else {
            return Ok(None);
        };
        let segment = self.segment(first, n)?;
        let Some(line) = segment.line(index) else {
            return Ok(None);
        };
        if payload::commitment(&line.nonce, line.payload) != bound {
            return Err(RecordError::Altered(format!(
                "what entry {index} says is not what it is bound to"
            )));
        }
        if leaf.about.is_none() {
            return Ok(Some((None, Some(line.payload.to_vec()))));
        }
        let (lead, said) = read_about(line.payload)
            .ok_or_else(|| RecordError::Altered(format!("what entry {index} says does not name its lead")))?;
        Ok(Some((Some(lead), said.map(<[u8]>::to_vec))))
    }

    /// The handle of every lead that some payload still names.
    ///
    /// # Errors
    /// As [`Record::payload`].
    pub fn handles(&mut self) -> Result<&BTreeMap<String, Handle>, RecordError> {
        let segments: Vec<(Index, u64)> = self
            .segments
            .range(self.handles_to..)
            .map(|(first, n)| (*first, *n))
            .collect();
        for (first, n) in segments {
            let segment = self.segment(first, n)?;
            let mut lines = read_segment(&segment.bytes, first, n)?.into_iter().peekable();
            let mut found = Vec::new();
            self.each_entry(first, first + n, |index, entry| {
                while let Some(line) = lines.next_if(|line| line.index <= index) {
                    if line.index == index
                        && let Some(handle) = about(entry)
                        && let Some((lead, _)) = read_about(line.payload)
                    {
                        found.push((lead, handle));
                    }
                }
                Ok::<(), RecordError>(())
            })?;
            drop(lines);
            self.handles.extend(found);
        }
        self.handles_to = self.size();
        Ok(&self.handles)
    }

    pub(super) fn forget_handles(&mut self) {
        self.handles.clear();
        self.handles_to = 0;
    }

    /// The segment in which the payload of `index` would lie.
    pub(super) fn segment_of(&self, index: Index) -> Option<(Index, u64)> {
        let (first, n) = self.segments.range(..=index).next_back()?;
        (index - first < *n).then_some((*first, *n))
    }

    fn segment(&self, first: Index, n: u64) -> Result<Arc<Segment>, RecordError> {
        if let Some(read) = &*self.last_read.borrow()
            && read.first == first
        {
            return Ok(Arc::clone(read));
        }
        // another program may have erased from it since it was listed: it is
        // replaced then, and never removed
        let path = path::segment(first, n);
        let bytes = self.shelf.read(&path)?;
        let bytes = bytes.ok_or_else(|| RecordError::Altered(format!("{path} is gone")))?;
        let start = bytes.as_ptr() as usize;
        let lines = read_segment(&bytes, first, n)?
            .iter()
            .map(|line| {
                let from = line.payload.as_ptr() as usize - start;
                (line.index, line.nonce, from..from + line.payload.len())
            })
            .collect();
        let segment = Arc::new(Segment { first, bytes, lines });
        *self.last_read.borrow_mut() = Some(Arc::clone(&segment));
        Ok(segment)
    }
}

/// A segment of payloads with where its lines stand: whoever reads one entry
/// after the other reads it once.
pub(super) struct Segment {
    first: Index,
    bytes: Vec<u8>,
    lines: Vec<(Index, [u8; 32], std::ops::Range<usize>)>,
}

impl Segment {
    /// The line of an entry, if it has one.
    fn line(&self, index: Index) -> Option<payload::Line<'_>> {
        let at = self.lines.binary_search_by_key(&index, |line| line.0).ok()?;
        let (index, nonce, range) = self.lines.get(at)?;
        Some(payload::Line {
            index: *index,
            nonce: *nonce,
            payload: self.bytes.get(range.clone())?,
        })
    }
}

pub(super) fn read_leaf(index: Index, entry: &[u8]) -> Result<Leaf, RecordError> {
    Leaf::read(entry).map_err(|error| RecordError::Altered(format!("entry {index} is {error}")))
}

/// A lead's id and the words of an entry.
pub(super) type Parts = (Option<String>, Option<Vec<u8>>);

/// The handle in the bytes of a leaf, which have one form: it stands before
/// anything that could be mistaken for it.
fn about(entry: &[u8]) -> Option<Handle> {
    const FIELD: &[u8] = b",\"about\":\"";
    let start = entry
        .windows(FIELD.len())
        .take(120)
        .position(|bytes| bytes == FIELD)?;
    let digits = entry.get(start + FIELD.len()..)?.get(..32)?;
    hex(std::str::from_utf8(digits).ok()?).map(Hex)
}

pub(super) fn read_segment(
    bytes: &[u8],
    first: Index,
    n: u64,
) -> Result<Vec<payload::Line<'_>>, RecordError> {
    payload::read(bytes, first, n).map_err(|line| {
        RecordError::Altered(format!(
            "{}, line {line}, is torn or not in its one form",
            path::segment(first, n)
        ))
    })
}
