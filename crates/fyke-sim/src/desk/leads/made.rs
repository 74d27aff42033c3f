//! The leads of the made case, with what a machine would say of each: sealed
//! until somebody has judged. One has its answer known beforehand, one rests on
//! what somebody told, one carries a hostile name.

use super::super::customs::FILES;
use fyke_model::country::Country;
use fyke_model::dataset::Handling;
use fyke_model::date::Month;
use fyke_model::lead::{GoodsFamily, Innocent, Lead, LeadRow, Measured, Place, Reason, Subject};
use fyke_model::money::{Amount, Currency};
use fyke_model::reference::CostToFake;
use std::sync::OnceLock;

/// A lead with what stands around it.
pub(in crate::desk) struct MadeLead {
    pub lead: Lead,
    pub entity: Option<String>,
    /// The answer and where it comes from, where it was known beforehand.
    pub known: Option<(bool, String)>,
    pub hypotheses: Vec<String>,
}

/// Names of the typologies in the made case.
pub(in crate::desk) const TYPOLOGIES: &[(&str, &str)] = &[
    ("M1", "in and out within weeks"),
    ("M2", "sudden rise after the embargo"),
    ("M3", "same trade as before"),
    ("M4", "a position near the end"),
    ("M5", "somebody told"),
];

/// All of them, in an order that says nothing.
pub(in crate::desk) fn all() -> &'static [MadeLead] {
    static ALL: OnceLock<Vec<MadeLead>> = OnceLock::new();
    ALL.get_or_init(made)
}

/// One by its id.
pub(in crate::desk) fn find(id: &str) -> Option<&'static MadeLead> {
    all().iter().find(|made| made.lead.id == id)
}

/// What differs from lead to lead.
struct Draft {
    id: &'static str,
    subject: Subject,
    entity: Option<&'static str>,
    goods: (&'static str, &'static str),
    months: [(i16, i8); 2],
    machine: (f64, Option<f64>),
    value_usd: Option<i64>,
    sentence: &'static str,
    /// Typology, weight, sentence.
    reasons: &'static [(&'static str, f64, &'static str)],
    innocent: (&'static str, &'static str),
    /// Typology, role, file, row.
    rows: &'static [(&'static str, &'static str, usize, u64)],
    known: Option<bool>,
}

fn made() -> Vec<MadeLead> {
    vec![
        lead(Draft {
            id: "lead-amber",
            subject: party("شركة الدلتا للتجارة", "AE", "IR"),
            entity: Some("made-delta-trade"),
            goods: ("8482", "ball bearings"),
            months: [(2021, 2), (2022, 8)],
            machine: (0.7123, Some(0.1234)),
            value_usd: Some(11_800),
            sentence: "the machine saw one dispatch of ball bearings to the end",
            reasons: &[
                ("M1", 0.9, "one of three loads went on to the end within a year"),
                (
                    "M3",
                    -1.4,
                    "bought the same bearings from the same firm before the embargo",
                ),
            ],
            innocent: (
                "a trader who sells what it always sold, and sold once to a buyer of its own choice",
                "contracts older than the embargo; an end-use certificate of Zagros Ind.",
            ),
            rows: &[
                ("M3", "before", 0, 13),
                ("M3", "before", 0, 14),
                ("M1", "out", 0, 15),
            ],
            known: None,
        }),
        lead(Draft {
            id: "lead-birch",
            subject: party("Beta Ticaret A.Ş.", "TR", "RU"),
            entity: Some("made-beta"),
            goods: ("8542", "integrated circuits"),
            months: [(2022, 3), (2022, 4)],
            machine: (4.2345, Some(0.8321)),
            value_usd: Some(488_000),
            sentence: "the machine saw the same circuits leave within three weeks of coming in",
            reasons: &[
                (
                    "M1",
                    2.4,
                    "878 of 900 kg went on to the end, 11 to 19 days after they came",
                ),
                ("M5", 0.8, "somebody told of crates that were marked anew"),
                ("M3", -0.3, "traded in circuits before, in small lots"),
            ],
            innocent: (
                "a distributor with a branch at the end that serves makers of household goods",
                "a list of its customers there; serial numbers found in household goods",
            ),
            rows: &[
                ("M1", "in", 0, 2),
                ("M1", "in", 0, 3),
                ("M1", "in", 0, 4),
                ("M1", "out", 0, 5),
                ("M1", "out", 0, 6),
                ("M1", "out", 0, 7),
                ("M5", "told", 1, 2),
            ],
            known: None,
        }),
        lead(Draft {
            id: "lead-cedar",
            subject: Subject::Lane {
                exporter: country("DE"),
                through: vec![country("KG")],
                end: country("RU"),
            },
            entity: None,
            goods: ("8542", "integrated circuits"),
            months: [(2021, 5), (2022, 7)],
            machine: (3.1357, None),
            value_usd: Some(131_000),
            sentence: "the machine saw a lane grow twentyfold after the embargo began",
            reasons: &[
                (
                    "M2",
                    1.9,
                    "from 11 kg a load before the embargo to 235 kg after it",
                ),
                ("M1", 0.7, "most of one load went on to the end within two weeks"),
            ],
            innocent: (
                "a new assembly plant near Bishkek that began to buy in 2022",
                "its building permit, its staff, its sales at home",
            ),
            rows: &[
                ("M2", "before", 0, 8),
                ("M2", "before", 0, 9),
                ("M2", "after", 0, 10),
                ("M2", "after", 0, 11),
                ("M1", "out", 0, 12),
            ],
            known: None,
        }),
        lead(Draft {
            id: "lead-dogwood",
            subject: Subject::Vessel {
                name: "Северная звезда".to_owned(),
                imo: "9074729".to_owned(),
                flag: "PA".parse().ok(),
                end: country("RU"),
            },
            entity: Some("made-zvezda"),
            goods: ("8901", "voyages"),
            months: [(2022, 9), (2022, 9)],
            machine: (1.6277, None),
            value_usd: None,
            sentence: "the machine saw a ship wait off a port of the end",
            reasons: &[("M4", 1.1, "two positions within 40 km of Ust-Luga in four days")],
            innocent: (
                "waiting for a pilot to Finnish ports, as ships do there in September",
                "the pilot's log at Kotka",
            ),
            rows: &[("M4", "position", 0, 18), ("M4", "position", 0, 19)],
            known: None,
        }),
        lead(Draft {
            id: "lead-elder",
            subject: party("<b>Zeta</b> & \"Sons\" LLP", "KZ", "RU"),
            entity: Some("made-zeta"),
            goods: ("9013", "optical devices"),
            months: [(2022, 5), (2022, 5)],
            machine: (2.2222, Some(0.4567)),
            value_usd: Some(70_000),
            sentence: "the machine saw optics pass through in 25 days",
            reasons: &[("M1", 1.6, "38 of 40 kg went on to the end after 25 days")],
            innocent: (
                "a dealer in surveying instruments with customers on both sides of the border",
                "its catalogue; invoices to surveyors",
            ),
            rows: &[("M1", "in", 0, 16), ("M1", "out", 0, 17)],
            known: None,
        }),
        lead(Draft {
            id: "lead-fir",
            subject: party("Iota LLC", "AM", "RU"),
            entity: None,
            goods: ("8532", "capacitors"),
            months: [(2022, 10), (2022, 10)],
            machine: (0.3456, Some(0.0789)),
            value_usd: Some(39_000),
            sentence: "the machine saw little in a small trade of capacitors",
            reasons: &[("M1", 0.2, "74 of 75 kg went on to the end after 18 days")],
            innocent: (
                "a repair shop that sends back what it mended",
                "repair orders with serial numbers",
            ),
            rows: &[("M1", "in", 0, 20), ("M1", "out", 0, 21)],
            known: Some(true),
        }),
    ]
}

