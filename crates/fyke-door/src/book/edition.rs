//! Editions: four a day, numbered from the day.

use crate::day::Day;

/// A book's number: four times its day, and which of the day's four. It is the
/// desk's timetable and says nothing of any person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edition(pub u32);

impl Edition {
    /// How many a day.
    pub const A_DAY: u32 = 4;

    /// Its day.
    pub const fn day(self) -> Day {
        Day(self.0 / Edition::A_DAY)
    }
}
