//! What a person keeps beside the case: bookmarks, notes, searches.
//!
//! Each is an entry of the record of its maker, so that it has a time, a hand
//! and a history; a later one replaces the one before.

use super::{Answer, Hand, Refusal};
use serde::{Deserialize, Serialize};

/// Questions about what is kept.
pub trait Book {
    /// This person's bookmarks, and those on lists that are shared.
    fn bookmarks(&self, hand: &Hand) -> Answer<Vec<Bookmark>> {
        let _ = hand;
        Ok(Vec::new())
    }

    /// Sets a bookmark; a status of `none` takes it away.
    fn mark(&self, hand: &Hand, bookmark: &Bookmark) -> Answer<()> {
        let _ = (hand, bookmark);
        Err(Refusal::absent("keeping bookmarks"))
    }

    /// Notes about a thing, or all where `about` is `None`, the newest first.
    fn notes(&self, hand: Option<&Hand>, about: Option<&Thing>) -> Answer<Vec<Note>> {
        let _ = (hand, about);
        Ok(Vec::new())
    }

    /// Writes a note, or a new version of one. Rows cited as `@dataset:file:row`
    /// must be in the case.
    fn note(&self, hand: &Hand, note: &Note) -> Answer<String> {
        let _ = (hand, note);
        Err(Refusal::absent("keeping notes"))
    }

    /// Saved searches of this person.
    fn saved(&self, hand: &Hand) -> Answer<Vec<SavedSearch>> {
        let _ = hand;
        Ok(Vec::new())
    }

    /// Saves a search, or forgets it.
    fn save(&self, hand: &Hand, search: &SavedSearch) -> Answer<String> {
        let _ = (hand, search);
        Err(Refusal::absent("keeping searches"))
    }

    /// What came in since a saved search was last looked at.
    fn alerts(&self, hand: &Hand) -> Answer<Vec<Alert>> {
        let _ = hand;
        Ok(Vec::new())
    }

    /// The same for a feed reader, which cannot sign in: the search under the
    /// unguessable name that it was given.
    fn feed(&self, name: &str) -> Answer<(SavedSearch, Vec<Alert>)> {
        let _ = name;
        Err(Refusal::absent("the feed"))
    }

    /// Says that alerts of a search were seen.
    fn seen(&self, hand: &Hand, search: &str) -> Answer<()> {
        let _ = (hand, search);
        Ok(())
    }
}

/// Something that can be marked, noted, linked to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(tag = "thing", content = "id", rename_all = "snake_case")]
pub enum Thing {
    /// A lead.
    Lead(String),
    /// An entity.
    Entity(String),
    /// A row, `dataset:file:row` with the whole hash.
    Row(String),
    /// A flow, `EXPORTER-IMPORTER`.
    Flow(String),
    /// A view: an address with all its state.
    View(String),
}

/// A bookmark.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Bookmark {
    /// What.
    pub thing: Thing,
    /// What it was called.
    pub title: String,
    /// `to_check`, `checked`, `important`, `none`.
    pub status: String,
    /// On which list; empty for none.
    pub list: String,
    /// Whether the list is everybody's.
    pub shared: bool,
    /// Who, by name; filled by the desk.
    pub by: String,
    /// When, UTC; filled by the desk.
    pub at: String,
}

/// A note.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Note {
    /// Its id; empty for a new one.
    pub id: String,
    /// About what.
    pub about: Thing,
    /// The text; rows are cited as `@dataset:file:row`.
    pub text: String,
    /// Who, by name; filled by the desk.
    pub by: String,
    /// When, UTC; filled by the desk.
    pub at: String,
    /// How many versions it had before.
    pub versions: u64,
}

/// A search that is run again whenever the case changes.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SavedSearch {
    /// Its id; empty for a new one.
    pub id: String,
    /// What the person calls it.
    pub title: String,
    /// The address of the search with all its state.
    pub address: String,
    /// False forgets it.
    pub on: bool,
    /// The unguessable name of its feed; filled by the desk.
    pub feed: String,
}

/// Something new for a saved search.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Alert {
    /// Which search.
    pub search: String,
    /// Its title.
    pub search_title: String,
    /// What came.
    pub thing: Thing,
    /// Its name.
    pub title: String,
    /// In words: `came with ofac edition 2023-01-21`.
    pub words: String,
    /// When, UTC.
    pub at: String,
}
