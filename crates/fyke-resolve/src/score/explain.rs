//! The reasons of a score: one part per feature, with the values that decided
//! it. The parts add up to the log2 odds of the probability that is shown.

use super::model::{Model, odds};
use crate::entity::features::{FEATURES, Feature, FeatureSpec};
use crate::entity::{BestNames, Entity, Prepared, ValueRef, compare_with, deciding};
use crate::name;

/// One reason: what one feature adds to the score.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// Plain name of the feature.
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

/// A probability with its reasons.
#[derive(Clone, PartialEq, Debug)]
pub struct Explained {
    /// Calibrated probability that the two are the same.
    pub probability: f64,
    /// Log2 odds: the sum of the parts.
    pub bits: f64,
    /// The reasons, the weightiest first; the prior is one of them.
    pub parts: Vec<Part>,
}

/// The probability with its reasons. Each entity comes with what was prepared of it.
pub fn explain(model: &Model, a: (&Entity, &Prepared), b: (&Entity, &Prepared)) -> Explained {
    let (features, best) = compare_with(a.1, b.1);
    let values = deciding(a.1, b.1, &best);
    let weights = model.family(features.family);
    let mut parts = vec![Part {
        feature: "prior",
        level: "before comparing",
        bits: weights.prior_bits,
        sentence: "two records of this kind that share a key at all".to_owned(),
        left: None,
        right: None,
    }];
    for ((spec, weigh), (&level, pair)) in FEATURES
        .iter()
        .zip(&weights.weights)
        .zip(features.levels.iter().zip(&values))
    {
        if level == 0 {
            continue;
        }
        parts.push(Part {
            feature: spec.name,
            level: spec.level_name(level),
            bits: weigh.get(usize::from(level)).copied().unwrap_or(0.0),
            sentence: sentence(spec, level, *pair, a, b, &best),
            left: pair.map(|p| p.0),
            right: pair.map(|p| p.1),
        });
    }
    parts.sort_by(|x, y| y.bits.abs().total_cmp(&x.bits.abs()));
    let bits = parts.iter().map(|p| p.bits).sum();
    Explained {
        probability: odds(bits),
        bits,
        parts,
    }
}

fn sentence(
    spec: &FeatureSpec,
    level: u8,
    pair: Option<(ValueRef, ValueRef)>,
    a: (&Entity, &Prepared),
    b: (&Entity, &Prepared),
    best: &BestNames,
) -> String {
    let said = format!("{}: {}", spec.name, spec.level_name(level));
    if spec.feature == Feature::Country {
        return format!(
            "{said}: {} and {}",
            quoted(&a.0.countries.join(", ")),
            quoted(&b.0.countries.join(", "))
        );
    }
    let Some((left, right)) = pair else { return said };
    let values = format!(
        "{said}: {} and {}",
        quoted(a.0.value(left)),
        quoted(b.0.value(right))
    );
    if spec.feature != Feature::Name {
        return values;
    }
    match name_reason(a.1, b.1, best) {
        Some(reason) => format!("{values}; {reason}"),
        None => values,
    }
}

fn name_reason(a: &Prepared, b: &Prepared, best: &BestNames) -> Option<String> {
    let pair = best.pair?;
    let (x, y) = (a.name_at(pair.at.0)?, b.name_at(pair.at.1)?);
    let reasons = name::explain(x, y, &pair.comparison);
    let told: Vec<String> = reasons.into_iter().take(3).map(|reason| reason.text).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// Letters of a value that a sentence quotes.
const QUOTE_CHARS_MAX: usize = 120;

fn quoted(value: &str) -> String {
    let mut kept: String = value
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(QUOTE_CHARS_MAX)
        .collect();
    if value.chars().nth(QUOTE_CHARS_MAX).is_some() {
        kept.push('…');
    }
    format!("\"{kept}\"")
}
