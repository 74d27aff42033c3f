//! Ways from one entity to another.
//!
//! Two searches by breadth meet: one along the links from the start, one against
//! them from the goal, the smaller front first, so that two hubs do not open the
//! whole case. What both have seen gives every entity its least distance to the
//! goal, and only steps that can still arrive in time are tried when the ways
//! are written out, the shortest first. Both parts are bounded; an answer that
//! a bound cut short says so.

use super::columns::{Adding, Prepared};
use super::entity::{Tie, TieKind};
use super::records::NONE;
use super::trade::{Kind, Sums, TradeFilter, Way};
use super::{EntityNo, Serving};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Hops that a search may take.
pub const HOPS_MAX: usize = 6;

/// Links looked at before a search gives up.
const LINKS_MAX: u64 = 400_000;

/// Steps tried while ways are written out.
const STEPS_MAX: u64 = 400_000;

/// Ways written out before they are put in order.
const WAYS_MAX: usize = 500;

/// What ways may be taken, and how hard to look.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WaysAsk {
    /// Which dealings.
    pub filter: TradeFilter,
    /// Kinds of dealings that may be followed.
    pub kinds: BTreeSet<Kind>,
    /// Kinds of ties that may be followed.
    pub ties: BTreeSet<TieKind>,
    /// Hops at most, 1 to [`HOPS_MAX`].
    pub hops_max: usize,
    /// Ways wanted.
    pub limit: usize,
    /// Each dealing not before the one that it follows. Ties are of any time.
    pub in_time: bool,
    /// Also against the direction of links.
    pub either_way: bool,
}

/// What links two ends of a hop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Link {
    /// Dealings.
    Dealings(Kind, Sums),
    /// A tie.
    Tie(Tie),
}

/// A hop of a way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hop {
    /// From whom the way goes.
    pub from: EntityNo,
    /// To whom.
    pub to: EntityNo,
    /// What links them along the way.
    pub along: Vec<Link>,
    /// What links them against it.
    pub against: Vec<Link>,
}

impl Hop {
    /// Rows of its dealings; a tie counts as one.
    pub fn rows(&self) -> u64 {
        let rows = |link: &Link| match link {
            Link::Dealings(_, sums) => sums.rows,
            Link::Tie(_) => 1,
        };
        self.along.iter().chain(&self.against).map(rows).sum()
    }
}

/// Ways between two.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ways {
    /// The shortest first, then those of most rows on their thinnest hop, then
    /// by number.
    pub ways: Vec<Vec<Hop>>,
    /// A bound cut the search short: there may be others.
    pub cut: bool,
    /// Links that were looked at.
    pub looked_at: u64,
}

/// Neighbours of entities that were opened, and how far they are.
#[derive(Default)]
struct Front {
    depth: HashMap<u32, usize>,
    /// Of those opened: the next ones.
    next: HashMap<u32, Vec<u32>>,
    edge: Vec<u32>,
    levels: usize,
}

struct Search<'a> {
    serving: &'a Serving,
    ask: &'a WaysAsk,
    only: [Prepared; 2],
    looked_at: u64,
}

const KINDS: [Kind; 2] = [Kind::Goods, Kind::Money];

impl Serving {
    /// Ways from one entity to another.
    pub fn ways(&self, from: EntityNo, to: EntityNo, ask: &WaysAsk) -> Ways {
        let mut search = Search {
            serving: self,
            ask,
            only: KINDS.map(|kind| self.deals(kind).columns.prepare(&ask.filter)),
            looked_at: 0,
        };
        let hops_max = ask.hops_max.clamp(1, HOPS_MAX);
        let known = |no: EntityNo| no.0 < self.entities.len();
        if from == to || !known(from) || !known(to) {
            return Ways::default();
        }
        let (mut start, mut goal) = (Front::of(from.0), Front::of(to.0));
        while start.levels + goal.levels < hops_max && search.looked_at < LINKS_MAX {
            if start.edge.is_empty() || goal.edge.is_empty() {
                break;
            }
            match start.edge.len() <= goal.edge.len() {
                true => search.open(&mut start, true),
                false => search.open(&mut goal, false),
            }
        }
        let exhausted = start.edge.is_empty() || goal.edge.is_empty();
        let reach = match exhausted {
            true => hops_max,
            false => (start.levels + goal.levels).min(hops_max),
        };
        let left = left_to_goal(&start, &goal);
        let mut behind: HashMap<u32, Vec<u32>> = HashMap::new();
        let mut opened: Vec<(&u32, &Vec<u32>)> = goal.next.iter().collect();
        opened.sort_unstable_by_key(|open| *open.0);
        for (reached, before) in opened {
            for one in before {
                behind.entry(*one).or_default().push(*reached);
            }
        }
        let mut walk = Walk {
            start: &start,
            behind: &behind,
            left: &left,
            goal: to.0,
            steps: 0,
            found: vec![],
        };
        let mut ways = Ways {
            cut: reach < hops_max,
            ..Ways::default()
        };
        for hops in 1..=reach {
            if ways.ways.len() >= ask.limit {
                break;
            }
            walk.found.clear();
            walk.step(&mut vec![from.0], hops);
            ways.cut |= walk.steps >= STEPS_MAX || walk.found.len() >= WAYS_MAX;
            let mut found: Vec<Vec<Hop>> = walk
                .found
                .iter()
                .filter(|path| !ask.in_time || search.is_in_time(path))
                .map(|path| search.hops(path))
                .collect();
            found.sort_by_cached_key(|way| {
                let thinnest = way.iter().map(Hop::rows).min().unwrap_or(0);
                let through: Vec<u32> = way.iter().map(|hop| hop.to.0).collect();
                (std::cmp::Reverse(thinnest), through)
            });
            found.truncate(ask.limit - ways.ways.len());
            ways.ways.extend(found);
        }
        ways.looked_at = search.looked_at;
        ways
    }
}

