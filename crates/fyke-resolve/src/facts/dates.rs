//! Dates as lists write them, and how well two agree.
//!
//! A date here is an interval of days with the precision that its writer gave:
//! "19 Aug 1975" is one day, "1963" a year, "1958-1960" three years, "circa
//! 1963" a year that may be off by a few. Reading is in `date_text`;
//! this file owns the type and the comparison.

use super::words::quote;
use fyke_model::date::Day;

pub use super::date_text::{DATES_MAX, read, read_all};

/// How exactly a date was written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum Precision {
    /// From one year to another, or a decade.
    Range,
    /// A year.
    Year,
    /// A month of a year.
    Month,
    /// A day.
    Day,
}

/// A date with its precision.
///
/// ```
/// use fyke_resolve::facts::dates::{DateLevel, compare, read};
/// let a = read("11.8.1960")[0];
/// let b = read("08 Nov 1960")[0];
/// assert_eq!(a.to_string(), "1960-08-11");
/// assert_eq!(compare(&a, &b), DateLevel::Swapped);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub struct Date {
    first: Ymd,
    last: Ymd,
    precision: Precision,
    circa: bool,
}

/// A civil day in three small numbers, so that parts compare without a calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub(crate) struct Ymd {
    pub(crate) year: i16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

impl Ymd {
    /// The day, where the calendar has it and the year is 1000 to 2999.
    pub(crate) fn new(year: i32, month: u32, day: u32) -> Option<Ymd> {
        let year = i16::try_from(year).ok().filter(|y| (1000..3000).contains(y))?;
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        Day::from_ymd(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
        Some(Ymd { year, month, day })
    }

    fn to_day(self) -> Day {
        Day::from_ymd(self.year, self.month as i8, self.day as i8).unwrap_or(Day(0))
    }
}

fn days_in_month(year: i32, month: u32) -> u32 {
    (28..=31)
        .rev()
        .find(|day| Ymd::new(year, month, *day).is_some())
        .unwrap_or(28)
}

impl Date {
    /// One day.
    pub fn of_day(year: i32, month: u32, day: u32) -> Option<Date> {
        let day = Ymd::new(year, month, day)?;
        Some(Date {
            first: day,
            last: day,
            precision: Precision::Day,
            circa: false,
        })
    }

    /// A month.
    pub fn of_month(year: i32, month: u32) -> Option<Date> {
        Some(Date {
            first: Ymd::new(year, month, 1)?,
            last: Ymd::new(year, month, days_in_month(year, month))?,
            precision: Precision::Month,
            circa: false,
        })
    }

    /// A year.
    pub fn of_year(year: i32) -> Option<Date> {
        Some(Date {
            first: Ymd::new(year, 1, 1)?,
            last: Ymd::new(year, 12, 31)?,
            precision: Precision::Year,
            circa: false,
        })
    }

    /// From the earlier of two dates to the later.
    pub fn of_range(from: Date, to: Date) -> Date {
        if from == to {
            return from;
        }
        Date {
            first: from.first.min(to.first),
            last: from.last.max(to.last),
            precision: Precision::Range,
            circa: from.circa || to.circa,
        }
    }

    /// The same date, said to be about right.
    pub fn about(self) -> Date {
        Date { circa: true, ..self }
    }

    /// The first day it may be.
    pub fn first(&self) -> Day {
        self.first.to_day()
    }

    /// The last day it may be.
    pub fn last(&self) -> Day {
        self.last.to_day()
    }

    /// How exactly it was written.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Whether the writer said "about".
    pub fn is_circa(&self) -> bool {
        self.circa
    }

    /// The year, where it lies in one.
    pub fn year(&self) -> Option<i32> {
        (self.first.year == self.last.year).then(|| i32::from(self.first.year))
    }

    /// A key for candidates: the year where it is known, else none.
    pub fn year_key(&self) -> Option<u64> {
        let year = self.year().filter(|_| !self.circa)?;
        Some(super::words::hash(&[b"year", &year.to_be_bytes()]))
    }

    /// A key for candidates: the day where it is known, else none.
    pub fn day_key(&self) -> Option<u64> {
        let exact = self.precision == Precision::Day && !self.circa;
        exact.then(|| super::words::hash(&[b"day", &self.first().0.to_be_bytes()]))
    }

