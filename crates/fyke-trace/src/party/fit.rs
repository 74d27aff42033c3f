//! Fitting the weights of evidence on worlds whose truth is known.
//!
//! A logistic regression that is a sum of rising lines, one a reason: each
//! number is cut at quantiles of the candidates, each piece may only add. That
//! is weights of evidence with the double counting between reasons taken out
//! (two reasons that always come together share one weight), and nothing in it
//! that a person could not read off the table. Coordinate Newton steps; a
//! quadratic penalty keeps pieces without data flat.
//!
//! The line of a kernel goes through (0, 0): who looked and found nothing adds
//! nothing, evidence never lowers a score and counter-evidence never raises it.
//! The lines of flow are centred on the average candidate. No reason weighs
//! more than its cap ([`super::kinds::Terms`]), for or against; the cap holds
//! while fitting, so that other reasons may take over what it may not say.
//!
//! Worlds have base rates of their own, from one candidate in eight to none:
//! each world has its own intercept, and scores become log-odds at the base rate
//! of all worlds together, with each world's shift taken out
//! (`log_odds`).
//!
//! The worlds fitted on are never scored: seeds 1-20 are for fitting and for
//! choosing what to keep, all figures that are reported come from seeds 100
//! and up.

use super::company::{self, Tie};
use super::evidence::Evidence;
use super::kinds::Kind;
use super::log_odds::{COVERAGE, log_odds, logistic};
use super::rank::{Line, Model};
use std::collections::BTreeMap;

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
    /// Has it rows of its own into an end.
    pub direct: bool,
    /// Which world it is from: probabilities are calibrated across worlds.
    pub world: usize,
    /// The share of trade that its world shows.
    pub coverage: f64,
}

/// Fits weights for these reasons, none beyond its cap.
pub fn fit(examples: &[Example], kinds: &[Kind]) -> Model {
    let all: Vec<&Example> = examples.iter().collect();
    let rates = Rates::of(&all);
    let held_out = held_out(examples, kinds);
    let (score, alone): (Vec<f64>, Vec<f64>) = held_out.iter().map(|s| (s.score, s.alone)).unzip();
    let (log_odds, slope) = log_odds(&score, examples, &rates, true);
    let coverages = || examples.iter().map(|e| e.coverage);
    let ends = [
        coverages().fold(f64::INFINITY, f64::min),
        coverages().fold(0.0, f64::max),
    ];
    Model {
        weights: fit_weights(&all, kinds),
        log_odds,
        coverage: Line {
            points: ends.map(|end| (end, slope * (end - COVERAGE))).to_vec(),
        },
        alone: self::log_odds(&alone, examples, &rates, false).0,
        base_rate: rates.pooled,
    }
}

/// Shares of positives, of each world and of all.
pub(super) struct Rates {
    pub(super) pooled: f64,
    /// Log-odds of each world's share less those of the pooled.
    pub(super) shift: Vec<f64>,
}

impl Rates {
    pub(super) fn of(examples: &[&Example]) -> Rates {
        let worlds = examples.iter().map(|e| e.world + 1).max().unwrap_or(0);
        let mut counts = vec![(0.0f64, 0.0f64); worlds];
        for example in examples {
            counts[example.world].0 += f64::from(u8::from(example.positive));
            counts[example.world].1 += 1.0;
        }
        let (found, all) = counts
            .iter()
            .fold((0.0, 0.0), |sum, c| (sum.0 + c.0, sum.1 + c.1));
        let pooled = (found / f64::max(all, 1.0)).clamp(1e-5, 0.9);
        let odds = |p: f64| (p / (1.0 - p)).ln();
        // half a positive more and less keeps a world without any from infinity
        let shift = counts
            .iter()
            .map(|(found, all)| odds(((found + 0.5) / (all + 1.0)).clamp(1e-5, 0.9)) - odds(pooled));
        Rates {
            pooled,
            shift: shift.collect(),
        }
    }

    fn margin(&self, example: &Example) -> f64 {
        (self.pooled / (1.0 - self.pooled)).ln() + self.shift[example.world]
    }
}

/// Where an example stands among the others of its world.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// The number of its party in its world.
    pub party: u32,
    /// The goods family.
    pub family: u32,
    /// Whom it shares its goods with.
    pub ties: Vec<Tie>,
}

/// Fills in how those look that each example shares its goods with, by weights
/// fitted on other worlds without that reason: what the trace does when weights
/// are there ([`super::company`]).
pub fn fill_company(examples: &mut [Example], places: &mut [Place], kinds: &[Kind]) {
    let Some(company) = company::kind() else { return };
    for example in examples.iter_mut() {
        example.evidence.x[company.at()] = f32::NAN;
    }
    let others: Vec<Kind> = kinds.iter().copied().filter(|kind| *kind != company).collect();
    let alone: Vec<f64> = held_out(examples, &others).iter().map(|s| s.alone).collect();
    let rates = Rates::of(&examples.iter().collect::<Vec<_>>());
    let (line, _) = log_odds(&alone, examples, &rates, false);
    let worlds = examples.iter().map(|e| e.world + 1).max().unwrap_or(0);
    for world in 0..worlds {
        let own = || (0..examples.len()).filter(|at| examples[*at].world == world);
        let standings: BTreeMap<(u32, u32), f32> = own()
            .map(|at| {
                let place = &places[at];
                ((place.family, place.party), logistic(line.at(alone[at])) as f32)
            })
            .collect();
        let ids: Vec<usize> = own().collect();
        for at in ids {
            let place = &mut places[at];
            company::look_around(&standings, std::iter::once((place.family, &mut place.ties)));
            examples[at].evidence.x[company.at()] = company::number(&place.ties) as f32;
        }
    }
}

