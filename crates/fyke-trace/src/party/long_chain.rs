//! T20, a long chain in which nothing is done to the goods.
//!
//! Each middleman adds an invoice and a margin, none adds work. Honest goods
//! take the shortest way from the maker to the user, for every hand costs
//! money; three hands and more between a maker and an embargoed end, each of
//! which passes the goods on within weeks and under the same code, serve to
//! hide where they come from.
//!
//! The screen counts the hands that the tainted part of each row went through.
//! The strength is the tainted share of what the unit sent to ends, times how
//! many hands beyond [`HANDS_USUAL`] it went through, less where the unit held
//! goods for long or changed them (another subheading), shrunk for few rows.
//!
//! Innocent look-alikes: commodity trade, distribution in tiers. There the
//! goods rest in every warehouse.

use super::evidence::Frame;
use super::finding::{Ask, Finding};
use super::unit::Dealings;

/// Maker and one distributor: nobody would wonder.
pub const HANDS_USUAL: f64 = 2.0;
/// Three hands beyond the usual count in full.
const HANDS_SPAN: f64 = 2.0;

/// What the kernel found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct LongChain {
    /// 0 to 1.
    pub strength: f64,
    /// Hands on average, the makers and the unit included.
    pub hands: f64,
    /// Rows of the family received through at least one other middleman.
    pub rows_in: Vec<u32>,
    /// Rows of the family sent to ends that carry such goods.
    pub rows_out: Vec<u32>,
}

/// The reason as the table of reasons has it.
pub fn find(unit: &Dealings, frame: &Frame<'_>, ask: Ask) -> Finding {
    let found = long_chain(unit);
    if ask == Ask::Weigh {
        return Finding::of(found.strength);
    }
    Finding {
        strength: found.strength,
        sentence: format!(
            "its goods passed through {:.1} hands on the way from the maker to {}",
            found.hands,
            frame.end_words(unit)
        ),
        rows: frame.rows(unit, &found.rows_in, &found.rows_out),
    }
}

/// Judges the length of the chains behind a unit's sales to ends.
pub fn long_chain(unit: &Dealings) -> LongChain {
    let (mut kg, mut tainted, mut hand_kg, mut rows) = (0.0f64, 0.0f64, 0.0f64, 0.0f64);
    let mut found = LongChain::default();
    for sale in unit.to_ends() {
        kg += f64::from(sale.kg);
        tainted += f64::from(sale.tainted_kg);
        hand_kg += f64::from(sale.tainted_kg) * f64::from(sale.hands);
        rows += 1.0;
        if f64::from(sale.hands) > HANDS_USUAL + 0.5 {
            found.rows_out.push(sale.at);
        }
    }
    if tainted <= 0.0 {
        return LongChain::default();
    }
    found.hands = hand_kg / tainted;
    found.rows_in = unit
        .incoming
        .iter()
        .filter(|m| m.tainted_kg > 0.0 && m.hands > 1.5)
        .map(|m| m.at)
        .collect();
    let beyond = ((found.hands - HANDS_USUAL) / HANDS_SPAN).clamp(0.0, 1.0);
    found.strength = beyond * (tainted / kg).min(1.0) * rows / (rows + 2.0);
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::unit_of;
    use super::*;

    #[test]
    fn three_middlemen_in_a_row_are_found() {
        let unit = unit_of(
            "C",
            "
            day  from      to     goods   kg
            1    Maker/DE  A/AE   854231  100
            9    A/AE      B/TR   854231   99
            15   B/TR      C/KG   854231   98
            22   C/KG      End/RU 854231   60
            25   C/KG      End/RU 854231   38
            ",
        );
        let found = long_chain(&unit);
        assert!((found.hands - 4.0).abs() < 0.05, "{found:?}");
        assert!(found.strength > 0.4, "{found:?}");
    }

    #[test]
    fn a_distributor_who_buys_from_the_maker_is_not() {
        let unit = unit_of(
            "C",
            "
            day  from      to     goods   kg
            1    Maker/DE  C/KG   854231  100
            22   C/KG      End/RU 854231   60
            25   C/KG      End/RU 854231   38
            ",
        );
        assert_eq!(long_chain(&unit).strength, 0.0);
    }
}
