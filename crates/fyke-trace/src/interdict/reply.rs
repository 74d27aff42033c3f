//! The best reply, in one family of goods and one scenario, month by month.
//!
//! What is blocked looks for another way: a remaining firm, a new firm, or
//! another code, each in the same country or in another that is in use. Shares
//! are a nested logit with countries as nests:
//!
//! ```text
//! utility(country h, vehicle k) = sharpness x ( loss_weight x ln(passes) - markup )
//! share(k | h)  ~ exp(utility / likeness)
//! share(h)      ~ size(h) x exp(likeness x ln sum_k exp(utility / likeness) - moving)
//! ```
//!
//! where `passes` is the share of such goods that gets through what is in
//! force there. No way takes more than it can: remaining firms grow by so much
//! a month, new ones enter with a Weibull hazard after the closing is noticed,
//! false codes reach a part. What finds no room asks again among the rest,
//! [`ROUNDS`] times. Higher cost shrinks what they buy (constant elasticity).
//! What then does not arrive is denied.
//!
//! Two things follow. The reply can only lower what is denied, so the flow
//! blocked before it is a bound. And the value of two actions may be more than
//! the sum of both (two hubs, each the other's way out), so nothing here is
//! submodular.

use super::adaptation::Key;
use super::forecast::Vehicle;
use super::network::MONTHS;
use super::scenario::Scenario;

/// How often what found no room asks again.
pub const ROUNDS: usize = 3;

/// Less than this of anything is nothing.
const LEAST: f64 = 1e-12;

/// Ways to go in one country.
pub const VEHICLES: [Vehicle; 3] = [Vehicle::ExistingMiddle, Vehicle::NewShell, Vehicle::OtherCode];
const EXISTING: usize = 0;
const SHELL: usize = 1;
const CODE: usize = 2;

/// One hub country in one month, before the reply.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct HubMonth {
    /// Flow of the month without any action.
    pub flow: f64,
    /// Of it, what passes unhindered.
    pub passes: f64,
    /// Share that passes of what is sent through a remaining firm.
    pub existing: f64,
    /// Share that passes of what is sent through a new firm.
    pub shell: f64,
    /// Share that passes of what is sent under another code.
    pub code: f64,
}

/// Flow denied, and where the rest arrives.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Replied {
    /// Blocked before the reply.
    pub blocked: f64,
    /// Not arrived after it.
    pub denied: f64,
    /// Arrived through each hub and vehicle in place of what was blocked.
    pub outlets: Vec<[f64; 3]>,
}

/// Scratch and result of a reply, reused.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    /// What came of it.
    pub replied: Replied,
    demand: Vec<f64>,
    room_shell: Vec<f64>,
    room_code: Vec<f64>,
    room_existing: Vec<f64>,
    weight: Vec<[f64; 3]>,
    want: Vec<[f64; 3]>,
    nest: Vec<f64>,
    newly: Vec<[f64; MONTHS]>,
    odds: Vec<[f64; 3]>,
    moving: f64,
}

impl Reply {
    /// Computes the reply of a family over twelve months. `months[t][h]` is
    /// hub `h` in month `t`; all months have as many hubs.
    pub fn compute(&mut self, scenario: &Scenario, months: &[Vec<HubMonth>]) {
        let hubs = months.first().map_or(0, Vec::len);
        self.replied.blocked = 0.0;
        self.replied.denied = 0.0;
        self.replied.outlets.clear();
        self.replied.outlets.resize(hubs, [0.0; 3]);
        self.newly.clear();
        self.newly.resize(hubs, [0.0; MONTHS]);
        let mut since_blocked: Option<usize> = None;
        for (month, now) in months.iter().enumerate().take(MONTHS) {
            let blocked: f64 = now.iter().map(|hub| (hub.flow - hub.passes).max(0.0)).sum();
            self.replied.blocked += blocked;
            if blocked <= 0.0 {
                continue;
            }
            let first = *since_blocked.get_or_insert(month);
            self.open(scenario, months, month, first);
            let arrived = self.settle(now);
            self.replied.denied += (blocked - arrived).max(0.0);
        }
    }

