//! What a plan is asked: how much may be done, how much honest trade may be
//! hurt, how the other side is thought to act.

use super::adaptation::Adaptation;
use fyke_model::date::Day;
use fyke_model::reference::Action;
use std::collections::BTreeMap;

/// How much may be done.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Budget {
    /// So many actions.
    Actions(usize),
    /// Actions whose cost points add up to no more.
    Points(f64),
}

/// How to plan.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How much may be done.
    pub budget: Budget,
    /// Honest trade of twelve months that may be lost, in the unit of the
    /// network; none: no limit.
    pub harm_limit: Option<f64>,
    /// Firms are acted on only where they pass diverted goods on with at least
    /// this probability.
    pub least_probability: f64,
    /// The day of the decision; what is counted is the twelve months after it.
    pub decided: Day,
    /// What can be done, by id.
    pub actions: BTreeMap<String, Action>,
    /// How the other side would act.
    pub adaptation: Adaptation,
    /// Scenarios drawn.
    pub scenarios: usize,
    /// The same seed gives the same plan.
    pub seed: u64,
    /// Also solve the linear program exactly and say how far greedy is from it.
    pub exact: bool,
    /// Points of the front of denial against harm; 0: none.
    pub front_points: usize,
}

/// Below this a firm is not acted on unless asked for: more likely than not.
pub const LEAST_PROBABILITY: f64 = 0.5;

/// Honest trade that a plan may lose unless asked for otherwise, as a share of
/// the flow that is expected to reach the ends.
pub const HARM_OF_FLOW: f64 = 0.1;

impl Settings {
    /// Ten actions, no limit of harm, firms from one half on, 32 scenarios, seed 1, the shipped
    /// adversary, compared with the exact answer, eight points of the front.
    pub fn new(actions: BTreeMap<String, Action>, decided: Day) -> Settings {
        Settings {
            budget: Budget::Actions(10),
            harm_limit: None,
            least_probability: LEAST_PROBABILITY,
            decided,
            actions,
            adaptation: Adaptation::shipped(),
            scenarios: 32,
            seed: 1,
            exact: true,
            front_points: 8,
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_limits_are_those_of_the_file() {
        let text = include_str!("../../../../data/adaptation/limits.toml");
        let file: toml::Table = toml::from_str(text).unwrap();
        let number = |id: &str| file[id]["value"].as_float().unwrap();
        assert_eq!(number("least_probability"), super::LEAST_PROBABILITY);
        assert_eq!(number("harm_of_flow"), super::HARM_OF_FLOW);
        assert_eq!(number("hand_at_home"), super::super::candidate::HAND_AT_HOME);
    }
}
