//! The forecast: for each group and hub, draws of the uptake.
//!
//! `uptake = ordinary movement + rate x share`, drawn together: once per draw
//! what all groups share (how leaky the embargo is, how hard each hub pulls,
//! which of the learned parameters are true), then per group what is its own.
//! Only the months up to the cut are seen; the seed makes it repeatable.

use super::groups::{Group, Series};
use super::ordinary::Ordinary;
use super::rate::{Rate, normal};
use super::setting::Setting;
use super::share::{Pull, Rise, Split, dirichlet, general, rises};
use crate::lanes::{Family, Panel};
use crate::measure::Rng;

/// How the diverted flow is split, or that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Nested logit, see [`share`](super::share).
    Model,
    /// By the hubs' trade in all goods over the length of the way through them.
    Gravity,
    /// By the hubs' levels in the group before, scattered as rises were.
    Proportional,
    /// The same, without scatter around the levels.
    ProportionalSharp,
    /// All of the direct flow goes to the hubs by their levels: the textbook's.
    ProportionalFull,
    /// Nothing is diverted.
    NoChange,
}

/// What a forecast takes from outside the figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Priors {
    /// How much is diverted.
    pub rate: Rate,
    /// How the hubs pull; only the model uses it.
    pub pull: Pull,
}

impl Priors {
    /// Nothing published after February 2022.
    pub fn before() -> Priors {
        Priors {
            rate: Rate::BEFORE,
            // a union has no border declaration, and of the evasion of 2014
            // more than half went through two of its members (Lukaszuk 2021):
            // odds of e to one, and of one to e squared within a deviation
            pull: Pull {
                union_mean: 1.0,
                union_sd: 1.0,
                hub_sd: 0.7,
                growth: Vec::new(),
            },
        }
    }

    /// With what was published of 2022-23 itself: hindsight, for comparison.
    pub fn published(setting: &Setting) -> Priors {
        // growth of EU machinery exports before and after, public probe on
        // Eurostat figures: KZ 119 %, AM 149 %, KG 345 %; for others the least
        // of these less the pull of the union
        let growth = |country: &str| match country {
            "AM" => 1.49,
            "KG" => 3.45,
            "KZ" => 1.19,
            _ => 1.19 / std::f64::consts::E,
        };
        Priors {
            rate: Rate::PUBLISHED,
            pull: Pull {
                union_mean: 0.0,
                union_sd: 0.0,
                hub_sd: 0.5,
                growth: setting.hubs.iter().map(|h| growth(h.country.as_str())).collect(),
            },
        }
    }
}

/// One group's forecast.
#[derive(Clone, Debug)]
pub struct Forecast {
    /// The goods and what was known of them.
    pub group: Group,
    /// For each hub, draws of the uptake in ascending order, not capped.
    pub hubs: Vec<Vec<f64>>,
}

/// Draws of each forecast.
pub const DRAWS: usize = 1000;
/// Families resampled to say how sure the learned weights are.
const REFITS: usize = 12;

/// The forecast of every group at the end of the panel; empty where the panel
/// is too short.
pub fn forecast(
    panel: &Panel,
    setting: &Setting,
    method: Method,
    priors: &Priors,
    seed: u64,
) -> Vec<Forecast> {
    let series = Series::new(panel, setting);
    forecast_at(&series, setting, series.months(), method, priors, seed)
}

