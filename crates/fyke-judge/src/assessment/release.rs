//! What keeps an assessment in the case: everything at once, so that nobody mends
//! one thing only to be told the next.
//!
//! The nine standards ([`super::missing`]), the label against what it was made
//! from ([`crate::scale::tlp`]), handling C of each graded report
//! ([`crate::scale::uk352`]), and the rule that what a source alone told never
//! leaves. That the entries named here are what they are said to be is for the
//! verifier ([`crate::rules`]).

use super::{Assessment, Basis, Missing, missing};
use crate::record::leaf::{Index, Tlp};
use crate::scale::tlp::{Looser, check_child, may_leave};
use crate::scale::uk352::{Held, Met};
use crate::scale::{Graded, read_grade};
use std::fmt;

/// What is asked of an assessment.
#[derive(Clone, Copy, Debug)]
pub struct Release<'a> {
    /// The labels of what it was made from.
    pub made_from: &'a [Tlp],
    /// The decision to release it, where two people made one.
    pub decision: Option<Index>,
    /// Handling conditions that the record shows as met, by the piece they are of.
    pub met: &'a [(Basis, Met)],
}

/// One thing that keeps it in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Hold {
    /// A standard is not met.
    Missing(Missing),
    /// Its label is freer than what it was made from.
    Label(Looser),
    /// It rests on what a source alone told.
    Source,
    /// A report under it may not go on yet.
    Handling(Basis, Held),
}

impl fmt::Display for Hold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Hold::Missing(missing) => write!(f, "{missing}"),
            Hold::Label(looser) => write!(f, "{looser}"),
            Hold::Source => f.write_str(
                "it rests on what a source alone told; wait until open data says the same and rest it on that",
            ),
            Hold::Handling(piece, held) => write!(f, "{piece}: {held}"),
        }
    }
}

/// Everything that keeps an assessment in.
///
/// ```
/// use fyke_judge::assessment::{Assessment, Confidence, Hold, Probability, Release, holds};
/// use fyke_judge::key::PersonKey;
/// let mut draft = Assessment::draft(
///     "Did Gama receive it?",
///     Probability::new(0.7).unwrap(),
///     Confidence::Low,
///     PersonKey::from_seed(&[1; 32]).id(),
/// );
/// draft.tlp = fyke_judge::record::leaf::Tlp::Clear;
/// let asked = Release { made_from: &[], decision: None, met: &[] };
/// let label = holds(&draft, asked).into_iter().find(|hold| matches!(hold, Hold::Label(_)));
/// assert_eq!(
///     label.unwrap().to_string(),
///     "labelled TLP:CLEAR though made from TLP:RED; label it TLP:RED, or have it released by two people first"
/// );
/// ```
pub fn holds(a: &Assessment, asked: Release<'_>) -> Vec<Hold> {
    let mut holds: Vec<Hold> = missing(a).into_iter().map(Hold::Missing).collect();
    let made_from = asked.made_from.iter().copied();
    holds.extend(
        check_child(a.tlp, made_from, a.handling, asked.decision)
            .err()
            .map(Hold::Label),
    );
    if !may_leave(a.handling) {
        holds.push(Hold::Source);
    }
    for grade in &a.source_grades {
        let Ok(Graded::Uk352(uk)) = read_grade(&grade.grade) else {
            continue;
        };
        let of_piece = asked.met.iter().filter(|(piece, _)| *piece == grade.of);
        let met: Vec<Met> = of_piece.map(|(_, met)| *met).collect();
        let held = uk.may_be_released(&met).err();
        holds.extend(held.map(|held| Hold::Handling(grade.of.clone(), held)));
    }
    holds
}

#[cfg(test)]
mod tests {
    use super::super::{Confidence, Probability, SourceGrade};
    use super::*;
    use crate::key::PersonKey;
    use crate::scale::uk352::Condition;
    use fyke_model::dataset::Handling;

    fn words(a: &Assessment, asked: Release<'_>) -> Vec<String> {
        let holds = holds(a, asked).into_iter();
        let other = holds.filter(|hold| !matches!(hold, Hold::Missing(_)));
        other.map(|hold| hold.to_string()).collect()
    }

    #[test]
    fn a_report_of_handling_c_holds_its_assessment_until_the_record_shows_its_condition() {
        let by = PersonKey::from_seed(&[1; 32]).id();
        let report = Basis::SourceReport("17".into());
        let mut a = Assessment {
            basis: vec![report.clone()],
            source_grades: vec![SourceGrade {
                of: report.clone(),
                grade: "1 A C S2".into(),
                by,
                why: "seen at first hand".into(),
            }],
            ..Assessment::draft("?", Probability::new(0.7).unwrap(), Confidence::High, by)
        };
        let nothing = Release {
            made_from: &[Tlp::Red],
            decision: None,
            met: &[],
        };
        assert_eq!(
            words(&a, nothing),
            [
                "source report 17: handling C: condition S2 (sanitisation: the originator is consulted first) is not \
                 met in the record; meet it and log it"
            ]
        );
        let met = |of: &Basis| {
            [(
                of.clone(),
                Met {
                    condition: Condition::S2,
                    entry: 12,
                },
            )]
        };
        let consulted = met(&report);
        assert!(
            words(
                &a,
                Release {
                    met: &consulted,
                    ..nothing
                }
            )
            .is_empty()
        );
        // consulted about another report
        let other = met(&Basis::SourceReport("18".into()));
        assert_eq!(
            words(
                &a,
                Release {
                    met: &other,
                    ..nothing
                }
            )
            .len(),
            1
        );
        // and what a source alone told stays, consulted or not, two people or not
        a.handling = Handling::SourceCompartment;
        a.tlp = Tlp::Green;
        let all = Release {
            decision: Some(13),
            met: &consulted,
            ..nothing
        };
        assert_eq!(words(&a, all).len(), 2);
    }
}
