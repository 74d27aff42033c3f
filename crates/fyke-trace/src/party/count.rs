//! How many histories there are from a source to an end, without listing one.
//!
//! A history is a row that leaves a source, rows that each leave the party the
//! last one arrived at, later in the order of rows and at most `gap` days after
//! it, and a row that arrives at an end. A hub that sends and receives a
//! thousand rows within the gap has a million of them through it, its
//! customers' customers a million times more; but their number is a sum of
//! products. With a_k(r) the histories of k rows that begin at a source and end
//! with row r, and b_l(r) those of l rows that begin with r and end at an end,
//!
//! ```text
//! a_k(r) = sum of a_{k-1}(q) over rows q into the consignor of r within the gap before r
//! histories with r as their k-th row of k + l - 1:  a_k(r) * b_l(r)
//! ```
//!
//! The window only moves forward, so each sum loses what falls out and gains
//! what arrives: one addition and one subtraction a row and hop, no search. A
//! party that a history passes twice counts twice. Numbers stop at 2^128 - 1.
//!
//! The number says how many ways there were; it says nothing of how likely any
//! is, and is no evidence by itself: hubs have many because they are hubs.
//! Source: backward dynamic programming over time-ordered edges.

use super::family::{ARRIVES, Family, STARTS};

/// Rows of a family by the party at one of their ends, in order.
struct ByParty {
    first: Vec<u32>,
    rows: Vec<u32>,
}

impl ByParty {
    fn of(ends: &[u32], parties: usize) -> ByParty {
        let mut first = vec![0u32; parties + 1];
        for party in ends {
            first[*party as usize + 1] += 1;
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let mut next = first.clone();
        let mut rows = vec![0u32; ends.len()];
        for (row, party) in ends.iter().enumerate() {
            rows[next[*party as usize] as usize] = row as u32;
            next[*party as usize] += 1;
        }
        ByParty { first, rows }
    }

    fn of_party(&self, party: usize) -> &[u32] {
        &self.rows[self.first[party] as usize..self.first[party + 1] as usize]
    }
}

/// Sums of a window that moves with the rows, one for each party.
struct Windows {
    sum: Vec<u128>,
    /// The next row of each party to fall out.
    oldest: Vec<u32>,
}

impl Windows {
    fn new(parties: usize) -> Windows {
        Windows {
            sum: vec![0; parties],
            oldest: vec![0; parties],
        }
    }

    /// The sum at a party once the rows that `falls_out` says yes to are gone.
    fn at(&mut self, party: usize, rows: &[u32], value: &[u128], falls_out: impl Fn(u32) -> bool) -> u128 {
        let oldest = &mut self.oldest[party];
        while let Some(row) = rows.get(*oldest as usize).filter(|row| falls_out(**row)) {
            self.sum[party] = self.sum[party].saturating_sub(value[*row as usize]);
            *oldest += 1;
        }
        self.sum[party]
    }

    fn add(&mut self, party: usize, value: u128) {
        self.sum[party] = self.sum[party].saturating_add(value);
    }
}

/// One hop on: from histories that end with each row to those one row longer.
fn longer(family: &Family<'_>, into: &ByParty, shorter: &[u128], gap: u16) -> Vec<u128> {
    let day = family.day();
    let mut windows = Windows::new(family.parties.len());
    (0..family.len())
        .map(|row| {
            let from = family.src[row] as usize;
            let since = day[row].saturating_sub(gap);
            let falls_out = |at: u32| (at as usize) < row && day[at as usize] < since;
            let sum = windows.at(from, into.of_party(from), shorter, falls_out);
            windows.add(family.dst[row] as usize, shorter[row]);
            sum
        })
        .collect()
}

/// The same back in time: from histories that begin with each row.
fn longer_back(family: &Family<'_>, out_of: &ByParty, shorter: &[u128], gap: u16) -> Vec<u128> {
    let day = family.day();
    let mut windows = Windows::new(family.parties.len());
    let mut sums = vec![0; family.len()];
    for row in (0..family.len()).rev() {
        let to = family.dst[row] as usize;
        let until = day[row].saturating_add(gap);
        let falls_out = |at: u32| (at as usize) > row && day[at as usize] > until;
        sums[row] = windows.at(to, out_of.of_party(to), shorter, falls_out);
        windows.add(family.src[row] as usize, shorter[row]);
    }
    sums
}

/// Histories of a family with at most so many rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counts {
    /// How many there are.
    pub all: u128,
    /// How many leave each party of the family, by its number there.
    pub from_party: Vec<u128>,
}

