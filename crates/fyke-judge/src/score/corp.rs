//! The reliability diagram that needs no bins: Consistent, Optimally binned,
//! Reproducible, by Pooling adjacent violators (CORP).
//!
//! The steps are the isotonic regression of what happened on what was said.
//! With `S` the mean Brier score of the answers, of the recalibrated answers
//! (`S_c`) and of always saying the share that happened (`S_r`):
//!
//! `S = MCB - DSC + UNC`, `MCB = S - S_c >= 0`, `DSC = S_r - S_c >= 0`, `UNC = S_r`.
//!
//! The bands say where the steps would lie if the person were calibrated: the
//! answers are drawn with replacement, outcomes drawn with the probabilities
//! that were said, steps fitted, and at each distinct probability the 5 % and
//! 95 % points of the steps are taken. Steps outside the band are more than
//! luck; at 90 %, one in ten of a perfect forecaster's points lies outside too.
//!
//! Source: Dimitriadis, Gneiting and Jordan (2021), Stable reliability diagrams
//! for probabilistic classifiers, PNAS 118(8) e2016191118; bands as their
//! "consistency bands" by resampling.

use super::RESAMPLES;
use super::proper::{Answered, brier_score};
use fyke_model::measure::{Pool, Rng, Scored, brier, pool_adjacent_violators};
use serde::Serialize;

/// Level of the bands.
pub const LEVEL: f64 = 0.9;

/// A reliability diagram and the parts of the Brier score that belong to it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Corp {
    /// One for each distinct probability, rising.
    pub steps: Vec<CorpStep>,
    /// Miscalibration: what recalibrating would gain.
    pub mcb: f64,
    /// Discrimination: what the answers, recalibrated, gain over the base rate.
    pub dsc: f64,
    /// Uncertainty: the score of always saying the share that happened.
    pub unc: f64,
}

/// A point of the diagram.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct CorpStep {
    /// What was said.
    pub said: f64,
    /// How often.
    pub n: usize,
    /// What it turned out to mean: the recalibrated probability.
    pub means: f64,
    /// Where it would lie, were it calibrated: 5 % and 95 % points.
    pub band: (f64, f64),
}

impl Corp {
    /// The diagram with bands of [`RESAMPLES`] draws.
    pub fn of(answered: &[Answered], rng: &mut Rng) -> Corp {
        Corp::with_draws(answered, RESAMPLES, rng)
    }

    /// The diagram with bands of so many draws.
    pub fn with_draws(answered: &[Answered], draws: usize, rng: &mut Rng) -> Corp {
        let pools = pools(answered);
        let score = brier_score(answered);
        let recalibrated = super::proper::mean(
            answered
                .iter()
                .map(|a| brier(at(&pools, a.p).unwrap_or(a.p), a.happened)),
        );
        let base = super::proper::mean(answered.iter().map(Answered::truth));
        let unc = base * (1.0 - base);
        let said = distinct(answered);
        let bands = bands(answered, &said, draws, rng);
        let steps = said.into_iter().zip(bands).map(|((said, n), band)| CorpStep {
            said,
            n,
            means: at(&pools, said).unwrap_or(said),
            band,
        });
        Corp {
            steps: steps.collect(),
            mcb: score - recalibrated,
            dsc: unc - recalibrated,
            unc,
        }
    }

    /// Their sum: the Brier score.
    pub fn brier(&self) -> f64 {
        self.mcb - self.dsc + self.unc
    }
}

fn pools(answered: &[Answered]) -> Vec<Pool> {
    let items: Vec<Scored> = answered
        .iter()
        .map(|a| Scored {
            score: a.p,
            positive: a.happened,
        })
        .collect();
    pool_adjacent_violators(&items)
}

/// The step over a probability, or where it falls between two, the one below;
/// below all, the lowest.
fn at(pools: &[Pool], p: f64) -> Option<f64> {
    let next = pools.partition_point(|pool| pool.low <= p);
    pools.get(next.saturating_sub(1)).map(Pool::found)
}

/// Distinct probabilities with how often each was said, rising.
fn distinct(answered: &[Answered]) -> Vec<(f64, usize)> {
    let mut sorted: Vec<f64> = answered.iter().map(|a| a.p).collect();
    sorted.sort_by(f64::total_cmp);
    let mut groups: Vec<(f64, usize)> = Vec::new();
    for p in sorted {
        match groups.last_mut() {
            Some(group) if group.0 == p => group.1 += 1,
            _ => groups.push((p, 1)),
        }
    }
    groups
}

fn bands(answered: &[Answered], said: &[(f64, usize)], draws: usize, rng: &mut Rng) -> Vec<(f64, f64)> {
    let mut found: Vec<Vec<f64>> = vec![Vec::with_capacity(draws); said.len()];
    let mut sample = answered.to_vec();
    for _ in 0..draws {
        for slot in &mut sample {
            if let Some(drawn) = answered.get(rng.below(answered.len())) {
                slot.p = drawn.p;
                slot.happened = rng.unit() < drawn.p;
            }
        }
        let pools = pools(&sample);
        for (found, (p, _)) in found.iter_mut().zip(said) {
            found.extend(at(&pools, *p));
        }
    }
    found
        .into_iter()
        .zip(said)
        .map(|(mut found, (p, _))| {
            found.sort_by(f64::total_cmp);
            let point = |share: f64| {
                let place = found.len().saturating_sub(1) as f64 * share;
                found.get(place.round() as usize).copied().unwrap_or(*p)
            };
            let tail = (1.0 - LEVEL) / 2.0;
            // the diagonal always lies in the band: it is what the band is of
            (point(tail).min(*p), point(1.0 - tail).max(*p))
        })
        .collect()
}
