//! From levels of agreement to a calibrated probability, and back to reasons.
//!
//! | file | what |
//! |---|---|
//! | [`model`] | weights by family and level; the model file |
//! | [`mod@explain`] | the parts of a score in sentences |
//! | [`mod@train`] | weights from labelled pairs, calibrated on pairs held out |
//! | [`labels`] | labelled pairs from a truth that holds positives only |
//! | [`mod@learn`] | weights without labels |
//! | [`recall`] | what the search for candidates misses |
//! | [`mod@resolve`] | entities in, clusters out |

pub mod explain;
mod fit;
pub mod labels;
pub mod learn;
pub mod model;
pub mod recall;
pub mod resolve;
pub mod train;

pub use explain::{Explained, Part, explain};
pub use labels::{KnownPair, cross_list_labels, trained_on_file};
pub use learn::learn;
pub use model::{CalibrationReport, FamilyModel, Model, ModelError, probability};
pub use recall::{RecallOptions, SampledRecall, sample_recall};
pub use resolve::{
    Judgement, Resolution, ResolveOptions, ScoredPair, completed, completed_with, resolve, scored,
    scored_among, weighed,
};
pub use train::{LabelledPair, TrainOptions, Trained, fingerprint, train, trained_on};

#[cfg(test)]
mod tests;
