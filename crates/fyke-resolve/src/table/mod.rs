//! Tables of any columns without labels: duplicates found by Fellegi-Sunter,
//! its weights learned by expectation-maximisation from the table alone.
//!
//! # What belongs here
//! A table held as small integers ([`TableBuilder`]), what each column is
//! ([`ColumnKind`]), which pairs of rows are worth a look, how far two values
//! agree, what each degree of agreement weighs ([`em`]), and the clusters that
//! follow ([`dedupe`]), with their reasons ([`explain`]).
//!
//! # What does not
//! Files and clocks. A reader pushes rows of cells; numbers come out. No column
//! that holds the truth may be pushed: a measurement keeps it aside.
//!
//! ```
//! use fyke_resolve::table::{TableBuilder, Settings, dedupe};
//! let mut rows = TableBuilder::new(&["first name", "surname", "born", "town"]);
//! for n in 0..60 {
//!     let (first, last) = (["anna", "boris", "clara", "dmitri", "elena"][n % 5], format!("stone{}", n / 2));
//!     let born = format!("19{:02}-0{}-1{}", n / 2 + 20, n / 2 % 9 + 1, n / 2 % 7);
//!     rows.push(&[first, &last, &born, ["york", "hull", "bath"][n / 2 % 3]]);
//! }
//! let table = rows.finish();
//! // a refusal says what broke and what to do; it is not a panic
//! match dedupe(&table, &Settings::default(), &|_, _, _| ()) {
//!     Ok(found) => assert_eq!(found.clusters.len(), 60),
//!     Err(refused) => println!("{refused}"),
//! }
//! ```

mod columns;
mod compare;
mod distance;
mod explain;
mod keys;
mod kinds;
mod prepare;
mod recall;
mod run;
mod settings;
mod spread;
mod tokens;
mod variants;
mod weights;

pub mod em;

pub use columns::{CELL_CHARS_MAX, Table, TableBuilder};
pub use explain::{Explained, ExplainedColumn, explain, explain_all};
pub use kinds::{ColumnKind, Kind, Role};
pub use recall::RecallEstimate;
pub use run::{Deduped, Report, dedupe};
pub use settings::{Refused, Settings, Stage};
pub use weights::{FittedFeature, FittedModel, Variant};

#[cfg(test)]
mod worlds;
