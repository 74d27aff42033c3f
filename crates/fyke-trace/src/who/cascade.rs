//! Who is blocked because the listed own it, under a rule, as of a day.
//!
//! The United States adds up: a firm is blocked if blocked persons together
//! hold half or more of it, and a firm blocked that way blocks what it holds in
//! turn. The European Union asks for more than half, or control. The United
//! Kingdom does too, but each owner stands for itself unless several act
//! together. All three are one operator,
//!
//! `x is blocked  <=  sum over blocked y of share(y, x) passes the threshold, or y controls x`,
//!
//! which only ever grows a set, so it has one least fixed point: rings of firms
//! that own each other are blocked only if a listed hand reaches into the ring.
//! A worklist finds it in O(stakes). Shares are whole millionths, so the answer
//! at exactly one half does not depend on the order of adding.
//!
//! **Missing and contradictory shares.** A stake of unknown size lies between
//! nothing and what the known stakes leave over; two sources that differ give
//! an interval. The fixed point at the low ends is certain, at the high ends
//! possible; a person is told which.
//!
//! The rules, with their days and states, are data: `data/ownership-rules.csv`.
//!
//! Sources: the guidance of OFAC of 13 August 2014, the best practices of the
//! EU Council, regulation 7 of the UK sanctions regulations, from general
//! knowledge.

use super::register::{LegalTest, LinkKind, NodeId, Register, RowId};
use super::table;
use fyke_model::date::Day;
use std::collections::VecDeque;

const RULES: &str = include_str!("../../../../data/ownership-rules.csv");

/// A whole share in millionths.
const WHOLE: u64 = 1_000_000;

/// One reading of one rule.
#[derive(Clone, PartialEq, Debug)]
pub struct OwnershipRule {
    /// Its id in `data/ownership-rules.csv`.
    pub id: String,
    /// The list entries it starts from.
    pub test: LegalTest,
    /// First day in force.
    pub from: Day,
    /// Last day in force; none = still.
    pub to: Option<Day>,
    /// Its text and its being in force were verified. What follows from an
    /// unverified rule is never certain.
    pub verified: bool,
    /// Millionths of a firm that must be held.
    pub threshold: u64,
    /// The threshold itself is enough; otherwise more is needed.
    pub at_least: bool,
    /// Stakes of different listed owners add up.
    pub aggregate: bool,
    /// Control without a stake is enough.
    pub control: bool,
}

impl OwnershipRule {
    fn passes(&self, held: u64) -> bool {
        held > self.threshold || (self.at_least && held == self.threshold)
    }

    /// All shipped rules, in order of id and first day.
    pub fn shipped() -> Vec<OwnershipRule> {
        table::rows(RULES)
            .filter_map(|row| OwnershipRule::read(&row))
            .collect()
    }

    fn read(row: &[&str]) -> Option<OwnershipRule> {
        let [id, from, to, state, threshold, at_least, aggregate, control, ..] = row else {
            return None;
        };
        let share: f64 = threshold.parse().ok()?;
        Some(OwnershipRule {
            id: (*id).to_owned(),
            test: match *id {
                "ofac" => LegalTest::Ofac,
                "eu" | "eu-half" => LegalTest::Eu,
                "uk" => LegalTest::Uk,
                "bis-affiliates" => LegalTest::BisAffiliates,
                _ => return None,
            },
            from: from.parse().ok()?,
            to: to.parse().ok(),
            verified: *state == "in-force",
            threshold: millionths(share),
            at_least: *at_least == "yes",
            aggregate: *aggregate == "yes",
            control: *control == "yes",
        })
    }

    /// Does it count on this day.
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

fn millionths(share: f64) -> u64 {
    (share.clamp(0.0, 1.0) * WHOLE as f64).round() as u64
}

/// A node that is listed, or blocked through who owns it.
#[derive(Clone, PartialEq, Debug)]
pub struct Blocked {
    /// Which.
    pub node: NodeId,
    /// Blocked whatever the missing shares are; otherwise only if they are large.
    pub certain: bool,
    /// It is on the list itself.
    pub listed: bool,
    /// The share that blocked owners hold of it together, least and most.
    pub share: (f64, f64),
    /// Its blocked owners, largest stake first.
    pub by: Vec<NodeId>,
    /// From a listed node down to this one, by the largest stake at each step.
    pub path: Vec<NodeId>,
    /// The rows of the stakes and of the list entry along the path.
    pub rows: Vec<RowId>,
}

/// What one node holds of another on a day.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Stake {
    pub owner: NodeId,
    pub owned: NodeId,
    /// Least and most in millionths; none = a stake of unknown size, or none at
    /// all but control.
    pub share: Option<(u64, u64)>,
    pub owns: bool,
    pub controls: bool,
    pub row: RowId,
}

