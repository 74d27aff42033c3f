//! What documents say of the world, and how well several of them agree. No
//! verdict on truth is given: that is a person's.

use super::Span;
use serde::{Deserialize, Serialize};

/// One assertion of one document, cut into what can be compared.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Claim {
    /// The sentence or clause.
    pub span: Span,
    /// What it is about: main words, normal forms, sorted.
    pub about: Vec<String>,
    /// Values that can agree or disagree.
    pub slots: Vec<Slot>,
    /// Whose words the document gives it as; none where it tells it itself.
    pub according_to: Option<Span>,
    /// Rule or model, with its version, that found it.
    pub by: String,
}

/// A value within a claim.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Slot {
    /// What it is.
    pub kind: SlotKind,
    /// Where it stands.
    pub span: Span,
    /// In a form that can be compared: a number, an ISO date, a name.
    pub value: String,
}

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SlotKind {
    /// A number, with its unit in the value.
    Number,
    /// A day, month or year.
    Date,
    /// A place.
    Place,
    /// A person.
    Person,
    /// An organisation.
    Organization,
    /// Whether it is affirmed or denied.
    Polarity,
}

/// How a claim stands among the documents of a case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// At least two independent origins say it.
    Corroborated,
    /// One origin, in however many outlets.
    SingleOrigin,
    /// Others say it otherwise.
    Conflicting,
    /// What it says cannot be meant so: a name, a number, a word gone wrong.
    Garbled,
    /// Nothing in the case can bear on it.
    Unverifiable,
}

/// Two documents, or two places of one, that do not agree.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Disagreement {
    /// What differs.
    pub kind: Garble,
    /// Document (by number of the reading) and span of each side.
    pub sides: Vec<(u32, Span)>,
    /// In plain words.
    pub said: String,
    /// What could make both true, if anything could.
    pub reconcilable_by: Option<String>,
}

/// What differs between two accounts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Garble {
    /// The words of a quotation.
    QuoteWords,
    /// Who said it.
    Speaker,
    /// Sentences joined or left out within marks.
    Splice,
    /// A number.
    Number,
    /// A date.
    Date,
    /// A place.
    Place,
    /// A name.
    Name,
    /// Whether it is so.
    Polarity,
    /// A chain of sources that the account passes over.
    SourceChain,
    /// What the same thing is called: a revolt here, a coup there.
    Wording,
    /// Who did it, or to whom: a people, a body, the ones addressed.
    Participant,
}
