//! What a door costs and what it gives away: the measures of `fyke-door`'s own tests.
//!
//! There is no peer to run beside it: those named in the research need a day to
//! install. What is measured prints `measured NAME VALUE`; others add their
//! measures to the list.

use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::program;
use super::record::Record;
use crate::run;

/// A test of `tests/it` that measures, and what it is given by its environment.
type Measure = (&'static str, &'static [(&'static str, &'static str)]);

const MEASURES: &[Measure] = &[
    (
        "measure::durable_submissions_a_second",
        &[
            ("FYKE_DOOR_LINES", "8"),
            ("FYKE_DOOR_EACH", "250"),
            ("FYKE_DOOR_SLAB_MIB", "2048"),
        ],
    ),
    (
        "measure::silent_disk",
        &[("FYKE_DOOR_SUBMISSIONS", "10000"), ("FYKE_DOOR_SLAB_MIB", "512")],
    ),
    (
        "door::a_store_that_is_killed_forgets_nothing_it_said",
        &[("FYKE_DOOR_KILLS", "100")],
    ),
];

/// Every measure once: each says how often it repeats within itself. Fewer of
/// something by the variables of `tests/it/measure.rs`; `FYKE_DOOR_QUICK` leaves out
/// the large upload and the minute after it.
pub fn run(_: usize) -> Result<()> {
    let mut record = begun("door")?;
    front(&mut record)?;
    all(record, MEASURES)
}

/// The front alone: weight, contacts a second, what memory holds.
pub fn run_front(_: usize) -> Result<()> {
    let mut record = begun("door-front")?;
    front(&mut record)?;
    record.write()
}

/// A real door, and the program that plays its sources.
fn front(record: &mut Record) -> Result<()> {
    let build = [
        "build",
        "--release",
        "--package",
        "fyke-door",
        "--bin",
        "fyke-door",
    ];
    run::text_of(run::cargo(&build).args(["--example", "front_measure"]))?;
    let release = program::target_folder()?.join("release");
    let folder = run::cache()?.join("door-front");
    // what a run that was broken off has left
    let _ = std::fs::remove_dir_all(&folder);
    let measure = release.join("examples/front_measure");
    let program = release.join("fyke-door");
    let arguments = [program.to_string_lossy(), folder.to_string_lossy()];
    let mut command = run::command(&measure.to_string_lossy(), &[]);
    command.args(arguments.iter().map(AsRef::as_ref));
    if std::env::var_os("FYKE_DOOR_QUICK").is_some() {
        command.arg("quick");
    }
    let said = run::measure(&mut command);
    let _ = std::fs::remove_dir_all(&folder);
    read_measures(record, &said?.output)?;
    record.caveat("the weight of the front is the sum of the proportional set sizes of acceptor and workers; what the kernel holds in sockets is not in it");
    record.caveat("a first contact is four connections, from who reads to the receipt, eight sources at once on the same cores");
    Ok(())
}

/// Lines `measured NAME VALUE`, wherever the test runner puts them.
pub fn read_measures(record: &mut Record, text: &str) -> Result<()> {
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
    Ok(())
}

fn begun(name: &'static str) -> Result<Record> {
    Record::new(
        name,
        "what does a door take in a second, what does it weigh, and what does its disk say?",
    )
}

/// 10,000 real kills of the store's process, and thousands of points of death in
/// a disk that is made of memory. Hours.
pub fn run_kills(_: usize) -> Result<()> {
    all(
        begun("door-kill")?,
        &[
            (
                "door::a_store_that_is_killed_forgets_nothing_it_said",
                &[("FYKE_DOOR_KILLS", "10000"), ("FYKE_DOOR_DOORS", "6")],
            ),
            (
                "slab::what_is_acknowledged_comes_once",
                &[("PROPTEST_CASES", "4000")],
            ),
            ("slab::and_at_a_constant_pace", &[("PROPTEST_CASES", "4000")]),
        ],
    )
}

fn all(mut record: Record, measures: &[Measure]) -> Result<()> {
    record
        .caveat("one machine plays sources, door and desk; the sealing of what is brought is in the figures");
    record.caveat("tests run as the build of --release, on whatever disk holds the temporary folder");
    for (test, given) in measures {
        let mut command = run::cargo(&[
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
            "--nocapture",
        ]);
        let given: Vec<(&str, String)> = given
            .iter()
            .map(|(name, value)| (*name, std::env::var(name).unwrap_or_else(|_| (*value).to_owned())))
            .collect();
        command.envs(given.iter().cloned());
        let begun = Instant::now();
        let said = command.output().context("cannot run cargo")?;
        let text = String::from_utf8_lossy(&said.stdout);
        if !said.status.success() {
            bail!("{test} failed:\n{text}{}", String::from_utf8_lossy(&said.stderr));
        }
        read_measures(&mut record, &text)?;
        let given: Vec<String> = given
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let wall = begun.elapsed().as_secs_f64();
        record.result(test, format!("passed in {wall:.0} s with {}", given.join(" ")));
        record.write()?;
    }
    Ok(())
}
