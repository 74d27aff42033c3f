//! Which set to take: greedy by what is denied after the reply, then exchanges.
//!
//! One action after another, each time the one that adds most; a gain is kept
//! family by family and worked out anew only where the family has changed since
//! (lazy greedy, Minoux 1978, without its need for submodularity).
//! After each addition single members are exchanged for others while that
//! denies more. So the set for a larger budget is never worse: it begins where
//! the smaller one ended. Under a limit of harm, a second search takes the
//! gain per honest trade lost, and the better one counts.
//!
//! **What is guaranteed.** Against an adversary that does not react the value
//! of a set is submodular (each stop takes a share of what is left), and greedy
//! reaches at least 1 - 1/e of the best set of so many actions. Reaction breaks
//! that: closing one of two ways may be worth nothing, closing both
//! everything. What still holds is the bound: reaction only lowers what is
//! denied, so nothing beats the unreactive bound of [`bound`].

use super::game::{Game, mean};
use super::reply::Reply;
use super::settings::Budget;

/// Members tried in exchange, the most promising first: more than eight
/// changed nothing on simulated worlds.
const EXCHANGES: usize = 8;

/// What a search may spend.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How much may be done.
    pub budget: Budget,
    /// Mean honest trade lost, at most.
    pub harm: Option<f64>,
}

impl Limits {
    /// True where a set keeps to them.
    pub fn allow(&self, game: &Game, set: &[usize]) -> bool {
        let harm: f64 = set.iter().map(|candidate| game.harm[*candidate]).sum();
        let within = match self.budget {
            Budget::Actions(most) => set.len() <= most,
            Budget::Points(most) => {
                let points: f64 = set
                    .iter()
                    .map(|candidate| game.candidates[*candidate].cost_points)
                    .sum();
                points <= most + 1e-9
            }
        };
        within && self.harm.is_none_or(|most| harm <= most * (1.0 + 1e-9))
    }
}

/// What counts: after the reply, or before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Count {
    /// What is denied after the reply.
    Denied,
    /// What is blocked before it.
    Blocked,
}

/// What one more, or one less, changes in the families that it touches; worked
/// out anew only where a family has changed since (its stamp says so).
type Known = Vec<Vec<(f64, u64)>>;

/// Not worked out yet: no stamp is ever this.
const NEVER: u64 = u64::MAX;

/// A set being built, with the value of every family.
struct Building<'a> {
    game: &'a Game,
    count: Count,
    set: Vec<usize>,
    family: Vec<f64>,
    /// Raised whenever the set of a family changes.
    stamp: Vec<u64>,
    more: Known,
    less: Known,
    reply: Reply,
}

impl<'a> Building<'a> {
    fn new(game: &'a Game, count: Count) -> Building<'a> {
        let unknown: Known = game
            .touches
            .iter()
            .map(|list| vec![(0.0, NEVER); list.len()])
            .collect();
        Building {
            game,
            count,
            set: Vec::new(),
            family: vec![0.0; game.families.len()],
            stamp: vec![0; game.families.len()],
            more: unknown.clone(),
            less: unknown,
            reply: Reply::default(),
        }
    }

    fn family_value(&mut self, family: usize, set: &[usize]) -> f64 {
        let here = self.game.of_family(set, family);
        if here.is_empty() {
            return 0.0;
        }
        let outcome = self.game.family(family, &here, &mut self.reply);
        match self.count {
            Count::Denied => mean(&outcome.denied),
            Count::Blocked => mean(&outcome.blocked),
        }
    }

    /// What a family changes by if a candidate joins (or leaves) the set; `place`
    /// is the family's place among those that the candidate touches.
    fn in_family(&mut self, candidate: usize, place: usize, joins: bool) -> f64 {
        let family = self.game.touches[candidate][place];
        let now = self.stamp[family];
        let known = if joins { &self.more } else { &self.less };
        let (change, stamp) = known[candidate][place];
        if stamp == now {
            return change;
        }
        let mut set = self.set.clone();
        match joins {
            true => set.push(candidate),
            false => set.retain(|member| *member != candidate),
        }
        let change = self.family_value(family, &set) - self.family[family];
        let known = if joins { &mut self.more } else { &mut self.less };
        known[candidate][place] = (change, now);
        change
    }

    /// What a candidate adds.
    fn gain(&mut self, candidate: usize) -> f64 {
        (0..self.game.touches[candidate].len())
            .map(|place| self.in_family(candidate, place, true))
            .sum()
    }

    /// What changes if one candidate takes another's place; only families that
    /// both touch have to be looked at together.
    fn swapped(&mut self, out: usize, candidate: usize) -> f64 {
        let game = self.game;
        let (leaves, joins) = (&game.touches[out], &game.touches[candidate]);
        let mut change = 0.0;
        for (place, family) in leaves.iter().enumerate() {
            if joins.binary_search(family).is_err() {
                change += self.in_family(out, place, false);
                continue;
            }
            let mut set = self.set.clone();
            set.retain(|member| *member != out);
            set.push(candidate);
            change += self.family_value(*family, &set) - self.family[*family];
        }
        for (place, family) in joins.iter().enumerate() {
            if leaves.binary_search(family).is_err() {
                change += self.in_family(candidate, place, true);
            }
        }
        change
    }

    fn take(&mut self, set: Vec<usize>, families: &[usize]) {
        for family in families {
            self.family[*family] = self.family_value(*family, &set);
            self.stamp[*family] += 1;
        }
        self.set = set;
    }

    fn value(&self) -> f64 {
        self.family.iter().sum()
    }
}

/// A set with its value and the sets on the way, one for each addition.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The set, in the order of choice.
    pub set: Vec<usize>,
    /// Its mean value.
    pub value: f64,
}

