//! `fyke eval dedupe RECORDS --cluster COLUMN`: duplicates of one table found
//! without labels, then compared with the column that knows.
//!
//! The column of truth is kept aside and never reaches the engine.

use super::measured::{f1, precision, recall, shown};
use super::rows;
use crate::cpu;
use crate::screen::{Failure, Outcome, Progress, counted, grouped, note, plain};
use fyke_guard::bytes::Records;
use fyke_resolve::measure::{ClusterFigures, cluster_figures};
use fyke_resolve::table::{
    ColumnKind, Deduped, Kind, Refused, Role, Settings, Table, TableBuilder, dedupe, explain_all,
};
use fyke_store::tabular;
use serde_json::json;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// a table with one record a row, CSV or Parquet
    records: PathBuf,
    /// the column that says which records are the same; never read before scoring
    #[arg(long)]
    cluster: String,
    /// columns to leave out, as they tell what the engine should find out
    #[arg(long, value_name = "COLUMN")]
    ignore: Vec<String>,
    /// seed of the samples; the same seed gives the same bytes
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// threads; 0 takes all. They do not change the result
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// wrong pairs to list with their reasons
    #[arg(long, default_value_t = 10)]
    errors: usize,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let started = cpu::seconds();
    let (table, truth) = read(args)?;
    let reading = cpu::seconds() - started;
    let settings = Settings {
        seed: args.seed,
        threads: args.threads,
        ..Settings::default()
    };
    let bar: RefCell<Option<(&str, Progress)>> = RefCell::new(None);
    let found = dedupe(&table, &settings, &|stage, done, total| {
        let mut bar = bar.borrow_mut();
        if bar.as_ref().is_none_or(|(word, _)| *word != stage.word()) {
            *bar = Some((stage.word(), Progress::bar(stage.word(), total)));
        }
        if let Some((_, bar)) = bar.as_ref() {
            bar.at(done);
        }
    })
    .map_err(|refused| failure(&args.records, &refused))?;
    drop(bar);
    let cpu_seconds = cpu::seconds() - started;
    let figures = cluster_figures(&found.clusters, &truth);
    let wrong = wrong_pairs(&found.clusters, &truth, args.errors);
    if args.json {
        print_json(args, &table, &found, &figures, reading, cpu_seconds, &wrong);
    } else {
        print(&table, &found, &figures, reading, cpu_seconds);
        tell_wrong(&table, &found, &wrong);
    }
    Ok(())
}

/// Why a table was refused, with what to do at this command's words.
fn failure(path: &Path, refused: &Refused) -> Failure {
    let text = refused.to_string();
    let (broke, repair) = text.rsplit_once("; ").unwrap_or((&text, "give another table"));
    let (broke, repair) = match refused {
        Refused::TooFewColumns { usable, columns, why } => (
            &*format!("{usable} of {columns} columns can be compared ({})", plain(why)),
            "give at least two that describe the things, beside the one that --cluster names",
        ),
        Refused::NotIdentifiable(why) => (
            &*why.to_string(),
            "give more rows, or more columns that describe the things",
        ),
        Refused::Threads { .. } => (broke, "ask for fewer with --threads"),
        _ => (broke, repair),
    };
    Failure::new(format!("{}: {broke}", path.display()), repair)
}

/// The table without its truth, and the truth as numbers.
fn read(args: &Args) -> Outcome<(Table, Vec<u32>)> {
    let mut reader = tabular::open(&args.records)?;
    let header = reader.header().to_vec();
    let place = |column: &String| {
        header.iter().position(|name| name == column).ok_or_else(|| {
            Failure::new(
                format!("{} has no column {}", args.records.display(), plain(column)),
                format!("it has {}", plain(&header.join(", "))),
            )
        })
    };
    let truth_at = place(&args.cluster)?;
    let hidden: BTreeSet<usize> = args
        .ignore
        .iter()
        .map(place)
        .chain([Ok(truth_at)])
        .collect::<Outcome<_>>()?;
    let kept: Vec<usize> = (0..header.len()).filter(|at| !hidden.contains(at)).collect();
    if kept.is_empty() {
        return Err(Failure::new(
            format!(
                "{} has no column to compare beside {}",
                args.records.display(),
                plain(&args.cluster)
            ),
            "give a table with at least two columns that describe the things",
        ));
    }
    let names: Vec<&str> = kept
        .iter()
        .filter_map(|&at| header.get(at))
        .map(String::as_str)
        .collect();
    let mut builder = TableBuilder::new(&names);
    let (mut truth, mut numbers): (Vec<u32>, HashMap<String, u32>) = (Vec::new(), HashMap::new());
    let progress = Progress::rows("reading");
    // a row without a label is a cluster of its own
    let mut next = 0u32;
    rows::all(&args.records, &mut reader, &mut |record| {
        let cells: Vec<&str> = kept.iter().map(|&at| record.text(at)).collect();
        builder.push(&cells);
        let label = record.text(truth_at);
        let number = match numbers.get(label) {
            Some(&number) => number,
            None => {
                let number = next;
                next += 1;
                if !label.is_empty() {
                    numbers.insert(label.to_owned(), number);
                }
                number
            }
        };
        truth.push(number);
        if truth.len().is_multiple_of(65_536) {
            progress.at(truth.len() as u64);
        }
    })?;
    if truth.is_empty() {
        return Err(Failure::new(
            format!("{} holds no row that can be read", args.records.display()),
            "give a table with one record a row below its header",
        ));
    }
    Ok((builder.finish(), truth))
}

