//! Speech without marks: he said that the door is open; the door, the ministry
//! believes, is open; according to the ministry the door is "wide open". Source,
//! cue and content of everything that a text gives as somebody's words or thoughts.
//!
//! Two readers on the same cut of a paragraph: [`RULES`], a lexicon of cues and a
//! hand-written clause finder, and a trained tagger ([`Weights`]) in three steps:
//! which word is the head of a cue; where what is said begins and ends; where the
//! source begins and ends. Each step is a linear model over questions about the
//! words ([`train`] says how it learns). It is a staged model and no network of
//! the spaCy kind since contents are long (20 words in the mean, where a network
//! of that kind sees four to each side) and since it takes 2 ms a document.
//!
//! # Marks
//!
//! What stands wholly in quotation marks is [`crate::quote`]'s, and not given
//! again. A content that is partly in marks is given as [`QuoteKind::Indirect`]
//! with the whole of it as its span; the direct quotations inside it stay as they
//! are, so whoever counts sayings counts the indirect ones and those direct ones
//! that lie in none of them ([`apart`]).

mod cut;
mod decode;
mod features;
mod lemma;
mod model;
mod people;
mod rules;
pub mod train;
mod words;

pub use model::{BadWeights, Weights};
pub use rules::RULES;

use crate::score::polnear::Attributed;
use cut::Word;
use decode::Found;
use fyke_model::text::{BlockKind, Cue, Document, Quote, QuoteKind, Span};

/// Name and version of the tagger's questions and steps; the hash of the weights
/// goes behind it.
pub const TAGGER: &str = "attribution tagger 1";

/// Speech and thought without marks, or partly in marks, in a document: source, cue
/// and content of each, in the order of the text. `direct` is what
/// [`crate::quote`] found there; people that it numbered keep their numbers.
///
/// Reads body and heading in English, and blocks too short to tell in a document
/// that is not known to be in another language. Linear in the text.
///
/// ```
/// use fyke_model::text::QuoteKind;
/// use fyke_trawl::attribution::{attributions, plain};
/// let document = plain("Ada Lund said that the road will close on Friday.");
/// let found = attributions(&document, &[], None);
/// assert_eq!(found[0].span.of(&document.text), Some("that the road will close on Friday"));
/// assert_eq!(found[0].speaker.as_ref().map(|s| s.name.as_str()), Some("Ada Lund"));
/// assert_eq!(found[0].cue.as_ref().map(|c| c.lemma.as_str()), Some("say"));
/// assert_eq!(found[0].kind, QuoteKind::Indirect);
/// ```
pub fn attributions(document: &Document, direct: &[Quote], model: Option<&Weights>) -> Vec<Quote> {
    indirect(document, direct, model, readings(document, model))
}

/// [`second_opinion`] and then [`attributions`], for the price of one reading.
pub fn with_second_opinion(document: &Document, direct: &mut [Quote], model: Option<&Weights>) -> Vec<Quote> {
    let readings = readings(document, model);
    opinion(document, direct, &readings);
    indirect(document, direct, model, readings)
}

fn indirect(
    document: &Document,
    direct: &[Quote],
    model: Option<&Weights>,
    readings: Vec<Reading>,
) -> Vec<Quote> {
    let by = model.map_or_else(
        || RULES.to_string(),
        |weights| format!("{TAGGER} {}", weights.id()),
    );
    let mut people = people::People::new(direct);
    let mut quotes = Vec::new();
    for reading in readings {
        let speaker = reading
            .said
            .source
            .first()
            .and_then(|m| people.speaker(&document.text, *m));
        if reading.direct {
            continue;
        }
        let Some(span) = hull(&reading.said.content) else {
            continue;
        };
        quotes.push(Quote {
            span,
            parts: if reading.said.content.len() > 1 {
                reading.said.content
            } else {
                Vec::new()
            },
            kind: QuoteKind::Indirect,
            speaker,
            cue: reading.said.cue.first().map(|cue| Cue {
                span: *cue,
                lemma: lemma::lemma(&cue.of(&document.text).unwrap_or_default().to_lowercase()),
            }),
            by: by.clone(),
        });
    }
    quotes.sort_by_key(|quote| quote.span);
    quotes
}

/// One attribution, marked or not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// Source, cue and content.
    pub said: Attributed,
    /// Every word of the content stands in quotation marks.
    pub direct: bool,
}

/// Everything that a document gives as somebody's, marked or not: what
/// [`attributions`] draws from, and a second opinion on who said a direct quotation.
pub fn readings(document: &Document, model: Option<&Weights>) -> Vec<Reading> {
    let mut all = Vec::new();
    for block in document.blocks.iter().filter(|block| is_read(document, block)) {
        let mut at = block.span.start;
        for line in block
            .span
            .of(&document.text)
            .unwrap_or_default()
            .split_inclusive('\n')
        {
            all.extend(paragraph(line, at, model));
            at += line.len();
        }
    }
    all
}

/// Gives direct quotations without a speaker, or with one that was only carried on,
/// the source that the reader of attributions sees for the same words. Explicit
/// speakers are left as they are.
pub fn second_opinion(document: &Document, direct: &mut [Quote], model: Option<&Weights>) {
    if direct.iter().any(unsure) {
        opinion(document, direct, &readings(document, model));
    }
}

