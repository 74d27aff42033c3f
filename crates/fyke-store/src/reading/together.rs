//! What documents say together, written batch by batch and brought in by one commit.

use super::rows::{join, json, word};
use super::stories::Stories;
use super::{Counted, SEEN, StandingClaim};
use crate::case::Case;
use crate::commit::{self, Plan};
use crate::error::Result;
use crate::tables::reading::{Cell, Sheet};
use crate::tables::{PartWriter, Table};
use fyke_model::dataset::Handling;
use fyke_model::text::{Disagreement, DocumentId, Finding, Origin, Saying, SharedBy, SharedOrigin, Span};
use std::collections::HashMap;

/// The tables of what documents say together. Findings have a part of their own for it, beside those of
/// each reading.
pub(super) const COMPARED: [(Table, &str); 5] = [
    (Table::Claims, "claims/claims.parquet"),
    (Table::Sayings, "sayings/sayings.parquet"),
    (Table::Origins, "origins/origins.parquet"),
    (Table::Disagreements, "disagreements/disagreements.parquet"),
    (Table::Findings, "findings/together.parquet"),
];

/// Rows that are gathered before they are packed.
const ROWS: usize = 4096;

/// Gives the text of a document by its number; none where there is none.
type Texts<'a> = Box<dyn FnMut(u32) -> Option<String> + 'a>;

/// Takes in what documents say together, piece by piece. Nothing of it is in before
/// [`Writer::finish`], which replaces what stood there in one step.
///
/// Documents are numbered by their place in the list they were given in.
pub struct Writer<'a> {
    case: &'a Case,
    documents: Vec<(DocumentId, Handling)>,
    texts: Texts<'a>,
    held: Option<(u32, String)>,
    sheets: Vec<(Sheet, PartWriter)>,
    sayings: usize,
    disagreements: usize,
    stories: Stories,
    witnesses: Vec<Witness>,
}

/// A row of `origins` that waits for the number of its story, by the numbers of documents.
struct Witness {
    document: u32,
    origin: usize,
    documents: usize,
    earliest: bool,
    campaign: bool,
    shared: Option<(u32, SharedBy)>,
}

