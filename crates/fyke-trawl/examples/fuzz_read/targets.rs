//! Every reader of outside bytes as a function of bytes alone. Each holds what it is
//! given against what must be true of it: spans lie in the text, on borders of
//! characters, in order where an order is promised. Whoever adds a reader adds it
//! here, and a valid input to `inputs`.

use super::inputs;
use fyke_fuzz::Target;
use fyke_model::text::{Document, Quote, Span};
use fyke_trawl::attribution::{self, Weights, attributions, plain};
use fyke_trawl::reading::{self, Comparison, Tools};
use fyke_trawl::take::{Limits, Taken};
use fyke_trawl::{hostile, language, name, origin, propose, quote, score, sentence, supply, take, token};
use std::borrow::Cow;

/// All of them.
pub const TARGETS: &[Target] = &[
    ("html", take_in, inputs::page),
    ("plain", take_in, inputs::news),
    ("charset", take_in, inputs::wide),
    ("mail", take_in, inputs::mail),
    ("mbox", take_in, inputs::mbox),
    ("warc", take_in, inputs::warc),
    ("packed", take_in, inputs::packed),
    ("feed", take_in, inputs::feed),
    ("rows", take_in, inputs::rows),
    ("values", take_in, inputs::values),
    ("model", name::spacy::fuzz_model, inputs::model),
    ("wheel", name::spacy::fuzz_model, inputs::wheel),
    ("weights", weights, inputs::weights),
    ("token", tokens, inputs::news),
    ("quote", quotes, inputs::news),
    ("attribution", speech, inputs::news),
    ("hostile", addressed, inputs::orders),
    ("language", languages, inputs::tongues),
    ("supply", supplies, inputs::parts),
    ("propose", answers, inputs::answer),
    ("read", read, inputs::news),
    ("compare", compare, inputs::accounts),
];

fn text(data: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(data)
}

fn within(span: Span, text: &str) {
    assert!(span.of(text).is_some(), "a span of the text");
}

fn taken(data: &[u8]) -> Taken {
    let limits = Limits {
        bytes: 1 << 20,
        text: 1 << 20,
        elements: 20_000,
        depth: 3,
        unpacked: 1 << 20,
    };
    take::take("fuzz", data, &limits)
}

/// Any bytes as a file.
pub fn take_in(data: &[u8]) {
    for document in taken(data).documents {
        blocks_in_order(&document);
    }
}

fn blocks_in_order(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end, "blocks stand in order");
        within(block.span, &document.text);
        end = block.span.end;
    }
}

/// Weights whose hash is right, whatever is in them, at work.
pub fn weights(data: &[u8]) {
    let _ = Weights::read(data);
    let body = data.get(16..).unwrap_or_default();
    let sum = body.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let file = [b"fykeatt1".as_slice(), &sum.to_le_bytes(), body].concat();
    if let Ok(weights) = Weights::read(&file) {
        let document = plain("The gate was open, Ada Lund told the crowd. He added that it was not.");
        for quote in attributions(&document, &[], Some(&weights)) {
            quote_within(&quote, &document.text);
        }
        let again = Weights::read(&weights.write()).expect("what was written is read");
        assert_eq!(again.common_words(), weights.common_words());
    }
}

/// Tokens and sentences: in order, whole characters.
pub fn tokens(data: &[u8]) {
    let text = text(data);
    let all = Span::new(0, text.len());
    let mut end = 0;
    for token in token::tokens(&text, all) {
        assert!(token.span.start >= end, "tokens stand in order");
        within(token.span, &text);
        end = token.span.end;
    }
    let mut end = 0;
    for sentence in sentence::sentences(&text, all) {
        assert!(sentence.start >= end, "sentences stand in order");
        within(sentence, &text);
        end = sentence.end;
    }
}

fn quote_within(quote: &Quote, text: &str) {
    within(quote.span, text);
    let cue = quote.cue.iter().map(|cue| cue.span);
    let source = quote.speaker.iter().map(|speaker| speaker.mention);
    quote
        .parts
        .iter()
        .copied()
        .chain(cue)
        .chain(source)
        .for_each(|span| within(span, text));
}

/// Words in marks; the text's lines are its blocks.
pub fn quotes(data: &[u8]) {
    let text = text(data);
    let document = score::quotes::laid_out(&text, &[]);
    let found = quote::quotes(&document, &[]);
    for quote in found.iter().chain(&quote::utterances(&text, &found)) {
        quote_within(quote, &text);
    }
}

/// Speech without marks, by rules and by the weights that ship.
pub fn speech(data: &[u8]) {
    let document = plain(&text(data));
    for model in [None, Some(Weights::shipped())] {
        let mut direct = quote::quotes(&document, &[]);
        attribution::second_opinion(&document, &mut direct, model);
        for quote in direct.iter().chain(&attributions(&document, &direct, model)) {
            quote_within(quote, &document.text);
        }
    }
}

/// Text that hides or speaks to a machine: nothing to take out is left.
pub fn addressed(data: &[u8]) {
    let mut document = plain(&text(data));
    hostile::clean(&mut document);
    assert_eq!(
        hostile::take_out(&document.text).map(drop),
        None,
        "clean text is clean"
    );
    blocks_in_order(&document);
    let spans = document.findings.iter().filter_map(|finding| finding.span);
    spans.for_each(|span| within(span, &document.text));
}

/// The language of a text and of its parts.
pub fn languages(data: &[u8]) {
    let text = text(data);
    let _ = language::of(&text);
    let mut document = plain(&text);
    document.blocks.iter_mut().for_each(|block| block.language = None);
    language::mark(&mut document);
}

/// Supplier facts, of text alone.
pub fn supplies(data: &[u8]) {
    let text = text(data);
    let sentences = sentence::sentences(&text, Span::new(0, text.len()));
    for fact in supply::facts_of(&text, &sentences, &[], None) {
        within(fact.span, &text);
    }
}

/// What a model answered, and what a model is asked of any text.
pub fn answers(data: &[u8]) {
    let document = plain(inputs::ACCOUNT);
    for kept in propose::accept(&document, &text(data)).kept {
        within(kept.span, &document.text);
    }
    let document = plain(&text(data));
    for ask in propose::requests(&document, &propose::Settings::new("m", [7; 16])) {
        within(ask.span, &document.text);
    }
}

/// The whole road of every document of a file.
pub fn read(data: &[u8]) {
    for document in taken(data).documents {
        let reading = reading::read(document, &Tools::default());
        let text = &reading.document.text;
        reading.quotes.iter().for_each(|quote| quote_within(quote, text));
        reading.sentences.iter().for_each(|span| within(*span, text));
        reading.mentions.iter().for_each(|one| within(one.span, text));
        reading.facts.iter().for_each(|fact| within(fact.span, text));
        let _ = origin::credits(&reading.document);
    }
}

/// Several accounts of one thing, side by side: a line of hyphens parts them.
pub fn compare(data: &[u8]) {
    let text = text(data);
    let mut comparison = Comparison::new();
    let readings: Vec<_> = text
        .split("\n-\n")
        .take(20)
        .map(|one| reading::read(plain(one), &Tools::default()))
        .collect();
    for (number, reading) in (0..).zip(&readings) {
        comparison.add(number, reading);
    }
    comparison.finish();
}
