//! What a file becomes.

use crate::World;
use fyke_model::dataset::Handling;
use fyke_store::take_in::{Added, Request};

const DIRTY: &str = "\
date,consignor,consignor_country,consignee,consignee_country,hs_code,goods_text,mass_kg,value,currency
2022-05-01,Nordlicht GmbH,DE,Altyn Trade LLC,KG,8542.31,processors,12.5,4000.00,USD
2022-05-03,Altyn Trade LLC,Kyrgyzstan,Vostok OOO,Russian Federation,854231,processors,12.4,5200.00,USD
not a day,Nordlicht GmbH,DE,Altyn Trade LLC,KG,854231,processors,1,1.00,USD
2022-05-04,Nordlicht GmbH,Atlantis,Altyn Trade LLC,KG,85423190,memories,heavy,7.00,EUR
";

#[test]
fn what_a_source_told_is_never_open_for_want_of_a_word() {
    let mut world = World::new();
    let path = world.path("told.csv");
    std::fs::write(&path, DIRTY).unwrap();
    let request = Request {
        dataset: Some("compartment-0007".to_owned()),
        ..Request::default()
    };
    let Added::TakenIn(record) = world.add_path(&path, &request).unwrap() else {
        panic!("was not taken in")
    };
    assert_eq!(record.handling, Handling::SourceCompartment);
    assert_eq!(
        world.ask("select distinct dataset, handling from consignments"),
        ["compartment-0007|source_compartment"]
    );
}

#[test]
fn dirty_rows_are_taken_in_or_refused_and_none_is_lost() {
    let mut world = World::new();
    let Added::TakenIn(record) = world.add("march.csv", DIRTY).unwrap() else {
        panic!("was not taken in")
    };
    assert_eq!((record.rows_in, record.rows_refused), (4, 1));
    assert_eq!(
        world.ask("select row, date, consignor_country, consignee_country, hs6, hs_version, mass_kg, value, value_usd from consignments order by row"),
        [
            "2|2022-05-01|DE|KG|854231|2022|12.500|4000.00|4000.00",
            "3|2022-05-03|KG|RU|854231|2022|12.400|5200.00|5200.00",
            "5|2022-05-04|-|KG|854231|2022|-|7.00|-",
        ]
    );
    assert_eq!(
        world.ask("select row, \"column\", value, reason, kept_row from refused order by row, \"column\""),
        [
            "4|date|not a day|bad_date|false",
            "5|consignor_country|Atlantis|unknown_country|true",
            "5|mass_kg|heavy|bad_number|true",
        ]
    );
}

#[test]
fn adding_a_file_twice_changes_nothing() {
    let mut world = World::new();
    world.add("march.csv", DIRTY).unwrap();
    let again = world.add("march-copy.csv", DIRTY).unwrap();
    assert!(matches!(again, Added::Unchanged(_)));
    assert_eq!(world.ask("select count(*) from consignments"), ["3"]);
    assert_eq!(world.ask("select count(*) from files"), ["1"]);
}

#[test]
fn a_corrected_mapping_is_obeyed_and_replaces_what_was_read() {
    let mut world = World::new();
    let Added::TakenIn(record) = world.add("march.csv", DIRTY).unwrap() else {
        panic!("was not taken in")
    };
    let path = world.case.mapping_path(record.hash);
    let mapping = std::fs::read_to_string(&path).unwrap();
    // a person says that the goods were declared under the older edition
    let corrected = mapping.replace("[defaults]\n", "[defaults]\nhs_version = \"2017\"\n");
    assert_ne!(mapping, corrected, "{mapping}");
    std::fs::write(&path, corrected).unwrap();
    assert!(matches!(
        world.add("march.csv", DIRTY).unwrap(),
        Added::TakenIn(_)
    ));
    assert_eq!(
        world.ask("select hs_version, count(*) from consignments group by hs_version"),
        ["2017|3"]
    );
}

#[test]
fn a_row_is_shown_as_its_file_has_it() {
    let mut world = World::new();
    let lines =
        "{\"date\":\"2022-05-01\",\"consignor\":\"A GmbH\",\"hs_code\":\"8542.31\",\"mass_kg\":1.5}\n";
    for (name, text, row, mass) in [("march.csv", DIRTY, 5, "heavy"), ("march.jsonl", lines, 1, "1.5")] {
        let Added::TakenIn(record) = world.add(name, text).unwrap() else {
            panic!("was not taken in")
        };
        let cells = fyke_store::evidence::raw_row(&world.case, record.hash, row).unwrap();
        assert!(
            cells.contains(&("mass_kg".to_owned(), mass.to_owned())),
            "{name}: {cells:?}"
        );
        assert!(fyke_store::evidence::raw_row(&world.case, record.hash, 99).is_err());
    }
}

#[test]
fn a_wide_table_of_flows_becomes_one_flow_for_each_month() {
    let mut world = World::new();
    let wide = "hs6,hs_version,partner,2021-11,2021-12,2022-01,2022-02\n\
                852580,2017,KG,,100,,\n852589,2022,KG,,,250,\n854231,2017,AM,7,,,\n";
    let Added::TakenIn(record) = world.add("eu-exports.csv", wide).unwrap() else {
        panic!("was not taken in")
    };
    assert_eq!(record.kind, "flows");
    assert_eq!(
        world.ask("select row, exporter, importer, side, hs6, hs_version, month, value, currency from flows order by row"),
        [
            "2|EU|KG|export|852580|2017|2021-12-01|100.00|EUR",
            "3|EU|KG|export|852589|2022|2022-01-01|250.00|EUR",
            "4|EU|AM|export|854231|2017|2021-11-01|7.00|EUR",
        ]
    );
}

