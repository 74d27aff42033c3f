//! The shipped reference data, parsed: goods profiles, the HS concordance,
//! countries, jurisdictions, embargo regimes, typologies.
//!
//! The files live under `data/` so that a person can read, correct and add to
//! them; they are compiled in as text, so that the program needs nothing
//! beside it. Their shapes are in `data/FORMATS.md`. A mistake in a shipped
//! file is our bug and is caught by the test below; files that a user adds go
//! through the same parsers and come back as an error that names file and place.

mod actions;
mod concordance;
mod countries;
mod goods;
mod headings;
mod jurisdictions;
mod ports;
mod regimes;
mod typologies;
mod words;

pub use actions::{Action, ActionKind};
pub use concordance::{Basis, Concordance, Link, Share};
pub use countries::{Countries, CountryFacts};
pub use goods::{ConfusableFamily, GoodsCode, GoodsProfile, ProfileRole, Tier};
pub use headings::Headings;
pub use jurisdictions::{Jurisdiction, Jurisdictions, Role};
pub use ports::{Port, Waters, WatersKind};
pub use regimes::{Measure, Regime};
pub use typologies::{CostToFake, Level, NamedEvidence, Opens, Typology};
pub use words::{WordGroup, WordList};

use crate::hs::Hs6;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};

/// A reference file that does not have the shape it should.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{file}: {what}; see data/FORMATS.md for the shape of this file")]
pub struct BadReference {
    /// The file.
    pub file: String,
    /// Where and what, with the value.
    pub what: String,
}

/// All reference data together.
///
/// ```
/// use fyke_model::reference::Reference;
/// let reference = Reference::shipped();
/// let profile = &reference.profiles["common-high-priority"];
/// assert_eq!(profile.codes.len(), 50);
/// ```
#[derive(Clone, Debug)]
pub struct Reference {
    /// Goods profiles by id.
    pub profiles: BTreeMap<String, GoodsProfile>,
    /// Which HS 2017 code goes on as which HS 2022 code.
    pub concordance: Concordance,
    /// Families whose series cannot be compared across 2022-01-01 in the shipped
    /// figures, because these hold only one side of the change.
    pub incomparable: BTreeSet<Hs6>,
    /// Plain names of HS headings.
    pub headings: Headings,
    /// Countries with their names.
    pub countries: Countries,
    /// Which country plays which part, and since when.
    pub jurisdictions: Jurisdictions,
    /// Ports, in order of country and name.
    pub ports: Vec<Port>,
    /// Waters where ships are heard badly or lie side by side.
    pub waters: Vec<Waters>,
    /// Embargo regimes by id.
    pub regimes: BTreeMap<String, Regime>,
    /// Typologies by id.
    pub typologies: BTreeMap<String, Typology>,
    /// What can be done to stop a flow, by id.
    pub actions: BTreeMap<String, Action>,
    /// Words that rows are read by, by id.
    pub words: BTreeMap<String, WordList>,
}

// The folders of which every file is one thing: GOODS, REGIMES, TYPOLOGIES, ACTIONS,
// WORDS.
include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

macro_rules! shipped {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!("../../../../data/", $path)))),*]
    };
}

impl Reference {
    /// The data that the program ships.
    ///
    /// # Panics
    /// Never in a released program: a test parses every shipped file.
    pub fn shipped() -> Reference {
        Reference::parse_shipped().expect("the shipped files are parsed by a test")
    }