/// Pairs of rows that were wrongly joined or wrongly left apart, some of each.
struct WrongPair {
    rows: (usize, usize),
    joined: bool,
}

fn wrong_pairs(found: &[u32], truth: &[u32], limit: usize) -> Vec<WrongPair> {
    let mut wrong = Vec::new();
    // a row against the first row of its cluster, found or true
    for (labels, others, joined) in [(found, truth, true), (truth, found, false)] {
        let mut first: HashMap<u32, usize> = HashMap::new();
        let mut listed = 0;
        for (row, (label, other)) in labels.iter().zip(others).enumerate() {
            let before = *first.entry(*label).or_insert(row);
            if listed < limit.div_ceil(2) && others.get(before).is_some_and(|o| o != other) {
                wrong.push(WrongPair {
                    rows: (before, row),
                    joined,
                });
                listed += 1;
            }
        }
    }
    wrong
}

fn tell_wrong(table: &Table, found: &Deduped, wrong: &[WrongPair]) {
    let rows: Vec<(usize, usize)> = wrong.iter().map(|pair| pair.rows).collect();
    let reasons = explain_all(table, &found.model, &rows);
    for (pair, why) in wrong.iter().zip(reasons) {
        let what = if pair.joined {
            "joined, but they differ"
        } else {
            "left apart, but they are one"
        };
        note(format_args!(
            "rows {} and {}: {what}",
            pair.rows.0 + 1,
            pair.rows.1 + 1
        ));
        let Some(why) = why else {
            continue;
        };
        for c in &why.columns {
            note(format_args!(
                "  {:>+6.1}  {:<18} {:<24} | {:<24} {}",
                c.bits,
                plain(&c.name),
                plain(&c.left),
                plain(&c.right),
                c.agreement
            ));
        }
        note(format_args!(
            "  {:>+6.1}  in all, {:+.1} of it before any comparison",
            why.total_bits, why.prior_bits
        ));
    }
}

fn print(table: &Table, found: &Deduped, figures: &ClusterFigures, reading: f64, cpu_seconds: f64) {
    let pair = &figures.pair;
    println!(
        "pairs     f1 {}   precision {}   recall {}   ({} true, {} found)",
        shown(f1(pair), 4),
        shown(precision(pair), 4),
        shown(recall(pair), 4),
        grouped(pair.true_positive + pair.false_negative),
        grouped(pair.true_positive + pair.false_positive)
    );
    println!(
        "clusters  f1 {}   b-cubed f1 {:.4}",
        shown(f1(&figures.cluster), 4),
        figures.b_cubed_f1()
    );
    println!(
        "{} in {cpu_seconds:.1} CPU-seconds, {reading:.1} of them reading; {} compared",
        counted(found.report.rows, "row"),
        counted(found.report.pairs, "pair")
    );
    if let Some(recall) = &found.report.recall {
        println!(
            "candidates: {:.3} of the likely pairs were looked at: a rough lower figure, from a sample of {} [{:.3}, {:.3}]",
            recall.recall,
            counted(u64::from(recall.rows), "row"),
            recall.interval.0,
            recall.interval.1
        );
    }
    if found.report.recall.is_some() {
        note("that figure uses no truth, and is far too low where columns depend on each other");
    }
    note("weights learned from the table alone; the cut-off is even odds; no truth used");
    for column in table.columns() {
        note(format_args!("  {}", told(column)));
    }
}

/// A column and how it is read, in words.
fn told(column: &ColumnKind) -> String {
    let role = match &column.role {
        Role::Compared => "compared",
        Role::Extends(_) => "compared in what it adds",
        Role::RowKey | Role::Constant | Role::Repeats(_) => "not compared",
    };
    format!(
        "{}: {}, {role} ({})",
        plain(&column.name),
        word(column.kind),
        plain(&column.reason)
    )
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::GivenName => "given name",
        Kind::FamilyName => "family name",
        Kind::FullName => "name of several words",
        Kind::Date => "day",
        Kind::Code => "code",
        Kind::Identifier => "identifier",
        Kind::Email => "e-mail address",
        Kind::Phone => "telephone number",
        Kind::Place => "place or other words",
        Kind::Category => "one of a few values",
        Kind::Number => "number",
        Kind::Text => "running text",
    }
}

fn print_json(
    args: &Args,
    table: &Table,
    found: &Deduped,
    figures: &ClusterFigures,
    reading: f64,
    cpu_seconds: f64,
    wrong: &[WrongPair],
) {
    let pair = &figures.pair;
    let candidates = found
        .report
        .recall
        .as_ref()
        .map(|r| json!({ "recall": r.recall, "interval": r.interval, "rows": r.rows }));
    let wrong: Vec<_> = wrong
        .iter()
        .map(|w| json!({ "rows": [w.rows.0 + 1, w.rows.1 + 1], "joined": w.joined }))
        .collect();
    let columns: Vec<String> = table.columns().iter().map(told).collect();
    println!(
        "{}",
        json!({
            "pair": { "f1": f1(pair), "precision": precision(pair), "recall": recall(pair) },
            "cluster": { "f1": f1(&figures.cluster), "b_cubed_f1": figures.b_cubed_f1() },
            "cpu_seconds": cpu_seconds, "reading_cpu_seconds": reading,
            "rows": found.report.rows, "pairs_compared": found.report.pairs,
            "candidates": candidates, "columns": columns, "errors": wrong,
            "seed": args.seed, "truth_used": false,
        })
    );
}
