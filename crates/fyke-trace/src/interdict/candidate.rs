//! Which actions could be put on what: typed actions on real subjects.
//!
//! A candidate touches routes, wholly or in part. Actions on firms (listing,
//! address, banks) do not touch a new firm; actions on lanes, goods and
//! suppliers touch whoever comes next. That difference is what the reply turns
//! on. Natural persons are never candidates, nor ends.
//!
//! A firm is acted on only where it passes diverted goods on with at least the
//! probability that is asked for ([`likely`]); letters, lanes and codes accuse
//! nobody and have no such limit. A party in a source country is written to as a
//! supplier, unless the trace holds it to be a hand itself more likely than not:
//! then a letter tells it only that it was seen, and it is a subject like any
//! other hand. Below that a letter works as far as the supplier is honest.
//!
//! To add a code to a list makes it like the codes that are listed already. Of
//! the traced flow of a heading a share goes under those all the same; so much
//! of what goes under the added codes is taken to go on too.
//!
//! The harm base of a candidate is the honest trade of twelve months through
//! it. Bases of several candidates are added, so what two of them both touch
//! counts twice: the harm of a plan is at most what is said.

use super::network::{Network, Node, Part};
use super::subject::{PartyName, Subject};
use fyke_model::country::Country;
use fyke_model::reference::{Action, ActionKind};
use std::collections::{BTreeMap, BTreeSet};

/// The one action on lanes that is done where goods leave for the end; all
/// others are done where goods leave the coalition.
const AT_THE_LAST_BORDER: &str = "border-check";

/// From here on a party in a source country is more likely a hand than a supplier.
pub const HAND_AT_HOME: f64 = 0.5;

/// What a candidate does to those who come next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Firms as they are: a new firm is free of it.
    Firm,
    /// Whoever buys from this supplier; who buys from another is free of it.
    Supplier,
    /// Whoever uses the lane or the code; who declares another code mostly is free of it.
    Lane,
}

/// An action on a subject.
#[derive(Clone, PartialEq, Debug)]
pub struct Candidate {
    /// Id of the action.
    pub action: String,
    /// Its kind.
    pub kind: ActionKind,
    /// On what.
    pub subject: Subject,
    /// What it does to those who come next.
    pub reach: Reach,
    /// Places in [`Network::routes`] with the share of each that it touches.
    pub routes: Vec<(u32, f64)>,
    /// Value that it touches.
    pub touched_value: f64,
    /// Honest trade through it.
    pub honest_value: f64,
    /// Cost points.
    pub cost_points: f64,
    /// Places in [`Network::nodes`] of the firms it is put on.
    pub nodes: Vec<u32>,
}

struct Gathered {
    routes: BTreeMap<u32, f64>,
    honest_value: f64,
    nodes: Vec<u32>,
}

/// Every action on every subject that it can touch, the most touched value
/// first within each kind of action, at most `per_action` of each; firms only
/// from `least_probability` on.
pub fn candidates(
    network: &Network,
    actions: &BTreeMap<String, Action>,
    per_action: usize,
    least_probability: f64,
) -> Vec<Candidate> {
    let mut all = Vec::new();
    let likely = likely(network);
    let firms: Subjects = firms(network)
        .into_iter()
        .filter(|(_, firm)| {
            let odds = |node: &u32| likely.get(*node as usize).copied().unwrap_or(0.0);
            firm.nodes.iter().any(|node| odds(node) >= least_probability)
        })
        .collect();
    let addresses = addresses(network, &firms);
    let suppliers = suppliers(network);
    let (entries, exits) = (lanes(network, true), lanes(network, false));
    let goods = goods(network);
    for action in actions.values() {
        let (subjects, reach) = match action.kind {
            ActionKind::Node | ActionKind::Bank => (&firms, Reach::Firm),
            ActionKind::Address => (&addresses, Reach::Firm),
            ActionKind::Supplier => (&suppliers, Reach::Supplier),
            ActionKind::Lane if action.id == AT_THE_LAST_BORDER => (&exits, Reach::Lane),
            ActionKind::Lane => (&entries, Reach::Lane),
            ActionKind::Goods => (&goods, Reach::Lane),
            // consignments name no vessel, so there is nothing to put it on
            ActionKind::Vessel => continue,
        };
        let mut made: Vec<Candidate> = subjects
            .iter()
            .map(|(subject, gathered)| {
                let value = |(route, share): (&u32, &f64)| {
                    network.routes.get(*route as usize).map_or(0.0, |r| r.value) * share
                };
                Candidate {
                    action: action.id.clone(),
                    kind: action.kind,
                    subject: subject.clone(),
                    reach,
                    routes: gathered.routes.iter().map(|(r, s)| (*r, *s)).collect(),
                    touched_value: gathered.routes.iter().map(value).sum(),
                    honest_value: gathered.honest_value,
                    cost_points: action.cost_points,
                    nodes: gathered.nodes.clone(),
                }
            })
            .filter(|candidate| candidate.touched_value > 0.0)
            .collect();
        made.sort_by(|a, b| {
            b.touched_value
                .total_cmp(&a.touched_value)
                .then_with(|| a.subject.cmp(&b.subject))
        });
        made.truncate(per_action);
        all.append(&mut made);
    }
    all
}

