//! A goods profile: the codes to watch for one concern.

use super::{BadReference, read_toml, toml_day};
use crate::date::Day;
use crate::hs::{Hs6, HsCode, HsVersion};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Whether a profile is what we look for, or what we must not find.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProfileRole {
    /// Goods of concern.
    Target,
    /// Ordinary goods: a detector that fires as often on these found nothing.
    Control,
}

/// A rank of concern within a profile.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Tier {
    /// `1`, `3.A`, ...
    pub id: String,
    /// What it holds.
    pub what: String,
}

/// One code of a profile.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct GoodsCode {
    /// The code.
    pub hs: Hs6,
    /// Its edition.
    pub hs_version: HsVersion,
    /// Its tier, or empty.
    #[serde(default)]
    pub tier: String,
    /// HS 2017 predecessors where the number is new in 2022; empty where the
    /// same six digits meant the same goods before.
    #[serde(default)]
    pub hs2017: Vec<Hs6>,
    /// The goods in our own words.
    pub what: String,
}

/// Codes that one good is declared under in turn.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct ConfusableFamily {
    /// Its id.
    pub id: String,
    /// What they have in common.
    pub what: String,
    /// The HS 2022 codes, also ones outside the profile.
    pub hs: Vec<Hs6>,
}

/// The codes to watch for one concern.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct GoodsProfile {
    /// File name without `.toml`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The day its source gives it.
    #[serde(deserialize_with = "toml_day::deserialize")]
    pub date: Day,
    /// Where it comes from.
    pub source: String,
    /// What to know when using it.
    pub note: String,
    /// Target or control.
    pub role: ProfileRole,
    /// Its tiers.
    #[serde(default, rename = "tier")]
    pub tiers: Vec<Tier>,
    /// Its codes.
    #[serde(rename = "code")]
    pub codes: Vec<GoodsCode>,
    /// Groups of codes that goods are moved within.
    #[serde(default, rename = "family")]
    pub families: Vec<ConfusableFamily>,
}

impl GoodsProfile {
    /// Reads a profile.
    ///
    /// # Errors
    /// Where the text is not TOML of the shape in `data/FORMATS.md`, or a code
    /// stands twice.
    pub fn parse(file: &str, text: &str) -> Result<GoodsProfile, BadReference> {
        let profile: GoodsProfile = read_toml(file, text)?;
        let mut seen = BTreeSet::new();
        match profile.codes.iter().find(|c| !seen.insert((c.hs_version, c.hs))) {
            Some(twice) => Err(BadReference {
                file: file.to_owned(),
                what: format!("code {} of HS {} stands twice", twice.hs, twice.hs_version),
            }),
            None => Ok(profile),
        }
    }

    /// Every code of the profile in both editions: a 2022 code as itself and
    /// as its 2017 predecessors.
    pub fn hs_codes(&self) -> BTreeSet<HsCode> {
        let mut all = BTreeSet::new();
        for code in &self.codes {
            all.insert(HsCode {
                version: code.hs_version,
                code: code.hs,
            });
            if code.hs_version == HsVersion::Hs2022 {
                let same = [code.hs];
                let before = if code.hs2017.is_empty() {
                    &same[..]
                } else {
                    &code.hs2017[..]
                };
                all.extend(before.iter().map(|&hs| HsCode {
                    version: HsVersion::Hs2017,
                    code: hs,
                }));
            }
        }
        all
    }
}
