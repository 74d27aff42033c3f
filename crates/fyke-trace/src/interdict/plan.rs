//! The answer: which actions, what they deny, whom they hurt, where it goes next.

use super::candidate::candidates;
use super::exact::solve;
use super::forecast::{DisplacementForecast, HORIZON_DAYS, displaced};
use super::game::{Game, mean};
use super::network::Network;
use super::program::Program;
use super::reply::Reply;
use super::search::{Count, Found, Limits, bound, search};
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

impl Proof {
    /// Share by which greedy lies below the exact answer of the program.
    pub fn gap(&self) -> f64 {
        below(self.program_greedy, self.program_exact)
    }

    /// Share by which that answer lies below its bound: nothing where it is proven.
    pub fn open(&self) -> f64 {
        below(self.program_exact, self.program_bound)
    }
}

fn below(value: Option<f64>, above: Option<f64>) -> f64 {
    match (value, above) {
        (Some(value), Some(above)) if above > 0.0 => (1.0 - value / above).max(0.0),
        _ => 0.0,
    }
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

/// Candidates of each action that are weighed: the largest by touched value.
const PER_ACTION: usize = 60;
/// How often the program is solved anew at the reply to its last answer.
const RE_SOLVED: usize = 2;

/// Chooses actions on a network. See the head of the module.
pub fn plan(network: &Network, settings: &Settings) -> Plan {
    let made = candidates(network, &settings.actions, PER_ACTION, settings.least_probability);
    let game = Game::new(network, made, settings);
    let limits = Limits {
        budget: settings.budget,
        harm: settings.harm_limit,
    };
    let mut best = search(&game, limits, Count::Denied);
    let mut proof = Proof::default();
    if settings.exact {
        let mut at = best.set.clone();
        for _ in 0..RE_SOLVED {
            let program = Program::at(&game, &at, limits);
            let solved = solve(&program);
            if proof.program_exact.is_none() {
                proof.program_greedy = Some(program.value(&program.greedy()));
                proof.program_exact = Some(solved.value);
                proof.program_bound = Some(solved.bound);
                proof.program_solver = Some(solved.solver);
            }
            let value = mean(&game.value(&solved.set, &mut Reply::default()).denied);
            let same = solved.set == at;
            at.clone_from(&solved.set);
            if value > best.value * (1.0 + 1e-9) {
                best = Found {
                    set: solved.set,
                    value,
                };
            }
            if same {
                break;
            }
        }
    }
    let mut answer = write_up(network, &game, &best.set, settings);
    proof.candidates = game.candidates.len();
    proof.unreactive = answer.proof.unreactive;
    proof.bound = bound(&game, &best.set, limits);
    answer.proof = proof;
    answer.front = front(&game, &best.set, settings);
    answer
}

/// The front of denial against harm, by limiting harm step by step.
fn front(game: &Game, chosen: &[usize], settings: &Settings) -> Vec<FrontPoint> {
    let point = |set: &[usize]| FrontPoint {
        harm: mean(&game.harm(set)),
        denied: mean(&game.value(set, &mut Reply::default()).denied),
        actions: set
            .iter()
            .map(|c| {
                let candidate = &game.candidates[*c];
                (candidate.action.clone(), candidate.subject.clone())
            })
            .collect(),
    };
    if settings.front_points == 0 || chosen.is_empty() {
        return Vec::new();
    }
    let whole = point(chosen);
    let most = settings.harm_limit.unwrap_or(whole.harm).min(whole.harm);
    let mut points: Vec<FrontPoint> = (0..settings.front_points)
        .map(|step| {
            // the first honest dollars buy most: steps grow by their square
            let part = (step as f64 / settings.front_points as f64).powi(2);
            let limits = Limits {
                budget: settings.budget,
                harm: Some(most * part),
            };
            point(&search(game, limits, Count::Denied).set)
        })
        .collect();
    points.push(whole);
    points.sort_by(|a, b| a.harm.total_cmp(&b.harm).then(b.denied.total_cmp(&a.denied)));
    let mut kept: Vec<FrontPoint> = Vec::new();
    for point in points {
        if kept
            .last()
            .is_none_or(|last| point.denied > last.denied * (1.0 + 1e-9))
        {
            kept.push(point);
        }
    }
    kept.retain(|point| !point.actions.is_empty());
    kept
}

/// Mean and the tenth and ninetieth hundredth.
fn estimate(values: &[f64]) -> Estimate {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |part: f64| {
        let place = (part * (sorted.len().max(1) - 1) as f64).round() as usize;
        sorted.get(place).copied().unwrap_or(0.0)
    };
    Estimate {
        mean: mean(values),
        low: at(0.1),
        high: at(0.9),
    }
}

/// A set of candidates as a plan: what each denies beside the others, whom it
/// hurts, where its flow goes.
pub(super) fn write_up(network: &Network, game: &Game, set: &[usize], settings: &Settings) -> Plan {
    let mut reply = Reply::default();
    let whole = game.value(set, &mut reply);
    let actions = set
        .iter()
        .filter_map(|&number| {
            let candidate = &game.candidates[number];
            let action = settings.actions.get(&candidate.action)?;
            let marginal = displaced(game, set, number, settings, &mut reply);
            let harm: Vec<f64> = game.effects[number].iter().map(|effect| effect.harm).collect();
            let start = settings
                .decided
                .0
                .saturating_add(action.lead_time_days[1].round() as i32);
            let until = start.saturating_add(action.lasting_days[1].round() as i32);
            let horizon = settings.decided.0.saturating_add(HORIZON_DAYS as i32);
            let probability = candidate
                .nodes
                .iter()
                .filter_map(|node| network.nodes.get(*node as usize)?.probability)
                .reduce(f64::max);
            Some(PlannedAction {
                action: action.id.clone(),
                name: action.name.clone(),
                kind: action.kind,
                subject: candidate.subject.clone(),
                who: action.who.clone(),
                legal_basis: action.legal_basis.clone(),
                reversible: action.reversible.clone(),
                lead_time_days: action.lead_time_days,
                start: Day(start),
                until: Day(until.min(horizon)),
                cost_points: action.cost_points,
                probability,
                denied: estimate(&marginal.denied),
                harm: estimate(&harm),
                forecast: marginal.forecast,
            })
        })
        .collect();
    Plan {
        actions,
        flow_value: network.flow_value,
        denied: estimate(&whole.denied),
        harm: estimate(&game.harm(set)),
        front: Vec::new(),
        proof: Proof {
            candidates: game.candidates.len(),
            unreactive: mean(&whole.blocked),
            ..Proof::default()
        },
    }
}