#[test]
fn whoever_asks_may_only_read() {
    let mut world = World::new();
    world.add("march.csv", DIRTY).unwrap();
    let tables = fyke_store::query::Tables::open(&world.case, None).unwrap();
    for sql in [
        "drop table consignments",
        "create table x as select 1",
        "copy consignments to '/tmp/x.csv'",
        "set datafusion.execution.batch_size = 1",
    ] {
        assert!(tables.ask(sql).is_err(), "{sql}");
    }
}

#[test]
fn answers_print_as_csv_and_json() {
    let mut world = World::new();
    world.add("march.csv", DIRTY).unwrap();
    let tables = fyke_store::query::Tables::open(&world.case, None).unwrap();
    let answer = tables
        .ask("select consignee, mass_kg, notify from consignments order by row limit 1")
        .unwrap();
    let (mut csv, mut json) = (Vec::new(), Vec::new());
    answer.write_csv(&mut csv).unwrap();
    answer.write_json(&mut json).unwrap();
    assert_eq!(
        String::from_utf8(csv).unwrap(),
        "consignee,mass_kg,notify\nAltyn Trade LLC,12.500,\n"
    );
    assert_eq!(
        String::from_utf8(json).unwrap(),
        "[\n{\"consignee\":\"Altyn Trade LLC\",\"mass_kg\":12.500,\"notify\":null}\n]\n"
    );
    let none = tables.ask("select 1 where false").unwrap();
    let mut json = Vec::new();
    none.write_json(&mut json).unwrap();
    assert_eq!(
        serde_json::from_slice::<serde_json::Value>(&json).unwrap(),
        serde_json::json!([])
    );
}

/// Files as a simulated world and a bank write them: known by their columns
/// alone, every row in a table or refused.
#[test]
fn what_ties_firms_together_comes_in_unnamed() {
    let mut world = World::new();
    let files = [
        (
            "officers.csv",
            "officers",
            "company,company_country,company_number,officer,from,to\n\
             Boreas LLC,KG,123-1,Asel Bekova,2022-03-14,\nBoreas LLC,KG,123-1,,2022-03-14,\n",
        ),
        (
            "ownership.csv",
            "ownership",
            "owner,owner_country,owner_number,owned,owned_country,owned_number,share_percent,from,to\n\
             Holding AO,RU,77,Boreas LLC,KG,123-1,50,2022-03-14,\n",
        ),
        (
            "payments.csv",
            "payments",
            "date,payer,payer_country,payee,payee_country,amount,currency,document_no\n\
             2022-05-03,Boreas LLC,KG,Acme GmbH,DE,12500.00,EUR,INV-17\n,Boreas LLC,KG,Acme GmbH,DE,1,EUR,\n",
        ),
        (
            "ais.csv",
            "positions",
            "imo,mmsi,time,lat,lon,speed,draught\n9187629,273456789,2022-05-03T06:30:00Z,44.123456,-37.5,12.3,\n",
        ),
        (
            "sites.csv",
            "sites",
            "firm,country,power_kw\nBoreas LLC,KG,12500\n",
        ),
        (
            "owners.json",
            "bods",
            "[{\"statementId\":\"s1\",\"recordId\":\"e1\",\"recordType\":\"entity\",\n\
             \"recordDetails\":{\"name\":\"Boreas LLC\"}}, 7]",
        ),
    ];
    for (name, kind, text) in files {
        let Added::TakenIn(record) = world.add(name, text).unwrap() else {
            panic!("{name} was not taken in")
        };
        assert_eq!(record.kind, kind, "{name}: {}", record.recognised_by);
        assert!(
            record.rows_refused <= 1 && record.rows_in > record.rows_refused,
            "{name}"
        );
    }
    assert_eq!(
        world.ask(
            "select row, date, payer, payer_country, payee, amount, currency, document_no from payments"
        ),
        ["2|2022-05-03|Boreas LLC|KG|Acme GmbH|12500.00|EUR|INV-17"]
    );
    assert_eq!(
        world.ask("select imo, mmsi, time, latitude, longitude, speed, draught from positions"),
        ["9187629|273456789|2022-05-03T06:30:00Z|44.123456|-37.500000|12.3|-"]
    );
    // one firm in every file
    assert_eq!(
        world.ask(
            "select schema, prop, value from statements where schema in ('Directorship', 'Ownership') \
             and prop in ('organization', 'asset', 'percentage') and value not like 'site-%' order by schema, prop"
        ),
        [
            "Directorship|organization|reg-kg-123-1",
            "Ownership|asset|reg-kg-123-1",
            "Ownership|percentage|50",
        ]
    );
    let tables = fyke_store::query::Tables::open(&world.case, None).unwrap();
    let handles = fyke_store::questions::RowHandles::new(&world.case, None).unwrap();
    let mut seen = Vec::new();
    fyke_store::known::positions(&tables, &handles, &mut |position| {
        let row = handles.row(position.handle).unwrap();
        seen.push((position.time_s, position.longitude, position.speed, row.row));
    })
    .unwrap();
    // 2022-05-03T06:30:00Z
    assert_eq!(seen, [(1_651_559_400, -37.5, Some(12.3), 2)]);
    let mut paid = Vec::new();
    fyke_store::known::payments(&tables, &handles, &mut |payment| paid.push(payment)).unwrap();
    assert_eq!(paid.len(), 1);
    assert_eq!(
        (paid[0].payee.name.as_str(), paid[0].amount_minor),
        ("Acme GmbH", Some(1_250_000))
    );
    let mut ties = 0;
    let members = fyke_store::known::Members::read(&tables).unwrap();
    fyke_store::known::ties(&tables, &handles, &members, &mut |tie| {
        ties += usize::from(tie.prop == "owner")
    })
    .unwrap();
    // one owner of a firm, one of a site
    assert_eq!(ties, 2);
}
