//! What an assessment must show before it leaves the case: the nine tradecraft
//! standards of ICD 203, each met, or waived with a reason that travels with it.
//!
//! Source: Intelligence Community Directive 203, Analytic Standards, ODNI, 2
//! January 2015, section D.6.e; our questions, not its wording. Accuracy, its
//! eighth standard, cannot be checked before time has answered; what can be
//! checked is that time will be able to: a day and a way to tell.
//!
//! Nothing here reads meaning. A field that is filled with nonsense passes; that
//! is what the second person is for.

use super::{Assessment, Basis};
use crate::scale::read_grade;
use fyke_model::date::Day;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One of the nine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standard {
    /// How good the origins are, and why.
    Sources,
    /// How sure, resting on what, and what would make it surer.
    Uncertainty,
    /// What is known, what is assumed, what is judged, told apart.
    Distinction,
    /// What else it could be.
    Alternatives,
    /// Whom it helps to do what.
    Relevance,
    /// The steps from what is known to what is judged.
    Argument,
    /// What changed since the last version, and why.
    Change,
    /// When and by what it will turn out true or false.
    Accuracy,
    /// A picture, where one says it better.
    Visuals,
}

impl Standard {
    /// All nine, in the order of the directive.
    pub const ALL: [Standard; 9] = [
        Standard::Sources,
        Standard::Uncertainty,
        Standard::Distinction,
        Standard::Alternatives,
        Standard::Relevance,
        Standard::Argument,
        Standard::Change,
        Standard::Accuracy,
        Standard::Visuals,
    ];

    /// Its name on a page.
    pub const fn as_str(self) -> &'static str {
        match self {
            Standard::Sources => "sources",
            Standard::Uncertainty => "uncertainty",
            Standard::Distinction => "known, assumed, judged",
            Standard::Alternatives => "alternatives",
            Standard::Relevance => "relevance",
            Standard::Argument => "argument",
            Standard::Change => "change",
            Standard::Accuracy => "accuracy",
            Standard::Visuals => "visuals",
        }
    }
}

/// What a release asks for, beyond the answer itself.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Tradecraft {
    /// What would change the answer, if it were seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<String>,
    /// Who can do what with the answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub relevance: String,
    /// The argument, part by part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub argument: Vec<Part>,
    /// How time will answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolution: Option<Resolution>,
    /// Pictures that go with it, by their id in the case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visuals: Vec<String>,
    /// True for a first version: there is nothing that it changes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub first_version: bool,
    /// Standards that this one goes without, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waived: Vec<Waiver>,
}

/// One part of an argument: what kind of sentence it is, and its words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Part {
    /// What kind.
    pub kind: PartKind,
    /// The words.
    pub text: String,
    /// For what is known: where it stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<Basis>,
}

/// What kind of sentence a part of an argument is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// Stands in a row, a quote or a report.
    Information,
    /// Taken for true without proof.
    Assumption,
    /// Concluded.
    Judgement,
}

/// How the question of an assessment will be answered by time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Resolution {
    /// By when.
    pub by: Day,
    /// By what: the dataset, document or observation that tells.
    pub how: String,
}

/// A standard that an assessment goes without.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Waiver {
    /// Which.
    pub standard: Standard,
    /// Why; an empty reason waives nothing.
    pub reason: String,
}

/// A standard that is not met, and what would meet it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Missing {
    /// Which.
    pub standard: Standard,
    /// What is not there; what to do.
    pub words: String,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.standard.as_str(), self.words)
    }
}

/// What an assessment still lacks before it may be released, in the order of
/// the standards. What is waived with a reason is not missing.
///
/// ```
/// use fyke_judge::assessment::{Assessment, Confidence, Probability, Standard, missing};
/// use fyke_judge::key::PersonKey;
/// let draft = Assessment::draft(
///     "Did Gama receive it?",
///     Probability::new(0.7).unwrap(),
///     Confidence::Low,
///     PersonKey::from_seed(&[1; 32]).id(),
/// );
/// let lacks: Vec<Standard> = missing(&draft).into_iter().map(|m| m.standard).collect();
/// assert!(Standard::ALL.iter().all(|standard| lacks.contains(standard)));
/// ```
pub fn missing(a: &Assessment) -> Vec<Missing> {
    let waived = |standard: Standard| {
        let waivers = &a.tradecraft.waived;
        waivers
            .iter()
            .any(|waiver| waiver.standard == standard && !blank(&waiver.reason))
    };
    let mut found = Vec::new();
    for standard in Standard::ALL.into_iter().filter(|standard| !waived(*standard)) {
        let lacks = match standard {
            Standard::Sources => sources(a),
            Standard::Uncertainty => uncertainty(a),
            Standard::Distinction => distinction(a),
            Standard::Alternatives => alternatives(a),
            Standard::Relevance => relevance(a),
            Standard::Argument => argument(a),
            Standard::Change => change(a),
            Standard::Accuracy => accuracy(a),
            Standard::Visuals => visuals(a),
        };
        found.extend(lacks.into_iter().map(|words| Missing { standard, words }));
    }
    found
}

