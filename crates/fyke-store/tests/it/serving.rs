//! The serving index against the tables: small worlds with their answers
//! beside them, and many small random ones against plain counting.

use crate::World;
use fyke_model::dataset::{Handling, RowRef};
use fyke_model::money::{Amount, Currency};
use fyke_store::query::Tables;
use fyke_store::questions;
use fyke_store::resolved::{self, MemberRow, PairRow, PartyRow, Resolved};
use fyke_store::serving::entity::TieKind;
use fyke_store::serving::filter::{Facet, Filter, Wanted};
use fyke_store::serving::flow::{Basis, FlowFilter};
use fyke_store::serving::rows::RefusedCell;
use fyke_store::serving::search::{Ask, Fit, Found};
use fyke_store::serving::trade::{Goods, Kind, TradeFilter, Way};
use fyke_store::serving::ways::{Hop, WaysAsk};
use fyke_store::serving::{EntityNo, Serving, Step};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Settles who is who by hand: records of a group are one entity, every other
/// record is one by itself, under the name of its first record.
fn settle(world: &World, groups: &[&[&str]]) {
    let tables = Tables::open(&world.case, None).unwrap();
    let listed = questions::listed(&tables).unwrap();
    let mut members = vec![];
    let sql = "select e.dataset, e.entity_id, e.schema, e.name, e.country from entities e";
    for row in tables.ask(sql).unwrap().texts().unwrap() {
        let cell = |at: usize| row[at].clone().unwrap_or_default();
        members.push(MemberRow {
            entity: String::new(),
            listed: listed.contains(&(cell(0), cell(1))),
            dataset: cell(0),
            entity_id: cell(1),
            schema: cell(2),
            name: cell(3),
            country: cell(4).to_uppercase().parse().ok(),
            handling: Handling::Open,
        });
    }
    let mut parties = vec![];
    for party in questions::declared_parties(&tables).unwrap() {
        let country = party.country.map_or(String::new(), |c| c.to_string());
        let id = format!("party-{}-{country}", party.name);
        parties.push(PartyRow {
            dataset: party.dataset.clone(),
            party: id.clone(),
            name: party.name.clone(),
            country: party.country,
            rows: party.rows,
            handling: party.handling,
        });
        members.push(MemberRow {
            entity: String::new(),
            dataset: party.dataset,
            entity_id: id,
            schema: "LegalEntity".into(),
            name: party.name,
            country: party.country,
            listed: false,
            handling: party.handling,
        });
    }
    members.retain(|member| !member.schema.is_empty());
    for member in &mut members {
        let key = member.key();
        let group = groups.iter().find(|group| group.contains(&key.as_str()));
        member.entity = format!("E-{}", group.map_or(key.as_str(), |group| group[0]));
    }
    let found = Resolved {
        parties,
        members,
        pairs: vec![],
        events: vec![],
    };
    resolved::write(&world.case, &found, "2026-01-01T00:00:00Z").unwrap();
}

fn open(world: &World) -> (Serving, Vec<&'static str>) {
    let mut made = vec![];
    let serving = Serving::open(&world.case, &mut |step| {
        if let Step::Making(part) = step {
            made.push(part);
        }
    })
    .unwrap();
    (serving, made)
}

const LIST: &str = "\
id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,first_seen,last_seen,last_change
l-1,Company,Вектор-М ООО,Vector-M LLC,,ru,,,simulated listing 2019-12-12,,,SIM,simulated,2019-12-12,2022-12-31,2019-12-12
l-2,Person,Юрий Петровский,,1961,ru,,,simulated listing 2020-01-01,,,SIM,simulated,2019-12-12,2022-12-31,2019-12-12
";

