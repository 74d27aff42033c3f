//! Editions: four a day, numbered from the day.

use crate::day::Day;
use std::fmt;

/// A book's number: four times its day, and which of the day's four. It is the
/// desk's timetable and says nothing of any person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edition(pub u32);

impl Edition {
    /// How many a day.
    pub const A_DAY: u32 = 4;
    /// For how many editions slots are made ahead: fourteen days.
    pub const AHEAD: u32 = 14 * Edition::A_DAY;

    /// The first of a day.
    pub fn first_of(day: Day) -> Edition {
        Edition(day.0.saturating_mul(Edition::A_DAY))
    }

    /// So many editions later.
    pub fn plus(self, editions: u32) -> Edition {
        Edition(self.0.saturating_add(editions))
    }

    /// Its day.
    pub const fn day(self) -> Day {
        Day(self.0 / Edition::A_DAY)
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}, {} of {}",
            self.day(),
            self.0 % Edition::A_DAY + 1,
            Edition::A_DAY
        )
    }
}
