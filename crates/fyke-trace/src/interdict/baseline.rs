//! What others would do: cut the least cut, or list the largest shippers. Both
//! in the form of a [`Plan`], scored by the same adversary, within the same
//! budget and at no more than the same honest trade lost.

use super::candidate::{candidates, is_hand};
use super::game::Game;
use super::max_flow::least_cut;
use super::network::{Network, Part};
use super::plan::{Plan, write_up};
use super::search::Limits;
use super::settings::{Budget, Settings};
use fyke_model::reference::ActionKind;

/// Lists the parties on the least cut of the traced flow (node capacities, no
/// reply), largest first, until the budget or the limit of harm is used up.
pub fn baseline_max_flow(network: &Network, harm_limit: Option<f64>, settings: &Settings) -> Plan {
    list_in_order(network, &least_cut(network).0, harm_limit, settings)
}

/// Lists the firms that ship most to the ends by traced value, largest first,
/// until the budget or the limit of harm is used up.
pub fn baseline_largest(network: &Network, harm_limit: Option<f64>, settings: &Settings) -> Plan {
    let mut shipped = vec![0.0f64; network.nodes.len()];
    for arc in &network.arcs {
        let end = network.nodes.get(arc.to as usize).map(|node| node.part);
        if end == Some(Part::End)
            && let Some(sum) = shipped.get_mut(arc.from as usize)
        {
            *sum += arc.traced_value.iter().sum::<f64>();
        }
    }
    let mut order: Vec<u32> = (0u32..)
        .zip(&network.nodes)
        .filter(|(at, node)| is_hand(node) && shipped[*at as usize] > 0.0)
        .map(|(at, _)| at)
        .collect();
    order.sort_by(|a, b| {
        shipped[*b as usize]
            .total_cmp(&shipped[*a as usize])
            .then(a.cmp(b))
    });
    list_in_order(network, &order, harm_limit, settings)
}

/// Lists parties in an order, leaving out what no longer fits.
fn list_in_order(network: &Network, order: &[u32], harm_limit: Option<f64>, settings: &Settings) -> Plan {
    let mut actions = settings.actions.clone();
    actions.retain(|_, action| action.kind == ActionKind::Node);
    let settings = Settings {
        actions,
        ..settings.clone()
    };
    let every = candidates(network, &settings.actions, usize::MAX, 0.0);
    let listed: Vec<_> = order
        .iter()
        .filter_map(|node| every.iter().find(|c| c.nodes == [*node]).cloned())
        .collect();
    let mut listed = listed;
    if let (Budget::Actions(most), None) = (settings.budget, harm_limit) {
        listed.truncate(most);
    }
    let game = Game::new(network, listed, &settings);
    let limits = Limits {
        budget: settings.budget,
        harm: harm_limit,
    };
    let mut set = Vec::new();
    for candidate in 0..game.candidates.len() {
        set.push(candidate);
        if !limits.allow(&game, &set) {
            set.pop();
        }
    }
    write_up(network, &game, &set, &settings)
}
