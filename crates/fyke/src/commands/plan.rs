//! `fyke plan CASE [FILE...]`: what the bulk steps of `add`, `resolve` and `trace` take on a cluster,
//! before they run.

use crate::kernels::compare::RECORDS;
use crate::pipeline::plan::{self, Breaks, Cost, Last, Planned, Stats};
use crate::screen::{Failure, Outcome, bytes, counted, grouped, note};
use fyke_store::Case;
use serde_json::json;
use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    /// files that are to be taken in, to be planned with the rest
    files: Vec<PathBuf>,
    /// print one JSON object: each step with its cost now, at 10 and at 100 times the rows, and as it last ran
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let case = Case::open_read_only(&args.case)?;
    let (stats, last) = (Stats::of(&case)?, plan::last(&case)?);
    let steps = plan::planned(stats, &sizes(&args.files)?, &last);
    let breaks = plan::breaks(&steps);
    if args.json {
        println!(
            "{}",
            json!({
                "stats": stats, "records": plan::records(&stats, &last), "factors": factors(&last),
                "steps": steps, "breaks_first": breaks,
            })
        );
        return Ok(());
    }
    let mut out = BufWriter::new(stdout().lock());
    write_table(&mut out, &steps)?;
    writeln!(out, "\n{}", sentence(breaks.as_ref()))?;
    out.flush()?;
    note(format_args!(
        "{}, {} and {} make about {}; pairs and sizes by {}",
        counted(stats.statements, "statement"),
        counted(stats.consignments, "consignment"),
        counted(stats.payments, "payment"),
        counted(plan::records(&stats, &last), "record"),
        factors(&last)
    ));
    note(
        "moved is bytes read and out; what a worker keeps from one job to the next is counted with each job that needs it, and fetched once",
    );
    for (regime, kept, files) in plan::kept_files(&case)? {
        if kept > 0 {
            note(format_args!(
                "{regime}: an earlier trace kept {kept} of {}; rows is told as for a first trace",
                counted(files as u64, "file")
            ));
        }
    }
    Ok(())
}

/// Bytes of files.
fn sizes(files: &[PathBuf]) -> Outcome<Vec<u64>> {
    let size = |path: &PathBuf| match std::fs::metadata(path) {
        Ok(file) => Ok(file.len()),
        Err(error) => Err(Failure::new(
            format!("cannot look at {}: {error}", path.display()),
            "name files that are there",
        )),
    };
    files.iter().map(size).collect()
}

/// Where the factors come from.
fn factors(last: &Last) -> &'static str {
    match last.contains_key(RECORDS) {
        false => "what simulated worlds took",
        true => "what the last run on a cluster took",
    }
}

fn sentence(breaks: Option<&Breaks>) -> String {
    match breaks {
        Some(Breaks { step, at: 1, why }) => format!("first to break: {step}, with the rows of today: {why}"),
        Some(Breaks { step, at, why }) => format!("first to break: {step}, at {at} times the rows: {why}"),
        None => "none breaks up to a hundred times the rows".to_owned(),
    }
}

const HEAD: [&str; 8] = [
    "step",
    "jobs",
    "rows in",
    "bytes read",
    "bytes out",
    "memory a worker",
    "at 10x: moved, memory",
    "at 100x: moved, memory",
];

fn write_table(out: &mut dyn Write, steps: &[Planned]) -> Outcome {
    let mut lines = vec![HEAD.map(str::to_owned)];
    for step in steps {
        lines.push(line(step.step, &step.now, [&step.at_10, &step.at_100].map(both)));
        if let Some(ran) = &step.happened {
            let took = match ran.wall_ms {
                0 => String::new(),
                ms => format!("{:.1} s of kernels", ms as f64 / 1000.0),
            };
            lines.push([
                "  last run".to_owned(),
                grouped(ran.jobs),
                grouped(ran.rows_in),
                bytes(ran.bytes_in),
                bytes(ran.bytes_out),
                ran.held.map_or("not measured".to_owned(), bytes),
                took,
                String::new(),
            ]);
        }
    }
    let widths: Vec<usize> = (0..HEAD.len())
        .map(|at| {
            let cells = lines.iter().filter_map(|line| line.get(at));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    for line in &lines {
        let cells = line.iter().zip(&widths).zip(0..);
        let cells: Vec<String> = cells
            .map(|((cell, &width), at)| match at {
                0 => format!("{cell:<width$}"),
                _ => format!("{cell:>width$}"),
            })
            .collect();
        writeln!(out, "{}", cells.join("  ").trim_end())?;
    }
    Ok(())
}

fn line(name: &str, now: &Cost, [at_10, at_100]: [String; 2]) -> [String; 8] {
    [
        name.to_owned(),
        grouped(now.jobs),
        grouped(now.rows_in),
        bytes(now.bytes_in),
        bytes(now.bytes_out),
        bytes(now.memory),
        at_10,
        at_100,
    ]
}

fn both(cost: &Cost) -> String {
    format!("{}, {}", bytes(cost.moved()), bytes(cost.memory))
}
