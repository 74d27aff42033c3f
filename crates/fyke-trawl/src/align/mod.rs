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
//! 6. What is left is compared by meaning where an [`Encoder`] is given, in pairs
//!    that stand apart from the sayings ([`Alignment::near`]).
//!
//! Limits: two sentences whose every content word stands in more than
//! [`POSTINGS_MAX`] different sentences do not find each other; a quotation of one
//! content word is never linked.

mod closure;
mod cluster;
pub(crate) mod cut;
mod differ;
mod forest;
mod matching;
mod meaning;
mod node;
pub(crate) mod speaker;
pub(crate) mod words;

pub use meaning::{Encoder, Near};

use crate::shelf::pack::{Pack, fields};
use crate::shelf::sort::{Key, Sorter, numbers};
use crate::shelf::{Keep, Place, Shelf};
use fyke_model::text::{Document, Quote, QuoteKind, Saying, Span};
use rustc_hash::FxHashMap;
use speaker::Name;
use std::io;

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
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Alignment {
    /// Utterances with at least two places, in order of their first.
    pub sayings: Vec<Saying>,
    /// Pairs that meaning alone joins, nearest first, of sentences in no saying.
    pub near: Vec<Near>,
    /// Sentences not compared by meaning, at the caps.
    pub near_left_out: usize,
    /// Sentences that were compared.
    pub sentences: usize,
    /// Words not looked up since they stand in too many sentences.
    pub words_capped: usize,
    /// Sentences with no word rare enough to be looked up.
    pub sentences_left_out: usize,
    /// Quotes beyond [`QUOTES_MAX`] of a document.
    pub quotes_left_out: usize,
}

/// Sayings that are heard one by one, as often as asked.
pub(crate) trait Sayings {
    /// Hears each with its position.
    fn each(&mut self, each: &mut dyn FnMut(usize, &Saying));
}

impl Sayings for &[Saying] {
    fn each(&mut self, each: &mut dyn FnMut(usize, &Saying)) {
        for (at, saying) in self.iter().enumerate() {
            each(at, saying);
        }
    }
}

/// Sayings that lie on a shelf.
#[derive(Debug)]
pub(crate) struct Kept {
    keep: Keep,
    places: Vec<Place>,
}

impl Sayings for Kept {
    fn each(&mut self, each: &mut dyn FnMut(usize, &Saying)) {
        for (at, place) in self.places.iter().enumerate() {
            each(at, &self.keep.get(*place));
        }
    }
}

impl Kept {
    /// Whether everything came back.
    ///
    /// # Errors
    /// Where it did not.
    pub fn whole(&mut self) -> io::Result<()> {
        self.keep.whole()
    }
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

fields!(Segment {
    document,
    quote,
    order,
    span,
    words,
    starts,
    cuts,
    speaker,
    day
});

/// Sentences that are aligned together, with their words and speakers.
#[derive(Debug, Default)]
struct Group {
    shown: Vec<Box<str>>,
    speakers: Vec<(String, Option<Name>)>,
    segments: Vec<Segment>,
}

/// Takes in documents one by one; [`Aligner::finish`] gives the sayings.
///
/// In memory stay the words, the speakers and some fifty bytes a document; sentences lie
/// on a [`Shelf`] and are aligned group by group (`closure`).
#[derive(Debug, Default)]
pub struct Aligner {
    words: Interner,
    speakers: Vec<(String, Option<Name>)>,
    speaker_ids: FxHashMap<String, u32>,
    /// Where the sentences of each document with any lie, and the number of its first.
    documents: Vec<Place>,
    firsts: Vec<u32>,
    sentences: u32,
    quotes_left_out: usize,
    keep: Keep,
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

    /// With what is thick on a shelf.
    pub fn on(shelf: Box<dyn Shelf + Send>) -> Aligner {
        Aligner {
            keep: Keep::on(shelf),
            ..Aligner::new()
        }
    }

