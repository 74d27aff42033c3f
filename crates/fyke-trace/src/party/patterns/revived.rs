//! T04-trade, a dormant firm revived: the part of T04 that trade alone shows.
//!
//! Two years without a row of any goods, and within half a year of waking the
//! firm moves listed goods to the ends. A shelf company looks like this; so do
//! importers for single projects, but these sleep again and again: a second
//! sleep nearly as long as the longest takes the strength away.
//!
//! `strength = s * (1 - second / longest) * n / (n + 2)`, `s` rising from 0 at
//! [`GAP_MONTHS_MIN`] months to 1 at [`GAP_MONTHS_PLAIN`], `n` = listed rows to
//! ends in the year after waking. Shelf companies bought (a new director) are
//! found in registers: T04, [`crate::who::shelf`].
//!
//! Innocent look-alikes: project and seasonal importers, and holes in the data:
//! if the rows of a country are missing for two years all its firms slept.
//! Source: joint advisory of the financial intelligence units of Canada,
//! Germany and the Netherlands, February 2024 (dormant company suddenly
//! active).

use super::context::Context;
use super::{MONTH_DAYS, rows, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::{Dealings, Movement};
use crate::party::words::counted;

/// A shorter sleep is a slack year.
pub const GAP_MONTHS_MIN: f64 = 12.0;
/// A sleep that counts in full.
pub const GAP_MONTHS_PLAIN: f64 = 24.0;
/// Listed goods within so many days of waking.
pub const WAKES_WITHIN_DAYS: u16 = 180;

/// Judges the longest sleep of a party by what it woke to.
pub fn find(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask) -> Finding {
    let period = context.activity.period_days();
    let (longest, second) = context.activity.gaps(unit.party);
    let months = f64::from(longest.periods) * f64::from(period) / f64::from(MONTH_DAYS);
    let woke = longest.ends as u16 * period;
    let slept = ((months - GAP_MONTHS_MIN) / (GAP_MONTHS_PLAIN - GAP_MONTHS_MIN)).clamp(0.0, 1.0);
    let year = woke.saturating_add(365);
    let sales = || {
        unit.to_ends()
            .filter(move |m| m.listed && (woke..=year).contains(&m.day))
    };
    let soon = |m: &Movement| m.day <= woke.saturating_add(WAKES_WITHIN_DAYS);
    if slept <= 0.0 || !sales().any(soon) {
        return Finding::NOTHING;
    }
    let n = sales().count() as f64;
    let once = 1.0 - f64::from(second.periods) / f64::from(longest.periods);
    told(slept * once * n / (n + 2.0), ask, || {
        let kg: f64 = sales().map(|m| f64::from(m.kg)).sum();
        let sentence = format!(
            "{} shows no trade of any kind for {months:.0} months, and in the year after {} sends {kg:.0} kg \
             of listed goods to the ends in {}.",
            frame.name(unit.party),
            frame.date_of(woke),
            counted(sales().count(), "row", "rows"),
        );
        (sentence, rows(unit, frame, sales(), "out"))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, number};
    use super::*;

    fn world(active_days: &[u16]) -> Case {
        let mut text = String::from("day from to goods kg\n");
        for day in active_days {
            text += &format!("{day} Mill/DE Shop/KG 610910 50\n");
        }
        for day in [905, 930, 960, 990] {
            text += &format!("{day} Maker/DE Shop/KG 854231 50\n");
            text += &format!("{} Shop/KG End/RU 854231 50\n", day + 9);
        }
        Case::of(&text)
    }

    #[test]
    fn two_years_of_sleep_and_then_chips_are_found() {
        let found = world(&[5, 40]).judge(find, "Shop");
        assert!(found.strength > 0.5, "{found:?}");
        assert_eq!(found.rows.len(), 4);
        assert!(found.sentence.contains("200 kg"), "{}", found.sentence);
    }

    #[test]
    fn an_importer_for_projects_and_one_that_never_slept_are_not() {
        let projects = world(&[5, 430]);
        assert!(projects.judge(find, "Shop").strength < 0.1);
        let steady: Vec<u16> = (0..30).map(|month| month * 30).collect();
        assert_eq!(world(&steady).judge(find, "Shop").strength, 0.0);
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        assert_eq!(number("T04-trade", "gap_months_min"), GAP_MONTHS_MIN);
        assert_eq!(number("T04-trade", "gap_months_plain"), GAP_MONTHS_PLAIN);
        assert_eq!(
            number("T04-trade", "wakes_within_days"),
            f64::from(WAKES_WITHIN_DAYS)
        );
    }
}
