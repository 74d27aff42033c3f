//! `cargo xtask accuracy`: measures every accuracy claim again and writes the page.
//!
//! The page is never written by hand: each section is a command a reader can run,
//! and what it printed. Worlds are simulated on the spot from their seeds.

use std::fmt::Write as _;
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

/// Runs every claim and writes the page.
pub fn accuracy() -> Result<()> {
    let fyke = program::release()?;
    let mut claims = Vec::new();
    if let Some(data) = std::env::var_os("FYKE_DATA") {
        let pollock = unpacked(&Path::new(&data).join("hostile/pollock"))?;
        claims.push(measured(
            &fyke,
            "csv",
            &[&pollock.to_string_lossy()],
            "\"$FYKE_DATA/hostile/pollock\" # unpacked",
        ));
        claims.extend(who_is_who(&fyke, &Path::new(&data).join("er"))?);
    } else {
        eprintln!(
            "skipped: FYKE_DATA is not set, so `fyke eval csv|names|resolve|dedupe` have nothing to read"
        );
    }
    claims.push(measured(&fyke, "lanes", &[], ""));
    claims.push(measured(&fyke, "adaptation", &[], ""));
    let trials = WORLDS.iter().map(|world| ("trace", *world));
    for (what, options) in trials.chain([("interdict", FIELD)]) {
        let world = program::empty_folder("accuracy-world")?;
        let place = world.to_string_lossy();
        let mut simulate = program::call(&fyke, &["simulate", &place]);
        run::text_of(simulate.args(options.split(' ')))?;
        let mut claim = measured(&fyke, what, &[&place], "WORLD");
        claim.command = format!("fyke simulate WORLD {options}; {}", claim.command);
        claims.push(claim);
        std::fs::remove_dir_all(&world)?;
    }
    let commit = run::text_of(&mut run::command("git", &["describe", "--always", "--dirty"]))?;
    let date = run::text_of(&mut run::command("date", &["-u", "+%Y-%m-%d"]))?;
    std::fs::write(run::repository().join(PAGE), page(&claims, &commit, &date))
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

/// The page: one section per claim, one line per figure.
fn page(claims: &[Measured], commit: &str, date: &str) -> String {
    let mut page = format!(
        "# Accuracy, as measured\n\n\
         Written by `cargo xtask accuracy` on {date} at commit {commit}; never by hand. Each section is a \
         command you can run on data of your own. Intervals are 95 %, by bootstrap.\n"
    );
    for claim in claims {
        let _ = write!(page, "\n## `{}`\n\n", claim.command);
        match &claim.answer {
            Ok(answer) => {
                page.push_str("| figure | value |\n|---|---|\n");
                for (name, value) in figures(answer) {
                    let _ = writeln!(page, "| {name} | {value} |");
                }
            }
            Err(error) => {
                let first = error.to_string();
                let _ = writeln!(page, "Not measured: {}", first.lines().last().unwrap_or_default());
            }
        }
    }
    page
}

/// Every figure of an answer with the path that leads to it.
///
/// A list of named objects is told by their names, a list of numbers stays one value.
fn figures(value: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect("", value, &mut found);
    found
}

fn collect(path: &str, value: &Value, found: &mut Vec<(String, String)>) {
    let below = |name: &str| {
        if path.is_empty() {
            name.to_string()
        } else {
            format!("{path} {name}")
        }
    };
    match value {
        Value::Object(map) => {
            for (name, inner) in map.iter().filter(|(name, _)| *name != "name") {
                collect(&below(name), inner, found);
            }
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            for (index, inner) in list.iter().enumerate() {
                let name = inner["name"]
                    .as_str()
                    .map_or_else(|| (index + 1).to_string(), str::to_string);
                collect(&below(&name), inner, found);
            }
        }
        Value::Array(list) => {
            let shown: Vec<String> = list.iter().map(shown).collect();
            found.push((path.into(), shown.join(" to ")));
        }
        plain => found.push((path.into(), shown(plain))),
    }
}

/// A number to four decimals, a word as it is.
fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) if number.is_f64() => {
            let text = format!("{:.4}", number.as_f64().unwrap_or(f64::NAN));
            text.trim_end_matches('0').trim_end_matches('.').to_string()
        }
        Value::String(text) => text.replace('|', "/"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_answer_becomes_lines_a_person_reads() {
        let answer = json!({"strata": [{"name": "all", "n": 900, "auc": 0.79912, "auc_interval": [0.7, 0.85],
            "baselines": {"size": 0.5}}], "note": "a|b"});
        let page = page(
            &[Measured {
                command: "fyke eval lanes".into(),
                answer: Ok(answer),
            }],
            "abc",
            "2026-11-22",
        );
        for line in [
            "## `fyke eval lanes`",
            "| strata all n | 900 |",
            "| strata all auc | 0.7991 |",
            "| strata all auc_interval | 0.7 to 0.85 |",
            "| strata all baselines size | 0.5 |",
            "| note | a/b |",
        ] {
            assert!(page.lines().any(|shown| shown == line), "{page}\nlacks: {line}");
        }
    }

    #[test]
    fn what_could_not_be_measured_is_said() {
        let failed = Measured {
            command: "fyke eval csv X".into(),
            answer: Err(anyhow::anyhow!("no such folder")),
        };
        assert!(page(&[failed], "abc", "2026-11-22").contains("Not measured: no such folder"));
    }
}
