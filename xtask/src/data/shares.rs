//! `cargo xtask data hs-shares`: computes again the shares that the concordance
//! gives with basis `continuity`, from the shipped figures alone.
//!
//! The formulas and their limits are told in `data/hs/README.md`. Rows of any
//! other basis rest on the correlation table or on a judgement and are not
//! looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::concordance::{Concordance, Share};

/// A partner and quarter with less trade than this says nothing about shares.
const QUARTER_EUR_MIN: f64 = 100_000.0;
/// Added to both sides of an interval seen in the figures.
const WIDENED_BY: f64 = 0.05;
/// The file gives points to four decimals and intervals to two.
const POINT_TOLERANCE: f64 = 0.000_1;
const INTERVAL_TOLERANCE: f64 = 0.006;

/// Exports by code, January to November of two years.
#[derive(Default)]
struct Trade {
    in_2021_eur: BTreeMap<String, f64>,
    in_2022_eur: BTreeMap<String, f64>,
    /// 2022 by partner and quarter, then by code.
    quarters: BTreeMap<(String, usize), BTreeMap<String, f64>>,
}

impl Trade {
    /// Reads the text of `data/eu-exports/eu-exports.csv`.
    fn parse(text: &str) -> Result<Self, String> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader
            .headers()
            .map_err(|error| format!("eu-exports.csv: {error}"))?
            .clone();
        let mut trade = Self::default();
        for record in reader.records() {
            let record = record.map_err(|error| format!("eu-exports.csv: {error}"))?;
            let (hs6, partner) = (
                record.get(0).unwrap_or_default(),
                record.get(2).unwrap_or_default(),
            );
            for (month, cell) in header
                .iter()
                .zip(&record)
                .skip(4)
                .filter(|(_, cell)| !cell.is_empty())
            {
                let value_eur: f64 = cell
                    .parse()
                    .map_err(|_| format!("eu-exports.csv: {hs6} {partner} {month}: \"{cell}\""))?;
                let (year, month) = month.split_once('-').unwrap_or((month, ""));
                let month: usize = month
                    .parse()
                    .map_err(|_| format!("eu-exports.csv: column \"{month}\""))?;
                match year {
                    "2021" if month <= 11 => {
                        *trade.in_2021_eur.entry(hs6.to_owned()).or_default() += value_eur
                    }
                    "2022" => {
                        *trade.in_2022_eur.entry(hs6.to_owned()).or_default() += value_eur;
                        let quarter = (partner.to_owned(), month.saturating_sub(1) / 3);
                        *trade
                            .quarters
                            .entry(quarter)
                            .or_default()
                            .entry(hs6.to_owned())
                            .or_default() += value_eur;
                    }
                    _ => {}
                }
            }
        }
        Ok(trade)
    }

    fn before(&self, hs6: &str) -> f64 {
        self.in_2021_eur.get(hs6).copied().unwrap_or(0.0)
    }

    fn after(&self, hs6: &str) -> f64 {
        self.in_2022_eur.get(hs6).copied().unwrap_or(0.0)
    }

    /// The share of `to` where the trade of an old code was split among `heirs`,
    /// all of them new or its own.
    fn of_split(&self, heirs: &BTreeSet<&str>, to: &str) -> Share {
        let share = |of: &dyn Fn(&str) -> f64| of(to) / heirs.iter().map(|heir| of(heir)).sum::<f64>();
        let point = share(&|heir| self.after(heir));
        let (mut lo, mut hi) = (point, point);
        for quarter in self.quarters.values() {
            let of = |heir: &str| quarter.get(heir).copied().unwrap_or(0.0);
            if heirs.iter().map(|heir| of(heir)).sum::<f64>() >= QUARTER_EUR_MIN {
                lo = lo.min(share(&of));
                hi = hi.max(share(&of));
            }
        }
        Share {
            lo: (lo - WIDENED_BY).max(0.0),
            point,
            hi: (hi + WIDENED_BY).min(1.0),
        }
    }

    /// The share of `from` that went to `to`, which was there before, while
    /// `from` kept its number.
    fn of_gift(&self, from: &str, to: &str) -> Share {
        let grew = (self.after(from) + self.after(to)) / (self.before(from) + self.before(to));
        let share = |grew: f64| {
            ((self.after(to) - grew * self.before(to)) / (grew * self.before(from))).clamp(0.0, 1.0)
        };
        let point = share(grew);
        Share {
            lo: share(2.0 * grew),
            point,
            hi: share(grew / 2.0).max(point),
        }
    }
}

