//! Weights without a single label: a mixture of pairs that match and pairs that
//! do not, learned from the candidate pairs alone.
//!
//! Each family starts from what a careful reader would believe of its clearest
//! pairs; the rest is [`crate::table::em`]'s: rising weights, and a refusal when
//! the data cannot tell the two kinds apart.

use std::collections::BTreeMap;

use super::fit::make_rise;
use super::model::{FamilyModel, Model, ModelError};
use super::train::thousandths;
use crate::entity::Family;
use crate::entity::features::{FEATURE_COUNT, FEATURES, Feature, Features};
use crate::table::em::{Fitting, MISSING, Mixture, Vectors, fit};

/// Features that count without labels: each family's independent witnesses.
/// Those left out say again what others say and would be counted twice.
const WITNESSES: [Feature; 8] = [
    Feature::Name,
    Feature::LegalForm,
    Feature::Number,
    Feature::Identifier,
    Feature::Date,
    Feature::Address,
    Feature::Country,
    Feature::Gender,
];

/// Learns a model from the features of candidate pairs. Families that cannot be
/// learned keep the weights of `otherwise`.
///
/// # Errors
/// When no family can be learned; says why of each.
pub fn learn(pairs: &[Features], otherwise: &Model, provenance: &str) -> Result<Model, ModelError> {
    let mut families: [FamilyModel; 4] = Family::ALL.map(|family| otherwise.family(family).clone());
    let mut refused = Vec::new();
    for family in Family::ALL {
        match learned(
            &vectors(pairs, family),
            pairs.iter().filter(|f| f.family == family),
        ) {
            Ok(model) => families[family.index()] = model,
            Err(why) => refused.push(format!("{}: {why}", family.name())),
        }
    }
    if refused.len() == families.len() {
        return Err(ModelError::new(
            refused.join("; "),
            "give more entities, or use the shipped model",
        ));
    }
    Model::new(provenance, families)
}

/// How many times more or fewer matches than believed at the start show that
/// learning has found another split of the data than the one sought.
const DRIFT_MAX: f64 = 4.0;

fn learned<'a>(vectors: &Vectors, pairs: impl Iterator<Item = &'a Features>) -> Result<FamilyModel, String> {
    let mixture = fit(vectors, &Fitting::default()).map_err(|why| why.to_string())?;
    let (count, believed) = pairs.fold((0.0, 0.0), |(n, sum), f| (n + 1.0, sum + belief(f)));
    let found = mixture.prior * count;
    if found > DRIFT_MAX * believed || believed > DRIFT_MAX * found {
        return Err(format!(
            "the weights cannot be learned: {found:.0} pairs would match, {believed:.0} were believed to"
        ));
    }
    Ok(in_levels(&mixture))
}

fn vectors(pairs: &[Features], family: Family) -> Vectors {
    let mut counts: BTreeMap<[u8; FEATURE_COUNT], f64> = BTreeMap::new();
    for features in pairs.iter().filter(|f| f.family == family) {
        *counts.entry(features.levels).or_default() += 1.0;
    }
    let levels: Vec<u8> = WITNESSES
        .iter()
        .map(|&f| FEATURES[f as usize].levels.len() as u8)
        .collect();
    let mut vectors = Vectors::new(&levels);
    for (levels, count) in counts {
        let seen: Vec<u8> = WITNESSES
            .iter()
            .map(|&f| levels[f as usize].checked_sub(1).unwrap_or(MISSING))
            .collect();
        vectors.push(&seen, count, belief(&Features { family, levels }));
    }
    vectors
}

/// What a careful reader believes of a pair before any learning.
fn belief(features: &Features) -> f64 {
    let at = |feature| features.level(feature);
    let hard = at(Feature::Identifier) >= 6 || at(Feature::Date) == 9 || at(Feature::Address) >= 9;
    let against = matches!(at(Feature::Identifier), 1 | 2) || matches!(at(Feature::Date), 1);
    match at(Feature::Name) {
        _ if at(Feature::Identifier) == 7 => 0.95,
        8.. if hard && !against => 0.95,
        6.. if hard && !against => 0.8,
        8.. if !against => 0.5,
        6.. if !against => 0.2,
        _ if hard && !against => 0.02,
        _ => 0.001,
    }
}

fn in_levels(mixture: &Mixture) -> FamilyModel {
    let mut model = FamilyModel {
        prior_bits: thousandths(mixture.prior_bits()),
        ..FamilyModel::default()
    };
    for (feature, spec) in FEATURES.iter().enumerate() {
        let learned = WITNESSES
            .iter()
            .position(|&w| w as usize == feature)
            .and_then(|at| mixture.features.get(at));
        let mut weights: Vec<f64> = (0..spec.levels.len() as u8)
            .map(|level| learned.map_or(0.0, |l| thousandths(l.bits(level))))
            .collect();
        make_rise(&mut weights);
        model.weights[feature] = std::iter::once(0.0)
            .chain(weights.into_iter().map(thousandths))
            .collect();
    }
    model
}
