//! The matrix as people fill it: hypotheses, evidence, what each says to each, and
//! the answers that each person gave.
//!
//! "None of these" is always a row: probabilities over a list that leaves something
//! out do not sum to 1, and the honest explanation is often the one not listed.

use super::diagnosticity::{Diagnosticity, diagnosticity};
use super::{Coherent, HypothesisError, Pooled, Ratio, Recalibration, coherent, pool};
use crate::assessment::{Basis, Probability};
use crate::key::KeyId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Id of the row "none of these".
pub const OTHER: &str = "other";

/// Which way round the table stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// A hypothesis is a row: less confirmation bias (Dhami et al. 2024).
    #[default]
    HypothesesInRows,
    /// A piece of evidence is a row: the classic layout.
    EvidenceInRows,
}

/// Something that could be true; no two of a matrix can be true together.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Hypothesis {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
}

/// A piece of evidence, and where it stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Evidence {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub basis: Vec<Basis>,
}

/// What a piece of evidence says to a hypothesis.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consistency {
    /// To be expected if the hypothesis is true.
    Consistent,
    /// Not to be expected.
    Inconsistent,
    /// Says nothing to it.
    Neither,
}

/// One cell.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Cell {
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consistency: Option<Consistency>,
    /// As a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratio: Option<Ratio>,
}

/// What one person thinks of each hypothesis, as asked: not yet coherent.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Answer {
    /// Whose.
    pub by: KeyId,
    /// By hypothesis.
    pub probabilities: BTreeMap<String, Probability>,
}

/// Hypotheses, evidence, cells.
///
/// ```
/// use fyke_judge::assessment::Basis;
/// use fyke_judge::hypothesis::{Cell, Consistency, Matrix, View};
/// let mut m = Matrix::new("Who received the goods of Alfa?");
/// m.add_hypothesis("gama", "Gama did").unwrap();
/// m.add_hypothesis("beta", "Beta kept them").unwrap();
/// m.add_evidence("e1", "390 kg left Beta in March", vec![Basis::Quote("q1".into())]).unwrap();
/// let inconsistent = Cell { consistency: Some(Consistency::Inconsistent), ratio: None };
/// m.set("beta", "e1", inconsistent).unwrap();
/// assert!(View::of(&m, &[]).unwrap().to_string().starts_with("Who received the goods of Alfa?"));
/// ```
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Matrix {
    question: String,
    orientation: Orientation,
    hypotheses: Vec<Hypothesis>,
    evidence: Vec<Evidence>,
    /// By hypothesis and evidence.
    cells: BTreeMap<(String, String), Cell>,
}

/// The form in which a matrix is stored: cells as a list, since keys of JSON are
/// texts.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    question: String,
    #[serde(default)]
    orientation: Orientation,
    hypotheses: Vec<Hypothesis>,
    evidence: Vec<Evidence>,
    cells: Vec<(String, String, Cell)>,
}

impl Matrix {
    /// A matrix with one hypothesis: none of those that will be added.
    pub fn new(question: impl Into<String>) -> Matrix {
        Matrix {
            question: question.into(),
            orientation: Orientation::default(),
            hypotheses: vec![Hypothesis {
                id: OTHER.to_owned(),
                text: "none of these".to_owned(),
            }],
            evidence: Vec::new(),
            cells: BTreeMap::new(),
        }
    }

    /// What is asked.
    pub fn question(&self) -> &str {
        &self.question
    }

    /// The hypotheses in the order added, "none of these" last.
    pub fn hypotheses(&self) -> &[Hypothesis] {
        &self.hypotheses
    }

    /// The evidence in the order added.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// Which way round the table is shown.
    pub fn orientation(&self) -> Orientation {
        self.orientation
    }

    /// Turns the table.
    pub fn set_orientation(&mut self, orientation: Orientation) {
        self.orientation = orientation;
    }

    /// Adds a hypothesis.
    ///
    /// # Errors
    /// An id that is empty or there already, among evidence too.
    pub fn add_hypothesis(&mut self, id: &str, text: &str) -> Result<(), HypothesisError> {
        self.new_id(id)?;
        let last = self.hypotheses.len().saturating_sub(1);
        self.hypotheses.insert(
            last,
            Hypothesis {
                id: id.to_owned(),
                text: text.to_owned(),
            },
        );
        Ok(())
    }

    /// Adds a piece of evidence.
    ///
    /// # Errors
    /// An id as in [`Matrix::add_hypothesis`]; no basis.
    pub fn add_evidence(&mut self, id: &str, text: &str, basis: Vec<Basis>) -> Result<(), HypothesisError> {
        self.new_id(id)?;
        if basis.is_empty() {
            return Err(HypothesisError::NoBasis(id.to_owned()));
        }
        self.evidence.push(Evidence {
            id: id.to_owned(),
            text: text.to_owned(),
            basis,
        });
        Ok(())
    }

