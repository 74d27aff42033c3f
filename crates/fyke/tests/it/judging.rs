//! People decide, and the record proves it: two reviewers from their keys to an
//! escalated lead, an outsider's copy, and what a changed byte gives away.

use crate::{copy, fyke, ok, text};
use serde_json::Value;
use std::path::{Path, PathBuf};

struct Office {
    folder: tempfile::TempDir,
    case: String,
}

/// A reviewer: their key and the file with their passphrase.
struct Reviewer {
    key: PathBuf,
    passphrase: PathBuf,
}

impl Office {
    /// A traced case with two people who may sign in it.
    fn open() -> (Office, Reviewer, Reviewer) {
        let folder = tempfile::tempdir().unwrap();
        let world = folder.path().join("world");
        let case = text(&folder.path().join("case")).to_owned();
        ok(&["simulate", text(&world), "--rows", "20k", "--seed", "3"]);
        ok(&["new", &case]);
        for file in ["watchlist.csv", "consignments.csv"] {
            ok(&["add", &case, text(&world.join(file))]);
        }
        ok(&["trace", &case]);
        let office = Office { folder, case };
        let (ada, ben) = (office.reviewer("Ada"), office.reviewer("Ben"));
        office.by(&ada, &["keys", "enrol", &office.case]);
        let public: Value = serde_json::from_str(&office.by(&ben, &["keys", "show", "--json"])).unwrap();
        let public = public["public"].as_str().unwrap();
        office.by(&ada, &["keys", "enrol", &office.case, public, "--name", "Ben"]);
        (office, ada, ben)
    }

    fn reviewer(&self, name: &str) -> Reviewer {
        let path = |kind: &str| self.folder.path().join(format!("{name}.{kind}"));
        let reviewer = Reviewer {
            key: path("key"),
            passphrase: path("passphrase"),
        };
        std::fs::write(&reviewer.passphrase, format!("correct horse of {name}\n")).unwrap();
        self.by(&reviewer, &["keys", "new", "--name", name]);
        reviewer
    }

    /// Runs as a reviewer, which must end well.
    fn by(&self, who: &Reviewer, words: &[&str]) -> String {
        ok(&[
            words,
            &[
                "--key",
                text(&who.key),
                "--passphrase-file",
                text(&who.passphrase),
            ],
        ]
        .concat())
    }

    /// Runs as a reviewer, which must fail; gives what is said.
    fn refused(&self, who: &Reviewer, words: &[&str]) -> String {
        let output = fyke(
            &[
                words,
                &[
                    "--key",
                    text(&who.key),
                    "--passphrase-file",
                    text(&who.passphrase),
                ],
            ]
            .concat(),
        );
        assert!(!output.status.success(), "{}", words.join(" "));
        String::from_utf8(output.stderr).unwrap()
    }

    /// Draws a session of this lead among others and says what they think of it.
    fn says(&self, who: &Reviewer, lead: &str, p: &str) {
        self.by(who, &["judge", &self.case, "queue", "-n", "1", lead]);
        self.by(
            who,
            &[
                "judge",
                &self.case,
                "say",
                lead,
                "--p",
                p,
                "--confidence",
                "moderate",
                "--row",
                "1",
                "--why",
                "the goods left within a week of coming in",
            ],
        );
    }

    fn leads(&self) -> Vec<String> {
        let leads: Value =
            serde_json::from_str(&ok(&["leads", &self.case, "--json", "-n", "10000"])).unwrap();
        leads
            .as_array()
            .unwrap()
            .iter()
            .map(|lead| lead["lead"]["lead"].as_str().unwrap().to_owned())
            .collect()
    }

    fn standing(&self, lead: &str) -> String {
        let at: Value = serde_json::from_str(&ok(&["judge", &self.case, "where", "--json"])).unwrap();
        at["leads"][lead].as_str().unwrap_or("open").to_owned()
    }
}