type Subjects = BTreeMap<Subject, Gathered>;

/// How likely each node passes diverted goods on: as its own trace says; a hand
/// that was not traced itself is as likely as the sellers that it feeds, by value;
/// all are certain where nothing was traced.
pub fn likely(network: &Network) -> Vec<f64> {
    let own = |node: u32| network.nodes.get(node as usize).and_then(|n| n.probability);
    if network.nodes.iter().all(|node| node.probability.is_none()) {
        return vec![1.0; network.nodes.len()];
    }
    let mut fed = vec![(0.0, 0.0); network.nodes.len()];
    for route in &network.routes {
        let Some(odds) = route.middles.last().copied().or(route.source).and_then(own) else {
            continue;
        };
        for middle in &route.middles {
            if let Some(sum) = fed.get_mut(*middle as usize) {
                sum.0 += route.value * odds;
                sum.1 += route.value;
            }
        }
    }
    let of_sellers = |(part, whole): (f64, f64)| if whole > 0.0 { part / whole } else { 0.0 };
    network
        .nodes
        .iter()
        .zip(fed)
        .map(|(node, fed)| node.probability.unwrap_or_else(|| of_sellers(fed)))
        .collect()
}

/// True for a firm that may be acted on as a hand: between source and end, or in
/// a source country and held to be a hand itself.
pub fn is_hand(node: &Node) -> bool {
    match node.part {
        Part::Middle => true,
        Part::Source => node.probability.is_some_and(|odds| odds >= HAND_AT_HOME),
        Part::End => false,
    }
}

fn name(network: &Network, node: u32) -> PartyName {
    let node = network.nodes.get(node as usize);
    PartyName {
        name: node.map_or_else(String::new, |n| n.name.clone()),
        country: node.and_then(|n| n.country),
    }
}

/// The country of a node.
pub fn country(network: &Network, node: u32) -> Option<Country> {
    network.nodes.get(node as usize).and_then(|n| n.country)
}

fn firms(network: &Network) -> Subjects {
    let mut subjects = Subjects::new();
    for (route, at) in network.routes.iter().zip(0u32..) {
        for &middle in route.middles.iter().chain(&route.source) {
            let Some(node) = network.nodes.get(middle as usize) else {
                continue;
            };
            if node.person || !is_hand(node) || node.name.is_empty() {
                continue;
            }
            let gathered = subjects
                .entry(Subject::Party(name(network, middle)))
                .or_insert(Gathered {
                    routes: BTreeMap::new(),
                    honest_value: node.honest_value,
                    nodes: vec![middle],
                });
            gathered.routes.insert(at, 1.0);
        }
    }
    subjects
}

