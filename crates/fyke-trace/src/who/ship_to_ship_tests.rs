//! Ships side by side, and the sweep against comparing all with all.

use super::super::judge::WhoKind::ShipToShip;
use super::super::testing::{Told, day};
use super::super::voyages::Waters;
use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Ships in hours since the first of May 2022: ship, hour, place, knots.
fn world(text: &str, reports: &[(&str, i64, f32, f32, f32)]) -> Told {
    let mut told = Told::read(text);
    let start = i64::from(day("2022-05-01").0) * 24;
    told.voyages.positions = reports
        .iter()
        .enumerate()
        .map(|(row, (ship, hour, lat, lon, speed))| Position {
            vessel: told.node(ship),
            time: (start + hour) * HOUR + 60,
            lat: *lat,
            lon: *lon,
            speed_kn: Some(*speed),
            draught_m: None,
            row: row as u32,
        })
        .collect();
    told
}

const SHIPS: &str = "vessel Ship \n vessel Mate/RU \n owns Alfa Ship 100";

fn side_by_side(hours: i64, apart: f32, speed: f32) -> Told {
    let reports: Vec<_> = (0..hours)
        .flat_map(|hour| {
            [
                ("Ship", hour, 36.0, 22.0, speed),
                ("Mate", hour, 36.0, 22.0 + apart, speed),
            ]
        })
        .collect();
    world(SHIPS, &reports)
}

#[test]
fn eight_hours_beside_a_russian_ship() {
    let found = side_by_side(8, 0.003, 0.5).find(ShipToShip, "Alfa");
    assert!((found.strength - WEIGHTS[1]).abs() < 1e-12, "{found:?}");
    assert_eq!(found.rows.len(), 2);
}

#[test]
fn too_short_too_far_or_under_way() {
    for told in [
        side_by_side(4, 0.003, 0.5),
        side_by_side(8, 0.03, 0.5),
        side_by_side(8, 0.003, 9.0),
    ] {
        assert_eq!(told.find(ShipToShip, "Alfa").strength, 0.0);
    }
}

#[test]
fn in_an_anchorage_ships_lie_side_by_side() {
    let mut told = side_by_side(8, 0.003, 0.5);
    told.voyages.anchorages = vec![Waters {
        lat: 36.0,
        lon: 22.0,
        radius_km: 5.0,
    }];
    assert_eq!(told.find(ShipToShip, "Alfa").strength, 0.0);
}

#[test]
fn a_report_every_three_hours_is_enough() {
    let reports: Vec<_> = (0..5)
        .flat_map(|at| {
            [
                ("Ship", at * 3, 36.0, 22.0, 0.3),
                ("Mate", at * 3 + 1, 36.0, 22.002, 0.3),
            ]
        })
        .collect();
    assert!(world(SHIPS, &reports).find(ShipToShip, "Alfa").strength > 0.5);
}

fn change(told: &Told, day_text: &str, flag: bool, row: u32) -> Change {
    Change {
        vessel: told.node("Ship"),
        day: day(day_text),
        flag,
        row,
    }
}

#[test]
fn two_flags_in_a_year_are_a_hop_and_a_sale_is_none() {
    let mut told = Told::read(SHIPS);
    told.voyages.changes = vec![
        change(&told, "2022-05-01", true, 4),
        change(&told, "2022-11-01", true, 5),
    ];
    assert_eq!(told.find(ShipToShip, "Alfa").strength, WEIGHTS[2]);
    told.voyages.changes = vec![
        change(&told, "2022-05-01", true, 4),
        change(&told, "2022-05-20", false, 5),
    ];
    assert_eq!(told.find(ShipToShip, "Alfa").strength, 0.0);
}

#[test]
fn one_new_flag_after_the_owner_was_listed() {
    let mut told = Told::read(&format!("{SHIPS} \n firm Alfa/AE listed=ofac@2022-03-01"));
    told.voyages.changes = vec![change(&told, "2022-05-01", true, 4)];
    assert_eq!(told.find(ShipToShip, "Alfa").strength, WEIGHTS[2]);
}

proptest! {
    #[test]
    fn the_sweep_finds_what_comparing_all_with_all_finds(
        ships in proptest::collection::vec((0u32..40, 0u32..40), 2..8),
        lat in prop_oneof![Just(0.0f32), Just(36.0), Just(-36.0), Just(70.0)],
    ) {
        let mut voyages = Voyages::default();
        for (ship, (up, right)) in ships.iter().enumerate() {
            for hour in 0..6i64 {
                voyages.positions.push(Position {
                    vessel: ship as u32,
                    time: hour * HOUR,
                    lat: lat + *up as f32 * 0.0007,
                    lon: 22.0 + *right as f32 * 0.0009,
                    speed_kn: Some(0.0),
                    draught_m: None,
                    row: 0,
                });
            }
        }
        let found: BTreeSet<(u32, u32)> = meetings(&voyages).iter().map(|m| (m.one, m.other)).collect();
        let mut all = BTreeSet::new();
        for one in &voyages.positions {
            for other in &voyages.positions {
                let near = distance_km((one.lat, one.lon), (other.lat, other.lon)) < NEAR_KM;
                if one.vessel < other.vessel && near {
                    all.insert((one.vessel, other.vessel));
                }
            }
        }
        prop_assert_eq!(found, all);
    }
}
