//! Days and months as people write them.
//!
//! Ten forms are read: `2022-02-24`, the same with a time, `24.02.2022`,
//! `24/02/2022`, `02/24/2022`, `20220224`, spreadsheet serial numbers, `24 Feb
//! 2022` (months in nine languages), `Feb 24, 2022` and two-digit years. Only
//! the order of day and month is a question of style; it is settled per mark
//! ([`DateOrder`]) from all cells of the column ([`super::date_votes`]), never
//! from one.
//!
//! Calendar arithmetic of the fast path is Howard Hinnant's `days_from_civil`
//! (howardhinnant.github.io/date_algorithms.html, public domain).

use fyke_model::date::{Day, Month};
use fyke_model::refused::Reason;
use serde::{Deserialize, Serialize};

/// Which of two numbers is the day, in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// 24/02/2022.
    DayFirst,
    /// 02/24/2022.
    MonthFirst,
    /// Both occur: a cell that reads in two ways is refused.
    Mixed,
}

/// The order of day and month for each mark between them.
///
/// The default is what is taken where no cell decides: day first after dots,
/// where nobody writes it otherwise; month before day after strokes and
/// hyphens, the order of ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateOrder {
    /// 24.02.2022
    pub dot: Order,
    /// 24/02/2022
    pub slash: Order,
    /// 24-02-2022
    pub hyphen: Order,
}

impl Default for DateOrder {
    fn default() -> Self {
        Self {
            dot: Order::DayFirst,
            slash: Order::MonthFirst,
            hyphen: Order::MonthFirst,
        }
    }
}

/// A civil date that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// Year, 1000 to 9999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

const DAYS_IN_MONTH: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

impl Civil {
    /// The date, if the calendar has it.
    #[inline]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Civil> {
        if !(1000..=9999).contains(&year) || !(1..=12).contains(&month) || day == 0 {
            return None;
        }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let longest = match (month, leap) {
            (2, true) => 29,
            _ => *DAYS_IN_MONTH.get(month as usize - 1)?,
        };
        (day <= u32::from(longest)).then_some(Civil {
            year,
            month: month as u8,
            day: day as u8,
        })
    }

    /// The day as a number.
    #[inline]
    pub fn day(self) -> Day {
        let year = self.year - i32::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (i32::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i32::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Day(era * 146_097 + day_of_era - 719_468)
    }

    /// The month it lies in.
    pub fn to_month(self) -> Month {
        Month(self.year * 12 + i32::from(self.month) - 1)
    }

    fn from_day(day: Day) -> Option<Civil> {
        let civil = day.civil();
        Civil::new(
            i32::from(civil.year()),
            civil.month().unsigned_abs().into(),
            civil.day().unsigned_abs().into(),
        )
    }
}

#[inline]
fn digits(bytes: &[u8]) -> Option<u32> {
    let mut number = 0u32;
    for &b in bytes {
        let digit = b.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number.wrapping_mul(10).wrapping_add(u32::from(digit));
    }
    Some(number)
}

/// A day from a cell.
///
/// # Errors
/// [`Reason::BadDate`] where no form fits or the column's order forbids it,
/// [`Reason::AmbiguousDate`] where two forms fit.
///
/// ```
/// use fyke_guard::rows::cells::dates::{DateOrder, parse_day};
/// let order = DateOrder::default();
/// for cell in ["2022-02-24", "24.02.2022", "02/24/2022", "20220224", "44616", "24 Feb 2022"] {
///     assert_eq!(parse_day(cell, order).unwrap().day().to_string(), "2022-02-24");
/// }
/// ```
#[inline]
pub fn parse_day(cell: &str, order: DateOrder) -> Result<Civil, Reason> {
    match iso_day(cell.as_bytes()) {
        Some(civil) => Ok(civil),
        None => parse_day_slowly(cell, order),
    }
}

#[inline]
pub(super) fn iso_day(bytes: &[u8]) -> Option<Civil> {
    match bytes {
        [a, b, c, d, b'-', e, f, b'-', g, h] => Civil::new(
            digits(&[*a, *b, *c, *d])? as i32,
            digits(&[*e, *f])?,
            digits(&[*g, *h])?,
        ),
        _ => None,
    }
}

/// A piece of a written date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// A number and how many digits it has.
    Number(u32, usize),
    /// The number of a named month.
    Month(u32),
}

/// At most three pieces and the mark between the first two, with what follows.
pub(super) struct Pieces<'a> {
    pub(super) pieces: [Option<Piece>; 3],
    pub(super) mark: u8,
    rest: &'a str,
}

