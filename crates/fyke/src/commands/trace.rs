//! `fyke trace CASE`: tables to leads. Others call [`refresh`] and so never
//! show leads of tables that have changed since.

use crate::commands::add::now;
use crate::commands::forecast;
use crate::ledger;
use crate::pipeline;
use crate::pipeline::elsewhere::{Elsewhere, Named};
use crate::screen::{Outcome, counted, note};
use fyke_store::Case;
use fyke_store::query::Tables;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    /// take who is who as it was last settled, also where files came in since: quicker by far in a large
    /// case; new names stand for themselves until the next `fyke resolve`
    #[arg(long)]
    as_resolved: bool,
    /// print one JSON object: how many leads of which kind
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    pub workers: Named,
}

pub fn run(args: &Args, workers: Option<&Elsewhere>) -> Outcome {
    let case = Case::open(&args.case)?;
    let found = match args.as_resolved {
        true => pipeline::trace_as_resolved(&case, workers)?,
        false => pipeline::trace(&case, &now(), workers)?,
    };
    if let Some(workers) = workers {
        pipeline::plan::remember(&case, &workers.ran())?;
    }
    recorded(&case)?;
    if args.json {
        println!(
            "{}",
            json!({
                "lane_leads": found.lane_leads,
                "party_leads": found.party_leads,
                "vessel_leads": found.vessel_leads,
            })
        );
    } else {
        println!(
            "{} about lanes, {} about parties, {} about ships; list them with: fyke leads {}",
            counted(found.lane_leads as u64, "lead"),
            counted(found.party_leads as u64, "lead"),
            counted(found.vessel_leads as u64, "lead"),
            args.case.display()
        );
        for line in &found.notes {
            note(line);
        }
    }
    Ok(())
}

/// Opens a case and its tables, tracing first where files were added since.
pub fn refresh(path: &Path) -> Outcome<(Case, Tables)> {
    let case = Case::open_read_only(path)?;
    if !fyke_store::leads::are_current(&case)? {
        let case = Case::open(path)?;
        note("files or judgements came in since the last trace; tracing first");
        pipeline::trace(&case, &now(), None)?;
        recorded(&case)?;
    } else if fyke_store::leads::are_unsettled(&case)? {
        note(
            "traced as resolved before: names of files that came in since stand for themselves until fyke resolve",
        );
    }
    let tables = Tables::open(&case, None)?;
    Ok((case, tables))
}

/// What a trace leaves in the record: what the machine thinks of each lead,
/// sealed before anyone looks, and the outcome of every forecast that the data
/// now settle.
fn recorded(case: &Case) -> Outcome {
    ledger::files_in(case)?;
    let Some(mut desk) = ledger::desk(case.root())? else {
        return Ok(());
    };
    let tables = Tables::open(case, None)?;
    ledger::seal(&mut desk, &fyke_store::leads::read(&tables, None)?)?;
    for (question, resolution) in forecast::settle_by_data(case, &tables, desk.record_mut())? {
        note(format_args!(
            "settled: {}: {}",
            forecast::words(Some(&resolution)),
            question.text
        ));
    }
    Ok(())
}
