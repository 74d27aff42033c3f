//! One world written, read back and held against its truth.

mod papers;
mod separability;
mod truth;

use fyke_sim::{Recipe, Settings, SimError, Tables, read_settings, rows, write_world};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// A seen row, kept for the checks.
#[derive(Clone, Debug)]
pub struct Kept {
    pub consignor: String,
    pub consignee: String,
    pub heading: u32,
    pub into_end: bool,
    pub day: i32,
    pub mass_g: Option<i64>,
    pub value_minor: Option<i64>,
    pub pieces: bool,
    pub forwarder: bool,
    pub text_len: usize,
    pub document_no: String,
    pub planted: Option<fyke_sim::Truth>,
}

/// What any normaliser makes of a name.
pub fn plain(name: &str) -> String {
    name.to_lowercase()
        .trim_end_matches('.')
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The rows of a world and its truth.
pub fn world(settings: &Settings) -> (Vec<Kept>, Tables) {
    let mut kept = Vec::new();
    let tables = rows(settings, &mut |row, truth| {
        // 8803 is the only heading that has another number in HS 2017
        let heading = match row.hs.expect("every row has a code").code.heading() {
            8803 => 8807,
            other => other,
        };
        kept.push(Kept {
            consignor: plain(row.consignor),
            consignee: plain(row.consignee),
            heading,
            into_end: row.consignee_country.is_some_and(|c| c.as_str() == "RU"),
            day: row.date.0,
            mass_g: row.mass_g,
            value_minor: row.value_minor,
            pieces: row.quantity_milli.is_some(),
            forwarder: !row.forwarder.is_empty(),
            text_len: row.consignor.len(),
            document_no: row.document_no.to_owned(),
            planted: truth.cloned(),
        });
    })
    .expect("the settings are those of a world");
    (kept, tables)
}

/// SHA-256 of every file under a folder, by name.
fn hashes(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("files have names")
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            found.extend(hashes(&path).into_iter().map(|(n, h)| (format!("{name}/{n}"), h)));
        } else {
            let digest = Sha256::digest(std::fs::read(&path).expect("the file can be read"));
            found.insert(name, digest.iter().map(|b| format!("{b:02x}")).collect());
        }
    }
    found
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let folder = tempfile::tempdir().expect("a place for temporary files");
    let write = |name: &str, seed| {
        let out = folder.path().join(name);
        write_world(&out, &Settings::new(20_000, seed), &mut |_| ()).expect("a world is written");
        hashes(&out)
    };
    let (one, same, other) = (write("one", 1), write("same", 1), write("other", 2));
    assert_eq!(one, same);
    assert_ne!(one["consignments.csv"], other["consignments.csv"]);
    let names: Vec<&str> = one.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "consignments.csv",
            "flows.csv",
            "leaderboard.toml",
            "officers.csv",
            "ownership.csv",
            "payments.csv",
            "registers.csv",
            "truth/lanes.csv",
            "truth/networks.csv",
            "truth/parties.csv",
            "truth/rows.csv",
            "truth/settings.toml",
            "watchlist.csv",
            "world.toml"
        ]
    );
}

#[test]
fn the_settings_of_a_written_world_are_read_back() {
    let folder = tempfile::tempdir().expect("a place for temporary files");
    let settings = Settings {
        coverage: 0.4,
        stock_mixing: 1.5,
        one_in: Some(100),
        recipe: Recipe::Test,
        ..Settings::new(20_000, 9)
    };
    write_world(folder.path(), &settings, &mut |_| ()).expect("a world is written");
    assert_eq!(read_settings(folder.path()).expect("it is read"), settings);
    std::fs::remove_file(folder.path().join("truth/settings.toml")).expect("it is there");
    let error = read_settings(folder.path()).expect_err("a part is missing");
    assert!(error.to_string().contains("settings.toml"), "{error}");
}

#[test]
fn the_file_says_what_the_stream_says() {
    let folder = tempfile::tempdir().expect("a place for temporary files");
    let settings = Settings::new(20_000, 3);
    let summary = write_world(folder.path(), &settings, &mut |_| ()).expect("a world is written");
    let text = std::fs::read_to_string(folder.path().join("consignments.csv")).expect("utf-8");
    let (kept, tables) = world(&settings);
    assert_eq!(text.lines().count(), kept.len() + 1);
    assert_eq!(summary.rows_seen, tables.summary.rows_seen);
    let header: Vec<&str> = text.lines().next().expect("a header").split(',').collect();
    assert_eq!(header.len(), 20);
    let mut before = String::new();
    for (line, row) in text.lines().skip(1).zip(&kept) {
        let first: Vec<&str> = line.split(',').take(5).collect();
        assert_eq!(plain(first[2]), row.consignor);
        assert_eq!(plain(first[4]), row.consignee);
        assert!(
            first[0] >= before.as_str(),
            "the rows are in order of their dates"
        );
        before = first[0].to_owned();
        let (rest, document) = line.rsplit_once(',').expect("cells");
        assert_eq!(document, row.document_no);
        assert!(document.starts_with("SIM-"));
        let mass = row
            .mass_g
            .map_or(String::new(), |g| format!(",{}.{:03},", g / 1000, g % 1000));
        assert!(rest.contains(&mass), "{line} has not the mass {mass}");
    }
    let world: toml::Table = std::fs::read_to_string(folder.path().join("world.toml"))
        .expect("world.toml is there")
        .parse()
        .expect("world.toml is toml");
    assert_eq!(world["simulated"].as_bool(), Some(true));
    assert_eq!(world["rows_written"].as_integer(), Some(kept.len() as i64));
}

#[test]
fn a_full_folder_and_impossible_settings_are_refused() {
    let folder = tempfile::tempdir().expect("a place for temporary files");
    std::fs::write(folder.path().join("notes.txt"), "mine").expect("a file is written");
    let error = write_world(folder.path(), &Settings::new(20_000, 1), &mut |_| ()).expect_err("it is full");
    assert!(matches!(error, SimError::NotEmpty(_)));
    assert!(error.to_string().contains("name a new folder"));
    let mut settings = Settings::new(20_000, 1);
    settings.coverage = 0.0;
    assert_eq!(
        rows(&settings, &mut |_, _| ())
            .expect_err("nothing would be seen")
            .to_string(),
        "a world cannot have coverage 0; give a share above 0 and up to 1"
    );
    settings = Settings::new(10, 1);
    assert!(rows(&settings, &mut |_, _| ()).is_err());
}
