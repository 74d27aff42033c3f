//! Rule 7: two leads in a hundred of each session, at least one, come from below
//! the cut, drawn by chance.
//!
//! What a machine ranks low nobody sees; then nobody learns what it misses. With
//! the draw, the share of what was missed has an estimate and an interval. Held
//! by this check: judgements are made in a session, the session counts its share,
//! and its list bears the count out.

use super::{Fault, Look, Said};
use crate::desk::said::Why;
use crate::record::leaf::{Actor, What};
use std::collections::BTreeSet;

fn fault(words: impl Into<String>) -> Result<(), Fault> {
    Err(Fault::of(7, words))
}

/// Two in a hundred of `n`, rounded up, and no more than there are.
pub(crate) fn share(n: u64, of: u64) -> u64 {
    n.saturating_mul(2).div_ceil(100).min(of)
}

pub(super) fn guard(look: &Look<'_>) -> Result<(), Fault> {
    match &look.leaf.what {
        What::Session {
            n,
            below_cut,
            below_cut_of,
            known,
            ..
        } => {
            let takes = share(*n, *below_cut_of);
            if *below_cut < takes {
                return fault(format!(
                    "a session of {n} leads has {below_cut} from below the cut; it takes {takes}"
                ));
            }
            if below_cut > below_cut_of || below_cut.saturating_add(*known) > *n {
                return fault("the shares of a session are larger than what they are shares of");
            }
            if let Said::Session(said) = look.said {
                let leads: BTreeSet<&String> = said.items.iter().map(|item| &item.lead).collect();
                let drawn = said
                    .items
                    .iter()
                    .filter(|item| matches!(item.why, Why::BelowCut { .. }))
                    .count();
                if leads.len() as u64 != *n || said.items.len() as u64 != *n || drawn as u64 != *below_cut {
                    return fault(format!(
                        "a session counts {n} leads, {below_cut} from below the cut, and lists {} and {drawn}",
                        leads.len()
                    ));
                }
            }
            Ok(())
        }
        What::BlindJudgement { .. } => {
            let Actor::Person(by) = look.leaf.by else {
                return Ok(()); // rule 2
            };
            let Some(sitting) = look
                .state
                .people
                .get(&by)
                .and_then(|person| person.session.as_ref())
            else {
                return fault(
                    "a judgement outside any session; begin one, so that it has its share from below the cut",
                );
            };
            let before = look
                .state
                .on(look.leaf.about, look.leaf.by)
                .and_then(|on| on.judged)
                .is_some_and(|judged| judged.session == Some(sitting.at));
            if !before && sitting.judged >= sitting.n {
                return fault(format!(
                    "more leads were judged than the session of entry {} holds",
                    sitting.at
                ));
            }
            if let (Some(leads), Some(id)) = (&sitting.leads, look.said.lead())
                && !leads.contains(id)
            {
                return fault(format!(
                    "lead {id} was judged outside the session of entry {}",
                    sitting.at
                ));
            }
            Ok(())
        }
        _ => Ok(()),
    }
}