/// Cuts a cell into pieces; `None` where a word is no month.
pub(super) fn pieces(cell: &str) -> Option<Pieces<'_>> {
    let mut found = Pieces {
        pieces: [None; 3],
        mark: b' ',
        rest: cell,
    };
    let mut count = 0;
    while count < 3 {
        let skipped = found.rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        if count == 1 {
            let between = found.rest.trim_start();
            found.mark = between.bytes().next().unwrap_or(b' ');
        }
        let Some(first) = skipped.chars().next() else {
            break;
        };
        let is_number = first.is_ascii_digit();
        let end = skipped
            .find(|c: char| {
                if is_number {
                    !c.is_ascii_digit()
                } else {
                    !c.is_alphabetic()
                }
            })
            .unwrap_or(skipped.len());
        let (word, rest) = skipped.split_at_checked(end)?;
        if word.is_empty() {
            return None;
        }
        let piece = if is_number {
            if word.len() > 8 {
                return None;
            }
            Some(Piece::Number(digits(word.as_bytes())?, word.len()))
        } else if is_filler(word) && count > 0 {
            // "24th of February", "24 de febrero de 2022", "2022 г."
            None
        } else {
            match month_of(word) {
                Some(month) => Some(Piece::Month(month)),
                // a weekday before the date
                None if count == 0 && word.chars().count() <= 12 && rest.starts_with([',', ' ']) => None,
                None => return None,
            }
        };
        found.rest = rest;
        if let (Some(piece), Some(slot)) = (piece, found.pieces.get_mut(count)) {
            *slot = Some(piece);
            count += 1;
        } else if count == 0 && found.rest.len() == cell.len() {
            return None;
        }
    }
    Some(found)
}

fn is_filler(word: &str) -> bool {
    matches!(word, "of" | "de" | "del" | "st" | "nd" | "rd" | "th" | "г" | "р")
}

/// Whether what follows a date may follow it: a time, a zone, a word for year.
fn is_time(rest: &str) -> bool {
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || ".,".contains(c));
    rest.len() <= 40
        && rest
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .all(|word| {
                matches!(
                    word,
                    "T" | "Z"
                        | "AM"
                        | "PM"
                        | "am"
                        | "pm"
                        | "UTC"
                        | "GMT"
                        | "MSK"
                        | "г"
                        | "р"
                        | "года"
                        | "року"
                )
            })
        && (rest.is_empty() || rest.contains(':') || rest.chars().all(|c| !c.is_ascii_digit()))
}

#[cold]
fn parse_day_slowly(cell: &str, order: DateOrder) -> Result<Civil, Reason> {
    let cell = cell.trim();
    if let Some(civil) = serial_or_compact(cell) {
        return Ok(civil);
    }
    let found = pieces(cell).ok_or(Reason::BadDate)?;
    if !is_time(found.rest) {
        return Err(Reason::BadDate);
    }
    let (year, month, day) = match found.pieces {
        [
            Some(Piece::Number(y, 4)),
            Some(Piece::Number(m, ..=2)),
            Some(Piece::Number(d, ..=2)),
        ] => (y as i32, m, d),
        [
            Some(Piece::Number(y, 4)),
            Some(Piece::Month(m)),
            Some(Piece::Number(d, ..=2)),
        ] => (y as i32, m, d),
        [
            Some(Piece::Number(d, ..=2)),
            Some(Piece::Month(m)),
            Some(Piece::Number(y, n @ (2 | 4))),
        ]
        | [
            Some(Piece::Month(m)),
            Some(Piece::Number(d, ..=2)),
            Some(Piece::Number(y, n @ (2 | 4))),
        ] => (full_year(y, n), m, d),
        [
            Some(Piece::Number(a, ..=2)),
            Some(Piece::Number(b, ..=2)),
            Some(Piece::Number(y, n @ (2 | 4))),
        ] => {
            let (month, day) = month_and_day(a, b, order_of(order, found.mark))?;
            (full_year(y, n), month, day)
        }
        _ => return Err(Reason::BadDate),
    };
    Civil::new(year, month, day).ok_or(Reason::BadDate)
}

fn order_of(order: DateOrder, mark: u8) -> Order {
    match mark {
        b'.' => order.dot,
        b'/' => order.slash,
        _ => order.hyphen,
    }
}

/// POSIX: 69 to 99 are of the twentieth century.
fn full_year(year: u32, digits: usize) -> i32 {
    match (digits, year) {
        (2, 69..) => 1900 + year as i32,
        (2, _) => 2000 + year as i32,
        _ => year as i32,
    }
}

