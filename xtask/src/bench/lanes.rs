//! What does it cost to judge every lane of the shipped figures?
//!
//! One pass of `fyke eval lanes` over the shipped table: ranking, baselines and
//! bootstrap together. No peer does this; the figure is kept so that a change
//! that makes it slow is seen.

use anyhow::Result;

use super::program;
use super::record::{Record, two_decimals};
use crate::run;

/// Evaluates the shipped lanes.
pub fn run(repeats: usize) -> Result<()> {
    let mut record = Record::new(
        "lanes",
        "what does it cost to judge every lane of the shipped figures?",
    )?;
    let fyke = program::release()?;
    let who = "fyke eval lanes";
    let mut first: Option<String> = None;
    for _ in 0..repeats {
        let cost = run::measure(&mut program::call(&fyke, &["eval", "lanes", "--json"]))?;
        let said = first.get_or_insert_with(|| cost.output.clone());
        anyhow::ensure!(
            *said == cost.output,
            "two runs on the same figures gave different answers"
        );
        record.add(who, cost);
    }
    record.result("cpu_seconds", record.median_cpu_seconds(who).map(two_decimals));
    record.result("peak_mib", record.peak_mib(who).round());
    record.write()
}
