//! What takes Node: that the committed islands are what their sources build, and the
//! workbench in a real browser.
//!
//! Nothing is installed into the tree: packages go into the user's cache, once for
//! each lock file, and the islands are built in a copy beside them. Scripts that
//! packages would run while they are installed are not run.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::summary::Summary;
use super::{Outcome, missing, of, on_ci, packages};
use crate::run;

const NODE: &[(&str, &str)] = &[("nodejs", "node"), ("npm", "npm")];
const BROWSER: &[(&str, &str)] = &[("chromium", "chromium")];

const ISLANDS: &str = "crates/fyke-workbench/islands";
const SEALING_PAGE: &str = "crates/fyke-door/offline";
const TESTS: &str = "crates/fyke-workbench/tests/browser";
const DOOR_TESTS: &str = "crates/fyke-door/tests/browser";

/// The types hold, and `dist/` is what the sources build, byte for byte.
pub fn islands() -> Result<Outcome> {
    if let Some(lacking) = lacking(NODE)? {
        return Ok(lacking);
    }
    let folder = match installed("islands", ISLANDS)? {
        Ok(folder) => folder,
        Err(why) => return Ok(missing(&why)),
    };
    for part in ["src", "dist"] {
        let copy = folder.join(part);
        if copy.exists() {
            fs::remove_dir_all(&copy).with_context(|| format!("cannot empty {}", copy.display()))?;
        }
        copy_folder(&run::repository().join(ISLANDS).join(part), &copy)?;
    }
    for part in ["build.mjs", "tsconfig.json"] {
        copy_file(&run::repository().join(ISLANDS).join(part), &folder.join(part))?;
    }
    let types = of(Command::new("node_modules/.bin/tsc")
        .arg("--noEmit")
        .current_dir(&folder))?;
    if !matches!(types, Outcome::Passed) {
        return Ok(types);
    }
    of(Command::new("node")
        .args(["build.mjs", "--check"])
        .current_dir(&folder))
}

/// The door's sealing page is what its sources build, byte for byte.
pub fn sealing_page() -> Result<Outcome> {
    if let Some(lacking) = lacking(NODE)? {
        return Ok(lacking);
    }
    let folder = match installed("sealing-page", SEALING_PAGE)? {
        Ok(folder) => folder,
        Err(why) => return Ok(missing(&why)),
    };
    // in its place, since it is built from words that lie beside it
    of(Command::new("node")
        .args(["build.mjs", "--check"])
        .env("FYKE_NODE_MODULES", folder.join("node_modules"))
        .current_dir(run::repository().join(SEALING_PAGE)))
}

/// Every interaction, in Debian's Chromium, over the made case; or over the
/// program's, where `FYKE_CASE` names a traced one (and `FYKE_PROGRAM` the program).
pub fn browser(scope: &[String], summary: &mut Summary) -> Result<Outcome> {
    let folder = match harness()? {
        Ok(folder) => folder,
        Err(outcome) => return Ok(outcome),
    };
    if std::env::var_os("FYKE_CASE").is_some() {
        return tests(&folder, &[], &[], summary);
    }
    let mut build = vec!["build", "--quiet", "--example", "sim"];
    build.extend(scope.iter().map(String::as_str));
    let built = of(run::cargo(&build))?;
    if !matches!(built, Outcome::Passed) {
        return Ok(built);
    }
    let server = format!("{} --port 0", target().join("debug/examples/sim").display());
    tests(&folder, &[], &[("FYKE_SERVER_COMMAND", server)], summary)
}

/// The door's pages, and the sealing page without a network, in the same browser.
pub fn door_pages(summary: &mut Summary) -> Result<Outcome> {
    let folder = match harness()? {
        Ok(folder) => folder,
        Err(outcome) => return Ok(outcome),
    };
    if fs::read_to_string("/proc/swaps").is_ok_and(|swaps| swaps.lines().count() > 1) {
        return Ok(Outcome::Skipped(
            "swap is on, and a door does not start then".into(),
        ));
    }
    let door = ["--package", "fyke-door", "--bins", "--example", "front_measure"];
    let built = of(run::cargo(&["build", "--quiet"]).args(door))?;
    if !matches!(built, Outcome::Passed) {
        return Ok(built);
    }
    let built = [("FYKE_DOOR_TARGET", target().join("debug").display().to_string())];
    tests_of(DOOR_TESTS, &folder, &[], &built, summary)
}

