//! Evaluations say what they did not measure, and an export holds all that may
//! leave a case and nothing else.

use crate::{fyke, ok, text};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn json(words: &[&str]) -> Value {
    serde_json::from_str(&ok(words)).unwrap()
}

/// A file that goes away with the folder.
fn file(folder: &Path, name: &str, content: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

/// Runs `fyke`, which must fail with 1; gives what it said.
fn refused(words: &[&str]) -> String {
    let output = fyke(words);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{words:?}\n{said}");
    said
}

const RECORDS: &str = "\
source,id,schema,name,aliases,country,address,birth_date,text
us,1,Company,Volga Instrument-Making Plant JSC,,ru,\"12 Zavodskaya Street, Kazan\",,
us,2,Company,Grete Unbekannt Trading,,de,,,
eu,1,Company,Volga Instrument-Making Plant JSC,,ru,\"12 Zavodskaya Street, Kazan\",,
";
const TRUTH: &str = "left_source,left_id,right_source,right_id,schema\n";

#[test]
fn lists_without_known_pairs_are_no_measurement() {
    let folder = tempfile::tempdir().unwrap();
    let records = file(folder.path(), "records.csv", RECORDS);
    let truth = file(folder.path(), "truth.csv", TRUTH);
    let said = refused(&["eval", "resolve", text(&records), "--truth", text(&truth)]);
    assert!(said.contains("holds no pair"), "{said}");
}

#[test]
fn known_pairs_of_unknown_records_are_misses_and_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let records = file(folder.path(), "records.csv", RECORDS);
    let known = format!("{TRUTH}us,1,eu,1,Company\nus,2,eu,9,Company\nus,8,eu,9,Person\n");
    let truth = file(folder.path(), "truth.csv", &known);
    let words = ["eval", "resolve", text(&records), "--truth", text(&truth)];
    let output = fyke(&words);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("2 known pairs name records that are in none of the files"),
        "{said}"
    );
    assert!(
        !said.contains("the worst first"),
        "there is nothing to show: {said}"
    );
    let found = json(&[&words[..], &["--json"]].concat());
    assert_eq!(found["known_pairs_in_no_file"], 2);
    assert_eq!(found["recall"], 1.0 / 3.0, "{found}");

    // nothing was found that these pairs decide
    let truth = file(folder.path(), "absent.csv", &format!("{TRUTH}us,8,eu,9,Person\n"));
    let words = ["eval", "resolve", text(&records), "--truth", text(&truth)];
    let found = json(&[&words[..], &["--json"]].concat());
    assert_eq!(found["recall"], 0.0);
    assert_eq!(found["precision_lower_bound"], Value::Null);
    assert_eq!(found["precision_interval"], Value::Null);
    assert!(ok(&words).contains("lowest precision not measured"));
}

#[test]
fn silence_has_no_precision() {
    let folder = tempfile::tempdir().unwrap();
    let head = "name1,name2,is_match,schema";
    let pairs = file(
        folder.path(),
        "pairs.csv",
        &format!("{head}\nOlga Petrova,Zhang Weiming,true,Person\nAcme GmbH,Volga Plant JSC,false,Company\n"),
    );
    let words = ["eval", "names", text(&pairs)];
    let found = json(&[&words[..], &["--json"]].concat());
    assert_eq!(found["f1"], 0.0, "{found}");
    assert_eq!(found["precision"], Value::Null);
    assert_eq!(found["schema"]["Company"]["f1"], Value::Null);
    let shown = ok(&words);
    assert!(shown.contains("none called the same   recall 0.000"), "{shown}");

    let right = file(
        folder.path(),
        "right.csv",
        &format!("{head}\nOlga Petrova,Olga Petrova,true,Person\n"),
    );
    let output = fyke(&["eval", "names", text(&right)]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("worst first"), "{said}");

    let odd = file(
        folder.path(),
        "odd.csv",
        &format!("{head}\nA B,C D,perhaps,Person\n"),
    );
    let said = refused(&["eval", "names", text(&odd)]);
    assert!(
        said.contains("odd.csv, row 2: 'perhaps' says neither yes nor no"),
        "{said}"
    );
}

#[test]
fn a_table_that_cannot_be_deduplicated_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let run = |content: &str| {
        let table = file(folder.path(), "table.csv", content);
        refused(&["eval", "dedupe", text(&table), "--cluster", "cluster"])
    };
    assert!(run("cluster\n1\n1\n2\n").contains("has no column to compare beside cluster"));
    let one = run("cluster,name\n1,anna\n1,anne\n2,boris\n");
    assert!(one.contains("1 of 1 columns can be compared"), "{one}");
    assert!(one.contains("try: give at least two that describe"), "{one}");
    let none = run("cluster,name,town\n");
    assert!(none.contains("no row"), "{none}");
    let few = run("cluster,name,town\n1,anna,york\n1,anne,york\n2,boris,hull\n");
    assert!(few.contains("try: give ") && !few.contains("see above"), "{few}");
}

const LISTED: &str = "\
id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,first_seen,last_seen,last_change
a-1,Organization,Volga Instrument-Making Plant JSC,,,ru,\"12 Zavodskaya Street, Kazan\",,listed 2022-05-02,,,RU,us,2022-05-02,2022-12-31,2022-05-02
";
const DECLARED: &str = "\
date,consignor,consignor_country,consignee,consignee_country,hs_code,mass_kg,value,currency
2022-03-01,Acme Optik GmbH,DE,Volga Instrument Making Plant,RU,854231,12.5,100000.00,USD
";

