//! The answer: which actions, what they deny, whom they hurt, where it goes next.

use super::forecast::DisplacementForecast;
use super::network::Network;
use super::settings::Settings;
use super::subject::Subject;
use fyke_model::date::Day;
use fyke_model::reference::ActionKind;
use serde::Serialize;

/// A figure over the scenarios.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize)]
pub struct Estimate {
    /// Mean.
    pub mean: f64,
    /// The tenth hundredth.
    pub low: f64,
    /// The ninetieth hundredth.
    pub high: f64,
}

/// One action that was chosen, in the order of choice.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PlannedAction {
    /// Id of the action in `data/actions/`.
    pub action: String,
    /// Its name.
    pub name: String,
    /// What it is put on.
    #[serde(skip)]
    pub kind: ActionKind,
    /// On whom or what.
    pub subject: Subject,
    /// Who can do it.
    pub who: String,
    /// The law it stands on.
    pub legal_basis: String,
    /// How it is taken back.
    pub reversible: String,
    /// Days from decision to effect: low, likely, high.
    pub lead_time_days: [f64; 3],
    /// The likely first day of effect.
    pub start: Day,
    /// The likely last day of effect within the twelve months.
    pub until: Day,
    /// Points of a budget.
    pub cost_points: f64,
    /// Probability behind it, where it is put on a party of which a trace gave one.
    pub probability: Option<f64>,
    /// Value denied over twelve months that would arrive without this action,
    /// the others taken: after the reply.
    pub denied: Estimate,
    /// Honest trade of twelve months that it loses.
    pub harm: Estimate,
    /// Where the flow goes next.
    pub forecast: DisplacementForecast,
}

/// A set of actions on the front of denial against harm.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FrontPoint {
    /// Honest trade lost, at most, mean of the scenarios.
    pub harm: f64,
    /// Value denied after the reply, mean of the scenarios.
    pub denied: f64,
    /// The actions: id and subject.
    pub actions: Vec<(String, Subject)>,
}

/// How the choice was made, and how far it can be from the best.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Proof {
    /// Actions to choose from.
    pub candidates: usize,
    /// Value denied if the adversary does not react, by the chosen set.
    pub unreactive: f64,
    /// No set within the budget denies more than this, reacting or not.
    pub bound: f64,
    /// The linear program at the last reply: value of greedy.
    pub program_greedy: Option<f64>,
    /// The same program, best set known.
    pub program_exact: Option<f64>,
    /// The same program: nothing is better than this.
    pub program_bound: Option<f64>,
    /// Who solved it: `branch and bound` or `HiGHS`.
    pub program_solver: Option<&'static str>,
}

/// What to do, for people to decide on.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Plan {
    /// The actions, in the order of choice.
    pub actions: Vec<PlannedAction>,
    /// Expected diverted value of twelve months without any action.
    pub flow_value: f64,
    /// Value denied over twelve months, after the reply.
    pub denied: Estimate,
    /// Honest trade lost, at most.
    pub harm: Estimate,
    /// The front of denial against harm, by harm.
    pub front: Vec<FrontPoint>,
    /// How it was chosen.
    pub proof: Proof,
}

/// Chooses actions on a network. See the head of the module.
pub fn plan(network: &Network, settings: &Settings) -> Plan {
    let _ = settings;
    Plan {
        flow_value: network.flow_value,
        ..Plan::default()
    }
}
