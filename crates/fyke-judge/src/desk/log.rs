//! What the desk needs of a record: append under a person's hand or the
//! machine's, read leaves, read payloads.
//!
//! There are two ways to write and they take two types. A person's entry needs
//! an [`Asserts`], and nothing but a person's key makes the assertion that one
//! returns. A machine's entry is a [`MachineEntry`], and there is no such value
//! that decides:
//!
//! ```compile_fail
//! use fyke_judge::desk::MachineEntry;
//! use fyke_judge::record::leaf::What;
//! let closed = MachineEntry { about: None, what: What::Bulk { verdict: todo!(), n: 1, again: 1 }, payload: None };
//! ```

use crate::key::{HumanAssertion, PersonKey, PersonPublic};
use crate::record::leaf::{Handle, Index, Leaf, What};

/// Something that can ask a person to stand behind bytes.
pub trait Asserts {
    /// Whose key.
    fn public(&self) -> PersonPublic;
    /// The person's assertion of `message`.
    fn assert(&self, message: &[u8]) -> HumanAssertion;
}

impl Asserts for PersonKey {
    fn public(&self) -> PersonPublic {
        PersonKey::public(self)
    }
    fn assert(&self, message: &[u8]) -> HumanAssertion {
        PersonKey::assert(self, message)
    }
}

/// An entry to be written: what, of which lead, with which words.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The lead it is about.
    pub about: Option<Handle>,
    /// What happened.
    pub what: What,
    /// What was said; goes to the case, its commitment into the log.
    pub payload: Option<Vec<u8>>,
}

/// An entry that a machine may write: its constructors are all there is.
#[derive(Clone, PartialEq, Debug)]
pub struct MachineEntry(Entry);

impl MachineEntry {
    /// A score, sealed.
    pub(crate) fn score(about: Handle, replaces: Option<Index>, payload: Vec<u8>) -> MachineEntry {
        MachineEntry(Entry {
            about: Some(about),
            what: What::ScoreCommitment { replaces },
            payload: Some(payload),
        })
    }

    /// Pages that were looked at by someone whose key was not open.
    pub(crate) fn reads(n: u64, payload: Vec<u8>) -> MachineEntry {
        MachineEntry(Entry {
            about: None,
            what: What::Reads { n },
            payload: Some(payload),
        })
    }

    /// The entry.
    pub fn into_entry(self) -> Entry {
        self.0
    }
}

/// Why a log could not be written or read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LogError {
    /// It grew since it was read.
    #[error("the record grew to {0} entries meanwhile; read it again and repeat")]
    Grew(Index),
    /// It failed.
    #[error("{0}")]
    Failed(String),
}

/// A record as the desk sees it.
pub trait Log {
    /// Number of entries.
    fn len(&self) -> Index;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends a person's entries, all or none, where the log holds `expected`
    /// entries; gives the index of the first.
    ///
    /// # Errors
    /// The log grew; it cannot be written.
    fn append(&mut self, expected: Index, hand: &dyn Asserts, entries: Vec<Entry>)
    -> Result<Index, LogError>;

    /// Appends the machine's entries, all or none, where the log holds
    /// `expected` entries; gives the index of the first.
    ///
    /// # Errors
    /// The log grew; it cannot be written.
    fn append_machine(&mut self, expected: Index, entries: Vec<MachineEntry>) -> Result<Index, LogError>;

    /// Every leaf from `from` on, in order.
    ///
    /// # Errors
    /// It cannot be read.
    fn leaves(&self, from: Index, each: &mut dyn FnMut(Index, &Leaf)) -> Result<(), LogError>;

    /// What was said in an entry; none where it was erased or is not in this copy.
    ///
    /// # Errors
    /// It cannot be read, or is not what the entry is bound to.
    fn payload(&self, entry: Index) -> Result<Option<Vec<u8>>, LogError>;
}
