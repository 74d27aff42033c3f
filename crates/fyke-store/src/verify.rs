//! Is a case as it was recorded? Files by their hash, tables by their row counts.

use crate::case::Case;
use crate::error::{Fault, Result, StoreError};
use crate::evidence::hash;
use crate::record::TakeIn;
use datafusion::parquet::file::reader::{FileReader, SerializedFileReader};
use std::fs::File;

/// What was checked and found right.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Checked {
    /// Files whose bytes still give their hash.
    pub files: u64,
    /// Parts of tables that are there and whole.
    pub parts: u64,
    /// Rows in them.
    pub rows: u64,
}

/// Checks every file and every part of a case.
///
/// # Errors
/// The first thing that is not as recorded.
pub fn case(case: &Case) -> Result<Checked> {
    let mut checked = Checked::default();
    for file in case.files()? {
        evidence(case, &file)?;
        checked.files += 1;
        let mut rows = 0;
        for part in &file.parts {
            rows += part_rows(case, part)?;
            checked.parts += 1;
        }
        // `refused` holds refusals of cells beside those of rows
        let recorded: u64 = file.rows.values().sum();
        if rows != recorded {
            return Err(broken(
                format!(
                    "the tables hold {rows} rows of {} and the record says {recorded}",
                    file.name
                ),
                "put the case back from a copy, or make a new one and add the files in evidence/ to it",
            ));
        }
        checked.rows += rows;
    }
    Ok(checked)
}

fn evidence(case: &Case, record: &TakeIn) -> Result<()> {
    let path = case.evidence_path(record.hash);
    let file = File::open(&path).map_err(|e| StoreError::file("read", &path, &e))?;
    if hash(file, &path, &mut |_| Ok(()))? == record.hash {
        Ok(())
    } else {
        Err(broken(
            format!(
                "the bytes of {} ({}) are not those that came in",
                record.name,
                record.hash.short()
            ),
            "put the file back from a copy of the case or from where it came",
        ))
    }
}

fn part_rows(case: &Case, part: &str) -> Result<u64> {
    let path = case.folder("tables")?.join(part);
    let file = File::open(&path).map_err(|e| StoreError::file("read", &path, &e))?;
    let reader = SerializedFileReader::new(file).map_err(|e| {
        broken(
            format!("{} is not a whole Parquet file: {e}", path.display()),
            "put the case back from a copy, or make a new one and add the files in evidence/ to it",
        )
    })?;
    Ok(u64::try_from(reader.metadata().file_metadata().num_rows()).unwrap_or(0))
}

fn broken(broke: String, repair: &str) -> StoreError {
    StoreError::new(Fault::Data, broke, repair)
}
