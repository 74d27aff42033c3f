//! How long does a newcomer wait for the first build?
//!
//! A cold release build of the program into an empty target folder. Crates are
//! fetched before, for the network is not ours to measure.

use anyhow::Result;

use super::program;
use super::record::{Record, two_decimals};
use crate::run;

/// Builds from nothing; each repeat costs the full price.
pub fn run(repeats: usize) -> Result<()> {
    let mut record = Record::new("build", "how long does a newcomer wait for the first build?")?;
    run::text_of(&mut run::cargo(&["fetch", "--locked"]))?;
    let who = "cargo build --release -p fyke, cold";
    for _ in 0..repeats {
        let folder = program::empty_folder("build")?;
        let mut command = run::cargo(&["build", "--release", "--locked", "--package", "fyke"]);
        let cost = run::measure(
            command
                .env("CARGO_TARGET_DIR", &folder)
                .env("CARGO_INCREMENTAL", "0"),
        )?;
        record.add(who, cost);
        let program = std::fs::metadata(folder.join("release/fyke"))?;
        record.result("program_mib", (program.len() as f64 / 1_048_576.0).round());
        std::fs::remove_dir_all(&folder)?;
    }
    record.result("cpu_seconds", record.median_cpu_seconds(who).map(two_decimals));
    record.caveat("wall seconds depend on other work on the machine; on two idle cores expect half the CPU seconds and a little more");
    record.write()
}
