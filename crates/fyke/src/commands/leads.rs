//! `fyke leads CASE`: the queue, strongest first.
//!
//! In a case in which somebody may sign, leads are judged blind: the list has
//! another order and nothing of what the machine thinks, except of leads that
//! people have decided.

use crate::commands::judge::leads::standing_words;
use crate::commands::trace::refresh;
use crate::ledger::{self, Blind};
use crate::screen::{Outcome, counted, note};
use fyke_judge::desk::BlindView;
use fyke_model::lead::Lead;
use fyke_store::leads;
use fyke_store::query::Tables;
use serde_json::json;
use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    /// how many to list
    #[arg(long, short = 'n', default_value_t = 20)]
    limit: usize,
    /// print one JSON array of leads, whole
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let (_case, tables) = refresh(&args.case)?;
    if let Some(blind) = ledger::blind(&args.case)? {
        return list_blind(args, &tables, &blind);
    }
    let leads = leads::read(&tables, Some(args.limit))?;
    let mut out = BufWriter::new(stdout().lock());
    if args.json {
        serde_json::to_writer_pretty(&mut out, &leads)?;
        writeln!(out)?;
        return Ok(());
    }
    for (rank, lead) in (1..).zip(&leads) {
        write_line(&mut out, rank, lead)?;
    }
    out.flush()?;
    drop(out);
    match leads.len() {
        0 => note("no leads: nothing in the tables stands out, or they hold no goods of the case's profiles"),
        n => note(format_args!(
            "{} of suggestion, none a finding; open one with: fyke show {} {}",
            counted(n as u64, "line"),
            args.case.display(),
            leads.first().map_or("LEAD", |lead| lead.id.as_str())
        )),
    }
    Ok(())
}

/// Leads in the order of their ids, which says nothing, with where each stands.
fn list_blind(args: &Args, tables: &Tables, blind: &Blind) -> Outcome {
    let mut leads = leads::read(tables, None)?;
    leads.sort_by(|a, b| a.id.cmp(&b.id));
    leads.truncate(args.limit);
    let mut out = BufWriter::new(stdout().lock());
    if args.json {
        let views: Vec<_> = leads
            .iter()
            .map(|lead| json!({ "standing": standing_words(blind.standing(&lead.id)), "lead": BlindView::of(lead, &lead.id) }))
            .collect();
        serde_json::to_writer_pretty(&mut out, &views)?;
        writeln!(out)?;
        return Ok(());
    }
    for lead in &leads {
        writeln!(
            out,
            "{}  {}  {}  {} to {}  {}",
            lead.id,
            leads::subject(&lead.subject),
            lead.goods.title,
            lead.from,
            lead.to,
            standing_words(blind.standing(&lead.id))
        )?;
    }
    out.flush()?;
    note(format_args!(
        "in the order of their ids: this case is judged blind, and what the machine thinks stays sealed until you have \
         said what you think: fyke judge {}",
        args.case.display()
    ));
    Ok(())
}

/// `  p 0.83`; certainty is not ours to print.
fn probability_text(p: f64) -> String {
    match p {
        p if p > 0.99 => "  p over 0.99".to_owned(),
        p if p < 0.01 => "  p under 0.01".to_owned(),
        p => format!("  p {p:.2}"),
    }
}

/// One lead on two lines: who and what, then the sentence.
pub fn write_line(out: &mut dyn Write, rank: usize, lead: &Lead) -> Outcome {
    let simulated = if lead.simulated { "simulated  " } else { "" };
    let explored = if lead.place.explored {
        "  drawn by chance"
    } else {
        ""
    };
    let probability = lead.probability.map_or(String::new(), probability_text);
    let value = lead.value.map_or(String::new(), |v| format!("  {v}"));
    writeln!(
        out,
        "{rank:>3}  {}  {simulated}{}  {}{value}{probability}  {} to {}{explored}",
        lead.id,
        leads::subject(&lead.subject),
        lead.goods.title,
        lead.from,
        lead.to
    )?;
    writeln!(out, "     {}", lead.sentence)?;
    Ok(())
}
