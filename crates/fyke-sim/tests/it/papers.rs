//! Nothing on paper tells a planted seller from an honest twin by itself, and
//! what the truth says of a firm stands on its papers.

use fyke_sim::{Settings, write_world};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Record = BTreeMap<String, String>;

/// The records of a file; cells may be quoted.
fn read(path: &Path) -> Vec<Record> {
    let text = std::fs::read_to_string(path).expect("the file is there");
    let mut lines = text.lines().map(cells);
    let header = lines.next().expect("a header");
    lines
        .map(|line| {
            assert_eq!(line.len(), header.len(), "{}: {line:?}", path.display());
            header.iter().cloned().zip(line).collect()
        })
        .collect()
}

fn cells(line: &str) -> Vec<String> {
    let (mut out, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    out.push(cell);
    out
}

/// How many share each value.
fn shared<'a>(values: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for value in values.filter(|v| !v.is_empty()) {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

/// The area under the curve of a yes-or-no attribute.
fn auc(planted: &[bool], honest: &[bool]) -> f64 {
    let share = |list: &[bool]| list.iter().filter(|&&yes| yes).count() as f64 / list.len() as f64;
    0.5 + (share(planted) - share(honest)) / 2.0
}

struct World {
    firms: BTreeMap<(String, String), Record>,
    owned: BTreeMap<(String, String), Vec<Record>>,
    officers: BTreeMap<(String, String), Vec<Record>>,
    parties: Vec<Record>,
    listed: BTreeSet<String>,
    listed_addresses: BTreeSet<String>,
    strange_payers: BTreeSet<String>,
}

fn key(record: &Record, name: &str, country: &str) -> (String, String) {
    (record[name].clone(), record[country].clone())
}

fn world(folder: &Path, settings: &Settings) -> World {
    write_world(folder, settings, &mut |_| ()).expect("a world is written");
    let mut world = World {
        firms: BTreeMap::new(),
        owned: BTreeMap::new(),
        officers: BTreeMap::new(),
        parties: read(&folder.join("truth/parties.csv")),
        listed: BTreeSet::new(),
        listed_addresses: BTreeSet::new(),
        strange_payers: BTreeSet::new(),
    };
    for record in read(&folder.join("registers.csv")) {
        world.firms.insert(key(&record, "name", "country"), record);
    }
    for record in read(&folder.join("ownership.csv")) {
        world
            .owned
            .entry(key(&record, "owned", "owned_country"))
            .or_default()
            .push(record);
    }
    for record in read(&folder.join("officers.csv")) {
        world
            .officers
            .entry(key(&record, "company", "company_country"))
            .or_default()
            .push(record);
    }
    for record in read(&folder.join("watchlist.csv")) {
        if record["schema"] == "Address" {
            world.listed_addresses.insert(record["addresses"].clone());
        } else {
            world.listed.insert(record["name"].clone());
        }
    }
    for record in read(&folder.join("payments.csv")) {
        if ["CNY", "AED"].contains(&record["currency"].as_str()) {
            world.strange_payers.insert(record["payee"].clone());
        }
    }
    world
}

impl World {
    /// What listed parties hold of a firm, through any holdings, in percent.
    fn listed_share(&self, firm: &(String, String), depth: u8) -> f64 {
        let Some(stakes) = self.owned.get(firm).filter(|_| depth < 5) else {
            return 0.0;
        };
        let mut sum = 0.0;
        for stake in stakes.iter().filter(|s| s["to"].is_empty()) {
            let share: f64 = stake["share_percent"].parse().expect("a number");
            let owner = key(stake, "owner", "owner_country");
            if self.listed.contains(&owner.0) || self.listed_share(&owner, depth + 1) >= 50.0 {
                sum += share;
            }
        }
        sum
    }
}

#[test]
fn no_paper_alone_tells_a_planted_seller_from_its_twins() {
    let folder = tempfile::tempdir().expect("a place for temporary files");
    let world = world(folder.path(), &Settings::new(400_000, 1));
    let all = |column: &'static str| world.firms.values().map(move |f| f[column].as_str());
    let (addresses, phones) = (shared(all("address")), shared(all("phone")));
    let people: Vec<&str> = all("directors").flat_map(|d| d.split(';')).collect();
    let directors = shared(people.into_iter());
    let prefix = |record: &Record| record["phone"].split(' ').next().unwrap_or("").to_owned();
    let mut prefixes: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for firm in world.firms.values() {
        *prefixes
            .entry(firm["country"].clone())
            .or_default()
            .entry(prefix(firm))
            .or_default() += 1;
    }
    let usual = |firm: &Record| {
        prefixes[&firm["country"]]
            .iter()
            .max_by_key(|p| p.1)
            .map(|p| p.0.clone())
    };
    let owned = |firm: &Record| world.owned.get(&key(firm, "name", "country"));
    type Attribute<'a> = (&'a str, Box<dyn Fn(&Record) -> bool + 'a>);
    let attributes: Vec<Attribute<'_>> = vec![
        (
            "shared address",
            Box::new(|f| addresses[f["address"].as_str()] > 1),
        ),
        (
            "shared by few",
            Box::new(|f| (2..6).contains(&addresses[f["address"].as_str()])),
        ),
        ("shared phone", Box::new(|f| phones[f["phone"].as_str()] > 1)),
        (
            "shared director",
            Box::new(|f| {
                f["directors"]
                    .split(';')
                    .any(|d| directors.get(d).is_some_and(|&n| n > 1))
            }),
        ),
        ("foreign phone", Box::new(|f| usual(f) != Some(prefix(f)))),
        ("free mail", Box::new(|f| !f["email"].ends_with(".example"))),
        ("no website", Box::new(|f| f["website"].is_empty())),
        (
            "unrelated sector",
            Box::new(|f| {
                !["46", "45", "47", "26", "27", "28", "30", "29", "25"].contains(&&f["sector"][..2])
            }),
        ),
        ("dissolved", Box::new(|f| f["status"] == "dissolved")),
        ("owner known", Box::new(|f| owned(f).is_some())),
        (
            "owner silent",
            Box::new(|f| {
                owned(f).is_some_and(|o| {
                    o.iter()
                        .any(|s| ["VG", "SC", "PA", "BZ", "MH"].contains(&s["owner_country"].as_str()))
                })
            }),
        ),
        (
            "stake just below half",
            Box::new(|f| {
                owned(f).is_some_and(|o| {
                    o.iter().any(|s| {
                        s["share_percent"]
                            .parse::<f64>()
                            .is_ok_and(|p| (40.0..50.0).contains(&p))
                    })
                })
            }),
        ),
        (
            "directors changed",
            Box::new(|f| {
                world
                    .officers
                    .get(&key(f, "name", "country"))
                    .is_some_and(|o| o.iter().any(|o| !o["to"].is_empty()))
            }),
        ),
        (
            "paid in CNY or AED",
            Box::new(|f| world.strange_payers.contains(&f["name"])),
        ),
    ];
    let group = |role: &str| -> BTreeSet<(String, String)> {
        world
            .parties
            .iter()
            .filter(|p| p["role"] == role)
            .map(|p| key(p, "name", "country"))
            .collect()
    };
    let (sellers, controls) = (group("seller"), group("control"));
    assert!(sellers.len() > 100 && controls.len() > 1_000);
    let mut failed = Vec::new();
    for (name, attribute) in &attributes {
        let values = |group: &BTreeSet<(String, String)>| -> Vec<bool> {
            group.iter().map(|key| attribute(&world.firms[key])).collect()
        };
        let (planted, honest) = (values(&sellers), values(&controls));
        let auc = auc(&planted, &honest);
        println!("{name:24} {auc:.3}");
        if !(0.35..=0.75).contains(&auc) {
            failed.push(format!("{name} {auc:.3}"));
        }
        assert!(
            honest.iter().any(|&yes| yes) || *name == "dissolved",
            "no honest firm has: {name}"
        );
    }
    assert!(failed.is_empty(), "separable by {failed:?}");
}

