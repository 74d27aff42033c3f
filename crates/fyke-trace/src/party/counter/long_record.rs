//! C04, long and steady in these goods.
//!
//! A firm that dealt in these goods quarter after quarter before there was a
//! reason to divert them, and deals in about as many now. With `a` the share of
//! quarters before the measures in which it has a row of the family, and `r`
//! its rows a day before and after,
//!
//! `strength = -a * min(1, r_before / r_after) * n / (n + 4)`,
//!
//! `n` = rows before. At least [`QUARTERS_MIN`] whole quarters of data before
//! the measures are needed; otherwise nothing is said. Rows of both directions
//! count, those to ends included.
//!
//! Guilty look-alike: an old dealer who turns; its rate of sales to ends is a
//! reason of its own (onset).

use super::super::patterns::context::Context;
use super::super::patterns::{QUARTER_DAYS, percent, rows, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::{Dealings, Movement};
use crate::party::words::counted;

/// Quarters before the measures that make a record.
pub const QUARTERS_MIN: i32 = 2;
/// Rows after which the record counts for half.
pub const LEAN_ROWS: f64 = 4.0;

/// Judges the record of a unit before the measures.
pub fn find(unit: &Dealings, frame: &Frame<'_>, _context: &Context, ask: Ask) -> Finding {
    let measure = frame.measure_day();
    let quarters = measure / i32::from(QUARTER_DAYS);
    if quarters < QUARTERS_MIN {
        return Finding::UNKNOWN;
    }
    let all = || unit.incoming.iter().chain(&unit.outgoing);
    let early = |m: &&Movement| i32::from(m.day) < measure;
    let mut active: Vec<u16> = all()
        .filter(early)
        .map(|m| m.day / QUARTER_DAYS)
        .filter(|quarter| i32::from(*quarter) < quarters)
        .collect();
    active.sort_unstable();
    active.dedup();
    let before = all().filter(early).count() as f64;
    let after = (unit.incoming.len() + unit.outgoing.len()) as f64 - before;
    let last = all().map(|m| i32::from(m.day)).max().unwrap_or(measure);
    // at least a quarter after the measures: a month of rows makes no rate
    let days_after = f64::from((last - measure + 1).max(i32::from(QUARTER_DAYS)));
    let rate_before = before / f64::from(measure);
    let steady = (rate_before / (after / days_after).max(1e-9)).min(1.0);
    let share = active.len() as f64 / f64::from(quarters);
    told(-share * steady * before / (before + LEAN_ROWS), ask, || {
        let sentence = format!(
            "{} dealt in these goods in {} of {quarters} quarters before the measures ({} of them), {}; {after:.0} since.",
            frame.name(unit.party),
            active.len(),
            percent(share),
            counted(before as usize, "row", "rows"),
        );
        let mut behind = rows(unit, frame, unit.incoming.iter().filter(early), "in");
        behind.extend(rows(unit, frame, unit.outgoing.iter().filter(early), "out"));
        (sentence, behind)
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::patterns::testing::{Case, number};
    use super::*;

    /// A row every so many days before day 364 and after, measures on day 364.
    fn world(before_days: usize, after_days: usize) -> Case {
        let mut text = String::from("day from to goods kg\n");
        for day in (1..364).step_by(before_days) {
            text += &format!("{day} Maker/DE Shop/KG 854231 10\n");
        }
        for day in (370..700).step_by(after_days) {
            text += &format!("{day} Shop/KG End/RU 854231 10\n");
        }
        Case::of(&text).measure(364)
    }

    #[test]
    fn a_dealer_who_always_dealt_is_spoken_for() {
        let found = world(15, 20).judge(find, "Shop");
        assert!(found.strength < -0.7, "{found:?}");
        assert_eq!(found.rows.len(), 25);
    }

    #[test]
    fn a_firm_of_one_early_row_and_one_that_grew_tenfold_are_not() {
        assert!(world(363, 10).judge(find, "Shop").strength > -0.05);
        assert!(world(60, 5).judge(find, "Shop").strength > -0.1);
        assert!(world(15, 20).measure(54).judge(find, "Shop").strength.is_nan());
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        assert_eq!(number("C04", "quarters_min"), f64::from(QUARTERS_MIN));
        assert_eq!(number("C04", "lean_rows"), LEAN_ROWS);
    }
}
