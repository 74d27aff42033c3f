//! T34, a ship went silent near an embargoed port.
//!
//! Between two reports more than six hours apart the ship could have called at
//! a port that it may not: the way there and on to where it was next heard is
//! no longer than it could sail in that time at its own speed. Physics says
//! what was possible; the draught says more, since a hull that lies deeper or
//! higher afterwards has loaded or discharged somewhere. Positions that no ship
//! can sail between are forged ones.
//!
//! One silence that fits: 0.35, with another draught 0.85, a jump 0.3; silences
//! combine as `1 - product of (1 - each)`. Silences that begin or end in waters
//! of poor reception, or longer than a month, say nothing; nor do those of a
//! ship heard in the port itself, which hides nothing.
//!
//! Innocent look-alikes: satellites that hear little, receivers switched off
//! against pirates, faults; any ship that passes such a coast at night.
//!
//! Sources: FATF report of June 2025 (maritime); US, UK and EU maritime
//! advisories on deceptive shipping, from general knowledge.

use super::judge::Who;
use super::register::{NodeId, RowId};
use super::voyages::{Position, Voyages, distance_km, ships_of};
use crate::party::{Ask, Finding};
use fyke_model::country::Country;
use fyke_model::date::Day;
use std::collections::BTreeMap;

/// A silence of more than so many hours.
pub const SILENT_HOURS: f64 = 6.0;
/// After a month of silence everything is possible and nothing said.
pub const SILENT_HOURS_MAX: f64 = 30.0 * 24.0;
/// Knots assumed of a ship that never reported its speed, and no less of any.
pub const SPEED_KN: f64 = 14.0;
/// Faster than this no cargo ship sails: the position is forged.
pub const SPEED_MAX_KN: f64 = 45.0;
/// Hours a call takes at the least.
pub const CALL_HOURS: f64 = 4.0;
/// Metres by which the draught must differ.
pub const DRAUGHT_M: f32 = 0.5;
/// Heard within so many kilometres of a port, it hides no call.
pub const AT_PORT_KM: f64 = 10.0;
/// Strength of a silence that fits; with another draught; of a jump.
pub const WEIGHTS: [f64; 3] = [0.35, 0.85, 0.3];
const KM_PER_NM: f64 = 1.852;

/// A silence, or a jump.
#[derive(Clone, PartialEq, Debug)]
pub struct Silence {
    /// How strong.
    pub strength: f64,
    /// From when.
    pub day: Day,
    /// How long.
    pub hours: f64,
    /// The port it could have called at; none of a jump.
    pub port: Option<usize>,
    /// Metres of draught gained.
    pub draught_m: Option<f32>,
    /// The reports before and after.
    pub rows: [RowId; 2],
}

/// Silences and jumps of every ship, in order of ship and time.
pub fn silences(voyages: &Voyages, embargoed: &[Country]) -> BTreeMap<NodeId, Vec<Silence>> {
    let tracks = voyages.tracks();
    let mut found: BTreeMap<NodeId, Vec<Silence>> = BTreeMap::new();
    for track in tracks.chunk_by(|a, b| a.vessel == b.vessel) {
        let reported = track.iter().filter_map(|p| p.speed_kn).map(f64::from);
        let fastest = reported
            .filter(|speed| *speed <= SPEED_MAX_KN)
            .fold(SPEED_KN, f64::max);
        for pair in track.windows(2) {
            if let Some(silence) = silence(voyages, embargoed, pair, fastest) {
                found.entry(track[0].vessel).or_default().push(silence);
            }
        }
    }
    found
}

fn silence(voyages: &Voyages, embargoed: &[Country], pair: &[Position], fastest: f64) -> Option<Silence> {
    let [from, to] = pair else { return None };
    let hours = to.time.saturating_sub(from.time) as f64 / 3_600.0;
    let place = |p: &Position| (p.lat, p.lon);
    let made = |strength, port, draught_m| Silence {
        strength,
        day: Day(from.time.div_euclid(86_400).clamp(-4_000_000, 4_000_000) as i32),
        hours,
        port,
        draught_m,
        rows: [from.row, to.row],
    };
    let direct_km = distance_km(place(from), place(to));
    if direct_km > 20.0 && direct_km / KM_PER_NM > SPEED_MAX_KN * hours {
        return Some(made(WEIGHTS[2], None, None));
    }
    if hours <= SILENT_HOURS || hours > SILENT_HOURS_MAX {
        return None;
    }
    let quiet = |p: &Position| voyages.quiet.iter().any(|waters| waters.hold(p.lat, p.lon));
    if quiet(from) || quiet(to) {
        return None;
    }
    let sails_km = (hours - CALL_HOURS).max(0.0) * fastest * KM_PER_NM;
    let mut best: Option<(f64, usize)> = None;
    for (at, port) in voyages.ports.iter().enumerate() {
        if !embargoed.contains(&port.country) {
            continue;
        }
        let (there, on) = (
            distance_km(place(from), (port.lat, port.lon)),
            distance_km((port.lat, port.lon), place(to)),
        );
        if there < AT_PORT_KM || on < AT_PORT_KM {
            return None;
        }
        if there + on <= sails_km && best.is_none_or(|(known, _)| there + on < known) {
            best = Some((there + on, at));
        }
    }
    let (_, port) = best?;
    let gained = from
        .draught_m
        .zip(to.draught_m)
        .map(|(before, after)| after - before);
    let changed = gained.is_some_and(|gained| gained.abs() >= DRAUGHT_M);
    Some(made(WEIGHTS[usize::from(changed)], Some(port), gained))
}

