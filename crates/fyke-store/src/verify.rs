//! Is a case as it was recorded? Files by their hash, tables taken in by their
//! row counts, tables computed from them by whether they open, the log of
//! judgements by its chain of hashes and by what the last run of resolving saw.

use crate::case::Case;
use crate::error::{Fault, Result, StoreError};
use crate::evidence::hash;
use crate::judgements;
use crate::query::Tables;
use crate::reading;
use crate::tables::Table;
use datafusion::parquet::file::reader::{FileReader, SerializedFileReader};
use fyke_model::dataset::FileHash;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// What was checked and found right.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Checked {
    /// Files whose bytes still give their hash.
    pub files: u64,
    /// Files of texts whose bytes still give their hash.
    pub texts: u64,
    /// Parts of tables that are there and whole.
    pub parts: u64,
    /// Rows in them.
    pub rows: u64,
    /// Parts of tables of who is who and of texts that open.
    pub derived: u64,
    /// Lines of the log of judgements.
    pub judgements: u64,
}

/// Tables of who is who, and of texts.
const DERIVED: [Table; 13] = [
    Table::Members,
    Table::Pairs,
    Table::Parties,
    Table::EntityEvents,
    Table::Documents,
    Table::Quotes,
    Table::Mentions,
    Table::Facts,
    Table::Claims,
    Table::Findings,
    Table::Sayings,
    Table::Origins,
    Table::Disagreements,
];

/// Checks every file, every part and every judgement of a case.
///
/// # Errors
/// The first thing that is not as recorded.
pub fn case(case: &Case) -> Result<Checked> {
    let mut checked = Checked::default();
    for file in case.files()? {
        evidence(case, file.hash, &file.name)?;
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
    for file in reading::files(&Tables::open(case, None)?)? {
        evidence(case, file.hash, &file.name)?;
        checked.texts += 1;
    }
    checked.judgements = judgements::check(case)?;
    for table in DERIVED {
        for part in parts_of(&case.folder("tables")?.join(table.name()))? {
            opened(&part, repair(table))?;
            checked.derived += 1;
        }
    }
    Ok(checked)
}

fn repair(table: Table) -> &'static str {
    match table {
        Table::EntityEvents => {
            "put it back from a copy of the case: it tells what changed in a run of long ago; \
             without a copy, move it out of the case"
        }
        Table::Members | Table::Pairs | Table::Parties => {
            "put it back from a copy of the case; without one, move it out \
             and compute it again with: fyke resolve CASE"
        }
        _ => {
            "put it back from a copy of the case; without one, move the tables of texts out \
             and read the files in evidence/ again with: fyke read CASE evidence"
        }
    }
}

/// The Parquet files in a folder, in order; none where it is not there.
fn parts_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(vec![]),
        entries => entries.map_err(|e| StoreError::file("read", folder, &e))?,
    };
    let mut parts = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| StoreError::file("read", folder, &e))?.path();
        if path.extension().is_some_and(|ending| ending == "parquet") {
            parts.push(path);
        }
    }
    parts.sort();
    Ok(parts)
}

fn evidence(case: &Case, recorded: FileHash, name: &str) -> Result<()> {
    let path = case.evidence_path(recorded);
    let file = File::open(&path).map_err(|e| StoreError::file("read", &path, &e))?;
    if hash(file, &path, &mut |_| Ok(()))? == recorded {
        Ok(())
    } else {
        Err(broken(
            format!(
                "the bytes of {name} ({}) are not those that came in",
                recorded.short()
            ),
            "put the file back from a copy of the case or from where it came",
        ))
    }
}

fn part_rows(case: &Case, part: &str) -> Result<u64> {
    opened(
        &case.folder("tables")?.join(part),
        "put the case back from a copy, or make a new one and add the files in evidence/ to it",
    )
}

/// The rows that a part says it has.
fn opened(path: &Path, repair: &str) -> Result<u64> {
    let file = File::open(path).map_err(|e| StoreError::file("read", path, &e))?;
    let reader = SerializedFileReader::new(file).map_err(|e| {
        broken(
            format!("{} is not a whole Parquet file: {e}", path.display()),
            repair,
        )
    })?;
    Ok(u64::try_from(reader.metadata().file_metadata().num_rows()).unwrap_or(0))
}

fn broken(broke: String, repair: &str) -> StoreError {
    StoreError::new(Fault::Data, broke, repair)
}
