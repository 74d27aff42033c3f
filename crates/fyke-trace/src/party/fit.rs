//! Fitting the weights of evidence on worlds whose truth is known.
//!
//! A logistic regression that is a sum of rising lines, one a reason: each
//! number is cut at quantiles of the candidates, each piece may only add. That
//! is weights of evidence with the double counting between reasons taken out,
//! and nothing in it that a person could not read off the table. Coordinate
//! Newton steps; a quadratic penalty keeps pieces without data flat.
//!
//! The worlds fitted on are never scored: seeds 1-5 are for fitting and for
//! choosing what to keep, all figures that are reported come from seeds 100
//! and up.

use super::evidence::Evidence;
use super::kinds::Kind;
use super::rank::{Line, Model};
use crate::measure::{Isotonic, Scored};

/// Pieces a line is made of.
const PIECES: usize = 6;
/// Penalty on each piece, as so many half-observations of no effect: enough to
/// flatten what fewer than a handful of positives speak for.
const PENALTY: f64 = 2.0;
/// Sweeps over all pieces; the fit moves by less than 1e-3 nats after twenty.
const SWEEPS: usize = 25;

/// A labelled unit.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Its numbers.
    pub evidence: Evidence,
    /// Was it planted.
    pub positive: bool,
    /// Which world it is from: probabilities are calibrated across worlds.
    pub world: usize,
}

/// Fits weights for these reasons. `cap` is the most a reason may add.
pub fn fit(examples: &[Example], kinds: &[Kind], cap: impl Fn(Kind) -> f64) -> Model {
    let weights = fit_weights(examples, kinds, &cap);
    let base_rate = share(examples).clamp(1e-4, 0.9);
    // scores of each world under weights fitted on the others
    let worlds = examples.iter().map(|e| e.world).max().map_or(0, |last| last + 1);
    let mut held_out: Vec<Scored> = Vec::new();
    for world in 0..worlds {
        let rest: Vec<Example> = examples.iter().filter(|e| e.world != world).copied().collect();
        let others = if rest.is_empty() {
            weights.clone()
        } else {
            fit_weights(&rest, kinds, &cap)
        };
        for example in examples.iter().filter(|e| e.world == world) {
            held_out.push(Scored {
                score: others
                    .iter()
                    .map(|(kind, line)| line.at(example.evidence.of(*kind)))
                    .sum(),
                positive: example.positive,
            });
        }
    }
    Model {
        weights,
        log_odds: log_odds(&held_out),
        base_rate,
    }
}

/// The weights alone, without probabilities: for comparing sets of reasons.
pub fn fit_weights_only(examples: &[Example], kinds: &[Kind], cap: impl Fn(Kind) -> f64) -> Model {
    Model {
        weights: fit_weights(examples, kinds, &cap),
        log_odds: Line::default(),
        base_rate: share(examples),
    }
}

fn share(examples: &[Example]) -> f64 {
    examples.iter().filter(|e| e.positive).count() as f64 / examples.len().max(1) as f64
}

fn fit_weights(examples: &[Example], kinds: &[Kind], cap: &impl Fn(Kind) -> f64) -> Vec<(Kind, Line)> {
    let knots: Vec<Vec<f64>> = kinds.iter().map(|kind| knots(examples, *kind)).collect();
    let n = examples.len();
    let mut columns: Vec<Vec<f64>> = Vec::new();
    let mut means: Vec<f64> = Vec::new();
    for (kind, knots) in kinds.iter().zip(&knots) {
        for piece in knots.windows(2) {
            let column: Vec<f64> = examples
                .iter()
                .map(|e| ramp(e.evidence.of(*kind), piece[0], piece[1]))
                .collect();
            let known: Vec<f64> = column.iter().copied().filter(|v| !v.is_nan()).collect();
            let mean = known.iter().sum::<f64>() / known.len().max(1) as f64;
            columns.push(
                column
                    .iter()
                    .map(|v| if v.is_nan() { 0.0 } else { v - mean })
                    .collect(),
            );
            means.push(mean);
        }
    }
    let truth: Vec<f64> = examples.iter().map(|e| f64::from(u8::from(e.positive))).collect();
    let base = share(examples).clamp(1e-4, 0.9);
    let mut theta = vec![0.0f64; columns.len()];
    let mut margin = vec![(base / (1.0 - base)).ln(); n];
    for _ in 0..SWEEPS {
        let (gradient, curvature) = slope(&margin, &truth, None);
        let step = gradient / curvature.max(1e-9);
        margin.iter_mut().for_each(|m| *m += step);
        for (column, theta) in columns.iter().zip(&mut theta) {
            let (gradient, curvature) = slope(&margin, &truth, Some(column));
            let next = *theta + (gradient - PENALTY * *theta) / (curvature + PENALTY);
            let next = next.clamp(0.0, 6.0);
            let step = next - *theta;
            if step != 0.0 {
                *theta = next;
                margin.iter_mut().zip(column).for_each(|(m, v)| *m += step * v);
            }
        }
    }
    lines(kinds, &knots, &theta, &means, cap)
}

/// Gradient and curvature of the log-likelihood along a column of ones or of
/// values.
fn slope(margin: &[f64], truth: &[f64], column: Option<&Vec<f64>>) -> (f64, f64) {
    let (mut gradient, mut curvature) = (0.0, 0.0);
    for at in 0..margin.len() {
        let v = column.map_or(1.0, |column| column[at]);
        if v != 0.0 {
            let p = 1.0 / (1.0 + (-margin[at]).exp());
            gradient += v * (truth[at] - p);
            curvature += v * v * p * (1.0 - p);
        }
    }
    (gradient, curvature)
}