const GOODS: &str = "\
date,consignor,consignor_country,consignee,consignee_country,hs_code,hs_version,mass_kg,value,currency
2022-03-01,Alfa Chips GmbH,DE,Beta Trading,TR,854231,2022,400,1000.00,USD
2022-03-05,Alfa Chips GmbH,DE,Beta Trading,TR,854231,2022,,500.00,EUR
2022-03-20,Beta Trading,TR,Vector M,RU,854231,2022,390,3000.00,USD
2022-02-01,Beta Trading,TR,Gama Ltd,KG,870899,2022,10,70.00,USD
2022-04-01,Gama Ltd,KG,Vector M,RU,854239,2022,5,90.00,USD
2022-04-02,,,Vector M,RU,854239,2022,5,90.00,USD
";

fn small() -> World {
    let mut world = World::new();
    world.add("goods.csv", GOODS).unwrap();
    world.add("list.csv", LIST).unwrap();
    settle(&world, &[&["simulated:l-1", "goods:party-Vector M-RU"]]);
    world
}

fn id(serving: &Serving, entity: EntityNo) -> String {
    serving.id(entity).to_owned()
}

fn named(serving: &Serving, name: &str) -> EntityNo {
    let filter = Filter::default();
    let found = serving.search(&Ask {
        text: name,
        filter: &filter,
        folded: true,
        offset: 0,
        limit: 1,
    });
    found.clusters[0].entities[0]
}

fn search(serving: &Serving, text: &str, filter: &Filter) -> Found {
    serving.search(&Ask {
        text,
        filter,
        folded: true,
        offset: 0,
        limit: 10,
    })
}

fn lines(found: &Found) -> Vec<String> {
    let line = |c: &fyke_store::serving::search::Cluster| format!("{} {:?} {}", c.name, c.fit, c.of);
    found.clusters.iter().map(line).collect()
}

#[test]
fn a_name_is_found_in_any_script_half_typed_and_misspelt() {
    let world = small();
    let (serving, _) = open(&world);
    let all = Filter::default();
    let asked = |text: &str| lines(&search(&serving, text, &all));
    // the declared spelling of the same firm, and no second line for it
    assert_eq!(asked("vector m"), ["Vector M Exact 1"]);
    assert_eq!(asked("vektor m "), ["Вектор-М ООО Exact 1"]);
    assert_eq!(asked("ВЕКТОР"), ["Вектор-М ООО Exact 1"]);
    assert_eq!(asked("petrovs"), ["Юрий Петровский Begins 1"]);
    assert_eq!(asked("Jurij Petrovskij"), ["Юрий Петровский Exact 1"]);
    assert_eq!(asked("petrovksiy"), ["Юрий Петровский Alike 1"]);
    assert_eq!(asked("tradnig"), ["Beta Trading Alike 1"]);
    assert!(asked("zzzz").is_empty());
    assert!(asked("!!!").is_empty());
    // a word that no name has is left out, and the answer says so
    let found = search(&serving, "beta zzzz trading", &all);
    assert_eq!(
        (lines(&found), found.left_out),
        (vec!["Beta Trading Exact 1".to_owned()], vec!["zzzz".to_owned()])
    );
}

#[test]
fn facets_count_all_that_match_and_may_be_chosen_and_excluded() {
    let world = small();
    let (serving, _) = open(&world);
    let all = search(&serving, "", &Filter::default());
    assert_eq!(all.entities, 5);
    let told = |found: &Found, facet: Facet| -> Vec<String> {
        let counts = found.facets.iter().find(|f| f.0 == facet).unwrap();
        counts
            .1
            .iter()
            .map(|c| format!("{} {}", c.value, c.entities))
            .collect()
    };
    assert_eq!(told(&all, Facet::Country), ["RU 2", "DE 1", "KG 1", "TR 1"]);
    assert_eq!(told(&all, Facet::Listed), ["no 3", "yes 2"]);
    assert_eq!(told(&all, Facet::Trades), ["yes 4", "no 1"]);
    // the listed firm is in both datasets
    assert_eq!(told(&all, Facet::Dataset), ["goods 4", "simulated 2"]);
    let mut filter = Filter::default();
    let wanted = filter.facets.entry(Facet::Country).or_default();
    wanted.any = BTreeSet::from(["RU".into(), "TR".into()]);
    let some = search(&serving, "", &filter);
    assert_eq!(some.entities, 3);
    // what else could be chosen of this facet is still counted
    assert_eq!(told(&some, Facet::Country), ["RU 2", "DE 1", "KG 1", "TR 1"]);
    assert_eq!(told(&some, Facet::Listed), ["yes 2", "no 1"]);
    let wanted = filter.facets.entry(Facet::Trades).or_default();
    wanted.none = BTreeSet::from(["no".into()]);
    assert_eq!(search(&serving, "", &filter).entities, 2);
}