impl<'a> Writer<'a> {
    /// With the documents and their texts, from which the words of each place are taken.
    ///
    /// # Errors
    /// Where the case cannot be written to.
    pub fn new(
        case: &'a Case,
        documents: Vec<(DocumentId, Handling)>,
        texts: Texts<'a>,
    ) -> Result<Writer<'a>> {
        let staging = case.folder("staging")?;
        let sheet = |(table, _): (Table, &str)| {
            let part = PartWriter::new(table, &staging, format!("together-{}.parquet", table.name()))?;
            Ok((Sheet::of(table), part))
        };
        Ok(Writer {
            case,
            stories: Stories::new(documents.len()),
            witnesses: Vec::new(),
            documents,
            texts,
            held: None,
            sheets: COMPARED.into_iter().map(sheet).collect::<Result<_>>()?,
            sayings: 0,
            disagreements: 0,
        })
    }

    fn document(&self, number: u32) -> (String, Handling) {
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        let known = self.documents.get(at);
        known.map_or((String::new(), Handling::SourceCompartment), |(id, handling)| {
            (id.to_string(), *handling)
        })
    }

    fn at(&self, number: u32, span: Span) -> [Cell; 4] {
        let (id, handling) = self.document(number);
        [
            id.into(),
            handling.as_str().into(),
            span.start.into(),
            span.end.into(),
        ]
    }

    /// The words of a place.
    fn words(&mut self, number: u32, span: Span) -> String {
        if self.held.as_ref().is_none_or(|(held, _)| *held != number) {
            self.held = (self.texts)(number).map(|text| (number, text));
        }
        let text = self.held.as_ref().map_or("", |(_, text)| text);
        span.of(text).unwrap_or_default().to_owned()
    }

    fn row(&mut self, table: Table, cells: impl IntoIterator<Item = Cell>) -> Result<()> {
        let Some((sheet, part)) = self.sheets.iter_mut().find(|(sheet, _)| sheet.table() == table) else {
            return Ok(());
        };
        sheet.row(cells);
        if sheet.len() >= ROWS {
            part.write(sheet.finish()?)?;
        }
        Ok(())
    }

    /// The same words in several documents, and in how many hands they lie.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn saying(&mut self, saying: &Saying, counted: Counted) -> Result<()> {
        let number = self.sayings;
        self.sayings += 1;
        self.stories.join(saying.members.iter().map(|said| said.document));
        for (place, said) in saying.members.iter().enumerate() {
            let cells = [
                number.into(),
                said.speaker.clone().or_else(|| saying.speaker.clone()).into(),
                self.words(said.document, said.span).into(),
                (u32::try_from(place) == Ok(saying.canonical)).into(),
                counted.outlets.into(),
                counted.origins.into(),
                json(&said.differences).into(),
            ];
            self.row(Table::Sayings, join(self.at(said.document, said.span), cells))?;
        }
        Ok(())
    }

    /// What a document says of the world, and how it stands.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn claim(&mut self, said: &StandingClaim) -> Result<()> {
        let claim = &said.claim;
        let according_to = claim.according_to.map(|span| self.words(said.document, span));
        let cells = [
            self.words(said.document, claim.span).into(),
            claim.about.join(" ").into(),
            json(&claim.slots).into(),
            according_to.into(),
            word(&said.standing).into(),
            said.origins.into(),
            claim.by.as_str().into(),
        ];
        self.row(Table::Claims, join(self.at(said.document, claim.span), cells))
    }

    /// Which documents count as one witness, why, and what a reader of each should see of it.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn origins(
        &mut self,
        origins: &[Origin],
        shared: &[SharedOrigin],
        findings: &[(u32, Finding)],
    ) -> Result<()> {
        let mut edges: HashMap<u32, &SharedOrigin> = HashMap::new();
        for edge in shared {
            for one in [edge.one, edge.other] {
                edges.entry(one).or_insert(edge);
            }
        }
        for (number, origin) in origins.iter().enumerate() {
            self.stories.join(origin.documents.iter().copied());
            self.witnesses.extend(origin.documents.iter().map(|&one| {
                let edge = edges.get(&one);
                Witness {
                    document: one,
                    origin: number,
                    documents: origin.documents.len(),
                    earliest: origin.earliest == Some(one),
                    campaign: origin.campaign,
                    shared: edge.map(|edge| (if edge.one == one { edge.other } else { edge.one }, edge.by)),
                }
            }));
        }
        for (number, finding) in findings {
            let (id, handling) = self.document(*number);
            let cells: [Cell; 6] = [
                id.into(),
                handling.as_str().into(),
                finding.span.map(|span| span.start).into(),
                finding.span.map(|span| span.end).into(),
                word(&finding.kind).into(),
                finding.shown.as_str().into(),
            ];
            self.row(Table::Findings, cells)?;
        }
        Ok(())
    }

    /// Where documents do not agree.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn disagreement(&mut self, disagreement: &Disagreement) -> Result<()> {
        let number = self.disagreements;
        self.disagreements += 1;
        self.stories.join(disagreement.sides.iter().map(|&(one, _)| one));
        for &(one, span) in &disagreement.sides {
            let cells = [
                number.into(),
                word(&disagreement.kind).into(),
                self.words(one, span).into(),
                disagreement.said.as_str().into(),
                disagreement.reconcilable_by.clone().into(),
            ];
            self.row(Table::Disagreements, join(self.at(one, span), cells))?;
        }
        Ok(())
    }

    /// Writes which documents count as one witness, now that all stories are known.
    fn witnesses(&mut self) -> Result<()> {
        for witness in std::mem::take(&mut self.witnesses) {
            let (id, handling) = self.document(witness.document);
            let cells: [Cell; 9] = [
                id.into(),
                handling.as_str().into(),
                witness.origin.into(),
                witness.documents.into(),
                self.stories.story(witness.document).into(),
                witness.earliest.into(),
                witness.campaign.into(),
                witness.shared.map(|(other, _)| self.document(other).0).into(),
                witness.shared.map(|(_, by)| word(&by)).into(),
            ];
            self.row(Table::Origins, cells)?;
        }
        Ok(())
    }

    /// Replaces what stood there, in one step. `seen` is the [`super::fingerprint`] of the documents that
    /// were compared.
    ///
    /// # Errors
    /// Where the disk refuses; the old tables stand then.
    pub fn finish(mut self, seen: &str) -> Result<()> {
        self.witnesses()?;
        let mut bring = Vec::new();
        for ((mut sheet, mut part), (_, target)) in self.sheets.into_iter().zip(COMPARED) {
            part.write(sheet.finish()?)?;
            bring.push((part.finish()?.staged, target.to_owned()));
        }
        let inputs = self.case.folder("staging")?.join("inputs.txt");
        commit::write_whole(&inputs, seen.as_bytes())?;
        bring.push(("inputs.txt".to_owned(), SEEN.to_owned()));
        let plan = Plan {
            bring,
            remove: vec![],
            record: None,
        };
        commit::commit(self.case, "compared", &plan)
    }
}