fn lines(
    kinds: &[Kind],
    knots: &[Vec<f64>],
    theta: &[f64],
    means: &[f64],
    cap: &impl Fn(Kind) -> f64,
) -> Vec<(Kind, Line)> {
    let mut piece = 0;
    let mut result = Vec::new();
    for (kind, knots) in kinds.iter().zip(knots) {
        if knots.len() < 2 {
            continue;
        }
        let pieces = knots.len() - 1;
        let own = piece..piece + pieces;
        piece += pieces;
        let mut weight: f64 = own.clone().map(|at| -theta[at] * means[at]).sum();
        let mut points = vec![(knots[0], weight)];
        for (knot, at) in knots.iter().skip(1).zip(own) {
            weight += theta[at];
            points.push((*knot, weight));
        }
        for point in &mut points {
            point.1 = point.1.min(cap(*kind));
        }
        if points.iter().any(|point| point.1.abs() > 0.005) {
            result.push((*kind, Line { points }));
        }
    }
    result
}

fn ramp(x: f64, low: f64, high: f64) -> f64 {
    if x.is_nan() {
        f64::NAN
    } else {
        ((x - low) / (high - low)).clamp(0.0, 1.0)
    }
}

/// Quantiles of the positives and of all together, so that the pieces are fine
/// where guilty and honest units part.
fn knots(examples: &[Example], kind: Kind) -> Vec<f64> {
    let sorted = |only: bool| {
        let mut values: Vec<f64> = examples
            .iter()
            .filter(|e| e.positive || !only)
            .map(|e| e.evidence.of(kind))
            .filter(|x| x.is_finite())
            .collect();
        values.sort_by(f64::total_cmp);
        values
    };
    let mut knots: Vec<f64> = Vec::new();
    for values in [sorted(false), sorted(true)] {
        for cut in 0..=PIECES {
            let share = 0.02 + 0.96 * cut as f64 / PIECES as f64;
            let at = (values.len().saturating_sub(1) as f64 * share).round() as usize;
            knots.extend(values.get(at));
        }
    }
    knots.sort_by(f64::total_cmp);
    let width = knots.last().unwrap_or(&0.0) - knots.first().unwrap_or(&0.0);
    knots.dedup_by(|b, a| *b - *a <= width / 40.0);
    // as the table prints them
    knots
        .iter_mut()
        .for_each(|knot| *knot = (*knot * 1e4).round() / 1e4);
    knots
}

/// A rising line from score to log-odds through the pooled held-out scores.
fn log_odds(held_out: &[Scored]) -> Line {
    let steps = Isotonic::fit(held_out).steps;
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
        return Line::default();
    };
    // 24 places along the scores, each the share of positives around it
    let mut sorted: Vec<Scored> = held_out.to_vec();
    sorted.sort_by(|a, b| a.score.total_cmp(&b.score));
    let mut points: Vec<(f64, f64)> = Vec::new();
    let width = (last.0 - first.0) / 24.0;
    for cut in 0..24 {
        let low = first.0 + width * f64::from(cut);
        let from = sorted.partition_point(|i| i.score < low);
        let to = sorted.partition_point(|i| i.score < low + width);
        let part = &sorted[from..to];
        if part.len() >= 30 {
            let found = part.iter().filter(|i| i.positive).count() as f64;
            let score = part.iter().map(|i| i.score).sum::<f64>() / part.len() as f64;
            points.push((score, ((found + 0.25) / (part.len() as f64 - found + 0.25)).ln()));
        }
    }
    let mut highest = f64::NEG_INFINITY;
    for point in &mut points {
        highest = highest.max(point.1);
        point.1 = highest;
    }
    Line { points }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{Rng, auc};

    #[test]
    fn the_fit_finds_which_number_matters() {
        let mut rng = Rng::new(4);
        let examples: Vec<Example> = (0..4_000)
            .map(|at| {
                let positive = at % 10 == 0;
                let mut evidence = Evidence::NONE;
                let at_kind = |id: &str| Kind::from_id(id).unwrap().at();
                evidence.x[at_kind("taint")] =
                    (rng.unit() * 4.0 + 2.0 * f64::from(u8::from(positive))) as f32;
                evidence.x[at_kind("premium")] = rng.unit() as f32;
                Example {
                    evidence,
                    positive,
                    world: at % 3,
                }
            })
            .collect();
        let model = fit(&examples, &Kind::all().collect::<Vec<_>>(), |_| 9.0);
        let rise = |kind: Kind| {
            let line = model.weights.iter().find(|(known, _)| *known == kind);
            line.map_or(0.0, |(_, line)| line.at(99.0) - line.at(-99.0))
        };
        assert!(rise(Kind::from_id("taint").unwrap()) > 2.0, "{model:?}");
        assert!(rise(Kind::from_id("premium").unwrap()) < 0.5, "{model:?}");
        let scored: Vec<Scored> = examples
            .iter()
            .map(|e| Scored {
                score: model.score_of(&e.evidence),
                positive: e.positive,
            })
            .collect();
        assert!(auc(&scored) > 0.8);
    }
}
