//! The same words in several documents: one utterance, its wordings, and how they
//! differ.

use super::{Difference, Span};
use serde::{Deserialize, Serialize};

/// One utterance as several places give it.
///
/// The number of documents says how often the wording was printed. It does not
/// say how many heard it: that is the business of [`super::Origin`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Saying {
    /// Who is said to have said it, where any place names them: the fullest name.
    pub speaker: Option<String>,
    /// Position among `members` of the wording the others are compared with: the one
    /// most documents carry, the longest of equals.
    pub canonical: u32,
    /// Where it stands, in order of document and place.
    pub members: Vec<Said>,
}

/// One place of a saying.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Said {
    /// Document, by number of the reading.
    pub document: u32,
    /// Position of the quote among the document's quotes.
    pub quote: u32,
    /// The sentence, clause or part of it.
    pub span: Span,
    /// Who is said to have said it here, as the document names them in full.
    pub speaker: Option<String>,
    /// How it differs from the canonical wording: `one` is the canonical's, `other` this one's.
    pub differences: Vec<Difference>,
}