#[test]
fn neighbours_rows_and_ways_of_a_small_world() {
    let world = small();
    let (serving, _) = open(&world);
    let beta = named(&serving, "Beta Trading ");
    let every = TradeFilter::default();
    let told = |filter: &TradeFilter, limit: usize| -> (Vec<String>, u64, u64) {
        let found = serving.neighbours(beta, Kind::Goods, filter, limit);
        let line = |n: &fyke_store::serving::trade::Neighbour| {
            let values: Vec<String> = n
                .sums
                .values
                .iter()
                .map(|a| format!("{} {}", a.minor / 100, a.currency.as_str()))
                .collect();
            format!(
                "{:?} {} {} rows {} g {}",
                n.way,
                id(&serving, n.entity),
                n.sums.rows,
                n.sums.mass_g,
                values.join(" ")
            )
        };
        (found.shown.iter().map(line).collect(), found.of, found.rows)
    };
    assert_eq!(
        told(&every, 9).0,
        [
            "Sent E-simulated:l-1 1 rows 390000 g 3000 USD",
            "Received E-goods:party-Alfa Chips GmbH-DE 2 rows 400000 g 500 EUR 1000 USD",
            "Sent E-goods:party-Gama Ltd-KG 1 rows 10000 g 70 USD",
        ]
    );
    assert_eq!(
        (told(&every, 1).0.len(), told(&every, 1).1, told(&every, 1).2),
        (1, 3, 4)
    );
    // what is too small together is not counted, however many are shown
    let large = TradeFilter {
        sum_min_minor: 100_000,
        ..TradeFilter::default()
    };
    assert_eq!((told(&large, 1).0.len(), told(&large, 1).1), (1, 2));
    assert_eq!(told(&large, 9).0.len(), 2);
    let chips = TradeFilter {
        goods: vec![Goods::prefix("8542").unwrap()],
        value_min: Some(Amount {
            minor: 200_000,
            currency: Currency::USD,
        }),
        ..TradeFilter::default()
    };
    assert_eq!(
        told(&chips, 9).0,
        ["Sent E-simulated:l-1 1 rows 390000 g 3000 USD"]
    );
    let alfa = named(&serving, "Alfa Chips ");
    let page = serving.between(alfa, beta, Kind::Goods, &every, (1, 5));
    assert_eq!((page.of, page.rows.len()), (2, 1));
    let row = serving.row(page.rows[0].handle).unwrap();
    assert_eq!((row.dataset.as_str(), row.row), ("goods", 3));
    let source = serving.source_row(&world.case, row.file, row.row).unwrap();
    assert_eq!(source.cells[0], ("date".to_owned(), "2022-03-05".to_owned()));
    let bytes = source.bytes.unwrap();
    let said = serving.bytes(&world.case, row.file, bytes.start, 200).unwrap();
    assert!(said.starts_with(b"2022-03-05,Alfa"));
    let vector = serving.find("simulated:l-1").unwrap();
    let ways = |filter: &TradeFilter, in_time: bool| -> Vec<String> {
        let ask = WaysAsk {
            filter: filter.clone(),
            kinds: BTreeSet::from([Kind::Goods]),
            ties: BTreeSet::new(),
            hops_max: 4,
            limit: 9,
            in_time,
            either_way: false,
        };
        let found = serving.ways(alfa, vector, &ask);
        assert!(!found.cut);
        let through = |way: &Vec<Hop>| {
            let through: Vec<String> = way
                .iter()
                .map(|hop| id(&serving, hop.to).replace("E-goods:party-", ""))
                .collect();
            through.join(" > ")
        };
        found.ways.iter().map(through).collect()
    };
    let direct = "Beta Trading-TR > E-simulated:l-1";
    assert_eq!(
        ways(&every, false),
        [direct, "Beta Trading-TR > Gama Ltd-KG > E-simulated:l-1"]
    );
    // Beta sent to Gama before anything reached Beta
    assert_eq!(ways(&every, true), [direct]);
    // what Gama got is too small for a step
    assert_eq!(ways(&large, false), [direct]);
    let handle = serving.handle(&row).unwrap();
    let told: Vec<_> = serving
        .dealings_at(&[handle])
        .iter()
        .map(|deal| (deal.day.to_string(), deal.mass_g))
        .collect();
    assert_eq!(told, [("2022-03-05".to_owned(), page.rows[0].mass_g)]);
    assert_eq!(serving.handles_of(alfa).count(), 2);
    let cells = serving
        .source_cells(
            &world.case,
            &[
                row.clone(),
                RowRef {
                    row: 99,
                    ..row.clone()
                },
            ],
        )
        .unwrap();
    assert_eq!(cells.into_values().collect::<Vec<_>>(), [source.cells]);
    assert_eq!(serving.dealings_of(vector, Kind::Goods, &every, (0, 9)).of, 3);
    let months = serving.months_of(vector, Kind::Goods, &every);
    assert_eq!(
        months.iter().map(|m| (m.way, m.sums.rows)).collect::<Vec<_>>(),
        [(Way::Received, 1), (Way::Received, 2)]
    );
}

