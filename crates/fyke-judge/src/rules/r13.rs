//! Rule 13: forecasts are scored by proper scores, against a base rate and the
//! crowd, and nothing is shown under thirty.
//!
//! The scores and their floor of thirty are types of [`crate::score`] and
//! [`crate::forecast`]. What a record adds is order: a probability that is given
//! after the outcome is in is no forecast. Held by this check.

use super::{Fault, Look};
use crate::record::leaf::What;

pub(super) fn guard(look: &Look<'_>) -> Result<(), Fault> {
    let What::Answer { forecast, outcome } = look.leaf.what else {
        return Ok(());
    };
    match look.state.forecasts.get(&forecast) {
        None => Err(Fault::of(
            13,
            format!("it answers entry {forecast}, which is no forecast before it"),
        )),
        Some(true) if !outcome => Err(Fault::of(
            13,
            format!(
                "a probability for the forecast of entry {forecast} came after its outcome; it scores nothing"
            ),
        )),
        Some(_) => Ok(()),
    }
}
