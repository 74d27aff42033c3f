//! Names: as one types them, a thousand at a time, and as other programs ask.

use super::{Answer, Listed, Page, Refusal};
use crate::country::Country;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Questions about names.
pub trait Search {
    /// Entities whose names are like the text, with their facets.
    fn search(&self, query: &SearchQuery) -> Answer<Hits> {
        let _ = query;
        Err(Refusal::absent("the search"))
    }

    /// Names by the thousand, each with whom it may be.
    fn batch(&self, names: &[BatchName], cutoff: f64) -> Answer<Vec<BatchRow>> {
        let _ = (names, cutoff);
        Err(Refusal::absent("the bulk search"))
    }

    /// Whom an example entity may be, with probability and its parts, best
    /// first: what screening programs ask.
    fn matching(&self, query: &MatchQuery) -> Answer<Vec<Candidate>> {
        let _ = query;
        Err(Refusal::absent("the matching"))
    }

    /// An entity in the form of FollowTheMoney.
    fn ftm(&self, id: &str) -> Answer<FtmEntity> {
        let _ = id;
        Err(Refusal::absent("the entity"))
    }
}

/// What somebody looks for.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SearchQuery {
    /// The words, in any script; the last may be unfinished. Empty finds all.
    pub text: String,
    /// What hits must have, or must not have.
    pub picks: Vec<Pick>,
    /// Which part of the hits.
    pub page: Page,
    /// Every record for itself instead of one line for what is nearly the same.
    pub unfolded: bool,
}

/// A value of a facet that somebody chose. Values of one facet that are
/// included are alternatives; facets are all wanted; what is excluded is never
/// shown.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Pick {
    /// Which facet.
    pub facet: Facet,
    /// Its value.
    pub value: String,
    /// False where it must not be.
    pub include: bool,
}

/// What hits are told apart by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// The dataset that names it.
    Dataset,
    /// What it is, in FollowTheMoney's words.
    Schema,
    /// Its country.
    Country,
    /// `listed`, `trades`, `lead`, ...
    Topic,
}

impl Facet {
    /// All, in the order in which they are shown.
    pub const ALL: [Facet; 4] = [Facet::Topic, Facet::Schema, Facet::Country, Facet::Dataset];

    /// Its name in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Facet::Dataset => "dataset",
            Facet::Schema => "schema",
            Facet::Country => "country",
            Facet::Topic => "topic",
        }
    }
}

/// What was found.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Hits {
    /// The part that was asked for, best first.
    pub hits: Vec<Hit>,
    /// How many there are.
    pub total: u64,
    /// False where counting stopped: there are at least so many.
    pub exact: bool,
    /// Values of each facet with their counts, the most first.
    pub facets: Vec<FacetCounts>,
}

/// A facet's values.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FacetCounts {
    /// Which.
    pub facet: Facet,
    /// Value and number of hits that have it, were it chosen with what is chosen
    /// in other facets.
    pub values: Vec<(String, u64)>,
}

/// An entity in a list.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Hit {
    /// Its id.
    pub id: String,
    /// The name it goes by.
    pub caption: String,
    /// The name that matched, where that is another.
    pub matched: Option<String>,
    /// The name in Latin letters, where its own are others.
    pub latin: Option<String>,
    /// What it is, in FollowTheMoney's words.
    pub schema: String,
    /// Its countries.
    pub countries: Vec<Country>,
    /// `listed`, `trades`, ...
    pub topics: Vec<String>,
    /// The datasets that name it.
    pub datasets: Vec<String>,
    /// Others that are nearly the same and were folded into this line.
    pub near: Vec<NearHit>,
}

/// An entity that is nearly the same as one above it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct NearHit {
    /// Its id.
    pub id: String,
    /// Its name.
    pub caption: String,
    /// The datasets that name it.
    pub datasets: Vec<String>,
}

/// One of many names.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct BatchName {
    /// The name.
    pub name: String,
    /// Its country, where that is known.
    pub country: Option<Country>,
    /// A day of birth or of founding, where that is known.
    pub date: Option<String>,
}

/// What one of many names may be.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct BatchRow {
    /// The name that was asked.
    pub asked: BatchName,
    /// Whom it may be, best first; empty where nobody came near.
    pub candidates: Vec<Candidate>,
}

/// An example entity, in the words of screening programs.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct MatchQuery {
    /// What it is; `Thing` where that is not known.
    pub schema: String,
    /// FollowTheMoney's properties.
    pub properties: BTreeMap<String, Vec<String>>,
    /// Only these datasets; all where empty.
    pub datasets: Vec<String>,
    /// How many at most.
    pub limit: usize,
    /// Candidates below this probability are left out.
    pub cutoff: f64,
}

/// Whom somebody may be.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Candidate {
    /// The entity's id.
    pub id: String,
    /// Its name.
    pub caption: String,
    /// What it is.
    pub schema: String,
    /// Its countries.
    pub countries: Vec<Country>,
    /// The datasets that name it.
    pub datasets: Vec<String>,
    /// How likely it is the same, 0 to 1.
    pub probability: f64,
    /// What speaks for and against, with the share of each.
    pub reasons: Vec<(String, f64)>,
}

/// An entity in the form of FollowTheMoney.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct FtmEntity {
    /// Its id.
    pub id: String,
    /// The name it goes by.
    pub caption: String,
    /// What it is.
    pub schema: String,
    /// Properties with their values.
    pub properties: BTreeMap<String, Vec<String>>,
    /// The datasets that name it.
    pub datasets: Vec<String>,
    /// Ids of the records that mean it.
    pub referents: Vec<String>,
    /// Whether a list names it.
    pub target: bool,
    /// First day on which a dataset of the case named it, where that is known.
    pub first_seen: Option<String>,
    /// Last day.
    pub last_seen: Option<String>,
}

/// A list of entities in that form, for what asks for many.
pub type FtmPage = Listed<FtmEntity>;
