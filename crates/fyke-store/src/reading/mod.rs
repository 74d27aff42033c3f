//! What was read in texts, as tables: appended batch by batch as documents are
//! read, and what several say together replaced whole when it is compared anew.
//!
//! A file of text lies in `evidence/` like every other. Its documents are rows of
//! `documents`, each with its whole reading as JSON beside the columns that people
//! ask for; the other tables repeat parts of it for SQL. A batch comes in by one
//! commit, so a reading that is broken off keeps what it has acknowledged and
//! goes on where it stopped: a file whose rows are in is not read again.

mod ask;
mod rows;
mod stories;
mod together;

pub use ask::{
    Among, Group, Known, Stored, TextFile, Witness, compared_before, disagreements, document, documents,
    each_reading, files, known, named_records, sayings, stories, story, witnesses,
};
pub use together::Writer;

use crate::case::Case;
use crate::commit::{self, Plan};
use crate::error::Result;
use crate::tables::reading::Sheet;
use crate::tables::{PartWriter, Table};
use fyke_model::dataset::{FileHash, Handling};
use fyke_model::text::{Claim, Reading, Standing};

/// What became of a file of text, or of one document in it.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The file.
    pub file: FileHash,
    /// The name it had.
    pub file_name: String,
    /// Its size.
    pub bytes: u64,
    /// How it may be handled.
    pub handling: Handling,
    /// Whether it is the last document of its file.
    pub last: bool,
    /// What was read, or why nothing could be.
    pub read: std::result::Result<Reading, Refused>,
}

/// Why a document could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refused {
    /// Which document of the file.
    pub part: u32,
    /// What broke, and what to do.
    pub why: String,
}

/// A claim of a document and how it stands among the others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StandingClaim {
    /// The document, by number.
    pub document: u32,
    /// What it says.
    pub claim: Claim,
    /// How it stands.
    pub standing: Standing,
    /// Independent origins that say it.
    pub origins: u32,
}

/// In how many hands something lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counted {
    /// Outlets that print it.
    pub outlets: usize,
    /// Independent origins among them.
    pub origins: usize,
}

/// The tables that a batch of readings fills.
const APPENDED: [Table; 5] = [
    Table::Documents,
    Table::Quotes,
    Table::Mentions,
    Table::Facts,
    Table::Findings,
];

/// What the last comparison saw, below `tables/`.
const SEEN: &str = "sayings/inputs.txt";

/// Brings a batch in, in one step. With `instead` everything that was read
/// before goes in the same step: for reading anew.
///
/// # Errors
/// Where the disk refuses; nothing of the batch is in then.
pub fn append(case: &Case, entries: &[Entry], read_at: &str, instead: bool) -> Result<()> {
    let old = all_parts(case)?;
    let number = 1 + old.iter().filter_map(|part| number_of(part)).max().unwrap_or(0);
    let mut sheets = APPENDED.map(Sheet::of);
    for entry in entries {
        rows::entry(&mut sheets, entry, read_at);
    }
    let bring = sheets
        .iter_mut()
        .filter(|sheet| sheet.len() > 0)
        .map(|sheet| {
            let name = sheet.table().name();
            let staged = stage(case, sheet, format!("{name}-{number:06}.parquet"))?;
            Ok((staged, format!("{name}/{number:06}.parquet")))
        })
        .collect::<Result<Vec<_>>>()?;
    let plan = Plan {
        bring,
        remove: if instead { old } else { vec![] },
        record: None,
    };
    commit::commit(case, "read", &plan)
}

/// A text that differs whenever documents came in: the parts that hold them.
///
/// # Errors
/// Where the case cannot be read.
pub fn fingerprint(case: &Case) -> Result<String> {
    let mut parts = all_parts(case)?;
    parts.retain(|part| part.starts_with("documents/"));
    Ok(format!(
        "fyke {}\n{}\n",
        env!("CARGO_PKG_VERSION"),
        parts.join("\n")
    ))
}

/// True where every document that is in was compared with the others.
///
/// # Errors
/// Where the case cannot be read.
pub fn is_compared(case: &Case) -> Result<bool> {
    Ok(crate::inputs::kept(case, SEEN)? == Some(fingerprint(case)?))
}

fn stage(case: &Case, sheet: &mut Sheet, staged: String) -> Result<String> {
    let mut writer = PartWriter::new(sheet.table(), &case.folder("staging")?, staged)?;
    writer.write(sheet.finish()?)?;
    Ok(writer.finish()?.staged)
}

/// The parts of every appended table, sorted.
fn all_parts(case: &Case) -> Result<Vec<String>> {
    let mut parts = Vec::new();
    for table in APPENDED {
        parts.extend(crate::query::derived_parts(case, table)?);
    }
    parts.sort();
    Ok(parts)
}

/// The number of a part: `documents/000007.parquet` is 7.
fn number_of(part: &str) -> Option<u64> {
    part.rsplit('/').next()?.strip_suffix(".parquet")?.parse().ok()
}
