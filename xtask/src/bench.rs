//! `cargo xtask bench NAME`: one question each, asked of us and of who answers it now.
//!
//! Ours and the peer run in turn on the same input in the same minutes, so that
//! other work on the machine hurts both; answers are compared before times are.
//! A run is written down with its machine, its load and its caveats.

mod build;
mod case_record;
mod cluster;
mod crosslist;
mod dedupe;
mod door;
mod door_seek;
mod extract;
mod graphs;
mod ingest;
mod lanes;
mod machine;
mod names;
mod ner;
mod outside;
pub mod peers;
pub mod program;
mod read;
mod record;
mod screening;
mod serve;
mod simulate;
mod taint;
mod trace;

use anyhow::{Context, Result, bail};

/// A measurement, given how often to repeat it.
type Bench = fn(usize) -> Result<()>;

/// Every measurement, by name.
const BENCHES: &[(&str, Bench)] = &[
    ("simulate", simulate::run),
    ("ingest", ingest::run),
    ("taint", taint::run),
    ("trace", trace::run),
    ("trace-30m", trace::run_thirty),
    ("trace-100m", trace::run_hundred),
    ("graphs", graphs::run),
    ("lanes", lanes::run),
    ("names", names::run),
    ("ner", ner::run),
    ("extract", extract::run),
    ("read-library", read::run_library),
    ("read-memory", read::run_memory),
    ("read-program", read::run_program),
    ("crosslist", crosslist::run),
    ("dedupe", dedupe::run),
    ("screening", screening::run),
    ("record", case_record::run),
    ("serve", serve::run),
    ("cluster", cluster::run),
    ("cluster-10m", cluster::run_ten),
    ("cluster-kill", cluster::run_kills),
    ("door-seek", door_seek::run),
    ("build", build::run),
    ("door", door::run),
    ("door-front", door::run_front),
    ("door-kill", door::run_kills),
];

/// Unless asked otherwise: three show whether the first was an accident.
const REPEATS: usize = 3;

/// Runs one measurement, or all of them.
pub fn bench(arguments: &[&str]) -> Result<()> {
    let (name, repeats) = match arguments {
        [name @ .., "--repeats", number] => (name, number.parse().context("--repeats wants a number")?),
        name => (name, REPEATS),
    };
    // `read library` is `read-library`
    let name = &name.join("-");
    if name.is_empty() {
        bail!("usage: cargo xtask bench {}|all [--repeats N]", all_names());
    }
    if repeats == 0 {
        bail!("--repeats wants a number above 0");
    }
    let all = name == "all";
    let chosen: Vec<_> = BENCHES.iter().filter(|(bench, _)| all || name == bench).collect();
    if chosen.is_empty() {
        bail!("no bench is called {name}; there are: {}", all_names());
    }
    for (name, run) in chosen {
        match run(repeats) {
            Err(error) if all && error.is::<outside::Absent>() => {
                println!("   skipped: {error}");
            }
            done => done.with_context(|| format!("bench {name}"))?,
        }
    }
    Ok(())
}

fn all_names() -> String {
    BENCHES
        .iter()
        .map(|(name, _)| *name)
        .collect::<Vec<_>>()
        .join("|")
}
