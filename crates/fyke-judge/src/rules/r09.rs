//! Rule 9: who thinks otherwise after the reveal says why.
//!
//! Both numbers stay; scored later, they show whether the machine helped this
//! person. Held by this check: a change is marked on the entry, rests on a
//! judgement, and what was said gives the reason; a change that is not marked is
//! found where the payloads are there. [`crate::desk::Desk::decide`] asks.

use super::{Fault, Look, Said};
use crate::record::leaf::What;

fn fault(words: impl Into<String>) -> Result<(), Fault> {
    Err(Fault::of(9, words))
}

pub(super) fn guard(look: &Look<'_>) -> Result<(), Fault> {
    let What::Decision {
        judgement, changed, ..
    } = &look.leaf.what
    else {
        return Ok(());
    };
    if *changed && (judgement.is_none() || look.leaf.payload.is_none()) {
        return fault("a changed mind without the judgement that was changed, or without words");
    }
    let Said::Decision(said) = look.said else {
        return Ok(());
    };
    let before = look
        .state
        .on(look.leaf.about, look.leaf.by)
        .and_then(|on| on.judged)
        .filter(|judged| Some(judged.at) == *judgement)
        .and_then(|judged| judged.p);
    let after = said
        .assessment
        .as_ref()
        .map(|assessment| assessment.probability.get());
    if let Some((before, after)) = before.zip(after)
        && (before != after) != *changed
    {
        return fault(format!(
            "the probability went from {before} to {after}, and the entry says it did {}",
            if *changed { "change otherwise" } else { "not" }
        ));
    }
    let reason = said
        .reason
        .as_deref()
        .is_some_and(|reason| !reason.trim().is_empty());
    if *changed && !reason {
        return fault("the probability changed after the reveal, and no reason was given");
    }
    Ok(())
}