#[test]
fn a_list_is_as_long_as_its_lines() {
    let mut world = World::new();
    let register =
        "name,country,number\nAlfa Trade,DE,N1\nAlfa Trade,TR,N2\nAlfa Works,DE,N3\nBeta Works,DE,N4\n";
    world.add("register.csv", register).unwrap();
    settle(&world, &[]);
    let (serving, _) = open(&world);
    let filter = Filter::default();
    let asked = |folded: bool, offset: usize, limit: usize| {
        let found = serving.search(&Ask {
            text: "alfa",
            filter: &filter,
            folded,
            offset,
            limit,
        });
        (
            found.clusters.len(),
            found.of,
            found.exact,
            found.more,
            found.entities,
        )
    };
    // two firms of one name share a line
    assert_eq!(asked(true, 0, 1), (1, 2, true, true, 3));
    assert_eq!(asked(true, 1, 1), (1, 2, true, false, 3));
    assert_eq!(asked(false, 0, 1), (1, 3, true, true, 3));
    assert_eq!(asked(false, 2, 5), (1, 3, true, false, 3));
}

#[test]
fn what_was_refused_is_told_page_by_page() {
    let mut world = World::new();
    let goods = "\
date,consignor,consignor_country,consignee,consignee_country,hs_code,hs_version,mass_kg,value,currency
2022-03-01,Alfa,DE,Beta,TR,854231,2022,1,10.00,USD
2022-03-02,Alfa,DE,Beta,TR,no code,2022,1,10.00,USD
2022-13-99,Alfa,DE,Beta,TR,854231,2022,1,10.00,USD
2022-03-04,Alfa,DE,Beta,TR,854231,2022,much,10.00,USD
";
    world.add("goods.csv", goods).unwrap();
    settle(&world, &[]);
    let (serving, _) = open(&world);
    let files: Vec<_> = world.case.files().unwrap().iter().map(|file| file.hash).collect();
    let page = |offset: usize, limit: usize| {
        let (cells, of) = serving.refused_of(&files, (offset, limit)).unwrap();
        let line = |cell: &RefusedCell| format!("{} {} {}", cell.row, cell.column, cell.value);
        (cells.iter().map(line).collect::<Vec<_>>(), of)
    };
    let all = ["3 hs_code no code", "4 date 2022-13-99", "5 mass_kg much"];
    assert_eq!(page(0, 9), (all.map(str::to_owned).to_vec(), 3));
    assert_eq!(page(1, 1), (vec![all[1].to_owned()], 3));
    assert_eq!(page(7, 9), (vec![], 3));
}

