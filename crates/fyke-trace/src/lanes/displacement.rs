//! D01, displacement: a fall here that reappears there.
//!
//! For one exporter and one family of goods: the direct lane to the embargoed
//! end falls by F a month; the lanes to hubs rise by R_h a month beyond what
//! each hub's boom and the goods' shock explain ([`expected`](super::expected)). Matched is
//! `min(F, sum R_h)`, the share of the fall that reappears `sum R_h / F`. Both
//! are shrunken: F by its own noise (`F (1 - 1/z²)`, positive-part James-Stein),
//! R_h by EBGM (`(EBGM - 1) E`). The rise is T01's evidence; D01 adds that of the
//! fall, times the part of the rise that the fall can account for: a rise
//! without a fall is a boom, a fall without a rise is obedience.
//!
//! Counter-evidence is worked out with the same effort: the hub's boom in its
//! *other* goods, the goods' shock in third countries, a rise that had begun
//! before the measure, a rise that came before the fall.
//!
//! Source: the substitution ratio of Chupilkin, Javorcik and Plekhanov (CEPR
//! DP20097: over 50 % for many products); Wakefield (2009) for the weight of
//! evidence of a z-score. False positives: real new demand in a hub whose own
//! supply came through the end before; a distributor that moved its seat.

use super::expected::{Expected, Frame};
use super::panel::Panel;
use super::regime::Regime;
use super::special::{median, robust_sd};
use super::surge::Surge;
use fyke_model::consignment::Side;
use fyke_model::country::Country;
use serde::Serialize;
use std::collections::BTreeMap;

/// A fall of a direct lane together with the rise of one detour.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Displacement {
    /// The embargoed end whose lane fell.
    pub end: Country,
    /// The direct lane's number in the panel.
    #[serde(skip)]
    pub direct: usize,
    /// Mean monthly value of the direct lane before, hundredths.
    pub direct_before_minor: i64,
    /// Mean monthly value of the direct lane in the window, hundredths.
    pub direct_after_minor: i64,
    /// Shrunken monthly fall, hundredths.
    pub fall_minor: i64,
    /// Shrunken monthly rise of this detour beyond expectation, hundredths.
    pub rise_minor: i64,
    /// The part of this detour's rise that the fall can account for, all detours
    /// of the same goods taken together and in proportion, hundredths a month.
    pub matched_minor: i64,
    /// Share of the fall that reappears on this detour.
    pub share: f64,
    /// Share of the fall that reappears on all detours.
    pub share_all: f64,
    /// How sure the fall is: the log fall over its moderated error.
    pub fall_z: f64,
    /// Months from the fall's half-way point to the rise's; negative: it rose first.
    pub lag_months: Option<i32>,
    /// The hub's general boom, as a factor.
    pub hub_boom: f64,
    /// The goods' shock in third countries, as a factor; 1 where unknown.
    pub goods_shock: f64,
    /// ln of the level in the three months up to the measure over that before.
    pub early_rise_log: f64,
    /// Weight of evidence, natural log-odds.
    pub contribution: f64,
}

/// Prior variance of an effect in units of its error's: an effect worth telling
/// is about twice the noise. Wakefield's approximate Bayes factor needs one.
const EFFECT_VARIANCE: f64 = 4.0;
/// A single reason never adds more than this many nats.
pub const REASON_CAP: f64 = 3.0;

/// Weight of evidence of a one-sided z-score, in nats: the approximate Bayes
/// factor of Wakefield (2009) for an effect whose variance is four times the
/// error's, signed, capped at [`REASON_CAP`].
///
/// ```
/// use fyke_trace::lanes::displacement::evidence;
/// assert!(evidence(0.0) < 0.0 && evidence(3.0) > 2.5 && evidence(99.0) == 3.0);
/// ```
pub fn evidence(z: f64) -> f64 {
    let none = -0.5 * (1.0 + EFFECT_VARIANCE).ln();
    if z <= 0.0 || z.is_nan() {
        return none;
    }
    (none + 0.5 * z * z * EFFECT_VARIANCE / (1.0 + EFFECT_VARIANCE)).min(REASON_CAP)
}

/// The rise itself is T01's evidence. What D01 adds is the fall, as far as it
/// can account for the rise, and half of that where the rise came first.
fn weigh(fall_z: f64, accounted: f64, fell_first: bool) -> f64 {
    let fall = evidence(fall_z);
    if fall <= 0.0 {
        return fall;
    }
    fall * accounted.clamp(0.0, 1.0) * if fell_first { 1.0 } else { 0.5 }
}

/// ln 2: a lane that had doubled before the measure had reasons of its own.
pub const EARLY_RISE_LOG: f64 = 0.7;

