//! What does the road over workers cost beside one process, and is it the same to
//! the byte?
//!
//! There is no peer: nobody else runs these steps. The embedded path is the
//! measure. Each run works on links to one case, with a depot of its own, so that
//! nothing is found done; client and workers are added up. `cluster-kill` lets
//! workers die at random moments while the tables are compared.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::door::read_measures;
use super::program;
use super::record::{Record, two_decimals};
use super::trace::{linked, remove};
use crate::run;

/// Tables that must be the same to the byte.
const MADE: [&str; 6] = ["pairs", "members", "parties", "lanes", "leads", "lead_rows"];

/// Bulk verbs, in order.
const VERBS: [&str; 2] = ["resolve", "trace"];

/// A million rows, with registers, payments and official statistics.
pub fn run(_: usize) -> Result<()> {
    measure(
        "cluster",
        "1m",
        &[
            "watchlist.csv",
            "registers.csv",
            "consignments.csv",
            "payments.csv",
            "flows.csv",
        ],
    )
}

/// Ten million rows; lists and declarations alone.
pub fn run_ten(_: usize) -> Result<()> {
    measure("cluster-10m", "10m", &["watchlist.csv", "consignments.csv"])
}

/// A hundred workers die.
pub fn run_kills(_: usize) -> Result<()> {
    let mut record = Record::new("cluster-kill", "what do a hundred deaths of workers change?")?;
    record.caveat("two workers on loopback, each killed with SIGKILL up to 1.5 s after a verb began or after the last death; a dev build");
    let test = "cluster::workers_that_die_at_any_moment_change_nothing";
    let words = [
        "test",
        "--quiet",
        "--workspace",
        "--test",
        "it",
        "--",
        "--exact",
        test,
        "--nocapture",
    ];
    let mut command = run::cargo(&words);
    command.env("FYKE_CLUSTER_KILLS", "100");
    let cost = run::measure(&mut command)?;
    ensure!(
        cost.output.contains("measured cluster_kills "),
        "no kill was told of"
    );
    read_measures(&mut record, &cost.output)?;
    record.result("wrong_answers", 0);
    record.result("rows_lost", 0);
    record.write()
}

fn measure(name: &'static str, rows: &str, files: &[&str]) -> Result<()> {
    let mut record = Record::new(name, "what does the road over workers cost beside one process?")?;
    record.caveat(
        "all processes on one machine of two cores: CPU counts, not the clock; depot a folder of its disk",
    );
    record.caveat("CPU of a worker is that of its whole life; memory the most that a worker held");
    let fyke = program::release()?;
    let case = case_of(&fyke, rows, files)?;
    let mut expected = BTreeMap::new();
    let mut embedded = 0.0;
    for number in [0usize, 1, 2, 4] {
        let work = case.with_file_name(format!("{name}-work"));
        remove(&work)?;
        linked(&case, &work)?;
        let depot = case.with_file_name(format!("{name}-depot"));
        remove(&depot)?;
        let mut workers = Vec::new();
        for _ in 0..number {
            workers.push(Worker::start(&fyke, &depot)?);
        }
        let place = work.to_str().context("the cache's path is no UTF-8")?;
        let (depot_url, urls) = (
            format!("file://{}", depot.display()),
            workers
                .iter()
                .map(|worker| worker.url.clone())
                .collect::<Vec<_>>()
                .join(","),
        );
        let before = moved(&fyke, place, "now")?;
        let mut cpu = 0.0;
        for verb in VERBS {
            let mut words = vec![verb, place];
            if number > 0 {
                words.extend(["--cluster", &urls, "--depot", &depot_url]);
            }
            let cost = run::measure(&mut program::call(&fyke, &words))?;
            cpu += cost.cpu_seconds();
            let who = format!("{verb}, {number} workers: client");
            record.add(&who, cost);
            record.result(&format!("client_peak_mib {who}"), record.peak_mib(&who).round());
        }
        let (mut of_workers, mut most) = (0.0, 0.0f64);
        for worker in &workers {
            let (seconds, mib) = worker.cost()?;
            of_workers += seconds;
            most = most.max(mib);
        }
        drop(workers);
        let all = cpu + of_workers;
        record.result(&format!("cpu_seconds, {number} workers"), two_decimals(all));
        let made = tables(&work)?;
        if number == 0 {
            (expected, embedded) = (made, all);
            continue;
        }
        ensure!(
            made == expected,
            "{number} workers made other tables than one process"
        );
        record.result(&format!("same_tables, {number} workers"), true);
        record.result(
            &format!("cpu_against_one_process, {number} workers"),
            two_decimals(all / embedded),
        );
        record.result(&format!("worker_peak_mib, {number} workers"), most.round());
        if number == 1 {
            for (step, happened) in moved(&fyke, place, "happened")? {
                let planned = before.get(&step).copied().unwrap_or_default();
                record.result(&format!("moved_mib, {step}"), (happened / 1_048_576.0).round());
                record.result(
                    &format!("planned_against_moved, {step}"),
                    two_decimals(planned / happened),
                );
            }
        }
        record.result(
            &format!("depot_mib, {number} workers"),
            (folder_bytes(&depot)? as f64 / 1_048_576.0).round(),
        );
        record.write()?;
        remove(&work)?;
        remove(&depot)?;
    }
    record.write()
}

