//! What a case answers to whoever shows it: the questions of a workbench, and
//! the values it gets back.
//!
//! The program answers them from tables, record and kernels; the simulator from
//! a small made world; pages know neither. Questions come in groups, each a
//! trait in its own file:
//!
//! | group | about |
//! |---|---|
//! | [`Cases`] | the case itself: its datasets, its version |
//! | [`Search`] | names, facets, bulk, the matching of other programs |
//! | [`Entities`] | who is who, who said so, rows and their bytes, editions |
//! | [`Trade`] | who dealt with whom, paths, flows |
//! | [`Leads`] | leads, blind first, and what people decide |
//! | [`Thinking`] | hypotheses, forecasts, scores |
//! | [`Chronicle`] | the record, and its check |
//! | [`Book`] | bookmarks, notes, saved searches, alerts |
//! | [`Access`] | who may come in, and as what |
//! | [`Texts`] | documents, who said what, the same words elsewhere, disagreements |
//! | [`Intake`] | what came through the door: two people, replies, forgetting |
//! | [`Giving`] | what leaves: dossiers, and the entry that says so |
//!
//! Every answer is a plain value that serialises, but for what a source wrote. A
//! question that a desk does not know is refused with [`Refusal::absent`], so that
//! a desk may answer a part of them.
//!
//! Calls block. Whoever serves many people calls them from threads that may.

mod access;
mod book;
mod cases;
mod chronicle;
mod entities;
mod giving;
mod intake;
mod leads;
mod search;
mod texts;
mod thinking;
mod trade;

pub use access::*;
pub use book::*;
pub use cases::*;
pub use chronicle::*;
pub use entities::*;
pub use giving::*;
pub use intake::*;
pub use leads::*;
pub use search::*;
pub use texts::*;
pub use thinking::*;
pub use trade::*;

use serde::{Deserialize, Serialize};
use std::fmt;

/// All that a workbench asks.
pub trait Desk:
    Cases
    + Search
    + Entities
    + Trade
    + Leads
    + Thinking
    + Chronicle
    + Book
    + Access
    + Giving
    + Texts
    + Intake
    + Send
    + Sync
    + 'static
{
}
impl<D> Desk for D where
    D: Cases
        + Search
        + Entities
        + Trade
        + Leads
        + Thinking
        + Chronicle
        + Book
        + Access
        + Giving
        + Texts
        + Intake
        + Send
        + Sync
        + 'static
{
}

/// What a question comes back with.
pub type Answer<T> = Result<T, Refusal>;

/// Why a question was not answered: what broke, and what to do about it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Refusal {
    /// Whose move it is.
    pub why: Why,
    /// What broke, in words.
    pub broke: String,
    /// What to do.
    pub repair: String,
}

/// Whose move it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// There is no such thing (HTTP 404).
    Absent,
    /// The question makes no sense (400).
    Malformed,
    /// Sign in first (401).
    Nobody,
    /// This person may not (403).
    Forbidden,
    /// Not as things stand: a rule of judging, a row that may not leave (409).
    Conflict,
    /// Too much at once (413).
    TooMuch,
    /// Our fault or the machine's (500).
    Broken,
}

impl Refusal {
    /// A refusal of that kind.
    pub fn new(why: Why, broke: impl Into<String>, repair: impl Into<String>) -> Refusal {
        Refusal {
            why,
            broke: broke.into(),
            repair: repair.into(),
        }
    }

    /// What this desk does not know.
    pub fn absent(what: &str) -> Refusal {
        Refusal::new(
            Why::Absent,
            format!("{what} is not here"),
            "go back, or search for it",
        )
    }

    /// A question that makes no sense.
    pub fn malformed(broke: impl Into<String>, repair: impl Into<String>) -> Refusal {
        Refusal::new(Why::Malformed, broke, repair)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.broke, self.repair)
    }
}
impl std::error::Error for Refusal {}

/// A part of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Page {
    /// How many to leave out before it.
    pub offset: usize,
    /// How many at most.
    pub limit: usize,
}

impl Default for Page {
    fn default() -> Page {
        Page { offset: 0, limit: 50 }
    }
}

/// A part of a list, and how long the list is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Listed<T> {
    /// The part.
    pub items: Vec<T>,
    /// How many there are in all.
    pub total: u64,
}

impl<T> Default for Listed<T> {
    fn default() -> Listed<T> {
        Listed {
            items: Vec::new(),
            total: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Empty;
    impl Cases for Empty {}
    impl Search for Empty {}
    impl Entities for Empty {}
    impl Trade for Empty {}
    impl Leads for Empty {}
    impl Thinking for Empty {}
    impl Chronicle for Empty {}
    impl Book for Empty {}
    impl Access for Empty {}
    impl Giving for Empty {}
    impl Texts for Empty {}
    impl Intake for Empty {}

    #[test]
    fn a_desk_that_knows_nothing_says_so() {
        let desk: Box<dyn Desk> = Box::new(Empty);
        let refused = desk.entity("x").unwrap_err();
        assert_eq!(refused.why, Why::Absent);
        assert_eq!(
            refused.to_string(),
            "the entity is not here; go back, or search for it"
        );
    }
}
