//! Plain names of HS headings, for sentences that people read.

use super::{BadReference, read_csv};
use crate::hs::Hs6;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Heading (8542) to plain name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Headings(BTreeMap<u32, String>);

#[derive(Deserialize)]
struct Row {
    heading: u32,
    name: String,
}

impl Headings {
    /// Reads the table.
    ///
    /// # Errors
    /// Where a row has another shape.
    pub fn parse(file: &str, text: &str) -> Result<Headings, BadReference> {
        let rows: Vec<Row> = read_csv(file, text)?;
        Ok(Headings(
            rows.into_iter().map(|row| (row.heading, row.name)).collect(),
        ))
    }

    /// The plain name of a heading, if we have one.
    pub fn name(&self, heading: u32) -> Option<&str> {
        self.0.get(&heading).map(String::as_str)
    }

    /// All headings with their names.
    pub fn all(&self) -> impl Iterator<Item = (u32, &str)> {
        self.0.iter().map(|(heading, name)| (*heading, name.as_str()))
    }

    /// The plain name of a code's heading, or `goods of HS 8542`.
    pub fn describe(&self, code: Hs6) -> String {
        self.name(code.heading())
            .map_or_else(|| format!("goods of HS {:04}", code.heading()), str::to_owned)
    }
}
