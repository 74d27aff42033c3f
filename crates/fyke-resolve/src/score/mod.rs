//! From levels of agreement to a calibrated probability, and back to reasons.
//!
//! | file | what |
//! |---|---|
//! | [`model`] | weights by family and level; the model file |
//! | [`explain`] | the parts of a score in sentences |
//! | [`train`] | weights from labelled pairs, calibrated on pairs held out |
//! | [`learn`] | weights without labels |
//! | [`resolve`] | entities in, clusters out |

pub mod explain;
mod fit;
pub mod learn;
pub mod model;
pub mod resolve;
pub mod train;

pub use explain::{Explained, Part, explain};
pub use learn::learn;
pub use model::{CalibrationReport, FamilyModel, Model, ModelError, probability};
pub use resolve::{Judgement, Resolution, ResolveOptions, ScoredPair, resolve, scored, weighed};
pub use train::{LabelledPair, TrainOptions, Trained, fingerprint, train, trained_on};
