//! Which lanes of a frame may be called surges, stratum by stratum, and how many
//! pass at a date at which nothing happened.

use super::discovery::PValues;
use super::expected::Expected;
use super::leads::LaneSettings;
use super::null::{STRATA_FROM, stratum_of};
use super::surge::Surge;

fn fires(surge: &Surge, settings: &LaneSettings) -> bool {
    surge.eb05.is_some_and(|e| e > settings.eb05_min) && !surge.hangs_on_renumbering
}

/// What may be called unusual among the lanes of one frame.
pub(super) struct Called {
    /// One threshold for each stratum of trade before.
    pub(super) p_max: Vec<f64>,
    /// Lanes judged in each stratum.
    pub(super) judged: Vec<u64>,
    pub(super) significant: u64,
    pub(super) any_dependence: u64,
    pub(super) surges: u64,
}

/// The false-discovery rate is controlled within each stratum of trade before
/// (separate classes, Efron 2008): thousands of lanes that carry next to nothing
/// must not raise the bar for the streams.
pub(super) fn call(expected: &Expected, surges: &[Option<Surge>], settings: &LaneSettings) -> Called {
    let mut strata = vec![PValues::default(); STRATA_FROM.len()];
    let lanes = || {
        let known = surges.iter().zip(&expected.levels);
        known.filter_map(|(s, level)| Some((s.as_ref()?, stratum_of(level.before / level.phi))))
    };
    for (surge, stratum) in lanes() {
        if let Some(p_values) = strata.get_mut(stratum) {
            p_values.add(surge.p);
        }
    }
    let found: Vec<Option<(f64, u64)>> = strata.iter().map(|p| p.threshold(settings.fdr)).collect();
    let strict = |p: &PValues| p.threshold_any_dependence(settings.fdr).map_or(0, |t| t.1);
    let p_max: Vec<f64> = found.iter().map(|f| f.map_or(-1.0, |f| f.0)).collect();
    let called: u64 = passing(expected, surges, &p_max, settings).iter().sum();
    Called {
        judged: strata.iter().map(PValues::count).collect(),
        significant: found.iter().flatten().map(|f| f.1).sum(),
        any_dependence: strata.iter().map(strict).sum(),
        surges: called,
        p_max,
    }
}

/// Surges in each stratum at given thresholds.
fn passing(
    expected: &Expected,
    surges: &[Option<Surge>],
    p_max: &[f64],
    settings: &LaneSettings,
) -> Vec<u64> {
    let mut counts = vec![0; STRATA_FROM.len()];
    for (surge, level) in surges.iter().zip(&expected.levels) {
        let stratum = stratum_of(level.before / level.phi);
        if let (Some(surge), Some(count)) = (surge, counts.get_mut(stratum)) {
            *count += u64::from(passes(surge, stratum, p_max, settings));
        }
    }
    counts
}

/// Surges at a date at which nothing happened, at the true date's thresholds and
/// for as many lanes in each stratum as the true date has.
pub(super) fn false_surges(
    called: &Called,
    expected: &Expected,
    surges: &[Option<Surge>],
    settings: &LaneSettings,
) -> f64 {
    let there = call(expected, surges, settings).judged;
    let passing = passing(expected, surges, &called.p_max, settings);
    let scaled = |((count, there), here): ((&u64, &u64), &u64)| match there {
        0 => 0.0,
        there => *count as f64 * *here as f64 / *there as f64,
    };
    passing.iter().zip(&there).zip(&called.judged).map(scaled).sum()
}

pub(super) fn passes(surge: &Surge, stratum: usize, p_max: &[f64], settings: &LaneSettings) -> bool {
    p_max.get(stratum).is_some_and(|p| surge.p <= *p) && fires(surge, settings)
}
