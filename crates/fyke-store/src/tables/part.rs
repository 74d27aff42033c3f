//! Writing one part of a table: a Parquet file under `staging/`, encoded on a
//! thread of its own so that reading rows and packing them overlap.

use super::Table;
use crate::error::{Result, StoreError};
use datafusion::arrow::array::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, Encoding};
use datafusion::parquet::file::properties::{EnabledStatistics, WriterProperties};
use datafusion::parquet::schema::types::ColumnPath;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

/// Rows in a row group: small enough that a reader skips most of a file by its
/// statistics and that the writer stays under about 100 MB, large enough that
/// dictionaries pay.
const ROW_GROUP_ROWS: usize = 262_144;

/// Batches waiting between reader and packer: enough to keep both busy.
const BATCHES_WAITING_MAX: usize = 2;

/// A finished part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// The table it belongs to.
    pub table: Table,
    /// Its name below `staging/`.
    pub staged: String,
    /// Its rows.
    pub rows: u64,
}

/// Writes the batches of one table into one part.
pub struct PartWriter {
    table: Table,
    staged: String,
    rows: u64,
    batches: Option<SyncSender<RecordBatch>>,
    packer: Option<JoinHandle<Result<()>>>,
    path: PathBuf,
}

impl PartWriter {
    /// Starts a part named `staged` in the folder `staging`.
    ///
    /// # Errors
    /// Where the file cannot be made.
    pub fn new(table: Table, staging: &Path, staged: String) -> Result<PartWriter> {
        let path = staging.join(&staged);
        let file = File::create(&path).map_err(|e| StoreError::file("make", &path, &e))?;
        let (batches, inbox) = sync_channel::<RecordBatch>(BATCHES_WAITING_MAX);
        let packer = std::thread::spawn(move || {
            let mut writer = ArrowWriter::try_new(file, table.schema(), Some(properties(table)))?;
            for batch in inbox {
                writer.write(&batch)?;
            }
            writer.close()?;
            Ok(())
        });
        Ok(PartWriter {
            table,
            staged,
            rows: 0,
            batches: Some(batches),
            packer: Some(packer),
            path,
        })
    }

    /// Hands a batch to the packer.
    ///
    /// # Errors
    /// Where the packer has failed: a full disk, say.
    pub fn write(&mut self, batch: RecordBatch) -> Result<()> {
        self.rows += batch.num_rows() as u64;
        let sent = self
            .batches
            .as_ref()
            .is_some_and(|batches| batches.send(batch).is_ok());
        if sent { Ok(()) } else { self.join() }
    }

    /// Waits until all is on disk.
    ///
    /// # Errors
    /// Where the packer has failed.
    pub fn finish(mut self) -> Result<Part> {
        self.join()?;
        Ok(Part {
            table: self.table,
            staged: std::mem::take(&mut self.staged),
            rows: self.rows,
        })
    }

    fn join(&mut self) -> Result<()> {
        drop(self.batches.take());
        match self.packer.take().map(JoinHandle::join) {
            Some(Ok(done)) => done.map_err(|e| {
                StoreError::new(
                    e.fault(),
                    format!("writing {} failed: {}", self.path.display(), e.broke()),
                    e.repair(),
                )
            }),
            Some(Err(_)) => Err(StoreError::new(
                crate::error::Fault::Bug,
                format!("packing the table {} broke down", self.table.name()),
                "please report it with the file",
            )),
            None => Ok(()),
        }
    }
}

/// Rows of a page of a column: the least that is read to show one row. A fifth of
/// the usual, for people open single rows out of millions.
const PAGE_ROWS: usize = 4_096;

/// Snappy as most tools do by default; numbers that hardly repeat skip the
/// dictionary, which would be built and thrown away.
fn properties(table: Table) -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
        .set_data_page_row_count_limit(PAGE_ROWS)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_created_by(concat!("fyke ", env!("CARGO_PKG_VERSION")).to_owned());
    for plain in [
        "quantity",
        "mass_kg",
        "value",
        "value_usd",
        "document_no",
        "entity_id",
    ] {
        if table.schema().column_with_name(plain).is_some() {
            properties = properties.set_column_dictionary_enabled(ColumnPath::from(plain), false);
        }
    }
    if table.schema().column_with_name("row").is_some() {
        let row = ColumnPath::from("row");
        properties = properties
            .set_column_dictionary_enabled(row.clone(), false)
            .set_column_encoding(row, Encoding::DELTA_BINARY_PACKED);
    }
    properties.build()
}
