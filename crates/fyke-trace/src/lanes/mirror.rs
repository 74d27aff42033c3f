//! T06 ghost transit and T07 mirror excess: what one side sent and the other
//! never saw, and the reverse.
//!
//! `dlog = ln(M/X) after - baseline`, M what the importer recorded, X what the
//! exporter did. Not the level of the ratio but its *change*: part of what was
//! sent never arrived in peace either (in the Financial Times' sample of 2023,
//! Lithuania to Kazakhstan stood at 28 m sent and 9 m received before the war).
//! The baseline is the lane's own ratio before, drawn towards the middle of its
//! pair of countries, and without any history towards the CIF term: importers
//! count freight and insurance, 6 % in the IMF's *Direction of Trade Statistics*.
//! The change is divided by the moderated noise of the monthly log ratios
//! (Smyth 2004). T06 is its lower tail, T07 its upper one. Missing value:
//! `X exp(baseline) - M`, in money.
//!
//! Sources: Chupilkin, Javorcik and Plekhanov, CEPR DP20097 (lost in transit);
//! Financial Times 2023 (ghost trade); Fisman and Wei 2004 (mirror gaps).
//! False positives: transit recorded as export, confidential codes, a time lag of
//! a month or two, an office that re-reports late; for T07 re-exports recorded by
//! origin, free zones. Sides in different currencies are not compared.

use super::discovery::PValues;
use super::panel::{LaneKey, Panel};
use super::shrink::VariancePrior;
use super::special::{median, robust_sd, student_upper};
use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::date::Month;
use fyke_model::money::Currency;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What both sides of a lane together say.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mirror {
    /// Sent in the window by the exporter's record, hundredths.
    pub sent_minor: i64,
    /// Received in the window by the importer's record, hundredths.
    pub received_minor: i64,
    /// Baseline of ln(received / sent), shrunken.
    pub baseline_log_ratio: f64,
    /// Change against the baseline.
    pub change_log_ratio: f64,
    /// The change over its moderated standard error: below -3 is T06, above 3 T07.
    pub z: f64,
    /// One-sided p of the tail that `z` lies in.
    pub p: f64,
    /// What should have arrived and did not, hundredths; negative for an excess.
    pub missing_minor: i64,
    /// Months of the window in which either side recorded anything.
    pub months_recorded: usize,
}

/// The largest p of the lower tail that may be called ghost transit at this
/// false-discovery rate, among all lanes with enough months on record; -1 where
/// none may.
pub(super) fn ghost_p_max(mirrors: &BTreeMap<usize, Mirror>, fdr: f64) -> f64 {
    let mut p_values = PValues::default();
    for mirror in mirrors
        .values()
        .filter(|m| m.months_recorded >= RECORDED_MONTHS_MIN)
    {
        p_values.add(if mirror.z < 0.0 { mirror.p } else { 1.0 - mirror.p });
    }
    p_values.threshold(fdr).map_or(-1.0, |(p, _)| p)
}

/// Months with a record below which a gap says nothing: one shipment may be
/// reported late, booked elsewhere, or fall below a country's threshold.
pub const RECORDED_MONTHS_MIN: usize = 3;

/// ln of the importer's surplus for freight and insurance where a lane has no
/// history: 6 %, the flat rate of the IMF's Direction of Trade Statistics.
pub const CIF_LOG: f64 = 0.058_268_908_123_975_78;
/// Months before and after at most, and at least before.
const BASELINE_MONTHS: usize = 36;
const WINDOW_MONTHS: usize = 12;
const HISTORY_MONTHS_MIN: f64 = 3.0;
/// Monthly log ratios of real lanes never stand still: a spread below 5 % is an
/// artefact of few months, and no finding may rest on it.
const NOISE_VARIANCE_MIN: f64 = 0.0025;

type Ends = (Country, Country, Currency);

struct Sides {
    lane: usize,
    ends: Ends,
    before: (f64, f64),
    after: (f64, f64),
    months_after: f64,
    months_recorded: usize,
    variance: f64,
    months: f64,
}

/// T06 and T07 for every lane of the export side whose importer reports, keyed
/// by lane number; lanes that only the importer recorded are keyed by theirs.
pub fn mirrors(panel: &Panel, measure: Month) -> BTreeMap<usize, Mirror> {
    let Some(cut) = panel.column(measure) else {
        return BTreeMap::new();
    };
    let sides = both_sides(panel, cut);
    let baselines = pair_baselines(&sides);
    let noise = VariancePrior::fit(
        sides
            .iter()
            .filter(|s| s.months > 1.0)
            .map(|s| (s.variance, s.months - 1.0)),
    );
    sides
        .iter()
        .filter(|s| s.after.0 + s.after.1 > 0.0)
        .map(|s| (s.lane, judge(s, &baselines, &noise)))
        .collect()
}

