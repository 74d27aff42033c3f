//! Everything that was read, compared: the same words, independent origins,
//! disagreements. Computed over all documents of the case and replaced whole.
//!
//! What is thick lies in files of the case's `staging/` while it runs ([`Spool`]), and what is
//! found goes to the tables as it is found, so memory hardly grows with the documents.

use super::spool::Spool;
use crate::screen::{Failure, Outcome};
use fyke_model::dataset::Handling;
use fyke_model::text::{Disagreement, DocumentId, Reading, Saying};
use fyke_store::query::Tables;
use fyke_store::reading::{self, Counted, StandingClaim, Writer};
use fyke_store::{Case, StoreError};
use fyke_trawl::align::Encoder;
use fyke_trawl::claim::Assessed;
use fyke_trawl::origin::Independence;
use fyke_trawl::reading::Comparison;
use fyke_trawl::shelf::Shelf;
use std::collections::{BTreeSet, HashMap};
use std::io;

/// What the documents of a case come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Together {
    /// Documents that were read.
    pub documents: u64,
    /// Quotations in them.
    pub quotes: u64,
    /// Outlets that they name; a document that names none is one of its own.
    pub outlets: u64,
    /// Independent origins.
    pub origins: u64,
}

/// Compares everything that is in and writes what came of it. Quotations that no words
/// join are compared by `meaning`, where it is given.
pub fn compare(case: &Case, meaning: Option<&dyn Encoder>) -> Outcome<Together> {
    let tables = Tables::open(case, None)?;
    let seen = reading::fingerprint(case)?;
    let spool = |name: &str| -> Outcome<Box<dyn Shelf + Send>> {
        Ok(Box::new(Spool::new(case, name).map_err(|error| spooled(&error))?))
    };
    let mut comparison = Comparison::on([
        spool("compare-quotes.spool")?,
        spool("compare-origins.spool")?,
        spool("compare-claims.spool")?,
    ]);
    let mut texts = Texts {
        spool: spool("compare-texts.spool")?,
        ends: vec![0],
        broken: None,
    };
    let mut documents: Vec<(DocumentId, Handling)> = Vec::new();
    let mut together = Together::default();
    let mut outlets = Outlets::default();
    reading::each_reading(&tables, &mut |id, handling, read| {
        let number = u32::try_from(documents.len()).unwrap_or(u32::MAX);
        documents.push((id, handling));
        together.documents += 1;
        together.quotes += read.quotes.len() as u64;
        outlets.add(number, &read);
        texts.put(&read.document.text);
        comparison.add(number, &read);
    })?;
    if let Some(error) = texts.broken.take() {
        return Err(spooled(&error));
    }
    together.outlets = outlets.numbers.len() as u64;
    let mut taken = Taken {
        writer: Writer::new(case, documents, Box::new(|number| texts.get(number)))?,
        outlets: outlets.of,
        origins: Vec::new(),
        counted: 0,
        failed: None,
    };
    comparison
        .finish_with(meaning, &mut taken)
        .map_err(|error| spooled(&error))?;
    if let Some(failed) = taken.failed {
        return Err(failed.into());
    }
    together.origins = taken.counted;
    taken.writer.finish(&seen)?;
    Ok(together)
}

fn spooled(error: &io::Error) -> Failure {
    Failure::new(
        format!("what is compared cannot be put by in the case's folder staging: {error}"),
        "make room on the disk of the case, then run: fyke read CASE",
    )
}

/// The texts of all documents by number, in a file.
struct Texts {
    spool: Box<dyn Shelf + Send>,
    /// Where each ends, after where the first begins.
    ends: Vec<u64>,
    broken: Option<io::Error>,
}

impl Texts {
    fn put(&mut self, text: &str) {
        let end = self.ends.last().copied().unwrap_or(0);
        self.ends.push(end + text.len() as u64);
        if let Err(error) = self.spool.put(text.as_bytes()) {
            self.broken.get_or_insert(error);
        }
    }

    fn get(&mut self, number: u32) -> Option<String> {
        let at = usize::try_from(number).ok()?;
        let (from, to) = (*self.ends.get(at)?, *self.ends.get(at + 1)?);
        let mut bytes = vec![0; usize::try_from(to - from).ok()?];
        self.spool.get(from, &mut bytes).ok()?;
        String::from_utf8(bytes).ok()
    }
}

/// Outlets, numbered.
#[derive(Default)]
struct Outlets {
    numbers: HashMap<String, u32>,
    /// Of each document.
    of: Vec<u32>,
}

impl Outlets {
    fn add(&mut self, number: u32, read: &Reading) {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        let known = self.numbers.entry(outlet(number, read)).or_insert(next);
        self.of.push(*known);
    }
}

/// The outlet of a document, or a name of its own where it names none.
fn outlet(number: u32, read: &Reading) -> String {
    let told = read
        .document
        .outlet
        .as_ref()
        .map(|told| told.value.trim().to_lowercase());
    told.filter(|outlet| !outlet.is_empty())
        .unwrap_or_else(|| format!("document {number}"))
}

/// Takes what is found to the tables.
struct Taken<'a> {
    writer: Writer<'a>,
    /// The outlet of each document, and its origin.
    outlets: Vec<u32>,
    origins: Vec<Option<u32>>,
    counted: u64,
    failed: Option<StoreError>,
}

impl Taken<'_> {
    fn keep(&mut self, done: Result<(), StoreError>) {
        if let Err(error) = done {
            self.failed.get_or_insert(error);
        }
    }
}

impl fyke_trawl::reading::Together for Taken<'_> {
    fn independence(&mut self, found: Independence) {
        self.counted = found.origins.len() as u64;
        self.origins = vec![None; self.outlets.len()];
        for (number, origin) in (0..).zip(&found.origins) {
            for document in &origin.documents {
                let at = usize::try_from(*document).unwrap_or(usize::MAX);
                if let Some(of) = self.origins.get_mut(at) {
                    *of = Some(number);
                }
            }
        }
        let done = self.writer.origins(&found.origins, &found.edges, &found.findings);
        self.keep(done);
    }

    fn saying(&mut self, saying: &Saying) {
        let documents: BTreeSet<usize> = saying
            .members
            .iter()
            .filter_map(|said| usize::try_from(said.document).ok())
            .collect();
        let printed = documents.iter().filter_map(|at| self.outlets.get(*at));
        let origins = documents.iter().filter_map(|at| self.origins.get(*at));
        let counted = Counted {
            outlets: printed.collect::<BTreeSet<_>>().len(),
            origins: origins.collect::<BTreeSet<_>>().len(),
        };
        let done = self.writer.saying(saying, counted);
        self.keep(done);
    }

    fn claim(&mut self, claim: Assessed) {
        let done = self.writer.claim(&StandingClaim {
            document: claim.document,
            claim: claim.claim,
            standing: claim.standing,
            origins: claim.origins,
        });
        self.keep(done);
    }

    fn disagreement(&mut self, disagreement: Disagreement) {
        let done = self.writer.disagreement(&disagreement);
        self.keep(done);
    }
}
