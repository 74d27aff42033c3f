//! How each claim stands: how many independent origins say it, and whether others
//! say otherwise.

use super::compare::Place;
use super::kept::Library;
use super::slots::When;
use super::statement::Statement;
use super::{Assessed, BY};
use crate::origin::is_agency;
use crate::shelf::Keep;
use crate::shelf::pack::Pack;
use crate::shelf::sort::{Key, Sorter, numbers};
use fyke_model::text::{Claim, Garble, Slot, SlotKind, Span, Standing};
use rustc_hash::FxHasher;
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

/// Where a document is of no origin.
pub(super) const NO_ORIGIN: u32 = u32::MAX;

/// Where two sentences tell the same and who says the other one: records by sentence.
#[derive(Debug, Default)]
pub(super) struct Agreeing(Sorter);

impl Agreeing {
    /// Takes in that two sentences tell the same, by position of document and sentence.
    pub fn push(
        &mut self,
        keep: &mut Keep,
        one: (Place, &Statement),
        other: (Place, &Statement),
        of: &[u32],
    ) {
        for ((at, _), (other_at, statement)) in [(one, other), (other, one)] {
            let hand = hand(statement, of[other_at.0 as usize]);
            let record = [
                at.0,
                at.1,
                statement.document,
                statement.span.start as u32,
                statement.span.end as u32,
                (hand >> 32) as u32,
                hand as u32,
            ];
            self.0.push(keep, &Key::of(&record).0);
        }
    }
}

/// A number for whose word a sentence is: the source it credits, or else the origin of the document.
fn hand(statement: &Statement, origin: u32) -> u64 {
    let mut hasher = FxHasher::default();
    match &statement.credited {
        // what an agency said is one witness, whoever prints it
        Some((_, source)) => is_agency(source).unwrap_or(source).hash(&mut hasher),
        None if origin != NO_ORIGIN => (1u8, origin).hash(&mut hasher),
        None => (2u8, statement.document).hash(&mut hasher),
    }
    hasher.finish()
}

/// Hears the claims of all documents in order. `of` gives the origin of each position, `against` holds what
/// disagreements touch: document, span, kind.
pub(super) fn claims(
    library: &mut Library<'_>,
    agreeing: Agreeing,
    against: Sorter,
    of: &[u32],
    each: &mut dyn FnMut(Assessed),
) {
    let mut agreeing = agreeing.0.finish(library.keep);
    let mut against = against.finish(library.keep);
    let mut agrees = agreeing.next(library.keep);
    let mut touches = against.next(library.keep);
    for d in 0..library.kept.len() as u32 {
        let document = library.read(d);
        let mut touched: Vec<(Span, Garble)> = Vec::new();
        while let Some(record) = &touches {
            let [number, start, end] = numbers(record);
            if number > document.number {
                break;
            }
            if number == document.number {
                let kind = Garble::unpack(&mut record.get(12..).unwrap_or_default());
                touched.push((Span::new(start as usize, end as usize), kind));
            }
            touches = against.next(library.keep);
        }
        for (s, statement) in document.statements.iter().enumerate() {
            let mut hands = BTreeSet::from([hand(statement, of[d as usize])]);
            let mut also: Vec<(u32, Span)> = Vec::new();
            while let Some(record) = &agrees {
                let [at, sentence, number, start, end, high, low] = numbers(record);
                if (at, sentence) > (d, s as u32) {
                    break;
                }
                also.push((number, Span::new(start as usize, end as usize)));
                hands.insert(u64::from(high) << 32 | u64::from(low));
                agrees = agreeing.next(library.keep);
            }
            if statement.heading || !is_claim(statement) {
                continue;
            }
            also.dedup();
            let kinds: BTreeSet<Garble> = touched
                .iter()
                .filter(|(span, _)| span.overlaps(statement.span))
                .map(|(_, kind)| *kind)
                .collect();
            each(Assessed {
                document: document.number,
                standing: standing(statement, &kinds, hands.len()),
                claim: claim(statement, library.shown),
                origins: hands.len() as u32,
                also,
            });
        }
    }
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
            When::Weekday(day) => crate::calendar::WEEKDAYS[day].to_owned(),
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
