//! A case that grows file by file says what a case says that had all from the
//! start: what a trace keeps saves work and changes nothing.

use crate::{copy, ok, text};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// The consignments of a world in two files, the later rows in the second.
fn halves(world: &Path) -> (PathBuf, PathBuf) {
    let all = std::fs::read_to_string(world.join("consignments.csv")).unwrap();
    let (header, rows) = all.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().collect();
    let (first, second) = rows.split_at(rows.len() / 2);
    let write = |name: &str, rows: &[&str]| {
        let path = world.join(name);
        std::fs::write(&path, format!("{header}\n{}\n", rows.join("\n"))).unwrap();
        path
    };
    (write("first.csv", first), write("second.csv", second))
}

/// What a lead says of its party, without what hangs on earlier traces: how new
/// it is and so where it stands.
fn said(case: &str) -> Vec<(String, Map<String, Value>)> {
    let leads: Vec<Map<String, Value>> =
        serde_json::from_str(&ok(&["leads", case, "--json", "-n", "1000"])).unwrap();
    let mut said: Vec<_> = leads
        .into_iter()
        .map(|mut lead| {
            for place in ["novelty", "priority", "explored", "drawn_with"] {
                lead.remove(place);
            }
            (lead["id"].as_str().unwrap().to_owned(), lead)
        })
        .collect();
    said.sort_by(|a, b| a.0.cmp(&b.0));
    said
}

#[test]
fn files_traced_in_turn_give_the_leads_of_files_traced_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let world = path("world");
    ok(&["simulate", text(&world), "--rows", "20k", "--seed", "3"]);
    let (first, second) = halves(&world);
    let watchlist = world.join("watchlist.csv");
    let new = |name: &str, files: &[&Path]| {
        let case = path(name);
        let case = text(&case);
        ok(&["new", case]);
        for file in files {
            ok(&["add", case, text(file)]);
        }
        ok(&["trace", case]);
    };
    new("kept", &[&watchlist, &first]);
    let kept = || std::fs::read_dir(path("kept/tables/kept")).unwrap().count();
    assert!(kept() > 0, "nothing was kept");

    // the same case with nothing kept, and with half of it lost
    copy(&path("kept"), &path("bare"));
    std::fs::remove_dir_all(path("bare/tables/kept")).unwrap();
    copy(&path("kept"), &path("damaged"));
    for entry in std::fs::read_dir(path("damaged/tables/kept")).unwrap() {
        let file = entry.unwrap().path();
        let bytes = std::fs::read(&file).unwrap();
        std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    }
    let leads = |name: &str, words: &[&str]| {
        let case = path(name);
        ok(&["add", text(&case), text(&second)]);
        ok(&[&["trace", text(&case)], words].concat());
        std::fs::read(case.join("tables/leads/leads.parquet")).unwrap()
    };
    let with_kept = leads("kept", &[]);
    assert!(with_kept == leads("bare", &[]), "what was kept changed the leads");
    assert!(
        with_kept == leads("damaged", &[]),
        "half of what was kept was believed"
    );

    new("once", &[&watchlist, &first, &second]);
    let (in_turn, at_once) = (said(text(&path("kept"))), said(text(&path("once"))));
    assert!(in_turn.len() > 3, "{} leads", in_turn.len());
    // what was seen before is less new, so the end of a full queue may be another
    let both = in_turn.iter().filter_map(|(id, turn)| {
        let (_, once) = at_once.iter().find(|(other, _)| other == id)?;
        Some((id, turn, once))
    });
    let both: Vec<_> = both.collect();
    assert!(
        both.len() * 4 > at_once.len() * 3,
        "{} of {}",
        both.len(),
        at_once.len()
    );
    for (id, turn, once) in both {
        for (key, value) in turn {
            assert!(
                once.get(key) == Some(value),
                "{id}: {key} differs: {value} and {:?}",
                once.get(key)
            );
        }
    }

    // and once more with all of it kept: no row is read, nothing is new
    ok(&["trace", text(&path("once")), "--as-resolved"]);
    let again = said(text(&path("once")));
    assert!(again == at_once, "a trace of what was kept says something else");
}
