//! Where a blocked flow goes next, as probabilities that can be scored.
//!
//! For each action: of the value it blocks over the horizon, the share that is
//! expected to arrive through each outlet (hub country, firm that already
//! trades or a new one, code group as declared now or another), and the share
//! that does not arrive. The shares are the mean over the scenarios of the
//! adversary's reply, so they sum to one and a Brier score or a CRPS can be
//! taken once the twelve months are known.

use super::game::Game;
use super::reply::{Reply, VEHICLES};
use super::settings::Settings;
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

/// Days that a forecast speaks of.
pub const HORIZON_DAYS: u32 = 365;

/// What an action adds beside the others of its set.
pub(super) struct Displaced {
    /// Value denied by scenario, after the reply.
    pub denied: Vec<f64>,
    /// Where the rest goes.
    pub forecast: DisplacementForecast,
}

/// Compares the set with the set without one of it.
///
/// Closing one way can also close a way out of another; what then arrives less
/// elsewhere counts as denied, and shares are of what is blocked or so lost.
pub(super) fn displaced(
    game: &Game,
    set: &[usize],
    number: usize,
    settings: &Settings,
    reply: &mut Reply,
) -> Displaced {
    let scenarios = game.scenarios.len();
    let mut denied = vec![0.0; scenarios];
    let mut blocked = vec![0.0; scenarios];
    let mut outlets: Vec<(Country, Vehicle, u32, Vec<f64>)> = Vec::new();
    for &family in &game.touches[number] {
        let with = game.of_family(set, family);
        let without: Vec<usize> = with.iter().copied().filter(|other| *other != number).collect();
        let of = &game.families[family];
        let first = outlets.len();
        for hub in &of.hubs {
            for vehicle in VEHICLES {
                outlets.push((*hub, vehicle, of.heading, vec![0.0; scenarios]));
            }
        }
        for (members, sign) in [(&with, 1.0), (&without, -1.0)] {
            game.each(family, members, reply, |at, replied| {
                denied[at] += sign * replied.denied;
                blocked[at] += sign * replied.blocked;
                for (hub, ways) in replied.outlets.iter().enumerate() {
                    for (way, arrived) in ways.iter().enumerate() {
                        outlets[first + 3 * hub + way].3[at] += sign * arrived;
                    }
                }
            });
        }
    }
    let forecast = shares(&denied, &blocked, outlets, settings);
    Displaced { denied, forecast }
}

fn shares(
    denied: &[f64],
    blocked: &[f64],
    outlets: Vec<(Country, Vehicle, u32, Vec<f64>)>,
    settings: &Settings,
) -> DisplacementForecast {
    let whole = |at: usize| {
        let arrived = outlets.iter().map(|outlet| outlet.3[at].max(0.0)).sum::<f64>();
        denied[at].max(0.0) + arrived
    };
    // scenarios in which it takes no effect within the horizon say nothing
    let told: Vec<(usize, f64)> = (0..denied.len())
        .map(|at| (at, whole(at)))
        .filter(|(_, sum)| *sum > 1e-9)
        .collect();
    let spread = |values: &dyn Fn(usize) -> f64| -> (f64, [f64; 2]) {
        let mut shares: Vec<f64> = told.iter().map(|(at, sum)| values(*at).max(0.0) / sum).collect();
        shares.sort_by(f64::total_cmp);
        let at = |part: f64| {
            let place = (part * (shares.len().max(1) - 1) as f64).round() as usize;
            shares.get(place).copied().unwrap_or(0.0)
        };
        (super::game::mean(&shares), [at(0.1), at(0.9)])
    };
    let (denied_share, denied_interval) = spread(&|at| denied[at]);
    let mut listed: Vec<Outlet> = outlets
        .iter()
        .map(|(hub, vehicle, heading, by)| {
            let (share, share_interval) = spread(&|at| by[at]);
            Outlet {
                hub: *hub,
                vehicle: *vehicle,
                heading: *heading,
                share,
                share_interval,
            }
        })
        .filter(|outlet| outlet.share > 0.0)
        .collect();
    listed.sort_by(|a, b| {
        let key = |o: &Outlet| (o.hub, o.vehicle, o.heading);
        b.share.total_cmp(&a.share).then_with(|| key(a).cmp(&key(b)))
    });
    DisplacementForecast {
        date: settings.decided,
        horizon_days: HORIZON_DAYS,
        blocked_value: super::game::mean(blocked),
        denied_share,
        denied_interval,
        outlets: listed,
    }
}
