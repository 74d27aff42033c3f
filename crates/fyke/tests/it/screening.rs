//! Screening as a desk does it: a list, an older edition of it, and files of
//! names as people send them.

use crate::{fyke, ok, text};
use serde_json::Value;
use std::path::PathBuf;
use std::process::Output;

const HEADER: &str = "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,\
                      emails,program_ids,dataset,first_seen,last_seen,last_change";
const OLDER: &str = "\
a-1,Organization,Volga Instrument-Making Plant JSC,АО Волжский приборостроительный завод,,ru,,,listed,,,RU,us,2022-05-02,2022-12-31,2022-05-02
a-2,Person,\"ORESHKOV, Dmitriy Pavlovich\",,1961-04-12,ru,,,listed,,,RU,us,2022-05-02,2022-12-31,2022-05-02
";
/// The person was taken off the list.
const NEWER: &str = "\
a-1,Organization,Volga Instrument-Making Plant JSC,АО Волжский приборостроительный завод,,ru,,,listed,,,RU,us,2022-05-02,2023-06-30,2022-05-02
";

struct World {
    folder: tempfile::TempDir,
    case: String,
}

impl World {
    /// A case with these editions of one list.
    fn new(editions: &[(&str, &str)]) -> World {
        let folder = tempfile::tempdir().unwrap();
        let case = text(&folder.path().join("case")).to_owned();
        let world = World { folder, case };
        ok(&["new", &world.case]);
        for (day, rows) in editions {
            let list = world.file("us.csv", &format!("{HEADER}\n{rows}"));
            let list = text(&list);
            ok(&[
                "add",
                &world.case,
                list,
                "--dataset",
                "us-list",
                "--edition",
                day,
                "--handling",
                "licensed",
            ]);
        }
        world
    }

    fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    fn screen(&self, names: &str, options: &[&str]) -> Output {
        let names = self.file("names.csv", names);
        let mut words = vec!["screen", &self.case, text(&names)];
        words.extend(options);
        fyke(&words)
    }

