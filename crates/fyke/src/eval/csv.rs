//! `fyke eval csv DIR`: the loader on a folder in Pollock's layout.
//!
//! Pollock (Vitagliano and others, VLDB 2023) damages one file in 2,290 ways
//! and asks how much of it a loader gets back. The published systems were told
//! the dialect of each file; ours is scored that way and also left to find it.

use crate::screen::{Outcome, counted, note};
use fyke_guard::pollock::{Mode, PollockScore, score};
use serde_json::json;
use std::path::PathBuf;

/// Published scores, simple and weighted: README of the Pollock repository at
/// c4533b2c.
const PUBLISHED: [(&str, f64, f64); 3] = [
    ("DuckDB 1.2, told the dialect", 9.961, 9.599),
    ("SQLite, told the dialect", 9.955, 9.375),
    ("DuckDB, finding it", 9.075, 8.439),
];

/// Files listed that were not loaded perfectly.
const WORST_SHOWN: usize = 15;

#[derive(clap::Args)]
pub struct Args {
    /// folder with csv/, clean/ and parameters/
    dir: PathBuf,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let told = score(&args.dir, Mode::Parameters)?;
    let found = score(&args.dir, Mode::Auto)?;
    if args.json {
        let part =
            |s: &PollockScore| json!({ "simple": s.simple, "weighted": s.weighted, "files": s.files.len() });
        let published: Vec<_> = PUBLISHED
            .iter()
            .map(|(name, simple, weighted)| json!({ "name": name, "simple": simple, "weighted": weighted }))
            .collect();
        let told_json = part(&told);
        println!(
            "{}",
            json!({
                "simple": told.simple, "weighted": told.weighted, "files": told.files.len(),
                "told_the_dialect": told_json, "finding_the_dialect": part(&found), "published": published,
            })
        );
        return Ok(());
    }
    println!("{:<34} {:>7} {:>9}", "loader", "simple", "weighted");
    let line = |name: &str, simple: f64, weighted: Option<f64>| {
        let weighted = weighted.map_or("-".to_owned(), |w| format!("{w:.3}"));
        println!("{name:<34} {simple:>7.3} {weighted:>9}");
    };
    line("fyke, told the dialect", told.simple, told.weighted);
    line("fyke, finding it", found.simple, found.weighted);
    for (name, simple, weighted) in PUBLISHED {
        line(&format!("{name} (published)"), simple, Some(weighted));
    }
    note(format_args!(
        "{}; 10 is perfect",
        counted(told.files.len() as u64, "file")
    ));
    worst(&told);
    Ok(())
}

fn worst(score: &PollockScore) {
    let mut short: Vec<_> = score
        .files
        .iter()
        .filter(|f| f.cells.f1 < 1.0 || f.records.f1 < 1.0)
        .collect();
    short.sort_by(|a, b| a.cells.f1.total_cmp(&b.cells.f1));
    if !short.is_empty() {
        note(format_args!(
            "{} not loaded perfectly, the worst:",
            counted(short.len() as u64, "file")
        ));
    }
    for file in short.iter().take(WORST_SHOWN) {
        note(format_args!(
            "  {:<44} cells {:.3}  records {:.3}",
            file.file, file.cells.f1, file.records.f1
        ));
    }
}
