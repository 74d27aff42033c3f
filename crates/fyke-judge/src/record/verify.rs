//! Is this record whole? Asked by someone who trusts nobody who had it.

use super::finding::{Fault, Finding};
use super::leaf::{Hex, Index, Leaf};
use super::shelf::{Shelf, ShelfError};

/// A check that sees every entry once, in order, in the same pass that checks
/// the bytes.
pub trait Checker {
    /// One entry whose form, hash, actor and signature are good. `payload` is
    /// what was said (the JSON that [`super::Draft::saying`] wrote), where this
    /// copy holds it and it was not erased.
    ///
    /// # Errors
    /// What is wrong with it.
    fn entry(&mut self, index: Index, leaf: &Leaf, payload: Option<&[u8]>) -> Result<(), Fault>;

    /// What is wrong with the whole, once all `size` entries were seen.
    fn end(&mut self, size: Index) -> Vec<Finding> {
        let _ = size;
        Vec::new()
    }
}

/// What a verifier has to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// Name of the log.
    pub origin: String,
    /// Entries that the checkpoint signs for.
    pub size: Index,
    /// Their root.
    pub root: Hex<32>,
    /// The key that the checkpoint was checked with.
    pub log_key: String,
    /// True where that key is the record's own word (entry 0) and was not given
    /// by whoever verifies: then somebody could have written the whole anew.
    pub on_its_own_word: bool,
    /// Payloads that were there and fit.
    pub payloads: u64,
    /// Payloads that an erasure accounts for.
    pub erased: u64,
    /// True where the copy holds no payload at all.
    pub without_payloads: bool,
    /// Who co-signed which size, at what time (seconds since 1970).
    pub witnessed: Vec<Witnessed>,
    /// Files that a killed writer left; harmless, the next write cleans them.
    pub leftovers: Vec<String>,
    /// What is wrong, in the order of entries; at most [`FINDINGS_MAX`].
    pub findings: Vec<Finding>,
}

/// One co-signature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Witnessed {
    /// Name of the witness.
    pub by: String,
    /// Entries at the time.
    pub size: Index,
    /// When, in seconds since 1970, as the witness says.
    pub at: u64,
}

/// Findings shown: who has a hundred knows that the record is not whole.
pub const FINDINGS_MAX: usize = 100;

impl Report {
    /// Whether nothing is wrong.
    pub fn whole(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Checks a record or a copy of one, with or without payloads.
///
/// `log_key` is the verifier key that the asker got on another way than this
/// copy; without it, the key in entry 0 is used and the report says so.
///
/// # Errors
/// The disk alone: whatever is wrong with the record is a finding.
pub fn verify(
    shelf: &dyn Shelf,
    log_key: Option<&str>,
    checkers: &mut [&mut dyn Checker],
) -> Result<Report, ShelfError> {
    let _ = (shelf, log_key, checkers);
    todo!()
}
