//! T10 unit-value pass-through and T11 unit-value premium: what prices say.
//!
//! T11: the change of `ln(value / mass)` of a lane between before and the window,
//! less the middle change of the same goods from the same exporter to all
//! others, over the robust spread (1.4826 MAD, Rousseeuw and Croux 1993) of such
//! changes: who overpays, pays for risk. T10: where goods go on from a hub to
//! an end with masses on both legs, the slope of the monthly change of ln unit
//! value of the second leg on that of the first; a slope near 1 with a stable
//! uplift is the same goods passing through.
//!
//! Sources: CEPR DP20097 and BOFIT (unit values rose on detours); the public
//! Kazakhstan probe of 2026 (pass-through near 1). False positives: quality mix,
//! urgent air freight; for T10 a common world price. Figures without masses say
//! nothing here, and the findings say so aloud instead of showing a zero.

use super::expected::Frame;
use super::panel::Panel;
use super::special::{median, robust_sd};
use fyke_model::consignment::Side;
use serde::Serialize;
use std::collections::BTreeMap;

/// What prices say about one lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct UnitValue {
    /// Value per kg before, currency units.
    pub before_per_kg: f64,
    /// Value per kg in the window, currency units.
    pub after_per_kg: f64,
    /// T11: rise of ln unit value beyond the other importers', over the robust
    /// spread; `None` with fewer than three other lanes of the goods.
    pub premium_z: Option<f64>,
    /// T10: the pass-through to a second leg, where one has masses.
    pub pass_through: Option<PassThrough>,
}

/// Prices of a second leg explained by those of the first.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PassThrough {
    /// Lane number of the second leg.
    #[serde(skip)]
    pub onward: usize,
    /// Slope of the changes; near 1 for goods that only pass through.
    pub slope: f64,
    /// Share of the variance explained.
    pub r_squared: f64,
    /// Months that both legs have a change in.
    pub months: usize,
}

/// A slope on fewer changes than this is an accident.
const CHANGES_MIN: usize = 8;
const OTHERS_MIN: usize = 3;

/// Unit values of all export lanes with masses, keyed by lane number; `None`
/// where the figures have no masses at all.
pub fn unit_values(panel: &Panel, frame: &Frame) -> Option<BTreeMap<usize, UnitValue>> {
    if !panel.has_mass() {
        return None;
    }
    let mut found: BTreeMap<usize, UnitValue> = BTreeMap::new();
    let mut changes: BTreeMap<_, Vec<(usize, f64)>> = BTreeMap::new();
    for (lane, key) in panel.keys().iter().enumerate() {
        let Some((before, after)) = per_kg(panel, frame, lane) else {
            continue;
        };
        found.insert(
            lane,
            UnitValue {
                before_per_kg: before,
                after_per_kg: after,
                ..UnitValue::default()
            },
        );
        let same_goods = (key.family, key.exporter, key.side, key.currency);
        let change = (after / before).ln();
        changes.entry(same_goods).or_default().push((lane, change));
    }
    let spread = common_spread(&changes.values().map(Vec::as_slice).collect::<Vec<_>>());
    for lanes in changes.values().filter(|l| l.len() > OTHERS_MIN) {
        for &(lane, change) in lanes {
            let mut others: Vec<f64> = lanes.iter().filter(|l| l.0 != lane).map(|l| l.1).collect();
            let own = robust_sd(&others);
            // the goods' own spread on few lanes, drawn to that of all goods
            let n = others.len() as f64;
            let sd = ((n * own * own + 4.0 * spread * spread) / (n + 4.0))
                .sqrt()
                .max(0.02);
            if let Some(unit_value) = found.get_mut(&lane) {
                unit_value.premium_z = Some((change - median(&mut others)) / sd);
            }
        }
    }
    add_pass_through(panel, &mut found);
    Some(found)
}

fn per_kg(panel: &Panel, frame: &Frame, lane: usize) -> Option<(f64, f64)> {
    let (values, masses) = (panel.values(lane), panel.mass_g(lane)?);
    let ratio = |range: std::ops::Range<usize>| {
        let money: i64 = values.get(range.clone())?.iter().sum();
        let mass: i64 = masses.get(range)?.iter().sum();
        (money > 0 && mass > 0).then(|| money as f64 / 100.0 / (mass as f64 / 1000.0))
    };
    Some((ratio(frame.before.clone())?, ratio(frame.after.clone())?))
}

fn common_spread(groups: &[&[(usize, f64)]]) -> f64 {
    let mut off = Vec::new();
    for group in groups.iter().filter(|g| g.len() > OTHERS_MIN) {
        let middle = median(&mut group.iter().map(|g| g.1).collect::<Vec<_>>());
        off.extend(group.iter().map(|g| (g.1 - middle).abs()));
    }
    if off.is_empty() {
        0.3
    } else {
        1.4826 * median(&mut off)
    }
}

