//! T02, a new consignee whose first goods are listed, and many.
//!
//! A firm that was never seen to receive anything begins with listed goods,
//! and takes in more of them in its first half year than nearly any other
//! unit. New is what has its first row of any goods at least a year after the
//! data begin (before that nothing can be said), and its first listed goods
//! within [`FIRST_WITHIN_DAYS`] of that row.
//!
//! `strength = (1 - lag / (2 * 180 d)) * size * n / (n + 2)`, `size` rising
//! from 0 at the median first half year of units to 1 at the 95th percentile.
//!
//! Innocent look-alikes: real start-ups (they begin small), a new name of an
//! old firm, a record split in two by a spelling. Source: BIS and FinCEN
//! supplemental alert of 2023-05-19 (new account, rapid large volumes).

use super::context::Context;
use super::context::activity::Activity;
use super::{percent, rows, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::{Dealings, Movement};

/// First listed goods within so many days of the first row of any goods.
pub const FIRST_WITHIN_DAYS: u16 = 180;
/// A first row this long after the data begin makes a firm new.
pub const UNSEEN_DAYS_MIN: u16 = 360;
/// Where the size of a first half year counts in full.
pub const SIZE_QUANTILE: f64 = 0.95;

/// How a unit began with listed goods.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Start {
    /// Days from the first row of any goods to the first of listed ones; 0 to
    /// a month too many, since first rows are known by the month.
    pub lag_days: u16,
    /// Day of the first listed row.
    pub day: u16,
    /// Kilograms of the first half year.
    pub kg: f64,
    /// Rows of it.
    pub rows: usize,
    /// The firm was not there in the first year of the data.
    pub is_new: bool,
}

/// The beginning of a unit: what it received, or what it sent to ends where
/// its supplies are not seen. `None` without a listed row.
pub fn start(unit: &Dealings, activity: &Activity) -> Option<Start> {
    let first = first_half_year(unit);
    let day = first.first()?.day;
    let any = activity.first_day(unit.party).unwrap_or(day).min(day);
    Some(Start {
        lag_days: day - any,
        day,
        kg: first.iter().map(|m| f64::from(m.kg)).sum(),
        rows: first.len(),
        is_new: any >= UNSEEN_DAYS_MIN,
    })
}

fn first_half_year(unit: &Dealings) -> Vec<&Movement> {
    let received: Vec<&Movement> = unit.incoming.iter().filter(|m| m.listed).collect();
    let all = if received.is_empty() {
        unit.to_ends().filter(|m| m.listed).collect()
    } else {
        received
    };
    let until = all.first().map_or(0, |m| m.day.saturating_add(FIRST_WITHIN_DAYS));
    all.into_iter().take_while(|m| m.day <= until).collect()
}

/// Judges the beginning of a unit against those of all units.
pub fn find(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask) -> Finding {
    let Some(start) = start(unit, &context.activity) else {
        return Finding::UNKNOWN;
    };
    if !start.is_new || start.lag_days > FIRST_WITHIN_DAYS {
        return Finding::NOTHING;
    }
    let quantile = context.peers.first_quantile(start.kg);
    let size = ((quantile - 0.5) / (SIZE_QUANTILE - 0.5)).clamp(0.0, 1.0);
    let early = 1.0 - f64::from(start.lag_days) / (2.0 * f64::from(FIRST_WITHIN_DAYS));
    let n = start.rows as f64;
    told(early * size * n / (n + 2.0), ask, || {
        let sentence = format!(
            "{} is first seen less than {} days before its first listed goods on {}, and moved {:.0} kg \
             of them in the half year from then: more than {} of all beginnings.",
            frame.name(unit.party),
            start.lag_days + 1,
            frame.date_of(start.day),
            start.kg,
            percent(quantile),
        );
        (sentence, rows(unit, frame, first_half_year(unit), "in"))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, number};
    use super::*;

    /// Twenty old dealers whose first half years are of 40 kg, and one firm.
    fn world(first_day: u16, kg: u32) -> Case {
        let mut text = String::from("day from to goods kg\n");
        for dealer in 0..20 {
            text += &format!("{} Maker/DE D{dealer}/KG 854231 40\n", 10 + dealer);
            text += &format!("{} D{dealer}/KG End/RU 854231 10\n", 400 + dealer);
        }
        for visit in 0..6 {
            text += &format!("{} Maker/DE Shop/KG 854231 {kg}\n", first_day + 15 * visit);
            text += &format!("{} Shop/KG End/RU 854231 {kg}\n", first_day + 15 * visit + 9);
        }
        Case::of(&text)
    }

    #[test]
    fn a_firm_out_of_nowhere_that_begins_large_is_found() {
        let found = world(600, 500).judge(find, "Shop");
        assert!(found.strength > 0.5, "{found:?}");
        assert!(found.sentence.contains("3000 kg"), "{}", found.sentence);
        assert_eq!(found.rows.len(), 6);
    }

    #[test]
    fn a_start_up_that_begins_small_and_an_old_firm_are_not() {
        assert!(world(600, 2).judge(find, "Shop").strength < 0.1);
        assert_eq!(world(20, 500).judge(find, "Shop").strength, 0.0);
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        assert_eq!(number("T02", "first_within_days"), f64::from(FIRST_WITHIN_DAYS));
        assert_eq!(number("T02", "unseen_days_min"), f64::from(UNSEEN_DAYS_MIN));
        assert_eq!(number("T02", "size_quantile"), SIZE_QUANTILE);
    }
}
