//! From levels of agreement to a calibrated probability, and back to reasons.

pub mod model;
pub mod resolve;
pub mod train;

pub use model::{Explained, Model, ModelError, Part, explain, probability};
pub use resolve::{Judgement, Resolution, ResolveOptions, ScoredPair, resolve};
pub use train::{LabelledPair, TrainOptions, Trained, train, trained_on};
