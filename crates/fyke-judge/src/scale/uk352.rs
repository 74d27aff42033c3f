//! The 3x5x2 grading of UK intelligence reports: the source (1 to 3), what it
//! says (A to E), how it may be handled (P or C).
//!
//! Handling C lets nothing out until each of its conditions is met and the
//! record shows where; C with no condition named lets nothing out at all.

use super::{BadGrade, Grade, meaning, signs};
use crate::record::leaf::Index;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    source_evaluation: Vec<Grade>,
    assessment: Vec<Grade>,
    handling: Vec<Grade>,
    condition: Vec<Grade>,
}

static SHIPPED: LazyLock<File> =
    LazyLock::new(|| super::shipped(include_str!("../../../../data/scales/uk-3x5x2.toml")));

/// How reliable the source is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Source {
    /// 1.
    Reliable,
    /// 2.
    Untested,
    /// 3.
    NotReliable,
}
signs!(Source, "evaluation of a source", "1, 2 or 3",
    Reliable => "1", Untested => "2", NotReliable => "3");

/// How the source knows what it says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Knowledge {
    /// A: directly.
    Direct,
    /// B: indirectly, but corroborated.
    IndirectCorroborated,
    /// C: indirectly.
    Indirect,
    /// D: not known.
    NotKnown,
    /// E: suspected to be false.
    SuspectedFalse,
}
signs!(Knowledge, "assessment of a report", "a letter from A to E",
    Direct => "A", IndirectCorroborated => "B", Indirect => "C", NotKnown => "D", SuspectedFalse => "E");

/// What must be done before a report of handling C goes on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Condition {
    /// Covert development of the report.
    A1,
    /// Covert use.
    A2,
    /// Overt use.
    A3,
    /// Sanitisation: the author has delegated it.
    S1,
    /// Sanitisation: the originator is consulted.
    S2,
}
signs!(Condition, "handling condition", "A1, A2, A3, S1 or S2",
    A1 => "A1", A2 => "A2", A3 => "A3", S1 => "S1", S2 => "S2");

/// How a report may be handled.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Sharing {
    /// P: lawful sharing permitted.
    Permitted,
    /// C: with these conditions.
    Conditions(BTreeSet<Condition>),
}

macro_rules! what {
    ($($type:ident: $table:ident),+) => {$(
        impl $type {
            /// What it means.
            pub fn what(self) -> &'static str {
                meaning(&SHIPPED.$table, self.as_str())
            }
        }
    )+};
}
what!(Source: source_evaluation, Knowledge: assessment, Condition: condition);

impl Sharing {
    /// The letter of it.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Sharing::Permitted => "P",
            Sharing::Conditions(_) => "C",
        }
    }
    /// What it means.
    pub fn what(&self) -> &'static str {
        meaning(&SHIPPED.handling, self.as_str())
    }
}

/// A graded report.
///
/// ```
/// use fyke_judge::scale::uk352::{Condition, Met, Uk352};
/// let grade: Uk352 = "2 B C A2 S2".parse().unwrap();
/// assert_eq!(grade.to_string(), "2 B C A2 S2");
/// let met = |condition| Met { condition, entry: 41 };
/// let words = grade.may_be_released(&[met(Condition::A2)]).unwrap_err().to_string();
/// assert_eq!(
///     words,
///     "handling C: condition S2 (sanitisation: the originator is consulted first) is not met in the record; \
///      meet it and log it"
/// );
/// assert!(grade.may_be_released(&[met(Condition::A2), met(Condition::S2)]).is_ok());
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Uk352 {
    /// Of the source.
    pub source: Source,
    /// Of what it says.
    pub knowledge: Knowledge,
    /// Of who may have it.
    pub sharing: Sharing,
}

/// A condition that was met, and the entry of the record that shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Met {
    /// Which.
    pub condition: Condition,
    /// Where it was logged.
    pub entry: Index,
}

/// What keeps a report in.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Held {
    /// Handling C without a condition.
    #[error("handling C names no condition; ask the originator which, and grade it again")]
    NoCondition,
    /// A condition that no entry shows.
    #[error("handling C: condition {0} ({what}) is not met in the record; meet it and log it", what = .0.what())]
    Unmet(Condition),
}

