//! Rule 4: it takes two to escalate, to name a person, to release below TLP:RED;
//! the second judged without knowing what the first thinks.
//!
//! One person can be wrong, bribed or tired. Two who agreed only after one saw
//! the other's number are one. Held by this check: two keys, the second with a
//! blind judgement made before any judgement of the first was shown to them;
//! and nothing goes out below RED that does not name such a decision.
//!
//! A record cannot tell that two keys are two people: who enrols them can.

use super::{Fault, Look, Said};
use crate::desk::said::tlp_words;
use crate::record::leaf::{Actor, Index, Tlp, Verdict, What};
use fyke_model::dataset::Handling;

fn fault(words: impl Into<String>) -> Result<(), Fault> {
    Err(Fault::of(4, words))
}

pub(super) fn guard(look: &Look<'_>) -> Result<(), Fault> {
    match &look.leaf.what {
        What::SecondSignature { decision, judgement } => second(look, *decision, *judgement),
        What::Disclosure { tlp, decision } => disclosure(look, *tlp, *decision),
        _ => Ok(()),
    }
}

fn second(look: &Look<'_>, decision: Index, judgement: Index) -> Result<(), Fault> {
    let lead = look.state.lead(look.leaf.about);
    let Some((first, on_first, decided)) = lead.and_then(|lead| lead.decision(decision)) else {
        return fault(format!(
            "it signs entry {decision}, which is no standing decision on this lead"
        ));
    };
    let Actor::Person(by) = look.leaf.by else {
        return Ok(()); // rule 2
    };
    if !decided.verdict.takes_two() || on_first.standing(decision).is_none() {
        return fault(format!(
            "it signs entry {decision}, which takes no second signature or was taken back"
        ));
    }
    if by == first {
        return fault("the second signature is by the key that decided; another person must judge the lead");
    }
    if let Some((signed, _)) = decided.second {
        return fault(format!("entry {signed} had signed this decision already"));
    }
    let Some((on, own)) = lead
        .and_then(|lead| lead.of(by))
        .and_then(|on| Some((on, on.judged?)))
        .filter(|(_, own)| own.at == judgement)
    else {
        return fault("the second signature does not rest on a judgement of one's own of this lead");
    };
    let round = lead.and_then(|lead| lead.score);
    let saw = on.shown.iter().find(|shown| {
        shown.of == Some(first)
            && shown.at < own.at
            && (Some(shown.entry) == decided.judgement || round.is_none_or(|round| shown.at > round))
    });
    match saw {
        Some(shown) => fault(format!(
            "the second person was shown the first's judgement in entry {}, before their own; a third must judge",
            shown.at
        )),
        None => Ok(()),
    }
}

fn disclosure(look: &Look<'_>, tlp: Tlp, decision: Option<Index>) -> Result<(), Fault> {
    let Some(lead) = look.state.lead(look.leaf.about) else {
        return if tlp == Tlp::Red && decision.is_none() {
            Ok(())
        } else {
            fault("something was given away of a lead on which nobody decided")
        };
    };
    let release = match decision {
        None if tlp == Tlp::Red => None,
        None => {
            return fault(format!(
                "given away as {} without a decision to release",
                tlp_words(tlp)
            ));
        }
        Some(at) => match lead.decision(at) {
            Some((_, _, decided)) if decided.verdict == Verdict::Release => {
                if !lead.stands_signed(at) {
                    return fault(format!(
                        "it relies on entry {at}, a release that has no second signature or was taken back"
                    ));
                }
                Some(decided)
            }
            _ => {
                return fault(format!(
                    "it relies on entry {at}, which is no standing decision to release this lead"
                ));
            }
        },
    };
    if let Some(allowed) = release.and_then(|release| release.tlp)
        && tlp < allowed
    {
        return fault(format!(
            "given away as {}, released as {} and no looser",
            tlp_words(tlp),
            tlp_words(allowed)
        ));
    }
    let Said::Disclosure(said) = look.said else {
        return Ok(());
    };
    if said.handling == Handling::SourceCompartment {
        return fault("what a source told went out; it never leaves in a dossier");
    }
    if said.names_person && lead.signed_by_two(Verdict::NamePerson).is_none() {
        return fault("it names a person, and no two people decided that it may");
    }
    Ok(())
}