fn judge(s: &Sides, baselines: &BTreeMap<Ends, Pair>, noise: &VariancePrior) -> Mirror {
    let pair = baselines.get(&s.ends).copied().unwrap_or(Pair::NONE);
    let floor = small(s.before.0 + s.before.1 + s.after.0 + s.after.1);
    let own = ((s.before.1 + floor) / (s.before.0 + floor)).ln();
    let df = (s.months - 1.0).max(0.0);
    let variance = noise.posterior(s.variance, df).max(NOISE_VARIANCE_MIN);
    // precision of the lane's own history against that of its pair's middle
    let months = if s.before.0 > 0.0 { s.months } else { 0.0 };
    let precision = (months / variance, 1.0 / pair.variance);
    let baseline = (precision.0 * own + precision.1 * pair.log_ratio) / (precision.0 + precision.1);
    let change = ((s.after.1 + floor) / (s.after.0 + floor)).ln() - baseline;
    let error = (variance / s.months_after + 1.0 / (precision.0 + precision.1)).sqrt();
    let z = change / error;
    let missing = s.after.0 * baseline.exp() - s.after.1;
    let minor = |value: f64| (value * 100.0).round() as i64;
    Mirror {
        sent_minor: minor(s.after.0),
        received_minor: minor(s.after.1),
        baseline_log_ratio: baseline,
        change_log_ratio: change,
        z,
        p: student_upper(z.abs(), noise.df + df),
        missing_minor: minor(missing),
        months_recorded: s.months_recorded,
    }
}

/// A hundredth of the lane's trade: keeps the ratio finite where a side is empty,
/// and caps what an empty side can say at about ln 100.
fn small(total: f64) -> f64 {
    (total * 0.01).max(1.0)
}

fn both_sides(panel: &Panel, cut: usize) -> Vec<Sides> {
    let mut imports: BTreeMap<(Ends, super::Family), usize> = BTreeMap::new();
    let mut reporters: BTreeSet<Ends> = BTreeSet::new();
    let mut exporters: BTreeSet<Ends> = BTreeSet::new();
    let ends = |k: &LaneKey| (k.exporter, k.importer, k.currency);
    for (lane, key) in panel.keys().iter().enumerate() {
        if key.side == Side::Import {
            imports.insert((ends(key), key.family), lane);
            reporters.insert(ends(key));
        } else {
            exporters.insert(ends(key));
        }
    }
    let mut sides = Vec::new();
    for (lane, key) in panel.keys().iter().enumerate() {
        if key.side != Side::Export || !reporters.contains(&ends(key)) {
            continue;
        }
        let received = imports.remove(&(ends(key), key.family));
        sides.push(sums(panel, cut, lane, ends(key), Some(lane), received));
    }
    for ((ends, _), lane) in imports {
        if exporters.contains(&ends) {
            sides.push(sums(panel, cut, lane, ends, None, Some(lane)));
        }
    }
    sides
}

/// First column of the window that is judged: the last twelve months, none of
/// them before the measure.
pub(super) fn window_start(months: usize, cut: usize) -> usize {
    months.saturating_sub(WINDOW_MONTHS).max(cut + 1)
}

