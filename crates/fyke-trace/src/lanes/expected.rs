//! What a lane would carry if only its two ends and its goods had moved.
//!
//! `E = b * W * a(exporter, importer) * c(goods)`: the lane's own monthly level
//! before, times the months of the window, times the boom of the pair of
//! countries, times the world-wide shock of the goods.
//!
//! **Euros are not counts.** A gamma-Poisson model wants counts, and a lane of
//! one EUR 4 m machine is not four million events. Each lane has its own
//! exchange rate, the dispersion `phi = variance / mean` of its months before:
//! the euros that one independent event is worth. `value / phi` then has
//! variance equal to its mean, as a count has. `phi` is drawn towards that of
//! the same goods on other lanes (quasi-likelihood dispersion with empirical
//! Bayes: McCullagh and Nelder 1989; Lund et al. 2012).
//!
//! **Why not plain iterative proportional fitting** (Deming and Stephan 1940):
//! its margins are sums, and one lane of cars carries a country's margin. The
//! two-way fit here alternates a weighted median over a pair's lanes with a
//! shrunken ratio over the goods' third-country lanes (median polish, Tukey
//! 1977), so that up to half of a hub's lanes may surge without being taken for
//! its boom. The goods' shock is read from countries that are neither ends nor
//! hubs: read from hubs it would explain away what is looked for. Without third
//! countries in the figures it is 1, and the notes say so.
//!
//! False positives: a new plant or a war next door is no boom of all goods.

use super::concordance::Family;
use super::panel::{LaneKey, Panel};
use super::regime::Regime;
use super::shrink::VariancePrior;
use super::special::median;
use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::date::Month;
use fyke_model::money::Currency;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// Which months are judged against which.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Frame {
    /// Columns of the panel before the measure.
    pub before: Range<usize>,
    /// Columns of the window judged.
    pub after: Range<usize>,
}

/// Months before that are worth judging against.
const BASELINE_MONTHS_MIN: usize = 6;

impl Frame {
    /// The last `window` months against at most `baseline` months before the
    /// measure. `None` where the figures do not reach both.
    pub fn new(panel: &Panel, measure: Month, window: usize, baseline: usize) -> Option<Frame> {
        let cut = panel.column(measure)?;
        let first_after = panel.months().saturating_sub(window).max(cut + 1);
        let frame = Frame {
            before: cut.saturating_sub(baseline)..cut,
            after: first_after..panel.months(),
        };
        (frame.before.len() >= BASELINE_MONTHS_MIN && !frame.after.is_empty()).then_some(frame)
    }

    /// Frames of the same shape that end before the measure, the nearest to the
    /// measure first: at these dates nothing had happened yet.
    pub fn placebos(&self) -> Vec<Frame> {
        let least = self.after.end - self.before.end;
        (least..self.before.end)
            .map_while(|shift| {
                let end = self.before.end.checked_sub(shift)?;
                let frame = Frame {
                    before: self.before.start.min(end)..end,
                    after: self.after.start - shift..self.after.end - shift,
                };
                (frame.before.len() >= BASELINE_MONTHS_MIN).then_some(frame)
            })
            .collect()
    }

    /// Whether a renumbering at column `switch` lies between the two parts.
    pub fn crosses(&self, switch: Option<usize>) -> bool {
        switch.is_some_and(|s| s > self.before.start && s < self.after.end)
    }
}

/// A lane's months in one frame, in currency units and in effective counts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Level {
    /// Sum before, currency units.
    pub before: f64,
    /// Sum in the window, currency units.
    pub after: f64,
    /// Currency units per effective count.
    pub phi: f64,
}

/// Expected values of all lanes of a panel in one frame.
#[derive(Clone, Debug)]
pub struct Expected {
    /// One per lane of the panel.
    pub levels: Vec<Level>,
    /// One per lane: boom of the pair times shock of the goods.
    pub factors: Vec<f64>,
    /// The boom of each pair of countries, as its own lanes tell.
    pub booms: BTreeMap<Pair, f64>,
    /// The world-wide shock of the goods, where third countries tell it.
    pub shocks: BTreeMap<Family, f64>,
}

/// Lanes that share a boom.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Pair {
    /// Where goods leave from.
    pub exporter: Country,
    /// Where they go to.
    pub importer: Country,
    /// Who recorded it.
    pub side: Side,
    /// What is counted.
    pub currency: Currency,
}