/// The same from the first `known` months of a series.
fn forecast_at(
    series: &Series,
    setting: &Setting,
    known: usize,
    method: Method,
    priors: &Priors,
    seed: u64,
) -> Vec<Forecast> {
    let groups = series.groups(setting, known);
    let ordinary = Ordinary::learn(series, setting, known);
    let splits = splits(series, setting, known, &groups, method, priors, seed);
    let general = general(&groups, setting.hubs.len());
    let mut rng = Rng::new(seed ^ 0x5bd1_e995);
    let common: Vec<f64> = (0..DRAWS).map(|_| normal(&mut rng)).collect();
    groups
        .into_iter()
        .map(|group| {
            // its own stream, so that a group's forecast does not hang on the others
            let mut rng = Rng::new(
                seed.wrapping_mul(0x9e37_79b9)
                    .wrapping_add(u64::from(group.family.0.number())),
            );
            let pools: Vec<Vec<f64>> = (0..setting.hubs.len())
                .map(|hub| ordinary.like(&group, hub))
                .collect();
            let mut hubs = vec![Vec::with_capacity(DRAWS); setting.hubs.len()];
            for (draw, common) in common.iter().enumerate() {
                let diverted = splits.get(draw % splits.len().max(1)).map(|split| {
                    let rate = if method == Method::ProportionalFull {
                        1.0
                    } else {
                        priors.rate.draw(*common, &mut rng)
                    };
                    let middle = split.shares(&group, &general);
                    let shares = if split.concentration.is_finite() {
                        dirichlet(&middle, split.concentration, &mut rng)
                    } else {
                        middle
                    };
                    shares.into_iter().map(|s| s * rate).collect::<Vec<f64>>()
                });
                for (hub, draws) in hubs.iter_mut().enumerate() {
                    let pool = &pools[hub];
                    let moved = pool.get(rng.below(pool.len())).copied().unwrap_or(0.0);
                    draws.push(moved + diverted.as_ref().map_or(0.0, |d| d[hub]));
                }
            }
            for draws in &mut hubs {
                draws.sort_by(f64::total_cmp);
            }
            Forecast { group, hubs }
        })
        .collect()
}

/// The splits that a method draws from: one for a simple rule, many for the
/// model, none where nothing is diverted.
fn splits(
    series: &Series,
    setting: &Setting,
    known: usize,
    groups: &[Group],
    method: Method,
    priors: &Priors,
    seed: u64,
) -> Vec<Split> {
    let hubs = setting.hubs.len();
    let rises = rises(series, setting, known);
    let general = general(groups, hubs);
    let rule = |level: f64, hubs: Vec<f64>, borrowed: f64| {
        let split = Split {
            level,
            hubs,
            borrowed,
            concentration: 1.0,
        };
        vec![split.scattered(&rises, &general)]
    };
    match method {
        Method::NoChange => Vec::new(),
        Method::Proportional => rule(1.0, vec![0.0; hubs], 0.0),
        Method::ProportionalSharp | Method::ProportionalFull => vec![Split {
            level: 1.0,
            hubs: vec![0.0; hubs],
            borrowed: 0.0,
            concentration: f64::INFINITY,
        }],
        Method::Gravity => {
            let pull =
                |(hub, size): (&super::setting::Hub, &f64)| (size.max(1e-9) / hub.way_km.max(1.0)).ln();
            rule(0.0, setting.hubs.iter().zip(&general).map(pull).collect(), 0.0)
        }
        Method::Model => {
            let mut rng = Rng::new(seed ^ 0x00c0_ffee);
            let refits: Vec<Split> = (0..REFITS)
                .map(|_| {
                    Split::learn(&resampled(&rises, &mut rng), &general, BORROWED).scattered(&rises, &general)
                })
                .collect();
            (0..DRAWS)
                .map(|draw| {
                    let mut split = refits[draw % REFITS].clone();
                    for (hub, growth) in priors.pull.growth.iter().enumerate().take(hubs) {
                        split.hubs[hub] = (general[hub] * growth).max(1e-9).ln();
                    }
                    for (weight, pull) in split.hubs.iter_mut().zip(priors.pull.draw(setting, &mut rng)) {
                        *weight += pull;
                    }
                    split
                })
                .collect()
        }
    }
}

/// Parts of a hub's general level mixed into its own level in a group.
const BORROWED: f64 = 0.03;

/// As many rises, families drawn with replacement.
fn resampled(rises: &[Rise], rng: &mut Rng) -> Vec<Rise> {
    let mut families: Vec<Family> = rises.iter().map(|r| r.family).collect();
    families.sort_unstable();
    families.dedup();
    let mut times = vec![0usize; families.len()];
    for _ in 0..families.len() {
        times[rng.below(families.len())] += 1;
    }
    let count = |family: Family| families.binary_search(&family).map_or(0, |at| times[at]);
    rises
        .iter()
        .flat_map(|rise| std::iter::repeat_n(rise.clone(), count(rise.family)))
        .collect()
}
