//! The only clock of the door: whole days.
//!
//! A time finer than a day, kept or shown, tells who was at a keyboard when.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

/// Whole days since 1970-01-01 UTC.
///
/// ```
/// use fyke_door::day::Day;
/// assert_eq!(Day(20_779).to_string(), "2026-11-22");
/// assert_eq!(Day(0).plus(31).to_string(), "1970-02-01");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub u32);

impl Day {
    /// Today by this machine's clock, coarse at once: the only place of the crate
    /// that reads one, for the mains of its roles.
    #[allow(clippy::disallowed_methods)]
    pub fn today() -> Day {
        let seconds = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs());
        Day(u32::try_from(seconds / 86_400).unwrap_or(u32::MAX))
    }

    /// So many days later, at most the last day there is.
    pub fn plus(self, days: u32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// So many days before, at least the first.
    pub fn minus(self, days: u32) -> Day {
        Day(self.0.saturating_sub(days))
    }
}

impl fmt::Display for Day {
    /// Year, month, day of the Gregorian calendar, by the method of Howard
    /// Hinnant, *chrono-compatible low-level date algorithms*.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shifted = u64::from(self.0) + 719_468;
        let era = shifted / 146_097;
        let of_era = shifted % 146_097;
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 {
            from_march + 3
        } else {
            from_march - 9
        };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}