/// D01 for every lane to a hub, keyed by lane number.
pub fn displacements(
    panel: &Panel,
    regime: &Regime,
    frame: &Frame,
    expected: &Expected,
    surges: &[Option<Surge>],
) -> BTreeMap<usize, Displacement> {
    let mut found = BTreeMap::new();
    let keys = panel.keys();
    let month = panel.first() + frame.after.start as i32;
    let fall_sd = fall_noise(panel, frame, expected);
    let mut start = 0;
    while start < keys.len() {
        let same = |k: &super::LaneKey| (k.family, k.exporter) == (keys[start].family, keys[start].exporter);
        let end = start + keys[start..].iter().take_while(|k| same(k)).count();
        let group = start..end;
        for direct in group.clone().filter(|&l| regime.is_end(keys[l].importer)) {
            let like = |&l: &usize| {
                (keys[l].side, keys[l].currency) == (keys[direct].side, keys[direct].currency)
                    && keys[l].side == Side::Export
                    && regime.is_hub(keys[l].importer, month)
                    && regime.is_coalition(keys[l].exporter, month)
            };
            let hubs: Vec<usize> = group.clone().filter(like).collect();
            for (lane, displacement) in couple(panel, frame, expected, surges, direct, &hubs, fall_sd) {
                let better = found
                    .get(&lane)
                    .is_none_or(|d: &Displacement| d.matched_minor < displacement.matched_minor);
                if better {
                    found.insert(lane, displacement);
                }
            }
        }
        start = end;
    }
    found
}

fn couple(
    panel: &Panel,
    frame: &Frame,
    expected: &Expected,
    surges: &[Option<Surge>],
    direct: usize,
    hubs: &[usize],
    fall_sd: f64,
) -> Vec<(usize, Displacement)> {
    let months = (frame.before.len() as f64, frame.after.len() as f64);
    let level = expected.levels[direct];
    let (before, after) = (level.before / months.0, level.after / months.1);
    let fall_z = (((level.before + level.phi) / months.0) / ((level.after + level.phi) / months.1)).ln()
        / (fall_sd * fall_sd + level.phi / (level.before + level.phi)).sqrt();
    let kept = (1.0 - 1.0 / (fall_z * fall_z).max(1e-9)).max(0.0);
    let fall = ((before - after) * if fall_z > 0.0 { kept } else { 0.0 }).max(0.0);
    let rises: Vec<f64> = hubs.iter().map(|&l| rise(surges, expected, frame, l)).collect();
    let total: f64 = rises.iter().sum();
    let matched = if total > 0.0 { fall.min(total) / total } else { 0.0 };
    let minor = |value: f64| (value * 100.0).round() as i64;
    let share_of = |rise: f64| if fall > 0.0 { rise / fall } else { 0.0 };
    let fell = half_way(panel.values(direct), frame, before, after);
    hubs.iter()
        .zip(&rises)
        .map(|(&lane, &rise)| {
            let key = &panel.keys()[lane];
            let hub_boom = expected.booms.get(&key.into()).copied().unwrap_or(1.0);
            let hub = expected.levels[lane];
            let rose = half_way(
                panel.values(lane),
                frame,
                hub.before / months.0,
                hub.after / months.1,
            );
            let lag_months = fell.zip(rose).map(|(f, r)| r as i32 - f as i32);
            let early_rise_log = early_rise(panel.values(lane), frame, hub.phi);
            let accounted = if rise > 0.0 { matched } else { 0.0 };
            let fell_first = lag_months.is_none_or(|l| l >= -2) && early_rise_log <= EARLY_RISE_LOG;
            let contribution = weigh(fall_z, accounted, fell_first);
            let displacement = Displacement {
                end: panel.keys()[direct].importer,
                direct,
                direct_before_minor: minor(before),
                direct_after_minor: minor(after),
                fall_minor: minor(fall),
                rise_minor: minor(rise),
                matched_minor: minor(rise * matched),
                share: share_of(rise),
                share_all: share_of(total),
                fall_z,
                lag_months,
                hub_boom,
                goods_shock: expected.shocks.get(&key.family).copied().unwrap_or(1.0),
                early_rise_log,
                contribution,
            };
            (lane, displacement)
        })
        .collect()
}

/// Shrunken rise a month beyond expectation, currency units.
fn rise(surges: &[Option<Surge>], expected: &Expected, frame: &Frame, lane: usize) -> f64 {
    let Some(surge) = surges.get(lane).copied().flatten() else {
        return 0.0;
    };
    let predicted = expected.value(lane, frame);
    let risen = (surge.ebgm - 1.0) * predicted;
    // shrinking may not invent more than was seen
    let seen = expected.levels[lane].after - predicted;
    risen.min(seen).max(0.0) / frame.after.len() as f64
}

