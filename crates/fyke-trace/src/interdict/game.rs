//! All families and scenarios together: what a set of candidates denies.
//!
//! A flow stays inside its family of goods, so the families are games of their
//! own and a set's value is their sum; an action changes only the families
//! that it touches. Routes of a family that the same candidates touch alike are
//! one route.

use super::adaptation::Key;
use super::candidate::{Candidate, Reach, country};
use super::network::{MONTHS, Network};
use super::reply::{HubMonth, Replied, Reply};
use super::scenario::{Effect, Scenario};
use super::settings::Settings;
use fyke_model::country::Country;
use std::collections::BTreeMap;

/// Where the country of a hand is not known.
const UNKNOWN: Country = Country::of("ZZ");

/// Routes that the same candidates touch alike.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// Place in [`FamilyGame::hubs`].
    pub hub: usize,
    /// Value of twelve months.
    pub value: f64,
    /// Candidates with the share that each touches.
    pub touched_by: Vec<(u32, f64)>,
}

/// One family of goods.
#[derive(Clone, Debug)]
pub struct FamilyGame {
    /// Heading.
    pub heading: u32,
    /// Countries of the last hand.
    pub hubs: Vec<Country>,
    /// Its routes, bundled.
    pub bundles: Vec<Bundle>,
    /// Value of twelve months of each hub.
    pub of_hub: Vec<f64>,
    /// Candidates that touch the family, in order, with the bundles that each touches.
    pub touched: Vec<(u32, Vec<u32>)>,
}

impl FamilyGame {
    fn new(heading: u32, hubs: Vec<Country>, bundles: Vec<Bundle>) -> FamilyGame {
        let mut of_hub = vec![0.0; hubs.len()];
        let mut touched: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (at, bundle) in (0u32..).zip(&bundles) {
            of_hub[bundle.hub] += bundle.value;
            for (candidate, _) in &bundle.touched_by {
                touched.entry(*candidate).or_default().push(at);
            }
        }
        FamilyGame {
            heading,
            hubs,
            bundles,
            of_hub,
            touched: touched.into_iter().collect(),
        }
    }

    /// What a set touches, bundles that it touches alike as one; what it does not
    /// touch is one for each hub.
    fn chosen(&self, set: &[usize]) -> Vec<Touched> {
        let mut bundles: Vec<u32> = set.iter().flat_map(|c| self.bundles_of(*c)).copied().collect();
        bundles.sort_unstable();
        bundles.dedup();
        let mut free = self.of_hub.clone();
        let mut alike: BTreeMap<(usize, Vec<(usize, u64)>), f64> = BTreeMap::new();
        for bundle in bundles.iter().filter_map(|at| self.bundles.get(*at as usize)) {
            let here = set.iter().filter_map(|candidate| {
                let place = bundle
                    .touched_by
                    .binary_search_by_key(candidate, |touched| touched.0 as usize)
                    .ok()?;
                Some((*candidate, bundle.touched_by[place].1.to_bits()))
            });
            *alike.entry((bundle.hub, here.collect())).or_default() += bundle.value;
            free[bundle.hub] -= bundle.value;
        }
        let untouched = (0..)
            .zip(free)
            .map(|(hub, value)| (hub, value.max(0.0), Vec::new()));
        let touched = alike.into_iter().map(|((hub, here), value)| {
            let here = here.into_iter().map(|(c, share)| (c, f64::from_bits(share)));
            (hub, value, here.collect())
        });
        untouched.chain(touched).collect()
    }

    fn bundles_of(&self, candidate: usize) -> &[u32] {
        let place = self
            .touched
            .binary_search_by_key(&candidate, |(c, _)| *c as usize);
        place.map_or(&[], |place| &self.touched[place].1)
    }
}

/// The whole game.
pub struct Game {
    /// What can be done.
    pub candidates: Vec<Candidate>,
    /// The families with traced value.
    pub families: Vec<FamilyGame>,
    /// The scenarios.
    pub scenarios: Vec<Scenario>,
    /// `effects[candidate][scenario]`.
    pub effects: Vec<Vec<Effect>>,
    /// The families that each candidate touches.
    pub touches: Vec<Vec<usize>>,
    /// Mean harm of each candidate.
    pub harm: Vec<f64>,
}

