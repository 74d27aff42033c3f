use super::super::testing::{Told, play, rules, table};
use super::super::{Kept, Wishes, admit_records, plan_records};
use super::*;
use crate::bytes::{FilledRows, Next};
use proptest::prelude::*;

const HEADER: &str = "date|side|consignor|consignor_country|consignee|consignee_country|forwarder|origin|dispatch|destination|hs_code|goods_text|quantity|unit|mass_kg|value|currency|transport|document_no";

#[test]
fn a_row_of_a_simulated_world_is_read_whole() {
    let row = "2022-02-24|export|Acme GmbH|DE|Vostok OOO|KG||DE|DE|RU|854231|processors|120|pcs|12.345|1999.90|USD|road|D1";
    let (told, plan, counts) = play("consignments.csv", &format!("{HEADER}\n{row}"));
    assert!(
        told.contains(
            "row 2: 2022-02-24 export, from Acme GmbH, in DE, to Vostok OOO, in KG, origin DE, dispatch DE, destination RU, hs 854231/2022, goods processors, quantity 120.000, unit pcs, kg 12.345, value 1999.90, in USD, transport road, document D1"
        ),
        "{told}"
    );
    assert_eq!(plan.mapping.map(|m| m.unused), Some(vec![]));
    assert_eq!((counts.rows_admitted, counts.cells_refused), (1, 0));
}

#[test]
fn the_edition_is_that_in_force_unless_the_row_tells() {
    let text = "date|exporter|hs code|hs version\n2021-12-31|A Ltd|854231|\n2022-01-01|A Ltd|854231|\n2022-01-01|A Ltd|854231|HS2017\n2022-01-01|A Ltd|854231|1999";
    let (told, _, _) = play("x.csv", text);
    for part in [
        "854231/2017",
        "row 3: 2022-01-01 transport, from A Ltd, hs 854231/2022",
        "row 4: 2022-01-01 transport, from A Ltd, hs 854231/2017",
        "row 5: cell refused, hs version \"1999\": bad_hs_version",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn a_cell_whose_bytes_were_broken_is_told_and_its_row_kept() {
    let mut done = false;
    let mut rows = FilledRows::new(
        ["date", "exporter", "importer", "hs"],
        move |record: &mut Record| {
            record.begin(2, None);
            for cell in ["2022-02-24", "A Ltd", "B\u{fffd} LLC"] {
                record.push(cell);
            }
            record.flaw_last(Reason::Undecodable);
            record.push("854231");
            Ok(!std::mem::replace(&mut done, true))
        },
    );
    let plan = plan_records(
        &mut table("date|exporter|importer|hs\n2022-02-24|A Ltd|B LLC|854231"),
        "x.csv",
        &rules(),
        &Wishes::default(),
    )
    .expect("a table in memory is read");
    let mut told = Told::default();
    let counts = admit_records(&mut rows, &plan, &rules(), &mut told).expect("a table in memory is read");
    assert_eq!(
        (counts.rows, counts.rows_admitted, counts.cells_refused),
        (1, 1, 1)
    );
    assert!(
        told.0
            .contains("cell refused, importer \"B\u{fffd} LLC\": undecodable"),
        "{}",
        told.0
    );
}

#[test]
fn what_the_reader_refused_counts_as_a_row() {
    struct Broken(u8);
    impl Records for Broken {
        fn header(&self) -> &[String] {
            &[]
        }
        fn next_record(&mut self, record: &mut Record) -> Result<Next, GuardError> {
            self.0 += 1;
            record.begin(u64::from(self.0) + 1, None);
            Ok(match self.0 {
                1 => Next::Refused(Refused::new(2, None, "", Reason::UnclosedQuote)),
                _ => Next::End,
            })
        }
    }
    let mut told = Told::default();
    let counts = walk(&mut Broken(0), &mut told, |_, _, _, _| Ok(Verdict::Admitted)).expect("nothing breaks");
    assert_eq!((counts.rows, counts.rows_refused), (1, 1));
}

#[test]
fn a_mapping_that_names_a_column_which_is_not_there_is_an_error() {
    let mapping =
        Mapping::from_toml("kind = \"consignments\"\n[[column]]\ncolumn = \"when\"\nmeaning = \"date\"\n")
            .expect("it is TOML");
    let error = admit(
        &mut table("date|exporter\n2022-01-01|A"),
        &mapping,
        &rules(),
        &mut Kept::default(),
    )
    .expect_err("no such column");
    assert!(
        error.broke().contains("\"when\"") && error.repair().contains("date, exporter"),
        "{error}"
    );
}

proptest! {
    // a case plans a whole table: sixty-four take a second
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stands in the cells: no panic, and every row is told of once.
    #[test]
    fn every_row_is_admitted_or_refused(rows in proptest::collection::vec(proptest::collection::vec(cell(), 19), 0..8)) {
        let good = "2022-02-24|export|Acme GmbH|DE|Vostok OOO|KG||DE|DE|RU|854231|chips|1|pcs|1.5|2.5|USD|road|D1\n".repeat(20);
        let random: Vec<String> = rows.iter().map(|row| row.join("|")).filter(|row| !row.trim().is_empty()).collect();
        let text = format!("{HEADER}\n{good}{}", random.join("\n"));
        let (_, _, counts) = play("consignments.csv", &text);
        let expected = text.lines().skip(1).filter(|line| !line.trim().is_empty() && !line.starts_with('#')).count() as u64;
        prop_assert_eq!(counts.rows, expected);
        prop_assert_eq!(counts.consignments, counts.rows_admitted);
        prop_assert_eq!(counts.rows_refused, counts.rows_refused_by_reason.values().sum::<u64>());
        prop_assert_eq!(counts.cells_refused, counts.cells_refused_by_reason.values().sum::<u64>());
    }
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[^|\n\r#]{0,12}",
        "[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}",
        "-?[0-9]{1,25}([.,][0-9]{1,4})?",
        "[A-Za-z]{2,3}",
        Just("2022-02-24".to_owned()),
    ]
}