    /// The first of January stands for "some day of that year" in many registers.
    fn is_exact_day(&self) -> bool {
        self.precision == Precision::Day && !self.circa && (self.first.month, self.first.day) != (1, 1)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let about = if self.circa { "circa " } else { "" };
        let Ymd { year, month, day } = self.first;
        match self.precision {
            Precision::Day => write!(f, "{about}{year:04}-{month:02}-{day:02}"),
            Precision::Month => write!(f, "{about}{year:04}-{month:02}"),
            Precision::Year => write!(f, "{about}{year:04}"),
            Precision::Range if (month, day, self.last.month, self.last.day) == (1, 1, 12, 31) => {
                write!(f, "{about}{year:04} to {:04}", self.last.year)
            }
            Precision::Range => {
                let Ymd {
                    year: to,
                    month: m,
                    day: d,
                } = self.last;
                write!(f, "{about}{year:04}-{month:02}-{day:02} to {to:04}-{m:02}-{d:02}")
            }
        }
    }
}

/// How well two dates agree, from the strongest contrary to the strongest
/// agreement.
#[repr(u8)]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DateLevel {
    /// Years more than two apart, or a range that does not hold the other.
    Conflict,
    /// One or two years apart.
    NearYears,
    /// The same year, but both days are known and differ.
    YearOnly,
    /// One side states none.
    Missing,
    /// A circa or a range that holds the other.
    Within,
    /// The same year, which is all that one side knows.
    SameYear,
    /// One digit of the written date differs, or two neighbours are exchanged.
    DigitOff,
    /// Day and month are exchanged.
    Swapped,
    /// The same month, and one side does not know the day.
    SameMonth,
    /// The same day.
    SameDay,
}

impl DateLevel {
    /// All levels in order.
    pub const ALL: [DateLevel; 10] = [
        DateLevel::Conflict,
        DateLevel::NearYears,
        DateLevel::YearOnly,
        DateLevel::Missing,
        DateLevel::Within,
        DateLevel::SameYear,
        DateLevel::DigitOff,
        DateLevel::Swapped,
        DateLevel::SameMonth,
        DateLevel::SameDay,
    ];

    /// A short name for tables and model files.
    pub fn name(self) -> &'static str {
        match self {
            DateLevel::Conflict => "date_conflict",
            DateLevel::NearYears => "date_near_years",
            DateLevel::YearOnly => "date_year_only",
            DateLevel::Missing => "date_missing",
            DateLevel::Within => "date_within",
            DateLevel::SameYear => "date_same_year",
            DateLevel::DigitOff => "date_digit_off",
            DateLevel::Swapped => "date_swapped",
            DateLevel::SameMonth => "date_same_month",
            DateLevel::SameDay => "date_same_day",
        }
    }
}

/// Compares two dates; symmetric.
pub fn compare(a: &Date, b: &Date) -> DateLevel {
    if a.precision == Precision::Day && b.precision == Precision::Day && a.first == b.first {
        return DateLevel::SameDay;
    }
    if a.is_exact_day() && b.is_exact_day() {
        return compare_days(a.first, b.first);
    }
    let overlap = a.first <= b.last && b.first <= a.last;
    let loose = |date: &Date| date.circa || date.precision == Precision::Range;
    if overlap && (loose(a) || loose(b)) {
        return DateLevel::Within;
    }
    let months_known = |date: &Date| date.precision == Precision::Month || date.is_exact_day();
    if months_known(a) && months_known(b) && a.first.year == b.first.year {
        return match a.first.month == b.first.month {
            true => DateLevel::SameMonth,
            false => DateLevel::YearOnly,
        };
    }
    match years_apart(a, b) {
        0 => DateLevel::SameYear,
        1..=2 if a.circa || b.circa => DateLevel::Within,
        1..=2 => DateLevel::NearYears,
        3..=5 if a.circa || b.circa => DateLevel::NearYears,
        _ => DateLevel::Conflict,
    }
}

fn years_apart(a: &Date, b: &Date) -> i32 {
    let gap = i32::from(a.first.year.max(b.first.year)) - i32::from(a.last.year.min(b.last.year));
    gap.max(0)
}

fn compare_days(a: Ymd, b: Ymd) -> DateLevel {
    if a.year == b.year && (a.month, a.day) == (b.day, b.month) {
        return DateLevel::Swapped;
    }
    if super::words::is_one_slip(&written(a), &written(b)) {
        return DateLevel::DigitOff;
    }
    match a.year.abs_diff(b.year) {
        0 => DateLevel::YearOnly,
        1..=2 => DateLevel::NearYears,
        _ => DateLevel::Conflict,
    }
}

/// The eight digits of a day as people write them.
fn written(date: Ymd) -> [u8; 8] {
    let digit = |n: u16, unit: u16| b'0' + (n / unit % 10) as u8;
    let year = date.year.unsigned_abs();
    let (month, day) = (u16::from(date.month), u16::from(date.day));
    [
        digit(day, 10),
        digit(day, 1),
        digit(month, 10),
        digit(month, 1),
        digit(year, 1000),
        digit(year, 100),
        digit(year, 10),
        digit(year, 1),
    ]
}

