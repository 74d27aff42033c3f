//! One world drawn from the ranges: how the adversary acts in it, and when and
//! how well each action works.
//!
//! What people do not know is the same for all subjects of a kind (how much a
//! listing stops), so it is drawn once a scenario and action; how long a file
//! lies on a desk differs from subject to subject, so lead time is drawn for each.

use super::adaptation::{Adaptation, Key};
use super::candidate::Candidate;
use super::draw::{name, stratified, triangle, unit};
use super::network::MONTHS;
use fyke_model::reference::Action;
use std::collections::BTreeMap;

/// Days in a month of a plan.
pub const MONTH_DAYS: f64 = 365.0 / 12.0;

/// How the adversary acts in one scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct Scenario {
    values: [f64; Key::ALL.len()],
    /// Share of the flow blocked in a month that new firms can carry so many
    /// months later.
    pub shell_ready: [f64; MONTHS],
    /// Share that has been seen to be blocked so many months later.
    pub observed: [f64; MONTHS],
}

impl Scenario {
    /// Scenario `at` of `count`.
    pub fn draw(adaptation: &Adaptation, seed: u64, at: usize, count: usize) -> Scenario {
        let mut values = [0.0; Key::ALL.len()];
        for (key, id, _) in Key::ALL {
            values[key as usize] = triangle(stratified(seed, name(id), at, count), adaptation.range(key));
        }
        let mut scenario = Scenario {
            values,
            shell_ready: [0.0; MONTHS],
            observed: [0.0; MONTHS],
        };
        let (seen, scale, shape) = (
            scenario.get(Key::ObserveDays),
            scenario.get(Key::ShellEntryDays).max(0.1),
            scenario.get(Key::ShellEntryShape).max(0.1),
        );
        for month in 0..MONTHS {
            let days = (month as f64 + 0.5) * MONTH_DAYS;
            let since = ((days - seen) / scale).max(0.0);
            scenario.shell_ready[month] = 1.0 - (-since.powf(shape)).exp();
            scenario.observed[month] = ((days + MONTH_DAYS / 2.0 - seen) / MONTH_DAYS).clamp(0.0, 1.0);
        }
        scenario
    }

    /// The value of a parameter.
    pub fn get(&self, key: Key) -> f64 {
        self.values[key as usize]
    }
}

/// When and how well a candidate works in one scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct Effect {
    /// Share of the flow through its subject that it stops, month by month.
    pub stops: [f64; MONTHS],
    /// Honest trade of twelve months that it loses.
    pub harm: f64,
}

impl Effect {
    /// The effect of a candidate in scenario `at` of `count`.
    pub fn draw(
        candidate: &Candidate,
        actions: &BTreeMap<String, Action>,
        seed: u64,
        at: usize,
        count: usize,
    ) -> Effect {
        let Some(action) = actions.get(&candidate.action) else {
            return Effect {
                stops: [0.0; MONTHS],
                harm: 0.0,
            };
        };
        let key = name(&action.id);
        let kind = |what: u64, range| triangle(stratified(seed, key ^ what, at, count), range);
        let own = unit(seed, &[key, name(&candidate.subject.to_string()), at as u64]);
        let from = triangle(own, action.lead_time_days);
        let until = from + kind(1, action.lasting_days);
        let (stop, harm) = (
            kind(2, action.stops_share).clamp(0.0, 1.0),
            kind(3, action.harm_share).clamp(0.0, 1.0),
        );
        let mut stops = [0.0; MONTHS];
        let mut active = 0.0;
        for (month, stopped) in stops.iter_mut().enumerate() {
            let first = month as f64 * MONTH_DAYS;
            let days = (until.min(first + MONTH_DAYS) - from.max(first)).clamp(0.0, MONTH_DAYS);
            *stopped = stop * days / MONTH_DAYS;
            active += days / 365.0;
        }
        Effect {
            stops,
            harm: candidate.honest_value * harm * active,
        }
    }
}
