//! T22, a country that becomes a hub.
//!
//! Of what a country takes in of a family from abroad, how much goes on to the
//! ends, before the measures and after? A break upward, carried by many firms,
//! makes each firm of that country a little more likely to be part of it. The
//! unit's own rows are left out, so that it cannot vouch for itself. With `r`
//! = kilograms to ends over kilograms in, each with [`HALF_SHARE`] of the
//! smaller period added,
//!
//! `strength = ln(r_after / r_before) / `[`RISE_PLAIN_LN`]` * r_after / (r_after + 0.1) * n / (n + 5)`
//!
//! cut to 0..1, `n` = rows of others to ends since. The day is that of the
//! measures, not one sought in the data: a break that is sought is always
//! found.
//!
//! Innocent look-alikes: a free-trade agreement, a port or a store that opened,
//! relocated firms. Sources: S&P on transshipment hubs; EBRD.

use super::context::Context;
use super::context::hubs::Through;
use super::{percent, rows, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::Dealings;
use crate::party::words::counted;

/// A rise of the share that counts in full: twelvefold.
pub const RISE_PLAIN_LN: f64 = 2.5;
/// Share of the smaller intake added so that neither share is certain.
pub const HALF_SHARE: f64 = 0.02;

/// Judges the country of a unit by the others in it.
pub fn find(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask) -> Finding {
    let Some(country) = frame.country(unit.party) else {
        return Finding::UNKNOWN;
    };
    let own = own(unit, frame);
    let [before, after] = context.hubs.through(country, unit.family);
    let (before, after) = (less(before, own[0]), less(after, own[1]));
    if before.in_kg <= 0.0 || after.in_kg <= 0.0 {
        return Finding::UNKNOWN;
    }
    let half = HALF_SHARE * before.in_kg.min(after.in_kg);
    let share = |through: Through| (through.out_kg + half) / (through.in_kg + half);
    let rise = (share(after) / share(before)).ln() / RISE_PLAIN_LN;
    let plain = share(after) / (share(after) + 0.1) * after.rows / (after.rows + 5.0);
    told(rise.clamp(0.0, 1.0) * plain, ask, || {
        let sentence = format!(
            "Of what other firms of {country} take in of this family from abroad, {} by mass went on to the ends \
             before the measures and {} since ({}).",
            percent(before.out_kg / before.in_kg),
            percent(after.out_kg / after.in_kg),
            counted(after.rows as usize, "row", "rows"),
        );
        (sentence, rows(unit, frame, unit.to_ends(), "out"))
    })
}

fn own(unit: &Dealings, frame: &Frame<'_>) -> [Through; 2] {
    let mut own = [Through::default(); 2];
    let late = |day: u16| usize::from(i32::from(day) >= frame.measure_day());
    let home = frame.country(unit.party);
    for m in unit.to_ends() {
        own[late(m.day)].out_kg += f64::from(m.kg);
        own[late(m.day)].rows += 1.0;
    }
    let abroad = |other: u32| frame.country(other).is_some_and(|country| Some(country) != home);
    for m in unit.incoming.iter().filter(|m| abroad(m.other)) {
        own[late(m.day)].in_kg += f64::from(m.kg);
    }
    own
}

fn less(all: Through, own: Through) -> Through {
    Through {
        in_kg: (all.in_kg - own.in_kg).max(0.0),
        out_kg: (all.out_kg - own.out_kg).max(0.0),
        rows: (all.rows - own.rows).max(0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, number};
    use super::*;

    /// Ten firms of a country that take in 100 kg a quarter; what each sends
    /// to the end before day 54 and after.
    fn world(before: u32, after: u32, others: u32) -> Case {
        let mut text = String::from("day from to goods kg\n");
        for firm in 0..10 {
            for (day, sent) in [(1, before), (20, before), (80, after), (170, after)] {
                let sent = if firm == 0 { 95 } else { sent.min(others) };
                text += &format!("{day} Maker/DE F{firm}/KG 854231 100\n");
                text += &format!("{} F{firm}/KG End/RU 854231 {sent}\n", day + 9);
            }
        }
        Case::of(&text)
    }

    #[test]
    fn a_country_whose_firms_all_turn_to_the_end_is_found() {
        let found = world(2, 80, 100).judge(find, "F0");
        assert!(found.strength > 0.5, "{found:?}");
        assert!(
            found.sentence.contains("KG") && found.sentence.contains("80 %"),
            "{}",
            found.sentence
        );
    }

    #[test]
    fn one_firm_in_a_quiet_country_and_an_old_hub_are_not() {
        assert!(world(2, 80, 2).judge(find, "F0").strength < 0.05);
        assert!(world(80, 80, 100).judge(find, "F0").strength < 0.05);
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        assert_eq!(number("T22", "rise_plain_ln"), RISE_PLAIN_LN);
        assert_eq!(number("T22", "half_share"), HALF_SHARE);
    }
}
