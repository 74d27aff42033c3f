//! The truth is true: of the rows, the masses, the rates, the controls.

use crate::{plain, world};
use fyke_sim::Settings;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_planted_row_is_there_and_names_members_of_its_network() {
    let (rows, tables) = world(&Settings::new(60_000, 1));
    let mut members: BTreeMap<u32, BTreeMap<String, &str>> = BTreeMap::new();
    for party in tables.parties.iter().filter(|p| p.role != "control") {
        members
            .entry(party.network)
            .or_default()
            .insert(plain(&party.name), party.role);
    }
    let mut seen: BTreeMap<u32, u64> = BTreeMap::new();
    let (mut planted, mut misspelt) = (0, 0);
    for row in &rows {
        let Some(truth) = &row.planted else { continue };
        *seen.entry(truth.network).or_default() += 1;
        planted += 1;
        let members = &members[&truth.network];
        // a name may be shortened; a forwarder may stand for the consignee
        let agent = truth.typologies.contains(&"T23");
        let (Some(from), Some(to)) = (members.get(&row.consignor), members.get(&row.consignee)) else {
            misspelt += usize::from(!agent);
            continue;
        };
        assert_eq!(truth.leg == 1, *from == "source");
        assert_eq!(truth.last, row.into_end);
        assert_eq!(truth.last, *to == "end");
        assert!(!truth.last || *from == "seller");
    }
    assert!(!seen.is_empty());
    assert!(
        misspelt * 20 < planted,
        "{misspelt} of {planted} rows name nobody"
    );
    for network in &tables.networks {
        assert_eq!(
            network.rows_seen,
            seen.get(&network.network).copied().unwrap_or(0)
        );
        assert!(network.rows_seen <= network.rows);
        assert!(network.first_day < network.last_day);
    }
}

#[test]
fn no_goods_appear_or_vanish_on_the_way_beyond_the_loss() {
    let mut settings = Settings::new(30_000, 2);
    settings.coverage = 1.0;
    let (rows, tables) = world(&settings);
    let mut mass: BTreeMap<(u32, bool), f64> = BTreeMap::new();
    let mut unknown: BTreeSet<u32> = BTreeSet::new();
    for row in &rows {
        let Some(truth) = &row.planted else { continue };
        if row.mass_g.is_none() {
            unknown.insert(truth.network);
        }
        let grams = row.mass_g.unwrap_or(0) as f64;
        if truth.leg == 1 {
            *mass.entry((truth.network, false)).or_default() += grams;
        }
        if truth.last {
            *mass.entry((truth.network, true)).or_default() += grams;
        }
    }
    let mut checked = 0;
    for network in tables.networks.iter().filter(|n| !unknown.contains(&n.network)) {
        let (sent, arrived) = (mass[&(network.network, false)], mass[&(network.network, true)]);
        assert!(arrived <= sent + 100.0, "{network:?}: {arrived} of {sent} g");
        // at most four hops, three of them with up to 3 % loss
        assert!(
            arrived >= sent * 0.97f64.powi(3) - 100.0,
            "{network:?}: {arrived} of {sent} g"
        );
        assert_eq!(arrived as i64, network.mass_g);
        checked += 1;
    }
    assert!(checked >= 3, "{checked} networks have all their masses");
}

#[test]
fn base_rates_are_those_counted_and_near_eight_in_a_hundred() {
    for coverage in [0.7, 0.4] {
        let mut settings = Settings::new(150_000, 1);
        settings.coverage = coverage;
        let (rows, tables) = world(&settings);
        let into_ends: Vec<_> = rows.iter().filter(|r| r.into_end).collect();
        let units: BTreeSet<_> = into_ends.iter().map(|r| (&r.consignor, r.heading)).collect();
        let planted: BTreeSet<_> = into_ends
            .iter()
            .filter(|r| r.planted.is_some())
            .map(|r| (&r.consignor, r.heading))
            .collect();
        let summary = &tables.summary;
        assert_eq!(summary.rows_into_ends, into_ends.len() as u64);
        // by name there are a few more, for some names are misspelt
        let about = |counted: u64, by_name: usize| (1.0..1.09).contains(&(by_name as f64 / counted as f64));
        assert!(about(summary.units_into_ends, units.len()), "{summary:?}");
        assert!(
            about(summary.units_into_ends_planted, planted.len()),
            "{summary:?}"
        );
        assert!((0.065..0.1).contains(&summary.base_rate_rows()), "{summary:?}");
        assert!((0.065..0.1).contains(&summary.base_rate_units()), "{summary:?}");
        let rows_wanted = settings.rows as f64;
        assert!(
            (summary.rows_seen as f64 / rows_wanted - 1.0).abs() < 0.06,
            "{summary:?}"
        );
    }
}

