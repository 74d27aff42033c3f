//! T16, split shipments.
//!
//! A licence, a declaration or a duty begins at a value; who wants to stay
//! below sends three parcels in a week instead of one. Rows of one consignor,
//! consignee and code, both ways:
//!
//! 1. *Heaping.* Of the rows near a limit, `b` just below ([`BELOW_FROM`] of it
//!    up to it) and `a` above (up to [`ABOVE_TO`]): log-likelihood ratio of a
//!    share below of [`SPLIT_SHARE`] against the share among all rows of the
//!    data, which is where honest lots and price lists show.
//! 2. *Together.* Those below count only where they stand among
//!    [`PARCELS_MIN`] parcels under the limit within [`WINDOW_DAYS`] that add up
//!    to more than it. What is left of an order after parcels just below the
//!    limit is of any size, so the others need not be near it.
//!
//! `strength = min(1, LLR / `[`LLR_PLAIN`]`) * (rows below together / rows below)`,
//! the best over limits and lines. Laws begin at round numbers, and not all of
//! them are in our list of rules: the limits are the series 1, 2.5, 5.
//!
//! Innocent look-alikes: lot sizes, courier habits, subscriptions. Source: NCA
//! Red Alert of 2023-12-06, indicator 3; limits from the rules named in
//! `data/typologies/T16.toml`, in the currency of the index.

use super::context::Context;
use super::{rows, told};
use crate::party::evidence::Frame;
use crate::party::finding::{Ask, Finding};
use crate::party::unit::{Dealings, Movement};
use crate::party::words::counted;

/// Values at which something begins.
pub const LIMITS: [f64; 6] = [1_000.0, 2_500.0, 5_000.0, 10_000.0, 25_000.0, 50_000.0];
/// Just below: from this share of the limit.
pub const BELOW_FROM: f64 = 0.8;
/// Just above: to this multiple of it.
pub const ABOVE_TO: f64 = 1.25;
/// Parcels that belong together follow each other within so many days.
pub const WINDOW_DAYS: u16 = 7;
/// So many of them.
pub const PARCELS_MIN: usize = 2;
/// Share just below where values are split on purpose.
pub const SPLIT_SHARE: f64 = 0.95;
/// A likelihood ratio that counts in full, in nats: 55 to 1.
pub const LLR_PLAIN: f64 = 4.0;

/// On which side of a limit a value near it stands. Values are kept to 0.06 %,
/// so a value at the limit itself counts as above from 0.999 of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Just below.
    Below,
    /// At it or just above.
    Above,
}

/// The side of a value, `None` where it is not near.
pub fn side_of(value: f64, limit: f64) -> Option<Side> {
    let share = value / limit;
    match share {
        _ if (BELOW_FROM..0.999).contains(&share) => Some(Side::Below),
        _ if (0.999..ABOVE_TO).contains(&share) => Some(Side::Above),
        _ => None,
    }
}

struct Line<'m> {
    strength: f64,
    limit: f64,
    below: usize,
    above: usize,
    together: Vec<&'m Movement>,
    part: &'static str,
}

/// Judges the values of a unit's rows near each limit.
pub fn find(unit: &Dealings, frame: &Frame<'_>, context: &Context, ask: Ask) -> Finding {
    if unit.outgoing.iter().chain(&unit.incoming).all(|m| m.value <= 0.0) {
        return Finding::UNKNOWN;
    }
    let mut best: Option<Line<'_>> = None;
    for (moved, part) in [(&unit.outgoing, "out"), (&unit.incoming, "in")] {
        let mut lines: Vec<&Movement> = moved.iter().filter(|m| m.value > 0.0).collect();
        lines.sort_by_key(|m| (m.other, context.goods(frame, unit, m), m.day, m.at));
        for line in lines.chunk_by(|a, b| {
            (a.other, context.goods(frame, unit, a)) == (b.other, context.goods(frame, unit, b))
        }) {
            for (at, limit) in LIMITS.iter().enumerate() {
                let found = weigh(line, *limit, context.limits.below(at), part);
                if best.as_ref().is_none_or(|best| found.strength > best.strength) {
                    best = Some(found);
                }
            }
        }
    }
    let Some(line) = best else {
        return Finding::NOTHING;
    };
    told(line.strength, ask, || {
        let sum: f64 = line.together.iter().map(|m| f64::from(m.value)).sum();
        let sentence = format!(
            "Of one code, {} and {} exchanged {} worth just below {:.0} and {} just above; {} below it came \
             {PARCELS_MIN} or more to a week and add up to {sum:.0}.",
            frame.name(unit.party),
            frame.name(line.together.first().map_or(unit.party, |m| m.other)),
            counted(line.below, "parcel", "parcels"),
            line.limit,
            line.above,
            counted(line.together.len(), "parcel", "parcels"),
        );
        (
            sentence,
            rows(unit, frame, line.together.iter().copied(), line.part),
        )
    })
}

