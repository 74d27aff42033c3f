//! T01, lane surge: far more than the two ends and the goods explain.
//!
//! Observed over expected with both in effective counts ([`expected`](super::expected)),
//! shrunken by the gamma-Poisson model of DuMouchel (1999), *Bayesian data
//! mining in large frequency tables* (MGPS): `N ~ Poisson(lambda E)`, `lambda` a
//! mixture of two gammas fitted on all lanes. `EBGM = exp E[ln lambda | N]`,
//! `EB05` = the value that lambda exceeds with 95 % posterior probability. A
//! surge fires when `EB05 > eb05_min`: small lanes cannot shout.
//!
//! For the false-discovery rate a p-value is needed, and values are closer to
//! log-normal than to Poisson: the mean of `ln(value + phi)` in the window less
//! that before, less the expected factors, over a moderated standard error
//! (Smyth 2004), to which the drift between placebo dates is added: months of
//! one lane are not independent, and only the past can say by how much.
//!
//! False positives: one-off machinery, a new plant, a price rise, seasons where
//! no third country shows them, late adoption of HS 2022. Where the renumbering
//! leaves an interval, every figure here is that of its innocent end.

use super::expected::{Expected, Frame};
use super::panel::Panel;
use super::shrink::VariancePrior;
use super::special::{digamma, gamma_p, ln_gamma, quantile, student_upper, trigamma};
use serde::Serialize;

/// What T01 says about one lane.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Surge {
    /// Value in the window, hundredths.
    pub observed_minor: i64,
    /// Value expected in the window, hundredths.
    pub expected_minor: i64,
    /// Shrunken observed over expected.
    pub ebgm: f64,
    /// Its lower 5 % bound; only worked out where `ebgm` exceeds 1.
    pub eb05: Option<f64>,
    /// Moderated t of the log values.
    pub t: f64,
    /// One-sided p of `t`.
    pub p: f64,
    /// True where the rise holds only if renumbering moved nothing here.
    pub hangs_on_renumbering: bool,
}

/// The mixture of two gammas that ratios of observed to expected come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatioPrior {
    shape: [f64; 2],
    rate: [f64; 2],
    first: f64,
}

/// Lanes that the prior is fitted on: more would change nothing but the time.
const PRIOR_SAMPLE: usize = 2_000;
const PRIOR_STEPS: usize = 160;

impl RatioPrior {
    /// Fits the prior by maximum marginal likelihood (a mixture of two negative
    /// binomials) with a pattern search on the logarithms of its parameters.
    pub fn fit(counts: &[(f64, f64)]) -> RatioPrior {
        let stride = counts.len().div_ceil(PRIOR_SAMPLE).max(1);
        let sample: Vec<(f64, f64)> = counts.iter().copied().step_by(stride).collect();
        let mut best = RatioPrior::from_logs([0.7, 0.7, -0.7, -1.5, 1.5]);
        if sample.len() < 20 {
            return best;
        }
        let mut at: [f64; 5] = [0.7, 0.7, -0.7, -1.5, 1.5];
        let mut step = 0.8;
        let mut likelihood = best.likelihood(&sample);
        let mut tried = 0;
        while step > 0.05 && tried < PRIOR_STEPS {
            let mut moved = false;
            for i in 0..at.len() {
                for sign in [1.0, -1.0f64] {
                    let mut next = at;
                    next[i] = (next[i] + sign * step).clamp(-4.0, 5.0);
                    let prior = RatioPrior::from_logs(next);
                    let value = prior.likelihood(&sample);
                    tried += 1;
                    if value > likelihood {
                        (at, best, likelihood, moved) = (next, prior, value, true);
                        break;
                    }
                }
            }
            if !moved {
                step /= 2.0;
            }
        }
        best
    }

