//! `fyke judge CASE`: a person judges leads, one by one, before the machine's
//! answer is shown; `fyke judge CASE same LEFT RIGHT`: a person says who is who.
//!
//! Leads are in `bench`, `leads` (a command a step) and `triage` (on a
//! terminal); the rest of this file is records. What is said of them goes into a log that only grows, and binds every later run of
//! resolving: `same` joins, `different` keeps apart, `unsure` keeps a pair out
//! of the queue and moves nothing. `undo` takes a line back; the partition is
//! then exactly what it was without it.

mod import;
pub mod leads;
pub mod saying;
mod split;
mod triage;
pub mod wording;

pub use leads::probability;

use crate::commands::add::now;
use crate::commands::resolve::refresh;
use crate::ledger::Signer;
use crate::pipeline::entities;
use crate::screen::{Failure, Outcome, counted, note, plain};
use fyke_resolve::cluster::{read_resolver_file, write_resolver_file};
use fyke_store::judgements::{self, Fate, Line, Said, Told};
use fyke_store::query::Tables;
use fyke_store::{Case, resolved};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    signer: Signer,
    /// leads of the case in a session on the terminal
    #[arg(long, default_value_t = crate::bench::SESSION_LEADS)]
    leads: usize,
    /// who says it, of records
    #[arg(long, global = true, default_value_t = user())]
    by: String,
    /// why, in your words
    #[arg(long, global = true, default_value = "")]
    note: String,
    /// print JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum What {
    #[command(flatten)]
    Lead(leads::Step),
    /// two records are the same; name them as dataset:id
    Same {
        /// one record
        left: String,
        /// the other
        right: String,
    },
    /// two records are not the same
    Different {
        /// one record
        left: String,
        /// the other
        right: String,
    },
    /// it cannot be told: the pair leaves the queue, nothing moves
    Unsure {
        /// one record
        left: String,
        /// the other
        right: String,
    },
    /// take records out of the entity that they are in: what holds them there
    /// is taken back, and they are different from those that stay
    Split {
        /// the entity
        entity: String,
        /// the records to take out, as dataset:id
        #[arg(required = true)]
        records: Vec<String>,
    },
    /// take a line of the log back
    Undo {
        /// its number, see: fyke judge CASE list
        line: u64,
    },
    /// the log: what was said, by whom, and what was taken back
    List,
    /// the pairs most worth a look: in doubt (p .05 to .95) and not judged yet,
    /// the nearest to even odds first
    Next {
        /// how many
        #[arg(long, short = 'n', default_value_t = 10)]
        limit: usize,
    },
    /// take in judgements of others: nomenklatura's resolver file, JSON lines
    Import {
        /// the file
        file: PathBuf,
    },
    /// write the judgements that hold, as nomenklatura's resolver file
    Export {
        /// the file
        file: PathBuf,
    },
}

/// Whoever is logged in; a judgement without a name is not worth much.
pub fn user() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "unknown".to_owned())
}

pub fn run(args: &Args) -> Outcome {
    let own = |said: Vec<Said>| said.into_iter().map(|said| (said, None)).collect();
    let Some(what) = &args.what else {
        return triage::run(&args.case, &args.signer, args.leads);
    };
    let said: Vec<(Said, Option<Told>)> = match what {
        What::Lead(step) => return leads::run(&args.case, step, &args.signer, args.json),
        What::List => return list(args),
        What::Next { limit } => return next(args, *limit),
        What::Export { file } => return export(args, file),
        What::Same { left, right } => {
            let (left, right) = records(args, left, right)?;
            own(vec![Said::Same { left, right }])
        }
        What::Different { left, right } => {
            let (left, right) = records(args, left, right)?;
            own(vec![Said::Different { left, right }])
        }
        What::Unsure { left, right } => {
            let (left, right) = records(args, left, right)?;
            own(vec![Said::Unsure { left, right }])
        }
        What::Undo { line } => own(vec![undo(args, *line)?]),
        What::Split { entity, records } => own(split(args, entity, records)?),
        What::Import { file } => import(args, file)?,
    };
    let case = Case::open(&args.case)?;
    let added = judgements::append(&case, &args.by, &now(), &args.note, said)?;
    drop(case);
    if args.json {
        println!("{}", serde_json::to_string_pretty(&added)?);
    } else {
        for line in added.iter().take(20) {
            println!("{}", told(line));
        }
        if added.len() > 20 {
            println!("and {} more", added.len() - 20);
        }
    }
    refresh(&args.case)?;
    Ok(())
}

