//! From sums of weights to log-odds.
//!
//! A sum of weights is no log-odds: reasons that come together count twice, and
//! what a kernel finds of everybody adds to everybody. A logistic line through
//! sums that were made with weights fitted on the other worlds, one world left
//! out at a time, says what a sum means (Platt 1999), with an intercept for each
//! world as in [`super::fit`]. A straight line, because it held on worlds that were
//! not fitted on (calibration error .004 to .028, seeds 17 to 20) and a line of 24
//! pieces bends where there are thirty units.
//!
//! The less of the trade is seen, the less of what is guilty shows, so the same
//! sum means more: what a coverage adds to the log-odds is fitted beside the
//! line. Without it the share of positives of worlds seen to .4 was taken for .067
//! and .078 where .110 and .115 are true; with it for .086 and .103 (seeds 20 and
//! 18).

use super::fit::{Example, Rates};
use super::rank::Line;

/// Newton steps of the line; it rests after some ten.
const STEPS: usize = 50;
/// Coverage at which it adds nothing: that of most worlds.
pub(super) const COVERAGE: f64 = 0.7;
/// Penalty on what coverage adds: half of its square in nats.
const COVERAGE_PENALTY: f64 = 1.0;

pub(super) fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// The straight line from score to log-odds, at the base rate of all worlds
/// together, under which each world's positives are likeliest; its ends are the
/// lowest and the highest score, and it never falls. Beside it, what coverage
/// adds to it for each unit above [`COVERAGE`], where asked for.
pub(super) fn log_odds(
    scores: &[f64],
    examples: &[Example],
    rates: &Rates,
    by_coverage: bool,
) -> (Line, f64) {
    let ends = [
        scores.iter().copied().fold(f64::INFINITY, f64::min),
        scores.iter().copied().fold(f64::NEG_INFINITY, f64::max),
    ];
    if ends[0] >= ends[1] {
        return (Line::default(), 0.0);
    }
    let terms = |(score, e): (&f64, &Example)| {
        let coverage = if by_coverage { e.coverage - COVERAGE } else { 0.0 };
        [1.0, *score, coverage]
    };
    let units = || scores.iter().zip(examples);
    let log_odds = |theta: &[f64; 3], unit: (&f64, &Example)| {
        let sum: f64 = theta.iter().zip(terms(unit)).map(|(t, x)| t * x).sum();
        sum + rates.shift[unit.1.world]
    };
    let likelihood = |theta: &[f64; 3]| -> f64 {
        let of = |unit: (&f64, &Example)| {
            let z = log_odds(theta, unit);
            logistic(if unit.1.positive { z } else { -z }).max(1e-300).ln()
        };
        units().map(of).sum::<f64>() - COVERAGE_PENALTY * theta[2] * theta[2] / 2.0
    };
    let mut theta = [(rates.pooled / (1.0 - rates.pooled)).ln(), 0.0, 0.0];
    let mut reached = likelihood(&theta);
    for _ in 0..STEPS {
        let mut gradient = [0.0, 0.0, -COVERAGE_PENALTY * theta[2]];
        let mut curvature = [[1e-6, 0.0, 0.0], [0.0, 1e-6, 0.0], [0.0, 0.0, COVERAGE_PENALTY]];
        for unit in units() {
            let p = logistic(log_odds(&theta, unit));
            let miss = f64::from(u8::from(unit.1.positive)) - p;
            let x = terms(unit);
            for i in 0..3 {
                gradient[i] += miss * x[i];
                for j in 0..3 {
                    curvature[i][j] += p * (1.0 - p) * x[i] * x[j];
                }
            }
        }
        let step = solve(curvature, gradient);
        // half as far until it is better
        let tried = (0..30).find_map(|halved| {
            let part = 0.5f64.powi(halved);
            let next = [0, 1, 2].map(|i| theta[i] + part * step[i]);
            let found = likelihood(&next);
            (found > reached).then_some((next, found))
        });
        let Some((next, found)) = tried else { break };
        (theta, reached) = (next, found);
    }
    let slope = theta[1].max(0.0);
    let points = ends.map(|end| (end, theta[0] + slope * end)).to_vec();
    (Line { points }, theta[2])
}

/// `a x = b` for a symmetric positive `a`, by elimination.
fn solve(mut a: [[f64; 3]; 3], mut b: [f64; 3]) -> [f64; 3] {
    for i in 0..3 {
        for k in i + 1..3 {
            let part = a[k][i] / a[i][i];
            let row = a[i];
            for (cell, above) in a[k].iter_mut().zip(row) {
                *cell -= part * above;
            }
            b[k] -= part * b[i];
        }
    }
    let mut x = [0.0; 3];
    for i in (0..3).rev() {
        let known: f64 = (i + 1..3).map(|k| a[i][k] * x[k]).sum();
        x[i] = (b[i] - known) / a[i][i];
    }
    x
}

#[cfg(test)]
mod tests {
    use super::super::evidence::Evidence;
    use super::*;
    use crate::measure::Rng;

    #[test]
    fn the_line_finds_the_log_odds_that_made_the_scores() {
        let mut rng = Rng::new(11);
        let (mut scores, mut examples) = (Vec::new(), Vec::new());
        for at in 0..40_000 {
            let (world, score) = (at % 4, 8.0 * rng.unit() - 4.0);
            let coverage = [0.4, 0.7, 0.7, 1.0][world];
            let positive = rng.unit() < logistic(0.8 * score - 2.0 - 1.5 * (coverage - 0.7));
            scores.push(score);
            examples.push(Example {
                evidence: Evidence::NONE,
                positive,
                direct: true,
                world,
                coverage,
            });
        }
        let mut rates = Rates::of(&examples.iter().collect::<Vec<_>>());
        rates.shift = vec![0.0; 4];
        let (line, by_coverage) = log_odds(&scores, &examples, &rates, true);
        assert!((line.at(0.0) + 2.0).abs() < 0.1, "{line:?}");
        assert!((line.at(2.0) + 0.4).abs() < 0.1, "{line:?}");
        assert!((by_coverage + 1.5).abs() < 0.3, "{by_coverage}");
    }
}