    /// Fits one gamma instead of two: for goods at large, which have one middle.
    pub(crate) fn fit_one(counts: &[(f64, f64)]) -> RatioPrior {
        let of = |l: [f64; 2]| RatioPrior::from_logs([l[0], l[1], l[0], l[1], 0.0]);
        let (mut at, mut step): ([f64; 2], f64) = ([0.0, 0.0], 1.0);
        let mut likelihood = of(at).likelihood(counts);
        while step > 0.01 {
            let moves = [
                (step, 0.0),
                (-step, 0.0),
                (0.0, step),
                (0.0, -step),
                (step, step),
                (-step, -step),
            ];
            let best = moves
                .into_iter()
                .map(|(a, b)| [(at[0] + a).clamp(-3.0, 5.0), (at[1] + b).clamp(-6.0, 6.0)])
                .map(|next| (of(next).likelihood(counts), next))
                .max_by(|a, b| a.0.total_cmp(&b.0));
            match best {
                Some((value, next)) if value > likelihood => (likelihood, at) = (value, next),
                _ => step /= 2.0,
            }
        }
        of(at)
    }

    /// Mean and standard deviation of ln lambda under the prior.
    pub(crate) fn log_moments(&self) -> (f64, f64) {
        let mean = |k: usize| digamma(self.shape[k]) - self.rate[k].ln();
        let weight = [self.first, 1.0 - self.first];
        let middle = weight[0] * mean(0) + weight[1] * mean(1);
        let part = |k: usize| weight[k] * (trigamma(self.shape[k]) + (mean(k) - middle).powi(2));
        (middle, (part(0) + part(1)).sqrt())
    }

    fn from_logs(l: [f64; 5]) -> RatioPrior {
        RatioPrior {
            shape: [l[0].exp(), l[2].exp()],
            rate: [l[1].exp(), l[3].exp()],
            first: 1.0 / (1.0 + (-l[4]).exp()),
        }
    }

    fn likelihood(&self, sample: &[(f64, f64)]) -> f64 {
        let of_shape = self.shape.map(ln_gamma);
        sample
            .iter()
            .map(|&(n, e)| {
                let [a, b] = self.marginals(n, e, of_shape);
                let high = a.max(b);
                high + ((a - high).exp() + (b - high).exp()).ln()
            })
            .sum()
    }

    /// ln of weight times negative binomial density for both components, less
    /// the terms that only depend on the data.
    fn marginals(&self, n: f64, e: f64, of_shape: [f64; 2]) -> [f64; 2] {
        let weight = [self.first.max(1e-12), (1.0 - self.first).max(1e-12)];
        let part = |k: usize| {
            let (a, b) = (self.shape[k], self.rate[k]);
            weight[k].ln() + ln_gamma(a + n) - of_shape[k] + a * b.ln() - (a + n) * (b + e).ln()
        };
        [part(0), part(1)]
    }

    fn first_given(&self, n: f64, e: f64) -> f64 {
        let [a, b] = self.marginals(n, e, self.shape.map(ln_gamma));
        1.0 / (1.0 + (b - a).exp())
    }

    /// The posterior geometric mean of the ratio.
    pub fn ebgm(&self, n: f64, e: f64) -> f64 {
        let q = self.first_given(n, e);
        let log = |k: usize| digamma(self.shape[k] + n) - (self.rate[k] + e).ln();
        (q * log(0) + (1.0 - q) * log(1)).exp()
    }

    /// The ratio exceeded with 95 % posterior probability.
    pub fn eb05(&self, n: f64, e: f64) -> f64 {
        let q = self.first_given(n, e);
        let below = |x: f64| {
            let part = |k: usize| gamma_p(self.shape[k] + n, x * (self.rate[k] + e));
            q * part(0) + (1.0 - q) * part(1)
        };
        let middle = self.ebgm(n, e);
        let (mut low, mut high) = (middle * 1e-4, middle * 2.0);
        for _ in 0..30 {
            let x = (low * high).sqrt();
            if below(x) < 0.05 {
                low = x;
            } else {
                high = x;
            }
        }
        (low * high).sqrt()
    }
}