    /// Demand of each hub, room on each way, and the odds of each.
    fn open(&mut self, scenario: &Scenario, months: &[Vec<HubMonth>], month: usize, first: usize) {
        let now = &months[month];
        let hubs = now.len();
        let total: f64 = now.iter().map(|hub| hub.flow).sum();
        let age_months = ((month - first) as f64 + 0.5
            - scenario.get(Key::ObserveDays) / super::scenario::MONTH_DAYS)
            .max(0.0);
        let growth = (scenario.get(Key::GrowthPerMonth) * age_months).min(scenario.get(Key::GrowthMax))
            * scenario.get(Key::PartnersKnown);
        self.demand.clear();
        self.room_shell.clear();
        self.room_code.clear();
        self.room_existing.clear();
        self.weight.clear();
        self.nest.clear();
        let likeness = scenario.get(Key::HubLikeness).max(0.05);
        let markup = [
            scenario.get(Key::MarkupExisting),
            scenario.get(Key::MarkupShell),
            scenario.get(Key::MarkupCode),
        ];
        let (mut cost, mut odds) = (0.0, 0.0);
        for (hub, state) in now.iter().enumerate() {
            let passes = [state.existing, state.shell, state.code];
            let mut weight = [0.0; 3];
            for way in 0..3 {
                let utility = scenario.get(Key::ChoiceSharpness)
                    * (scenario.get(Key::LossWeight) * passes[way].max(1e-3).ln() - markup[way]);
                weight[way] = (utility / likeness).exp();
            }
            let sum: f64 = weight.iter().sum::<f64>().max(1e-300);
            let size = if total > 0.0 { state.flow / total } else { 0.0 };
            let nest = size * sum.powf(likeness);
            for way in 0..3 {
                let share = weight[way] / sum;
                weight[way] = share;
                cost += nest * share * (1.0 + markup[way]) / passes[way].max(0.05);
                odds += nest * share;
            }
            self.weight.push(weight);
            self.nest.push(nest);
            let blocked = (state.flow - state.passes).max(0.0);
            let before = match month.checked_sub(1).and_then(|m| months.get(m)) {
                Some(last) => (last[hub].flow - last[hub].passes).max(0.0),
                None => 0.0,
            };
            self.newly[hub][month] = (blocked - before).max(0.0);
            let ever: f64 = self.newly[hub][..=month].iter().sum();
            let part = if ever > 0.0 { blocked / ever } else { 0.0 };
            let ready = |profile: &[f64; MONTHS]| -> f64 {
                (0..=month)
                    .map(|m| self.newly[hub][m] * profile[month - m])
                    .sum::<f64>()
                    * part
            };
            self.demand.push(ready(&scenario.observed));
            self.room_shell
                .push(ready(&scenario.shell_ready) * scenario.get(Key::ShellReach));
            self.room_code
                .push(ready(&scenario.observed) * scenario.get(Key::CodeReach));
            self.room_existing.push(state.passes * growth);
        }
        let price = if odds > 0.0 { (cost / odds).max(1.0) } else { 1.0 };
        let kept = price.powf(-scenario.get(Key::PriceElasticity));
        self.demand.iter_mut().for_each(|demand| *demand *= kept);
        // moving to another country costs: the odds of all hubs but one's own fall
        self.want.clear();
        self.want.resize(hubs, [0.0; 3]);
        let moving = (-scenario.get(Key::ChoiceSharpness) * scenario.get(Key::MarkupHub)).exp();
        self.replied.outlets.resize(hubs, [0.0; 3]);
        self.moving = moving;
    }

    /// Fills the ways, the likelier the more, and says what arrives.
    fn settle(&mut self, now: &[HubMonth]) -> f64 {
        let hubs = now.len();
        let mut arrived = 0.0;
        for _ in 0..ROUNDS {
            self.want.iter_mut().for_each(|want| *want = [0.0; 3]);
            let mut asked = false;
            for origin in 0..hubs {
                asked |= self.place(origin);
            }
            let ways = self.want.iter().zip(&mut self.replied.outlets);
            for (state, (want, outlet)) in now.iter().zip(ways) {
                let passes = [state.existing, state.shell, state.code];
                for way in 0..3 {
                    outlet[way] += want[way] * passes[way];
                    arrived += want[way] * passes[way];
                }
            }
            if !asked {
                break;
            }
        }
        arrived
    }

    /// Places what one hub asks for; false where it asks for nothing or nothing is open.
    fn place(&mut self, origin: usize) -> bool {
        let demand = self.demand[origin];
        if demand <= LEAST {
            return false;
        }
        let (shell_open, code_open) = (self.room_shell[origin] > LEAST, self.room_code[origin] > LEAST);
        self.odds.clear();
        let mut sums = [0.0; 3];
        for hub in 0..self.nest.len() {
            let here = if hub == origin { 1.0 } else { self.moving };
            let open = [self.room_existing[hub] > LEAST, shell_open, code_open];
            let mut odds = [0.0; 3];
            for way in 0..3 {
                if open[way] {
                    odds[way] = self.nest[hub] * here * self.weight[hub][way];
                    sums[way] += odds[way];
                }
            }
            self.odds.push(odds);
        }
        let sum: f64 = sums.iter().sum();
        if sum <= 1e-300 {
            return false;
        }
        let scale = demand / sum;
        let fit = |way: usize, room: f64| match sums[way] > 0.0 {
            true => (room / (sums[way] * scale)).min(1.0),
            false => 0.0,
        };
        let (shells, codes) = (
            fit(SHELL, self.room_shell[origin]),
            fit(CODE, self.room_code[origin]),
        );
        let mut placed = 0.0;
        for hub in 0..self.nest.len() {
            let odds = self.odds[hub];
            let ways = [
                (odds[EXISTING] * scale).min(self.room_existing[hub]),
                odds[SHELL] * scale * shells,
                odds[CODE] * scale * codes,
            ];
            self.room_existing[hub] -= ways[EXISTING];
            for (want, way) in self.want[hub].iter_mut().zip(ways) {
                *want += way;
                placed += way;
            }
        }
        self.room_shell[origin] -= sums[SHELL] * scale * shells;
        self.room_code[origin] -= sums[CODE] * scale * codes;
        self.demand[origin] = (demand - placed).max(0.0);
        true
    }
}
