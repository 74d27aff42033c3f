//! What does it cost from Parquet to ranked leads, and what does a day more cost?
//!
//! Each size is its own case: taken in, resolved, traced; then a day of a million
//! rows is added and traced with what was kept, and traced once more with
//! nothing kept, which must give the same leads. Who is who is not settled
//! anew for the day (`--as-resolved`): what resolving costs stands by itself,
//! for it is another question and at large sizes the dearer one.
//! `trace-full` goes to a hundred million rows, ten files of ten million.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::Path;

use super::program;
use super::record::{Record, two_decimals};
use crate::run;

/// Rows of a case in files of at most ten million, by name.
const SIZES: &[(&str, &[(&str, u32)])] = &[("1m", &[("1m", 1)]), ("10m", &[("10m", 1)])];

const FULL: &[(&str, &[(&str, u32)])] = &[(
    "100m",
    &[
        ("10m", 1),
        ("10m", 2),
        ("10m", 3),
        ("10m", 4),
        ("10m", 5),
        ("10m", 6),
        ("10m", 7),
        ("10m", 8),
        ("10m", 9),
        ("10m", 10),
    ],
)];

/// Seed of the day.
const DAY_SEED: u32 = 20;
const DAY_ROWS: &str = "1m";

/// One million and ten million rows.
pub fn run(_repeats: usize) -> Result<()> {
    sizes("trace", SIZES, true)
}

/// A hundred million rows; an hour, and sixty gigabytes of disk.
pub fn run_full(_repeats: usize) -> Result<()> {
    sizes("trace-full", FULL, false)
}

fn sizes(name: &'static str, sizes: &[(&str, &[(&str, u32)])], resolve: bool) -> Result<()> {
    let mut record = Record::new(name, "what does it cost from taken-in rows to ranked leads?")?;
    let fyke = program::release()?;
    let folder = program::empty_folder(name)?;
    std::fs::create_dir_all(&folder)?;
    for (size, files) in sizes {
        let case = folder.join(size);
        let case = case.to_str().context("the cache's path is no UTF-8")?;
        run::text_of(&mut program::call(&fyke, &["new", case]))?;
        for (rows, seed) in *files {
            add(&mut record, &fyke, size, case, (rows, *seed))?;
        }
        let mut step = |who: &str, arguments: &[&str]| -> Result<String> {
            let cost = run::measure(&mut program::call(&fyke, arguments))?;
            let output = cost.output.clone();
            let who = format!("{who}, {size}");
            record.add(&who, cost);
            let cpu = record.median_cpu_seconds(&who).map(two_decimals);
            record.result(&format!("cpu_seconds {who}"), cpu);
            record.result(&format!("peak_mib {who}"), record.peak_mib(&who).round());
            Ok(output)
        };
        if resolve {
            step("resolve", &["resolve", case])?;
        }
        step("trace", &["trace", case, "--as-resolved"])?;
        step("trace again, all kept", &["trace", case, "--as-resolved"])?;
        if resolve {
            let leads: Value = serde_json::from_str(&step("leads", &["leads", case, "--json"])?)?;
            let first = leads[0]["id"]
                .as_str()
                .context("a trace without leads")?
                .to_owned();
            step("show", &["show", case, &first])?;
        }
        add(&mut record, &fyke, size, case, (DAY_ROWS, DAY_SEED))?;
        let mut step = |who: &str| -> Result<Vec<u8>> {
            let cost = run::measure(&mut program::call(&fyke, &["trace", case, "--as-resolved"]))?;
            let who = format!("{who}, {size}");
            record.add(&who, cost);
            let cpu = record.median_cpu_seconds(&who).map(two_decimals);
            record.result(&format!("cpu_seconds {who}"), cpu);
            record.result(&format!("peak_mib {who}"), record.peak_mib(&who).round());
            Ok(std::fs::read(Path::new(case).join("tables/leads/leads.parquet"))?)
        };
        let with_kept = step("trace, a day more")?;
        std::fs::remove_dir_all(Path::new(case).join("tables/kept"))?;
        let anew = step("trace, nothing kept")?;
        ensure!(
            with_kept == anew,
            "a day more gave other leads than reading everything"
        );
        std::fs::remove_dir_all(case)?;
    }
    record.caveat(
        "simulated worlds, one seed a file; trace does not settle who is who anew: resolve is its own line",
    );
    record.write()
}

/// Adds what an analyst would have of a world; the world is kept for other benches
/// up to ten million rows of the first seed and deleted after use otherwise.
fn add(record: &mut Record, fyke: &Path, size: &str, case: &str, (rows, seed): (&str, u32)) -> Result<()> {
    let world = program::world(fyke, rows, seed)?;
    for name in ["registers.csv", "watchlist.csv", "consignments.csv"] {
        let path = world.join(name);
        let path = path.to_str().context("the cache's path is no UTF-8")?;
        let cost = run::measure(&mut program::call(fyke, &["add", case, path]))?;
        if name == "consignments.csv" {
            record.add(&format!("add {rows} rows, {size}"), cost);
        }
    }
    if seed != 1 {
        std::fs::remove_dir_all(&world)?;
    }
    Ok(())
}