impl Front {
    fn of(entity: u32) -> Front {
        Front {
            depth: HashMap::from([(entity, 0)]),
            edge: vec![entity],
            ..Front::default()
        }
    }
}

impl Search<'_> {
    /// Opens the next level of a front.
    fn open(&mut self, front: &mut Front, along: bool) {
        let level = std::mem::take(&mut front.edge);
        front.levels += 1;
        for entity in level {
            let next = self.next(entity, along);
            for other in &next {
                if !front.depth.contains_key(other) {
                    front.depth.insert(*other, front.levels);
                    front.edge.push(*other);
                }
            }
            front.next.insert(entity, next);
        }
    }

    /// Entities one link away, ascending.
    fn next(&mut self, entity: u32, along: bool) -> Vec<u32> {
        let serving = self.serving;
        let takes = |way: Way| self.ask.either_way || (way == Way::Sent) == along;
        let mut next: HashSet<u32> = HashSet::new();
        let mut looked_at = 0;
        for (kind, only) in KINDS.into_iter().zip(&self.only) {
            if !self.ask.kinds.contains(&kind) {
                continue;
            }
            let deals = serving.deals(kind);
            let least = self.ask.filter.sum_min_minor;
            let mut sums: HashMap<(u32, Way), Adding> = HashMap::new();
            for (edge, way, other) in serving.edges_of(kind, EntityNo(entity)) {
                looked_at += 1;
                if other == NONE || !takes(way) {
                    continue;
                }
                let other = serving.entities.of(other);
                if least > 0 {
                    if let Some(adding) = serving.edge_sums(kind, edge, only) {
                        sums.entry((other, way)).or_default().join(&adding);
                    }
                    continue;
                }
                if !next.contains(&other) && deals.rows(edge).any(|row| deals.columns.passes(row, only)) {
                    next.insert(other);
                }
            }
            let large = sums.iter().filter(|(_, sums)| sums.reaches(least));
            next.extend(large.map(|((other, _), _)| *other));
        }
        for (out, other, _) in self.ties_of(entity) {
            looked_at += 1;
            if takes(if out { Way::Sent } else { Way::Received }) {
                next.insert(other);
            }
        }
        next.remove(&entity);
        self.looked_at += looked_at;
        let mut next: Vec<u32> = next.into_iter().collect();
        next.sort_unstable();
        next
    }

    /// Ties that may be followed: whether it goes out, the other end, its number.
    fn ties_of(&self, entity: u32) -> impl Iterator<Item = (bool, u32, u32)> + '_ {
        let ties = self.serving.large.said.ties();
        let any = !self.ask.ties.is_empty();
        let records = self.serving.entities.records(entity).iter().filter(move |_| any);
        records.flat_map(move |record| {
            let of = self.serving.large.said.ties_of(*record).iter();
            of.filter_map(move |tie| {
                let at = *tie as usize;
                let kind = TieKind::of(*ties.kind.get(at)?)?;
                let (from, to) = (*ties.from.get(at)?, *ties.to.get(at)?);
                if from == NONE || !self.ask.ties.contains(&kind) {
                    return None;
                }
                let out = from == *record;
                let other = self.serving.entities.of(if out { to } else { from });
                Some((out, other, *tie))
            })
        })
    }

    /// Whether dealings can be chosen along a way, none before the last.
    fn is_in_time(&self, path: &[u32]) -> bool {
        let mut now = i32::MIN;
        for pair in path.windows(2) {
            let &[from, to] = pair else { continue };
            let mut first: Option<i32> = None;
            self.each_edge(from, to, &mut |kind, edge, along| {
                if !along && !self.ask.either_way {
                    return;
                }
                let deals = self.serving.deals(kind);
                let only = &self.only[kind as usize];
                let days = deals.rows(edge).filter(|row| deals.columns.passes(*row, only));
                let days = days.filter_map(|row| deals.columns.day.get(row).copied());
                let next = days.filter(|day| *day >= now).min();
                first = match (first, next) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (a, b) => a.or(b),
                };
            });
            match first {
                Some(day) => now = day,
                None if self.ties_of(from).any(|tie| tie.1 == to) => {}
                None => return false,
            }
        }
        true
    }

    /// Hears the edges between two, from the one that has fewer.
    fn each_edge(&self, from: u32, to: u32, each: &mut dyn FnMut(Kind, u32, bool)) {
        let serving = self.serving;
        for kind in KINDS.into_iter().filter(|kind| self.ask.kinds.contains(kind)) {
            let few = |entity: u32| serving.edges_of(kind, EntityNo(entity)).count();
            let (one, other, turned) = match few(from) <= few(to) {
                true => (from, to, false),
                false => (to, from, true),
            };
            for (edge, way, record) in serving.edges_of(kind, EntityNo(one)) {
                if record != NONE && serving.entities.of(record) == other {
                    each(kind, edge, (way == Way::Sent) != turned);
                }
            }
        }
    }

    fn hops(&self, path: &[u32]) -> Vec<Hop> {
        let hop = |pair: &[u32]| {
            let &[from, to] = pair else { return None };
            let mut sums: [[Adding; 2]; 2] = Default::default();
            self.each_edge(from, to, &mut |kind, edge, along| {
                if let Some(adding) = self.serving.edge_sums(kind, edge, &self.only[kind as usize]) {
                    sums[usize::from(!along)][kind as usize].join(&adding);
                }
            });
            let mut both = sums.map(|sums| {
                let least = self.ask.filter.sum_min_minor;
                let of = KINDS
                    .into_iter()
                    .zip(sums)
                    .filter(|(_, sums)| sums.rows > 0 && sums.reaches(least));
                let finish = |kind: Kind, sums: Adding| sums.finish(&self.serving.deals(kind).columns);
                of.map(|(kind, sums)| Link::Dealings(kind, finish(kind, sums)))
                    .collect::<Vec<Link>>()
            });
            for (out, other, tie) in self.ties_of(from) {
                if other == to
                    && let Some(tie) = self.serving.tie(tie)
                {
                    both[usize::from(!out)].push(Link::Tie(tie));
                }
            }
            let [along, against] = both;
            Some(Hop {
                from: EntityNo(from),
                to: EntityNo(to),
                along,
                against: if self.ask.either_way { against } else { vec![] },
            })
        };
        path.windows(2).filter_map(hop).collect()
    }
}

