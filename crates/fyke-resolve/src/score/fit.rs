//! Weights that rise with the levels, fitted to labelled pairs: logistic
//! regression with a pull towards known weights.
//!
//! Method: projected gradient with Nesterov's momentum (Beck and Teboulle 2009);
//! the projection onto rising weights is isotonic regression by pooling
//! adjacent violators (Barlow and others 1972). Deterministic: equal pairs are
//! put together and sums run in sorted order.

use std::collections::BTreeMap;

use crate::entity::features::{FEATURE_COUNT, FEATURES};

/// Levels as a model is fitted to them.
pub(super) type Levels = [u8; FEATURE_COUNT];

/// Weights in natural logarithms.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Weights {
    pub prior: f64,
    pub by_level: [Vec<f64>; FEATURE_COUNT],
}

impl Weights {
    /// No weights at all.
    pub fn zero() -> Weights {
        let levels = |feature: usize| FEATURES.get(feature).map_or(1, |spec| spec.levels.len() + 1);
        Weights {
            prior: 0.0,
            by_level: std::array::from_fn(|feature| vec![0.0; levels(feature)]),
        }
    }

    /// Natural log odds of a vector of levels.
    pub fn score(&self, levels: &Levels) -> f64 {
        let each = self.by_level.iter().zip(levels);
        self.prior
            + each
                .map(|(w, &level)| w.get(usize::from(level)).copied().unwrap_or(0.0))
                .sum::<f64>()
    }

    fn combined(&self, other: &Weights, factor: f64) -> Weights {
        let mut out = self.clone();
        out.prior += factor * (self.prior - other.prior);
        for (feature, weights) in out.by_level.iter_mut().enumerate() {
            for (level, weight) in weights.iter_mut().enumerate() {
                *weight += factor * (*weight - other.by_level[feature][level]);
            }
        }
        out
    }
}

/// Pairs with equal levels put together: weight of those that are the same, and of the others.
#[derive(Clone, Debug, Default)]
pub(super) struct Pooled {
    counts: BTreeMap<Levels, (f64, f64)>,
}

impl Pooled {
    /// Adds a pair. Weights are counted in 1024ths so that sums do not depend on order.
    pub fn add(&mut self, levels: Levels, same: bool, weight: f64) {
        let weight = (weight.clamp(0.0, 1e6) * 1024.0).round() / 1024.0;
        let at = self.counts.entry(levels).or_default();
        if same {
            at.0 += weight;
        } else {
            at.1 += weight;
        }
    }

    /// Weight of pairs that are the same, and of the others.
    pub fn totals(&self) -> (f64, f64) {
        self.counts
            .values()
            .fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1))
    }
}

/// Rounds of descent; 400 settle what the data can tell.
const ROUNDS: usize = 400;

/// Fits rising weights, drawn towards `centre` as if by `pull` pairs a weight.
pub(super) fn fit(pooled: &Pooled, centre: &Weights, pull: f64) -> Weights {
    let mut at = centre.clone();
    let mut before = at.clone();
    let mut ahead = at.clone();
    let mut momentum = 1.0f64;
    let total: f64 = pooled.totals().0 + pooled.totals().1;
    // curvature of one weight is at most a quarter of the pairs it touches, and
    // a pair touches every feature and the prior
    let step = 1.0 / (0.25 * total * (FEATURE_COUNT + 1) as f64 + pull);
    // features that are seldom seen learn slowly with one step for all
    let steps = steps(pooled, pull, step);
    for _ in 0..ROUNDS {
        let slope = gradient(pooled, &ahead, centre, pull);
        at = descended(&ahead, &slope, &steps);
        let next = (1.0 + (1.0 + 4.0 * momentum * momentum).sqrt()) / 2.0;
        ahead = at.combined(&before, (momentum - 1.0) / next);
        momentum = next;
        before = at.clone();
    }
    at
}

