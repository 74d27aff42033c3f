//! What a person sees of a lead before they judge it.
//!
//! The rows, and nothing that the machine made of them: no score, no rank, no
//! colour, no weights, no number of reasons, no sentence of a detector, no
//! place in a queue. The type has no field for them; a program that shows this
//! and nothing else cannot leak them. (In a reader study of 2026 a wrong
//! machine whose category alone was shown at once did nearly the harm of one
//! that showed all: research notes, section 0.)

use fyke_model::dataset::{Handling, RowRef};
use fyke_model::date::Month;
use fyke_model::lead::{GoodsFamily, Lead, Subject};
use fyke_model::money::Amount;
use serde::Serialize;

/// One lead, before the judgement.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct BlindView {
    lead: String,
    subject: Subject,
    goods: GoodsFamily,
    from: Month,
    to: Month,
    value: Option<Amount>,
    rows: Vec<BlindRow>,
    handling: Handling,
    hypotheses: Vec<String>,
}

/// One row, with what it shows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct BlindRow {
    /// What the row shows: `in`, `out`, `before`, `after` and so on.
    pub role: String,
    /// The row.
    pub row: RowRef,
}

/// The innocent reading without what a detector measured for it: a sentence with
/// shares and kilograms beside two that have none would be the machine's voice.
fn innocent(lead: &Lead) -> String {
    let mut text = lead.innocent.explanation.clone();
    for reason in lead.reasons.iter().filter(|reason| !reason.sentence.is_empty()) {
        text = text.replace(&reason.sentence, "");
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.is_empty() {
        true => "honest trade, for reasons of the firm's own".to_owned(),
        false => text,
    }
}

impl BlindView {
    /// What may be seen of a lead.
    pub fn of(lead: &Lead, id: &str) -> BlindView {
        let mut rows: Vec<BlindRow> = lead
            .rows
            .iter()
            .map(|row| BlindRow {
                role: row.role.clone(),
                row: row.row.clone(),
            })
            .collect();
        // a row that serves three reasons is one row here: how many it serves
        // is the machine's
        rows.sort();
        rows.dedup();
        let end = match &lead.subject {
            Subject::Lane { end, .. } | Subject::Party { end, .. } | Subject::Vessel { end, .. } => *end,
        };
        let mut hypotheses = vec![
            format!("goods of this family were passed on to {end}"),
            innocent(lead),
            "the rows are wrong or incomplete".to_string(),
        ];
        hypotheses.sort();
        BlindView {
            lead: id.to_string(),
            subject: lead.subject.clone(),
            goods: lead.goods.clone(),
            from: lead.from,
            to: lead.to,
            value: lead.value,
            rows,
            handling: lead.handling,
            hypotheses,
        }
    }

    /// The lead's id.
    pub fn lead(&self) -> &str {
        &self.lead
    }
    /// What it is about.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }
    /// Which goods.
    pub fn goods(&self) -> &GoodsFamily {
        &self.goods
    }
    /// First and last month it covers.
    pub fn period(&self) -> (Month, Month) {
        (self.from, self.to)
    }
    /// Value of the goods, where the rows declare one.
    pub fn value(&self) -> Option<Amount> {
        self.value
    }
    /// The rows, by role, then by where they stand.
    pub fn rows(&self) -> &[BlindRow] {
        &self.rows
    }
    /// The strictest label among the rows.
    pub fn handling(&self) -> Handling {
        self.handling
    }
    /// What it could be, in the order of the alphabet.
    pub fn hypotheses(&self) -> &[String] {
        &self.hypotheses
    }
}