#[test]
fn an_entity_with_what_is_said_of_it() {
    let mut world = World::new();
    world.add("list.csv", LIST).unwrap();
    let owners = "owner,owner_country,owner_number,owned,owned_country,owned_number,share_percent,from,to\n\
                  Юрий Петровский,RU,,Alfa GmbH,DE,DE1,50,2020-01-01,\n";
    world.add("ownership.csv", owners).unwrap();
    settle(&world, &[]);
    let (serving, _) = open(&world);
    let petrov = serving.find("simulated:l-2").unwrap();
    let (said, all) = serving.said(petrov).unwrap();
    assert!(all);
    let names: Vec<&str> = said
        .iter()
        .filter(|s| s.prop == "name")
        .map(|s| s.value.as_str())
        .collect();
    assert_eq!(names, ["Юрий Петровский"]);
    let tables = Tables::open(&world.case, None).unwrap();
    let mut by_engine = vec![];
    resolved::statements(&tables, Some("E-simulated:l-2"), &mut |s| by_engine.push(s)).unwrap();
    assert_eq!(said, by_engine);
    let line = serving.line(petrov).unwrap();
    assert_eq!(
        (line.caption.as_str(), line.listed, line.trades),
        ("Юрий Петровский", true, false)
    );
    let sanction: Vec<TieKind> = serving.ties(petrov).iter().map(|tie| tie.kind).collect();
    assert_eq!(sanction, [TieKind::Sanction]);
    let alfa = named(&serving, "Alfa GmbH ");
    let ties = serving.ties(alfa);
    assert_eq!(ties.len(), 1);
    assert_eq!(
        (ties[0].kind, ties[0].detail.as_str(), ties[0].start.as_str()),
        (TieKind::Ownership, "50", "2020-01-01")
    );
    assert_eq!(
        serving.line(ties[0].from.unwrap()).unwrap().caption,
        "Юрий Петровский"
    );
}

#[test]
fn what_was_kept_answers_as_what_was_made_and_a_judgement_changes_only_entities() {
    let world = small();
    let (made, parts) = open(&world);
    assert!(parts.contains(&"names"));
    let (kept, parts) = open(&world);
    assert!(parts.is_empty(), "{parts:?}");
    let every = Filter::default();
    for text in ["", "v", "beta", "petrovksiy"] {
        assert_eq!(search(&made, text, &every), search(&kept, text, &every));
    }
    for entity in 0..made.entities() as u32 {
        let entity = EntityNo(entity);
        assert_eq!(made.line(entity), kept.line(entity));
        assert_eq!(made.ties(entity), kept.ties(entity));
        let all = TradeFilter::default();
        assert_eq!(
            made.neighbours(entity, Kind::Goods, &all, 9),
            kept.neighbours(entity, Kind::Goods, &all, 9)
        );
    }
    assert_eq!(
        made.arcs(&FlowFilter::default(), 9),
        kept.arcs(&FlowFilter::default(), 9)
    );
    assert!(kept.is_current(&world.case).unwrap());
    // two become one
    settle(
        &world,
        &[
            &["simulated:l-1", "goods:party-Vector M-RU"],
            &["goods:party-Gama Ltd-KG", "goods:party-Beta Trading-TR"],
        ],
    );
    assert!(!kept.is_current(&world.case).unwrap());
    let mut made_again = vec![];
    let joined = kept
        .rejoined(&world.case, &mut |step| {
            if let Step::Making(part) = step {
                made_again.push(part);
            }
        })
        .unwrap();
    assert_eq!(made_again, ["entities", "pairs"]);
    assert_eq!(joined.entities(), 4);
    let beta = named(&joined, "Beta Trading ");
    // it deals with two others, and with itself both ways
    assert_eq!(joined.records(beta).len(), 2);
    assert_eq!(
        joined
            .neighbours(beta, Kind::Goods, &TradeFilter::default(), 9)
            .of,
        4
    );
}