/// First month from the measure on in which the series is nearer to its later
/// level than to its earlier one, and the month after it too.
fn half_way(values: &[i64], frame: &Frame, before: f64, after: f64) -> Option<usize> {
    let middle = (before + after) / 2.0 * 100.0;
    let beyond = |c: usize| {
        values
            .get(c)
            .is_some_and(|v| (*v as f64 > middle) == (after > before))
    };
    // six months before the measure too: what rose early shows as such
    let from = frame.before.end.saturating_sub(6);
    (from..frame.after.end).find(|&c| beyond(c) && (c + 1 >= frame.after.end || beyond(c + 1)))
}

fn early_rise(values: &[i64], frame: &Frame, phi: f64) -> f64 {
    let end = frame.before.end;
    let start = end.saturating_sub(3).max(frame.before.start);
    let mean = |range: std::ops::Range<usize>| {
        let n = range.len().max(1) as f64;
        range
            .filter_map(|c| values.get(c))
            .map(|v| *v as f64 / 100.0)
            .sum::<f64>()
            / n
    };
    ((mean(start..end) + phi) / (mean(frame.before.start..start) + phi)).ln()
}

/// How much log levels of direct lanes move in that time when nothing happens:
/// from halves of the months before, robustly.
fn fall_noise(panel: &Panel, frame: &Frame, expected: &Expected) -> f64 {
    let half = frame.before.start + frame.before.len() / 2;
    let mut moves = Vec::new();
    for lane in 0..panel.len() {
        let phi = expected.levels[lane].phi;
        if expected.levels[lane].before < 20.0 * phi {
            continue;
        }
        let values = panel.values(lane);
        let sum = |range: std::ops::Range<usize>| {
            let n = range.len().max(1) as f64;
            (range
                .filter_map(|c| values.get(c))
                .map(|v| *v as f64 / 100.0)
                .sum::<f64>()
                + phi)
                / n
        };
        moves.push((sum(half..frame.before.end) / sum(frame.before.start..half)).ln());
    }
    let middle = median(&mut moves.clone());
    let centred: Vec<f64> = moves.iter().map(|m| m - middle).collect();
    // without twenty steady lanes to learn from: a factor of 1.5 in a year
    if centred.len() < 20 {
        0.4
    } else {
        robust_sd(&centred).max(0.05)
    }
}

#[cfg(test)]
mod tests {
    use super::super::surge::surges;
    use super::super::testing::{regime, world};
    use super::*;
    use crate::lanes::Concordance;

    fn judge_world(text: &str) -> BTreeMap<String, Displacement> {
        let quiet: String = (0..9)
            .map(|i| format!("9 EU KG 2017/84135{i} 2020-01..2022-11 {}\n", 100 + i))
            .collect();
        let panel = Panel::new(&world(&(quiet + text)), &Concordance::default());
        let frame = Frame::new(&panel, "2022-02".parse().unwrap(), 3, 24).unwrap();
        let expected = Expected::new(&panel, &regime(), &frame, &[]);
        let surges = surges(&panel, &frame, &expected, 0.01, &[], &|_| true);
        displacements(&panel, &regime(), &frame, &expected, &surges)
            .into_iter()
            .map(|(lane, d)| {
                (
                    format!("{} {}", panel.keys()[lane].importer, panel.keys()[lane].family),
                    d,
                )
            })
            .collect()
    }

    #[test]
    fn a_fall_that_reappears_is_coupled_and_a_boom_without_a_fall_is_not() {
        let found = judge_world(
            "2 EU RU 2017/848210 2020-01..2022-02 6000
             2 EU RU 2017/848210 2022-03..2022-11 60
             3 EU KG 2017/848210 2020-01..2022-03 200
             3 EU KG 2017/848210 2022-04..2022-11 4000
             # the look-alike: rises as much, but nothing fell
             4 EU RU 2017/610910 2020-01..2022-11 6000
             5 EU KG 2017/610910 2020-01..2022-03 200
             5 EU KG 2017/610910 2022-04..2022-11 4000",
        );
        let guilty = found["KG 848210"];
        assert!(guilty.contribution > 2.0, "{guilty:?}");
        assert!((0.5..0.75).contains(&guilty.share), "{guilty:?}");
        assert_eq!(guilty.lag_months, Some(1), "{guilty:?}");
        assert!(guilty.matched_minor <= guilty.fall_minor);
        let innocent = found["KG 610910"];
        assert!(innocent.contribution < 0.0, "{innocent:?}");
        assert_eq!(innocent.matched_minor, 0);
    }

    #[test]
    fn a_detour_that_had_grown_before_weighs_less() {
        let found = judge_world(
            "2 EU RU 2017/848210 2020-01..2022-02 6000
             2 EU RU 2017/848210 2022-03..2022-11 60
             3 EU KG 2017/848210 2020-01..2021-09 200
             3 EU KG 2017/848210 2021-10..2022-11 4000",
        );
        let early = found["KG 848210"];
        assert!(early.early_rise_log > 0.7, "{early:?}");
        assert!(early.contribution < 2.0, "{early:?}");
    }
}
