//! Who is who, as a person goes about it: two lists and some declarations in,
//! entities out, a judgement and its undo, a screening, an export that the
//! format's owner takes.

use crate::{fyke, ok, text};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// One plant on two lists, in translation and in transliteration; one person
/// with two birth dates; a ship; and a firm that only shares a word.
const AMERICAN: &str = "\
id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,first_seen,last_seen,last_change
a-1,Organization,Volga Instrument-Making Plant JSC,,,ru,\"12 Zavodskaya Street, Kazan\",,listed 2022-05-02,,,RU,us,2022-05-02,2022-12-31,2022-05-02
a-2,Person,\"ORESHKOV, Dmitriy Pavlovich\",,1961-04-12,ru,,,listed 2022-05-02,,,RU,us,2022-05-02,2022-12-31,2022-05-02
a-3,Vessel,SEVERNAYA ZVEZDA,,,ru,,IMO9187629,listed 2022-05-02,,,RU,us,2022-05-02,2022-12-31,2022-05-02
a-4,Organization,Volga Trading House LLC,,,ru,,,listed 2022-05-02,,,RU,us,2022-05-02,2022-12-31,2022-05-02
";
const EUROPEAN: &str = "\
id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,first_seen,last_seen,last_change
e-1,Organization,Volzhskiy priborostroitelnyy zavod AO,АО Волжский приборостроительный завод,,ru,\"ul. Zavodskaya, d. 12, Kazan\",,listed 2022-06-03,,,RU,eu,2022-06-03,2022-12-31,2022-06-03
e-2,Person,Дмитрий Павлович ОРЕШКОВ,,1961-12-04,ru,,,listed 2022-06-03,,,RU,eu,2022-06-03,2022-12-31,2022-06-03
e-3,Vessel,Severnaya Zvezda,,,ru,,IMO9187629,listed 2022-06-03,,,RU,eu,2022-06-03,2022-12-31,2022-06-03
";
const DECLARED: &str = "\
date,consignor,consignor_country,consignee,consignee_country,hs_code,mass_kg,value,currency
2022-03-01,Acme Optik GmbH,DE,Volga Instrument Making Plant,RU,854231,12.5,100000.00,USD
2022-03-02,Acme Optik GmbH,DE,VOLGA INSTRUMENT-MAKING PLANT JSC,RU,854231,10.0,90000.00,USD
";

struct World {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let world = World {
            root: folder.path().to_owned(),
            _folder: folder,
        };
        ok(&["new", world.case()]);
        for (name, dataset, list) in [("us.csv", "us-list", AMERICAN), ("eu.csv", "eu-list", EUROPEAN)] {
            let path = world.file(name, list);
            ok(&[
                "add",
                world.case(),
                text(&path),
                "--dataset",
                dataset,
                "--edition",
                "2022-12-31",
            ]);
        }
        let path = world.file("declared.csv", DECLARED);
        ok(&["add", world.case(), text(&path), "--dataset", "customs"]);
        world
    }

    fn case(&self) -> &'static str {
        // tests are short: a leaked path is the plainest way to a &str
        Box::leak(
            self.root
                .join("case")
                .to_str()
                .unwrap()
                .to_owned()
                .into_boxed_str(),
        )
    }

    fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.root.join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// The entity of a record.
    fn entity(&self, record: &str) -> String {
        let (dataset, id) = record.split_once(':').unwrap();
        let sql = format!("select entity from members where dataset = '{dataset}' and entity_id = '{id}'");
        let rows = json(&["sql", self.case(), &sql, "--json"]);
        rows[0]["entity"].as_str().unwrap().to_owned()
    }

    /// The entity of a party as consignments spell it.
    fn entity_of_party(&self, name: &str) -> String {
        let sql = format!("select entity from members where dataset = 'customs' and name = '{name}'");
        let rows = json(&["sql", self.case(), &sql, "--json"]);
        rows[0]["entity"].as_str().unwrap().to_owned()
    }
}

fn json(words: &[&str]) -> Value {
    serde_json::from_str(&ok(words)).unwrap()
}

