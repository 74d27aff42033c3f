//! A lead without the rows that stay: nothing that was worked out with them may
//! tell what they said.

use super::SourceRow;
use fyke_model::dataset::{Handling, RowRef};
use fyke_model::date::Month;
use fyke_model::lead::{Innocent, Lead, Place, Reason, Subject};
use std::collections::{BTreeMap, BTreeSet};

/// Handling label by row.
pub type Labels = BTreeMap<RowRef, Handling>;

/// The lead with its rows but `stays`; `None` where no reason stands. `beneath` says
/// that it was worked out with more than the rows it cites; `left` are the rows that
/// leave.
pub fn without(
    mut lead: Lead,
    stays: &BTreeSet<RowRef>,
    labels: &Labels,
    beneath: bool,
    left_rows: &[&SourceRow],
) -> Option<Lead> {
    if stays.is_empty() && !beneath {
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
            // a reason has no label of its own: once something of the lead stays,
            // none of its words is known to come from these rows alone
            _ if left == all => reasons.push(uncited(reason)),
            _ => reasons.push(restated(reason, left, all)),
        }
    }
    if reasons.is_empty() {
        return None;
    }
    lead.rows.retain(|cited| !stays.contains(&cited.row));
    lead.reasons = reasons;
    (lead.from, lead.to) = months(&lead, left_rows);
    lead.innocent = Innocent {
        explanation:
            "Ordinary trade in these goods; the explanation that was worked out rests on rows that stay."
                .to_owned(),
        confirmed_by: "contracts, transport papers and the end user's own word".to_owned(),
    };
    lead.sentence = format!(
        "A lead about {} ({}), {} to {}, on those of its rows that may leave.",
        lead.goods.title, lead.goods.id, lead.from, lead.to,
    );
    lead.probability = None;
    lead.value = None;
    lead.coverage = None;
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

/// A reason that was worked out with something the lead does not cite.
fn uncited(reason: &Reason) -> Reason {
    let mut restated = Reason::new(
        reason.typology.clone(),
        0.0,
        "This reason was worked out with more than the rows named here; its sentence and its weight stay with the rest."
            .to_owned(),
    );
    restated.cost_to_fake = reason.cost_to_fake;
    restated
}

/// The months of the lead that rows which leave have themselves: when the others
/// fell is not for the recipient. Where no cell says a month, whole years.
fn months(lead: &Lead, left: &[&SourceRow]) -> (Month, Month) {
    let cited: BTreeSet<&RowRef> = lead.rows.iter().map(|cited| &cited.row).collect();
    let said = left
        .iter()
        .filter(|row| cited.contains(&row.row))
        .flat_map(|row| &row.cells)
        .filter_map(|(_, value)| value.trim().get(..7)?.parse::<Month>().ok())
        .filter(|month| lead.from <= *month && *month <= lead.to);
    let said: BTreeSet<Month> = said.collect();
    match (said.first(), said.last()) {
        (Some(first), Some(last)) => (*first, *last),
        _ => {
            let year = |month: Month| i16::try_from(month.year()).unwrap_or(i16::MAX);
            (Month::new(year(lead.from), 1), Month::new(year(lead.to), 12))
        }
    }
}

/// Whether a row that leaves has the name of what the lead is about. A lane is
/// countries and goods, which its rows have.
pub fn names_subject(subject: &Subject, left: &[&SourceRow]) -> bool {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let said = |name: &str| {
        let name = plain(name);
        let mut cells = left.iter().flat_map(|row| &row.cells);
        cells.any(|(_, value)| plain(value).contains(&name))
    };
    match subject {
        Subject::Lane { .. } => true,
        Subject::Party { name, .. } => said(name),
        Subject::Vessel { name, imo, .. } => said(name) && said(imo),
    }
}
