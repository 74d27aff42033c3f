//! Rule 12: what is published says how well those who judge agree.
//!
//! Krippendorff's alpha over the leads that two or more people judged blind; 0.80
//! is the customary floor for what others build on, below 0.667 the words of the
//! questions are read again first (Krippendorff 2004, Hum. Commun. Res. 30,
//! 411-433). How it is measured, with its interval, is [`crate::reviewer`]'s.
//! Held by this check where payloads are there: at TLP:CLEAR the number stands in
//! what is given away, and it is the one that the record gives.

use super::{Fault, Look, Said, State};
use crate::desk::said::AgreementSaid;
use crate::record::leaf::{Tlp, What};
use crate::reviewer::{Level, alpha};

/// Numbers that differ by less are one number, computed in another order.
const ROUNDING: f64 = 1e-9;

pub(super) fn guard(look: &Look<'_>) -> Result<(), Fault> {
    let (What::Disclosure { tlp: Tlp::Clear, .. }, Said::Disclosure(said)) = (&look.leaf.what, look.said)
    else {
        return Ok(());
    };
    let measured = agreement(look.state);
    let Some(told) = &said.agreement else {
        return Err(Fault::of(
            12,
            "published without saying how well those who judged agree; say it",
        ));
    };
    let same = match (told.alpha, measured.alpha) {
        (Some(told), Some(measured)) => (told - measured).abs() < ROUNDING,
        (told, measured) => told.is_none() && measured.is_none(),
    };
    if same && told.leads == measured.leads {
        return Ok(());
    }
    Err(Fault::of(
        12,
        format!(
            "published as agreeing with alpha {} on {} leads; the record gives {} on {}",
            number(told.alpha),
            told.leads,
            number(measured.alpha),
            measured.leads
        ),
    ))
}

fn number(alpha: Option<f64>) -> String {
    alpha.map_or_else(|| "none".to_string(), |alpha| format!("{alpha:.3}"))
}

/// Agreement over all leads of the case that two or more judged blind. Leads
/// whose answer was told are out: they measure people, not the case.
pub(crate) fn agreement(state: &State) -> AgreementSaid {
    let units: Vec<Vec<Option<f64>>> = state
        .leads()
        .iter()
        .filter(|lead| !lead.known && !lead.id.as_ref().is_some_and(|id| state.known.contains(id)))
        .map(|lead| lead.people.iter().map(|(_, on)| on.judged?.p).collect())
        .filter(|unit: &Vec<Option<f64>>| unit.iter().flatten().count() >= 2)
        .collect();
    AgreementSaid {
        leads: units.len() as u64,
        alpha: alpha(&units, Level::Interval),
    }
}
