//! From bytes to records: the readers.
//!
//! Every kind of file ends as one stream of [`record::Record`]s behind the
//! trait [`record::Records`], so that what comes after (column mapping, row
//! admission) has one path whatever the file was. A reader never stops at a bad
//! row: it hands out a refusal and goes on with the next. It stops only where
//! nothing more can be said about the file, and then a [`error::GuardError`]
//! names what broke and what to do.
//!
//! | file | reader |
//! |---|---|
//! | delimited text | [`csv::Reader`], its dialect found by [`csv::detect()`] |
//! | spreadsheet | [`xlsx::SheetRows`] after [`zip::check`] |
//! | JSON values in an array or one by one | [`json_values::Values`] |
//! | JSON lines | [`jsonl::Lines`], or [`jsonl::LineRows`] as records |
//! | XML | [`xml::Reader`]: events with a path, for list readers |
//! | a table already decoded (Parquet) | [`record::FilledRows`] |

pub mod csv;
pub mod encoding;
pub mod error;
pub mod json_values;
pub mod jsonl;
pub mod limits;
pub mod record;
pub mod sniff;
pub mod untrusted;
pub mod xlsx;
pub mod xml;
pub mod zip;

pub use error::GuardError;
pub use limits::Limits;
pub use record::{FilledRows, Flaw, Next, Record, Records};
pub use sniff::{Format, Sniffed, sniff};
pub use untrusted::{Admitted, Untrusted};
