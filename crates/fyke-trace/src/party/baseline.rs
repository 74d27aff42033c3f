//! What others would do: two ways of matching rows, printed beside ours.
//!
//! *Strict paths*: a row is suspect when it leaves a source, or when it repeats
//! a suspect row: same subheading, within 30 days, nine tenths to all of the
//! mass. It is what a join in SQL finds. *Row FIFO*: each party keeps lots by
//! subheading, the oldest leaves first, lots older than 180 days are gone; a
//! row's score is the share of it that came from a source.
//!
//! Both judge rows. They are kept because a claim of being better needs the
//! other figure from the same run, not because anyone should use them.

use super::family::{ARRIVES, Family, STARTS};
use std::collections::VecDeque;

/// Days within which a strict path goes on.
pub const STRICT_GAP_DAYS: u16 = 30;
/// Mass out over mass in along a strict path.
pub const STRICT_RATIO: std::ops::RangeInclusive<f32> = 0.9..=1.0;
/// Lots older than this are gone.
pub const FIFO_AGE_DAYS: u16 = 180;

/// 1 for the rows into ends that end a strict path of two legs or more, by row
/// of the family; 0 for all others.
pub fn strict_paths(family: &Family<'_>) -> Vec<f32> {
    let mut suspect = vec![0.0; family.len()];
    // per party, in order of day: (day, subheading, mass) of suspect rows received
    let mut received: Vec<VecDeque<(u16, u16, f32)>> = vec![VecDeque::new(); family.parties.len()];
    let (day, mass) = (family.day(), family.mass_kg());
    for row in 0..family.len() {
        let slot = family.slot(row);
        let before = &mut received[family.src[row] as usize];
        while before
            .front()
            .is_some_and(|(at, _, _)| day[row] - at > STRICT_GAP_DAYS)
        {
            before.pop_front();
        }
        let repeats = before
            .iter()
            .any(|(_, same, kg)| *same == slot && STRICT_RATIO.contains(&(mass[row] / kg)));
        if repeats && family.marks[row] & ARRIVES != 0 {
            suspect[row] = 1.0;
        }
        if repeats || family.marks[row] & STARTS != 0 {
            received[family.dst[row] as usize].push_back((day[row], slot, mass[row]));
        }
    }
    suspect
}

/// Share of each row that came from a source, first in first out.
pub fn row_fifo(family: &Family<'_>) -> Vec<f32> {
    let slots = family.slots();
    let mut lots: Vec<VecDeque<(u16, f32, f32)>> = vec![VecDeque::new(); family.parties.len() * slots];
    let (day, mass) = (family.day(), family.mass_kg());
    (0..family.len())
        .map(|row| {
            let slot = usize::from(family.slot(row));
            let share = if family.marks[row] & STARTS != 0 {
                1.0
            } else {
                let held = &mut lots[family.src[row] as usize * slots + slot];
                draw(held, day[row], mass[row])
            };
            let to = &mut lots[family.dst[row] as usize * slots + slot];
            to.push_back((day[row], mass[row], share));
            share
        })
        .collect()
}

fn draw(lots: &mut VecDeque<(u16, f32, f32)>, day: u16, kg: f32) -> f32 {
    let (mut wanted, mut tainted) = (kg, 0.0);
    while wanted > 0.0 {
        let Some((arrived, left, share)) = lots.front_mut() else {
            break;
        };
        if day - *arrived > FIFO_AGE_DAYS {
            lots.pop_front();
            continue;
        }
        let taken = wanted.min(*left);
        tainted += taken * *share;
        wanted -= taken;
        *left -= taken;
        if *left <= 0.0 {
            lots.pop_front();
        }
    }
    tainted / kg
}

#[cfg(test)]
mod tests {
    use super::super::testing::World;
    use super::*;

    #[test]
    fn strict_paths_find_what_is_neither_split_nor_mixed() {
        let world = World::read(
            "
            day  from      to        goods   kg
            1    Maker/DE  Shop/KG   854231  100
            2    Maker/DE  Other/KG  854231  100
            9    Shop/KG   End/RU    854231  98
            9    Other/KG  End/RU    854231  50
            9    Other/KG  End/RU    854231  50
            ",
        );
        let index = world.index();
        assert_eq!(strict_paths(&world.family(&index, 0)), [0.0, 0.0, 1.0, 0.0, 0.0]);
    }

    #[test]
    fn fifo_takes_the_oldest_lot_and_forgets_old_ones() {
        let world = World::read(
            "
            day  from      to        goods   kg
            1    Maker/DE  Shop/KG   854231  100
            2    Farm/KZ   Shop/KG   854231  100
            9    Shop/KG   End/RU    854231  150
            300  Shop/KG   End/RU    854231  50
            ",
        );
        let index = world.index();
        let shares = row_fifo(&world.family(&index, 0));
        assert!((shares[2] - 2.0 / 3.0).abs() < 1e-6);
        assert_eq!(shares[3], 0.0);
    }
}
