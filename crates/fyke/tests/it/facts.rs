//! From a sentence to a trace: read, listed, accepted by a person, quoted beside a
//! lead; and nothing of it before, nor after it is rejected.

use crate::{fyke, ok, text};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

struct World {
    folder: tempfile::TempDir,
    case: String,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let case = text(&folder.path().join("case")).to_owned();
        ok(&["new", &case]);
        World { folder, case }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a text and reads it, as one that is handled with care.
    fn read(&self, said: &str) {
        let path = self.path("paper.txt");
        std::fs::write(&path, said).unwrap();
        ok(&["read", &self.case, text(&path), "--handling", "restricted"]);
    }

    fn json(&self, words: &[&str]) -> Vec<Value> {
        let (verb, rest) = words.split_first().unwrap();
        let words = [&[*verb, self.case.as_str()][..], rest, &["--json"]].concat();
        serde_json::from_str(&ok(&words)).unwrap()
    }

    fn facts(&self, only: &str) -> Vec<Value> {
        self.json(&["facts", "--only", only])
    }

    fn say(&self, word: &str, fact: &Value, who: &str, because: &str) {
        let id = fact["id"].as_str().unwrap();
        ok(&["facts", &self.case, word, id, "--as", who, "--because", because]);
    }

    fn rows(&self, sql: &str) -> Vec<Value> {
        self.json(&["sql", sql])
    }

    /// Links that came of accepted facts.
    fn said(&self) -> usize {
        self.rows("select entity_id from statements where dataset like 'said-in-%' and prop = 'summary'")
            .len()
    }

    /// What a command says when it fails.
    fn fails(&self, words: &[&str]) -> String {
        let (verb, rest) = words.split_first().unwrap();
        let output = fyke(&[&[*verb, self.case.as_str()][..], rest].concat());
        assert_eq!(output.status.code(), Some(1), "{words:?}");
        String::from_utf8(output.stderr).unwrap()
    }
}

const PAPER: &str = "Quay Post

What the files show

3 March 2026

Beta Optik Ltd supplies infrared sensors to the Orlan Plant for cruise missiles, the files of the harbour office show.

Beta Optik Ltd is owned by Gamma Holding Ltd, according to the same files.
";

