//! A table in a file, CSV or Parquet, as records of text: for evaluations and
//! screening, which read a file as it is and take nothing into a case.

use crate::error::{Fault, Result, StoreError};
use crate::parquet_rows;
use fyke_guard::bytes::csv::{self, Dialect, ReadOptions};
use fyke_guard::bytes::{GuardError, Limits, Records};
use std::fs::File;
use std::path::Path;

/// Opens a file of rows under a header.
///
/// # Errors
/// Where the file cannot be read, is empty, or is neither delimited text nor
/// Parquet; the error names it.
pub fn open(path: &Path) -> Result<Box<dyn Records>> {
    let file = file_of(path)?;
    if is_parquet(path)? {
        let rows = parquet_rows::open(path).map_err(|e| named(path, &e))?;
        return Ok(Box::new(rows));
    }
    let reader = csv::Reader::open(file, &Limits::default()).map_err(|e| named(path, &e))?;
    if reader.header().is_empty() {
        return Err(empty(path));
    }
    Ok(Box::new(reader))
}

/// Opens a file of delimited text as one without a header: its first line is
/// row 1. `None` where the file is Parquet, whose columns always have names.
///
/// # Errors
/// As [`open`].
pub fn open_headless(path: &Path) -> Result<Option<Box<dyn Records>>> {
    let file = file_of(path)?;
    if is_parquet(path)? {
        return Ok(None);
    }
    let limits = Limits::default();
    let found = csv::Reader::open(file, &limits).map_err(|e| named(path, &e))?;
    let dialect = Dialect {
        preamble_rows: 0,
        header_rows: 0,
        ..found.dialect().clone()
    };
    let options = ReadOptions {
        limits,
        ..ReadOptions::default()
    };
    let reader = csv::Reader::with_dialect(file_of(path)?, dialect, &options).map_err(|e| named(path, &e))?;
    Ok(Some(Box::new(reader)))
}

/// A file that holds something. A pipe is none: it is read twice, first to see
/// what is in it.
fn file_of(path: &Path) -> Result<File> {
    let unreadable = |e: std::io::Error| StoreError::file("read", path, &e);
    let about = std::fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(StoreError::request(
            format!(
                "{} is {}",
                path.display(),
                if about.is_dir() {
                    "a directory"
                } else {
                    "not a file"
                }
            ),
            "name a file: CSV or Parquet",
        ));
    }
    if about.len() == 0 {
        return Err(empty(path));
    }
    File::open(path).map_err(unreadable)
}

fn is_parquet(path: &Path) -> Result<bool> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    parquet_rows::is_parquet(path, &name).map_err(|e| named(path, &e))
}

fn empty(path: &Path) -> StoreError {
    StoreError::new(
        Fault::Data,
        format!("{} is empty", path.display()),
        "check that it was written to its end, or name another",
    )
}

/// The error of a reader, which does not know its file, with the file's name.
fn named(path: &Path, error: &GuardError) -> StoreError {
    StoreError::new(
        Fault::Data,
        format!("{}: {}", path.display(), error.broke()),
        error.repair(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_guard::bytes::{Next, Record};

    #[test]
    fn what_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let told = |path: &Path| open(path).err().unwrap().to_string();
        assert!(told(folder.path()).contains("is a directory"));
        let missing = folder.path().join("missing.csv");
        assert!(told(&missing).contains("missing.csv"));
        for content in ["", "\n\n", "\u{feff}"] {
            let path = folder.path().join("none.csv");
            std::fs::write(&path, content).unwrap();
            assert!(
                told(&path).contains("none.csv is empty"),
                "{content:?}: {}",
                told(&path)
            );
        }
    }

    #[test]
    fn without_a_header_the_first_line_is_row_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("names.txt");
        std::fs::write(&path, "Ivan Petrov\nOleg Sidorov\n").unwrap();
        let mut rows = open_headless(&path).unwrap().unwrap();
        let mut record = Record::default();
        assert_eq!(rows.next_record(&mut record).unwrap(), Next::Record);
        assert_eq!((record.row(), record.text(0)), (1, "Ivan Petrov"));
    }
}
