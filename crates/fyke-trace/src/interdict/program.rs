//! The same choice as a linear program with whole numbers, at a fixed reply.
//!
//! With the reply held as it was against some set, an action keeps a share of
//! what it blocks from arriving. Then, over a sample of scenarios,
//!
//! ```text
//! greatest  sum_a own_a x_a + sum_e sum_a w_ea y_ea
//! where     sum_a y_ea <= 1,  y_ea <= x_a,  x whole, x within budget and harm
//! ```
//!
//! An element `e` is a bundle of routes in a scenario; of several actions on it
//! the best counts (so two on one firm are not added up: what is lost by that
//! is the share that the second stops of what the first lets through). `own`
//! collects elements that one action alone touches. It is a problem of placing
//! facilities: submodular, so greedy has its 1 - 1/e, and its relaxation is
//! tight, so it can be solved exactly. Solving, replying and solving again is
//! the Stackelberg iteration.

use super::game::Game;
use super::reply::Reply;
use super::search::{Limits, fill};
use super::settings::Budget;
use std::collections::BTreeMap;

/// Scenarios that a program is written over: each multiplies its size.
const SCENARIOS: usize = 6;

/// An element: the candidates that touch it, with what each would deny.
pub type Element = Vec<(u32, f64)>;

/// A choice with known values.
#[derive(Clone, PartialEq, Debug)]
pub struct Program {
    /// What each candidate denies of what it alone touches.
    pub own: Vec<f64>,
    /// What several touch.
    pub elements: Vec<Element>,
    /// Cost points of each candidate.
    pub cost: Vec<f64>,
    /// Mean harm of each candidate.
    pub harm: Vec<f64>,
    /// How much may be done.
    pub budget: Budget,
    /// Mean honest trade lost, at most.
    pub harm_limit: Option<f64>,
}

impl Program {
    /// The program of a game at the reply to a set.
    pub fn at(game: &Game, set: &[usize], limits: Limits) -> Program {
        let scenarios = game.scenarios.len().min(SCENARIOS);
        let kept = kept_shares(game, set, scenarios);
        let mut own = vec![0.0; game.candidates.len()];
        let mut shared: BTreeMap<(usize, usize, usize), Element> = BTreeMap::new();
        for (number, family) in game.families.iter().enumerate() {
            for (place, bundle) in family.bundles.iter().enumerate() {
                for at in 0..scenarios {
                    let mut element: Element = Vec::new();
                    for (candidate, share) in &bundle.touched_by {
                        let effect = &game.effects[*candidate as usize][at];
                        let stops = super::game::mean(&effect.stops) * share;
                        let keeps = kept
                            .get(&(*candidate as usize, number))
                            .and_then(|by| by.get(at))
                            .copied();
                        let value = bundle.value * stops * keeps.unwrap_or(0.0) / scenarios as f64;
                        if value > 0.0 {
                            element.push((*candidate, value));
                        }
                    }
                    match element.as_slice() {
                        [] => {}
                        [(candidate, value)] => own[*candidate as usize] += value,
                        _ => {
                            shared.insert((number, place, at), element);
                        }
                    }
                }
            }
        }
        Program {
            own,
            elements: shared.into_values().collect(),
            cost: game.candidates.iter().map(|c| c.cost_points).collect(),
            harm: game.harm.clone(),
            budget: limits.budget,
            harm_limit: limits.harm,
        }
    }

    /// What a set denies.
    pub fn value(&self, set: &[usize]) -> f64 {
        let best = |element: &Element| {
            let within = element.iter().filter(|(c, _)| set.contains(&(*c as usize)));
            within.map(|(_, value)| *value).fold(0.0, f64::max)
        };
        set.iter()
            .map(|candidate| self.own.get(*candidate).copied().unwrap_or(0.0))
            .sum::<f64>()
            + self.elements.iter().map(best).sum::<f64>()
    }

