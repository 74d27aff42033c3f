//! What was read: documents with what they say, the same words in several of
//! them, who counts as one witness, and where they do not agree.

use super::{Answer, Listed, Page, Refusal};
use crate::dataset::Handling;
use crate::date::Day;
use crate::text::{Difference, DocumentId, Garble, Reading, SharedBy, Span};
use serde::{Deserialize, Serialize};

/// Questions about texts.
pub trait Texts {
    /// Documents, the newest first.
    fn documents(&self, query: &TextQuery) -> Answer<Listed<DocumentLine>> {
        let _ = query;
        Ok(Listed::default())
    }

    /// A document with everything that was read in it.
    fn document(&self, id: &DocumentId) -> Answer<DocumentView> {
        let _ = id;
        Err(Refusal::absent("the document"))
    }

    /// What stands in several documents in the same words, the most printed first.
    fn sayings(&self, query: &TextQuery) -> Answer<Listed<SayingView>> {
        let _ = query;
        Ok(Listed::default())
    }

    /// One of them.
    fn saying(&self, number: u64) -> Answer<SayingView> {
        let _ = number;
        Err(Refusal::absent("the saying"))
    }

    /// Places where documents do not agree.
    fn disagreements(&self, query: &TextQuery) -> Answer<Listed<DisagreementView>> {
        let _ = query;
        Ok(Listed::default())
    }

    /// Documents that tell of the same, the largest group first.
    fn stories(&self, page: Page) -> Answer<Listed<StoryView>> {
        let _ = page;
        Ok(Listed::default())
    }

    /// The group that a document belongs to.
    fn story(&self, document: &DocumentId) -> Answer<StoryView> {
        let _ = document;
        Err(Refusal::absent("the story"))
    }
}

/// Which documents.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct TextQuery {
    /// Words that must stand in the text or the title, whatever their case; empty for all.
    pub text: String,
    /// Name of the outlet, as documents give it.
    pub outlet: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// `dataset:id` of a record that a name in it may mean.
    pub record: Option<String>,
    /// One document: what of the answer touches it.
    pub document: Option<DocumentId>,
    /// Which part of the list.
    pub page: Page,
}

/// A document on one line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DocumentLine {
    /// Its id.
    pub id: DocumentId,
    /// The name its file had.
    pub file_name: String,
    /// Its title; none where it shows none, or could not be read.
    pub title: Option<String>,
    /// Who published it, as it says.
    pub outlet: Option<String>,
    /// The day it says.
    pub published: Option<Day>,
    /// The language of most of it.
    pub language: Option<String>,
    /// Words of its account.
    pub words: u64,
    /// Words that it gives as somebody's: how many times.
    pub quotes: u64,
    /// How it may be handled.
    pub handling: Handling,
    /// Why it could not be read.
    pub refused: Option<String>,
}

/// A document with everything that was read in it and what else bears on it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DocumentView {
    /// Its line.
    pub line: DocumentLine,
    /// Everything that was read; none where it could not be.
    pub reading: Option<Reading>,
    /// The SHA-256 of its file, whole.
    pub file: String,
    /// Rules and models that read it, with their versions.
    pub read_by: String,
    /// When, RFC 3339.
    pub read_at: String,
    /// Entities of the case that its names may mean.
    pub entities: Vec<TextEntity>,
    /// What of it stands elsewhere in the same words.
    pub sayings: Vec<SayingView>,
    /// Where others say otherwise.
    pub disagreements: Vec<DisagreementView>,
    /// Documents that count as one witness with it; empty where it stands alone.
    pub shared: Vec<SharedView>,
    /// False where documents came in that it was not compared with yet.
    pub compared: bool,
}

/// An entity that a name in a document may mean.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TextEntity {
    /// Position of the mention among those of the reading.
    pub mention: u32,
    /// The record, `dataset:id`.
    pub record: String,
    /// The entity that the record means; none where who is who is not settled.
    pub entity: Option<String>,
    /// Its name.
    pub name: String,
    /// How probable it is that the name is the same name.
    pub probability: f64,
    /// Whether a list names it.
    pub listed: bool,
    /// Leads that are about it.
    pub leads: Vec<String>,
}

/// A document that counts as one witness with another.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SharedView {
    /// Which.
    pub document: DocumentLine,
    /// Why; none where they hang together through a third.
    pub by: Option<SharedBy>,
    /// It bears the earliest date of all: a hint, no proof.
    pub earliest: bool,
}

/// The same words in several documents.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SayingView {
    /// Its number in this comparison.
    pub number: u64,
    /// Who is said to have said it.
    pub speaker: Option<String>,
    /// How most have it.
    pub text: String,
    /// Outlets that print it.
    pub outlets: u64,
    /// Independent origins among them.
    pub origins: u64,
    /// Where it stands, and how each differs.
    pub places: Vec<SayingPlace>,
}

/// One wording of a saying.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SayingPlace {
    /// The document.
    pub document: DocumentLine,
    /// Where in it.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// Who is said to have said it here.
    pub speaker: Option<String>,
    /// The wording that the others are compared with.
    pub canonical: bool,
    /// How it differs from that: `one` is that one's, `other` this one's.
    pub differences: Vec<Difference>,
}

/// Two places that do not agree.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DisagreementView {
    /// Its number in this comparison.
    pub number: u64,
    /// What differs.
    pub kind: Garble,
    /// In plain words.
    pub said: String,
    /// What could make both true, if anything could.
    pub reconcilable_by: Option<String>,
    /// The sides.
    pub sides: Vec<DisagreementSide>,
}

/// One side.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DisagreementSide {
    /// The document.
    pub document: DocumentLine,
    /// Where in it.
    pub span: Span,
    /// Its words.
    pub text: String,
}

/// Documents that tell of the same: they share words, an origin, or a matter on
/// which they differ.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StoryView {
    /// The documents, the earliest first.
    pub documents: Vec<DocumentLine>,
    /// How many outlets carry it.
    pub outlets: u64,
    /// How many independent origins they make.
    pub origins: u64,
    /// Sayings that several of them carry, the most printed first.
    pub sayings: Vec<SayingView>,
    /// Where they do not agree.
    pub disagreements: Vec<DisagreementView>,
}
