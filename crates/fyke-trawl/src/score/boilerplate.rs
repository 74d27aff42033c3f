//! What was dropped of each text beside what should have been, by characters.
//!
//! A character counts if it is no white space: blank lines between two dropped
//! lines are in one span of the answers and between two of ours. Precision is the
//! share of dropped characters that should go, recall the share of those that
//! should go that went; F1 over all documents together.

use super::gold::Gold;
use crate::take::{Limits, take};
use fyke_model::text::{BlockKind, Span};
use serde::Serialize;

/// Figures over all documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Boilerplate {
    /// Share of dropped characters that should go.
    pub precision: f64,
    /// Share of characters that should go that went.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// Documents.
    pub documents: usize,
    /// Pieces that were dropped and should not be, with the id of their document.
    pub wrong: Vec<(String, String)>,
    /// Pieces that should go and were kept.
    pub missed: Vec<(String, String)>,
}

/// Reads each text of the answers as a file of plain text.
pub fn boilerplate(gold: &Gold) -> Boilerplate {
    let mut out = Boilerplate {
        documents: gold.documents.len(),
        ..Boilerplate::default()
    };
    let (mut both, mut ours, mut theirs) = (0_u64, 0_u64, 0_u64);
    for (at, document) in gold.documents.iter().enumerate() {
        let taken = take(&document.file, document.text.as_bytes(), &Limits::default());
        let dropped: Vec<Span> = taken
            .documents
            .iter()
            .flat_map(|document| &document.blocks)
            .filter(|block| matches!(block.kind, BlockKind::Boilerplate(_)))
            .map(|block| block.span)
            .collect();
        let answers: Vec<Span> = gold
            .boilerplate
            .iter()
            .filter(|one| one.place.document == at)
            .map(|one| one.place.span)
            .collect();
        let within =
            |spans: &[Span], byte: usize| spans.iter().any(|span| span.start <= byte && byte < span.end);
        for (byte, character) in document.text.char_indices() {
            if character.is_whitespace() {
                continue;
            }
            let (mine, wanted) = (within(&dropped, byte), within(&answers, byte));
            both += u64::from(mine && wanted);
            ours += u64::from(mine);
            theirs += u64::from(wanted);
        }
        let named = |span: &Span| {
            (
                document.id.clone(),
                span.of(&document.text).unwrap_or("").to_owned(),
            )
        };
        let apart = |span: &Span, others: &[Span]| !others.iter().any(|other| other.overlaps(*span));
        out.wrong
            .extend(dropped.iter().filter(|span| apart(span, &answers)).map(named));
        out.missed
            .extend(answers.iter().filter(|span| apart(span, &dropped)).map(named));
    }
    let share = |part: u64, whole: u64| {
        if whole == 0 {
            0.0
        } else {
            part as f64 / whole as f64
        }
    };
    out.precision = share(both, ours);
    out.recall = share(both, theirs);
    out.f1 = share(2 * both, ours + theirs);
    out
}
