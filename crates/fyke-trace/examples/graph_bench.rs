//! What questions to a graph of dated edges cost, in CPU-seconds of one thread.
//!
//! ```sh
//! cargo run --release -p fyke-trace --example graph_bench -- 1000000 edges.csv
//! ```
//! Makes a hub graph (a tenth as many parties as edges, the same parties busy
//! on both sides, Zipf 0.75; a year in hours; 200 codes with a heavy tail;
//! log-normal amounts) with one conserved chain of four hops planted for each
//! two thousand edges, writes it where a second argument names a file, asks, and
//! prints one JSON object. After the measured graph of the project's first probe.

use fyke_trace::graph::chains::{Chains, PassedOn};
use fyke_trace::graph::{Edge, TimedGraph, paths, window};
use fyke_trace::measure::Rng;
use std::io::{BufWriter, Write};

const HOURS: u32 = 365 * 24;
const WINDOW_HOURS: u32 = 30 * 24;
const CODES: u16 = 200;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, path] = arguments.as_slice()
        && word == "golden"
    {
        return golden(path);
    }
    let rows = arguments
        .first()
        .and_then(|a| a.parse().ok())
        .unwrap_or(1_000_000);
    let edges = edges(rows);
    if let Some(path) = arguments.get(1) {
        let mut out = BufWriter::new(std::fs::File::create(path)?);
        writeln!(out, "edge,src,dst,t,hs,qty")?;
        for (at, e) in edges.iter().enumerate() {
            writeln!(out, "{at},{},{},{},{},{}", e.from, e.to, e.time, e.code, e.amount)?;
        }
        out.flush()?;
    }
    let count = edges.len();
    let mut clock = cpu_seconds();
    let mut lap = || {
        let (before, now) = (clock, cpu_seconds());
        clock = now;
        now - before
    };
    let graph = TimedGraph::new(edges);
    let build = lap();
    let around = window::around(&graph, WINDOW_HOURS);
    let window = lap();
    let paths = paths::count(&graph, 3, WINDOW_HOURS);
    let paths_cpu = lap();
    let chains = Chains::of(
        &graph,
        PassedOn {
            hops: 4,
            gap: WINDOW_HOURS,
            ratio_min: 0.9,
            ratio_max: 1.0,
        },
    );
    let chains_cpu = lap();
    let degrees: u64 = around.iter().map(|a| u64::from(a.out_degree + a.in_degree)).sum();
    let fans: u64 = around.iter().map(|a| u64::from(a.out_fan + a.in_fan)).sum();
    println!(
        "{{\"edges\": {count}, \"build_cpu_s\": {build:.4}, \"window_cpu_s\": {window:.4}, \
         \"paths_cpu_s\": {paths_cpu:.4}, \"chains_cpu_s\": {chains_cpu:.4}, \"degrees\": {degrees}, \
         \"fans\": {fans}, \"paths\": \"{paths}\", \"chains\": {}}}",
        chains.count()
    );
    Ok(())
}

/// Prints what each edge of a small file sees, as a peer would be asked it.
fn golden(path: &str) -> std::io::Result<()> {
    let text = std::fs::read_to_string(path)?;
    let row = |line: &str| -> Option<Edge> {
        let cells: Vec<u32> = line.split(',').filter_map(|cell| cell.parse().ok()).collect();
        match cells[..] {
            [_, from, to, time, code, amount] => Some(Edge {
                from,
                to,
                time,
                code: code as u16,
                amount: i64::from(amount),
            }),
            _ => None,
        }
    };
    let graph = TimedGraph::new(text.lines().filter_map(row).collect());
    for a in window::around(&graph, WINDOW_HOURS) {
        println!(
            "{},{},{},{},{},{}",
            a.out_fan, a.out_degree, a.out_sum, a.in_fan, a.in_degree, a.in_sum
        );
    }
    Ok(())
}

fn edges(rows: usize) -> Vec<Edge> {
    let parties = (rows / 10).max(10);
    let mut rng = Rng::new(7);
    let mut running: Vec<f64> = Vec::with_capacity(parties);
    let mut sum = 0.0;
    for rank in 0..parties {
        sum += ((rank + 1) as f64).powf(-0.75);
        running.push(sum);
    }
    // ranks are spread over the numbers, so that hubs are no neighbours in memory
    let mut number: Vec<u32> = (0..parties as u32).collect();
    for at in (1..parties).rev() {
        number.swap(at, rng.below(at + 1));
    }
    let party = |rng: &mut Rng| {
        let drawn = rng.unit() * sum;
        let at = running.partition_point(|r| *r < drawn);
        number[at.min(parties - 1)]
    };
    let normal = |rng: &mut Rng| {
        (-2.0 * rng.unit().max(1e-12).ln()).sqrt() * (std::f64::consts::TAU * rng.unit()).cos()
    };
    let mut edges: Vec<Edge> = Vec::with_capacity(rows + 4 * (rows / 2_000 + 1));
    for _ in 0..rows {
        let (from, mut to) = (party(&mut rng), party(&mut rng));
        if from == to {
            to = (to + 1) % parties as u32;
        }
        let code = (6.0 / rng.unit().max(1e-9) - 6.0) as u64;
        edges.push(Edge {
            from,
            to,
            time: rng.below(HOURS as usize) as u32,
            code: code.min(u64::from(CODES) - 1) as u16,
            amount: ((5.0 + 1.2 * normal(&mut rng)).exp() * 1_000.0) as i64 + 1,
        });
    }
    for _ in 0..(rows / 2_000).max(1) {
        let mut time = rng.below(320 * 24) as u32;
        let mut amount = (6.0 + 0.5 * normal(&mut rng)).exp() * 1_000.0;
        let code = rng.below(50) as u16;
        let mut from = rng.below(parties) as u32;
        for _ in 0..4 {
            let to = rng.below(parties) as u32;
            edges.push(Edge {
                from,
                to,
                time,
                code,
                amount: amount as i64,
            });
            from = to;
            time += 24 + rng.below(216) as u32;
            amount *= 0.95 + 0.05 * rng.unit();
        }
    }
    edges.sort_by_key(|edge| edge.time);
    edges
}

/// CPU time of this thread, in seconds.
fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanos = text.split_whitespace().next().and_then(|t| t.parse::<f64>().ok());
    nanos.unwrap_or(0.0) / 1e9
}