fn month_and_day(a: u32, b: u32, order: Order) -> Result<(u32, u32), Reason> {
    match order {
        Order::DayFirst => Ok((b, a)),
        Order::MonthFirst => Ok((a, b)),
        Order::Mixed => match (a > 12, b > 12) {
            (true, false) => Ok((b, a)),
            (false, true) => Ok((a, b)),
            (false, false) if a == b => Ok((a, b)),
            (false, false) => Err(Reason::AmbiguousDate),
            (true, true) => Err(Reason::BadDate),
        },
    }
}

/// First and last serial number that is read as a day: 1970 and 2119. Smaller
/// numbers are more likely a year or a count.
const SERIAL_MIN: u32 = 25_569;
const SERIAL_MAX: u32 = 80_000;

/// `20220224` or the spreadsheet's `44616` (days since 1899-12-30), the latter
/// perhaps with a part of a day.
pub(super) fn serial_or_compact(cell: &str) -> Option<Civil> {
    let whole = match cell.split_once('.') {
        Some((whole, part)) if whole.len() == 5 && digits(part.as_bytes()).is_some() => whole,
        Some(_) => return None,
        None => cell,
    };
    let bytes = whole.as_bytes();
    match bytes.len() {
        5 => {
            let serial = digits(bytes)?;
            if !(SERIAL_MIN..=SERIAL_MAX).contains(&serial) {
                return None;
            }
            Civil::from_day(Day(serial as i32 - SERIAL_MIN as i32))
        }
        8 | 14 => {
            let date = digits(bytes.get(..8)?)?;
            digits(bytes.get(8..)?)?;
            let year = (date / 10_000) as i32;
            if !(1900..=2199).contains(&year) {
                return None;
            }
            Civil::new(year, date / 100 % 100, date % 100)
        }
        _ => None,
    }
}

/// A month from a cell: `2022-02`, `2022-02-24`, `202202`, `2022M02`,
/// `02/2022`, `Feb 2022`.
///
/// # Errors
/// [`Reason::AggregateRow`] for a whole year (`2019`, `Y2019`, Comext's
/// `201952`, `Jan.-Dec. 2018`), [`Reason::BadDate`] for anything else.
pub fn parse_month(cell: &str, order: DateOrder) -> Result<Month, Reason> {
    let cell = cell.trim();
    let bytes = cell.as_bytes();
    if let [a, b, c, d, b'-', e, f] = bytes
        && let (Some(year), Some(month)) = (digits(&[*a, *b, *c, *d]), digits(&[*e, *f]))
    {
        return month_of_year(year, month);
    }
    match bytes {
        [y @ .., a, b] if y.len() == 4 && digits(bytes).is_some() => {
            let month = digits(&[*a, *b]).unwrap_or(0);
            return match month {
                // Comext marks the sum of a year as its 52nd month
                52 => Err(Reason::AggregateRow),
                _ => month_of_year(digits(y).unwrap_or(0), month),
            };
        }
        [b'Y' | b'y', year @ ..] | year if year.len() == 4 && digits(year).is_some() => {
            return Err(Reason::AggregateRow);
        }
        _ => {}
    }
    if let [year @ .., b'M' | b'm', a, b] = bytes
        && let (4, Some(year), Some(month)) = (year.len(), digits(year), digits(&[*a, *b]))
    {
        return month_of_year(year, month);
    }
    let found = pieces(cell).ok_or(Reason::BadDate)?;
    match found.pieces {
        [
            Some(Piece::Number(y, 4)),
            Some(Piece::Number(m, ..=2) | Piece::Month(m)),
            None,
        ]
        | [
            Some(Piece::Number(m, ..=2) | Piece::Month(m)),
            Some(Piece::Number(y, 4)),
            None,
        ] => month_of_year(y, m),
        [
            Some(Piece::Month(_)),
            Some(Piece::Month(_)),
            Some(Piece::Number(_, 4)),
        ] => Err(Reason::AggregateRow),
        _ => parse_day(cell, order).map(Civil::to_month),
    }
}

fn month_of_year(year: u32, month: u32) -> Result<Month, Reason> {
    Civil::new(year as i32, month, 1)
        .map(Civil::to_month)
        .ok_or(Reason::BadDate)
}