fn weigh<'m>(line: &[&'m Movement], limit: f64, usual: f64, part: &'static str) -> Line<'m> {
    let on = |side: Side| {
        let here = move |m: &&&Movement| side_of(f64::from(m.value), limit) == Some(side);
        line.iter().filter(here).copied()
    };
    let below = on(Side::Below).count();
    let above = on(Side::Above).count();
    let together = together(line, limit);
    let near = |m: &&&Movement| side_of(f64::from(m.value), limit) == Some(Side::Below);
    let split = together.iter().filter(near).count() as f64;
    let likelier =
        below as f64 * (SPLIT_SHARE / usual).ln() + above as f64 * ((1.0 - SPLIT_SHARE) / (1.0 - usual)).ln();
    Line {
        strength: (likelier / LLR_PLAIN).clamp(0.0, 1.0) * split / (below as f64).max(1.0),
        limit,
        below,
        above,
        together,
        part,
    }
}

/// Parcels of a line under a limit, some of them just under it, that follow
/// each other within a week and are more than the limit together.
fn together<'m>(line: &[&'m Movement], limit: f64) -> Vec<&'m Movement> {
    let under = |m: &&&Movement| f64::from(m.value) < 0.999 * limit;
    let parcels: Vec<&Movement> = line.iter().filter(under).copied().collect();
    let near = |m: &&Movement| side_of(f64::from(m.value), limit) == Some(Side::Below);
    let mut last = 0;
    let mut kept = Vec::new();
    for from in 0..parcels.len() {
        let to = parcels.partition_point(|m| m.day <= parcels[from].day.saturating_add(WINDOW_DAYS));
        let within = &parcels[from..to];
        let sum: f64 = within.iter().map(|m| f64::from(m.value)).sum();
        if within.len() >= PARCELS_MIN && sum > limit && within.iter().any(&near) {
            kept.extend(&parcels[from.max(last)..to.max(last)]);
            last = last.max(to);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, number};
    use super::*;

    fn world(values: &[u32], days_apart: u32) -> Case {
        let mut text = String::from("day from to goods kg value\n");
        for sale in 0..40 {
            text += &format!("{} Other/KG Home/KG 854231 10 {}\n", 60 + sale, 800 + 11 * sale);
        }
        for (sale, value) in values.iter().enumerate() {
            let day = 60 + sale as u32 * days_apart;
            text += &format!("{day} Shop/KG End/RU 854231 10 {value}\n");
        }
        Case::of(&text)
    }

    #[test]
    fn parcels_that_crowd_below_the_limit_are_found() {
        let found = world(&[960, 980, 950, 990, 940, 970, 985, 955, 965], 2).judge(find, "Shop");
        assert!(found.strength > 0.7, "{found:?}");
        assert_eq!(found.rows.len(), 9);
        assert!(found.sentence.contains("below 1000"), "{}", found.sentence);
    }

    #[test]
    fn parcels_of_any_value_and_a_monthly_order_are_not() {
        let any = world(&[960, 1_100, 1_050, 990, 1_200, 970, 1_020], 2);
        assert!(any.judge(find, "Shop").strength < 0.1);
        let monthly = world(&[960, 980, 950, 990, 940, 970, 985, 955, 965], 30);
        assert_eq!(monthly.judge(find, "Shop").strength, 0.0);
    }

    #[test]
    fn what_is_left_of_an_order_belongs_to_it() {
        let text = |kept: bool| {
            let mut text = String::from("day from to goods kg value\n");
            for sale in 0..40 {
                text += &format!("{} Other/KG Home/KG 854231 10 {}\n", 60 + sale, 800 + 11 * sale);
            }
            for order in 0..8 {
                let day = 60 + 30 * order;
                text += &format!("{day} Shop/KG End/RU 854231 10 {}\n", 960 + 4 * order);
                if kept {
                    text += &format!("{} Shop/KG End/RU 854231 4 {}\n", day + 3, 210 + 30 * order);
                }
            }
            text
        };
        let found = Case::of(&text(true)).judge(find, "Shop");
        assert!(found.strength > 0.7, "{found:?}");
        assert_eq!(found.rows.len(), 16);
        assert_eq!(Case::of(&text(false)).judge(find, "Shop").strength, 0.0);
    }

    #[test]
    fn the_file_has_the_numbers_of_the_code() {
        for (at, limit) in LIMITS.iter().enumerate() {
            assert_eq!(number("T16", &format!("limit_{}_value", at + 1)), *limit);
        }
        assert_eq!(number("T16", "below_from_share"), BELOW_FROM);
        assert_eq!(number("T16", "above_to_share"), ABOVE_TO);
        assert_eq!(number("T16", "window_days"), f64::from(WINDOW_DAYS));
        assert_eq!(number("T16", "parcels_min"), PARCELS_MIN as f64);
        assert_eq!(number("T16", "split_share"), SPLIT_SHARE);
        assert_eq!(number("T16", "llr_plain"), LLR_PLAIN);
    }
}
