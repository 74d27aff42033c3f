//! A tiny reader of the shipped EU export figures, for tests and examples of
//! this crate alone; the program reads them through its own loader.

use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::date::Month;
use fyke_model::hs::{HsCode, HsVersion};
use fyke_model::lane::{Flow, Lane};
use fyke_model::money::Currency;
use fyke_trace::lanes::{Concordance, Family, Link, Regime, Standing};
use std::error::Error;
use std::path::Path;

/// The figures and the concordance under `data`.
pub fn figures(data: &Path) -> Result<(Vec<Flow>, Concordance), Box<dyn Error>> {
    let mut flows = Vec::new();
    let mut table = csv::Reader::from_path(data.join("eu-exports/eu-exports.csv"))?;
    let header = table.headers()?.clone();
    let months: Vec<Month> = header.iter().skip(4).map(str::parse).collect::<Result<_, _>>()?;
    for (index, record) in table.records().enumerate() {
        let record = record?;
        let importer: Country = record.get(2).unwrap_or("").parse()?;
        let hs = code(record.get(1), record.get(0))?;
        for (cell, month) in record.iter().skip(4).zip(&months).filter(|(c, _)| !c.is_empty()) {
            flows.push(Flow {
                row: index as u64 + 2,
                lane: Lane {
                    exporter: Country::of("EU"),
                    importer,
                    hs,
                    month: *month,
                },
                side: Side::Export,
                value_minor: cell.parse::<i64>()? * 100,
                currency: Currency::EUR,
                mass_g: None,
                quantity_milli: None,
            });
        }
    }
    let mut links = Vec::new();
    for record in csv::Reader::from_path(data.join("hs/concordance-2017-2022.csv"))?.records() {
        let record = record?;
        links.push(Link {
            from: code(record.get(0), record.get(1))?,
            to: code(record.get(2), record.get(3))?,
            weight_low: record.get(4).unwrap_or("").parse()?,
            weight_high: record.get(6).unwrap_or("").parse()?,
            main: record.get(7) == Some("main"),
        });
    }
    let mut incomparable = Vec::new();
    for record in csv::Reader::from_path(data.join("eu-exports/families.csv"))?.records() {
        let record = record?;
        if record.get(9) == Some("no") {
            incomparable.push(Family(record.get(0).unwrap_or("").parse()?));
        }
    }
    Ok((flows, Concordance::new(&links).with_incomparable(incomparable)))
}

fn code(version: Option<&str>, digits: Option<&str>) -> Result<HsCode, Box<dyn Error>> {
    let year: u16 = version.unwrap_or("").parse()?;
    Ok(HsCode {
        version: HsVersion::from_year(year).ok_or("no such HS edition")?,
        code: digits.unwrap_or("").parse()?,
    })
}

/// The embargo on Russia with Belarus embargoed beside it and five hubs.
pub fn regime(measure: &str) -> Regime {
    let standing = |codes: &[&str]| codes.iter().map(|c| Standing::always(Country::of(c))).collect();
    Regime {
        id: "ru-2022".into(),
        ends: vec![Country::of("RU")],
        also_embargoed: standing(&["BY"]),
        hubs: standing(&["AM", "GE", "KG", "KZ", "UZ"]),
        coalition: standing(&["EU"]),
        measure: measure.parse().unwrap_or(Month(24_265)),
    }
}
