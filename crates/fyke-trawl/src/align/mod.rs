//! The same words in several outlets, and how they differ.
//!
//! Sentences of quotes are compared by the words they share, not by meaning: on
//! quotations that was measured to find more than sentence embeddings do
//! (research notes, trawl, 0.3), at a thousandth of the work, and each link can be
//! shown to a reader. An [`Encoder`] may be given for what words leave unmatched.
//!
//! 1. Quotes are cut into sentences; a clause counts alone only where another
//!    document prints that clause alone.
//! 2. Equal sentences by one speaker are one node, so forty thousand reprints of a
//!    sentence cost as much as one.
//! 3. An inverted index over content words, rarest first, proposes pairs: two
//!    sentences that share 60 % of the smaller one's content words must share one
//!    of its rarest (prefix filter, Chaudhuri et al. 2006), so no pair is missed but by
//!    the caps, and what those left out is counted.
//! 4. A pair is linked at containment >= 0.6 with at least two shared content words
//!    and the words in one order; a short one needs nearly the same words. Speakers
//!    who cannot be one person, and dates far apart, forbid all but long and nearly
//!    literal links: one sentence given to two people is a finding, not a reason to
//!    look away.
//! 5. Union-find over links, strongest first, then parts to wholes. Ties are broken
//!    by the words themselves, so the order of documents changes nothing.
//!
//! Limits: two sentences whose every content word stands in more than
//! [`POSTINGS_MAX`] different sentences do not find each other; a quotation of one
//! content word is never linked.

mod cluster;
pub(crate) mod cut;
mod differ;
mod forest;
mod matching;
mod meaning;
mod node;
pub(crate) mod speaker;
pub(crate) mod words;

pub use meaning::Encoder;

use fyke_model::text::{Document, Quote, QuoteKind, Saying, Span};
use rustc_hash::FxHashMap;
use speaker::Name;

/// Rule set and version of what is found here.
pub const BY: &str = "alignment rules 1";

/// Most sentences a word may stand in to be looked up. Beyond it a word tells
/// little; the pairs it alone would propose grow with its square.
pub const POSTINGS_MAX: usize = 1000;

/// Most words of a sentence that are compared. The longest sentences of newspapers
/// stay below; a text without stops would else make the comparison quadratic.
pub const WORDS_MAX: usize = 120;

/// Most quotes of a document that are read: above any report, below what would let
/// one file crowd out the rest.
pub const QUOTES_MAX: usize = 2000;

/// What was aligned, and what was left out at the caps.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Alignment {
    /// Utterances with at least two places, in order of their first.
    pub sayings: Vec<Saying>,
    /// Sentences that were compared.
    pub sentences: usize,
    /// Words not looked up since they stand in too many sentences.
    pub words_capped: usize,
    /// Sentences with no word rare enough to be looked up.
    pub sentences_left_out: usize,
    /// Quotes beyond [`QUOTES_MAX`] of a document.
    pub quotes_left_out: usize,
}

/// A sentence of a quote, or a run of it.
#[derive(Clone, Debug)]
struct Segment {
    document: u32,
    quote: u32,
    /// Position among the sentences of the quote.
    order: u32,
    span: Span,
    words: Box<[u32]>,
    /// Where each word begins, from the start of the span.
    starts: Box<[u32]>,
    /// Words at which a clause may begin.
    cuts: Box<[u32]>,
    speaker: u32,
    day: Option<i32>,
}

/// Takes in documents one by one; [`Aligner::finish`] gives the sayings.
///
/// It keeps about 300 bytes a quoted sentence of twenty words, and no text.
#[derive(Debug, Default)]
pub struct Aligner {
    words: Interner,
    speakers: Vec<(String, Option<Name>)>,
    speaker_ids: FxHashMap<String, u32>,
    segments: Vec<Segment>,
    quotes_left_out: usize,
}

#[derive(Debug, Default)]
struct Interner {
    ids: FxHashMap<Box<str>, u32>,
    shown: Vec<Box<str>>,
}

impl Interner {
    fn id(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.shown.len() as u32;
        self.ids.insert(word.into(), id);
        self.shown.push(word.into());
        id
    }
}

impl Aligner {
    /// Without documents.
    pub fn new() -> Aligner {
        Aligner {
            speakers: vec![(String::new(), None)],
            ..Aligner::default()
        }
    }

    /// Takes in the quotes of a document. `number` is its number of the reading and
    /// comes back in [`fyke_model::text::Said::document`]; give each number once.
    /// Quotes without marks are left alone: their words are the reporter's.
    pub fn add(&mut self, number: u32, document: &Document, quotes: &[Quote]) {
        let day = document.published.as_ref().map(|told| told.value.0);
        self.quotes_left_out += quotes.len().saturating_sub(QUOTES_MAX);
        for (at, quote) in quotes.iter().enumerate().take(QUOTES_MAX) {
            if quote.kind == QuoteKind::Indirect {
                continue;
            }
            let speaker = quote
                .speaker
                .as_ref()
                .map_or(0, |speaker| self.speaker(&speaker.name));
            for (order, span) in cut::own_sentences(&document.text, quotes, at)
                .into_iter()
                .enumerate()
            {
                let mut spans = words::words(&document.text, span);
                let span = match spans.get(WORDS_MAX) {
                    Some(beyond) => Span::new(span.start, beyond.start),
                    None => span,
                };
                spans.truncate(WORDS_MAX);
                if spans.is_empty() {
                    continue;
                }
                let sentence = span.of(&document.text).unwrap_or_default();
                let cuts = cut::clauses(sentence)
                    .into_iter()
                    .map(|byte| spans.partition_point(|word| word.start < span.start + byte) as u32)
                    .filter(|&word| word > 0 && (word as usize) < spans.len())
                    .collect();
                let starts = spans
                    .iter()
                    .map(|word| (word.start - span.start) as u32)
                    .collect();
                let words = spans
                    .iter()
                    .filter_map(|word| word.of(&document.text))
                    .map(|word| self.words.id(word))
                    .collect();
                self.segments.push(Segment {
                    document: number,
                    quote: at as u32,
                    order: order as u32,
                    span,
                    words,
                    starts,
                    cuts,
                    speaker,
                    day,
                });
            }
        }
    }

    fn speaker(&mut self, shown: &str) -> u32 {
        if let Some(&id) = self.speaker_ids.get(shown) {
            return id;
        }
        let id = self.speakers.len() as u32;
        self.speakers.push((shown.to_owned(), speaker::name(shown)));
        self.speaker_ids.insert(shown.to_owned(), id);
        id
    }

    /// The sayings of all documents taken in.
    pub fn finish(self) -> Alignment {
        self.finish_with(None)
    }

    /// As [`Aligner::finish`]; what words leave unmatched is compared by `encoder`,
    /// among sentences of one speaker alone.
    pub fn finish_with(self, encoder: Option<&dyn Encoder>) -> Alignment {
        cluster::align(self, encoder)
    }
}
