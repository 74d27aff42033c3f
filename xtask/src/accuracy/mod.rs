//! `cargo xtask accuracy [PART...]`: measures accuracy claims again and writes the page.
//!
//! The page is never written by hand: each section is a command a reader can run,
//! what it printed, when and at which commit. Worlds are simulated on the spot from
//! their seeds. Without a part everything is measured, which takes an hour; with
//! some, their sections are written anew and the others stand as they were.

mod page;
mod texts;

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::bench::program;
use crate::run;

const PAGE: &str = "docs/accuracy.md";

/// Worlds for `eval trace`, as options of `fyke simulate`: none of these seeds was
/// fitted on, and none was looked at before the detectors and weights were done
/// (seeds 101 to 106 were, of an earlier version). The recipe `test` plants by other rules than those fitted on; one in
/// a thousand is the base rate of a country; a placebo plants nothing.
const WORLDS: &[&str] = &[
    "--rows 500k --seed 111 --coverage 0.7 --recipe test",
    "--rows 300k --seed 112 --coverage 0.4 --recipe test",
    "--rows 500k --seed 113 --coverage 0.7",
    "--rows 1m --seed 114 --coverage 0.7 --one-in 1000",
    "--rows 1m --seed 117 --coverage 0.4 --one-in 1000",
    "--rows 200k --seed 115 --coverage 0.7 --placebo",
];
/// The world that plans are played in.
const FIELD: &str = "--rows 150k --seed 116 --coverage 0.7 --recipe test";

/// One claim: what a reader would type, and what it printed.
struct Measured {
    command: String,
    answer: Result<Value>,
}

/// The folder of polluted files; where it holds only the archive they came in,
/// that is unpacked into the cache.
fn unpacked(folder: &Path) -> Result<std::path::PathBuf> {
    let archive = folder.join("polluted_files.tar.xz");
    if !archive.exists() {
        return Ok(folder.to_path_buf());
    }
    let place = program::empty_folder("pollock")?;
    std::fs::create_dir_all(&place)?;
    let words = ["-xf", &archive.to_string_lossy(), "-C", &place.to_string_lossy()];
    run::text_of(&mut run::command("tar", &words))?;
    Ok(place.join("polluted_files"))
}

/// Parts of the page, in its order.
const PARTS: &[&str] = &["tables", "names", "texts", "lanes", "worlds"];

/// Runs the claims of the parts that are named, or of all, and writes the page.
pub fn accuracy(parts: &[&str]) -> Result<()> {
    if let Some(unknown) = parts.iter().find(|part| !PARTS.contains(part)) {
        anyhow::bail!("no part is called {unknown}; there are: {}", PARTS.join(", "));
    }
    let wanted = |part: &str| parts.is_empty() || parts.contains(&part);
    let fyke = program::release()?;
    let data = std::env::var_os("FYKE_DATA");
    let data = data.as_deref().map(Path::new);
    if data.is_none() {
        eprintln!("skipped: FYKE_DATA is not set, so tables, names and texts have nothing to read");
    }
    let mut claims = Vec::new();
    for part in PARTS.iter().filter(|part| wanted(part)) {
        match (*part, data) {
            ("tables", Some(data)) => claims.push(tables(&fyke, data)?),
            ("names", Some(data)) => claims.extend(who_is_who(&fyke, &data.join("er"))?),
            ("texts", Some(data)) => claims.extend(texts::claims(&fyke, data)?),
            ("lanes", _) => {
                claims.push(measured(&fyke, "lanes", &[], ""));
                claims.push(measured(&fyke, "adaptation", &[], ""));
            }
            ("worlds", _) => claims.extend(worlds(&fyke)?),
            _ => {}
        }
    }
    let commit = run::text_of(&mut run::command("git", &["describe", "--always", "--dirty"]))?;
    let date = run::text_of(&mut run::command("date", &["-u", "+%Y-%m-%d"]))?;
    let place = run::repository().join(PAGE);
    let before = std::fs::read_to_string(&place).unwrap_or_default();
    let before = if parts.is_empty() { "" } else { &before };
    std::fs::write(
        &place,
        page::page(before, &claims, &format!("{date} at commit {commit}")),
    )
    .with_context(|| format!("cannot write {PAGE}"))?;
    println!("written to {PAGE}");
    let failed: Vec<&str> = claims
        .iter()
        .filter(|claim| claim.answer.is_err())
        .map(|claim| claim.command.as_str())
        .collect();
    anyhow::ensure!(failed.is_empty(), "not measured: {}", failed.join("; "));
    Ok(())
}

