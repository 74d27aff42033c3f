//! `fyke add CASE FILE...`: files in, row by row, and what was refused.

use crate::kernels;
use crate::ledger;
use crate::pipeline::elsewhere::{Elsewhere, Named};
use crate::screen::{Failure, Outcome, Progress, counted, grouped, note, tell_failure};
use fyke_guard::rows::{CountryBook, Kind, Rules};
use fyke_model::dataset::Handling;
use fyke_model::date::Day;
use fyke_store::depot::Depot;
use fyke_store::record::TakeIn;
use fyke_store::take_in::{self, Added, Begun, Request, Step};
use fyke_store::{Case, leads};
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    /// files to take in: CSV, Parquet, XLSX, XML or JSON lines; s3://BUCKET/FILE is fetched
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// what the files are, where fyke should not guess: consignments, flows, register, officers, ownership, payments, positions, sites or the name of a list
    #[arg(long)]
    kind: Option<Kind>,
    /// a corrected mapping.toml, for one file
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// id of the dataset the files belong to
    #[arg(long)]
    dataset: Option<String>,
    /// the day a list or register stands for
    #[arg(long, value_name = "YYYY-MM-DD")]
    edition: Option<Day>,
    /// how the rows may be handled: open, licensed, restricted or source_compartment; what a
    /// source told (a dataset compartment-NNNN) is never handled more freely
    #[arg(long, default_value = "open")]
    handling: Handling,
    /// print one JSON array: what each file became
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    pub workers: Named,
}

pub fn run(args: &Args, workers: Option<&Elsewhere>) -> Outcome {
    let case = Case::open(&args.case)?;
    let request = request(args)?;
    let rules = rules();
    let mut records = Vec::new();
    let mut failed = 0;
    let mut said = |added: Added| {
        ledger::files_in(&case)?;
        if !args.json {
            tell(&added);
        }
        records.push(added);
        Ok::<(), Failure>(())
    };
    let mut to_read = Vec::new();
    for file in &args.files {
        let added = fetched(file).and_then(|file| match workers {
            None => add_one(&case, file.path(), &request, &rules).map(Some),
            Some(_) => match take_in::begin(&case, file.path(), &request, &rules, &mut |_| {})? {
                Begun::Unchanged(record) => Ok(Some(Added::Unchanged(record))),
                Begun::ToRead(begun) => {
                    to_read.push(*begun);
                    Ok(None)
                }
            },
        });
        match added {
            Ok(None) => {}
            Ok(Some(added)) => said(added)?,
            // one bad file does not keep the others out
            Err(failure) => {
                failed += 1;
                tell_failure(&failure);
            }
        }
    }
    if let Some(workers) = workers.filter(|_| !to_read.is_empty()) {
        for record in kernels::take_in::elsewhere(&case, to_read, workers)? {
            said(Added::TakenIn(Box::new(record)))?;
        }
    }
    leads::write_files_table(&case)?;
    if args.json {
        let files: Vec<_> = records.iter().map(as_json).collect();
        println!("{}", serde_json::to_string_pretty(&files)?);
    }
    match failed {
        0 => Ok(()),
        n => Err(Failure::new(
            format!(
                "{} of {} not taken in",
                n,
                counted(args.files.len() as u64, "file")
            ),
            "see above for each; the others are in the case",
        )),
    }
}

/// Guard's usual limits, and countries as the shipped data know them.
pub fn rules() -> Rules {
    Rules::new(CountryBook::shipped())
}

fn request(args: &Args) -> Outcome<Request> {
    let mapping = match &args.mapping {
        None => None,
        Some(_) if args.files.len() > 1 => {
            return Err(Failure::new(
                "one mapping was given for several files",
                "add them one by one",
            ));
        }
        Some(path) => Some(std::fs::read_to_string(path).map_err(|e| {
            Failure::new(
                format!("cannot read {}: {e}", path.display()),
                "check the name of the mapping",
            )
        })?),
    };
    Ok(Request {
        kind: args.kind,
        mapping,
        dataset: args.dataset.clone(),
        edition: args.edition,
        handling: args.handling,
        now: now(),
        ..Request::default()
    })
}

