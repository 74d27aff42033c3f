//! Where what a unit sent to the ends came from, between two bounds.
//!
//! Chips carry no memory of the pallet they came on. Whether the oldest stock
//! left first, the newest, or a share of everything, no record says; so all
//! three are computed with lots, and the answer is the span between them:
//! "between 61 % and 74 % of what arrived left for RU within 40 days". Real
//! stock keeping lies near or between these three.
//!
//! Mass is counted in grams, in integers, and conserved to the gram under each
//! policy: what came in equals what left plus what is still there. What left
//! beyond what was seen to come in is kept apart as unseen supply.
//!
//! This explains a lead that a person opens; it is too slow, and no better,
//! for finding one.

use super::unit::{Dealings, Movement};
use std::collections::VecDeque;

/// More open lots than this are joined, oldest first. A party with more lots
/// on hand is a warehouse, and its oldest lots no longer matter to a window.
const LOTS_MAX: usize = 400;

/// Which lot leaves first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Policy {
    /// The oldest.
    FirstInFirstOut,
    /// The newest.
    LastInFirstOut,
    /// A share of every lot on hand.
    Proportional,
}

impl Policy {
    /// All three.
    pub const ALL: [Policy; 3] = [
        Policy::FirstInFirstOut,
        Policy::LastInFirstOut,
        Policy::Proportional,
    ];
}

/// Grams of one incoming row that left with one outgoing row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Passage {
    /// Incoming row of the family.
    pub row_in: u32,
    /// Outgoing row of the family.
    pub row_out: u32,
    /// Grams.
    pub grams: u64,
    /// Days between.
    pub dwell_days: u16,
    /// Did it leave for an end.
    pub to_end: bool,
}

/// A unit's goods under one policy, conserved to the gram.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ledger {
    /// What left with what.
    pub passages: Vec<Passage>,
    /// Grams received.
    pub received_g: u64,
    /// Grams still on hand after the last row.
    pub stock_g: u64,
    /// Grams sent that nothing received explains.
    pub unseen_g: u64,
    /// Grams sent.
    pub sent_g: u64,
}

#[derive(Clone, Copy)]
struct Lot {
    at: u32,
    day: u16,
    grams: u64,
}

fn grams(movement: &Movement) -> u64 {
    (f64::from(movement.kg) * 1_000.0).round().max(0.0) as u64
}

/// Follows a unit's goods under a policy. A row that arrives on the day
/// another leaves is on hand in time.
pub fn ledger(unit: &Dealings, policy: Policy) -> Ledger {
    let mut ledger = Ledger::default();
    let mut lots: VecDeque<Lot> = VecDeque::new();
    let mut next_in = 0;
    for sale in &unit.outgoing {
        while let Some(supply) = unit.incoming.get(next_in).filter(|supply| supply.day <= sale.day) {
            receive(&mut lots, &mut ledger, supply);
            next_in += 1;
        }
        let wanted = grams(sale);
        ledger.sent_g += wanted;
        let on_hand: u64 = lots.iter().map(|lot| lot.grams).sum();
        let taken = wanted.min(on_hand);
        ledger.unseen_g += wanted - taken;
        draw(&mut lots, policy, taken, on_hand, |lot, grams| {
            ledger.passages.push(Passage {
                row_in: lot.at,
                row_out: sale.at,
                grams,
                dwell_days: sale.day.saturating_sub(lot.day),
                to_end: sale.to_end,
            });
        });
        lots.retain(|lot| lot.grams > 0);
    }
    for supply in unit.incoming.iter().skip(next_in) {
        receive(&mut lots, &mut ledger, supply);
    }
    ledger.stock_g = lots.iter().map(|lot| lot.grams).sum();
    ledger
}

fn receive(lots: &mut VecDeque<Lot>, ledger: &mut Ledger, supply: &Movement) {
    let grams = grams(supply);
    ledger.received_g += grams;
    lots.push_back(Lot {
        at: supply.at,
        day: supply.day,
        grams,
    });
    if lots.len() > LOTS_MAX
        && let Some(oldest) = lots.pop_front()
        && let Some(next) = lots.front_mut()
    {
        next.grams += oldest.grams;
    }
}

fn draw(lots: &mut VecDeque<Lot>, policy: Policy, taken: u64, on_hand: u64, mut note: impl FnMut(Lot, u64)) {
    let mut left = taken;
    let mut take = |lot: &mut Lot, grams: u64, left: &mut u64| {
        let grams = grams.min(lot.grams).min(*left);
        if grams > 0 {
            lot.grams -= grams;
            *left -= grams;
            note(*lot, grams);
        }
    };
    if policy == Policy::Proportional && on_hand > 0 {
        for lot in lots.iter_mut() {
            let part = u128::from(lot.grams) * u128::from(taken) / u128::from(on_hand);
            take(lot, part as u64, &mut left);
        }
    }
    // the whole for the two others; for the proportional one the grams lost to rounding
    if policy == Policy::LastInFirstOut {
        lots.iter_mut()
            .rev()
            .for_each(|lot| take(lot, u64::MAX, &mut left));
    } else {
        lots.iter_mut().for_each(|lot| take(lot, u64::MAX, &mut left));
    }
}