#[test]
fn every_planted_party_has_twenty_honest_neighbours() {
    let (rows, tables) = world(&Settings::new(60_000, 4));
    let guilty: BTreeSet<String> = rows
        .iter()
        .filter(|r| r.planted.is_some())
        .map(|r| r.consignor.clone())
        .collect();
    for party in tables
        .parties
        .iter()
        .filter(|p| matches!(p.role, "middle" | "seller"))
    {
        let controls: Vec<_> = tables
            .parties
            .iter()
            .filter(|c| c.role == "control" && c.matched_to == party.name && c.network == party.network)
            .collect();
        assert!(controls.len() >= 20, "{} has {}", party.name, controls.len());
        let mut close = 0;
        for control in &controls {
            assert_eq!((control.country, control.family), (party.country, party.family));
            assert!(
                !guilty.contains(&plain(&control.name)),
                "{} is not honest",
                control.name
            );
            close += usize::from((control.size / party.size).ln().abs() < 1.4);
        }
        assert!(
            close * 2 >= controls.len(),
            "{}: {close} of like size",
            party.name
        );
        if party.typologies.contains(&"T03") {
            let young = |days: i32| days > 19_047; // after 2022-02-24
            assert!(young(party.incorporated.0) && controls.iter().all(|c| young(c.incorporated.0)));
        }
    }
}

#[test]
fn a_placebo_world_has_no_truth() {
    let mut settings = Settings::new(30_000, 1);
    settings.placebo = true;
    let (rows, tables) = world(&settings);
    assert!(rows.iter().all(|r| r.planted.is_none()));
    assert!(rows.iter().any(|r| r.into_end));
    assert!(tables.parties.is_empty() && tables.networks.is_empty() && tables.lanes.is_empty());
    assert_eq!(tables.summary.units_into_ends_planted, 0);
}

#[test]
fn typologies_do_what_their_name_says() {
    let mut settings = Settings::new(150_000, 5);
    settings.coverage = 1.0;
    let (rows, tables) = world(&settings);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for network in &tables.networks {
        let legs: Vec<_> = rows
            .iter()
            .filter_map(|r| {
                r.planted
                    .as_ref()
                    .filter(|t| t.network == network.network)
                    .map(|t| (r, t))
            })
            .collect();
        let hops = legs.iter().map(|(_, t)| t.leg).max().unwrap_or(0);
        assert!((2..=4).contains(&hops));
        for typology in &network.typologies {
            *counts.entry(typology).or_default() += 1;
        }
        if network.typologies.contains(&"T20") {
            assert!(hops >= 3, "{network:?}");
        }
        if network.typologies.contains(&"T03") {
            let newborn = tables
                .parties
                .iter()
                .find(|p| p.network == network.network && p.role == "seller" && p.typologies.contains(&"T03"))
                .expect("a newborn seller");
            let name = plain(&newborn.name);
            let first = legs
                .iter()
                .filter(|(r, _)| r.consignee == name)
                .map(|(r, _)| r.day)
                .min();
            let days = first.expect("it received goods") - newborn.incorporated.0;
            assert!((0..=120).contains(&days), "{days} days after incorporation");
        }
    }
    for typology in ["T03", "T08", "T09", "T20"] {
        assert!(
            counts.get(typology).is_some_and(|&n| n >= 5),
            "{typology}: {counts:?}"
        );
    }
}