/// A line of the log as it is read on a screen.
fn told(line: &Line) -> String {
    let what = match (&line.said, line.said.pair()) {
        (_, Some((word, left, right))) => format!("{word:<9}  {}  {}", plain(left), plain(right)),
        (Said::TakenBack { line: of }, _) => format!("took back line {of}"),
        (said, _) => said.fact().map_or_else(String::new, |(word, fact, document)| {
            format!("{word:<9}  fact {}  of document {document}", plain(fact))
        }),
    };
    format!("{:>4}  {what}  {}", line.n, told_by(line))
}

/// Who said it and when, who took it in where that was another, and why.
pub fn told_by(line: &Line) -> String {
    let who = match line.who() {
        "" => "somebody",
        who => who,
    };
    let mut text = format!("by {}", plain(who));
    if !line.when().is_empty() {
        text.push_str(&format!(" {}", plain(line.when())));
    }
    if line.told_by.is_some() {
        text.push_str(&format!(", taken in by {} {}", plain(&line.by), plain(&line.at)));
    }
    if !line.note.is_empty() {
        text.push_str(&format!("  \"{}\"", plain(&line.note)));
    }
    text
}

/// Both records must be in the case: a judgement about nothing is a slip.
fn records(args: &Args, left: &str, right: &str) -> Outcome<(String, String)> {
    let (_, tables) = refresh(&args.case)?;
    for record in [left, right] {
        known(&tables, record)?;
    }
    saying::two(&|_| true, left, right)?;
    Ok((left.to_owned(), right.to_owned()))
}

fn known(tables: &Tables, record: &str) -> Outcome {
    let members = resolved::members_of(tables, record)?;
    if members.iter().any(|m| m.key() == record) {
        return Ok(());
    }
    Err(Failure::new(
        format!("the case has no record '{}'", plain(record)),
        "name it as dataset:id; fyke sql CASE 'select dataset, entity_id, name from members' lists them",
    ))
}

/// Any judgement that nobody took back, also one that a later line overrules.
fn undo(args: &Args, line: u64) -> Outcome<Said> {
    let case = Case::open_read_only(&args.case)?;
    saying::taken_back(&judgements::read(&case)?, line).ok_or_else(|| {
        Failure::new(
            format!("line {line} is no judgement of records that holds"),
            format!(
                "see: fyke judge {0} list; what was said of a fact is changed with: fyke facts {0} reject FACT",
                args.case.display()
            ),
        )
    })
}

fn split(args: &Args, entity: &str, records: &[String]) -> Outcome<Vec<Said>> {
    let (case, tables) = refresh(&args.case)?;
    let members = resolved::members_of(&tables, entity)?;
    if members.is_empty() {
        return Err(Failure::new(
            format!("the case has no entity '{}'", plain(entity)),
            format!("find one with: fyke show {} RECORD", args.case.display()),
        ));
    }
    let keys: BTreeSet<String> = members.iter().map(resolved::MemberRow::key).collect();
    saying::parted(&judgements::read(&case)?, &keys, entity, records)
}

fn list(args: &Args) -> Outcome {
    let case = Case::open_read_only(&args.case)?;
    let lines = judgements::read(&case)?;
    let fates = judgements::fates(&lines);
    let bind = fates.values().filter(|fate| **fate == Fate::Binds).count();
    if args.json {
        let lines: Vec<_> = lines
            .iter()
            .map(|line| {
                let (holds, overruled, back) = match fates.get(&line.n) {
                    Some(Fate::Binds) => (true, None, None),
                    Some(Fate::Overruled { by_line }) => (false, Some(by_line), None),
                    Some(Fate::TakenBack { by_line }) => (false, None, Some(by_line)),
                    None => (false, None, None),
                };
                json!({ "holds": holds, "overruled_by": overruled, "taken_back_by": back, "line": line })
            })
            .collect();
        println!("{}", serde_json::to_string_pretty(&lines)?);
        return Ok(());
    }
    for line in &lines {
        let gone = match fates.get(&line.n) {
            Some(Fate::Overruled { by_line }) => format!("  (overruled by line {by_line})"),
            Some(Fate::TakenBack { by_line }) => format!("  (taken back by line {by_line})"),
            _ => String::new(),
        };
        println!("{}{gone}", told(line));
    }
    note(format_args!(
        "{}, {bind} bind",
        counted(lines.len() as u64, "line")
    ));
    Ok(())
}

