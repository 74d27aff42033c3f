//! Which goods are of military interest, from flows alone: no list, no text, no
//! chapter, only who sent how much where and when.
//!
//! The reasoning, one question a component, each answered with a number that is
//! near zero where the figures cannot answer it:
//!
//! 1. **prompt**: was the direct lane cut at once? What an army must not get is
//!    forbidden on the first day and without a wind-down; industrial goods were
//!    phased in with months of grace. Months 1-4 after the measure.
//! 2. **lasting**: did it stay cut? From month 5 on.
//! 3. **ally**: was it cut to the other embargoed country as well? Whoever fears
//!    weapons cuts both; whoever denies luxury or revenue cuts the aggressor, and
//!    the neighbour becomes a detour.
//! 4. **detours**: did someone take pains to get it anyway, on several ways at
//!    once? The sum over hubs, each against that hub's own general boom.
//! 5. **coupling**: how much of the fall reappears on detours, in money?
//! 6. **exposure**: was there trade enough to matter to anybody?
//!
//! Components 1-4 are logs of observed over expected in effective counts
//! (euros over the lane's dispersion, see [`expected`](super::expected)), shrunken
//! by the gamma-Poisson model of [`surge`](super::surge): `(E[ln lambda | N] - prior mean) /
//! prior deviation`, a z-score that a small lane cannot make large. The
//! dispersion follows Taylor's law (variance a power of the mean, Taylor 1961)
//! where a lane's own months are few. The counts are divided by what **placebo
//! dates** show them to overstate: on dates before the measure the ratio must
//! vary as counts say, and where it varies more, the counts were too many.
//! Components 5 and 6 are z-scores of logs. All are cut at three deviations:
//! being cut by 99 % instead of 97 % is no further evidence.
//!
//! The score is their plain sum, one vote a question, except that the two
//! questions about money, which overlap, share a vote. Other weights would need
//! an answer to fit them to; the answer is not looked at (`docs/decisions/0005-ranking-chosen-before-the-answer.md`).
//!
//! False positives: what firms stopped selling of their own will on the first
//! day, and what grey importers brought home anyway: cars and their parts.

use super::concordance::{Concordance, Family};
use super::panel::{LaneKey, Panel};
use super::regime::Regime;
use super::special::{median, quantile, trigamma};
use super::surge::RatioPrior;
use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::date::Month;
use fyke_model::lane::Flow;
use fyke_model::money::Currency;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// One family of goods in the ranking.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankedGoods {
    /// The goods.
    pub family: Family,
    /// Larger is likelier to be of military interest.
    pub score: f64,
    /// Its parts.
    pub components: Components,
    /// Direct exports to the ends in the calendar year before the measure, hundredths.
    pub direct_minor: i64,
    /// ln of the fall of direct exports, plain: the naive ranking to beat.
    pub drop_log: f64,
    /// ln of the growth of exports to the hubs, plain: another one.
    pub growth_log: f64,
}

/// The answers to the six questions, in deviations; 0 where nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Components {
    /// Cut at once.
    pub prompt: f64,
    /// Stayed cut.
    pub lasting: f64,
    /// Cut to the other embargoed country too.
    pub ally: f64,
    /// Rose on several detours.
    pub detours: f64,
    /// Money that fell here and rose there.
    pub coupling: f64,
    /// Trade at stake.
    pub exposure: f64,
}

impl Components {
    fn sum(&self) -> f64 {
        let money = (self.coupling + self.exposure) / 2.0;
        self.prompt + self.lasting + self.ally + self.detours + money
    }
}

/// Months after the measure that count as "at once". Grace periods for
/// industrial goods ran three months from the sixth week, so four months tell a
/// ban from a phase-out; two would leave small lanes without counts.
const PROMPT_MONTHS: usize = 4;
/// Detours take time to open: months after the measure left out of their rise.
const DETOUR_DELAY_MONTHS: usize = 3;
/// A full year before: seasons cancel.
const YEAR: usize = 12;
/// Months the dispersion is learnt from.
const DISPERSION_MONTHS: usize = 24;
/// Beyond so many effective counts a ratio is limited by drift, not by counts.
const COUNTS_MAX: f64 = 50.0;
/// Lanes with fewer expected counts say nothing about the prior.
const PRIOR_COUNTS_MIN: f64 = 5.0;
const Z_MAX: f64 = 3.0;

/// Ranks all families of goods in the flows, likeliest first. Exports by the
/// coalition are used, in the currency that most of their value is in; `measure`
/// needs a year of months before it.
pub fn rank_goods(flows: &[Flow], concordance: &Concordance, regime: &Regime) -> Vec<RankedGoods> {
    rank_panel(&Panel::new(flows, concordance), regime)
}

