//! `fyke show CASE LEAD`: why, why perhaps not, and every row behind it;
//! `fyke show CASE ENTITY` (or a record of it): see [`super::entity`]; and
//! `fyke show CASE DATASET:FILE:ROW`: that row as its file has it.

use crate::commands::entity;
use crate::commands::trace::refresh;
use crate::ledger;
use crate::report::words;
use crate::screen::{Failure, Outcome, counted, note};
use fyke_judge::desk::BlindView;
use fyke_model::dataset::RowRef;
use fyke_model::lead::{Lead, LeadRow};
use fyke_resolve::cluster::IdKind;
use fyke_store::leads::{self, ShownRow};
use fyke_store::{Case, evidence};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    /// id of a lead, or enough of it to tell it apart; id of an entity; a record, dataset:id; or a row
    /// as leads name it, dataset:file:row
    lead: String,
    /// how many rows to print for each typology; all if 0
    #[arg(long, default_value_t = 12)]
    rows: usize,
    /// print one JSON object with the lead and all its rows
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    if is_row(&args.lead) {
        return show_row(args);
    }
    if (args.lead.contains(':') || IdKind::of(&args.lead) != IdKind::Plain)
        && entity::show(&args.case, &args.lead, args.rows, args.json)?
    {
        return Ok(());
    }
    let (case, tables) = refresh(&args.case)?;
    let found = leads::find(&tables, &args.lead)?;
    let lead = match found.as_slice() {
        [lead] => lead,
        [] => {
            let list = format!("list them with: fyke leads {}", args.case.display());
            return Err(Failure::new(
                format!(
                    "no lead has an id that begins with '{}', nor is it an entity or a record",
                    args.lead
                ),
                list,
            ));
        }
        several => {
            let ids: Vec<&str> = several.iter().map(|l| l.id.as_str()).collect();
            return Err(Failure::new(
                format!("{} leads have ids that begin with '{}'", several.len(), args.lead),
                format!("use one of: {}", ids.join(", ")),
            ));
        }
    };
    let refs: Vec<RowRef> = lead.rows.iter().map(|r| r.row.clone()).collect();
    ledger::looked(&args.case, &format!("lead {}", lead.id), None)?;
    // what the machine thinks of a lead that nobody decided stays sealed where people judge
    let sealed = ledger::blind(&args.case)?.is_some_and(|blind| !blind.is_decided(&lead.id));
    let limit = if args.json || sealed { 0 } else { args.rows };
    // the cells of rows that are not printed are not read
    let printed: Vec<RowRef> = groups(lead)
        .into_values()
        .flat_map(|rows| first(&rows, limit).to_vec())
        .map(|used| used.row.clone())
        .collect();
    let rows = leads::rows_behind(&tables, &printed)?;
    let mut out = BufWriter::new(stdout().lock());
    if args.json {
        let rows: Vec<_> = rows
            .iter()
            .map(|r| json!({ "row": r.row, "cells": cells_json(r) }))
            .collect();
        let lead = match sealed {
            true => serde_json::to_value(BlindView::of(lead, &lead.id))?,
            false => serde_json::to_value(lead)?,
        };
        serde_json::to_writer_pretty(&mut out, &json!({ "lead": lead, "rows": rows }))?;
        writeln!(out)?;
        return Ok(());
    }
    if sealed {
        let view = BlindView::of(lead, &lead.id);
        write_blind(&mut out, &view)?;
        write_plain_rows(&mut out, &view, &rows, args.rows)?;
        write_files(&mut out, &case, &refs)?;
        out.flush()?;
        note(format_args!(
            "this case is judged blind: what the machine thinks stays sealed until you have said what you think: fyke judge {}",
            args.case.display()
        ));
        return Ok(());
    }
    write_lead(&mut out, lead)?;
    write_rows(&mut out, lead, &rows, args.rows)?;
    write_files(&mut out, &case, &refs)?;
    out.flush()?;
    Ok(())
}

/// `dataset:file:row`, the file by twelve digits of its hash or more.
fn is_row(text: &str) -> bool {
    let mut parts = text.rsplitn(3, ':');
    let (row, file, dataset) = (parts.next(), parts.next(), parts.next());
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let hash = |text: &str| text.len() >= 12 && text.bytes().all(|b| b.is_ascii_hexdigit());
    row.is_some_and(digits) && file.is_some_and(hash) && dataset.is_some()
}

/// The row as its file has it, before anything was mapped or cleaned.
fn show_row(args: &Args) -> Outcome {
    let case = Case::open_read_only(&args.case)?;
    let wrong = || {
        Failure::new(
            format!("'{}' is not a row", args.lead),
            "write it as a lead does: dataset:file:row, the file by twelve digits of its hash or more",
        )
    };
    let mut parts = args.lead.rsplitn(3, ':');
    let (Some(row), Some(file)) = (parts.next(), parts.next()) else {
        return Err(wrong());
    };
    let row: u64 = row.parse().map_err(|_| wrong())?;
    let files = case.files()?;
    let found: Vec<_> = files
        .iter()
        .filter(|f| f.hash.to_string().starts_with(file))
        .collect();
    let [record] = found.as_slice() else {
        return Err(wrong());
    };
    let cells = evidence::raw_row(&case, record.hash, row)?;
    ledger::looked(&args.case, &format!("row {}", args.lead), None)?;
    let mut out = BufWriter::new(stdout().lock());
    if args.json {
        let cells: serde_json::Map<_, _> = cells.into_iter().map(|(c, v)| (c, v.into())).collect();
        writeln!(
            out,
            "{}",
            json!({ "file": record.name, "hash": record.hash, "row": row, "cells": cells })
        )?;
    } else {
        writeln!(
            out,
            "row {row} of {} ({})",
            record.name,
            case.evidence_path(record.hash).display()
        )?;
        for (column, value) in cells {
            writeln!(out, "  {column:<20} {value}")?;
        }
    }
    out.flush()?;
    Ok(())
}