#[test]
fn lists_and_declarations_meet_across_scripts_and_translation() {
    let world = World::new();
    let found = json(&["resolve", world.case(), "--json"]);
    assert_eq!(found["declared"], 3, "{found}");
    let plant = world.entity("us-list:a-1");
    assert_eq!(world.entity("eu-list:e-1"), plant, "a plant in translation");
    assert_eq!(world.entity_of_party("Volga Instrument Making Plant"), plant);
    assert_eq!(world.entity("eu-list:e-3"), world.entity("us-list:a-3"));
    assert_ne!(
        world.entity("us-list:a-4"),
        plant,
        "a shared word is not an identity"
    );

    // a second run changes nothing and has no news
    let again = json(&["resolve", world.case(), "--json"]);
    assert_eq!(again["entities"], found["entities"]);
    assert_eq!(again["events"], serde_json::json!([]));
    assert_eq!(world.entity("us-list:a-1"), plant);
}

#[test]
fn a_judgement_binds_and_its_undo_is_exact() {
    let world = World::new();
    let before = {
        ok(&["resolve", world.case()]);
        members(&world)
    };
    let (left, right) = ("us-list:a-1", "eu-list:e-1");
    ok(&[
        "judge",
        world.case(),
        "different",
        left,
        right,
        "--by",
        "ann",
        "--note",
        "other town",
    ]);
    assert_ne!(world.entity(left), world.entity(right));
    ok(&["judge", world.case(), "same", "us-list:a-4", right, "--by", "ann"]);
    assert_eq!(world.entity("us-list:a-4"), world.entity(right));
    ok(&["judge", world.case(), "undo", "2", "--by", "ann"]);
    ok(&["judge", world.case(), "undo", "1", "--by", "ann"]);
    assert_eq!(
        members(&world),
        before,
        "undo gives the partition and the ids of before"
    );
    let log = json(&["judge", world.case(), "list", "--json"]);
    assert_eq!(log.as_array().unwrap().len(), 4, "what was said stays said");

    let stranger = fyke(&["judge", world.case(), "same", left, "eu-list:nobody"]);
    assert_eq!(stranger.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&stranger.stderr).contains("the case has no record 'eu-list:nobody'"));
}

#[test]
fn judgements_go_to_nomenklatura_and_come_back() {
    let world = World::new();
    ok(&[
        "judge",
        world.case(),
        "same",
        "us-list:a-4",
        "eu-list:e-1",
        "--by",
        "ann",
    ]);
    let file = world.root.join("resolver.ijson");
    ok(&["judge", world.case(), "export", text(&file)]);
    let line = std::fs::read_to_string(&file).unwrap();
    assert!(line.contains("\"positive\""), "{line}");
    let other = World::new();
    ok(&["judge", other.case(), "import", text(&file), "--by", "ben"]);
    assert_eq!(other.entity("us-list:a-4"), other.entity("eu-list:e-1"));
}

fn members(world: &World) -> String {
    let sql = "select entity, dataset, entity_id from members order by dataset, entity_id";
    ok(&["sql", world.case(), sql, "--csv"])
}

#[test]
fn an_entity_shows_who_said_what_with_conflicts_side_by_side() {
    let world = World::new();
    ok(&[
        "judge",
        world.case(),
        "same",
        "us-list:a-2",
        "eu-list:e-2",
        "--by",
        "ann",
    ]);
    let page = json(&["show", world.case(), "us-list:a-2", "--json"]);
    let born = &page["properties"]["birthDate"];
    assert_eq!(born["conflict"], true, "{page}");
    assert_eq!(born["values"].as_array().unwrap().len(), 2);
    assert_eq!(born["values"][0]["said_by"][0]["edition"], "2022-12-31");
    let shown = ok(&["show", world.case(), "us-list:a-2"]);
    assert!(shown.contains("birthDate  they differ"), "{shown}");
}

const VALIDATE: &str = r#"
import json, sys
from followthemoney import model
for line in open(sys.argv[1], encoding="utf-8"):
    data = json.loads(line)
    proxy = model.get_proxy(data, cleaned=False)
    given = sum(len(values) for values in data["properties"].values())
    kept = sum(len(proxy.get(prop)) for prop in data["properties"])
    assert given == kept, (data, proxy.to_dict())
    model.get(data["schema"]).validate(data)
    print(data["id"])
"#;

#[test]
fn followthemoney_takes_what_is_exported() {
    let Some(python) = std::env::var_os("FYKE_PYTHON_ENTITIES") else {
        assert!(
            std::env::var_os("CI").is_none(),
            "FYKE_PYTHON_ENTITIES is not set: run the tests by cargo xtask test"
        );
        println!("skipped: FYKE_PYTHON_ENTITIES names no Python with followthemoney");
        return;
    };
    let world = World::new();
    let check = |case: &str, file: &Path| {
        ok(&["export", case, text(file)]);
        let output = Command::new(&python)
            .args(["-c", VALIDATE, text(file)])
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap().lines().count()
    };
    let file = world.root.join("entities.ftm.json");
    assert!(check(world.case(), &file) >= 5);
    let written = std::fs::read_to_string(&file).unwrap();
    for declared in ["Acme Optik GmbH", "Volga Instrument Making Plant"] {
        assert!(written.contains(declared), "{declared} is declared: {written}");
    }
    real_lists(&check);
}