#[test]
fn a_fact_waits_for_a_person_and_goes_when_it_is_rejected() {
    let world = World::new();
    world.read(PAPER);
    let waiting = world.facts("waiting");
    let of = |relation: &str| {
        let found = waiting.iter().find(|fact| fact["fact"]["relation"] == relation);
        found.unwrap_or_else(|| panic!("no {relation} in {waiting:?}"))
    };
    let (supplies, owns) = (of("supplies"), of("owns"));
    let sentence = supplies["sentence"].as_str().unwrap();
    assert!(sentence.contains("supplies infrared sensors"), "{sentence}");
    let link = &supplies["links"][0];
    assert_eq!(link["part"]["name"], "infrared sensors", "{link}");
    assert_eq!(link["maker"]["name"], "Beta Optik Ltd", "{link}");
    assert_eq!(link["weapon"]["name"], "cruise missiles", "{link}");
    assert_eq!(world.said(), 0);
    // without a reason, or of something that was not read, nothing is said
    let id = supplies["id"].as_str().unwrap();
    let silent = world.fails(&["facts", "accept", id, "--because", " "]);
    assert!(silent.contains("no reason"), "{silent}");
    let unread = world.fails(&["facts", "accept", "1111", "--because", "x"]);
    assert!(unread.contains("no fact"), "{unread}");
    let because = "the harbour office confirmed it by letter";
    world.say("accept", supplies, "ann", because);
    world.say("accept", owns, "ann", because);
    let accepted = world.facts("accepted");
    assert_eq!(accepted.len(), 2);
    assert_eq!(accepted[0]["judgement"]["by"], "ann");
    // every link says the sentence, the place, the person; and keeps the label
    let said = world.rows(
        "select l.value as summary, d.value as description, l.handling from statements l join statements d \
         on l.dataset = d.dataset and l.entity_id = d.entity_id and d.prop = 'description' \
         where l.prop = 'summary' and l.schema <> 'Document'",
    );
    assert!(said.len() >= 4, "{said:?}");
    for row in &said {
        assert_eq!(row["handling"], "restricted");
        assert!(PAPER.contains(row["summary"].as_str().unwrap()), "{row}");
        let told = row["description"].as_str().unwrap();
        let whole = ["bytes", "ann", because].iter().all(|word| told.contains(word));
        assert!(whole, "{told}");
    }
    let owner = world.rows(
        "select n.value as name from statements o join statements n on o.dataset = n.dataset \
         and o.value = n.entity_id and n.prop = 'name' where o.schema = 'Ownership' and o.prop = 'owner'",
    );
    assert_eq!(owner[0]["name"], "Gamma Holding Ltd", "{owner:?}");
    // reading again changes nothing; who is who knows the firm
    let links = world.said();
    ok(&["read", &world.case, "--again"]);
    assert_eq!(world.said(), links);
    ok(&["resolve", &world.case]);
    assert!(
        !world
            .rows("select name from members where name = 'Beta Optik Ltd'")
            .is_empty()
    );
    ok(&["verify", &world.case]);
    // the other word takes exactly its statements away, and the first brings them back
    let parts = |world: &World| {
        world
            .rows("select distinct schema from statements where dataset like 'said-in-%' order by schema")
            .iter()
            .map(|row| row["schema"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    world.say("reject", supplies, "ben", "a namesake");
    assert_eq!(parts(&world), ["Document", "LegalEntity", "Ownership"]);
    world.say("reject", owns, "ben", "a namesake");
    assert_eq!(parts(&world), ["Document"]);
    world.say("accept", owns, "ann", because);
    assert_eq!(parts(&world), ["Document", "LegalEntity", "Ownership"]);
    let log = ok(&["judge", &world.case, "list"]);
    assert!(log.contains("accepted") && log.contains("a namesake"), "{log}");
    assert!(world.fails(&["judge", "undo", "1"]).contains("fyke facts"));
    ok(&["verify", &world.case]);
}

/// A name that a text can bear as it stands.
fn is_plain(name: &str) -> bool {
    let mut words = name.split(' ');
    name.contains(' ')
        && words.all(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
        && name.chars().all(|c| c.is_ascii_alphabetic() || c == ' ')
}

/// What accepted facts say beside a lead.
fn cited(lead: &Value) -> Vec<&Value> {
    let reasons = lead["reasons"].as_array().unwrap().iter();
    reasons.filter(|reason| reason["typology"] == "F03").collect()
}

/// The score and probability of each lead: what a fact may not move.
fn scores(leads: &[Value]) -> BTreeMap<String, (String, String)> {
    let of = |lead: &Value| {
        let id = lead["id"].as_str().unwrap().to_owned();
        (id, (lead["score"].to_string(), lead["probability"].to_string()))
    };
    leads.iter().map(of).collect()
}

#[test]
fn an_accepted_fact_stands_beside_a_lead_and_weighs_nothing() {
    let world = World::new();
    let trade = world.path("world");
    ok(&["simulate", text(&trade), "--rows", "20k", "--seed", "3"]);
    for file in ["consignments.csv", "registers.csv", "watchlist.csv"] {
        ok(&["add", &world.case, text(&trade.join(file))]);
    }
    let leads = || world.json(&["leads", "-n", "500"]);
    let before = leads();
    let named = |lead: &&Value| lead["subject"]["name"].as_str().is_some_and(is_plain);
    let lead = before
        .iter()
        .filter(|lead| lead["subject"]["kind"] == "party")
        .find(named)
        .unwrap();
    let name = lead["subject"]["name"].as_str().unwrap();
    let sentence = format!("{name} supplies integrated circuits to the Orlan Plant for cruise missiles.");
    world.read(&format!(
        "Quay Post\n\nWhat the files show\n\n3 March 2026\n\n{sentence} More is not known.\n"
    ));
    assert!(leads().iter().all(|lead| cited(lead).is_empty()));
    let facts = world.facts("waiting");
    let fact = facts.iter().find(|fact| fact["sentence"] == sentence.as_str());
    let fact = fact.unwrap_or_else(|| panic!("{facts:?}"));
    world.say("accept", fact, "ann", "seen on the quay");
    ok(&["resolve", &world.case]);
    // a name is not yet a firm: where resolving left them two, the person says so
    let members = world.rows(&format!(
        "select dataset || ':' || entity_id as record, entity from members where lower(name) = lower('{name}') order by dataset"
    ));
    let one = |m: &Value| m["record"].as_str().unwrap().to_owned();
    let (said, others): (Vec<&Value>, Vec<&Value>) =
        members.iter().partition(|m| one(m).starts_with("said-in-"));
    if others.iter().all(|other| other["entity"] != said[0]["entity"]) {
        ok(&[
            "judge",
            &world.case,
            "same",
            &one(said[0]),
            &one(others[0]),
            "--by",
            "ann",
        ]);
    }
    let after = leads();
    let told: Vec<&Value> = after.iter().filter(|lead| !cited(lead).is_empty()).collect();
    assert!(!told.is_empty(), "{members:?}");
    for lead in &told {
        let reason = cited(lead)[0];
        assert_eq!(reason["contribution"], 0.0);
        let words = reason["sentence"].as_str().unwrap();
        let whole = [sentence.as_str(), "bytes", "ann", "weighs nothing"];
        assert!(whole.iter().all(|part| words.contains(part)), "{words}");
        assert_eq!(lead["handling"], "restricted");
    }
    let lead = told.iter().find(|lead| lead["subject"]["name"] == name).unwrap();
    let shown = ok(&["show", &world.case, lead["id"].as_str().unwrap()]);
    assert!(shown.contains(&sentence), "{shown}");
    // the row behind it leads to the document
    let rows = lead["rows"].as_array().unwrap();
    let row = &rows.iter().find(|row| row["typology"] == "F03").unwrap()["row"];
    let (dataset, file) = (row["dataset"].as_str().unwrap(), row["file"].as_str().unwrap());
    let raw = ok(&["show", &world.case, &format!("{dataset}:{file}:{}", row["row"])]);
    assert!(raw.contains(&sentence), "{raw}");
    // it moved nothing; which leads are at the end of the queue changes with every input, since
    // what was shown before is less new
    let (mut before, mut after) = (scores(&before), scores(&after));
    before.retain(|id, _| after.contains_key(id));
    after.retain(|id, _| before.contains_key(id));
    assert!(before.len() > 150, "{}", before.len());
    assert_eq!(after, before);
    world.say("reject", fact, "ben", "a namesake");
    assert!(leads().iter().all(|lead| cited(lead).is_empty()));
    ok(&["verify", &world.case]);
}
