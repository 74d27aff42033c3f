//! Everything that was read, compared: the same words, independent origins,
//! disagreements. Computed over all documents of the case and replaced whole.

use crate::screen::Outcome;
use fyke_model::text::{Document, DocumentId, Reading};
use fyke_store::Case;
use fyke_store::query::Tables;
use fyke_store::reading::{self, Compared, Counted, StandingClaim};
use fyke_trawl::reading::Comparison;
use std::collections::{BTreeSet, HashMap};

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

/// Compares everything that is in and writes what came of it.
pub fn compare(case: &Case) -> Outcome<Together> {
    let tables = Tables::open(case, None)?;
    let seen = reading::fingerprint(case)?;
    let mut comparison = Comparison::new();
    let mut compared = Compared {
        seen,
        ..Compared::default()
    };
    let mut together = Together::default();
    let mut outlets: Vec<String> = Vec::new();
    reading::each_reading(&tables, &mut |id, handling, read| {
        let number = u32::try_from(compared.documents.len()).unwrap_or(u32::MAX);
        compared.documents.push((id, handling));
        together.documents += 1;
        together.quotes += read.quotes.len() as u64;
        outlets.push(outlet(number, &read));
        comparison.add(number, &read);
    })?;
    together.outlets = outlets.iter().collect::<BTreeSet<_>>().len() as u64;
    let mut shelf = Shelf {
        tables: &tables,
        ids: compared.documents.iter().map(|(id, _)| id.clone()).collect(),
        held: HashMap::new(),
    };
    let done = comparison.finish(&mut |number| shelf.document(number));
    together.origins = done.independence.origins.len() as u64;
    let origin_of = done.independence.of_documents();
    compared.sayings = done
        .sayings
        .into_iter()
        .map(|saying| {
            let documents: BTreeSet<u32> = saying.members.iter().map(|said| said.document).collect();
            let origins: BTreeSet<Option<&usize>> = documents.iter().map(|n| origin_of.get(n)).collect();
            let printed = documents.iter().filter_map(|n| outlets.get(*n as usize));
            let counted = Counted {
                outlets: printed.collect::<BTreeSet<_>>().len(),
                origins: origins.len(),
            };
            (saying, counted)
        })
        .collect();
    compared.claims = done
        .claims
        .into_iter()
        .map(|one| StandingClaim {
            document: one.document,
            claim: one.claim,
            standing: one.standing,
            origins: one.origins,
        })
        .collect();
    compared.origins = done.independence.origins;
    compared.shared = done.independence.edges;
    compared.disagreements = done.disagreements;
    reading::replace(case, &compared)?;
    Ok(together)
}

/// Documents held at once while passages are looked for.
const HELD_MAX: usize = 1_000;

/// Documents of the case by number, some of them held.
struct Shelf<'a> {
    tables: &'a Tables,
    ids: Vec<DocumentId>,
    held: HashMap<u32, Document>,
}

impl Shelf<'_> {
    fn document(&mut self, number: u32) -> Option<Document> {
        if let Some(held) = self.held.get(&number) {
            return Some(held.clone());
        }
        let id = self.ids.get(usize::try_from(number).ok()?)?;
        let found = reading::document(self.tables, id).ok()??.reading?.document;
        if self.held.len() >= HELD_MAX {
            self.held.clear();
        }
        self.held.insert(number, found.clone());
        Some(found)
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
