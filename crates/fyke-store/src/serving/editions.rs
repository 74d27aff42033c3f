//! What changed between two editions of a list.

use super::not_yet;
use crate::case::Case;
use crate::error::Result;
use fyke_model::dataset::FileHash;

/// What happened to an entity of a list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Change {
    /// Only the newer edition has it.
    Added,
    /// Only the older edition has it.
    Removed,
    /// Both have it and say different things of it.
    Changed,
}

/// A value that one edition gives and the other does not.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Difference {
    /// FollowTheMoney property.
    pub prop: String,
    /// The value.
    pub value: String,
    /// True where the newer edition gives it.
    pub added: bool,
    /// Its row in its edition.
    pub row: u64,
}

/// An entity that changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changed {
    /// Its id within the dataset.
    pub entity_id: String,
    /// Its first name.
    pub name: String,
    /// What happened.
    pub change: Change,
    /// In the order of property and value.
    pub differences: Vec<Difference>,
}

/// The difference of two editions, a page of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Diff {
    /// In the order of change and id.
    pub page: Vec<Changed>,
    /// Entities added, removed, changed.
    pub of: [u64; 3],
    /// Entities that are the same.
    pub same: u64,
}

/// Compares two editions by their statements.
///
/// # Errors
/// Where one is not in the case, or a table cannot be read.
pub fn diff(
    _case: &Case,
    _older: FileHash,
    _newer: FileHash,
    _only: Option<Change>,
    _offset: usize,
    _limit: usize,
) -> Result<Diff> {
    Err(not_yet())
}
