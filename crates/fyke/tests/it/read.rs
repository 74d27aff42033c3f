//! `fyke read` as a person uses it: three papers and a reprint, a firm that the
//! case knows, a file that is no text, the same again.

use crate::{fyke, ok, text};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

const FERRY: &str = "Ferry News

Harbour master says the gate stays open

1 March 2026

\"The gate is always open to those who bring us the truth,\" said Ada Lund, the harbour master, at a meeting in Varna on Sunday.

\"Their names are safe with us,\" she said.

Beta Optik Ltd supplied infrared sensors to the Orlan Plant for drones, the harbour office said. About 40 crates were found on the quay.
";

const POST: &str = "Port Post

The harbour opens its gate

2 March 2026

The harbour master of Varna spoke to reporters on Sunday after a week of rumours.

\"The gate is open to those who bring us the truth,\" Ada Lund said. \"Their names are safe with us.\"

Police counted 70 crates on the quay, according to the port authority.
";

/// The texts, a list that names a firm in them, a case that holds the list.
struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let texts = folder.path().join("texts");
        std::fs::create_dir(&texts).unwrap();
        std::fs::write(texts.join("ferry.txt"), FERRY).unwrap();
        std::fs::write(texts.join("post.txt"), POST).unwrap();
        let reprint = FERRY
            .replace("Ferry News", "Daily Oar")
            .replace("stays open", "is open");
        std::fs::write(texts.join("oar.txt"), reprint).unwrap();
        std::fs::write(
            folder.path().join("register.csv"),
            "name,number,country,founded\nBeta Optik Ltd,771,BG,2001-02-03\nGamma Shipping Ltd,772,BG,2002-02-03\n",
        )
        .unwrap();
        let world = World { folder };
        ok(&["new", text(&world.case())]);
        let register = world.folder.path().join("register.csv");
        ok(&["add", text(&world.case()), text(&register), "--kind", "register"]);
        world
    }

    fn case(&self) -> PathBuf {
        self.folder.path().join("case")
    }

    fn texts(&self) -> PathBuf {
        self.folder.path().join("texts")
    }

    fn read(&self, path: &Path) -> Value {
        let said = ok(&["read", text(&self.case()), text(path), "--json"]);
        serde_json::from_str(&said).unwrap()
    }

    fn rows(&self, sql: &str) -> Vec<Value> {
        let said = ok(&["sql", text(&self.case()), sql, "--json"]);
        serde_json::from_str(&said).unwrap()
    }
}

#[test]
fn three_papers_are_two_origins_and_a_word_went_missing() {
    let world = World::new();
    let said = world.read(&world.texts());
    assert_eq!(said["documents"], 3);
    assert_eq!(said["case"]["origins"], 2, "{said}");
    let sayings = said["sayings"].as_array().unwrap();
    let gate = sayings
        .iter()
        .find(|one| one["text"].as_str().unwrap().contains("bring us the truth"))
        .unwrap_or_else(|| panic!("{said}"));
    assert_eq!(gate["origins"], 2);
    assert_eq!(gate["places"].as_array().unwrap().len(), 3);
    assert_eq!(gate["speaker"], "Ada Lund");
    let differences: Vec<&Value> = gate["places"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|place| place["differences"].as_array().unwrap())
        .collect();
    assert!(
        differences
            .iter()
            .any(|one| one["one"] == "always" || one["other"] == "always"),
        "{gate}"
    );
    // what it says of the world stands in tables, with the record that a name may mean
    let named = world.rows("select distinct record from mentions where record is not null");
    assert!(
        named
            .iter()
            .any(|row| row["record"].as_str().unwrap().contains("771")),
        "{named:?}"
    );
    let facts = world.rows("select subject, goods from facts where relation = 'supplies'");
    assert!(
        facts.iter().any(|row| row["subject"] == "Beta Optik Ltd"
            && row["goods"]
                .as_str()
                .unwrap_or_default()
                .contains("infrared sensors")),
        "{facts:?}"
    );
}

#[test]
fn what_is_in_is_not_read_again_and_reading_again_changes_nothing() {
    let world = World::new();
    let first = world.read(&world.texts());
    let tables = |world: &World| {
        let quotes =
            world.rows("select document, start, kind, speaker from quotes order by document, start, kind");
        let origins = world.rows("select document, origin from origins order by document");
        (quotes, origins)
    };
    let before = tables(&world);
    let second = world.read(&world.texts());
    assert_eq!((&second["documents"], &second["known"]), (&0.into(), &3.into()));
    assert_eq!(second["sayings"], first["sayings"]);
    ok(&["read", text(&world.case()), "--again"]);
    assert_eq!(tables(&world), before);
    ok(&["verify", text(&world.case())]);
}

#[test]
fn a_file_that_is_no_text_is_kept_and_said() {
    let world = World::new();
    let file = world.folder.path().join("noise.bin");
    std::fs::write(&file, [0u8, 159, 146, 150, 0, 1, 2, 3]).unwrap();
    let ended = fyke(&["read", text(&world.case()), text(&file), "--json"]);
    assert_eq!(ended.status.code(), Some(1));
    let said: Value = serde_json::from_slice(&ended.stdout).unwrap();
    assert_eq!(said["refused"].as_array().unwrap().len(), 1, "{said}");
    let kept = world.rows("select file, refused from documents");
    let hash = kept[0]["file"].as_str().unwrap();
    assert_eq!(
        std::fs::read(world.case().join("evidence").join(hash)).unwrap(),
        std::fs::read(&file).unwrap()
    );
    // and a byte changed in evidence is found
    let path = world.case().join("evidence").join(hash);
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    #[expect(clippy::permissions_set_readonly_false, reason = "a file of this test's own")]
    permissions.set_readonly(false);
    std::fs::set_permissions(&path, permissions).unwrap();
    std::fs::write(&path, b"other").unwrap();
    assert!(!fyke(&["verify", text(&world.case())]).status.success());
}

