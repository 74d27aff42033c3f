//! How long does a page take, while eight people work on a case of ten million
//! consignments?
//!
//! The program is started as a person starts it, on loopback. Eight visitors
//! then walk through it for five minutes: each types a name key by key, opens
//! what was found, goes on along the graph, looks at flows, leads and rows, and
//! rests as a reader does. Every answer is timed from the first byte sent to
//! the last byte read, packed as a browser takes it. What they look for is
//! drawn by a fixed seed from what the case itself shows. The visitors run on
//! the same two cores as the program, which the figures include.

mod http;

use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::program;
use super::record::{Record, two_decimals};
use crate::run;
use http::Connection;

/// People at once.
const VISITORS: u64 = 8;

/// How long they work.
const WORK: Duration = Duration::from_secs(300);

/// Between two keys of a quick typist, and between two pages of a quick reader.
const BETWEEN_KEYS: Duration = Duration::from_millis(120);
const BETWEEN_PAGES: Duration = Duration::from_millis(1000);

/// Milliseconds that ninety-five of a hundred answers may take at most.
const BARS: &[(&str, f64)] = &[("key", 100.0), ("expand", 200.0)];
const PAGE_BAR: f64 = 300.0;

/// Headings of goods that visitors look at.
const HEADINGS: [&str; 5] = ["8542", "8541", "8526", "8471", "8504"];

/// Times in milliseconds by what was asked.
type Times = BTreeMap<&'static str, Vec<f64>>;

/// Asks the question once: five minutes are many thousand answers.
pub fn run(_repeats: usize) -> Result<()> {
    let mut record = Record::new("serve", "how long does a page take while eight people work?")?;
    record.caveat("visitors run on the same cores as the program; times include theirs");
    record.caveat("the world is simulated; its entities are the parties that consignments declare, as resolved, and a watch list");
    let fyke = program::release()?;
    let case = case_of(&mut record, &fyke)?;
    let started = Instant::now();
    let server = Server::start(&fyke, &case)?;
    record.result(
        "seconds_until_it_listens",
        two_decimals(started.elapsed().as_secs_f64()),
    );
    let seeds = Seeds::read(server.address)?;
    record.result("names_drawn_from", seeds.names.len());
    let errors = AtomicBool::new(false);
    let until = Instant::now() + WORK;
    let all: Vec<Result<Times>> = std::thread::scope(|scope| {
        let walks: Vec<_> = (0..VISITORS)
            .map(|visitor| {
                let (seeds, errors) = (&seeds, &errors);
                scope.spawn(move || {
                    let walked = walk(server.address, seeds, visitor, until, errors);
                    if walked.is_err() {
                        errors.store(true, Ordering::Relaxed);
                    }
                    walked
                })
            })
            .collect();
        walks
            .into_iter()
            .map(|walk| walk.join().unwrap_or_else(|_| bail!("a visitor fell over")))
            .collect()
    });
    let mut times = Times::new();
    for walked in all {
        for (what, of) in walked? {
            times.entry(what).or_default().extend(of);
        }
    }
    record.result("errors", 0);
    for (what, of) in &mut times {
        of.sort_by(f64::total_cmp);
        let at = |share: f64| two_decimals(of[((of.len() - 1) as f64 * share) as usize]);
        let bar = BARS
            .iter()
            .find(|(name, _)| name == what)
            .map_or(PAGE_BAR, |(_, ms)| *ms);
        record.result(
            &format!("{what}_ms"),
            serde_json::json!({ "n": of.len(), "p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": at(1.0), "bar_p95": bar }),
        );
    }
    let (cpu_seconds, peak_mib) = server.stop()?;
    record.result("server_cpu_seconds", two_decimals(cpu_seconds));
    record.result("server_peak_mib", peak_mib.round());
    record.write()
}

/// The address in a word such as `http://localhost:7440/`.
fn listens_at(word: &str) -> Option<SocketAddr> {
    let address = word.strip_prefix("http://")?.trim_end_matches('/');
    match address.strip_prefix("localhost:") {
        Some(port) => Some(SocketAddr::from(([127, 0, 0, 1], port.parse().ok()?))),
        None => address.parse().ok(),
    }
}