#[test]
fn two_people_escalate_a_lead_and_an_outsider_can_check_it() {
    let (office, ada, ben) = Office::open();
    let case = &office.case;
    // nothing of the machine's is on any screen before somebody has judged
    let lead = office.leads().remove(0);
    for words in [
        vec!["leads", case, "--json"],
        vec!["leads", case],
        vec!["show", case, &lead],
        vec!["show", case, &lead, "--json"],
        vec!["sql", case, "select * from leads", "--json"],
        vec!["sql", case, "select * from lead_rows", "--json"],
    ] {
        let said = ok(&words);
        for tell in [
            "probability",
            "\"score",
            "contribution",
            "\"precision",
            "\"priority",
            "\"rank",
            "typology",
            "T0",
            "  p 0",
        ] {
            assert!(!said.contains(tell), "fyke {} says {tell}", words.join(" "));
        }
    }
    assert!(
        office
            .refused(&ada, &["judge", case, "reveal", &lead])
            .contains("not judged")
    );

    office.says(&ada, &lead, "0.8");
    office.by(&ada, &["judge", case, "reveal", &lead]);
    // another probability than before takes a reason
    office.by(
        &ada,
        &[
            "judge",
            case,
            "decide",
            &lead,
            "escalate",
            "--p",
            "0.9",
            "--why",
            "the machine saw a second supplier",
        ],
    );
    assert_eq!(office.standing(&lead), "waits for a second person");
    assert!(
        office
            .refused(
                &ada,
                &["judge", case, "sign", &lead, "--why", "I agree with myself"]
            )
            .contains("no decision")
    );

    office.says(&ben, &lead, "0.7");
    office.by(
        &ben,
        &["judge", case, "sign", &lead, "--why", "same rows, same reading"],
    );
    assert_eq!(office.standing(&lead), "escalated");

    // below TLP:RED it takes a release that two signed
    let give = |tlp: &'static str| {
        [
            "judge",
            case,
            "give",
            &lead,
            "--tlp",
            tlp,
            "--to",
            "a partner",
            "--why",
            "to act on",
        ]
    };
    assert!(office.refused(&ada, &give("green")).contains("release"));
    office.by(&ada, &give("red"));
    // what was said can be destroyed, and the log still verifies
    let entries: Value = serde_json::from_str(&ok(&["verify", case, "--json"])).unwrap();
    let last = entries["record"]["entries"].as_u64().unwrap() - 1;
    office.by(
        &ada,
        &[
            "judge",
            case,
            "erase",
            &last.to_string(),
            "--why",
            "the partner asked for it",
        ],
    );

    let checked = ok(&["verify", case]);
    assert!(checked.contains("record"), "{checked}");
    // an outsider's copy: the log alone, not a word of what was said
    let outside = office.folder.path().join("outside");
    copy(&Path::new(case).join("record/log"), &outside.join("log"));
    ok(&["verify", text(&outside)]);
    let names = std::fs::read_dir(outside.join("log/tile/entries"))
        .unwrap()
        .count();
    assert!(names > 0);

    // one byte of one entry is another: the outsider sees which
    let bundle = std::fs::read_dir(outside.join("log/tile/entries"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let bundle = if bundle.is_dir() {
        std::fs::read_dir(bundle).unwrap().next().unwrap().unwrap().path()
    } else {
        bundle
    };
    let mut bytes = std::fs::read(&bundle).unwrap();
    let at = bytes.windows(9).position(|w| w == b"escalate\"").unwrap();
    bytes[at] = b'E';
    std::fs::write(&bundle, bytes).unwrap();
    let broken = fyke(&["verify", text(&outside)]);
    assert!(!broken.status.success());
    assert!(String::from_utf8_lossy(&broken.stderr).contains("entry"));
}

#[test]
fn a_second_person_who_saw_the_first_one_first_does_not_count() {
    let (office, ada, ben) = Office::open();
    let case = &office.case;
    let lead = office.leads().remove(0);
    office.says(&ada, &lead, "0.8");
    office.by(&ada, &["judge", case, "decide", &lead, "escalate"]);
    // without a judgement of his own Ben cannot sign
    office.refused(&ben, &["judge", case, "sign", &lead, "--why", "sounds right"]);
    assert_eq!(office.standing(&lead), "waits for a second person");
    office.by(&ada, &["judge", case, "withdraw", &lead, "--why", "too early"]);
    assert_eq!(office.standing(&lead), "judged");
    ok(&["verify", case]);
}

#[test]
fn without_the_machine_people_judge_all_the_same() {
    let (office, ada, _) = Office::open();
    let case = &office.case;
    office.by(
        &ada,
        &["judge", case, "machine", "off", "--why", "a month without it"],
    );
    let lead = office.leads().remove(0);
    office.says(&ada, &lead, "0.2");
    let shown: Value =
        serde_json::from_str(&office.by(&ada, &["judge", case, "reveal", &lead, "--json"])).unwrap();
    assert!(shown["machine"].is_null());
    office.by(&ada, &["judge", case, "decide", &lead, "dismiss"]);
    assert_eq!(office.standing(&lead), "dismissed");
    ok(&["trace", case]);
    ok(&["verify", case]);
}

#[test]
fn a_forecast_is_asked_answered_and_listed() {
    let (office, ada, ben) = Office::open();
    let case = &office.case;
    let lead = office.leads().remove(0);
    let offered: Value = serde_json::from_str(&ok(&["forecast", case, "offer", &lead, "--json"])).unwrap();
    assert!((1..=3).contains(&offered.as_array().unwrap().len()));
    let asked: Value =
        serde_json::from_str(&office.by(&ada, &["forecast", case, "ask", &lead, "1", "--json"])).unwrap();
    let question = asked["question"].as_str().unwrap();
    office.by(&ada, &["forecast", case, "answer", question, "0.6"]);
    office.by(
        &ben,
        &[
            "forecast",
            case,
            "answer",
            question,
            "0.4",
            "--why",
            "trade is slow in winter",
        ],
    );
    let all: Value = serde_json::from_str(&ok(&["forecast", case, "--json"])).unwrap();
    assert_eq!(all[0]["answers"], 2);
    assert!((all[0]["crowd"].as_f64().unwrap() - 0.5).abs() < 1e-9);
    // thirty resolved questions before any score
    assert!(office.by(&ada, &["score", case]).contains("a score needs 30"));
    ok(&["verify", case]);
}

/// The matrix that the page for analysts shows is one that the program takes.
#[test]
fn hypotheses_are_weighed_apart_and_shown_together() {
    let (office, ada, ben) = Office::open();
    let case = &office.case;
    let lead = office.leads().remove(0);
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/judgement.md"))
        .unwrap();
    let form = page
        .split("```toml\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let file = office.folder.path().join("matrix.toml");
    std::fs::write(&file, form).unwrap();
    office.by(&ada, &["assess", "matrix", case, &lead, "--file", text(&file)]);
    let weigh = |who: &Reviewer, first: &str, second: &str, rest: &str| {
        let words = [
            "assess", "weigh", case, &lead, "--json", "--p", first, "--p", second, "--p", rest,
        ];
        serde_json::from_str::<Value>(&office.by(who, &words)).unwrap()
    };
    let mine = weigh(&ada, "passed-on=0.7", "kept=0.4", "other=0.1");
    let sum = |view: &Value, of: &str| -> f64 {
        let hypotheses = view["view"]["hypotheses"].as_array().unwrap();
        hypotheses
            .iter()
            .map(|h| {
                if of == "pooled" {
                    h["pooled"].as_f64()
                } else {
                    h["each"][0].as_f64()
                }
                .unwrap()
            })
            .sum()
    };
    assert!((mine["view"]["sums"][0].as_f64().unwrap() - 1.2).abs() < 1e-9);
    assert!((sum(&mine, "each") - 1.0).abs() < 1e-9);
    // Ben sees no answer of Ada's before he gave his
    let blind = office.by(&ben, &["assess", "matrix", case, &lead, "--json"]);
    let blind: Value = serde_json::from_str(&blind).unwrap();
    assert!(blind["view"]["hypotheses"][0]["pooled"].is_null());
    let both = weigh(&ben, "passed-on=0.5", "kept=0.3", "other=0.2");
    assert_eq!(both["view"]["sums"].as_array().unwrap().len(), 2);
    assert!((sum(&both, "pooled") - 1.0).abs() < 1e-9);
    // a hypothesis left out is asked for
    assert!(
        office
            .refused(&ben, &["assess", "weigh", case, &lead, "--p", "kept=0.3"])
            .contains("passed-on")
    );
    ok(&["verify", case]);
}

#[test]
fn a_partner_witnesses_and_a_log_written_anew_is_found_out() {
    let (office, ada, _) = Office::open();
    let case = &office.case;
    let folder = office.folder.path().join("witness");
    let own = ["--folder", text(&folder), "--name", "partner.example/w1"];
    let key = ok(&[&["witness", "show"][..], &own].concat());
    office.by(
        &ada,
        &["keys", "witness", case, key.trim(), "--name", "a partner"],
    );
    let note = office.folder.path().join("cosigned");
    let sign = |copy: &str| fyke(&[&["witness", "sign", copy, "--out", text(&note)][..], &own].concat());
    assert!(sign(case).status.success());
    ok(&["witness", "take", case, text(&note)]);
    assert!(ok(&["verify", case]).contains("witness: partner.example/w1 saw"));

    // another log under the same name and key, as long as this one: the witness refuses
    let anew = office.folder.path().join("anew");
    copy(&Path::new(case).join("record"), &anew);
    let lead = office.leads().remove(0);
    office.says(&ada, &lead, "0.4");
    assert!(sign(case).status.success());
    let older = sign(text(&anew));
    assert!(!older.status.success());
    assert!(String::from_utf8_lossy(&older.stderr).contains("were there before"));
}

#[test]
fn a_known_answer_looks_like_any_lead_until_the_reveal() {
    let (office, ada, _) = Office::open();
    let case = &office.case;
    let world = office.folder.path().join("other-world");
    let other = text(&office.folder.path().join("other")).to_owned();
    ok(&["simulate", text(&world), "--rows", "20k", "--seed", "4"]);
    ok(&["new", &other]);
    for file in ["watchlist.csv", "consignments.csv"] {
        ok(&["add", &other, text(&world.join(file))]);
    }
    ok(&["trace", &other]);
    ok(&[
        "judge",
        case,
        "known",
        &other,
        "--truth",
        text(&world.join("truth/parties.csv")),
    ]);

    let queue: Value =
        serde_json::from_str(&office.by(&ada, &["judge", case, "queue", "-n", "30", "--json"])).unwrap();
    let of_the_case = office.leads();
    let known: Vec<&Value> = queue
        .as_array()
        .unwrap()
        .iter()
        .filter(|view| !of_the_case.iter().any(|lead| view["lead"] == lead.as_str()))
        .collect();
    assert_eq!(known.len(), 1, "2 to 5 % of about thirty");
    // it has the same fields as the leads of the case, and an id of its own
    let fields = |view: &Value| view.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert!(
        queue
            .as_array()
            .unwrap()
            .iter()
            .all(|view| fields(view) == fields(known[0]))
    );
    let lead = known[0]["lead"].as_str().unwrap();
    office.by(
        &ada,
        &[
            "judge",
            case,
            "say",
            lead,
            "--p",
            "0.6",
            "--confidence",
            "low",
            "--row",
            "1",
            "--why",
            "a first look",
        ],
    );
    let shown = office.by(&ada, &["judge", case, "reveal", lead, "--json"]);
    let shown: Value = serde_json::from_str(&shown).unwrap();
    assert!(shown["known"]["truth"].is_boolean() && shown["machine"]["probability"].is_number());
    // it measured a person; it is no lead of the case
    office.refused(&ada, &["judge", case, "decide", lead, "escalate"]);
    assert!(!ok(&["judge", case, "where"]).contains(lead));
    ok(&["verify", case]);
}