fn country(code: &str) -> Country {
    code.parse().expect("codes of the made case are codes")
}

fn party(name: &str, of: &str, end: &str) -> Subject {
    Subject::Party {
        name: name.to_owned(),
        country: of.parse().ok(),
        end: country(end),
    }
}

fn lead(draft: Draft) -> MadeLead {
    let month = |(year, month): (i16, i8)| Month::new(year, month);
    let [from, to] = draft.months.map(month);
    let mut handling = Handling::Open;
    let rows = draft
        .rows
        .iter()
        .filter_map(|(typology, role, file, row)| {
            let file = FILES.get(*file)?;
            handling = handling.max(file.handling);
            Some(LeadRow {
                typology: (*typology).to_owned(),
                role: (*role).to_owned(),
                row: file.row_ref(*row),
            })
        })
        .collect();
    let (score, probability) = draft.machine;
    MadeLead {
        hypotheses: readings(&draft.subject, draft.goods.1),
        entity: draft.entity.map(str::to_owned),
        known: draft
            .known
            .map(|truth| (truth, "a simulated world, seed 1".to_owned())),
        lead: Lead {
            id: draft.id.to_owned(),
            subject: draft.subject,
            goods: GoodsFamily {
                id: draft.goods.0.to_owned(),
                title: draft.goods.1.to_owned(),
                profiles: Vec::new(),
            },
            from,
            to,
            regime: "made".to_owned(),
            score,
            probability,
            value: draft.value_usd.map(|dollars| Amount {
                minor: dollars * 100,
                currency: Currency::USD,
            }),
            place: Place::default(),
            coverage: Some(0.6),
            sentence: draft.sentence.to_owned(),
            reasons: draft.reasons.iter().map(|reason| measured(*reason)).collect(),
            innocent: Innocent {
                explanation: draft.innocent.0.to_owned(),
                confirmed_by: draft.innocent.1.to_owned(),
            },
            rows,
            handling,
            simulated: true,
        },
    }
}

fn measured((typology, weight, sentence): (&str, f64, &str)) -> Reason {
    Reason {
        precision: Some(Measured {
            share: 0.41,
            n: 37,
            base_rate: 0.05,
            worlds: "made worlds 1 to 3".to_owned(),
        }),
        cost_to_fake: Some(match typology {
            "M1" | "M2" => CostToFake::High,
            "M5" => CostToFake::Low,
            _ => CostToFake::Medium,
        }),
        ..Reason::new(typology, weight, sentence)
    }
}

/// What it could be; none is heavier than another.
fn readings(subject: &Subject, goods: &str) -> Vec<String> {
    let who = match subject {
        Subject::Party { name, .. } | Subject::Vessel { name, .. } => name.clone(),
        Subject::Lane { exporter, .. } => format!("trade from {exporter}"),
    };
    vec![
        format!("{who} passed {goods} on to the end"),
        format!("{who} dealt in {goods} as such trade goes"),
        "the data are wrong or too few to tell".to_owned(),
    ]
}
