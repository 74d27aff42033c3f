//! Rule 10: an assumption says what follows if it is false, and until when it
//! counts; the day after, the lead opens again.
//!
//! An assumption that nobody looks at again turns into a fact. Held by
//! [`crate::desk::Desk::reopened`], which lists what ran out, and by this check,
//! where payloads are there: nothing is decided on, or given away by, an
//! assumption that had run out.

use super::{Fault, Look, Said};
use crate::assessment::Assessment;
use crate::desk::said::day;
use crate::record::leaf::What;

fn fault(words: impl Into<String>) -> Result<(), Fault> {
    Err(Fault::of(10, words))
}

pub(super) fn guard(look: &Look<'_>) -> Result<(), Fault> {
    match look.said {
        Said::Judgement(said) => whole(&said.assessment),
        Said::Decision(said) => {
            let Some(assessment) = &said.assessment else {
                return Ok(());
            };
            whole(assessment)?;
            let today = day(&said.at);
            match assessment
                .assumptions
                .iter()
                .find(|one| today.is_some_and(|today| one.expires < today))
            {
                Some(one) => fault(format!(
                    "decided on '{}', assumed until {} and no longer; look at it again first",
                    one.text, one.expires
                )),
                None => Ok(()),
            }
        }
        Said::Disclosure(said) => {
            let What::Disclosure {
                decision: Some(at), ..
            } = look.leaf.what
            else {
                return Ok(());
            };
            let expires = look
                .state
                .lead(look.leaf.about)
                .and_then(|lead| lead.decision(at))
                .and_then(|(_, _, decided)| decided.expires);
            match expires.zip(day(&said.at)) {
                Some((expires, today)) if expires < today => fault(format!(
                    "given away on {today} by a decision that rests on an assumption which ran out on {expires}; \
                     the lead is open again"
                )),
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

fn whole(assessment: &Assessment) -> Result<(), Fault> {
    let bare = assessment
        .assumptions
        .iter()
        .find(|one| one.text.trim().is_empty() || one.if_false.trim().is_empty());
    match bare {
        Some(one) => fault(format!(
            "the assumption '{}' does not say what follows if it is false",
            one.text
        )),
        None => Ok(()),
    }
}