/// How much of the tainted goods a unit received left for ends in time.
#[derive(Clone, PartialEq, Debug)]
pub struct Bounds {
    /// The least share under the three policies, 0 to 1.
    pub share_min: f64,
    /// The greatest share.
    pub share_max: f64,
    /// Within so many days of arrival.
    pub window_days: u16,
    /// Tainted kilograms received, to be printed with three digits.
    pub tainted_in_kg: f64,
    /// Incoming rows of the family that were used, ascending.
    pub rows_in: Vec<u32>,
    /// Outgoing rows of the family to ends that were used, ascending.
    pub rows_out: Vec<u32>,
}

/// Windows that a person understands.
const WINDOWS_DAYS: [u16; 7] = [7, 14, 21, 30, 40, 60, 90];

/// The share of a unit's tainted goods that left for ends, between bounds. The
/// window is the shortest of the usual ones in which four fifths of what left
/// for ends first-in-first-out had left. `None` where nothing tainted came in.
pub fn bounds(unit: &Dealings) -> Option<Bounds> {
    let tainted_share = |at: u32| {
        let found = unit.incoming.binary_search_by_key(&at, |m| m.at).ok()?;
        let m = unit.incoming.get(found)?;
        Some(f64::from(m.tainted_kg / m.kg).min(1.0))
    };
    let tainted_in_kg: f64 = unit.incoming.iter().map(|m| f64::from(m.tainted_kg)).sum();
    if tainted_in_kg <= 0.0 {
        return None;
    }
    let ledgers = Policy::ALL.map(|policy| ledger(unit, policy));
    let window_days = window_of(&ledgers[0]);
    let mut bounds = Bounds {
        share_min: f64::INFINITY,
        share_max: 0.0,
        window_days,
        tainted_in_kg,
        rows_in: Vec::new(),
        rows_out: Vec::new(),
    };
    for ledger in &ledgers {
        let mut left_kg = 0.0;
        for passage in &ledger.passages {
            let share = tainted_share(passage.row_in).unwrap_or(0.0);
            if passage.to_end && passage.dwell_days <= window_days && share > 0.0 {
                left_kg += share * passage.grams as f64 / 1_000.0;
                bounds.rows_in.push(passage.row_in);
                bounds.rows_out.push(passage.row_out);
            }
        }
        let share = (left_kg / tainted_in_kg).min(1.0);
        bounds.share_min = bounds.share_min.min(share);
        bounds.share_max = bounds.share_max.max(share);
    }
    for rows in [&mut bounds.rows_in, &mut bounds.rows_out] {
        rows.sort_unstable();
        rows.dedup();
    }
    Some(bounds)
}

fn window_of(ledger: &Ledger) -> u16 {
    let to_ends = || ledger.passages.iter().filter(|passage| passage.to_end);
    let all: u64 = to_ends().map(|passage| passage.grams).sum();
    let within = |days: u16| -> u64 { to_ends().filter(|p| p.dwell_days <= days).map(|p| p.grams).sum() };
    let enough = WINDOWS_DAYS.into_iter().find(|days| within(*days) * 5 >= all * 4);
    enough.unwrap_or(90)
}

#[cfg(test)]
mod tests {
    use super::super::taint::{Decay, HALF_LIFE_DAYS};
    use super::super::testing::{World, only_unit};
    use super::super::unit::screen;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bounds_span_the_ways_of_keeping_stock() {
        let unit = only_unit(
            "
            day  from      to        goods   kg
            1    Maker/DE  Shop/KG   854231  100
            2    Farm/KZ   Shop/KG   854231  100
            10   Shop/KG   End/RU    854231  100
            12   Shop/KG   Home/KG   854231  100
            ",
        );
        let bounds = bounds(&unit).unwrap();
        // oldest first: all of it; newest first: none of it; proportional: half
        assert_eq!((bounds.share_min, bounds.share_max), (0.0, 1.0));
        assert_eq!(bounds.rows_out, vec![2]);
    }

    #[test]
    fn one_supplier_and_one_buyer_leave_no_doubt() {
        let unit = only_unit(
            "
            day  from      to        goods   kg
            1    Maker/DE  Shop/KG   854231  100
            10   Shop/KG   End/RU    854231  60
            12   Shop/KG   End/RU    854231  20
            ",
        );
        let bounds = bounds(&unit).unwrap();
        assert!((bounds.share_min - 0.8).abs() < 1e-9 && (bounds.share_max - 0.8).abs() < 1e-9);
        assert_eq!(bounds.window_days, 14);
    }

    proptest! {
        #[test]
        fn to_the_gram(rows in proptest::collection::vec((0u16..60, 0u8..8, 0u8..8, 1u16..500), 1..80)) {
            let world = World::random(&rows);
            let index = world.index();
            for span in 0..index.spans.len() {
                let family = world.family(&index, span);
                for unit in screen(&family, &Decay::half_life_days(HALF_LIFE_DAYS)) {
                    for policy in Policy::ALL {
                        let ledger = ledger(&unit, policy);
                        let passed: u64 = ledger.passages.iter().map(|p| p.grams).sum();
                        prop_assert_eq!(ledger.received_g, passed + ledger.stock_g);
                        prop_assert_eq!(ledger.sent_g, passed + ledger.unseen_g);
                    }
                    if let Some(bounds) = bounds(&unit) {
                        prop_assert!(bounds.share_min <= bounds.share_max && bounds.share_max <= 1.0);
                    }
                }
            }
        }
    }
}
