//! T12, worth too little for its weight.
//!
//! Chips at five dollars a kilogram are not chips, or not at that price: a
//! value is declared low to stay below a licence or a duty, or the code hides
//! other goods. The same robust z-score as T11 ([`super::overpaid`]), the other
//! tail: the share of a unit's priced listed rows, in and out, that lie more
//! than [`Z_LOW`] spreads below the usual of their code and month, shrunk as if
//! [`LEAN_ROWS`] usual rows stood beside; [`SHARE_PLAIN`] counts in full.
//!
//! Innocent look-alikes: scrap, samples without charge, a weight that includes
//! the packing. Source: trade-based money laundering practice; IMF work on
//! misinvoicing.

use super::context::Context;
use super::{percent, rows, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::{Dealings, Movement};

/// Spreads below the usual price.
pub const Z_LOW: f64 = 3.0;
/// Share of low rows that counts in full.
pub const SHARE_PLAIN: f64 = 0.5;
/// Usual rows imagined beside the real ones.
pub const LEAN_ROWS: f64 = 3.0;

/// Judges how many rows are worth too little.
pub fn find(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask) -> Finding {
    let low = |m: &&Movement| m.listed && context.price_z(frame, unit, m).is_some_and(|z| z < -Z_LOW);
    let priced = |m: &&Movement| m.listed && context.price_z(frame, unit, m).is_some();
    let all = unit.incoming.iter().chain(&unit.outgoing).filter(priced).count() as f64;
    if all == 0.0 {
        return Finding::UNKNOWN;
    }
    let few = unit.incoming.iter().chain(&unit.outgoing).filter(low).count() as f64;
    let strength = (few / (all + LEAN_ROWS) / SHARE_PLAIN).clamp(0.0, 1.0);
    told(strength, ask, || {
        let sentence = format!(
            "{few:.0} of {all:.0} priced rows of {} ({}) declare less a kilogram than {Z_LOW:.0} spreads below \
             what their code usually costs in the month.",
            frame.name(unit.party),
            percent(few / all),
        );
        let mut behind = rows(unit, frame, unit.incoming.iter().filter(low), "in");
        behind.extend(rows(unit, frame, unit.outgoing.iter().filter(low), "out"));
        (sentence, behind)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, number};
    use super::*;

    fn world(low_rows: u32) -> Case {
        let mut text = String::from("day from to goods kg value\n");
        for sale in 0..40 {
            text += &format!(
                "{} Other/KG Home/KG 854231 10 {}\n",
                60 + sale,
                950 + 100 * (sale % 2) + sale
            );
        }
        for sale in 0..8 {
            let value = if sale < low_rows { 50 } else { 1_000 };
            text += &format!("{} Shop/KG End/RU 854231 10 {value}\n", 60 + 2 * sale);
        }
        Case::of(&text)
    }

    #[test]
    fn chips_at_five_a_kilogram_are_found() {
        let found = world(6).judge(find, "Shop");
        assert!(found.strength > 0.8, "{found:?}");
        assert_eq!(found.rows.len(), 6);
    }

    #[test]
    fn a_free_sample_is_not() {
        assert!(world(1).judge(find, "Shop").strength < 0.2);
        assert_eq!(world(0).judge(find, "Shop").strength, 0.0);
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        assert_eq!(number("T12", "z_low"), Z_LOW);
        assert_eq!(number("T12", "share_plain"), SHARE_PLAIN);
        assert_eq!(number("T12", "lean_rows"), LEAN_ROWS);
    }
}
