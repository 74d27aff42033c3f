//! A Parquet file as records of text, so that its rows go through the same
//! admission as those of any other file.

use datafusion::arrow::array::{Array, RecordBatch};
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use fyke_guard::bytes::{FilledRows, Format, GuardError, Record, Records, sniff};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Rows decoded at a time.
const BATCH_ROWS: usize = 8_192;

/// True where the bytes say that it is Parquet.
pub(crate) fn is_parquet(path: &Path, name: &str) -> Result<bool, GuardError> {
    let mut head = Vec::new();
    File::open(path)?.take(4_096).read_to_end(&mut head)?;
    Ok(sniff(&head, Some(name)).format == Format::Parquet)
}

/// The rows of a Parquet file; the first is row 1, for there is no header line.
pub(crate) fn open(path: &Path) -> Result<impl Records, GuardError> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?).map_err(broken)?;
    let names: Vec<String> = builder
        .schema()
        .fields()
        .iter()
        .map(|f| f.name().clone())
        .collect();
    let reader = builder.with_batch_size(BATCH_ROWS).build().map_err(broken)?;
    let mut rows = Rows {
        reader,
        batch: None,
        at: 0,
        row: 0,
    };
    Ok(FilledRows::new(names, move |record: &mut Record| {
        rows.fill(record)
    }))
}

struct Rows {
    reader: ParquetRecordBatchReader,
    batch: Option<RecordBatch>,
    at: usize,
    row: u64,
}

impl Rows {
    fn fill(&mut self, record: &mut Record) -> Result<bool, GuardError> {
        while self
            .batch
            .as_ref()
            .is_none_or(|batch| self.at >= batch.num_rows())
        {
            match self.reader.next() {
                Some(batch) => self.batch = Some(batch.map_err(broken)?),
                None => return Ok(false),
            }
            self.at = 0;
        }
        self.row += 1;
        record.begin(self.row, None);
        let options = FormatOptions::default();
        for column in self.batch.iter().flat_map(|batch| batch.columns()) {
            if column.is_null(self.at) {
                record.push("");
            } else {
                let formatter = ArrayFormatter::try_new(column, &options).map_err(broken)?;
                record.push_display(formatter.value(self.at));
            }
        }
        self.at += 1;
        Ok(true)
    }
}

fn broken(error: impl std::fmt::Display) -> GuardError {
    GuardError::new(
        format!("the Parquet file cannot be read on: {error}"),
        "write it anew from where it came, or export it as CSV, and add it again",
    )
}
