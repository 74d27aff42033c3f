//! A matrix as a page or a terminal shows it.
//!
//! Beside the cells stand what people answered, coherent and pooled, what the
//! answers summed to before, and what each piece of evidence tells apart; a column
//! that fits every hypothesis is said to tell nothing. Cells read `C` consistent,
//! `I` inconsistent, `-` neither, `x10` or `/10` for a ratio, blank for nobody asked.

use super::{
    Answer, Cell, Coherent, Consistency, Diagnosticity, HypothesisError, Matrix, Orientation, Recalibration,
};
use crate::assessment::Basis;
use serde::Serialize;
use std::fmt;

/// A matrix to be shown.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct View {
    /// What is asked.
    pub question: String,
    /// Which way round.
    pub orientation: Orientation,
    /// The hypotheses, with their cells in the order of `evidence`.
    pub hypotheses: Vec<HypothesisView>,
    /// The evidence.
    pub evidence: Vec<EvidenceView>,
    /// What each person's answers summed to, in the order given.
    pub sums: Vec<f64>,
}

/// A hypothesis to be shown.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct HypothesisView {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// How many pieces of evidence stand against it.
    pub against: usize,
    /// What each person answered, made coherent.
    pub each: Vec<f64>,
    /// The pool of them, made coherent; absent without answers.
    pub pooled: Option<f64>,
}

/// A piece of evidence to be shown.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct EvidenceView {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub basis: Vec<Basis>,
    /// What it tells apart.
    pub diagnosticity: Diagnosticity,
}

impl View {
    /// What to show of a matrix and of people's answers, pooled without
    /// recalibration.
    ///
    /// # Errors
    /// As [`Matrix::coherent`].
    pub fn of(matrix: &Matrix, answers: &[Answer]) -> Result<View, HypothesisError> {
        View::recalibrated(matrix, answers, Recalibration::NONE)
    }

    /// The same, pooled with a recalibration.
    ///
    /// # Errors
    /// As [`Matrix::coherent`].
    pub fn recalibrated(
        matrix: &Matrix,
        answers: &[Answer],
        recalibration: Recalibration,
    ) -> Result<View, HypothesisError> {
        let each: Vec<Coherent> = answers
            .iter()
            .map(|answer| matrix.coherent(answer))
            .collect::<Result<_, _>>()?;
        let pooled = if answers.is_empty() {
            None
        } else {
            Some(matrix.pooled(answers, recalibration)?.0)
        };
        let rows = matrix.hypotheses().iter().zip(matrix.against()).enumerate();
        let hypotheses = rows.map(|(row, (h, against))| HypothesisView {
            id: h.id.clone(),
            text: h.text.clone(),
            cells: matrix
                .evidence()
                .iter()
                .map(|e| matrix.cell(&h.id, &e.id))
                .collect(),
            against,
            each: each
                .iter()
                .filter_map(|one| one.probabilities.get(row).copied())
                .collect(),
            pooled: pooled
                .as_ref()
                .and_then(|one| one.probabilities.get(row).copied()),
        });
        let columns = matrix.evidence().iter().zip(matrix.diagnosticity());
        let evidence = columns.map(|(e, diagnosticity)| EvidenceView {
            id: e.id.clone(),
            text: e.text.clone(),
            basis: e.basis.clone(),
            diagnosticity,
        });
        Ok(View {
            question: matrix.question().to_owned(),
            orientation: matrix.orientation(),
            hypotheses: hypotheses.collect(),
            evidence: evidence.collect(),
            sums: each.iter().map(|one| one.sum_before).collect(),
        })
    }

    /// The table cell by cell, its head first, the way round that was chosen.
    pub fn table(&self) -> Vec<Vec<String>> {
        let mut by_hypothesis: Vec<Vec<String>> = Vec::new();
        let mut head = vec![String::new()];
        head.extend(self.evidence.iter().map(|e| e.id.clone()));
        head.push("against".to_owned());
        let people = self.sums.len();
        if people > 1 {
            head.extend((1..=people).map(|n| format!("person {n}")));
        }
        if people > 0 {
            head.push(if people > 1 { "pooled" } else { "coherent" }.to_owned());
        }
        by_hypothesis.push(head);
        for h in &self.hypotheses {
            let mut row = vec![h.id.clone()];
            row.extend(h.cells.iter().map(|cell| in_cell(*cell)));
            row.push(h.against.to_string());
            if people > 1 {
                row.extend(h.each.iter().map(|p| format!("{p:.2}")));
            }
            row.extend(h.pooled.map(|p| format!("{p:.2}")));
            by_hypothesis.push(row);
        }
        match self.orientation {
            Orientation::HypothesesInRows => by_hypothesis,
            Orientation::EvidenceInRows => turned(&by_hypothesis),
        }
    }
}

fn turned(table: &[Vec<String>]) -> Vec<Vec<String>> {
    let width = table.first().map_or(0, Vec::len);
    let column = |at: usize| {
        table
            .iter()
            .map(move |row| row.get(at).cloned().unwrap_or_default())
    };
    (0..width).map(|at| column(at).collect()).collect()
}

