//! Small seas in text, from files to leads: who is found, who is not.

use super::*;
use crate::commands::add::{add_one, rules};
use crate::pipeline::{entities, load, parties};
use fyke_store::take_in::Request;
use fyke_store::{Case, leads};
use fyke_trace::lanes::Cells;
use std::fmt::Write as _;

/// Imo, mmsi, name.
const DARK: [&str; 3] = ["9074729", "626123456", "BLUE SEA"];
const OCEAN: [&str; 3] = ["9176187", "636012345", "ATLANTIC TRADER"];
const LISTED: [&str; 3] = ["9244635", "273111222", "VOLGA SPIRIT"];
const TAKER: [&str; 3] = ["9290658", "636099999", "CLEAN HANDS"];
const MOORED: [&str; 3] = ["9311622", "636055555", "PATIENCE"];
const BESIDE: [&str; 3] = ["9337949", "636066666", "PRUDENCE"];

/// Six ships:
/// - DARK is silent off Novorossiysk for 30 hours and lies two metres deeper after;
/// - OCEAN is silent for 40 hours in the middle of the North Atlantic;
/// - LISTED, on a list, and TAKER lie 200 m apart in the Black Sea for 7 hours;
/// - MOORED and BESIDE, of which BESIDE is listed, lie so at anchor off Constanta.
fn positions() -> String {
    let mut text = "imo,mmsi,vessel name,time,latitude,longitude,speed,draught\n".to_owned();
    let mut at = |ship: [&str; 3], hour: i64, lat: f64, lon: f64, speed: f64, draught: f64| {
        let (day, hour) = (1 + hour / 24, hour % 24);
        let [imo, mmsi, name] = ship;
        // static reports carry the hull, most carry the radio alone
        let imo = if hour % 3 == 0 { imo } else { "" };
        writeln!(
            text,
            "{imo},{mmsi},{name},2023-05-{day:02}T{hour:02}:00:00Z,{lat:.5},{lon:.5},{speed},{draught}"
        )
        .unwrap();
    };
    for hour in 0..24 {
        let way = hour as f64 * 0.1;
        at(DARK, hour, 41.3 + way, 34.3 + way, 12.0, 7.0);
        at(OCEAN, hour, 41.0, -20.0 - way, 14.0, 9.0);
    }
    for hour in 54..72 {
        let way = (hour - 54) as f64 * 0.1;
        at(DARK, hour, 43.5 - way, 36.4 - way, 12.0, 9.0);
    }
    for hour in 64..80 {
        at(OCEAN, hour, 41.0, -30.0 - (hour - 64) as f64 * 0.1, 14.0, 9.0);
    }
    for (number, ship) in (0_i32..).zip([LISTED, TAKER]) {
        let beside = f64::from(number) * 0.002;
        for hour in 0..10 {
            at(
                ship,
                hour,
                43.0 - (10 - hour) as f64 * 0.1,
                33.0 + f64::from(number),
                10.0,
                10.0,
            );
        }
        for hour in 10..18 {
            at(ship, hour, 43.0 + beside, 33.0, 0.3, 10.0);
        }
        for hour in 18..24 {
            at(
                ship,
                hour,
                43.0 - (hour - 17) as f64 * 0.1,
                33.0 + f64::from(number),
                10.0,
                10.0,
            );
        }
    }
    for (number, ship) in (0_i32..).zip([MOORED, BESIDE]) {
        for hour in 0..30 {
            at(ship, hour, 44.10 + f64::from(number) * 0.002, 28.75, 0.1, 8.0);
        }
    }
    text
}

const WATCHLIST: &str = "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,first_seen,last_seen,last_change\n\
     v-1,Vessel,VOLGA SPIRIT,,,ru,,IMO9244635,listed,,,,us_ofac_sdn,2022-02-24,2024-01-01,\n\
     v-2,Vessel,PRUDENCE,,,lr,,IMO9337949,listed,,,,us_ofac_sdn,2022-02-24,2024-01-01,\n";

/// The owner of DARK trades in watched goods, and says so.
const CONSIGNMENTS: &str = "date,consignor,consignor_country,consignee,consignee_country,hs_code,mass_kg,value,currency,document_no\n\
     2023-04-01,Nordlicht Halbleiter GmbH,DE,Deep Blue Shipping LLC,TR,854231,12.5,100000.00,EUR,INV-1\n\
     2023-04-20,Deep Blue Shipping LLC,TR,Vostok Priborstroy OOO,RU,854231,12.5,120000.00,USD,INV-2\n";

fn case_of(files: &[(&str, &str)]) -> (tempfile::TempDir, Case) {
    let folder = tempfile::tempdir().unwrap();
    let case = Case::create(&folder.path().join("case"), "test", &["ru-2022"]).unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let request = Request {
            now: "2026-01-01T00:00:00Z".to_owned(),
            ..Request::default()
        };
        add_one(&case, &path, &request, &rules()).unwrap();
    }
    (folder, case)
}

