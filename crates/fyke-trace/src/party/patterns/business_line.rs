//! T05-past, goods that do not fit the business, judged by the firm's own past
//! ([`crate::who::business_line`] judges by the register, T05).
//!
//! A textile importer that deals in chips since the measures has changed its
//! line. Two profiles of a party over families of goods, in rows, before the
//! measures and after; with `p` the share of this family,
//!
//! `strength = max(0, p_after - p_before) * (1 - cosine(before, after)) * n / (n + 4)`.
//!
//! A trading house that adds a line keeps its cosine near 1; a specialist that
//! always dealt in these goods has no rise. Without [`ROWS_BEFORE_MIN`] rows
//! before the measures nothing is said. The sentence gives this family's part
//! of the Kullback-Leibler divergence, `p_after ln(p_after / p_before)`, with
//! half a row added to each.
//!
//! Innocent look-alikes: conglomerates, trading firms, a real change of trade.
//! Sources: NCA Red Alert of 2023-12-06, indicator 8; FinCEN alerts.

use super::context::Context;
use super::context::activity::SLOTS;
use super::{percent, rows, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::Dealings;

/// Rows before the measures that make a past.
pub const ROWS_BEFORE_MIN: f64 = 8.0;
/// Rows after the measures that as many imagined ones are set against.
pub const LEAN_ROWS: f64 = 4.0;

/// Compares a party's goods with its own past.
pub fn find(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask) -> Finding {
    let (before, after) = context.activity.profiles(unit.party);
    let (n_before, n_after): (f64, f64) = (before.iter().sum(), after.iter().sum());
    if n_before < ROWS_BEFORE_MIN {
        return Finding::UNKNOWN;
    }
    if n_after <= 0.0 {
        return Finding::NOTHING;
    }
    let slot = usize::from(unit.family) % SLOTS;
    let (was, is) = (before[slot] / n_before, after[slot] / n_after);
    let cosine = cosine(&before, &after);
    let strength = (is - was).max(0.0) * (1.0 - cosine) * n_after / (n_after + LEAN_ROWS);
    told(strength, ask, || {
        let half = |share: f64, n: f64| (share * n + 0.5) / (n + 0.5 * SLOTS as f64);
        let divergence = half(is, n_after) * (half(is, n_after) / half(was, n_before)).ln();
        let sentence = format!(
            "Before the measures {} of the rows of {} were of this family, since then {} (likeness of the two \
             profiles {cosine:.2}, divergence of this family {divergence:.2} nats).",
            percent(was),
            frame.name(unit.party),
            percent(is),
        );
        let measure = frame.measure_day();
        let late = |day: u16| i32::from(day) >= measure;
        let mut behind = rows(unit, frame, unit.incoming.iter().filter(|m| late(m.day)), "in");
        behind.extend(rows(unit, frame, unit.to_ends().filter(|m| late(m.day)), "out"));
        (sentence, behind)
    })
}

fn cosine(a: &[f64; SLOTS], b: &[f64; SLOTS]) -> f64 {
    let dot = |a: &[f64; SLOTS], b: &[f64; SLOTS]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    let length = (dot(a, a) * dot(b, b)).sqrt();
    if length > 0.0 { dot(a, b) / length } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, number};
    use super::*;

    /// Rows of shirts and chips before the measures (day 54) and after.
    fn world(before: [u32; 2], after: [u32; 2]) -> Case {
        let mut text = String::from("day from to goods kg\n");
        for (start, [shirts, chips]) in [(1, before), (60, after)] {
            for row in 0..shirts {
                text += &format!("{} Mill/DE Shop/KG 610910 50\n", start + row);
            }
            for row in 0..chips {
                text += &format!("{} Shop/KG End/RU 854231 50\n", start + row);
            }
        }
        Case::of(&text)
    }

    #[test]
    fn a_textile_importer_that_turns_to_chips_is_found() {
        let found = world([20, 0], [1, 20]).judge(find, "Shop");
        assert!(found.strength > 0.5, "{found:?}");
        assert_eq!(found.rows.len(), 20);
    }

    #[test]
    fn a_dealer_in_chips_and_one_that_adds_a_line_are_not() {
        assert!(world([2, 20], [2, 30]).judge(find, "Shop").strength < 0.05);
        assert!(world([30, 2], [30, 6]).judge(find, "Shop").strength < 0.1);
        assert!(world([2, 0], [0, 20]).judge(find, "Shop").strength.is_nan());
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        assert_eq!(number("T05-past", "rows_before_min"), ROWS_BEFORE_MIN);
        assert_eq!(number("T05-past", "lean_rows"), LEAN_ROWS);
    }
}