    /// Fills a cell; an empty [`Cell`] empties it.
    ///
    /// # Errors
    /// Ids that are not there.
    pub fn set(&mut self, hypothesis: &str, evidence: &str, cell: Cell) -> Result<(), HypothesisError> {
        if !self.hypotheses.iter().any(|h| h.id == hypothesis) {
            return Err(HypothesisError::Unknown(hypothesis.to_owned()));
        }
        if !self.evidence.iter().any(|e| e.id == evidence) {
            return Err(HypothesisError::Unknown(evidence.to_owned()));
        }
        let key = (hypothesis.to_owned(), evidence.to_owned());
        if cell == Cell::default() {
            self.cells.remove(&key);
        } else {
            self.cells.insert(key, cell);
        }
        Ok(())
    }

    /// What stands in a cell.
    pub fn cell(&self, hypothesis: &str, evidence: &str) -> Cell {
        let key = (hypothesis.to_owned(), evidence.to_owned());
        self.cells.get(&key).copied().unwrap_or_default()
    }

    /// The hypothesis to ask for next: probabilities are asked one by one, so
    /// that nobody fits the last to the others.
    pub fn next_to_ask(&self, answer: &Answer) -> Option<&Hypothesis> {
        let mut open = self.hypotheses.iter();
        open.find(|h| !answer.probabilities.contains_key(&h.id))
    }

    /// One person's answers made coherent, in the order of the hypotheses.
    ///
    /// # Errors
    /// A hypothesis without an answer, or an answer without a hypothesis.
    pub fn coherent(&self, answer: &Answer) -> Result<Coherent, HypothesisError> {
        let known: BTreeSet<&str> = self.hypotheses.iter().map(|h| h.id.as_str()).collect();
        if let Some(id) = answer
            .probabilities
            .keys()
            .find(|id| !known.contains(id.as_str()))
        {
            return Err(HypothesisError::Unknown(id.clone()));
        }
        let asked = self.hypotheses.iter().map(|h| {
            let given = answer.probabilities.get(&h.id).copied();
            given.ok_or_else(|| HypothesisError::Unanswered(h.id.clone()))
        });
        coherent(&asked.collect::<Result<Vec<_>, _>>()?, None)
    }

    /// Several people's answers as one: each made coherent, pooled hypothesis by
    /// hypothesis, and the pool made coherent again.
    ///
    /// # Errors
    /// No answers, two of one person, or one as in [`Matrix::coherent`].
    pub fn pooled(
        &self,
        answers: &[Answer],
        recalibration: Recalibration,
    ) -> Result<(Coherent, Vec<Pooled>), HypothesisError> {
        let mut people = BTreeSet::new();
        if let Some(twice) = answers.iter().find(|answer| !people.insert(answer.by)) {
            return Err(HypothesisError::Twice(twice.by));
        }
        let each: Vec<Coherent> = answers
            .iter()
            .map(|answer| self.coherent(answer))
            .collect::<Result<_, _>>()?;
        let mut pools = Vec::new();
        for row in 0..self.hypotheses.len() {
            let of_row = each.iter().filter_map(|one| one.probabilities.get(row));
            let given: Vec<Probability> = of_row.filter_map(|p| probability(*p)).collect();
            pools.push(pool(&given, recalibration)?);
        }
        let pooled: Vec<Probability> = pools.iter().map(|one| one.probability).collect();
        Ok((coherent(&pooled, None)?, pools))
    }

    /// Which hypotheses each piece of evidence tells apart, in order of evidence.
    pub fn diagnosticity(&self) -> Vec<Diagnosticity> {
        let columns = self.evidence.iter().map(|e| {
            let cells = self.hypotheses.iter().map(|h| self.cell(&h.id, &e.id));
            diagnosticity(&e.id, &cells.collect::<Vec<_>>())
        });
        columns.collect()
    }

    /// How many pieces of evidence stand against each hypothesis, in order. The
    /// count that Heuer's method goes by; shown, never turned into a probability.
    pub fn against(&self) -> Vec<usize> {
        let rows = self.hypotheses.iter().map(|h| {
            let against = |e: &&Evidence| {
                let cell = self.cell(&h.id, &e.id);
                cell.consistency == Some(Consistency::Inconsistent)
            };
            self.evidence.iter().filter(against).count()
        });
        rows.collect()
    }

    fn new_id(&self, id: &str) -> Result<(), HypothesisError> {
        let used = self.hypotheses.iter().map(|h| h.id.as_str());
        let mut used = used.chain(self.evidence.iter().map(|e| e.id.as_str()));
        if id.trim().is_empty() || used.any(|other| other == id) {
            return Err(HypothesisError::BadId(id.chars().take(40).collect()));
        }
        Ok(())
    }
}

/// A number of a coherent answer, rounding forgiven.
fn probability(p: f64) -> Option<Probability> {
    Probability::new(p.clamp(0.0, 1.0)).ok()
}

