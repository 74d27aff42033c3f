//! Rule 3: first the score is sealed, then a person judges blind, then the score
//! is shown, then they decide.
//!
//! Who sees a machine's answer before forming their own follows it where it is
//! wrong (research notes, sections 0 and 2). The order of the entries is the
//! proof that nobody did. Held by types: [`crate::desk::Desk::reveal`] takes the
//! [`crate::desk::Judged`] that only a written judgement gives, and
//! [`crate::desk::BlindView`] has no field for anything the machine made. Held
//! by this check: the order, person by person and lead by lead.
//!
//! A judgement is blind where nothing that now stands on the lead was shown to
//! its maker: not the score that is sealed, not another's judgement of it. A
//! score that changed is sealed anew, and can be judged blind anew.

use super::{Fault, LeadState, Look, OnLead};
use crate::record::leaf::{Actor, Index, What};

fn fault(words: impl Into<String>) -> Result<(), Fault> {
    Err(Fault::of(3, words))
}

pub(super) fn guard(look: &Look<'_>) -> Result<(), Fault> {
    let about_a_lead = matches!(
        look.leaf.what,
        What::ScoreCommitment { .. }
            | What::BlindJudgement { .. }
            | What::Reveal { .. }
            | What::Decision { .. }
            | What::SecondSignature { .. }
            | What::Disclosure { .. }
    );
    if about_a_lead && look.leaf.about.is_none() {
        return fault("it is about no lead, and its kind must be");
    }
    if about_a_lead && look.leaf.payload.is_none() && !matches!(look.leaf.what, What::Reveal { .. }) {
        return fault("it binds nothing that was said, and its kind must");
    }
    let lead = look.state.lead(look.leaf.about);
    let on = look.state.on(look.leaf.about, look.leaf.by);
    match &look.leaf.what {
        What::ScoreCommitment { replaces } if *replaces != lead.and_then(|lead| lead.score) => fault(
            "a score was sealed that does not name the one it replaces; two scores of one lead would be open to choice",
        ),
        What::BlindJudgement { score } => judgement(look, lead, on, *score),
        What::Reveal { judgement, shows } => reveal(look, lead, on, *judgement, shows),
        What::Decision { .. } => decision(look, on),
        _ => Ok(()),
    }
}

fn judgement(
    look: &Look<'_>,
    lead: Option<&LeadState>,
    on: Option<&OnLead>,
    score: Option<Index>,
) -> Result<(), Fault> {
    let sealed = lead.and_then(|lead| lead.score);
    if look.state.machine_on && score != sealed {
        return fault(match sealed {
            Some(sealed) => {
                format!("a judgement does not name entry {sealed}, the score that was sealed at the time")
            }
            None => "a judgement names a score that was not sealed before it".to_string(),
        });
    }
    let Some((lead, on)) = lead.zip(on) else {
        return Ok(());
    };
    for shown in &on.shown {
        let stands = match shown.of {
            None => Some(shown.entry) == lead.score && look.state.machine_on,
            Some(other) => {
                // what was shown of someone before the score changed is of
                // another state of things, once they judged that anew
                lead.score.is_none_or(|score| shown.at > score)
                    || lead
                        .of(other)
                        .and_then(|on| on.judged)
                        .is_some_and(|judged| judged.at == shown.entry)
            }
        };
        if stands {
            return fault(format!(
                "a judgement that counts as blind came after entry {} had shown this person what they judged; \
                 they can still decide, with a reason",
                shown.at
            ));
        }
    }
    Ok(())
}

fn reveal(
    look: &Look<'_>,
    lead: Option<&LeadState>,
    on: Option<&OnLead>,
    judgement: Index,
    shows: &[Index],
) -> Result<(), Fault> {
    let (Some(lead), Some(own)) = (lead, on.and_then(|on| on.judged)) else {
        return fault("a reveal came before the judgement it answers");
    };
    if own.at != judgement {
        return fault("a reveal does not answer this person's own judgement of this lead");
    }
    for entry in shows {
        let score = own.score == Some(*entry);
        let told = own.session == Some(*entry);
        let others = lead
            .judgement(*entry)
            .is_some_and(|(key, _)| Actor::Person(key) != look.leaf.by);
        if !(score || told || others) {
            return fault(format!(
                "a reveal shows entry {entry}, which is neither the score that was sealed when this person judged, \
                 nor another's judgement of this lead"
            ));
        }
        if look.state.erased.contains(entry) {
            return fault(format!(
                "a reveal shows entry {entry}, whose words were destroyed before"
            ));
        }
    }
    Ok(())
}

fn decision(look: &Look<'_>, on: Option<&OnLead>) -> Result<(), Fault> {
    let What::Decision {
        verdict,
        judgement,
        reveal,
        bulk,
        undoes,
        ..
    } = &look.leaf.what
    else {
        return Ok(());
    };
    if let Some(undone) = undoes {
        let last = on.and_then(|on| on.decided.last()).map(|decided| decided.at);
        return if last == Some(*undone) && *verdict == crate::record::leaf::Verdict::Reopen {
            Ok(())
        } else {
            fault(format!(
                "it takes back entry {undone}, which is not this person's last decision on this lead"
            ))
        };
    }
    if bulk.is_some() {
        return Ok(()); // rule 6
    }
    let Some(judgement) = judgement else {
        return if *verdict == crate::record::leaf::Verdict::Reopen {
            Ok(())
        } else {
            fault("a decision without a judgement of one's own before it")
        };
    };
    let Some((on, own)) = on.and_then(|on| Some((on, on.judged?))) else {
        return fault("a decision came before the judgement it rests on");
    };
    if own.at != *judgement {
        return fault("a decision does not rest on this person's own judgement of this lead");
    }
    if on.reveal != *reveal {
        return fault(match on.reveal {
            Some(shown) => {
                format!("a decision hides that entry {shown} had shown this person what others think")
            }
            None => "a decision names a reveal that did not come before it".to_string(),
        });
    }
    Ok(())
}
