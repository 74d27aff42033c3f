//! What was written in a dialect is read back the same.

use fyke_guard::bytes::csv::dialect::{Dialect, Terminator};
use fyke_guard::bytes::csv::{ReadOptions, Reader};
use fyke_guard::bytes::{Next, Record, Records};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn dialects() -> impl Strategy<Value = (Dialect, &'static str)> {
    (
        prop::sample::select(vec![",", ";", "\t", "|", ", "]),
        prop::sample::select(vec![b'"', b'\'']),
        prop::sample::select(vec!["\n", "\r\n"]),
    )
        .prop_map(|(delimiter, quote, end)| {
            let dialect = Dialect {
                delimiter: delimiter.to_owned(),
                quote: Some(quote),
                terminator: Terminator::Line,
                header_rows: 0,
                ..Dialect::default()
            };
            (dialect, end)
        })
}

fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = prop_oneof![
        "[a-zA-Z0-9 ]{0,8}",
        "[-,;\t|\"'жé ]{0,6}",
        "[-a\r\nж]{0,6}",
        Just("x".to_owned())
    ];
    // a first cell with a letter, since rows of blanks alone are passed over
    let row = move |width| {
        ("[a-z]{1,4}", prop::collection::vec(cell.clone(), width))
            .prop_map(|(first, rest)| std::iter::once(first).chain(rest).collect::<Vec<String>>())
    };
    (1_usize..6).prop_flat_map(move |width| prop::collection::vec(row(width), 1..12))
}

fn write(rows: &[Vec<String>], dialect: &Dialect, end: &str) -> String {
    let quote = char::from(dialect.quote.expect("the dialects of this test have a quote"));
    let mut file = String::new();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| {
                let special = cell.contains([quote, '\n', '\r'])
                    || cell.contains(dialect.delimiter.trim())
                    || cell.contains(&dialect.delimiter)
                    || cell.starts_with(' ')
                    || cell.ends_with(' ');
                match special || cell.is_empty() {
                    true => format!(
                        "{quote}{}{quote}",
                        cell.replace(quote, &format!("{quote}{quote}"))
                    ),
                    false => cell.clone(),
                }
            })
            .collect();
        file.push_str(&cells.join(&dialect.delimiter));
        file.push_str(end);
    }
    file
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 512,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2021),
        ..ProptestConfig::default()
    })]

    #[test]
    fn rows_written_are_rows_read(rows in rows(), (dialect, end) in dialects()) {
        let file = write(&rows, &dialect, end);
        let mut reader =
            Reader::with_dialect(file.as_bytes(), dialect, &ReadOptions::default()).unwrap();
        let mut record = Record::default();
        let mut read: Vec<Vec<String>> = Vec::new();
        loop {
            match reader.next_record(&mut record).unwrap() {
                Next::Record => read.push(record.cells().map(str::to_owned).collect()),
                Next::Refused(refused) => prop_assert!(false, "{refused} in {file:?}"),
                Next::End => break,
            }
        }
        prop_assert_eq!(read, rows, "{:?}", file);
    }
}