/// Counts the histories of at most `hops` rows with at most `gap_days` between
/// one and the next.
pub fn count(family: &Family<'_>, hops: usize, gap_days: u16) -> Counts {
    let parties = family.parties.len();
    let mut counts = Counts {
        all: 0,
        from_party: vec![0; parties],
    };
    let marked = |mark: u8| -> Vec<u128> {
        let is = |marks: &u8| u128::from(marks & mark != 0);
        family.marks.iter().map(is).collect()
    };
    if hops == 0 || family.is_empty() {
        return counts;
    }
    let (into, mut out_of) = (
        ByParty::of(&family.dst, parties),
        ByParty::of(&family.src, parties),
    );
    // back in time the latest row of a party falls out first
    for party in 0..parties {
        let (from, to) = (out_of.first[party] as usize, out_of.first[party + 1] as usize);
        out_of.rows[from..to].reverse();
    }
    let mut ahead = vec![marked(STARTS)];
    while ahead.len() < hops {
        let shorter = &ahead[ahead.len() - 1];
        if shorter.iter().all(|n| *n == 0) {
            break;
        }
        ahead.push(longer(family, &into, shorter, gap_days));
    }
    let mut back = marked(ARRIVES);
    for behind in 1..=hops {
        for row in 0..family.len() {
            if back[row] == 0 {
                continue;
            }
            let before = ahead.iter().take(hops + 1 - behind);
            let begun = before.fold(0u128, |sum, by_row| sum.saturating_add(by_row[row]));
            let through = begun.saturating_mul(back[row]);
            let from = &mut counts.from_party[family.src[row] as usize];
            *from = from.saturating_add(through);
        }
        if behind == 1 {
            let ended = (0..family.len()).filter(|row| back[*row] > 0);
            counts.all = ended
                .flat_map(|row| ahead.iter().map(move |by_row| by_row[row]))
                .fold(0, u128::saturating_add);
        }
        back = longer_back(family, &out_of, &back, gap_days);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::super::testing::World;
    use super::*;
    use proptest::prelude::*;

    fn by_walking(family: &Family<'_>, hops: usize, gap: u16) -> Counts {
        fn walk(family: &Family<'_>, path: &mut Vec<usize>, hops: usize, gap: u16, counts: &mut Counts) {
            let last = path[path.len() - 1];
            if family.marks[last] & ARRIVES != 0 {
                counts.all += 1;
                path.iter()
                    .for_each(|row| counts.from_party[family.src[*row] as usize] += 1);
            }
            if path.len() == hops {
                return;
            }
            for next in last + 1..family.len() {
                let day = family.day();
                if family.src[next] == family.dst[last] && day[next] - day[last] <= gap {
                    path.push(next);
                    walk(family, path, hops, gap, counts);
                    path.pop();
                }
            }
        }
        let mut counts = Counts {
            all: 0,
            from_party: vec![0; family.parties.len()],
        };
        for row in (0..family.len()).filter(|row| family.marks[*row] & STARTS != 0) {
            walk(family, &mut vec![row], hops, gap, &mut counts);
        }
        counts
    }

    #[test]
    fn ways_are_counted_by_party() {
        let world = World::read(
            "
            day  from      to       goods   kg
            1    Maker/DE  A/AE     854231  100
            2    Maker/DE  Shop/KG  854231  30
            9    A/AE      Shop/KG  854231  98
            15   Shop/KG   End/RU   854231  97
            80   Shop/KG   End/RU   854231  20
            ",
        );
        let index = world.index();
        let family = world.family(&index, 0);
        let local = |name| {
            family
                .parties
                .iter()
                .position(|p| *p == world.party(name))
                .unwrap()
        };
        // into the row of day 15 over A and directly; the row of day 80 is too late for any
        let counts = count(&family, 5, 60);
        assert_eq!(counts.all, 2);
        assert_eq!(counts.from_party[local("Shop")], 2);
        assert_eq!(counts.from_party[local("A")], 1);
        assert_eq!(count(&family, 2, 60).all, 1, "two rows do not go over A");
        assert_eq!(count(&family, 5, 90).all, 4, "day 80 is in time for both");
    }

    proptest! {
        #[test]
        fn equal_to_walking_them(
            rows in proptest::collection::vec((0u16..60, 0u8..8, 0u8..8, 1u16..500), 1..40),
            hops in 0usize..5,
            gap in 0u16..30,
        ) {
            let world = World::random(&rows);
            let index = world.index();
            for span in 0..index.spans.len() {
                let family = world.family(&index, span);
                let walked = match hops {
                    0 => Counts { all: 0, from_party: vec![0; family.parties.len()] },
                    _ => by_walking(&family, hops, gap),
                };
                prop_assert_eq!(count(&family, hops, gap), walked);
            }
        }
    }
}