/// A hub, value, and the candidates of the set with the share that each touches.
type Touched = (usize, f64, Vec<(usize, f64)>);

/// Denied and blocked value, by scenario.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Outcome {
    /// After the reply.
    pub denied: Vec<f64>,
    /// Before it.
    pub blocked: Vec<f64>,
}

/// Mean of a list; 0 of none.
pub fn mean(values: &[f64]) -> f64 {
    if values.is_empty() {
        0.0
    } else {
        values.iter().sum::<f64>() / values.len() as f64
    }
}

impl Game {
    /// Sets the game up.
    pub fn new(network: &Network, candidates: Vec<Candidate>, settings: &Settings) -> Game {
        let count = settings.scenarios.max(1);
        let scenarios: Vec<Scenario> = (0..count)
            .map(|at| Scenario::draw(&settings.adaptation, settings.seed, at, count))
            .collect();
        let effects: Vec<Vec<Effect>> = candidates
            .iter()
            .map(|candidate| {
                (0..count)
                    .map(|at| Effect::draw(candidate, &settings.actions, settings.seed, at, count))
                    .collect()
            })
            .collect();
        let families = families(network, &candidates);
        let mut touches = vec![Vec::new(); candidates.len()];
        for (at, family) in families.iter().enumerate() {
            for bundle in &family.bundles {
                for (candidate, _) in &bundle.touched_by {
                    let list: &mut Vec<usize> = &mut touches[*candidate as usize];
                    if list.last() != Some(&at) {
                        list.push(at);
                    }
                }
            }
        }
        let harm = effects
            .iter()
            .map(|by| mean(&by.iter().map(|effect| effect.harm).collect::<Vec<_>>()))
            .collect();
        Game {
            candidates,
            families,
            scenarios,
            effects,
            touches,
            harm,
        }
    }

    /// What a set denies in one family, by scenario.
    pub fn family(&self, family: usize, set: &[usize], reply: &mut Reply) -> Outcome {
        let mut outcome = Outcome::default();
        self.each(family, set, reply, |_, replied| {
            outcome.denied.push(replied.denied);
            outcome.blocked.push(replied.blocked);
        });
        outcome
    }

    /// Calls back with the reply in each scenario.
    pub fn each(&self, family: usize, set: &[usize], reply: &mut Reply, back: impl FnMut(usize, &Replied)) {
        self.first(self.scenarios.len(), family, set, reply, back);
    }

    /// The same, in the first scenarios only.
    pub fn first(
        &self,
        scenarios: usize,
        family: usize,
        set: &[usize],
        reply: &mut Reply,
        mut back: impl FnMut(usize, &Replied),
    ) {
        let Some(game) = self.families.get(family) else {
            return;
        };
        let chosen = game.chosen(set);
        let mut months = vec![vec![HubMonth::default(); game.hubs.len()]; MONTHS];
        for (at, scenario) in self.scenarios.iter().take(scenarios).enumerate() {
            for (month, hubs) in months.iter_mut().enumerate() {
                self.month(&chosen, at, scenario, month, hubs);
            }
            reply.compute(scenario, &months);
            back(at, &reply.replied);
        }
    }

