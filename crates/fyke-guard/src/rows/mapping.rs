//! Which column of a file means what, and how its cells are written.
//!
//! A [`Mapping`] is found by [`super::matching`], written beside the file as
//! `mapping.toml`, and may be corrected there by a person; it is then read back
//! and obeyed as it stands. It holds everything that admission needs to know
//! about a table and nothing about its content.

use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::date::Month;
use fyke_model::hs::HsVersion;
use fyke_model::money::Currency;
use serde::{Deserialize, Serialize};

use super::cells::dates::DateOrder;
use super::cells::numbers::Decimal;
use super::cells::units::MassUnit;
use super::kind::Kind;
use super::meaning::Meaning;
use crate::bytes::GuardError;

/// How the columns of one file are understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What the rows are: `consignments`, `flows` or `register`.
    pub kind: Kind,
    /// Digits of the finest commodity codes in the file; shorter ones are sums.
    /// 0 where that does not matter.
    #[serde(default)]
    pub hs_digits: u8,
    /// What holds for every row that does not say otherwise.
    #[serde(default)]
    pub defaults: Defaults,
    /// The columns with a meaning. A column that is absent is not read.
    #[serde(default, rename = "column")]
    pub columns: Vec<Column>,
    /// Columns that each hold the value of one month (a wide table).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<MonthColumn>,
    /// The decimal mark of the columns of months.
    #[serde(default)]
    pub month_decimal: Decimal,
    /// What the values in columns of months are multiplied by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month_multiplier: Option<i64>,
    /// Columns to which no meaning was given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unused: Vec<String>,
}

/// What holds for every row that does not say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// Who recorded the rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Country or group that reports the flows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reporter: Option<Country>,
    /// Country on the other side of the flows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Country>,
    /// Currency of the values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Edition of the HS; absent: the one in force on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hs_version: Option<HsVersion>,
    /// Country of the register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
}

/// One column with a meaning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its name in the file.
    pub column: String,
    /// What it means.
    pub meaning: Meaning,
    /// How sure we are, 0 to 1; for people, never read again.
    #[serde(default)]
    pub confidence: f64,
    /// Why we think so; for people, never read again.
    #[serde(default)]
    pub reason: String,
    /// Order of day and month, in columns of dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateOrder>,
    /// The decimal mark, in columns of numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal: Option<Decimal>,
    /// The unit of a mass whose row does not name one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mass_unit: Option<MassUnit>,
    /// What a number is multiplied by: 1000 where a column says "thousand USD".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multiplier: Option<i64>,
}

/// A column that holds the values of one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthColumn {
    /// Its name in the file.
    pub column: String,
    /// The month.
    pub month: Month,
}

impl Mapping {
    /// An empty mapping of a kind.
    pub fn new(kind: Kind) -> Mapping {
        Mapping {
            kind,
            hs_digits: 0,
            defaults: Defaults::default(),
            columns: Vec::new(),
            months: Vec::new(),
            month_decimal: Decimal::default(),
            month_multiplier: None,
            unused: Vec::new(),
        }
    }

    /// The column of a meaning.
    pub fn column(&self, meaning: Meaning) -> Option<&Column> {
        self.columns.iter().find(|column| column.meaning == meaning)
    }

    /// The text of `mapping.toml`, with a word to the person who reads it.
    ///
    /// # Errors
    /// Never for a mapping that was found here; the error says what TOML
    /// cannot hold.
    pub fn to_toml(&self) -> Result<String, GuardError> {
        let text = toml::to_string_pretty(self).map_err(|error| {
            GuardError::new(
                format!("the mapping cannot be written as TOML: {error}"),
                "report this: it is a mistake in fyke",
            )
        })?;
        Ok(format!(
            "# how the columns of this file are understood. correct it and add the file again with it.\n\
             # a column that is deleted here is not read. meanings, and what else may be set:\n\
             # docs/mapping.md\n\n{text}"
        ))
    }

    /// Reads `mapping.toml`.
    ///
    /// # Errors
    /// Names the line that is no TOML or no word that we know, and a meaning
    /// that two columns claim.
    pub fn from_toml(text: &str) -> Result<Mapping, GuardError> {
        let mapping: Mapping = toml::from_str(text).map_err(|error| {
            GuardError::new(
                format!("mapping.toml cannot be read: {error}"),
                "correct that line, or delete the file to have the mapping found again",
            )
        })?;
        for (index, column) in mapping.columns.iter().enumerate() {
            if mapping
                .columns
                .iter()
                .take(index)
                .any(|earlier| earlier.meaning == column.meaning)
            {
                return Err(GuardError::new(
                    format!(
                        "mapping.toml gives the meaning {} to two columns",
                        column.meaning.as_str()
                    ),
                    "keep one of them",
                ));
            }
        }
        Ok(mapping)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_survives_toml() {
        let mut mapping = Mapping::new(Kind::Flows);
        mapping.hs_digits = 8;
        mapping.defaults.reporter = Some(Country::of("EU"));
        mapping.defaults.side = Some(Side::Export);
        mapping.defaults.hs_version = Some(HsVersion::Hs2017);
        mapping.columns.push(Column {
            column: "Gross Wt (kg)".into(),
            meaning: Meaning::MassGross,
            confidence: 0.95,
            reason: "called so".into(),
            dates: None,
            decimal: Some(Decimal::Comma),
            mass_unit: Some(MassUnit::Kilogram),
            multiplier: Some(1000),
        });
        mapping.months.push(MonthColumn {
            column: "2020-01".into(),
            month: Month::new(2020, 1),
        });
        let text = mapping.to_toml().expect("it can be written");
        assert_eq!(Mapping::from_toml(&text).expect("it can be read"), mapping);
    }

    #[test]
    fn a_meaning_given_twice_is_told() {
        let text = "kind = \"register\"\n[[column]]\ncolumn = \"a\"\nmeaning = \"name\"\n\
                    [[column]]\ncolumn = \"b\"\nmeaning = \"name\"\n";
        let error = Mapping::from_toml(text).expect_err("two columns mean name");
        assert!(error.broke().contains("name to two columns"), "{error}");
        assert!(Mapping::from_toml("kind = \"register\"\ncolour = 1\n").is_err());
    }
}
