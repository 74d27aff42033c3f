//! Search as you type over the names of all entities, in any script.

use super::filter::{Facet, FacetCount, Filter};
use super::{EntityNo, Serving, not_yet};
use crate::error::Result;

/// What is sought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ask<'a> {
    /// As typed; the last word may be half a word unless a space stands after it.
    pub text: &'a str,
    /// Which entities.
    pub filter: &'a Filter,
    /// Clusters to pass over.
    pub offset: usize,
    /// Clusters wanted.
    pub limit: usize,
}

/// How well a name fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fit {
    /// Word for word.
    Exact,
    /// A word begins as typed.
    Begins,
    /// A word is spelt or sounds alike.
    Alike,
}

/// Entities of one name: near-duplicates, expandable.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cluster {
    /// The name that matched, as one record writes it.
    pub name: String,
    /// How well.
    pub fit: Fit,
    /// The entities that bear it, the listed and best attested first; at most
    /// [`ENTITIES_SHOWN`].
    pub entities: Vec<EntityNo>,
    /// All that bear it and fit the filter.
    pub of: u64,
}

/// Entities shown of one name.
pub const ENTITIES_SHOWN: usize = 50;

/// What was found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// Best first.
    pub clusters: Vec<Cluster>,
    /// More clusters follow.
    pub more: bool,
    /// Entities that match text and filter: exact.
    pub entities: u64,
    /// Names that match the text.
    pub names: u64,
    /// Words that were left out because no name has them beside the others.
    pub left_out: Vec<String>,
    /// Counts over all that match: those of a facet do not look at what is
    /// wanted of that facet itself as any-of.
    pub facets: Vec<(Facet, Vec<FacetCount>)>,
}

impl Serving {
    /// Answers a keystroke.
    ///
    /// # Errors
    /// Never for what was typed: any text is an answer, if an empty one.
    pub fn search(&self, _ask: &Ask<'_>) -> Result<Found> {
        Err(not_yet())
    }
}
