//! The arithmetic of `data/eu-exports/eu-exports.csv`: sums over the member
//! states and an HS version for every month. Text in, text out; files are the
//! caller's, and which codes belong together is left to [`super::families`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::families::{Code, Families};

/// First month of the table: January of this year.
const FIRST_YEAR: u16 = 2020;
/// Months in the table, 2020-01 to 2022-11.
const MONTHS: usize = 35;
/// Index of 2022-01, from which codes are those of HS2022.
const HS2022_FROM: usize = 24;
/// The months of which `check_sums` prints the totals: the last October before
/// the invasion, the first after it, and the last month there is.
const CHECKED: [usize; 3] = [21, 33, 34];

/// A month of the table, counted from 2020-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(usize);

impl Month {
    /// Reads `YYYY-MM`.
    ///
    /// # Errors
    /// Not of that form, or not a month of the table.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts = text.split_once('-').and_then(|(year, month)| {
            let (year, month): (u16, usize) = (year.parse().ok()?, month.parse().ok()?);
            (text.len() == 7 && (1..=12).contains(&month) && year >= FIRST_YEAR)
                .then(|| usize::from(year - FIRST_YEAR) * 12 + month - 1)
        });
        match parts {
            Some(index) if index < MONTHS => Ok(Self(index)),
            _ => Err(format!("month \"{text}\" is not one of 2020-01 to 2022-11")),
        }
    }

    fn label(self) -> String {
        format!("{}-{:02}", usize::from(FIRST_YEAR) + self.0 / 12, self.0 % 12 + 1)
    }

    fn version(self) -> u16 {
        if self.0 < HS2022_FROM { 2017 } else { 2022 }
    }
}

/// Euros by month; `None` where no member state reported trade.
type Series = [Option<i64>; MONTHS];

/// Trade of one eight-digit code with all partners.
#[derive(Clone, Copy, Default)]
pub struct Years {
    /// In 2020.
    pub before_2021_eur: i64,
    /// In 2021, twelve months.
    pub in_2021_eur: i64,
    /// In 2022, the eleven months there are.
    pub in_2022_eur: i64,
}

/// The sums that the table is made from.
#[derive(Default)]
pub struct Flows {
    /// By HS6, version, partner: the order of the table.
    cells: BTreeMap<(String, u16, String), Series>,
    cn8: BTreeMap<String, Years>,
}

impl Flows {
    /// Adds one reported export of an eight-digit code.
    ///
    /// # Errors
    /// The code is not eight digits, the partner not two capitals, or the
    /// value negative.
    pub fn add(&mut self, cn8: &str, partner: &str, month: Month, value_eur: i64) -> Result<(), String> {
        if cn8.len() != 8 || !cn8.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(format!("product code \"{cn8}\" is neither four nor eight digits"));
        }
        if partner.len() != 2 || !partner.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(format!("partner \"{partner}\" is not an alpha-2 code"));
        }
        if value_eur < 0 {
            return Err(format!("value_eur {value_eur} is negative"));
        }
        let key = (cn8.chars().take(6).collect(), month.version(), partner.to_owned());
        let series = self.cells.entry(key).or_insert([None; MONTHS]);
        if let Some(cell) = series.get_mut(month.0) {
            *cell = Some(cell.unwrap_or(0) + value_eur);
        }
        let years = self.cn8.entry(cn8.to_owned()).or_default();
        match month.0 {
            0..12 => years.before_2021_eur += value_eur,
            12..24 => years.in_2021_eur += value_eur,
            _ => years.in_2022_eur += value_eur,
        }
        Ok(())
    }

    /// The codes that have trade.
    pub fn codes(&self) -> BTreeSet<Code> {
        self.cells
            .keys()
            .map(|(hs6, version, _)| (*version, hs6.clone()))
            .collect()
    }

    /// Trade of the eight-digit codes below `hs6`.
    pub fn below(&self, hs6: &str) -> impl Iterator<Item = &Years> {
        self.cn8
            .range(format!("{hs6}00")..=format!("{hs6}99"))
            .map(|(_, years)| years)
    }

    /// Totals by partner in three telling months, one partner a line.
    pub fn check_sums(&self) -> String {
        let mut sums: BTreeMap<&str, [i64; CHECKED.len()]> = BTreeMap::new();
        for ((_, _, partner), series) in &self.cells {
            let row = sums.entry(partner).or_default();
            for (sum, month) in row.iter_mut().zip(CHECKED) {
                *sum += series.get(month).copied().flatten().unwrap_or(0);
            }
        }
        let labels = CHECKED.map(|month| Month(month).label());
        let mut text = format!(
            "EUR        {:>15} {:>15} {:>15}\n",
            labels[0], labels[1], labels[2]
        );
        for (partner, [a, b, c]) in sums {
            let _ = writeln!(text, "EU -> {partner}   {a:>15} {b:>15} {c:>15}");
        }
        text
    }

    /// The text of `data/eu-exports/eu-exports.csv`.
    pub fn csv(&self, families: &Families<'_>) -> String {
        let mut text = "hs6,hs_version,partner,family".to_owned();
        for month in 0..MONTHS {
            let _ = write!(text, ",{}", Month(month).label());
        }
        text.push('\n');
        for ((hs6, version, partner), series) in &self.cells {
            let family = families.of(&(*version, hs6.clone()));
            let _ = write!(text, "{hs6},{version},{partner},{family}");
            for cell in series {
                text.push(',');
                if let Some(value_eur) = cell {
                    let _ = write!(text, "{value_eur}");
                }
            }
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::concordance::Concordance;
    use super::*;

    pub fn flows(rows: &[(&str, &str, &str, i64)]) -> Flows {
        let mut flows = Flows::default();
        for (cn8, partner, month, value_eur) in rows {
            let month = Month::parse(month).expect("the test names a month");
            flows
                .add(cn8, partner, month, *value_eur)
                .expect("the test names good rows");
        }
        flows
    }

    #[test]
    fn sums_member_states_and_keeps_versions_apart() {
        let flows = flows(&[
            ("84821010", "KG", "2021-12", 7),
            ("84821090", "KG", "2021-12", 5),
            ("84821010", "KG", "2022-01", 0),
        ]);
        let concordance = Concordance::default();
        let text = flows.csv(&Families::new(&flows.codes(), &concordance));
        let rows: Vec<&str> = text.lines().skip(1).collect();
        let (old, new) = (",".repeat(24), ",".repeat(25));
        assert_eq!(
            rows,
            [
                format!("848210,2017,KG,848210{old}12{}", ",".repeat(11)),
                format!("848210,2022,KG,848210{new}0{}", ",".repeat(10)),
            ]
        );
    }

    #[test]
    fn refuses_what_is_no_flow() {
        let month = Month::parse("2022-11").expect("the last month");
        assert!(Month::parse("2022-12").is_err());
        assert!(Month::parse("2022-1").is_err());
        assert!(Flows::default().add("8482101", "KG", month, 1).is_err());
        assert!(Flows::default().add("84821010", "kg", month, 1).is_err());
        assert!(Flows::default().add("84821010", "KG", month, -1).is_err());
    }
}
