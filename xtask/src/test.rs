//! `cargo xtask test`: everything a change must pass, in one command.
//!
//! Steps go from the quick to the slow, none stops the next, and the exit code
//! is that of the worst. Always the whole workspace with one feature set: a run
//! of a single package would switch features of shared dependencies and build
//! the query engine a second time. Clippy and the documentation share one set of
//! metadata; the tests need code, so the engine is read twice and compiled once.

mod node;
mod summary;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::bench::peers::{self, Peers};
use crate::door_e2e::{self, Rehearsed};
use crate::run;
use crate::tidy::ENGINE_SIDE;
use summary::Summary;

/// Debian packages the build needs, each with a program that proves it is there.
/// The C parts of compression and hashing want a compiler; nothing else is native.
const PACKAGES: &[(&str, &str)] = &[("gcc", "cc")];

/// Debian packages of a second opinion: Go and its log libraries check a record
/// written here. Where they cannot be had, that test says that it was skipped.
const SECOND_OPINION: &[(&str, &str)] = &[
    ("golang-go", "go"),
    (
        "golang-golang-x-mod-dev",
        "/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog/tlog.go",
    ),
];

/// Debian packages of another second opinion: a browser of text goes through the door
/// as its sources may, and another cleaner of files is held against ours.
const DOOR_PEERS: &[(&str, &str)] = &[("w3m", "w3m"), ("mat2", "mat2")];

/// Every warning is an error, and nothing may be told in the order of a hash table:
/// that order differs from run to run, and the same case must give the same page.
const CLIPPY: &[&str] = &[
    "--all-targets",
    "--keep-going",
    "--",
    "-D",
    "warnings",
    "-D",
    "clippy::iter_over_hash_type",
];

/// Examples are named so that cargo counts development dependencies in: without them
/// one feature of `getrandom` falls away, and with it everything of the engine that
/// clippy has just read would be read again (37 crates, by cargo's own unit graph).
const DOC: &[&str] = &["--no-deps", "--lib", "--bins", "--examples", "--keep-going"];

/// The door's machine is whole without the files that only the desk needs: what
/// `tidy` counts as trusted is all that is there.
const WITHOUT_DESK: &[&str] = &[
    "check",
    "--quiet",
    "--package",
    "fyke-door",
    "--bin",
    "fyke-door",
    "--no-default-features",
];

/// Asks a workbench over the made case whatever its description allows and forbids.
const SCHEMATHESIS: &str = "crates/fyke-workbench/tests/schemathesis.sh";

/// What became of one step.
enum Outcome {
    Passed,
    Failed(String),
    Skipped(String),
}

/// Runs every step and says what became of each.
pub fn test(arguments: &[&str]) -> Result<()> {
    let quick = match arguments {
        [] => false,
        ["--quick"] => true,
        ["--browser"] => return browser(),
        ["--schemathesis"] => return schemathesis(),
        other => bail!(
            "`{}` means nothing to test; it knows --quick, --browser and --schemathesis",
            other.join(" ")
        ),
    };
    let mut steps = Steps::default();
    steps.run("packages", || packages(PACKAGES));
    for (what, wanted) in [("go", SECOND_OPINION), ("w3m and mat2", DOOR_PEERS)] {
        steps.run(what, || {
            Ok(match packages(wanted)? {
                Outcome::Failed(why) => missing(&why),
                other => other,
            })
        });
    }
    steps.run("outside data", outside_data);
    let mut pythons = Vec::new();
    steps.run("model of names", || {
        Ok(match peers::names_model() {
            Ok(folder) => {
                pythons.push(("FYKE_MODELS", folder));
                Outcome::Passed
            }
            Err(error) => missing(&format!("no model of names: {error:#}")),
        })
    });
    if !quick {
        for peers in [&peers::TABLES, &peers::ENTITIES, &peers::OBJECTS] {
            steps.run(peers.what, || peers_ready(peers, &mut pythons));
        }
    }
    steps.run("format", || of(run::cargo(&["fmt", "--all", "--check"])));
    steps.run("tidy", || Ok(crate::tidy::tidy().into()));
    let scope = scope(quick);
    let with = |first: &[&str], last: &[&str]| {
        let mut words = first.to_vec();
        words.extend(scope.iter().map(String::as_str));
        words.extend(last);
        run::cargo(&words)
    };
    steps.run("clippy", || of(with(&["clippy"], CLIPPY)));
    let mut summary = Summary::default();
    steps.run("tests", || {
        let mut command = with(&["test"], &["--no-fail-fast", "--", "--show-output"]);
        command.envs(pythons);
        tests(command, &mut summary)
    });
    steps.run("door without its desk", || of(run::cargo(WITHOUT_DESK)));
    steps.run("door", door);
    steps.run("model of the door", model);
    steps.run("islands", node::islands);
    steps.run("sealing page", node::sealing_page);
    steps.run("browser", || node::browser(&scope, &mut summary));
    steps.run("door in a browser", || node::door_pages(&mut summary));
    if !quick {
        steps.run("walk", || node::walk(&mut summary));
    }
    steps.run("documentation", || {
        of(with(&["doc"], DOC).env("RUSTDOCFLAGS", "-D warnings"))
    });
    steps.report(&summary)
}

