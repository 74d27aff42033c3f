//! T17, a fan of new suppliers.
//!
//! Who is refused by one maker asks five others. For each quarter after the
//! measures: how many suppliers of listed goods are seen for the first time,
//! against what quarters with as many rows usually bring among all units
//! ([`super::context::peers`]). With `k` new ones where `E` are usual,
//!
//! `strength = ln((k + A) / (E + A)) / ln(`[`RATIO_PLAIN`]`)`, `A = `[`LEAN`],
//!
//! the gamma-Poisson estimate of the rate over the usual rate, cut to 0..1, of
//! the quarter with most. The first two quarters of the data are left out:
//! then everybody is new.
//!
//! Innocent look-alikes: a firm that grows, a shortage, a change of
//! distributors by the makers. Source: NCA Red Alert of 2023-12-06, indicator 3
//! (several similar suppliers).

use super::context::Context;
use super::context::peers::quarter;
use super::{rows, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::{Dealings, Movement};

/// Suppliers imagined beside real and usual ones.
pub const LEAN: f64 = 2.0;
/// A rate so many times the usual counts in full.
pub const RATIO_PLAIN: f64 = 4.0;
/// Fewer new suppliers are no fan.
pub const NEWCOMERS_MIN: usize = 3;
/// Quarters at the start of the data in which everybody is new.
pub const BLIND_QUARTERS: u16 = 2;

/// One quarter of a unit's supply of listed goods.
#[derive(Clone, Debug)]
pub struct Quarter<'m> {
    /// Its number from the start of the data.
    pub number: u16,
    /// Rows received.
    pub rows: usize,
    /// First rows of suppliers never seen before.
    pub newcomers: Vec<&'m Movement>,
}

/// The quarters in which a unit received listed goods, but the blind ones.
pub fn quarters(unit: &Dealings) -> Vec<Quarter<'_>> {
    let mut known: Vec<u32> = Vec::new();
    let mut quarters: Vec<Quarter<'_>> = Vec::new();
    for m in unit.incoming.iter().filter(|m| m.listed) {
        let number = quarter(m.day);
        if quarters.last().is_none_or(|last| last.number != number) {
            quarters.push(Quarter {
                number,
                rows: 0,
                newcomers: Vec::new(),
            });
        }
        let newcomer = known.binary_search(&m.other).err();
        if let Some(place) = newcomer {
            known.insert(place, m.other);
        }
        if let Some(last) = quarters.last_mut() {
            last.rows += 1;
            last.newcomers.extend(newcomer.map(|_| m));
        }
    }
    quarters.retain(|quarter| quarter.number >= BLIND_QUARTERS);
    quarters
}

/// Judges the quarter that brought most.
pub fn find(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask) -> Finding {
    if unit.incoming.is_empty() {
        return Finding::UNKNOWN;
    }
    let measure = frame.measure_day();
    let all = quarters(unit);
    let weigh = |q: &Quarter<'_>| {
        let usual = context.peers.usual_newcomers(q.rows);
        ((q.newcomers.len() as f64 + LEAN) / (usual + LEAN)).ln() / RATIO_PLAIN.ln()
    };
    let late = |q: &&Quarter<'_>| {
        q.newcomers.len() >= NEWCOMERS_MIN && q.newcomers.iter().any(|m| i32::from(m.day) >= measure)
    };
    let best = all
        .iter()
        .filter(late)
        .map(|q| (weigh(q), q))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let Some((strength, best)) = best else {
        return Finding::NOTHING;
    };
    told(strength.clamp(0.0, 1.0), ask, || {
        let first = best.newcomers.first().map_or(0, |m| m.day);
        let sentence = format!(
            "In the quarter of {} {} suppliers of listed goods are new to {}, where {:.1} are usual for as many rows.",
            frame.date_of(first),
            best.newcomers.len(),
            frame.name(unit.party),
            context.peers.usual_newcomers(best.rows),
        );
        (sentence, rows(unit, frame, best.newcomers.iter().copied(), "in"))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, number};
    use super::*;

    /// Ten dealers that stay with their maker, and a shop whose eight rows of
    /// the third quarter come from so many suppliers.
    fn world(suppliers: u32) -> Case {
        let mut text = String::from("day from to goods kg\n");
        for row in 0..8 {
            for dealer in 0..10 {
                for quarter in [0, 1, 2, 3] {
                    let day = 91 * quarter + 5 * row + 1;
                    text += &format!("{day} Maker{}/DE D{dealer}/KG 854231 10\n", dealer % 3);
                    text += &format!("{} D{dealer}/KG End/RU 854231 5\n", day + 2);
                }
            }
            text += &format!("{} New{}/DE Shop/KG 854231 10\n", 190 + 5 * row, row % suppliers);
            text += &format!("{} Shop/KG End/RU 854231 9\n", 192 + 5 * row);
        }
        Case::of(&text)
    }

    #[test]
    fn eight_new_suppliers_in_a_quarter_are_found() {
        let found = world(8).judge(find, "Shop");
        assert!(found.strength > 0.5, "{found:?}");
        assert_eq!(found.rows.len(), 8);
    }

    #[test]
    fn as_many_rows_of_one_new_maker_are_not() {
        assert_eq!(world(1).judge(find, "Shop").strength, 0.0);
        assert_eq!(world(8).judge(find, "D1").strength, 0.0);
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        assert_eq!(number("T17", "lean_suppliers"), LEAN);
        assert_eq!(number("T17", "rate_ratio_plain"), RATIO_PLAIN);
        assert_eq!(number("T17", "newcomers_min"), NEWCOMERS_MIN as f64);
        assert_eq!(number("T17", "blind_quarters"), f64::from(BLIND_QUARTERS));
    }
}
