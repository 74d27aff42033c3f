//! Disagreements beside the conflicts of the answers.
//!
//! A conflict of the answers counts as found when one [`Disagreement`] of a fitting kind has sides
//! that overlap its evidence: at least two of its spans, in two documents where its spans are in several; where
//! all lie in one document, two spans of that document (or the one, if it has but one). Kinds fit as in
//! [`fits`]. Only conflicts that need no knowledge of the world are asked for.

use super::gold::{Gold, GoldConflict};
use crate::align::Aligner;
use crate::claim::Claims;
use crate::origin::Origins;
use fyke_model::text::{Disagreement, Document, Garble, Quote};
use serde::Serialize;
use std::collections::BTreeSet;

/// How many conflicts are found.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ConflictScore {
    /// Share of the answers' conflicts that need no knowledge of the world and are found.
    pub recall: f64,
    /// Conflicts asked for.
    pub asked: usize,
    /// Those not found, by id and kind.
    pub missed: Vec<String>,
    /// Disagreements shown in all, to set beside it.
    pub shown: usize,
    /// Of the conflicts that need knowledge of the world, those found all the same.
    pub beyond: Vec<String>,
}

/// Kinds of disagreement that may stand for a kind of conflict.
pub fn fits(kind: &str) -> &'static [Garble] {
    match kind {
        "quote_word_variant" | "quote_substance_variant" | "quote_framing" => &[Garble::QuoteWords],
        "quote_splice" | "silent_elision" => &[Garble::Splice],
        "misattribution_garble" | "attribution_shift" => &[Garble::Speaker],
        "source_chain" => &[Garble::SourceChain],
        "characterisation_variant" | "term_slip" => &[Garble::Wording],
        "audience_variant" | "fact_variation" => &[Garble::Participant, Garble::Wording],
        "time_imprecision" => &[Garble::Date],
        "fact_conflict_reconcilable" => &[Garble::Place],
        "name_garble" => &[Garble::Name],
        "factual_garble" => &[Garble::Name, Garble::Polarity, Garble::Wording],
        _ => &[],
    }
}

/// Holds disagreements against the answers; documents are numbered as in `gold`.
pub fn conflicts(gold: &Gold, disagreements: &[Disagreement]) -> ConflictScore {
    let (mut asked, mut missed, mut beyond) = (0, Vec::new(), Vec::new());
    for conflict in &gold.conflicts {
        let found = disagreements
            .iter()
            .any(|disagreement| stands_for(conflict, disagreement));
        let name = format!("{} {}", conflict.id, conflict.kind);
        if conflict.needs_world_knowledge {
            beyond.extend(found.then_some(name));
        } else {
            asked += 1;
            missed.extend((!found).then_some(name));
        }
    }
    ConflictScore {
        recall: if asked == 0 {
            1.0
        } else {
            (asked - missed.len()) as f64 / asked as f64
        },
        asked,
        missed,
        shown: disagreements.len(),
        beyond,
    }
}

fn stands_for(conflict: &GoldConflict, disagreement: &Disagreement) -> bool {
    if !fits(&conflict.kind).contains(&disagreement.kind) {
        return false;
    }
    let touched = conflict.places.iter().filter(|place| {
        disagreement
            .sides
            .iter()
            .any(|(document, span)| *document as usize == place.document && span.overlaps(place.span))
    });
    let touched: Vec<usize> = touched.map(|place| place.document).collect();
    let all: BTreeSet<usize> = conflict.places.iter().map(|place| place.document).collect();
    let documents: BTreeSet<usize> = touched.iter().copied().collect();
    touched.len() >= conflict.places.len().min(2) && documents.len() >= all.len().min(2)
}

/// What the steps of this crate from alignment on make of documents and their quotes.
pub fn disagreements(reading: &[(Document, Vec<Quote>)]) -> Vec<Disagreement> {
    let (mut aligner, mut origins, mut claims) = (Aligner::new(), Origins::new(), Claims::new());
    for (number, (document, quotes)) in reading.iter().enumerate() {
        aligner.add(number as u32, document, quotes);
        origins.add(number as u32, document);
        claims.add(number as u32, document, quotes, &[]);
    }
    let sayings = aligner.finish().sayings;
    let independence = origins.finish(&sayings);
    claims.finish(&sayings, &independence).disagreements
}
