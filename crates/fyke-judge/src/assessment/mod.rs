//! One assessment: a number, and everything it rests on.
//!
//! The probability is kept as the number a person gave. Every scale of words
//! ([`crate::scale`]) is a view of it and is never stored instead of it, so that
//! a scale can change and no judgement moves.

mod origins;
mod release;
mod tradecraft;

pub use origins::{Affected, Origin, Origins};
pub use release::{Hold, Release, holds};
pub use tradecraft::{
    Missing, Part, PartKind, Resolution, Standard, Tradecraft, Waiver, missing, ready_for_release,
};

use crate::key::KeyId;
use crate::record::leaf::Tlp;
use fyke_model::dataset::{Handling, RowRef};
use fyke_model::date::Day;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How likely a person thinks something is: 0 to 1, both ends allowed.
///
/// ```
/// use fyke_judge::assessment::Probability;
/// assert_eq!(Probability::new(0.52).unwrap().get(), 0.52);
/// assert!(Probability::new(52.0).is_err());
/// ```
#[derive(Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Probability(f64);

/// A number that is no probability.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
#[error("{0} is no probability; give a number from 0 to 1, such as 0.35")]
pub struct BadProbability(f64);

impl Probability {
    /// The probability of that number.
    ///
    /// # Errors
    /// Below 0, above 1, or no number.
    pub fn new(p: f64) -> Result<Probability, BadProbability> {
        // + 0.0: minus zero is zero, and is written so
        if (0.0..=1.0).contains(&p) {
            Ok(Probability(p + 0.0))
        } else {
            Err(BadProbability(p))
        }
    }

    /// The number, 0 to 1.
    pub const fn get(self) -> f64 {
        self.0
    }
}
impl TryFrom<f64> for Probability {
    type Error = BadProbability;
    fn try_from(p: f64) -> Result<Probability, BadProbability> {
        Probability::new(p)
    }
}
impl From<Probability> for f64 {
    fn from(p: Probability) -> f64 {
        p.0
    }
}
impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
impl fmt::Debug for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// How firm the ground under a probability is; never a probability itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Few, poor or lone origins; much is assumed.
    Low,
    /// Credible origins that leave room for another reading.
    Moderate,
    /// Good, independent origins; little is assumed.
    High,
}

/// A piece of what an assessment rests on. Printed as `row ...`, `quote ...`,
/// `source report ...` or the note itself.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A row of a file.
    Row(RowRef),
    /// A quote in a document, by its id in the case.
    Quote(String),
    /// A report that came through the door, by its number alone.
    SourceReport(String),
    /// Something else, in words.
    Note(String),
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Basis::Row(row) => write!(f, "row {row}"),
            Basis::Quote(id) => write!(f, "quote {id}"),
            Basis::SourceReport(number) => write!(f, "source report {number}"),
            Basis::Note(words) => f.write_str(words),
        }
    }
}

/// Something taken for true without proof.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Assumption {
    /// What is assumed.
    pub text: String,
    /// What follows if it is false.
    pub if_false: String,
    /// The last day on which it counts; the day after, the lead opens again.
    pub expires: Day,
}

/// A person's answer to one question.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Assessment {
    /// What was asked, so that it can turn out true or false.
    pub question: String,
    /// How likely it is.
    pub probability: Probability,
    /// How firm the ground is.
    pub confidence: Confidence,
    /// What the confidence rests on: quality, agreement, gaps, time.
    pub confidence_basis: String,
    /// What the answer rests on.
    pub basis: Vec<Basis>,
    /// How good the origins are, by the piece they grade.
    #[serde(default)]
    pub source_grades: Vec<SourceGrade>,
    /// What is assumed.
    #[serde(default)]
    pub assumptions: Vec<Assumption>,
    /// What else it could be.
    #[serde(default)]
    pub alternatives: Vec<String>,
    /// What changed since the version before, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change_note: Option<String>,
    /// How the rows under it may be handled.
    pub handling: Handling,
    /// How freely the assessment may go on.
    pub tlp: Tlp,
    /// Whose it is.
    pub made_by: KeyId,
    /// True where it was made before the machine's answer was shown.
    pub made_blind: bool,
    /// What a release asks for beyond all this: see [`missing`].
    #[serde(default)]
    pub tradecraft: Tradecraft,
}

impl Assessment {
    /// An answer with nothing under it yet, as strict as can be: TLP:RED, for
    /// the people on this case. The rest is filled in by name.
    ///
    /// ```
    /// use fyke_judge::assessment::{Assessment, Confidence, Probability};
    /// use fyke_judge::key::PersonKey;
    /// let answer = Assessment {
    ///     confidence_basis: "two registers agree; no shipping papers seen".into(),
    ///     made_blind: true,
    ///     ..Assessment::draft(
    ///         "Did goods of consignment 12 reach Gama by 2022-06-30?",
    ///         Probability::new(0.7).unwrap(),
    ///         Confidence::Moderate,
    ///         PersonKey::from_seed(&[1; 32]).id(),
    ///     )
    /// };
    /// assert!(answer.basis.is_empty());
    /// ```
    pub fn draft(
        question: impl Into<String>,
        probability: Probability,
        confidence: Confidence,
        made_by: KeyId,
    ) -> Assessment {
        Assessment {
            question: question.into(),
            probability,
            confidence,
            confidence_basis: String::new(),
            basis: Vec::new(),
            source_grades: Vec::new(),
            assumptions: Vec::new(),
            alternatives: Vec::new(),
            change_note: None,
            handling: Handling::Restricted,
            tlp: Tlp::Red,
            made_by,
            made_blind: false,
            tradecraft: Tradecraft::default(),
        }
    }
}

/// A grade of one origin and one item, with who gave it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SourceGrade {
    /// What is graded.
    pub of: Basis,
    /// The grade, as its scale writes it (`B2`, `2 B C`): see [`crate::scale`].
    pub grade: String,
    /// Who graded it.
    pub by: KeyId,
    /// What the grade rests on.
    pub why: String,
}
