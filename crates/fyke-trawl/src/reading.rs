//! The path of a document through everything that reads it, and of many through
//! what compares them: one function each, so that a command, an evaluation and a
//! benchmark read alike.
//!
//! Language and hostile text come first, for what nothing here reads is left
//! alone by all that follows; then names, since speakers are people; then words in
//! marks, then speech without; then supplier facts and credits.

use crate::align::{Aligner, Encoder, Sayings};
use crate::attribution::{self, Weights};
use crate::claim::{Assessed, Claims};
use crate::name::spacy::Model;
use crate::name::{self, Gazetteer};
use crate::origin::{self, Independence, Origins};
use crate::shelf::{Memory, Shelf};
use crate::token::{self, Token};
use crate::{hostile, language, quote, sentence, supply, take};
use fyke_model::text::{BlockKind, Disagreement, Document, Mention, Quote, Reading, Saying, Span};
use std::io;

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
    let indirect = attribution::with_second_opinion(&document, &mut quotes, speech);
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
/// together.
///
/// What is thick of a document lies on shelves: in memory ([`Comparison::new`]) or wherever
/// the caller has room ([`Comparison::on`]).
#[derive(Debug)]
pub struct Comparison {
    aligner: Aligner,
    origins: Origins,
    claims: Claims,
}

/// Hears what documents come to together, in this order: which count as one witness, the
/// sayings, the claims, the disagreements. Documents have the numbers that they were given.
pub trait Together {
    /// Which documents count as one witness. Heard once, before everything else.
    fn independence(&mut self, found: Independence);
    /// The same words in several.
    fn saying(&mut self, saying: &Saying);
    /// What a document says of the world, and how it stands; in order of documents.
    fn claim(&mut self, claim: Assessed);
    /// Where documents do not agree.
    fn disagreement(&mut self, disagreement: Disagreement);
}

/// What documents come to together, all at once.
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

impl Together for Compared {
    fn independence(&mut self, found: Independence) {
        self.independence = found;
    }

    fn saying(&mut self, saying: &Saying) {
        self.sayings.push(saying.clone());
    }

    fn claim(&mut self, claim: Assessed) {
        self.claims.push(claim);
    }

    fn disagreement(&mut self, disagreement: Disagreement) {
        self.disagreements.push(disagreement);
    }
}

impl Default for Comparison {
    fn default() -> Comparison {
        Comparison::new()
    }
}

impl Comparison {
    /// Without documents, with shelves in memory.
    pub fn new() -> Comparison {
        Comparison::on([(); 3].map(|()| -> Box<dyn Shelf + Send> { Box::new(Memory::default()) }))
    }

    /// Without documents, with what is thick on empty shelves: some thirty kilobytes of a
    /// document of a thousand words, all in all.
    pub fn on([one, two, three]: [Box<dyn Shelf + Send>; 3]) -> Comparison {
        Comparison {
            aligner: Aligner::on(one),
            origins: Origins::on(two),
            claims: Claims::on(three),
        }
    }

    /// Takes a reading in under a number; give each number once.
    pub fn add(&mut self, number: u32, reading: &Reading) {
        self.aligner.add(number, &reading.document, &reading.quotes);
        self.origins.add(number, &reading.document);
        self.claims
            .add(number, &reading.document, &reading.quotes, &reading.mentions);
    }

    /// Compares them.
    pub fn finish(self) -> Compared {
        let mut compared = Compared::default();
        // shelves in memory do not fail; who gave others asks by `finish_to`
        let _ = self.finish_to(&mut compared);
        compared
    }

    /// Compares them; what is found is heard one by one and not held.
    ///
    /// # Errors
    /// Where a shelf cannot be written or read.
    pub fn finish_to(self, to: &mut dyn Together) -> io::Result<()> {
        self.finish_with(None, to)
    }

    /// As [`Comparison::finish_to`]; quotations that no words join are compared by
    /// `meaning`, for which all quoted sentences are held in memory at once. What it
    /// joins is heard after the sayings and says so
    /// ([`fyke_model::text::DifferenceKind::ByMeaning`]); origins and claims do not see
    /// it.
    ///
    /// # Errors
    /// Where a shelf cannot be written or read.
    pub fn finish_with(self, meaning: Option<&dyn Encoder>, to: &mut dyn Together) -> io::Result<()> {
        let (mut sayings, aligned) = self.aligner.finish_kept(meaning)?;
        let independence = self.origins.finish_of(&mut sayings)?;
        let counted = independence.origins_of();
        to.independence(independence);
        sayings.each(&mut |_, saying| to.saying(saying));
        aligned.near.iter().for_each(|near| to.saying(&near.saying));
        let to = std::cell::RefCell::new(to);
        self.claims.finish_to(
            &mut sayings,
            &counted,
            &mut |claim| to.borrow_mut().claim(claim),
            &mut |one| to.borrow_mut().disagreement(one),
        )?;
        sayings.whole()
    }
}