/// A door, a desk and sources, from the first key to the last, with the program that the
/// tests before have built. Over a Tor network of its own it takes minutes and a tor:
/// `cargo xtask door-e2e`.
fn door() -> Result<Outcome> {
    let program = node::target().join("debug/fyke-door");
    if !program.exists() {
        return Ok(missing(&format!("{} was not built", program.display())));
    }
    Ok(match door_e2e::rehearse(&program, false)? {
        Rehearsed::Whole => Outcome::Passed,
        // a machine that swaps may hold no door; that is no fault of what is tested
        Rehearsed::Not(why) => Outcome::Skipped(why),
    })
}

/// What the door promises, as a model: run where ProVerif is, which Debian 12 does not
/// have. So its absence is told, and fails nothing anywhere.
fn model() -> Result<Outcome> {
    if !is_there("proverif") {
        return Ok(Outcome::Skipped(
            "no proverif on the path; docs/door/model was not run".into(),
        ));
    }
    for file in ["envelope.pv", "replies.pv"] {
        let said = run::command("proverif", &[&format!("docs/door/model/{file}")]).output()?;
        let text = String::from_utf8_lossy(&said.stdout);
        let results: Vec<&str> = text.lines().filter(|line| line.starts_with("RESULT")).collect();
        for result in &results {
            println!("   {result}");
        }
        if !said.status.success()
            || results.is_empty()
            || results.iter().any(|one| !one.ends_with(" is true."))
        {
            return Ok(Outcome::Failed(format!("{file} does not hold as it is written")));
        }
    }
    Ok(Outcome::Passed)
}

/// What takes Node, alone: for who works on pages or islands.
fn browser() -> Result<()> {
    let mut steps = Steps::default();
    let mut summary = Summary::default();
    steps.run("islands", node::islands);
    steps.run("sealing page", node::sealing_page);
    steps.run("browser", || node::browser(&scope(true), &mut summary));
    steps.run("door in a browser", || node::door_pages(&mut summary));
    steps.report(&summary)
}

/// The interfaces against their own description, alone: it takes minutes, and
/// what it fetches is no part of the build.
fn schemathesis() -> Result<()> {
    let mut steps = Steps::default();
    steps.run("interfaces", || {
        let python = match peers::INTERFACES.python() {
            Ok(python) => python,
            Err(error) => return Ok(missing(&format!("no {}: {error:#}", peers::INTERFACES.what))),
        };
        let mut path = python
            .parent()
            .context("a Python lies in no folder")?
            .as_os_str()
            .to_owned();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        of(run::command("sh", &[SCHEMATHESIS]).env("PATH", path))
    });
    steps.report(&Summary::default())
}

/// The packages looked at: all, or those that do not link the engine.
fn scope(quick: bool) -> Vec<String> {
    let mut words = vec!["--workspace".to_string()];
    if quick {
        words.extend(
            ENGINE_SIDE
                .iter()
                .flat_map(|name| ["--exclude".to_string(), (*name).to_string()]),
        );
    }
    words
}

/// Whether this machine's job is to find what is missing rather than to go on without it.
fn on_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

/// Something the tests would use is not there: on CI a failure, at a desk a loud skip.
fn missing(what: &str) -> Outcome {
    if on_ci() {
        Outcome::Failed(what.into())
    } else {
        Outcome::Skipped(what.into())
    }
}

