//! C05, returns and repairs.
//!
//! What goes to an end came from that end: an instrument sent in for repair or
//! calibration and sent back, a delivery returned. Each sale to an end is
//! matched with an earlier row from the same party under the same subheading
//! within [`WINDOW_DAYS`] whose mass differs by no more than
//! [`MASS_TOLERANCE`]; each row is used once.
//!
//! `strength = -matched / (sales + `[`LEAN_ROWS`]`)`.
//!
//! Guilty look-alike: a "repair" that comes back as another instrument; mass
//! within a few per cent makes that dear, values beside it make it visible.

use super::super::patterns::context::Context;
use super::super::patterns::{percent, rows, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::{Dealings, Movement};
use crate::party::words::counted;

/// A repair takes no longer than half a year.
pub const WINDOW_DAYS: u16 = 180;
/// New parts and other packing.
pub const MASS_TOLERANCE: f32 = 0.05;
/// Sales imagined beside the real ones.
pub const LEAN_ROWS: f64 = 2.0;

/// Matches what goes to ends with what came from them.
pub fn find(unit: &Dealings, frame: &Frame<'_>, _context: &Context, ask: Ask) -> Finding {
    let mut from: Vec<&Movement> = unit.incoming.iter().collect();
    from.sort_by_key(|m| (m.other, m.slot, m.day, m.at));
    let mut used = vec![false; from.len()];
    let mut matched: Vec<(&Movement, &Movement)> = Vec::new();
    let mut sales = 0.0;
    for sale in unit.to_ends() {
        sales += 1.0;
        let key = (sale.other, sale.slot, sale.day.saturating_sub(WINDOW_DAYS));
        let start = from.partition_point(|m| (m.other, m.slot, m.day) < key);
        let found = (start..from.len())
            .take_while(|at| (from[*at].other, from[*at].slot) == (sale.other, sale.slot))
            .take_while(|at| from[*at].day <= sale.day)
            .find(|at| !used[*at] && (from[*at].kg - sale.kg).abs() <= MASS_TOLERANCE * from[*at].kg);
        if let Some(at) = found {
            used[at] = true;
            matched.push((from[at], sale));
        }
    }
    if matched.is_empty() {
        return Finding::NOTHING;
    }
    let count = matched.len() as f64;
    told(-count / (sales + LEAN_ROWS), ask, || {
        let sentence = format!(
            "{count:.0} of the {} of {} to ends ({}) gave back what came from the same party at the same mass within \
             {WINDOW_DAYS} days before.",
            counted(sales as usize, "row", "rows"),
            frame.name(unit.party),
            percent(count / sales),
        );
        let mut behind = rows(unit, frame, matched.iter().map(|pair| pair.0), "in");
        behind.extend(rows(unit, frame, matched.iter().map(|pair| pair.1), "out"));
        (sentence, behind)
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::patterns::testing::{Case, number};
    use super::*;

    fn world(came_from: &str) -> Case {
        let mut text = String::from("day from to goods kg\n");
        for visit in 0..6 {
            text += &format!("{} {came_from} Shop/KG 903020 {}\n", 60 + 30 * visit, 12 + visit);
            text += &format!("{} Shop/KG End/RU 903020 {}\n", 80 + 30 * visit, 12 + visit);
        }
        Case::of(&text)
    }

    #[test]
    fn a_workshop_that_sends_instruments_back_is_spoken_for() {
        let found = world("End/RU").judge(find, "Shop");
        assert!(found.strength < -0.7, "{found:?}");
        assert_eq!(found.rows.len(), 12);
    }

    #[test]
    fn instruments_of_makers_passed_on_are_not() {
        assert_eq!(world("Maker/DE").judge(find, "Shop").strength, 0.0);
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        assert_eq!(number("C05", "window_days"), f64::from(WINDOW_DAYS));
        assert_eq!(number("C05", "mass_tolerance_share") as f32, MASS_TOLERANCE);
        assert_eq!(number("C05", "lean_rows"), LEAN_ROWS);
    }
}
