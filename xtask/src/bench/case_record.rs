//! What does the record of a case cost: to write, to verify in full, to prove
//! one entry of?
//!
//! Entries say what a sealed score says and lie on disk, payloads and nonces
//! included, synced group by group. No peer does all of that; ct-merkle hashes
//! as many entries of the same length in memory and keeps nothing, as a floor.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use super::program;
use super::record::{Record, two_decimals};
use crate::run;

/// Wanted: entries of the machine written for one CPU-second.
const APPENDED_PER_CPU_SECOND_MIN: u64 = 100_000;
/// Wanted: CPU-seconds for a full verification of a million entries.
const VERIFIED_CPU_SECONDS_MAX: f64 = 10.0;
/// Entries of the machine; the first two of each record open it.
const ENTRIES: u64 = 1_000_000;
/// Entries that a person signs.
const SIGNED: u64 = 50_000;

/// Writes, verifies and proves.
pub fn run(repeats: usize) -> Result<()> {
    let mut record = Record::new(
        "record",
        "what does the record of a case cost to write, verify and prove?",
    )?;
    let program = build()?;
    let folder = program::empty_folder("record")?;
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let measured = |words: &[&str]| run::measure(&mut program::call(&program, words));
    for _ in 0..repeats {
        for (who, n) in [("machine", ENTRIES), ("person", SIGNED)] {
            program::empty_folder(&format!("record/{who}"))?;
            let cost = measured(&[who, &path(who), &n.to_string()])?;
            ensure!(cost.output.starts_with(&(n + 2).to_string()), "{}", cost.output);
            record.add(&format!("append by {who}"), cost);
            let cost = measured(&["verify", &path(who)])?;
            ensure!(
                cost.output.trim() == format!("{} entries, 0 findings", n + 2),
                "{}",
                cost.output
            );
            record.add(&format!("verify by {who}"), cost);
        }
        record.add("ct-merkle", measured(&["peer", &ENTRIES.to_string()])?);
    }
    let per_second = |record: &Record, who: &str, n: u64| {
        let seconds = record.median_cpu_seconds(who)?;
        Some((n as f64 / seconds).round())
    };
    let appended = per_second(&record, "append by machine", ENTRIES);
    record.result("machine_entries_appended_per_cpu_second", appended);
    record.result("wanted_at_least", APPENDED_PER_CPU_SECOND_MIN);
    let verified = record.median_cpu_seconds("verify by machine").map(two_decimals);
    record.result("verify_1m_cpu_seconds", verified);
    record.result("wanted_at_most", VERIFIED_CPU_SECONDS_MAX);
    let signed = per_second(&record, "append by person", SIGNED);
    record.result("signed_entries_appended_per_cpu_second", signed);
    let checked = per_second(&record, "verify by person", SIGNED);
    record.result("signed_entries_verified_per_cpu_second", checked);
    for who in ["machine", "person"] {
        let said = measured(&["prove", &path(who)])?.output;
        let (size, bytes) = said.trim().split_once(' ').context("prove says another thing")?;
        record.result(&format!("proof_bytes_of_{size}"), bytes.parse::<u64>()?);
    }
    record.result("peak_mib_verify", record.peak_mib("verify by machine").round());
    record.caveat(
        "ct-merkle hashes in memory and writes, signs and commits nothing: it is a floor, not a rival",
    );
    record.caveat(
        "one person's key signs all of the signed entries; every signature is checked singly and strictly",
    );
    std::fs::remove_dir_all(&folder)?;
    record.write()
}

/// Builds the crate's own small program; the engine stays out of it.
fn build() -> Result<PathBuf> {
    let words = [
        "build",
        "--release",
        "--package",
        "fyke-judge",
        "--example",
        "record_cost",
    ];
    ensure!(run::cargo(&words).status()?.success(), "the release build failed");
    Ok(program::target_folder()?.join("release/examples/record_cost"))
}