/// The month that a word names, by its first letters, in English, German,
/// French, Spanish, Turkish, Russian and Ukrainian.
fn month_of(word: &str) -> Option<u32> {
    const STARTS: &[(&str, u32)] = &[
        ("jan", 1),
        ("feb", 2),
        ("mar", 3),
        ("apr", 4),
        ("may", 5),
        ("jun", 6),
        ("jul", 7),
        ("aug", 8),
        ("sep", 9),
        ("oct", 10),
        ("nov", 11),
        ("dec", 12),
        ("jän", 1),
        ("mär", 3),
        ("mai", 5),
        ("okt", 10),
        ("dez", 12),
        ("fév", 2),
        ("fev", 2),
        ("avr", 4),
        ("juin", 6),
        ("juil", 7),
        ("aoû", 8),
        ("aou", 8),
        ("déc", 12),
        ("ene", 1),
        ("abr", 4),
        ("ago", 8),
        ("dic", 12),
        ("oca", 1),
        ("şub", 2),
        ("sub", 2),
        ("nis", 4),
        ("haz", 6),
        ("tem", 7),
        ("ağu", 8),
        ("agu", 8),
        ("eyl", 9),
        ("eki", 10),
        ("kas", 11),
        ("ara", 12),
        ("янв", 1),
        ("фев", 2),
        ("мар", 3),
        ("апр", 4),
        ("май", 5),
        ("мая", 5),
        ("июн", 6),
        ("июл", 7),
        ("авг", 8),
        ("сен", 9),
        ("окт", 10),
        ("ноя", 11),
        ("дек", 12),
        ("січ", 1),
        ("лют", 2),
        ("бер", 3),
        ("кві", 4),
        ("тра", 5),
        ("чер", 6),
        ("лип", 7),
        ("сер", 8),
        ("вер", 9),
        ("жов", 10),
        ("лис", 11),
        ("гру", 12),
    ];
    if word.len() > 24 {
        return None;
    }
    let word = word.to_lowercase();
    STARTS
        .iter()
        .find(|(start, _)| word.starts_with(start))
        .map(|(_, month)| *month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(cell: &str) -> String {
        match parse_day(cell, DateOrder::default()) {
            Ok(civil) => civil.day().to_string(),
            Err(reason) => reason.code().to_owned(),
        }
    }

    #[test]
    fn days_are_read_in_every_form() {
        for (cell, expected) in [
            ("2022-02-24", "2022-02-24"),
            ("2022-02-24T13:05:00Z", "2022-02-24"),
            ("2022-02-24 13:05:00.000", "2022-02-24"),
            ("2022/2/24", "2022-02-24"),
            ("24.02.2022", "2022-02-24"),
            ("24.02.2022 г.", "2022-02-24"),
            ("24.02.22", "2022-02-24"),
            ("02/24/2022", "2022-02-24"),
            ("02/24/2022 1:05 PM", "2022-02-24"),
            ("24/02/2022", "bad_date"),
            ("20220224", "2022-02-24"),
            ("44616", "2022-02-24"),
            ("44616.5", "2022-02-24"),
            ("24 Feb 2022", "2022-02-24"),
            ("24-FEB-22", "2022-02-24"),
            ("Feb 24, 2022", "2022-02-24"),
            ("Thu, 24 February 2022", "2022-02-24"),
            ("24 февраля 2022 года", "2022-02-24"),
            ("24 de febrero de 2022", "2022-02-24"),
            ("24 Şubat 2022", "2022-02-24"),
            ("29.02.2021", "bad_date"),
            ("31/12/69 x", "bad_date"),
            ("2022", "bad_date"),
            ("yesterday", "bad_date"),
            ("", "bad_date"),
            ("99999", "bad_date"),
        ] {
            assert_eq!(read(cell), expected, "{cell}");
        }
    }

    #[test]
    fn months_are_read_and_years_are_sums() {
        for (cell, expected) in [
            ("2022-02", "2022-02"),
            ("202202", "2022-02"),
            ("2022M02", "2022-02"),
            ("02/2022", "2022-02"),
            ("Feb 2022", "2022-02"),
            ("Feb. 2022", "2022-02"),
            ("2022-02-24", "2022-02"),
            ("201952", "aggregate_row"),
            ("2019", "aggregate_row"),
            ("Y2019", "aggregate_row"),
            ("Jan.-Dec. 2018", "aggregate_row"),
            ("202213", "bad_date"),
            ("soon", "bad_date"),
        ] {
            let month = match parse_month(cell, DateOrder::default()) {
                Ok(month) => month.to_string(),
                Err(reason) => reason.code().to_owned(),
            };
            assert_eq!(month, expected, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn our_calendar_is_jiffs(days in -100_000i32..2_900_000) {
            let civil = Civil::from_day(Day(days)).expect("a year of four digits");
            prop_assert_eq!(civil.day(), Day(days));
            prop_assert_eq!(parse_day(&Day(days).to_string(), DateOrder::default()), Ok(civil));
        }

        #[test]
        fn no_text_panics(cell in "\\PC{0,30}", marks in "[0-9./ \\-MYT:янв]{0,20}") {
            for cell in [cell, marks] {
                let _ = parse_day(&cell, DateOrder::default());
                let _ = parse_month(&cell, DateOrder::default());
                let _ = super::super::date_votes::vote(&cell);
            }
        }
    }
}