/// All stakes of a day, both ways round.
pub(super) struct Stakes {
    /// In order of (owner, owned).
    pub all: Vec<Stake>,
    /// Positions in order of (owned, owner).
    inward: Vec<u32>,
    /// Millionths of each node that known stakes leave over.
    pub left_over: Vec<u64>,
}

impl Stakes {
    /// Stakes that held on a day. Several rows for one pair are several
    /// accounts of one stake, not several stakes.
    pub fn on(register: &Register, day: Day) -> Stakes {
        let mut all: Vec<Stake> = Vec::new();
        for link in register.links().iter().filter(|link| link.holds(day)) {
            let (share, owns, controls) = match link.kind {
                LinkKind::Owns { share } => (share.map(millionths), true, false),
                LinkKind::Controls => (None, false, true),
                _ => continue,
            };
            let share = share.map(|share| (share, share));
            match all.last_mut() {
                Some(last) if (last.owner, last.owned) == (link.from, link.to) => {
                    last.share = match (last.share, share) {
                        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
                        (a, b) => a.or(b),
                    };
                    last.owns |= owns;
                    last.controls |= controls;
                }
                _ => all.push(Stake {
                    owner: link.from,
                    owned: link.to,
                    share,
                    owns,
                    controls,
                    row: link.row,
                }),
            }
        }
        let mut left_over = vec![WHOLE; register.nodes().len()];
        for stake in &all {
            let least = stake.share.map_or(0, |share| share.0);
            let left = &mut left_over[stake.owned as usize];
            *left = left.saturating_sub(least);
        }
        let mut inward: Vec<u32> = (0..all.len() as u32).collect();
        inward.sort_by_key(|at| (all[*at as usize].owned, all[*at as usize].owner));
        Stakes {
            all,
            inward,
            left_over,
        }
    }

    /// What a node holds.
    pub fn of_owner(&self, owner: NodeId) -> &[Stake] {
        let start = self.all.partition_point(|stake| stake.owner < owner);
        let rest = &self.all[start..];
        &rest[..rest.partition_point(|stake| stake.owner <= owner)]
    }

    /// Who holds a node.
    pub fn in_owned(&self, owned: NodeId) -> impl Iterator<Item = &Stake> {
        let at = |at: &u32| &self.all[*at as usize];
        let start = self.inward.partition_point(|stake| at(stake).owned < owned);
        let rest = self.inward[start..].iter().map(at);
        rest.take_while(move |stake| stake.owned == owned)
    }
}

/// Which end of the intervals.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    Least,
    Most,
}

/// Marks of one run of the worklist.
struct Spread {
    /// Its stakes count towards blocking others.
    counts: Vec<bool>,
    blocked: Vec<bool>,
    held: Vec<u64>,
    /// An owner of unknown share counts already.
    unknown: Vec<bool>,
    /// The blocked owner of the largest stake when it was blocked.
    through: Vec<NodeId>,
    touched: Vec<NodeId>,
}

impl Spread {
    fn new(nodes: usize) -> Spread {
        Spread {
            counts: vec![false; nodes],
            blocked: vec![false; nodes],
            held: vec![0; nodes],
            unknown: vec![false; nodes],
            through: vec![NodeId::MAX; nodes],
            touched: Vec::new(),
        }
    }

    fn clear(&mut self) {
        for node in self.touched.drain(..) {
            let at = node as usize;
            self.counts[at] = false;
            self.blocked[at] = false;
            self.held[at] = 0;
            self.unknown[at] = false;
            self.through[at] = NodeId::MAX;
        }
    }