/// The program, listening.
struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    fn start(fyke: &Path, case: &Path) -> Result<Server> {
        let case = case.to_str().context("the cache's path is no UTF-8")?;
        let mut child = program::call(fyke, &["serve", case, "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start fyke serve")?;
        let out = child.stdout.take().context("fyke serve has no output")?;
        for line in BufReader::new(out).lines() {
            let line = line?;
            if let Some(address) = line.split_whitespace().find_map(listens_at) {
                return Ok(Server { child, address });
            }
        }
        bail!("fyke serve ended before it listened: {:?}", child.wait()?)
    }

    /// CPU seconds and peak MiB, from the kernel's own account of the process.
    fn stop(mut self) -> Result<(f64, f64)> {
        let process = format!("/proc/{}", self.child.id());
        let stat = std::fs::read_to_string(format!("{process}/stat"))?;
        let after_name = stat.rsplit(')').next().context("no stat of the server")?;
        let ticks: f64 = after_name
            .split_whitespace()
            .skip(11)
            .take(2)
            .filter_map(|field| field.parse::<f64>().ok())
            .sum();
        let status = std::fs::read_to_string(format!("{process}/status"))?;
        let peak: f64 = status
            .lines()
            .find_map(|line| {
                line.strip_prefix("VmHWM:")?
                    .trim()
                    .strip_suffix(" kB")?
                    .trim()
                    .parse()
                    .ok()
            })
            .context("no peak memory of the server")?;
        self.child.kill()?;
        self.child.wait()?;
        // the clock of /proc ticks a hundred times a second on every Linux that runs this
        Ok((ticks / 100.0, peak / 1024.0))
    }
}

/// What visitors look for: taken from the case itself.
struct Seeds {
    names: Vec<(String, String)>,
    leads: Vec<String>,
    rows: Vec<String>,
}

impl Seeds {
    fn read(address: SocketAddr) -> Result<Seeds> {
        let mut to = Connection::new(address)?;
        let mut names = Vec::new();
        for letters in [
            "a", "be", "co", "el", "tech", "trade", "al", "ma", "no", "se", "mi", "lo",
        ] {
            let came = to.get(&format!("/search/default?q={letters}&limit=50"), false)?;
            ensure!(came.status == 200, "search for {letters}: {}", came.status);
            let found: serde_json::Value = serde_json::from_slice(&came.body)?;
            for entity in found["results"].as_array().into_iter().flatten() {
                if let (Some(id), Some(name)) = (entity["id"].as_str(), entity["caption"].as_str()) {
                    names.push((id.to_owned(), name.to_owned()));
                }
            }
        }
        ensure!(
            names.len() >= 100,
            "the case has only {} names to look for",
            names.len()
        );
        let page = to.get("/leads", false)?;
        let leads = addresses(&String::from_utf8_lossy(&page.body), "/lead/");
        let mut rows = Vec::new();
        for lead in leads.iter().take(10) {
            let page = to.get(lead, false)?;
            rows.extend(addresses(&String::from_utf8_lossy(&page.body), "/row/"));
        }
        Ok(Seeds { names, leads, rows })
    }
}

/// Addresses on a page that begin so.
fn addresses(page: &str, begin: &str) -> Vec<String> {
    let mut found: Vec<String> = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|address| address.starts_with(begin) && !address.contains('#'))
        .map(|address| address.replace("&amp;", "&"))
        .collect();
    found.sort();
    found.dedup();
    found
}

