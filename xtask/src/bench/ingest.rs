//! What does taking in ten million consignments cost, beside the plainest thing
//! a user would do with the same file?
//!
//! Ours admits every row: types, units, countries, codes checked, each row with
//! its origin, the original kept under its hash, refusals told. DuckDB's
//! `COPY (SELECT * FROM read_csv(...))` sniffs types and writes Parquet. The
//! ratio is therefore the price of provenance, not a race between equals.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::record::{Record, two_decimals};
use super::{peers, program};
use crate::run;

const ROWS: &str = "10m";
const SEED: u32 = 1;
const OURS: &str = "fyke new, fyke add";
/// The issue's bar: provenance may cost half as much again.
const RATIO_MAX: f64 = 1.5;

/// The peer's call, by what its writer is told.
const PEER_WRITERS: &[(&str, &str)] = &[
    ("duckdb, default writer", ""),
    ("duckdb, snappy like ours", ", compression snappy"),
];

const PEER: &str = "
import sys, duckdb
csv, out, options = sys.argv[1:4]
duckdb.sql('set threads = 2')
duckdb.sql(f\"copy (select * from read_csv('{csv}')) to '{out}' (format parquet{options})\")
";

/// Counts and sums the peer's file exactly, outside the measured time.
const PEER_ANSWER: &str = "
import sys, duckdb
grams = 'cast(mass_kg::decimal(18, 3) * 1000 as bigint)'
print(*duckdb.sql(f\"select count(*), sum({grams}) from '{sys.argv[1]}'\").fetchall()[0])
";

/// Takes the same file in on both sides, compares answers, then bills.
pub fn run(repeats: usize) -> Result<()> {
    let mut record = Record::new(
        "ingest",
        "what does taking in ten million consignments cost beside DuckDB?",
    )?;
    for package in peers::TABLES.packages {
        record.version(
            package.split('=').next().unwrap_or(package),
            package.rsplit('=').next().unwrap_or_default(),
        );
    }
    let fyke = program::release()?;
    let python = peers::TABLES.python()?;
    let world = program::world(&fyke, ROWS, SEED)?;
    let csv = world.join("consignments.csv");
    let csv = csv.to_str().context("the cache's path is no UTF-8")?;
    record.result(
        "input_mib",
        (std::fs::metadata(csv)?.len() as f64 / 1_048_576.0).round(),
    );

    let case = program::empty_folder("ingest-case")?;
    let case = case.to_str().context("the cache's path is no UTF-8")?;
    let out = program::empty_folder("ingest-peer")?;
    std::fs::create_dir_all(&out)?;
    let out = out.join("peer.parquet");
    let out = out.to_str().context("the cache's path is no UTF-8")?;
    for _ in 0..repeats {
        if std::path::Path::new(case).exists() {
            std::fs::remove_dir_all(case)?;
        }
        run::text_of(&mut program::call(&fyke, &["new", case]))?;
        record.add(
            OURS,
            run::measure(&mut program::call(&fyke, &["add", case, csv]))?,
        );
        let ours = our_answer(&fyke, case)?;
        for (who, options) in PEER_WRITERS {
            let mut peer = run::command(&python.to_string_lossy(), &["-c", PEER, csv, out, options]);
            record.add(who, run::measure(&mut peer)?);
            let theirs = peers::TABLES.ask(PEER_ANSWER, &[out])?;
            ensure!(
                ours == theirs,
                "the answers differ: ours `{ours}`, theirs `{theirs}` (rows, grams)"
            );
        }
        record.result("rows_and_grams", ours);
    }
    let ours = record.median_cpu_seconds(OURS).context("no run")?;
    for (who, _) in PEER_WRITERS {
        let theirs = record.median_cpu_seconds(who).context("no run")?;
        record.result(&format!("cpu_ratio_to_{who}"), two_decimals(ours / theirs));
    }
    record.result("cpu_ratio_wanted_at_most", RATIO_MAX);
    record.result("peak_mib", record.peak_mib(OURS).round());
    record.caveat("the two do not do the same work: see the head of xtask/src/bench/ingest.rs");
    record.caveat(
        "simulated rows; duckdb with two threads, its Python start included, as ours includes its own start",
    );
    record.write()
}

/// Rows and grams in the case, in the peer's spelling.
fn our_answer(fyke: &std::path::Path, case: &str) -> Result<String> {
    let sql = "select count(*) as n, sum(cast(mass_kg * 1000 as bigint)) as grams from consignments";
    let text = run::text_of(&mut program::call(fyke, &["sql", case, sql, "--json"]))?;
    rows_and_grams(&text).with_context(|| format!("cannot read the answer of `fyke sql`: {text}"))
}

/// The two figures, wherever the answer holds them. Whole grams, because a JSON number
/// with a point would lose digits on the way.
fn rows_and_grams(text: &str) -> Option<String> {
    fn find<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
        match value {
            Value::Object(map) => map
                .get(key)
                .or_else(|| map.values().find_map(|inner| find(inner, key))),
            Value::Array(list) => list.iter().find_map(|inner| find(inner, key)),
            _ => None,
        }
    }
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_string);
    let answer: Value = serde_json::from_str(text).ok()?;
    Some(format!(
        "{} {}",
        plain(find(&answer, "n")?),
        plain(find(&answer, "grams")?)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_figures_keep_every_digit() {
        let expected = Some("10000000 123456789.012".to_string());
        assert_eq!(
            rows_and_grams(r#"[{"n": 10000000, "grams": "123456789.012"}]"#),
            expected
        );
        assert_eq!(
            rows_and_grams(r#"{"rows": [{"n": 10000000, "grams": 123456789.012}]}"#),
            expected
        );
        assert_eq!(rows_and_grams(r#"{"n": 1}"#), None);
    }
}
