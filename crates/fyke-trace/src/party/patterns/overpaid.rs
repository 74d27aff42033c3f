//! T11, paid more than the goods usually cost.
//!
//! Who cannot buy openly pays for it. Each sale to an end has a robust z-score:
//! spreads of log value per kilogram above the median of the same code and
//! month (both leaning on all months where a month is thin). The strength is
//! the mean score, each cut to [`Z_CUT`] so that one slip of a decimal point
//! is not a premium, over [`Z_PLAIN`], shrunk as if [`LEAN_ROWS`] usual sales
//! stood beside. What the party charges others is set against it: a dear shop
//! is dear to everybody.
//!
//! Innocent look-alikes: better quality under the same code, urgent air
//! freight, small lots. Sources: NCA Red Alert of 2023-12-06, indicator 4;
//! BOFIT (prices of high-priority goods from China to Russia +87 % 2021-23
//! against +9 % to others).

use super::context::Context;
use super::{percent, rows, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::{Dealings, Movement};

/// A mean score that counts in full.
pub const Z_PLAIN: f64 = 3.0;
/// Larger scores count as this.
pub const Z_CUT: f64 = 5.0;
/// Usual sales imagined beside the real ones.
pub const LEAN_ROWS: f64 = 3.0;

/// Judges the prices of sales to ends.
pub fn find(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask) -> Finding {
    let (end_n, end_z) = mean_z(unit, frame, context, unit.to_ends());
    if end_n == 0.0 {
        return Finding::UNKNOWN;
    }
    let (other_n, other_z) = mean_z(unit, frame, context, unit.to_others());
    let shrink = |n: f64, z: f64| z * n / (n + LEAN_ROWS);
    let above = shrink(end_n, end_z) - shrink(other_n, other_z).max(0.0);
    let strength = (above / Z_PLAIN).clamp(0.0, 1.0);
    told(strength, ask, || {
        let dear = |m: &&Movement| context.price_z(frame, unit, m).is_some_and(|z| z > Z_PLAIN);
        let share = unit.to_ends().filter(dear).count() as f64 / end_n;
        let sentence = format!(
            "Ends pay {} a kilogram {end_z:.1} spreads above the usual price of code and month over {end_n:.0} \
             sales ({} of them more than {Z_PLAIN:.0} above); its other customers pay {other_z:.1} above.",
            frame.name(unit.party),
            percent(share),
        );
        (sentence, rows(unit, frame, unit.to_ends().filter(dear), "out"))
    })
}

/// Number of priced movements and their mean score.
pub(super) fn mean_z<'m>(
    unit: &Dealings,
    frame: &Frame<'_>,
    context: &Context,
    moved: impl Iterator<Item = &'m Movement>,
) -> (f64, f64) {
    let (n, sum) = moved
        .filter_map(|m| context.price_z(frame, unit, m))
        .fold((0.0, 0.0), |(n, sum), z| (n + 1.0, sum + z.clamp(-Z_CUT, Z_CUT)));
    (n, sum / f64::max(n, 1.0))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, number};
    use super::*;

    /// Thirty usual sales of others at 95-105 a kilogram, and those of a shop.
    fn world(to_ends: u32, to_home: u32) -> Case {
        let mut text = String::from("day from to goods kg value\n");
        for sale in 0..30 {
            text += &format!(
                "{} Other/KG Home/KG 854231 10 {}\n",
                60 + sale,
                950 + 100 * (sale % 2) + sale
            );
        }
        for sale in 0..8 {
            text += &format!("{} Shop/KG End/RU 854231 10 {to_ends}\n", 60 + 2 * sale);
            text += &format!("{} Shop/KG Home/KG 854231 10 {to_home}\n", 61 + 2 * sale);
        }
        Case::of(&text)
    }

    #[test]
    fn ends_that_pay_double_are_found() {
        let found = world(2_000, 1_000).judge(find, "Shop");
        assert!(found.strength > 0.6, "{found:?}");
        assert_eq!(found.rows.len(), 8);
    }

    #[test]
    fn a_shop_that_is_dear_to_all_and_one_at_the_usual_price_are_not() {
        assert!(world(2_000, 2_000).judge(find, "Shop").strength < 0.1);
        assert!(world(1_020, 1_000).judge(find, "Shop").strength < 0.15);
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        assert_eq!(number("T11", "z_plain"), Z_PLAIN);
        assert_eq!(number("T11", "z_cut"), Z_CUT);
        assert_eq!(number("T11", "lean_rows"), LEAN_ROWS);
    }
}