fn add_pass_through(panel: &Panel, found: &mut BTreeMap<usize, UnitValue>) {
    let mut from: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (lane, key) in panel.keys().iter().enumerate() {
        if key.side == Side::Export && panel.mass_g(lane).is_some() {
            from.entry((key.family, key.exporter, key.currency))
                .or_default()
                .push(lane);
        }
    }
    let lanes: Vec<usize> = found.keys().copied().collect();
    for lane in lanes {
        let key = &panel.keys()[lane];
        let onward = from.get(&(key.family, key.importer, key.currency));
        let best = onward
            .into_iter()
            .flatten()
            .filter_map(|&next| slope(panel, lane, next))
            .max_by(|a, b| a.r_squared.total_cmp(&b.r_squared));
        if let Some(unit_value) = found.get_mut(&lane) {
            unit_value.pass_through = best;
        }
    }
}

fn slope(panel: &Panel, first: usize, onward: usize) -> Option<PassThrough> {
    let changes = |lane: usize| -> Option<Vec<Option<f64>>> {
        let (values, masses) = (panel.values(lane), panel.mass_g(lane)?);
        let logs: Vec<Option<f64>> = values
            .iter()
            .zip(masses)
            .map(|(v, m)| (*v > 0 && *m > 0).then(|| (*v as f64 / *m as f64).ln()))
            .collect();
        Some(
            logs.windows(2)
                .map(|w| Some(w.last()?.as_ref()? - w.first()?.as_ref()?))
                .collect(),
        )
    };
    let pairs: Vec<(f64, f64)> = changes(first)?
        .into_iter()
        .zip(changes(onward)?)
        .filter_map(|(x, y)| x.zip(y))
        .collect();
    if pairs.len() < CHANGES_MIN {
        return None;
    }
    let n = pairs.len() as f64;
    let mean = |pick: fn(&(f64, f64)) -> f64| pairs.iter().map(pick).sum::<f64>() / n;
    let (mx, my) = (mean(|p| p.0), mean(|p| p.1));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in &pairs {
        xx += (x - mx).powi(2);
        xy += (x - mx) * (y - my);
        yy += (y - my).powi(2);
    }
    (xx > 0.0 && yy > 0.0).then(|| PassThrough {
        onward,
        slope: xy / xx,
        r_squared: xy * xy / (xx * yy),
        months: pairs.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::world;
    use super::*;
    use crate::lanes::Concordance;

    fn judge_world(text: &str) -> Option<BTreeMap<String, UnitValue>> {
        let panel = Panel::new(&world(text), &Concordance::default());
        let frame = Frame::new(&panel, "2022-02".parse().unwrap(), 3, 24).unwrap();
        let found = unit_values(&panel, &frame)?;
        let name = |lane: usize| format!("{} {}", panel.keys()[lane].exporter, panel.keys()[lane].importer);
        Some(found.into_iter().map(|(lane, u)| (name(lane), u)).collect())
    }

    #[test]
    fn who_suddenly_pays_double_stands_out_and_who_always_did_does_not() {
        let found = judge_world(
            "2 EU KG 2017/854231 2020-01..2022-02 100 X 10
             2 EU KG 2017/854231 2022-03..2022-11 300 X 10
             3 EU CH 2017/854231 2020-01..2022-11 200 X 10
             4 EU TR 2017/854231 2020-01..2022-11 100 X 10
             5 EU RS 2017/854231 2020-01..2022-11 90 X 10
             6 EU US 2017/854231 2020-01..2022-11 95 X 10",
        )
        .unwrap();
        assert!(found["EU KG"].premium_z.unwrap() > 3.0);
        assert!(found["EU CH"].premium_z.unwrap().abs() < 1.0);
    }

    #[test]
    fn a_price_that_passes_through_has_slope_one() {
        let legs: String = (1..=12)
            .map(|m| {
                let price = 100 + (m * 37) % 50;
                format!(
                    "2 EU KG 2017/854231 2021-{m:02} {price} X 10\n3 KG RU 2017/854231 2021-{m:02} {} X 10\n",
                    price * 14 / 10
                )
            })
            .collect();
        let found = judge_world(&(legs + "4 EU KG 2017/854231 2022-11 100 X 10")).unwrap();
        let through = found["EU KG"].pass_through.unwrap();
        assert!(
            (through.slope - 1.0).abs() < 0.1 && through.r_squared > 0.9,
            "{through:?}"
        );
    }

    #[test]
    fn without_masses_there_is_no_answer_rather_than_a_zero() {
        assert!(judge_world("2 EU KG 2017/854231 2020-01..2022-11 100").is_none());
    }
}
