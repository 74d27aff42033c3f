//! How much a hub's level moves when nothing happens.
//!
//! The windows of the forecast are laid over the months before the cut, as
//! often as they fit; every group and hub of every such date is a case: its
//! level, how many months had trade, and the uptake that came. A lane's
//! ordinary movement is the ensemble of the cases of the same hub that looked
//! most like it, scaled to its level. No shape is assumed: a lane with one
//! machine a year falls back to nothing, a lane of nothing stays there and
//! sometimes does not.
//!
//! Whatever forecast is compared, its spread without diversion comes from here,
//! so no rule wins by knowing ordinary noise better.
//!
//! Source: analog ensembles of weather forecasting (Delle Monache et al. 2013).
//! False positives: the dates overlap and see one year's business cycle; a
//! common boom or slump of a hub after the cut is in none of them.

use super::groups::{Group, Level, Series, UPTAKE_MAX};
use super::setting::Setting;

/// What a lane looked like, and what came.
#[derive(Clone, Copy, Debug)]
struct Case {
    level: f64,
    active: f64,
    uptake: f64,
}

/// Ordinary movements by hub.
#[derive(Clone, Debug)]
pub struct Ordinary {
    hubs: Vec<Vec<Case>>,
    /// How many cases are like enough.
    pub neighbours: usize,
    /// What a lane that was active in all months differs from one that never
    /// was, in natural logs of level.
    pub active_weight: f64,
}

/// Levels below this share of the direct flow are all "nothing".
const LEVEL_FLOOR: f64 = 0.0005;

impl Ordinary {
    /// From the first `known` months.
    pub fn learn(series: &Series, setting: &Setting, known: usize) -> Ordinary {
        let windows = setting.windows;
        let mut hubs = vec![Vec::new(); setting.hubs.len()];
        for cut in windows.before_months..=known.saturating_sub(windows.after_months) {
            for group in series.groups(setting, cut) {
                let Some(uptake) = series.uptake(&group, windows, cut) else {
                    continue;
                };
                for ((cases, level), uptake) in hubs.iter_mut().zip(&group.hubs).zip(uptake) {
                    cases.push(Case {
                        level: ln_level(level, group.direct),
                        active: level.active,
                        uptake,
                    });
                }
            }
        }
        Ordinary {
            hubs,
            neighbours: 150,
            active_weight: 2.0,
        }
    }

    /// Uptakes without diversion of lanes like this one; empty where nothing was
    /// learned.
    pub fn like(&self, group: &Group, hub: usize) -> Vec<f64> {
        let (Some(cases), Some(level)) = (self.hubs.get(hub), group.hubs.get(hub)) else {
            return Vec::new();
        };
        let own = ln_level(level, group.direct);
        let mut near: Vec<(f64, f64)> = cases
            .iter()
            .map(|case| {
                let far = (case.level - own).abs() + self.active_weight * (case.active - level.active).abs();
                (far, case.uptake * (own - case.level).exp())
            })
            .collect();
        let count = self.neighbours.min(near.len());
        if count < near.len() && count > 0 {
            near.select_nth_unstable_by(count - 1, |a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        }
        let floor = -level.before / group.direct;
        near[..count]
            .iter()
            .map(|(_, uptake)| uptake.clamp(floor, 20.0 * UPTAKE_MAX))
            .collect()
    }
}

fn ln_level(level: &Level, direct: f64) -> f64 {
    (level.before / direct + LEVEL_FLOOR).ln()
}
