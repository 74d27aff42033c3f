//! A dossier for tests: one reason, three rows, names in four scripts, a drawing,
//! two entries of a record.

use crate::{
    Assessed, Chart, Decided, Dossier, Entity, Entry, Extract, Material, Releasable, SourceRow, Terms, Tlp,
    Told,
};
use fyke_model::dataset::{FileHash, Handling, RowRef};
use fyke_model::lead::{GoodsFamily, Innocent, Lead, LeadRow, Place, Reason, Subject};

pub const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40"><path d="M0 30L100 10" stroke="#0f4c5c" fill="none"/><text x="5" y="12" font-size="8">Гамма &amp; 深圳</text></svg>"##;

pub fn row(n: u64) -> RowRef {
    RowRef {
        dataset: "customs".into(),
        file: FileHash([0xab; 32]),
        row: n,
    }
}

pub fn lead() -> Lead {
    Lead {
        id: "0123456789".into(),
        subject: Subject::Party {
            name: "شركة بيتا".into(),
            country: Some("AE".parse().unwrap()),
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
        score: 4.25,
        probability: Some(0.7),
        value: None,
        place: Place::default(),
        coverage: Some(0.1),
        sentence: "Beta passes goods on".into(),
        reasons: vec![Reason::new("T01", 1.5, "400 kg in, 390 kg out")],
        innocent: Innocent {
            explanation: "A distributor.".into(),
            confirmed_by: "Invoices.".into(),
        },
        rows: [(2, "in"), (3, "out"), (4, "out")]
            .map(|(n, role)| LeadRow {
                typology: "T01".into(),
                role: role.into(),
                row: row(n),
            })
            .to_vec(),
        handling: Handling::Open,
        simulated: true,
    }
}

pub fn material() -> Material {
    let cells = |cells: &[(&str, &str)]| {
        cells
            .iter()
            .map(|(c, v)| ((*c).to_owned(), (*v).to_owned()))
            .collect()
    };
    let source = |n, own: &[(&str, &str)]| SourceRow {
        row: row(n),
        handling: Handling::Open,
        file_name: "flows.csv".into(),
        cells: cells(own),
    };
    Material {
        lead: lead(),
        rows: vec![
            source(
                2,
                &[
                    ("date", "2022-03-01"),
                    ("consignee", "شركة بيتا"),
                    ("mass_kg", "400"),
                ],
            ),
            source(
                3,
                &[
                    ("date", "2022-03-20"),
                    ("row", "=1+1, \"so\"\nand on"),
                    ("mass_kg", "390"),
                ],
            ),
            source(4, &[("mass_kg", "1"), ("mass_kg", "2"), ("", "3"), ("empty", "")]),
        ],
        entities: vec![Entity {
            json: r#"{"id":"b","schema":"Company","caption":"深圳德尔塔","properties":{"name":["Дельта"]}}"#
                .into(),
            dataset: "lists".into(),
            handling: Handling::Open,
        }],
        charts: vec![Chart {
            title: "Flows".into(),
            alt: "A line that falls.".into(),
            svg: SVG.into(),
            dataset: "customs".into(),
            handling: Handling::Open,
        }],
    }
}

pub fn dossier() -> Dossier {
    let terms = Terms {
        tlp: Tlp::AmberStrict,
        recipient: "a newsroom".into(),
        licensed: vec![],
    };
    Dossier {
        evidence: Releasable::of(material(), terms).unwrap(),
        told: Told {
            case: "Small world".into(),
            made_at: "2026-11-22T16:00:00Z".into(),
            made_by: "fyke 0.1.0".into(),
            assessments: vec![Assessed {
                by: "Ada".into(),
                likely: "likely (70 %)".into(),
                blind: true,
                entry: Some(3),
                ..Assessed::default()
            }],
            decisions: vec![Decided {
                by: "Ada".into(),
                verdict: "escalated".into(),
                entry: Some(5),
                ..Decided::default()
            }],
            ..Told::default()
        },
        record: Some(Extract {
            log_key: "example/log+00000000+AAAA".into(),
            checkpoint: b"example/log\n9\nAAAA\n".to_vec(),
            entries: [3, 5]
                .map(|index| Entry {
                    index,
                    what: format!("entry {index}"),
                    bytes: format!("{{\"v\":1,\"n\":{index}}}").into_bytes(),
                    proof: format!("proof of {index}").into_bytes(),
                    opening: (index == 3).then(|| b"3 00 {}".to_vec()),
                })
                .to_vec(),
        }),
    }
}

/// A checker that takes the proofs of the sample.
pub fn check(claim: &crate::Claim<'_>) -> Result<String, String> {
    let good = claim.proof == format!("proof of {}", claim.index).as_bytes()
        && claim.entry == format!("{{\"v\":1,\"n\":{}}}", claim.index).as_bytes()
        && claim.lead == "0123456789";
    good.then(|| format!("entry {} of 9", claim.index))
        .ok_or_else(|| "no proof".into())
}