    fn parse_shipped() -> Result<Reference, BadReference> {
        let [
            (countries_file, countries),
            (concordance_file, concordance),
            (headings_file, headings),
            (jurisdictions_file, jurisdictions),
            (families_file, families),
            (ports_file, ports),
            (waters_file, waters),
        ] = shipped![
            "countries.csv",
            "hs/concordance-2017-2022.csv",
            "hs/headings.csv",
            "jurisdictions.csv",
            "eu-exports/families.csv",
            "ports.csv",
            "waters.csv",
        ];
        Ok(Reference {
            profiles: by_id(GOODS, GoodsProfile::parse, |p| p.id.clone())?,
            concordance: Concordance::parse(concordance_file, concordance)?,
            incomparable: incomparable(families_file, families)?,
            headings: Headings::parse(headings_file, headings)?,
            countries: Countries::parse(countries_file, countries)?,
            jurisdictions: Jurisdictions::parse(jurisdictions_file, jurisdictions)?,
            ports: ports::ports(ports_file, ports)?,
            waters: ports::waters(waters_file, waters)?,
            regimes: by_id(REGIMES, Regime::parse, |r| r.id.clone())?,
            typologies: by_id(TYPOLOGIES, Typology::parse, |t| t.id.clone())?,
            actions: by_id(ACTIONS, Action::parse, |a| a.id.clone())?,
            words: by_id(WORDS, WordList::parse, |w| w.id.clone())?,
        })
    }
}

/// The families that `families.csv` marks as not comparable.
fn incomparable(file: &str, text: &str) -> Result<BTreeSet<Hs6>, BadReference> {
    #[derive(Deserialize)]
    struct Row {
        family: Hs6,
        comparable: String,
    }
    let rows: Vec<Row> = read_csv(file, text)?;
    Ok(rows
        .into_iter()
        .filter(|row| row.comparable == "no")
        .map(|row| row.family)
        .collect())
}

fn by_id<T>(
    files: &[(&str, &str)],
    parse: fn(&str, &str) -> Result<T, BadReference>,
    id: fn(&T) -> String,
) -> Result<BTreeMap<String, T>, BadReference> {
    files
        .iter()
        .map(|(file, text)| parse(file, text).map(|item| (id(&item), item)))
        .collect()
}

/// Reads a TOML reference file.
fn read_toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, BadReference> {
    toml::from_str(text).map_err(|error| BadReference {
        file: file.to_owned(),
        what: error.to_string(),
    })
}

/// Reads the rows of a CSV reference file.
fn read_csv<T: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<T>, BadReference> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|error| BadReference {
            file: file.to_owned(),
            what: error.to_string(),
        })
}

/// A TOML local date as a [`crate::date::Day`].
mod toml_day {
    use crate::date::Day;
    use serde::{Deserialize, Deserializer, de::Error};

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        toml::value::Datetime::deserialize(deserializer)?
            .to_string()
            .parse()
            .map_err(D::Error::custom)
    }

    pub mod optional {
        use super::{Day, Deserializer};
        pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Day>, D::Error> {
            super::deserialize(deserializer).map(Some)
        }
    }
}

/// An empty CSV cell as `None`, a day otherwise.
mod csv_day {
    use crate::date::Day;
    use serde::{Deserialize, Deserializer, de::Error};

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Day>, D::Error> {
        match String::deserialize(deserializer)?.trim() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(D::Error::custom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_file_parses() {
        let reference = Reference::parse_shipped().unwrap();
        assert_eq!(reference.profiles.len(), 5);
        assert!(reference.regimes.values().all(|r| !r.ends.is_empty()));
    }

    #[test]
    fn the_list_has_its_fifty_codes_in_six_tiers() {
        let profile = Reference::shipped()
            .profiles
            .remove("common-high-priority")
            .unwrap();
        let count = |tier: &str| profile.codes.iter().filter(|c| c.tier == tier).count();
        assert_eq!(
            ["1", "2", "3.A", "3.B", "4.A", "4.B"].map(count),
            [4, 5, 16, 9, 11, 5]
        );
    }

    #[test]
    fn regimes_name_profiles_and_countries_that_exist() {
        let reference = Reference::shipped();
        for regime in reference.regimes.values() {
            for profile in &regime.profiles {
                assert!(
                    reference.profiles.contains_key(profile),
                    "{} names {profile}",
                    regime.id
                );
            }
            for end in &regime.ends {
                assert!(
                    reference.countries.facts(*end).is_some(),
                    "{} names {end}",
                    regime.id
                );
            }
        }
        for row in reference.jurisdictions.all() {
            assert!(
                reference.countries.facts(row.country).is_some(),
                "{}",
                row.country
            );
            assert!(
                row.regime.is_empty() || reference.regimes.contains_key(&row.regime),
                "{}",
                row.regime
            );
        }
    }
}
