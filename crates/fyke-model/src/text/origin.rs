//! From whose hands accounts come: copies, credits, and what is left when all
//! that hangs together counts as one.

use super::Span;
use serde::{Deserialize, Serialize};

/// Why two documents are held to share an origin.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SharedBy {
    /// The same words from first to last.
    Copy,
    /// Most of the runs of five words of both.
    NearCopy,
    /// The one carries the other, whole or in large part.
    Carried,
    /// Both name the same agency as their hand, and share text beyond quotations.
    Wire,
    /// The same quotations in the same order, and text between them.
    QuoteOrder,
}

/// An edge between two documents, with what shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SharedOrigin {
    /// Document, by number of the reading; for `Carried` the one that is carried.
    pub one: u32,
    /// The other.
    pub other: u32,
    /// Why.
    pub by: SharedBy,
    /// Runs of five words of both in one of either, thousandths.
    pub jaccard_permille: u16,
    /// Runs of five words of `one` that stand in `other`, thousandths.
    pub contained_permille: u16,
    /// The longest passages they share: span in `one`, span in `other`.
    pub passages: Vec<(Span, Span)>,
}

/// A source that a document names as the hand its words or facts came from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Credit {
    /// The words that give the credit.
    pub span: Span,
    /// The source, as named.
    pub source: String,
    /// How it is credited.
    pub how: CreditKind,
}

/// Kinds of credit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CreditKind {
    /// The whole account: an agency in the byline or before the first sentence.
    Wire,
    /// A share of the account: contributed to this report.
    Contributed,
    /// One statement: according to, told, reported.
    Passed,
    /// Nobody named: reportedly, it is said.
    Hearsay,
}

/// Documents that count as one witness, however many outlets print them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Origin {
    /// The documents, in order.
    pub documents: Vec<u32>,
    /// Names of the outlets that carry it, sorted; a document whose outlet is unknown adds none.
    pub outlets: Vec<String>,
    /// The document with the earliest date. A hint and no proof: dates are typed in by people.
    pub earliest: Option<u32>,
    /// Whether many hosts carried it at once.
    pub campaign: bool,
}