fn sums(
    panel: &Panel,
    cut: usize,
    lane: usize,
    ends: Ends,
    sent: Option<usize>,
    received: Option<usize>,
) -> Sides {
    let empty: &[i64] = &[];
    let x = sent.map_or(empty, |l| panel.values(l));
    let m = received.map_or(empty, |l| panel.values(l));
    let at = |side: &[i64], c: usize| side.get(c).map_or(0.0, |v| *v as f64 / 100.0);
    let total: f64 = (0..panel.months()).map(|c| at(x, c) + at(m, c)).sum();
    let floor = small(total / panel.months().max(1) as f64);
    let (mut before, mut logs) = ((0.0, 0.0), Vec::new());
    for c in cut.saturating_sub(BASELINE_MONTHS)..cut {
        before = (before.0 + at(x, c), before.1 + at(m, c));
        if at(x, c) + at(m, c) > 0.0 {
            logs.push(((at(m, c) + floor) / (at(x, c) + floor)).ln());
        }
    }
    let from = window_start(panel.months(), cut);
    let (mut after, mut months_recorded) = ((0.0, 0.0), 0);
    for c in from..panel.months() {
        months_recorded += usize::from(at(x, c) + at(m, c) > 0.0);
        after = (after.0 + at(x, c), after.1 + at(m, c));
    }
    let n = logs.len() as f64;
    let mean = logs.iter().sum::<f64>() / n.max(1.0);
    let variance = logs.iter().map(|l| (l - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
    Sides {
        lane,
        ends,
        before,
        after,
        months_recorded,
        months_after: panel.months().saturating_sub(from).max(1) as f64,
        variance,
        months: n,
    }
}

/// Where a pair's lanes stood before, and how far apart.
#[derive(Clone, Copy)]
struct Pair {
    log_ratio: f64,
    variance: f64,
}

impl Pair {
    /// No lane with a history: the CIF term, and that mirror ratios commonly lie
    /// a factor of e apart.
    const NONE: Pair = Pair {
        log_ratio: CIF_LOG,
        variance: 1.0,
    };
}

fn pair_baselines(sides: &[Sides]) -> BTreeMap<Ends, Pair> {
    let mut ratios: BTreeMap<Ends, Vec<f64>> = BTreeMap::new();
    for s in sides
        .iter()
        .filter(|s| s.before.0 > 0.0 && s.months >= HISTORY_MONTHS_MIN)
    {
        let floor = small(s.before.0 + s.before.1);
        let ratio = ((s.before.1 + floor) / (s.before.0 + floor)).ln();
        ratios.entry(s.ends).or_default().push(ratio);
    }
    let pair = |mut ratios: Vec<f64>| {
        // the spread of few lanes, drawn to that of pairs at large
        let n = ratios.len() as f64;
        let variance = (n * robust_sd(&ratios).powi(2) + 4.0 * Pair::NONE.variance) / (n + 4.0);
        Pair {
            log_ratio: median(&mut ratios),
            variance,
        }
    };
    ratios.into_iter().map(|(ends, r)| (ends, pair(r))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::world;
    use super::*;
    use crate::lanes::Concordance;

    #[test]
    fn goods_that_stop_arriving_are_ghost_transit_and_an_old_gap_is_not() {
        let panel = Panel::new(
            &world(
                "2 EU KZ 2017/848210 2020-01..2022-02 100 X
                 2 EU KZ 2017/848210 2022-03..2022-11 400 X
                 3 EU KZ 2017/848210 2020-01..2022-11 104 M
                 # always a third arrives: recorded as export, meant as transit
                 4 EU KZ 2017/870323 2020-01..2022-02 280 X
                 4 EU KZ 2017/870323 2022-03..2022-11 840 X
                 5 EU KZ 2017/870323 2020-01..2022-02 90 M
                 5 EU KZ 2017/870323 2022-03..2022-11 270 M
                 6 EU KZ 2017/841350 2020-01..2022-11 50 X
                 7 EU KZ 2017/841350 2020-01..2022-11 53 M
                 # arrives, but nobody sent it
                 8 EU KZ 2017/902610 2020-01..2022-11 10 X
                 9 EU KZ 2017/902610 2020-01..2022-02 11 M
                 9 EU KZ 2017/902610 2022-03..2022-11 90 M",
            ),
            &Concordance::default(),
        );
        let found = mirrors(&panel, "2022-02".parse().unwrap());
        let told: Vec<String> = found
            .iter()
            .map(|(lane, m)| {
                let says = match m.z {
                    z if z < -3.0 => "T06",
                    z if z > 3.0 => "T07",
                    _ => "-",
                };
                format!("{} {says}", panel.keys()[*lane].family)
            })
            .collect();
        assert_eq!(told, ["841350 -", "848210 T06", "870323 -", "902610 T07"]);
        let ghost = found.values().find(|m| m.z < -3.0).unwrap();
        // nine months of 300 too many: 2700 less the shrinking of the baseline
        assert!((200_000..330_000).contains(&ghost.missing_minor), "{ghost:?}");
    }

    #[test]
    fn sides_in_different_currencies_are_not_compared() {
        let mut flows = world(
            "2 EU KZ 2017/848210 2020-01..2022-11 100 X
             3 EU KZ 2017/848210 2020-01..2022-11 10 M",
        );
        for flow in flows.iter_mut().filter(|f| f.side == Side::Import) {
            flow.currency = Currency::USD;
        }
        let panel = Panel::new(&flows, &Concordance::default());
        assert!(mirrors(&panel, "2022-02".parse().unwrap()).is_empty());
    }
}