    /// The answers, which must come.
    fn answers(&self, names: &str, options: &[&str]) -> Vec<Value> {
        let output = self.screen(names, &[options, &["--json"]].concat());
        assert!(output.status.success(), "{}", said(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn ids(answer: &Value) -> Vec<&str> {
    let hits = answer["hits"].as_array().unwrap();
    hits.iter().filter_map(|hit| hit["id"].as_str()).collect()
}

#[test]
fn names_are_screened_with_their_reasons() {
    let world = World::new(&[("2022-12-31", OLDER)]);
    let names = "id,name,type,date of birth\n\
                 1,Dmitri Oreshkov,person,1961\n\
                 2,Волжский приборостроительный завод,company,\n\
                 3,Grete Unbekannt,person,\n\
                 4,N/A,person,\n\
                 5,,person,\n";
    let answers = world.answers(names, &[]);
    assert_eq!(answers.len(), 5, "one object for each row");
    assert!(ids(&answers[0]).contains(&"a-2"), "{}", answers[0]);
    assert!(ids(&answers[1]).contains(&"a-1"), "{}", answers[1]);
    assert!(
        answers[2..].iter().all(|answer| ids(answer).is_empty()),
        "{answers:?}"
    );
    let hit = &answers[0]["hits"][0];
    assert!(!hit["reasons"].as_array().unwrap().is_empty());
    assert_eq!(hit["handling"], "licensed");
    let asked: Vec<&Value> = answers.iter().map(|answer| &answer["asked"]).collect();
    assert_eq!(asked, [true, true, true, false, false]);

    let output = world.screen(names, &[]);
    let notes = said(&output);
    assert!(notes.contains("3 names asked"), "{notes}");
    assert!(
        notes.contains("2 rows say no name; nothing was asked for them"),
        "{notes}"
    );
    assert!(
        notes.contains("false alarms to expect in a million names"),
        "{notes}"
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("  licensed"));
}

#[test]
fn an_older_edition_answers_for_its_day() {
    let world = World::new(&[("2022-12-31", OLDER), ("2023-06-30", NEWER)]);
    let names = "name\nDmitriy Pavlovich Oreshkov\n";
    let then = world.answers(names, &["--as-of", "2023-01-01"]);
    assert_eq!(ids(&then[0]), ["a-2"]);
    let now = world.answers(names, &[]);
    assert!(ids(&now[0]).is_empty(), "{now:?}");

    // before the list was there, nobody was on it
    let early = world.screen(names, &["--as-of", "2022-01-01"]);
    assert_eq!(early.status.code(), Some(1));
    assert!(said(&early).contains("as they stood on 2022-01-01"));
}

#[test]
fn the_first_line_without_a_header_is_a_name() {
    let world = World::new(&[("2022-12-31", OLDER)]);
    let names = "Dmitriy Pavlovich Oreshkov\nGrete Unbekannt\n";
    let answers = world.answers(names, &[]);
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["row"], 1);
    assert_eq!(ids(&answers[0]), ["a-2"]);
    let output = world.screen(names, &[]);
    assert!(
        said(&output).contains("no header that we know"),
        "{}",
        said(&output)
    );
    // a name for the column makes the first line a header
    assert_eq!(
        world
            .answers("Sought\nGrete Unbekannt\n", &["--name", "Sought"])
            .len(),
        1
    );
}

#[test]
fn a_file_that_cannot_be_asked_is_named() {
    let world = World::new(&[("2022-12-31", OLDER)]);
    let refused = |names: &str, words: &[&str]| {
        let output = world.screen(names, &[]);
        assert_eq!(output.status.code(), Some(1));
        for word in words {
            assert!(said(&output).contains(word), "{word}: {}", said(&output));
        }
    };
    refused("", &["names.csv is empty"]);
    refused(
        "limit,branch\n5,north\n7,south\n",
        &["names.csv", "limit, branch", "--name COLUMN"],
    );
    let folder = fyke(&["screen", &world.case, text(world.folder.path())]);
    assert!(said(&folder).contains("is a directory"), "{}", said(&folder));
}

#[test]
fn what_steers_a_terminal_does_not_reach_it() {
    let world = World::new(&[("2022-12-31", OLDER)]);
    let output = world.screen("id,name\n\u{1b}[2J7,Dmitriy Pavlovich \u{1b}[2JOreshkov\n", &[]);
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.contains("\\u{1b}[2J7"), "{shown}");
    assert!(!shown.contains('\u{1b}') && !said(&output).contains('\u{1b}'));
}

#[test]
fn wrong_options_are_wrong_usage() {
    let wrong = [
        ["--cut-off", "1.5"],
        ["--cut-off", "NaN"],
        ["--per-million", "0"],
        ["--per-million", "NaN"],
        ["-n", "0"],
        ["--schema", "dragon"],
    ];
    for [option, value] in wrong {
        let option = format!("{option}={value}").replace("-n=", "--limit=");
        let output = fyke(&["screen", "no-case", "no-names.csv", &option]);
        assert_eq!(output.status.code(), Some(2), "{option}: {}", said(&output));
    }
}

#[test]
fn false_alarms_that_are_bearable_set_the_cut_off() {
    let world = World::new(&[("2022-12-31", OLDER)]);
    let cut_off = |per_million: &str| -> f64 {
        let output = world.screen(
            "name\nGrete Unbekannt\n",
            &["--schema", "person", "--per-million", per_million],
        );
        let notes = said(&output);
        let told = notes
            .split("with a candidate at ")
            .nth(1)
            .unwrap_or_else(|| panic!("{notes}"));
        told.split(' ').next().unwrap().parse().unwrap()
    };
    assert!(cut_off("100") > cut_off("2000"));
    let none = world.screen(
        "name\nGrete Unbekannt\n",
        &["--schema", "aircraft", "--per-million", "100"],
    );
    assert_eq!(none.status.code(), Some(1));
    assert!(said(&none).contains("were not measured"), "{}", said(&none));
}

#[test]
fn no_number_of_threads_is_too_many() {
    let world = World::new(&[("2022-12-31", OLDER)]);
    let names = "name\nDmitriy Pavlovich Oreshkov\n";
    assert_eq!(
        world.answers(names, &["--threads", "100000"]),
        world.answers(names, &["--threads", "1"])
    );
}
