//! T09, back to back.
//!
//! The same goods, the same weight, a few days apart: what came in on one
//! waybill leaves on the next, and only the invoice is new. A match is an
//! incoming and a later outgoing row of the same subheading whose masses differ
//! by no more than [`MASS_TOLERANCE`], at most [`WINDOW_DAYS`] apart; each row
//! is used once.
//!
//! Weights coincide by chance where a firm trades in standard lots. So the same
//! count is made with time reversed (a sale followed by a supply of the same
//! weight), which nobody can have planned: only what exceeds it is evidence.
//!
//! Innocent look-alikes: freight consolidators, pre-sold goods in a supply
//! contract, standard pallets.

use super::evidence::Frame;
use super::finding::{Ask, Finding};
use super::unit::{Dealings, Movement};
use super::words::counted;

/// Two weighings of one consignment differ by less than this.
pub const MASS_TOLERANCE: f32 = 0.02;
/// Unloading, new papers, loading: two weeks at most.
pub const WINDOW_DAYS: u16 = 14;

/// What the kernel found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct BackToBack {
    /// Matches in excess of those with time reversed, over the sales to ends,
    /// shrunk for few rows: 0 to 1.
    pub strength: f64,
    /// Pairs found: rows of the family in and out.
    pub pairs: Vec<(u32, u32)>,
    /// Pairs with time reversed.
    pub by_chance: usize,
}

/// The reason as the table of reasons has it.
pub fn find(unit: &Dealings, frame: &Frame<'_>, ask: Ask) -> Finding {
    let found = back_to_back(unit);
    if ask == Ask::Weigh {
        return Finding::of(found.strength);
    }
    let (rows_in, rows_out): (Vec<u32>, Vec<u32>) = found.pairs.iter().copied().unzip();
    Finding {
        strength: found.strength,
        sentence: format!(
            "{} of its {} to {} followed a supply of the same weight within {WINDOW_DAYS} days ({} would by chance)",
            found.pairs.len(),
            counted(unit.to_ends().count(), "sale", "sales"),
            frame.end_words(unit),
            found.by_chance
        ),
        rows: frame.rows(unit, &rows_in, &rows_out),
    }
}

/// Finds sales to ends that repeat a supply.
pub fn back_to_back(unit: &Dealings) -> BackToBack {
    let sales: Vec<&Movement> = unit.to_ends().collect();
    let pairs = matches(&unit.incoming, &sales, |supply, sale| {
        sale.day.checked_sub(supply.day)
    });
    let by_chance = matches(&unit.incoming, &sales, |supply, sale| {
        supply.day.checked_sub(sale.day).filter(|days| *days > 0)
    })
    .len();
    let excess = pairs.len().saturating_sub(by_chance) as f64;
    BackToBack {
        strength: excess / (sales.len() as f64 + 2.0),
        pairs,
        by_chance,
    }
}

fn matches(
    incoming: &[Movement],
    sales: &[&Movement],
    days_apart: impl Fn(&Movement, &Movement) -> Option<u16>,
) -> Vec<(u32, u32)> {
    let mut used = vec![false; incoming.len()];
    let mut pairs = Vec::new();
    for sale in sales {
        let low = sale.day.saturating_sub(WINDOW_DAYS);
        let high = sale.day.saturating_add(WINDOW_DAYS);
        let from = incoming.partition_point(|m| m.day < low);
        let found = incoming
            .iter()
            .enumerate()
            .skip(from)
            .take_while(|(_, supply)| supply.day <= high)
            .find(|(at, supply)| {
                !used[*at]
                    && supply.slot == sale.slot
                    && (supply.kg - sale.kg).abs() <= MASS_TOLERANCE * supply.kg
                    && days_apart(supply, sale).is_some_and(|days| days <= WINDOW_DAYS)
            });
        if let Some((at, supply)) = found {
            used[at] = true;
            pairs.push((supply.at, sale.at));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::super::testing::only_unit;
    use super::*;

    #[test]
    fn one_waybill_after_the_other_is_found() {
        let unit = only_unit(
            "
            day  from      to        goods   kg
            1    Maker/DE  Shop/KG   854231  101.3
            6    Shop/KG   End/RU    854231  101.2
            30   Maker/DE  Shop/KG   854231   47.0
            33   Shop/KG   End/RU    854231   47.0
            ",
        );
        let found = back_to_back(&unit);
        assert_eq!(found.pairs, vec![(0, 1), (2, 3)]);
        assert!(found.strength >= 0.5);
    }

    #[test]
    fn a_trade_in_standard_lots_is_not() {
        let unit = only_unit(
            "
            day  from      to        goods   kg
            1    Maker/DE  Shop/KG   854231  25
            4    Shop/KG   End/RU    854231  25
            8    Maker/DE  Shop/KG   854231  25
            12   Shop/KG   End/RU    854231  25
            15   Maker/DE  Shop/KG   854231  25
            ",
        );
        // each supply precedes a sale and follows one just as closely
        let found = back_to_back(&unit);
        assert_eq!((found.pairs.len(), found.by_chance), (2, 2));
        assert_eq!(found.strength, 0.0);
    }
}