/// Whether nothing is missing.
///
/// # Errors
/// All that is missing.
pub fn ready_for_release(a: &Assessment) -> Result<(), Vec<Missing>> {
    let found = missing(a);
    if found.is_empty() { Ok(()) } else { Err(found) }
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn sources(a: &Assessment) -> Vec<String> {
    let mut lacks = Vec::new();
    if a.basis.is_empty() {
        lacks.push("it rests on no row, quote or report; name what it rests on".to_owned());
    }
    for piece in &a.basis {
        let grades = a.source_grades.iter().filter(|grade| grade.of == *piece);
        let good = grades
            .into_iter()
            .any(|grade| read_grade(&grade.grade).is_ok_and(|read| read.complete()) && !blank(&grade.why));
        // a note is our own words: nobody can grade it but its reader
        if !good && !matches!(piece, Basis::Note(_)) {
            lacks.push(format!(
                "{piece} has no grade with its reason; give one, such as B2 or 2 B P, and what it rests on"
            ));
        }
    }
    lacks
}

fn uncertainty(a: &Assessment) -> Vec<String> {
    let mut lacks = Vec::new();
    if blank(&a.confidence_basis) {
        lacks.push("the confidence rests on nothing said; say what it rests on".to_owned());
    }
    if a.tradecraft.indicators.iter().all(|text| blank(text)) {
        lacks.push("nothing is named that would change the answer; name what would".to_owned());
    }
    lacks
}

fn distinction(a: &Assessment) -> Vec<String> {
    let parts = &a.tradecraft.argument;
    let has = |kind| parts.iter().any(|part| part.kind == kind && !blank(&part.text));
    let mut lacks = Vec::new();
    if !has(PartKind::Information) || !has(PartKind::Judgement) {
        lacks.push("the argument does not tell what is known from what is judged; mark its parts".to_owned());
    }
    let assumed = parts
        .iter()
        .filter(|part| part.kind == PartKind::Assumption && !blank(&part.text));
    for part in assumed {
        if !a.assumptions.iter().any(|known| known.text == part.text) {
            lacks.push(format!(
                "'{}' is assumed and not on the list of assumptions; say what follows if it is false, and \
                 until when it counts",
                short(&part.text)
            ));
        }
    }
    for assumption in a.assumptions.iter().filter(|known| blank(&known.if_false)) {
        lacks.push(format!(
            "nothing is said of what follows if '{}' is false; say it",
            short(&assumption.text)
        ));
    }
    lacks
}

fn alternatives(a: &Assessment) -> Vec<String> {
    if a.alternatives.iter().all(|text| blank(text)) {
        return vec!["no other explanation is named; name the best innocent one".to_owned()];
    }
    Vec::new()
}

fn relevance(a: &Assessment) -> Vec<String> {
    if blank(&a.tradecraft.relevance) {
        return vec!["nobody is named whom it helps; say who can do what with it".to_owned()];
    }
    Vec::new()
}

fn argument(a: &Assessment) -> Vec<String> {
    let parts = &a.tradecraft.argument;
    if parts.iter().all(|part| blank(&part.text)) {
        return vec!["there is no argument; write the steps from what is known to the answer".to_owned()];
    }
    let mut lacks = Vec::new();
    for part in parts {
        if part.kind == PartKind::Information && part.basis.is_empty() {
            lacks.push(format!(
                "'{}' is said to be known and cites nothing; cite it or call it assumed",
                short(&part.text)
            ));
        }
        for piece in part.basis.iter().filter(|piece| !a.basis.contains(piece)) {
            lacks.push(format!(
                "{piece} is cited in the argument and not in the basis; add it there"
            ));
        }
    }
    lacks
}

fn change(a: &Assessment) -> Vec<String> {
    let noted = a.change_note.as_deref().is_some_and(|note| !blank(note));
    if noted || a.tradecraft.first_version {
        return Vec::new();
    }
    vec![
        "nothing is said of the version before; say what changed and why, or that this is the first"
            .to_owned(),
    ]
}

fn accuracy(a: &Assessment) -> Vec<String> {
    let mut lacks = Vec::new();
    if blank(&a.question) {
        lacks.push("there is no question; ask one that can turn out true or false".to_owned());
    }
    match &a.tradecraft.resolution {
        Some(resolution) if !blank(&resolution.how) => {}
        _ => lacks.push("nothing will show whether it was right; name a day and what will tell".to_owned()),
    }
    lacks
}

fn visuals(a: &Assessment) -> Vec<String> {
    if a.tradecraft.visuals.iter().all(|id| blank(id)) {
        return vec!["no picture goes with it; add one or say that words are enough".to_owned()];
    }
    Vec::new()
}

/// The first words of a text, for an error.
fn short(text: &str) -> String {
    let mut start: String = text.chars().take(60).collect();
    if text.chars().count() > 60 {
        start.push_str("...");
    }
    start
}

#[cfg(test)]
mod tests {
    use super::super::{Assumption, Confidence, Probability, SourceGrade};
    use super::*;
    use crate::key::PersonKey;

    fn complete() -> Assessment {
        let by = PersonKey::from_seed(&[1; 32]).id();
        let quote = Basis::Quote("q1".into());
        Assessment {
            confidence_basis: "two registers agree".into(),
            basis: vec![quote.clone()],
            source_grades: vec![SourceGrade {
                of: quote.clone(),
                grade: "B2".into(),
                by,
                why: "right in three of three earlier cases".into(),
            }],
            assumptions: vec![Assumption {
                text: "the weights are net".into(),
                if_false: "a tenth of the goods is missing".into(),
                expires: Day::from_ymd(2026, 12, 31).unwrap(),
            }],
            alternatives: vec!["Gama buys for a maker of washing machines".into()],
            tradecraft: Tradecraft {
                indicators: vec!["a customs declaration of Gama for June".into()],
                relevance: "customs of TR can ask Beta for its stock book".into(),
                argument: vec![
                    Part {
                        kind: PartKind::Information,
                        text: "Beta sold 390 kg".into(),
                        basis: vec![quote],
                    },
                    Part {
                        kind: PartKind::Assumption,
                        text: "the weights are net".into(),
                        basis: Vec::new(),
                    },
                    Part {
                        kind: PartKind::Judgement,
                        text: "the goods are those of Alfa".into(),
                        basis: Vec::new(),
                    },
                ],
                resolution: Some(Resolution {
                    by: Day::from_ymd(2026, 12, 31).unwrap(),
                    how: "declarations of RU for June".into(),
                }),
                visuals: vec!["map-1".into()],
                first_version: true,
                waived: Vec::new(),
            },
            ..Assessment::draft(
                "Did Gama receive the goods?",
                Probability::new(0.7).unwrap(),
                Confidence::Moderate,
                by,
            )
        }
    }

    fn lacks(a: &Assessment) -> Vec<Standard> {
        missing(a).into_iter().map(|missing| missing.standard).collect()
    }

    /// Takes one thing away.
    type Spoil = fn(&mut Assessment);

    #[test]
    fn each_standard_is_missed_alone_and_can_be_waived_with_a_reason_only() {
        assert_eq!(missing(&complete()), []);
        let spoils: [(Standard, Spoil); 14] = [
            (Standard::Sources, |a| a.source_grades.clear()),
            (Standard::Sources, |a| {
                a.source_grades[0].why = " ".into();
            }),
            (Standard::Sources, |a| {
                // half a grade: nobody has looked at the item
                a.source_grades[0].grade = "B-".into();
            }),
            (Standard::Uncertainty, |a| a.confidence_basis.clear()),
            (Standard::Uncertainty, |a| a.tradecraft.indicators.clear()),
            (Standard::Distinction, |a| {
                a.tradecraft.argument.remove(2);
            }),
            (Standard::Distinction, |a| a.assumptions.clear()),
            (Standard::Alternatives, |a| a.alternatives = vec![" ".into()]),
            (Standard::Relevance, |a| a.tradecraft.relevance.clear()),
            (Standard::Argument, |a| {
                a.tradecraft.argument[0].basis.clear();
            }),
            (Standard::Change, |a| a.tradecraft.first_version = false),
            (Standard::Accuracy, |a| a.tradecraft.resolution = None),
            (Standard::Accuracy, |a| a.question.clear()),
            (Standard::Visuals, |a| a.tradecraft.visuals.clear()),
        ];
        for (standard, spoil) in spoils {
            let mut a = complete();
            spoil(&mut a);
            assert_eq!(lacks(&a), [standard]);
            let waive = |reason: &str| {
                let mut a = a.clone();
                a.tradecraft.waived.push(Waiver {
                    standard,
                    reason: reason.into(),
                });
                lacks(&a)
            };
            assert_eq!(waive("told in the annex"), []);
            assert_eq!(waive("  "), [standard]);
        }
        let spoiled: Vec<Standard> = spoils.iter().map(|(standard, _)| *standard).collect();
        assert!(Standard::ALL.iter().all(|standard| spoiled.contains(standard)));
    }

    #[test]
    fn what_is_cited_in_the_argument_stands_in_the_basis() {
        let mut a = complete();
        a.tradecraft.argument[0]
            .basis
            .push(Basis::SourceReport("17".into()));
        let words: Vec<String> = missing(&a).iter().map(ToString::to_string).collect();
        assert_eq!(
            words,
            ["argument: source report 17 is cited in the argument and not in the basis; add it there"]
        );
    }

    #[test]
    fn an_assessment_is_stored_and_read_back_and_an_old_one_without_the_new_fields_too() {
        let a = complete();
        let text = serde_json::to_string(&a).unwrap();
        assert_eq!(serde_json::from_str::<Assessment>(&text).unwrap(), a);
        let mut old: serde_json::Value = serde_json::from_str(&text).unwrap();
        old.as_object_mut().unwrap().remove("tradecraft");
        let old: Assessment = serde_json::from_value(old).unwrap();
        assert_eq!(old.tradecraft, Tradecraft::default());
    }
}