    /// Takes in the quotes of a document. `number` is its number of the reading and
    /// comes back in [`fyke_model::text::Said::document`]; give each number once.
    /// Quotes without marks are left alone: their words are the reporter's.
    pub fn add(&mut self, number: u32, document: &Document, quotes: &[Quote]) {
        let day = document.published.as_ref().map(|told| told.value.0);
        self.quotes_left_out += quotes.len().saturating_sub(QUOTES_MAX);
        let mut segments: Vec<Segment> = Vec::new();
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
                segments.push(Segment {
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
        if !segments.is_empty() {
            self.documents.push(self.keep.put(&segments));
            self.firsts.push(self.sentences);
            self.sentences += segments.len() as u32;
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
    /// among sentences of one speaker alone. With an encoder all sentences are one group.
    pub fn finish_with(self, encoder: Option<&dyn Encoder>) -> Alignment {
        let mut alignment = Alignment::default();
        // a shelf in memory does not fail, and another's failure is told by `finish_kept`
        if let Ok((mut kept, rest)) = self.finish_kept(encoder) {
            alignment = rest;
            kept.each(&mut |_, saying| alignment.sayings.push(saying.clone()));
        }
        alignment
    }

    /// As [`Aligner::finish_with`], with the sayings left on the shelf.
    pub(crate) fn finish_kept(mut self, encoder: Option<&dyn Encoder>) -> io::Result<(Kept, Alignment)> {
        self.speaker_ids = FxHashMap::default();
        self.words.ids = FxHashMap::default();
        let mut keep = std::mem::take(&mut self.keep);
        let mut found = Sorter::default();
        let mut left = closure::LeftOut::default();
        let (mut near, mut near_left_out) = (Vec::new(), 0);
        if encoder.is_some() {
            let all: Vec<u32> = (0..self.sentences).collect();
            let group = self.group(&mut keep, &all);
            let all = cluster::align(&group, encoder);
            put(&mut found, &mut keep, &all.sayings);
            (near, near_left_out) = (all.near, all.near_left_out);
        } else {
            let vocabulary = node::Vocabulary::of(&self.words.shown);
            let names: Vec<Option<Name>> = self.speakers.iter().map(|(_, name)| name.clone()).collect();
            let (mut groups, left_out) = closure::groups(&mut keep, &self.documents, &vocabulary, &names);
            left = left_out;
            let mut of: Option<u32> = None;
            let mut group: Vec<u32> = Vec::new();
            loop {
                let next = groups.next(&mut keep).map(|record| numbers::<2>(&record));
                if next.map(|[root, _]| root) != of {
                    if !group.is_empty() {
                        let whole = self.group(&mut keep, &group);
                        put(&mut found, &mut keep, &cluster::align(&whole, None).sayings);
                    }
                    group.clear();
                }
                let Some([root, segment]) = next else { break };
                of = Some(root);
                group.push(segment);
            }
        }
        let mut found = found.finish(&mut keep);
        let mut places = Vec::new();
        while let Some(record) = found.next(&mut keep) {
            let (rest, key) = record.split_last_chunk::<4>().unwrap_or((&[], &[0; 4]));
            let mut packed = rest.get(u32::from_be_bytes(*key) as usize..).unwrap_or_default();
            places.push(keep.put(&Saying::unpack(&mut packed)));
        }
        keep.whole()?;
        let alignment = Alignment {
            sayings: Vec::new(),
            near,
            near_left_out,
            sentences: self.sentences as usize,
            words_capped: left.words,
            sentences_left_out: left.sentences,
            quotes_left_out: self.quotes_left_out,
        };
        Ok((Kept { keep, places }, alignment))
    }

    /// Sentences with the words and speakers that are theirs. `segments` are sorted.
    fn group(&self, keep: &mut Keep, segments: &[u32]) -> Group {
        let mut group = Group::default();
        let mut words: FxHashMap<u32, u32> = FxHashMap::default();
        let mut speakers: FxHashMap<u32, u32> = FxHashMap::default();
        let of = |segment: u32| self.firsts.partition_point(|&first| first <= segment) - 1;
        for run in segments.chunk_by(|a, b| of(*a) == of(*b)) {
            let document = of(run[0]);
            let mut all: Vec<Segment> = keep.get(self.documents[document]);
            // what the shelf lost is told at the end
            for at in run.iter().map(|segment| segment - self.firsts[document]) {
                let Some(segment) = all.get_mut(at as usize) else {
                    continue;
                };
                for word in &mut segment.words {
                    *word = *words.entry(*word).or_insert_with_key(|&word| {
                        group.shown.push(self.words.shown[word as usize].clone());
                        group.shown.len() as u32 - 1
                    });
                }
                segment.speaker = *speakers.entry(segment.speaker).or_insert_with_key(|&speaker| {
                    group.speakers.push(self.speakers[speaker as usize].clone());
                    group.speakers.len() as u32 - 1
                });
                group.segments.push(segment.clone());
            }
        }
        group
    }
}

/// Puts sayings by in the order of their places. A record is the places, the saying, and the
/// length of the places.
fn put(found: &mut Sorter, keep: &mut Keep, sayings: &[Saying]) {
    /// Places that decide the order.
    const DECIDING: usize = 8;
    for saying in sayings {
        let places = saying.members.iter().take(DECIDING);
        let places: Vec<u32> = places
            .flat_map(|said| [said.document, said.span.start as u32, said.span.end as u32])
            .collect();
        let mut record = Key::of(&places).0;
        let key = record.len() as u32;
        saying.pack(&mut record);
        record.extend_from_slice(&key.to_be_bytes());
        found.push(keep, &record);
    }
}
