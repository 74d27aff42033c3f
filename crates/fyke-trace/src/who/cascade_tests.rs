//! Worlds of owners with the answer beside them, and the algebra on small graphs.

use super::super::register::{Link, Listing, Node, RegisterBuilder};
use super::super::table::tests::first_cells_are_plain;
use super::super::testing::{Told, day};
use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

const AS_OF: &str = "2023-06-30";

fn rule(id: &str) -> OwnershipRule {
    let mut rules = OwnershipRule::shipped().into_iter();
    rules.find(|rule| rule.id == id).unwrap()
}

/// `Name` where certain, `Name?` where only possible; the listed left out.
fn names(id: &str, text: &str) -> String {
    let told = Told::read(text);
    let mut names: Vec<String> = blocked(&told.register, &rule(id), day(AS_OF))
        .iter()
        .filter(|found| !found.listed)
        .map(|found| {
            format!(
                "{}{}",
                told.name(found.node),
                if found.certain { "" } else { "?" }
            )
        })
        .collect();
    names.sort();
    names.join(" ")
}

#[test]
fn shipped_rules_are_read() {
    first_cells_are_plain(RULES, 8);
    let ids: Vec<String> = OwnershipRule::shipped().into_iter().map(|rule| rule.id).collect();
    assert_eq!(
        ids,
        ["bis-affiliates", "bis-affiliates", "eu", "eu-half", "ofac", "uk"]
    );
    assert_eq!(rule("ofac").threshold, 500_000);
    assert!(!rule("eu-half").verified);
}

#[test]
fn two_quarters_of_two_listed_owners_are_half() {
    let world = "
        person  Ada   listed=ofac@2022-03-01 listed=eu@2022-03-01 listed=uk@2022-03-01
        person  Bob   listed=ofac@2022-03-01 listed=eu@2022-03-01 listed=uk@2022-03-01
        owns    Ada   Firm   25
        owns    Bob   Firm   25
        owns    Ada   Works  26
        owns    Bob   Works  25
    ";
    assert_eq!(names("ofac", world), "Firm Works");
    assert_eq!(names("eu", world), "Works");
    assert_eq!(names("uk", world), "");
    let together = format!("{world}\n acts Ada Bob");
    assert_eq!(names("uk", &together), "Works");
}

#[test]
fn half_of_half_is_blocked_link_by_link_and_a_quarter_by_the_numbers() {
    let world = "
        person  Ada   listed=ofac@2022-03-01
        owns    Ada   Upper  50
        owns    Upper Lower  50
        owns    Lower Last   49
        owns    Ada   Last   1
        owns    Ada   Near   49
    ";
    assert_eq!(names("ofac", world), "Last Lower Upper");
    let told = Told::read(world);
    let found = blocked(&told.register, &rule("ofac"), day(AS_OF));
    let last = found
        .iter()
        .find(|found| told.name(found.node) == "Last")
        .unwrap();
    assert_eq!(last.share, (0.5, 0.5));
    let path: Vec<&str> = last.path.iter().map(|node| told.name(*node)).collect();
    assert_eq!(path, ["Ada", "Upper", "Lower", "Last"]);
    assert_eq!(last.rows, [0, 1, 2, 3]);
}

#[test]
fn rings_are_blocked_only_by_a_hand_from_outside() {
    let ring = "
        owns  One   Two   60
        owns  Two   Three 60
        owns  Three One   60
        person Ada listed=ofac@2022-03-01
    ";
    assert_eq!(names("ofac", ring), "");
    assert_eq!(names("ofac", &format!("{ring}\n owns Ada One 40")), "");
    assert_eq!(
        names("ofac", &format!("{ring}\n owns Ada Two 50")),
        "One Three Two"
    );
}

#[test]
fn control_counts_in_europe_and_not_in_washington() {
    let world = "
        person   Ada   listed=ofac@2022-03-01 listed=eu@2022-03-01 listed=uk@2022-03-01
        controls Ada   Firm
        owns     Firm  Sub   100
    ";
    assert_eq!(names("ofac", world), "");
    assert_eq!(names("eu", world), "Firm Sub");
    assert_eq!(names("uk", world), "Firm Sub");
}

#[test]
fn exactly_half_tells_the_readings_apart() {
    let world = "
        person  Ada  listed=ofac@2022-03-01 listed=eu@2022-03-01
        owns    Ada  Firm 50
    ";
    assert_eq!(names("ofac", world), "Firm");
    assert_eq!(names("eu", world), "");
    assert_eq!(
        names("eu-half", world),
        "Firm?",
        "an unverified reading is never certain"
    );
}

#[test]
fn missing_shares_are_possible_as_far_as_the_others_leave_room() {
    let world = "
        person  Ada    listed=ofac@2022-03-01
        owns    Ada    Open    ?
        owns    Ada    Tight   ?
        owns    Clean  Tight   51
        owns    Ada    Sum     30
        owns    Ada    Mixed   30
        owns    Cousin Mixed   ?
        owns    Ada    Cousin  80
    ";
    assert_eq!(names("ofac", world), "Cousin Mixed? Open?");
}

#[test]
fn two_accounts_of_one_stake_are_not_two_stakes() {
    let world = "
        person  Ada  listed=ofac@2022-03-01
        owns    Ada  Firm 30
        owns    Ada  Firm 45
        owns    Ada  Torn 30
        owns    Ada  Torn 55
    ";
    assert_eq!(names("ofac", world), "Torn?");
}

