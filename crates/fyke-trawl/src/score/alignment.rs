//! Sayings beside the clusters of the answers.
//!
//! A place of a saying stands for a member of a cluster when at least half of its
//! bytes lie in that member. A pair of places of one saying in two documents is
//! right when both stand for members of one cluster, wrong otherwise; a pair of
//! members of one cluster in two documents is found when some right pair stands for
//! it. `f1` is the harmonic mean of the share of pairs that are right and the share
//! of members' pairs that are found.
//!
//! Members of a cluster within one document are not scored: the answers are about
//! what several outlets print.

use super::gold::{Gold, Place};
use crate::align::Aligner;
use fyke_model::dataset::FileHash;
use fyke_model::date::Day;
use fyke_model::text::{
    Attribution, Block, BlockKind, Document, Quote, QuoteKind, Saying, Span, Speaker, Told,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// How well sayings meet the answers.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct AlignmentScore {
    /// Harmonic mean of precision and recall.
    pub f1: f64,
    /// Share of linked pairs that the answers link.
    pub precision: f64,
    /// Share of the answers' pairs that are linked.
    pub recall: f64,
    /// Pairs of the answers.
    pub pairs: usize,
    /// Pairs that were linked and should not be, each as its two texts.
    pub wrong: Vec<(String, String)>,
    /// Pairs of the answers that were not found, each as its two texts.
    pub missed: Vec<(String, String)>,
    /// Hard negatives that were linked, by the ids of their quotes.
    pub hard_negatives_linked: Vec<String>,
}

