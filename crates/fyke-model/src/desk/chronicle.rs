//! The record of a case, read and checked.

use super::{Answer, Listed, Page, Refusal};
use serde::{Deserialize, Serialize};

/// Questions about the record.
pub trait Chronicle {
    /// Entries, the newest first.
    fn entries(&self, query: &EntryQuery) -> Answer<Listed<EntryView>> {
        let _ = query;
        Err(Refusal::absent("the record"))
    }

    /// Checks the whole of it: files, tables, log, rules.
    fn verify(&self) -> Answer<VerifyView> {
        Err(Refusal::absent("the record"))
    }

    /// The entry, and the proof that the log holds it, as an outsider checks
    /// them: bytes of the leaf, bytes of the C2SP proof.
    fn proof(&self, entry: u64) -> Answer<(Vec<u8>, Vec<u8>)> {
        let _ = entry;
        Err(Refusal::absent("the entry"))
    }
}

/// Which entries.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct EntryQuery {
    /// Kinds as leaves spell them; all where empty.
    pub kinds: Vec<String>,
    /// Of this key only.
    pub by: Option<String>,
    /// About this lead only.
    pub about: Option<String>,
    /// Which part.
    pub page: Page,
}

/// An entry.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct EntryView {
    /// Its number.
    pub index: u64,
    /// Its kind.
    pub kind: String,
    /// Who: a person's name, or the machine.
    pub by: String,
    /// The id of their key.
    pub key: String,
    /// When, where the payload says so.
    pub at: Option<String>,
    /// The lead it is about, where it may be told.
    pub about: Option<String>,
    /// What happened, in a sentence; says nothing that is still sealed.
    pub words: String,
    /// True where its payload was erased.
    pub erased: bool,
}

/// What a check of the whole case found.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct VerifyView {
    /// True where nothing is wrong.
    pub whole: bool,
    /// What was looked at: name, how many.
    pub looked_at: Vec<(String, u64)>,
    /// What is wrong, a sentence each.
    pub findings: Vec<String>,
    /// Entries in the log.
    pub size: u64,
    /// Root hash of the log, base64.
    pub root: String,
    /// The signed checkpoint.
    pub checkpoint: String,
    /// Who co-signed it.
    pub witnesses: Vec<String>,
}
