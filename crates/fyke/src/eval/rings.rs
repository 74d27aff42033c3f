//! `fyke eval trace FOLDER` where FOLDER is laid out as AMLSim writes it:
//! `transactions.csv` (sourceNodeId, targetNodeId, value, time) and `nodes.csv`
//! (nodeid, isFraud).
//!
//! The labels say which accounts belong to a planted ring of money, not which
//! transactions; they are no truth for trade. So this is a check of the window
//! and cycle kernels on a graph that we did not make: cycles against a plain
//! walk, fan-in against counting, both over the whole graph; and how much more
//! often a labelled account lies on a cycle, for what it is worth.

use super::rows;
use crate::screen::{Failure, Outcome};
use fyke_trace::graph::cycles::{Wanted, find};
use fyke_trace::graph::{Edge, TimedGraph, window};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A ring closes within this many steps of the simulation's clock.
const WINDOW: u32 = 30;
/// Longest cycle looked for.
const HOPS: usize = 5;
/// More cycles than this are not listed.
const CYCLES_MAX: usize = 2_000_000;

/// True where a folder is laid out as AMLSim writes it.
pub fn is_amlsim(folder: &Path) -> bool {
    folder.join("transactions.csv").exists() && folder.join("nodes.csv").exists()
}

/// Checks the kernels on a folder.
pub fn run(folder: &Path, json: bool) -> Outcome {
    let graph = read(folder)?;
    let labelled = labels(folder)?;
    let wanted = Wanted {
        hops: HOPS,
        window: WINDOW,
        one_code: false,
        most: CYCLES_MAX,
    };
    let found = find(&graph, &wanted);
    let (mut by_length, mut on_cycles) = (BTreeMap::<usize, usize>::new(), BTreeSet::new());
    for cycle in &found.cycles {
        *by_length.entry(cycle.len()).or_default() += 1;
        on_cycles.extend(cycle.iter().map(|edge| graph.from[*edge as usize]));
    }
    let walked = walk_all(&graph);
    let fans = window::around(&graph, WINDOW);
    let fan_in_agrees = (0..graph.len()).all(|edge| fans[edge].in_fan == fan_in(&graph, edge));
    let met = labelled.intersection(&on_cycles).count();
    let (precision, recall) = (share(met, on_cycles.len()), share(met, labelled.len()));
    let base_rate = share(labelled.len(), graph.nodes());
    if json {
        let told = serde_json::json!({
            "layout": "amlsim",
            "accounts": graph.nodes(),
            "transactions": graph.len(),
            "cycles": by_length,
            "cycles_agree_with_a_plain_walk": walked == by_length && !found.cut_short,
            "fan_in_agrees_with_counting": fan_in_agrees,
            "base_rate": base_rate,
            "on_cycles": { "accounts": on_cycles.len(), "precision": precision, "recall": recall },
        });
        println!("{told}");
        return Ok(());
    }
    let lengths: Vec<String> = by_length
        .iter()
        .map(|(length, n)| format!("{n} of {length}"))
        .collect();
    let agrees = |yes: bool| if yes { "agree" } else { "DIFFER" };
    println!(
        "{} accounts, {} transactions, base rate {base_rate:.3}",
        graph.nodes(),
        graph.len()
    );
    println!("cycles within {WINDOW} steps: {}", lengths.join(", "));
    println!(
        "against a plain walk they {}; fan-in against counting: {}",
        agrees(walked == by_length && !found.cut_short),
        agrees(fan_in_agrees)
    );
    println!("labelled accounts on a cycle: precision {precision:.3}, recall {recall:.3}");
    Ok(())
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn read(folder: &Path) -> Outcome<TimedGraph> {
    let path = folder.join("transactions.csv");
    let (mut edges, mut bad) = (Vec::new(), 0u64);
    let columns = ["sourceNodeId", "targetNodeId", "value", "time"];
    rows::named(&path, columns, &mut |[from, to, value, time]| {
        let edge = || {
            Some(Edge {
                from: from.trim().parse().ok().filter(|node| *node < 100_000_000)?,
                to: to.trim().parse().ok().filter(|node| *node < 100_000_000)?,
                time: time.trim().parse().ok()?,
                code: 0,
                amount: (value.trim().parse::<f64>().ok()? * 100.0).round() as i64,
            })
        };
        match edge() {
            Some(edge) => edges.push(edge),
            None => bad += 1,
        }
    })?;
    match bad {
        0 => Ok(TimedGraph::new(edges)),
        n => Err(Failure::new(
            format!("{} has {n} row(s) that are no transaction", path.display()),
            "accounts are whole numbers below 100 million, times whole numbers, values numbers",
        )),
    }
}

fn labels(folder: &Path) -> Outcome<BTreeSet<u32>> {
    let mut labelled = BTreeSet::new();
    rows::named(&folder.join("nodes.csv"), ["nodeid", "isFraud"], &mut |[
        node,
        flag,
    ]| {
        if !matches!(flag.trim(), "" | "0" | "false" | "False") {
            labelled.extend(node.trim().parse::<u32>().ok());
        }
    })?;
    Ok(labelled)
}

/// Cycles by length, by the plainest walk there is.
fn walk_all(graph: &TimedGraph) -> BTreeMap<usize, usize> {
    fn on(graph: &TimedGraph, path: &mut Vec<usize>, found: &mut BTreeMap<usize, usize>) {
        let (first, last) = (path[0], path[path.len() - 1]);
        if graph.to[last] == graph.from[first] {
            if path.len() > 1 {
                *found.entry(path.len()).or_default() += 1;
            }
            return;
        }
        if path.len() == HOPS
            || path[..path.len() - 1]
                .iter()
                .any(|e| graph.to[*e] == graph.to[last])
        {
            return;
        }
        for &edge in graph.out_of(graph.to[last]) {
            let (edge, time) = (edge as usize, graph.time[edge as usize]);
            if time > graph.time[last] && time - graph.time[first] <= WINDOW {
                path.push(edge);
                on(graph, path, found);
                path.pop();
            }
        }
    }
    let mut found = BTreeMap::new();
    for edge in 0..graph.len() {
        on(graph, &mut vec![edge], &mut found);
    }
    found
}

/// Different senders to an edge's receiver in the window that ends with it.
fn fan_in(graph: &TimedGraph, edge: usize) -> u32 {
    let now = graph.time[edge];
    let near = graph.into(graph.to[edge]).iter().map(|e| *e as usize);
    let senders: BTreeSet<u32> = near
        .filter(|e| graph.time[*e] <= now && now - graph.time[*e] < WINDOW)
        .map(|e| graph.from[e])
        .collect();
    senders.len() as u32
}
