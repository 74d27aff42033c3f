//! Rule 6: silence is not assent. There is no "accept all".
//!
//! Many leads can be dismissed or deferred at one stroke, never anything else;
//! each gets its own entry; one in twenty, at least one, is picked by chance to
//! be looked at again, and the next bulk of that person waits until they were.
//! Held by this check.

use super::{Fault, Finding, Look, Said, State};
use crate::record::leaf::{Actor, What};
use std::collections::BTreeSet;

fn fault(words: impl Into<String>) -> Result<(), Fault> {
    Err(Fault::of(6, words))
}

/// How many of `n` must be looked at again: one in twenty, rounded up, at least
/// one.
pub(crate) const fn again_of(n: u64) -> u64 {
    let again = n.div_ceil(20);
    if again == 0 { 1 } else { again }
}

pub(super) fn guard(look: &Look<'_>) -> Result<(), Fault> {
    let Actor::Person(by) = look.leaf.by else {
        return Ok(());
    };
    let last = look.state.people.get(&by).and_then(|person| person.bulk);
    let open = last.and_then(|at| Some((at, look.state.bulks.get(&at)?)));
    let item_of = match &look.leaf.what {
        What::Decision { bulk, .. } => *bulk,
        _ => None,
    };
    if let Some((at, bulk)) = open
        && bulk.left > 0
        && item_of != Some(at)
    {
        return fault(format!(
            "the bulk of entry {at} says {} leads more than have an entry",
            bulk.left
        ));
    }
    match &look.leaf.what {
        What::Bulk { verdict, n, again } => {
            if !verdict.in_bulk() {
                return fault(
                    "leads were decided in bulk that must be decided one by one; only dismissing and deferring go so",
                );
            }
            if *n == 0 || *again < again_of(*n) || again > n {
                return fault(format!(
                    "a bulk of {n} leads picked {again} to be looked at again; it takes {}",
                    again_of(*n)
                ));
            }
            if let Some((at, bulk)) = open
                && bulk.looked < bulk.again
            {
                return fault(format!(
                    "a bulk came before {} of the leads of entry {at} had been looked at again",
                    bulk.again - bulk.looked
                ));
            }
            if let Said::Bulk(said) = look.said {
                let leads: BTreeSet<&String> = said.leads.iter().collect();
                let picked: BTreeSet<&String> = said.again.iter().collect();
                if leads.len() as u64 != *n || said.leads.len() as u64 != *n {
                    return fault(format!("a bulk counts {n} leads and lists {}", leads.len()));
                }
                if picked.len() as u64 != *again || !picked.is_subset(&leads) {
                    return fault(format!(
                        "a bulk counts {again} to be looked at again and lists others"
                    ));
                }
            }
            Ok(())
        }
        What::Decision { .. } if item_of.is_some() => item(look),
        _ => Ok(()),
    }
}

fn item(look: &Look<'_>) -> Result<(), Fault> {
    let What::Decision {
        verdict,
        judgement,
        reveal,
        bulk: Some(at),
        undoes,
        changed,
    } = &look.leaf.what
    else {
        return Ok(());
    };
    let Some(bulk) = look.state.bulks.get(at) else {
        return fault(format!("it is part of entry {at}, which is no bulk before it"));
    };
    if bulk.by.map(Actor::Person) != Some(look.leaf.by) || bulk.verdict != *verdict || bulk.left == 0 {
        return fault(format!(
            "it is part of the bulk of entry {at}, which has not announced it"
        ));
    }
    if judgement.is_some() || reveal.is_some() || undoes.is_some() || *changed {
        return fault("a decision is part of a bulk and rests on more; it is one or the other");
    }
    let twice = look
        .state
        .on(look.leaf.about, look.leaf.by)
        .is_some_and(|on| on.decided.iter().any(|decided| decided.bulk == Some(*at)));
    if twice {
        return fault(format!("a lead was decided twice in the bulk of entry {at}"));
    }
    if let (Some(leads), Some(id)) = (&bulk.leads, look.said.lead())
        && !leads.contains(id)
    {
        return fault(format!(
            "lead {id} was decided in the bulk of entry {at}, which does not list it"
        ));
    }
    Ok(())
}

/// Bulks whose items are not all there when the record ends.
pub(super) fn unfinished(state: &State) -> Vec<Finding> {
    state
        .bulks
        .iter()
        .filter(|(_, bulk)| bulk.left > 0)
        .map(|(at, bulk)| {
            Fault::of(
                6,
                format!("a bulk says {} leads more than have an entry", bulk.left),
            )
            .at(Some(*at))
        })
        .collect()
}
