//! Which country plays which part, and from when to when.

use super::{BadReference, csv_day, read_csv};
use crate::country::Country;
use crate::date::Day;
use serde::Deserialize;
use std::collections::BTreeSet;

/// A part a country plays.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Listed goods must not arrive there.
    Embargoed,
    /// Goods are known to be sent on from there.
    Hub,
    /// It controls the export of listed goods.
    Coalition,
}

/// One row: a country in a part.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Jurisdiction {
    /// The country.
    pub country: Country,
    /// The part.
    pub role: Role,
    /// The regime, for embargoed ends; else empty.
    pub regime: String,
    /// First day on which it counts.
    #[serde(deserialize_with = "csv_day::deserialize")]
    pub from: Option<Day>,
    /// Last day on which it counts; none while it goes on.
    #[serde(deserialize_with = "csv_day::deserialize")]
    pub to: Option<Day>,
    /// Where that is said.
    pub source: String,
    /// What to know.
    pub note: String,
}

/// The table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Jurisdictions(Vec<Jurisdiction>);

impl Jurisdictions {
    /// Reads the table.
    ///
    /// # Errors
    /// Where a row has another shape.
    pub fn parse(file: &str, text: &str) -> Result<Jurisdictions, BadReference> {
        read_csv(file, text).map(Jurisdictions)
    }

    /// All rows.
    pub fn all(&self) -> &[Jurisdiction] {
        &self.0
    }

    /// The countries that play a part on a day.
    pub fn on(&self, role: Role, day: Day) -> BTreeSet<Country> {
        let counts = |row: &&Jurisdiction| {
            row.role == role && row.from.is_none_or(|from| from <= day) && row.to.is_none_or(|to| day <= to)
        };
        self.0.iter().filter(counts).map(|row| row.country).collect()
    }
}
