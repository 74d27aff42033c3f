//! When a party traded at all, and in what: 32 bytes a party.
//!
//! Two maps of 64 periods, a bit each: any row, any row received. A period is a
//! month of thirty days, or as long as it must be for 64 of them to span the
//! index. And two profiles, before and after the measures, of sixteen four-bit
//! logarithmic counts (0, 1, 2-3, 4-7, ...), a family counted in the slot of
//! its place modulo sixteen. Families may share a slot; what is asked of a
//! profile is whether it changed, and a shared slot only hides a change.

use super::super::super::carried::{Carried, Misread, Source};
use super::super::super::index::EventIndex;
use super::super::MONTH_DAYS;

/// Slots of a profile.
pub const SLOTS: usize = 16;

/// When parties traded, and in what.
#[derive(Clone, Debug, Default)]
pub struct Activity {
    period_days: u16,
    seen: Vec<u64>,
    received: Vec<u64>,
    before: Vec<u64>,
    after: Vec<u64>,
}

/// A stretch without a row: periods without one, and the first with one again.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Gap {
    /// Periods without a row.
    pub periods: u32,
    /// The first period after it.
    pub ends: u32,
}

impl Activity {
    /// Over all rows; `measure_day` counts from the index's first day.
    pub fn of(index: &EventIndex, measure_day: i32) -> Activity {
        let last = index.day.iter().copied().max().unwrap_or(0);
        let parties = index.party_count as usize;
        let mut activity = Activity {
            period_days: MONTH_DAYS.max(last / 64 + 1),
            seen: vec![0; parties],
            received: vec![0; parties],
            before: vec![0; parties],
            after: vec![0; parties],
        };
        let mut counts = vec![[0u32; 2]; parties];
        let mut touched: Vec<u32> = Vec::new();
        for span in &index.spans {
            for at in span.start..span.end {
                let day = index.day[at];
                let bit = 1u64 << (day / activity.period_days).min(63);
                let late = usize::from(i32::from(day) >= measure_day);
                activity.received[index.dst[at] as usize] |= bit;
                for party in [index.src[at], index.dst[at]] {
                    activity.seen[party as usize] |= bit;
                    let count = &mut counts[party as usize];
                    if *count == [0, 0] {
                        touched.push(party);
                    }
                    count[late] = count[late].saturating_add(1);
                }
            }
            let slot = usize::from(span.family) % SLOTS;
            for party in touched.drain(..) {
                let [early, late] = std::mem::take(&mut counts[party as usize]);
                add(&mut activity.before[party as usize], slot, early);
                add(&mut activity.after[party as usize], slot, late);
            }
        }
        activity
    }

    /// The same for these parties alone, numbered by their places in the list.
    pub(in crate::party) fn of_parties(&self, parties: &[u32]) -> Activity {
        let picked = |map: &[u64]| {
            let of = |party: &u32| map.get(*party as usize).copied().unwrap_or(0);
            parties.iter().map(of).collect()
        };
        Activity {
            period_days: self.period_days,
            seen: picked(&self.seen),
            received: picked(&self.received),
            before: picked(&self.before),
            after: picked(&self.after),
        }
    }

    /// Days of a period.
    pub fn period_days(&self) -> u16 {
        self.period_days.max(1)
    }

    /// First day of the first period with a row of the party.
    pub fn first_day(&self, party: u32) -> Option<u16> {
        self.first_of(&self.seen, party)
    }

    /// First day of the first period in which the party received anything.
    pub fn first_received(&self, party: u32) -> Option<u16> {
        self.first_of(&self.received, party)
    }

    fn first_of(&self, map: &[u64], party: u32) -> Option<u16> {
        let seen = map.get(party as usize).copied().filter(|bits| *bits != 0)?;
        Some(seen.trailing_zeros() as u16 * self.period_days())
    }

    /// The longest stretch without a row between two with rows, and the second
    /// longest.
    pub fn gaps(&self, party: u32) -> (Gap, Gap) {
        let mut bits = self.seen.get(party as usize).copied().unwrap_or(0);
        let (mut longest, mut second) = (Gap::default(), Gap::default());
        let mut last: Option<u32> = None;
        while bits != 0 {
            let period = bits.trailing_zeros();
            bits &= bits - 1;
            let empty = last.map_or(0, |last| period - last - 1);
            let gap = Gap {
                periods: empty,
                ends: period,
            };
            if empty > longest.periods {
                second = longest;
                longest = gap;
            } else if empty > second.periods {
                second = gap;
            }
            last = Some(period);
        }
        (longest, second)
    }

    /// Rows by slot before the measures and after them, to a factor of two.
    pub fn profiles(&self, party: u32) -> ([f64; SLOTS], [f64; SLOTS]) {
        let of = |map: &[u64]| {
            let packed = map.get(party as usize).copied().unwrap_or(0);
            std::array::from_fn(|slot| count_of((packed >> (4 * slot)) & 15))
        };
        (of(&self.before), of(&self.after))
    }
}

/// Longest period there can be: 64 of them span all days that an index counts.
const PERIOD_DAYS_MAX: u16 = u16::MAX / 64 + 1;

impl Carried for Activity {
    fn put(&self, out: &mut Vec<u8>) {
        self.period_days.put(out);
        for map in [&self.seen, &self.received, &self.before, &self.after] {
            map.put(out);
        }
    }

    fn take(from: &mut Source<'_>) -> Result<Activity, Misread> {
        let period_days = u16::take(from)?;
        if period_days > PERIOD_DAYS_MAX {
            return Err(Misread("a period is longer than any"));
        }
        Ok(Activity {
            period_days,
            seen: Vec::take(from)?,
            received: Vec::take(from)?,
            before: Vec::take(from)?,
            after: Vec::take(from)?,
        })
    }
}

fn add(packed: &mut u64, slot: usize, rows: u32) {
    if rows > 0 {
        let shift = 4 * slot;
        let known = count_of((*packed >> shift) & 15);
        let nibble = ((known + f64::from(rows)).log2().floor() as u64 + 1).min(15);
        *packed = (*packed & !(15 << shift)) | (nibble << shift);
    }
}

/// The middle of what a nibble stands for.
fn count_of(nibble: u64) -> f64 {
    match nibble {
        0 => 0.0,
        1 => 1.0,
        _ => 1.5 * f64::from(1u32 << (nibble - 1)) - 0.5,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::super::testing::World;
    use super::*;

    #[test]
    fn a_party_that_slept_and_changed_its_line() {
        let world = World::read(
            "
            day  from      to        goods   kg
            1    Mill/DE   Shop/KG   610910  100
            40   Mill/DE   Shop/KG   610910  100
            900  Maker/DE  Shop/KG   854231  100
            910  Shop/KG   End/RU    854231  100
            ",
        );
        let activity = Activity::of(&world.index(), 500);
        let shop = world.party("Shop");
        assert_eq!(activity.first_day(shop), Some(0));
        assert_eq!(activity.first_received(world.party("End")), Some(900));
        let (longest, second) = activity.gaps(shop);
        assert_eq!((longest.periods, longest.ends, second.periods), (28, 30, 0));
        let (before, after) = activity.profiles(shop);
        assert_eq!((before[0], before[1]), (2.5, 0.0));
        assert_eq!((after[0], after[1]), (0.0, 2.5));
    }
}
