//! Direct quotations and their speakers beside answers made by hand: the keys
//! `quotes` and `speakers` of `fyke eval read`.
//!
//! ```text
//! exact_f1  spans equal after marks and edge punctuation are trimmed
//! f1        characters in found and in gold quotations
//! accuracy  of gold quotations that are found (overlap of at least half of both
//!           together), the share given to the right speaker
//! macro_f1  mean over the gold's speakers of the F1 of their quotations: one who
//!           spoke once weighs as much as one who spoke sixty times
//! ```
//!
//! A speaker is right where the name given, or the words that point, are among the
//! names the answers list for that entity. Each miss is listed.

use super::gold::{Gold, GoldDocument, Place};
use fyke_model::text::{Block, BlockKind, Document, Quote, Span};
use serde::Serialize;
use std::collections::BTreeMap;

/// How well quotations are found.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Spans {
    /// By characters.
    pub f1: f64,
    /// By whole spans.
    pub exact_f1: f64,
    /// Whole spans: of those found.
    pub precision: f64,
    /// Whole spans: of those in the answers.
    pub recall: f64,
    /// Quotations in the answers.
    pub n: usize,
    /// Quotations found.
    pub found: usize,
}

/// How well speakers are told.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Speakers {
    /// Mean F1 over speakers.
    pub macro_f1: f64,
    /// Share of found quotations with the right one.
    pub accuracy: f64,
    /// F1 of each speaker, by id in the answers.
    pub each: BTreeMap<String, f64>,
}

/// Something to look at.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Miss {
    /// missed, invented or speaker.
    pub what: &'static str,
    /// Id of the document in the answers.
    pub document: String,
    /// Where.
    pub span: Span,
    /// Speaker in the answers.
    pub gold: Option<String>,
    /// Speaker found, as named.
    pub found: Option<String>,
}

/// The figures of a run.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct QuoteScore {
    /// Spans.
    pub quotes: Spans,
    /// Speakers.
    pub speakers: Speakers,
    /// All that was not right.
    pub misses: Vec<Miss>,
}

/// Scores what `read` finds in each document of the answers.
pub fn score(gold: &Gold, mut read: impl FnMut(&GoldDocument) -> Vec<Quote>) -> QuoteScore {
    let mut misses = Vec::new();
    let (mut chars_both, mut chars_gold, mut chars_found) = (0, 0, 0);
    let (mut same, mut found_all, mut matched, mut right) = (0, 0, 0, 0);
    // of each speaker: rightly given, given, in the answers
    let mut by: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for (number, document) in gold.documents.iter().enumerate() {
        let text = &document.text;
        let found = read(document);
        found_all += found.len();
        let answers: Vec<_> = gold
            .quotes
            .iter()
            .filter(|q| q.place.document == number)
            .collect();
        let inked = |spans: &mut dyn Iterator<Item = Span>| {
            let mut ink = vec![false; text.len()];
            for span in spans {
                ink.get_mut(span.start..span.end)
                    .into_iter()
                    .flatten()
                    .for_each(|i| *i = true);
            }
            ink
        };
        let (one, other) = (
            inked(&mut answers.iter().map(|q| trimmed(text, q.place.span))),
            inked(&mut found.iter().map(|q| trimmed(text, q.span))),
        );
        for (at, _) in text.char_indices() {
            let (g, f) = (one.get(at) == Some(&true), other.get(at) == Some(&true));
            chars_gold += usize::from(g);
            chars_found += usize::from(f);
            chars_both += usize::from(g && f);
        }
        let mut used = vec![false; found.len()];
        for answer in &answers {
            let span = trimmed(text, answer.place.span);
            by.entry(answer.speaker.clone()).or_default()[2] += 1;
            let best = (0..found.len()).filter(|&f| !used[f]).max_by(|&a, &b| {
                overlap(span, trimmed(text, found[a].span))
                    .total_cmp(&overlap(span, trimmed(text, found[b].span)))
            });
            let Some(best) = best.filter(|&b| overlap(span, trimmed(text, found[b].span)) >= 0.5) else {
                misses.push(miss(
                    "missed",
                    document,
                    answer.place,
                    Some(&answer.speaker),
                    None,
                ));
                continue;
            };
            used[best] = true;
            matched += 1;
            same += usize::from(trimmed(text, found[best].span) == span);
            let given = entity(gold, text, &found[best]);
            if let Some(given) = &given {
                by.entry(given.clone()).or_default()[1] += 1;
            }
            if given.as_deref() == Some(&answer.speaker) {
                right += 1;
                by.entry(answer.speaker.clone()).or_default()[0] += 1;
            } else {
                let name = found[best].speaker.as_ref().map(|s| s.name.clone());
                misses.push(miss(
                    "speaker",
                    document,
                    answer.place,
                    Some(&answer.speaker),
                    name,
                ));
            }
        }
        for (quote, _) in found.iter().zip(&used).filter(|(_, used)| !**used) {
            if let Some(given) = entity(gold, text, quote) {
                by.entry(given).or_default()[1] += 1;
            }
            let place = Place {
                document: number,
                span: quote.span,
            };
            misses.push(miss(
                "invented",
                document,
                place,
                None,
                quote.speaker.as_ref().map(|s| s.name.clone()),
            ));
        }
    }
    let n = gold.quotes.len();
    let each: BTreeMap<String, f64> = by
        .into_iter()
        .filter(|(_, c)| c[2] > 0)
        .map(|(who, c)| (who, f1(c[0], c[1], c[2])))
        .collect();
    QuoteScore {
        quotes: Spans {
            f1: f1(chars_both, chars_found, chars_gold),
            exact_f1: f1(same, found_all, n),
            precision: share(same, found_all),
            recall: share(same, n),
            n,
            found: found_all,
        },
        speakers: Speakers {
            macro_f1: each.values().sum::<f64>() / each.len().max(1) as f64,
            accuracy: share(right, matched),
            each,
        },
        misses,
    }
}