/// Searches for the best set within limits.
pub fn search(game: &Game, limits: Limits, count: Count) -> Found {
    let plain = climb(game, limits, count, false);
    if limits.harm.is_none() && matches!(limits.budget, Budget::Actions(_)) {
        return plain;
    }
    let thrifty = climb(game, limits, count, true);
    if thrifty.value > plain.value {
        thrifty
    } else {
        plain
    }
}

fn climb(game: &Game, limits: Limits, count: Count, thrifty: bool) -> Found {
    let mut building = Building::new(game, count);
    let mut gains = vec![0.0; game.candidates.len()];
    loop {
        let mut best: Option<(usize, f64)> = None;
        for (candidate, gain) in gains.iter_mut().enumerate() {
            if building.set.contains(&candidate) {
                continue;
            }
            let mut next = building.set.clone();
            next.push(candidate);
            if !limits.allow(game, &next) {
                continue;
            }
            *gain = building.gain(candidate);
            let worth = *gain / price(game, limits, candidate, thrifty);
            if *gain > 1e-9 && best.is_none_or(|(_, most): (usize, f64)| worth > most) {
                best = Some((candidate, worth));
            }
        }
        let Some((candidate, _)) = best else { break };
        let mut next = building.set.clone();
        next.push(candidate);
        building.take(next, &game.touches[candidate]);
        exchange(game, limits, &mut building, &gains);
    }
    Found {
        value: building.value(),
        set: building.set,
    }
}

/// What a gain is divided by: nothing, or the scarcer of cost and harm.
fn price(game: &Game, limits: Limits, candidate: usize, thrifty: bool) -> f64 {
    if !thrifty {
        return 1.0;
    }
    let harm = limits
        .harm
        .filter(|most| *most > 0.0)
        .map_or(0.0, |most| game.harm[candidate] / most);
    let cost = match limits.budget {
        Budget::Points(most) if most > 0.0 => game.candidates[candidate].cost_points / most,
        Budget::Points(_) => 1.0,
        // not one over the budget: a larger one must begin as the smaller did
        Budget::Actions(_) => 0.1,
    };
    (harm + cost).max(1e-9)
}

fn exchange(game: &Game, limits: Limits, building: &mut Building<'_>, gains: &[f64]) {
    let mut ranked: Vec<usize> = (0..gains.len()).filter(|c| gains[*c] > 0.0).collect();
    ranked.sort_by(|a, b| gains[*b].total_cmp(&gains[*a]).then(a.cmp(b)));
    for _ in 0..building.set.len() {
        let mut best: Option<(usize, usize, f64)> = None;
        for place in 0..building.set.len() {
            let others = ranked.iter().filter(|c| !building.set.contains(c));
            for candidate in others.take(EXCHANGES).copied().collect::<Vec<_>>() {
                let mut next = building.set.clone();
                let out = std::mem::replace(&mut next[place], candidate);
                if !limits.allow(game, &next) {
                    continue;
                }
                let change = building.swapped(out, candidate);
                let least = 1e-6 * building.value() + 1e-9;
                if change > best.map_or(least, |known| known.2) {
                    best = Some((place, candidate, change));
                }
            }
        }
        let Some((place, candidate, _)) = best else { return };
        let mut next = building.set.clone();
        let out = std::mem::replace(&mut next[place], candidate);
        let mut families = game.touches[out].clone();
        families.extend(&game.touches[candidate]);
        families.sort_unstable();
        families.dedup();
        building.take(next, &families);
    }
}

/// No set within the limits denies more than this, whether the adversary
/// reacts or not: the unreactive value of `set` and the most that others can
/// add to it (submodular functions: Nemhauser, Wolsey and Fisher 1978).
pub fn bound(game: &Game, set: &[usize], limits: Limits) -> f64 {
    let mut building = Building::new(game, Count::Blocked);
    let all: Vec<usize> = (0..game.families.len()).collect();
    building.take(set.to_vec(), &all);
    let mut gains: Vec<(f64, f64)> = (0..game.candidates.len())
        .filter(|candidate| !set.contains(candidate))
        .map(|candidate| {
            let gain = building.gain(candidate);
            (gain.max(0.0), game.candidates[candidate].cost_points)
        })
        .collect();
    let more = match limits.budget {
        Budget::Actions(most) => {
            gains.sort_by(|a, b| b.0.total_cmp(&a.0));
            gains.iter().take(most).map(|gain| gain.0).sum::<f64>()
        }
        Budget::Points(most) => fill(&mut gains, most),
    };
    let whole: f64 = game
        .families
        .iter()
        .flat_map(|family| family.bundles.iter().map(|bundle| bundle.value))
        .sum();
    (building.value() + more).min(whole)
}

/// The most that fits a knapsack when things may be cut.
pub fn fill(gains: &mut [(f64, f64)], room: f64) -> f64 {
    gains.sort_by(|a, b| (b.0 * a.1.max(1e-9)).total_cmp(&(a.0 * b.1.max(1e-9))));
    let (mut left, mut sum) = (room, 0.0);
    for (gain, cost) in gains.iter() {
        let part = if *cost > 0.0 {
            (left.max(0.0) / cost).min(1.0)
        } else {
            1.0
        };
        sum += gain * part;
        left -= cost * part;
    }
    sum
}
