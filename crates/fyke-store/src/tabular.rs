//! A table in a file, CSV or Parquet, as records of text: for evaluations,
//! which score a file as it is and take nothing into a case.

use crate::error::{Result, StoreError};
use crate::parquet_rows;
use fyke_guard::bytes::{Limits, Records, csv};
use std::fs::File;
use std::path::Path;

/// Opens a file of rows under a header.
///
/// # Errors
/// Where the file cannot be read, or is neither delimited text nor Parquet.
pub fn open(path: &Path) -> Result<Box<dyn Records>> {
    let file = File::open(path).map_err(|e| StoreError::file("read", path, &e))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if parquet_rows::is_parquet(path, &name)? {
        return Ok(Box::new(parquet_rows::open(path)?));
    }
    Ok(Box::new(csv::Reader::open(file, &Limits::default())?))
}
