//! T14, T15, T21, T23: how many of a unit's rows carry a sign that the words of
//! the row left ([`super::super::signs`]).
//!
//! A sign on one row is nothing: millions of honest rows carry it. With `q` the
//! share of rows with the sign in the family (leaning on all families), and
//! `k` of the unit's `n` rows in and out,
//!
//! `p = (k + `[`LEAN_ROWS`]` q) / (n + `[`LEAN_ROWS`]`)`,
//! `strength = (logit(p) - logit(q)) / `[`RISE_PLAIN_LN`]`, cut to 0..1.
//!
//! Where no row of the whole index carries the sign nobody looked (the rows
//! had no text), and nothing is said.
//!
//! Innocent look-alikes: poor clerks (T14, T15), stores and air hubs of makers
//! (T21), house bills that name the forwarder (T23). Hence the small caps on
//! T15 and T23.

use super::context::Context;
use super::{percent, rows, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::index::{SIGN_DETOUR, SIGN_HANDLER, SIGN_TEXT, SIGN_VAGUE};
use crate::party::unit::{Dealings, Movement};
use crate::party::words::counted;

/// Usual rows imagined beside the unit's.
pub const LEAN_ROWS: f64 = 5.0;
/// A rise of the log-odds that counts in full: twenty to one.
pub const RISE_PLAIN_LN: f64 = 3.0;

/// T14: texts that name other goods than the code.
pub fn text_mismatch(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask) -> Finding {
    let says = "named watched goods that their code does not hold";
    weigh(unit, frame, context, ask, SIGN_TEXT, says)
}

/// T15: texts that say nothing.
pub fn vague_text(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask) -> Finding {
    weigh(
        unit,
        frame,
        context,
        ask,
        SIGN_VAGUE,
        "did not say what the goods are",
    )
}

/// T21: detours, and goods handed over in an embargoed country.
pub fn detour(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask) -> Finding {
    let says = "took a detour or changed hands in an embargoed country";
    weigh(unit, frame, context, ask, SIGN_DETOUR, says)
}

/// T23: forwarders, brokers and banks as consignee.
pub fn handler(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask) -> Finding {
    let says = "named a forwarder, a customs broker or a bank as the one who receives";
    weigh(unit, frame, context, ask, SIGN_HANDLER, says)
}

fn weigh(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask, mark: u8, says: &str) -> Finding {
    let Some(usual) = context.signs.of_mark(unit.family, mark) else {
        return Finding::UNKNOWN;
    };
    let signed = |m: &&Movement| context.marks(frame, unit, m) & mark != 0;
    let all = (unit.incoming.len() + unit.outgoing.len()) as f64;
    let count = unit.incoming.iter().chain(&unit.outgoing).filter(signed).count() as f64;
    let share = (count + LEAN_ROWS * usual) / (all + LEAN_ROWS);
    let logit = |p: f64| (p / (1.0 - p).max(1e-9)).ln();
    let strength = ((logit(share) - logit(usual)) / RISE_PLAIN_LN).clamp(0.0, 1.0);
    told(strength, ask, || {
        let sentence = format!(
            "{count:.0} of the {} of {} ({}) {says}; in these goods {} did.",
            counted(all as usize, "row", "rows"),
            frame.name(unit.party),
            percent(count / all.max(1.0)),
            percent(usual),
        );
        let mut behind = rows(unit, frame, unit.incoming.iter().filter(signed), "in");
        behind.extend(rows(unit, frame, unit.outgoing.iter().filter(signed), "out"));
        (sentence, behind)
    })
}

#[cfg(test)]
mod tests {
    use super::super::PatternKernel;
    use super::super::testing::{Case, number};
    use super::*;

    const KERNELS: [(PatternKernel, u8, &str); 4] = [
        (text_mismatch, SIGN_TEXT, "T14"),
        (vague_text, SIGN_VAGUE, "T15"),
        (detour, SIGN_DETOUR, "T21"),
        (handler, SIGN_HANDLER, "T23"),
    ];

    /// Rows 0-9 are the shop's, rows 10-89 those of others.
    fn world() -> Case {
        let mut text = String::from("day from to goods kg\n");
        for row in 0..90 {
            let from = if row < 10 {
                "Shop".to_owned()
            } else {
                format!("Other{}", row % 7)
            };
            text += &format!("{} {from}/KG End/RU 854231 10\n", 60 + row);
        }
        Case::of(&text)
    }

    #[test]
    fn a_unit_most_of_whose_rows_are_signed_is_found() {
        for (find, mark, id) in KERNELS {
            let found = world().marked(mark, (0..7).chain([30, 40])).judge(find, "Shop");
            assert!(found.strength > 0.5, "{id}: {found:?}");
            assert_eq!(found.rows.len(), 7, "{id}");
        }
    }

    #[test]
    fn a_unit_as_signed_as_its_trade_is_not_and_unread_rows_say_nothing() {
        for (find, mark, id) in KERNELS {
            let usual = world().marked(mark, (0..90).filter(|row| row % 2 == 0));
            assert!(usual.judge(find, "Shop").strength < 0.1, "{id}");
            assert!(world().judge(find, "Shop").strength.is_nan(), "{id}");
        }
    }

    #[test]
    fn the_files_have_the_numbers_of_the_code() {
        for id in ["T14", "T15", "T21", "T23"] {
            assert_eq!(number(id, "lean_rows"), LEAN_ROWS);
            assert_eq!(number(id, "rise_plain_ln"), RISE_PLAIN_LN);
        }
        use super::super::super::signs::{goods, route};
        assert_eq!(number("T14", "named_min"), goods::NAMED_MIN);
        assert_eq!(number("T14", "declared_max"), goods::DECLARED_MAX);
        assert_eq!(number("T21", "ratio_min"), route::RATIO_MIN);
        assert_eq!(number("T21", "air_ratio_min"), route::AIR_RATIO_MIN);
        assert_eq!(number("T21", "extra_km_min"), route::EXTRA_KM_MIN);
    }
}
