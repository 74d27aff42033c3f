//! What is read in documents: spans, documents, quotes, claims.
//!
//! Everything that is said of a text points at it: a [`Span`] is a run of bytes
//! of [`Document::text`], and nothing is kept that cannot show one.

mod claim;
mod document;
mod mention;
mod origin;
mod quote;
mod reading;
mod saying;
mod supply;

pub use claim::{Claim, Disagreement, Garble, Slot, SlotKind, Standing};
pub use document::{Block, BlockKind, Capture, Document, Dropped, Finding, FindingKind, Told};
pub use mention::{Mention, MentionKind};
pub use origin::{Credit, CreditKind, Origin, SharedBy, SharedOrigin};
pub use quote::{Attribution, Cue, Difference, DifferenceKind, Quote, QuoteKind, Speaker};
pub use reading::{BadDocumentId, DocumentId, Link, Reading};
pub use saying::{Said, Saying};
pub use supply::{Named, SupplyFact, SupplyRelation};

use serde::{Deserialize, Serialize};

/// A run of a document's text: bytes of its UTF-8, `end` exclusive, both on
/// borders of characters.
///
/// ```
/// use fyke_model::text::Span;
/// let span = Span::new(0, 4);
/// assert_eq!(span.of("door is open"), Some("door"));
/// assert!(span.overlaps(Span::new(3, 9)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// From a byte to another; an end before the start makes an empty span.
    pub const fn new(start: usize, end: usize) -> Span {
        Span {
            start,
            end: if end < start { start } else { end },
        }
    }

    /// The text itself; none where the span is not of this text.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// Bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// No bytes.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether they share a byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the other lies wholly in this one.
    pub const fn holds(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
