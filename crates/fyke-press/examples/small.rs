//! A small dossier from beginning to end: made, opened, verified.
//!
//! ```text
//! cargo run --release -p fyke-press --example small -- dossier.pdf
//! ```
//!
//! Everybody in it is made up, and so is its log: the checker of proofs here only
//! looks at the shape of a proof. A true one is `fyke_judge::record::Proof`.

use fyke_model::dataset::{FileHash, Handling, RowRef};
use fyke_model::lead::{GoodsFamily, Innocent, Lead, LeadRow, Measured, Place, Reason, Subject};
use fyke_model::money::{Amount, Currency};
use fyke_model::reference::CostToFake;
use fyke_press::{
    Assessed, Assumed, Chart, Claim, Decided, Dossier, Entity, Entry, Extract, Material, Releasable,
    Seconded, SourceRow, Terms, Tlp, Told, press, verify,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let out = args.next().unwrap_or_else(|| "dossier.pdf".into());
    let scale: u64 = args.next().map_or(Ok(1), |n| n.parse())?;
    let dossier = dossier(scale)?;
    let begun = std::time::Instant::now();
    let pdf = press(&dossier)?;
    println!(
        "pressed {} bytes in {:.1} s",
        pdf.len(),
        begun.elapsed().as_secs_f64()
    );
    std::fs::write(&out, &pdf)?;
    let shape = |claim: &Claim<'_>| match claim.proof.starts_with(b"c2sp.org/tlog-proof@v1\n") {
        true => Ok(format!("entry {} has a proof of the right shape", claim.index)),
        false => Err("this is no proof".to_owned()),
    };
    let verified = verify(&pdf, None, &shape);
    for finding in &verified.findings {
        println!(
            "{} {}",
            if finding.fault { "FAULT" } else { "ok   " },
            finding.what
        );
    }
    println!("whole: {}", verified.whole);
    Ok(())
}

