//! What the computed figures need of `data/hs/concordance-2017-2022.csv`: which
//! codes changed, and which changes join families.

use std::collections::BTreeSet;

/// One row: a code of 2017 and a code of 2022 that took part of its trade.
pub struct Row {
    /// The old code.
    pub from: String,
    /// The new code.
    pub to: String,
    /// The share of the old code's trade, as the file has it.
    pub share: Share,
    /// Whether the row joins the two into one family.
    pub main: bool,
    /// How the share was found.
    pub basis: String,
}

/// A share with the interval it lies in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// The least the evidence allows.
    pub lo: f64,
    /// The point to use where a point must be.
    pub point: f64,
    /// The most.
    pub hi: f64,
}

/// The concordance, in the order of its file.
#[derive(Default)]
pub struct Concordance {
    rows: Vec<Row>,
    /// Codes of 2017 that have rows; every other code kept its digits.
    listed: BTreeSet<String>,
}

impl Concordance {
    /// Reads the CSV.
    ///
    /// # Errors
    /// No CSV, a missing column or a weight that is no number; the message
    /// names the row.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader
            .headers()
            .map_err(|error| format!("concordance: {error}"))?
            .clone();
        let column = |name: &str| {
            let found = header.iter().position(|cell| cell == name);
            found.ok_or_else(|| format!("concordance: no column {name}"))
        };
        let (from, to, link, basis) = (
            column("from_hs6")?,
            column("to_hs6")?,
            column("link")?,
            column("basis")?,
        );
        let weights = [column("weight_lo")?, column("weight")?, column("weight_hi")?];
        let mut concordance = Self::default();
        for (index, record) in reader.records().enumerate() {
            let line = index + 2;
            let record = record.map_err(|error| format!("concordance, line {line}: {error}"))?;
            let cell = |column: usize| record.get(column).unwrap_or_default().to_owned();
            let number = |column: usize| {
                let text = cell(column);
                text.parse::<f64>()
                    .map_err(|_| format!("concordance, line {line}: weight \"{text}\" is no number"))
            };
            let share = Share {
                lo: number(weights[0])?,
                point: number(weights[1])?,
                hi: number(weights[2])?,
            };
            let row = Row {
                from: cell(from),
                to: cell(to),
                share,
                main: cell(link) == "main",
                basis: cell(basis),
            };
            if row.basis != "refuted" {
                concordance.listed.insert(row.from.clone());
            }
            concordance.rows.push(row);
        }
        Ok(concordance)
    }

    /// Every row.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Whether a code of 2017 kept its digits and its meaning.
    pub fn kept(&self, hs2017: &str) -> bool {
        !self.listed.contains(hs2017)
    }

    /// The rows that join families.
    pub fn main(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.main)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub const COATS_AND_PHONES: &str = "\
from_version,from_hs6,to_version,to_hs6,weight_lo,weight,weight_hi,link,basis,source,date,version,note
2017,620111,2022,620120,1,1,1,main,official,s,2026-11-22,1,
2017,620191,2022,620120,1,1,1,main,official,s,2026-11-22,1,
2017,851712,2022,851713,0,1,1,main,unknown,s,2026-11-22,1,
2017,851712,2022,854151,0,0,0.01,side,refuted,s,2026-11-22,1,\"no, said trade\"
";

    #[test]
    fn reads_what_it_needs_and_names_what_it_cannot_read() {
        let concordance = Concordance::parse(COATS_AND_PHONES).expect("parses");
        assert_eq!((concordance.rows().len(), concordance.main().count()), (4, 3));
        assert!(!concordance.kept("851712") && concordance.kept("848210"));
        let spoilt = COATS_AND_PHONES.replace("0,0,0.01", "0,none,0.01");
        let error = Concordance::parse(&spoilt).err();
        assert_eq!(
            error.as_deref(),
            Some("concordance, line 5: weight \"none\" is no number")
        );
        assert!(Concordance::parse("a,b\n").is_err());
    }
}
