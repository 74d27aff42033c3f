//! The take-in record: what one file became, as one small TOML file.
//!
//! `files/<hash>.toml` is the commit point of taking a file in: when it is
//! there the file is wholly in, when it is not the file is wholly out. People
//! may read it; it is also the `files` table.

use fyke_model::dataset::{FileHash, Handling};
use fyke_model::date::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one file became.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TakeIn {
    /// SHA-256 of the file.
    pub hash: FileHash,
    /// The name it had.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// What it was recognised as: `consignments`, `flows`, `watch_list`, `register`,
    /// `officers`, `ownership`, `bods`, `payments`, `positions`, `sites`.
    pub kind: String,
    /// Why, in words.
    pub recognised_by: String,
    /// The dataset it belongs to.
    pub dataset: String,
    /// The part of the dataset it is an edition of (`sdn`, `alt`, ...); empty
    /// where files of the dataset add up instead of superseding each other.
    pub series: String,
    /// The day the edition stands for.
    pub edition: Option<Day>,
    /// Where the edition's day was taken from.
    pub edition_from: String,
    /// How its rows may be handled.
    pub handling: Handling,
    /// True where the file says that it is simulated.
    pub simulated: bool,
    /// When it was taken in, UTC, to the second.
    pub added_at: String,
    /// Rows in the file, the header not counted.
    pub rows_in: u64,
    /// Number of the last row, counted as a spreadsheet does.
    #[serde(default)]
    pub last_row: u64,
    /// Rows that became rows of a table, by table.
    pub rows: BTreeMap<String, u64>,
    /// Rows of the file that are in no table but `refused`.
    pub rows_refused: u64,
    /// Refusals by reason: of whole rows and of single cells.
    pub refused: BTreeMap<String, u64>,
    /// What to know about how it was read.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Parquet parts, as paths below `tables/`.
    pub parts: Vec<String>,
    /// Differs whenever the file would be read differently.
    #[serde(default)]
    pub read_as: String,
    /// How often it was read before, with another mapping.
    #[serde(default)]
    pub attempt: u32,
}

impl TakeIn {
    /// The key under which editions supersede each other, if they do.
    pub fn edition_key(&self) -> Option<(&str, &str)> {
        (!self.series.is_empty()).then_some((self.dataset.as_str(), self.series.as_str()))
    }
}

/// The files that stand on a day: of each series the newest edition not later
/// than `as_of` (the newest of all where none is given), and every file that
/// belongs to no series.
pub fn standing(files: &[TakeIn], as_of: Option<Day>) -> Vec<&TakeIn> {
    let in_time = |file: &&TakeIn| match (as_of, file.edition) {
        (Some(day), Some(edition)) => edition <= day,
        _ => true,
    };
    let mut newest: BTreeMap<(&str, &str), &TakeIn> = BTreeMap::new();
    for file in files.iter().filter(in_time) {
        if let Some(key) = file.edition_key() {
            let rank = |f: &TakeIn| (f.edition, f.added_at.clone());
            if newest.get(&key).is_none_or(|held| rank(held) < rank(file)) {
                newest.insert(key, file);
            }
        }
    }
    files
        .iter()
        .filter(in_time)
        .filter(|file| {
            file.edition_key()
                .is_none_or(|key| newest.get(&key).is_some_and(|n| n.hash == file.hash))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(byte: u8, series: &str, day: Option<&str>) -> TakeIn {
        TakeIn {
            hash: FileHash([byte; 32]),
            name: format!("list-{byte}.csv"),
            bytes: 1,
            kind: "watch_list".into(),
            recognised_by: String::new(),
            dataset: "us_ofac_sdn".into(),
            series: series.into(),
            edition: day.map(|d| d.parse().unwrap()),
            edition_from: String::new(),
            handling: Handling::Open,
            simulated: false,
            added_at: format!("2026-01-0{byte}T00:00:00Z"),
            rows_in: 0,
            last_row: 0,
            rows: BTreeMap::new(),
            rows_refused: 0,
            refused: BTreeMap::new(),
            notes: vec![],
            parts: vec![],
            read_as: String::new(),
            attempt: 0,
        }
    }

    fn names(files: &[TakeIn], as_of: Option<&str>) -> Vec<u8> {
        standing(files, as_of.map(|d| d.parse().unwrap()))
            .iter()
            .map(|f| f.hash.0[0])
            .collect()
    }

    #[test]
    fn a_newer_edition_stands_and_the_older_stays_answerable() {
        // added in the wrong order: the edition's day decides, not the arrival
        let files = [
            edition(1, "sdn", Some("2023-01-21")),
            edition(2, "sdn", Some("2021-07-07")),
            edition(3, "alt", Some("2021-07-07")),
            edition(4, "", None),
        ];
        assert_eq!(names(&files, None), [1, 3, 4]);
        assert_eq!(names(&files, Some("2021-07-07")), [2, 3, 4]);
        assert_eq!(names(&files, Some("2019-01-01")), [4]);
    }

    #[test]
    fn a_record_survives_printing() {
        let file = edition(1, "sdn", Some("2023-01-21"));
        assert_eq!(
            toml::from_str::<TakeIn>(&toml::to_string(&file).unwrap()).unwrap(),
            file
        );
    }
}
