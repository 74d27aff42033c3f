//! What do window features, path counts and conserved chains cost on a graph of
//! busy hubs, beside DuckDB (joins and recursion) and snapml's graph features?
//!
//! A million edges whose hubs are busy on both sides, as wholesalers and
//! forwarders are. Each tool gets its own best idiom; the answers to chains,
//! paths and degrees must be equal, and features of a few golden edges with
//! parallel ones among them must be equal to snapml's before any time counts.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::record::{Record, two_decimals};
use super::{peers, program};
use crate::run;

const SCRIPT: &str = include_str!("scripts/graphs.py");
const EDGES: &str = "1000000";
/// A peer that has not answered by then is not waited for.
const SECONDS_MAX: &str = "300";

/// Times differ, so that an edge of the peer, which sees what came before it in
/// the file, and one of ours, which sees what came before it in time, are asked
/// the same; none is a window older than another, for the peer lets an edge go
/// one row too late.
const GOLDEN: &str = "edge,src,dst,t,hs,qty
0,1,2,1,0,10
1,1,2,2,0,20
2,1,3,3,0,30
3,4,2,4,0,40
4,1,2,30,0,50
5,1,4,32,0,5
6,5,1,33,0,7
";

/// Asks ours and theirs, compares, and bills.
pub fn run(repeats: usize) -> Result<()> {
    let mut record = Record::new(
        "graphs",
        "what do window features, path counts and conserved chains cost on a graph of busy hubs?",
    )?;
    for package in peers::GRAPHS.packages {
        if let Some((name, version)) = package.split_once("==") {
            record.version(name, version);
        }
    }
    let example = ["--release", "--package", "fyke-trace", "--example", "graph_bench"];
    run::text_of(run::cargo(&["build"]).args(example))?;
    let ours = program::target_folder()?.join("release/examples/graph_bench");
    let ours = ours.to_string_lossy().into_owned();
    let folder = program::empty_folder("graphs")?;
    std::fs::create_dir_all(&folder)?;
    let (golden, edges) = (folder.join("golden.csv"), folder.join("edges.csv"));
    let (golden, edges) = (golden.to_string_lossy(), edges.to_string_lossy());
    std::fs::write(&*golden, GOLDEN)?;
    let told = run::text_of(&mut run::command(&ours, &["golden", &golden]))?;
    let theirs = peers::GRAPHS.ask(SCRIPT, &["golden", &golden, SECONDS_MAX])?;
    ensure!(
        told == theirs,
        "features of the golden edges differ, ours:\n{told}\ntheirs:\n{theirs}"
    );
    record.result("golden_edges_agree", true);

    let steps = ["build_cpu_s", "window_cpu_s", "paths_cpu_s", "chains_cpu_s"];
    let mut best = [f64::INFINITY; 4];
    let mut answers = Value::Null;
    for _ in 0..repeats {
        let cost = run::measure(&mut run::command(&ours, &[EDGES, &edges]))?;
        answers = serde_json::from_str(&cost.output).context("the example printed no JSON")?;
        for (best, step) in best.iter_mut().zip(steps) {
            *best = best.min(number(&answers, step)?);
        }
        record.add("graph_bench, making its edges included", cost);
    }
    for (step, cpu) in steps.iter().zip(best) {
        record.result(&format!("ours {step}"), (cpu * 1e4).round() / 1e4);
    }
    let [build, window, paths, chains] = best;
    let rows = number(&answers, "edges")?;
    for who in ["duckdb", "snapml"] {
        for line in peers::GRAPHS.ask(SCRIPT, &[who, &edges, SECONDS_MAX])?.lines() {
            let told: Value = serde_json::from_str(line).with_context(|| format!("{who} said `{line}`"))?;
            let question = told["question"].as_str().unwrap_or_default();
            let (cpu, finished) = (number(&told, "cpu_s")?, told["finished"] == true);
            let (mine, answer) = match question.split([' ', ',']).next() {
                Some("chains") => (chains, Some(answers["chains"].to_string())),
                Some("paths") => (paths, answers["paths"].as_str().map(str::to_owned)),
                Some("window") => (window, Some(answers["degrees"].to_string())),
                _ => (window, None),
            };
            if let Some(answer) = answer.filter(|_| finished) {
                ensure!(
                    told["answer"] == answer.as_str(),
                    "{who}, {question}: theirs {}, ours {answer}",
                    told["answer"]
                );
            }
            // a peer that was given a part of the edges is billed for all of them
            let cpu = cpu * told["rows"].as_f64().map_or(1.0, |given| rows / given);
            record.result(&format!("{who}, {question}: cpu_s"), two_decimals(cpu));
            record.result(&format!("{who}, {question}: finished"), finished);
            record.result(
                &format!("{who}, {question}: times ours with its index"),
                two_decimals(cpu / (mine + build)),
            );
        }
    }
    record.caveat("ours: the fastest of the repeats, one thread, the index built anew for each question; theirs: once, two threads, loading left out");
    record.caveat("snapml is asked for the first 200 thousand edges and billed in proportion; only batches of one give features without a look ahead");
    record.write()
}

fn number(value: &Value, key: &str) -> Result<f64> {
    value[key]
        .as_f64()
        .with_context(|| format!("no `{key}` in {value}"))
}
