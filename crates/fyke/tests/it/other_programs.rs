//! DuckDB and Polars read every table of a case as it lies on disk.
//!
//! Needs a Python that has both: its path in `FYKE_PYTHON`, which `cargo xtask
//! test` sets to an environment of its own.

use crate::{ok, text};
use std::process::Command;

const READ: &str = r#"
import sys, glob, os, json
import duckdb, polars
case = sys.argv[1]
counts = {}
for table in sorted(os.listdir(os.path.join(case, "tables"))):
    parts = glob.glob(os.path.join(case, "tables", table, "*.parquet"))
    if not parts:
        continue
    pattern = os.path.join(case, "tables", table, "*.parquet")
    by_duckdb = duckdb.sql(f"select count(*) from read_parquet('{pattern}')").fetchall()[0][0]
    by_polars = polars.read_parquet(pattern).height
    counts[table] = [by_duckdb, by_polars]
total = duckdb.sql(f"select sum(mass_kg)::varchar from read_parquet('{case}/tables/consignments/*.parquet')").fetchall()[0][0]
print(json.dumps({"counts": counts, "mass_kg": total}))
"#;

#[test]
fn duckdb_and_polars_read_every_table() {
    let Some(python) = std::env::var_os("FYKE_PYTHON") else {
        assert!(
            std::env::var_os("CI").is_none(),
            "FYKE_PYTHON is not set: run the tests by cargo xtask test"
        );
        println!("skipped: FYKE_PYTHON names no Python with duckdb and polars");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (world, case) = (folder.path().join("world"), folder.path().join("case"));
    ok(&["simulate", text(&world), "--rows", "20k", "--seed", "5"]);
    ok(&["new", text(&case)]);
    let files = ["consignments", "flows", "registers", "watchlist"]
        .map(|name| format!("{}/{name}.csv", text(&world)));
    let mut words = vec!["add", text(&case)];
    words.extend(files.iter().map(String::as_str));
    ok(&words);
    ok(&["trace", text(&case)]);
    let output = Command::new(python)
        .args(["-c", READ, text(&case)])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let theirs: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for table in [
        "consignments",
        "flows",
        "statements",
        "files",
        "leads",
        "lead_rows",
        "lanes",
    ] {
        let sql = format!("select count(*) as n from {table}");
        let ours: serde_json::Value =
            serde_json::from_str(&ok(&["sql", text(&case), &sql, "--json"])).unwrap();
        let counts = &theirs["counts"][table];
        assert_eq!(counts[0], ours[0]["n"], "DuckDB counts {table} otherwise");
        assert_eq!(counts[1], ours[0]["n"], "Polars counts {table} otherwise");
    }
    let ours = ok(&[
        "sql",
        text(&case),
        "select sum(mass_kg) as total from consignments",
        "--csv",
    ]);
    assert_eq!(ours.trim().lines().last(), theirs["mass_kg"].as_str());
}