/// The best agreement between any date of one record and any of the other, with
/// the numbers of the two.
pub fn best(a: &[Date], b: &[Date]) -> (DateLevel, Option<(usize, usize)>) {
    let mut found = (DateLevel::Missing, None);
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            let level = compare(x, y);
            if found.1.is_none() || level > found.0 {
                found = (level, Some((i, j)));
            }
        }
    }
    found
}

/// The comparison in a plain sentence that quotes both dates.
pub fn reason(a: &Date, b: &Date) -> String {
    let (left, right) = (quote(&a.to_string()), quote(&b.to_string()));
    match compare(a, b) {
        DateLevel::Conflict => format!("dates that exclude each other: {left} and {right}"),
        DateLevel::NearYears => format!("dates a year or two apart: {left} and {right}"),
        DateLevel::YearOnly => format!("the same year but another day: {left} and {right}"),
        DateLevel::Missing => "a date is stated on one side at most".to_owned(),
        DateLevel::Within => format!("a rough date that holds the other: {left} and {right}"),
        DateLevel::SameYear => format!("the same year, the day is not known: {left} and {right}"),
        DateLevel::DigitOff => format!("dates one digit apart: {left} and {right}"),
        DateLevel::Swapped => format!("day and month exchanged: {left} and {right}"),
        DateLevel::SameMonth => format!("the same month, the day is not known: {left} and {right}"),
        DateLevel::SameDay => format!("the same day: {left}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_compared() {
        use DateLevel::*;
        for (a, b, expected) in [
            ("11.8.1960", "1960-08-11", SameDay),
            ("11.8.1960", "08 Nov 1960", Swapped),
            ("11.8.1960", "1960-08", SameMonth),
            ("11.8.1960", "1960", SameYear),
            ("11.8.1960", "01 Jan 1960", SameYear),
            ("01 Jan 1960", "01 Jan 1960", SameDay),
            ("11.8.1960", "12.8.1960", DigitOff),
            ("11.8.1960", "11.8.1961", DigitOff),
            ("11.8.1960", "11.8.1906", DigitOff),
            ("11.8.1960", "23.4.1960", YearOnly),
            ("11.8.1960", "1960-05", YearOnly),
            ("11.8.1960", "23.4.1961", NearYears),
            ("1960", "1961", NearYears),
            ("1960", "1963", Conflict),
            ("11.8.1960", "23.4.1975", Conflict),
            ("circa 1963", "1963-05-02", Within),
            ("circa 1963", "1965", Within),
            ("circa 1963", "1967", NearYears),
            ("circa 1963", "1975", Conflict),
            ("1958-1960", "3.3.1959", Within),
            ("1958-1960", "1961", NearYears),
            ("1958-1960", "1970", Conflict),
        ] {
            let (x, y) = (read(a)[0], read(b)[0]);
            assert_eq!(compare(&x, &y), expected, "{a} {b}");
            assert_eq!(compare(&y, &x), expected, "{b} {a}");
        }
    }

    #[test]
    fn the_best_of_several_counts() {
        let a = read_all(["1959", "11 Jul 1990 11 Jul 1989"]);
        let b = read_all(["1989-07-11"]);
        assert_eq!(best(&a, &b), (DateLevel::SameDay, Some((2, 0))));
        assert_eq!(best(&a, &[]), (DateLevel::Missing, None));
        assert_eq!(
            reason(&a[1], &b[0]),
            "dates a year or two apart: \"1990-07-11\" and \"1989-07-11\""
        );
    }

    fn any_date() -> impl Strategy<Value = Date> {
        (1900i32..2030, 1u32..13, 1u32..29, 0u8..5, any::<bool>()).prop_map(|(y, m, d, form, circa)| {
            let date = match form {
                0 => Date::of_year(y),
                1 => Date::of_month(y, m),
                2 => Date::of_year(y)
                    .zip(Date::of_year(y + 3))
                    .map(|(a, b)| Date::of_range(a, b)),
                _ => Date::of_day(y, m, d),
            };
            let date = date.expect("every such date exists");
            if circa { date.about() } else { date }
        })
    }

    proptest! {
        #[test]
        fn comparing_is_symmetric_and_a_date_agrees_with_itself(a in any_date(), b in any_date()) {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a));
            prop_assert!(compare(&a, &a) >= DateLevel::Within);
        }

        #[test]
        fn what_is_printed_reads_again(a in any_date()) {
            prop_assert_eq!(read(&a.to_string()), vec![a]);
        }
    }
}