/// Whether nothing beside the words says who spoke them.
fn unsure(quote: &Quote) -> bool {
    let implicit = |s: &fyke_model::text::Speaker| matches!(s.how, fyke_model::text::Attribution::Implicit);
    quote.speaker.as_ref().is_none_or(implicit)
}

fn opinion(document: &Document, direct: &mut [Quote], readings: &[Reading]) {
    if !direct.iter().any(unsure) {
        return;
    }
    let mut people = people::People::new(direct);
    let mut seen: Vec<(Span, fyke_model::text::Speaker)> = Vec::new();
    for reading in readings {
        let Some(mention) = reading.said.source.first() else {
            continue;
        };
        if let Some(speaker) = people.speaker(&document.text, *mention) {
            seen.extend(reading.said.content.iter().map(|c| (*c, speaker.clone())));
        }
    }
    seen.sort_by_key(|(content, _)| *content);
    for quote in direct.iter_mut().filter(|quote| unsure(quote)) {
        let at = seen.partition_point(|(content, _)| content.start <= quote.span.start);
        let near = seen
            .get(at.saturating_sub(3)..(at + 2).min(seen.len()))
            .unwrap_or_default();
        if let Some((_, speaker)) = near.iter().find(|(content, _)| content.overlaps(quote.span)) {
            quote.speaker = Some(speaker.clone());
        }
    }
}

/// The direct quotations that lie in no indirect one: counted beside those, nothing
/// is counted twice.
pub fn apart<'a>(direct: &'a [Quote], indirect: &[Quote]) -> Vec<&'a Quote> {
    let within = |quote: &Quote| {
        let at = indirect.partition_point(|i| i.span.end < quote.span.end);
        indirect
            .get(at..)
            .unwrap_or_default()
            .iter()
            .take(8)
            .any(|i| i.span.holds(quote.span))
    };
    direct.iter().filter(|quote| !within(quote)).collect()
}

/// A document of plain text in English, each line a block of its body: for texts
/// whose paragraphs are already known, such as those of a scored set.
pub fn plain(text: &str) -> Document {
    let mut at = 0;
    let mut blocks = Vec::new();
    for line in text.split_inclusive('\n') {
        let body = line.trim_end();
        if !body.is_empty() {
            blocks.push(fyke_model::text::Block {
                span: Span::new(at, at + body.len()),
                kind: BlockKind::Body,
                language: Some("en".into()),
            });
        }
        at += line.len();
    }
    Document::of(text, blocks)
}

fn is_read(document: &Document, block: &fyke_model::text::Block) -> bool {
    let english = |b: &fyke_model::text::Block| b.language.as_deref().map(|l| l == "en");
    match (&block.kind, english(block)) {
        (BlockKind::Boilerplate(_), _) | (_, Some(false)) => false,
        (_, Some(true)) => true,
        (_, None) => document.blocks.iter().find_map(english) != Some(false),
    }
}

/// Everything given as somebody's in a paragraph that starts at byte `base`.
fn paragraph(text: &str, base: usize, weights: Option<&Weights>) -> Vec<Reading> {
    let words = cut::cut(text, base);
    if words.is_empty() {
        return Vec::new();
    }
    let found = match weights {
        Some(weights) => decode::decode(weights, &features::Paragraph::new(&words, |w| weights.common(w))),
        None => rules::find(&words),
    };
    found
        .iter()
        .map(|found| {
            let said = spans(&words, found);
            let spoken = |w: &&Word| w.form.chars().any(char::is_alphanumeric);
            let direct = words
                .iter()
                .filter(spoken)
                .filter(|w| said.content.iter().any(|c| c.overlaps(w.span)))
                .all(|w| w.quoted);
            Reading { said, direct }
        })
        .collect()
}

fn hull(pieces: &[Span]) -> Option<Span> {
    Some(Span::new(pieces.first()?.start, pieces.last()?.end))
}

/// Words as bytes. Where cue and source stand within what is said ("no," she said,
/// "never") the content is what stands before and after them.
fn spans(words: &[Word], found: &Found) -> Attributed {
    let span = |(s, e): (usize, usize)| match (words.get(s), words.get(e)) {
        (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
        _ => Span::new(0, 0),
    };
    let (start, end) = found.content;
    let (mut from, mut to) = (found.cue, found.cue);
    if let Some((s, e)) = found.source {
        from = from.min(s);
        to = to.max(e);
    }
    let content = if start < from && to < end {
        let loud = |i: &usize| words.get(*i).is_some_and(|w| w.class != words::Class::Comma);
        let before = (start..from).rev().find(loud).unwrap_or(start);
        let after = (to + 1..=end).find(loud).unwrap_or(end);
        vec![span((start, before)), span((after, end))]
    } else {
        vec![span(found.content)]
    };
    Attributed {
        source: found.source.map(span).into_iter().collect(),
        cue: vec![span(whole_cue(words, found.cue))],
        content,
    }
}

/// The head of a cue with the word that it never stands without: according to.
fn whole_cue(words: &[Word], head: usize) -> (usize, usize) {
    let is = |at: usize, form: &str| words.get(at).is_some_and(|w| w.form == form);
    match head.checked_sub(1) {
        Some(before) if is(head, "to") && is(before, "according") => (before, head),
        _ if is(head, "according") && is(head + 1, "to") => (head, head + 1),
        _ => (head, head),
    }
}