/// A score under weights fitted on other worlds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct HeldOut {
    /// The sum of the weights.
    pub score: f64,
    /// The same without the reason of company.
    pub alone: f64,
}

/// Scores under weights fitted on the other worlds, in the order of the examples.
pub fn held_out(examples: &[Example], kinds: &[Kind]) -> Vec<HeldOut> {
    let worlds = examples.iter().map(|e| e.world + 1).max().unwrap_or(0);
    let models: Vec<Vec<(Kind, Line)>> = (0..worlds)
        .map(|world| {
            let rest: Vec<&Example> = examples.iter().filter(|e| e.world != world).collect();
            match rest.is_empty() {
                true => fit_weights(&examples.iter().collect::<Vec<_>>(), kinds),
                false => fit_weights(&rest, kinds),
            }
        })
        .collect();
    let company = company::kind();
    let score = |e: &Example| {
        let mut held_out = HeldOut {
            score: 0.0,
            alone: 0.0,
        };
        for (kind, line) in &models[e.world] {
            let weight = line.at(e.evidence.of(*kind));
            held_out.score += weight;
            if Some(*kind) != company {
                held_out.alone += weight;
            }
        }
        held_out
    };
    examples.iter().map(score).collect()
}

/// One piece of a line: where it rises, and what it is for each example, less
/// what it is for one of which nothing is said. Zeros are left out.
struct Piece {
    /// Pieces of one line on one side of nothing share a cap.
    side: usize,
    cap: f64,
    values: Vec<(u32, f32)>,
    /// What it is where nothing is said.
    middle: f64,
    theta: f64,
}

fn fit_weights(examples: &[&Example], kinds: &[Kind]) -> Vec<(Kind, Line)> {
    let knots: Vec<Vec<f64>> = kinds.iter().map(|kind| knots(examples, *kind)).collect();
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, (kind, knots)) in kinds.iter().zip(&knots).enumerate() {
        for piece in knots.windows(2) {
            pieces.push(cut(examples, *kind, 2 * at, (piece[0], piece[1])));
        }
    }
    let rates = Rates::of(examples);
    let mut margin: Vec<f64> = examples.iter().map(|e| rates.margin(e)).collect();
    for _ in 0..SWEEPS {
        let mut slopes = vec![(0.0f64, 0.0f64); rates.shift.len()];
        for (example, margin) in examples.iter().zip(&margin) {
            let p = 1.0 / (1.0 + (-margin).exp());
            let slope = &mut slopes[example.world];
            slope.0 += f64::from(u8::from(example.positive)) - p;
            slope.1 += p * (1.0 - p);
        }
        for (example, margin) in examples.iter().zip(&mut margin) {
            let (gradient, curvature) = slopes[example.world];
            *margin += (gradient / (curvature + 0.1)).clamp(-3.0, 3.0);
        }
        for at in 0..pieces.len() {
            let (side, old) = (pieces[at].side, pieces[at].theta);
            let others: f64 = pieces
                .iter()
                .filter(|p| p.side == side)
                .map(|p| p.theta)
                .sum::<f64>()
                - old;
            let piece = &mut pieces[at];
            let (gradient, curvature) = slope(&margin, examples, &piece.values);
            let next = old + (gradient - PENALTY * old) / (curvature + PENALTY);
            let next = next.clamp(0.0, (piece.cap - others).max(0.0));
            if next != old {
                piece.theta = next;
                for (example, value) in &piece.values {
                    margin[*example as usize] += (next - old) * f64::from(*value);
                }
            }
        }
    }
    lines(kinds, &knots, &pieces)
}

fn cut(examples: &[&Example], kind: Kind, line: usize, (low, high): (f64, f64)) -> Piece {
    let cap = kind.terms().cap_nats;
    let ramp = |x: f64| ((x - low) / (high - low)).clamp(0.0, 1.0);
    let known = || {
        let numbers = examples.iter().zip(0u32..);
        numbers
            .map(|(e, at)| (at, e.evidence.of(kind)))
            .filter(|(_, x)| !x.is_nan())
    };
    let middle = match kind.is_zero_nothing() {
        true => ramp(0.0),
        false => {
            let (n, sum) = known().fold((0.0, 0.0), |(n, sum), (_, x)| (n + 1.0, sum + ramp(x)));
            sum / f64::max(n, 1.0)
        }
    };
    Piece {
        side: line + usize::from(kind.is_zero_nothing() && low >= 0.0),
        // a line of flow lies on both sides of nothing
        cap: if kind.is_zero_nothing() { cap } else { 2.0 * cap },
        values: known()
            .map(|(at, x)| (at, (ramp(x) - middle) as f32))
            .filter(|(_, value)| *value != 0.0)
            .collect(),
        middle,
        theta: 0.0,
    }
}

