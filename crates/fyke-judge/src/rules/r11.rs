//! Rule 11: dissent travels. Who gets a finding gets the minority's number and
//! words with it.
//!
//! Dissents: a person whose own verdict goes the other way, or whose last
//! probability lies on the other side of one half from the one that was decided
//! on; the two who signed agree. Held by [`crate::desk::Desk::disclose`], which
//! puts it in, and by this check where payloads are there.

use super::{Fault, LeadState, Look, Said};
use crate::key::KeyId;
use crate::record::leaf::{Index, Verdict, What};

/// Someone who thinks otherwise.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Dissenter {
    pub by: KeyId,
    /// The entry of their last word.
    pub entry: Index,
    pub verdict: Option<Verdict>,
    pub p: Option<f64>,
}

/// Who thinks otherwise than the decision in entry `at`.
pub(crate) fn dissenters(lead: &LeadState, at: Index) -> Vec<Dissenter> {
    let Some((first, _, decided)) = lead.decision(at) else {
        return Vec::new();
    };
    let second = decided.second.map(|(_, key)| key);
    let mut found: Vec<Dissenter> = lead
        .people
        .iter()
        .filter(|(key, _)| *key != first && Some(*key) != second)
        .filter_map(|(key, on)| {
            let own = on
                .decided
                .iter()
                .rfind(|own| own.bulk.is_none() && own.judgement.is_some());
            let (entry, verdict, p) = match (own, on.judged) {
                (Some(own), Some(judged)) if own.at > judged.at => {
                    (own.at, Some(own.verdict), own.p.or(judged.p))
                }
                (_, Some(judged)) => (judged.at, None, judged.p),
                (Some(own), None) => (own.at, Some(own.verdict), own.p),
                (None, None) => return None,
            };
            let other_way = verdict.is_some_and(|own| against(own) != against(decided.verdict));
            let other_side = p
                .zip(decided.p)
                .is_some_and(|(own, p)| (own - 0.5) * (p - 0.5) < 0.0);
            (other_way || other_side).then_some(Dissenter {
                by: *key,
                entry,
                verdict,
                p,
            })
        })
        .collect();
    found.sort_by_key(|one| one.entry);
    found
}

/// Whether a verdict says that there is nothing in the lead.
fn against(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Refute | Verdict::Dismiss)
}

pub(super) fn guard(look: &Look<'_>) -> Result<(), Fault> {
    let (
        What::Disclosure {
            decision: Some(at), ..
        },
        Said::Disclosure(said),
    ) = (&look.leaf.what, look.said)
    else {
        return Ok(());
    };
    let Some(lead) = look.state.lead(look.leaf.about) else {
        return Ok(());
    };
    for one in dissenters(lead, *at) {
        let told = said.dissent.iter().any(|told| {
            told.by == one.by && told.entry == one.entry && (one.p.is_none() || told.probability == one.p)
        });
        if !told {
            return Err(Fault::of(
                11,
                format!(
                    "given away without the dissent of key {} in entry {}; send it after",
                    one.by, one.entry
                ),
            ));
        }
    }
    Ok(())
}