impl From<&LaneKey> for Pair {
    fn from(key: &LaneKey) -> Pair {
        Pair {
            exporter: key.exporter,
            importer: key.importer,
            side: key.side,
            currency: key.currency,
        }
    }
}

/// Weight of a lane in its pair's boom grows up to this many effective counts:
/// beyond it, being large tells nothing more about the country's other trade.
const BOOM_WEIGHT_MAX: f64 = 50.0;
/// Effective counts at which the goods' own shock weighs as much as "no shock".
const SHOCK_PRIOR_COUNTS: f64 = 25.0;
const SWEEPS: usize = 4;

impl Expected {
    /// Expectations for every lane of the panel in `frame`. `column_of` maps the
    /// frame's columns to the panel's: the identity, or a permutation of months.
    pub fn new(panel: &Panel, regime: &Regime, frame: &Frame, column_of: &[usize]) -> Expected {
        let levels = levels(panel, frame, column_of);
        let mut expected = Expected {
            factors: vec![1.0; levels.len()],
            levels,
            booms: BTreeMap::new(),
            shocks: BTreeMap::new(),
        };
        let month = panel.first() + frame.after.start as i32;
        let third =
            |c: Country| !regime.is_end(c) && !regime.is_hub(c, month) && !regime.is_also_embargoed(c);
        let is_third: Vec<bool> = panel.keys().iter().map(|k| third(k.importer)).collect();
        for _ in 0..SWEEPS {
            expected.fit_booms(panel, frame);
            expected.fit_shocks(panel, frame, &is_third);
            if expected.shocks.is_empty() {
                break;
            }
        }
        for (factor, key) in expected.factors.iter_mut().zip(panel.keys()) {
            let boom = expected.booms.get(&Pair::from(key)).copied().unwrap_or(1.0);
            *factor = boom * expected.shocks.get(&key.family).copied().unwrap_or(1.0);
        }
        expected
    }

    /// What the lane would carry in the window, currency units; with half an
    /// effective count for what nobody happened to send (Jeffreys).
    pub fn value(&self, lane: usize, frame: &Frame) -> f64 {
        let (Some(level), Some(factor)) = (self.levels.get(lane), self.factors.get(lane)) else {
            return 0.0;
        };
        let share = frame.after.len() as f64 / frame.before.len() as f64;
        (level.before + 0.5 * level.phi) * share * factor
    }

    fn fit_booms(&mut self, panel: &Panel, frame: &Frame) {
        let share = frame.after.len() as f64 / frame.before.len() as f64;
        let mut ratios: BTreeMap<Pair, Vec<(f64, f64)>> = BTreeMap::new();
        for (level, key) in self.levels.iter().zip(panel.keys()) {
            let counts = level.before / level.phi;
            if counts < 1.0 {
                continue;
            }
            let shock = self.shocks.get(&key.family).copied().unwrap_or(1.0);
            let plain = (level.before + 0.5 * level.phi) * share * shock;
            let ratio = ((level.after + 0.5 * level.phi * share) / plain).ln();
            let pair = ratios.entry(Pair::from(key)).or_default();
            pair.push((ratio, counts.min(BOOM_WEIGHT_MAX)));
        }
        self.booms = ratios
            .into_iter()
            .map(|(pair, mut lanes)| (pair, weighted_median(&mut lanes).exp()))
            .collect();
    }

    fn fit_shocks(&mut self, panel: &Panel, frame: &Frame, is_third: &[bool]) {
        let share = frame.after.len() as f64 / frame.before.len() as f64;
        let mut sums: BTreeMap<Family, (f64, f64)> = BTreeMap::new();
        for ((level, key), third) in self.levels.iter().zip(panel.keys()).zip(is_third) {
            if !third {
                continue;
            }
            let boom = self.booms.get(&Pair::from(key)).copied().unwrap_or(1.0);
            let plain = level.before / level.phi * share * boom;
            // one lane may tell at most a fourfold shock
            let seen = (level.after / level.phi).min(4.0 * plain + 1.0);
            let sum = sums.entry(key.family).or_default();
            *sum = (sum.0 + seen, sum.1 + plain);
        }
        self.shocks = sums
            .into_iter()
            .map(|(family, (seen, plain))| {
                (family, (seen + SHOCK_PRIOR_COUNTS) / (plain + SHOCK_PRIOR_COUNTS))
            })
            .collect();
    }
}