#[test]
fn days_decide() {
    let world = "
        person  Old    listed=ofac@2014-01-01..2022-12-31
        owns    Old    Freed   100
        person  Ada    listed=ofac@2022-03-01
        owns    Ada    Sold    100  2010-01-01..2022-02-01
        owns    Ada    Held    100  2023-06-30..
        owns    Ada    Future  100  2023-07-01..
    ";
    assert_eq!(names("ofac", world), "Held");
}

type Graph = (usize, Vec<bool>, Vec<(usize, usize, u32)>);

fn graphs() -> impl Strategy<Value = Graph> {
    (2usize..7).prop_flat_map(|nodes| {
        let listed = proptest::collection::vec(proptest::bool::weighted(0.3), nodes);
        // stakes of a tenth to all, in tenths
        let stakes = proptest::collection::vec((0..nodes, 0..nodes, 1u32..=10), 0..14);
        (Just(nodes), listed, stakes)
    })
}

fn register((nodes, listed, stakes): &Graph, order: &[usize]) -> Register {
    let mut builder = RegisterBuilder::new();
    let mut place = vec![0; *nodes];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new as u32;
        let entries = [LegalTest::Ofac, LegalTest::Eu, LegalTest::Uk].map(|test| Listing {
            test,
            ..Listing::default()
        });
        builder.node(Node {
            listings: if listed[*old] {
                entries.to_vec()
            } else {
                Vec::new()
            },
            ..Node::default()
        });
    }
    for (from, to, tenths) in stakes {
        builder.link(Link {
            from: place[*from],
            to: place[*to],
            kind: LinkKind::Owns {
                share: Some(f64::from(*tenths) / 10.0),
            },
            since: None,
            until: None,
            row: 0,
        });
    }
    builder.build()
}

fn set(register: &Register, rule: &OwnershipRule) -> BTreeSet<u32> {
    blocked(register, rule, day(AS_OF))
        .into_iter()
        .filter(|found| found.certain)
        .map(|found| found.node)
        .collect()
}

/// The intersection of all sets that hold the seeds and whatever they pass on.
fn least_closed_set(
    nodes: usize,
    seeds: &BTreeSet<u32>,
    stakes: &[Stake],
    rule: &OwnershipRule,
) -> BTreeSet<u32> {
    let closed = |set: &BTreeSet<u32>| {
        (0..nodes as u32).all(|node| {
            let held: u64 = stakes
                .iter()
                .filter(|stake| stake.owned == node && set.contains(&stake.owner))
                .map(|stake| stake.share.unwrap().0)
                .sum();
            !rule.passes(held.min(WHOLE)) || set.contains(&node)
        })
    };
    (0u32..1 << nodes)
        .map(|bits| {
            (0..nodes as u32)
                .filter(|node| bits >> node & 1 == 1)
                .collect::<BTreeSet<u32>>()
        })
        .filter(|set| seeds.is_subset(set) && closed(set))
        .reduce(|a, b| a.intersection(&b).copied().collect())
        .unwrap()
}

proptest! {
    #[test]
    fn the_worklist_finds_the_least_closed_set(graph in graphs()) {
        let order: Vec<usize> = (0..graph.0).collect();
        let register = register(&graph, &order);
        let stakes = Stakes::on(&register, day(AS_OF));
        let listed: BTreeSet<u32> = (0..graph.0 as u32).filter(|node| graph.1[*node as usize]).collect();
        for id in ["ofac", "eu"] {
            let rule = rule(id);
            prop_assert_eq!(set(&register, &rule), least_closed_set(graph.0, &listed, &stakes.all, &rule));
        }
        let rule = rule("uk");
        let mut each = BTreeSet::new();
        for node in &listed {
            each.extend(least_closed_set(graph.0, &BTreeSet::from([*node]), &stakes.all, &rule));
        }
        prop_assert_eq!(set(&register, &rule), each);
    }

    #[test]
    fn more_shares_never_free_anyone(graph in graphs(), from in 0usize..7, to in 0usize..7) {
        let order: Vec<usize> = (0..graph.0).collect();
        let mut more = graph.clone();
        let (from, to) = (from % graph.0, to % graph.0);
        // one stake more, in place of what was said of this pair
        more.2.retain(|stake| (stake.0, stake.1) != (from, to));
        more.2.push((from, to, 10));
        for id in ["ofac", "eu", "uk"] {
            let before = set(&register(&graph, &order), &rule(id));
            let after = set(&register(&more, &order), &rule(id));
            prop_assert!(before.is_subset(&after), "{id}: {before:?} {after:?}");
        }
    }

    #[test]
    fn who_is_named_first_does_not_matter(graph in graphs()) {
        let straight: Vec<usize> = (0..graph.0).collect();
        let turned: Vec<usize> = (0..graph.0).rev().collect();
        for id in ["ofac", "eu", "uk"] {
            let one = set(&register(&graph, &straight), &rule(id));
            let other = set(&register(&graph, &turned), &rule(id));
            let back: BTreeSet<u32> = other.iter().map(|node| graph.0 as u32 - 1 - node).collect();
            prop_assert_eq!(&one, &back);
        }
    }

    #[test]
    fn the_certain_are_possible_and_paths_lead_from_the_list(graph in graphs()) {
        let order: Vec<usize> = (0..graph.0).collect();
        let register = register(&graph, &order);
        for found in blocked(&register, &rule("ofac"), day(AS_OF)) {
            prop_assert!(found.share.0 <= found.share.1);
            prop_assert!(graph.1[found.path[0] as usize]);
            prop_assert_eq!(*found.path.last().unwrap(), found.node);
            prop_assert_eq!(found.rows.len(), found.path.len());
        }
    }
}
