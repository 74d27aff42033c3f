//! What each level of agreement weighs, as a model that can be kept and read.
//!
//! Expectation-maximisation learns the levels of every feature with all equal
//! values as one level; how rare the value is comes on top. The candidate step
//! has already used rarity once (pairs that agree on something common are
//! proposed only when they agree on more), so a bit of rarity counts half.

use super::compare::{Comparer, Feature, RARITIES};
use super::em::{self, MISSING, Mixture, Vectors};
use super::settings::Refused;
use serde::{Deserialize, Serialize};

/// What a bit of rarity of an agreed value weighs. 0.3 to 0.6 serve equally on
/// the tables tried; 0 and 1 are both worse.
const RARITY_WEIGHT: f64 = 0.5;

/// Weights of the columns of a table, as data with their origin.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FittedModel {
    /// Where it comes from: rows, pairs, seed.
    pub origin: String,
    /// Log2 odds that a proposed pair matches.
    pub prior_bits: f64,
    /// Per feature, in order.
    pub features: Vec<FittedFeature>,
    /// Values found to stand for each other.
    #[serde(default)]
    pub variants: Vec<Variant>,
}

/// The weights of one feature.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FittedFeature {
    /// The column, or the columns compared together.
    pub name: String,
    /// What each level means, least agreement first.
    pub levels: Vec<String>,
    /// Share of each level among pairs that match.
    pub m: Vec<f64>,
    /// Share of each level among proposed pairs that do not.
    pub u: Vec<f64>,
    /// Log2 odds that each level adds.
    pub bits: Vec<f64>,
}

/// Two values of a column that meet in several clusters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Variant {
    /// The feature's name.
    pub feature: String,
    /// One value, in normal form.
    pub left: String,
    /// The other.
    pub right: String,
    /// Clusters that hold both.
    pub clusters: u32,
}

impl FittedModel {
    /// As TOML.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).expect("a model is tables of numbers and texts, which TOML can write")
    }

    /// From TOML.
    ///
    /// # Errors
    /// What in the text is not a model.
    pub fn from_toml(text: &str) -> Result<FittedModel, String> {
        toml::from_str(text).map_err(|error| format!("not a fitted model: {error}; give one that fyke wrote"))
    }

    /// Whether the model speaks of the features of this table.
    pub(super) fn fits(&self, features: &[Feature]) -> Result<(), Refused> {
        let same = self.features.len() == features.len()
            && self.features.iter().zip(features).all(|(fitted, feature)| {
                let levels = feature.method.levels();
                fitted.name == feature.name
                    && fitted.levels == levels
                    && fitted.bits.len() == levels.len()
                    && fitted.bits.iter().all(|bits| bits.is_finite())
            });
        if same && self.prior_bits.is_finite() {
            return Ok(());
        }
        let list = |names: Vec<&str>| names.join(", ");
        let why = format!(
            "it has {}; the table has {}",
            list(self.features.iter().map(|f| f.name.as_str()).collect()),
            list(features.iter().map(|f| f.name.as_str()).collect())
        );
        Err(Refused::WrongModel { why })
    }
}

/// Weights ready for use: bits by feature and level.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    pub(super) prior_bits: f32,
    pub(super) bits: Vec<Vec<f32>>,
    pub(super) mixture: Mixture,
}

impl Weights {
    /// Log2 odds of a pair with these levels.
    pub(super) fn score(&self, levels: &[u8]) -> f32 {
        let of = |(bits, &level): (&Vec<f32>, &u8)| bits.get(level as usize).copied().unwrap_or(0.0);
        self.prior_bits + self.bits.iter().zip(levels).map(of).sum::<f32>()
    }

    /// From weights of levels without rarity, and the vectors they are of.
    pub(super) fn new(scale: &Scale, mixture: Mixture, vectors: &Vectors) -> Weights {
        // mean rarity of what pairs that do not match agree on all the same
        let mut usual = vec![(0.0, 0.0); scale.levels.len()];
        for at in 0..vectors.len() {
            let (vector, count) = vectors.get(at);
            let other = count * (1.0 - em::probability(mixture.score_bits(&scale.coarse(vector))));
            for (feature, &level) in vector.iter().enumerate() {
                if let Some(bits) = scale.rarity(feature, level) {
                    usual[feature].0 += other * bits;
                    usual[feature].1 += other;
                }
            }
        }
        let bits = |feature: usize, level: u8| -> f32 {
            let base = mixture.features[feature].bits(scale.coarse_level(feature, level));
            let (sum, weight) = usual[feature];
            let rare = scale
                .rarity(feature, level)
                .map_or(0.0, |bits| bits - sum / f64::max(weight, 1e-9));
            (base + RARITY_WEIGHT * rare) as f32
        };
        let bits = (0..scale.levels.len())
            .map(|f| (0..scale.levels[f]).map(|level| bits(f, level)).collect())
            .collect();
        Weights {
            prior_bits: mixture.prior_bits() as f32,
            bits,
            mixture,
        }
    }

