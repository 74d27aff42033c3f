//! What a comparison rests on, in sentences.
use super::{Comparison, Name, NameFeature};

/// One reason for or against, in a sentence.
#[derive(Clone, PartialEq, Debug)]
pub struct Reason {
    /// The feature it belongs to.
    pub feature: NameFeature,
    /// Whether it speaks for the names being one bearer's.
    pub speaks_for: bool,
    /// Plain words, quoting both sources.
    pub text: String,
}

/// One sentence per reason.
pub fn explain(_a: &Name, _b: &Name, _comparison: &Comparison) -> Vec<Reason> {
    Vec::new()
}
