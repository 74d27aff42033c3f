//! `fyke add CASE FILE...`: files in, row by row, and what was refused.

use crate::ledger;
use crate::screen::{Failure, Outcome, Progress, counted, grouped, note, tell_failure};
use fyke_guard::rows::{CountryBook, Kind, Rules};
use fyke_model::dataset::Handling;
use fyke_model::date::Day;
use fyke_store::record::TakeIn;
use fyke_store::take_in::{self, Added, Request, Step};
use fyke_store::{Case, leads};
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    /// files to take in: CSV, Parquet, XLSX, XML or JSON lines
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
}

pub fn run(args: &Args) -> Outcome {
    let case = Case::open(&args.case)?;
    let request = request(args)?;
    let rules = rules();
    let mut records = Vec::new();
    let mut failed = 0;
    for file in &args.files {
        match add_one(&case, file, &request, &rules) {
            Ok(added) => {
                ledger::files_in(&case)?;
                if !args.json {
                    tell(&added);
                }
                records.push(added);
            }
            // one bad file does not keep the others out
            Err(failure) => {
                failed += 1;
                tell_failure(&failure);
            }
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