/// This moment in UTC, to the microsecond, so that arrivals keep their order.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the program looks at the clock"
)]
pub fn now() -> String {
    format!("{:.6}", jiff::Timestamp::now())
}

/// A file of this machine, or one that was fetched out of an object store.
enum Fetched<'a> {
    Here(&'a Path),
    From {
        path: PathBuf,
        /// Removed with it.
        _folder: tempfile::TempDir,
    },
}

impl Fetched<'_> {
    fn path(&self) -> &Path {
        match self {
            Fetched::Here(path) => path,
            Fetched::From { path, .. } => path,
        }
    }
}

/// Fetches what `s3://` names, under the name it has there.
fn fetched(file: &Path) -> Outcome<Fetched<'_>> {
    let Some(url) = file.to_str().filter(|text| text.starts_with("s3://")) else {
        return Ok(Fetched::Here(file));
    };
    let (folder, name) = url
        .rsplit_once('/')
        .filter(|(folder, name)| *folder != "s3:/" && !name.is_empty())
        .ok_or_else(|| Failure::new(format!("{url} names no object"), "write s3://BUCKET/FOLDER/FILE"))?;
    let held = tempfile::tempdir().map_err(|e| {
        Failure::new(
            format!("cannot make a folder to fetch {url} into: {e}"),
            "look at the disk, or set TMPDIR to one with room",
        )
    })?;
    let path = held.path().join(name);
    let progress = Progress::spinner(&format!("fetching {name}"));
    Depot::open(folder)?.fetch_object(name, &path)?;
    drop(progress);
    Ok(Fetched::From { path, _folder: held })
}

/// Takes one file in, with a sign of life on a terminal.
pub fn add_one(case: &Case, file: &Path, request: &Request, rules: &Rules) -> Outcome<Added> {
    let name = file.file_name().map_or_else(
        || file.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    );
    let copying = Progress::bar(
        &format!("keeping {name}"),
        std::fs::metadata(file).map_or(0, |meta| meta.len()),
    );
    let mut reading: Option<Progress> = None;
    let added = take_in::add(case, file, request, rules, &mut |step| match step {
        Step::Copied(bytes) => copying.at(bytes),
        Step::Rows(rows) => {
            let bar = reading.get_or_insert_with(|| Progress::rows(&format!("reading {name}")));
            bar.at(rows);
        }
    })?;
    Ok(added)
}

fn tell(added: &Added) {
    match added {
        Added::Unchanged(record) => println!(
            "{}: already in the case and read the same way; nothing changed",
            record.name
        ),
        Added::TakenIn(record) => tell_taken_in(record),
    }
}

fn tell_taken_in(record: &TakeIn) {
    let simulated = if record.simulated { " (simulated)" } else { "" };
    println!("{}{simulated}: {}", record.name, record.kind);
    note(format_args!("  {}", record.recognised_by));
    let edition = match record.edition {
        Some(day) => format!(", edition {day} by {}", record.edition_from),
        None => String::new(),
    };
    println!("  dataset {}{edition}", record.dataset);
    println!(
        "  {} in, {} refused",
        counted(record.rows_in, "row"),
        grouped(record.rows_refused)
    );
    for (table, rows) in record.rows.iter().filter(|(table, _)| *table != "refused") {
        println!("  {:>12}  {table}", grouped(*rows));
    }
    for (reason, number) in &record.refused {
        println!("  {:>12}  refused: {reason}", grouped(*number));
    }
    for line in &record.notes {
        note(format_args!("  note: {line}"));
    }
}

fn as_json(added: &Added) -> serde_json::Value {
    let (record, changed) = match added {
        Added::TakenIn(record) => (record, true),
        Added::Unchanged(record) => (record, false),
    };
    json!({ "changed": changed, "record": record })
}