impl Uk352 {
    /// Whether the report may leave, given the conditions that the record shows
    /// as met. That each [`Met::entry`] is what it says is for the verifier.
    ///
    /// # Errors
    /// The first thing that keeps it in.
    pub fn may_be_released(&self, met: &[Met]) -> Result<(), Held> {
        match &self.sharing {
            Sharing::Permitted => Ok(()),
            Sharing::Conditions(conditions) if conditions.is_empty() => Err(Held::NoCondition),
            Sharing::Conditions(conditions) => {
                let unmet = conditions
                    .iter()
                    .find(|condition| !met.iter().any(|met| met.condition == **condition));
                unmet.map_or(Ok(()), |condition| Err(Held::Unmet(*condition)))
            }
        }
    }
}

impl fmt::Display for Uk352 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.source, self.knowledge, self.sharing.as_str())?;
        if let Sharing::Conditions(conditions) = &self.sharing {
            conditions
                .iter()
                .try_for_each(|condition| write!(f, " {condition}"))?;
        }
        Ok(())
    }
}
impl FromStr for Uk352 {
    type Err = BadGrade;
    fn from_str(text: &str) -> Result<Uk352, BadGrade> {
        let bad = || {
            BadGrade::new(
                text,
                "3x5x2 grade",
                "source, assessment, handling and conditions apart, as in 2 B P or 2 B C A2 S2",
            )
        };
        let mut words = text.split_whitespace();
        let mut next = || words.next().ok_or_else(bad);
        let (source, knowledge, sharing) = (next()?.parse()?, next()?.parse()?, next()?);
        let conditions: BTreeSet<Condition> = words.map(str::parse).collect::<Result<_, _>>()?;
        let sharing = match sharing {
            "P" | "p" if conditions.is_empty() => Sharing::Permitted,
            "C" | "c" => Sharing::Conditions(conditions),
            _ => return Err(bad()),
        };
        Ok(Uk352 {
            source,
            knowledge,
            sharing,
        })
    }
}
impl TryFrom<String> for Uk352 {
    type Error = BadGrade;
    fn try_from(text: String) -> Result<Uk352, BadGrade> {
        text.parse()
    }
}
impl From<Uk352> for String {
    fn from(grade: Uk352) -> String {
        grade.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn uk(text: &str) -> Uk352 {
        text.parse().unwrap()
    }

    #[test]
    fn every_sign_has_its_meaning() {
        assert!(Source::ALL.iter().all(|sign| !sign.what().is_empty()));
        assert!(Knowledge::ALL.iter().all(|sign| !sign.what().is_empty()));
        assert!(Condition::ALL.iter().all(|sign| !sign.what().is_empty()));
        assert_eq!(uk("1 A P").sharing.what(), "lawful sharing permitted");
        assert_eq!(
            uk("1 A C").sharing.what(),
            "lawful sharing permitted with conditions"
        );
    }

    #[test]
    fn handling_c_holds_until_every_condition_is_logged() {
        assert_eq!(uk("3 E P").may_be_released(&[]), Ok(()));
        assert_eq!(uk("1 A C").may_be_released(&[]), Err(Held::NoCondition));
        let met = |condition| Met { condition, entry: 9 };
        let both = uk("1 A C S1 A1");
        assert_eq!(both.may_be_released(&[]), Err(Held::Unmet(Condition::A1)));
        assert_eq!(
            both.may_be_released(&[met(Condition::A1), met(Condition::S2)]),
            Err(Held::Unmet(Condition::S1))
        );
        assert_eq!(
            both.may_be_released(&[met(Condition::A1), met(Condition::S1)]),
            Ok(())
        );
    }

    #[test]
    fn a_grade_in_another_form_is_refused() {
        for text in [
            "", "2", "2 B", "B 2 P", "2 B P A1", "2 B C A4", "4 B P", "2 F P", "2BP",
        ] {
            assert!(text.parse::<Uk352>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_grade_is_read_as_it_was_written(s in 0usize..3, k in 0usize..5, p in prop::bool::ANY, bits in 0u8..32) {
            let conditions = Condition::ALL.iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1).map(|(_, c)| *c);
            let grade = Uk352 {
                source: Source::ALL[s],
                knowledge: Knowledge::ALL[k],
                sharing: if p { Sharing::Permitted } else { Sharing::Conditions(conditions.collect()) },
            };
            let json = serde_json::to_string(&grade).unwrap();
            prop_assert_eq!(serde_json::from_str::<Uk352>(&json).unwrap(), grade);
        }
    }
}
