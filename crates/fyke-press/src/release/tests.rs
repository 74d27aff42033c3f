//! Small worlds: which rows a lead rests on, their labels, and what leaves.

use super::*;
use fyke_model::dataset::FileHash;
use fyke_model::lead::{GoodsFamily, Innocent, Lead, LeadRow, Place, Reason, Subject};
use proptest::prelude::*;

fn row(n: u64) -> RowRef {
    RowRef {
        dataset: "customs".into(),
        file: FileHash([0xab; 32]),
        row: n,
    }
}

fn label(word: &str) -> Handling {
    match word {
        "open" => Handling::Open,
        "licensed" => Handling::Licensed,
        "restricted" => Handling::Restricted,
        _ => Handling::SourceCompartment,
    }
}

/// `T01: 1 open, 2 source` a line: a reason with its rows.
fn material(text: &str) -> Material {
    let mut reasons = Vec::new();
    let mut cited = Vec::new();
    let mut rows = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (typology, list) = line.split_once(':').unwrap();
        reasons.push(Reason::new(typology, 1.5, format!("sentence of {typology}")));
        for item in list.split(',').map(str::trim).filter(|item| !item.is_empty()) {
            let (n, word) = item.split_once(' ').unwrap();
            let n = n.parse().unwrap();
            cited.push(LeadRow {
                typology: typology.into(),
                role: "in".into(),
                row: row(n),
            });
            if word != "unlabelled" {
                rows.push(SourceRow {
                    row: row(n),
                    handling: label(word),
                    file_name: "f.csv".into(),
                    cells: vec![("text".into(), format!("cell {n} {word}"))],
                });
            }
        }
    }
    let handling = rows.iter().map(|row| row.handling).max().unwrap_or_default();
    Material {
        lead: Lead {
            id: "0123456789".into(),
            subject: Subject::Lane {
                exporter: "DE".parse().unwrap(),
                through: vec!["TR".parse().unwrap()],
                end: "RU".parse().unwrap(),
            },
            goods: GoodsFamily {
                id: "8542".into(),
                title: "circuits".into(),
                profiles: vec![],
            },
            from: "2022-03".parse().unwrap(),
            to: "2022-09".parse().unwrap(),
            regime: "ru-2022".into(),
            score: 4.0,
            probability: Some(0.7),
            value: None,
            place: Place::default(),
            coverage: None,
            sentence: "sentence of the lead".into(),
            reasons,
            innocent: Innocent {
                explanation: "trade".into(),
                confirmed_by: "papers".into(),
            },
            rows: cited,
            handling,
            simulated: false,
        },
        rows,
        entities: vec![],
        charts: vec![],
    }
}

fn terms(tlp: Tlp, licensed: &[&str]) -> Terms {
    Terms {
        tlp,
        recipient: "a newsroom".into(),
        licensed: licensed.iter().map(|name| (*name).to_owned()).collect(),
    }
}

/// `T01 sentence of T01 | rows 1 2 | held 1 row, 0 reasons`
fn leaves(text: &str, terms: Terms) -> String {
    match Releasable::of(material(text), terms) {
        Err(held) => held.to_string(),
        Ok(out) => {
            let reasons: Vec<&str> = out.lead().reasons.iter().map(|r| r.typology.as_str()).collect();
            let rows: Vec<String> = out.rows().iter().map(|row| row.row.row.to_string()).collect();
            let held = out.withheld();
            format!(
                "{} | rows {} | held {} rows, {} reasons",
                reasons.join(" "),
                rows.join(" "),
                held.rows,
                held.reasons
            )
        }
    }
}

#[test]
fn open_rows_leave_with_every_word_of_the_lead() {
    let out = Releasable::of(material("T01: 1 open, 2 open"), terms(Tlp::Clear, &[])).unwrap();
    assert_eq!(out.lead().sentence, "sentence of the lead");
    assert_eq!(out.lead().probability, Some(0.7));
    assert!(!out.withheld().any());
}

