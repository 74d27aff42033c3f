//! Footers against what is there, and against what reading really brings over.

use crate::World;
use fyke_store::depot::Depot;
use fyke_store::footers;
use fyke_store::tables::Table;
use fyke_store::trade;
use std::fmt::Write as _;

/// Consignments of one day, each with a mass of its own.
fn consignments(rows: u32) -> String {
    let mut text =
        "date,consignor,consignor_country,consignee,consignee_country,hs_code,mass_kg\n".to_owned();
    for row in 1..=rows {
        let (from, to) = (row % 7, row % 11);
        writeln!(
            text,
            "2022-05-01,Nordlicht {from} GmbH,DE,Altyn {to} LLC,KG,854231,{row}.5"
        )
        .unwrap();
    }
    text
}

#[test]
fn rows_and_bytes_are_counted_without_reading_them() {
    let mut world = World::new();
    assert_eq!(
        footers::of(&world.case, Table::Consignments, &["row"]).unwrap(),
        footers::Footers::default()
    );
    world.add("a.csv", &consignments(3)).unwrap();
    world.add("b.csv", &consignments(5_000)).unwrap();
    let of = |columns: &[&str]| footers::of(&world.case, Table::Consignments, columns).unwrap();
    let row = of(&["row"]);
    assert_eq!(
        (row.rows, row.groups.clone()),
        (5_003, vec![vec![3], vec![5_000]])
    );
    let both = of(&["row", "consignor"]);
    assert_eq!(both.bytes, row.bytes + of(&["consignor"]).bytes);
    assert!(row.bytes > 0);
    assert_eq!(of(&[]).bytes, 0);
    assert_eq!(
        footers::of(&world.case, Table::Payments, &["row"]).unwrap().rows,
        0
    );
}

#[test]
fn reading_from_a_depot_brings_over_the_columns_and_the_footer() {
    let mut world = World::new();
    world.add("a.csv", &consignments(20_000)).unwrap();
    let said = footers::of(&world.case, Table::Consignments, &trade::COLUMNS).unwrap();
    let depot = Depot::open(&format!("file://{}", world.path("depot").display())).unwrap();
    let files = world.case.files().unwrap();
    let part = world.case.root().join("tables").join(&files[0].parts[0]);
    let part = depot.keep_file(&part).unwrap();
    let (rows, read) = trade::each_of_groups(&depot, &part, 0..1, 0, &mut |_| true, &mut |_| ()).unwrap();
    assert_eq!(rows, said.rows);
    // the footer comes beside them; no page is read twice
    let footer = 1 << 16;
    assert!(
        (said.bytes..=said.bytes + footer).contains(&read),
        "{read} {said:?}"
    );
}
