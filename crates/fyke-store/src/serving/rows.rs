//! A row as the tables hold it, as its file has it, and its bytes.

use super::{Serving, not_yet};
use crate::case::Case;
use crate::error::Result;
use crate::leads::ShownRow;
use fyke_model::dataset::{FileHash, RowRef};
use std::ops::Range;

/// A row of a file: its cells and where its bytes lie.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceRow {
    /// Column names and cells as the file has them, nothing mapped.
    pub cells: Vec<(String, String)>,
    /// The bytes of the record within the file, where the format and encoding
    /// let us know them.
    pub bytes: Option<Range<u64>>,
}

impl Serving {
    /// Rows as the tables hold them, in the order of table, file and row.
    ///
    /// # Errors
    /// Where a table cannot be read.
    pub fn shown(&self, _rows: &[RowRef]) -> Result<Vec<ShownRow>> {
        Err(not_yet())
    }

    /// A row as its file has it. The first question to a file reads it once;
    /// later ones begin near the row.
    ///
    /// # Errors
    /// Where the file is not in the case, is no table, or has no such row.
    pub fn source_row(&self, _case: &Case, _file: FileHash, _row: u64) -> Result<SourceRow> {
        Err(not_yet())
    }
}
