//! Writing and reading a record.

use super::draft::Draft;
use super::leaf::{Handle, Index, Leaf};
use super::shelf::{Shelf, ShelfError};
use crate::key::{HumanAssertion, KeyId, PersonKey};
use crate::random::{NoRandomness, Random};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Someone who signs entries: a [`PersonKey`] in memory today, a browser's
/// WebAuthn tomorrow.
pub trait Signatory {
    /// The name of the key.
    fn id(&self) -> KeyId;

    /// Signs `message`, which is [`Leaf::to_be_signed`] of `leaf`; `None` where
    /// the person says no.
    fn sign(&self, leaf: &Leaf, message: &[u8]) -> Option<HumanAssertion>;
}

impl Signatory for PersonKey {
    fn id(&self) -> KeyId {
        PersonKey::id(self)
    }
    fn sign(&self, _: &Leaf, message: &[u8]) -> Option<HumanAssertion> {
        Some(self.assert(message))
    }
}

/// Why a record was not read or written.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The disk.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// No random bytes.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// There is no record here.
    #[error("there is no record in this folder; a case gets one with its first entry")]
    Absent,
    /// There is one already.
    #[error("there is a record in this folder already; open it instead")]
    Present,
    /// What is on disk is not what was written.
    #[error("{0}; run fyke verify on this case and compare it with a copy before anything is written")]
    Altered(String),
    /// The key that signs checkpoints is not here.
    #[error("{0}; a copy can be read and verified, only the case itself is written to")]
    NoKey(String),
    /// The entry may not be written so.
    #[error("{0}")]
    Refused(String),
}

/// A record, open.
pub struct Record {
    shelf: Box<dyn Shelf>,
}

/// Entries that go into the log together: written to disk and signed for by one
/// checkpoint, all or none.
pub struct Group<'a> {
    random: &'a mut dyn Random,
}

impl Record {
    /// Begins a record in an empty folder: a fresh machine's key, and entry 0.
    ///
    /// # Errors
    /// A record is there already; the disk.
    pub fn create(
        shelf: impl Shelf + 'static,
        origin: &str,
        random: &mut dyn Random,
    ) -> Result<Record, RecordError> {
        let _ = (shelf, origin, random);
        todo!()
    }

    /// Opens a record, finishes what a killed writer left undone, and checks
    /// that the end of the log is the one that the checkpoint signs. A copy
    /// without `machine.key` opens for reading.
    ///
    /// # Errors
    /// No record; one that was altered; the disk.
    pub fn open(shelf: impl Shelf + 'static) -> Result<Record, RecordError> {
        let _ = Box::new(shelf);
        todo!()
    }

    /// Writes a group of entries. `write` is called with the log locked and read
    /// again, so what it sees through the group is the latest; when this
    /// returns, the entries are on disk. Nothing is written where `write` fails.
    ///
    /// # Errors
    /// What `write` says; anything of [`RecordError`].
    pub fn append<T, E: From<RecordError>>(
        &mut self,
        random: &mut dyn Random,
        write: impl FnOnce(&mut Group<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let _ = (&self.shelf, random, write);
        todo!()
    }

    /// Destroys payloads: writes an erasure entry, then rewrites their segments
    /// without them. Returns the entry.
    ///
    /// # Errors
    /// An entry that is not there, has no payload, or lost it already.
    pub fn erase(
        &mut self,
        random: &mut dyn Random,
        of: &[Index],
        by: &dyn Signatory,
        why: &(impl serde::Serialize + ?Sized),
    ) -> Result<Index, RecordError> {
        let _ = (random, of, by, why);
        todo!()
    }

    /// Number of entries.
    pub fn size(&self) -> Index {
        todo!()
    }

    /// Name of the log in its checkpoints.
    pub fn origin(&self) -> &str {
        todo!()
    }

    /// Verifier key of the log, for an outsider to keep.
    pub fn log_key(&self) -> &str {
        todo!()
    }

    /// One entry.
    ///
    /// # Errors
    /// There is none with this number; it was altered; the disk.
    pub fn leaf(&self, index: Index) -> Result<Leaf, RecordError> {
        let _ = index;
        todo!()
    }

    /// Every entry from `from` on, in order, until `each` says stop with an error.
    ///
    /// # Errors
    /// What `each` says; an altered entry; the disk.
    pub fn each<E: From<RecordError>>(
        &self,
        from: Index,
        each: impl FnMut(Index, &Leaf) -> Result<(), E>,
    ) -> Result<(), E> {
        let _ = (from, each);
        todo!()
    }

    /// What entry `index` says, or `None` where it says nothing, where it was
    /// erased, and in a copy without payloads.
    ///
    /// # Errors
    /// It is of another type; it was altered; the disk.
    pub fn payload<T: DeserializeOwned>(&self, index: Index) -> Result<Option<T>, RecordError> {
        let _ = index;
        todo!()
    }

    /// The lead, by its id in the case, that entry `index` is about, as far as
    /// its payload is still there.
    ///
    /// # Errors
    /// As [`Record::payload`].
    pub fn lead(&self, index: Index) -> Result<Option<String>, RecordError> {
        let _ = index;
        todo!()
    }

    /// The handle of every lead that some payload still names.
    ///
    /// # Errors
    /// As [`Record::payload`].
    pub fn handles(&mut self) -> Result<&BTreeMap<String, Handle>, RecordError> {
        todo!()
    }
}

impl Group<'_> {
    /// The number that the next entry of this group gets.
    pub fn next(&self) -> Index {
        todo!()
    }

    /// The handle of a lead; a new one where the record has none yet.
    ///
    /// # Errors
    /// Payloads that cannot be read.
    pub fn handle(&mut self, lead: &str) -> Result<Handle, RecordError> {
        let _ = (lead, &self.random);
        todo!()
    }

    /// One entry, from the log or from this group.
    ///
    /// # Errors
    /// As [`Record::leaf`].
    pub fn leaf(&self, index: Index) -> Result<Leaf, RecordError> {
        let _ = index;
        todo!()
    }

    /// What an entry of the log says, as [`Record::payload`].
    ///
    /// # Errors
    /// As [`Record::payload`].
    pub fn payload<T: DeserializeOwned>(&self, index: Index) -> Result<Option<T>, RecordError> {
        let _ = index;
        todo!()
    }

    /// Every entry from `from` on, of the log and of this group.
    ///
    /// # Errors
    /// As [`Record::each`].
    pub fn each<E: From<RecordError>>(
        &self,
        from: Index,
        each: impl FnMut(Index, &Leaf) -> Result<(), E>,
    ) -> Result<(), E> {
        let _ = (from, each);
        todo!()
    }

    /// Adds an entry of the machine.
    ///
    /// # Errors
    /// A kind that takes a person.
    pub fn machine(&mut self, draft: Draft) -> Result<Index, RecordError> {
        let _ = draft;
        todo!()
    }

    /// Adds an entry of a person, signed now.
    ///
    /// # Errors
    /// A key that is not enrolled or retired; the person said no.
    pub fn person(&mut self, by: &dyn Signatory, draft: Draft) -> Result<Index, RecordError> {
        let _ = (by, draft);
        todo!()
    }
}
