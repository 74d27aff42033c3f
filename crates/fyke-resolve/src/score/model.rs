//! The model: log2 weights by level, added up. The sum is the log2 odds that two
//! entities are one; calibration is already in the weights, so that the parts of
//! an explanation add up to the probability that is shown.
//!
//! A model is a file (`data/resolve/entity-model.toml` is shipped) with where
//! its weights come from and how well they were calibrated on pairs that they
//! were not learned from.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::entity::Family;
use crate::entity::features::{FEATURE_COUNT, FEATURES, Features};

/// Log2 odds beyond which no evidence of these kinds goes: about one in a million.
pub const BITS_MAX: f64 = 20.0;

/// The version of the file format that this program reads and writes.
const VERSION: u32 = 1;

/// Weights and calibration by family of schemas. Shipped, read, learned or trained.
#[derive(Clone, PartialEq, Debug)]
pub struct Model {
    provenance: String,
    families: [FamilyModel; 4],
}

/// The weights of one family.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct FamilyModel {
    /// Log2 odds of a candidate pair of which nothing is known.
    pub prior_bits: f64,
    /// By feature: log2 weight of each level; level 0 weighs nothing.
    pub weights: [Vec<f64>; FEATURE_COUNT],
    /// How well it was calibrated.
    pub report: Option<CalibrationReport>,
}

/// How well stated probabilities hold on pairs that the weights were not learned from.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct CalibrationReport {
    /// Pairs scored.
    pub pairs: u64,
    /// How many of them are the same.
    pub same: u64,
    /// Brier score: the mean squared error of the probability.
    pub brier: f64,
    /// Bins of rising probability: pairs, mean probability stated, share that is the same.
    pub bins: Vec<(u64, f64, f64)>,
}

/// What is wrong with a model file or with the pairs to learn from, and what to do.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{what}; {todo}")]
pub struct ModelError {
    /// What broke.
    pub what: String,
    /// What to do.
    pub todo: String,
}

