//! Delimited text: what its dialect is, and its rows.
//!
//! [`dialect`] names what can differ between two files, [`mod@detect`] finds it
//! from a sample, [`reader`] streams the rows. The splitting is our own and not
//! the `csv` crate's: that one is as fast, but reads an unclosed quote to the
//! end of the file, cannot go back to the line where it began, and does not
//! tell a quote that closes a cell from one that stands in its text. Those are
//! the three repairs that dirty trade files need most.

pub mod detect;
pub mod dialect;
mod header;
mod irregular;
mod layout;
mod mend;
pub mod reader;
mod shape;
mod split;
mod stream;

pub use detect::{Detected, detect};
pub use dialect::Dialect;
pub use reader::{Ragged, ReadOptions, Reader};

/// Rows before the table and rows of its header, for rows that were split
/// already (a spreadsheet).
pub(super) fn top_of_rows(rows: &[Vec<String>]) -> (usize, usize) {
    let rows: Vec<layout::SampleRow> = rows
        .iter()
        .map(|row| layout::SampleRow {
            cells: row
                .iter()
                .map(|text| split::Cell {
                    text: text.clone(),
                    quoted: true,
                })
                .collect(),
            regular: true,
            malformed: false,
        })
        .collect();
    let top = header::top(&rows);
    (top.preamble_rows, top.header_rows)
}