    /// What is in force in a month, hub by hub.
    fn month(&self, chosen: &[Touched], at: usize, scenario: &Scenario, month: usize, hubs: &mut [HubMonth]) {
        let (found_elsewhere, caught) = (scenario.get(Key::SourceSwitch), scenario.get(Key::CodeDetection));
        hubs.fill(HubMonth::default());
        // how a remaining firm does, weighed by how much they like it: the
        // square of what it lets pass
        let mut liked = vec![0.0; hubs.len()];
        for (hub, value, touched) in chosen {
            let (mut firm, mut supplier, mut lane) = (1.0, 1.0, 1.0);
            for (candidate, share) in touched {
                let passes = 1.0 - self.effects[*candidate][at].stops[month] * share;
                match self.candidates[*candidate].reach {
                    Reach::Firm => firm *= passes,
                    Reach::Supplier => supplier *= passes,
                    Reach::Lane => lane *= passes,
                }
            }
            let flow = value / MONTHS as f64;
            let passes = firm * supplier * lane;
            // who comes next buys elsewhere, or under another code
            let supplied = 1.0 - (1.0 - supplier) * (1.0 - found_elsewhere);
            let state = &mut hubs[*hub];
            state.flow += flow;
            state.passes += flow * passes;
            state.shell += flow * lane * supplied;
            state.code += flow * (1.0 - (1.0 - lane) * caught) * supplied;
            state.existing += flow * passes * passes * firm * lane * supplied;
            liked[*hub] += flow * passes * passes;
        }
        for (state, liked) in hubs.iter_mut().zip(liked) {
            if state.flow > 0.0 {
                state.shell = (state.shell / state.flow).min(1.0);
                state.code = (state.code / state.flow).min(1.0);
            }
            state.existing = if liked > 0.0 {
                (state.existing / liked).min(1.0)
            } else {
                0.0
            };
        }
    }

    /// What a set denies in all families, by scenario.
    pub fn value(&self, set: &[usize], reply: &mut Reply) -> Outcome {
        let mut sum = Outcome {
            denied: vec![0.0; self.scenarios.len()],
            blocked: vec![0.0; self.scenarios.len()],
        };
        for family in 0..self.families.len() {
            let here = self.of_family(set, family);
            if here.is_empty() {
                continue;
            }
            let outcome = self.family(family, &here, reply);
            for at in 0..self.scenarios.len() {
                sum.denied[at] += outcome.denied[at];
                sum.blocked[at] += outcome.blocked[at];
            }
        }
        sum
    }

    /// Those of a set that touch a family.
    pub fn of_family(&self, set: &[usize], family: usize) -> Vec<usize> {
        set.iter()
            .copied()
            .filter(|candidate| self.touches[*candidate].binary_search(&family).is_ok())
            .collect()
    }

    /// Harm of a set by scenario, at most.
    pub fn harm(&self, set: &[usize]) -> Vec<f64> {
        (0..self.scenarios.len())
            .map(|at| {
                set.iter()
                    .map(|candidate| self.effects[*candidate][at].harm)
                    .sum()
            })
            .collect()
    }
}

fn families(network: &Network, candidates: &[Candidate]) -> Vec<FamilyGame> {
    let mut touched: Vec<Vec<(u32, f64)>> = vec![Vec::new(); network.routes.len()];
    for (number, candidate) in (0u32..).zip(candidates) {
        for (route, share) in &candidate.routes {
            if let Some(list) = touched.get_mut(*route as usize) {
                list.push((number, *share));
            }
        }
    }
    type Alike = BTreeMap<(Country, Vec<(u32, u64)>), f64>;
    let mut by_heading: BTreeMap<u32, Alike> = BTreeMap::new();
    for (route, touched) in network.routes.iter().zip(touched) {
        let hub = match (route.middles.last(), route.source) {
            (Some(&hand), _) | (None, Some(hand)) => country(network, hand).unwrap_or(UNKNOWN),
            (None, None) => UNKNOWN,
        };
        let key = touched.iter().map(|(c, share)| (*c, share.to_bits())).collect();
        *by_heading
            .entry(route.heading)
            .or_default()
            .entry((hub, key))
            .or_default() += route.value;
    }
    by_heading
        .into_iter()
        .map(|(heading, alike)| {
            let mut hubs: Vec<Country> = alike.keys().map(|(hub, _)| *hub).collect();
            hubs.dedup();
            let bundles: Vec<Bundle> = alike
                .into_iter()
                .map(|((hub, key), value)| Bundle {
                    hub: hubs.partition_point(|known| *known < hub),
                    value,
                    touched_by: key
                        .into_iter()
                        .map(|(c, share)| (c, f64::from_bits(share)))
                        .collect(),
                })
                .collect();
            FamilyGame::new(heading, hubs, bundles)
        })
        .collect()
}
