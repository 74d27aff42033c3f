//! What the Parquet footers of a case say of its tables: rows, row groups and the
//! bytes of the columns that somebody means to read. No row is read for it, so it
//! can be asked before work that may be too much.

use crate::case::Case;
use crate::error::{Fault, Result, StoreError};
use crate::record::standing;
use crate::tables::Table;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;

/// What the footers of a table say.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Footers {
    /// Rows.
    pub rows: u64,
    /// The rows of each row group, part by part.
    pub groups: Vec<Vec<u64>>,
    /// Bytes of the wanted columns as they lie, packed: what comes over where they
    /// are read from a depot ([`DepotFile`](crate::depot::DepotFile)).
    pub bytes: u64,
}

impl Footers {
    fn add(&mut self, group: Group) {
        self.rows += group.rows;
        self.bytes += group.bytes;
        if let Some(part) = self.groups.last_mut() {
            part.push(group.rows);
        }
    }
}

/// A row group of a part.
struct Group {
    rows: u64,
    bytes: u64,
}

/// What the footers of a table say whose rows come straight from files, of the files
/// that stand; bytes are those of `columns`.
///
/// # Errors
/// Where a part cannot be read.
pub fn of(case: &Case, table: Table, columns: &[&str]) -> Result<Footers> {
    let tables = case.folder("tables")?;
    let prefix = format!("{}/", table.name());
    let mut footers = Footers::default();
    for file in standing(&case.files()?, None) {
        for part in file.parts.iter().filter(|part| part.starts_with(&prefix)) {
            let path = tables.join(part);
            let damaged = |why: String| {
                StoreError::new(
                    Fault::Data,
                    format!("{} cannot be read: {why}", path.display()),
                    "check the case with: fyke verify CASE; a part that is broken comes back when its file is added again",
                )
            };
            let file = File::open(&path).map_err(|e| StoreError::file("read", &path, &e))?;
            let builder =
                ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| damaged(e.to_string()))?;
            footers.groups.push(Vec::new());
            for group in builder.metadata().row_groups() {
                let rows = group.num_rows().unsigned_abs();
                let wanted = group
                    .columns()
                    .iter()
                    .filter(|chunk| columns.contains(&chunk.column_path().string().as_str()));
                let bytes = wanted.map(|chunk| chunk.compressed_size().unsigned_abs()).sum();
                footers.add(Group { rows, bytes });
            }
        }
    }
    Ok(footers)
}