/// Log difference, its variance and degrees of freedom, lane by lane.
#[derive(Clone, Copy, Debug)]
struct Difference {
    log: f64,
    variance: f64,
    df: f64,
}

/// T01 for every lane of a panel in one frame; `None` for a lane that cannot be
/// judged: an embargoed end is no place for a surge, and some families cannot
/// be compared across the switch.
pub fn surges(
    panel: &Panel,
    frame: &Frame,
    expected: &Expected,
    drift_variance: f64,
    column_of: &[usize],
    judged: &dyn Fn(usize) -> bool,
) -> Vec<Option<Surge>> {
    let lanes: Vec<usize> = (0..panel.len()).filter(|l| judged(*l)).collect();
    let counts: Vec<(f64, f64)> = lanes.iter().map(|&l| counts(expected, frame, l)).collect();
    let prior = RatioPrior::fit(&counts);
    let differences: Vec<Difference> = lanes
        .iter()
        .map(|&l| difference(panel, frame, expected, l, column_of))
        .collect();
    let noise = VariancePrior::fit(differences.iter().map(|d| (d.variance, d.df)));
    let mut surges = vec![None; panel.len()];
    for ((&lane, &(n, e)), difference) in lanes.iter().zip(&counts).zip(&differences) {
        let mut surge = judge(&prior, &noise, frame, drift_variance, n, e, *difference);
        surge.observed_minor = (expected.levels[lane].after * 100.0).round() as i64;
        surge.expected_minor = (expected.value(lane, frame) * 100.0).round() as i64;
        if panel.spread(lane).is_some() {
            let (n, e, difference) = innocent_end(panel, frame, expected, lane);
            let low = judge(&prior, &noise, frame, drift_variance, n, e, difference);
            surge.hangs_on_renumbering = surge.ebgm > 1.5 && low.ebgm < surge.ebgm / 1.5;
            if low.t < surge.t {
                (surge.ebgm, surge.eb05, surge.t, surge.p) = (low.ebgm, low.eb05, low.t, low.p);
            }
        }
        surges[lane] = Some(surge);
    }
    surges
}

/// Variance of the log difference beyond monthly noise, from a placebo frame:
/// how far lanes drift in that time when nothing has happened.
pub fn drift_variance(
    panel: &Panel,
    frame: &Frame,
    expected: &Expected,
    judged: &dyn Fn(usize) -> bool,
) -> f64 {
    let all: Vec<Difference> = (0..panel.len())
        .filter(|l| judged(*l))
        .map(|l| difference(panel, frame, expected, l, &[]))
        .collect();
    let noise = VariancePrior::fit(all.iter().map(|d| (d.variance, d.df)));
    let mut squares: Vec<f64> = all.iter().map(|d| d.log * d.log).collect();
    let mut within: Vec<f64> = all
        .iter()
        .map(|d| noise.posterior(d.variance, d.df) * spread_of_means(frame))
        .collect();
    // 0.989: the 68.3 % point of a squared standard normal, robust to surges
    (quantile(&mut squares, 0.683) - quantile(&mut within, 0.5)).max(0.0)
}

fn spread_of_means(frame: &Frame) -> f64 {
    1.0 / frame.after.len() as f64 + 1.0 / frame.before.len() as f64
}

fn counts(expected: &Expected, frame: &Frame, lane: usize) -> (f64, f64) {
    let level = expected.levels[lane];
    (
        (level.after / level.phi).max(0.0),
        expected.value(lane, frame) / level.phi,
    )
}

fn judge(
    prior: &RatioPrior,
    noise: &VariancePrior,
    frame: &Frame,
    drift: f64,
    n: f64,
    e: f64,
    difference: Difference,
) -> Surge {
    let ebgm = prior.ebgm(n, e);
    let variance = noise.posterior(difference.variance, difference.df) * spread_of_means(frame) + drift;
    let t = difference.log / variance.sqrt().max(1e-9);
    Surge {
        observed_minor: 0,
        expected_minor: 0,
        ebgm,
        eb05: (ebgm > 1.0).then(|| prior.eb05(n, e)),
        t,
        p: student_upper(t, noise.df + difference.df),
        hangs_on_renumbering: false,
    }
}

