//! How many rows a second does the taint pass carry, and what does a row cost in memory?
//!
//! The pass has no peer to run beside it: no tool we know of does mass-balanced
//! taint over stocks. The figure is held against our own floor instead: six
//! million rows per CPU-second, twenty-four bytes a row.

use anyhow::{Context, Result};
use serde_json::Value;

use super::record::Record;
use crate::run;

const ROWS: &str = "10000000";
const ROWS_PER_CPU_SECOND_MIN: u64 = 6_000_000;
const BYTES_PER_ROW_MAX: f64 = 24.0;

/// Figures the example prints, and which of its runs is kept: rates are taken from the
/// fastest, since other work on the machine can only slow a run down.
const RATES: &[&str] = &["taint_rows_per_cpu_s", "build_rows_per_cpu_s"];

/// Runs the example of the tracing crate, which prints one JSON object.
pub fn run(repeats: usize) -> Result<()> {
    let mut record = Record::new("taint", "how many rows does the taint pass carry per CPU-second?")?;
    let example = ["--release", "--package", "fyke-trace", "--example", "party_bench"];
    run::text_of(run::cargo(&["build"]).args(example))?;
    let program = super::program::target_folder()?.join("release/examples/party_bench");
    let (mut rates, mut bytes) = (vec![0.0f64; RATES.len()], 0.0);
    for _ in 0..repeats {
        let cost = run::measure(&mut run::command(&program.to_string_lossy(), &[ROWS]))?;
        let said: Value = serde_json::from_str(&cost.output).context("the example printed no JSON")?;
        let number = |key: &str| {
            said[key]
                .as_f64()
                .with_context(|| format!("the example gave no `{key}`"))
        };
        for (best, key) in rates.iter_mut().zip(RATES) {
            *best = best.max(number(key)?);
        }
        bytes = number("bytes_per_row")?;
        record.add("party_bench, making its rows included", cost);
    }
    for (rate, key) in rates.into_iter().zip(RATES) {
        record.result(key, rate as u64);
    }
    record.result("taint_rows_per_cpu_s_wanted_at_least", ROWS_PER_CPU_SECOND_MIN);
    record.result("bytes_per_row", bytes);
    record.result("bytes_per_row_wanted_at_most", BYTES_PER_ROW_MAX);
    record.caveat("rates are those of the fastest run, for the step alone; the CPU seconds of each run include making its rows");
    record.caveat("one thread, synthetic rows; what the rows are stands at the head of crates/fyke-trace/examples/party_bench.rs");
    record.write()
}
