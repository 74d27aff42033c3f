//! Entities in, clusters out: candidates, scores, and people's judgements.

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::convert::Infallible;

use super::model::{Model, probability};
use crate::cluster::{Constraints, Contradiction, Edge, Verdict, cluster};
use crate::entity::{CandidateOptions, CandidateReport, Entity, Prepared, compare, pairs, prepare_all};

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
    /// Pairs below this probability are not kept; kept ones below the cut-off
    /// hold clusters apart.
    pub keep: f64,
}

impl Default for ResolveOptions {
    fn default() -> ResolveOptions {
        ResolveOptions {
            candidates: CandidateOptions::default(),
            cut_off: 0.5,
            keep: 0.001,
        }
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
    /// Scored pairs above [`ResolveOptions::keep`] and those within clusters, in
    /// the order of `(a, b)`.
    pub edges: Vec<ScoredPair>,
    /// For every entity the lowest number in its cluster.
    pub clusters: Vec<u32>,
    /// What the search for candidates did.
    pub candidates: CandidateReport,
    /// Judgements that contradict each other; set aside, for a person to mend.
    pub contradictions: Vec<Contradiction>,
}

/// Who is who among the entities.
///
/// ```
/// use fyke_resolve::entity::{Alias, Entity};
/// use fyke_resolve::score::{Model, ResolveOptions, resolve};
/// let person = |dataset: &str, name: &str, born: &str| Entity {
///     dataset: dataset.into(),
///     id: name.into(),
///     schema: "Person".into(),
///     names: vec![name.into()],
///     dates: vec![born.into()],
///     ..Entity::default()
/// };
/// let people = [
///     person("one", "Elena Morozova", "1972-02-07"),
///     person("two", "MOROZOVA Elena", "7.2.1972"),
///     person("two", "Igor Rudenya", "15.2.1968"),
/// ];
/// let found = resolve(&people, &Model::shipped(), &[], &ResolveOptions::default());
/// assert_eq!(found.clusters, [0, 0, 2]);
/// ```
pub fn resolve(
    entities: &[Entity],
    model: &Model,
    judgements: &[Judgement],
    options: &ResolveOptions,
) -> Resolution {
    let (corpus, prepared) = prepare_all(entities);
    let (found, candidates) = pairs(&prepared, &corpus, &options.candidates);
    let kept = scored(&prepared, &found, model, options.keep);
    let edges = completed(&prepared, kept, model, options.cut_off);
    let said = |verdict| {
        judgements
            .iter()
            .filter(move |j| j.verdict == verdict)
            .map(|j| (j.a, j.b))
            .collect()
    };
    let constraints = Constraints::new(said(Verdict::Same), said(Verdict::Different));
    let contradictions = constraints.contradictions().to_vec();
    let weighed: Vec<Edge> = edges.iter().map(|e| weighed(e, options.cut_off)).collect();
    let clusters = cluster(entities.len(), &weighed, &constraints).labels().to_vec();
    Resolution {
        edges,
        clusters,
        candidates,
        contradictions,
    }
}

/// Scores candidate pairs and keeps those from `keep` on, in their order.
pub fn scored(prepared: &[Prepared], pairs: &[(u32, u32)], model: &Model, keep: f64) -> Vec<ScoredPair> {
    scored_among(|number| prepared.get(number as usize), pairs, model, keep)
}

/// The same where the entities do not all stand in one list: `among` finds one by its
/// number. Pairs of entities that it does not find are passed over.
pub fn scored_among<'a>(
    among: impl Fn(u32) -> Option<&'a Prepared> + Sync,
    pairs: &[(u32, u32)],
    model: &Model,
    keep: f64,
) -> Vec<ScoredPair> {
    pairs
        .par_iter()
        .filter_map(|&(a, b)| {
            let features = compare(among(a)?, among(b)?);
            let probability = probability(model, &features);
            (probability >= keep).then_some(ScoredPair { a, b, probability })
        })
        .collect()
}

/// Members of a cluster among whom every pair is scored; larger ones rest on
/// their candidates.
const WITHIN_MAX: usize = 60;
/// How often clusters are formed and their pairs completed: a third time finds
/// next to nothing.
const ROUNDS_MAX: usize = 3;

/// The kept pairs with those that a cluster would imply and that were no
/// candidates: two records that share no rare key may meet through a third, and
/// what stands between them must be heard too. Sorted, each once. It looks at no
/// judgement, so the evidence is the same whatever people say.
pub fn completed(
    prepared: &[Prepared],
    kept: Vec<ScoredPair>,
    model: &Model,
    cut_off: f64,
) -> Vec<ScoredPair> {
    let score = |pairs: &[(u32, u32)]| Ok(scored(prepared, pairs, model, 0.0));
    let Ok(kept) = completed_with::<Infallible>(prepared.len(), kept, cut_off, score);
    kept
}

/// The same where `score` scores pairs, all of them, elsewhere perhaps.
///
/// # Errors
/// Those of `score`.
pub fn completed_with<E>(
    records: usize,
    mut kept: Vec<ScoredPair>,
    cut_off: f64,
    mut score: impl FnMut(&[(u32, u32)]) -> Result<Vec<ScoredPair>, E>,
) -> Result<Vec<ScoredPair>, E> {
    let mut seen: FxHashSet<(u32, u32)> = kept.iter().map(|p| (p.a, p.b)).collect();
    for _ in 0..ROUNDS_MAX {
        let edges: Vec<Edge> = kept.iter().map(|p| weighed(p, cut_off)).collect();
        let clusters = cluster(records, &edges, &Constraints::none()).clusters();
        let mut implied = Vec::new();
        for members in clusters.iter().filter(|m| m.len() <= WITHIN_MAX) {
            for (place, &a) in members.iter().enumerate() {
                let others = members.iter().skip(place + 1);
                let pairs = others.map(|&b| (a.min(b), a.max(b)));
                implied.extend(pairs.filter(|&pair| seen.insert(pair)));
            }
        }
        if implied.is_empty() {
            break;
        }
        kept.extend(score(&implied)?);
    }
    kept.sort_unstable_by_key(|p| (p.a, p.b));
    Ok(kept)
}

/// The evidence of a scored pair beyond the cut-off, in bits.
pub fn weighed(pair: &ScoredPair, cut_off: f64) -> Edge {
    let bits = |p: f64| (p / (1.0 - p)).log2();
    let cut_off = bits(cut_off.clamp(1e-6, 1.0 - 1e-6));
    Edge {
        a: pair.a,
        b: pair.b,
        weight: (bits(pair.probability) - cut_off) as f32,
    }
}
