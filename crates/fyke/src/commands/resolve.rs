//! `fyke resolve CASE`: who is who, across lists, registers and declarations.
//! Others call [`refresh`] and so never show entities of records that have
//! changed since.

use crate::commands::add::now;
use crate::pipeline::elsewhere::{Elsewhere, Named};
use crate::pipeline::entities::{self, Found};
use crate::pipeline::plan;
use crate::screen::{Failure, Outcome, counted, grouped, note};
use fyke_store::case::CaseFile;
use fyke_store::query::Tables;
use fyke_store::resolved::News;
use fyke_store::{Case, resolved};
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    /// probability from which on two records are drawn together; kept in case.toml as same_from
    #[arg(long, value_name = "P")]
    cut_off: Option<f64>,
    /// print one JSON object: records, entities, pairs, what changed
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    pub workers: Named,
}

pub fn run(args: &Args, workers: Option<&Elsewhere>) -> Outcome {
    let mut case = Case::open(&args.case)?;
    if let Some(cut_off) = args.cut_off {
        if !(cut_off > 0.0 && cut_off < 1.0) {
            return Err(Failure::new(
                format!("{cut_off} is not a probability between 0 and 1"),
                "give one such as 0.5; the higher, the fewer records are joined",
            ));
        }
        let file = case.file().clone();
        case.set_file(CaseFile {
            same_from: Some(cut_off),
            ..file
        })?;
    }
    let found = entities::resolve(&case, &now(), workers)?;
    if let Some(workers) = workers {
        plan::remember(&case, &workers.ran())?;
    }
    if args.json {
        println!("{}", as_json(&found));
    } else {
        tell(&found, &args.case);
    }
    Ok(())
}

fn tell(found: &Found, case: &Path) {
    println!(
        "{} mean {}; {} were joined of several, {} across datasets",
        counted(found.records as u64, "record"),
        counted(found.entities as u64, "entity"),
        grouped(found.joined as u64),
        grouped(found.across as u64)
    );
    if found.declared > 0 {
        println!(
            "{} of the records are parties that consignments declare",
            grouped(found.declared as u64)
        );
    }
    println!(
        "{} compared, {} kept with their reasons; look at the doubtful ones with: fyke judge {} next",
        counted(found.candidates.pairs, "pair"),
        grouped(found.pairs as u64),
        case.display()
    );
    for event in found.events.iter().take(10) {
        let other = event.other.as_ref().map_or_else(String::new, |o| format!(" {o}"));
        println!("  {} {}{other}", event.event, event.entity);
    }
    if found.events.len() > 10 {
        println!(
            "  and {} more changes: fyke sql {} 'select * from entity_events'",
            found.events.len() - 10,
            case.display()
        );
    }
    for line in &found.notes {
        note(line);
    }
}

fn as_json(found: &Found) -> serde_json::Value {
    let events: Vec<_> = found
        .events
        .iter()
        .map(|e| json!({ "event": e.event, "entity": e.entity, "other": e.other }))
        .collect();
    json!({
        "records": found.records, "declared": found.declared, "entities": found.entities,
        "joined": found.joined, "across_datasets": found.across,
        "pairs_compared": found.candidates.pairs, "pairs_kept": found.pairs,
        "keys_over_cap": found.candidates.keys_over_cap, "pairs_not_made": found.candidates.pairs_not_made,
        "judgements": found.judgements, "events": events, "notes": found.notes,
    })
}

/// Opens a case and its tables, resolving first where files were added or
/// judgements made since.
pub fn refresh(path: &Path) -> Outcome<(Case, Tables)> {
    let case = Case::open_read_only(path)?;
    let news = resolved::news(&case)?;
    if news != News::None {
        if news == News::Records {
            note("files came in since the last run; resolving first");
        }
        for line in entities::refresh(&Case::open(path)?, &now(), None)? {
            note(line);
        }
    }
    let tables = Tables::open(&case, None)?;
    Ok((case, tables))
}
