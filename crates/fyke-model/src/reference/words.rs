//! Lists of words that rows are read by: what goods are called, what says
//! nothing, what forwarders and banks call themselves.

use super::{BadReference, read_toml};
use crate::date::Day;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Words that mean one thing.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct WordGroup {
    /// What they mean; in `goods` the HS heading, four digits.
    pub id: String,
    /// Words that settle it, lower case; up to three together make a phrase.
    #[serde(default)]
    pub words: Vec<String>,
    /// Words that only point to it.
    #[serde(default)]
    pub hints: Vec<String>,
    /// Shapes of part numbers: `#` one digit, `@` one letter, a last `*` any
    /// rest, everything else itself.
    #[serde(default)]
    pub shapes: Vec<String>,
    /// Ids under which the same words are honest too.
    #[serde(default)]
    pub also: Vec<String>,
    /// Where the words come from.
    pub source: String,
    /// The day they were written down.
    #[serde(deserialize_with = "super::toml_day::deserialize")]
    pub date: Day,
    /// Raised when the group is changed.
    pub version: u32,
}

/// A list of words.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct WordList {
    /// File name without `.toml`.
    pub id: String,
    /// What it is for.
    pub what: String,
    /// Its groups.
    #[serde(rename = "group")]
    pub groups: Vec<WordGroup>,
}

impl WordList {
    /// Reads a list.
    ///
    /// # Errors
    /// Where the text is not TOML of the shape in `data/FORMATS.md`, or a group
    /// stands twice.
    pub fn parse(file: &str, text: &str) -> Result<WordList, BadReference> {
        let list: WordList = read_toml(file, text)?;
        let mut seen = BTreeSet::new();
        match list.groups.iter().find(|group| !seen.insert(group.id.as_str())) {
            Some(twice) => Err(BadReference {
                file: file.to_owned(),
                what: format!("group {} stands twice", twice.id),
            }),
            None => Ok(list),
        }
    }

    /// The group of an id.
    pub fn group(&self, id: &str) -> Option<&WordGroup> {
        self.groups.iter().find(|group| group.id == id)
    }
}
