//! The patterns of diversion that consignments alone can show, a file each.
//!
//! Every file is one `find(unit, frame, context, ask) -> Finding` with its
//! formula, its innocent look-alikes and its two worlds. What a pattern must
//! know of the whole index (usual prices, when a party traded at all, what
//! peers do) is gathered once in a [`context::Context`]. Constants that a
//! person may argue with stand in `data/typologies`, and a test holds code and
//! file together.
//!
//! | typology | file |
//! |---|---|
//! | T02, T04-trade, T05-past | [`new_consignee`], [`revived`], [`business_line`] |
//! | T11, T12 | [`overpaid`], [`undervalued`] |
//! | T13, T16 | [`switched`], [`split`] |
//! | T17, T18, T19, T22 | [`fan_in`], [`gathered`], [`carousel`], [`hub`] |
//! | T14, T15, T21, T23 | [`signed`], over the marks that [`super::signs`] leaves |

pub mod business_line;
pub mod carousel;
pub mod context;
pub mod fan_in;
pub mod gathered;
pub mod hub;
pub mod new_consignee;
pub mod overpaid;
pub mod revived;
pub mod signed;
pub mod split;
pub mod switched;
pub mod undervalued;

#[cfg(test)]
pub(crate) mod testing;

use super::counter::{broad_trade, goods_stay, long_record, repairs, same_customers};
use super::evidence::Frame;
use super::finding::{Ask, Finding};
use super::unit::{Dealings, Movement};
use context::Context;

/// A kernel that also asks what is known of the whole index.
pub type PatternKernel = fn(&Dealings, &Frame<'_>, &Context, Ask) -> Finding;

/// Every pattern and every counter by the id of its file in `data/typologies`.
pub static PATTERNS: [(&str, PatternKernel); 20] = [
    ("T02", new_consignee::find),
    ("T04-trade", revived::find),
    ("T05-past", business_line::find),
    ("T11", overpaid::find),
    ("T12", undervalued::find),
    ("T13", switched::find),
    ("T14", signed::text_mismatch),
    ("T15", signed::vague_text),
    ("T16", split::find),
    ("T17", fan_in::find),
    ("T18", gathered::find),
    ("T19", carousel::find),
    ("T21", signed::detour),
    ("T22", hub::find),
    ("T23", signed::handler),
    ("C01", same_customers::find),
    ("C02", broad_trade::find),
    ("C03", goods_stay::find),
    ("C04", long_record::find),
    ("C05", repairs::find),
];

/// Days of a month here: twelve of them are a year but for five days.
pub const MONTH_DAYS: u16 = 30;
/// Days of a quarter here.
pub const QUARTER_DAYS: u16 = 91;

/// Rows with the part they play, as a [`Finding`] has them.
pub(crate) type Rows = Vec<(u32, &'static str)>;

/// A finding of a strength, with its words where they are asked for.
pub(crate) fn told(strength: f64, ask: Ask, words: impl FnOnce() -> (String, Rows)) -> Finding {
    let mut finding = Finding::of(strength);
    if ask == Ask::Tell && strength != 0.0 && !strength.is_nan() {
        (finding.sentence, finding.rows) = words();
    }
    finding
}

/// Handles of movements, all with one part.
pub(crate) fn rows<'m>(
    unit: &Dealings,
    frame: &Frame<'_>,
    moved: impl IntoIterator<Item = &'m Movement>,
    part: &'static str,
) -> Rows {
    moved
        .into_iter()
        .map(|m| (frame.handle(unit, m.at), part))
        .collect()
}

/// A share in whole per cent.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::PATTERNS;
    use fyke_model::reference::{Opens, Reference};

    #[test]
    fn every_pattern_is_described_and_no_counter_opens_anything() {
        let reference = Reference::shipped();
        for (id, _) in PATTERNS {
            let typology = &reference.typologies[id];
            assert!(typology.weight_cap.is_some(), "{id} has no cap");
            assert_ne!(typology.opens, Opens::Alone, "{id}");
            assert!(!id.starts_with('C') || typology.opens == Opens::Never, "{id}");
        }
        for id in ["T15", "T23"] {
            assert_eq!(reference.typologies[id].weight_cap, Some(0.3));
            assert_eq!(reference.typologies[id].opens, Opens::Never);
        }
    }
}