fn next(args: &Args, limit: usize) -> Outcome {
    let (_, tables) = refresh(&args.case)?;
    let pairs = resolved::undecided(&tables, limit)?;
    if args.json {
        let pairs: Vec<_> = pairs
            .iter()
            .map(|p| {
                json!({
                    "left": p.left_key(), "right": p.right_key(), "probability": p.probability,
                    "reasons": serde_json::from_str::<serde_json::Value>(&p.reasons).unwrap_or_default(),
                })
            })
            .collect();
        println!("{}", serde_json::to_string_pretty(&pairs)?);
        return Ok(());
    }
    let Some(first) = pairs.first() else {
        note("no pair is near even odds and unjudged");
        return Ok(());
    };
    let named: BTreeSet<String> = pairs.iter().flat_map(|p| [p.left_key(), p.right_key()]).collect();
    let names: BTreeMap<String, String> = resolved::members(&tables)?
        .into_iter()
        .map(|m| (m.key(), m.name))
        .filter(|(key, _)| named.contains(key))
        .collect();
    for pair in &pairs {
        let sides = [pair.left_key(), pair.right_key()];
        let name = |side: &String| plain(names.get(side).map_or("", String::as_str)).into_owned();
        println!(
            "{:.2}  {}  |  {}",
            pair.probability,
            sides.each_ref().map(name).join("  |  "),
            sides.each_ref().map(|side| plain(side)).join("  ")
        );
        for reason in reasons(&pair.reasons).iter().take(6) {
            println!("      {reason}");
        }
    }
    note(format_args!(
        "say so with: fyke judge {} same {} {}   (or different, or unsure)",
        args.case.display(),
        shell_word(&first.left_key()),
        shell_word(&first.right_key())
    ));
    Ok(())
}

/// A word as a shell takes it whole: an id from outside must not run anything
/// when the line is copied.
fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.:/@+,".contains(c);
    let shown = plain(text);
    match !shown.is_empty() && shown.chars().all(is_plain) {
        true => shown.into_owned(),
        false => format!("'{}'", shown.replace('\'', r"'\''")),
    }
}

/// The reasons of a pair as `pairs.reasons` holds them, a line each.
pub fn reasons(json: &str) -> Vec<String> {
    let parts: Vec<serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
    parts
        .iter()
        .filter_map(|part| {
            let bits = part.get("bits")?.as_f64()?;
            let sentence = part.get("sentence")?.as_str()?;
            Some(format!("{bits:>+5.1}  {}", plain(sentence)))
        })
        .collect()
}

/// Ids in a resolver file are bare or `dataset:id`. A bare id of one record of
/// the case becomes `dataset:id`; all others are kept as they are, for what is
/// the same as one canonical id is the same.
fn import(args: &Args, file: &Path) -> Outcome<Vec<(Said, Option<Told>)>> {
    let bytes = std::fs::read(file).map_err(|e| {
        Failure::new(
            format!("cannot read {}: {e}", file.display()),
            "check the name of the file",
        )
    })?;
    let read = read_resolver_file(&bytes);
    for refused in read.refused.iter().take(20) {
        note(format_args!("{}: left out: {refused}", file.display()));
    }
    let (case, tables) = refresh(&args.case)?;
    let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (dataset, id) in resolved::ids(&tables)?.into_keys().collect::<BTreeSet<_>>() {
        let key = resolved::record_key(&dataset, &id);
        keys.entry(id).or_default().push(key);
    }
    let key = |id: &str| match keys.get(id).map(Vec::as_slice) {
        Some([only]) => only.clone(),
        _ => id.to_owned(),
    };
    let standing = judgements::holding(&case)?
        .iter()
        .filter_map(|line| {
            let ((word, ..), (a, b)) = (line.said.pair()?, line.said.ends()?);
            Some(((a.to_owned(), b.to_owned()), word))
        })
        .collect();
    let brought = import::bring(&read.log, standing, key);
    note(format_args!(
        "{} taken in, {} skipped that stood here already; {} left out, {} of a machine not taken in",
        counted(brought.said.len() as u64, "judgement"),
        brought.known,
        counted(read.refused.len() as u64, "line"),
        counted(read.suggestions.len() as u64, "suggestion")
    ));
    if brought.overrule > 0 {
        note(format_args!(
            "{} of them say otherwise than what stood here, and overrule it: fyke judge {} list",
            brought.overrule,
            args.case.display()
        ));
    }
    if brought.no_pair > 0 {
        note(format_args!(
            "{} are not about two records of the case, or have ids too long to keep",
            brought.no_pair
        ));
    }
    Ok(brought.said)
}

fn export(args: &Args, file: &Path) -> Outcome {
    let case = Case::open_read_only(&args.case)?;
    let log = entities::log(&case)?;
    std::fs::write(file, write_resolver_file(&log, &[]))?;
    println!(
        "{} written to {}",
        counted(log.standing().len() as u64, "judgement"),
        file.display()
    );
    Ok(())
}