/// [`rank_goods`] of a panel that is there already.
pub fn rank_panel(panel: &Panel, regime: &Regime) -> Vec<RankedGoods> {
    let Some(table) = Table::new(panel, regime) else {
        return Vec::new();
    };
    let cut = table.cut;
    let after = |from: usize, to: usize| (cut + from).min(table.months)..(cut + to).min(table.months);
    let all = table.months;
    let prompt = table.component(&table.direct, after(1, 1 + PROMPT_MONTHS));
    let lasting = table.component(&table.direct, after(1 + PROMPT_MONTHS, all));
    let ally = table.component(&table.ally, after(1, all));
    let late = after(1 + DETOUR_DELAY_MONTHS, all);
    let hubs: Vec<Component> = table
        .hubs
        .iter()
        .map(|h| table.component(h, late.clone()))
        .collect();
    let detours = breadth(&hubs, table.families.len());
    let coupling = table.coupling(&lasting, &hubs);
    let exposure = table.exposure();
    let mut ranked: Vec<RankedGoods> = (0..table.families.len())
        .map(|i| {
            let components = Components {
                prompt: -prompt.z[i],
                lasting: -lasting.z[i],
                ally: -ally.z[i],
                detours: detours[i],
                coupling: coupling[i],
                exposure: exposure[i],
            };
            let (drop_log, growth_log) = table.naive(i);
            RankedGoods {
                family: table.families[i],
                score: components.sum(),
                components,
                direct_minor: table.last_year_minor(i),
                drop_log,
                growth_log,
            }
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.family.cmp(&b.family)));
    ranked
}

/// Families by months, in currency units, for one destination.
type Rows = Vec<Vec<f64>>;

struct Table {
    families: Vec<Family>,
    comparable: Vec<bool>,
    months: usize,
    /// Column of the measure.
    cut: usize,
    /// Column of the newest HS edition's first month.
    switch: usize,
    /// Columns of the calendar year before the measure.
    last_year: Range<usize>,
    direct: Rows,
    ally: Rows,
    hubs: Vec<Rows>,
}

/// One question's answers: standardised, and as a ratio.
struct Component {
    z: Vec<f64>,
    /// Shrunken observed over expected.
    ratio: Vec<f64>,
    /// What the ratio is for goods at large: the boom, or the general fall.
    usual: f64,
}

impl Table {
    fn new(panel: &Panel, regime: &Regime) -> Option<Table> {
        let cut = panel.column(regime.measure).filter(|c| *c >= YEAR)?;
        let currency = main_currency(panel, regime)?;
        let sent = |k: &LaneKey| {
            k.side == Side::Export
                && k.currency == currency
                && regime.is_coalition(k.exporter, regime.measure)
                && !regime.is_coalition(k.importer, regime.measure)
        };
        let families: Vec<Family> = panel
            .keys()
            .iter()
            .filter(|k| sent(k))
            .map(|k| k.family)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let rows = |to: &dyn Fn(Country) -> bool| -> Rows {
            let mut rows = vec![vec![0.0; panel.months()]; families.len()];
            for (lane, key) in panel
                .keys()
                .iter()
                .enumerate()
                .filter(|(_, k)| sent(k) && to(k.importer))
            {
                if let Ok(at) = families.binary_search(&key.family) {
                    for (sum, value) in rows[at].iter_mut().zip(panel.values(lane)) {
                        *sum += *value as f64 / 100.0;
                    }
                }
            }
            rows
        };
        let last = panel.first() + (panel.months() as i32 - 1);
        let hubs: BTreeSet<Country> = panel
            .keys()
            .iter()
            .map(|k| k.importer)
            .filter(|c| regime.is_hub(*c, last) && !regime.is_also_embargoed(*c))
            .collect();
        let january = Month::new((regime.measure.year() - 1) as i16, 1);
        let january = usize::try_from(january - panel.first()).unwrap_or(0);
        let switch = panel.switch().and_then(|m| panel.column(m)).unwrap_or(0);
        Some(Table {
            comparable: families
                .iter()
                .map(|f| switch + YEAR <= cut || switch == 0 || panel.comparable(*f))
                .collect(),
            months: panel.months(),
            cut,
            switch,
            last_year: january..(january + YEAR).min(cut),
            direct: rows(&|c| regime.is_end(c)),
            ally: rows(&|c| regime.is_also_embargoed(c)),
            hubs: hubs.iter().map(|h| rows(&|c| c == *h)).collect(),
            families,
        })
    }