/// Bytes read and made by each step, as `fyke plan` has them: `now` before, `happened`
/// after.
fn moved(fyke: &Path, case: &str, which: &str) -> Result<BTreeMap<String, f64>> {
    let said = run::text_of(&mut program::call(fyke, &["plan", case, "--json"]))?;
    let said: Value = serde_json::from_str(&said)?;
    let steps = said["steps"].as_array().context("a plan has steps")?;
    let told = steps.iter().filter(|step| !step[which].is_null());
    let bytes = told.map(|step| {
        let name = step["step"].as_str().context("a step has a name")?;
        let bytes = |what: &str| step[which][what].as_f64().unwrap_or(0.0);
        Ok((name.to_owned(), bytes("bytes_in") + bytes("bytes_out")))
    });
    bytes.collect()
}

/// A case with its files in, made once for every version of the simulator.
fn case_of(fyke: &Path, rows: &str, files: &[&str]) -> Result<PathBuf> {
    let name = format!("cluster-case-{rows}-{}", program::simulator()?);
    let case = run::cache()?.join("bench").join(&name);
    if case.join("made").is_file() {
        return Ok(case);
    }
    let case = program::empty_folder(&name)?;
    let world = program::world(fyke, rows, 1)?;
    let place = case.to_str().context("the cache's path is no UTF-8")?;
    run::text_of(&mut program::call(fyke, &["new", place]))?;
    for file in files {
        let path = world.join(file);
        let path = path.to_str().context("the cache's path is no UTF-8")?;
        run::text_of(&mut program::call(fyke, &["add", place, path]))?;
    }
    std::fs::write(case.join("made"), "")?;
    Ok(case)
}

/// A worker; killed with what holds it.
struct Worker {
    child: Child,
    url: String,
}

impl Worker {
    fn start(fyke: &Path, depot: &Path) -> Result<Worker> {
        let program = fyke.with_file_name("fyke-worker");
        let depot = format!("file://{}", depot.display());
        let mut child = program::call(&program, &["--depot", &depot, "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().context("a worker has no output")?).read_line(&mut line)?;
        let at = line
            .strip_prefix("listening at ")
            .and_then(|rest| rest.split_once(','));
        let Some((at, _)) = at else {
            bail!("a worker says: {line}");
        };
        let url = format!("http://{at}");
        Ok(Worker { child, url })
    }

    /// Its CPU seconds so far and the most memory it held, in MiB, as Linux says.
    fn cost(&self) -> Result<(f64, f64)> {
        let of = |what: &str| std::fs::read_to_string(format!("/proc/{}/{what}", self.child.id()));
        let stat = of("stat")?;
        let after_name = stat.rsplit_once(')').context("stat has no name")?.1;
        let ticks = after_name.split_whitespace().skip(11).take(2);
        let ticks: f64 = ticks.filter_map(|word| word.parse::<f64>().ok()).sum();
        let status = of("status")?;
        let peak = status
            .lines()
            .find_map(|line| {
                line.strip_prefix("VmHWM:")?
                    .trim()
                    .strip_suffix(" kB")?
                    .trim()
                    .parse::<f64>()
                    .ok()
            })
            .context("status has no VmHWM")?;
        Ok((ticks / 100.0, peak / 1024.0))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn tables(case: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut all = BTreeMap::new();
    for table in MADE {
        for entry in std::fs::read_dir(case.join("tables").join(table))? {
            let path = entry?.path();
            if path.extension().is_some_and(|ext| ext == "parquet") {
                all.insert(
                    path.strip_prefix(case)?.display().to_string(),
                    std::fs::read(&path)?,
                );
            }
        }
    }
    Ok(all)
}

fn folder_bytes(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        bytes += match entry.file_type()?.is_dir() {
            true => folder_bytes(&entry.path())?,
            false => entry.metadata()?.len(),
        };
    }
    Ok(bytes)
}
