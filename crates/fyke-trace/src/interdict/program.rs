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
use super::search::Limits;
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

    /// Greedy from nothing, by gain and by gain for what it costs and hurts, each
    /// with exchanges of single members: the better one.
    pub fn greedy(&self) -> Vec<usize> {
        let touching = self.touching();
        let plain = self.climb(&touching, false);
        if self.harm_limit.is_none() && matches!(self.budget, Budget::Actions(_)) {
            return plain;
        }
        let thrifty = self.climb(&touching, true);
        if self.value(&thrifty) > self.value(&plain) {
            thrifty
        } else {
            plain
        }
    }

    fn climb(&self, touching: &[Vec<(usize, f64)>], thrifty: bool) -> Vec<usize> {
        let mut set: Vec<usize> = Vec::new();
        while let Some((candidate, _)) = self.best_beside(touching, &set, thrifty) {
            set.push(candidate);
        }
        for _ in 0..set.len() {
            let before = self.value(&set);
            let mut best: Option<(usize, usize, f64)> = None;
            for place in 0..set.len() {
                let mut others = set.clone();
                others.remove(place);
                let Some((candidate, gain)) = self.best_beside(touching, &others, false) else {
                    continue;
                };
                let value = self.value(&others) + gain;
                if value > best.map_or(before * (1.0 + 1e-9), |known| known.2) {
                    best = Some((place, candidate, value));
                }
            }
            let Some((place, candidate, _)) = best else { break };
            set[place] = candidate;
        }
        set
    }

    /// The candidate that adds most to a set (or most for what it costs), and what it adds.
    fn best_beside(
        &self,
        touching: &[Vec<(usize, f64)>],
        set: &[usize],
        thrifty: bool,
    ) -> Option<(usize, f64)> {
        let mut held = vec![0.0f64; self.elements.len()];
        for (element, value) in set.iter().filter_map(|member| touching.get(*member)).flatten() {
            held[*element] = held[*element].max(*value);
        }
        let mut next = set.to_vec();
        let mut best: Option<(usize, f64, f64)> = None;
        for (candidate, (own, list)) in self.own.iter().zip(touching).enumerate() {
            if set.contains(&candidate) {
                continue;
            }
            next.push(candidate);
            let allowed = self.allows(&next);
            next.pop();
            if !allowed {
                continue;
            }
            let more = list
                .iter()
                .map(|(element, value)| (value - held[*element]).max(0.0));
            let gain = own + more.sum::<f64>();
            let worth = if thrifty {
                gain / self.price(candidate)
            } else {
                gain
            };
            if gain > 1e-12 && best.is_none_or(|known| worth > known.2) {
                best = Some((candidate, gain, worth));
            }
        }
        best.map(|(candidate, gain, _)| (candidate, gain))
    }

    /// What a candidate takes of the limits.
    fn price(&self, candidate: usize) -> f64 {
        let part = |value: f64, most: f64| if most > 0.0 { value / most } else { 1.0 };
        let harm = self
            .harm_limit
            .map_or(0.0, |most| part(self.harm[candidate], most));
        let cost = match self.budget {
            Budget::Points(most) => part(self.cost[candidate], most),
            Budget::Actions(most) => 1.0 / most.max(1) as f64,
        };
        (harm + cost).max(1e-9)
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

/// Blocked and denied, scenario by scenario.
type Replies = Vec<(f64, f64)>;

/// For each candidate and family, scenario by scenario: the share of what it
/// blocks beside the set that stays blocked after the reply.
fn kept_shares(game: &Game, set: &[usize], scenarios: usize) -> BTreeMap<(usize, usize), Vec<f64>> {
    let mut reply = Reply::default();
    let mut replied = |family: usize, set: &[usize]| -> Replies {
        let mut list = Vec::with_capacity(scenarios);
        game.first(scenarios, family, set, &mut reply, |_, replied| {
            list.push((replied.blocked, replied.denied));
        });
        list
    };
    let mut beside: BTreeMap<(usize, Vec<usize>), Replies> = BTreeMap::new();
    let mut kept = BTreeMap::new();
    for candidate in 0..game.candidates.len() {
        for &family in &game.touches[candidate] {
            let mut here = game.of_family(set, family);
            here.retain(|other| *other != candidate);
            let without = beside
                .entry((family, here.clone()))
                .or_insert_with(|| replied(family, &here))
                .clone();
            here.push(candidate);
            let with = replied(family, &here);
            let shares = with.iter().zip(without).map(|(with, without)| {
                let (blocked, denied) = (with.0 - without.0, with.1 - without.1);
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
