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
mod lexicon;
mod names;
mod said;
mod slots;
mod standing;
mod statement;
mod story;

use crate::align::words;
use crate::origin::{self, Independence};
use fyke_model::text::{
    Claim, Credit, Disagreement, Document, Garble, Mention, Quote, Saying, Span, Standing,
};
use rustc_hash::FxHashMap;
use statement::Statement;
use std::collections::BTreeMap;

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
/// Keeps about 15 kB a document of a thousand words: take in a hundred thousand in parts, by
/// week.
#[derive(Debug, Default)]
pub struct Claims {
    ids: FxHashMap<String, u32>,
    shown: Vec<String>,
    /// Letters and what they stand for, as documents show: stems.
    letters: FxHashMap<u32, Vec<u32>>,
    documents: Vec<Read>,
}

/// A document as it is kept.
#[derive(Debug)]
struct Read {
    number: u32,
    day: Option<i32>,
    statements: Vec<Statement>,
    credits: Vec<Credit>,
    people: Vec<names::Person>,
    quotes: Vec<said::Quoted>,
}

impl Claims {
    /// Without documents.
    pub fn new() -> Claims {
        Claims::default()
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
        self.documents.push(Read {
            number,
            day: document.published.as_ref().map(|told| told.value.0),
            people: names::people(document, mentions),
            quotes: said::quoted(document, quotes),
            statements,
            credits,
        });
    }

    /// Holds all documents against each other. `sayings` and `independence` are those of the same
    /// documents under the same numbers.
    pub fn finish(mut self, sayings: &[Saying], independence: &Independence) -> Assessment {
        self.documents.sort_by_key(|document| document.number);
        self.renumber();
        let origins = independence.of_documents();
        let same_origin = |a: u32, b: u32| origins.get(&a).is_some_and(|x| origins.get(&b) == Some(x));
        let stories = story::pairs(&self.documents, self.shown.len());
        let frequency = compare::frequency(&self.documents, self.shown.len());
        let mut found: Vec<Disagreement> = Vec::new();
        let mut agreeing: Vec<(compare::Place, compare::Place)> = Vec::new();
        for &(one, other) in &stories {
            let (a, b) = (&self.documents[one as usize], &self.documents[other as usize]);
            if same_origin(a.number, b.number) {
                continue;
            }
            compare::documents(
                a,
                b,
                (one, other),
                &frequency,
                &self.shown,
                &mut found,
                &mut agreeing,
            );
            names::near(a, b, &mut found);
        }
        for document in &self.documents {
            compare::within(document, &self.shown, &mut found);
            said::source_chain(document.number, &document.credits, &mut found);
        }
        compare::wordings(&self.documents, &stories, &mut found);
        said::sayings(&self.documents, sayings, &mut found);
        let disagreements = merged(found);
        let claims = standing::claims(
            &self.documents,
            &self.shown,
            &agreeing,
            &disagreements,
            independence,
        );
        Assessment {
            claims,
            disagreements,
        }
    }

    /// Gives stems numbers in the order of their letters, and adds to letters what they stand for:
    /// after this nothing depends on which document came first.
    fn renumber(&mut self) {
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
        let letters: FxHashMap<u32, Vec<u32>> = std::mem::take(&mut self.letters)
            .into_iter()
            .map(|(short, long)| {
                (
                    rank[short as usize],
                    long.iter().map(|&id| rank[id as usize]).collect(),
                )
            })
            .collect();
        let again = |ids: &mut Vec<u32>, spelled: bool| {
            for id in ids.iter_mut() {
                *id = rank[*id as usize];
            }
            if spelled {
                let long: Vec<u32> = ids
                    .iter()
                    .filter_map(|id| letters.get(id))
                    .flatten()
                    .copied()
                    .collect();
                ids.extend(long);
            }
            ids.sort_unstable();
            ids.dedup();
        };
        for statement in self
            .documents
            .iter_mut()
            .flat_map(|document| &mut document.statements)
        {
            again(&mut statement.stems, true);
            again(&mut statement.names, false);
            again(&mut statement.denied, false);
            for (_, noun, _) in &mut statement.peoples {
                *noun = rank[*noun as usize];
            }
            if let Some((_, stems)) = &mut statement.addressed {
                again(stems, true);
            }
        }
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

/// Disagreements of one kind in the same words that share a side become one with all
/// their sides.
fn merged(mut found: Vec<Disagreement>) -> Vec<Disagreement> {
    for disagreement in &mut found {
        disagreement.sides.sort_unstable();
        disagreement.sides.dedup();
    }
    found.sort_by(|a, b| (a.kind, &a.said, &a.sides).cmp(&(b.kind, &b.said, &b.sides)));
    let mut kept: Vec<Disagreement> = Vec::new();
    for run in found.chunk_by(|a, b| a.kind == b.kind && a.said == b.said) {
        let mut of_side: FxHashMap<(u32, Span), usize> = FxHashMap::default();
        let mut parents: Vec<usize> = (0..run.len()).collect();
        let root = |parents: &[usize], mut at: usize| {
            while parents[at] != at {
                at = parents[at];
            }
            at
        };
        for (at, disagreement) in run.iter().enumerate() {
            for side in &disagreement.sides {
                let first = *of_side.entry(*side).or_insert(at);
                let (one, other) = (root(&parents, first), root(&parents, at));
                parents[one.max(other)] = one.min(other);
            }
        }
        let mut groups: BTreeMap<usize, Disagreement> = BTreeMap::new();
        for (at, disagreement) in run.iter().enumerate() {
            let whole = groups
                .entry(root(&parents, at))
                .or_insert_with(|| disagreement.clone());
            whole.sides.extend(&disagreement.sides);
        }
        kept.extend(groups.into_values());
    }
    for disagreement in &mut kept {
        disagreement.sides.sort_unstable();
        disagreement.sides.dedup();
    }
    kept.sort_by(|a, b| (&a.sides, a.kind, &a.said).cmp(&(&b.sides, b.kind, &b.said)));
    kept
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
