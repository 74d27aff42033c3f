//! What somebody asked, as an address, and back: one way of writing every
//! question, shared by pages, exports and feeds, so that a view that was found
//! can be sent, kept, saved and written to a file under the same words.
//!
//! | question | its parts |
//! |---|---|
//! | [`SearchQuery`] | `q`, `topic` `schema` `country` `dataset` (each also as `not-topic` and so on), `unfolded`, `offset`, `limit` |
//! | [`LeadQuery`] | `q`, `only`, `kind`, `standing`, `country`, `end`, `goods`, `offset`, `limit` |
//! | [`DealFilter`] | `hs`, `since`, `until` (days), `min_value` (whole units), `kind` |
//! | [`GraphQuery`] | `of`, those of the filter, `limit` |
//! | [`PathQuery`] | `from`, `to`, those of the filter, `max_steps`, `in_time`, `either_way`, `limit` |
//! | [`FlowQuery`] | `hs`, `exporter`, `importer`, `since`, `until` (months), `table`, `limit` |
//! | [`ChainQuery`] | those of the flows, `end`, `lead` |
//! | [`TimelineOf`] | `since`, `until`, `kind`, `offset`, `limit` (the entity stands in the path) |
//! | [`TextQuery`] | `q`, `outlet`, `language`, `record`, `document`, `offset`, `limit` |
//!
//! A part that may have several values is repeated. Parts that are empty, as a
//! form sends fields that nobody filled, and parts that a question does not know
//! are passed over; a value that cannot be read is refused in words. What is
//! left out has its default, and defaults are never written, so that one view
//! has one address.
//!
//! ```
//! use fyke_workbench::address::InAddress;
//! use fyke_model::desk::SearchQuery;
//! let asked = SearchQuery::read("q=alfa+gmbh&country=de&not-topic=lead&at=7f3a").unwrap();
//! assert_eq!(asked.text, "alfa gmbh");
//! assert_eq!(asked.write(), "q=alfa%20gmbh&country=de&not-topic=lead");
//! ```

mod pairs;
mod queries;
mod texts;
mod trade;

pub(crate) use pairs::decoded;
pub use pairs::{Pairs, Writer};
pub use trade::{ARCS, ARCS_MAX, NEIGHBOURS, NEIGHBOURS_MAX};

use fyke_model::desk::Answer;
#[cfg(doc)]
use fyke_model::desk::{
    ChainQuery, DealFilter, FlowQuery, GraphQuery, LeadQuery, PathQuery, SearchQuery, TextQuery, TimelineOf,
};

/// A question that stands in an address.
pub trait InAddress: Sized {
    /// Reads it from the part of an address after `?`.
    ///
    /// # Errors
    /// A value that cannot be read, or too many of them.
    fn read(query: &str) -> Answer<Self> {
        Self::from_pairs(&Pairs::of(query)?)
    }

    /// Reads it from parts that are read already.
    ///
    /// # Errors
    /// A value that cannot be read.
    fn from_pairs(pairs: &Pairs) -> Answer<Self>;

    /// Writes it, without its defaults; empty where all is default.
    fn write(&self) -> String {
        let mut writer = Writer::default();
        self.to_pairs(&mut writer);
        writer.done()
    }

    /// Adds its parts to others.
    fn to_pairs(&self, to: &mut Writer);

    /// The whole address of it: `/search?q=alfa`.
    fn at(&self, path: &str) -> String {
        let query = self.write();
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{query}")
        }
    }
}
