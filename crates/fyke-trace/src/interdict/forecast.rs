//! Where a blocked flow goes next, as probabilities that can be scored.
//!
//! For each action: of the value it blocks over the horizon, the share that is
//! expected to arrive through each outlet (hub country, firm that already
//! trades or a new one, code group as declared now or another), and the share
//! that does not arrive. The shares are the mean over the scenarios of the
//! adversary's reply, so they sum to one and a Brier score or a CRPS can be
//! taken once the twelve months are known.

use fyke_model::country::Country;
use fyke_model::date::Day;
use serde::{Deserialize, Serialize};

/// What carries the flow next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vehicle {
    /// A firm that already passes such goods on.
    ExistingMiddle,
    /// A firm that does not trade yet.
    NewShell,
    /// The same hands, under a code that no list names.
    OtherCode,
}

/// One way the flow may go.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Outlet {
    /// The country of the last hand before the end.
    pub hub: Country,
    /// What carries it.
    pub vehicle: Vehicle,
    /// Heading of the goods.
    pub heading: u32,
    /// Share of the blocked value that arrives this way: mean of the scenarios.
    pub share: f64,
    /// The same, at the tenth and the ninetieth hundredth of the scenarios.
    pub share_interval: [f64; 2],
}

/// Where the flow that an action blocks is expected to go.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DisplacementForecast {
    /// The day of the forecast.
    pub date: Day,
    /// Days from then that it speaks of.
    pub horizon_days: u32,
    /// Value that the action blocks before any reply, in the unit of the network.
    pub blocked_value: f64,
    /// Share of it that does not arrive at all.
    pub denied_share: f64,
    /// The same, at the tenth and the ninetieth hundredth of the scenarios.
    pub denied_interval: [f64; 2],
    /// The rest, largest first. With `denied_share` it sums to one.
    pub outlets: Vec<Outlet>,
}