/// Addresses with at least two firms: at an address with one, listing the
/// address is listing the firm.
fn addresses(network: &Network, firms: &Subjects) -> Subjects {
    let mut at: BTreeMap<&str, Vec<&Gathered>> = BTreeMap::new();
    for gathered in firms.values() {
        let node = gathered
            .nodes
            .first()
            .and_then(|n| network.nodes.get(*n as usize));
        if let Some(address) = node.and_then(|n| n.address.as_deref()) {
            at.entry(address).or_default().push(gathered);
        }
    }
    at.into_iter()
        .filter(|(_, firms)| firms.len() > 1)
        .map(|(address, firms)| {
            let nodes: Vec<u32> = firms.iter().flat_map(|firm| firm.nodes.clone()).collect();
            let subject = Subject::Address {
                address: address.to_owned(),
                parties: nodes.iter().map(|node| name(network, *node)).collect(),
            };
            let gathered = Gathered {
                routes: firms.iter().flat_map(|firm| firm.routes.clone()).collect(),
                honest_value: firms.iter().map(|firm| firm.honest_value).sum(),
                nodes,
            };
            (subject, gathered)
        })
        .collect()
}

fn suppliers(network: &Network) -> Subjects {
    let mut subjects = Subjects::new();
    for (route, at) in network.routes.iter().zip(0u32..) {
        let Some(source) = route.source else { continue };
        let Some(node) = network.nodes.get(source as usize) else {
            continue;
        };
        if node.person || node.name.is_empty() || is_hand(node) {
            continue;
        }
        let honest = 1.0 - node.probability.unwrap_or(0.0);
        let gathered = subjects
            .entry(Subject::Supplier(name(network, source)))
            .or_insert(Gathered {
                routes: BTreeMap::new(),
                honest_value: node.honest_abroad,
                nodes: vec![source],
            });
        gathered.routes.insert(at, honest);
    }
    subjects
}

/// Lanes by which traced goods leave the coalition (`entry`), or leave the
/// country of the last hand for the end.
fn lanes(network: &Network, entry: bool) -> Subjects {
    let coalition: BTreeSet<Country> = network.sources.iter().copied().collect();
    let mut subjects = Subjects::new();
    for (route, at) in network.routes.iter().zip(0u32..) {
        let hand = if entry {
            route.middles.first()
        } else {
            route.middles.last()
        };
        let Some(hub) = hand.and_then(|node| country(network, *node)) else {
            continue;
        };
        let (from, to) = if entry {
            (None, hub)
        } else {
            (Some(hub), route.end)
        };
        let heading = route.heading;
        let gathered = subjects
            .entry(Subject::Lane { from, to, heading })
            .or_insert_with(|| Gathered {
                routes: BTreeMap::new(),
                honest_value: network
                    .lanes
                    .iter()
                    .filter(|lane| lane.heading == heading && lane.to == to)
                    .filter(|lane| match from {
                        Some(from) => lane.from == from,
                        None => coalition.contains(&lane.from),
                    })
                    .map(|lane| lane.honest_value)
                    .sum(),
                nodes: vec![],
            });
        gathered.routes.insert(at, 1.0);
    }
    subjects
}

fn goods(network: &Network) -> Subjects {
    let mut codes: BTreeMap<u32, (Vec<u32>, f64)> = BTreeMap::new();
    for unlisted in &network.unlisted {
        let of = codes.entry(unlisted.heading).or_default();
        of.0.push(unlisted.code);
        of.1 += unlisted.honest_value;
    }
    let mut flows: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for route in &network.routes {
        let flow = flows.entry(route.heading).or_default();
        flow.0 += route.value * route.unlisted_share;
        flow.1 += route.value;
    }
    codes
        .into_iter()
        .map(|(heading, (codes, honest_value))| {
            let (unlisted, whole) = flows.get(&heading).copied().unwrap_or_default();
            let stays = if whole > 0.0 { unlisted / whole } else { 0.0 };
            let touched = |(route, at): (&super::network::Route, u32)| {
                let share = route.unlisted_share * stays;
                (route.heading == heading && share > 0.0).then_some((at, share))
            };
            let gathered = Gathered {
                routes: network.routes.iter().zip(0u32..).filter_map(touched).collect(),
                honest_value,
                nodes: vec![],
            };
            (Subject::Goods { heading, codes }, gathered)
        })
        .collect()
}
