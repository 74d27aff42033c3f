//! T18, scattered and gathered again.
//!
//! One supplier sells to several firms that seem to have nothing to do with
//! each other, and within a season their goods meet at one end. Each unit's
//! supplies are matched with its sales first in, first out, no older than
//! [`WINDOW_DAYS`]; kilograms are then added up over all units of the family
//! by (supplier, end). Where [`MIDS_MIN`] or more parties stand between the
//! two, with `m` of them and `g` the share of all they took from the supplier
//! that arrived at that one end,
//!
//! `strength = (1 - 2 / m) * (g - `[`SHARE_MIN`]`) / (`[`SHARE_PLAIN`]` - `[`SHARE_MIN`]`)`,
//!
//! both factors cut to 0..1. In a normal tree of distribution dealers have
//! customers of their own, and `g` is small. That the parties share an address
//! or a director is for registers to say.
//!
//! One step earlier the same: for parties that sell to no end, a party at least
//! [`GATHERER_END_SHARE_MIN`] of whose sales by mass arrive at ends stands for
//! the end.
//!
//! Innocent look-alikes: a dominant importer at the end, a trade fair, dealers
//! of one region. Source: scatter-gather among the patterns of AMLworld
//! (Altman and others 2023), with mass in place of money.

use super::context::Context;
use super::{percent, rows, told};
use crate::party::carried::carried;
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::{Dealings, Movement};
use std::collections::{BTreeMap, HashMap};

/// Goods that wait longer are stock.
pub const WINDOW_DAYS: u16 = 90;
/// Parties between supplier and end.
pub const MIDS_MIN: u32 = 3;
/// Share that gathers below which nothing is meant.
pub const SHARE_MIN: f64 = 0.2;
/// Share that counts in full.
pub const SHARE_PLAIN: f64 = 0.8;
/// Share of its sales that arrive at ends from which a seller stands for one.
pub const GATHERER_END_SHARE_MIN: f64 = 0.5;
/// Pairs of supplier and end kept of one unit, the largest first.
const PAIRS_MAX: usize = 32;

/// A supplier and an end with several parties between.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Gather {
    /// The supplier.
    pub supplier: u32,
    /// The end, or the seller that stands for it.
    pub end: u32,
    /// Parties between.
    pub mids: u32,
    /// Kilograms they took from the supplier.
    pub taken_kg: f64,
    /// Kilograms of these that went on to the end.
    pub gathered_kg: f64,
}

carried!(Gather {
    supplier,
    end,
    mids,
    taken_kg,
    gathered_kg
});

impl Gather {
    /// Share of what was taken that was gathered.
    pub fn share(&self) -> f64 {
        self.gathered_kg / self.taken_kg.max(1e-9)
    }

    /// See the file's head.
    pub fn strength(&self) -> f64 {
        let many = (1.0 - 2.0 / f64::from(self.mids.max(2))).clamp(0.0, 1.0);
        many * ((self.share() - SHARE_MIN) / (SHARE_PLAIN - SHARE_MIN)).clamp(0.0, 1.0)
    }
}

struct Pair {
    key: (u16, u32, u32),
    party: u32,
    gathered_kg: f64,
    taken_kg: f64,
}

/// The best supplier and end of every unit that stands between such, by
/// (family, party).
pub fn gathers<'u>(units: impl Iterator<Item = &'u Dealings>) -> HashMap<(u16, u32), Gather> {
    let mut pairs: Vec<Pair> = units.flat_map(pairs_of).collect();
    pairs.sort_by_key(|pair| (pair.key, pair.party));
    let mut best: HashMap<(u16, u32), Gather> = HashMap::new();
    for between in pairs.chunk_by(|a, b| a.key == b.key) {
        let found = Gather {
            supplier: between[0].key.1,
            end: between[0].key.2,
            mids: between.len() as u32,
            taken_kg: between.iter().map(|pair| pair.taken_kg).sum(),
            gathered_kg: between.iter().map(|pair| pair.gathered_kg).sum(),
        };
        if found.mids < MIDS_MIN || found.strength() <= 0.0 {
            continue;
        }
        for pair in between {
            let own = best.entry((pair.key.0, pair.party)).or_insert(found);
            if found.strength() > own.strength() {
                *own = found;
            }
        }
    }
    best
}

