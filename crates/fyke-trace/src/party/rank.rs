//! What evidence weighs: from a unit's numbers to a score and a probability.
//!
//! The score is a sum of weights of evidence in natural log-odds, one for each
//! named reason, and nothing else: a person can add it up. Each reason has a
//! table of points (its number, its weight) joined by straight lines, rising
//! throughout, flat beyond both ends, so that no single reason outweighs the
//! rest however extreme its number. A weight of 0 means "as with the average
//! candidate"; below 0 speaks against.
//!
//! The tables are data: `data/calibration/party.csv`, fitted by
//! [`super::fit`] on simulated worlds (seeds below 17) that are never scored. They
//! rise because the fit may not do otherwise: more taint never speaks for
//! innocence, whatever a sample says.
//!
//! **Probability.** A sum of weights is no log-odds yet: reasons that come
//! together count twice, and what a kernel finds of everybody adds to everybody.
//! A straight line through scores of worlds that the weights were not fitted on
//! makes log-odds of it (Platt 1999); a second one does so for the sum without
//! the reason of company ([`Model::alone`]), which says how a party looks to
//! those it shares its goods with. Both hold at the share of positives of the
//! worlds they were fitted on. Another world has another share, and nobody
//! knows it, so it is estimated from the scores themselves by
//! expectation-maximisation (Saerens, Latinne and Decaestecker 2002): the mean
//! of the probabilities must be the prior that they assume, with
//! [`crate::measure::prior::PRIOR_UNITS`] units of the fitted share beside them,
//! because a dozen candidates tell no share.

use super::company;
use super::evidence::Evidence;
use super::kinds::{COUNT, Kind};
use crate::measure::prior::{shift_log_odds, shifted_prior};

/// The shipped tables: of all reasons, and of those of flow alone.
const SHIPPED: &str = include_str!("../../../../data/calibration/party.csv");
const SHIPPED_FLOW: &str = include_str!("../../../../data/calibration/party-flow.csv");

/// Points of a rising line: (number, weight in natural log-odds).
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Line {
    /// Sorted by the first.
    pub points: Vec<(f64, f64)>,
}

impl Line {
    /// The weight at a number; 0 where the number is unknown.
    pub fn at(&self, x: f64) -> f64 {
        if x.is_nan() {
            return 0.0;
        }
        let next = self.points.partition_point(|point| point.0 < x);
        match (
            next.checked_sub(1).and_then(|at| self.points.get(at)),
            self.points.get(next),
        ) {
            (Some(low), Some(high)) => {
                let width = high.0 - low.0;
                let part = if width > 0.0 { (x - low.0) / width } else { 1.0 };
                low.1 + (high.1 - low.1) * part
            }
            (Some(end), None) | (None, Some(end)) => end.1,
            (None, None) => 0.0,
        }
    }
}

/// What every reason weighs, and how a score becomes a probability.
#[derive(Clone, PartialEq, Debug)]
pub struct Model {
    /// One line a reason.
    pub weights: Vec<(Kind, Line)>,
    /// Score to log-odds, at `base_rate`.
    pub log_odds: Line,
    /// What is added to the log-odds, by the share of trade that is seen.
    pub coverage: Line,
    /// Score without the reason of company to log-odds.
    pub alone: Line,
    /// Share of positives among the units the model was fitted on.
    pub base_rate: f64,
}

/// Scores and probabilities of units, in their order.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// Sum of the weights.
    pub score: Vec<f64>,
    /// Probability at the estimated base rate.
    pub probability: Vec<f64>,
    /// The estimated base rate.
    pub base_rate: f64,
}

/// A line of a calibration table that says nothing we know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadCalibration {
    line: usize,
    text: String,
}

impl std::fmt::Display for BadCalibration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "line {} of the calibration table is not 'kind,name,x,y,...' with numbers x and y: {}; \
             restore data/calibration/party.csv or fit it again",
            self.line, self.text
        )
    }
}
impl std::error::Error for BadCalibration {}

impl Model {
    /// The shipped model.
    pub fn shipped() -> Model {
        Model::parse(SHIPPED).expect("the shipped table parses: a test reads it")
    }

    /// The shipped model of the reasons of flow alone, for comparison.
    pub fn flow_only() -> Model {
        Model::parse(SHIPPED_FLOW).expect("the shipped table parses: a test reads it")
    }