impl From<Matrix> for Stored {
    fn from(m: Matrix) -> Stored {
        let others = m.hypotheses.into_iter().filter(|h| h.id != OTHER);
        Stored {
            question: m.question,
            orientation: m.orientation,
            hypotheses: others.collect(),
            evidence: m.evidence,
            cells: m.cells.into_iter().map(|((h, e), cell)| (h, e, cell)).collect(),
        }
    }
}
impl TryFrom<Stored> for Matrix {
    type Error = HypothesisError;
    fn try_from(stored: Stored) -> Result<Matrix, HypothesisError> {
        let mut m = Matrix::new(stored.question);
        m.orientation = stored.orientation;
        for h in stored.hypotheses {
            m.add_hypothesis(&h.id, &h.text)?;
        }
        for e in stored.evidence {
            m.add_evidence(&e.id, &e.text, e.basis)?;
        }
        for (h, e, cell) in stored.cells {
            m.set(&h, &e, cell)?;
        }
        Ok(m)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::PersonKey;

    fn matrix() -> Matrix {
        let mut m = Matrix::new("Who received the goods?");
        m.add_hypothesis("gama", "Gama").unwrap();
        m.add_hypothesis("beta", "Beta kept them").unwrap();
        let quote = || vec![Basis::Quote("q".into())];
        m.add_evidence("e1", "390 kg left Beta", quote()).unwrap();
        m.add_evidence("e2", "Beta is a trader", quote()).unwrap();
        let cell = |consistency, ratio: Option<f64>| Cell {
            consistency: Some(consistency),
            ratio: ratio.map(|r| Ratio::new(r).unwrap()),
        };
        m.set("gama", "e1", cell(Consistency::Consistent, Some(4.0)))
            .unwrap();
        m.set("beta", "e1", cell(Consistency::Inconsistent, Some(0.1)))
            .unwrap();
        for h in ["gama", "beta", OTHER] {
            m.set(h, "e2", cell(Consistency::Consistent, None)).unwrap();
        }
        m
    }

    fn answer(person: u8, numbers: [f64; 3]) -> Answer {
        let ids = ["gama", "beta", OTHER].map(str::to_owned);
        let numbers = numbers.map(|p| Probability::new(p).unwrap());
        Answer {
            by: PersonKey::from_seed(&[person; 32]).id(),
            probabilities: ids.into_iter().zip(numbers).collect(),
        }
    }

    #[test]
    fn a_matrix_is_stored_and_read_back_and_what_was_never_valid_is_refused() {
        let m = matrix();
        let text = serde_json::to_string(&m).unwrap();
        assert_eq!(serde_json::from_str::<Matrix>(&text).unwrap(), m);
        let q = r#"{"quote":"q"}"#;
        for (hypotheses, evidence, cells, words) in [
            (r#"{"id":"other","text":""}"#, "", "", "'other' is no new id"),
            (
                "",
                r#"{"id":"e","text":"","basis":[]}"#,
                "",
                "cites no row, quote or report",
            ),
            (
                "",
                &format!(r#"{{"id":"e","text":"","basis":[{q}]}}"#),
                r#"["x","e",{}]"#,
                "no hypothesis or evidence 'x'",
            ),
        ] {
            let text = format!(
                r#"{{"question":"?","hypotheses":[{hypotheses}],"evidence":[{evidence}],"cells":[{cells}]}}"#
            );
            let error = serde_json::from_str::<Matrix>(&text).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
    }

    #[test]
    fn probabilities_are_asked_one_by_one_and_none_of_these_last() {
        let m = matrix();
        let mut given = answer(1, [0.6, 0.5, 0.2]);
        assert_eq!(m.next_to_ask(&given), None);
        given.probabilities.remove(OTHER);
        assert_eq!(m.next_to_ask(&given).unwrap().id, OTHER);
        assert_eq!(
            m.coherent(&given).unwrap_err(),
            HypothesisError::Unanswered(OTHER.into())
        );
        given.probabilities.clear();
        assert_eq!(m.next_to_ask(&given).unwrap().id, "gama");
    }

    #[test]
    fn people_who_agree_are_not_moved_by_being_pooled() {
        let m = matrix();
        // 0.6 + 0.5 + 0.2 is 0.3 too much: each gives a tenth
        let each = answer(1, [0.6, 0.5, 0.2]);
        let same = Answer {
            by: PersonKey::from_seed(&[2; 32]).id(),
            ..each.clone()
        };
        let (one, _) = m.pooled(&[each, same], Recalibration::NONE).unwrap();
        for (p, expected) in one.probabilities.iter().zip([0.5, 0.4, 0.1]) {
            assert!((p - expected).abs() < 1e-9);
        }
        assert!(m.pooled(&[], Recalibration::NONE).is_err());
        // nor may one of them answer twice
        let loud = [answer(1, [0.6, 0.5, 0.2]), answer(1, [0.9, 0.1, 0.0])];
        let error = m.pooled(&loud, Recalibration::NONE).unwrap_err();
        assert_eq!(error, HypothesisError::Twice(loud[0].by));
    }

    #[test]
    fn counts_against_and_what_tells_apart() {
        let m = matrix();
        assert_eq!(m.against(), [0, 1, 0]);
        let told: Vec<(usize, usize)> = m
            .diagnosticity()
            .iter()
            .map(|d| (d.told_apart, d.pairs))
            .collect();
        // the first column tells gama from beta; the second fits all of them
        assert_eq!(told, [(1, 3), (0, 3)]);
    }
}