/// Tables that were spoiled on purpose.
fn tables(fyke: &Path, data: &Path) -> Result<Measured> {
    let pollock = unpacked(&data.join("hostile/pollock"))?;
    Ok(measured(
        fyke,
        "csv",
        &[&pollock.to_string_lossy()],
        "\"$FYKE_DATA/hostile/pollock\" # unpacked",
    ))
}

/// Simulated worlds: leads, and what stopping some of it denies.
fn worlds(fyke: &Path) -> Result<Vec<Measured>> {
    let mut claims = Vec::new();
    let trials = WORLDS.iter().map(|world| ("trace", *world));
    for (what, options) in trials.chain([("interdict", FIELD)]) {
        let world = program::empty_folder("accuracy-world")?;
        let place = world.to_string_lossy();
        let mut simulate = program::call(fyke, &["simulate", &place]);
        run::text_of(simulate.args(options.split(' ')))?;
        let mut claim = measured(fyke, what, &[&place], "WORLD");
        claim.command = format!("fyke simulate WORLD {options}; {}", claim.command);
        claims.push(claim);
        std::fs::remove_dir_all(&world)?;
    }
    Ok(claims)
}

/// Claims about names, records of several lists, and tables without labels.
fn who_is_who(fyke: &Path, er: &Path) -> Result<Vec<Measured>> {
    let at = |name: &str| er.join(name).to_string_lossy().into_owned();
    let lists = ["ofac", "eu", "ua"].map(|list| at(&format!("sanctions_crosslist/{list}.csv")));
    let truth = at("sanctions_crosslist/truth.csv");
    let mut claims = vec![
        measured(
            fyke,
            "names",
            &[&at("name_bench/cases.csv"), "--errors", "0"],
            "\"$FYKE_DATA/er/name_bench/cases.csv\"",
        ),
        measured(
            fyke,
            "resolve",
            &[&lists[0], &lists[1], &lists[2], "--truth", &truth],
            "ofac.csv eu.csv ua.csv --truth truth.csv # in $FYKE_DATA/er/sanctions_crosslist",
        ),
        measured(
            fyke,
            "dedupe",
            &[
                &at("splink/historical_figures_with_errors_50k.parquet"),
                "--cluster",
                "cluster",
                "--errors",
                "0",
            ],
            "\"$FYKE_DATA/er/splink/historical_figures_with_errors_50k.parquet\" --cluster cluster",
        ),
    ];
    for (name, parts) in [
        ("febrl3", &["dataset3"][..]),
        ("febrl4", &["dataset4a", "dataset4b"]),
    ] {
        let table = febrl(er, name, parts)?;
        let arguments = [&*table.to_string_lossy(), "--cluster", "cluster", "--errors", "0"];
        claims.push(measured(
            fyke,
            "dedupe",
            &arguments,
            &format!(
                "{name}.csv --cluster cluster # {}, cluster = first two parts of rec_id",
                parts.join(" and ")
            ),
        ));
    }
    Ok(claims)
}

/// FEBRL's tables with their truth as a column: `rec-7-org` and `rec-7-dup-0` are one.
fn febrl(er: &Path, name: &str, parts: &[&str]) -> Result<std::path::PathBuf> {
    let mut table = String::new();
    for part in parts {
        let path = er.join(format!("febrl/{part}.csv"));
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for (number, line) in text.lines().enumerate() {
            match (number, table.is_empty()) {
                (0, true) => table.push_str(&format!("cluster,{line}\n")),
                (0, false) => {}
                _ => {
                    let cluster: Vec<&str> = line.split('-').take(2).collect();
                    table.push_str(&format!("{},{line}\n", cluster.join("-")));
                }
            }
        }
    }
    let folder = program::empty_folder("accuracy-febrl")?;
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{name}.csv"));
    std::fs::write(&path, table)?;
    Ok(path)
}

/// Runs `fyke eval WHAT ARGUMENTS --json`; `shown` stands for the arguments on the page.
fn measured(fyke: &Path, what: &str, arguments: &[&str], shown: &str) -> Measured {
    let command = format!("fyke eval {what} {shown}").trim_end().to_string();
    println!("   {command}");
    let answer = run::text_of(program::call(fyke, &["eval", what]).args(arguments).arg("--json"))
        .and_then(|text| serde_json::from_str(&text).context("it printed no JSON"));
    Measured { command, answer }
}
