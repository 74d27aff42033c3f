//! The blind wall: until a person has judged a lead and been shown it, no route of
//! the workbench says what the machine thinks of it. Not its score, not its
//! probability, not a sentence, not an order; not to a hostile query, not to a
//! form out of turn.
//!
//! Routes are taken from the sources, so that one that is written tomorrow is
//! walked tomorrow; then every link that a page shows is followed, a few of each
//! path.

use crate::ask::{Came, Person, workbench};
use axum::http::StatusCode;
use fyke_model::desk::Role;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;

/// A lead and what only the machine knows of it: numbers as they would be
/// written, parts of every sentence. Held against `fyke-sim/src/desk/leads/made.rs`
/// by the last test of this file: once shown, each is there.
const SEALED: &[(&str, &[&str])] = &[
    (
        "lead-amber",
        &[
            "0.7123",
            "0.1234",
            "12\u{202f}%",
            "one dispatch of ball bearings",
            "one of three loads",
            "bought the same bearings",
        ],
    ),
    (
        "lead-birch",
        &[
            "4.2345",
            "4.23",
            "0.8321",
            "83\u{202f}%",
            "the same circuits leave",
            "878 of 900 kg",
            "crates that were marked",
            "in small lots",
        ],
    ),
    (
        "lead-cedar",
        &[
            "3.1357",
            "3.13",
            "a lane grow twentyfold",
            "from 11 kg a load",
            "most of one load",
            "assembly plant near Bishkek",
        ],
    ),
    (
        "lead-dogwood",
        &[
            "1.6277",
            "1.62",
            "a ship wait off",
            "within 40 km of Ust-Luga",
            "pilot to Finnish",
        ],
    ),
    (
        "lead-elder",
        &[
            "2.2222",
            "0.4567",
            "46\u{202f}%",
            "optics pass through",
            "38 of 40 kg",
            "surveying instruments",
        ],
    ),
    (
        "lead-fir",
        &[
            "0.3456",
            "0.0789",
            "little in a small trade",
            "74 of 75 kg",
            "a repair shop",
            "simulated world, seed",
        ],
    ),
];

/// The leads of the list, the machine's first one first.
const BY_SCORE: &[&str] = &[
    "lead-birch",
    "lead-cedar",
    "lead-elder",
    "lead-dogwood",
    "lead-amber",
];

/// What somebody might put behind an address to see more.
const HOSTILE: &[&str] = &[
    "",
    "sort=score&order=desc&limit=500",
    "seen=open&machine=1&reveal=1&blind=0&standing=judged",
    "offset=-1&limit=0&q=%00%ff&kind=%3Cscript%3E",
    "offset=18446744073709551615&limit=18446744073709551615",
    "lead=lead-birch&about=lead-birch&of=lead-birch&after=lead-birch&only=lead-birch",
];

/// Every route in the sources of the workbench.
fn routes() -> BTreeSet<String> {
    fn files(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let text: String = text.split_whitespace().collect();
                for part in text.split(".route(\"").skip(1) {
                    found.insert(part.split('"').next().unwrap().to_owned());
                }
            }
        }
    }
    let mut found = BTreeSet::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(
        found.contains("/lead/{id}/reveal") && found.contains("/leads"),
        "{found:?}"
    );
    found.retain(|route| !route.starts_with("/assets"));
    found
}

/// The addresses of a route: its gaps filled with every lead, and with things of
/// other kinds.
fn addresses(route: &str) -> Vec<String> {
    if !route.contains('{') {
        return vec![route.to_owned()];
    }
    let fills =
        SEALED
            .iter()
            .map(|(lead, _)| *lead)
            .chain(["ent-alfa", "made-customs", "1", "..%2f..%2fetc"]);
    let fill = |value: &str| {
        let mut address = String::new();
        let mut rest = route;
        while let Some((before, after)) = rest.split_once('{') {
            address.push_str(before);
            address.push_str(value);
            rest = after.split_once('}').map_or("", |(_, rest)| rest);
        }
        address + rest
    };
    fills.map(fill).collect()
}

/// What of the sealed stands in an answer, but for the leads that were shown.
fn leaks(came: &Came, shown: &[&str]) -> Vec<String> {
    let sealed = SEALED.iter().filter(|(lead, _)| !shown.contains(lead));
    let mut found: Vec<String> = sealed
        .flat_map(|(lead, secrets)| secrets.iter().map(move |secret| (lead, secret)))
        .filter(|(_, secret)| came.body.contains(**secret))
        .map(|(lead, secret)| format!("{lead}: {secret}"))
        .collect();
    let mut at: Vec<(usize, &str)> = BY_SCORE
        .iter()
        .filter_map(|lead| Some((came.body.find(lead)?, *lead)))
        .collect();
    at.sort_unstable();
    let order: Vec<&str> = at.into_iter().map(|(_, lead)| lead).collect();
    let falling = order == BY_SCORE;
    let rising = order.iter().rev().eq(BY_SCORE.iter());
    if falling || rising {
        found.push("an order by score".to_owned());
    }
    found
}

