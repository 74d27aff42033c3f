//! The path of a document through everything that reads it, and of many through
//! what compares them: one function each, so that a command, an evaluation and a
//! benchmark read alike.
//!
//! Language and hostile text come first, for what nothing here reads is left
//! alone by all that follows; then names, since speakers are people; then words in
//! marks, then speech without; then supplier facts and credits.

use crate::align::Aligner;
use crate::attribution::{self, Weights};
use crate::claim::{Assessed, Claims};
use crate::name::spacy::Model;
use crate::name::{self, Gazetteer};
use crate::origin::{self, Independence, Origins};
use crate::token::{self, Token};
use crate::{hostile, language, quote, sentence, supply, take};
use fyke_model::text::{BlockKind, Disagreement, Document, Mention, Quote, Reading, Saying, Span};
use std::borrow::Cow;

/// What reads beside the rules: all of it may be absent.
#[derive(Clone, Copy, Default)]
pub struct Tools<'a> {
    /// Names that the case knows.
    pub gazetteer: Option<&'a Gazetteer>,
    /// A model that finds other names.
    pub names: Option<&'a Model>,
    /// Weights of the tagger of speech without marks; else what is shipped.
    pub speech: Option<&'a Weights>,
}

/// Everything that one document says.
///
/// ```
/// use fyke_trawl::reading::{Tools, read};
/// use fyke_trawl::take::{Limits, take};
/// let text = "The gate opens\n\n\"The gate is open,\" said Ada Lund, the harbour master, on Wednesday.";
/// let taken = take("gate.txt", text.as_bytes(), &Limits::default());
/// let reading = read(taken.documents[0].clone(), &Tools::default());
/// let speaker = reading.quotes[0].speaker.as_ref().map(|speaker| speaker.name.as_str());
/// assert_eq!(speaker, Some("Ada Lund"));
/// ```
pub fn read(mut document: Document, tools: &Tools<'_>) -> Reading {
    language::mark(&mut document);
    hostile::clean(&mut document);
    let sentences = sentences(&document);
    let none = Gazetteer::default();
    let gazetteer = tools.gazetteer.unwrap_or(&none);
    let mentions = name::mentions(&document, &tokens(&document), gazetteer, tools.names);
    let mut quotes = quote::quotes(&document, &mentions);
    let speech = Some(tools.speech.unwrap_or_else(|| Weights::shipped()));
    attribution::second_opinion(&document, &mut quotes, speech);
    let indirect = attribution::attributions(&document, &quotes, speech);
    quotes.extend(indirect);
    quotes.sort_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
    let facts = supply::facts(&document, &sentences, &mentions, None);
    let credits = origin::credits(&document);
    let by = by(&quotes, &mentions);
    Reading {
        document,
        sentences,
        quotes,
        mentions,
        facts,
        credits,
        links: Vec::new(),
        by,
    }
}

/// The sentences of the blocks that are read.
pub fn sentences(document: &Document) -> Vec<Span> {
    account(document)
        .flat_map(|span| sentence::sentences(&document.text, span))
        .collect()
}

/// The tokens of the blocks that are read.
pub fn tokens(document: &Document) -> Vec<Token> {
    account(document)
        .flat_map(|span| token::tokens(&document.text, span))
        .collect()
}

fn account(document: &Document) -> impl Iterator<Item = Span> + '_ {
    let blocks = document.blocks.iter();
    let read = blocks.filter(|block| !matches!(block.kind, BlockKind::Boilerplate(_)));
    read.map(|block| block.span)
}

/// The rules and models that read a document, each once.
fn by(quotes: &[Quote], mentions: &[Mention]) -> Vec<String> {
    let mut by = vec![
        take::BY.to_owned(),
        language::BY.to_owned(),
        hostile::instruction::BY.to_owned(),
        quote::BY.to_owned(),
        supply::BY.to_owned(),
        origin::BY.to_owned(),
    ];
    let others = quotes
        .iter()
        .map(|quote| &quote.by)
        .chain(mentions.iter().map(|one| &one.by));
    for one in others {
        if !by.contains(one) {
            by.push(one.clone());
        }
    }
    by
}

/// Takes in readings one by one; [`Comparison::finish`] says what they come to
/// together. Holds some twenty kilobytes of a document of a thousand words, and
/// no text.
#[derive(Debug, Default)]
pub struct Comparison {
    aligner: Aligner,
    origins: Origins,
    claims: Claims,
}

/// What documents come to together. Documents have the numbers that they were
/// given.
#[derive(Debug, Default)]
pub struct Compared {
    /// The same words in several.
    pub sayings: Vec<Saying>,
    /// Which count as one witness.
    pub independence: Independence,
    /// What each says of the world, and how it stands.
    pub claims: Vec<Assessed>,
    /// Where they do not agree.
    pub disagreements: Vec<Disagreement>,
}

impl Comparison {
    /// Without documents.
    pub fn new() -> Comparison {
        Comparison {
            aligner: Aligner::new(),
            origins: Origins::new(),
            claims: Claims::new(),
        }
    }

    /// Takes a reading in under a number; give each number once.
    pub fn add(&mut self, number: u32, reading: &Reading) {
        self.aligner.add(number, &reading.document, &reading.quotes);
        self.origins.add(number, &reading.document);
        self.claims
            .add(number, &reading.document, &reading.quotes, &reading.mentions);
    }

    /// Compares them. `document` gives a document again by its number, to show the
    /// passages that two share; where it gives none they are not shown.
    pub fn finish(self, document: &mut dyn FnMut(u32) -> Option<Document>) -> Compared {
        let sayings = self.aligner.finish().sayings;
        let independence = self
            .origins
            .finish(&sayings, |number| document(number).map(Cow::Owned));
        let assessed = self.claims.finish(&sayings, &independence);
        Compared {
            sayings,
            independence,
            claims: assessed.claims,
            disagreements: assessed.disagreements,
        }
    }
}
