//! Countries and the names they go by in other people's files.

use super::{BadReference, read_csv};
use crate::country::Country;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What we know of a country.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct CountryFacts {
    /// ISO 3166-1 alpha-2.
    #[serde(rename = "alpha2")]
    pub country: Country,
    /// ISO 3166-1 alpha-3.
    pub alpha3: String,
    /// UN M49, three digits.
    pub m49: String,
    /// English short name.
    pub name: String,
    /// Degrees north of a place to draw an arrow to.
    pub lat: f64,
    /// Degrees east of it.
    pub lon: f64,
    aliases: String,
}

/// The table of countries, with a look-up by any of their names.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Countries {
    facts: BTreeMap<Country, CountryFacts>,
    by_name: BTreeMap<String, Country>,
}

impl Countries {
    /// Reads the table.
    ///
    /// # Errors
    /// Where a row has another shape, or one name belongs to two countries.
    pub fn parse(file: &str, text: &str) -> Result<Countries, BadReference> {
        let rows: Vec<CountryFacts> = read_csv(file, text)?;
        let mut countries = Countries::default();
        for row in rows {
            let names = [
                row.name.as_str(),
                row.alpha3.as_str(),
                row.country.as_str(),
                row.m49.as_str(),
            ];
            for name in names
                .into_iter()
                .chain(row.aliases.split(';'))
                .map(fold)
                .filter(|n| !n.is_empty())
            {
                if let Some(other) = countries.by_name.insert(name.clone(), row.country)
                    && other != row.country
                {
                    let what = format!("'{name}' names both {other} and {}", row.country);
                    return Err(BadReference {
                        file: file.to_owned(),
                        what,
                    });
                }
            }
            countries.facts.insert(row.country, row);
        }
        Ok(countries)
    }

    /// The facts of a country.
    pub fn facts(&self, country: Country) -> Option<&CountryFacts> {
        self.facts.get(&country)
    }

    /// All countries in order of their codes.
    pub fn all(&self) -> impl Iterator<Item = &CountryFacts> {
        self.facts.values()
    }

    /// The country that a cell names: by alpha-2, alpha-3, M49 or any known
    /// name, whatever the case and spacing.
    ///
    /// ```
    /// let countries = fyke_model::reference::Reference::shipped().countries;
    /// assert_eq!(countries.named(" russian  FEDERATION ").unwrap().as_str(), "RU");
    /// assert_eq!(countries.named("Atlantis"), None);
    /// ```
    pub fn named(&self, text: &str) -> Option<Country> {
        self.by_name.get(&fold(text)).copied()
    }

    /// Every name and code that [`Countries::named`] knows, in lower case with
    /// single spaces, in order.
    pub fn names(&self) -> impl Iterator<Item = (&str, Country)> {
        self.by_name
            .iter()
            .map(|(name, country)| (name.as_str(), *country))
    }

    /// The English name, or the code where we have none.
    pub fn name(&self, country: Country) -> String {
        self.facts(country)
            .map_or_else(|| country.to_string(), |facts| facts.name.clone())
    }
}

/// Case and spacing do not distinguish countries.
fn fold(text: &str) -> String {
    text.split_whitespace()
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}
