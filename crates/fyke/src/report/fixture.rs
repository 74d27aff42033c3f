//! An invented report for the tests: every figure, name and row is made up.

use super::view::*;
use fyke_model::country::Country;
use fyke_model::dataset::{FileHash, Handling, RowRef};
use fyke_model::date::{Day, Month};
use fyke_model::lead::{self, GoodsFamily, Innocent, Lead, LeadRow, Reason, Subject};
use fyke_model::money::{Amount, Currency};

/// Text that would run, were it not escaped.
pub(super) const HOSTILE: &str = "Acme <script>alert('x')</script> & \"Söhne\" GmbH";

fn eur(whole: i64) -> Amount {
    Amount {
        minor: whole * 100,
        currency: Currency::EUR,
    }
}

fn country(code: &str) -> Country {
    code.parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A report of two acts, the second simulated.
pub(super) fn report() -> Report {
    Report {
        title: "Chips by way of Bishkek".to_owned(),
        standfirst: "What the European Union no longer declares for Russia, its figures show going to six \
                     smaller neighbours: the same goods, in the same months."
            .to_owned(),
        generated_on: day("2026-11-22"),
        glossary: glossary(),
        acts: vec![act_one(), act_two()],
    }
}

fn glossary() -> Glossary {
    let names = [
        ("EU", "European Union"),
        ("RU", "Russia"),
        ("KG", "Kyrgyzstan"),
        ("KZ", "Kazakhstan"),
        ("AM", "Armenia"),
        ("GE", "Georgia"),
        ("UZ", "Uzbekistan"),
        ("TR", "Türkiye"),
        ("AE", "United Arab Emirates"),
        ("DE", "Germany"),
        ("CN", "China"),
        ("HK", "Hong Kong"),
    ];
    let typologies = [
        ("T01", "lane surge"),
        ("T06", "mirror gap"),
        ("T08", "dependence on the end"),
        ("T10", "unit value"),
    ];
    Glossary {
        countries: names
            .iter()
            .map(|(code, name)| (country(code), (*name).to_owned()))
            .collect(),
        typologies: typologies
            .iter()
            .map(|(id, name)| ((*id).to_owned(), (*name).to_owned()))
            .collect(),
        regimes: [("ru-2022".to_owned(), "Russia, since 2022".to_owned())].into(),
    }
}

fn act_one() -> Act {
    Act {
        title: "Act one: the figures".to_owned(),
        intro: vec![
            "From March 2022 the export of a short list of goods to Russia was forbidden. This act looks at what \
             was declared for its neighbours before and after."
                .to_owned(),
        ],
        simulated: false,
        source_line: "Source: invented for a test.".to_owned(),
        command: Some("fyke leads CASE".to_owned()),
        map: Some(flow_map()),
        leads: vec![lane_lead(1, "8542", "electronic integrated circuits"), lane_lead(2, "8517", "telephones and switches")],
        notes: vec![
            "Value only: a price that rose looks like more goods.".to_owned(),
            "Goods that pass through a free zone may be recorded nowhere.".to_owned(),
        ],
    }
}

fn act_two() -> Act {
    Act {
        title: "Act two: the firms".to_owned(),
        intro: vec!["A simulated country's trade, in which diversion was planted.".to_owned()],
        simulated: true,
        source_line: "Source: fyke simulate, seed 7.".to_owned(),
        command: None,
        map: None,
        leads: vec![party_lead()],
        notes: vec!["Three rows in ten are not seen.".to_owned()],
    }
}

fn flow_map() -> FlowMap {
    let place = |name: &str, lat_deg, lon_deg, codes: &[&str], embargoed| Place {
        name: name.to_owned(),
        lat_deg,
        lon_deg,
        countries: codes.iter().map(|c| country(c)).collect(),
        embargoed,
    };
    let eu = [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
        "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    ];
    let flow = |to, part, now, before| Flow {
        from: 0,
        to,
        part,
        value: Some(eur(now)),
        before: Some(eur(before)),
    };
    let thought = |from| Flow {
        from,
        to: 1,
        part: Part::Onward,
        value: None,
        before: None,
    };
    FlowMap {
        title: "Listed goods declared by the European Union, March to November 2022, beside the same months of 2021".to_owned(),
        places: vec![
            place("European Union", 50.1, 9.0, &eu, false),
            place("Russia", 55.75, 37.6, &["RU"], true),
            place("Kyrgyzstan", 42.9, 74.6, &["KG"], false),
            place("Kazakhstan", 48.0, 67.0, &["KZ"], false),
            place("Armenia", 40.2, 44.5, &["AM"], false),
            place("Georgia", 41.7, 44.8, &["GE"], false),
            place("Uzbekistan", 41.3, 69.3, &["UZ"], false),
            place("Türkiye", 39.9, 32.9, &["TR"], false),
            place("United Arab Emirates", 25.2, 55.3, &["AE"], false),
            place("Hong Kong", 22.3, 114.2, &["HK"], false),
        ],
        flows: vec![
            flow(1, Part::Direct, 93_000_000, 410_000_000),
            flow(2, Part::Detour, 21_000_000, 900_000),
            flow(3, Part::Detour, 74_000_000, 31_000_000),
            flow(4, Part::Detour, 29_000_000, 4_100_000),
            flow(5, Part::Detour, 18_000_000, 7_000_000),
            flow(6, Part::Detour, 24_000_000, 11_000_000),
            flow(7, Part::Detour, 240_000_000, 130_000_000),
            flow(8, Part::Detour, 150_000_000, 98_000_000),
            flow(9, Part::Detour, 110_000_000, 100_000_000),
            thought(2),
            thought(3),
            thought(4),
        ],
        note: "Source: invented for a test.".to_owned(),
    }
}

/// Months of an invented lane: a level, then another from March 2022 (month 26).
fn months(before: i64, after: i64, seed: i64) -> Vec<Option<i64>> {
    (0..35)
        .map(|at| {
            let noise = 70 + (at * 37 + seed * 53) % 61;
            let level = if at < 26 {
                before
            } else {
                after + (after - before) * (at - 26) / 12
            };
            (at != 7 || before > 1_000_000).then_some((level * noise).max(0))
        })
        .collect()
}

fn chart() -> SeriesChart {
    let series = |name: &str, part, before, after, seed| Series {
        name: name.to_owned(),
        part,
        values_minor: months(before, after, seed),
    };
    SeriesChart {
        title: "Integrated circuits declared by the European Union, by month".to_owned(),
        currency: Currency::EUR,
        from: Month::new(2020, 1),
        series: vec![
            series("to Russia", Part::Direct, 18_000_000, 2_000_000, 1),
            series("to Kyrgyzstan", Part::Detour, 20_000, 1_400_000, 2),
            series("to Armenia", Part::Detour, 110_000, 1_100_000, 3),
            series("to Kazakhstan", Part::Detour, 300_000, 700_000, 5),
        ],
        marks: vec![
            Mark {
                day: day("2022-01-01"),
                label: "goods renumbered".to_owned(),
            },
            Mark {
                day: day("2022-02-24"),
                label: "invasion".to_owned(),
            },
        ],
        note: "Source: invented for a test. A stroke under the axis is a month without a figure.".to_owned(),
    }
}

fn lane_lead(number: u64, heading: &str, title: &str) -> LeadView {
    let row = |at: u64| RowRef {
        dataset: "eu-exports".to_owned(),
        file: FileHash([0x9f; 32]),
        row: 1200 + at,
    };
    let rows: Vec<LeadRow> = (0..9)
        .map(|at| LeadRow {
            typology: if at % 2 == 0 { "T01" } else { "T06" }.to_owned(),
            role: ["before", "after", "direct", "detour"][at as usize % 4].to_owned(),
            row: row(at),
        })
        .collect();
    let excerpts = rows.iter().take(6).enumerate().map(|(at, row)| RowExcerpt {
        row: row.clone(),
        cells: [
            ("hs6", "854231"),
            ("hs_version", "2022"),
            ("partner", "KG"),
            ("2022-03", "118200"),
            ("2022-04", "412906"),
        ]
        .into_iter()
        .map(|(c, v)| {
            (
                c.to_owned(),
                if c == "2022-04" {
                    format!("{}", 412_906 + at)
                } else {
                    v.to_owned()
                },
            )
        })
        .collect(),
    });
    LeadView {
        diverted: None,
        excerpts: excerpts.collect(),
        chart: Some(chart()),
        sankey: None,
        unknown: vec!["Whether the buyers in Kyrgyzstan use the goods themselves: no row names them.".to_owned()],
        lead: Lead {
            id: format!("k3m9x2pq7{number}"),
            subject: Subject::Lane {
                exporter: country("EU"),
                through: vec![country("KG"), country("AM"), country("KZ")],
                end: country("RU"),
            },
            goods: GoodsFamily { id: heading.to_owned(), title: title.to_owned(), profiles: vec![] },
            from: Month::new(2022, 3),
            to: Month::new(2022, 11),
            regime: "ru-2022".to_owned(),
            score: 7.3,
            probability: None,
            value: Some(eur(32_400_000 / number as i64)),
            place: lead::Place::default(),
            coverage: Some(0.82),
            sentence: format!(
                "After exports of {title} to Russia fell by 89 %, those to Kyrgyzstan grew seventyfold and those to Armenia tenfold"
            ),
            reasons: vec![
                Reason::new("T01", 2.6, "EUR 21.0 m to Kyrgyzstan in nine months where EUR 0.3 m would be expected (EB05 9.4)."),
                Reason::new("T06", 1.1, "Kyrgyzstan records EUR 6.2 m of it as arrived."),
                Reason::new("T10", -0.4, "The price of a kilogram is that of other buyers."),
            ],
            innocent: Innocent {
                explanation: "Makers of household goods moved from Russia to Kyrgyzstan and Armenia in 2022 and took their suppliers along.".to_owned(),
                confirmed_by: "New factories in their business registers with staff and power bills; output of finished goods that grows with the imports.".to_owned(),
            },
            rows,
            handling: Handling::Open,
            simulated: false,
        },
    }
}

fn chain() -> Sankey {
    let node = |name: &str, code: &str, role: &str| SankeyNode {
        name: name.to_owned(),
        country: Some(country(code)),
        role: role.to_owned(),
    };
    let link = |from, to, kg: i64, first: &str, last: &str, rows| SankeyLink {
        from,
        to,
        mass_g: kg * 1000,
        days: (day(first), day(last)),
        rows,
    };
    Sankey {
        title: "From two makers to one end, March to August 2022".to_owned(),
        nodes: vec![
            node(HOSTILE, "DE", "maker"),
            node("Nordwind Halbleiter AG", "DE", "maker"),
            node("Tien Shan Components", "KG", "middle"),
            node("Ararat Trade House", "AM", "middle"),
            node("Golden Bridge Electronics", "KZ", "seller"),
            node("OOO Vympel Snab", "RU", "end"),
        ],
        links: vec![
            link(0, 2, 820, "2022-03-04", "2022-05-30", 14),
            link(1, 2, 410, "2022-03-11", "2022-04-02", 6),
            link(1, 3, 530, "2022-04-10", "2022-06-21", 9),
            link(2, 4, 1010, "2022-04-01", "2022-07-02", 11),
            link(3, 4, 380, "2022-05-14", "2022-07-15", 5),
            link(4, 5, 1250, "2022-05-20", "2022-08-09", 12),
        ],
        note: "Mass by the proportional rule; what is missing between two ribbons stayed in stock."
            .to_owned(),
    }
}

fn party_lead() -> LeadView {
    let mut view = lane_lead(3, "8542", "electronic integrated circuits");
    view.chart = None;
    view.sankey = Some(chain());
    view.lead.place.drawn_with = Some(0.02);
    if let Some(reason) = view.lead.reasons.first_mut() {
        reason.cost_to_fake = Some(fyke_model::reference::CostToFake::High);
        reason.precision = Some(lead::Measured {
            share: 0.62,
            n: 412,
            base_rate: 0.012,
            worlds: "seven simulated worlds".to_owned(),
        });
    }
    view.lead.subject = Subject::Party {
        name: HOSTILE.to_owned(),
        country: Some(country("KZ")),
        end: country("RU"),
    };
    view.lead.sentence =
        format!("Between 61 % and 74 % of the circuits {HOSTILE} bought left for Russia within 40 days");
    view.lead.probability = Some(0.34);
    view.lead.simulated = true;
    for excerpt in &mut view.excerpts {
        excerpt.cells.push(("consignee".to_owned(), HOSTILE.to_owned()));
    }
    view
}
