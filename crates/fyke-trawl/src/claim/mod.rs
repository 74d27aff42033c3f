//! What documents say of the world, and where they do not agree. No verdict on
//! truth is given.
//!
//! 1. Each sentence of the account is cut into what can be compared: main words, names, numbers
//!    with their unit, times, peoples, who is called on, who says it, who is credited
//!    (`statement`).
//! 2. Documents of one story find each other by their heaviest words; only these are compared, so
//!    the work grows with the number of documents and not with its square.
//! 3. Two sentences are of one matter when they share main words and names (`compare`); then slot is
//!    held against slot. A difference is a [`Disagreement`] with both spans, in plain words,
//!    and with what could make both true where a rule knows it.
//! 4. Quotations are compared by [`crate::align`]; what their differences mean is in `said`.
//! 5. What two independent origins say is corroborated. A credited source counts in place of
//!    the one who passes it on; documents of one origin count once.
//!
//! Limits: shallow rules for English newspaper prose. Sentences that tell one thing in other
//! words do not meet; figures of speech may. Everything here is for a person to read, with the
//! sentences beside it.

mod compare;
mod found;
mod kept;
mod lexicon;
mod names;
mod said;
mod slots;
mod standing;
mod statement;
mod story;

use crate::align::{Sayings, words};
use crate::origin::{self, Independence};
use crate::shelf::{Keep, Shelf};
use found::Found;
use fyke_model::text::{
    Claim, Credit, Disagreement, Document, Garble, Mention, Quote, Saying, Span, Standing,
};
use kept::{Kept, Library};
use rustc_hash::FxHashMap;
use standing::Agreeing;
use statement::Statement;
use std::io;

/// Rule set and version of what is found here.
pub const BY: &str = "claim rules 1";

/// A claim of a document and how it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assessed {
    /// Document, by number of the reading.
    pub document: u32,
    /// What it says.
    pub claim: Claim,
    /// How it stands among the documents taken in.
    pub standing: Standing,
    /// Independent origins that say it.
    pub origins: u32,
    /// Where others say it: document and span.
    pub also: Vec<(u32, Span)>,
}

/// Claims and disagreements.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Assessment {
    /// Claims in order of document and place.
    pub claims: Vec<Assessed>,
    /// Disagreements in order of their first side.
    pub disagreements: Vec<Disagreement>,
}

/// Takes in documents one by one; [`Claims::finish`] holds them against each other.
///
/// In memory stay the words and some fifty bytes a document; the rest, about 5 kB of a
/// document of a thousand words, lies on a [`Shelf`].
#[derive(Debug, Default)]
pub struct Claims {
    ids: FxHashMap<String, u32>,
    shown: Vec<String>,
    /// Letters and what they stand for, as documents show: stems.
    letters: FxHashMap<u32, Vec<u32>>,
    documents: Vec<Kept>,
    keep: Keep,
}

/// A document as it is kept.
#[derive(Debug)]
struct Read {
    number: u32,
    statements: Vec<Statement>,
    credits: Vec<Credit>,
    people: Vec<names::Person>,
}

impl Claims {
    /// Without documents.
    pub fn new() -> Claims {
        Claims::default()
    }

    /// With what is thick on a shelf.
    pub fn on(shelf: Box<dyn Shelf + Send>) -> Claims {
        Claims {
            keep: Keep::on(shelf),
            ..Claims::default()
        }
    }

    /// Takes in a document under its number of the reading, with its quotes and, where there are any,
    /// its mentions. Blocks in a language that is not English are left alone.
    pub fn add(&mut self, number: u32, document: &Document, quotes: &[Quote], mentions: &[Mention]) {
        let credits = origin::credits(document);
        let (ids, shown) = (&mut self.ids, &mut self.shown);
        let mut id = |word: &str| {
            if let Some(&id) = ids.get(word) {
                return id;
            }
            let id = shown.len() as u32;
            ids.insert(word.to_owned(), id);
            shown.push(word.to_owned());
            id
        };
        let statements = statement::read(number, document, quotes, &credits, &mut id);
        for (short, long) in letters(document) {
            let long: Vec<u32> = long.iter().map(|word| id(word)).collect();
            self.letters.entry(id(&short)).or_insert(long);
        }
        let read = Read {
            number,
            people: names::people(document, mentions),
            statements,
            credits,
        };
        self.documents.push(Kept {
            number,
            day: document.published.as_ref().map(|told| told.value.0),
            read: self.keep.put(&read),
            quotes: self.keep.put(&said::quoted(document, quotes)),
        });
    }

    /// Holds all documents against each other. `sayings` and `independence` are those of the same
    /// documents under the same numbers.
    pub fn finish(self, mut sayings: &[Saying], independence: &Independence) -> Assessment {
        let mut assessment = Assessment::default();
        let Assessment {
            claims,
            disagreements,
        } = &mut assessment;
        // a shelf in memory does not fail, and another's failure is told by `finish_to`
        let _ = self.finish_to(
            &mut sayings,
            &independence.origins_of(),
            &mut |claim| claims.push(claim),
            &mut |one| disagreements.push(one),
        );
        assessment
    }

