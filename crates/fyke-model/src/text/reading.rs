//! All that was read in one document, beside what else bears on it.

use super::{Credit, Document, Mention, Quote, Span, SupplyFact};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A document with everything that was read in it. What several documents say
/// together is computed from these.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// Sentences of its account, in order.
    pub sentences: Vec<Span>,
    /// Words that it gives as somebody's, in order of place.
    pub quotes: Vec<Quote>,
    /// Names, in order of place.
    pub mentions: Vec<Mention>,
    /// Who makes, supplies, owns or heads what: leads for a person.
    pub facts: Vec<SupplyFact>,
    /// Sources that it names as the hand its words came from.
    pub credits: Vec<Credit>,
    /// Records of the case that its names may mean, by position of the mention.
    pub links: Vec<Link>,
    /// Rules and models, with their versions, that read it.
    pub by: Vec<String>,
}

/// A name of a document and a record of the case that it may mean.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Link {
    /// Position of the mention.
    pub mention: u32,
    /// `dataset:id`.
    pub record: String,
    /// The name of the record that it is like.
    pub name: String,
    /// How probable it is that the name is spelled alike because they are the
    /// same, 0 to 1; a name says nothing of who among namesakes is meant.
    pub probability: f64,
}

/// The id of a document in a case: the first sixteen digits of its file's hash and
/// its number in the file.
///
/// ```
/// use fyke_model::text::DocumentId;
/// let id: DocumentId = "00ff00ff00ff00ff-3".parse()?;
/// assert_eq!((id.file_begins(), id.part()), ("00ff00ff00ff00ff", 3));
/// assert!("../secret-0".parse::<DocumentId>().is_err());
/// # Ok::<(), fyke_model::text::BadDocumentId>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentId(String);

/// Not the id of a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadDocumentId(String);

impl fmt::Display for BadDocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "'{}' is no id of a document; one looks like 00ff00ff00ff00ff-0",
            self.0
        )
    }
}

impl std::error::Error for BadDocumentId {}

/// Digits of the hash in an id: a million files share one with a chance of 1 in 37 million.
const DIGITS: usize = 16;

impl DocumentId {
    /// Of a document.
    pub fn of(document: &Document) -> DocumentId {
        let hash = document.file.to_string();
        DocumentId(format!(
            "{}-{}",
            hash.get(..DIGITS).unwrap_or(&hash),
            document.part
        ))
    }

    /// As it stands in tables and addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How the hash of its file begins.
    pub fn file_begins(&self) -> &str {
        self.0.split_once('-').map_or("", |(file, _)| file)
    }

    /// Its number in the file.
    pub fn part(&self) -> u32 {
        self.0
            .split_once('-')
            .and_then(|(_, part)| part.parse().ok())
            .unwrap_or(0)
    }
}

impl FromStr for DocumentId {
    type Err = BadDocumentId;

    fn from_str(text: &str) -> Result<DocumentId, BadDocumentId> {
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        match text.split_once('-') {
            Some((file, part))
                if file.len() == DIGITS
                    && file.bytes().all(hex)
                    && part.parse::<u32>().is_ok_and(|n| n.to_string() == part) =>
            {
                Ok(DocumentId(text.to_owned()))
            }
            _ => Err(BadDocumentId(text.chars().take(80).collect())),
        }
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for DocumentId {
    type Error = BadDocumentId;

    fn try_from(text: String) -> Result<DocumentId, BadDocumentId> {
        text.parse()
    }
}

impl From<DocumentId> for String {
    fn from(id: DocumentId) -> String {
        id.0
    }
}