/// One visitor's five minutes.
fn walk(
    address: SocketAddr,
    seeds: &Seeds,
    visitor: u64,
    until: Instant,
    broken: &AtomicBool,
) -> Result<Times> {
    let mut to = Connection::new(address)?;
    let mut times = Times::new();
    let mut dice = Dice(visitor + 1);
    let mut look = |what: &'static str, path: &str, rest: Duration| -> Result<()> {
        let begun = Instant::now();
        let came = to.get(path, true)?;
        let took = begun.elapsed();
        ensure!(came.status < 400, "{path} was answered with {}", came.status);
        times.entry(what).or_default().push(took.as_secs_f64() * 1000.0);
        std::thread::sleep(rest.saturating_sub(took));
        Ok(())
    };
    while Instant::now() < until && !broken.load(Ordering::Relaxed) {
        let (id, name) = dice.of(&seeds.names).clone();
        let id = escape(&id);
        let typed: Vec<char> = name.chars().take(9).collect();
        for end in 2..=typed.len() {
            let so_far: String = typed[..end].iter().collect();
            look(
                "key",
                &format!("/search?q={}&live=1", escape(&so_far)),
                BETWEEN_KEYS,
            )?;
        }
        look("search", &format!("/search?q={}", escape(&name)), BETWEEN_PAGES)?;
        look(
            "search",
            &format!("/search?q={}&topic=trades", escape(&name)),
            BETWEEN_PAGES,
        )?;
        look("entity", &format!("/entity/{id}"), BETWEEN_PAGES)?;
        look("graph", &format!("/graph?of={id}"), BETWEEN_PAGES)?;
        look("expand", &format!("/graph/expand?of={id}"), BETWEEN_PAGES)?;
        let (other, _) = dice.of(&seeds.names).clone();
        look(
            "paths",
            &format!("/paths?from={id}&to={}", escape(&other)),
            BETWEEN_PAGES,
        )?;
        look("timeline", &format!("/timeline?entity={id}"), BETWEEN_PAGES)?;
        look("flows", "/flows", BETWEEN_PAGES)?;
        let heading = *dice.of(&HEADINGS);
        look("flows", &format!("/flows?hs={heading}"), BETWEEN_PAGES)?;
        look("flows", &format!("/flows/data?hs={heading}"), BETWEEN_PAGES)?;
        // a month that nobody else has just asked for: no map lies ready
        let since = format!("20{}-{:02}", 21 + dice.below(2), 1 + dice.below(12));
        look(
            "flows",
            &format!("/flows?hs={heading}&since={since}"),
            BETWEEN_PAGES,
        )?;
        look("route", &format!("/flow/CN-TR?hs={heading}"), BETWEEN_PAGES)?;
        look("leads", "/leads", BETWEEN_PAGES)?;
        if !seeds.leads.is_empty() {
            let lead = dice.of(&seeds.leads);
            look("lead", lead, BETWEEN_PAGES)?;
        }
        if !seeds.rows.is_empty() {
            let row = dice.of(&seeds.rows);
            look("row", row, BETWEEN_PAGES)?;
        }
        look("record", "/record", BETWEEN_PAGES)?;
        look("case", "/", BETWEEN_PAGES)?;
    }
    Ok(times)
}

/// A value as a part of an address.
fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// Draws that are the same on every run: splitmix64.
struct Dice(u64);

impl Dice {
    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len() as u64) as usize]
    }

    fn below(&mut self, many: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % many
    }
}

/// A case of ten million consignments, its parties as declared, resolved and
/// traced; made once for every version of the simulator. Registers of the same
/// world would bring two million records more, and resolving holds all in memory.
fn case_of(record: &mut Record, fyke: &Path) -> Result<PathBuf> {
    let world = program::world(fyke, "10m", 1)?;
    let name = world
        .file_name()
        .context("the world has no name")?
        .to_string_lossy();
    let case = run::cache()?.join("bench").join(format!("serve-case-{name}"));
    if case.join("made").exists() {
        return Ok(case);
    }
    if case.exists() {
        std::fs::remove_dir_all(&case)?;
    }
    let folder = case.to_str().context("the cache's path is no UTF-8")?;
    let mut step = |arguments: &[&str]| -> Result<()> {
        println!("   fyke {}", arguments[0]);
        let cost = run::measure(&mut program::call(fyke, arguments))?;
        record.add(&format!("{} (making the case)", arguments[0]), cost);
        Ok(())
    };
    step(&["new", folder, "--regime", "ru-2022"])?;
    for file in ["watchlist.csv", "consignments.csv", "flows.csv"] {
        let path = world.join(file);
        if path.exists() {
            step(&[
                "add",
                folder,
                path.to_str().context("the cache's path is no UTF-8")?,
            ])?;
        }
    }
    step(&["resolve", folder])?;
    step(&["trace", folder])?;
    std::fs::write(case.join("made"), "")?;
    Ok(case)
}
