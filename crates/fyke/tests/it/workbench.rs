//! The workbench of the real program, as somebody uses it who comes for the first
//! time: a key, a lead judged blind, its row down to the bytes, a dossier that a
//! stranger checks; and what it shows to nobody.

use crate::browser::{Browser, Came, Serving};
use crate::{fyke, ok, text};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

const WORDS: &str = "seven herrings swim past a quiet lock";

/// Pages of the crawl at most: each kind of page comes several times in so many.
const PAGES_MAX: usize = 120;

/// A traced case, in which nobody may sign yet; `label` is that of its consignments.
fn case(folder: &Path, label: &str) -> PathBuf {
    static WORLD: OnceLock<tempfile::TempDir> = OnceLock::new();
    let world = WORLD.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let world = folder.path().join("world");
        ok(&["simulate", text(&world), "--rows", "20k", "--seed", "3"]);
        folder
    });
    let world = world.path().join("world");
    let case = folder.join("case");
    ok(&["new", text(&case)]);
    ok(&["add", text(&case), text(&world.join("watchlist.csv"))]);
    let goods = world.join("consignments.csv");
    ok(&["add", text(&case), text(&goods), "--handling", label]);
    ok(&["trace", text(&case)]);
    case
}

/// The first person of a case.
fn founded(serving: &Serving) -> (Browser, Came) {
    let mut ada = serving.browser();
    let welcome = ada.get("/welcome?back=/triage");
    assert!(
        welcome.text().contains("name=\"passphrase\""),
        "{}",
        welcome.text()
    );
    let fields = [
        ("name", "Ada"),
        ("passphrase", WORDS),
        ("again", WORDS),
        ("back", "/triage"),
    ];
    let (to, page) = ada.go("/welcome", &fields);
    assert_eq!(to, "/triage");
    (ada, page)
}

/// Draws this lead, judges it and has it shown.
fn judged(ada: &mut Browser, lead: &str) -> Came {
    ada.go(&format!("/lead/{lead}/draw"), &[]);
    let said = [
        ("row", "1"),
        ("step", "85"),
        ("confidence", "moderate"),
        ("ground", "dates and weights fit"),
        ("then", "reveal"),
    ];
    ada.go(&format!("/lead/{lead}/judge"), &said).1
}

/// A judged lead that goods lead through: this one, or the next of the queue. One
/// place in twenty of it is drawn by chance, so the first may be any lead.
fn led_through(ada: &mut Browser, lead: &str) -> String {
    let mut lead = lead.to_owned();
    for _ in 0..10 {
        let chain = ada.get(&format!("/chain?lead={lead}"));
        if chain.status == 200 {
            return lead;
        }
        assert_eq!(chain.status, 404, "{}", chain.text());
        assert!(chain.text().contains("look at its rows"), "{}", chain.text());
        let (_, blind) = ada.go("/triage/draw", &[("n", "1")]);
        let text = blind.text();
        let action = text.split("action=\"/lead/").nth(1).unwrap();
        lead = action.split('/').next().unwrap().to_owned();
        judged(ada, &lead);
    }
    panic!("no lead of ten has a chain");
}

