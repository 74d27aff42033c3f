//! What people say in forms, as the record takes it, and back.

use super::super::{Lent, Told};
use crate::bench::Said;
use crate::commands::judge::probability;
use crate::screen::{Failure, Outcome};
use fyke_judge::assessment::{Assessment, Assumption, Basis, Confidence};
use fyke_judge::desk::BlindView;
use fyke_judge::record::leaf::{Tlp, Verdict};
use fyke_model::desk::{Answer, JudgementSaid, Refusal, Why};
use serde::de::DeserializeOwned;

/// Letters that a sentence of a person may have.
const WORDS_MAX: usize = 20_000;

fn malformed(broke: impl Into<String>, repair: impl Into<String>) -> Failure {
    Failure::new(broke, repair).because(Why::Malformed)
}

/// A word of the record's own vocabulary, as its JSON spells it.
fn word<T: DeserializeOwned>(text: &str, what: &str) -> Outcome<T> {
    serde_json::from_value(text.into()).map_err(|_| {
        let shown: String = text.chars().take(40).collect();
        malformed(
            format!("'{shown}' is no {what}"),
            "choose one of those on the page",
        )
    })
}

/// A verdict.
pub fn verdict(text: &str) -> Answer<Verdict> {
    word(text, "verdict").told()
}

/// A label.
pub fn tlp(text: &str) -> Answer<Tlp> {
    label(text).told()
}

/// The same, where a failure is wanted.
pub fn label(text: &str) -> Outcome<Tlp> {
    word(text, "label")
}

/// A sentence that must be there.
pub fn words<'t>(text: &'t str, what: &str) -> Outcome<&'t str> {
    match text.trim() {
        "" => Err(malformed(format!("{what} is not said"), "say it in a sentence")),
        long if long.len() > WORDS_MAX => Err(malformed(
            format!("{what} is {} bytes long", long.len()),
            format!("say it in {WORDS_MAX}, and cite rows for the rest"),
        )),
        text => Ok(text),
    }
}

/// The lead of this person's session, by its whole id.
pub fn drawn(bench: &mut Lent<'_>, lead: &str) -> Outcome<BlindView> {
    let views = bench.resume()?;
    views.into_iter().find(|view| view.lead() == lead).ok_or_else(|| {
        Failure::new(
            "this lead is not in your session",
            "draw a session, or this lead by name, and judge it there",
        )
    })
}

/// What a person says, in the record's words.
pub fn said(said: &JudgementSaid, view: &BlindView) -> Outcome<Said> {
    if said.rows.is_empty() {
        return Err(malformed(
            "no row was named that the judgement leans on",
            "mark at least one row",
        ));
    }
    let basis = |at: &usize| {
        let row = at.checked_sub(1).and_then(|at| view.rows().get(at));
        row.map(|row| Basis::Row(row.row.clone())).ok_or_else(|| {
            malformed(
                format!("the lead has no row {at}"),
                format!("its rows are 1 to {}", view.rows().len()),
            )
        })
    };
    let assumption = |(text, if_false, expires): &(String, String, Option<fyke_model::date::Day>)| {
        let Some(expires) = *expires else {
            return Err(malformed(
                "an assumption has no last day",
                "say until when it counts; the lead opens again the day after",
            ));
        };
        Ok(Assumption {
            text: words(text, "what is assumed")?.to_owned(),
            if_false: words(if_false, "what follows if the assumption is false")?.to_owned(),
            expires,
        })
    };
    Ok(Said {
        probability: probability(said.probability).map_err(|failure| failure.because(Why::Malformed))?,
        confidence: word::<Confidence>(&said.confidence, "confidence")?,
        why: words(&said.why, "what the judgement rests on")?.to_owned(),
        basis: said.rows.iter().map(basis).collect::<Outcome<_>>()?,
        assumptions: said.assumptions.iter().map(assumption).collect::<Outcome<_>>()?,
        alternatives: said
            .alternatives
            .iter()
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect(),
    })
}

/// A judgement of the record as a form has it.
pub fn told(assessment: &Assessment, view: &BlindView) -> JudgementSaid {
    let place = |basis: &Basis| match basis {
        Basis::Row(row) => view
            .rows()
            .iter()
            .position(|one| one.row == *row)
            .map(|at| at + 1),
        _ => None,
    };
    JudgementSaid {
        probability: assessment.probability.get(),
        confidence: confidence(assessment.confidence).to_owned(),
        why: assessment.confidence_basis.clone(),
        rows: assessment.basis.iter().filter_map(place).collect(),
        assumptions: assessment
            .assumptions
            .iter()
            .map(|one| (one.text.clone(), one.if_false.clone(), Some(one.expires)))
            .collect(),
        alternatives: assessment.alternatives.clone(),
    }
}

/// A confidence as forms spell it.
pub const fn confidence(confidence: Confidence) -> &'static str {
    crate::commands::judge::wording::confidence(confidence)
}

/// A verdict as forms spell it.
pub const fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Escalate => "escalate",
        Verdict::NamePerson => "name_person",
        Verdict::Release => "release",
        Verdict::Refute => "refute",
        Verdict::Dismiss => "dismiss",
        Verdict::Defer => "defer",
        Verdict::Reopen => "reopen",
    }
}

/// A label as forms have it.
pub const fn tlp_word(tlp: Tlp) -> &'static str {
    match tlp {
        Tlp::Clear => "clear",
        Tlp::Green => "green",
        Tlp::Amber => "amber",
        Tlp::AmberStrict => "amber_strict",
        Tlp::Red => "red",
    }
}

/// There is no such lead.
pub fn no_lead(id: &str) -> Refusal {
    let shown: String = id.chars().take(40).collect();
    Refusal::new(
        Why::Absent,
        format!("no lead of this case has the id '{shown}'"),
        "go back to the list; a new trace may have given it up",
    )
}

/// The machine thinks otherwise of a lead since it was judged.
pub fn changed_since(lead: &str) -> Failure {
    Failure::new(
        format!("new files changed lead {lead} since you judged it"),
        "draw it again and judge it anew",
    )
}
