//! Two prepared entities compared: a vector of levels of agreement.

use super::{Family, Prepared};

/// Levels of agreement, one for each of [`FEATURES`]. Level 0: nothing to compare.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Features {
    /// The group of schemas whose weights count.
    pub family: Family,
    /// The levels.
    pub levels: [u8; FEATURE_COUNT],
}

/// How many features there are.
pub const FEATURE_COUNT: usize = 1;

/// A feature: its name and the names of its levels, from none to full agreement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FeatureSpec {
    /// Plain name, as model files and explanations write it.
    pub name: &'static str,
    /// Level 0 is "nothing to compare"; from level 1 on, higher is more alike.
    pub levels: &'static [&'static str],
}

/// The features in their order.
pub const FEATURES: [FeatureSpec; FEATURE_COUNT] =
    [FeatureSpec { name: "name", levels: &["no name", "other", "some words", "same words"] }];

/// Compares two entities. Symmetric; reads no text.
pub fn compare(a: &Prepared, b: &Prepared) -> Features {
    let mut best = 0u8;
    for x in &a.names {
        for y in &b.names {
            let level = if x == y { 3 } else if x.iter().any(|w| y.contains(w)) { 2 } else { 1 };
            best = best.max(level);
        }
    }
    Features { family: Family::of_pair(a.family, b.family), levels: [best] }
}