/// Judges a party by the ships it owns or controls.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, _)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let ships = ships_of(who.register, node);
    if ships.is_empty() || who.voyages.positions.is_empty() {
        return Finding::UNKNOWN;
    }
    let since = |silence: &&Silence| silence.day >= who.question.measure_day;
    let found: Vec<(NodeId, &Silence)> = ships
        .iter()
        .flat_map(|ship| {
            who.silences
                .get(ship)
                .into_iter()
                .flatten()
                .map(move |silence| (*ship, silence))
        })
        .filter(|(_, silence)| since(silence))
        .collect();
    let strength = 1.0
        - found
            .iter()
            .map(|(_, silence)| 1.0 - silence.strength)
            .product::<f64>();
    let best = found
        .iter()
        .max_by(|a, b| a.1.strength.total_cmp(&b.1.strength).then(b.1.day.cmp(&a.1.day)));
    let Some((ship, silence)) = best.filter(|_| ask == Ask::Tell) else {
        return Finding::of(strength);
    };
    let name = who.register.name(*ship);
    let sentence = match silence.port.and_then(|port| who.voyages.ports.get(port)) {
        Some(port) => {
            let draught = silence.draught_m.map_or(String::new(), |gained| {
                format!(
                    " and lay {:.1} m {} afterwards",
                    gained.abs(),
                    if gained < 0.0 { "higher" } else { "deeper" }
                )
            });
            format!(
                "The ship {name} was silent for {:.0} hours from {} on, time enough to call at {}{draught}; {} such silences in all.",
                silence.hours,
                silence.day,
                port.name,
                found.len()
            )
        }
        None => format!(
            "The ship {name} reported positions on {} that no ship can sail between; {} such reports or silences in all.",
            silence.day,
            found.len()
        ),
    };
    let rows = found
        .iter()
        .flat_map(|(_, silence)| silence.rows)
        .map(|row| (row, "position"));
    who.told(strength, sentence, rows)
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::SilentShip;
    use super::super::testing::{Told, day};
    use super::super::voyages::{Port, Waters};
    use super::*;

    /// Off the coast near the port of a test, hours since the first of May 2022.
    fn world(track: &[(f64, f32, f32, Option<f32>)]) -> Told {
        let mut told = Told::read("vessel Ship \n owns Alfa Ship 100");
        let start = i64::from(day("2022-05-01").0) * 86_400;
        let ship = told.node("Ship");
        told.voyages.ports = vec![Port {
            name: "Novorossiysk".to_owned(),
            country: Country::of("RU"),
            lat: 44.7,
            lon: 37.8,
        }];
        told.voyages.positions = track
            .iter()
            .enumerate()
            .map(|(row, (hours, lat, lon, draught_m))| Position {
                vessel: ship,
                time: start + (hours * 3_600.0) as i64,
                lat: *lat,
                lon: *lon,
                speed_kn: Some(12.0),
                draught_m: *draught_m,
                row: row as u32,
            })
            .collect();
        told
    }

    #[test]
    fn thirty_hours_of_silence_and_two_metres_deeper() {
        let told = world(&[(0.0, 43.5, 36.5, Some(6.0)), (30.0, 43.4, 36.4, Some(8.0))]);
        let found = told.find(SilentShip, "Alfa");
        assert_eq!(found.strength, WEIGHTS[1]);
        assert!(found.sentence.contains("Novorossiysk"), "{}", found.sentence);
        assert_eq!(found.rows, [(0, "position"), (1, "position")]);
    }

    #[test]
    fn too_short_a_silence_to_get_there() {
        let told = world(&[(0.0, 43.5, 36.5, None), (7.0, 43.4, 36.4, None)]);
        assert_eq!(told.find(SilentShip, "Alfa").strength, 0.0);
    }

    #[test]
    fn where_nobody_is_heard_silence_is_nothing() {
        let mut told = world(&[(0.0, 43.5, 36.5, Some(6.0)), (30.0, 43.4, 36.4, Some(8.0))]);
        told.voyages.quiet = vec![Waters {
            lat: 43.5,
            lon: 36.5,
            radius_km: 50.0,
        }];
        assert_eq!(told.find(SilentShip, "Alfa").strength, 0.0);
    }

    #[test]
    fn a_call_in_the_open_hides_nothing() {
        let told = world(&[(0.0, 44.7, 37.8, Some(6.0)), (30.0, 43.4, 36.4, Some(8.0))]);
        assert_eq!(told.find(SilentShip, "Alfa").strength, 0.0);
    }

    #[test]
    fn a_thousand_kilometres_in_an_hour_are_forged() {
        let told = world(&[(0.0, 36.0, 20.0, None), (1.0, 36.0, 32.0, None)]);
        let strength = told.find(SilentShip, "Alfa").strength;
        assert!((strength - WEIGHTS[2]).abs() < 1e-12, "{strength}");
    }
}
