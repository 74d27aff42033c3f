//! `fyke verify PATH`: is a case as it was recorded, and did people decide in
//! it as the rules have it? An outsider runs it on a copy of the log alone.

use crate::commands::dossier;
use crate::ledger;
use crate::screen::{Failure, Outcome, counted, note, plain};
use fyke_judge::record::shelf::Folder;
use fyke_judge::record::verify::{Report, verify};
use fyke_judge::rules::Check;
use fyke_store::{Case, verify as stored};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// a case, a copy of the folder of its record, with or without payloads, or a dossier (PDF)
    path: PathBuf,
    /// the log's key, as you were given it on another way than this copy
    #[arg(long)]
    log_key: Option<String>,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    if dossier::is_one(&args.path) {
        return dossier::verify(&args.path, args.log_key.as_deref(), args.json);
    }
    let is_case = args.path.join("case.toml").exists();
    let record = match is_case {
        true => ledger::folder(&args.path),
        false => args.path.clone(),
    };
    if !is_case && !record.join("log").exists() {
        return Err(Failure::new(
            format!("{} is neither a case nor a copy of a record", args.path.display()),
            "name a folder with case.toml in it, or one with the folder log",
        ));
    }
    let stored = match is_case {
        true => Some(files_and_tables(&args.path)?),
        false => None,
    };
    let report = match record.join("log").exists() {
        true => Some(checked(&record, args.log_key.as_deref())?),
        false => None,
    };
    if args.json {
        let mut said = stored.map_or_else(|| json!({}), |stored| json!(stored.json()));
        if let (Value::Object(said), Some(report)) = (&mut said, &report) {
            said.insert("record".to_owned(), report_json(report));
        }
        println!("{said}");
    } else {
        if let Some(stored) = &stored {
            stored.tell();
        }
        match &report {
            Some(report) => tell(report),
            None => note("not checked: there is no record yet of who decided what"),
        }
    }
    if let (true, Some(report)) = (is_case, &report) {
        files_as_recorded(&args.path, report)?;
    }
    match report.as_ref().and_then(|report| report.findings.first()) {
        Some(first) => Err(Failure::new(
            first.to_string(),
            "compare it with a copy of the record that somebody else holds; nothing after this entry can be relied on",
        )),
        None => Ok(()),
    }
}

/// What a check of a whole case found, and what broke it off.
pub struct Whole {
    /// Files and tables, where they are whole.
    pub stored: Option<Stored>,
    /// The record, where there is one.
    pub record: Option<Report>,
    broke: Vec<String>,
}

impl Whole {
    /// What is wrong, a sentence each; nothing where all is as it was recorded.
    pub fn findings(&self) -> Vec<String> {
        let record = self.record.iter().flat_map(|report| &report.findings);
        let record = record.map(ToString::to_string);
        self.broke.iter().cloned().chain(record).collect()
    }
}

/// Checks a case as the command does, and goes on where something is wrong.
pub fn whole_case(path: &Path) -> Outcome<Whole> {
    let mut whole = Whole {
        stored: None,
        record: None,
        broke: Vec::new(),
    };
    match files_and_tables(path) {
        Ok(stored) => whole.stored = Some(stored),
        Err(failure) => whole.broke.push(failure.to_string()),
    }
    let record = ledger::folder(path);
    if record.join("log").exists() {
        let report = checked(&record, None)?;
        if let Err(failure) = files_as_recorded(path, &report) {
            whole.broke.push(failure.to_string());
        }
        whole.record = Some(report);
    }
    Ok(whole)
}

/// Files and tables of a case that are as they were recorded.
pub struct Stored(stored::Checked);

impl Stored {
    /// How many of each.
    pub fn checked(&self) -> &stored::Checked {
        &self.0
    }

    fn json(&self) -> Value {
        let checked = &self.0;
        json!({
            "files": checked.files, "parts": checked.parts, "rows": checked.rows,
            "texts": checked.texts, "parts_of_who_is_who_and_texts": checked.derived, "judgement_lines": checked.judgements,
        })
    }

    fn tell(&self) {
        let checked = &self.0;
        println!(
            "whole: {} as they came in, {} with {} as recorded",
            counted(checked.files, "file"),
            counted(checked.parts, "table part"),
            counted(checked.rows, "row")
        );
        if checked.texts > 0 {
            println!("whole: {} as they came in", counted(checked.texts, "text file"));
        }
        if checked.derived + checked.judgements > 0 {
            println!(
                "whole: {} of who is who and of texts open, {} of judgements follow one another",
                counted(checked.derived, "table part"),
                counted(checked.judgements, "line")
            );
        }
        note(
            "not checked: other tables computed from these, and judgements of records cut off the end since the last run of resolving",
        );
    }
}

fn files_and_tables(path: &Path) -> Outcome<Stored> {
    Ok(Stored(stored::case(&Case::open_read_only(path)?)?))
}

fn checked(record: &Path, log_key: Option<&str>) -> Outcome<Report> {
    let mut rules = Check::new();
    verify(&Folder::new(record), log_key, &mut [&mut rules])
        .map_err(|error| Failure::pair(&error.to_string(), "check the disk"))
}

/// Every file of the case is in the record as it is in the case.
fn files_as_recorded(path: &Path, report: &Report) -> Outcome {
    if !report.whole() || report.without_payloads {
        return Ok(());
    }
    let Some(record) = ledger::open(path)? else {
        return Ok(());
    };
    let known = ledger::taken_in(&record)?;
    for file in Case::open_read_only(path)?.files()? {
        if !known.contains_key(&(file.hash, file.attempt)) {
            return Err(Failure::new(
                format!(
                    "{} is in the case and the record does not say that it came in",
                    plain(&file.name)
                ),
                "a command was cut off, or the file was slipped in: let the record catch up with `fyke trace CASE`, and check where the file came from",
            ));
        }
    }
    Ok(())
}

fn report_json(report: &Report) -> Value {
    json!({
        "origin": report.origin, "entries": report.size, "root": report.root, "log_key": report.log_key,
        "on_its_own_word": report.on_its_own_word, "payloads": report.payloads, "erased": report.erased,
        "without_payloads": report.without_payloads,
        "witnessed": report.witnessed.iter().map(|w| json!({ "by": w.by, "size": w.size, "at": w.at })).collect::<Vec<_>>(),
        "findings": report.findings.iter().map(|finding| json!({
            "entry": finding.entry, "rule": finding.rule.to_string(), "words": finding.words,
        })).collect::<Vec<_>>(),
    })
}

fn tell(report: &Report) {
    if report.whole() {
        println!(
            "record: {} follow one another, signed by the case's own key; {} fit, {} erased",
            counted(report.size, "entry"),
            counted(report.payloads, "payload"),
            report.erased
        );
    }
    for finding in &report.findings {
        println!("{finding}");
    }
    for witness in &report.witnessed {
        println!(
            "witness: {} saw {}",
            plain(&witness.by),
            counted(witness.size, "entry")
        );
    }
    if report.without_payloads {
        note("a copy without payloads: order, keys and rules are checked, not what was said");
    }
    if report.on_its_own_word {
        note(format_args!(
            "checked against the key in the record itself; whoever wrote the whole anew could have put theirs there. \
             compare it with the one you were given: {}",
            report.log_key
        ));
    }
}
