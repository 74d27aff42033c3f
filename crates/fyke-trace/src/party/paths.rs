//! Chains from a source to an end, listed for a lead that a person opens.
//!
//! A chain is a row that leaves a source, rows that each leave the party the
//! last one arrived at, no later than [`GAP_DAYS`] after it, and a row that
//! arrives at an end. Hubs have billions of them: [`super::count`] says how many
//! without listing one. Here the few likeliest are listed best first: a chain
//! costs more the longer goods wait and the worse the masses agree, so the first
//! to be completed is the best there is.
//!
//! A listed chain is a possible history, not a proof: see
//! [`super::provenance`] for what can be said for certain.

use super::family::{ARRIVES, Family, STARTS};
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Goods that lie longer than this before they go on are stock.
pub const GAP_DAYS: u16 = 60;
/// Rows in a chain at most: five hands are beyond what any case has shown.
pub const LEGS_MAX: usize = 5;
/// A listing gives up after so many steps: 50 ms.
const STEPS_MAX: usize = 50_000;
/// Mass may shrink by splitting and grow by joining: a tenth to double.
const RATIO_MIN: f32 = 0.1;
const RATIO_MAX: f32 = 2.0;

/// A possible history of goods.
#[derive(Clone, PartialEq, Debug)]
pub struct Chain {
    /// Rows of the family from the source to the end.
    pub rows: Vec<u32>,
    /// What it costs to believe it: days of waiting over [`GAP_DAYS`] and log
    /// ratios of mass, summed. 0 is a chain without wait or loss.
    pub cost: f32,
}

struct Partial {
    cost: f32,
    /// Backwards: the row into the end first.
    rows: Vec<u32>,
}

