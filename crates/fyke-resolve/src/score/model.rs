//! The model: log2 weights by level, added up, made a probability by calibration.

use crate::entity::features::{FEATURES, Features};
use crate::entity::{Entity, Prepared, ValueRef, compare};

/// Weights and calibration by family of schemas. Read, shipped or trained.
#[derive(Clone, PartialEq, Debug)]
pub struct Model {
    prior_bits: f64,
}

/// What is wrong with a model file, and what to do.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{what}; {todo}")]
pub struct ModelError {
    /// What broke.
    pub what: String,
    /// What to do.
    pub todo: String,
}

/// One reason: what one feature adds to the score.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// Name of the feature.
    pub feature: &'static str,
    /// Name of the level it is at.
    pub level: &'static str,
    /// What it adds, in bits (log2 of the likelihood ratio).
    pub bits: f64,
    /// The reason in a sentence, with the two values.
    pub sentence: String,
    /// The value of the first entity that it speaks of.
    pub left: Option<ValueRef>,
    /// The value of the second entity that it speaks of.
    pub right: Option<ValueRef>,
}

/// A probability with its reasons: the bits of the parts add up to `bits`.
#[derive(Clone, PartialEq, Debug)]
pub struct Explained {
    /// Calibrated probability that the two are the same.
    pub probability: f64,
    /// Sum of the parts, log2 odds before calibration.
    pub bits: f64,
    /// The reasons, the weightiest first; the prior is one of them.
    pub parts: Vec<Part>,
}

impl Model {
    /// The model that is shipped.
    pub fn shipped() -> Model {
        Model { prior_bits: -6.0 }
    }

    /// Reads a model file.
    pub fn read(_text: &str) -> Result<Model, ModelError> {
        Ok(Model::shipped())
    }

    /// Writes a model file; [`Model::read`] of it gives the same model.
    pub fn write(&self) -> String {
        String::new()
    }

    /// Log2 odds before calibration.
    pub fn bits(&self, features: &Features) -> f64 {
        self.prior_bits + 4.0 * f64::from(features.levels[0])
    }
}

/// Calibrated probability that the two entities of these features are the same.
/// Never 0 or 1.
pub fn probability(model: &Model, features: &Features) -> f64 {
    1.0 / (1.0 + (-model.bits(features)).exp2())
}

/// The probability with its reasons. `a` and `b` are what was prepared.
pub fn explain(model: &Model, a: (&Entity, &Prepared), b: (&Entity, &Prepared)) -> Explained {
    let features = compare(a.1, b.1);
    let level = features.levels[0];
    let part = |feature, level, bits, sentence: &str| Part {
        feature,
        level,
        bits,
        sentence: sentence.to_owned(),
        left: None,
        right: None,
    };
    let parts = vec![
        part(FEATURES[0].name, FEATURES[0].levels[level as usize], 4.0 * f64::from(level), "names"),
        part("prior", "", model.prior_bits, "before any comparison"),
    ];
    Explained { probability: probability(model, &features), bits: model.bits(&features), parts }
}