/// Gradient and curvature of the log-likelihood along a piece.
fn slope(margin: &[f64], examples: &[&Example], values: &[(u32, f32)]) -> (f64, f64) {
    let (mut gradient, mut curvature) = (0.0, 0.0);
    for (at, value) in values {
        let (at, value) = (*at as usize, f64::from(*value));
        let p = 1.0 / (1.0 + (-margin[at]).exp());
        gradient += value * (f64::from(u8::from(examples[at].positive)) - p);
        curvature += value * value * p * (1.0 - p);
    }
    (gradient, curvature)
}

fn lines(kinds: &[Kind], knots: &[Vec<f64>], pieces: &[Piece]) -> Vec<(Kind, Line)> {
    let mut rest = pieces;
    let mut result = Vec::new();
    for (kind, knots) in kinds.iter().zip(knots).filter(|(_, knots)| knots.len() > 1) {
        let (own, after) = rest.split_at(knots.len() - 1);
        rest = after;
        let mut weight: f64 = own.iter().map(|piece| -piece.theta * piece.middle).sum();
        let mut points = vec![(knots[0], weight)];
        for (knot, piece) in knots.iter().skip(1).zip(own) {
            weight += piece.theta;
            points.push((*knot, weight));
        }
        let cap = kind.terms().cap_nats;
        for point in &mut points {
            // rounding, so that what sums leave of nothing is nothing
            point.1 = (point.1.clamp(-cap, cap) * 1e6).round() / 1e6 + 0.0;
        }
        if points.iter().any(|point| point.1.abs() > 0.005) {
            result.push((*kind, Line { points }));
        }
    }
    result
}

/// Quantiles of the positives and of all together, so that the pieces are fine
/// where guilty and honest units part. Of a kernel, nothing is a knot, and the
/// quantiles are of those it found something of.
fn knots(examples: &[&Example], kind: Kind) -> Vec<f64> {
    let zero_nothing = kind.is_zero_nothing();
    let sorted = |only: bool| {
        let mut values: Vec<f64> = examples
            .iter()
            .filter(|e| e.positive || !only)
            .map(|e| e.evidence.of(kind))
            .filter(|x| x.is_finite() && !(zero_nothing && *x == 0.0))
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
    if knots.is_empty() {
        return knots;
    }
    // as the table prints them
    knots
        .iter_mut()
        .for_each(|knot| *knot = (*knot * 1e4).round() / 1e4);
    knots.sort_by(f64::total_cmp);
    let width = knots.last().unwrap_or(&0.0) - knots.first().unwrap_or(&0.0);
    knots.dedup_by(|b, a| *b - *a <= width / 40.0);
    if zero_nothing {
        knots.retain(|knot| knot.abs() > width / 100.0);
        knots.push(0.0);
        knots.sort_by(f64::total_cmp);
    }
    knots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{Rng, Scored, auc};

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
                    direct: true,
                    world: at % 3,
                    coverage: 0.7,
                }
            })
            .collect();
        let model = fit(&examples, &Kind::all().collect::<Vec<_>>());
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

    #[test]
    fn counter_evidence_never_raises_a_score_and_no_reason_outweighs_its_cap() {
        let mut rng = Rng::new(9);
        let kinds: Vec<Kind> = Kind::all().step_by(4).collect();
        let examples: Vec<Example> = (0..1_000)
            .map(|at| {
                let positive = at % 7 == 0;
                let mut evidence = Evidence::NONE;
                for kind in &kinds {
                    let found = rng.unit() < if positive { 0.6 } else { 0.3 };
                    let strength = if found { rng.unit() * 2.0 - 1.0 } else { 0.0 };
                    evidence.x[kind.at()] = strength as f32 + 0.3 * f32::from(u8::from(positive));
                }
                Example {
                    evidence,
                    positive,
                    direct: true,
                    world: at % 6,
                    coverage: 0.7,
                }
            })
            .collect();
        let model = fit(&examples, &kinds);
        for (kind, line) in &model.weights {
            let cap = kind.terms().cap_nats + 1e-9;
            assert!(
                line.points.iter().all(|p| p.1.abs() <= cap),
                "{}: {line:?}",
                kind.id()
            );
            assert!(
                line.points.is_sorted_by(|a, b| a.1 <= b.1),
                "{}: {line:?}",
                kind.id()
            );
            if kind.is_zero_nothing() {
                assert_eq!(line.at(0.0), 0.0, "{}", kind.id());
                assert!(line.at(-0.5) <= 0.0 && line.at(0.5) >= 0.0, "{}", kind.id());
            }
        }
    }
}