    /// The same matches against shares of levels among all pairs, with the
    /// share of matches among all.
    pub(super) fn against(&self, random: &[Vec<f64>], scale: &Scale, prior: f64) -> Weights {
        let bits = |feature: usize, level: usize| -> f32 {
            let coarse = scale.coarse_level(feature, level as u8);
            let m = self.mixture.features[feature].m[coarse as usize];
            let from = coarse as usize;
            let last = coarse as usize + 1 == self.mixture.features[feature].m.len();
            let end = if last { random[feature].len() } else { from + 1 };
            // equal values match as often as they occur, rare or not
            let u: f64 = random[feature][from..end].iter().sum();
            let rare = scale
                .rarity(feature, level as u8)
                .map_or(0.0, |bits| bits - scale.usual_rarity(feature, random));
            ((m / u).log2() + rare) as f32
        };
        let bits = (0..random.len())
            .map(|f| (0..random[f].len()).map(|level| bits(f, level)).collect())
            .collect();
        Weights {
            prior_bits: (prior / (1.0 - prior)).log2() as f32,
            bits,
            mixture: self.mixture.clone(),
        }
    }

    pub(super) fn of_model(model: &FittedModel) -> Weights {
        let levels = |f: &FittedFeature| em::Levels {
            m: f.m.clone(),
            u: f.u.clone(),
        };
        Weights {
            prior_bits: model.prior_bits as f32,
            bits: model
                .features
                .iter()
                .map(|f| f.bits.iter().map(|&bits| bits as f32).collect())
                .collect(),
            mixture: Mixture {
                prior: em::probability(model.prior_bits),
                features: model.features.iter().map(levels).collect(),
                objective: Vec::new(),
            },
        }
    }

    /// As a model to keep.
    pub(super) fn model(&self, features: &[Feature], origin: String, variants: Vec<Variant>) -> FittedModel {
        let features =
            features
                .iter()
                .zip(&self.bits)
                .zip(&self.mixture.features)
                .map(|((feature, bits), shares)| FittedFeature {
                    name: feature.name.clone(),
                    levels: feature
                        .method
                        .levels()
                        .iter()
                        .map(|&word| word.to_owned())
                        .collect(),
                    m: shares.m.clone(),
                    u: shares.u.clone(),
                    bits: bits.iter().map(|&bits| f64::from(bits)).collect(),
                });
        FittedModel {
            origin,
            prior_bits: f64::from(self.prior_bits),
            features: features.collect(),
            variants,
        }
    }
}

/// How many levels each feature has, and which of them differ in rarity alone.
pub(super) struct Scale {
    pub(super) levels: Vec<u8>,
    rarity: Vec<Option<[f64; RARITIES as usize]>>,
}

impl Scale {
    pub(super) fn of(comparer: &Comparer<'_>) -> Scale {
        Scale {
            levels: comparer.levels(),
            rarity: comparer
                .features
                .iter()
                .map(|feature| comparer.rarity_bits(feature))
                .collect(),
        }
    }

    /// Bits of rarity of a level that has any.
    fn rarity(&self, feature: usize, level: u8) -> Option<f64> {
        let same = self.levels[feature].checked_sub(RARITIES)?;
        let bits = self.rarity[feature]?;
        (level != MISSING && level >= same).then(|| bits[(level - same) as usize])
    }

    /// Bits of rarity of what random pairs agree on: the log of their mean share.
    fn usual_rarity(&self, feature: usize, random: &[Vec<f64>]) -> f64 {
        let same = self.levels[feature].saturating_sub(RARITIES);
        let shares = &random[feature][same as usize..];
        let sum: f64 = shares.iter().sum();
        (same..self.levels[feature])
            .zip(shares)
            .map(|(level, share)| share / sum * self.rarity(feature, level).unwrap_or(0.0))
            .sum()
    }

    fn coarse_level(&self, feature: usize, level: u8) -> u8 {
        match self.rarity[feature] {
            Some(_) if level != MISSING => level.min(self.levels[feature] - RARITIES),
            _ => level,
        }
    }

    /// The vector with all equal values at one level.
    pub(super) fn coarse(&self, vector: &[u8]) -> Vec<u8> {
        vector
            .iter()
            .enumerate()
            .map(|(feature, &level)| self.coarse_level(feature, level))
            .collect()
    }

    /// Vectors with all equal values at one level.
    pub(super) fn coarsened(&self, vectors: &Vectors) -> Vectors {
        let levels: Vec<u8> = (0..self.levels.len())
            .map(|feature| self.levels[feature] - self.rarity[feature].map_or(0, |_| RARITIES - 1))
            .collect();
        let mut out = Vectors::new(&levels);
        for at in 0..vectors.len() {
            let (vector, count) = vectors.get(at);
            out.push(&self.coarse(vector), count, vectors.belief(at));
        }
        out
    }
}