/// A PDF of one page with these lines, each so far below the one before.
fn pdf(lines: &[(&str, u32)]) -> Vec<u8> {
    let shown: String = lines
        .iter()
        .map(|(line, down)| format!("0 -{down} Td ({line}) Tj "))
        .collect();
    let page = format!("BT /F1 10 Tf 20 780 Td {shown}ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>stream\n{page}\nendstream", page.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (at, object) in (1..).zip(&objects) {
        places.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.push_str(&format!("{at} 0 obj\n{object}\nendobj\n"));
    }
    let start = out.len();
    out.push_str(&format!(
        "xref\n0 6\n0000000000 65535 f \n{places}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    ));
    out.into_bytes()
}

#[test]
fn a_pdf_is_read_by_the_viewer_and_one_that_is_locked_or_broken_is_refused() {
    let viewer = Path::new(env!("CARGO_BIN_EXE_fyke")).with_file_name("fyke-view");
    if !viewer.exists() {
        println!("skipped: no fyke-view beside fyke; test the whole workspace");
        return;
    }
    let world = World::new();
    let report = world.folder.path().join("report.pdf");
    std::fs::write(
        &report,
        pdf(&[
            ("The harbour report", 0),
            ("Beta Optik Ltd supplied infrared sen-", 30),
            ("sors to the Orlan Plant for drones, the harbour", 12),
            ("office said on Monday after a week of searches.", 12),
        ]),
    )
    .unwrap();
    assert_eq!(world.read(&report)["documents"], 1);
    let facts = world.rows("select subject, goods from facts where relation = 'supplies'");
    let found = facts.iter().any(|row| {
        row["subject"] == "Beta Optik Ltd"
            && row["goods"]
                .as_str()
                .is_some_and(|goods| goods == "infrared sensors")
    });
    assert!(found, "{facts:?}");
    let broken = world.folder.path().join("broken.pdf");
    std::fs::write(&broken, b"%PDF-1.4\nnothing of the kind").unwrap();
    let output = fyke(&["read", text(&world.case()), text(&broken)]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("broken.pdf: it could not be decoded"), "{said}");
    assert!(said.contains("save it anew"), "{said}");
}

/// Answers every request with these facts, as a language model's server would.
fn model(facts: &'static str) -> std::net::SocketAddr {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            let (mut line, mut length) = (String::new(), 0);
            while stream.read_line(&mut line).unwrap() > 2 {
                if let Some(said) = line.to_lowercase().strip_prefix("content-length:") {
                    length = said.trim().parse().unwrap();
                }
                line.clear();
            }
            let mut body = vec![0; length];
            stream.read_exact(&mut body).unwrap();
            let asked: Value = serde_json::from_slice(&body).unwrap();
            assert_eq!(asked["model"], "made-7b");
            let answer =
                serde_json::json!({"choices": [{"message": {"role": "assistant", "content": facts}}]})
                    .to_string();
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", answer.len());
            stream.get_mut().write_all((head + &answer).as_bytes()).unwrap();
        }
    });
    address
}

#[test]
fn a_language_model_proposes_and_only_words_of_the_text_are_kept() {
    let world = World::new();
    let note = world.folder.path().join("note.txt");
    std::fs::write(
        &note,
        "The quay at night\n\nFor years the crates of Beta Optik Ltd reached the Orlan Plant by way of the old quay, and everybody in the town knew it.\n",
    )
    .unwrap();
    let at = model(
        r#"{"facts": [
        {"kind": "supply", "text": "the crates of Beta Optik Ltd reached the Orlan Plant",
         "supplier": "Beta Optik Ltd", "item": "crates", "customer": "Orlan Plant"},
        {"kind": "quote", "text": "we sold them everything", "speaker": "Beta Optik Ltd"}]}"#,
    );
    let url = format!("http://{at}/v1");
    let asked = ["--propose", url.as_str(), "--model", "made-7b"];
    let output = fyke(&[&["read", text(&world.case()), text(&note)], &asked[..]].concat());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    assert!(
        said.contains("1 answer: 1 fact kept that no rule had read, 1 fact thrown away"),
        "{said}"
    );
    let facts = world.rows("select subject, object, hedged, by from facts");
    assert_eq!(facts.len(), 1, "{facts:?}");
    assert_eq!(
        (&facts[0]["subject"], &facts[0]["object"]),
        (&"Beta Optik Ltd".into(), &"Orlan Plant".into())
    );
    assert!(
        facts[0]["by"].as_str().unwrap().starts_with("made-7b, proposal"),
        "{facts:?}"
    );
    assert!(world.rows("select 1 from quotes").is_empty());
    // request and answer are kept, and the record holds them
    let answers: Vec<String> = std::fs::read_dir(world.case().join("evidence"))
        .unwrap()
        .filter_map(|entry| std::fs::read_to_string(entry.unwrap().path()).ok())
        .filter(|file| file.contains("prompt_sha256"))
        .collect();
    assert_eq!(answers.len(), 1);
    assert!(answers[0].contains("we sold them everything"));
    ok(&["verify", text(&world.case())]);
    // what is no address of this machine is not asked
    let output = fyke(&[
        "read",
        text(&world.case()),
        text(&note),
        "--propose",
        "http://10.0.0.7/v1",
        "--model",
        "x",
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("texts leave no machine"));
}