    /// Grows the set from listed seeds, and from others whose stakes count as
    /// theirs, to its least fixed point.
    fn run(
        &mut self,
        stakes: &Stakes,
        rule: &OwnershipRule,
        bound: Bound,
        listed: &[NodeId],
        with: &[NodeId],
    ) {
        self.clear();
        let mut queue: VecDeque<NodeId> = VecDeque::new();
        for node in listed.iter().chain(with) {
            if !self.counts[*node as usize] {
                self.counts[*node as usize] = true;
                self.touched.push(*node);
                queue.push_back(*node);
            }
        }
        for node in listed {
            self.blocked[*node as usize] = true;
        }
        while let Some(owner) = queue.pop_front() {
            for stake in stakes.of_owner(owner) {
                let at = stake.owned as usize;
                self.touched.push(stake.owned);
                self.held[at] += match (stake.share, bound) {
                    (Some((least, _)), Bound::Least) => least,
                    (Some((_, most)), Bound::Most) => most,
                    (None, Bound::Most) if stake.owns && !self.unknown[at] => {
                        self.unknown[at] = true;
                        stakes.left_over[at]
                    }
                    (None, _) => 0,
                };
                let controlled = rule.control && stake.controls && self.blocked[owner as usize];
                if self.blocked[at] || !(rule.passes(self.held[at].min(WHOLE)) || controlled) {
                    continue;
                }
                self.blocked[at] = true;
                self.through[at] = self.largest(stakes, stake.owned).unwrap_or(owner);
                if !self.counts[at] {
                    self.counts[at] = true;
                    queue.push_back(stake.owned);
                } else if rule.control {
                    // its stakes counted already; what it controls does from now on
                    queue_controlled(stakes, stake.owned, self, &mut queue);
                }
            }
        }
    }

    /// The owner that counts and has most of a node.
    fn largest(&self, stakes: &Stakes, node: NodeId) -> Option<NodeId> {
        let counting = stakes
            .in_owned(node)
            .filter(|s| self.counts[s.owner as usize] && s.owner != node);
        let most = counting.max_by_key(|s| (s.share.map(|share| share.1), std::cmp::Reverse(s.owner)));
        most.map(|stake| stake.owner)
    }
}

/// Blocks what a node controls outright, when that node's stakes had counted
/// before it was blocked itself.
fn queue_controlled(stakes: &Stakes, owner: NodeId, spread: &mut Spread, queue: &mut VecDeque<NodeId>) {
    let mut owners = vec![owner];
    while let Some(owner) = owners.pop() {
        for stake in stakes.of_owner(owner).iter().filter(|stake| stake.controls) {
            let at = stake.owned as usize;
            if spread.blocked[at] {
                continue;
            }
            spread.touched.push(stake.owned);
            spread.blocked[at] = true;
            spread.through[at] = owner;
            if spread.counts[at] {
                owners.push(stake.owned);
            } else {
                spread.counts[at] = true;
                queue.push_back(stake.owned);
            }
        }
    }
}

/// What is found of one node over all runs.
#[derive(Clone, Default)]
struct Found {
    certain: bool,
    listed: bool,
    least: u64,
    most: u64,
    by: Vec<NodeId>,
    path: Vec<NodeId>,
}

/// Everyone blocked under a rule on a day, the listed themselves included, in
/// order of node. The day decides which stakes and list entries hold; whether
/// the rule itself was in force then is [`OwnershipRule::holds`].
pub fn blocked(register: &Register, rule: &OwnershipRule, as_of: Day) -> Vec<Blocked> {
    blocked_by(register, &Stakes::on(register, as_of), rule, as_of)
}

pub(super) fn blocked_by(
    register: &Register,
    stakes: &Stakes,
    rule: &OwnershipRule,
    as_of: Day,
) -> Vec<Blocked> {
    let nodes = register.nodes().len();
    let mut found: Vec<Option<Found>> = vec![None; nodes];
    let mut spread = Spread::new(nodes);
    for (listed, with) in seeds(register, rule, as_of) {
        for bound in [Bound::Least, Bound::Most] {
            spread.run(stakes, rule, bound, &listed, &with);
            let mut reached = spread.touched.clone();
            reached.sort_unstable();
            reached.dedup();
            for node in reached.into_iter().filter(|node| spread.blocked[*node as usize]) {
                let slot = found[node as usize].get_or_insert_default();
                gather(slot, node, &spread, stakes, bound, rule.verified);
                slot.listed |= listed.contains(&node);
            }
        }
    }
    let named = found.into_iter().enumerate();
    named
        .filter_map(|(node, found)| {
            found.map(|found| finish(register, stakes, rule, as_of, node as u32, found))
        })
        .collect()
}

