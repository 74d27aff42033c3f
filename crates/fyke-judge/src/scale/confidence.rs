//! High, moderate, low: how firm the ground under a likelihood is.
//!
//! It has no numbers, so none are made of it here; an export that demands one
//! takes it from the table of that export ([`super::stix`]).

use super::{Grade, meaning};
use crate::assessment::Confidence;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    level: Vec<Grade>,
}

static SHIPPED: LazyLock<File> =
    LazyLock::new(|| super::shipped(include_str!("../../../../data/scales/confidence.toml")));

/// The word for it.
pub const fn word(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Moderate => "moderate",
        Confidence::High => "high",
    }
}

/// What it takes.
///
/// ```
/// use fyke_judge::assessment::Confidence;
/// use fyke_judge::scale::confidence::what;
/// assert_eq!(what(Confidence::High), "good, independent origins; little is assumed");
/// ```
pub fn what(confidence: Confidence) -> &'static str {
    meaning(&SHIPPED.level, word(confidence))
}

/// The sentence in which it is said; the likelihood has its own.
///
/// ```
/// use fyke_judge::assessment::Confidence;
/// use fyke_judge::scale::confidence::sentence;
/// assert_eq!(
///     sentence(Confidence::Low, "one register, ten years old"),
///     "Confidence in this judgement is low: one register, ten years old."
/// );
/// ```
pub fn sentence(confidence: Confidence, basis: &str) -> String {
    let basis = basis.trim().trim_end_matches('.');
    let word = word(confidence);
    if basis.is_empty() {
        return format!("Confidence in this judgement is {word}.");
    }
    format!("Confidence in this judgement is {word}: {basis}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_has_its_meaning() {
        assert_eq!(SHIPPED.level.len(), 3);
        for level in [Confidence::Low, Confidence::Moderate, Confidence::High] {
            assert!(!what(level).is_empty());
        }
    }
}
