//! T13, another code on the way out.
//!
//! Goods come in under a listed code and leave for the ends under one that is
//! not, both of a group in which one good is declared under several codes (a
//! chip, the card it sits on, "parts"); or the other way round. Within the
//! group, over all families: rows to ends under codes of one kind whose mass
//! the party's own supply of that kind cannot have covered, while it had
//! supply of the other kind. The rate of such rows against that of peers in
//! the group (the party left out), both leaning on [`LEAN_ROWS`] rows:
//!
//! `strength = ln(rate / usual) / ln(`[`RATIO_PLAIN`]`)`, cut to 0..1, times
//! the share of the rows that were switched. Of a party that sells to no end,
//! what it sells to those who do counts, against others like it.
//!
//! Innocent look-alikes: disputes over a code, HS 2022, a workshop that really
//! builds chips into cards, a party that is both consumer and dealer. Source:
//! Chupilkin, Javorcik and Plekhanov, CEPR DP20097 (similar goods outside the
//! list).

use super::context::Context;
use super::{percent, rows, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::{Dealings, Movement};
use crate::party::words::counted;

/// A rate so many times that of peers counts in full.
pub const RATIO_PLAIN: f64 = 9.0;
/// Rows of the usual rate imagined beside the real ones.
pub const LEAN_ROWS: f64 = 5.0;

/// Judges the codes of a party within the groups of a unit's rows to ends.
pub fn find(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask) -> Finding {
    let mut groups: Vec<u16> = unit
        .to_ends()
        .filter_map(|m| context.switching.group(context.goods(frame, unit, m)))
        .collect();
    groups.sort_unstable();
    groups.dedup();
    let weighed = groups
        .iter()
        .flat_map(|group| [0, 1].map(|kind| weigh(unit.party, *group, kind, frame, context)))
        .max_by(|a, b| a.strength.total_cmp(&b.strength));
    let Some(best) = weighed else {
        return Finding::UNKNOWN;
    };
    told(best.strength, ask, || {
        let (into, out) = match best.kind {
            0 => ("unlisted", "listed"),
            _ => ("listed", "unlisted"),
        };
        let to = if unit.direct { "ends" } else { "sellers to ends" };
        let sentence = format!(
            "{} takes in goods under {into} codes and sends them to {to} under {out} ones of the same confusable \
             group: {:.1} of {}, where peers switch {}.",
            frame.name(unit.party),
            best.switched,
            counted(best.sent as usize, "row", "rows"),
            percent(best.usual),
        );
        let within =
            |m: &&Movement| context.switching.group(context.goods(frame, unit, m)) == Some(best.group);
        let sent_as = |m: &&Movement| within(m) && m.listed == (best.kind == 0);
        let taken_as = |m: &&Movement| within(m) && m.listed != (best.kind == 0);
        let mut behind = rows(unit, frame, unit.incoming.iter().filter(taken_as), "in");
        behind.extend(rows(unit, frame, unit.to_ends().filter(sent_as), "out"));
        (sentence, behind)
    })
}

struct Weighed {
    strength: f64,
    group: u16,
    /// 1: in listed, out unlisted.
    kind: usize,
    switched: f64,
    sent: f64,
    usual: f64,
}

fn weigh(party: u32, group: u16, kind: usize, frame: &Frame<'_>, context: &Context) -> Weighed {
    let passed = context.switching.passed(party, group);
    let (switched, sent) = (passed.switched(kind, frame.coverage), passed.sent_rows());
    let usual = context.switching.usual(party, group, kind);
    let rate = (switched + LEAN_ROWS * usual) / (sent + LEAN_ROWS);
    let above = ((rate / usual).ln() / RATIO_PLAIN.ln()).clamp(0.0, 1.0);
    Weighed {
        strength: above * switched / sent.max(1.0),
        group,
        kind,
        switched,
        sent,
        usual,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, number};
    use super::*;

    /// Chips (854231, listed) come in; what goes to the end is declared under
    /// this code. 854290 and 847330 are of the group and not listed.
    fn world(out: &str, own_supply: u32) -> Case {
        let mut text = String::from("day from to goods kg\n");
        for visit in 0..6 {
            text += &format!("{} Maker/DE Shop/KG 854231 50\n", 60 + 20 * visit);
            if own_supply > 0 {
                text += &format!("{} Maker/DE Shop/KG {out} {own_supply}\n", 60 + 20 * visit);
            }
            text += &format!("{} Shop/KG End/RU {out} 48\n", 68 + 20 * visit);
            text += &format!("{} Maker/DE Peer/KG 854231 50\n", 60 + 20 * visit);
            text += &format!("{} Peer/KG End/RU 854231 48\n", 68 + 20 * visit);
        }
        Case::of(&text).confusable(&[854231, 854290, 847330], &[854290, 847330])
    }

    #[test]
    fn chips_that_leave_as_parts_are_found() {
        for out in ["854290", "847330"] {
            let found = world(out, 0).judge(find, "Shop");
            assert!(found.strength > 0.5, "{out}: {found:?}");
        }
        assert_eq!(world("854290", 0).judge(find, "Shop").rows.len(), 12);
    }

    #[test]
    fn a_dealer_in_parts_too_and_a_peer_who_keeps_the_code_are_not() {
        assert!(world("854290", 60).judge(find, "Shop").strength < 0.05);
        assert!(world("854290", 0).judge(find, "Peer").strength < 0.05);
    }

    #[test]
    fn a_middleman_who_switches_before_the_seller_is_found_and_one_who_does_not_is_not() {
        let world = |out: &str| {
            let mut text = String::from("day from to goods kg\n");
            for visit in 0..6 {
                text += &format!("{} Maker/DE Mid/AE 854231 50\n", 60 + 20 * visit);
                text += &format!("{} Mid/AE Shop/KG {out} 49\n", 66 + 20 * visit);
                text += &format!("{} Shop/KG End/RU {out} 48\n", 72 + 20 * visit);
            }
            Case::of(&text).confusable(&[854231, 854290], &[854290])
        };
        let found = world("854290").judge(find, "Mid");
        assert!(found.strength > 0.5, "{found:?}");
        assert!(world("854231").judge(find, "Mid").strength < 0.05);
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        assert_eq!(number("T13", "rate_ratio_plain"), RATIO_PLAIN);
        assert_eq!(number("T13", "lean_rows"), LEAN_ROWS);
    }
}