#[test]
fn the_papers_say_what_the_truth_says() {
    let folder = tempfile::tempdir().expect("a place for temporary files");
    let world = world(folder.path(), &Settings::new(300_000, 6));
    let planted: Vec<&Record> = world
        .parties
        .iter()
        .filter(|p| p["role"] == "seller" || p["role"] == "middle")
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for party in &planted {
        let firm_key = key(party, "name", "country");
        let firm = &world.firms[&firm_key];
        for typology in party["typologies"].split(';') {
            *counts.entry(typology).or_default() += 1;
            let officers = world.officers.get(&firm_key);
            match typology {
                "T25" => assert!(world.listed_addresses.contains(&firm["address"]), "{firm:?}"),
                "T28" => assert!(
                    world.listed_share(&firm_key, 0) >= 50.0,
                    "{:?}",
                    world.owned[&firm_key]
                ),
                "T29" => {
                    let sold = |s: &Record| world.listed.contains(&s["owner"]) && s["to"].is_empty();
                    let stake = world.owned[&firm_key]
                        .iter()
                        .find(|s| sold(s))
                        .expect("a listed owner stays");
                    let share: f64 = stake["share_percent"].parse().expect("a number");
                    assert!((40.0..50.0).contains(&share), "{stake:?}");
                }
                "T27" => assert!(firm["incorporation_date"].as_str() > "2022-02-24"),
                "T30" => assert!(!world.owned[&firm_key].is_empty()),
                "T04" => assert!(officers.is_some() && firm["incorporation_date"].as_str() < "2022-02-24"),
                _ => {}
            }
        }
    }
    for typology in [
        "T02", "T03", "T04", "T05", "T08", "T09", "T11", "T12", "T13", "T14", "T15", "T16", "T17", "T18",
        "T19", "T20", "T21", "T23", "T24", "T26", "T27", "T29", "T30", "T31", "T32",
    ] {
        assert!(
            counts.get(typology).is_some_and(|&n| n >= 3),
            "{typology}: {counts:?}"
        );
    }
    // no honest firm is owned by halves by listed parties
    let control = world.parties.iter().filter(|p| p["role"] == "control");
    for control in control {
        assert!(
            world.listed_share(&key(control, "name", "country"), 0) < 50.0,
            "{control:?}"
        );
    }
}

#[test]
fn one_in_a_thousand_is_planted_where_that_is_asked() {
    for recipe in [fyke_sim::Recipe::Dev, fyke_sim::Recipe::Test] {
        let mut settings = Settings::new(1_000_000, 3);
        settings.one_in = Some(1_000);
        settings.recipe = recipe;
        let tables = fyke_sim::rows(&settings, &mut |_, _| ()).expect("a world");
        let summary = &tables.summary;
        assert!(
            (0.0007..0.0014).contains(&summary.base_rate_parties()),
            "{summary:?}"
        );
        assert!((0.06..0.11).contains(&summary.base_rate_units()), "{summary:?}");
        let into_ends = summary.rows_into_ends as f64 / summary.rows_seen as f64;
        assert!(into_ends < 0.02, "{summary:?}");
    }
}