/// The same on real lists, where there are any.
fn real_lists(check: &dyn Fn(&str, &Path) -> usize) {
    let Some(data) = std::env::var_os("FYKE_DATA") else {
        println!("skipped: FYKE_DATA has no sanctions lists");
        return;
    };
    let list = Path::new(&data).join("sanctions/ofac");
    let Some(file) = first_csv(&list) else {
        println!("skipped: FYKE_DATA has no sanctions/ofac");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("case");
    ok(&["new", text(&case)]);
    ok(&["add", text(&case), text(&file), "--edition", "2023-01-21"]);
    assert!(check(text(&case), &folder.path().join("ofac.ftm.json")) > 1_000);
}

fn first_csv(folder: &Path) -> Option<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.to_string_lossy().contains("sdn") && path.extension().is_some_and(|e| e == "csv"))
        .collect();
    files.sort();
    files.into_iter().next()
}

/// One firm and its director as three files name them, and a second firm.
const FIRMS: [(&str, &str); 3] = [
    (
        "registers.csv",
        "name,country,number,address,directors\nBoreas Trade LLC,KG,12-34,1 Pier Street,Annika Falzoir\n\
         Boreas Trading LLC,KG,12-35,1 Pier Street,Anika Falzoir\n",
    ),
    (
        "officers.csv",
        "company,company_country,company_number,officer,from,to\nBoreas Trade LLC,KG,12-34,Annika Falzoir,2020-01-01,\n",
    ),
    (
        "ownership.csv",
        "owner,owner_country,owner_number,owned,owned_country,owned_number,share_percent,from,to\n\
         Zephyr Holding Ltd,AE,77,Boreas Trade LLC,KG,12-34,100,2020-01-01,\n",
    ),
];

#[test]
fn one_id_in_several_files_is_one_entity_and_two_ids_of_one_file_are_not_compared() {
    let world = World::new();
    for (name, content) in FIRMS {
        let path = world.file(name, content);
        ok(&["add", world.case(), text(&path)]);
    }
    ok(&["resolve", world.case()]);
    let firm = |dataset: &str| world.entity(&format!("{dataset}:reg-kg-12-34"));
    assert_eq!(firm("registers"), firm("officers"));
    assert_eq!(firm("registers"), firm("ownership"));
    assert_ne!(firm("registers"), world.entity("registers:reg-kg-12-35"));
    let between =
        "select count(*) as n from pairs where left_id like 'reg-kg-%' and right_id like 'reg-kg-%'";
    assert_eq!(json(&["sql", world.case(), between, "--json"])[0]["n"], 0);
    let officers = "select distinct schema from members where entity_id like 'officer-%'";
    let officers = json(&["sql", world.case(), officers, "--json"]);
    assert_eq!(officers, serde_json::json!([{ "schema": "Person" }]));

    // a person knows better, both ways, and takes it back
    let before = partition(&world);
    let (one, other) = ("registers:reg-kg-12-34", "officers:reg-kg-12-34");
    ok(&["judge", world.case(), "different", one, other, "--by", "ann"]);
    assert_ne!(firm("registers"), firm("officers"));
    ok(&[
        "judge",
        world.case(),
        "same",
        one,
        "registers:reg-kg-12-35",
        "--by",
        "ann",
    ]);
    assert_eq!(firm("registers"), world.entity("registers:reg-kg-12-35"));
    ok(&["judge", world.case(), "undo", "2", "--by", "ann"]);
    ok(&["judge", world.case(), "undo", "1", "--by", "ann"]);
    assert_eq!(partition(&world), before);
}

/// Which records are together, whatever their entity is called: one that was
/// joined and parted again may have got another id.
fn partition(world: &World) -> BTreeSet<BTreeSet<String>> {
    let members = members(world);
    let mut together: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for line in members.lines().skip(1) {
        let (entity, record) = line.split_once(',').unwrap();
        together.entry(entity).or_default().insert(record.to_owned());
    }
    together.into_values().collect()
}
