//! A lead without the rows that stay: nothing that was worked out with them may
//! tell what they said.

use fyke_model::dataset::{Handling, RowRef};
use fyke_model::lead::{Lead, Place, Reason};
use std::collections::{BTreeMap, BTreeSet};

/// Handling label by row.
pub type Labels = BTreeMap<RowRef, Handling>;

/// The lead with its rows but `stays`; `None` where no reason stands.
pub fn without(mut lead: Lead, stays: &BTreeSet<RowRef>, labels: &Labels) -> Option<Lead> {
    if stays.is_empty() {
        return Some(lead);
    }
    let mut reasons = Vec::new();
    for reason in &lead.reasons {
        let cited: Vec<_> = lead
            .rows
            .iter()
            .filter(|cited| cited.typology == reason.typology)
            .collect();
        let all = cited.len();
        let left = cited.iter().filter(|cited| !stays.contains(&cited.row)).count();
        match left {
            // a reason that cites no row rests on the whole, and the whole stays
            0 => {}
            _ if left == all => reasons.push(reason.clone()),
            _ => reasons.push(restated(reason, left, all)),
        }
    }
    if reasons.is_empty() {
        return None;
    }
    lead.rows.retain(|cited| !stays.contains(&cited.row));
    lead.reasons = reasons;
    lead.sentence = format!(
        "A lead about {} ({}), {} to {}, on those of its rows that may leave.",
        lead.goods.title, lead.goods.id, lead.from, lead.to,
    );
    lead.probability = None;
    lead.value = None;
    lead.score = 0.0;
    lead.place = Place::default();
    lead.handling = lead
        .rows
        .iter()
        .filter_map(|cited| labels.get(&cited.row).copied())
        .max()
        .unwrap_or_default();
    Some(lead)
}

/// A reason that lost rows: what it said, and how much it weighed, came from all.
fn restated(reason: &Reason, left: usize, all: usize) -> Reason {
    let mut restated = Reason::new(
        reason.typology.clone(),
        0.0,
        format!(
            "Of the rows behind this reason {} of {all} may leave and {} here; its sentence and its weight were worked out with the others and stay with them.",
            left,
            if left == 1 { "is" } else { "are" },
        ),
    );
    restated.cost_to_fake = reason.cost_to_fake;
    restated
}
