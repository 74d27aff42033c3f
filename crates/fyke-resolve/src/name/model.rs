//! From levels of features to the chance that two names are one bearer's.
//!
//! An additive model: each feature has a table from its level to log odds, the
//! sum is the answer. Tables fall with the level (rise, for agreement), so more
//! difference never makes a match likelier. The numbers are data
//! (`data/resolve/name-model.toml`), made by [`super::train()`]; so is the list of
//! fingerprints of the pairs they were made from.

use super::bearer::Bearer;
use super::compare::Comparison;
use super::feature::NameFeature;
use super::rarity::fingerprint_of;
use crate::text::fold;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// Levels of a feature.
pub(super) const LEVELS: usize = NameFeature::LEVEL_MAX as usize + 1;

/// Bearers that have their own tables: people, and everything else.
pub(super) const GROUPS: usize = 2;

pub(super) fn group(bearer: Bearer) -> usize {
    usize::from(bearer != Bearer::Person)
}

/// The log odds (natural logarithm) beyond which no names go, however they compare.
pub(super) const LOG_ODDS_MAX: f32 = 7.0;

/// Tables of log odds by group, feature and level.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Model {
    pub(super) base: [f32; GROUPS],
    pub(super) tables: [[[f32; LEVELS]; NameFeature::COUNT]; GROUPS],
    pub(super) cut_off: f32,
}

impl Model {
    pub(super) fn log_odds(&self, group: usize, levels: &[u8; NameFeature::COUNT]) -> f32 {
        let tables = self.tables[group.min(GROUPS - 1)].iter();
        let part = |(table, level): (&[f32; LEVELS], &u8)| table[usize::from(*level).min(LEVELS - 1)];
        self.base[group.min(GROUPS - 1)] + tables.zip(levels).map(part).sum::<f32>()
    }

    pub(super) fn probability(&self, group: usize, comparison: &Comparison) -> f32 {
        let odds = self.log_odds(group, comparison.levels());
        // a gentle slope on the similarity keeps the order of names whose levels are equal
        let odds = odds + 0.2 * (comparison.similarity - 1.0);
        chance(LOG_ODDS_MAX * (odds / LOG_ODDS_MAX).tanh())
    }
}

pub(super) fn chance(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// The file of a model.
#[derive(Serialize, Deserialize)]
pub(super) struct ModelFile {
    pub(super) made_from: String,
    pub(super) made_by: String,
    pub(super) pairs: usize,
    pub(super) cut_off: f32,
    pub(super) base: Side,
    pub(super) feature: Vec<FeatureTable>,
}

/// One number or table for people, one for all others.
#[derive(Serialize, Deserialize)]
pub(super) struct Side {
    pub(super) person: f32,
    pub(super) other: f32,
}

#[derive(Serialize, Deserialize)]
pub(super) struct FeatureTable {
    pub(super) name: String,
    pub(super) person: Vec<f32>,
    pub(super) other: Vec<f32>,
}

/// A model file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadModel {
    /// Not a model file.
    #[error("the name model cannot be read: {0}; make it again with `cargo xtask data name-model PAIRS.csv`")]
    Toml(#[from] toml::de::Error),
    /// A feature is missing, unknown or has too few levels.
    #[error(
        "the name model is wrong in feature {0}; make it again with `cargo xtask data name-model PAIRS.csv`"
    )]
    Feature(String),
}

impl Model {
    /// Reads a model file.
    pub(super) fn parse(text: &str) -> Result<Model, BadModel> {
        let file: ModelFile = toml::from_str(text)?;
        let mut model = Model {
            base: [file.base.person, file.base.other],
            tables: [[[0.0; LEVELS]; NameFeature::COUNT]; GROUPS],
            cut_off: file.cut_off,
        };
        for feature in NameFeature::ALL {
            let bad = || BadModel::Feature(feature.key().to_owned());
            let table = file
                .feature
                .iter()
                .find(|table| table.name == feature.key())
                .ok_or_else(bad)?;
            for (group, levels) in [&table.person, &table.other].into_iter().enumerate() {
                let levels: &[f32; LEVELS] = levels.as_slice().try_into().map_err(|_| bad())?;
                if levels.iter().any(|level| !level.is_finite()) {
                    return Err(bad());
                }
                model.tables[group][feature as usize] = *levels;
            }
        }
        Ok(model)
    }
}

/// The model that the program ships.
pub(super) fn shipped() -> &'static Model {
    static SHIPPED: OnceLock<Model> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        Model::parse(include_str!("../../../../data/resolve/name-model.toml"))
            .expect("the shipped model is read by a test")
    })
}

/// The chance that two names are one bearer's, from the names alone, as the
/// shipped model has learned it. Strictly between 0 and 1, whatever the names.
///
/// ```
/// use fyke_resolve::name::{Bearer, compare, prepare, probability};
/// let name = |text| prepare(text, Bearer::Person);
/// let chance = |a, b| probability(Bearer::Person, &compare(&name(a), &name(b)));
/// assert!(chance("Ivan Petrov", "Ivan Petrov") < 1.0);
/// assert!(chance("Ivan Petrov", "Ivan Petrow") > chance("Ivan Petrov", "Ivan Sidorov"));
/// ```
pub fn probability(bearer: Bearer, comparison: &Comparison) -> f32 {
    shipped().probability(group(bearer), comparison)
}

/// The log odds (base 2) that one feature adds at its level, beside the best level
/// it has: at most 0.
pub fn weight(bearer: Bearer, comparison: &Comparison, feature: NameFeature) -> f32 {
    let table = &shipped().tables[group(bearer)][feature as usize];
    let best = table.iter().copied().fold(f32::MIN, f32::max);
    (table[usize::from(comparison.level(feature)).min(LEVELS - 1)] - best) / std::f32::consts::LN_2
}

/// The probability from which two names count as one bearer's; chosen on the
/// pairs the model was trained on, and kept in its file.
pub fn cut_off() -> f32 {
    shipped().cut_off
}

/// The mark under which a labelled pair is remembered: neither name can be read
/// from it, and it is the same whichever name comes first.
pub fn fingerprint(name1: &str, name2: &str) -> u64 {
    let (a, b) = (fold(name1), fold(name2));
    let (low, high) = if a <= b { (a, b) } else { (b, a) };
    fingerprint_of(format!("{low}|{high}").as_bytes())
}

/// Whether the shipped model was trained on this pair of names, whichever comes
/// first; such a pair must not be used to say how right the model is.
pub fn trained_on(name1: &str, name2: &str) -> bool {
    static TRAINED_ON: OnceLock<Vec<u64>> = OnceLock::new();
    let known = TRAINED_ON.get_or_init(|| {
        let lines = include_str!("../../../../data/resolve/name-trained-on.txt").lines();
        let mut marks: Vec<u64> = lines
            .filter_map(|line| u64::from_str_radix(line, 16).ok())
            .collect();
        marks.sort_unstable();
        marks
    });
    known.binary_search(&fingerprint(name1, name2)).is_ok()
}
