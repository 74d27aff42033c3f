//! What does one poll of a reply book cost, and does its time tell what was found?
//!
//! The peer's figure is in the question: the SecureDrop Protocol's fetch costs two
//! multiplications on a curve for each stored message. Ours is held against 0.2 ms of
//! CPU and |t| < 4.5. `FYKE_DOOR_SECONDS` ends a run after so long, with fewer samples.

use anyhow::{Context, Result};
use serde_json::Value;

use super::record::Record;
use crate::run;

/// Of each class, about.
const SAMPLES: &str = "1000000";

/// Runs the example of the door's crate, which prints one JSON object.
pub fn run(repeats: usize) -> Result<()> {
    let question = "what does a poll cost, and does its time tell what was found?";
    let mut record = Record::new("door-seek", question)?;
    let example = ["--release", "--package", "fyke-door", "--example", "seek_bench"];
    run::text_of(run::cargo(&["build"]).args(example))?;
    let program = super::program::target_folder()?.join("release/examples/seek_bench");
    let seconds = std::env::var("FYKE_DOOR_SECONDS").unwrap_or_default();
    let mut all = Vec::new();
    for _ in 0..repeats {
        let cost = run::measure(&mut run::command(
            &program.to_string_lossy(),
            &[SAMPLES, &seconds],
        ))?;
        let said: Value = serde_json::from_str(&cost.output).context("the example printed no JSON")?;
        record.add("seek_bench", cost);
        all.push(said);
    }
    let number = |said: &Value, key: &str| said[key].as_f64().unwrap_or(f64::NAN);
    for key in [
        "ms_cpu_none",
        "ms_cpu_one",
        "ms_cpu_four",
        "ms_cpu_never_existed",
        "ms_cpu_verify_book",
    ] {
        let least = all
            .iter()
            .map(|said| number(said, key))
            .fold(f64::INFINITY, f64::min);
        record.result(key, least);
    }
    record.result("ms_cpu_wanted_at_most", 0.2);
    for key in [
        "t_four_against_none",
        "t_one_against_none",
        "t_none_against_none",
        "t_codenames_four_against_none",
        "t_codenames_one_against_none",
        "t_codenames_none_against_none",
    ] {
        let values: Vec<f64> = all.iter().map(|said| number(said, key)).collect();
        record.result(key, values);
    }
    for key in [
        "samples_asked",
        "samples_four_against_none",
        "samples_one_against_none",
        "samples_none_against_none",
    ] {
        let least = all.iter().map(|said| said[key].as_u64().unwrap_or(0)).min();
        record.result(key, least.unwrap_or(0));
    }
    record.result("t_wanted_below", 4.5);
    record.caveat("CPU times are of the fastest run: codename to leaf to four opened bodies, book in memory");
    record.caveat("t is the largest |t| of six cuts (50th to 100th percentile) of wall times, classes in random order, one of each run; codenames and book are drawn anew every 2,000 polls");
    record.caveat(
        "t_codenames is the same over the mean times of codenames: the polls of one are not independent",
    );
    record.caveat("what is timed is codename to `seek`; the page made from what was found is not");
    record.write()
}
