//! `fyke judge CASE same LEFT RIGHT`: a person says who is who.
//!
//! What is said goes into a log that only grows, and binds every later run of
//! resolving: `same` joins, `different` keeps apart, `unsure` keeps a pair out
//! of the queue and moves nothing. `undo` takes a line back; the partition is
//! then exactly what it was without it.

use crate::commands::add::now;
use crate::commands::resolve::refresh;
use crate::pipeline::entities;
use crate::screen::{Failure, Outcome, counted, note};
use fyke_resolve::cluster::{self, Entry, Verdict, read_resolver_file, write_resolver_file};
use fyke_store::judgements::{self, Line, Said};
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
    what: What,
    /// who says it
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
    /// take records out of the entity that they are in
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
    /// the pairs most worth a look: nearest to even odds, and not judged yet
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
fn user() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "unknown".to_owned())
}

pub fn run(args: &Args) -> Outcome {
    let said = match &args.what {
        What::List => return list(args),
        What::Next { limit } => return next(args, *limit),
        What::Export { file } => return export(args, file),
        What::Same { left, right } => {
            let (left, right) = records(args, left, right)?;
            vec![Said::Same { left, right }]
        }
        What::Different { left, right } => {
            let (left, right) = records(args, left, right)?;
            vec![Said::Different { left, right }]
        }
        What::Unsure { left, right } => {
            let (left, right) = records(args, left, right)?;
            vec![Said::Unsure { left, right }]
        }
        What::Undo { line } => vec![undo(args, *line)?],
        What::Split { entity, records } => split(args, entity, records)?,
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

fn told(line: &Line) -> String {
    let note = if line.note.is_empty() {
        String::new()
    } else {
        format!("  \"{}\"", line.note)
    };
    match (&line.said, line.said.pair()) {
        (_, Some((word, left, right))) => {
            format!(
                "{:>4}  {word:<9}  {left}  {right}  by {} {}{note}",
                line.n, line.by, line.at
            )
        }
        (Said::TakenBack { line: of }, _) => {
            format!(
                "{:>4}  took back line {of}  by {} {}{note}",
                line.n, line.by, line.at
            )
        }
        _ => format!("{:>4}", line.n),
    }
}

/// Both records must be in the case: a judgement about nothing is a slip.
fn records(args: &Args, left: &str, right: &str) -> Outcome<(String, String)> {
    if left == right {
        return Err(Failure::new(
            format!("'{left}' was named twice"),
            "name two records, as dataset:id",
        ));
    }
    let (_, tables) = refresh(&args.case)?;
    for record in [left, right] {
        known(&tables, record)?;
    }
    Ok((left.to_owned(), right.to_owned()))
}

fn known(tables: &Tables, record: &str) -> Outcome<resolved::MemberRow> {
    let members = resolved::members_of(tables, record)?;
    members
        .into_iter()
        .find(|m| format!("{}:{}", m.dataset, m.entity_id) == record)
        .ok_or_else(|| {
            Failure::new(
                format!("the case has no record '{record}'"),
                "name it as dataset:id; fyke sql CASE 'select dataset, entity_id, name from members' lists them",
            )
        })
}

fn undo(args: &Args, line: u64) -> Outcome<Said> {
    let case = Case::open_read_only(&args.case)?;
    let holding = judgements::holding(&case)?;
    if holding.iter().any(|held| held.n == line) {
        return Ok(Said::TakenBack { line });
    }
    Err(Failure::new(
        format!("line {line} is no judgement that holds"),
        format!("see: fyke judge {} list", args.case.display()),
    ))
}

/// The records taken out stay one, and part from those that remain.
fn split(args: &Args, entity: &str, out: &[String]) -> Outcome<Vec<Said>> {
    let (_, tables) = refresh(&args.case)?;
    let members = resolved::members_of(&tables, entity)?;
    if members.is_empty() {
        return Err(Failure::new(
            format!("the case has no entity '{entity}'"),
            format!("find one with: fyke show {} RECORD", args.case.display()),
        ));
    }
    let keys: Vec<String> = members
        .iter()
        .map(|m| format!("{}:{}", m.dataset, m.entity_id))
        .collect();
    if let Some(stranger) = out.iter().find(|record| !keys.contains(record)) {
        return Err(Failure::new(
            format!("'{stranger}' is not in {entity}"),
            format!("it holds {}", keys.join(", ")),
        ));
    }
    let stay: Vec<String> = keys.into_iter().filter(|key| !out.contains(key)).collect();
    if stay.is_empty() {
        return Err(Failure::new(
            "all records would leave the entity",
            "name those to take out and leave the others",
        ));
    }
    let judgements = cluster::split(&[out.to_vec(), stay], &args.by, &now())
        .map_err(|e| Failure::new(e.to_string(), "name each record once"))?;
    Ok(judgements
        .iter()
        .map(|j| said(j.verdict, j.pair.target(), j.pair.source()))
        .collect())
}

fn said(verdict: Verdict, left: &str, right: &str) -> Said {
    let (left, right) = (left.to_owned(), right.to_owned());
    match verdict {
        Verdict::Same => Said::Same { left, right },
        Verdict::Different => Said::Different { left, right },
        Verdict::Unsure => Said::Unsure { left, right },
    }
}

fn list(args: &Args) -> Outcome {
    let case = Case::open_read_only(&args.case)?;
    let lines = judgements::read(&case)?;
    let holding: BTreeSet<u64> = judgements::holding(&case)?.iter().map(|line| line.n).collect();
    if args.json {
        let lines: Vec<_> = lines
            .iter()
            .map(|line| json!({ "holds": holding.contains(&line.n), "line": line }))
            .collect();
        println!("{}", serde_json::to_string_pretty(&lines)?);
        return Ok(());
    }
    for line in &lines {
        let gone = if line.said.pair().is_some() && !holding.contains(&line.n) {
            "  (taken back)"
        } else {
            ""
        };
        println!("{}{gone}", told(line));
    }
    note(format_args!(
        "{}, {} hold",
        counted(lines.len() as u64, "line"),
        holding.len()
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
                    "left": format!("{}:{}", p.left.0, p.left.1), "right": format!("{}:{}", p.right.0, p.right.1),
                    "probability": p.probability,
                    "reasons": serde_json::from_str::<serde_json::Value>(&p.reasons).unwrap_or_default(),
                })
            })
            .collect();
        println!("{}", serde_json::to_string_pretty(&pairs)?);
        return Ok(());
    }
    for pair in &pairs {
        let sides = [&pair.left, &pair.right].map(|(dataset, id)| format!("{dataset}:{id}"));
        let names = sides
            .iter()
            .map(|side| known(&tables, side).map(|m| m.name))
            .collect::<Outcome<Vec<_>>>()?;
        println!(
            "{:.2}  {}  |  {}",
            pair.probability,
            names.join("  |  "),
            sides.join("  ")
        );
        for reason in reasons(&pair.reasons).iter().take(6) {
            println!("      {reason}");
        }
    }
    match pairs.first() {
        None => note("no pair is near even odds and unjudged"),
        Some(p) => note(format_args!(
            "say so with: fyke judge {} same {}:{} {}:{}   (or different, or unsure)",
            args.case.display(),
            p.left.0,
            p.left.1,
            p.right.0,
            p.right.1
        )),
    }
    Ok(())
}