fn gather(slot: &mut Found, node: NodeId, spread: &Spread, stakes: &Stakes, bound: Bound, verified: bool) {
    let held = spread.held[node as usize].min(WHOLE);
    if bound == Bound::Least {
        slot.certain |= verified;
        slot.least = slot.least.max(held);
    }
    slot.most = slot.most.max(held);
    let mut by: Vec<(u64, NodeId)> = stakes
        .in_owned(node)
        .filter(|stake| spread.counts[stake.owner as usize])
        .map(|stake| (stake.share.map_or(0, |share| share.1), stake.owner))
        .collect();
    by.sort_by_key(|(share, owner)| (std::cmp::Reverse(*share), *owner));
    for (_, owner) in by {
        if !slot.by.contains(&owner) {
            slot.by.push(owner);
        }
    }
    if slot.path.is_empty() {
        let mut path = vec![node];
        let mut at = node;
        while spread.through[at as usize] != NodeId::MAX && path.len() <= spread.through.len() {
            at = spread.through[at as usize];
            path.push(at);
        }
        path.reverse();
        slot.path = path;
    }
}

fn finish(
    register: &Register,
    stakes: &Stakes,
    rule: &OwnershipRule,
    as_of: Day,
    node: NodeId,
    found: Found,
) -> Blocked {
    let steps = found.path.windows(2).filter_map(|step| {
        let held = stakes
            .of_owner(step[0])
            .iter()
            .find(|stake| stake.owned == step[1]);
        held.map(|stake| stake.row)
    });
    let root = found.path.first().and_then(|root| register.node(*root));
    let listing = root.and_then(|root| entry(root, rule, as_of));
    let rows = listing.into_iter().chain(steps).collect();
    let share = |millionths: u64| millionths as f64 / WHOLE as f64;
    Blocked {
        node,
        certain: found.certain,
        listed: found.listed,
        share: (share(found.least), share(found.most)),
        by: found.by,
        path: found.path,
        rows,
    }
}

/// The row of the list entry that this rule starts from.
fn entry(node: &super::register::Node, rule: &OwnershipRule, as_of: Day) -> Option<RowId> {
    let mut held = node.listings.iter();
    held.find(|entry| entry.test == rule.test && entry.holds(as_of))
        .map(|entry| entry.row)
}

/// The runs to make: for a rule that adds up, one from all who are listed; for
/// one that does not, one for each listed node, with those it acts with.
fn seeds(register: &Register, rule: &OwnershipRule, as_of: Day) -> Vec<(Vec<NodeId>, Vec<NodeId>)> {
    let nodes = register.nodes().iter().enumerate();
    let listed: Vec<NodeId> = nodes
        .filter(|(_, node)| entry(node, rule, as_of).is_some())
        .map(|(at, _)| at as NodeId)
        .collect();
    if rule.aggregate {
        return vec![(listed, Vec::new())];
    }
    listed
        .into_iter()
        .map(|node| (vec![node], act_with(register, node, as_of)))
        .collect()
}

/// Those who hold their stakes as one with a node, itself left out.
fn act_with(register: &Register, node: NodeId, as_of: Day) -> Vec<NodeId> {
    let mut group = vec![node];
    let mut at = 0;
    while let Some(member) = group.get(at).copied() {
        at += 1;
        let out = register.links_from(member).iter().map(|link| (link, link.to));
        let back = register.links_to(member).map(|link| (link, link.from));
        let mut more: Vec<NodeId> = out
            .chain(back)
            .filter(|(link, _)| link.kind == LinkKind::ActsWith && link.holds(as_of))
            .map(|(_, other)| other)
            .filter(|other| !group.contains(other))
            .collect();
        more.sort_unstable();
        more.dedup();
        group.extend(more);
    }
    group.split_off(1)
}

#[cfg(test)]
#[path = "cascade_tests.rs"]
mod tests;
