//! What a machine may suggest: reasons with their rows and their measured
//! precision (of what speaks for it), and beside them the best innocent explanation and what would
//! change the picture most (rule 5). What lacks one of these is no suggestion;
//! the lead can still be judged, by people alone.
//!
//! The interval of a precision is Wilson's score interval at 95 % (Wilson 1927,
//! J. Am. Stat. Assoc. 22, 209-212): it holds for few cases and for shares near
//! 0 and 1, where the textbook one does not.

use fyke_model::dataset::RowRef;
use fyke_model::lead::{Lead, Measured};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Rows named in a suggestion; the hash binds the others.
const ROWS_NAMED_MAX: usize = 5;

/// The normal deviate of 95 %, two-sided.
const Z: f64 = 1.959_963_984_540_054;

/// A machine's suggestion, fit to be sealed. Reading one from a payload asks
/// for the same as [`Suggestion::new`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Suggestion {
    lead: String,
    score: f64,
    probability: Option<f64>,
    reasons: Vec<Reasoned>,
    counter: String,
    would_change: String,
    rows: Vec<RowRef>,
    rows_of: u64,
    rows_hash: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unchecked {
    lead: String,
    score: f64,
    probability: Option<f64>,
    reasons: Vec<Reasoned>,
    counter: String,
    would_change: String,
    rows: Vec<RowRef>,
    rows_of: u64,
    rows_hash: String,
}

/// One reason with how often it was right.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reasoned {
    /// Id of the typology.
    pub typology: String,
    /// Weight of evidence, natural log-odds.
    pub contribution: f64,
    /// What was found, in one sentence.
    pub sentence: String,
    /// How often it was right where the truth is known; always there where it
    /// speaks for the suggestion. What speaks against it was not counted so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<Precision>,
}

/// A measured share with its interval.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Precision {
    /// The share.
    pub share: f64,
    /// Lower end, 95 %.
    pub low: f64,
    /// Upper end, 95 %.
    pub high: f64,
    /// Cases.
    pub n: u64,
    /// What drawing at random would have found.
    pub base_rate: f64,
    /// Where it was measured.
    pub worlds: String,
}

impl Reasoned {
    /// Whether its precision is a share within its interval, or not needed.
    fn is_measured(&self) -> bool {
        let share = |x: f64| (0.0..=1.0).contains(&x);
        match &self.precision {
            Some(p) => p.n > 0 && share(p.low) && share(p.high) && (p.low..=p.high).contains(&p.share),
            None => self.contribution <= 0.0,
        }
    }
}

impl Precision {
    /// The precision that was measured, with its interval.
    pub fn of(measured: &Measured) -> Precision {
        let n = measured.n as f64;
        let share = measured.share.clamp(0.0, 1.0);
        let z2 = Z * Z;
        let middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = Z / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
        let (low, high) = if measured.n == 0 {
            (0.0, 1.0)
        } else {
            ((middle - half).max(0.0), (middle + half).min(1.0))
        };
        Precision {
            share,
            low,
            high,
            n: measured.n,
            base_rate: measured.base_rate,
            worlds: measured.worlds.clone(),
        }
    }
}

/// What a suggestion lacks.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("lead {lead} is no suggestion: {lacks}; it can still be judged without the machine (rule 5)")]
pub struct NoSuggestion {
    /// The lead.
    pub lead: String,
    /// What it lacks.
    pub lacks: String,
}