#[test]
fn the_dark_are_found_and_the_honest_are_not() {
    let positions = positions();
    let (_folder, case) = case_of(&[("positions.csv", &positions), ("watchlist.csv", WATCHLIST)]);
    let found = crate::pipeline::trace(&case, "2026-01-01T00:00:00Z", None).unwrap();
    assert_eq!(
        (found.vessel_leads, found.party_leads, found.lane_leads),
        (2, 0, 0)
    );
    let tables = Tables::open(&case, None).unwrap();
    let read = leads::read(&tables, None).unwrap();
    let told: Vec<(String, &str, Option<f64>)> = read
        .iter()
        .map(|lead| {
            (
                leads::subject(&lead.subject),
                lead.reasons[0].typology.as_str(),
                lead.probability,
            )
        })
        .collect();
    let expected = [
        ("BLUE SEA (IMO 9074729)".to_owned(), "T34", None),
        ("CLEAN HANDS (IMO 9290658)".to_owned(), "T35", None),
    ];
    assert_eq!(told, expected);
    let dark = &read[0];
    assert!(dark.sentence.contains("Novorossiysk"), "{}", dark.sentence);
    assert!(dark.sentence.contains("2.0 m deeper"), "{}", dark.sentence);
    assert!(
        dark.innocent.explanation.contains("pirates"),
        "{:?}",
        dark.innocent
    );
    assert_eq!(
        (dark.from.to_string(), dark.to.to_string()),
        ("2023-05".to_owned(), "2023-05".to_owned())
    );
    assert!(matches!(&dark.subject, Subject::Vessel { flag, end, .. }
        if *flag == Some(Country::of("GA")) && *end == Country::of("RU")));
    // the rows are the last report before the silence and the first after it
    let rows: Vec<_> = dark.rows.iter().map(|used| used.row.clone()).collect();
    let shown = leads::rows_behind(&tables, &rows).unwrap();
    let times: Vec<&str> = shown
        .iter()
        .filter_map(|row| row.cells.iter().find(|(column, _)| column == "time"))
        .map(|(_, time)| &time[..13])
        .collect();
    assert_eq!(times, ["2023-05-01T23", "2023-05-03T06"]);
    // the hull of a radio is known although half its rows do not say it
    assert!(
        read[1]
            .sentence
            .contains("CLEAN HANDS lay beside VOLGA SPIRIT, listed"),
        "{}",
        read[1].sentence
    );
    // the same leads on every trace
    drop(tables);
    crate::pipeline::trace(&case, "2026-01-01T00:00:00Z", None).unwrap();
    let again = leads::read(&Tables::open(&case, None).unwrap(), None).unwrap();
    assert_eq!(again, read);
}

#[test]
fn whoever_owns_a_ship_answers_for_it() {
    let positions = positions();
    // owners of ships come as FollowTheMoney
    let ties = "{\"id\":\"blue\",\"schema\":\"Vessel\",\"properties\":{\"name\":[\"BLUE SEA\"],\"imoNumber\":[\"IMO9074729\"]}}\n\
         {\"id\":\"deep\",\"schema\":\"Company\",\"properties\":{\"name\":[\"Deep Blue Shipping LLC\"],\"country\":[\"tr\"]}}\n\
         {\"id\":\"holds\",\"schema\":\"Ownership\",\"properties\":{\"owner\":[\"deep\"],\"asset\":[\"blue\"],\"percentage\":[\"100\"]}}\n";
    let (_folder, case) = case_of(&[
        ("positions.csv", &positions),
        ("watchlist.csv", WATCHLIST),
        ("ties.json", ties),
        ("consignments.csv", CONSIGNMENTS),
    ]);
    entities::resolve(&case, "2026-01-01T00:00:00Z", None).unwrap();
    let tables = Tables::open(&case, None).unwrap();
    let handles = RowHandles::new(&case, None).unwrap();
    let reference = Reference::shipped();
    let watch = Watch::new(&reference, "ru-2022", &[]).unwrap();
    let loaded = load::load(&case, &tables, &handles, &reference, &watch, None)
        .unwrap()
        .unwrap();
    let fleet = Fleet::read(&tables, &handles, &reference).unwrap();
    assert_eq!(fleet.ships.len(), 6);
    let known = parties::Known {
        fleet: &fleet,
        flows: &Cells::default(),
        workers: None,
    };
    let asked = parties::Asked::of(&loaded, &tables, &handles, &reference, &watch, known).unwrap();
    let who = asked.who();
    let strength = |name: &str, country: &str| {
        let party = loaded.number(name, country.parse().ok()).unwrap();
        WhoKind::SilentShip.find(party, &who, Ask::Tell)
    };
    let owner = strength("Deep Blue Shipping LLC", "TR");
    assert!((owner.strength - 0.85).abs() < 1e-9, "{owner:?}");
    assert!(owner.sentence.contains("BLUE SEA"), "{}", owner.sentence);
    assert!(strength("Nordlicht Halbleiter GmbH", "DE").strength.is_nan());
}

#[test]
fn a_case_without_positions_has_no_ships() {
    let (_folder, case) = case_of(&[("watchlist.csv", WATCHLIST)]);
    entities::resolve(&case, "2026-01-01T00:00:00Z", None).unwrap();
    let tables = Tables::open(&case, None).unwrap();
    let handles = RowHandles::new(&case, None).unwrap();
    let reference = Reference::shipped();
    let fleet = Fleet::read(&tables, &handles, &reference).unwrap();
    assert!(fleet.ships.is_empty() && fleet.voyages.positions.is_empty());
}

#[test]
fn the_threshold_is_the_one_of_the_data() {
    let reference = Reference::shipped();
    for id in ["T34", "T35"] {
        let threshold = &reference.typologies[id].threshold;
        assert!(
            threshold.starts_with(&format!("above {OPENS_FROM}")),
            "{threshold}"
        );
    }
}
