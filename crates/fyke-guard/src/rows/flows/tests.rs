use super::super::testing::{play, rules, table};
use super::super::{Kept, Kind, Wishes, plan_records};
use super::*;
use proptest::prelude::*;

#[test]
fn the_flows_of_a_simulated_world_are_read() {
    let text = "reporter|partner|flow|hs6|hs_version|month|value|currency|mass_kg\nDE|KG|export|854231|2022|2022-03|1200.50|USD|3.5\nKG|DE|import|854231|2022|2022-03|1300|USD|";
    let (told, plan, counts) = play("flows.csv", text);
    assert_eq!((plan.kind, counts.flows), (Kind::Flows, 2), "{told}");
    assert!(
        told.contains("row 2: export DE -> KG, 854231/2022, 2022-03, value 1200.50, in USD, kg 3.500"),
        "{told}"
    );
    assert!(
        told.contains("row 3: import DE -> KG, 854231/2022, 2022-03, value 1300.00, in USD"),
        "{told}"
    );
}

#[test]
fn without_a_reporter_the_error_says_what_to_set() {
    let text = "product_code|partner|month|value_eur\n85423190|KG|2022-03|10";
    let plan = plan_records(&mut table(text), "data.csv", &rules(), &Wishes::default())
        .expect("a table in memory is read");
    assert_eq!(plan.kind, Kind::Flows);
    let mapping = plan.mapping.expect("flows have a mapping");
    let error =
        admit(&mut table(text), &mapping, &rules(), &mut Kept::default()).expect_err("nobody reports");
    assert!(error.repair().contains("reporter = \"EU\""), "{error}");
}

#[test]
fn a_mapping_that_a_person_corrected_is_obeyed() {
    let text = "product_code|partner|month|value_eur\n85423190|KG|2022-03|10";
    let mut mapping = plan_records(&mut table(text), "data.csv", &rules(), &Wishes::default())
        .expect("a table in memory is read")
        .mapping
        .expect("flows have a mapping");
    mapping.defaults.reporter = Some(Country::of("DE"));
    mapping.defaults.side = Some(Side::Import);
    mapping.defaults.hs_version = Some(HsVersion::Hs2017);
    let mapping = Mapping::from_toml(&mapping.to_toml().expect("it can be written")).expect("it can be read");
    let wishes = Wishes {
        mapping: Some(mapping),
        ..Wishes::default()
    };
    let plan =
        plan_records(&mut table(text), "data.csv", &rules(), &wishes).expect("a table in memory is read");
    let mut kept = Kept::default();
    super::super::admit_records(&mut table(text), &plan, &rules(), &mut kept).expect("the mapping is whole");
    let lanes: Vec<String> = kept
        .flows
        .iter()
        .map(|f| {
            format!(
                "{} {} {} {}",
                f.lane.exporter, f.lane.importer, f.lane.hs.version, f.currency
            )
        })
        .collect();
    assert_eq!(lanes, ["KG DE 2017 EUR"]);
}

proptest! {
    // a case plans a whole table: sixty-four take a second
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_row_is_admitted_or_refused(rows in proptest::collection::vec(proptest::collection::vec("[^|\n\r#]{0,10}|[0-9]{4,8}|KG|DE|2022-[01][0-9]", 7), 0..8)) {
        let good = "DE|KG|export|85423190|2022-03|1200.50|3.5\n".repeat(20);
        let random: Vec<String> = rows.iter().map(|row| row.join("|")).collect();
        let text = format!("reporter|partner|flow|product_code|month|value_eur|mass_kg\n{good}{}", random.join("\n"));
        let (_, _, counts) = play("flows.csv", &text);
        prop_assert_eq!(counts.flows, counts.rows_admitted);
    }
}