#[test]
fn from_the_first_page_to_a_dossier_that_a_stranger_checks() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path(), "open");
    let serving = Serving::of(&case);
    let mut stranger = serving.browser();
    // who wants the queue is led there by way of a key
    let door = stranger.get("/login?back=/triage");
    assert_eq!(door.header("location"), Some("/welcome?back=%2Ftriage"));
    let (mut ada, queue) = founded(&serving);
    assert!(
        queue.text().contains("action=\"/triage/draw\""),
        "{}",
        queue.text()
    );
    assert_eq!(
        stranger.get("/welcome?back=/triage").header("location"),
        Some("/login?back=%2Ftriage")
    );
    let (_, blind) = ada.go("/triage/draw", &[("n", "5")]);
    let text_of = blind.text();
    let action = text_of.split("action=\"/lead/").nth(1).unwrap();
    let lead = action.split('/').next().unwrap().to_owned();
    assert!(text_of.contains("id=\"judge\""));

    // the row as its file has it, and the bytes it stands in
    let row = blind.address("/row/");
    let page = ada.get(&row);
    let consignments = std::fs::read_dir(case.join("evidence")).unwrap();
    let files: Vec<Vec<u8>> = consignments
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    let number: usize = row
        .split('?')
        .next()
        .unwrap()
        .rsplit('/')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let lines: Vec<String> = files
        .iter()
        .filter_map(|file| {
            Some(String::from_utf8_lossy(file.split(|b| *b == b'\n').nth(number - 1)?).into_owned())
        })
        .collect();
    let shown = page.text();
    let line = lines
        .iter()
        .find(|line| long_cells(line).all(|cell| shown.contains(&plain(cell))));
    let line = line.unwrap_or_else(|| panic!("row {number} is on no page: {lines:?} {shown}"));
    // and the lead's own table has the same cells, those of the file
    for cell in long_cells(line) {
        assert!(text_of.contains(&plain(cell)), "{cell} of row {number}");
    }
    assert!(
        text_of.contains("document_no") || text_of.contains("document_<wbr>no"),
        "{text_of}"
    );

    // before the judgement there is no way out and no chain
    let give = [("tlp", "red"), ("to", "a partner"), ("why", "to act on")];
    assert_eq!(ada.post(&format!("/lead/{lead}/dossier"), &give).status, 409);
    for address in [
        format!("/chain?lead={lead}"),
        format!("/chain/data?lead={lead}"),
        format!("/export/chain.svg?lead={lead}"),
    ] {
        assert_eq!(ada.get(&address).status, 409, "{address}");
    }
    let open = judged(&mut ada, &lead);
    assert!(open.text().contains("value=\"refute\""), "{}", open.text());
    // asked again, the file is read by the notes of the first time
    let again = ada.get(&format!("/lead/{lead}")).text();
    for cell in long_cells(line) {
        assert!(again.contains(&plain(cell)), "{cell} of row {number}");
    }
    let led = led_through(&mut ada, &lead);
    let chain = ada.get(&format!("/chain?lead={led}"));
    assert!(chain.text().contains("id=\"link-0\""), "{}", chain.text());
    let drawn = ada.get(&format!("/export/chain.svg?lead={led}"));
    assert!(
        drawn.text().starts_with("<?xml") || drawn.text().starts_with("<svg"),
        "{}",
        drawn.text()
    );
    ada.go(&format!("/lead/{lead}/decide"), &[("verdict", "refute")]);

    // by the button and by the command
    let pdf = ada.post(&format!("/lead/{lead}/dossier"), &give);
    assert_eq!(
        pdf.header("content-type"),
        Some("application/pdf"),
        "{}",
        pdf.text()
    );
    let by_button = folder.path().join("button.pdf");
    std::fs::write(&by_button, &pdf.bytes).unwrap();
    drop(serving);
    let key = std::fs::read_dir(case.join("people")).unwrap();
    let mut keys = key.map(|entry| entry.unwrap().path());
    let key = keys
        .find(|path| path.extension().is_some_and(|ext| ext == "key"))
        .unwrap();
    let passphrase = folder.path().join("passphrase");
    std::fs::write(&passphrase, format!("{WORDS}\n")).unwrap();
    let by_command = folder.path().join("command.pdf");
    let give = [
        "dossier",
        text(&case),
        &lead,
        "-o",
        text(&by_command),
        "--to",
        "a partner",
        "--why",
        "to act on",
    ];
    let signer = ["--key", text(&key), "--passphrase-file", text(&passphrase)];
    ok(&[give.as_slice(), signer.as_slice()].concat());
    for pdf in [&by_button, &by_command] {
        let checked: Value = serde_json::from_str(&ok(&["verify", text(pdf), "--json"])).unwrap();
        assert_eq!(checked["whole"], true, "{checked}");
    }
    ok(&["verify", text(&case)]);
    // a byte of it is another
    let mut bytes = std::fs::read(&by_command).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    std::fs::write(&by_command, bytes).unwrap();
    assert!(!fyke(&["verify", text(&by_command)]).status.success());
}

#[test]
fn rows_that_may_not_leave_stay_and_the_page_says_which() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path(), "restricted");
    let serving = Serving::of(&case);
    let (mut ada, _) = founded(&serving);
    let lead = leads(&mut ada).remove(0);
    judged(&mut ada, &lead);
    let give = [("tlp", "red"), ("to", "a partner"), ("why", "to act on")];
    let refused = ada.post(&format!("/lead/{lead}/dossier"), &give);
    let said = refused.text();
    assert_eq!(refused.status, 409, "{said}");
    assert!(
        said.contains("href=\"/row/") && said.contains("restricted"),
        "{said}"
    );
    let rows = ada.get(&format!("/export/lead/{lead}.csv"));
    assert!(
        rows.header("x-fyke-left-out").is_some_and(|n| n != "0"),
        "{} {}",
        rows.head,
        rows.text()
    );
}

/// The ids of leads as the list has them.
fn leads(ada: &mut Browser) -> Vec<String> {
    let list = ada.get("/leads?limit=500");
    let mut ids: Vec<String> = Vec::new();
    for to in list.addresses() {
        if let Some(id) = to.strip_prefix("/lead/")
            && !id.contains(['/', '?'])
            && !ids.iter().any(|known| known == id)
        {
            ids.push(id.to_owned());
        }
    }
    assert!(!ids.is_empty(), "{}", list.text());
    ids
}

/// Parts of a line of CSV that are long enough to be told from others.
fn long_cells(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split(',').map(|part| part.trim().trim_matches('"'));
    parts.filter(|part| part.len() > 3)
}

