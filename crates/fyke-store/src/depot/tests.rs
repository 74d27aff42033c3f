use super::generation::{pull, push};
use super::*;
use crate::case::Case;
use proptest::prelude::*;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

fn folder_depot(folder: &Path) -> Depot {
    Depot::open(&format!("file://{}", folder.display())).unwrap()
}

#[test]
fn of_many_writers_of_one_name_one_wins() {
    let folder = tempfile::tempdir().unwrap();
    let depot = folder_depot(folder.path());
    let won = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for writer in 0..8u8 {
            let (depot, won) = (&depot, &won);
            scope.spawn(move || {
                for name in 0..20 {
                    if depot
                        .put_new(&format!("generations/{name:012}"), vec![writer])
                        .unwrap()
                    {
                        won.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    assert_eq!(won.load(Ordering::Relaxed), 20);
}

#[test]
fn names_are_listed_in_order_and_without_their_folder() {
    let folder = tempfile::tempdir().unwrap();
    let depot = folder_depot(&folder.path().join("a place"));
    assert!(depot.list("steps/x/done").unwrap().is_empty());
    for name in ["b", "a", "c/d"] {
        assert!(depot.put_new(&format!("steps/x/done/{name}"), "1").unwrap());
    }
    assert_eq!(depot.list("steps/x/done").unwrap(), ["a", "b", "c/d"]);
    assert_eq!(depot.get("steps/x/done/a").unwrap().unwrap(), "1");
    assert!(depot.get("steps/x/none").unwrap().is_none());
}

#[test]
fn bytes_that_are_not_those_of_their_name_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let depot = folder_depot(folder.path());
    let blob = depot.keep("what was said").unwrap();
    fs::write(folder.path().join(blob.name()), "what was sayd").unwrap();
    let target = folder.path().join("out");
    for error in [depot.bytes_of(&blob).err(), depot.fetch(&blob, &target).err()] {
        let error = error.expect("refused").to_string();
        assert!(error.contains("are not those of its name"), "{error}");
    }
}

#[test]
fn what_is_no_place_is_said_with_its_repair() {
    for url in ["", "depot", "ftp://host/x", "s3://"] {
        let error = Depot::open(url).expect_err(url).to_string();
        assert!(error.contains("give s3://BUCKET/FOLDER"), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_kept_comes_back(sizes in proptest::collection::vec(0usize..70_000, 1..4)) {
        let folder = tempfile::tempdir().unwrap();
        let depot = folder_depot(&folder.path().join("depot"));
        for size in sizes {
            let bytes: Vec<u8> = (0..size).map(|at| (at * 31 % 251) as u8).collect();
            let (from, to) = (folder.path().join("from"), folder.path().join("to"));
            fs::write(&from, &bytes).unwrap();
            let blob = depot.keep_file(&from).unwrap();
            prop_assert_eq!(blob, Blob::of(&bytes));
            prop_assert_eq!(depot.keep(bytes.clone()).unwrap(), blob);
            depot.fetch(&blob, &to).unwrap();
            prop_assert_eq!(fs::read(&to).unwrap(), bytes.clone());
            prop_assert_eq!(depot.bytes_of(&blob).unwrap().to_vec(), bytes);
        }
    }
}

/// A case of few files, and where it is pushed.
fn case_and_depot(folder: &Path) -> (Case, Depot) {
    let case = Case::create(&folder.join("case"), "test", &["ru-2022"]).unwrap();
    fs::write(case.root().join("evidence/a"), "evidence").unwrap();
    fs::create_dir_all(case.root().join("people")).unwrap();
    fs::write(case.root().join("people/key"), "stays").unwrap();
    (case, folder_depot(&folder.join("depot")))
}

#[test]
fn a_case_travels_by_a_depot_and_people_s_keys_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let (case, depot) = case_and_depot(folder.path());
    let pushed = push(&case, &depot).unwrap();
    assert_eq!((pushed.number, pushed.files, pushed.files_moved), (1, 2, 2));
    let there = folder.path().join("there");
    assert_eq!(pull(&depot, &there).unwrap().files_moved, 2);
    assert_eq!(fs::read(there.join("evidence/a")).unwrap(), b"evidence");
    assert!(!there.join("people").exists());
    let other = Case::open(&there).unwrap();
    assert_eq!(other.file(), case.file());
    fs::write(there.join("tables/new"), "more").unwrap();
    assert_eq!(push(&other, &depot).unwrap().files_moved, 1);
    drop(case);
    let back = pull(&depot, &folder.path().join("case")).unwrap();
    assert_eq!((back.number, back.files_moved), (2, 1));
    assert_eq!(fs::read(folder.path().join("case/people/key")).unwrap(), b"stays");
}

#[test]
fn of_two_who_change_a_case_the_second_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (case, depot) = case_and_depot(folder.path());
    push(&case, &depot).unwrap();
    let there = folder.path().join("there");
    pull(&depot, &there).unwrap();
    let other = Case::open(&there).unwrap();
    push(&other, &depot).unwrap();
    fs::write(case.root().join("tables/mine"), "mine").unwrap();
    let error = push(&case, &depot).unwrap_err().to_string();
    assert!(
        error.contains("holds generation 2 of a case, and yours was taken from generation 1"),
        "{error}"
    );
    drop(case);
    let error = pull(&depot, &folder.path().join("case")).unwrap_err().to_string();
    assert!(
        error.contains("has changed since it was pulled: tables/mine"),
        "{error}"
    );
    assert_eq!(fs::read(folder.path().join("case/tables/mine")).unwrap(), b"mine");
}

#[test]
fn a_generation_that_leads_out_of_the_case_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let depot = folder_depot(&folder.path().join("depot"));
    let blob = serde_json::to_string(&depot.keep("x").unwrap()).unwrap();
    for (at, path) in ["../out", "/etc/x", "people/key", "generation.toml", ""]
        .iter()
        .enumerate()
    {
        let text = format!("{{\"name\":\"x\",\"files\":{{\"{path}\":{blob}}}}}");
        depot
            .put_new(&format!("generations/{:012}", at + 1), text)
            .unwrap();
        let error = pull(&depot, &folder.path().join("there"))
            .unwrap_err()
            .to_string();
        assert!(error.contains("which is none of a case"), "{path}: {error}");
        assert!(!folder.path().join("out").exists() && !folder.path().join("there").exists());
    }
}
