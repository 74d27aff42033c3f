//! Small worlds of entities, and what must hold of all.

use proptest::prelude::*;

use super::candidates::{CandidateOptions, Keys, Outlines, keys, likeliest, pairs, pairs_of_share};
use super::*;

/// An entity from one line: `dataset | id | schema | names; | country | address | date | text`.
pub(crate) fn entity(line: &str) -> Entity {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let cell = |at: usize| cells.get(at).copied().unwrap_or("");
    let parts = |at: usize| {
        cell(at)
            .split(';')
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
    };
    let mut names = parts(3);
    Entity {
        dataset: cell(0).to_owned(),
        id: cell(1).to_owned(),
        schema: cell(2).to_owned(),
        names: names.next().into_iter().collect(),
        aliases: names.map(|name| Alias { name, weak: false }).collect(),
        countries: parts(4).collect(),
        addresses: parts(5).collect(),
        dates: parts(6).collect(),
        text: parts(7).collect(),
        ..Entity::default()
    }
}

/// Entities, one a line.
pub(crate) fn world(lines: &str) -> Vec<Entity> {
    lines
        .lines()
        .filter(|l| !l.trim().is_empty())
        .map(entity)
        .collect()
}

/// Three things on three lists, and some that are others.
pub(crate) const WORLD: &str = "
    us | 1 | Organization | NORTHERN PUMP PLANT JSC; AO SEVERNY NASOSNY ZAVOD | Russia | Ul. Lenina 5, Tver 170000, Russia
    eu | 1 | Organization | Акционерное общество «Северный насосный завод» | | 170000, Tver, Lenina Str., 5, Russian Federation
    ua | 1 | Organization | GULF STAR TRADING FZE | ae
    us | 2 | Person | MOROZOV, Ivan Petrovich | Russia | | 07 Feb 1972
    eu | 2 | Person | Ivan Petrovich MOROZOV | Russian | | 7.2.1972
    ua | 2 | Person | MOROZOV Ivan Petrovich | ru | | 1951-11-30
    us | 3 | Vessel | SEA PEARL 2 | Panama
    eu | 3 | Vessel | Sea Pearl 3
    ua | 3 | Vessel | OCEAN ROSE; Sea Pearl 2 | pa;lr
";

#[test]
fn the_same_are_candidates_and_others_need_not_be() {
    let (corpus, prepared) = prepare_all(&world(WORLD));
    let (found, report) = pairs(
        &prepared,
        &corpus,
        &CandidateOptions {
            bits_min: 0,
            ..CandidateOptions::default()
        },
    );
    for pair in [(0, 1), (3, 4), (6, 8)] {
        assert!(found.contains(&pair), "{pair:?} in {found:?}");
    }
    assert!(!found.contains(&(0, 3)), "a firm and a man");
    assert!(found.is_sorted());
    assert_eq!((report.records, report.pairs), (9, found.len() as u64));
}

#[test]
fn levels_say_what_agrees() {
    let (_, prepared) = prepare_all(&world(WORLD));
    let level = |a: usize, b: usize, feature| compare(&prepared[a], &prepared[b]).level(feature);
    assert_eq!(level(3, 4, Feature::Date), 9);
    assert_eq!(level(3, 5, Feature::Date), 1);
    assert_eq!(level(3, 4, Feature::Country), 4);
    assert!(level(0, 1, Feature::Name) > level(0, 2, Feature::Name));
    assert_eq!(level(0, 1, Feature::Address), 9);
    assert_eq!(level(6, 8, Feature::Name), 9);
    assert!(level(6, 7, Feature::Name) < 9);
    assert_eq!(level(6, 7, Feature::Identifier), 0);
}

#[test]
fn names_in_brackets_are_names() {
    let entities = world("us | 1 | Vessel | HYOK SIN 2\neu | 1 | Vessel | Ji Hye San (Hyok Sin 2)");
    let (_, prepared) = prepare_all(&entities);
    assert_eq!(compare(&prepared[0], &prepared[1]).level(Feature::Name), 9);
}

#[test]
fn a_number_that_many_hold_is_no_key() {
    let mut entities = Vec::new();
    for (id, name) in ["Alba", "Bruno", "Cedar", "Dolmen", "Ebro", "Fjord"]
        .iter()
        .enumerate()
    {
        let mut one = entity(&format!("a | {id} | Company | {name} Holding"));
        one.identifiers.push(("innCode".into(), "7707083893".into()));
        entities.push(one);
    }
    let (corpus, prepared) = prepare_all(&entities);
    assert_eq!(compare(&prepared[0], &prepared[1]).level(Feature::Identifier), 5);
    let (few_corpus, few) = prepare_all(&entities[..2]);
    assert_eq!(compare(&few[0], &few[1]).level(Feature::Identifier), 7);
    let number = few[0].identifiers[0].key();
    assert!(keys(&few[0], &few_corpus).contains(&number));
    assert!(!keys(&prepared[0], &corpus).contains(&number));
}

