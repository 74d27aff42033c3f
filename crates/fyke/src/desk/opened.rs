//! The case as it was read: tables, and a text that tells this state from others.

use super::chain::Chains;
use super::search::Screens;
use super::shelf::Shelf;
use crate::bench::Matter;
use crate::screen::{Outcome, Progress};
use fyke_model::dataset::{FileHash, RowRef};
use fyke_store::Case;
use fyke_store::leads::ShownRow;
use fyke_store::query::Tables;
use fyke_store::record::TakeIn;
use fyke_store::serving::{Serving, Step};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::Path;
use std::sync::Mutex;
use std::time::SystemTime;

/// A case, opened for reading. Nothing in it changes: where the files do, another
/// one is read.
pub struct Opened {
    matter: Matter,
    /// See [`fyke_model::desk::Cases::version`].
    pub version: String,
    /// What pages ask of it, in memory.
    pub serving: Serving,
    /// Lists that were asked whom somebody may be.
    pub(super) screens: Mutex<Screens>,
    /// Chains of leads, as they were asked for.
    pub(super) chains: Chains,
    /// Its leads, put in order.
    pub(super) shelf: Shelf,
    /// What is known of each file.
    pub(super) files: BTreeMap<FileHash, TakeIn>,
    /// What the files looked like when this was read.
    pub(super) traces: Traces,
}

/// What can be told of files without reading them.
pub(super) type Traces = Vec<(String, u64, Option<SystemTime>)>;

/// What tells that somebody traced, resolved or took in, in the order of names.
const TOLD_BY: [&str; 3] = ["files", "tables", "."];

impl Opened {
    /// Reads a case; what `before` holds and did not change is taken from there.
    /// What has to be made of the tables is kept for the next time, unless
    /// somebody else is writing to the case.
    ///
    /// # Errors
    /// Where it is no case, or it cannot be read.
    pub fn read(root: &Path, before: Option<&Opened>) -> Outcome<Opened> {
        // looked at first: what changes meanwhile is seen as changed
        let traces = traces(root);
        let case = Case::open_read_only(root)?;
        let tables = Tables::open(&case, None)?;
        let version = version(&case)?;
        let serving = {
            let writing = Case::open(root);
            let case = writing.as_ref().unwrap_or(&case);
            let progress = Progress::spinner("making the case ready");
            let mut step = |step: Step| {
                if let Step::Making(part) = step {
                    progress.says(&format!("making ready: {part}"));
                }
            };
            match before {
                Some(before) => before.serving.rejoined(case, &mut step)?,
                None => Serving::open(case, &mut step)?,
            }
        };
        let files = case.files()?.into_iter().map(|file| (file.hash, file)).collect();
        let matter = Matter::read(case, tables)?;
        Ok(Opened {
            shelf: Shelf::of(&matter, &serving)?,
            matter,
            version,
            serving,
            screens: Mutex::default(),
            chains: Chains::default(),
            files,
            traces,
        })
    }

    /// Rows with their cells as their files have them, in that order. What is no row
    /// of a table of text is shown as the tables hold it.
    ///
    /// # Errors
    /// Where a file or a table cannot be read.
    pub fn source_rows(&self, refs: &[RowRef]) -> Outcome<Vec<ShownRow>> {
        let mut cells = self.serving.source_cells(&self.case, refs)?;
        let missing = |row: &&RowRef| !cells.contains_key(&(row.file, row.row));
        let missing: Vec<RowRef> = refs.iter().filter(missing).cloned().collect();
        for shown in self.rows(&missing)? {
            cells.insert((shown.row.file, shown.row.row), shown.cells);
        }
        let row = |row: &RowRef| ShownRow {
            row: row.clone(),
            cells: cells.get(&(row.file, row.row)).cloned().unwrap_or_default(),
        };
        Ok(refs.iter().map(row).collect())
    }

    /// Its case, tables and leads.
    pub fn matter(&self) -> &Matter {
        &self.matter
    }
}

/// `opened.case`, `opened.tables`, `opened.leads` are those of its matter.
impl Deref for Opened {
    type Target = Matter;
    fn deref(&self) -> &Matter {
        &self.matter
    }
}

/// A text that is another for other files, another who is who, other leads; and
/// the same where the same was traced again.
fn version(case: &Case) -> Outcome<String> {
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    hash.update(format!("{:?}", case.file()));
    for file in case.files()? {
        hash.update(format!("\n{} {}", file.hash, file.attempt));
    }
    let tables = case.folder("tables")?;
    for inputs in ["leads/inputs.txt", "members/inputs.txt", "sayings/inputs.txt"] {
        hash.update(format!("\n{inputs}\n"));
        hash.update(std::fs::read(tables.join(inputs)).unwrap_or_default());
    }
    let digits = hash.finalize();
    Ok(digits.iter().take(6).map(|byte| format!("{byte:02x}")).collect())
}

/// How the files of a case look from outside: what tells it without reading one.
pub(super) fn traces(root: &Path) -> Traces {
    let mut all = Traces::new();
    for folder in TOLD_BY {
        look(&root.join(folder), folder == "tables", &mut all);
    }
    all.sort();
    all
}

fn look(folder: &Path, deeper: bool, all: &mut Traces) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let Ok(meta) = entry.metadata() else { continue };
        if meta.is_file() {
            let name = entry.path().display().to_string();
            // what people write beside the tables changes none of their answers
            all.push((name, meta.len(), meta.modified().ok()));
        } else if deeper && meta.is_dir() && entry.file_name() != "kept" {
            look(&entry.path(), false, all);
        }
    }
}
