//! Days and months as small integers, so that five years of trade fit a column.
//!
//! A [`Day`] counts days since 1970-01-01 and a [`Month`] counts months since
//! January of year 0; both sort, subtract and print as people expect. Calendar
//! arithmetic is jiff's; this file only packs and unpacks it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A calendar day: days since 1970-01-01, negative before.
///
/// ```
/// use fyke_model::date::Day;
/// let d: Day = "2022-02-24".parse().unwrap();
/// assert_eq!(d.to_string(), "2022-02-24");
/// assert_eq!(d.month().to_string(), "2022-02");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(pub i32);

/// A calendar month: `year * 12 + (month - 1)`.
///
/// ```
/// use fyke_model::date::Month;
/// let m: Month = "2021-12".parse().unwrap();
/// assert_eq!((m + 1).to_string(), "2022-01");
/// assert_eq!((m + 1) - m, 1);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month(pub i32);

/// Text that is not a day or a month in ISO 8601 form.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("'{value}' is not a date of the form {form}; write it that way")]
pub struct BadDate {
    value: String,
    form: &'static str,
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// As reports in English write them.
const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Day {
    /// The day of a civil year, month (1-12) and day (1-31), if there is one.
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().map(Day::from)
    }

    /// The civil date; days outside jiff's years -9999..=9999 are clamped.
    pub fn civil(self) -> Date {
        EPOCH.saturating_add(jiff::Span::new().days(i64::from(self.0.clamp(-4_371_587, 2_932_896))))
    }

    /// The month this day lies in.
    pub fn month(self) -> Month {
        let d = self.civil();
        Month::new(d.year(), d.month())
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        let days = date.since(EPOCH).map_or(0, |span| span.get_days());
        Day(days)
    }
}

impl Month {
    /// A month by civil year and month number; the month is clamped to 1-12.
    pub fn new(year: i16, month: i8) -> Month {
        Month(i32::from(year) * 12 + i32::from(month.clamp(1, 12)) - 1)
    }

    /// The civil year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month of the year, 1-12.
    pub fn month_of_year(self) -> i32 {
        self.0.rem_euclid(12) + 1
    }

    /// What the month is called in English.
    ///
    /// ```
    /// let m: fyke_model::date::Month = "2021-12".parse().unwrap();
    /// assert_eq!((m.name(), (m + 1).name()), ("December", "January"));
    /// ```
    pub fn name(self) -> &'static str {
        let [january, ..] = NAMES;
        NAMES
            .get(self.0.rem_euclid(12) as usize)
            .copied()
            .unwrap_or(january)
    }

    /// The first day of the month.
    pub fn first_day(self) -> Day {
        let year = i16::try_from(self.year()).unwrap_or(i16::MAX).clamp(-9999, 9999);
        Day::from_ymd(year, self.month_of_year() as i8, 1).unwrap_or(Day(0))
    }
}

impl std::ops::Add<i32> for Month {
    type Output = Month;
    fn add(self, months: i32) -> Month {
        Month(self.0 + months)
    }
}

impl std::ops::Sub for Month {
    type Output = i32;
    fn sub(self, other: Month) -> i32 {
        self.0 - other.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.civil())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month_of_year())
    }
}

impl FromStr for Day {
    type Err = BadDate;
    fn from_str(text: &str) -> Result<Day, BadDate> {
        text.trim().parse::<Date>().map(Day::from).map_err(|_| BadDate {
            value: clip(text),
            form: "2022-02-24",
        })
    }
}

impl FromStr for Month {
    type Err = BadDate;
    fn from_str(text: &str) -> Result<Month, BadDate> {
        let bad = || BadDate {
            value: clip(text),
            form: "2022-02",
        };
        let (year, month) = text.trim().split_once('-').ok_or_else(bad)?;
        let (year, month): (i16, i8) = (
            year.parse().map_err(|_| bad())?,
            month.parse().map_err(|_| bad())?,
        );
        if !(0..=9999).contains(&year) || !(1..=12).contains(&month) {
            return Err(bad());
        }
        Ok(Month::new(year, month))
    }
}

fn clip(text: &str) -> String {
    text.chars().take(40).collect()
}

impl TryFrom<String> for Day {
    type Error = BadDate;
    fn try_from(text: String) -> Result<Day, BadDate> {
        text.parse()
    }
}
impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
    }
}
impl TryFrom<String> for Month {
    type Error = BadDate;
    fn try_from(text: String) -> Result<Month, BadDate> {
        text.parse()
    }
}
impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_and_months_print_as_iso() {
        assert_eq!(Day(0).to_string(), "1970-01-01");
        assert_eq!(Day(19047).to_string(), "2022-02-24");
        assert_eq!(
            "2022-02-30".parse::<Day>().unwrap_err().to_string(),
            "'2022-02-30' is not a date of the form 2022-02-24; write it that way"
        );
        assert!("2022-13".parse::<Month>().is_err());
        assert_eq!(Month::new(2022, 1).first_day().to_string(), "2022-01-01");
    }

    proptest! {
        #[test]
        fn a_day_survives_printing(days in -700_000i32..2_900_000) {
            // years 0..9909: the four-digit years that ISO 8601 prints without a sign
            let day = Day(days);
            prop_assert_eq!(day.to_string().parse::<Day>().unwrap(), day);
        }

        #[test]
        fn a_month_survives_printing(months in 0i32..120_000) {
            let month = Month(months);
            prop_assert_eq!(month.to_string().parse::<Month>().unwrap(), month);
            prop_assert_eq!(month.first_day().month(), month);
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = text.parse::<Day>();
            let _ = text.parse::<Month>();
        }
    }
}
