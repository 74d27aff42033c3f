//! What a door costs and what it gives away: the measures of `fyke-door`'s own tests.
//!
//! There is no peer to run beside it: those named in the research need a day to
//! install. What is measured prints `measured NAME VALUE`; others add their
//! measures to the list.

use anyhow::{Context, Result, bail};

use super::record::Record;
use crate::run;

/// A test of `tests/it` that measures, and what it is given by its environment.
type Measure = (&'static str, &'static [(&'static str, &'static str)]);

const MEASURES: &[Measure] = &[
    ("measure::durable_submissions_a_second", &[]),
    ("measure::silent_disk", &[]),
    (
        "door::a_store_that_is_killed_forgets_nothing_it_said",
        &[("FYKE_DOOR_KILLS", "100")],
    ),
];

/// Every measure once: each says how often it repeats within itself.
pub fn run(_: usize) -> Result<()> {
    all("door", MEASURES)
}

/// 10,000 real kills of the store's process, and thousands of points of death in
/// a disk that is made of memory. Hours.
pub fn run_kills(_: usize) -> Result<()> {
    all(
        "door-kill",
        &[
            (
                "door::a_store_that_is_killed_forgets_nothing_it_said",
                &[("FYKE_DOOR_KILLS", "10000")],
            ),
            (
                "slab::what_is_acknowledged_comes_once",
                &[("PROPTEST_CASES", "4000")],
            ),
            ("slab::and_at_a_constant_pace", &[("PROPTEST_CASES", "4000")]),
        ],
    )
}

fn all(name: &'static str, measures: &[Measure]) -> Result<()> {
    let mut record = Record::new(
        name,
        "what does a door take in a second, and what does its disk say?",
    )?;
    for (test, given) in measures {
        let mut command = run::command(
            "cargo",
            &[
                "test",
                "--quiet",
                "--release",
                "-p",
                "fyke-door",
                "--test",
                "it",
                "--",
                "--exact",
                test,
                "--include-ignored",
                "--nocapture",
            ],
        );
        command.envs(given.iter().copied());
        let said = command.output().context("cannot run cargo")?;
        let text = String::from_utf8_lossy(&said.stdout);
        if !said.status.success() {
            bail!("{test} failed:\n{text}{}", String::from_utf8_lossy(&said.stderr));
        }
        for line in text.lines() {
            let mut words = line
                .split_whitespace()
                .skip_while(|word| *word != "measured")
                .skip(1);
            if let (Some(what), Some(value)) = (words.next(), words.next()) {
                record.result(
                    what,
                    value.parse::<f64>().with_context(|| format!("{what}: {value}"))?,
                );
            }
        }
    }
    record
        .caveat("one machine plays sources, door and desk; the sealing of what is brought is in the figures");
    record.caveat("tests run as the build of --release, on whatever disk holds the temporary folder");
    record.write()
}
