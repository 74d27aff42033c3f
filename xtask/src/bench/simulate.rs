//! What do ten million simulated consignments cost in time and memory?
//!
//! The simulator is the first gate of every claim about tracing, so it must be
//! cheap enough to run on a whim: under sixty CPU-seconds, in bounded memory.

use anyhow::Result;

use super::program;
use super::record::{Record, two_decimals};
use crate::run;

/// Simulates small and large: memory that grows with the rows would show.
pub fn run(repeats: usize) -> Result<()> {
    let mut record = Record::new("simulate", "what do ten million simulated consignments cost?")?;
    let fyke = program::release()?;
    for rows in ["1m", "10m"] {
        let who = format!("fyke simulate --rows {rows}");
        for _ in 0..repeats {
            let folder = program::empty_folder("simulate")?;
            let place = folder.to_string_lossy();
            let cost = run::measure(&mut program::call(
                &fyke,
                &["simulate", &place, "--rows", rows, "--seed", "1"],
            ))?;
            record.add(&who, cost);
            std::fs::remove_dir_all(&folder)?;
        }
        record.result(&format!("peak_mib_{rows}"), record.peak_mib(&who).round());
        let cpu_seconds = record.median_cpu_seconds(&who).map(two_decimals);
        record.result(&format!("cpu_seconds_{rows}"), cpu_seconds);
    }
    record.write()
}
