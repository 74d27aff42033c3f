//! Who said what in which words.

use super::Span;
use serde::{Deserialize, Serialize};

/// Words that a document gives as somebody's.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Quote {
    /// The words, without the marks around them.
    pub span: Span,
    /// The parts in marks where others stand between them; else empty.
    pub parts: Vec<Span>,
    /// What kind of quotation.
    pub kind: QuoteKind,
    /// Who is said to have said it.
    pub speaker: Option<Speaker>,
    /// The word that says so: said, according to, told.
    pub cue: Option<Cue>,
    /// Rule or model, with its version, that found it.
    pub by: String,
}

/// Kinds of quotations.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuoteKind {
    /// Whole sentences in marks.
    Full,
    /// Some words in marks within the reporter's sentence.
    Partial,
    /// In a headline.
    Headline,
    /// Put together of several with ellipses.
    Composite,
    /// Within another quotation.
    Nested,
    /// Without marks: he said that the door is open.
    Indirect,
}

/// Who is said to have said it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Speaker {
    /// The mention that names or points to them, in the same document.
    pub mention: Span,
    /// The fullest name of the same person in the document.
    pub name: String,
    /// Number of the person within the document: mentions of one person share it.
    pub person: u32,
    /// How the mention was found.
    pub how: Attribution,
}

/// How a speaker was found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attribution {
    /// A name and a cue beside the words.
    Explicit,
    /// A pronoun and a cue.
    Pronoun,
    /// A cue between two parts of one quotation.
    Split,
    /// The quotation goes on from the paragraph before.
    Continued,
    /// No cue: whoever spoke last goes on.
    Implicit,
}

/// A cue.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cue {
    /// Where.
    pub span: Span,
    /// The word it is a form of.
    pub lemma: String,
}

/// Where two accounts of the same words differ.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Difference {
    /// What kind.
    pub kind: DifferenceKind,
    /// Words of the one; empty where it has none.
    pub one: String,
    /// Words of the other.
    pub other: String,
}

/// Kinds of differences between two accounts of the same words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DifferenceKind {
    /// Spelling, marks, capitals: the same words.
    Spelling,
    /// Where the quotation begins or ends.
    Boundary,
    /// Other words, or words that are missing or too many.
    Substance,
    /// Sentences joined that do not stand together elsewhere.
    Splice,
    /// Words left out within one pair of marks without a sign of it.
    SilentElision,
    /// Another wording in marks.
    ParaphraseInMarks,
    /// Other words altogether, which a model of meaning took for the same: weaker than
    /// any link of words, and to be looked at.
    ByMeaning,
}
