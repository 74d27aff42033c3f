//! An entity as resolving sees it, and two of them compared feature by feature.
//!
//! The way is: statements or columns -> [`Entity`] -> [`prepare()`] (once an entity)
//! -> [`compare`] (once a pair, integers only) -> [`crate::score`]. Which pairs
//! are worth comparing is for [`candidates`] to say.

pub mod candidates;
mod compare;
pub mod corpus;
mod draft;
pub mod features;
mod names;
pub mod prepare;
pub mod schema;
pub mod statements;
pub(crate) mod words;

pub use candidates::{Candidate, CandidateOptions, CandidateReport, Keys, Outlines, keys, pairs};
pub use compare::compare;
pub(crate) use compare::{compare_with, deciding};
pub use corpus::Corpus;
pub use features::{FEATURES, Feature, FeatureSpec, Features};
pub(crate) use names::BestNames;
pub use prepare::{Prepared, prepare, prepare_all};
pub use schema::{Family, can_match};
pub use statements::{Origins, from_statements};

/// One entity of one dataset: all that its statements say which resolving can use.
#[derive(Clone, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Entity {
    /// The dataset it comes from, e.g. `ofac-sdn`.
    pub dataset: String,
    /// Its id there.
    pub id: String,
    /// FollowTheMoney schema.
    pub schema: String,
    /// Main names, in any script.
    pub names: Vec<String>,
    /// Aliases and former names; weak aliases too, marked by [`Alias::weak`].
    pub aliases: Vec<Alias>,
    /// Countries of any kind (nationality, jurisdiction, flag), ISO alpha-2 or
    /// as the list spells them.
    pub countries: Vec<String>,
    /// Addresses as written.
    pub addresses: Vec<String>,
    /// Birth, incorporation or build dates as written, ISO where they can be.
    pub dates: Vec<String>,
    /// Identifiers: FollowTheMoney property (`innCode`, `imoNumber`, ...) and value.
    pub identifiers: Vec<(String, String)>,
    /// `male` or `female` where stated.
    pub gender: Option<String>,
    /// Free text: notes, positions, reasons of listing.
    pub text: Vec<String>,
    /// Bodies that gave it an id, each of which gives one thing one id: two
    /// entities with an issuer in common are two things, and no candidates.
    pub issuers: Vec<String>,
}

/// A further name.
#[derive(Clone, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Alias {
    /// As written.
    pub name: String,
    /// The list itself calls it weak or of low quality.
    pub weak: bool,
}

/// Which value of an [`Entity`] is meant: the caller finds the statement that
/// said it with [`Origins::of`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub struct ValueRef {
    /// The list of values.
    pub field: Field,
    /// The place in that list.
    pub index: u16,
}

/// A list of values of an [`Entity`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum Field {
    /// [`Entity::names`].
    Name,
    /// [`Entity::aliases`].
    Alias,
    /// [`Entity::countries`].
    Country,
    /// [`Entity::addresses`].
    Address,
    /// [`Entity::dates`].
    Date,
    /// [`Entity::identifiers`].
    Identifier,
    /// [`Entity::gender`].
    Gender,
    /// [`Entity::text`].
    Text,
}

impl Entity {
    /// The value that a reference names; empty where it names none.
    pub fn value(&self, at: ValueRef) -> &str {
        let i = at.index as usize;
        let found = match at.field {
            Field::Name => self.names.get(i).map(String::as_str),
            Field::Alias => self.aliases.get(i).map(|a| a.name.as_str()),
            Field::Country => self.countries.get(i).map(String::as_str),
            Field::Address => self.addresses.get(i).map(String::as_str),
            Field::Date => self.dates.get(i).map(String::as_str),
            Field::Identifier => self.identifiers.get(i).map(|(_, v)| v.as_str()),
            Field::Gender => self.gender.as_deref(),
            Field::Text => self.text.get(i).map(String::as_str),
        };
        found.unwrap_or("")
    }
}

#[cfg(test)]
pub(crate) mod tests;
