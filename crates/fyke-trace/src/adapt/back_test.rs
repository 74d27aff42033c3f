//! The whole back-test: cut the figures, forecast, then look.
use super::forecast::{Method, Priors, forecast};
use super::groups::Series;
use super::score::{Row, Scores, interval, score};
use super::setting::Setting;
use crate::lanes::{Concordance, Panel};
use fyke_model::date::Month;
use fyke_model::lane::Flow;
use serde::Serialize;

/// The JSON of `fyke eval adaptation`.
#[derive(Clone, Debug, Serialize)]
pub struct AdaptationScore {
    /// Mean Brier score of the model.
    pub brier: f64,
    /// Mean CRPS of the model.
    pub crps: f64,
    /// The simple rules.
    pub baselines: Baselines,
    /// 1 - CRPS over that of proportional re-allocation.
    pub crps_gain_over_proportional: f64,
    /// 95 % bootstrap over groups of the same.
    pub crps_gain_interval: (f64, f64),
    /// Groups scored.
    pub groups: usize,
    /// Share of group and hub pairs in which the hub took the group up.
    pub taken_up: f64,
    /// The model in full.
    pub model: Scores,
}

/// The simple rules in full.
#[derive(Clone, Debug, Serialize)]
pub struct Baselines {
    /// By the hubs' size and way.
    pub gravity: Scores,
    /// By the hubs' levels in the group before.
    pub proportional: Scores,
    /// Nothing is diverted.
    pub no_change: Scores,
}

/// Forecasts at the end of `last` from what was known then, and scores against
/// `flows`. `None` where the figures do not reach far enough on either side.
pub fn back_test(
    flows: &[Flow],
    concordance: &Concordance,
    setting: &Setting,
    last: Month,
    seed: u64,
) -> Option<AdaptationScore> {
    let known = Panel::until(flows, concordance, last);
    let whole = Series::new(&Panel::new(flows, concordance), setting);
    let months = usize::try_from(last - known.first() + 1).ok()?;
    let priors = Priors::before();
    let all = [
        Method::Model,
        Method::Gravity,
        Method::Proportional,
        Method::NoChange,
    ]
    .map(|method| {
        score(
            &forecast(&known, setting, method, &priors, seed),
            &whole,
            setting,
            months,
        )
    });
    let rows: Vec<Row> = (0..all[0].1.len())
        .map(|g| Row {
            weight: all[0].1[g].0,
            brier: all.iter().map(|m| m.1[g].1).collect(),
            crps: all.iter().map(|m| m.1[g].2).collect(),
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let mean = |rows: &[Row], method: usize| rows.iter().map(|r| r.crps[method]).sum::<f64>();
    let gain = |rows: &[Row]| 1.0 - mean(rows, 0) / mean(rows, 2);
    let [model, gravity, proportional, no_change] = all.map(|m| m.0);
    Some(AdaptationScore {
        brier: model.brier,
        crps: model.crps,
        crps_gain_over_proportional: gain(&rows),
        crps_gain_interval: interval(&rows, gain),
        groups: rows.len(),
        taken_up: 0.0,
        model,
        baselines: Baselines {
            gravity,
            proportional,
            no_change,
        },
    })
}
