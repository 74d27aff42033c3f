//! What entities may be asked for: facets with include, any-of and exclude.

use std::collections::{BTreeMap, BTreeSet};

/// A property that entities are counted by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Facet {
    /// Datasets of its records.
    Dataset,
    /// FollowTheMoney schemas of its records.
    Schema,
    /// Countries of its records, as alpha-2 codes.
    Country,
    /// FollowTheMoney topics: `sanction`, `crime`, ...; and ours: `listed`, `trades`.
    Topic,
    /// `yes` where a record is listed, else `no`.
    Listed,
    /// `yes` where consignments or payments name it, else `no`.
    Trades,
}

impl Facet {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Facet; 6] = [
        Facet::Dataset,
        Facet::Schema,
        Facet::Country,
        Facet::Topic,
        Facet::Listed,
        Facet::Trades,
    ];
}

/// Which values of a facet an entity must, may or must not have.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wanted {
    /// All of these.
    pub all: BTreeSet<String>,
    /// One of these at least, where any is given.
    pub any: BTreeSet<String>,
    /// None of these.
    pub none: BTreeSet<String>,
}

/// Which entities: those that fit every facet that is named.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// By facet.
    pub facets: BTreeMap<Facet, Wanted>,
}

/// How many of the entities found have a value of a facet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FacetCount {
    /// The value.
    pub value: String,
    /// Entities that match the text and every other facet, and have this value.
    pub entities: u64,
}
