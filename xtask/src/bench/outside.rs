//! What the benches of resolving share: outside data and the peers' scripts.
//!
//! Outside data is found by FYKE_DATA and is no part of the repository. A script
//! is a short Python program under `scripts/` whose head says what it runs and
//! what it prints: one JSON object, on its last line.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::peers;
use super::record::Record;
use crate::run::{self, Cost};

/// What the scripts share; it goes before each of them.
const SCORES: &str = include_str!("scripts/scores.py");

/// Data that is not on this machine. `cargo xtask bench all` passes over it.
#[derive(Debug)]
pub struct Absent(String);

impl fmt::Display for Absent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Absent {}

/// A file or folder of the outside data, as an argument.
pub fn data(path: &str) -> Result<String> {
    let Some(folder) = std::env::var_os("FYKE_DATA") else {
        let words =
            "FYKE_DATA is not set: name the folder of outside data by it (its shape: benches/README.md)";
        return Err(Absent(words.into()).into());
    };
    let found = PathBuf::from(folder).join(path);
    if !found.exists() {
        return Err(Absent(format!("FYKE_DATA has no {path}")).into());
    }
    let found = found.canonicalize()?;
    Ok(found.to_str().context("FYKE_DATA is no UTF-8")?.to_owned())
}

/// A path of the cache, as an argument.
pub fn text(path: &Path) -> Result<&str> {
    path.to_str().context("the cache's path is no UTF-8")
}

/// A call of a script in the environment of the resolving peers.
pub fn script(python: &Path, body: &str, arguments: &[&str]) -> Command {
    let mut call = run::command(&python.to_string_lossy(), &["-c", &format!("{SCORES}\n\n{body}")]);
    call.args(arguments);
    call
}

/// The JSON object that a program printed, on its last line.
pub fn said(cost: &Cost) -> Result<Value> {
    let line = cost.output.trim().lines().last().unwrap_or_default();
    serde_json::from_str(line).with_context(|| format!("no JSON in: {line}"))
}

/// Notes the versions of the resolving peers that are asked.
pub fn versions(record: &mut Record, asked: &[&str]) {
    versions_of(&peers::RESOLVERS, record, asked);
}

/// Notes the versions of the peers that are asked.
pub fn versions_of(peers: &peers::Peers, record: &mut Record, asked: &[&str]) {
    for package in peers.packages {
        if let Some((name, version)) = package.split_once("==")
            && asked.contains(&name)
        {
            record.version(name, version);
        }
    }
}

/// A number of an answer, by the keys that lead to it.
pub fn number(answer: &Value, keys: &[&str]) -> Result<f64> {
    let found = keys.iter().try_fold(answer, |value, key| value.get(key));
    found
        .and_then(Value::as_f64)
        .with_context(|| format!("the answer has no number {}", keys.join(".")))
}

/// Some keys of an answer, as they are.
pub fn some_of(answer: &Value, keys: &[&str]) -> Value {
    let kept = keys
        .iter()
        .filter_map(|key| Some(((*key).to_owned(), answer.get(key)?.clone())));
    Value::Object(kept.collect())
}

/// The least of several: other work on the machine can only add.
pub fn least(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_and_keys_are_found_or_told() {
        let answer = json!({ "pair": { "f1": 0.5 }, "rows": 7, "seed": 1 });
        assert_eq!(number(&answer, &["pair", "f1"]).unwrap(), 0.5);
        let error = number(&answer, &["pair", "recall"]).unwrap_err();
        assert_eq!(error.to_string(), "the answer has no number pair.recall");
        assert_eq!(some_of(&answer, &["rows", "none"]), json!({ "rows": 7 }));
    }

    #[test]
    fn the_answer_is_the_last_line() {
        let cost = run::measure(&mut run::command(
            "sh",
            &["-c", "echo loading; echo '{\"n\": 3}'"],
        ))
        .unwrap();
        assert_eq!(said(&cost).unwrap(), json!({ "n": 3 }));
    }
}
