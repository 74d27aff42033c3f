//! An embargo regime as data: where goods must not arrive, since when, which.

use super::{BadReference, read_toml, toml_day};
use crate::country::Country;
use crate::date::Day;
use serde::Deserialize;

/// One step of a regime.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Measure {
    /// Its id.
    pub id: String,
    /// The day it began to count.
    #[serde(deserialize_with = "toml_day::deserialize")]
    pub date: Day,
    /// Who took it.
    pub by: String,
    /// What it does.
    pub what: String,
    /// The goods profile it reaches, or empty.
    #[serde(default)]
    pub profile: String,
    /// The legal text.
    pub legal_basis: String,
    /// Where that is said.
    pub source: String,
}

/// An embargo regime.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Regime {
    /// File name without `.toml`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What to know.
    pub note: String,
    /// Where the goods must not arrive.
    pub ends: Vec<Country>,
    /// Goods profiles it is usually traced with.
    pub profiles: Vec<String>,
    /// First day any measure of it counted.
    #[serde(deserialize_with = "toml_day::deserialize")]
    pub from: Day,
    /// Last day, where it ended.
    #[serde(default, deserialize_with = "toml_day::optional::deserialize")]
    pub to: Option<Day>,
    /// Its steps in order of date.
    #[serde(default, rename = "measure")]
    pub measures: Vec<Measure>,
}

impl Regime {
    /// Reads a regime.
    ///
    /// # Errors
    /// Where the text is not TOML of the shape in `data/FORMATS.md`.
    pub fn parse(file: &str, text: &str) -> Result<Regime, BadReference> {
        read_toml(file, text)
    }
}
