//! Who takes up what is diverted.
//!
//! The nested logit: hub `h` takes of group `g`'s diverted flow the share
//!
//! `p_gh ~ exp(a ln w_gh + d_h + c union_h)`,
//!
//! with `w_gh` the hub's level in the group, a little of it borrowed from the
//! hub's level in all goods (so that a hub without this trade can begin it).
//! `a` and `d_h` are learned from ordinary months: of all that rose at the hubs
//! in a group, who rose? `a = 1` is proportional re-allocation, `a = 0` says
//! that the present share does not matter. `c`, the pull of the customs union,
//! is a stated prior: ordinary months hold no embargo.
//!
//! Shares scatter around `p` from group to group: Dirichlet, its concentration
//! learned from the same rises. The simple rules get theirs the same way.
//!
//! Sources: McFadden (1978) for the nest; gravity and CES for the rules.
//! Innocent look-alike: a rise in ordinary months is demand at the hub, not
//! diversion; what is learned is who can take more, not who would.

use super::groups::{Group, Series};
use super::rate::{gamma, normal};
use super::setting::{Hub, Setting};
use crate::lanes::Family;
use crate::measure::Rng;

/// A rule that splits a group's diverted flow over the hubs.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// Weight of the ln level.
    pub level: f64,
    /// Log weight of each hub.
    pub hubs: Vec<f64>,
    /// How many parts of a hub's general level are mixed into its own.
    pub borrowed: f64,
    /// Concentration of the Dirichlet around the shares.
    pub concentration: f64,
}

/// Of what rose at the hubs in a group between two windows, who rose.
#[derive(Clone, Debug)]
pub struct Rise {
    /// The goods.
    pub family: Family,
    /// The group before.
    pub group: Group,
    /// Each hub's share in the rises; sums to one.
    pub shares: Vec<f64>,
}

/// The rises of every date at which the windows fit into the first `known`
/// months.
pub fn rises(series: &Series, setting: &Setting, known: usize) -> Vec<Rise> {
    let windows = setting.windows;
    let mut found = Vec::new();
    for cut in windows.before_months..=known.saturating_sub(windows.after_months) {
        for group in series.groups(setting, cut) {
            let Some(uptake) = series.uptake(&group, windows, cut) else {
                continue;
            };
            let sum: f64 = uptake.iter().map(|u| u.max(0.0)).sum();
            if sum > 0.0 {
                found.push(Rise {
                    family: group.family,
                    shares: uptake.iter().map(|u| u.max(0.0) / sum).collect(),
                    group,
                });
            }
        }
    }
    found
}

/// Each hub's level in all groups over the direct flow of all groups.
pub fn general(groups: &[Group], hubs: usize) -> Vec<f64> {
    let direct: f64 = groups.iter().map(|g| g.direct).sum();
    (0..hubs)
        .map(|h| groups.iter().map(|g| g.hubs[h].before).sum::<f64>() / direct.max(1e-9))
        .collect()
}

impl Split {
    /// The shares of a group; `general` as of the function of that name.
    pub fn shares(&self, group: &Group, general: &[f64]) -> Vec<f64> {
        let logs: Vec<f64> = (0..self.hubs.len())
            .map(|h| self.hubs[h] + self.level * ln_weight(group, general, self.borrowed, h))
            .collect();
        softmax(&logs)
    }

    /// The same rule with its concentration learned from rises, by the spread
    /// of the shares around it.
    pub fn scattered(mut self, rises: &[Rise], general: &[f64]) -> Split {
        let (mut expected, mut seen) = (0.0, 0.0);
        for rise in rises {
            for (p, r) in self.shares(&rise.group, general).iter().zip(&rise.shares) {
                expected += p * (1.0 - p);
                seen += (r - p) * (r - p);
            }
        }
        self.concentration = if seen > 0.0 {
            (expected / seen - 1.0).clamp(0.2, 50.0)
        } else {
            1.0
        };
        self
    }

    /// Weights of level and hubs that make the rises likeliest, each group one
    /// vote; hub weights with a standard normal prior.
    pub fn learn(rises: &[Rise], general: &[f64], borrowed: f64) -> Split {
        let hubs = general.len();
        let mut split = Split {
            level: 0.5,
            hubs: vec![0.0; hubs],
            borrowed,
            concentration: 1.0,
        };
        let features: Vec<Vec<f64>> = rises
            .iter()
            .map(|r| {
                (0..hubs)
                    .map(|h| ln_weight(&r.group, general, borrowed, h))
                    .collect()
            })
            .collect();
        for _ in 0..SWEEPS {
            for parameter in 0..=hubs {
                let (mut slope, mut bend) = if parameter == 0 {
                    (0.0, 1e-9)
                } else {
                    (-split.hubs[parameter - 1], 1.0)
                };
                for (rise, x) in rises.iter().zip(&features) {
                    let logs: Vec<f64> = (0..hubs).map(|h| split.hubs[h] + split.level * x[h]).collect();
                    let p = softmax(&logs);
                    let at = |h: usize| {
                        if parameter == 0 {
                            x[h]
                        } else {
                            f64::from(u8::from(h + 1 == parameter))
                        }
                    };
                    let mean: f64 = (0..hubs).map(|h| p[h] * at(h)).sum();
                    slope += (0..hubs).map(|h| rise.shares[h] * at(h)).sum::<f64>() - mean;
                    bend += (0..hubs).map(|h| p[h] * (at(h) - mean).powi(2)).sum::<f64>();
                }
                let step = (slope / bend).clamp(-1.0, 1.0);
                if parameter == 0 {
                    split.level += step;
                } else {
                    split.hubs[parameter - 1] += step;
                }
            }
        }
        split
    }
}

/// Sweeps of one-parameter Newton steps; the problem is concave.
const SWEEPS: usize = 12;

/// A draw of shares around `p`.
pub fn dirichlet(p: &[f64], concentration: f64, rng: &mut Rng) -> Vec<f64> {
    let parts: Vec<f64> = p.iter().map(|p| gamma(concentration * p, rng)).collect();
    let sum: f64 = parts.iter().sum();
    if sum > 0.0 {
        parts.iter().map(|x| x / sum).collect()
    } else {
        p.to_vec()
    }
}

/// What ordinary months cannot tell about the hubs.
#[derive(Clone, Debug, PartialEq)]
pub struct Pull {
    /// Mean log weight of a hub in the end's customs union.
    pub union_mean: f64,
    /// Its deviation.
    pub union_sd: f64,
    /// Deviation of each hub's own log weight under an embargo.
    pub hub_sd: f64,
    /// Growth of exports to each hub under the embargo, where somebody has
    /// published it: a hub then weighs its general level times its growth,
    /// instead of what ordinary months taught.
    pub growth: Vec<f64>,
}

impl Pull {
    /// One draw of log weights.
    pub fn draw(&self, setting: &Setting, rng: &mut Rng) -> Vec<f64> {
        let union = self.union_mean + self.union_sd * normal(rng);
        let one = |hub: &Hub| self.hub_sd * normal(rng) + if hub.union { union } else { 0.0 };
        setting.hubs.iter().map(one).collect()
    }
}

fn ln_weight(group: &Group, general: &[f64], borrowed: f64, hub: usize) -> f64 {
    let own = group.hubs[hub].before / group.direct;
    ((own + borrowed * general[hub]) / (1.0 + borrowed))
        .max(1e-7)
        .ln()
}

fn softmax(logs: &[f64]) -> Vec<f64> {
    let top = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = logs.iter().map(|l| (l - top).exp()).collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|w| w / sum).collect()
}
