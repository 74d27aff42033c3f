//! C01, the same customers with the same shares before the measures and after.
//!
//! Diversion begins for a reason, and the reason is the measures. A firm that
//! sold to the same customers in the same proportions before them has not
//! changed what it does: it may be wrong to go on, but nothing was arranged.
//! With `s` the share of a customer in its outgoing rows,
//!
//! `strength = - sum over customers of min(s_before, s_after) * n / (n + 3)`,
//!
//! `n` = rows of the thinner period. Judged where there are at least
//! [`ROWS_MIN`] rows in each and an end among the customers before; otherwise
//! nothing is said.
//!
//! Guilty look-alike: a firm that diverted already under the measures of 2014.

use super::super::patterns::context::Context;
use super::super::patterns::{percent, rows, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::Dealings;
use std::collections::BTreeMap;

/// Rows that a period must have.
pub const ROWS_MIN: f64 = 3.0;
/// Rows after which the overlap counts for half.
pub const LEAN_ROWS: f64 = 3.0;

/// Compares the customers of a unit before and after.
pub fn find(unit: &Dealings, frame: &Frame<'_>, _context: &Context, ask: Ask) -> Finding {
    let measure = frame.measure_day();
    let mut customers: BTreeMap<u32, [f64; 2]> = BTreeMap::new();
    let (mut all, mut ends_before) = ([0.0f64; 2], 0.0f64);
    for m in &unit.outgoing {
        let late = i32::from(m.day) >= measure;
        customers.entry(m.other).or_default()[usize::from(late)] += 1.0;
        all[usize::from(late)] += 1.0;
        ends_before += f64::from(u8::from(m.to_end && !late));
    }
    let thin = all[0].min(all[1]);
    if thin < ROWS_MIN || ends_before == 0.0 {
        return Finding::UNKNOWN;
    }
    let overlap: f64 = customers
        .values()
        .map(|rows| (rows[0] / all[0]).min(rows[1] / all[1]))
        .sum();
    told(-overlap * thin / (thin + LEAN_ROWS), ask, || {
        let kept = customers.values().filter(|rows| rows[0] > 0.0 && rows[1] > 0.0);
        let sentence = format!(
            "{} of the sales of {} go to the same customers in the same shares as before the measures ({} of {} \
             customers are kept).",
            percent(overlap),
            frame.name(unit.party),
            kept.count(),
            customers.len(),
        );
        (sentence, rows(unit, frame, &unit.outgoing, "out"))
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::patterns::testing::{Case, number};
    use super::*;

    /// Sales before day 54 and after: to an old end, to a new one, at home.
    fn world(before: [u32; 3], after: [u32; 3]) -> Case {
        let mut text = String::from("day from to goods kg\n");
        for (start, counts) in [(1, before), (60, after)] {
            for (customer, count) in ["Old/RU", "New/RU", "Home/KG"].iter().zip(counts) {
                for sale in 0..count {
                    text += &format!("{} Shop/KG {customer} 854231 10\n", start + sale);
                }
            }
        }
        Case::of(&text)
    }

    #[test]
    fn a_firm_that_goes_on_as_before_is_spoken_for() {
        let found = world([10, 0, 20], [12, 1, 22]).judge(find, "Shop");
        assert!(found.strength < -0.7, "{found:?}");
        assert_eq!(found.rows.len(), 65);
    }

    #[test]
    fn new_customers_and_a_firm_without_a_past_are_not() {
        assert!(world([1, 0, 20], [0, 20, 2]).judge(find, "Shop").strength > -0.15);
        assert!(
            world([0, 0, 20], [0, 20, 2])
                .judge(find, "Shop")
                .strength
                .is_nan()
        );
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        assert_eq!(number("C01", "rows_min"), ROWS_MIN);
        assert_eq!(number("C01", "lean_rows"), LEAN_ROWS);
    }
}
