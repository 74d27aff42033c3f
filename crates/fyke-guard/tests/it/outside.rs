//! Files from outside the repository, under `FYKE_DATA`. Where they are not
//! there, a test says so and passes.

use std::fs;
use std::path::PathBuf;

use fyke_guard::bytes::csv::dialect::Dialect;
use fyke_guard::bytes::csv::{ReadOptions, Reader};
use fyke_guard::bytes::xml::{self, NextElement};
use fyke_guard::bytes::{Limits, Next, Record, Records};

/// The path under `FYKE_DATA`, or a word on standard error.
fn outside(path: &str) -> Option<PathBuf> {
    let found = std::env::var_os("FYKE_DATA").map(|data| PathBuf::from(data).join(path));
    let found = found.filter(|path| path.exists());
    if found.is_none() {
        eprintln!("skipped: FYKE_DATA has no {path}");
    }
    found
}

fn rows(reader: &mut impl Records) -> Vec<Vec<String>> {
    let mut record = Record::default();
    let mut rows = Vec::new();
    while let Ok(next) = reader.next_record(&mut record) {
        match next {
            Next::Record => rows.push(record.cells().map(str::to_owned).collect()),
            Next::Refused(refused) => panic!("{refused}"),
            Next::End => break,
        }
    }
    rows
}

#[test]
fn csv_spectrum_reads_as_its_json_says() {
    let Some(dir) = outside("hostile/csv-spectrum") else {
        return;
    };
    let mut count = 0;
    for entry in fs::read_dir(dir.join("csvs")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        // its JSON has another telephone number than its CSV
        if stem == "location_coordinates" {
            continue;
        }
        let text = fs::read(&path).unwrap();
        let expected: serde_json::Value =
            serde_json::from_slice(&fs::read(dir.join(format!("json/{stem}.json"))).unwrap()).unwrap();
        let mut reader =
            Reader::with_dialect(text.as_slice(), Dialect::default(), &ReadOptions::default()).unwrap();
        let header = reader.header().to_vec();
        let read: Vec<serde_json::Value> = rows(&mut reader)
            .into_iter()
            .map(|row| {
                header
                    .iter()
                    .cloned()
                    .zip(row.into_iter().map(serde_json::Value::String))
                    .collect::<serde_json::Map<_, _>>()
                    .into()
            })
            .collect();
        // a copy of the files may have lost its carriage returns on the way
        let expected = expected.to_string().replace("\\r\\n", "\\n");
        assert_eq!(
            serde_json::Value::Array(read)
                .to_string()
                .replace("\\r\\n", "\\n"),
            expected,
            "{stem}"
        );
        count += 1;
    }
    assert!(count >= 11);
}

#[test]
fn csv_test_data_reads_as_its_json_says() {
    let Some(dir) = outside("hostile/csv-test-data") else {
        return;
    };
    // rows without anything in them, and lines with one empty cell, are passed over by us
    let ours = ["all-empty", "empty-one-column"];
    let mut count = 0;
    for entry in fs::read_dir(dir.join("json")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let expected: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let text = fs::read(dir.join(format!("csv/{stem}.csv"))).unwrap();
        let plain = Dialect {
            header_rows: 0,
            ..Dialect::default()
        };
        let mut reader = Reader::with_dialect(text.as_slice(), plain, &ReadOptions::default()).unwrap();
        let read = rows(&mut reader);
        if ours.contains(&stem.as_str()) {
            assert!(
                read.iter().flatten().all(|cell| !cell.is_empty()),
                "{stem}: {read:?}"
            );
            continue;
        }
        // with a header it lists objects, without one it lists rows
        let read: Vec<serde_json::Value> = match expected.get(0).is_some_and(serde_json::Value::is_object) {
            false if stem.starts_with("header") => read.into_iter().skip(1).map(Into::into).collect(),
            false => read.into_iter().map(Into::into).collect(),
            true => {
                let (header, body) = read.split_first().unwrap();
                let object = |row: &Vec<String>| -> serde_json::Value {
                    let pairs = header.iter().cloned().zip(row.iter().cloned().map(Into::into));
                    pairs.collect::<serde_json::Map<_, _>>().into()
                };
                body.iter().map(object).collect()
            }
        };
        assert_eq!(serde_json::Value::Array(read), expected, "{stem}");
        count += 1;
    }
    assert!(count >= 10);
}

#[test]
fn xml_bombs_are_refused() {
    let Some(dir) = outside("hostile/xml_bombs") else {
        return;
    };
    for bomb in [
        "cyclic.xml",
        "dtd.xml",
        "external.xml",
        "external_file.xml",
        "quadratic.xml",
        "xmlbomb.xml",
        "xmlbomb2.xml",
    ] {
        let text = fs::read(dir.join(bomb)).unwrap();
        let Err(error) = xml::Reader::open(text.as_slice(), &["bomb"], &Limits::default()) else {
            panic!("{bomb} was read")
        };
        assert!(error.broke().contains("document type"), "{bomb}: {error}");
    }
    let text = fs::read(dir.join("simple.xml")).unwrap();
    assert!(xml::Reader::open(text.as_slice(), &["element"], &Limits::default()).is_ok());
}

#[test]
fn the_un_list_is_read_to_its_end() {
    let Some(path) = outside("sanctions/un/UN_consolidated_2026-02-27.xml") else {
        return;
    };
    let file = fs::File::open(path).unwrap();
    let mut reader = xml::Reader::open(file, &["INDIVIDUAL", "ENTITY"], &Limits::default()).unwrap();
    let mut count = 0;
    while let NextElement::Element { element, .. } = reader.next_element().unwrap() {
        assert!(!element.text_at("FIRST_NAME").is_empty(), "{element:?}");
        count += 1;
    }
    assert!(count > 500, "{count}");
}

#[test]
fn the_ofac_lists_are_read_without_a_refusal() {
    let Some(dir) = outside("sanctions/ofac") else {
        return;
    };
    for (file, columns, rows_min) in [
        ("sdn_2021-07.csv", 12, 8_000),
        ("alt_2025-12.csv", 5, 15_000),
        ("add_2025-12.csv", 6, 20_000),
    ] {
        let file = fs::File::open(dir.join(file)).unwrap();
        let mut reader = Reader::open(file, &Limits::default()).unwrap();
        assert_eq!((reader.header().len(), reader.has_header()), (columns, false));
        assert!(rows(&mut reader).len() > rows_min);
    }
}
