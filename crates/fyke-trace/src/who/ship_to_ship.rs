//! T35, ships meet at sea, or hop flags.
//!
//! Two ships within 500 m of each other, both slower than two knots, for more
//! than four hours, and not in a port or a known anchorage: cargo may have
//! changed hulls. Positions are laid on a grid of cells an hour long and a
//! little over 500 m wide; only neighbours in one hour are compared, so a sweep
//! over all ships costs the number of slow positions. A slow ship that reports
//! seldom is taken to have stayed for up to three hours between two reports.
//!
//! A ship that changes flag or name twice within a year is given another past;
//! after its owner or it was listed, once is enough.
//!
//! Strength: `1 - product of (1 - each)` over meetings (0.3; with a listed ship
//! or one of an embargoed country 0.7) and hops (0.5).
//!
//! Innocent look-alikes: bunkering, lightering zones, pilots and tugs, convoys;
//! sales of ships, which change flag and name at once (one change, not two).
//!
//! Sources: FATF report of June 2025; US, UK and EU maritime advisories, from
//! general knowledge.

use super::judge::Who;
use super::register::{LinkKind, NodeId, RowId};
use super::voyages::{Change, Position, Voyages, distance_km, ships_of};
use crate::party::{Ask, Finding};
use fyke_model::date::Day;
use std::collections::BTreeMap;

/// Nearer than this.
pub const NEAR_KM: f64 = 0.5;
/// Slower than this.
pub const SLOW_KN: f32 = 2.0;
/// For longer than this.
pub const HOURS_MIN: i64 = 4;
/// Within so many kilometres of a port ships lie side by side.
pub const PORT_KM: f64 = 10.0;
/// Hours between two slow reports for which a ship is taken to have stayed.
pub const STAYED_HOURS: i64 = 3;
/// Two changes of flag or name within so many days.
pub const HOP_DAYS: i32 = 365;
/// A sale changes flag and name within so many days: one change.
pub const SALE_DAYS: i32 = 45;
/// Strength of a meeting, of one with a listed or embargoed ship, of hopping.
pub const WEIGHTS: [f64; 3] = [0.3, 0.7, 0.5];

const HOUR: i64 = 3_600;
/// Height of a cell in degrees: 556 m.
const CELL_DEGREES: f64 = 0.005;

/// Two ships side by side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Meeting {
    /// The lower number.
    pub one: NodeId,
    /// The higher number.
    pub other: NodeId,
    /// First hour, counted since 1970.
    pub hour: i64,
    /// For how many hours.
    pub hours: i64,
    /// A report of each.
    pub rows: [RowId; 2],
}

/// One ship in one hour.
#[derive(Clone, Copy)]
struct Slow {
    hour: i64,
    cell: (i32, i32),
    at: Position,
}

pub(super) fn cell(lat: f32, lon: f32) -> (i32, i32) {
    let row = (f64::from(lat) / CELL_DEGREES).floor();
    // cells are as wide as they are high where they lie
    let middle = ((row + 0.5) * CELL_DEGREES).to_radians().cos().max(0.01);
    (
        row as i32,
        (f64::from(lon) * middle / CELL_DEGREES).floor() as i32,
    )
}

/// All meetings, in order of the pair and time.
pub fn meetings(voyages: &Voyages) -> Vec<Meeting> {
    let mut slow = slow_hours(voyages);
    slow.sort_by_key(|s| (s.hour, s.cell, s.at.vessel));
    let mut near: Vec<(NodeId, NodeId, i64, [RowId; 2])> = Vec::new();
    for hour in slow.chunk_by(|a, b| a.hour == b.hour) {
        for (at, one) in hour.iter().enumerate() {
            // rows of cells above are narrower or wider by a hair: look two aside
            for row in one.cell.0..=one.cell.0 + 1 {
                let column = neighbour_column(one, row);
                let from = hour.partition_point(|s| s.cell < (row, column - 2));
                let beside = hour[from..].iter().enumerate();
                for (offset, other) in beside.take_while(|(_, s)| s.cell <= (row, column + 2)) {
                    let later = from + offset > at;
                    if !later && row == one.cell.0 || one.at.vessel == other.at.vessel {
                        continue;
                    }
                    if distance_km((one.at.lat, one.at.lon), (other.at.lat, other.at.lon)) < NEAR_KM {
                        let swap = one.at.vessel > other.at.vessel;
                        let (a, b) = if swap { (other, one) } else { (one, other) };
                        near.push((a.at.vessel, b.at.vessel, one.hour, [a.at.row, b.at.row]));
                    }
                }
            }
        }
    }
    near.sort_unstable();
    near.dedup_by_key(|n| (n.0, n.1, n.2));
    let together = |a: &(NodeId, NodeId, i64, _), b: &(NodeId, NodeId, i64, _)| {
        (a.0, a.1) == (b.0, b.1) && b.2 - a.2 <= 2
    };
    let runs = near.chunk_by(together).filter_map(|run| {
        let (first, last) = (run.first()?, run.last()?);
        let hours = last.2 - first.2 + 1;
        (hours > HOURS_MIN).then_some(Meeting {
            one: first.0,
            other: first.1,
            hour: first.2,
            hours,
            rows: first.3,
        })
    });
    runs.collect()
}

/// The column of a ship's place counted in another row of cells.
fn neighbour_column(slow: &Slow, row: i32) -> i32 {
    let lat = (f64::from(row) + 0.5) * CELL_DEGREES;
    cell(lat as f32, slow.at.lon).1
}

