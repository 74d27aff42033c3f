//! Entities in, clusters out: candidates, scores, and people's judgements.

use super::model::{Model, probability};
use crate::cluster::Verdict;
use crate::entity::{CandidateOptions, CandidateReport, Entity, compare, pairs, prepare_all};

/// What a person said of two of the entities, numbered as given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Judgement {
    /// One of them.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// What was said.
    pub verdict: Verdict,
}

/// How to resolve.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ResolveOptions {
    /// How candidates are sought.
    pub candidates: CandidateOptions,
    /// Probability from which on two are drawn together.
    pub cut_off: f64,
    /// Pairs below this probability are not kept.
    pub keep: f64,
}

impl Default for ResolveOptions {
    fn default() -> ResolveOptions {
        ResolveOptions { candidates: CandidateOptions::default(), cut_off: 0.5, keep: 0.01 }
    }
}

/// A scored pair of entities, `a < b`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ScoredPair {
    /// The lower number.
    pub a: u32,
    /// The higher number.
    pub b: u32,
    /// Calibrated probability that they are the same.
    pub probability: f64,
}

/// What resolving found.
#[derive(Clone, PartialEq, Debug)]
pub struct Resolution {
    /// Scored pairs above [`ResolveOptions::keep`], in the order of `(a, b)`.
    pub edges: Vec<ScoredPair>,
    /// For every entity the lowest number in its cluster.
    pub clusters: Vec<u32>,
    /// What the search for candidates did.
    pub candidates: CandidateReport,
}

/// Who is who among the entities.
pub fn resolve(
    entities: &[Entity],
    model: &Model,
    judgements: &[Judgement],
    options: &ResolveOptions,
) -> Resolution {
    let (corpus, prepared) = prepare_all(entities);
    let (found, report) = pairs(&prepared, &corpus, &options.candidates);
    let mut edges = Vec::new();
    for (a, b) in found {
        let (Some(x), Some(y)) = (prepared.get(a as usize), prepared.get(b as usize)) else { continue };
        let probability = probability(model, &compare(x, y));
        if probability >= options.keep {
            edges.push(ScoredPair { a, b, probability });
        }
    }
    let clusters = joined(entities.len(), &edges, judgements, options.cut_off);
    Resolution { edges, clusters, candidates: report }
}

fn joined(count: usize, edges: &[ScoredPair], judgements: &[Judgement], cut_off: f64) -> Vec<u32> {
    let mut root: Vec<u32> = (0..count as u32).collect();
    let said = judgements.iter().filter(|j| j.verdict == Verdict::Same).map(|j| (j.a, j.b));
    let scored = edges.iter().filter(|e| e.probability >= cut_off).map(|e| (e.a, e.b));
    for (a, b) in said.chain(scored) {
        let (x, y) = (find(&mut root, a), find(&mut root, b));
        if let Some(slot) = root.get_mut(x.max(y) as usize) {
            *slot = x.min(y);
        }
    }
    (0..count as u32).map(|i| find(&mut root, i)).collect()
}

fn find(root: &mut [u32], mut at: u32) -> u32 {
    while let Some(&up) = root.get(at as usize) {
        if up == at {
            break;
        }
        at = up;
    }
    at
}
