//! Single cells: text from outside into days, numbers, countries and units.
//!
//! Each file here reads one sort of cell, knows nothing of columns or rows, and
//! refuses with a [`fyke_model::refused::Reason`]. What a column's cells have in
//! common (the order of day and month, the decimal mark) is found here too, by
//! counting votes, and handed in again for every cell.

pub mod countries;
pub mod date_votes;
pub mod dates;
pub mod numbers;
pub mod times;
pub mod units;
pub mod words;
