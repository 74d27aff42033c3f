//! What does it cost from Parquet to ranked leads, and what does a day more cost?
//!
//! A case holds the consignments and the watch lists of worlds of ten million
//! rows, parties as declared: who is who is another question, and registers
//! come in with it. It is made once for every version of the simulator and kept
//! in the cache; larger cases begin as links to the parts of smaller ones. What
//! is measured works on links, too, so that the case stays as it was made:
//! traced with nothing kept, traced again, its first lead opened; then a day of
//! a million rows comes in and is traced with what was kept. Where a run is
//! short enough the day is traced once more with nothing kept, and the leads
//! must be the same to the last bit.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::{Path, PathBuf};

use super::program;
use super::record::{Record, two_decimals};
use crate::run;

/// A case: its name, the rows of one of its files, how many files, and whether the
/// day is traced with nothing kept as well.
type Size = (&'static str, &'static str, u32, bool);

/// Seed of the day.
const DAY_SEED: u32 = 20;
const DAY_ROWS: &str = "1m";

/// Ten million and one million rows.
pub fn run(_repeats: usize) -> Result<()> {
    sizes("trace", &[("10m", "10m", 1, true), ("1m", "1m", 1, true)])
}

/// Thirty million rows.
pub fn run_thirty(_repeats: usize) -> Result<()> {
    sizes("trace-30m", &[("30m", "10m", 3, false)])
}

/// A hundred million rows; an hour where the case is not there yet, and thirty
/// gigabytes of disk.
pub fn run_hundred(_repeats: usize) -> Result<()> {
    sizes("trace-100m", &[("100m", "10m", 10, false)])
}

fn sizes(name: &'static str, sizes: &[Size]) -> Result<()> {
    let mut record = Record::new(name, "what does it cost from taken-in rows to ranked leads?")?;
    record.caveat("simulated worlds, one seed a file of ten million rows; parties as declared, no registers");
    record.caveat("leads about the day are compared with those of a run that kept nothing up to 10m");
    record.caveat("a record that lacks a step was broken off before it");
    let fyke = program::release()?;
    for size in sizes {
        measure(&mut record, &fyke, *size)?;
    }
    record.write()
}

fn measure(record: &mut Record, fyke: &Path, (size, rows, files, anew): Size) -> Result<()> {
    let made = case_of(record, fyke, size, rows, files)?;
    let work = made.with_file_name(format!("trace-work-{size}"));
    remove(&work)?;
    linked(&made, &work)?;
    let case = work.to_str().context("the cache's path is no UTF-8")?.to_owned();
    let mut step = |who: &str, arguments: &[&str]| -> Result<String> {
        let cost = run::measure(&mut program::call(fyke, arguments))?;
        let output = cost.output.clone();
        let who = format!("{who}, {size}");
        record.add(&who, cost);
        let cpu = record.median_cpu_seconds(&who).map(two_decimals);
        record.result(&format!("cpu_seconds {who}"), cpu);
        record.result(&format!("peak_mib {who}"), record.peak_mib(&who).round());
        record.write()?;
        Ok(output)
    };
    let trace = ["trace", &case, "--as-resolved"];
    step("trace", &trace)?;
    let leads: Value = serde_json::from_str(&step("leads", &["leads", &case, "--json"])?)?;
    for at in 0..3 {
        let Some(lead) = leads[at]["id"].as_str() else {
            continue;
        };
        step("show", &["show", &case, lead])?;
    }
    if anew {
        step("trace again, all kept", &trace)?;
    }
    let day = program::world(fyke, DAY_ROWS, DAY_SEED)?;
    let path = day.join("consignments.csv");
    let path = path.to_str().context("the cache's path is no UTF-8")?;
    step("add a day", &["add", &case, path])?;
    // what was shown before makes a lead less new, so both runs must have seen the same
    let (leads, seen) = (work.join("tables/leads"), work.join("leads-seen"));
    linked(&leads, &seen)?;
    step("trace, a day more", &trace)?;
    if anew {
        let with_kept = std::fs::read(leads.join("leads.parquet"))?;
        remove(&work.join("tables/kept"))?;
        remove(&leads)?;
        std::fs::rename(&seen, &leads)?;
        step("trace, a day more, nothing kept", &trace)?;
        ensure!(
            with_kept == std::fs::read(leads.join("leads.parquet"))?,
            "a day more gave other leads than reading everything"
        );
        record.result(&format!("same_leads_with_nothing_kept, {size}"), true);
    }
    remove(&work)
}

/// A case of so many files, made where it is not there yet.
fn case_of(record: &mut Record, fyke: &Path, size: &str, rows: &str, files: u32) -> Result<PathBuf> {
    let sources = program::simulator()?;
    let place = |files: u32| -> Result<PathBuf> {
        Ok(run::cache()?
            .join("bench")
            .join(format!("trace-case-{files}x{rows}-{sources}")))
    };
    let case = place(files)?;
    if case.join("made").is_file() {
        return Ok(case);
    }
    remove(&case)?;
    let mut begun = 0;
    for fewer in (1..files).rev() {
        let smaller = place(fewer)?;
        if smaller.join("made").is_file() {
            linked(&smaller, &case)?;
            std::fs::remove_file(case.join("made"))?;
            begun = fewer;
            break;
        }
    }
    let folder = case.to_str().context("the cache's path is no UTF-8")?;
    if begun == 0 {
        run::text_of(&mut program::call(fyke, &["new", folder]))?;
    }
    for seed in begun + 1..=files {
        let world = program::world(fyke, rows, seed)?;
        for name in ["watchlist.csv", "consignments.csv"] {
            let path = world.join(name);
            let path = path.to_str().context("the cache's path is no UTF-8")?;
            let cost = run::measure(&mut program::call(fyke, &["add", folder, path]))?;
            if name == "consignments.csv" {
                record.add(&format!("add {rows} rows, {size}"), cost);
            }
        }
        if seed != 1 {
            remove(&world)?;
        }
    }
    std::fs::write(case.join("made"), "")?;
    Ok(case)
}

/// The same folder again, its files as links: the program replaces files and
/// never writes into them. What it locks or appends to is copied.
/// A folder of links to another's data: what is written to it does not change the other.
pub fn linked(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            linked(&path, &target)?;
        } else if path.extension().is_some_and(|e| e == "parquet" || e == "csv") {
            std::fs::hard_link(&path, &target)?;
        } else {
            let evidence = path.parent().is_some_and(|folder| folder.ends_with("evidence"));
            match evidence {
                true => std::fs::hard_link(&path, &target)?,
                false => std::fs::copy(&path, &target).map(drop)?,
            }
        }
    }
    Ok(())
}

/// Removes a folder, where it is there.
pub fn remove(folder: &Path) -> Result<()> {
    match folder.exists() {
        true => std::fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display())),
        false => Ok(()),
    }
}
