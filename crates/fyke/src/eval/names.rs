//! `fyke eval names PAIRS.csv`: are these two names one bearer's?
//!
//! The cut-off is the shipped one, chosen on other pairs. Pairs that the
//! shipped weights were trained or tuned on are left out, and a file of
//! nothing else is refused.

use super::measured::{f1, precision, recall, shown, shown_within};
use super::rows;
use crate::cpu;
use crate::screen::{Failure, Outcome, counted, note, plain};
use fyke_resolve::measure::{Counts, PairFigures, Scored, best_cutoff, figures_at};
use fyke_resolve::name::{self, Bearer, Name, Rarity};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Seed of the bootstrap.
const SEED: u64 = 20_220_224;

/// Comparisons are repeated until the clock can tell: it ticks in hundredths.
const TIMED_CPU_SECONDS: f64 = 0.5;

/// nomenklatura 4.17.4 on its own pairs at its own cut-off; on the pairs that are
/// scored here it is run by `cargo xtask bench names`.
const LOGIC_V2: &str =
    "nomenklatura's logic-v2 on its own 826 pairs at 0.7: precision .760, recall .835, f1 .796";

#[derive(clap::Args)]
pub struct Args {
    /// pairs of names: name1, name2, is_match, schema
    pairs: PathBuf,
    /// score pairs too that the shipped weights were trained or tuned on
    #[arg(long)]
    on_training_data: bool,
    /// write the pairs that were scored to this CSV file, for other programs to score the same
    #[arg(long, value_name = "FILE")]
    scored: Option<PathBuf>,
    /// errors to list
    #[arg(long, default_value_t = 15)]
    errors: usize,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

struct Pair {
    names: [String; 2],
    prepared: [Name; 2],
    bearer: Bearer,
    schema: String,
    same: bool,
    score: f64,
}

pub fn run(args: &Args) -> Outcome {
    let (mut pairs, left_out) = read(args)?;
    if pairs.is_empty() {
        return Err(nothing_left(args, left_out));
    }
    for pair in &mut pairs {
        let [a, b] = &pair.prepared;
        pair.score = f64::from(name::probability(pair.bearer, &name::compare(a, b)));
    }
    if let Some(path) = &args.scored {
        write_scored(path, &pairs)?;
    }
    let cut_off = f64::from(name::cut_off());
    let scored = |wanted: &dyn Fn(&Pair) -> bool| -> Vec<Scored> {
        let kept = pairs.iter().filter(|p| wanted(p));
        kept.map(|p| Scored {
            score: p.score,
            positive: p.same,
        })
        .collect()
    };
    let all = scored(&|_| true);
    let schemas: BTreeSet<&str> = pairs.iter().map(|p| p.schema.as_str()).collect();
    let by_schema = schemas.into_iter().map(|schema| {
        let of = figures_at(&scored(&|p| p.schema == schema), cut_off, SEED);
        (schema.to_owned(), of)
    });
    let report = Report {
        cut_off,
        left_out,
        pairs_per_cpu_second: pairs_per_cpu_second(&pairs),
        figures: figures_at(&all, cut_off, SEED),
        by_schema: by_schema.collect(),
        best: best_cutoff(&all),
    };
    if args.json {
        println!("{}", report.json(&pairs, args.errors));
    } else {
        report.print(&pairs, args.errors);
    }
    Ok(())
}

/// What was measured, beside the pairs it was measured on.
struct Report {
    cut_off: f64,
    left_out: usize,
    pairs_per_cpu_second: f64,
    figures: PairFigures,
    by_schema: Vec<(String, PairFigures)>,
    /// The cut-off of the best f1 and that f1, for information.
    best: Option<(f64, f64)>,
}

impl Report {
    fn json(&self, pairs: &[Pair], errors: usize) -> serde_json::Value {
        let schemas: serde_json::Map<_, _> = self
            .by_schema
            .iter()
            .map(|(schema, f)| {
                let of = json!({
                    "n": f.counts.total(), "f1": f1(&f.counts), "precision": precision(&f.counts),
                    "recall": recall(&f.counts),
                });
                (schema.clone(), of)
            })
            .collect();
        let errors: Vec<_> = wrong(pairs, self.cut_off)
            .iter()
            .take(errors)
            .map(|p| {
                json!({
                    "name1": p.names[0], "name2": p.names[1], "is_match": p.same, "schema": p.schema,
                    "probability": p.score, "reasons": reasons(p),
                })
            })
            .collect();
        let counts = &self.figures.counts;
        json!({
            "f1": f1(counts), "precision": precision(counts), "recall": recall(counts),
            "threshold": self.cut_off, "threshold_chosen_on": "other pairs than these, see data/resolve",
            "n": pairs.len(), "left_out_as_trained_on": self.left_out,
            "f1_interval": f1(counts).map(|_| self.figures.f1_interval),
            "pairs_per_cpu_second": self.pairs_per_cpu_second,
            "schema": schemas, "errors": errors,
        })
    }