#[test]
fn what_a_source_alone_told_stays_and_open_rows_carry_the_reason_alone() {
    let world = "T01: 1 open, 2 source
                 T02: 3 source";
    assert_eq!(
        leaves(world, terms(Tlp::Red, &[])),
        "T01 | rows 1 | held 2 rows, 1 reasons"
    );
    let out = Releasable::of(material(world), terms(Tlp::Red, &[])).unwrap();
    let said = serde_json::to_string(out.lead()).unwrap();
    assert!(!said.contains("sentence of"), "{said}");
    assert_eq!(out.lead().probability, None);
    assert_eq!(out.lead().handling, Handling::Open);
    assert!(out.lead().rows.iter().all(|cited| cited.row == row(1)));
}

#[test]
fn a_lead_that_only_a_source_told_makes_no_dossier() {
    assert_eq!(
        leaves("T01: 1 source, 2 restricted", terms(Tlp::Red, &["customs"])),
        "no reason of this lead stands on rows that may leave; 2 rows may not\n  \
         customs:abababababab:1: told by a source; wait until open data says the same\n  \
         customs:abababababab:2: restricted to the people on this case; leave it out"
    );
}

#[test]
fn licensed_rows_leave_to_the_holder_under_a_label_that_stops_there() {
    let world = "T01: 1 licensed, 2 open";
    for (tlp, licensed, expected) in [
        (
            Tlp::Amber,
            &["customs"][..],
            "T01 | rows 1 2 | held 0 rows, 0 reasons",
        ),
        (Tlp::Red, &["customs"], "T01 | rows 1 2 | held 0 rows, 0 reasons"),
        (Tlp::Green, &["customs"], "T01 | rows 2 | held 1 rows, 0 reasons"),
        (Tlp::Red, &["another"], "T01 | rows 2 | held 1 rows, 0 reasons"),
        (Tlp::Red, &[], "T01 | rows 2 | held 1 rows, 0 reasons"),
    ] {
        assert_eq!(
            leaves(world, terms(tlp, licensed)),
            expected,
            "{tlp} {licensed:?}"
        );
    }
}

#[test]
fn a_row_without_a_label_stays() {
    assert_eq!(
        leaves("T01: 1 unlabelled, 2 open", terms(Tlp::Red, &[])),
        "T01 | rows 2 | held 1 rows, 0 reasons"
    );
}

#[test]
fn a_row_given_twice_has_its_stricter_label() {
    assert_eq!(
        leaves("T01: 1 open, 1 source, 2 open", terms(Tlp::Red, &[])),
        "T01 | rows 2 | held 1 rows, 0 reasons"
    );
}

#[test]
fn a_reason_without_rows_rests_on_the_whole_and_stays_with_it() {
    assert_eq!(
        leaves("T01: 1 open\nT02:", terms(Tlp::Red, &[])),
        "T01 T02 | rows 1 | held 0 rows, 0 reasons"
    );
    assert_eq!(
        leaves("T01: 1 open, 2 source\nT02:", terms(Tlp::Red, &[])),
        "T01 | rows 1 | held 1 rows, 1 reasons"
    );
}

proptest! {
    /// Whatever the labels: no cell of a row that stays is in what leaves, and what
    /// leaves may leave.
    #[test]
    fn nothing_of_a_row_that_stays_is_in_what_leaves(
        labels in prop::collection::vec((1u64..12, 0usize..5, 0usize..3), 1..20),
        tlp in 0usize..5, licensed in any::<bool>(),
    ) {
        let words = ["open", "licensed", "restricted", "source", "unlabelled"];
        let mut world = [String::from("T01:"), String::from("T02:"), String::from("T03:")];
        for (n, word, reason) in &labels {
            world[*reason].push_str(&format!(" {n} {},", words[*word]));
        }
        let tlp = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red][tlp];
        let terms = terms(tlp, if licensed { &["customs"] } else { &[] });
        let holder = licensed && tlp >= Tlp::Amber;
        if let Ok(out) = Releasable::of(material(&world.join("\n")), terms.clone()) {
            let kept: Vec<(RowRef, Handling)> = out.rows().iter().map(|row| (row.row.clone(), row.handling)).collect();
            prop_assert!(may_leave(&kept, &terms).is_ok());
            for (n, word, _) in &labels {
                let strict = matches!(words[*word], "restricted" | "source") || words[*word] == "licensed" && !holder;
                if strict {
                    prop_assert!(out.lead().rows.iter().all(|cited| cited.row.row != *n));
                    prop_assert!(out.rows().iter().all(|row| row.row.row != *n));
                }
            }
            prop_assert!(!out.lead().reasons.is_empty());
        }
    }
}
