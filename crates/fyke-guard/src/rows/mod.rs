//! From records of cells to rows that Fyke will reason with.
//!
//! Two steps, so that a person can look between them. [`plan_file`] (or
//! [`plan_records`], for a table that the caller decodes) looks at a sample and
//! says what the file is and which column means what; [`admit_file`] (or
//! [`admit_records`]) reads it all under that [`Plan`] and hands every row to a
//! [`Sink`]: admitted, or refused with a reason. A broken cell that a row can do
//! without is refused alone and its row is kept.
//!
//! | file | what it owns |
//! |---|---|
//! | [`kind`], [`recognise`] | what a file is |
//! | [`meaning`], [`matching`], [`mapping`] | which column means what |
//! | [`cells`] | days, numbers, countries, units |
//! | [`consignments`], [`flows`], [`registers`], [`lists`] | admission |
//! | [`officers`], [`ownership`], [`bods`], [`sites`] | admission: what ties firms to people, firms and places |
//! | [`payments`], [`positions`] | admission: money, vessels |
//!
//! ```
//! use fyke_guard::bytes::{FilledRows, Record};
//! use fyke_guard::rows::{self, CountryBook, Kept, Kind, Rules, Wishes};
//! use fyke_model::country::Country;
//!
//! let table = [["24.02.2022", "Acme GmbH", "Vostok OOO", "85423190", "1,5"]];
//! let header = ["Date", "Shipper", "Consignee", "HS code", "Net weight, t"];
//! let open = || {
//!     let mut rows = table.iter();
//!     FilledRows::new(header, move |record: &mut Record| {
//!         let Some(row) = rows.next() else { return Ok(false) };
//!         record.begin(2, None);
//!         row.iter().for_each(|cell| record.push(cell));
//!         Ok(true)
//!     })
//! };
//! let rules = Rules::new(CountryBook::new([Country::of("DE")], |_| None));
//! let plan = rows::plan_records(&mut open(), "march.csv", &rules, &Wishes::default())?;
//! assert_eq!(plan.kind, Kind::Consignments);
//! let mut kept = Kept::default();
//! let counts = rows::admit_records(&mut open(), &plan, &rules, &mut kept)?;
//! assert_eq!((counts.rows, counts.rows_admitted, counts.consignments), (1, 1, 1));
//! assert!(kept.consignments[0].contains("mass_g: Some(1500000)"));
//! # Ok::<(), fyke_guard::bytes::GuardError>(())
//! ```

pub mod bods;
pub mod cells;
pub mod consignments;
mod firms;
pub mod flows;
pub mod kind;
pub mod limits;
pub mod lists;
pub mod mapping;
pub mod matching;
pub mod meaning;
mod names;
pub mod officers;
pub mod ownership;
pub mod payments;
pub mod plan;
pub mod positions;
pub mod recognise;
pub mod registers;
pub mod sample;
pub mod sink;
pub mod sites;
#[cfg(test)]
mod testing;
mod walk;

pub use cells::countries::CountryBook;
pub use kind::{Kind, ListFormat};
pub use limits::RowLimits;
pub use mapping::Mapping;
pub use meaning::Meaning;
pub use plan::{Plan, Rules, Wishes, admit_file, admit_records, plan_file, plan_records};
pub use sink::{Counts, Kept, Sink};