/// Every ship in every hour in which it lay still at sea.
fn slow_hours(voyages: &Voyages) -> Vec<Slow> {
    let tracks = voyages.tracks();
    let mut slow: Vec<Slow> = Vec::new();
    let is_slow = |p: &Position| p.speed_kn.is_some_and(|speed| speed < SLOW_KN);
    for (at, position) in tracks.iter().enumerate() {
        if !is_slow(position) || voyages.shelters(position.lat, position.lon, PORT_KM) {
            continue;
        }
        let hour = position.time.div_euclid(HOUR);
        let next = tracks
            .get(at + 1)
            .filter(|next| next.vessel == position.vessel && is_slow(next));
        let until = match next.map(|next| next.time.div_euclid(HOUR)) {
            Some(next) if next - hour <= STAYED_HOURS => (next - 1).max(hour),
            _ => hour,
        };
        slow.extend((hour..=until).map(|hour| Slow {
            hour,
            cell: cell(position.lat, position.lon),
            at: *position,
        }));
    }
    slow
}

/// Changes of flag or name that make a hop: the second within a year, where
/// flag and name that change together in a sale are one.
fn hops<'a>(changes: &[&'a Change], listed: Option<Day>) -> Vec<&'a Change> {
    let mut sales: Vec<&Change> = Vec::new();
    for change in changes {
        let same_sale =
            |known: &&&Change| known.flag != change.flag && change.day.0 - known.day.0 <= SALE_DAYS;
        if !sales.last().is_some_and(|last| same_sale(&last)) {
            sales.push(change);
        }
    }
    let twice = sales
        .windows(2)
        .any(|pair| pair[1].day.0 - pair[0].day.0 <= HOP_DAYS);
    let after = |change: &&&Change| listed.is_some_and(|listed| listed <= change.day);
    if twice {
        sales
    } else {
        sales.iter().filter(after).copied().collect()
    }
}

/// Judges a party by the ships it owns or controls.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, facts)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let register = who.register;
    let ships = ships_of(register, node);
    if ships.is_empty() || (who.voyages.positions.is_empty() && who.voyages.changes.is_empty()) {
        return Finding::UNKNOWN;
    }
    let mut innocence = 1.0;
    let mut said: Vec<String> = Vec::new();
    let mut rows: Vec<(RowId, &'static str)> = Vec::new();
    for ship in ships {
        for meeting in who.meetings.get(&ship).into_iter().flatten() {
            let day = Day((meeting.hour / 24).clamp(-4_000_000, 4_000_000) as i32);
            if day < who.question.measure_day {
                continue;
            }
            let other = if meeting.one == ship {
                meeting.other
            } else {
                meeting.one
            };
            let bad = is_bad(who, other, day);
            innocence *= 1.0 - WEIGHTS[usize::from(bad)];
            if ask == Ask::Tell {
                let bad = if bad {
                    ", listed or of an embargoed country,"
                } else {
                    ""
                };
                said.push(format!(
                    "{} lay beside {}{bad} for {} hours on {day}",
                    register.name(ship),
                    register.name(other),
                    meeting.hours
                ));
                rows.extend(meeting.rows.map(|row| (row, "position")));
            }
        }
        let mut changes: Vec<&Change> = who.voyages.changes.iter().filter(|c| c.vessel == ship).collect();
        changes.retain(|change| change.day >= who.question.measure_day);
        changes.sort_by_key(|change| (change.day, change.row));
        let own = register.node(ship).and_then(|ship| ship.first_listed());
        let listed = own
            .into_iter()
            .chain(facts.first_listed())
            .filter_map(|entry| entry.since)
            .min();
        let hops = hops(&changes, listed);
        if !hops.is_empty() {
            innocence *= 1.0 - WEIGHTS[2];
            if ask == Ask::Tell {
                said.push(format!(
                    "{} changed flag or name {} times",
                    register.name(ship),
                    hops.len()
                ));
                rows.extend(hops.iter().map(|hop| (hop.row, "register")));
            }
        }
    }
    let strength = 1.0 - innocence;
    if said.is_empty() {
        return Finding::of(strength);
    }
    let more = if said.len() > 2 {
        format!("; {} more", said.len() - 2)
    } else {
        String::new()
    };
    said.truncate(2);
    who.told(strength, format!("The ship {}{more}.", said.join("; ")), rows)
}

/// The ship or who owns it is listed, or is of an embargoed country.
fn is_bad(who: &Who<'_>, ship: NodeId, day: Day) -> bool {
    let bad = |node: NodeId| {
        who.register.node(node).is_some_and(|node| {
            let there = |country| who.question.embargoed.contains(&country);
            node.listed(day).is_some() || node.country.is_some_and(there)
        })
    };
    let owners = who.register.links_to(ship);
    bad(ship)
        || owners
            .into_iter()
            .any(|l| matches!(l.kind, LinkKind::Owns { .. } | LinkKind::Controls) && bad(l.from))
}

/// Meetings of every ship.
pub(super) fn by_ship(voyages: &Voyages) -> BTreeMap<NodeId, Vec<Meeting>> {
    let mut by_ship: BTreeMap<NodeId, Vec<Meeting>> = BTreeMap::new();
    for meeting in meetings(voyages) {
        by_ship.entry(meeting.one).or_default().push(meeting);
        by_ship.entry(meeting.other).or_default().push(meeting);
    }
    by_ship
}

#[cfg(test)]
#[path = "ship_to_ship_tests.rs"]
mod tests;
