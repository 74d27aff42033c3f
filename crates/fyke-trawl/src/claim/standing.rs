//! How each claim stands: how many independent origins say it, and whether others
//! say otherwise.

use super::compare::Place;
use super::slots::When;
use super::statement::Statement;
use super::{Assessed, BY, Read};
use crate::origin::{Independence, is_agency};
use fyke_model::text::{Claim, Disagreement, Garble, Slot, SlotKind, Span, Standing};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Claims of all documents. `agreeing` are pairs of sentences that tell the same, by position of document and
/// sentence.
pub(super) fn claims(
    documents: &[Read],
    shown: &[String],
    agreeing: &[(Place, Place)],
    disagreements: &[Disagreement],
    independence: &Independence,
) -> Vec<Assessed> {
    let mut near: FxHashMap<(u32, u32), Vec<(u32, u32)>> = FxHashMap::default();
    for &(one, other) in agreeing {
        near.entry(one).or_default().push(other);
        near.entry(other).or_default().push(one);
    }
    let mut against: BTreeMap<u32, Vec<(Span, Garble)>> = BTreeMap::new();
    for disagreement in disagreements {
        for &(document, span) in &disagreement.sides {
            against
                .entry(document)
                .or_default()
                .push((span, disagreement.kind));
        }
    }
    for list in against.values_mut() {
        list.sort_unstable();
    }
    let origins = independence.of_documents();
    let hand = |statement: &Statement| match &statement.credited {
        // what an agency said is one witness, whoever prints it
        Some((_, source)) => format!("from {}", is_agency(source).unwrap_or(source)),
        None => match origins.get(&statement.document) {
            Some(origin) => format!("origin {origin}"),
            None => format!("document {}", statement.document),
        },
    };
    let mut found = Vec::new();
    for (d, document) in documents.iter().enumerate() {
        let none = Vec::new();
        let against = against.get(&document.number).unwrap_or(&none);
        for (s, statement) in document.statements.iter().enumerate() {
            if statement.heading || !is_claim(statement) {
                continue;
            }
            let also: Vec<&Statement> = near
                .get(&(d as u32, s as u32))
                .into_iter()
                .flatten()
                .map(|&(d, s)| &documents[d as usize].statements[s as usize])
                .collect();
            let hands: BTreeSet<String> = also.iter().copied().chain([statement]).map(hand).collect();
            let kinds: BTreeSet<Garble> = against
                .iter()
                .filter(|(span, _)| span.overlaps(statement.span))
                .map(|(_, kind)| *kind)
                .collect();
            let mut also: Vec<(u32, Span)> = also.iter().map(|other| (other.document, other.span)).collect();
            also.sort_unstable();
            also.dedup();
            found.push(Assessed {
                document: document.number,
                standing: standing(statement, &kinds, hands.len()),
                claim: claim(statement, shown),
                origins: hands.len() as u32,
                also,
            });
        }
    }
    found
}

fn is_claim(statement: &Statement) -> bool {
    !statement.names.is_empty() && (statement.stems.len() >= 4)
}

fn standing(statement: &Statement, kinds: &BTreeSet<Garble>, hands: usize) -> Standing {
    let has = |any: &[Garble]| any.iter().any(|kind| kinds.contains(kind));
    if has(&[Garble::Name, Garble::Speaker, Garble::Splice]) {
        Standing::Garbled
    } else if has(&[
        Garble::Number,
        Garble::Date,
        Garble::Place,
        Garble::Polarity,
        Garble::Participant,
    ]) {
        Standing::Conflicting
    } else if hands >= 2 {
        Standing::Corroborated
    } else if statement.hearsay.is_some() && statement.credited.is_none() {
        Standing::Unverifiable
    } else {
        Standing::SingleOrigin
    }
}

fn claim(statement: &Statement, shown: &[String]) -> Claim {
    let slot = |kind, span, value: String| Slot { kind, span, value };
    let mut slots: Vec<Slot> = statement
        .numbers
        .iter()
        .map(|n| slot(SlotKind::Number, n.span, format!("{} {}", n.value, n.unit)))
        .collect();
    slots.extend(statement.times.iter().map(|time| {
        let value = match time.when {
            When::Weekday(day) => super::lexicon::WEEKDAYS[day].to_owned(),
            When::Day(month, day) => format!("--{month:02}-{day:02}"),
            When::Year(year) => year.to_string(),
            When::Ago(from, to) if from == to => format!("{from} years ago"),
            When::Ago(from, to) => format!("{from} to {to} years ago"),
        };
        slot(SlotKind::Date, time.span, value)
    }));
    slots.extend(
        statement
            .peoples
            .iter()
            .map(|(country, _, span)| slot(SlotKind::Place, *span, (*country).to_owned())),
    );
    if !statement.denied.is_empty() {
        slots.push(slot(SlotKind::Polarity, statement.span, "denied".to_owned()));
    }
    slots.sort_by_key(|slot| (slot.span, slot.kind));
    let mut about: Vec<String> = statement
        .stems
        .iter()
        .map(|&stem| shown[stem as usize].clone())
        .collect();
    about.sort_unstable();
    Claim {
        span: statement.span,
        about,
        slots,
        according_to: statement
            .credited
            .as_ref()
            .map(|(span, _)| *span)
            .or_else(|| statement.speaker.as_ref().map(|(span, _)| *span)),
        by: BY.to_owned(),
    }
}