/// Sums and dispersions of all lanes, dispersions shrunken.
fn levels(panel: &Panel, frame: &Frame, column_of: &[usize]) -> Vec<Level> {
    let months = frame.before.len() as f64;
    let mut raw = Vec::with_capacity(panel.len());
    for lane in 0..panel.len() {
        let values = panel.values(lane);
        let at = |column: usize| {
            let column = column_of.get(column).copied().unwrap_or(column);
            values.get(column).map_or(0.0, |v| *v as f64 / 100.0)
        };
        let (mut sum, mut squares) = (0.0, 0.0);
        for column in frame.before.clone() {
            let value = at(column);
            sum += value;
            squares += value * value;
        }
        let after = frame.after.clone().map(at).sum::<f64>();
        let variance = ((squares - sum * sum / months) / (months - 1.0)).max(0.0);
        raw.push((sum, after, variance));
    }
    let goods = goods_dispersion(panel, &raw, months);
    let ratio = |lane: usize| {
        let (sum, _, variance) = raw[lane];
        (sum > 0.0).then(|| variance * months / sum / goods[&panel.keys()[lane].family])
    };
    let df = months - 1.0;
    let prior = VariancePrior::fit((0..raw.len()).filter_map(ratio).map(|r| (r, df)));
    (0..raw.len())
        .map(|lane| {
            let (before, after, _) = raw[lane];
            let own = ratio(lane).map_or(prior.variance, |r| prior.posterior(r, df));
            Level {
                before,
                after,
                phi: (own * goods[&panel.keys()[lane].family]).max(1.0),
            }
        })
        .collect()
}

/// Variance over mean, pooled over the lanes of the same goods; for goods that
/// nobody sent before, the middle of all goods.
fn goods_dispersion(panel: &Panel, raw: &[(f64, f64, f64)], months: f64) -> BTreeMap<Family, f64> {
    let mut pooled: BTreeMap<Family, (f64, f64)> = BTreeMap::new();
    for (key, (sum, _, variance)) in panel.keys().iter().zip(raw) {
        let pool = pooled.entry(key.family).or_default();
        *pool = (pool.0 + variance, pool.1 + sum / months);
    }
    let phi = |(variance, mean): &(f64, f64)| (*mean > 0.0 && *variance > 0.0).then(|| variance / mean);
    let middle = median(&mut pooled.values().filter_map(phi).collect::<Vec<_>>()).max(1.0);
    pooled
        .iter()
        .map(|(family, pool)| (*family, phi(pool).unwrap_or(middle)))
        .collect()
}

/// The value at which half of the weight lies below; 0 for nothing.
fn weighted_median(lanes: &mut [(f64, f64)]) -> f64 {
    lanes.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let half = lanes.iter().map(|l| l.1).sum::<f64>() / 2.0;
    let mut seen = 0.0;
    for (value, weight) in lanes.iter() {
        seen += weight;
        if seen >= half {
            return *value;
        }
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::super::testing::{regime, world};
    use super::*;
    use crate::lanes::Concordance;

    #[test]
    fn a_country_that_doubles_all_its_trade_is_a_boom_and_no_surge() {
        let text = "
            2 EU KG 2017/841350 2020-01..2021-12 100
            3 EU KG 2017/841350 2022-01..2022-11 200
            4 EU KG 2017/852910 2020-01..2021-12 1000
            5 EU KG 2017/852910 2022-01..2022-11 2000
            6 EU KG 2017/902610 2020-01..2021-12 300
            7 EU KG 2017/902610 2022-01..2022-11 600";
        let panel = Panel::new(&world(text), &Concordance::default());
        let frame = Frame::new(&panel, "2022-02".parse().unwrap(), 3, 24).unwrap();
        let expected = Expected::new(&panel, &regime(), &frame, &[]);
        for lane in 0..panel.len() {
            let ratio = expected.levels[lane].after / expected.value(lane, &frame);
            assert!((ratio - 1.0).abs() < 0.15, "lane {lane}: {ratio}");
        }
    }

    #[test]
    fn placebo_frames_end_before_the_measure() {
        let panel = Panel::new(
            &world("2 EU KG 2017/841350 2020-01..2022-11 100"),
            &Concordance::default(),
        );
        let frame = Frame::new(&panel, "2022-02".parse().unwrap(), 3, 24).unwrap();
        assert_eq!((frame.before.clone(), frame.after.clone()), (1..25, 32..35));
        let placebos = frame.placebos();
        assert_eq!(placebos.len(), 9);
        assert!(placebos.iter().all(|f| f.after.end <= frame.before.end));
    }
}
