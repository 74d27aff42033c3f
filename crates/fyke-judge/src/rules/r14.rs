//! Rule 14: the machine can be switched off, case by case; then people work on
//! without it.
//!
//! A tool that only works with its machine on leaves no one a choice. While it is
//! off nothing is scored, no judgement names a score and no reveal shows one;
//! sessions, judgements, decisions and signatures go on. Held by this check, and
//! by tests that run the whole way with it off.

use super::{Fault, Look};
use crate::record::leaf::What;

pub(super) fn guard(look: &Look<'_>) -> Result<(), Fault> {
    if look.state.machine_on {
        return Ok(());
    }
    let fault = |words: &str| Err(Fault::of(14, words));
    match &look.leaf.what {
        What::ScoreCommitment { .. } => fault("the machine scored a lead while it was switched off"),
        What::BlindJudgement { score: Some(_) } => {
            fault("a judgement names a score while the machine was switched off")
        }
        What::Reveal { shows, .. } => {
            let own = look
                .state
                .on(look.leaf.about, look.leaf.by)
                .and_then(|on| on.judged);
            let lead = look.state.lead(look.leaf.about);
            let shown = shows.iter().any(|entry| {
                own.and_then(|own| own.score) == Some(*entry)
                    || lead.and_then(|lead| lead.score) == Some(*entry)
            });
            if shown {
                fault("a score was shown while the machine was switched off")
            } else {
                Ok(())
            }
        }
        What::Session { below_cut_of, .. } if *below_cut_of > 0 => {
            fault("a session was cut by a machine that was switched off")
        }
        _ => Ok(()),
    }
}