fn difference(
    panel: &Panel,
    frame: &Frame,
    expected: &Expected,
    lane: usize,
    column_of: &[usize],
) -> Difference {
    let values = panel.values(lane);
    log_difference(frame, expected, lane, |column| {
        let column = column_of.get(column).copied().unwrap_or(column);
        values.get(column).copied().unwrap_or(0)
    })
}

fn log_difference(
    frame: &Frame,
    expected: &Expected,
    lane: usize,
    value_of: impl Fn(usize) -> i64,
) -> Difference {
    let phi = expected.levels[lane].phi;
    let log = |column: usize| (value_of(column).max(0) as f64 / 100.0 + phi).ln();
    let (mut sum, mut squares) = (0.0, 0.0);
    for column in frame.before.clone() {
        let y = log(column);
        sum += y;
        squares += y * y;
    }
    let months = frame.before.len() as f64;
    let after = frame.after.clone().map(log).sum::<f64>() / frame.after.len() as f64;
    Difference {
        log: after - sum / months - expected.factors[lane].ln(),
        variance: ((squares - sum * sum / months) / (months - 1.0)).max(0.0),
        df: months - 1.0,
    }
}

/// The same lane with all that renumbering may have brought already there before.
fn innocent_end(panel: &Panel, frame: &Frame, expected: &Expected, lane: usize) -> (f64, f64, Difference) {
    let Some(spread) = panel.spread(lane) else {
        let (n, e) = counts(expected, frame, lane);
        return (n, e, difference(panel, frame, expected, lane, &[]));
    };
    let high = |column: usize| spread.high.get(column).copied().unwrap_or(0);
    let low = |column: usize| spread.low.get(column).copied().unwrap_or(0);
    let before: f64 = frame.before.clone().map(|c| high(c) as f64 / 100.0).sum();
    let after: f64 = frame.after.clone().map(|c| low(c) as f64 / 100.0).sum();
    let phi = expected.levels[lane].phi;
    let share = frame.after.len() as f64 / frame.before.len() as f64;
    let e = (before / phi + 0.5) * share * expected.factors[lane];
    let start = frame.after.start;
    let value_of = |column: usize| if column < start { high(column) } else { low(column) };
    (
        (after / phi).max(0.0),
        e,
        log_difference(frame, expected, lane, value_of),
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::{regime, world};
    use super::*;
    use crate::lanes::{Concordance, Link};
    use fyke_model::hs::{HsCode, HsVersion};

    fn judge_world(text: &str, links: &[Link]) -> Vec<(String, Option<Surge>)> {
        judge_from("2022-02", text, links)
    }

    fn judge_from(measure: &str, text: &str, links: &[Link]) -> Vec<(String, Option<Surge>)> {
        let panel = Panel::new(&world(text), &Concordance::new(links));
        let frame = Frame::new(&panel, measure.parse().unwrap(), 3, 24).unwrap();
        let expected = Expected::new(&panel, &regime(), &frame, &[]);
        let switch = panel.switch().and_then(|m| panel.column(m));
        let judged = |lane: usize| !frame.crosses(switch) || panel.comparable(panel.keys()[lane].family);
        let found = surges(&panel, &frame, &expected, 0.01, &[], &judged);
        panel
            .keys()
            .iter()
            .map(|k| format!("{} {}", k.importer, k.family))
            .zip(found)
            .collect()
    }

    /// Nine quiet lanes and the one under test; the last three months decide.
    fn with_quiet(lines: &str) -> String {
        let quiet: String = (0..9)
            .map(|i| format!("9 EU KG 2017/84135{i} 2020-01..2022-11 {}\n", 100 + i))
            .collect();
        quiet + lines
    }

    #[test]
    fn a_lane_that_rises_twentyfold_fires_and_its_quiet_neighbour_does_not() {
        let found = judge_world(
            &with_quiet(
                "2 EU KG 2017/848210 2020-01..2022-05 100
                 3 EU KG 2017/848210 2022-06..2022-11 2000",
            ),
            &[],
        );
        for (name, surge) in found {
            let surge = surge.unwrap();
            let fires = surge.eb05.is_some_and(|e| e > 2.0) && surge.p < 1e-4;
            assert_eq!(fires, name == "KG 848210", "{name}: {surge:?}");
        }
    }

    #[test]
    fn a_surge_that_exists_only_under_renumbering_does_not_fire() {
        let hs = |v: u16, t: &str| HsCode {
            version: HsVersion::from_year(v).unwrap(),
            code: t.parse().unwrap(),
        };
        let side = Link {
            from: hs(2017, "847330"),
            to: hs(2022, "848210"),
            weight_low: 0.0,
            weight_high: 1.0,
            main: false,
        };
        // the new code collects what an old one carried all the time
        let text = "
             9 EU KG 2017/902610 2020-01..2021-12 100
             9 EU KG 2022/902610 2022-01..2022-11 100
             9 EU KG 2017/902620 2020-01..2021-12 300
             9 EU KG 2022/902620 2022-01..2022-11 300
             9 EU KG 2017/902680 2020-01..2021-12 200
             9 EU KG 2022/902680 2022-01..2022-11 200
             2 EU KG 2017/847330 2020-01..2021-12 2000
             3 EU KG 2022/847330 2022-01..2022-11 2
             4 EU KG 2017/848210 2020-01..2021-12 2
             5 EU KG 2022/848210 2022-01..2022-11 2000";
        // judged from the day of the renumbering, so that all months before are of the old edition
        let naive = judge_from("2022-01", text, &[]);
        let of = |found: &[(String, Option<Surge>)]| found.iter().find(|f| f.0 == "KG 848210").unwrap().1;
        assert!(of(&naive).unwrap().eb05.unwrap() > 2.0, "{naive:?}");
        let surge = of(&judge_from("2022-01", text, &[side])).unwrap();
        assert!(surge.hangs_on_renumbering, "{surge:?}");
        assert!(surge.eb05.is_none_or(|e| e < 2.0), "{surge:?}");
        // and a code that is simply new is not judged at all
        let found = judge_world(
            "2 EU KG 2017/841351 2020-01..2021-12 100
             3 EU KG 2022/841351 2022-01..2022-11 100
             4 EU KG 2022/851713 2022-01..2022-11 5000",
            &[],
        );
        assert_eq!(found[1], ("KG 851713".into(), None));
    }

    #[test]
    fn one_machine_is_less_of_a_surge_than_a_stream_of_parts() {
        let found = judge_world(
            &with_quiet(
                "2 EU KG 2017/845910 2020-05 3000
                 2 EU KG 2017/845910 2021-04 2500
                 3 EU KG 2017/845910 2022-10 6000
                 4 EU KG 2017/848210 2020-01..2022-05 100
                 5 EU KG 2017/848210 2022-06..2022-11 2000",
            ),
            &[],
        );
        let of = |name: &str| found.iter().find(|(n, _)| n == name).unwrap().1.unwrap();
        let (machine, stream) = (of("KG 845910"), of("KG 848210"));
        assert!(machine.eb05.is_none_or(|e| e < 2.0), "{machine:?}");
        assert!(stream.eb05.unwrap() > 2.0, "{stream:?}");
    }

    #[test]
    fn eb05_lies_below_ebgm_and_grows_with_evidence() {
        let prior = RatioPrior::from_logs([0.7, 0.7, -0.7, -1.5, 1.5]);
        let bounds: Vec<f64> = [1.0, 10.0, 100.0]
            .iter()
            .map(|e| prior.eb05(8.0 * e, *e))
            .collect();
        assert!(bounds[0] < bounds[1] && bounds[1] < bounds[2], "{bounds:?}");
        assert!(bounds[2] < prior.ebgm(800.0, 100.0));
    }
}