/// A case with a list that anyone may have and declarations that are restricted.
fn case_in(folder: &Path) -> PathBuf {
    let case = folder.join("case");
    ok(&["new", text(&case)]);
    let listed = file(folder, "us.csv", LISTED);
    ok(&[
        "add",
        text(&case),
        text(&listed),
        "--dataset",
        "us-list",
        "--edition",
        "2022-12-31",
    ]);
    let declared = file(folder, "declared.csv", DECLARED);
    ok(&[
        "add",
        text(&case),
        text(&declared),
        "--dataset",
        "customs",
        "--handling",
        "restricted",
    ]);
    case
}

fn lines(file: &Path) -> Vec<Value> {
    let content = fs::read_to_string(file).unwrap();
    content
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The one entity that has this name among its names.
fn named<'a>(entities: &'a [Value], name: &str) -> Option<&'a Value> {
    entities.iter().find(|entity| {
        let names = entity["properties"]["name"].as_array().unwrap();
        names.iter().any(|one| one == name)
    })
}

#[test]
fn what_consignments_declare_is_exported_as_far_as_it_may_leave() {
    let folder = tempfile::tempdir().unwrap();
    let case = case_in(folder.path());
    let out = folder.path().join("entities.json");
    ok(&["export", text(&case), text(&out), "--handling", "restricted"]);
    let all = lines(&out);
    let sender = named(&all, "Acme Optik GmbH").expect("declared only");
    assert_eq!(sender["schema"], "LegalEntity");
    assert_eq!(sender["properties"]["country"], serde_json::json!(["de"]));
    assert_eq!(sender["datasets"], serde_json::json!(["customs"]));
    let referent = sender["referents"][0].as_str().unwrap();
    assert!(referent.starts_with("customs:party-"), "{referent}");
    let plant = named(&all, "Volga Instrument Making Plant").expect("the declared spelling");
    assert_eq!(plant["referents"].as_array().unwrap().len(), 2, "{plant}");
    assert!(all.is_sorted_by_key(|entity| entity["id"].as_str().unwrap().to_owned()));

    ok(&["export", text(&case), text(&out)]);
    let open = lines(&out);
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!(open[0]["referents"], serde_json::json!(["us-list:a-1"]));
    let said = refused(&[
        "export",
        text(&case),
        text(&out),
        "--handling",
        "source_compartment",
    ]);
    assert!(
        said.contains("what a source alone told never leaves a case"),
        "{said}"
    );
    assert_eq!(lines(&out), open, "a refusal leaves the file as it was");
}

#[test]
fn an_export_never_lands_in_the_case_and_leaves_no_half_file() {
    let folder = tempfile::tempdir().unwrap();
    let case = case_in(folder.path());
    for inside in [
        "entities.json",
        "tables/statements/entities.json",
        "case.toml",
        "files/../x",
    ] {
        let said = refused(&["export", text(&case), text(&case.join(inside))]);
        assert!(said.contains("lies inside the case"), "{inside}: {said}");
    }
    let nowhere = folder.path().join("no such folder/entities.json");
    let said = refused(&["export", text(&case), text(&nowhere)]);
    assert!(
        said.contains("no such folder/entities.json cannot be written"),
        "{said}"
    );
    let said = refused(&["export", text(&case), text(folder.path())]);
    assert!(said.contains("cannot be written"), "{said}");

    // tables that cannot be read stop the export on its way
    ok(&["resolve", text(&case)]);
    let before: Vec<_> = names(folder.path());
    for part in fs::read_dir(case.join("tables/statements")).unwrap() {
        fs::write(part.unwrap().path(), "no parquet").unwrap();
    }
    refused(&["export", text(&case), text(&folder.path().join("entities.json"))]);
    assert_eq!(names(folder.path()), before);
}

fn names(folder: &Path) -> Vec<std::ffi::OsString> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    names
}

/// Money that returns on days 1, 3, 4 to account 0, and money of account 4 that
/// would have to run back in time.
const RING: &str = "\
sourceNodeId,targetNodeId,value,time
0,1,100.0,1
1,2,99.0,3
2,0,98.5,4
3,4,10.0,9
4,3,10.0,5
";

#[test]
fn planted_rings_are_found_and_checked_against_a_plain_walk() {
    let folder = tempfile::tempdir().unwrap();
    file(folder.path(), "transactions.csv", RING);
    file(
        folder.path(),
        "nodes.csv",
        "nodeid,isFraud\n0,1\n1,1\n2,1\n3,0\n4,1\n",
    );
    let found = json(&["eval", "trace", text(folder.path()), "--json"]);
    // 4 -> 3 -> 4 rises in time and counts: days 5 and 9
    assert_eq!(found["cycles"], serde_json::json!({ "2": 1, "3": 1 }));
    assert_eq!(found["cycles_agree_with_a_plain_walk"], true);
    assert_eq!(found["fan_in_agrees_with_counting"], true);
    assert_eq!(found["on_cycles"]["accounts"], 5);
    file(
        folder.path(),
        "transactions.csv",
        "sourceNodeId,targetNodeId,value,time\nme,you,1,1\n",
    );
    let said = refused(&["eval", "trace", text(folder.path())]);
    assert!(said.contains("1 row(s) that are no transaction"), "{said}");
}
