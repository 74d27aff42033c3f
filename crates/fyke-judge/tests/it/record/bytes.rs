//! Every one-byte change is caught and named.

use super::whole::checked;
use super::world::{ada, begun, drawn, lead, numbers};
use fyke_judge::record::shelf::{Memory, Shelf};

/// A log that crosses a tile, with payloads, people and an erasure.
fn record() -> Memory {
    let shelf = Memory::new();
    let mut record = begun(shelf.clone());
    let random = &mut drawn(11);
    for n in 0..56 {
        lead(&mut record, random, &format!("L-{n}")).unwrap();
    }
    record.erase(random, &[3, 4], &ada(), "asked for").unwrap();
    shelf
}

#[test]
fn one_byte_anywhere() {
    let shelf = record();
    assert!(checked(&shelf).whole());
    let files: Vec<(String, Vec<u8>)> = shelf
        .list("")
        .unwrap()
        .into_iter()
        .map(|path| (path.clone(), shelf.read(&path).unwrap().unwrap()))
        .collect();
    let all: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let mut next = numbers(1);
    let mut unnamed = Vec::new();
    for change in 0..1000_u64 {
        // the first hundred into the small files, where the signatures are
        let small =
            |(path, _): &&(String, Vec<u8>)| !path.contains("tile/") && !path.starts_with("payloads/");
        let (path, bytes, place) = if change < 100 {
            let small: Vec<_> = files.iter().filter(small).collect();
            let (path, bytes) = small[next() as usize % small.len()];
            (path, bytes, next() as usize % bytes.len())
        } else {
            let mut place = next() as usize % all;
            let (path, bytes) = files
                .iter()
                .find(|(_, bytes)| {
                    let here = place < bytes.len();
                    if !here {
                        place -= bytes.len();
                    }
                    here
                })
                .unwrap();
            (path, bytes, place)
        };
        let mut other = bytes.clone();
        other[place] ^= 1 + (next() % 255) as u8;
        let tampered = shelf.copy();
        tampered.tamper(path, Some(&other));
        let report = checked(&tampered);
        // named: the file, or the entry whose bytes, hash or words they are
        let named = report
            .findings
            .iter()
            .any(|finding| finding.entry.is_some() || finding.words.contains(path.as_str()));
        if report.whole() || !named {
            unnamed.push(format!("{path}, byte {place}: {:?}", report.findings));
        }
    }
    assert!(
        unnamed.is_empty(),
        "{} not named: {}",
        unnamed.len(),
        unnamed.join("\n")
    );
}

#[test]
fn a_file_more_or_less() {
    let shelf = record();
    for path in shelf.list("").unwrap() {
        let without = shelf.copy();
        without.tamper(&path, None);
        let report = checked(&without);
        // a copy has no machine's key; everything else is missed
        assert_eq!(report.whole(), path == "machine.key", "{path}");
    }
    for path in [
        "log/notes",
        "payloads/x",
        "payloads/0-9999",
        "witnessed/5",
        "a",
        "log/tile/data/000",
    ] {
        let with = shelf.copy();
        with.tamper(path, Some(b"x"));
        let report = checked(&with);
        assert!(
            report.findings[0].words.contains(path),
            "{path}: {:?}",
            report.findings
        );
    }
    // what a killed writer leaves is named, and is no fault
    for path in [
        "log/tile/0/007",
        "log/tile/entries/001.p/200",
        "payloads/9999-5",
        "log/checkpoint.new",
    ] {
        let with = shelf.copy();
        with.tamper(path, Some(b"x"));
        let report = checked(&with);
        assert!(report.whole(), "{path}: {:?}", report.findings);
        assert_eq!(report.leftovers, [path]);
    }
}