    /// Reads a table of `kind,name,x,y,...` lines, where kind is `weight`
    /// (name: the id of a reason), `log_odds`, `coverage`, `alone` or
    /// `base_rate`.
    ///
    /// # Errors
    /// A line of another form.
    pub fn parse(table: &str) -> Result<Model, BadCalibration> {
        let mut model = Model {
            weights: Vec::new(),
            log_odds: Line::default(),
            coverage: Line::default(),
            alone: Line::default(),
            base_rate: 0.05,
        };
        for (at, text) in table.lines().enumerate().skip(1) {
            let bad = || BadCalibration {
                line: at + 1,
                text: text.chars().take(80).collect(),
            };
            let mut cells = text.split(',');
            let mut cell = || cells.next().ok_or_else(bad);
            let (kind, name, x, y) = (cell()?, cell()?, cell()?, cell()?);
            let x: f64 = x.parse().map_err(|_| bad())?;
            let y: f64 = y.parse().map_err(|_| bad())?;
            match kind {
                "weight" => {
                    let reason = Kind::from_id(name).ok_or_else(bad)?;
                    match model.weights.iter_mut().find(|(known, _)| *known == reason) {
                        Some((_, line)) => line.points.push((x, y)),
                        None => model.weights.push((reason, Line { points: vec![(x, y)] })),
                    }
                }
                "log_odds" => model.log_odds.points.push((x, y)),
                "coverage" => model.coverage.points.push((x, y)),
                "alone" => model.alone.points.push((x, y)),
                "base_rate" => model.base_rate = y.clamp(1e-6, 0.999),
                _ => return Err(bad()),
            }
        }
        Ok(model)
    }

    /// The model as the lines of a table, each ending with `origin` (source,
    /// date, version).
    pub fn print(&self, origin: &str) -> String {
        let mut table = String::from("kind,name,x,y,source,date,version\n");
        let mut line = |kind: &str, name: &str, x: f64, y: f64| {
            table.push_str(&format!("{kind},{name},{x:.4},{y:.4},{origin}\n"));
        };
        line("base_rate", "candidates", 0.0, self.base_rate);
        for (x, y) in &self.log_odds.points {
            line("log_odds", "score", *x, *y);
        }
        for (x, y) in &self.coverage.points {
            line("coverage", "share", *x, *y);
        }
        for (x, y) in &self.alone.points {
            line("alone", "score", *x, *y);
        }
        for (kind, weights) in &self.weights {
            for (x, y) in &weights.points {
                line("weight", kind.id(), *x, *y);
            }
        }
        table
    }

    /// The weight of each reason for one unit's numbers.
    pub fn weights_of(&self, evidence: &Evidence) -> [f64; COUNT] {
        let mut weights = [0.0; COUNT];
        for (kind, line) in &self.weights {
            weights[kind.at()] = line.at(evidence.of(*kind));
        }
        weights
    }

    /// The sum of the weights.
    pub fn score_of(&self, evidence: &Evidence) -> f64 {
        self.weights
            .iter()
            .map(|(kind, line)| line.at(evidence.of(*kind)))
            .sum()
    }

    /// What speaks for a unit without the reason of company, as a probability at
    /// the fitted base rate: how it looks to those it shares its goods with.
    pub fn alone(&self, evidence: &Evidence) -> f64 {
        let company = company::kind();
        let others = self.weights.iter().filter(|(kind, _)| Some(*kind) != company);
        let score: f64 = others.map(|(kind, line)| line.at(evidence.of(*kind))).sum();
        1.0 / (1.0 + (-self.alone.at(score)).exp())
    }

    /// Weighs units together; the base rate is theirs. `coverage` is the share of
    /// trade that is seen.
    pub fn weigh<'e>(&self, evidence: impl Iterator<Item = &'e Evidence>, coverage: f64) -> Weighed {
        let score: Vec<f64> = evidence.map(|evidence| self.score_of(evidence)).collect();
        let added = self.coverage.at(coverage);
        let log_odds: Vec<f64> = score.iter().map(|s| self.log_odds.at(*s) + added).collect();
        let base_rate = shifted_prior(&log_odds, self.base_rate);
        let probability = log_odds
            .iter()
            .map(|l| shift_log_odds(*l, self.base_rate, base_rate))
            .collect();
        Weighed {
            score,
            probability,
            base_rate,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_parses_and_every_line_rises() {
        let model = Model::parse(SHIPPED).unwrap();
        assert!(!model.weights.is_empty());
        for (kind, line) in &model.weights {
            assert!(
                line.points.is_sorted_by(|a, b| a.0 <= b.0 && a.1 <= b.1),
                "{kind:?}"
            );
        }
        for line in [&model.log_odds, &model.alone] {
            assert!(line.points.len() > 1);
            assert!(line.points.is_sorted_by(|a, b| a.0 <= b.0 && a.1 <= b.1));
        }
    }

    #[test]
    fn a_model_survives_printing() {
        let model = Model::shipped();
        assert_eq!(Model::parse(&model.print("s,d,1")).unwrap(), model);
    }

    #[test]
    fn a_line_is_flat_beyond_its_ends() {
        let line = Line {
            points: vec![(0.0, -1.0), (2.0, 1.0)],
        };
        assert_eq!([-5.0, 0.0, 1.0, 9.0].map(|x| line.at(x)), [-1.0, -1.0, 0.0, 1.0]);
        assert_eq!(line.at(f64::NAN), 0.0);
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = Model::parse("kind,name,x,y\nweight,taint,one,2\n").unwrap_err();
        assert!(
            error.to_string().starts_with("line 2 of the calibration table"),
            "{error}"
        );
    }
}
