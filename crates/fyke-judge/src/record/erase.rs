//! Destroying what was said, so that the log still verifies.
//!
//! First a note of what is to go, then the erasure entry, then the segments
//! without the lines and their nonces, then the note is removed. Whoever is
//! killed in between leaves the note, and the next writer finishes: where the
//! entry is in the log, the lines go; where it is not, nothing was promised.
//!
//! What a file system keeps of a replaced file (journals, snapshots, spare blocks
//! of a flash disk, backups) is out of this program's reach.

use super::append::{Group, Signatory};
use super::draft::Draft;
use super::leaf::{Index, What};
use super::log::{Record, RecordError};
use super::path::{self, ERASING};
use super::payload;
use super::read::read_segment;
use crate::random::Random;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Record {
    /// Destroys payloads: writes an erasure entry that says `why`, then rewrites
    /// their segments without them. Returns the entry.
    ///
    /// # Errors
    /// An entry that is not there, says nothing, or lost it already; anything of
    /// [`RecordError`].
    pub fn erase(
        &mut self,
        random: &mut dyn Random,
        of: &[Index],
        by: &dyn Signatory,
        why: &(impl serde::Serialize + ?Sized),
    ) -> Result<Index, RecordError> {
        let shelf = Arc::clone(&self.shelf);
        let mut guard = shelf.lock()?;
        self.enter(guard.as_mut())?;
        let of: BTreeSet<Index> = of.iter().copied().collect();
        if of.is_empty() {
            return Err(RecordError::Refused(
                "nothing is named that could be erased; name entries".into(),
            ));
        }
        for index in &of {
            if self.payload_parts(*index)?.is_none() {
                return Err(RecordError::Refused(format!(
                    "entry {index} says nothing that could be erased; name entries that still have a payload"
                )));
            }
        }
        let erasure = What::Erasure {
            of: of.iter().copied().collect(),
        };
        let mut group = Group::new(self, random);
        let index = group.person(by, Draft::new(erasure).saying(why)?)?;
        let entries = group.into_entries();
        let note: String = of.iter().map(|index| format!("{index}\n")).collect();
        shelf.replace(ERASING, note.as_bytes())?;
        self.commit(entries)?;
        self.finish_erasure()?;
        let _ = guard.done();
        Ok(index)
    }

    /// Does what a note of an erasure says, if there is one; the log is locked.
    pub(super) fn finish_erasure(&mut self) -> Result<(), RecordError> {
        let Some(note) = self.shelf.read(ERASING)? else {
            return Ok(());
        };
        let note = read_note(&note)
            .ok_or_else(|| RecordError::Altered(format!("{ERASING} is no list of entries")))?;
        self.catch_up()?;
        let mut segments: BTreeMap<(Index, u64), BTreeSet<Index>> = BTreeMap::new();
        for index in note {
            if self.standing.erased_by(index).is_some()
                && let Some(segment) = self.segment_of(index)
            {
                segments.entry(segment).or_default().insert(index);
            }
        }
        for ((first, n), gone) in segments {
            let path = path::segment(first, n);
            let bytes = self.shelf.read(&path)?.unwrap_or_default();
            let lines = read_segment(&bytes, first, n)?;
            let mut kept = Vec::with_capacity(bytes.len());
            let stays = |line: &&payload::Line<'_>| !gone.contains(&line.index);
            lines.iter().filter(stays).for_each(|line| line.write(&mut kept));
            self.shelf.replace(&path, &kept)?;
        }
        self.last_read.take();
        self.forget_handles();
        self.shelf.remove(ERASING)?;
        self.shelf.sync_folder("")?;
        Ok(())
    }
}

/// The entries that a note names.
pub(super) fn read_note(bytes: &[u8]) -> Option<BTreeSet<Index>> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.lines().map(|line| line.parse().ok()).collect()
}