fn miss(
    what: &'static str,
    document: &GoldDocument,
    place: Place,
    gold: Option<&str>,
    found: Option<String>,
) -> Miss {
    Miss {
        what,
        document: document.id.clone(),
        span: place.span,
        gold: gold.map(str::to_owned),
        found,
    }
}

/// The entity of the answers that a quote is given to; none where its speaker is
/// in no list of names.
fn entity(gold: &Gold, text: &str, quote: &Quote) -> Option<String> {
    let speaker = quote.speaker.as_ref()?;
    [Some(speaker.name.as_str()), speaker.mention.of(text)]
        .into_iter()
        .flatten()
        .find_map(|name| {
            let bare = bare(name);
            gold.entities
                .iter()
                .find(|e| {
                    e.aliases
                        .iter()
                        .chain(&e.name)
                        .any(|alias| self::bare(alias) == bare)
                })
                .map(|e| e.id.clone())
        })
}

/// Small letters, without an article, one make of apostrophe.
fn bare(name: &str) -> String {
    let small = name.to_lowercase().replace('’', "'");
    ["the ", "a ", "an "]
        .iter()
        .find_map(|d| small.strip_prefix(d))
        .unwrap_or(&small)
        .to_owned()
}

/// A text as a document whose lines are its blocks, without the spans in `out`: to
/// score quotations apart from how a document is taken in. Lines before the first
/// sentence are headings.
pub fn laid_out(text: &str, out: &[Span]) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    let mut heading = true;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let mut from = at;
        let mut kept = Vec::new();
        for cut in out.iter().filter(|cut| cut.overlaps(Span::new(at, end))) {
            kept.push(Span::new(from, cut.start.max(from)));
            from = cut.end.min(end);
        }
        kept.push(Span::new(from, end));
        for span in kept {
            let words = span.of(text).unwrap_or_default().trim();
            heading &= !words.ends_with(['.', '"', '”', '?', '!', ':']);
            let kind = if heading {
                BlockKind::Heading
            } else {
                BlockKind::Body
            };
            if !words.is_empty() {
                blocks.push(Block {
                    span,
                    kind,
                    language: Some("en".to_owned()),
                });
            }
        }
        at = end;
    }
    Document::of(text, blocks)
}

/// A span without marks, punctuation and space at its edges.
pub fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text).unwrap_or_default();
    let start = span.start + (words.len() - words.trim_start_matches(|c: char| !c.is_alphanumeric()).len());
    let end = span.start + words.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    Span::new(start, end)
}

/// Bytes in both of those in either.
fn overlap(one: Span, other: Span) -> f64 {
    let both = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    both as f64 / (one.len() + other.len() - both).max(1) as f64
}

fn share(part: usize, of: usize) -> f64 {
    part as f64 / of.max(1) as f64
}

fn f1(right: usize, found: usize, gold: usize) -> f64 {
    2.0 * right as f64 / (found + gold).max(1) as f64
}