/// A step for each weight: the inverse of a bound on its curvature, counting all
/// weights that pairs with it touch.
fn steps(pooled: &Pooled, pull: f64, least: f64) -> Weights {
    let mut touched = Weights::zero();
    for (levels, (same, other)) in &pooled.counts {
        let active = 1.0 + levels.iter().filter(|&&level| level > 0).count() as f64;
        let weight = 0.25 * (same + other) * active;
        touched.prior += weight;
        for (feature, &level) in levels.iter().enumerate() {
            if let Some(at) = touched.by_level[feature].get_mut(usize::from(level)) {
                *at += weight;
            }
        }
    }
    let step = |curvature: f64| (1.0 / (curvature + pull)).max(least);
    touched.prior = step(touched.prior);
    for weights in &mut touched.by_level {
        // one step for the levels of a feature: the projection mixes them
        let most = weights.iter().skip(1).fold(0.0f64, |most, &w| most.max(w));
        weights.iter_mut().for_each(|w| *w = step(most));
    }
    touched
}

fn gradient(pooled: &Pooled, at: &Weights, centre: &Weights, pull: f64) -> Weights {
    let mut slope = Weights::zero();
    for (levels, (same, other)) in &pooled.counts {
        let stated = 1.0 / (1.0 + (-at.score(levels)).exp());
        let error = (same + other) * stated - same;
        slope.prior += error;
        for (feature, &level) in levels.iter().enumerate() {
            if level > 0
                && let Some(slot) = slope.by_level[feature].get_mut(usize::from(level))
            {
                *slot += error;
            }
        }
    }
    for (feature, weights) in slope.by_level.iter_mut().enumerate() {
        for (level, slot) in weights.iter_mut().enumerate().skip(1) {
            *slot += pull * (at.by_level[feature][level] - centre.by_level[feature][level]);
        }
    }
    slope
}

fn descended(from: &Weights, slope: &Weights, steps: &Weights) -> Weights {
    let mut to = from.clone();
    to.prior -= steps.prior * slope.prior;
    for (feature, weights) in to.by_level.iter_mut().enumerate() {
        for (level, weight) in weights.iter_mut().enumerate().skip(1) {
            *weight -= steps.by_level[feature][level] * slope.by_level[feature][level];
        }
        if let Some(rising) = weights.get_mut(1..) {
            make_rise(rising);
        }
    }
    to
}

/// The nearest rising sequence: neighbours that fall are replaced by their mean.
pub(super) fn make_rise(values: &mut [f64]) {
    let mut blocks: Vec<(f64, usize)> = Vec::with_capacity(values.len());
    for &value in values.iter() {
        let mut block = (value, 1usize);
        while let Some(&(mean, count)) = blocks.last() {
            if mean <= block.0 {
                break;
            }
            block = (
                (mean * count as f64 + block.0 * block.1 as f64) / (count + block.1) as f64,
                count + block.1,
            );
            blocks.pop();
        }
        blocks.push(block);
    }
    let risen = blocks
        .into_iter()
        .flat_map(|(mean, count)| std::iter::repeat_n(mean, count));
    for (slot, value) in values.iter_mut().zip(risen) {
        *slot = value;
    }
}

/// Scale and shift that make scores probabilities (Platt 1999), fitted by
/// Newton's method to pairs of score, weight of same, weight of others. The
/// scale is never negative.
pub(super) fn platt(scored: &[(f64, f64, f64)]) -> (f64, f64) {
    let (mut scale, mut shift) = (1.0f64, 0.0f64);
    for _ in 0..50 {
        let (mut g, mut h) = ([1e-2 * (scale - 1.0), 1e-2 * shift], [1e-2, 0.0, 1e-2]);
        for &(score, same, other) in scored {
            let stated = 1.0 / (1.0 + (-(scale * score + shift)).exp());
            let (error, curve) = (
                (same + other) * stated - same,
                (same + other) * stated * (1.0 - stated),
            );
            g = [g[0] + error * score, g[1] + error];
            h = [h[0] + curve * score * score, h[1] + curve * score, h[2] + curve];
        }
        let det = h[0] * h[2] - h[1] * h[1];
        if det.abs() < 1e-12 {
            break;
        }
        let (d0, d1) = (
            (h[2] * g[0] - h[1] * g[1]) / det,
            (h[0] * g[1] - h[1] * g[0]) / det,
        );
        scale = (scale - d0.clamp(-0.5, 0.5)).clamp(0.05, 4.0);
        shift -= d1.clamp(-2.0, 2.0);
    }
    (scale, shift)
}