/// Computes every `continuity` share and sets it beside the file's.
///
/// # Errors
/// Unreadable input, or a share in the file that is not the computed one.
pub fn compare(exports: &str, concordance: &str) -> Result<String, String> {
    let (trade, concordance) = (Trade::parse(exports)?, Concordance::parse(concordance)?);
    let mut heirs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in concordance.rows().iter().filter(|row| row.basis == "continuity") {
        heirs.entry(&row.from).or_default().insert(&row.to);
    }
    let mut text = String::from("from   to      computed              in the file\n");
    let mut wrong = Vec::new();
    for row in concordance.rows().iter().filter(|row| row.basis == "continuity") {
        let heirs = &heirs[row.from.as_str()];
        let older = heirs
            .iter()
            .find(|heir| **heir != row.from && trade.before(heir) > 0.0);
        let share = match older {
            None => trade.of_split(heirs, &row.to),
            Some(older) => {
                let gift = trade.of_gift(&row.from, older);
                let rest = Share {
                    lo: 1.0 - gift.hi,
                    point: 1.0 - gift.point,
                    hi: 1.0 - gift.lo,
                };
                if row.to == row.from { rest } else { gift }
            }
        };
        let Share { lo, point, hi } = row.share;
        let same = (share.point - point).abs() <= POINT_TOLERANCE
            && (share.lo - lo).abs() <= INTERVAL_TOLERANCE
            && (share.hi - hi).abs() <= INTERVAL_TOLERANCE;
        if !same {
            wrong.push(format!("{} to {}", row.from, row.to));
        }
        let _ = writeln!(
            text,
            "{} {}  {:.4} [{:.2}, {:.2}]   {point:.4} [{lo:.2}, {hi:.2}]{}",
            row.from,
            row.to,
            share.point,
            share.lo,
            share.hi,
            if same { "" } else { "  differs" },
        );
    }
    if wrong.is_empty() {
        Ok(text)
    } else {
        Err(format!(
            "{text}shares that are not the computed ones: {}; correct the concordance",
            wrong.join(", ")
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONCORDANCE: &str = "\
from_version,from_hs6,to_version,to_hs6,weight_lo,weight,weight_hi,link,basis
2017,570330,2022,570331,0.2,0.25,0.8,main,continuity
2017,570330,2022,570339,0.2,0.75,0.8,main,continuity
2017,621040,2022,621020,0,0.5,1,main,continuity
2017,621040,2022,621040,0,0.5,1,main,continuity
2017,851712,2022,851713,0,1,1,main,unknown
";

    /// Turf: 25 of 100, but all of one partner's quarter and none of another's,
    /// so anything. Coats: the pair did not grow; 621020 rose from 200 to 700, so
    /// half of the 1000 moved: (700 - 200) / 1000. With growth of 2 the figures
    /// would say (700 - 400) / 2000, with 0.5 more than all.
    #[test]
    fn shares_by_hand() {
        let exports = "\
hs6,hs_version,partner,family,2021-01,2022-01,2022-04
570330,2017,KG,570331,900000,,
570331,2022,KG,570331,,250000,
570339,2022,KZ,570331,,,750000
621020,2017,KG,621020,200000,,
621020,2022,KG,621020,,700000,
621040,2017,KG,621020,1000000,,
621040,2022,KG,621020,,500000,
";
        let file = CONCORDANCE
            .replace("0.2,0.25,0.8", "0,0.25,1")
            .replace("0.2,0.75,0.8", "0,0.75,1");
        let file = file.replace("621020,0,0.5,1", "621020,0.15,0.5,1");
        let file = file.replace("621040,2022,621040,0,0.5,1", "621040,2022,621040,0,0.5,0.85");
        let text = compare(exports, &file).expect("the shares agree");
        assert!(
            text.contains("570330 570331  0.2500 [0.00, 1.00]   0.2500 [0.00, 1.00]\n"),
            "{text}"
        );
        assert!(text.contains("621040 621020  0.5000 [0.15, 1.00]"), "{text}");
        let error = compare(exports, CONCORDANCE).expect_err("the intervals are wrong");
        assert!(
            error.ends_with("621040 to 621040; correct the concordance"),
            "{error}"
        );
    }

    #[test]
    fn the_shipped_shares_are_the_computed_ones() {
        let exports = include_str!("../../../data/eu-exports/eu-exports.csv");
        let concordance = include_str!("../../../data/hs/concordance-2017-2022.csv");
        let text = compare(exports, concordance).unwrap_or_else(|error| panic!("{error}"));
        assert!(text.lines().count() > 10, "{text}");
    }
}