fn in_cell(cell: Cell) -> String {
    let word = cell.consistency.map_or("", |consistency| match consistency {
        Consistency::Consistent => "C",
        Consistency::Inconsistent => "I",
        Consistency::Neither => "-",
    });
    let ratio = cell.ratio.map(|ratio| ratio.to_string()).unwrap_or_default();
    let blank = if word.is_empty() || ratio.is_empty() {
        ""
    } else {
        " "
    };
    format!("{word}{blank}{ratio}")
}

/// Question, table, legend.
impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.question)?;
        let table = self.table();
        let columns = table.iter().map(Vec::len).max().unwrap_or_default();
        let widths: Vec<usize> = (0..columns)
            .map(|at| {
                let cells = table.iter().filter_map(|row| row.get(at));
                cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
            })
            .collect();
        for row in &table {
            let cells: Vec<String> = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| format!("{cell:<width$}"))
                .collect();
            writeln!(f, "  {}", cells.join("  ").trim_end())?;
        }
        for h in &self.hypotheses {
            writeln!(f, "{}: {}", h.id, h.text)?;
        }
        for e in &self.evidence {
            let basis: Vec<String> = e.basis.iter().map(ToString::to_string).collect();
            write!(f, "{}: {} ({})", e.id, e.text, basis.join(", "))?;
            if e.diagnosticity.is_none() {
                writeln!(f, "; tells no hypotheses apart")?;
            } else {
                writeln!(
                    f,
                    "; tells {} of {} pairs apart",
                    e.diagnosticity.told_apart, e.diagnosticity.pairs
                )?;
            }
        }
        for (n, sum) in self.sums.iter().enumerate() {
            if (sum - 1.0).abs() > 0.005 {
                writeln!(
                    f,
                    "the answers of person {} summed to {sum:.2}; moved to 1",
                    n + 1
                )?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{OTHER, Ratio};
    use super::*;
    use crate::assessment::Probability;
    use crate::key::PersonKey;

    fn matrix() -> Matrix {
        let mut m = Matrix::new("Who received the goods?");
        m.add_hypothesis("gama", "Gama did").unwrap();
        m.add_hypothesis("beta", "Beta kept them").unwrap();
        let quote = |id: &str| vec![Basis::Quote(id.into())];
        m.add_evidence("e1", "390 kg left Beta", quote("q1")).unwrap();
        m.add_evidence("e2", "Beta is a trader", quote("q2")).unwrap();
        let cell = |consistency, ratio: Option<f64>| Cell {
            consistency: Some(consistency),
            ratio: ratio.map(|r| Ratio::new(r).unwrap()),
        };
        m.set("gama", "e1", cell(Consistency::Consistent, Some(4.0)))
            .unwrap();
        m.set("beta", "e1", cell(Consistency::Inconsistent, Some(0.1)))
            .unwrap();
        m.set("gama", "e2", cell(Consistency::Neither, None)).unwrap();
        m
    }

    fn answer(person: u8, numbers: [f64; 3]) -> Answer {
        let ids = ["gama", "beta", OTHER].map(str::to_owned);
        Answer {
            by: PersonKey::from_seed(&[person; 32]).id(),
            probabilities: ids
                .into_iter()
                .zip(numbers.map(|p| Probability::new(p).unwrap()))
                .collect(),
        }
    }

    #[test]
    fn hypotheses_stand_in_rows() {
        let view = View::of(&matrix(), &[answer(1, [0.6, 0.5, 0.2])]).unwrap();
        let expected = "\
Who received the goods?
         e1     e2  against  coherent
  gama   C x4   -   0        0.50
  beta   I /10      1        0.40
  other             0        0.10
gama: Gama did
beta: Beta kept them
other: none of these
e1: 390 kg left Beta (quote q1); tells 1 of 3 pairs apart
e2: Beta is a trader (quote q2); tells no hypotheses apart
the answers of person 1 summed to 1.30; moved to 1
";
        assert_eq!(view.to_string(), expected);
    }

    #[test]
    fn the_table_can_be_turned_and_holds_the_same() {
        let mut m = matrix();
        let answers = [answer(1, [0.7, 0.2, 0.1]), answer(2, [0.5, 0.4, 0.1])];
        let rows = View::of(&m, &answers).unwrap().table();
        m.set_orientation(Orientation::EvidenceInRows);
        let columns = View::of(&m, &answers).unwrap().table();
        assert_eq!(turned(&columns), rows);
        assert_eq!(columns[1], ["e1", "C x4", "I /10", ""]);
        assert_eq!(columns[4], ["person 1", "0.70", "0.20", "0.10"]);
        // log-odds mean of 0.7 and 0.5 is 0.604, of 0.2 and 0.4 is 0.290; then one
        assert_eq!(columns[6], ["pooled", "0.61", "0.29", "0.10"]);
    }
}
