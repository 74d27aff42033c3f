//! Names as they stand in a text, before anybody says who they are.

use super::Span;
use serde::{Deserialize, Serialize};

/// A name in a text. Who it is in the case is said by the program, which asks the
/// screening index: a mention alone is never an entity.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands, without titles, possessives and marks.
    pub span: Span,
    /// What kind of thing it names.
    pub kind: MentionKind,
    /// The fullest name of the same thing in the document.
    pub name: String,
    /// Key of the list of names that knew it (the case's own, a watch list); none
    /// where a model or a rule found it.
    pub known: Option<String>,
    /// Rule or model, with its version, that found it.
    pub by: String,
}

/// What a name names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MentionKind {
    /// A person.
    Person,
    /// A company, a ministry, a party, an armed group.
    Organization,
    /// A country, a town, a building, a sea.
    Place,
    /// A weapon, a part, a make: what goods are called.
    Product,
    /// A ship or an aircraft.
    Vessel,
    /// A nationality, a religion, a language.
    Group,
    /// A day, a year, a span of time.
    Date,
    /// A number, a sum, a share, a quantity with its unit.
    Quantity,
    /// Another name: an event, a law, a work.
    Other,
}