fn packages(wanted: &[(&'static str, &str)]) -> Result<Outcome> {
    let absent: Vec<&str> = wanted
        .iter()
        .filter(|(_, program)| !is_there(program))
        .map(|(package, _)| *package)
        .collect();
    if absent.is_empty() {
        return Ok(Outcome::Passed);
    }
    let install = format!("apt-get install -y --no-install-recommends {}", absent.join(" "));
    // SAFETY: geteuid only reads a number of this process and cannot fail.
    let root = unsafe { libc::geteuid() } == 0;
    if !(root && is_there("apt-get")) {
        return Ok(Outcome::Failed(format!(
            "missing: {}; as root: {install}",
            absent.join(", ")
        )));
    }
    println!("   installing {}", absent.join(", "));
    of(run::command(
        "sh",
        &["-c", &format!("apt-get update -q && {install}")],
    ))
}

fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn outside_data() -> Result<Outcome> {
    Ok(match std::env::var_os("FYKE_DATA") {
        Some(folder) if std::path::Path::new(&folder).is_dir() => Outcome::Passed,
        Some(folder) => Outcome::Failed(format!("FYKE_DATA is {}, which is no folder", folder.display())),
        None => missing("FYKE_DATA is not set, so tests on outside data have nothing to read"),
    })
}

fn peers_ready(peers: &Peers, pythons: &mut Vec<(&str, std::path::PathBuf)>) -> Result<Outcome> {
    Ok(match peers.python() {
        Ok(path) => {
            pythons.push((peers.variable, path));
            Outcome::Passed
        }
        Err(error) => missing(&format!("no Python with {}: {error:#}", peers.what)),
    })
}

/// Runs a command with its words on the terminal.
fn of(mut command: impl std::borrow::BorrowMut<Command>) -> Result<Outcome> {
    let command = command.borrow_mut();
    let status = command
        .status()
        .with_context(|| format!("cannot start {command:?}"))?;
    Ok(if status.success() {
        Outcome::Passed
    } else {
        Outcome::Failed(status.to_string())
    })
}

/// Runs the tests, prints what a reader wants of their output, and counts.
fn tests(mut command: Command, summary: &mut Summary) -> Result<Outcome> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start cargo")?;
    let output = child.stdout.take().context("cargo gave no output")?;
    for line in BufReader::new(output).split(b'\n') {
        if let Some(worth_showing) = summary.read(&String::from_utf8_lossy(&line?)) {
            println!("{worth_showing}");
        }
    }
    let status = child.wait()?;
    Ok(if !status.success() || summary.failed > 0 {
        Outcome::Failed(status.to_string())
    } else if summary.skipped() > 0 && on_ci() {
        Outcome::Failed(format!("{} tests skipped what they are for", summary.skipped()))
    } else {
        Outcome::Passed
    })
}

impl From<Result<()>> for Outcome {
    fn from(done: Result<()>) -> Self {
        match done {
            Ok(()) => Outcome::Passed,
            Err(error) => Outcome::Failed(format!("{error:#}")),
        }
    }
}

/// The steps so far: name, seconds, what became of it.
#[derive(Default)]
struct Steps(Vec<(&'static str, f64, Outcome)>);

impl Steps {
    fn run(&mut self, name: &'static str, step: impl FnOnce() -> Result<Outcome>) {
        println!("\n== {name}");
        let started = Instant::now();
        let outcome = step().unwrap_or_else(|error| Outcome::Failed(format!("{error:#}")));
        match &outcome {
            Outcome::Passed => {}
            Outcome::Failed(why) => println!("   failed: {why}"),
            Outcome::Skipped(why) => println!("   skipped: {why}"),
        }
        self.0.push((name, started.elapsed().as_secs_f64(), outcome));
    }

    fn report(&self, summary: &Summary) -> Result<()> {
        println!();
        for (name, seconds, outcome) in &self.0 {
            let word = match outcome {
                Outcome::Passed => "passed",
                Outcome::Failed(_) => "FAILED",
                Outcome::Skipped(_) => "skipped",
            };
            println!("{word:<8} {seconds:>7.1} s  {name}");
        }
        let reasons: BTreeSet<&str> = summary.reasons.iter().map(String::as_str).collect();
        for reason in reasons {
            println!("skipped: {reason}");
        }
        println!(
            "{} passed, {} failed, {} skipped",
            summary.passed(),
            summary.failed,
            summary.skipped()
        );
        let failed: Vec<&str> = self
            .0
            .iter()
            .filter(|(.., outcome)| matches!(outcome, Outcome::Failed(_)))
            .map(|step| step.0)
            .collect();
        if failed.is_empty() {
            Ok(())
        } else {
            bail!("failed: {}", failed.join(", "))
        }
    }
}
