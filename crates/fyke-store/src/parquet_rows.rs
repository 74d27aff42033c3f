//! A Parquet file as records of text, so that its rows go through the same
//! admission as those of any other file.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
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
pub(crate) fn open(path: &Path) -> Result<impl Records + use<>, GuardError> {
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
        batch_rows: 0,
        at: 0,
        row: 0,
    };
    Ok(FilledRows::new(names, move |record: &mut Record| {
        rows.fill(record)
    }))
}

struct Rows {
    reader: ParquetRecordBatchReader,
    batch: Option<Vec<Column>>,
    batch_rows: usize,
    at: usize,
    row: u64,
}

/// A column of a batch: text is taken as it lies, all else is printed cell by cell.
enum Column {
    Text(StringArray),
    Other(ArrayRef),
}

impl Column {
    fn new(array: &ArrayRef) -> Result<Column, GuardError> {
        let text = match array.data_type() {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
            DataType::Dictionary(_, values) => matches!(**values, DataType::Utf8 | DataType::LargeUtf8),
            kind => kind.is_integer(),
        };
        if !text {
            return Ok(Column::Other(array.clone()));
        }
        let plain = cast(array, &DataType::Utf8).map_err(broken)?;
        Ok(match plain.as_string_opt::<i32>() {
            Some(plain) => Column::Text(plain.clone()),
            None => Column::Other(array.clone()),
        })
    }

    fn push(&self, at: usize, record: &mut Record) -> Result<(), GuardError> {
        match self {
            Column::Text(text) if !text.is_null(at) => record.push(text.value(at)),
            Column::Other(array) if !array.is_null(at) => {
                let formatter = ArrayFormatter::try_new(array, &FormatOptions::default()).map_err(broken)?;
                record.push_display(formatter.value(at));
            }
            _ => record.push(""),
        }
        Ok(())
    }
}

impl Rows {
    fn fill(&mut self, record: &mut Record) -> Result<bool, GuardError> {
        while self.batch.is_none() || self.at >= self.batch_rows {
            match self.reader.next() {
                Some(batch) => self.take(&batch.map_err(broken)?)?,
                None => return Ok(false),
            }
        }
        self.row += 1;
        record.begin(self.row, None);
        for column in self.batch.iter().flatten() {
            column.push(self.at, record)?;
        }
        self.at += 1;
        Ok(true)
    }

    fn take(&mut self, batch: &RecordBatch) -> Result<(), GuardError> {
        self.batch = Some(
            batch
                .columns()
                .iter()
                .map(Column::new)
                .collect::<Result<_, _>>()?,
        );
        (self.batch_rows, self.at) = (batch.num_rows(), 0);
        Ok(())
    }
}

fn broken(error: impl std::fmt::Display) -> GuardError {
    GuardError::new(
        format!("the Parquet file cannot be read on: {error}"),
        "write it anew from where it came, or export it as CSV, and add it again",
    )
}
