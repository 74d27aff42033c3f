//! What people say of two records, as they go about it: a split that parts, a
//! file of others that keeps its authors, a log that cannot lose lines unseen.

use crate::{fyke, ok, text};
use serde_json::Value;
use std::path::PathBuf;

/// One plant and a firm beside it on two lists.
const AMERICAN: &str = "\
id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,first_seen,last_seen,last_change
a-1,Organization,Volga Instrument-Making Plant JSC,,,ru,\"12 Zavodskaya Street, Kazan\",,listed 2022-05-02,,,RU,us,2022-05-02,2022-12-31,2022-05-02
a-2,Organization,Kama Foundry LLC,,,ru,,,listed 2022-05-02,,,RU,us,2022-05-02,2022-12-31,2022-05-02
";
const EUROPEAN: &str = "\
id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,first_seen,last_seen,last_change
e-1,Organization,Volzhskiy priborostroitelnyy zavod AO,,,ru,\"ul. Zavodskaya, d. 12, Kazan\",,listed 2022-06-03,,,RU,eu,2022-06-03,2022-12-31,2022-06-03
e-2,Organization,Onega Timber Exchange,,,ru,,,listed 2022-06-03,,,RU,eu,2022-06-03,2022-12-31,2022-06-03
";

struct World {
    folder: tempfile::TempDir,
    case: String,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let case = text(&folder.path().join("case")).to_owned();
        ok(&["new", &case]);
        for (dataset, list) in [("us", AMERICAN), ("eu", EUROPEAN)] {
            let path = folder.path().join(format!("{dataset}.csv"));
            std::fs::write(&path, list).unwrap();
            ok(&[
                "add",
                &case,
                text(&path),
                "--dataset",
                dataset,
                "--edition",
                "2022-12-31",
            ]);
        }
        World { folder, case }
    }

    fn judge(&self, words: &[&str]) -> String {
        let mut all = vec!["judge", &self.case];
        all.extend(words);
        ok(&all)
    }

    fn log(&self) -> Vec<Value> {
        serde_json::from_str(&self.judge(&["list", "--json"])).unwrap()
    }

    fn show(&self, record: &str) -> Value {
        serde_json::from_str(&ok(&["show", &self.case, record, "--json"])).unwrap()
    }

    fn file(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// What a command says on standard error.
    fn notes(&self, words: &[&str]) -> String {
        let mut all = vec!["judge", &self.case];
        all.extend(words);
        String::from_utf8(fyke(&all).stderr).unwrap()
    }

    fn broken(&self) -> String {
        let output = fyke(&["verify", &self.case]);
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    }
}

#[test]
fn a_split_parts_what_a_person_had_joined() {
    let world = World::new();
    world.judge(&["same", "us:a-2", "eu:e-2", "--by", "ann"]);
    world.judge(&["same", "us:a-2", "us:a-1", "--by", "ann"]);
    let joined = world.show("us:a-2");
    assert_eq!(joined["entity"], world.show("eu:e-2")["entity"]);
    let entity = joined["entity"].as_str().unwrap();
    world.judge(&["split", entity, "us:a-2", "--by", "ben"]);
    let alone = world.show("us:a-2");
    assert_eq!(alone["records"].as_array().unwrap().len(), 1, "{alone}");
    for line in world.log() {
        let (n, said) = (line["line"]["n"].as_u64().unwrap(), &line["line"]["said"]);
        assert_eq!(line["holds"], n > 2 && said == "different", "{line}");
        assert!(n < 3 || said != "same", "no word in anybody's mouth: {line}");
    }
    let shown = ok(&["show", &world.case, "us:a-2"]);
    assert!(shown.contains("1 record means it"), "{shown}");
}

#[test]
fn a_file_of_others_keeps_its_authors_and_is_taken_in_once() {
    let world = World::new();
    let file = world.file("resolver.ijson");
    let said = r#"["us:a-2", "eu:e-2", "positive", null, "bob", "2020-02-03T00:00:00"]"#;
    std::fs::write(&file, format!("{said}\n")).unwrap();
    let import = ["import", text(&file), "--by", "ann"];
    world.judge(&import);
    assert!(world.notes(&import).contains("0 judgements taken in, 1 skipped"));
    let log = world.log();
    assert_eq!(log.len(), 1, "{log:?}");
    assert_eq!(
        (&log[0]["line"]["by"], &log[0]["line"]["told_by"]["by"]),
        (&"ann".into(), &"bob".into())
    );
    let shown = &world.show("us:a-2")["judgements"][0];
    assert_eq!(
        (&shown["by"], &shown["at"]),
        (&"bob".into(), &"2020-02-03T00:00:00".into())
    );
    assert_eq!(shown["taken_in_by"], "ann");
    let back = world.file("back.ijson");
    world.judge(&["export", text(&back)]);
    assert_eq!(std::fs::read_to_string(&back).unwrap().trim(), said);
}

#[test]
fn a_word_on_records_that_were_never_compared_is_shown() {
    let world = World::new();
    world.judge(&[
        "different",
        "us:a-2",
        "eu:e-2",
        "--by",
        "ann",
        "--note",
        "two towns",
    ]);
    let page = world.show("eu:e-2");
    assert_eq!(page["judgements"][0]["note"], "two towns", "{page}");
    let shown = ok(&["show", &world.case, "eu:e-2"]);
    assert!(
        shown.contains("said by people\n  line 1  different  us:a-2  eu:e-2  by ann"),
        "{shown}"
    );
}

#[test]
fn the_log_tells_what_binds_and_who_contradicts_whom() {
    let world = World::new();
    world.judge(&["same", "us:a-1", "eu:e-1", "--by", "ann"]);
    world.judge(&["unsure", "eu:e-1", "us:a-1", "--by", "ann"]);
    world.judge(&["same", "us:a-1", "us:a-2", "--by", "ann"]);
    world.judge(&["same", "us:a-2", "eu:e-2", "--by", "ann"]);
    let notes = world.notes(&["different", "us:a-1", "eu:e-2", "--by", "ben"]);
    for words in [
        "us:a-1 (line 5)",
        "(line 3)",
        "(line 4)",
        "until one is taken back they stay one",
    ] {
        assert!(notes.contains(words), "{words} in {notes}");
    }
    assert!(
        world
            .judge(&["list"])
            .lines()
            .next()
            .unwrap()
            .ends_with("(overruled by line 2)")
    );
    assert!(world.notes(&["list"]).contains("5 lines, 4 bind"));
}

#[test]
fn verify_notices_a_log_that_lost_its_end_and_a_table_that_is_cut() {
    let world = World::new();
    world.judge(&["same", "us:a-1", "eu:e-1", "--by", "ann"]);
    world.judge(&["different", "us:a-2", "eu:e-2", "--by", "ann"]);
    ok(&["verify", &world.case]);
    let log = world.file("case/record/judgements.jsonl");
    let whole = std::fs::read_to_string(&log).unwrap();
    std::fs::write(&log, format!("{}\n", whole.lines().next().unwrap())).unwrap();
    assert!(
        world.broken().contains("lines were cut off"),
        "{}",
        world.broken()
    );
    std::fs::write(&log, &whole).unwrap();
    ok(&["verify", &world.case]);
    let members = world.file("case/tables/members/members.parquet");
    let bytes = std::fs::read(&members).unwrap();
    std::fs::write(&members, &bytes[..bytes.len() / 2]).unwrap();
    assert!(world.broken().contains("members.parquet"), "{}", world.broken());
}