    /// Months before that a family may be judged against: the year before, or for
    /// goods that cannot be compared across the switch what lies after it, the
    /// measure's own month included, which it hardly touched.
    fn before(&self, family: usize) -> Range<usize> {
        if self.comparable[family] || self.switch > self.cut {
            self.cut - YEAR..self.cut
        } else {
            self.switch..self.cut + 1
        }
    }

    /// Log ratios of a destination, shrunken and standardised.
    fn component(&self, rows: &Rows, after: Range<usize>) -> Component {
        let phi = dispersions(rows, self.cut.saturating_sub(DISPERSION_MONTHS)..self.cut);
        let overstated = self.placebo_overstatement(rows, &phi, after.len());
        let counts: Vec<(f64, f64)> = (0..rows.len())
            .map(|i| counts(&rows[i], &self.before(i), &after, phi[i] * overstated))
            .collect();
        let told: Vec<(f64, f64)> = counts
            .iter()
            .copied()
            .filter(|c| c.1 >= PRIOR_COUNTS_MIN)
            .collect();
        if after.is_empty() || told.len() < 20 {
            return Component {
                z: vec![0.0; rows.len()],
                ratio: vec![1.0; rows.len()],
                usual: 1.0,
            };
        }
        let prior = RatioPrior::fit_one(&told);
        let (mean, deviation) = prior.log_moments();
        let logs: Vec<f64> = counts.iter().map(|&(n, e)| prior.ebgm(n, e).ln()).collect();
        Component {
            z: logs
                .iter()
                .map(|l| ((l - mean) / deviation).clamp(-Z_MAX, Z_MAX))
                .collect(),
            ratio: logs.iter().map(|l| l.exp()).collect(),
            usual: mean.exp(),
        }
    }

    /// By how much effective counts overstate what is known, from dates before
    /// the measure at which nothing happened: the robust variance of the log
    /// ratios there over the variance that counts promise; at least 1.
    fn placebo_overstatement(&self, rows: &Rows, phi: &[f64], window: usize) -> f64 {
        let mut squares = Vec::new();
        let mut start = YEAR;
        while window > 0
            && start + window
                <= self
                    .cut
                    .min(if self.switch == 0 { self.cut } else { self.switch })
        {
            let (before, after) = (start - YEAR..start, start..start + window);
            let mut ratios = Vec::new();
            for (row, phi) in rows.iter().zip(phi) {
                let (n, e) = counts(row, &before, &after, *phi);
                if e >= PRIOR_COUNTS_MIN {
                    ratios.push((((n + 0.5) / (e + 0.5)).ln(), e));
                }
            }
            let middle = median(&mut ratios.iter().map(|r| r.0).collect::<Vec<_>>());
            squares.extend(ratios.iter().map(|(l, e)| (l - middle).powi(2) * (e + 0.5)));
            start += window.max(3);
        }
        // the median of a squared standard normal is 0.455
        if squares.len() < 50 {
            1.0
        } else {
            (quantile(&mut squares, 0.5) / 0.455).max(1.0)
        }
    }

    /// ln of the money that fell here and rose there, as a robust z-score.
    fn coupling(&self, direct: &Component, hubs: &[Component]) -> Vec<f64> {
        let matched: Vec<f64> = (0..self.families.len())
            .map(|i| {
                let before = self.before(i);
                let monthly = |row: &[f64]| mean(row, &before);
                let fall = monthly(&self.direct[i]) * (1.0 - direct.ratio[i]).max(0.0);
                let rise: f64 = self
                    .hubs
                    .iter()
                    .zip(hubs)
                    .map(|(rows, hub)| monthly(&rows[i]) * (hub.ratio[i] - hub.usual.max(1.0)).max(0.0))
                    .sum();
                fall.min(rise)
            })
            .collect();
        // most goods match nothing: their middle is the floor, so the mean is taken
        standardised(&logs(&matched))
    }

    fn exposure(&self) -> Vec<f64> {
        let values: Vec<f64> = (0..self.families.len())
            .map(|i| mean(&self.direct[i], &self.before(i)))
            .collect();
        standardised(&logs(&values))
    }

    fn last_year_minor(&self, family: usize) -> i64 {
        let sum: f64 = self
            .last_year
            .clone()
            .filter_map(|c| self.direct[family].get(c))
            .sum();
        (sum * 100.0).round() as i64
    }

    /// What anybody would try first, without any care: ln of monthly means after
    /// the measure over those of the calendar year before, a thousand added.
    fn naive(&self, family: usize) -> (f64, f64) {
        let after = (self.cut + 1).min(self.months)..self.months;
        let log = |row: &[f64]| ((mean(row, &after) + 1e3) / (mean(row, &self.last_year) + 1e3)).ln();
        let mut hubs = vec![0.0; self.months];
        for rows in &self.hubs {
            for (sum, value) in hubs.iter_mut().zip(&rows[family]) {
                *sum += value;
            }
        }
        (-log(&self.direct[family]), log(&hubs))
    }
}

