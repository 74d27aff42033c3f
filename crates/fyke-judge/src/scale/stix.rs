//! Confidence as STIX 2.1 wants it: 0 to 100, by four printed tables.
//!
//! For export, and for reading what others exported. The value says how far data
//! are believed to be right; it is not the probability of an event, and the bins
//! are not those of ICD 203 although the words are. So nothing of ours is stored
//! in it, and a word that went out comes back as the same word only by its own
//! table.
//!
//! Source: STIX Version 2.1, OASIS Standard, 10 June 2021, appendix A.

use super::admiralty::{Admiralty, Credibility};
use crate::assessment::{Confidence, Probability};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    entry: Vec<Entry>,
}

/// One row of a table: a word, the value it is written as, the values it is
/// read from.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Entry {
    /// Which table.
    pub table: Table,
    /// The word.
    pub word: String,
    /// What is written for it.
    pub value: u8,
    /// The lowest value that is read as it.
    pub from: u8,
    /// The highest.
    pub to: u8,
}

/// The tables of the standard that have a use here.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Table {
    /// None, Low, Med, High.
    LowMedHigh,
    /// Credibility 5 to 1 of the Admiralty code.
    Admiralty,
    /// Words of estimative probability.
    Wep,
    /// The words of the Director of National Intelligence, with STIX's numbers.
    Dni,
}

static SHIPPED: LazyLock<File> =
    LazyLock::new(|| super::shipped(include_str!("../../../../data/scales/stix.toml")));

/// The rows of a table, from low to high.
pub fn entries(table: Table) -> impl Iterator<Item = &'static Entry> {
    SHIPPED.entry.iter().filter(move |entry| entry.table == table)
}

/// The value that is written for a word of a table.
///
/// ```
/// use fyke_judge::scale::stix::{Table, value_of, word_of};
/// assert_eq!(value_of(Table::Wep, "Even Chance"), Some(50));
/// assert_eq!(word_of(Table::Dni, 85), Some("Very Likely / Highly Probable"));
/// assert_eq!(word_of(Table::Dni, 101), None);
/// ```
pub fn value_of(table: Table, word: &str) -> Option<u8> {
    let mut rows = entries(table);
    rows.find(|entry| entry.word.eq_ignore_ascii_case(word))
        .map(|entry| entry.value)
}

/// The word of a table that a value is read as.
pub fn word_of(table: Table, value: u8) -> Option<&'static str> {
    let mut rows = entries(table);
    rows.find(|entry| (entry.from..=entry.to).contains(&value))
        .map(|entry| entry.word.as_str())
}

/// What an export writes for our confidence: by the table of Low, Med, High.
///
/// ```
/// use fyke_judge::{assessment::Confidence, scale::stix::of_confidence};
/// assert_eq!(of_confidence(Confidence::Moderate), 50);
/// ```
pub fn of_confidence(confidence: Confidence) -> u8 {
    let word = match confidence {
        Confidence::Low => "Low",
        Confidence::Moderate => "Med",
        Confidence::High => "High",
    };
    value_of(Table::LowMedHigh, word).unwrap_or_default()
}

/// What an export writes for the credibility of an item; nothing where it is not
/// graded or cannot be judged: the property is left out.
pub fn of_admiralty(grade: Admiralty) -> Option<u8> {
    let figure = grade.credibility.filter(|figure: &Credibility| figure.judged())?;
    let mut rows = entries(Table::Admiralty);
    rows.find(|entry| entry.word.starts_with(figure.as_str()))
        .map(|entry| entry.value)
}

/// What an export writes for a probability, where its reader takes STIX's
/// confidence for one: whole per cent, by no table. Half per cents go to the
/// even neighbour; whoever needs the number reads it beside the text.
pub fn of_probability(p: Probability) -> u8 {
    // from 0 to 100, so that the cast cuts nothing
    (p.get() * 100.0).round_ties_even() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Table; 4] = [Table::LowMedHigh, Table::Admiralty, Table::Wep, Table::Dni];

    /// Figures of STIX 2.1, appendix A; the same as those that the library
    /// cti-python-stix2 (stix2/confidence/scales.py) writes.
    #[test]
    fn the_tables_as_published() {
        let rows = |table| -> Vec<(u8, u8, u8)> { entries(table).map(|e| (e.value, e.from, e.to)).collect() };
        assert_eq!(
            rows(Table::LowMedHigh),
            [(0, 0, 0), (15, 1, 29), (50, 30, 69), (85, 70, 100)]
        );
        assert_eq!(
            rows(Table::Admiralty),
            [
                (10, 0, 19),
                (30, 20, 39),
                (50, 40, 59),
                (70, 60, 79),
                (90, 80, 100)
            ]
        );
        assert_eq!(
            rows(Table::Wep),
            [
                (0, 0, 0),
                (10, 1, 19),
                (30, 20, 39),
                (50, 40, 59),
                (70, 60, 79),
                (90, 80, 99),
                (100, 100, 100)
            ]
        );
        assert_eq!(
            rows(Table::Dni),
            [
                (5, 0, 9),
                (15, 10, 19),
                (30, 20, 39),
                (50, 40, 59),
                (70, 60, 79),
                (85, 80, 89),
                (95, 90, 100)
            ]
        );
    }

    #[test]
    fn every_value_has_one_word_and_every_word_comes_back_by_its_table() {
        for table in ALL {
            for value in 0..=100 {
                let words = entries(table).filter(|entry| (entry.from..=entry.to).contains(&value));
                assert_eq!(words.count(), 1, "{table:?} {value}");
            }
            for entry in entries(table) {
                assert_eq!(value_of(table, &entry.word), Some(entry.value));
                assert_eq!(word_of(table, entry.value), Some(entry.word.as_str()));
            }
        }
    }

    #[test]
    fn six_is_left_out_and_the_figures_keep_their_order() {
        let of = |text: &str| of_admiralty(text.parse().unwrap());
        assert_eq!(of("A6"), None);
        assert_eq!(of("A-"), None);
        let figures: Vec<Option<u8>> = ["E1", "A2", "C3", "A4", "A5"].map(of).into();
        assert_eq!(figures, [Some(90), Some(70), Some(50), Some(30), Some(10)]);
    }

    /// The trap the module warns of: 0.9 is "very likely" by ICD 203, and STIX
    /// reads 90 as "almost certain".
    #[test]
    fn the_bins_are_not_those_of_icd_203() {
        let p = Probability::new(0.9).unwrap();
        assert_eq!(super::super::icd203::icd203().write(p, 0), "very likely (0.9)");
        assert_eq!(
            word_of(Table::Dni, of_probability(p)),
            Some("Almost Certain / Nearly Certain")
        );
    }
}
