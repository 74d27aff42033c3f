//! A list held in memory, ready to be asked who a name may be.
//!
//! [`Index::build`] reads a list once; [`Searcher::search`] then answers one
//! query with the best candidates first, [`Index::search_batch`] millions, and
//! [`Index::explain`] says what a hit rests on. [`Thresholds`] turns "so many
//! false alarms in a million queries" into a cut-off.
//!
//! Two ways to search. The fast way follows the rare words of a query, with
//! their misspellings, to the names that hold them, and compares the best few.
//! The exhaustive way ([`Options::exhaustive`]) passes over a name only when a
//! bound proves that it cannot reach the cut-off: nothing above it is missed.
//!
//! An older edition of a list is screened against by building an index from
//! that edition's entities: an index knows no dates of its own.
//!
//! Owns the index, the search and the cut-offs. Leaves the comparison of names
//! to [`crate::name`] and of further facts to [`crate::entity`] and
//! [`crate::score`].
//!
//! ```
//! use fyke_resolve::entity::Entity;
//! use fyke_resolve::screen::{BuildOptions, Index, Options, Query};
//! let listed = |id: &str, schema: &str, name: &str| Entity {
//!     id: id.into(),
//!     schema: schema.into(),
//!     names: vec![name.into()],
//!     ..Entity::default()
//! };
//! let index = Index::build(
//!     vec![
//!         listed("1", "Person", "Ivan Sergeyevich Petrovsky"),
//!         listed("2", "Company", "Amur Shipbuilding Plant"),
//!     ],
//!     &BuildOptions::default(),
//! );
//! let answer = index.search(&Query::name("Petrovski Ivan Sergeyevich", "Person"), &Options::default());
//! assert_eq!(index.entity(answer.hits[0].entity).unwrap().id, "1");
//! ```

mod answer;
mod batch;
mod by_length;
mod candidates;
mod dictionary;
mod edits;
#[cfg(test)]
mod exact_tests;
mod exhaustive;
mod facts;
mod index;
mod query;
mod scale;
mod search;
#[cfg(test)]
mod tests;
mod thresholds;

pub use answer::{Answer, Explanation, Hit};
pub use index::{BuildOptions, Index, IndexReport};
pub use query::{CUT_OFF, Options, Query};
pub use search::Searcher;
pub use thresholds::{FalseAlarms, Thresholds, ThresholdsError};
