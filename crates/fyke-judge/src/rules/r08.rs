//! Rule 8: two to five leads in a hundred of each session, at least one, have an
//! answer that is known; in half of them the machine is wrong.
//!
//! Only so does a person learn how well they judge, and whether they follow the
//! machine where it is wrong. The answer lies in the session's entry before
//! anyone judges; it is told with the reveal; and nothing that was seeded enters
//! the findings of the case. Held by this check: the share, both halves, and that
//! no verdict rests on one.

use super::{Fault, Look, Said, r07};
use crate::desk::said::Why;
use crate::record::leaf::{Actor, What};

fn fault(words: impl Into<String>) -> Result<(), Fault> {
    Err(Fault::of(8, words))
}

/// The most known answers that a session of `n` may hold.
pub(crate) fn most(n: u64) -> u64 {
    (n / 20).max(r07::share(n, u64::MAX))
}

pub(super) fn guard(look: &Look<'_>) -> Result<(), Fault> {
    match &look.leaf.what {
        What::Session {
            n, known, known_of, ..
        } => {
            let takes = r07::share(*n, *known_of);
            if *known < takes || known > known_of || *known > most(*n) {
                return fault(format!(
                    "a session of {n} leads has {known} with a known answer; it takes {takes} to {}",
                    most(*n).min(*known_of)
                ));
            }
            match look.said {
                Said::Session(_) => halves(look, *known, *known_of),
                _ => Ok(()),
            }
        }
        What::Reveal { shows, .. } => {
            let Actor::Person(by) = look.leaf.by else {
                return Ok(());
            };
            let session = look
                .state
                .on(look.leaf.about, look.leaf.by)
                .and_then(|on| on.judged?.session);
            let sitting = look
                .state
                .people
                .get(&by)
                .and_then(|person| person.session.as_ref());
            let tells = session.is_some_and(|session| shows.contains(&session));
            if tells
                && sitting.is_some_and(|sitting| Some(sitting.at) == session && sitting.told >= sitting.known)
            {
                return fault("more known answers were told than the session holds");
            }
            match look.said.lead() {
                Some(id)
                    if session.is_some_and(|session| look.state.listed.contains(&session))
                        && !look.state.erased.contains(&session.unwrap_or_default())
                        && look.state.known.contains(id) != tells =>
                {
                    fault("a known answer was not told with the reveal, or told of a lead that has none")
                }
                _ => Ok(()),
            }
        }
        What::Decision { .. } | What::SecondSignature { .. } | What::Disclosure { .. } => {
            let told = look.state.lead(look.leaf.about).is_some_and(|lead| lead.known);
            let listed = look.said.lead().is_some_and(|id| look.state.known.contains(id));
            if told || listed {
                fault("a lead whose answer was known beforehand was decided as if it were of the case")
            } else {
                Ok(())
            }
        }
        _ => Ok(()),
    }
}

fn halves(look: &Look<'_>, known: u64, known_of: u64) -> Result<(), Fault> {
    let Said::Session(said) = look.said else {
        return Ok(());
    };
    let count = |wrong: bool| {
        said.items
            .iter()
            .filter(|item| matches!(item.why, Why::Known { machine_wrong, .. } if machine_wrong == wrong))
            .count() as u64
    };
    let (right, wrong) = (count(false), count(true));
    if right + wrong != known || said.known_right_of.saturating_add(said.known_wrong_of) != known_of {
        return fault("a session counts other known answers than it lists");
    }
    let half = known / 2;
    if wrong < half.min(said.known_wrong_of) || right < half.min(said.known_right_of) {
        return fault(format!(
            "of {known} known answers of a session the machine is wrong in {wrong}; it takes half"
        ));
    }
    Ok(())
}