/// The currency in which most value is sent by the coalition.
fn main_currency(panel: &Panel, regime: &Regime) -> Option<Currency> {
    let mut sums: BTreeMap<Currency, i128> = BTreeMap::new();
    for (lane, key) in panel.keys().iter().enumerate() {
        if key.side == Side::Export && regime.is_coalition(key.exporter, regime.measure) {
            *sums.entry(key.currency).or_default() +=
                panel.values(lane).iter().map(|v| i128::from(*v)).sum::<i128>();
        }
    }
    sums.into_iter()
        .max_by_key(|(_, sum)| *sum)
        .map(|(currency, _)| currency)
}

fn mean(row: &[f64], columns: &Range<usize>) -> f64 {
    row.get(columns.clone())
        .map_or(0.0, |r| r.iter().sum::<f64>() / r.len().max(1) as f64)
}

/// Observed and expected effective counts. A ratio of two counts knows less
/// than either: both are scaled by `1 / (1 + months after / months before)`,
/// and limited to [`COUNTS_MAX`].
fn counts(row: &[f64], before: &Range<usize>, after: &Range<usize>, phi: f64) -> (f64, f64) {
    let share = after.len() as f64 / before.len().max(1) as f64;
    let n = mean(row, after) * after.len() as f64 / phi;
    let e = (mean(row, before) * before.len() as f64 / phi + 0.5) * share;
    let known = 1.0 / (1.0 + share);
    let scale = known * (COUNTS_MAX / (e * known)).min(1.0);
    (n.max(0.0) * scale, e * scale)
}

/// Currency units per effective count, lane by lane: variance over mean, drawn
/// towards Taylor's law of all lanes as far as their scatter about it allows.
fn dispersions(rows: &Rows, columns: Range<usize>) -> Vec<f64> {
    let df = columns.len() as f64 - 1.0;
    let raw: Vec<Option<(f64, f64)>> = rows
        .iter()
        .map(|row| {
            let m = mean(row, &columns);
            let squares: f64 = row.get(columns.clone())?.iter().map(|v| (v - m).powi(2)).sum();
            (m > 0.0 && squares > 0.0 && df > 0.0).then(|| (m.ln(), (squares / df / m).ln()))
        })
        .collect();
    let known: Vec<(f64, f64)> = raw.iter().copied().flatten().collect();
    if known.len() < 3 {
        return raw
            .iter()
            .map(|r| r.map_or(1e3, |r| r.1.exp()).max(1.0))
            .collect();
    }
    let n = known.len() as f64;
    let (mx, my) = (
        known.iter().map(|k| k.0).sum::<f64>() / n,
        known.iter().map(|k| k.1).sum::<f64>() / n,
    );
    let xx: f64 = known.iter().map(|k| (k.0 - mx).powi(2)).sum();
    let slope = known.iter().map(|k| (k.0 - mx) * (k.1 - my)).sum::<f64>() / xx.max(1e-9);
    let law = |x: f64| my + slope * (x - mx);
    let scatter = known.iter().map(|k| (k.1 - law(k.0)).powi(2)).sum::<f64>() / n;
    let chance = trigamma(df / 2.0);
    let own = ((scatter - chance) / scatter.max(1e-9)).clamp(0.1, 0.9);
    raw.iter()
        .map(|r| match r {
            Some((x, y)) => (own * y + (1.0 - own) * law(*x)).exp().max(1.0),
            // nothing was ever sent: what a lane of the smallest size would show
            None => law(known.iter().map(|k| k.0).fold(f64::INFINITY, f64::min))
                .exp()
                .max(1.0),
        })
        .collect()
}

/// Sum over hubs of standardised rises, itself brought to a unit mean square; not
/// centred, since zero means that nothing is known.
fn breadth(hubs: &[Component], families: usize) -> Vec<f64> {
    let sums: Vec<f64> = (0..families).map(|i| hubs.iter().map(|h| h.z[i]).sum()).collect();
    let square = sums.iter().map(|s: &f64| s * s).sum::<f64>() / families.max(1) as f64;
    let unit = square.sqrt().max(0.5);
    sums.iter().map(|s| (s / unit).clamp(-Z_MAX, Z_MAX)).collect()
}