fn pairs_of(unit: &Dealings) -> Vec<Pair> {
    let mut left: Vec<f32> = unit.incoming.iter().map(|m| m.kg).collect();
    let mut matched: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    let mut taken: BTreeMap<u32, f64> = BTreeMap::new();
    for m in &unit.incoming {
        *taken.entry(m.other).or_default() += f64::from(m.kg);
    }
    let mut next = 0;
    for sale in unit.to_ends() {
        let mut wanted = sale.kg;
        while let Some(supply) = unit.incoming.get(next).filter(|m| m.day <= sale.day) {
            let fresh = sale.day - supply.day <= WINDOW_DAYS;
            let part = if fresh { left[next].min(wanted) } else { 0.0 };
            if part > 0.0 && supply.other != sale.other {
                *matched.entry((supply.other, sale.other)).or_default() += f64::from(part);
            }
            left[next] -= part;
            wanted -= part;
            if fresh && left[next] > 0.0 {
                break;
            }
            next += 1;
        }
    }
    let mut pairs: Vec<Pair> = matched
        .into_iter()
        .map(|((supplier, end), kg)| Pair {
            key: (unit.family, supplier, end),
            party: unit.party,
            gathered_kg: kg,
            taken_kg: taken.get(&supplier).copied().unwrap_or(kg),
        })
        .collect();
    pairs.sort_by(|a, b| b.gathered_kg.total_cmp(&a.gathered_kg).then(a.key.cmp(&b.key)));
    pairs.truncate(PAIRS_MAX);
    pairs
}

/// Tells the best supplier and end that a unit stands between.
pub fn find(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask) -> Finding {
    if unit.incoming.is_empty() {
        return Finding::UNKNOWN;
    }
    let Some(gather) = context.gathers.of(unit.family, unit.party) else {
        return Finding::NOTHING;
    };
    told(gather.strength(), ask, || {
        let sentence = format!(
            "{} is one of {} parties that take goods from {} and pass {} of them on to {} within {WINDOW_DAYS} days \
             ({:.0} of {:.0} kg).",
            frame.name(unit.party),
            gather.mids,
            frame.name(gather.supplier),
            percent(gather.share()),
            frame.name(gather.end),
            gather.gathered_kg,
            gather.taken_kg,
        );
        let taken = |m: &&Movement| m.other == gather.supplier;
        let sent = |m: &&Movement| m.other == gather.end;
        let mut behind = rows(unit, frame, unit.incoming.iter().filter(taken), "in");
        behind.extend(rows(unit, frame, unit.outgoing.iter().filter(sent), "out"));
        (sentence, behind)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, number};
    use super::*;

    /// Five firms of one maker; each sells a part to one end, the rest at home
    /// or to an end of its own.
    fn world(to_one_end: u32, elsewhere: &str) -> Case {
        let mut text = String::from("day from to goods kg\n");
        for firm in 0..5 {
            let name = if firm == 0 {
                "Shop".to_owned()
            } else {
                format!("F{firm}")
            };
            text += &format!("{} Maker/DE {name}/KG 854231 100\n", 60 + firm);
            text += &format!("{} {name}/KG End/RU 854231 {to_one_end}\n", 80 + 3 * firm);
            let rest = elsewhere.replace('#', &firm.to_string());
            text += &format!("{} {name}/KG {rest} 854231 {}\n", 81 + 3 * firm, 100 - to_one_end);
        }
        Case::of(&text)
    }

    #[test]
    fn five_firms_between_one_maker_and_one_end_are_found() {
        let found = world(90, "Home#/KG").judge(find, "Shop");
        assert!(found.strength > 0.5, "{found:?}");
        assert_eq!(found.rows, vec![(0, "in"), (1, "out")]);
    }

    #[test]
    fn dealers_with_customers_of_their_own_are_not() {
        assert_eq!(world(10, "Home#/KG").judge(find, "Shop").strength, 0.0);
        assert_eq!(world(10, "Own#/RU").judge(find, "Shop").strength, 0.0);
    }

    #[test]
    fn middlemen_between_a_maker_and_a_seller_to_the_end_are_found_unless_it_sells_at_home() {
        let world = |to_end: u32| {
            let mut text = String::from("day from to goods kg\n");
            for firm in 0..5 {
                text += &format!("{} Maker/DE M{firm}/AE 854231 100\n", 60 + firm);
                text += &format!("{} M{firm}/AE Shop/KG 854231 95\n", 70 + 3 * firm);
                text += &format!("{} Shop/KG End/RU 854231 {to_end}\n", 90 + 3 * firm);
                text += &format!("{} Shop/KG Home/KG 854231 {}\n", 91 + 3 * firm, 95 - to_end);
            }
            Case::of(&text).judge(find, "M1")
        };
        let found = world(85);
        assert!(found.strength > 0.5, "{found:?}");
        assert_eq!(found.rows.len(), 2);
        assert_eq!(world(40).strength, 0.0);
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        assert_eq!(number("T18", "window_days"), f64::from(WINDOW_DAYS));
        assert_eq!(number("T18", "mids_min"), MIDS_MIN as f64);
        assert_eq!(number("T18", "share_min"), SHARE_MIN);
        assert_eq!(number("T18", "share_plain"), SHARE_PLAIN);
        assert_eq!(number("T18", "gatherer_end_share_min"), GATHERER_END_SHARE_MIN);
    }
}
