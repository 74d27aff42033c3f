//! T19, goods that go round.
//!
//! Out to one firm, on to another, back to where they were: papers travel so
//! that the last sale looks like a new supply. [`super::context::cycles`]
//! finds time-ordered cycles of three to five legs within half a year that
//! keep their mass, and of two where the goods come back dearer. With `c` of them (five at most are looked for),
//!
//! `strength = c / (c + 1) * v`,
//!
//! `v` = 1 where goods come back worth what they were when they left or more,
//! [`RETURNED_CHEAPER`] where they come back cheaper, [`VALUE_UNKNOWN`] where
//! no value is declared, averaged over the cycles.
//!
//! Innocent look-alikes: returns and repair (two legs, or cheaper), leasing and
//! hired machines, packaging that is reused. Sources: cycles in temporal graphs
//! (Kumar and Calders, 2SCENT, 2018; Blanusa and others 2022).

use super::context::Context;
use super::{MONTH_DAYS, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::Dealings;

/// What a cycle counts whose goods lost value.
pub const RETURNED_CHEAPER: f64 = 0.2;
/// What a cycle counts without declared values.
pub const VALUE_UNKNOWN: f64 = 0.7;
/// Loss of value that is rounding.
const SAME_VALUE: f64 = 0.98;

/// Judges the cycles through a unit.
pub fn find(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask) -> Finding {
    let cycles = context.cycles.through(unit.family, unit.party);
    if cycles.is_empty() {
        return Finding::NOTHING;
    }
    let count = cycles.len() as f64;
    let worth: f64 = cycles.iter().map(|legs| worth(unit, frame, context, legs)).sum();
    told(count / (count + 1.0) * worth / count, ask, || {
        let legs: usize = cycles.iter().map(Vec::len).sum();
        let sentence = format!(
            "Goods went round through {} {count:.0} times, over {:.1} other hands and back within {} months, at their full mass.",
            frame.name(unit.party),
            legs as f64 / count - 1.0,
            super::context::cycles::WINDOW_DAYS / MONTH_DAYS,
        );
        let received = |row: u32| unit.incoming.iter().any(|m| m.at == row);
        let part = |row: u32| if received(row) { "in" } else { "out" };
        let all = cycles.iter().flatten();
        let behind = all.map(|row| (frame.handle(unit, *row), part(*row))).collect();
        (sentence, behind)
    })
}

fn worth(unit: &Dealings, frame: &Frame<'_>, context: &Context, legs: &[u32]) -> f64 {
    let value = |leg: Option<&u32>| leg.and_then(|row| context.value(frame, unit, *row));
    match (value(legs.first()), value(legs.last())) {
        (Some(left), Some(back)) if back >= SAME_VALUE * left => 1.0,
        (Some(_), Some(_)) => RETURNED_CHEAPER,
        _ => VALUE_UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, number};
    use super::*;

    #[test]
    fn goods_that_come_back_dearer_over_two_others_are_found() {
        let found = Case::of(
            "
            day  from       to         goods   kg   value
            60   Shop/KG    Cousin/AE  854231  100  1000
            75   Cousin/AE  Uncle/TR   854231   99  1100
            90   Uncle/TR   Shop/KG    854231   98  1200
            120  Shop/KG    Cousin/AE  854231   98  1300
            140  Cousin/AE  Uncle/TR   854231   97  1400
            150  Uncle/TR   Shop/KG    854231   97  1500
            160  Shop/KG    End/RU     854231   97  1600
            ",
        )
        .judge(find, "Shop");
        assert!(found.strength > 0.5, "{found:?}");
        assert_eq!(found.rows.len(), 6);
    }

    #[test]
    fn everyone_on_the_ring_is_found_and_so_are_goods_sent_to_and_fro_ever_dearer() {
        let ring = Case::of(
            "
            day  from       to         goods   kg   value
            50   Maker/DE   Uncle/TR   854231  100   900
            60   Uncle/TR   Cousin/AE  854231  100  1000
            75   Cousin/AE  Shop/KG    854231   99  1100
            90   Shop/KG    Uncle/TR   854231   98  1200
            95   Uncle/TR   Shop/KG    854231   98  1300
            160  Shop/KG    End/RU     854231   97  1600
            ",
        );
        assert!(ring.judge(find, "Shop").strength >= 0.5);
        assert!(ring.judge(find, "Uncle").strength >= 0.5);
        let fro = |back: u32| {
            let text = format!(
                "
                day  from       to         goods   kg   value
                50   Maker/DE   Uncle/TR   854231  100   900
                60   Uncle/TR   Shop/KG    854231  100  1000
                70   Shop/KG    Uncle/TR   854231  100  {back}
                80   Uncle/TR   Shop/KG    854231  100  {}
                160  Shop/KG    End/RU     854231   97  1600
                ",
                back + 200,
            );
            Case::of(&text).judge(find, "Uncle").strength
        };
        assert!(fro(1200) >= 0.5);
        assert_eq!(fro(1000).max(fro(1010)), fro(1000));
    }

    #[test]
    fn a_return_a_repair_and_a_ring_that_closes_too_early_are_not() {
        let returned = Case::of(
            "
            day  from       to         goods   kg   value
            60   Shop/KG    Client/KG  854231  100  1000
            75   Client/KG  Shop/KG    854231  100   900
            90   Shop/KG    Works/TR   854231   50   500
            99   Works/TR   Bench/TR   854231   50   100
            120  Bench/TR   Shop/KG    854231   50   100
            160  Shop/KG    End/RU     854231   97  1600
            ",
        );
        assert!(returned.judge(find, "Shop").strength < 0.15);
        let early = Case::of(
            "
            day  from       to         goods   kg
            60   Uncle/TR   Shop/KG    854231  98
            75   Cousin/AE  Uncle/TR   854231  99
            90   Shop/KG    Cousin/AE  854231  100
            160  Shop/KG    End/RU     854231  97
            ",
        );
        assert_eq!(early.judge(find, "Shop").strength, 0.0);
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        use super::super::context::cycles;
        assert_eq!(number("T19", "returned_cheaper_factor"), RETURNED_CHEAPER);
        assert_eq!(number("T19", "value_unknown_factor"), VALUE_UNKNOWN);
        assert_eq!(number("T19", "return_dearer_factor"), cycles::RETURN_DEARER);
        assert_eq!(number("T19", "window_days"), f64::from(cycles::WINDOW_DAYS));
        assert_eq!(number("T19", "legs_max"), cycles::HOPS_MAX as f64);
        assert_eq!(
            f64::from(*cycles::RATIO.start()) as f32,
            number("T19", "mass_ratio_min") as f32
        );
    }
}