    fn print(&self, pairs: &[Pair], errors: usize) {
        let counts = &self.figures.counts;
        println!(
            "f1 {}   {}   at {:.3}, chosen on other pairs",
            shown_within(f1(counts), Some(self.figures.f1_interval)),
            precision_and_recall(counts),
            self.cut_off
        );
        for (schema, f) in &self.by_schema {
            println!(
                "  {:<14} {:>6}   f1 {}   {}",
                plain(schema),
                f.counts.total(),
                shown(f1(&f.counts), 3),
                precision_and_recall(&f.counts)
            );
        }
        println!(
            "{:.1} million prepared pairs a CPU-second",
            self.pairs_per_cpu_second / 1_000_000.0
        );
        note(format_args!(
            "{} scored, {} left out because the weights were trained or tuned on them; {LOGIC_V2}",
            counted(pairs.len() as u64, "pair"),
            self.left_out
        ));
        if let Some((best, f1)) = self.best {
            note(format_args!(
                "with the truth in hand the best cut-off would be {best:.3}, f1 {f1:.3}: not a claim"
            ));
        }
        tell_errors(&wrong(pairs, self.cut_off), errors);
    }
}

fn precision_and_recall(counts: &Counts) -> String {
    let precision = match precision(counts) {
        Some(precision) => format!("precision {precision:.3}"),
        None => "none called the same".to_owned(),
    };
    let recall = match recall(counts) {
        Some(recall) => format!("recall {recall:.3}"),
        None => "none is the same".to_owned(),
    };
    format!("{precision}   {recall}")
}

fn tell_errors(wrong: &[&Pair], limit: usize) {
    if wrong.is_empty() {
        return;
    }
    note(format_args!(
        "{}, the worst first:",
        counted(wrong.len() as u64, "error")
    ));
    for pair in wrong.iter().take(limit) {
        let what = if pair.same { "missed" } else { "false" };
        note(format_args!(
            "  {what}  {:.3}  {}  |  {}  ({})",
            pair.score,
            plain(&pair.names[0]),
            plain(&pair.names[1]),
            plain(&pair.schema)
        ));
        for reason in reasons(pair) {
            note(format_args!("      {}", plain(&reason)));
        }
    }
}

/// The pairs to score, and how many were left out.
fn read(args: &Args) -> Outcome<(Vec<Pair>, usize)> {
    let mut rows: Vec<([String; 2], String, String)> = Vec::new();
    rows::named(
        &args.pairs,
        ["name1", "name2", "is_match", "schema"],
        &mut |[one, two, same, schema]| {
            rows.push((
                [one.to_owned(), two.to_owned()],
                same.to_owned(),
                schema.to_owned(),
            ));
        },
    )?;
    let (mut pairs, mut left_out) = (Vec::new(), 0);
    // weights of words as shipped: the names of the file say nothing beforehand
    let rarity = Rarity::default();
    for (row, (names, same, schema)) in (2..).zip(rows) {
        if !args.on_training_data && name::trained_on(&names[0], &names[1]) {
            left_out += 1;
            continue;
        }
        let bearer = Bearer::of_schema(&schema);
        pairs.push(Pair {
            prepared: [
                name::prepare_with(&names[0], bearer, &rarity),
                name::prepare_with(&names[1], bearer, &rarity),
            ],
            same: rows::truth(&args.pairs, row, &same)?,
            names,
            bearer,
            schema,
            score: 0.0,
        });
    }
    Ok((pairs, left_out))
}

fn write_scored(path: &Path, pairs: &[Pair]) -> Outcome {
    let mut out = rows::created(path)?;
    writeln!(out, "name1,name2,is_match,schema,probability")?;
    for pair in pairs {
        let [one, two] = pair.names.each_ref().map(|name| rows::quoted(name));
        writeln!(
            out,
            "{one},{two},{},{},{:.6}",
            pair.same,
            rows::quoted(&pair.schema),
            pair.score
        )?;
    }
    out.flush()?;
    Ok(())
}

fn nothing_left(args: &Args, left_out: usize) -> Failure {
    match left_out {
        0 => Failure::new(
            format!("{} has no pairs", args.pairs.display()),
            "give a file with rows",
        ),
        n => Failure::new(
            format!("the shipped weights were trained or tuned on all {n} pairs of this file"),
            "score other pairs, or say --on-training-data and do not call the result accuracy",
        ),
    }
}

/// Pairs on the wrong side of the cut-off, the farthest first.
fn wrong(pairs: &[Pair], cut_off: f64) -> Vec<&Pair> {
    let mut wrong: Vec<&Pair> = pairs.iter().filter(|p| (p.score >= cut_off) != p.same).collect();
    let by = |p: &Pair| (p.score - cut_off).abs();
    wrong.sort_by(|a, b| by(b).total_cmp(&by(a)).then_with(|| a.names.cmp(&b.names)));
    wrong
}

fn reasons(pair: &Pair) -> Vec<String> {
    let [a, b] = &pair.prepared;
    let reasons = name::explain(a, b, &name::compare(a, b));
    reasons.into_iter().map(|r| r.text).collect()
}

fn pairs_per_cpu_second(pairs: &[Pair]) -> f64 {
    let start = cpu::seconds();
    let (mut done, mut sum) = (0u64, 0.0f64);
    loop {
        for pair in pairs {
            let [a, b] = std::hint::black_box(&pair.prepared);
            sum += f64::from(name::probability(pair.bearer, &name::compare(a, b)));
        }
        done += pairs.len() as u64;
        let used = cpu::seconds() - start;
        if used >= TIMED_CPU_SECONDS {
            std::hint::black_box(sum);
            return done as f64 / used;
        }
    }
}
