//! What was said stays said, binds as it should, and shows when it was changed.

use super::*;

type Saying = (Said, Option<Told>);

fn same(left: &str, right: &str) -> Saying {
    let (left, right) = (left.into(), right.into());
    (Said::Same { left, right }, None)
}

fn different(left: &str, right: &str) -> Saying {
    let (left, right) = (left.into(), right.into());
    (Said::Different { left, right }, None)
}

fn back(line: u64) -> Saying {
    (Said::TakenBack { line }, None)
}

fn case_in(folder: &std::path::Path) -> Case {
    Case::create(&folder.join("case"), "test", &["ru-2022"]).unwrap()
}

fn lines_that_hold(case: &Case) -> Vec<u64> {
    holding(case).unwrap().iter().map(|line| line.n).collect()
}

#[test]
fn what_was_said_stays_said_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let case = case_in(folder.path());
    let now = "2026-01-01T00:00:00Z";
    append(
        &case,
        "ann",
        now,
        "same imo",
        vec![same("a:1", "b:2"), same("a:3", "b:4")],
    )
    .unwrap();
    append(&case, "ben", now, "", vec![back(1)]).unwrap();
    let holding = holding(&case).unwrap();
    assert_eq!(holding.len(), 1);
    assert_eq!(holding[0].said.pair(), Some(("same", "a:3", "b:4")));
    assert_eq!(read(&case).unwrap().len(), 3);
}

#[test]
fn a_line_cut_off_by_a_kill_is_dropped_and_a_changed_one_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let case = case_in(folder.path());
    append(&case, "ann", "t", "", vec![same("a:1", "b:2")]).unwrap();
    append(&case, "ann", "t", "", vec![same("a:3", "b:4")]).unwrap();
    let path = path(&case).unwrap();
    let mut text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}{{\"n\":3,\"at\"")).unwrap();
    assert_eq!(read(&case).unwrap().len(), 2);
    append(&case, "ann", "t", "", vec![same("a:5", "b:6")]).unwrap();
    assert_eq!(read(&case).unwrap().len(), 3);
    text = fs::read_to_string(&path).unwrap().replace("a:1", "a:9");
    fs::write(&path, text).unwrap();
    let error = read(&case).unwrap_err();
    assert!(error.broke().contains("line 2"), "{}", error.broke());
}

#[test]
fn the_last_word_on_a_fact_binds() {
    let folder = tempfile::tempdir().unwrap();
    let case = case_in(folder.path());
    let fact = String::from("abcde23456");
    let document: DocumentId = "0123456789abcdef-0".parse().unwrap();
    let accepted = Said::FactAccepted {
        fact: fact.clone(),
        document: document.clone(),
    };
    let rejected = Said::FactRejected { fact, document };
    append(&case, "ann", "t", "read it", vec![(accepted, None)]).unwrap();
    assert_eq!(lines_that_hold(&case), [1]);
    append(&case, "ben", "t", "a pun", vec![(rejected, None)]).unwrap();
    assert_eq!(lines_that_hold(&case), [2]);
    append(&case, "ben", "t", "", vec![back(2)]).unwrap();
    assert_eq!(lines_that_hold(&case), [1]);
    assert_eq!(check(&case).unwrap(), 3);
}

#[test]
fn the_last_word_on_two_records_binds_whichever_way_they_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let case = case_in(folder.path());
    let said = vec![same("a", "b"), different("b", "a"), same("a", "c")];
    append(&case, "ann", "t", "", said).unwrap();
    assert_eq!(lines_that_hold(&case), [2, 3]);
    let fates = fates(&read(&case).unwrap());
    assert_eq!(fates[&1], Fate::Overruled { by_line: 2 });
    // taken back, the word before binds again: the log is read as without it
    append(&case, "ann", "t", "", vec![back(2)]).unwrap();
    assert_eq!(lines_that_hold(&case), [1, 3]);
    append(&case, "ann", "t", "", vec![back(1)]).unwrap();
    assert_eq!(lines_that_hold(&case), [3]);
}

#[test]
fn a_line_from_a_file_keeps_who_said_it() {
    let folder = tempfile::tempdir().unwrap();
    let case = case_in(folder.path());
    let told = Told {
        by: "bob".into(),
        at: "2020-01-01".into(),
    };
    let said = vec![(same("a", "b").0, Some(told)), same("c", "d")];
    append(&case, "ann", "2026-01-01", "", said).unwrap();
    let lines = read(&case).unwrap();
    assert_eq!((lines[0].who(), lines[0].when()), ("bob", "2020-01-01"));
    assert_eq!((lines[0].by.as_str(), lines[1].who()), ("ann", "ann"));
    assert!(!encode(&lines[1]).unwrap().contains("told_by"));
}

#[test]
fn lines_cut_off_after_a_run_saw_them_are_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let case = case_in(folder.path());
    append(&case, "ann", "t", "", vec![same("a", "b"), same("c", "d")]).unwrap();
    crate::resolved::write(&case, &crate::resolved::Resolved::default(), "t").unwrap();
    assert_eq!(check(&case).unwrap(), 2);
    let path = path(&case).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.lines().next().unwrap().to_owned() + "\n").unwrap();
    let error = check(&case).unwrap_err();
    assert!(
        error.broke().contains("the log ends at line 1"),
        "{}",
        error.broke()
    );
    fs::remove_file(&path).unwrap();
    assert!(
        check(&case)
            .unwrap_err()
            .broke()
            .contains("the log ends at line 0")
    );
    // a last line written anew fits the chain and is not the one that was seen
    fs::write(&path, text.replace("\"c\"", "\"x\"")).unwrap();
    assert!(check(&case).unwrap_err().broke().contains("a line was changed"));
    fs::write(&path, text).unwrap();
    append(&case, "ann", "t", "", vec![back(9)]).unwrap();
    assert!(check(&case).unwrap_err().broke().contains("takes back line 9"));
}