/// Follows the links of every page, some of each path.
async fn crawl(person: &Person, shown: &[&str]) -> usize {
    let mut waiting: VecDeque<String> = VecDeque::from(["/".to_owned()]);
    let mut seen = BTreeSet::new();
    let mut of_path: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(address) = waiting.pop_front() {
        let path = address.split(['?', '#']).next().unwrap_or_default().to_owned();
        let times = of_path.entry(path.clone()).or_default();
        if path.starts_with("/assets") || *times >= 4 || of_path.len() > 300 || !seen.insert(address.clone())
        {
            continue;
        }
        *of_path.entry(path).or_default() += 1;
        let came = person.get(&address).await;
        assert!(
            leaks(&came, shown).is_empty(),
            "{address}: {:?}",
            leaks(&came, shown)
        );
        for mark in ["href=\"", "src=\"", "hx-get=\"", "data-src=\""] {
            for part in came.body.split(mark).skip(1) {
                let to = part.split('"').next().unwrap_or_default().replace("&amp;", "&");
                if to.starts_with('/') && !to.starts_with("//") {
                    waiting.push_back(to.split('#').next().unwrap_or_default().to_owned());
                }
            }
        }
    }
    seen.len()
}

async fn walk(person: &Person, shown: &[&str], queries: &[&str]) {
    for route in routes() {
        for address in addresses(&route) {
            for hostile in queries {
                let address = format!("{address}?{hostile}");
                for came in [person.get(&address).await, person.fragment(&address).await] {
                    let found = leaks(&came, shown);
                    assert!(found.is_empty(), "{address}: {found:?}");
                    assert!(!came.status.is_server_error(), "{address}: {}", came.body);
                }
            }
        }
    }
}

#[tokio::test]
async fn no_route_says_what_the_machine_thinks_before_the_judgement() {
    let app = workbench();
    let nobody = Person::nobody(&app);
    walk(&nobody, &[], &HOSTILE[..1]).await;
    assert!(crawl(&nobody, &[]).await > 20);

    let ada = Person::new(&app, "ada", "Ada", Role::Releaser);
    ada.post("/triage/draw", "n=20").await.leads_to();
    walk(&ada, &[], HOSTILE).await;
    assert!(crawl(&ada, &[]).await > 20);

    // judged is not shown
    let said = "p=60&confidence=low&why=a&row=1";
    ada.post("/lead/lead-birch/judge", said).await.leads_to();
    walk(&ada, &[], &HOSTILE[2..3]).await;

    // what was shown of one says nothing of the others
    ada.post("/lead/lead-birch/reveal", "").await.leads_to();
    walk(&ada, &["lead-birch"], &HOSTILE[1..2]).await;
    // and nothing to anybody else
    let ben = Person::new(&app, "ben", "Ben", Role::Reviewer);
    walk(&ben, &[], &HOSTILE[4..]).await;
}

#[tokio::test]
async fn no_form_out_of_turn_is_taken_and_none_tells() {
    let app = workbench();
    let ada = Person::new(&app, "ada", "Ada", Role::Releaser);
    ada.post("/triage/draw", "n=20").await.leads_to();
    for (lead, _) in SEALED {
        for (step, form) in [
            ("reveal", ""),
            ("decide", "verdict=dismiss"),
            ("decide", "verdict=escalate&from=triage"),
            ("second", "why=yes"),
            ("dossier", "tlp=red&to=me&why=to+look"),
        ] {
            let came = ada.post(&format!("/lead/{lead}/{step}"), form).await;
            assert_eq!(came.status, StatusCode::CONFLICT, "{lead} {step}: {}", came.body);
            assert!(leaks(&came, &[]).is_empty(), "{lead} {step}");
        }
    }
    let form = "then=reveal&lead=lead-birch&only=lead-birch&verdict=dismiss&thing=lead:lead-birch&q=a&n=3&id=lead-birch";
    for route in routes() {
        if route == "/logout" {
            continue;
        }
        for address in addresses(&route) {
            let came = ada.post(&address, form).await;
            let found = leaks(&came, &[]);
            assert!(found.is_empty(), "POST {address}: {found:?}");
            assert!(!came.status.is_server_error(), "POST {address}: {}", came.body);
        }
    }
}

/// The secrets of this file are what the made case shows: a test whose secrets
/// were never there would find nothing for ever.
#[tokio::test]
async fn once_shown_every_sentence_is_there() {
    let app = workbench();
    let ada = Person::new(&app, "ada", "Ada", Role::Releaser);
    ada.post("/triage/draw", "n=20").await.leads_to();
    for (lead, secrets) in SEALED {
        let form = "p=60&confidence=low&why=a&row=1&then=reveal";
        ada.post(&format!("/lead/{lead}/judge"), form).await.leads_to();
        let page = ada.get(&format!("/lead/{lead}")).await.body;
        for secret in secrets
            .iter()
            .filter(|secret| secret.contains(|c: char| c.is_alphabetic()))
        {
            assert!(page.contains(secret), "{lead}: {secret}: {page}");
        }
    }
}
