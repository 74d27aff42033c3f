//! Hypotheses side by side, questions that time answers, and how good people's
//! probabilities were.

use super::{Answer, Hand, Refusal};
use crate::date::Day;
use serde::{Deserialize, Serialize};

/// Questions about what people think.
pub trait Thinking {
    /// The matrix of a lead; an empty one with the lead's own hypotheses where
    /// nobody made one.
    fn matrix(&self, hand: &Hand, lead: &str) -> Answer<MatrixView> {
        let _ = (hand, lead);
        Err(Refusal::absent("the matrix"))
    }

    /// Replaces the matrix of a lead by a new version.
    fn set_matrix(&self, hand: &Hand, matrix: &MatrixView) -> Answer<()> {
        let _ = (hand, matrix);
        Err(Refusal::absent("the matrix"))
    }

    /// This person's probability of each hypothesis, in the order of the matrix.
    fn weigh(&self, hand: &Hand, lead: &str, probabilities: &[f64]) -> Answer<()> {
        let _ = (hand, lead, probabilities);
        Err(Refusal::absent("the matrix"))
    }

    /// Forecasts, the next to come due first.
    fn forecasts(&self, hand: Option<&Hand>) -> Answer<Vec<ForecastView>> {
        let _ = hand;
        Ok(Vec::new())
    }

    /// Questions that a lead suggests and nobody asked.
    fn offers(&self, lead: &str) -> Answer<Vec<OfferView>> {
        let _ = lead;
        Ok(Vec::new())
    }

    /// Asks one of them.
    fn ask(&self, hand: &Hand, lead: &str, offer: usize) -> Answer<String> {
        let _ = (hand, lead, offer);
        Err(Refusal::absent("the question"))
    }

    /// This person's probability of a forecast.
    fn answer(&self, hand: &Hand, forecast: &str, probability: f64, why: &str) -> Answer<()> {
        let _ = (hand, forecast, probability, why);
        Err(Refusal::absent("the forecast"))
    }

    /// The outcome of a forecast, told by a person.
    fn settle(&self, hand: &Hand, forecast: &str, happened: bool, why: &str) -> Answer<()> {
        let _ = (hand, forecast, happened, why);
        Err(Refusal::absent("the forecast"))
    }

    /// How good this person's probabilities were. Nobody sees another's without
    /// their consent.
    fn scores(&self, hand: &Hand) -> Answer<ScoresView> {
        let _ = hand;
        Err(Refusal::absent("the score"))
    }
}

/// Hypotheses and evidence of a lead.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct MatrixView {
    /// The lead.
    pub lead: String,
    /// What is asked.
    pub question: String,
    /// The hypotheses: id, text.
    pub hypotheses: Vec<(String, String)>,
    /// The evidence: id, text, rows it stands on (`dataset:file:row`).
    pub evidence: Vec<(String, String, Vec<String>)>,
    /// For each evidence, for each hypothesis: how much likelier it is if the
    /// hypothesis holds than if it does not; `None` where nobody said.
    pub cells: Vec<Vec<Option<f64>>>,
    /// Words for the cells, in the same places.
    pub words: Vec<Vec<String>>,
    /// How much each evidence tells hypotheses apart, 0 for not at all.
    pub diagnosticity: Vec<f64>,
    /// This person's probabilities, made to add up; empty where they said none.
    pub mine: Vec<f64>,
    /// Everybody's pooled; empty until this person has answered.
    pub pooled: Vec<f64>,
}

/// A forecast.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct ForecastView {
    /// Its id.
    pub id: String,
    /// The question.
    pub question: String,
    /// The day it comes due.
    pub due: Option<Day>,
    /// The lead it comes from.
    pub lead: Option<String>,
    /// How often it happened in comparable cases, and of how many, in words.
    pub base_rate: Option<String>,
    /// This person's probability.
    pub mine: Option<f64>,
    /// The others', pooled; none until this person has answered.
    pub crowd: Option<f64>,
    /// How many answered.
    pub answers: u64,
    /// Its outcome, once it is there.
    pub outcome: Option<bool>,
}

/// A question that a lead suggests.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct OfferView {
    /// Its position, for asking it.
    pub at: usize,
    /// The question.
    pub question: String,
    /// The day it comes due.
    pub due: Option<Day>,
}

/// How good probabilities were.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct ScoresView {
    /// Forecasts that were settled.
    pub n: u64,
    /// Why there are no figures, where they are too few.
    pub too_few: Option<String>,
    /// Mean squared error, lower is better, with its interval.
    pub brier: Option<(f64, f64, f64)>,
    /// Expected calibration error.
    pub ece: Option<f64>,
    /// Others to compare with: who, their Brier score.
    pub baselines: Vec<(String, f64)>,
    /// Reliability: mean probability said, share that happened, how many.
    pub bins: Vec<(f64, f64, u64)>,
    /// What a person may take from it, a sentence each.
    pub words: Vec<String>,
}