#[test]
fn flows_by_side_month_and_goods() {
    let mut world = World::new();
    let flows = "reporter,partner,flow,hs6,hs_version,month,value,currency,mass_kg\n\
                 DE,TR,export,854231,2022,2022-03,100.00,USD,1\n\
                 DE,TR,export,854231,2022,2022-05,50.00,USD,\n\
                 DE,TR,export,870899,2022,2022-05,7.00,USD,1\n\
                 DE,KG,export,854231,2022,2022-05,70.00,USD,1\n\
                 TR,DE,import,854231,2022,2022-05,60.00,USD,1\n";
    world.add("flows.csv", flows).unwrap();
    settle(&world, &[]);
    let (serving, _) = open(&world);
    let ask = |filter: FlowFilter| -> Vec<String> {
        let arcs = serving.arcs(&filter, 9);
        let line = |arc: &fyke_store::serving::flow::Arc| {
            format!(
                "{}>{} {} {:?}",
                arc.exporter, arc.importer, arc.value_minor, arc.by_month
            )
        };
        arcs.shown.iter().map(line).collect()
    };
    let flows = FlowFilter {
        basis: Basis::Flows,
        ..FlowFilter::default()
    };
    // the import side is not added to the export side
    assert_eq!(
        ask(flows.clone()),
        ["DE>TR 15700 [10000, 0, 5700]", "DE>KG 7000 [0, 0, 7000]"]
    );
    // within months the series says what looking through the rows again would
    let whole = serving.map(&flows);
    let from = Some(fyke_model::date::Month::new(2022, 4));
    let looked_through = serving.map(&FlowFilter {
        from,
        ..flows.clone()
    });
    for arc in &looked_through.shown {
        let own = whole
            .shown
            .iter()
            .find(|own| own.importer == arc.importer)
            .unwrap();
        let within = whole.within(own, from, None);
        assert_eq!(
            (within.value_minor, within.mass_g, within.rows),
            (arc.value_minor, arc.sums.mass_g, arc.sums.rows)
        );
    }
    assert_eq!(looked_through.shown.len(), 2);
    let chips = FlowFilter {
        goods: vec![Goods::prefix("8542").unwrap()],
        from: Some(fyke_model::date::Month::new(2022, 4)),
        ..flows.clone()
    };
    assert_eq!(ask(chips.clone()), ["DE>KG 7000 [7000]", "DE>TR 5000 [5000]"]);
    let behind = serving.rows_behind(&chips, (0, 1));
    assert_eq!(
        (behind.of, serving.row(behind.rows[0].handle).unwrap().row),
        (2, 3)
    );
    let import = FlowFilter {
        side: Some(fyke_model::consignment::Side::Import),
        ..flows
    };
    assert_eq!(ask(import), ["DE>TR 6000 [6000]"]);
}

/// A consignment of a random world: sender, receiver, goods, day, value.
type Row = (u8, u8, u8, u8, u16);

fn random_world(rows: &[Row]) -> World {
    let mut text = "date,consignor,consignor_country,consignee,consignee_country,hs_code,hs_version,mass_kg,value,currency\n".to_owned();
    for (from, to, goods, day, value) in rows {
        text += &format!(
            "2022-03-{:02},Firm {} Trade,DE,Firm {} Trade,DE,{},2022,1,{value}.00,USD\n",
            day + 1,
            letter(*from),
            letter(*to),
            GOODS_CODES[usize::from(*goods)],
        );
    }
    let mut world = World::new();
    world.add("goods.csv", &text).unwrap();
    settle(&world, &[]);
    world
}