/// Least hops to the goal of all that both searches know.
fn left_to_goal(start: &Front, goal: &Front) -> HashMap<u32, usize> {
    let mut left = goal.depth.clone();
    let mut opened: Vec<(usize, u32)> = start
        .next
        .keys()
        .filter_map(|entity| Some((*start.depth.get(entity)?, *entity)))
        .collect();
    opened.sort_unstable_by(|a, b| b.cmp(a));
    for _ in 0..start.levels {
        let mut changed = false;
        for (_, entity) in &opened {
            let next = start.next.get(entity).map_or(&[][..], Vec::as_slice);
            let Some(least) = next.iter().filter_map(|other| left.get(other)).min() else {
                continue;
            };
            let by_next = least + 1;
            if left.get(entity).is_none_or(|known| by_next < *known) {
                left.insert(*entity, by_next);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    left
}

/// Writes ways out.
struct Walk<'a> {
    start: &'a Front,
    behind: &'a HashMap<u32, Vec<u32>>,
    left: &'a HashMap<u32, usize>,
    goal: u32,
    steps: u64,
    found: Vec<Vec<u32>>,
}

impl Walk<'_> {
    /// Goes on from the last of `path` with exactly so many hops.
    fn step(&mut self, path: &mut Vec<u32>, hops: usize) {
        let Some(&here) = path.last() else { return };
        if hops == 0 {
            if here == self.goal {
                self.found.push(path.clone());
            }
            return;
        }
        let next = match self.start.next.get(&here) {
            Some(next) => next,
            None => match self.behind.get(&here) {
                Some(next) => next,
                None => return,
            },
        };
        for other in next {
            let arrives = self.left.get(other).is_some_and(|left| *left < hops);
            if !arrives || path.contains(other) || (*other == self.goal && hops > 1) {
                continue;
            }
            self.steps += 1;
            if self.steps >= STEPS_MAX || self.found.len() >= WAYS_MAX {
                return;
            }
            path.push(*other);
            self.step(path, hops - 1);
            path.pop();
        }
    }
}