/// ln(value + c), c the lower quartile of what is positive: below it differences
/// say more about noise than about size.
fn logs(values: &[f64]) -> Vec<f64> {
    let mut positive: Vec<f64> = values.iter().copied().filter(|v| *v > 0.0).collect();
    let floor = quantile(&mut positive, 0.25).max(1.0);
    values.iter().map(|v| (v.max(0.0) + floor).ln()).collect()
}

/// Deviations from the mean in standard deviations, cut at [`Z_MAX`].
fn standardised(values: &[f64]) -> Vec<f64> {
    let n = values.len().max(1) as f64;
    let middle = values.iter().sum::<f64>() / n;
    let sd = (values.iter().map(|v| (v - middle).powi(2)).sum::<f64>() / n)
        .sqrt()
        .max(1e-9);
    values
        .iter()
        .map(|v| ((v - middle) / sd).clamp(-Z_MAX, Z_MAX))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{regime, world};
    use super::*;
    use fyke_model::country::Country;

    /// Forty ordinary goods, half cut in July, and those under test.
    fn ranked(lines: &str) -> Vec<RankedGoods> {
        let mut text: String = (0..40)
            .map(|i| {
                let code = 841_300 + i;
                let after = if i % 2 == 0 { 25 + i } else { 60 };
                format!(
                    "2 EU RU 2017/{code} 2020-01..2022-06 {}\n2 EU RU 2017/{code} 2022-07..2022-11 {after}
                     3 EU BY 2017/{code} 2020-01..2022-11 {}
                     4 EU KG 2017/{code} 2020-01..2022-11 {}\n5 EU KZ 2017/{code} 2020-01..2022-11 {}\n",
                    100 + i,
                    50 + i,
                    20 + i,
                    30 + i
                )
            })
            .collect();
        text.push_str(lines);
        let mut regime = regime();
        regime.also_embargoed = vec![super::super::Standing::always(Country::of("BY"))];
        rank_goods(&world(&text), &Concordance::default(), &regime)
    }

    fn place(ranked: &[RankedGoods], code: &str) -> usize {
        ranked.iter().position(|g| g.family.to_string() == code).unwrap()
    }

    #[test]
    fn cut_at_once_everywhere_and_brought_in_anyway_comes_first() {
        let ranked = ranked(
            "6 EU RU 2017/854231 2020-01..2022-02 120
             6 EU RU 2017/854231 2022-03..2022-11 2
             7 EU BY 2017/854231 2020-01..2022-02 60
             7 EU BY 2017/854231 2022-03..2022-11 1
             8 EU KG 2017/854231 2020-01..2022-04 20
             8 EU KG 2017/854231 2022-05..2022-11 70
             9 EU KZ 2017/854231 2020-01..2022-04 30
             9 EU KZ 2017/854231 2022-05..2022-11 90
             # the look-alike: detours as large, but phased out and open to BY
             16 EU RU 2017/870323 2020-01..2022-06 120
             16 EU RU 2017/870323 2022-07..2022-11 50
             17 EU BY 2017/870323 2020-01..2022-11 60
             18 EU KG 2017/870323 2020-01..2022-04 20
             18 EU KG 2017/870323 2022-05..2022-11 70
             19 EU KZ 2017/870323 2020-01..2022-04 30
             19 EU KZ 2017/870323 2022-05..2022-11 90",
        );
        assert_eq!(place(&ranked, "854231"), 0, "{:?}", &ranked[..2]);
        assert!(ranked[0].score > ranked[1].score + 1.0, "{:?}", &ranked[..2]);
    }

    #[test]
    fn one_consignment_that_was_not_repeated_is_no_prompt_cut() {
        let ranked = ranked("6 EU RU 2017/860110 2021-06 3");
        let lone = &ranked[place(&ranked, "860110")];
        assert!(lone.components.prompt.abs() < 0.7, "{lone:?}");
        assert!(lone.score < ranked[0].score);
    }

    #[test]
    fn a_code_that_only_changed_its_number_is_judged_on_the_months_it_has() {
        let ranked = ranked(
            "6 EU RU 2017/854190 2020-01..2021-12 100
             7 EU RU 2022/854190 2022-01..2022-11 100
             8 EU RU 2022/854159 2022-01..2022-11 100",
        );
        let new = &ranked[place(&ranked, "854159")];
        // steady since January: neither cut nor risen from nothing
        assert!(
            new.components.prompt.abs() < 0.7 && new.components.detours.abs() < 0.5,
            "{new:?}"
        );
    }

    #[test]
    fn too_few_months_give_no_ranking_rather_than_a_guess() {
        let flows = world("2 EU RU 2017/854231 2022-01..2022-11 100");
        assert!(rank_goods(&flows, &Concordance::default(), &regime()).is_empty());
    }
}