    /// True where a set keeps to the limits.
    pub fn allows(&self, set: &[usize]) -> bool {
        let sum = |values: &[f64]| -> f64 { set.iter().filter_map(|c| values.get(*c)).sum() };
        let within = match self.budget {
            Budget::Actions(most) => set.len() <= most,
            Budget::Points(most) => sum(&self.cost) <= most + 1e-9,
        };
        within
            && self
                .harm_limit
                .is_none_or(|most| sum(&self.harm) <= most * (1.0 + 1e-9))
    }

    /// The most that candidates with these worths can bring within one limit,
    /// if they could be cut.
    pub fn relaxed(&self, worths: impl Iterator<Item = (usize, f64)>, taken: &[usize]) -> f64 {
        let worths: Vec<(usize, f64)> = worths.filter(|(_, worth)| *worth > 0.0).collect();
        let left = |values: &[f64], most: f64| -> f64 {
            most - taken.iter().filter_map(|c| values.get(*c)).sum::<f64>()
        };
        let by = |values: &[f64], most: f64| {
            let mut gains: Vec<(f64, f64)> = worths.iter().map(|(c, worth)| (*worth, values[*c])).collect();
            fill(&mut gains, left(values, most))
        };
        let budget = match self.budget {
            Budget::Actions(most) => {
                let mut gains: Vec<f64> = worths.iter().map(|(_, worth)| *worth).collect();
                gains.sort_by(|a, b| b.total_cmp(a));
                gains.iter().take(most.saturating_sub(taken.len())).sum()
            }
            Budget::Points(most) => by(&self.cost, most),
        };
        match self.harm_limit {
            Some(most) => f64::min(budget, by(&self.harm, most)),
            None => budget,
        }
    }

    /// Greedy by gain, from nothing.
    pub fn greedy(&self) -> Vec<usize> {
        let touching = self.touching();
        let mut held = vec![0.0f64; self.elements.len()];
        let mut set: Vec<usize> = Vec::new();
        loop {
            let gain = |candidate: usize| {
                let more = touching[candidate]
                    .iter()
                    .map(|(element, value)| (value - held[*element]).max(0.0));
                self.own[candidate] + more.sum::<f64>()
            };
            let mut best: Option<(usize, f64)> = None;
            for candidate in 0..self.own.len() {
                if set.contains(&candidate) {
                    continue;
                }
                set.push(candidate);
                let allowed = self.allows(&set);
                set.pop();
                let gain = if allowed { gain(candidate) } else { 0.0 };
                if gain > best.map_or(1e-12, |known| known.1) {
                    best = Some((candidate, gain));
                }
            }
            let Some((candidate, _)) = best else { return set };
            for (element, value) in &touching[candidate] {
                held[*element] = held[*element].max(*value);
            }
            set.push(candidate);
        }
    }

    /// The shared elements of each candidate.
    pub fn touching(&self) -> Vec<Vec<(usize, f64)>> {
        let mut touching = vec![Vec::new(); self.own.len()];
        for (at, element) in self.elements.iter().enumerate() {
            for (candidate, value) in element {
                if let Some(list) = touching.get_mut(*candidate as usize) {
                    list.push((at, *value));
                }
            }
        }
        touching
    }
}

/// For each candidate and family, scenario by scenario: the share of what it
/// blocks beside the set that stays blocked after the reply.
fn kept_shares(game: &Game, set: &[usize], scenarios: usize) -> BTreeMap<(usize, usize), Vec<f64>> {
    let mut reply = Reply::default();
    let mut kept = BTreeMap::new();
    for candidate in 0..game.candidates.len() {
        for &family in &game.touches[candidate] {
            let mut here = game.of_family(set, family);
            here.retain(|other| *other != candidate);
            let without = game.family(family, &here, &mut reply);
            here.push(candidate);
            let with = game.family(family, &here, &mut reply);
            let shares = (0..scenarios).map(|at| {
                let blocked = with.blocked[at] - without.blocked[at];
                let denied = with.denied[at] - without.denied[at];
                // beside others an action may deny more than it blocks itself:
                // it closes their way out
                if blocked > 1e-12 {
                    (denied / blocked).clamp(0.0, 2.0)
                } else {
                    0.0
                }
            });
            kept.insert((candidate, family), shares.collect());
        }
    }
    kept
}
