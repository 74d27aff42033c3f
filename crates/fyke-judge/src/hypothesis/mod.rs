//! What could be true: hypotheses in rows, evidence in columns, one coherent set
//! of numbers.
//!
//! The matrix is a record of reasoning, not a method of getting it right: three
//! tests of Analysis of Competing Hypotheses found no gain in accuracy (Mandel,
//! Karvetski and Dhami 2018 among them). What helped was the other way round of the
//! table, hypotheses in rows (Dhami et al. 2024), asking for each probability
//! apart, making them [`coherent`] and pooling them ([`pool`]). So that is what
//! is here. The way round is a setting, rows unless somebody says otherwise.
//!
//! [`Matrix`] holds what people put in and checks it; [`View`] is what a page or
//! a terminal shows of it.

pub mod book;
mod coherence;
mod diagnosticity;
mod fit;
mod matrix;
mod pool;
mod ratio;
mod view;

pub use coherence::{Coherent, coherent};
pub use diagnosticity::Diagnosticity;
pub use fit::{Fitted, Resolved, fit};
pub use matrix::{Answer, Cell, Consistency, Evidence, Hypothesis, Matrix, OTHER, Orientation};
pub use pool::{Pooled, Recalibration, pool};
pub use ratio::{BadRatio, Ratio};
pub use view::{EvidenceView, HypothesisView, View};

use crate::key::KeyId;

/// What is wrong with a matrix or with answers to it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum HypothesisError {
    /// Nothing to work with.
    #[error("there are no answers; ask for the probability of each hypothesis first")]
    NoAnswers,
    /// Weights that do not fit the answers.
    #[error(
        "weights are not one for each of {0} answers, or not between 0.000001 and 1000000; give one each or none"
    )]
    BadWeights(usize),
    /// An id that is there already, is empty or belongs to the program.
    #[error("'{0}' is no new id; take one that is not used yet")]
    BadId(String),
    /// An id that is not in the matrix.
    #[error("there is no hypothesis or evidence '{0}' in the matrix; add it first")]
    Unknown(String),
    /// Evidence that cites nothing.
    #[error("evidence '{0}' cites no row, quote or report; say where it stands")]
    NoBasis(String),
    /// Two answers of one person.
    #[error("key {0} answered twice; pool its last answer alone")]
    Twice(KeyId),
    /// Answers that leave a hypothesis out.
    #[error("no probability was given for '{0}'; ask for it before the answers are made coherent")]
    Unanswered(String),
}