/// `scale` repeats rows and reasons: 1 is a lead, 40 a stack of paper.
fn dossier(scale: u64) -> Result<Dossier, Box<dyn std::error::Error>> {
    let customs = FileHash([0xab; 32]);
    let row = |n: u64| RowRef {
        dataset: "customs-de".into(),
        file: customs,
        row: n,
    };
    let source = |n: u64, inward: bool| {
        let kg = 400 + n * 7 % 230;
        let cells = [
            ("date", format!("2022-{:02}-{:02}", 4 + n % 8, 1 + n * 5 % 27)),
            (
                "consignor",
                if inward {
                    "Alfa Elektronik GmbH"
                } else {
                    "شركة بيتا للتجارة"
                }
                .to_owned(),
            ),
            (
                "consignee",
                if inward {
                    "شركة بيتا للتجارة"
                } else {
                    "ООО «Гамма Комплект»"
                }
                .to_owned(),
            ),
            ("hs", "854231".to_owned()),
            ("mass_kg", format!("{kg}")),
            ("value_usd", format!("{}.50", kg * 93)),
            ("text", "electronic integrated circuits, processors".to_owned()),
        ];
        SourceRow {
            row: row(n),
            handling: if n % 9 == 4 {
                Handling::Licensed
            } else {
                Handling::Open
            },
            file_name: "declarations-2022.csv".into(),
            cells: cells
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        }
    };
    let n = 24 * scale * if scale > 1 { 10 } else { 1 };
    let mut rows: Vec<SourceRow> = (2..2 + n).map(|n| source(n, n % 2 == 0)).collect();
    rows.push(SourceRow {
        row: RowRef {
            dataset: "told".into(),
            file: FileHash([0xcd; 32]),
            row: 1,
        },
        handling: Handling::SourceCompartment,
        file_name: "letter.txt".into(),
        cells: vec![("text".into(), "what only a source can know".into())],
    });
    let mut reasons = vec![
        measured(
            "T01",
            2.3,
            "Within 90 days of receipt 94 % of the circuits that Beta took in left again for Gamma, at a mass that fits: 6,120 kg in, 5,770 kg out.",
            CostToFake::High,
        ),
        measured(
            "T07",
            1.1,
            "Beta was registered on 14 March 2022, eight weeks after the measures were announced, and had declared no trade before.",
            CostToFake::Medium,
        ),
        measured(
            "T12",
            0.6,
            "What Beta paid for a kilogram is 2.4 times the median of the lane in the same months.",
            CostToFake::Medium,
        ),
        measured(
            "C02",
            -0.7,
            "Beta declares a stock of its own and sells a sixth of the goods within its own country.",
            CostToFake::Medium,
        ),
    ];
    let mut cited: Vec<LeadRow> = Vec::new();
    let mut cite = |typology: &str, role: &str, row: RowRef| {
        cited.push(LeadRow {
            typology: typology.into(),
            role: role.into(),
            row,
        });
    };
    for n in 2..2 + n {
        cite("T01", if n % 2 == 0 { "in" } else { "out" }, row(n));
        if n % 2 == 0 && n < 14 {
            cite("T12", "in", row(n));
        }
    }
    cite("T07", "before", row(2));
    cite(
        "T12",
        "told",
        RowRef {
            dataset: "told".into(),
            file: FileHash([0xcd; 32]),
            row: 1,
        },
    );
    cite("C02", "out", row(5));
    for extra in 1..scale {
        let id = format!("X{extra:02}");
        reasons.push(measured(
            &id,
            0.1,
            "A reason that repeats another, to fill pages when the press is measured.",
            CostToFake::Low,
        ));
        for at in 0..40 {
            cite(
                &id,
                if at % 2 == 0 { "in" } else { "out" },
                row(2 + (extra * 40 + at) % n),
            );
        }
    }
    if scale > 1 {
        // a row that stays costs the lead its own sentence: measure with all rows
        rows.pop();
        cited.retain(|cited| cited.row.dataset != "told");
    }
    let lead = Lead {
        id: "k3v9qd27xm".into(),
        subject: Subject::Party {
            name: "شركة بيتا للتجارة".into(),
            country: Some("AE".parse()?),
            end: "RU".parse()?,
        },
        goods: GoodsFamily {
            id: "8542".into(),
            title: "electronic integrated circuits".into(),
            profiles: vec!["common-high-priority".into()],
        },
        from: "2022-04".parse()?,
        to: "2022-11".parse()?,
        regime: "ru-2022".into(),
        score: 3.1,
        probability: Some(0.81),
        value: Some(Amount {
            minor: 123_456_700,
            currency: Currency::USD,
        }),
        place: Place::default(),
        coverage: Some(0.6),
        sentence: "A trading firm founded in March 2022 passes on nearly all of the circuits that it receives, to a firm in Russia.".into(),
        reasons,
        innocent: Innocent {
            explanation: "A distributor that serves several countries of the region. Firms moved there in 2022 for many reasons, new ones have no history by nature, and a distributor lives on passing goods on.".into(),
            confirmed_by: "Invoices to customers elsewhere for the same months; an end-use statement of Gamma that names a civil product; stock records of the warehouse.".into(),
        },
        rows: cited,
        handling: Handling::SourceCompartment,
        simulated: true,
    };
    let entity = |json: &str| Entity {
        json: json.into(),
        dataset: "registers".into(),
        handling: Handling::Open,
    };
    let material = Material {
        lead,
        rows,
        entities: vec![
            entity(r#"{"id":"b","schema":"Company","caption":"شركة بيتا للتجارة","properties":{"name":["شركة بيتا للتجارة","Beta Trading FZE"],"country":["ae"]}}"#),
            entity(r#"{"id":"g","schema":"Company","caption":"ООО «Гамма Комплект»","properties":{"name":["ООО «Гамма Комплект»","Gamma Komplekt LLC"],"country":["ru"]}}"#),
            entity(r#"{"id":"d","schema":"Company","caption":"深圳市德尔塔电子有限公司","properties":{"name":["深圳市德尔塔电子有限公司","Shenzhen Delta Electronics Co., Ltd."],"country":["cn"]}}"#),
            entity(r#"{"id":"a","schema":"Company","caption":"Alfa Elektronik GmbH","properties":{"name":["Alfa Elektronik GmbH"],"country":["de"]}}"#),
            entity(r#"{"id":"e","schema":"Company","caption":"შპს ეფსილონი","properties":{"name":["შპს ეფსილონი","ᓄᓇ"],"country":["ge"]}}"#),
        ],
        charts: vec![Chart {
            title: "What came in and what went on, kilograms a month".into(),
            alt: "Two lines from April to November 2022: what Beta received and what it sent on. The second follows the first by about two months.".into(),
            svg: SERIES.into(),
            dataset: "customs-de".into(),
            handling: Handling::Open,
        }],
    };
    let terms = Terms {
        tlp: Tlp::Amber,
        recipient: "the editors of a newsroom".into(),
        licensed: vec!["customs-de".into()],
    };
    let evidence = Releasable::of(material, terms)?;
    let titles = [
        ("T01", "Goods pass through"),
        ("T07", "Founded after the measures"),
        ("T12", "Priced above the lane"),
        ("C02", "Sells at home too"),
    ];
    let told = Told {
        case: "Circuits through the Gulf".into(),
        headline: "A trading firm founded in March 2022 passes on nearly all of the circuits that it receives, to a firm in Russia".into(),
        made_at: "2026-11-22T16:00:00Z".into(),
        made_by: "fyke 0.1.0".into(),
        data_version: "9f2c1e7ab04d5566778899aabbccddee00112233445566778899aabbccddeeff".into(),
        permalink: "http://127.0.0.1:7001/lead/k3v9qd27xm?at=9f2c1e7a".into(),
        regime: "Export controls on Russia since February 2022".into(),
        typologies: titles.into_iter().map(|(id, title)| (id.to_owned(), title.to_owned())).collect(),
        columns: ["date", "consignor", "consignee", "mass_kg", "value_usd"].map(String::from).to_vec(),
        not_seen: vec![
            "Customs declarations of the United Arab Emirates: what left Beta is seen only where the other side declared it.".into(),
            "About 40 in 100 of the trade of these goods, by the official statistics of the same months.".into(),
            "Who owns Gamma: no register in this case names an owner.".into(),
        ],
        assessments: vec![
            Assessed {
                by: "Ada".into(),
                question: "Did circuits of Alfa reach Gamma through Beta in 2022?".into(),
                likely: "likely (70 %)".into(),
                confidence: "moderate".into(),
                confidence_basis: "two independent customs feeds agree on mass and date; nobody has seen an invoice".into(),
                blind: true,
                dissent: false,
                assumptions: vec![Assumed {
                    text: "The declared masses are weighed and not copied.".into(),
                    if_false: "the fit of what comes in and goes out says nothing.".into(),
                    until: "2027-03-01".into(),
                }],
                alternatives: vec!["Gamma bought from several distributors, and Beta is one of many.".into()],
                entry: Some(12),
            },
            Assessed {
                by: "Bao".into(),
                question: "Did circuits of Alfa reach Gamma through Beta in 2022?".into(),
                likely: "a realistic possibility (45 %)".into(),
                confidence: "low".into(),
                confidence_basis: "the price can come from small lots".into(),
                blind: true,
                dissent: true,
                entry: Some(14),
                ..Assessed::default()
            },
        ],
        decisions: vec![Decided {
            by: "Ada".into(),
            verdict: "escalated".into(),
            why: "The masses fit in seven months out of eight, and a new firm with no other trade explains itself badly.".into(),
            at: "21 November 2026".into(),
            entry: Some(17),
            seconded: vec![Seconded {
                by: "Chioma".into(),
                why: "The same rows, read from the other side's declarations, tell the same.".into(),
                at: "22 November 2026".into(),
                entry: Some(19),
            }],
        }],
    };
    let entry = |index: u64, what: &str| Entry {
        index,
        what: what.into(),
        bytes: format!(r#"{{"v":1,"by":{{"person":"00"}},"what":{{"kind":"example {index}"}}}}"#)
            .into_bytes(),
        proof: format!("c2sp.org/tlog-proof@v1\nindex {index}\n\nexample/log\n40\n").into_bytes(),
        opening: None,
    };
    Ok(Dossier {
        evidence,
        told,
        record: Some(Extract {
            log_key: "example/log+00000000+AAAA".into(),
            checkpoint: b"example/log\n40\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\xe2\x80\x94 example/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n".to_vec(),
            entries: vec![
                entry(12, "Ada's judgement, blind"),
                entry(14, "Bao's judgement, blind"),
                entry(17, "Ada's decision: escalate"),
                entry(19, "Chioma's signature under it"),
            ],
        }),
    })
}

fn measured(id: &str, contribution: f64, sentence: &str, cost: CostToFake) -> Reason {
    Reason {
        precision: Some(Measured {
            share: 0.62,
            n: 412,
            base_rate: 0.03,
            worlds: "simulated worlds of seeds 1 to 20".into(),
        }),
        cost_to_fake: Some(cost),
        ..Reason::new(id, contribution, sentence)
    }
}

const SERIES: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 220" font-family="Open Sans" font-size="11">
<g stroke="#c9ced3" stroke-width="0.6"><path d="M50 190H620M50 140H620M50 90H620M50 40H620"/></g>
<g fill="#565b60" text-anchor="end"><text x="44" y="194">0</text><text x="44" y="144">400</text><text x="44" y="94">800</text><text x="44" y="44">1,200</text></g>
<g fill="#565b60" text-anchor="middle"><text x="60" y="210">Apr</text><text x="138" y="210">May</text><text x="216" y="210">Jun</text><text x="294" y="210">Jul</text><text x="372" y="210">Aug</text><text x="450" y="210">Sep</text><text x="528" y="210">Oct</text><text x="606" y="210">Nov</text></g>
<path d="M60 120L138 80L216 70L294 95L372 60L450 66L528 110L606 140" fill="none" stroke="#0f4c5c" stroke-width="2"/>
<path d="M60 190L138 170L216 124L294 86L372 78L450 99L528 66L606 72" fill="none" stroke="#0f4c5c" stroke-width="2" stroke-dasharray="5 4"/>
<text x="138" y="70" fill="#0f4c5c">received by شركة بيتا</text><text x="520" y="56" fill="#0f4c5c">sent on</text>
</svg>"##;
