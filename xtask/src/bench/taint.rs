//! How many rows a second does the taint pass carry, and what does a row cost in memory?
//!
//! The pass has no peer to run beside it: no tool we know of does mass-balanced
//! taint over stocks. The figure is held against our own floor instead: six
//! million rows per CPU-second, twenty-four bytes a row.

use anyhow::{Context, Result};
use serde_json::Value;

use super::record::{Record, two_decimals};
use crate::run;

const ROWS: &str = "10000000";

/// Runs the example of the tracing crate, which prints one JSON object.
pub fn run(repeats: usize) -> Result<()> {
    let mut record = Record::new("taint", "how many rows does the taint pass carry per CPU-second?")?;
    let example = ["--release", "--package", "fyke-trace", "--example", "taint"];
    run::text_of(run::cargo(&["build"]).args(example))?;
    let program = super::program::target_folder()?.join("release/examples/taint");
    let mut best: Option<(f64, f64)> = None;
    for _ in 0..repeats {
        let cost = run::measure(&mut run::command(&program.to_string_lossy(), &[ROWS]))?;
        let said: Value = serde_json::from_str(&cost.output).context("the example printed no JSON")?;
        let number = |key: &str| {
            said[key]
                .as_f64()
                .with_context(|| format!("the example gave no `{key}`"))
        };
        let pair = (number("rows")? / number("cpu_seconds")?, number("bytes_per_row")?);
        if best.is_none_or(|(rate, _)| pair.0 > rate) {
            best = Some(pair);
        }
        record.add("fyke taint, with making its rows", cost);
    }
    let (rate, bytes) = best.context("no run")?;
    record.result("rows_per_cpu_second", rate.round());
    record.result("bytes_per_row", two_decimals(bytes));
    record.caveat(
        "rows_per_cpu_second is the best run: the pass alone, measured by the example once rows are loaded",
    );
    record.caveat("the rows are synthetic; the CPU seconds of each run include making them");
    record.write()
}