const GOODS_CODES: [&str; 3] = ["854231", "854239", "870899"];

fn letter(firm: u8) -> char {
    char::from(b'A' + firm)
}

fn firm(serving: &Serving, number: u8) -> Option<EntityNo> {
    serving.find(&format!("E-goods:party-Firm {} Trade-DE", letter(number)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn answers_are_those_of_plain_counting(
        rows in proptest::collection::vec((0u8..6, 0u8..6, 0u8..3, 0u8..20, 1u16..50), 1..40),
        chips in any::<bool>(),
        in_time in any::<bool>(),
    ) {
        let world = random_world(&rows);
        let (serving, _) = open(&world);
        let filter = TradeFilter {
            goods: if chips { vec![Goods::prefix("8542").unwrap()] } else { vec![] },
            ..TradeFilter::default()
        };
        let passing: Vec<&Row> = rows.iter().filter(|row| !chips || row.2 < 2).collect();
        for one in 0..6 {
            let Some(entity) = firm(&serving, one) else { continue };
            let mut expected: BTreeMap<(Way, String), (u64, i64)> = BTreeMap::new();
            for (from, to, _, _, value) in &passing {
                let mut add = |way: Way, other: u8| {
                    let id = format!("E-goods:party-Firm {} Trade-DE", letter(other));
                    let sum = expected.entry((way, id)).or_default();
                    sum.0 += 1;
                    sum.1 += i64::from(*value) * 100;
                };
                if *from == one { add(Way::Sent, *to); }
                if *to == one { add(Way::Received, *from); }
            }
            let found = serving.neighbours(entity, Kind::Goods, &filter, 99);
            let counted: BTreeMap<(Way, String), (u64, i64)> = found.shown.iter()
                .map(|n| ((n.way, id(&serving, n.entity)), (n.sums.rows, n.sums.values[0].minor)))
                .collect();
            prop_assert_eq!(counted, expected);
        }
        let (Some(from), Some(to)) = (firm(&serving, 0), firm(&serving, 1)) else { return Ok(()) };
        let ask = WaysAsk {
            filter,
            kinds: BTreeSet::from([Kind::Goods]),
            ties: BTreeSet::new(),
            hops_max: 4,
            limit: 10_000,
            in_time,
            either_way: false,
        };
        let found = serving.ways(from, to, &ask);
        prop_assert!(!found.cut);
        let mut paths: Vec<Vec<String>> = found.ways.iter()
            .map(|way| way.iter().map(|hop| id(&serving, hop.to)).collect())
            .collect();
        prop_assert!(paths.windows(2).all(|pair| pair[0].len() <= pair[1].len()));
        paths.sort();
        let mut expected = vec![];
        plain_ways(&passing, in_time, &mut vec![0], 0, &mut expected);
        let mut expected: Vec<Vec<String>> = expected.iter()
            .map(|path| path[1..].iter().map(|f| format!("E-goods:party-Firm {} Trade-DE", letter(*f))).collect())
            .collect();
        expected.sort();
        prop_assert_eq!(paths, expected);
    }

    #[test]
    fn facets_are_a_plain_count(
        firms in proptest::collection::vec((0u8..4, 0u8..4), 1..30),
        any_of in proptest::collection::btree_set(0u8..4, 0..3),
        none_of in proptest::collection::btree_set(0u8..4, 0..2),
    ) {
        const COUNTRIES: [&str; 4] = ["DE", "TR", "KG", "RU"];
        const WORDS: [&str; 4] = ["alfa", "alfabet", "beta", "gama"];
        let mut text = "name,country,number\n".to_owned();
        for (at, (word, country)) in firms.iter().enumerate() {
            text += &format!("{} {at},{},N{at}\n", WORDS[usize::from(*word)], COUNTRIES[usize::from(*country)]);
        }
        let mut world = World::new();
        world.add("register.csv", &text).unwrap();
        settle(&world, &[]);
        let (serving, _) = open(&world);
        let mut filter = Filter::default();
        let named = |set: &BTreeSet<u8>| set.iter().map(|c| COUNTRIES[usize::from(*c)].to_owned()).collect();
        filter.facets.insert(Facet::Country, Wanted {
            all: BTreeSet::new(),
            any: named(&any_of),
            none: named(&none_of),
        });
        let found = search(&serving, "alf", &filter);
        let matching: Vec<&(u8, u8)> = firms.iter().filter(|firm| firm.0 < 2).collect();
        let passes = |country: &u8| (any_of.is_empty() || any_of.contains(country)) && !none_of.contains(country);
        prop_assert_eq!(found.entities, matching.iter().filter(|firm| passes(&firm.1)).count() as u64);
        let mut expected: BTreeMap<String, u64> = BTreeMap::new();
        for (_, country) in matching.iter().filter(|firm| !none_of.contains(&firm.1)) {
            *expected.entry(COUNTRIES[usize::from(*country)].to_owned()).or_default() += 1;
        }
        let counts = found.facets.iter().find(|f| f.0 == Facet::Country).unwrap();
        let counted: BTreeMap<String, u64> = counts.1.iter().map(|c| (c.value.clone(), c.entities)).collect();
        prop_assert_eq!(counted, expected);
        prop_assert!(found.clusters.iter().all(|cluster| cluster.fit == Fit::Begins));
    }
}

fn plain_ways(rows: &[&Row], in_time: bool, path: &mut Vec<u8>, now: u8, found: &mut Vec<Vec<u8>>) {
    let here = *path.last().unwrap();
    if here == 1 {
        found.push(path.clone());
        return;
    }
    if path.len() > 4 {
        return;
    }
    for next in 0..6 {
        if path.contains(&next) {
            continue;
        }
        let days = rows
            .iter()
            .filter(|row| row.0 == here && row.1 == next)
            .map(|row| row.3);
        let Some(day) = days.filter(|day| !in_time || *day >= now).min() else {
            continue;
        };
        path.push(next);
        plain_ways(rows, in_time, path, day, found);
        path.pop();
    }
}

#[test]
fn pairs_are_found_from_both_ends_and_doubts_are_in_order() {
    let world = small();
    let tables = Tables::open(&world.case, None).unwrap();
    let (members, parties) = (
        resolved::members(&tables).unwrap(),
        resolved::parties(&tables).unwrap(),
    );
    let key = |member: &MemberRow| (member.dataset.clone(), member.entity_id.clone());
    let pair = |left: usize, right: usize, probability: f64, judgement: Option<&'static str>| PairRow {
        left: key(&members[left]),
        right: key(&members[right]),
        probability,
        same_entity: false,
        judgement,
        judged_by: None,
        handling: Handling::Open,
        reasons: "[]".into(),
    };
    let pairs = vec![
        pair(0, 1, 0.9, None),
        pair(0, 2, 0.52, None),
        pair(1, 2, 0.5, Some("same")),
        pair(2, 3, 0.99, None),
    ];
    let found = Resolved {
        parties,
        members: members.clone(),
        pairs,
        events: vec![],
    };
    resolved::write(&world.case, &found, "2026-01-01T00:00:00Z").unwrap();
    let (serving, _) = open(&world);
    let of = |at: usize| -> Vec<f64> {
        let entity = serving.find(&members[at].key()).unwrap();
        serving
            .pairs(entity)
            .unwrap()
            .iter()
            .map(|pair| pair.probability)
            .collect()
    };
    assert_eq!(
        (of(0), of(2), of(3)),
        (vec![0.9, 0.52], vec![0.99, 0.52, 0.5], vec![0.99])
    );
    let (doubtful, all) = serving.doubtful((0, 1)).unwrap();
    assert_eq!((doubtful.len(), doubtful[0].probability, all), (1, 0.52, 2));
}
