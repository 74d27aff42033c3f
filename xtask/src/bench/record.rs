//! A run as it is kept: `benches/runs/DATE-NAME-MACHINE.json`.
//!
//! Holds every single run, not their mean, so that a reader may doubt the
//! summary. Paths are left out: they would tell about a person's machine.

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use super::machine;
use crate::run::{self, Cost};

/// What is being measured, run by run.
pub struct Record {
    name: &'static str,
    question: &'static str,
    machine: Value,
    versions: Map<String, Value>,
    runs: Vec<(String, Cost)>,
    results: Map<String, Value>,
    caveats: Vec<String>,
}

impl Record {
    /// Begins a record: describes the machine and its load now.
    pub fn new(name: &'static str, question: &'static str) -> Result<Record> {
        println!("\n== {name}: {question}");
        let commit = run::text_of(&mut run::command("git", &["describe", "--always", "--dirty"]))?;
        let mut record = Record {
            name,
            question,
            machine: machine::describe()?,
            versions: Map::new(),
            runs: Vec::new(),
            results: Map::new(),
            caveats: Vec::new(),
        };
        record.versions.insert("fyke".into(), commit.into());
        Ok(record)
    }

    /// Notes what version something else had.
    pub fn version(&mut self, of: &str, is: &str) {
        self.versions.insert(of.into(), is.into());
    }

    /// Adds one run and shows it.
    pub fn add(&mut self, who: &str, cost: Cost) {
        println!(
            "   {who:<28} {:>8.2} cpu s {:>8.2} wall s {:>8.1} MiB",
            cost.cpu_seconds(),
            cost.wall_seconds,
            cost.peak_kib as f64 / 1024.0
        );
        self.runs.push((who.into(), cost));
    }

    /// The middle CPU seconds of one side.
    pub fn median_cpu_seconds(&self, who: &str) -> Option<f64> {
        let of = self.runs.iter().filter(|(name, _)| name == who);
        median(of.map(|(_, cost)| cost.cpu_seconds()).collect())
    }

    /// The largest resident set of one side, in MiB.
    pub fn peak_mib(&self, who: &str) -> f64 {
        let of = self.runs.iter().filter(|(name, _)| name == who);
        of.map(|(_, cost)| cost.peak_kib as f64 / 1024.0)
            .fold(0.0, f64::max)
    }

    /// Notes a result and shows it.
    pub fn result(&mut self, name: &str, value: impl Into<Value>) {
        let value = value.into();
        println!("   {name}: {value}");
        self.results.insert(name.into(), value);
    }

    /// Says what the figures do not show.
    pub fn caveat(&mut self, words: &str) {
        self.caveats.push(words.into());
    }

    /// Writes the record. A bench of hours does so after each step, so that one
    /// that is broken off leaves what it measured.
    pub fn write(&self) -> Result<()> {
        let date = run::text_of(&mut run::command("date", &["-u", "+%Y-%m-%d"]))?;
        let file = format!(
            "benches/runs/{date}-{}-{}.json",
            self.name,
            machine::short_name(&self.machine)
        );
        let path = run::repository().join(&file);
        let mut text = serde_json::to_string_pretty(&self.json(&date))?;
        text.push('\n');
        std::fs::create_dir_all(path.parent().context("no folder for the record")?)?;
        std::fs::write(&path, text).with_context(|| format!("cannot write {file}"))?;
        println!("   written to {file}");
        Ok(())
    }

    fn json(&self, date: &str) -> Value {
        let round = |value: f64| (value * 1000.0).round() / 1000.0;
        let runs = self.runs.iter().map(|(who, cost)| {
            json!({
                "who": who,
                "user_seconds": round(cost.user_seconds),
                "system_seconds": round(cost.system_seconds),
                "wall_seconds": round(cost.wall_seconds),
                "peak_kib": cost.peak_kib,
            })
        });
        json!({
            "bench": self.name,
            "question": self.question,
            "date": date,
            "command": format!("cargo xtask bench {}", self.name),
            "machine": self.machine,
            "load_average_after": machine::load(),
            "versions": self.versions,
            "results": self.results,
            "runs": runs.collect::<Vec<_>>(),
            "caveats": self.caveats,
        })
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        Some(upper)
    } else {
        Some((values[middle - 1] + upper) / 2.0)
    }
}

/// Two decimals, for a ratio a person reads.
pub fn two_decimals(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_odd_even_and_none() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(vec![]), None);
    }
}
