//! A sample of rows and what the cells of each column look like.
//!
//! The first rows of a file are kept as text; every decision about columns is
//! taken from them, so that the same file is always understood the same way.

use super::cells::countries::{CountryBook, CountryReader};
use super::cells::numbers::{Decimal, parse_number};
use super::cells::units::{self, MassUnit};
use super::cells::words;
use super::cells::{date_votes, dates, dates::DateOrder};
use super::meaning::Holds;
use crate::bytes::{GuardError, Next, Record, Records};

/// How many rows are looked at. Half already settles nearly every column;
/// double finds the rare day beyond the twelfth a little more often, for which
/// there is a second look ([`super::plan`]).
pub const SAMPLE_ROWS: usize = 2_000;

/// The first rows of a table.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    /// Names of the columns.
    pub header: Vec<String>,
    /// Whether the file gave them.
    pub has_header: bool,
    /// The rows, each with as many cells as the file gave.
    pub rows: Vec<Vec<String>>,
    /// Rows that the reader refused.
    pub refused: u64,
}

impl Sample {
    /// Reads the first rows.
    ///
    /// # Errors
    /// Where the reader can read no further.
    pub fn take<R: Records + ?Sized>(records: &mut R) -> Result<Sample, GuardError> {
        let mut sample = Sample {
            header: records.header().to_vec(),
            has_header: records.has_header(),
            ..Sample::default()
        };
        let mut record = Record::default();
        while sample.rows.len() < SAMPLE_ROWS && sample.refused < SAMPLE_ROWS as u64 {
            match records.next_record(&mut record)? {
                Next::Record => sample.rows.push(record.cells().map(str::to_owned).collect()),
                Next::Refused(_) => sample.refused += 1,
                Next::End => break,
            }
        }
        Ok(sample)
    }

    /// The cells of a column that say something.
    pub fn filled(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows
            .iter()
            .filter_map(move |row| row.get(column))
            .map(String::as_str)
            .filter(|cell| !words::is_null(cell))
    }

    /// A cell.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows
            .get(row)
            .and_then(|row| row.get(column))
            .map_or("", String::as_str)
    }
}

/// What share of a column's filled cells could hold each thing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Looks {
    /// How many cells say something.
    pub filled: usize,
    /// How many different ones there are.
    pub distinct: usize,
    days: f64,
    months: f64,
    countries: f64,
    codes: f64,
    editions: f64,
    numbers: f64,
    sides: f64,
    currencies: f64,
    units: f64,
    names: f64,
    /// Digits of the longest code, 0 where it is no column of codes.
    pub code_digits: usize,
}

/// Most cells of a column that are looked at closely.
const LOOKS_CELLS_MAX: usize = 500;

impl Looks {
    /// Looks at a column.
    pub fn at(sample: &Sample, column: usize, book: &CountryBook) -> Looks {
        let mut reader = CountryReader::new(book);
        let mut looks = Looks::default();
        let mut distinct = std::collections::BTreeSet::new();
        for cell in sample.filled(column).take(LOOKS_CELLS_MAX) {
            let cell = cell.trim();
            distinct.insert(cell);
            looks.filled += 1;
            let digits = code_digits(cell);
            let mark = |holds: bool, share: &mut f64| *share += f64::from(u8::from(holds));
            mark(is_day(cell), &mut looks.days);
            mark(is_month(cell), &mut looks.months);
            mark(
                !matches!(
                    reader.read(cell),
                    Err(fyke_model::refused::Reason::UnknownCountry)
                ) && cell.parse::<f64>().is_err(),
                &mut looks.countries,
            );
            mark(digits.is_some(), &mut looks.codes);
            mark(
                matches!(
                    cell,
                    "2002" | "2007" | "2012" | "2017" | "2022" | "H4" | "H5" | "H6"
                ) || cell.to_uppercase().starts_with("HS"),
                &mut looks.editions,
            );
            mark(is_number(cell), &mut looks.numbers);
            mark(words::side(cell).is_some(), &mut looks.sides);
            mark(units::currency(cell).is_ok(), &mut looks.currencies);
            mark(
                MassUnit::from_word(cell).is_some() || cell.chars().count() <= 12 && !is_number(cell),
                &mut looks.units,
            );
            mark(is_name(cell), &mut looks.names);
            looks.code_digits = looks.code_digits.max(digits.unwrap_or(0));
        }
        looks.distinct = distinct.len();
        let all = looks.filled.max(1) as f64;
        for share in [
            &mut looks.days,
            &mut looks.months,
            &mut looks.countries,
            &mut looks.codes,
            &mut looks.editions,
            &mut looks.numbers,
            &mut looks.sides,
            &mut looks.currencies,
            &mut looks.units,
            &mut looks.names,
        ] {
            *share /= all;
        }
        looks
    }

    /// The share of filled cells that could hold this, 0 to 1. An empty column
    /// could hold anything: a half.
    pub fn share(&self, holds: Holds) -> f64 {
        if self.filled == 0 {
            return 0.5;
        }
        match holds {
            Holds::Day => self.days,
            Holds::Month => self.months.max(self.days),
            Holds::Country => self.countries,
            Holds::Hs => self.codes,
            Holds::HsVersion => self.editions,
            Holds::Number => self.numbers,
            Holds::Side => self.sides,
            Holds::Currency => self.currencies,
            Holds::Unit => self.units,
            Holds::Name => self.names,
            Holds::Text => 1.0,
        }
    }
}

fn is_day(cell: &str) -> bool {
    dates::parse_day(cell, DateOrder::default()).is_ok() || date_votes::vote(cell) != date_votes::Vote::Silent
}

fn is_month(cell: &str) -> bool {
    !matches!(
        dates::parse_month(cell, DateOrder::default()),
        Err(fyke_model::refused::Reason::BadDate)
    )
}

fn is_number(cell: &str) -> bool {
    parse_number(cell, Decimal::Point, 3).is_ok() || parse_number(cell, Decimal::Comma, 3).is_ok()
}

/// A name has letters, and more of them than of anything else.
fn is_name(cell: &str) -> bool {
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    let digits = cell.chars().filter(|c| c.is_ascii_digit()).count();
    letters >= 2 && letters > digits && !is_day(cell)
}

/// Digits of a commodity code: 4 to 10 with dots or blanks between, of a
/// chapter that exists.
fn code_digits(cell: &str) -> Option<usize> {
    let mut digits = 0;
    for b in cell.bytes() {
        match b {
            b'0'..=b'9' => digits += 1,
            b'.' | b' ' if digits > 0 => {}
            _ => return None,
        }
    }
    (4..=10).contains(&digits).then_some(digits)
}