#[test]
fn partitions_make_the_same_candidates_as_the_whole() {
    let entities: Vec<Entity> = (0..300)
        .map(|n| {
            let dataset = ["a", "b", "c"][n % 3];
            entity(&format!(
                "{dataset} | {n} | Company | Firm {} of {} street",
                n / 7,
                ["oak", "elm", "ash"][n % 5 % 3]
            ))
        })
        .collect();
    let (corpus, prepared) = prepare_all(&entities);
    let options = CandidateOptions {
        key_cap: 8,
        per_record: 5,
        bits_min: 2,
        within: true,
    };
    let whole = pairs(&prepared, &corpus, &options);
    for (shares, block) in [(1, 300), (2, 64), (7, 299), (16, 1)] {
        let blocks = || prepared.chunks(block as usize).zip((0..).step_by(block as usize));
        let keys: Vec<(Keys, u32)> = blocks().map(|(b, first)| (Keys::of(b, &corpus), first)).collect();
        let mut outlines = Outlines::default();
        blocks().for_each(|(b, _)| outlines.append(&Outlines::of(b)));
        assert_eq!(outlines, Outlines::of(&prepared));
        let found: Vec<_> = (0..shares)
            .map(|share| {
                let held = keys
                    .iter()
                    .flat_map(|(keys, first)| keys.of_share(share, shares, *first));
                pairs_of_share(held.collect(), &outlines, &options)
            })
            .collect();
        let mut chosen = Vec::new();
        for (_, first) in blocks() {
            let range = first..(first + block).min(300);
            let ends = found.iter().flat_map(|(found, _)| found);
            let of_range = ends.filter(|c| range.contains(&c.a) || range.contains(&c.b));
            chosen.extend(likeliest(range.clone(), of_range.copied().collect(), &options));
        }
        chosen.sort_unstable();
        chosen.dedup();
        assert_eq!(chosen, whole.0, "{shares} shares of blocks of {block}");
        let over: u64 = found.iter().map(|(_, report)| report.keys_over_cap).sum();
        assert_eq!(over, whole.1.keys_over_cap);
    }
    assert!(whole.1.keys_over_cap > 0 && !whole.0.is_empty());
}

#[test]
fn one_name_for_all_stays_bounded_and_is_counted() {
    let entities: Vec<Entity> = (0..2_000)
        .map(|n| entity(&format!("list | {n} | Person | Ali Hassan")))
        .collect();
    let (corpus, prepared) = prepare_all(&entities);
    let options = CandidateOptions::default();
    let (found, report) = pairs(&prepared, &corpus, &options);
    assert!(found.len() <= prepared.len() * options.per_record);
    assert!(report.pairs_not_made >= 2_000 * 1_999 / 2, "{report:?}");
}

#[test]
fn a_record_that_would_match_everything_stays_bounded() {
    let mut hostile = entity("x | 1 | Company | Alpha");
    hostile.aliases = (0..2_000)
        .map(|n| Alias {
            name: format!("Word{n} Other{}", n * 7),
            weak: false,
        })
        .collect();
    hostile.text = vec!["Alpha Word1 Other7 ".repeat(5_000)];
    hostile.addresses = vec!["Main street 1; ".repeat(2_000)];
    let mut entities = vec![hostile];
    entities.extend((0..200).map(|n| entity(&format!("y | {n} | Company | Word{n} Other{}", n * 7))));
    let (corpus, prepared) = prepare_all(&entities);
    assert!(prepared[0].names() <= super::draft::NAMES_MAX);
    assert!(keys(&prepared[0], &corpus).len() <= 200);
    let (found, _) = pairs(&prepared, &corpus, &CandidateOptions::default());
    assert!(found.iter().filter(|(a, _)| *a == 0).count() <= 200);
    assert!(compare(&prepared[0], &prepared[1]).level(Feature::Name) > 0);
}

#[test]
fn nothing_at_all_is_compared_to_nothing() {
    let (_, prepared) = prepare_all(&world("a | 1 | Person | \nb | 1 | Person | N/A"));
    let features = compare(&prepared[0], &prepared[1]);
    let told: Vec<usize> = (0..features.levels.len())
        .filter(|&f| features.levels[f] > 0)
        .collect();
    assert_eq!(told, [Feature::List as usize]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn comparing_is_symmetric_and_never_panics(
        one in "(us|eu) \\| 1 \\| (Person|Company|Vessel) \\| [a-dА-Г ;()0-9]{0,24} \\| (ru|us|)\\|[a-c 0-9,]{0,12}\\|(1970|1.2.1970|)\\|[a-d .]{0,20}",
        other in "(us|eu) \\| 2 \\| (Person|Company|Vessel) \\| [a-dА-Г ;()0-9]{0,24} \\| (ru|us|)\\|[a-c 0-9,]{0,12}\\|(1970|1.2.1970|)\\|[a-d .]{0,20}",
    ) {
        let (_, prepared) = prepare_all(&[entity(&one), entity(&other)]);
        let features = compare(&prepared[0], &prepared[1]);
        prop_assert_eq!(features, compare(&prepared[1], &prepared[0]));
        for (spec, level) in FEATURES.iter().zip(features.levels) {
            prop_assert!(usize::from(level) <= spec.levels.len(), "{} {}", spec.name, level);
        }
    }

    #[test]
    fn any_text_is_prepared(name in "\\PC{0,60}", text in "\\PC{0,200}") {
        let one = Entity { schema: "LegalEntity".into(), names: vec![name], text: vec![text], ..Entity::default() };
        let prepared = prepare(&one, &Corpus::empty());
        compare(&prepared, &prepared);
    }
}
