//! T03, incorporated after the measures.
//!
//! A firm that did not exist when the measures came, and soon after it was
//! entered in the register sends listed goods to the embargoed end, was founded
//! for that trade or is very lucky. The younger the firm at its first such
//! sale, and the nearer its founding to the measures, the stronger.
//!
//! Hubs found thousands of honest firms a year, so the weight is capped and a
//! firm with little trade in these goods gets little of it. Innocent
//! look-alikes: real start-ups, a new name or a new register number of an old
//! firm, a sector that grows.
//!
//! Sources: NCA/JMLIT red alert of December 2023, indicator 1 (incorporated
//! after 24 February 2022 in a country of diversion); Nikkei 2023, whose
//! largest seller of chips was founded in April 2022.

use super::evidence::Frame;
use super::finding::{Ask, Finding};
use super::unit::Dealings;
use fyke_model::date::Day;

/// Founded within two years of the measures.
pub const FOUNDED_WITHIN_DAYS: i32 = 730;
/// Listed goods within so many days of the founding.
pub const FIRST_SALE_WITHIN_DAYS: i32 = 365;

/// What the kernel found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct NewFirm {
    /// 0 to 1.
    pub strength: f64,
    /// Days between founding and the first sale to an end.
    pub age_days: Option<i32>,
    /// Rows of the family sent to ends.
    pub rows_out: Vec<u32>,
}

/// The reason as the table of reasons has it.
pub fn find(unit: &Dealings, frame: &Frame<'_>, ask: Ask) -> Finding {
    let founded = frame.incorporated(unit.party);
    let Some(day) = founded else {
        return Finding::UNKNOWN;
    };
    let found = new_firm(unit, founded, frame.measure_day());
    if ask == Ask::Weigh {
        return Finding::of(found.strength);
    }
    Finding {
        strength: found.strength,
        sentence: format!(
            "it was founded on {}; its first sale to {} came {} days later",
            Day(frame.first_day().0.saturating_add(day)),
            frame.end_words(unit),
            found.age_days.unwrap_or(0)
        ),
        rows: frame.rows(unit, &[], &found.rows_out),
    }
}

/// Judges the age of a firm at its first sale to an end. All days count from
/// the first day of the index.
pub fn new_firm(unit: &Dealings, incorporated: Option<i32>, measure_day: i32) -> NewFirm {
    let Some(founded) = incorporated else {
        return NewFirm::default();
    };
    let Some(first) = unit.to_ends().next() else {
        return NewFirm::default();
    };
    let age = i32::from(first.day) - founded;
    let after = founded - measure_day;
    // a sale before the founding is a slip of the register or another firm
    if !(0..=FOUNDED_WITHIN_DAYS).contains(&after) || age < -30 {
        return NewFirm {
            age_days: Some(age),
            ..NewFirm::default()
        };
    }
    let young = 1.0 - f64::from(age.max(0)) / f64::from(FIRST_SALE_WITHIN_DAYS);
    let near = 1.0 - f64::from(after) / (2.0 * f64::from(FOUNDED_WITHIN_DAYS));
    let rows_out: Vec<u32> = unit.to_ends().map(|m| m.at).collect();
    let rows = rows_out.len() as f64;
    NewFirm {
        strength: young.max(0.1) * near * rows / (rows + 1.0),
        age_days: Some(age),
        rows_out,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::only_unit;
    use super::*;

    const SALES: &str = "
        day  from      to        goods   kg
        100  Maker/DE  Shop/KG   854231  100
        120  Shop/KG   End/RU    854231   50
        140  Shop/KG   End/RU    854231   50
    ";

    #[test]
    fn founded_after_the_measures_and_selling_at_once_is_found() {
        let found = new_firm(&only_unit(SALES), Some(60), 54);
        assert!(found.strength > 0.5, "{found:?}");
        assert_eq!(found.age_days, Some(60));
    }

    #[test]
    fn an_old_firm_and_an_unknown_one_are_not() {
        let unit = only_unit(SALES);
        assert_eq!(new_firm(&unit, Some(-4_000), 54).strength, 0.0);
        assert_eq!(new_firm(&unit, None, 54).strength, 0.0);
    }
}
