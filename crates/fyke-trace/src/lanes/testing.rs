//! Small worlds in text, for tests: a header, then one flow a line.
//!
//! `row exporter importer hs month value [side] [mass_kg]`; the code is written
//! `2017/852580`, the value in whole euros, the side `X` (default) or `M`. A
//! month `2020-01..2022-01` repeats the flow for each month of the span.

use fyke_model::consignment::Side;
use fyke_model::date::Month;
use fyke_model::hs::{HsCode, HsVersion};
use fyke_model::lane::{Flow, Lane};
use fyke_model::money::Currency;

/// The flows of a small world. Panics on a malformed line: it is test text.
pub(crate) fn world(text: &str) -> Vec<Flow> {
    text.lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with("row") && !l.starts_with('#'))
        .flat_map(line)
        .collect()
}

fn line(line: &str) -> Vec<Flow> {
    let cells: Vec<&str> = line.split_whitespace().collect();
    let (version, digits) = cells[3]
        .split_once('/')
        .expect("an HS code is never without its version");
    let (first, last) = cells[4].split_once("..").unwrap_or((cells[4], cells[4]));
    let (first, last): (Month, Month) = (first.parse().unwrap(), last.parse().unwrap());
    (0..=last - first)
        .map(|step| Flow {
            row: cells[0].parse().unwrap(),
            lane: Lane {
                exporter: cells[1].parse().unwrap(),
                importer: cells[2].parse().unwrap(),
                hs: HsCode {
                    version: HsVersion::from_year(version.parse().unwrap()).unwrap(),
                    code: digits.parse().unwrap(),
                },
                month: first + step,
            },
            side: if cells.get(6) == Some(&"M") {
                Side::Import
            } else {
                Side::Export
            },
            value_minor: breathe(cells[5].parse::<i64>().unwrap() * 100, first + step, last > first),
            currency: Currency::EUR,
            mass_g: cells.get(7).map(|kg| kg.parse::<i64>().unwrap() * 1000),
            quantity_milli: None,
        })
        .collect()
}

/// A span breathes by up to a tenth, the same way every time, since no real
/// series is constant; single months are taken as written.
fn breathe(minor: i64, month: Month, span: bool) -> i64 {
    const PERCENT: [i64; 7] = [100, 107, 95, 91, 103, 110, 94];
    let percent = PERCENT[month.0.rem_euclid(7) as usize];
    if span { minor * percent / 100 } else { minor }
}

/// An embargo on RU from 2022-02 with KG, KZ and AM as hubs and EU as coalition.
pub(crate) fn regime() -> super::Regime {
    use super::Standing;
    use fyke_model::country::Country;
    super::Regime {
        id: "ru-2022".into(),
        ends: vec![Country::of("RU")],
        also_embargoed: vec![],
        hubs: ["KG", "KZ", "AM"].map(Country::of).map(Standing::always).to_vec(),
        coalition: vec![Standing::always(Country::of("EU"))],
        measure: "2022-02".parse().unwrap(),
    }
}