/// The reasons of a pair as `pairs.reasons` holds them, a line each.
pub fn reasons(json: &str) -> Vec<String> {
    let parts: Vec<serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
    parts
        .iter()
        .filter_map(|part| {
            let bits = part.get("bits")?.as_f64()?;
            let sentence = part.get("sentence")?.as_str()?;
            Some(format!("{bits:>+5.1}  {sentence}"))
        })
        .collect()
}

/// Ids in a resolver file are bare or `dataset:id`. A bare id of one record of
/// the case becomes `dataset:id`; all others are kept as they are, for what is
/// the same as one canonical id is the same.
fn import(args: &Args, file: &Path) -> Outcome<Vec<Said>> {
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
    let (_, tables) = refresh(&args.case)?;
    let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (dataset, id) in resolved::ids(&tables)?.into_keys().collect::<BTreeSet<_>>() {
        keys.entry(id.clone())
            .or_default()
            .push(format!("{dataset}:{id}"));
    }
    let key = |id: &str| match keys.get(id).map(Vec::as_slice) {
        Some([only]) => only.clone(),
        _ => id.to_owned(),
    };
    let mut taken = Vec::new();
    for entry in read.log.entries() {
        if let Entry::Said(j) = entry {
            taken.push(said(j.verdict, &key(j.pair.target()), &key(j.pair.source())));
        }
    }
    note(format_args!(
        "{} read, {} left out, {} of a machine not taken in",
        counted(taken.len() as u64, "judgement"),
        counted(read.refused.len() as u64, "line"),
        counted(read.suggestions.len() as u64, "suggestion")
    ));
    Ok(taken)
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