/// Holds sayings against the answers; documents are numbered as in `gold`.
pub fn alignment(gold: &Gold, sayings: &[Saying]) -> AlignmentScore {
    let member = |document: u32, span: Span| -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (c, cluster) in gold.clusters.iter().enumerate() {
            for (m, one) in cluster.members.iter().enumerate() {
                if one.place.document == document as usize && shared(one.place.span, span) * 2 >= span.len() {
                    found.push((c, m));
                }
            }
        }
        found
    };
    let (mut right, mut linked) = (0usize, 0usize);
    let mut found: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    let mut wrong = Vec::new();
    for saying in sayings {
        for (at, one) in saying.members.iter().enumerate() {
            for other in saying.members[at + 1..]
                .iter()
                .filter(|other| other.document != one.document)
            {
                linked += 1;
                let (a, b) = (member(one.document, one.span), member(other.document, other.span));
                let both: Vec<(usize, usize, usize)> = a
                    .iter()
                    .flat_map(|x| {
                        b.iter()
                            .filter(|y| y.0 == x.0)
                            .map(|y| (x.0, x.1.min(y.1), x.1.max(y.1)))
                    })
                    .collect();
                if both.is_empty() {
                    wrong.push((
                        words(gold, one.document, one.span),
                        words(gold, other.document, other.span),
                    ));
                } else {
                    right += 1;
                    found.extend(both);
                }
            }
        }
    }
    let mut missed = Vec::new();
    let mut pairs = 0;
    for (c, cluster) in gold.clusters.iter().enumerate() {
        for (i, one) in cluster.members.iter().enumerate() {
            for (j, other) in cluster.members.iter().enumerate().skip(i + 1) {
                if one.place.document == other.place.document {
                    continue;
                }
                pairs += 1;
                if !found.contains(&(c, i, j)) {
                    let text = |place: Place| words(gold, place.document as u32, place.span);
                    missed.push((text(one.place), text(other.place)));
                }
            }
        }
    }
    let precision = share(right, linked);
    let recall = share(pairs - missed.len(), pairs);
    AlignmentScore {
        f1: if precision + recall > 0.0 {
            2.0 * precision * recall / (precision + recall)
        } else {
            0.0
        },
        precision,
        recall,
        pairs,
        wrong,
        missed,
        hard_negatives_linked: hard_negatives(gold, sayings),
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

const fn shared(one: Span, other: Span) -> usize {
    let start = if one.start > other.start {
        one.start
    } else {
        other.start
    };
    let end = if one.end < other.end { one.end } else { other.end };
    end.saturating_sub(start)
}

fn words(gold: &Gold, document: u32, span: Span) -> String {
    gold.documents
        .get(document as usize)
        .and_then(|d| span.of(&d.text))
        .unwrap_or_default()
        .to_owned()
}

/// A hard negative is linked when one saying has a place in each of the two quotes,
/// unless the answers themselves have a cluster with a member in each.
fn hard_negatives(gold: &Gold, sayings: &[Saying]) -> Vec<String> {
    let place = |id: &str| {
        gold.quotes
            .iter()
            .find(|quote| quote.id == id)
            .map(|quote| quote.place)
    };
    let mut found = Vec::new();
    for (a, b) in &gold.hard_negatives {
        let (Some(one), Some(other)) = (place(a), place(b)) else {
            continue;
        };
        let in_it = |saying: &Saying, place: Place| {
            saying
                .members
                .iter()
                .any(|m| m.document as usize == place.document && place.span.holds(m.span))
        };
        if sayings
            .iter()
            .any(|saying| in_it(saying, one) && in_it(saying, other))
        {
            found.push(format!("{a} {b}"));
        }
    }
    found
}

/// The documents and quotes of the answers as the modules before would give them:
/// what alignment alone is measured on. Speakers are the answers' entities.
pub fn gold_reading(gold: &Gold) -> Vec<(Document, Vec<Quote>)> {
    let read = |(at, document): (usize, &super::gold::GoldDocument)| {
        let mut quotes: Vec<Quote> = gold
            .quotes
            .iter()
            .filter(|quote| quote.place.document == at)
            .map(|quote| given(gold, quote))
            .collect();
        quotes.sort_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
        (whole(document, gold, at), quotes)
    };
    gold.documents.iter().enumerate().map(read).collect()
}

fn given(gold: &Gold, quote: &super::gold::GoldQuote) -> Quote {
    let entity = gold.entities.iter().find(|entity| entity.id == quote.speaker);
    let name = entity
        .and_then(|entity| entity.name.clone())
        .unwrap_or_else(|| "an official".to_owned());
    Quote {
        span: quote.place.span,
        parts: Vec::new(),
        kind: match quote.kind.as_str() {
            "partial" => QuoteKind::Partial,
            "headline" => QuoteKind::Headline,
            "composite" => QuoteKind::Composite,
            "nested" => QuoteKind::Nested,
            _ => QuoteKind::Full,
        },
        speaker: Some(Speaker {
            mention: quote.mention.map_or(quote.place.span, |place| place.span),
            name,
            person: 0,
            how: Attribution::Explicit,
        }),
        cue: None,
        by: "answers made by hand".to_owned(),
    }
}

fn whole(document: &super::gold::GoldDocument, gold: &Gold, at: usize) -> Document {
    let dropped: Vec<Span> = gold
        .boilerplate
        .iter()
        .filter(|b| b.place.document == at)
        .map(|b| b.place.span)
        .collect();
    let mut blocks = Vec::new();
    let mut from = 0;
    for line in document.text.split_inclusive('\n') {
        let span = Span::new(from, from + line.trim_end().len());
        from += line.len();
        let gone: usize = dropped.iter().map(|d| shared(*d, span)).sum();
        if !span.is_empty() {
            blocks.push(Block {
                span,
                kind: if gone * 2 > span.len() {
                    BlockKind::Boilerplate(fyke_model::text::Dropped::Cue)
                } else {
                    BlockKind::Body
                },
                language: Some("en".to_owned()),
            });
        }
    }
    let day = document
        .published
        .as_deref()
        .and_then(|day| day.get(..10))
        .and_then(|day| day.parse::<Day>().ok());
    Document {
        file: FileHash([at as u8; 32]),
        byline: document.byline.clone().map(|value| Told { value, span: None }),
        published: day.map(|value| Told { value, span: None }),
        outlet: document.outlet.clone().map(|value| Told { value, span: None }),
        ..Document::of(document.text.as_str(), blocks)
    }
}

/// Alignment of the answers' own quotes: what this step does when those before it
/// make no mistake.
pub fn of_gold_quotes(gold: &Gold) -> AlignmentScore {
    let mut aligner = Aligner::new();
    for (number, (document, quotes)) in gold_reading(gold).iter().enumerate() {
        aligner.add(number as u32, document, quotes);
    }
    alignment(gold, &aligner.finish().sayings)
}
