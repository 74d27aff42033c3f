//! A document as it was taken in: where it came from, what of it is text, what
//! was left out and why.

use super::Span;
use crate::dataset::FileHash;
use crate::date::Day;
use serde::{Deserialize, Serialize};

/// One document of one file. A file of one document has part 0; archives and
/// tables of texts hold many.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Document {
    /// The file's bytes.
    pub file: FileHash,
    /// Which document of the file, from 0.
    pub part: u32,
    /// The text that all spans point into: for plain text the file itself, word
    /// for word, without the characters that show nothing (zero-width, tag and
    /// direction characters: taken out in a way that can be done again over the
    /// file and leads back to its bytes); else what its format holds to be read.
    pub text: String,
    /// Pieces of the text in order, each with what it is.
    pub blocks: Vec<Block>,
    /// Its title, if it shows one.
    pub title: Option<Told<String>>,
    /// Who wrote it, as it says.
    pub byline: Option<Told<String>>,
    /// The day it says it was published.
    pub published: Option<Told<Day>>,
    /// Who published it, as it says or as its address says.
    pub outlet: Option<Told<String>>,
    /// How it was captured.
    pub capture: Capture,
    /// What was noticed that a reader should know.
    pub findings: Vec<Finding>,
}

impl Document {
    /// A document of a text and its blocks, of which nothing else is known: of a file
    /// of zeros, the first part, captured nobody knows how.
    ///
    /// ```
    /// use fyke_model::text::{Block, BlockKind, Document, Span};
    /// let text = "The door is open.";
    /// let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Body, language: None };
    /// let document = Document::of(text, vec![block]);
    /// assert_eq!((document.text.as_str(), document.part, document.title), (text, 0, None));
    /// ```
    pub fn of(text: impl Into<String>, blocks: Vec<Block>) -> Document {
        Document {
            file: FileHash([0; 32]),
            part: 0,
            text: text.into(),
            blocks,
            title: None,
            byline: None,
            published: None,
            outlet: None,
            capture: Capture::default(),
            findings: Vec::new(),
        }
    }
}

/// A value with the span that says so; none where something outside the text does.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Told<T> {
    /// The value.
    pub value: T,
    /// Where the text says it.
    pub span: Option<Span>,
}

/// A piece of the text: a paragraph, a heading, a caption.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Block {
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// ISO 639-1 code of its language; none where it is too short to tell.
    pub language: Option<String>,
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// Part of the account.
    Body,
    /// Title or heading.
    Heading,
    /// Left out of everything that follows.
    Boilerplate(Dropped),
}

/// Why a block was left out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dropped {
    /// Menus, footers, asides, by the structure of the page.
    Structure,
    /// The same block stands on several pages of the host.
    Repeated,
    /// Words that belong to a widget, a promotion, a caption, a credit.
    Cue,
    /// The same line stands twice in the document.
    Doubled,
    /// Not shown to readers of the page.
    Hidden,
}

/// Facts of the capture, as the Berkeley Protocol on Digital Open Source
/// Investigations (OHCHR, 2022) asks for; what is not known is left empty.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Capture {
    /// Address it was fetched from.
    pub url: Option<String>,
    /// When it was fetched, as the archive says, RFC 3339.
    pub fetched: Option<String>,
    /// Name of the file that was taken in.
    pub file_name: Option<String>,
    /// Media type.
    pub media_type: Option<String>,
    /// Tool that made the archive, as it says.
    pub tool: Option<String>,
}

/// Something about a text that a person should see.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// Where; for what was taken out of the text the word it stood in, none where
    /// it stood in none.
    pub span: Option<Span>,
    /// The words or code points, escaped so that they can be shown.
    pub shown: String,
}

/// Kinds of findings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// Text that a reader of the page would not see.
    HiddenText,
    /// Characters that turn the direction of text.
    Bidi,
    /// Tag characters and other invisible code points.
    Invisible,
    /// A name spelled with letters of another script that look alike.
    Homoglyph,
    /// Words addressed to a machine that reads.
    Instruction,
    /// Many hosts carry nearly the same text at once.
    Campaign,
    /// A language that no model here reads.
    NoModel,
    /// The text was cut at a limit.
    Cut,
}