fn cells_json(row: &ShownRow) -> serde_json::Map<String, serde_json::Value> {
    row.cells
        .iter()
        .map(|(column, value)| (column.clone(), value.as_str().into()))
        .collect()
}

/// What may be seen of a lead before it is judged.
fn write_blind(out: &mut dyn Write, view: &BlindView) -> Outcome {
    let (from, to) = view.period();
    let value = view.value().map_or(String::new(), |value| format!("  {value}"));
    writeln!(
        out,
        "lead {}  {}  {}  {from} to {to}{value}",
        view.lead(),
        leads::subject(view.subject()),
        view.goods().title
    )?;
    for hypothesis in view.hypotheses() {
        writeln!(out, "  it may be: {hypothesis}")?;
    }
    Ok(())
}

/// The rows by the part they play, without which reason they serve.
fn write_plain_rows(out: &mut dyn Write, view: &BlindView, rows: &[ShownRow], limit: usize) -> Outcome {
    let all = view.rows();
    writeln!(out, "\n{} behind it", counted(all.len() as u64, "row"))?;
    let shown = if limit == 0 {
        all.len()
    } else {
        limit.min(all.len())
    };
    for (number, used) in (1..).zip(all).take(shown) {
        let cells = rows
            .iter()
            .find(|shown| shown.row == used.row)
            .map_or(String::new(), cells_text);
        writeln!(out, "  {number:>3}  {:<9} {}  {cells}", used.role, used.row)?;
    }
    if shown < all.len() {
        writeln!(out, "  and {} more: --rows 0", all.len() - shown)?;
    }
    Ok(())
}

fn cells_text(row: &ShownRow) -> String {
    let cells: Vec<String> = row
        .cells
        .iter()
        .map(|(column, value)| format!("{column} {value}"))
        .collect();
    cells.join("  ")
}

/// The lead without its rows.
pub fn write_lead(out: &mut dyn Write, lead: &Lead) -> Outcome {
    if lead.simulated {
        writeln!(out, "simulated: no firm or trade on this page is real")?;
    }
    writeln!(
        out,
        "lead {}  {}  {}",
        lead.id,
        leads::subject(&lead.subject),
        lead.goods.title
    )?;
    writeln!(out, "{}\n", lead.sentence)?;
    writeln!(out, "reasons (weight of evidence, natural log-odds)")?;
    for reason in &lead.reasons {
        writeln!(
            out,
            "  {:>+5.1}  {}  {}{}",
            reason.contribution,
            reason.typology,
            reason.sentence,
            match words::proof(reason) {
                proof if proof.is_empty() => String::new(),
                proof => format!("\n           {}", proof.join("; ")),
            }
        )?;
    }
    if let Some(drawn) = words::drawn(lead) {
        writeln!(out, "\n{drawn}")?;
    }
    writeln!(out, "\nthe innocent explanation\n  {}", lead.innocent.explanation)?;
    writeln!(out, "  it would be confirmed by: {}", lead.innocent.confirmed_by)?;
    match lead.coverage {
        Some(coverage) => writeln!(
            out,
            "\nwhat is not seen: about {:.0} % of the trade",
            (1.0 - coverage) * 100.0
        )?,
        None => writeln!(
            out,
            "\nwhat is not seen: unknown; these data give no measure of it"
        )?,
    }
    Ok(())
}

/// The rows of a lead by typology and role.
fn groups(lead: &Lead) -> BTreeMap<(&str, &str), Vec<&LeadRow>> {
    let mut groups: BTreeMap<_, Vec<&LeadRow>> = BTreeMap::new();
    for row in &lead.rows {
        groups
            .entry((row.typology.as_str(), row.role.as_str()))
            .or_default()
            .push(row);
    }
    groups
}

/// The first so many; all if 0.
fn first<'r, 'l>(rows: &'r [&'l LeadRow], limit: usize) -> &'r [&'l LeadRow] {
    match limit {
        0 => rows,
        limit => rows.get(..limit).unwrap_or(rows),
    }
}

fn write_rows(out: &mut dyn Write, lead: &Lead, rows: &[ShownRow], limit: usize) -> Outcome {
    writeln!(out, "\n{} behind it", counted(lead.rows.len() as u64, "row"))?;
    for ((typology, role), of) in groups(lead) {
        let shown = first(&of, limit);
        writeln!(out, "  {typology} {role}: {}", counted(of.len() as u64, "row"))?;
        for used in shown {
            let cells = rows
                .iter()
                .find(|r| r.row.file == used.row.file && r.row.row == used.row.row);
            let cells = cells.map_or(String::new(), cells_text);
            writeln!(out, "    {}  {cells}", used.row)?;
        }
        if shown.len() < of.len() {
            writeln!(out, "    and {} more: --rows 0", of.len() - shown.len())?;
        }
    }
    Ok(())
}

/// Where the bytes are that made these rows.
fn write_files(out: &mut dyn Write, case: &Case, refs: &[RowRef]) -> Outcome {
    let mut files: Vec<_> = refs.iter().map(|r| r.file).collect();
    files.sort_unstable();
    files.dedup();
    writeln!(out, "\nfiles they stand in")?;
    for hash in files {
        let name = case
            .file_record(hash)?
            .map_or_else(|| "not recorded".to_owned(), |record| record.name);
        writeln!(
            out,
            "  {}  {name}  {}",
            hash.short(),
            case.evidence_path(hash).display()
        )?;
    }
    Ok(())
}