impl PartialEq for Partial {
    fn eq(&self, other: &Partial) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Partial {}
impl PartialOrd for Partial {
    fn partial_cmp(&self, other: &Partial) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Partial {
    fn cmp(&self, other: &Partial) -> Ordering {
        // the heap gives the greatest: the cheapest, then the earliest rows
        other
            .cost
            .total_cmp(&self.cost)
            .then_with(|| other.rows.cmp(&self.rows))
    }
}

/// The rows into each party of a family, in order of day.
pub struct Inbound {
    first: Vec<u32>,
    rows: Vec<u32>,
}

impl Inbound {
    /// One pass over the family.
    pub fn of(family: &Family<'_>) -> Inbound {
        let mut first = vec![0u32; family.parties.len() + 1];
        for to in &family.dst {
            first[*to as usize + 1] += 1;
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let mut next = first.clone();
        let mut rows = vec![0u32; family.len()];
        for (row, to) in family.dst.iter().enumerate() {
            rows[next[*to as usize] as usize] = row as u32;
            next[*to as usize] += 1;
        }
        Inbound { first, rows }
    }

    fn received_by(&self, party: u32) -> &[u32] {
        let at = party as usize;
        &self.rows[self.first[at] as usize..self.first[at + 1] as usize]
    }
}

/// The `k` cheapest chains that reach an end from a party (by the caller's
/// number), at most one for each row into an end and first row together.
pub fn best_chains(family: &Family<'_>, inbound: &Inbound, party: u32, k: usize) -> Vec<Chain> {
    let Some(local) = family.parties.iter().position(|p| *p == party) else {
        return Vec::new();
    };
    let last_legs = (0..family.len())
        .filter(|row| family.src[*row] as usize == local && family.marks[*row] & ARRIVES != 0);
    let mut open: BinaryHeap<Partial> = last_legs
        .map(|row| Partial {
            cost: 0.0,
            rows: vec![row as u32],
        })
        .collect();
    let mut chains: Vec<Chain> = Vec::new();
    let mut steps = 0;
    while let Some(partial) = open.pop() {
        steps += 1;
        if chains.len() >= k || steps > STEPS_MAX {
            break;
        }
        let head = partial.rows[partial.rows.len() - 1] as usize;
        if family.marks[head] & STARTS != 0 {
            let known = |chain: &Chain| {
                chain.rows.first() == partial.rows.last() && chain.rows.last() == partial.rows.first()
            };
            if !chains.iter().any(known) {
                chains.push(Chain {
                    rows: partial.rows.iter().rev().copied().collect(),
                    cost: partial.cost,
                });
            }
            continue;
        }
        if partial.rows.len() < LEGS_MAX {
            extend(family, inbound, &partial, head, &mut open);
        }
    }
    chains
}

fn extend(
    family: &Family<'_>,
    inbound: &Inbound,
    partial: &Partial,
    head: usize,
    open: &mut BinaryHeap<Partial>,
) {
    let (day, mass) = (family.day(), family.mass_kg());
    let supplies = inbound.received_by(family.src[head]);
    let low = day[head].saturating_sub(GAP_DAYS);
    let from = supplies.partition_point(|row| day[*row as usize] < low);
    for supply in supplies[from..].iter().take_while(|row| **row < head as u32) {
        let at = *supply as usize;
        let ratio = mass[head] / mass[at];
        if !(RATIO_MIN..=RATIO_MAX).contains(&ratio) {
            continue;
        }
        let returns = partial
            .rows
            .iter()
            .any(|row| family.src[*row as usize] == family.src[at]);
        if returns {
            continue;
        }
        let waited = f32::from(day[head] - day[at]) / f32::from(GAP_DAYS);
        let recoded = f32::from(u8::from(family.slot(head) != family.slot(at))) * 0.5;
        let mut rows = partial.rows.clone();
        rows.push(*supply);
        open.push(Partial {
            cost: partial.cost + waited + ratio.ln().abs() + recoded,
            rows,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::count::count;
    use super::super::testing::World;
    use super::*;
    use proptest::prelude::*;

    const WORLD: &str = "
        day  from      to       goods   kg
        1    Maker/DE  A/AE     854231  100
        2    Maker/DE  Shop/KG  854231  30
        9    A/AE      Shop/KG  854231  98
        15   Shop/KG   End/RU   854231  97
        80   Shop/KG   End/RU   854231  20
    ";

    #[test]
    fn the_likeliest_chain_is_first() {
        let world = World::read(WORLD);
        let index = world.index();
        let family = world.family(&index, 0);
        // row 3 ends two chains (direct and over A); row 4 came 71 days after the last supply
        assert_eq!(count(&family, LEGS_MAX, GAP_DAYS).all, 2);
        let chains = best_chains(&family, &Inbound::of(&family), world.party("Shop"), 5);
        assert_eq!(chains[0].rows, vec![0, 2, 3]);
        assert_eq!(chains.len(), 1, "30 kg do not become 97");
    }

    proptest! {
        #[test]
        fn listed_chains_respect_time_and_hands(rows in proptest::collection::vec((0u16..60, 0u8..8, 0u8..8, 1u16..500), 1..60)) {
            let world = World::random(&rows);
            let index = world.index();
            for span in 0..index.spans.len() {
                let family = world.family(&index, span);
                let counts = count(&family, LEGS_MAX, GAP_DAYS);
                for party in &family.parties {
                    for chain in best_chains(&family, &Inbound::of(&family), *party, 9) {
                        let first = chain.rows[0] as usize;
                        let last = chain.rows[chain.rows.len() - 1] as usize;
                        prop_assert!(family.marks[first] & STARTS != 0);
                        prop_assert!(family.marks[last] & ARRIVES != 0);
                        prop_assert!(counts.from_party[family.src[last] as usize] > 0);
                        for leg in chain.rows.windows(2) {
                            let (a, b) = (leg[0] as usize, leg[1] as usize);
                            prop_assert_eq!(family.dst[a], family.src[b]);
                            prop_assert!(family.day()[a] <= family.day()[b]);
                        }
                    }
                }
            }
        }
    }
}
