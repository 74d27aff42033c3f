//! What a forecast was worth, once the months after the cut are known.
//!
//! Per group the mean over the hubs, so that the bootstrap resamples groups;
//! every group one vote, and beside it weighed by its direct flow before.

use super::forecast::Forecast;
use super::groups::{Series, UPTAKE_MAX};
use super::setting::Setting;
use crate::measure::{Pit, bootstrap_interval, brier, covered, crps};
use serde::Serialize;

/// Scores of one method.
#[derive(Clone, Debug, Serialize)]
pub struct Scores {
    /// Mean Brier score of "takes up", every group one vote.
    pub brier: f64,
    /// Mean CRPS of the uptake, share of the direct flow.
    pub crps: f64,
    /// The same, groups weighed by their direct flow before.
    pub brier_by_value: f64,
    /// The same, groups weighed by their direct flow before.
    pub crps_by_value: f64,
    /// CRPS at each hub.
    pub crps_by_hub: Vec<f64>,
    /// PIT histogram, ten bins; 0.1 each for an honest forecast.
    pub pit: Vec<f64>,
    /// Share of answers inside the central 90 % interval.
    pub covered_90: f64,
    /// Mean probability given to "takes up".
    pub taken_up_said: f64,
    /// Share of group and hub pairs in which the hub did take the group up.
    pub taken_up_seen: f64,
}

/// One group's mean scores over the hubs: the model's and a rule's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// Brier score.
    pub brier: [f64; 2],
    /// CRPS.
    pub crps: [f64; 2],
}

/// Scores of a method over all groups whose answer is complete, and each
/// group's direct flow, Brier score and CRPS.
pub fn score(
    forecasts: &[Forecast],
    later: &Series,
    setting: &Setting,
    known: usize,
) -> (Scores, Vec<(f64, f64, f64)>) {
    let hubs = setting.hubs.len();
    let (mut rows, mut pit) = (Vec::new(), Pit::new(10));
    let (mut by_hub, mut inside, mut said, mut seen) = (vec![0.0; hubs], 0usize, 0.0, 0usize);
    for forecast in forecasts {
        let Some(answers) = later.uptake(&forecast.group, setting.windows, known) else {
            continue;
        };
        let (mut b, mut c) = (0.0, 0.0);
        for (hub, (draws, answer)) in forecast.hubs.iter().zip(&answers).enumerate() {
            let from = forecast.group.takes_up_from(hub);
            let p = 1.0 - draws.partition_point(|x| *x < from) as f64 / draws.len().max(1) as f64;
            b += brier(p, *answer >= from) / hubs as f64;
            let capped: Vec<f64> = draws.iter().map(|x| x.clamp(-UPTAKE_MAX, UPTAKE_MAX)).collect();
            seen += usize::from(*answer >= from);
            let answer = answer.clamp(-UPTAKE_MAX, UPTAKE_MAX);
            let one = crps(&capped, answer);
            c += one / hubs as f64;
            by_hub[hub] += one;
            pit.add(&capped, answer);
            inside += usize::from(covered(&capped, answer, 0.9));
            said += p;
        }
        rows.push((forecast.group.direct, b, c));
    }
    let n = rows.len() as f64;
    let weight: f64 = rows.iter().map(|r| r.0).sum();
    let scores = Scores {
        brier: rows.iter().map(|r| r.1).sum::<f64>() / n,
        crps: rows.iter().map(|r| r.2).sum::<f64>() / n,
        brier_by_value: rows.iter().map(|r| r.0 * r.1).sum::<f64>() / weight,
        crps_by_value: rows.iter().map(|r| r.0 * r.2).sum::<f64>() / weight,
        crps_by_hub: by_hub.iter().map(|c| c / n).collect(),
        pit: pit.shares(),
        covered_90: inside as f64 / (n * hubs as f64),
        taken_up_said: said / (n * hubs as f64),
        taken_up_seen: seen as f64 / (n * hubs as f64),
    };
    (scores, rows)
}

/// 95 % bootstrap over groups of a figure of rows.
pub(crate) fn interval(rows: &[Row], figure: impl Fn(&[Row]) -> f64, seed: u64) -> (f64, f64) {
    bootstrap_interval(rows, figure, 1000, 1 + seed)
}
