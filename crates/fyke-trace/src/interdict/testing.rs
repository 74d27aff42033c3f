//! Small worlds of text for the tests of this folder, with actions that work
//! as stated and at once, and an adversary as stated.

use super::adaptation::{Adaptation, Key};
use super::network::{Network, NetworkInput};
use super::settings::{Budget, Settings};
use crate::party::testing::{FIRST_DAY, World};
use fyke_model::date::Day;
use fyke_model::reference::{Action, ActionKind};
use std::collections::BTreeMap;

/// An action that stops all from the first day on, and loses all honest trade.
pub fn action(id: &str, kind: ActionKind) -> Action {
    Action {
        id: id.to_owned(),
        name: id.to_owned(),
        kind,
        sentence: String::new(),
        legal_basis: String::new(),
        who: String::new(),
        lead_time_days: [0.0; 3],
        lasting_days: [400.0; 3],
        stops_share: [1.0; 3],
        cost_points: 1.0,
        harm_share: [1.0; 3],
        reversible: String::new(),
        source: String::new(),
    }
}

/// Settings with only these actions and so many of them allowed.
pub fn settings(actions: &[(&str, ActionKind)], budget: usize) -> Settings {
    let actions: BTreeMap<String, Action> = actions
        .iter()
        .map(|(id, kind)| ((*id).to_owned(), action(id, *kind)))
        .collect();
    Settings {
        budget: Budget::Actions(budget),
        scenarios: 4,
        ..Settings::new(actions, Day(FIRST_DAY.0 + 365))
    }
}

/// An adversary with nowhere to go.
pub fn helpless() -> Adaptation {
    [Key::ShellReach, Key::GrowthPerMonth, Key::CodeReach]
        .into_iter()
        .fold(Adaptation::shipped(), |a, key| a.with(key, [0.0; 3]))
}

/// An adversary that only uses firms that trade already, at once and at no cost.
pub fn shifts_at_once() -> Adaptation {
    [
        (Key::ObserveDays, 0.0),
        (Key::GrowthPerMonth, 100.0),
        (Key::GrowthMax, 100.0),
        (Key::PartnersKnown, 1.0),
        (Key::MarkupExisting, 0.0),
        (Key::MarkupHub, 0.0),
    ]
    .into_iter()
    .fold(helpless(), |a, (key, value)| a.with(key, [value; 3]))
}

/// The network of a world in text; every row into an end counts whole.
pub fn network(text: &str) -> Network {
    let world = World::read(text);
    let (index, parties, roles) = (world.index(), world.parties(), world.roles());
    Network::build(&NetworkInput {
        index: &index,
        parties: &parties,
        roles: &roles,
        units: &[],
        coverage: 1.0,
        addresses: &[],
        persons: &[],
        until: None,
        half_life_days: f32::INFINITY,
    })
}
