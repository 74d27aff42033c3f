//! Rule 5: a suggestion of the machine carries a source row, the best innocent
//! explanation, what would change it most, and how often each of its reasons
//! was right, with the interval.
//!
//! A bare number cannot be argued with. Held by a type:
//! [`crate::desk::Suggestion`] cannot be made, nor read from a payload, without
//! them. Held by this check: what was sealed is one.
//!
//! ```compile_fail
//! use fyke_judge::desk::Suggestion;
//! let bare = Suggestion { lead: String::new(), score: 9.0 };
//! ```

use super::{Fault, Look, Said};

pub(super) fn guard(look: &Look<'_>) -> Result<(), Fault> {
    // that a payload is a suggestion at all was seen when it was read
    match look.said {
        Said::Score(said) if said.suggestion.lead() != said.lead => Err(Fault::of(
            5,
            format!(
                "a suggestion about lead {} was sealed for lead {}",
                said.suggestion.lead(),
                said.lead
            ),
        )),
        _ => Ok(()),
    }
}