    /// As [`Claims::finish`], heard one by one. `origins` gives documents by number the position
    /// of their origin.
    pub(crate) fn finish_to(
        mut self,
        sayings: &mut dyn Sayings,
        origins: &[(u32, u32)],
        claim: &mut dyn FnMut(Assessed),
        disagreement: &mut dyn FnMut(Disagreement),
    ) -> io::Result<()> {
        self.documents.sort_by_key(|document| document.number);
        let rank = self.renumber();
        let mut of = vec![standing::NO_ORIGIN; self.documents.len()];
        for (number, origin) in origins {
            if let Ok(at) = self.documents.binary_search_by_key(number, |kept| kept.number) {
                of[at] = *origin;
            }
        }
        let mut library = Library::new(&mut self.keep, &self.documents, &self.shown, &rank, &self.letters);
        let mut found = Found::default();
        let mut agreeing = Agreeing::default();
        let (stories, frequency) = story::pairs(&mut library);
        for (one, other) in stories {
            let (a, b) = (library.read(one), library.read(other));
            let mut here = Vec::new();
            compare::wording(&a, &b, &mut here);
            if of[one as usize] == standing::NO_ORIGIN || of[one as usize] != of[other as usize] {
                let mut agree = Vec::new();
                compare::documents(
                    &a,
                    &b,
                    (one, other),
                    &frequency,
                    library.shown,
                    &mut here,
                    &mut agree,
                );
                names::near(&a, &b, &mut here);
                for (x, y) in agree {
                    let (p, q) = (&a.statements[x.1 as usize], &b.statements[y.1 as usize]);
                    agreeing.push(library.keep, (x, p), (y, q), &of);
                }
            }
            for disagreement in here {
                found.push(library.keep, &disagreement);
            }
        }
        for at in 0..library.kept.len() as u32 {
            let document = library.read(at);
            let mut here = Vec::new();
            compare::within(&document, library.shown, &mut here);
            said::source_chain(document.number, &document.credits, &mut here);
            for disagreement in here {
                found.push(library.keep, &disagreement);
            }
        }
        said::sayings(&mut library, sayings, &mut |keep, one| found.push(keep, &one));
        let (merged, against) = found.merged(library.keep);
        standing::claims(&mut library, agreeing, against, &of, claim);
        merged.each(library.keep, disagreement);
        self.keep.whole()
    }

    /// Of each stem, its number in the order of letters, in which `shown` and `letters` are from now on.
    fn renumber(&mut self) -> Vec<u32> {
        self.ids = FxHashMap::default();
        let mut order: Vec<u32> = (0..self.shown.len() as u32).collect();
        order.sort_by_key(|&id| self.shown[id as usize].as_str());
        let mut rank = vec![0u32; order.len()];
        for (at, &id) in order.iter().enumerate() {
            rank[id as usize] = at as u32;
        }
        let shown = order
            .iter()
            .map(|&id| std::mem::take(&mut self.shown[id as usize]))
            .collect();
        self.shown = shown;
        let ranked = |id: u32| rank[id as usize];
        self.letters = std::mem::take(&mut self.letters)
            .into_iter()
            .map(|(short, long)| (ranked(short), long.into_iter().map(ranked).collect()))
            .collect();
        rank
    }
}

/// Letters that stand in a document beside the words they begin: AI and artificial intelligence.
fn letters(document: &Document) -> Vec<(String, Vec<String>)> {
    const WORDS_MAX: usize = 20_000;
    let text = document.text.as_str();
    let mut spans: Vec<Span> = words::words(text, Span::new(0, text.len()));
    spans.truncate(WORDS_MAX);
    let shown: Vec<&str> = spans.iter().filter_map(|span| span.of(text)).collect();
    let mut wanted: Vec<&str> = shown
        .iter()
        .copied()
        .filter(|word| (2..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase()))
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for short in wanted {
        let n = short.len();
        let spelled = shown.windows(n).find(|run| {
            run.iter()
                .zip(short.bytes())
                .all(|(word, letter)| word.len() > 3 && word.as_bytes()[0].eq_ignore_ascii_case(&letter))
        });
        if let Some(run) = spelled {
            let stems = run
                .iter()
                .map(|word| words::stem(&words::fold(word)).into_owned())
                .collect();
            found.push((words::stem(&words::fold(short)).into_owned(), stems));
        }
    }
    found
}

fn disagreement(
    kind: Garble,
    sides: Vec<(u32, Span)>,
    said: String,
    reconcilable_by: Option<&str>,
) -> Disagreement {
    Disagreement {
        kind,
        sides,
        said,
        reconcilable_by: reconcilable_by.map(str::to_owned),
    }
}
