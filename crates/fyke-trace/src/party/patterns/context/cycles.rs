//! Cycles of goods through a party that sells to ends, or to one who does: out
//! to one, on through others, back to it, each leg later than the one before.
//! A cycle is kept for everyone on it.
//!
//! Two to [`HOPS_MAX`] legs within [`WINDOW_DAYS`], each carrying 80 to
//! 102 % of the leg before. Two legs are a return or a repair, but where the
//! goods come back [`RETURN_DEARER`] times as dear: nobody pays for that. Of a party at most [`CYCLES_MAX`] are kept and at
//! most [`STEPS_MAX`] legs are tried: a carousel turns many times and is met
//! early, and the cost of a family stays linear in its rows.

use super::super::super::carried::carried;
use super::super::super::family::{ARRIVES, Family};
use super::units_within;
use std::collections::BTreeMap;

/// A turn takes no longer.
pub const WINDOW_DAYS: u16 = 180;
/// Legs of the longest cycle looked for.
pub const HOPS_MAX: usize = 5;
/// Legs of a cycle whatever the goods are worth: two are a return.
pub const HOPS_MIN: usize = 3;
/// Value of goods come back over that when they left from which two legs are a
/// cycle: above what rates of exchange move in the weeks between.
pub const RETURN_DEARER: f64 = 1.03;
/// Cycles kept of one party.
pub const CYCLES_MAX: usize = 5;
/// Legs tried for one party.
pub const STEPS_MAX: usize = 2_000;
/// The same for a party that sells to no end itself: there are many of them.
pub const STEPS_NEAR_MAX: usize = 200;
/// Legs tried after one.
const BRANCHES_MAX: usize = 16;
/// Mass of a leg over the leg before.
pub const RATIO: std::ops::RangeInclusive<f32> = 0.8..=1.02;

/// Cycles by (family, party): rows of the family, leg after leg.
#[derive(Clone, Debug, Default)]
pub struct Cycles {
    found: BTreeMap<(u16, u32), Vec<Vec<u32>>>,
}

carried!(Cycles { found });

struct Search<'f> {
    family: &'f Family<'f>,
    /// First place of a party's legs in `legs`.
    first: Vec<u32>,
    /// Rows by consignor, in order of day. What is looked at again and again
    /// stands side by side: of a hub's thousands of rows few are taken.
    legs: Vec<Leg>,
    steps: usize,
    steps_max: usize,
}

#[derive(Clone, Copy, Default)]
struct Leg {
    row: u32,
    to: u32,
    kg: f32,
    day: u16,
}

impl Cycles {
    /// Looks through one family.
    pub fn add(&mut self, family: &Family<'_>) {
        let parties = family.parties.len();
        let mut sells = vec![false; parties];
        let mut first = vec![0u32; parties + 1];
        for (row, from) in family.src.iter().enumerate() {
            first[*from as usize + 1] += 1;
            sells[*from as usize] |= family.marks[row] & ARRIVES != 0;
        }
        if !sells.contains(&true) {
            return;
        }
        let mut near = vec![false; parties];
        for (from, to) in family.src.iter().zip(&family.dst) {
            near[*from as usize] |= sells[*to as usize];
        }
        for at in 0..parties {
            first[at + 1] += first[at];
        }
        let mut next = first.clone();
        let mut legs = vec![Leg::default(); family.len()];
        let (day, kg) = (family.day(), family.mass_kg());
        for (row, from) in family.src.iter().enumerate() {
            let slot = &mut next[*from as usize];
            legs[*slot as usize] = Leg {
                row: row as u32,
                to: family.dst[row],
                kg: kg[row],
                day: day[row],
            };
            *slot += 1;
        }
        let mut search = Search {
            family,
            first,
            legs,
            steps: 0,
            steps_max: STEPS_MAX,
        };
        for party in (0..parties).filter(|party| sells[*party] || near[*party]) {
            search.steps_max = if sells[party] { STEPS_MAX } else { STEPS_NEAR_MAX };
            for legs in search.through(party as u32) {
                for leg in &legs {
                    let on_it = family.parties[family.src[*leg as usize] as usize];
                    self.keep(family.span.family, on_it, &legs);
                }
            }
        }
    }

    /// A cycle is met once from each of its parties, and counts once.
    fn keep(&mut self, family: u16, party: u32, legs: &[u32]) {
        let known = self.found.entry((family, party)).or_default();
        let met = known
            .iter()
            .any(|known| legs.iter().any(|leg| known.contains(leg)));
        if !met && known.len() < CYCLES_MAX {
            known.push(legs.to_vec());
        }
    }

    /// Those of these families alone; `parties` in order, numbered by their places.
    pub(in crate::party) fn within(&self, families: &[u16], parties: &[u32]) -> Cycles {
        let found = units_within(&self.found, families, parties, |legs| Some(legs.clone()));
        Cycles { found }
    }

    /// Cycles through a party, each as rows of the family.
    pub fn through(&self, family: u16, party: u32) -> &[Vec<u32>] {
        self.found.get(&(family, party)).map_or(&[], Vec::as_slice)
    }
}

impl Search<'_> {
    fn through(&mut self, party: u32) -> Vec<Vec<u32>> {
        let mut found: Vec<Vec<u32>> = Vec::new();
        self.steps = 0;
        let own = self.first[party as usize] as usize..self.first[party as usize + 1] as usize;
        for place in own {
            let row = self.legs[place].row;
            if self.family.marks[row as usize] & ARRIVES != 0 {
                continue;
            }
            let mut legs = vec![row];
            if self.close(party, &mut legs) && !found.iter().any(|known| known.contains(&legs[0])) {
                found.push(legs);
            }
            if found.len() >= CYCLES_MAX || self.steps >= self.steps_max {
                break;
            }
        }
        found
    }

    fn is_dearer(&self, left: usize, back: usize) -> bool {
        let values = self.family.value(left).zip(self.family.value(back));
        values.is_some_and(|(left, back)| back >= RETURN_DEARER * left)
    }

    /// Extends the legs until they come back to the party.
    fn close(&mut self, party: u32, legs: &mut Vec<u32>) -> bool {
        let (day, kg) = (self.family.day(), self.family.mass_kg());
        let (start, last) = (legs[0] as usize, legs[legs.len() - 1] as usize);
        let at = self.family.dst[last];
        if at == party {
            return legs.len() >= HOPS_MIN || legs.len() == 2 && self.is_dearer(start, last);
        }
        if legs.len() >= HOPS_MAX {
            return false;
        }
        let own = self.first[at as usize] as usize..self.first[at as usize + 1] as usize;
        let mut place = own.start + self.legs[own.clone()].partition_point(|leg| leg.day < day[last]);
        let until = day[start].saturating_add(WINDOW_DAYS);
        let (kg, last) = (kg[last], legs[legs.len() - 1]);
        let mut taken = 0;
        while place < own.end && taken < BRANCHES_MAX {
            let leg = self.legs[place];
            place += 1;
            if leg.day > until {
                break;
            }
            if leg.row == last || !RATIO.contains(&(leg.kg / kg)) {
                continue;
            }
            taken += 1;
            self.steps += 1;
            if self.steps >= self.steps_max {
                return false;
            }
            let (next, to) = (leg.row, leg.to);
            let visited = legs.iter().any(|leg| self.family.dst[*leg as usize] == to);
            if visited && to != party {
                continue;
            }
            legs.push(next);
            if self.close(party, legs) {
                return true;
            }
            legs.pop();
        }
        false
    }
}
