//! C03, the goods stay.
//!
//! Most of what comes in never goes to an end: it is used, stocked, or sold at
//! home in small lots. With `I` the kilograms seen to come in over coverage and
//! `E` those sent to ends,
//!
//! `strength = -max(0, 1 - E / I) * w * n / (n + 3)`,
//!
//! `w` = 1 where sales elsewhere are seen whose middle parcel is no larger than
//! that to ends, [`USE_UNSEEN`] where none are (a factory's use leaves no row,
//! and neither does a hidden sale). Nothing is said of fewer than [`ROWS_MIN`]
//! supplies: one parcel and one sale are no balance, and those who are seen to
//! take in nothing would pass for those who keep nothing.
//!
//! Guilty look-alike: a party whose sales to ends are only partly in the data.

use super::super::patterns::context::Context;
use super::super::patterns::{percent, rows, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::{Dealings, Movement};

/// What goods that are only not seen to leave count.
pub const USE_UNSEEN: f64 = 0.5;
/// Rows in that make a balance.
pub const ROWS_MIN: f64 = 8.0;
/// Rows in after which it counts for half.
pub const LEAN_ROWS: f64 = 3.0;

/// Judges how much of a unit's intake goes to ends.
pub fn find(unit: &Dealings, frame: &Frame<'_>, _context: &Context, ask: Ask) -> Finding {
    let taken: f64 = unit.incoming.iter().map(|m| f64::from(m.kg)).sum();
    let n = unit.incoming.len() as f64;
    if taken <= 0.0 || n < ROWS_MIN {
        return Finding::UNKNOWN;
    }
    let sent: f64 = unit.to_ends().map(|m| f64::from(m.kg)).sum();
    let stay = (1.0 - sent / (taken / frame.coverage)).max(0.0);
    let (home, away) = (middle(unit.to_others()), middle(unit.to_ends()));
    let seen = home.is_some_and(|home| away.is_none_or(|away| home <= away * 1.5));
    let strength = -stay * if seen { 1.0 } else { USE_UNSEEN } * n / (n + LEAN_ROWS);
    told(strength, ask, || {
        let sentence = format!(
            "{} takes in {taken:.0} kg, of which {} by mass does not go to the ends{}.",
            frame.name(unit.party),
            percent(stay),
            home.map_or_else(String::new, |kg| format!(
                "; it sells elsewhere in parcels of {kg:.0} kg"
            )),
        );
        let mut behind = rows(unit, frame, &unit.incoming, "in");
        behind.extend(rows(unit, frame, unit.to_others(), "out"));
        (sentence, behind)
    })
}

fn middle<'m>(moved: impl Iterator<Item = &'m Movement>) -> Option<f32> {
    let mut kg: Vec<f32> = moved.map(|m| m.kg).collect();
    kg.sort_by(f32::total_cmp);
    kg.get(kg.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::super::super::patterns::testing::{Case, number};
    use super::*;

    fn world(to_end: u32, at_home: u32) -> Case {
        let mut text = String::from("day from to goods kg\n");
        for visit in 0..8 {
            text += &format!("{} Maker/DE Shop/KG 854231 100\n", 60 + 20 * visit);
            text += &format!("{} Shop/KG End/RU 854231 {to_end}\n", 68 + 20 * visit);
            for lot in 0..at_home {
                text += &format!("{} Shop/KG Home{lot}/KG 854231 5\n", 70 + 20 * visit);
            }
        }
        Case::of(&text)
    }

    #[test]
    fn a_shop_that_sells_at_home_in_small_lots_is_spoken_for() {
        let found = world(5, 15).judge(find, "Shop");
        assert!(found.strength < -0.6, "{found:?}");
    }

    #[test]
    fn one_that_passes_all_on_is_not_and_unseen_use_counts_half() {
        assert!(world(95, 1).judge(find, "Shop").strength > -0.05);
        let factory = world(5, 0).judge(find, "Shop").strength;
        assert!((-0.5..-0.2).contains(&factory), "{factory}");
    }

    #[test]
    fn of_a_few_supplies_nothing_is_said() {
        let text = "day from to goods kg\n60 Maker/DE Shop/KG 854231 100\n68 Shop/KG End/RU 854231 5\n";
        assert!(Case::of(text).judge(find, "Shop").strength.is_nan());
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        assert_eq!(number("C03", "use_unseen_factor"), USE_UNSEEN);
        assert_eq!(number("C03", "lean_rows"), LEAN_ROWS);
        assert_eq!(number("C03", "rows_min"), ROWS_MIN);
    }
}
