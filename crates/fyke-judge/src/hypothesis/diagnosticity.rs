//! Which pieces of evidence tell hypotheses apart.
//!
//! Evidence that fits every hypothesis says nothing about which is true, however
//! striking it is (Heuer 1999, chapter 8). Counted over pairs of hypotheses: of
//! how many does the column say different things. Where people gave ratios, the
//! spread of their logarithms says how much.

use super::{Cell, Consistency};
use serde::Serialize;

/// What one column tells apart.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Diagnosticity {
    /// Which evidence.
    pub evidence: String,
    /// Pairs of hypotheses of which one is consistent with it, the other not.
    pub told_apart: usize,
    /// All pairs of hypotheses.
    pub pairs: usize,
    /// The largest ratio over the smallest, as a power of two; absent with fewer
    /// than two ratios in the column.
    pub bits: Option<f64>,
}

impl Diagnosticity {
    /// Whether the column says the same to every hypothesis.
    pub fn is_none(&self) -> bool {
        self.told_apart == 0 && self.bits.unwrap_or(0.0) == 0.0
    }
}

/// What a column with these cells tells apart.
pub(super) fn diagnosticity(evidence: &str, cells: &[Cell]) -> Diagnosticity {
    let count = |wanted| {
        cells
            .iter()
            .filter(|cell| cell.consistency == Some(wanted))
            .count()
    };
    let ratios = || {
        cells
            .iter()
            .filter_map(|cell| cell.ratio)
            .map(|ratio| ratio.get().log2())
    };
    let (low, high) = ratios().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), bits| {
        (low.min(bits), high.max(bits))
    });
    Diagnosticity {
        evidence: evidence.to_owned(),
        told_apart: count(Consistency::Consistent) * count(Consistency::Inconsistent),
        pairs: cells.len() * cells.len().saturating_sub(1) / 2,
        bits: (ratios().count() >= 2).then_some(high - low),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Ratio;
    use super::*;

    fn column(text: &str) -> Diagnosticity {
        let cells: Vec<Cell> = text
            .split_whitespace()
            .map(|cell| match cell {
                "C" => cell_of(Consistency::Consistent, None),
                "I" => cell_of(Consistency::Inconsistent, None),
                "-" => cell_of(Consistency::Neither, None),
                "." => Cell::default(),
                ratio => cell_of(Consistency::Neither, ratio.parse().ok()),
            })
            .collect();
        diagnosticity("e", &cells)
    }

    fn cell_of(consistency: Consistency, ratio: Option<f64>) -> Cell {
        Cell {
            consistency: Some(consistency),
            ratio: ratio.and_then(|ratio| Ratio::new(ratio).ok()),
        }
    }

    #[test]
    fn a_column_that_fits_all_tells_nothing() {
        for (cells, told_apart, pairs, none) in [
            ("C C C", 0, 3, true),
            ("I I I", 0, 3, true),
            ("C I -", 1, 3, false),
            ("C C I I", 4, 6, false),
            ("C . .", 0, 3, true),
            ("", 0, 0, true),
        ] {
            let d = column(cells);
            assert_eq!(
                (d.told_apart, d.pairs, d.is_none()),
                (told_apart, pairs, none),
                "{cells}"
            );
            assert_eq!(d.bits, None);
        }
    }

    #[test]
    fn ratios_say_how_much() {
        assert_eq!(column("8 0.5 1").bits, Some(4.0));
        assert!(column("3 3").is_none());
        assert_eq!(column("8 .").bits, None);
    }
}