impl Suggestion {
    /// The suggestion that a lead makes.
    ///
    /// # Errors
    /// No source row, no reason, a reason for it whose precision nobody measured, no
    /// innocent explanation, nothing that would confirm it, numbers that are
    /// none.
    pub fn new(lead: &Lead) -> Result<Suggestion, NoSuggestion> {
        let lacks = |lacks: String| NoSuggestion {
            lead: lead.id.clone(),
            lacks,
        };
        let reasons = lead
            .reasons
            .iter()
            .map(|reason| {
                if reason.precision.is_none() && reason.contribution > 0.0 {
                    return Err(lacks(format!(
                        "nobody measured how often reason {} is right",
                        reason.typology
                    )));
                }
                Ok(Reasoned {
                    typology: reason.typology.clone(),
                    contribution: reason.contribution,
                    sentence: reason.sentence.clone(),
                    precision: reason.precision.as_ref().map(Precision::of),
                })
            })
            .collect::<Result<Vec<_>, NoSuggestion>>()?;
        let mut rows: Vec<RowRef> = lead.rows.iter().map(|row| row.row.clone()).collect();
        rows.sort();
        rows.dedup();
        let mut hash = Sha256::new();
        for row in &rows {
            hash.update(format!("{}\n{}\n{}\n", row.dataset, row.file, row.row));
        }
        let rows_of = rows.len() as u64;
        rows.truncate(ROWS_NAMED_MAX);
        Unchecked {
            lead: lead.id.clone(),
            score: lead.score,
            probability: lead.probability,
            reasons,
            counter: lead.innocent.explanation.clone(),
            would_change: lead.innocent.confirmed_by.clone(),
            rows,
            rows_of,
            rows_hash: hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
        }
        .try_into()
    }

    /// The lead.
    pub fn lead(&self) -> &str {
        &self.lead
    }

    /// The order of the queue, larger first.
    pub fn score(&self) -> f64 {
        self.score
    }

    /// The machine's probability, where it has a calibrated one.
    pub fn probability(&self) -> Option<f64> {
        self.probability
    }

    /// Why.
    pub fn reasons(&self) -> &[Reasoned] {
        &self.reasons
    }

    /// The best innocent explanation.
    pub fn counter(&self) -> &str {
        &self.counter
    }

    /// The evidence that would most change it.
    pub fn would_change(&self) -> &str {
        &self.would_change
    }
}

impl TryFrom<Unchecked> for Suggestion {
    type Error = NoSuggestion;
    fn try_from(given: Unchecked) -> Result<Suggestion, NoSuggestion> {
        let lacks = |lacks: &str| {
            Err(NoSuggestion {
                lead: given.lead.clone(),
                lacks: lacks.to_string(),
            })
        };
        let share = |x: f64| (0.0..=1.0).contains(&x);
        if given.rows.is_empty() || given.rows_of < given.rows.len() as u64 {
            return lacks("it rests on no source row");
        }
        if given.reasons.is_empty() {
            return lacks("it has no reason");
        }
        if given.counter.trim().is_empty() {
            return lacks("it has no innocent explanation");
        }
        if given.would_change.trim().is_empty() {
            return lacks("it does not say which evidence would change it most");
        }
        if !given.score.is_finite() || given.probability.is_some_and(|p| !share(p)) {
            return lacks("its score or probability is no number");
        }
        for reason in &given.reasons {
            if !reason.is_measured() {
                return lacks("a reason for it has no measured precision with its interval");
            }
            if !reason.contribution.is_finite() || reason.sentence.trim().is_empty() {
                return lacks("a reason has no weight or no sentence");
            }
        }
        Ok(Suggestion {
            lead: given.lead,
            score: given.score,
            probability: given.probability,
            reasons: given.reasons,
            counter: given.counter,
            would_change: given.would_change,
            rows: given.rows,
            rows_of: given.rows_of,
            rows_hash: given.rows_hash,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::forge::lead;
    use fyke_model::lead::Reason;

    #[test]
    fn what_speaks_for_a_lead_is_measured_and_what_speaks_against_it_need_not_be() {
        let mut one = lead("L1", 0.8);
        one.reasons
            .push(Reason::new("C03", -0.7, "a long record of the same trade"));
        let suggestion = Suggestion::new(&one).unwrap();
        assert_eq!(suggestion.reasons().last().unwrap().precision, None);
        let stored = serde_json::to_string(&suggestion).unwrap();
        assert_eq!(serde_json::from_str::<Suggestion>(&stored).unwrap(), suggestion);
        // turned into a reason for it, it would be one that nobody measured
        let forged = stored.replace("-0.7", "0.7");
        assert!(serde_json::from_str::<Suggestion>(&forged).is_err());
        one.reasons.push(Reason::new("T99", 0.1, "a hunch"));
        let lacks = Suggestion::new(&one).unwrap_err().to_string();
        assert!(lacks.contains("how often reason T99 is right"), "{lacks}");
    }
}