/// The newcomer's walk, from the first page to a decided lead, over the program as
/// the tests before have built it: what the made case shows, the real one must too.
pub fn walk(summary: &mut Summary) -> Result<Outcome> {
    let folder = match harness()? {
        Ok(folder) => folder,
        Err(outcome) => return Ok(outcome),
    };
    let program = target().join("debug/fyke");
    if !program.exists() {
        return Ok(missing(&format!("{} was not built", program.display())));
    }
    let made = run::cache()?.join("walk");
    if made.exists() {
        fs::remove_dir_all(&made).with_context(|| format!("cannot empty {}", made.display()))?;
    }
    let path = |name: &str| made.join(name).display().to_string();
    let (world, case) = (path("world"), path("case"));
    let (goods, list) = (
        format!("{world}/consignments.csv"),
        format!("{world}/watchlist.csv"),
    );
    for words in [
        ["simulate", &world, "--rows", "20k", "--seed", "3"].as_slice(),
        &["new", &case],
        &["add", &case, &list, &goods],
        &["trace", &case],
    ] {
        let done = of(Command::new(&program).args(words).stdout(Stdio::null()))?;
        if !matches!(done, Outcome::Passed) {
            return Ok(done);
        }
    }
    let program = program.display().to_string();
    let over = [("FYKE_CASE", case), ("FYKE_PROGRAM", program)];
    tests(&folder, &["walk", "24"], &over, summary)
}

/// The folder with the packages of browser tests; or what is to be said where they
/// cannot run.
fn harness() -> Result<std::result::Result<PathBuf, Outcome>> {
    for wanted in [NODE, BROWSER] {
        if let Some(lacking) = lacking(wanted)? {
            return Ok(Err(lacking));
        }
    }
    Ok(installed("browser", TESTS)?.map_err(|why| missing(&why)))
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| run::repository().join("target"), PathBuf::from)
}

/// Runs browser tests, all or those whose names begin so.
fn tests(folder: &Path, only: &[&str], over: &[(&str, String)], summary: &mut Summary) -> Result<Outcome> {
    tests_of(TESTS, folder, only, over, summary)
}

fn tests_of(
    of: &str,
    folder: &Path,
    only: &[&str],
    over: &[(&str, String)],
    summary: &mut Summary,
) -> Result<Outcome> {
    let script = format!("{of}/run.mjs");
    let mut tests = run::command("node", &[&["--test-reporter=tap", &script], only].concat());
    tests
        .env("FYKE_NODE_MODULES", folder.join("node_modules"))
        .envs(over.iter().map(|(name, value)| (name, value)));
    let skipped_before = summary.skipped();
    let mut child = tests
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start node")?;
    let output = child.stdout.take().context("node gave no output")?;
    for line in BufReader::new(output).split(b'\n') {
        if let Some(worth_showing) = summary.read_tap(&String::from_utf8_lossy(&line?)) {
            println!("{worth_showing}");
        }
    }
    let status = child.wait()?;
    let skipped = summary.skipped() - skipped_before;
    Ok(if !status.success() {
        Outcome::Failed(status.to_string())
    } else if skipped > 0 && on_ci() {
        Outcome::Failed(format!("{skipped} tests skipped what they are for"))
    } else {
        Outcome::Passed
    })
}

/// What became of Debian packages, where they are not all there.
fn lacking(wanted: &[(&'static str, &str)]) -> Result<Option<Outcome>> {
    Ok(match packages(wanted)? {
        Outcome::Passed => None,
        Outcome::Failed(why) => Some(missing(&why)),
        Outcome::Skipped(why) => Some(Outcome::Skipped(why)),
    })
}

/// A folder of the cache with the packages of a lock file; or why it cannot be made.
fn installed(name: &str, from: &str) -> Result<std::result::Result<PathBuf, String>> {
    let source = run::repository().join(from);
    let folder = run::cache()?.join("node").join(name);
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let lock = fs::read(source.join("package-lock.json")).context("no package-lock.json")?;
    let stamp = folder.join("installed");
    if fs::read(&stamp).is_ok_and(|done| done == lock) {
        return Ok(Ok(folder));
    }
    for part in ["package.json", "package-lock.json"] {
        copy_file(&source.join(part), &folder.join(part))?;
    }
    let status = Command::new("npm")
        .args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ])
        .current_dir(&folder)
        .status()
        .context("cannot start npm")?;
    if !status.success() {
        return Ok(Err(format!(
            "npm cannot install what {from}/package-lock.json names ({status}); is there a network?"
        )));
    }
    fs::write(&stamp, &lock).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(Ok(folder))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot list {}", from.display()))? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &copy)?;
        } else {
            copy_file(&entry.path(), &copy)?;
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}