impl ModelError {
    pub(super) fn new(what: impl Into<String>, todo: impl Into<String>) -> ModelError {
        ModelError {
            what: what.into(),
            todo: todo.into(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct File {
    version: u32,
    provenance: String,
    family: BTreeMap<String, FamilyFile>,
}

#[derive(Serialize, Deserialize)]
struct FamilyFile {
    prior_bits: f64,
    weights: BTreeMap<String, Vec<f64>>,
    report: Option<CalibrationReport>,
}

impl Model {
    /// The model that is shipped, read at the first call.
    pub fn shipped() -> Model {
        static SHIPPED: OnceLock<Model> = OnceLock::new();
        let read = || {
            Model::read(include_str!("../../../../data/resolve/entity-model.toml"))
                .expect("a test reads the shipped model")
        };
        SHIPPED.get_or_init(read).clone()
    }

    /// Weights stated before any learning: where labels are few, learning is
    /// drawn towards them.
    pub fn stated() -> Model {
        Model::read(include_str!("../../../../data/resolve/entity-stated.toml"))
            .expect("a test reads the stated weights")
    }

    /// A model of weights.
    ///
    /// # Errors
    /// When a feature has too many or too few weights, or one is not finite.
    pub fn new(provenance: &str, families: [FamilyModel; 4]) -> Result<Model, ModelError> {
        for (family, model) in Family::ALL.iter().zip(&families) {
            check(*family, model)?;
        }
        Ok(Model {
            provenance: provenance.to_owned(),
            families,
        })
    }

    /// Where the weights come from.
    pub fn provenance(&self) -> &str {
        &self.provenance
    }

    /// The weights of one family.
    pub fn family(&self, family: Family) -> &FamilyModel {
        &self.families[family.index()]
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// When it is not a model file of this version, or a feature, a level or a
    /// family is missing.
    pub fn read(text: &str) -> Result<Model, ModelError> {
        let broken = |e: toml::de::Error| {
            ModelError::new(
                format!("the model file cannot be read: {}", e.message()),
                "write it again by training",
            )
        };
        let file: File = toml::from_str(text).map_err(broken)?;
        if file.version != VERSION {
            let what = format!(
                "the model file has version {}, this program reads {VERSION}",
                file.version
            );
            return Err(ModelError::new(what, "write it again by training"));
        }
        let mut families: [FamilyModel; 4] = Default::default();
        for family in Family::ALL {
            let Some(of) = file.family.get(family.name()) else {
                let what = format!("the model file has no weights for the family {}", family.name());
                return Err(ModelError::new(what, "write it again by training"));
            };
            let model = &mut families[family.index()];
            (model.prior_bits, model.report) = (of.prior_bits, of.report.clone());
            for (spec, weights) in FEATURES.iter().zip(&mut model.weights) {
                let found = of.weights.get(spec.name).cloned().unwrap_or_default();
                *weights = std::iter::once(0.0).chain(found).collect();
            }
        }
        Model::new(&file.provenance, families)
    }

    /// Writes a model file; [`Model::read`] of it gives the same model.
    pub fn write(&self) -> String {
        let mut out = String::from(HEADER);
        out.push_str(&format!("version = {VERSION}\n"));
        out.push_str(&format!(
            "provenance = {}\n",
            toml::Value::String(self.provenance.clone())
        ));
        for family in Family::ALL {
            let (name, model) = (family.name(), self.family(family));
            out.push_str(&format!(
                "\n[family.{name}]\nprior_bits = {}\n",
                number(model.prior_bits)
            ));
            out.push_str(&format!("\n[family.{name}.weights]\n"));
            for (spec, weights) in FEATURES.iter().zip(&model.weights) {
                let told = weights
                    .iter()
                    .skip(1)
                    .map(|&w| number(w))
                    .collect::<Vec<_>>()
                    .join(", ");
                out.push_str(&format!("\"{}\" = [{told}]\n", spec.name));
            }
            if let Some(report) = &model.report {
                out.push_str(&written(name, report));
            }
        }
        out
    }

    /// Log2 odds that the two entities of these features are one.
    pub fn bits(&self, features: &Features) -> f64 {
        let model = self.family(features.family);
        let weigh =
            |(weights, &level): (&Vec<f64>, &u8)| weights.get(usize::from(level)).copied().unwrap_or(0.0);
        model.prior_bits + model.weights.iter().zip(&features.levels).map(weigh).sum::<f64>()
    }
}

const HEADER: &str = "# Weights of the entity model: log2 of how many times likelier a level is among\n\
    # pairs of one entity than among other candidate pairs, calibrated; level 0,\n\
    # \"nothing to compare\", weighs nothing and is not listed. What each level means\n\
    # stands in crates/fyke-resolve/src/entity/features.rs. Written by training.\n";

fn number(value: f64) -> String {
    // three places: finer differences are noise; `+ 0.0` turns -0.0 into 0.0
    let rounded = (value * 1000.0).round() / 1000.0 + 0.0;
    format!("{rounded:?}")
}

fn written(name: &str, report: &CalibrationReport) -> String {
    let bin = |(pairs, stated, found): &(u64, f64, f64)| {
        format!("[{pairs}, {}, {}]", number(*stated), number(*found))
    };
    let bins = report.bins.iter().map(bin).collect::<Vec<_>>().join(", ");
    format!(
        "\n[family.{name}.report]\npairs = {}\nsame = {}\nbrier = {:?}\nbins = [{bins}]\n",
        report.pairs,
        report.same,
        (report.brier * 1e6).round() / 1e6,
    )
}

fn check(family: Family, model: &FamilyModel) -> Result<(), ModelError> {
    for (spec, weights) in FEATURES.iter().zip(&model.weights) {
        let expected = spec.levels.len() + 1;
        if weights.len() != expected {
            let what = format!(
                "{}: the feature \"{}\" has {} weights and {} levels",
                family.name(),
                spec.name,
                weights.len().saturating_sub(1),
                expected - 1
            );
            return Err(ModelError::new(what, "write the model file again by training"));
        }
        let rises = weights
            .iter()
            .skip(1)
            .zip(weights.iter().skip(2))
            .all(|(low, high)| low <= high);
        if !rises || weights.iter().any(|w| !w.is_finite()) {
            let what = format!("{}: the weights of \"{}\" do not rise", family.name(), spec.name);
            return Err(ModelError::new(
                what,
                "order them: more agreement must not weigh less",
            ));
        }
    }
    if !model.prior_bits.is_finite() {
        let what = format!("{}: the prior is not a number", family.name());
        return Err(ModelError::new(what, "write the model file again by training"));
    }
    Ok(())
}

/// Calibrated probability that the two entities of these features are the same.
/// Never 0 or 1.
pub fn probability(model: &Model, features: &Features) -> f64 {
    odds(model.bits(features))
}

/// Log2 odds as a probability, kept from 0 and 1.
pub(super) fn odds(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits.clamp(-BITS_MAX, BITS_MAX)).exp2())
}