/// A text as a page writes it.
fn plain(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// What of each lead only the machine knows: sentences and long numbers that no
/// other lead shares.
fn secrets(case: &Path) -> (Vec<String>, BTreeMap<String, Vec<String>>) {
    let all: Vec<Value> = serde_json::from_str(&ok(&["leads", text(case), "--json", "-n", "10000"])).unwrap();
    let mut order = Vec::new();
    let mut said: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for lead in &all {
        let id = lead["id"].as_str().unwrap();
        order.push(id.to_owned());
        let own = said.entry(id.to_owned()).or_default();
        own.insert(plain(lead["sentence"].as_str().unwrap()));
        for number in [&lead["score"], &lead["probability"]] {
            own.insert(number.to_string());
        }
        for reason in lead["reasons"].as_array().unwrap() {
            own.insert(plain(reason["sentence"].as_str().unwrap()));
            own.insert(reason["contribution"].to_string());
        }
        // short numbers stand in rows as well
        own.retain(|text| text.len() > 8);
    }
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for text in said.values().flatten() {
        *times.entry(text.clone()).or_default() += 1;
    }
    let unique = said.into_iter().map(|(id, own)| {
        let own: Vec<String> = own.into_iter().filter(|text| times[text] == 1).collect();
        assert!(!own.is_empty(), "{id} has no secret");
        (id, own)
    });
    (order, unique.collect())
}

/// Every route of the workbench, from its sources.
fn routes() -> BTreeSet<String> {
    fn files(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let source: String = std::fs::read_to_string(&path)
                    .unwrap()
                    .split_whitespace()
                    .collect();
                let named = source.split(".route(\"").skip(1);
                found.extend(named.map(|part| part.split('"').next().unwrap().to_owned()));
            }
        }
    }
    let mut found = BTreeSet::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../fyke-workbench/src"),
        &mut found,
    );
    found.retain(|route| !route.starts_with("/assets"));
    assert!(
        found.len() > 40 && found.contains("/lead/{id}/reveal"),
        "{found:?}"
    );
    found
}

fn filled(route: &str, value: &str) -> String {
    let mut parts = route.split('{');
    let mut address = parts.next().unwrap().to_owned();
    for part in parts {
        address += value;
        address += part.split_once('}').unwrap().1;
    }
    address
}

#[test]
fn no_route_of_the_program_says_what_the_machine_thinks_before_the_judgement() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path(), "open");
    let (order, secrets) = secrets(&case);
    let serving = Serving::of(&case);
    let (mut ada, _) = founded(&serving);
    let shut = |came: &Came, address: &str, shown: &[String]| {
        let said = came.text();
        for (lead, own) in secrets.iter().filter(|(lead, _)| !shown.contains(lead)) {
            for secret in own {
                assert!(
                    !said.contains(secret.as_str()),
                    "{address} says {secret} of {lead}"
                );
            }
        }
        assert!(came.status < 500, "{address}: {said}");
    };
    let listed = leads(&mut ada);
    assert!(
        listed.len() > 3 && listed != order,
        "the list is in the machine's order"
    );
    let entity = ada.get("/search?q=").address("/entity/").replace("/entity/", "");
    let first = &order[0];
    let walk = |ada: &mut Browser, shown: &[String]| {
        for route in routes() {
            let fills: &[&str] = match route.contains('{') {
                true => &[first.as_str(), entity.as_str(), "consignments", "1"],
                false => &[""],
            };
            for fill in fills {
                let of = |id: &str| {
                    format!("?lead={id}&about={id}&of={id}&sort=score&reveal=1&seen=open&limit=500")
                };
                for query in ["".to_owned(), of(first)] {
                    let address = format!("{}{query}", filled(&route, fill));
                    if route == "/logout" {
                        continue;
                    }
                    shut(&ada.get(&address), &address, shown);
                }
            }
        }
    };
    let crawl = |ada: &mut Browser, shown: &[String]| {
        let mut waiting = VecDeque::from(["/".to_owned(), "/leads?limit=500".to_owned()]);
        let (mut seen, mut of_path) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
        while let Some(address) = waiting.pop_front() {
            let kind: String = address
                .split(['?', '#'])
                .next()
                .unwrap()
                .split('/')
                .take(2)
                .collect();
            let times = of_path.entry(kind).or_default();
            if address.starts_with("/assets")
                || *times >= 12
                || seen.len() >= PAGES_MAX
                || !seen.insert(address.clone())
            {
                continue;
            }
            *times += 1;
            let came = ada.get(&address);
            shut(&came, &address, shown);
            waiting.extend(came.addresses());
        }
        seen.len()
    };
    ada.go("/triage/draw", &[("n", "20")]);
    walk(&mut ada, &[]);
    assert!(crawl(&mut ada, &[]) > 40);
    // nor to somebody at the machine who has no key
    walk(&mut serving.browser(), &[]);

    // once it is judged it is shown, and of others still nothing: the test can fail
    let open = judged(&mut ada, first).text();
    let said = secrets[first]
        .iter()
        .filter(|secret| secret.contains(' '))
        .find(|secret| open.contains(secret.as_str()));
    assert!(said.is_some(), "{:?}: {open}", secrets[first]);
    let shown = [first.clone()];
    walk(&mut ada, &shown);
}
