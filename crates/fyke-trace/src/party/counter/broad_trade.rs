//! C02, broad honest trade.
//!
//! A wholesaler sells to many, in many countries, little to each; a firm made
//! for diversion has one customer or two. With `B` the number of buyers and `L`
//! of their countries, each as the inverse of the sum of squared shares by mass
//! (rows that are not into ends count `1 / coverage` times, for so many are
//! unseen), and `e` the share of the ends,
//!
//! `strength = -(1 - 1/B) (1 - 1/L) (1 - e) * n / (n + 5)`.
//!
//! Fewer than [`ROWS_MIN`] rows are neither broad nor narrow, and nothing is
//! said of them: 0 would be "looked broad and was not". Most honest units have
//! so few, and a diverter is never so small, so that 0 for them made breadth
//! speak the wrong way.
//!
//! Guilty look-alike: a large distributor that diverts on the side; there the
//! flow reasons speak louder than this.

use super::super::patterns::context::Context;
use super::super::patterns::{percent, rows, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::Dealings;
use std::collections::BTreeMap;

/// Rows out that can be called broad or narrow.
pub const ROWS_MIN: f64 = 8.0;
/// Rows after which breadth counts for half.
pub const LEAN_ROWS: f64 = 5.0;

/// Judges how broadly a unit sells.
pub fn find(unit: &Dealings, frame: &Frame<'_>, _context: &Context, ask: Ask) -> Finding {
    let mut buyers: BTreeMap<u32, f64> = BTreeMap::new();
    let mut countries: BTreeMap<u16, f64> = BTreeMap::new();
    let (mut all, mut ends) = (0.0f64, 0.0f64);
    for m in &unit.outgoing {
        let kg = f64::from(m.kg) / if m.to_end { 1.0 } else { frame.coverage };
        *buyers.entry(m.other).or_default() += kg;
        let country = frame.country(m.other).map_or(0, |country| country.key());
        *countries.entry(country).or_default() += kg;
        all += kg;
        ends += if m.to_end { kg } else { 0.0 };
    }
    let n = unit.outgoing.len() as f64;
    if all <= 0.0 || n < ROWS_MIN {
        return Finding::UNKNOWN;
    }
    let effective =
        |shares: &mut dyn Iterator<Item = &f64>| 1.0 / shares.map(|kg| (kg / all).powi(2)).sum::<f64>();
    let (many, wide) = (
        effective(&mut buyers.values()),
        effective(&mut countries.values()),
    );
    let broad = (1.0 - 1.0 / many) * (1.0 - 1.0 / wide) * (1.0 - ends / all);
    told(-broad.max(0.0) * n / (n + LEAN_ROWS), ask, || {
        let sentence = format!(
            "{} sells to {} buyers in {} countries, as evenly as {many:.1} and {wide:.1} equal ones; {} goes to the ends.",
            frame.name(unit.party),
            buyers.len(),
            countries.len(),
            percent(ends / all),
        );
        (sentence, rows(unit, frame, unit.to_others(), "out"))
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::patterns::testing::{Case, number};
    use super::*;

    #[test]
    fn a_wholesaler_of_many_countries_is_spoken_for() {
        let mut text = String::from("day from to goods kg\n");
        for sale in 0..40 {
            let country = ["KG", "KZ", "TR", "AE", "PL"][sale % 5];
            text += &format!("{} Shop/KG Buyer{}/{country} 854231 10\n", 60 + sale, sale % 20);
        }
        text += "99 Shop/KG End/RU 854231 10\n";
        let found = Case::of(&text).judge(find, "Shop");
        assert!(found.strength < -0.6, "{found:?}");
    }

    #[test]
    fn a_firm_with_one_customer_or_one_that_lives_off_the_ends_is_not() {
        let mut text = String::from("day from to goods kg\n");
        for sale in 0..20 {
            text += &format!("{} Shop/KG End{}/RU 854231 10\n", 60 + sale, sale % 5);
        }
        text += "99 Shop/KG Home/KG 854231 10\n";
        assert!(Case::of(&text).judge(find, "Shop").strength > -0.1);
    }

    #[test]
    fn of_a_few_rows_nothing_is_said() {
        let mut text = String::from("day from to goods kg\n99 Shop/KG End/RU 854231 10\n");
        for (sale, country) in ["KG", "KZ", "TR", "AE", "PL", "CZ"].iter().enumerate() {
            text += &format!("{} Shop/KG Buyer{sale}/{country} 854231 10\n", 60 + sale);
        }
        assert!(Case::of(&text).judge(find, "Shop").strength.is_nan());
        text += "98 Shop/KG More/DE 854231 10\n";
        assert!(Case::of(&text).judge(find, "Shop").strength < -0.3);
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        assert_eq!(number("C02", "lean_rows"), LEAN_ROWS);
        assert_eq!(number("C02", "rows_min"), ROWS_MIN);
    }
}
