//! A reading, and what several say together, as rows.

use super::{Compared, Entry};
use crate::tables::Table;
use crate::tables::reading::{Cell, Sheet};
use fyke_model::dataset::Handling;
use fyke_model::text::{BlockKind, DocumentId, Named, Reading, Span};
use serde::Serialize;
use std::collections::HashMap;

/// Appends what became of a document to the sheets of its tables.
pub(super) fn entry(sheets: &mut [Sheet], entry: &Entry, read_at: &str) {
    let handling = entry.handling;
    let file = entry.file.to_string();
    match &entry.read {
        Err(refused) => {
            let id = format!("{}-{}", file.get(..16).unwrap_or(&file), refused.part);
            sheet(sheets, Table::Documents, |sheet| {
                sheet.row([
                    id.into(),
                    file.into(),
                    refused.part.into(),
                    entry.last.into(),
                    handling.as_str().into(),
                    entry.file_name.as_str().into(),
                    count(entry.bytes),
                    Cell::None,
                    Cell::None,
                    Cell::None,
                    Cell::None,
                    Cell::None,
                    Cell::None,
                    Cell::None,
                    Cell::None,
                    0usize.into(),
                    refused.why.as_str().into(),
                    "".into(),
                    read_at.into(),
                    Cell::None,
                    Cell::None,
                ]);
            });
        }
        Ok(reading) => read(sheets, entry, reading, handling, read_at),
    }
}

fn read(sheets: &mut [Sheet], entry: &Entry, reading: &Reading, handling: Handling, read_at: &str) {
    let document = &reading.document;
    let id = DocumentId::of(document);
    sheet(sheets, Table::Documents, |sheet| {
        sheet.row([
            id.as_str().into(),
            entry.file.to_string().into(),
            document.part.into(),
            entry.last.into(),
            handling.as_str().into(),
            entry.file_name.as_str().into(),
            count(entry.bytes),
            document.title.as_ref().map(|told| told.value.clone()).into(),
            document.byline.as_ref().map(|told| told.value.clone()).into(),
            document
                .published
                .as_ref()
                .map(|told| told.value.to_string())
                .into(),
            document.outlet.as_ref().map(|told| told.value.clone()).into(),
            document.capture.url.clone().into(),
            document.capture.fetched.clone().into(),
            document.capture.media_type.clone().into(),
            language(reading).into(),
            words(reading).into(),
            Cell::None,
            reading.by.join("; ").into(),
            read_at.into(),
            document.text.as_str().into(),
            json(reading).into(),
        ]);
    });
    let text = document.text.as_str();
    let at = |span: Span| -> [Cell; 4] {
        [
            id.as_str().into(),
            handling.as_str().into(),
            span.start.into(),
            span.end.into(),
        ]
    };
    let of = |span: Span| span.of(text).unwrap_or_default().to_owned();
    sheet(sheets, Table::Quotes, |sheet| {
        for quote in &reading.quotes {
            let speaker = quote.speaker.as_ref();
            sheet.row(join(
                at(quote.span),
                [
                    word(&quote.kind).into(),
                    of(quote.span).into(),
                    speaker.map(|speaker| speaker.name.clone()).into(),
                    speaker.map(|speaker| speaker.person).into(),
                    speaker.map(|speaker| word(&speaker.how)).into(),
                    quote.cue.as_ref().map(|cue| cue.lemma.clone()).into(),
                    quote.by.as_str().into(),
                ],
            ));
        }
    });
    sheet(sheets, Table::Mentions, |sheet| {
        for (number, mention) in reading.mentions.iter().enumerate() {
            // a name that may mean several records has a row for each
            let mut links = reading
                .links
                .iter()
                .filter(|link| usize::try_from(link.mention) == Ok(number))
                .map(|link| (Some(link.record.clone()), Some(link.probability)))
                .peekable();
            let none = links.peek().is_none().then_some((None, None));
            for (record, probability) in links.chain(none) {
                sheet.row(join(
                    at(mention.span),
                    [
                        word(&mention.kind).into(),
                        of(mention.span).into(),
                        mention.name.as_str().into(),
                        record.into(),
                        probability.into(),
                        mention.by.as_str().into(),
                    ],
                ));
            }
        }
    });
    let named = |named: &Option<Named>| -> Cell { named.as_ref().map(|named| named.name.clone()).into() };
    sheet(sheets, Table::Facts, |sheet| {
        for fact in &reading.facts {
            let goods: Vec<&str> = fact.goods.iter().map(|goods| goods.name.as_str()).collect();
            sheet.row(join(
                at(fact.span),
                [
                    fact.relation.as_str().into(),
                    named(&fact.subject),
                    named(&fact.object),
                    (!goods.is_empty()).then(|| goods.join("; ")).into(),
                    named(&fact.weapon),
                    named(&fact.place),
                    named(&fact.when),
                    fact.negated.into(),
                    fact.hedged.into(),
                    fact.former.into(),
                    of(fact.span).into(),
                    fact.by.as_str().into(),
                ],
            ));
        }
    });
    sheet(sheets, Table::Findings, |sheet| {
        for finding in &document.findings {
            sheet.row([
                id.as_str().into(),
                handling.as_str().into(),
                finding.span.map(|span| span.start).into(),
                finding.span.map(|span| span.end).into(),
                word(&finding.kind).into(),
                finding.shown.as_str().into(),
            ]);
        }
    });
}

/// Fills the sheets of what documents say together.
pub(super) fn compared(sheets: &mut [Sheet], compared: &Compared, words: &HashMap<(u32, Span), String>) {
    let document = |number: u32| {
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        let known = compared.documents.get(at);
        known.map_or((String::new(), Handling::SourceCompartment), |(id, handling)| {
            (id.to_string(), *handling)
        })
    };
    let at = |number: u32, span: Span| -> [Cell; 4] {
        let (id, handling) = document(number);
        [
            id.into(),
            handling.as_str().into(),
            span.start.into(),
            span.end.into(),
        ]
    };
    let of = |number: u32, span: Span| words.get(&(number, span)).cloned().unwrap_or_default();
    sheet(sheets, Table::Sayings, |sheet| {
        for (number, (saying, counted)) in compared.sayings.iter().enumerate() {
            for (place, said) in saying.members.iter().enumerate() {
                sheet.row(join(
                    at(said.document, said.span),
                    [
                        number.into(),
                        said.speaker.clone().or_else(|| saying.speaker.clone()).into(),
                        of(said.document, said.span).into(),
                        (u32::try_from(place) == Ok(saying.canonical)).into(),
                        counted.outlets.into(),
                        counted.origins.into(),
                        json(&said.differences).into(),
                    ],
                ));
            }
        }
    });
    sheet(sheets, Table::Claims, |sheet| {
        for said in &compared.claims {
            let claim = &said.claim;
            sheet.row(join(
                at(said.document, claim.span),
                [
                    of(said.document, claim.span).into(),
                    claim.about.join(" ").into(),
                    json(&claim.slots).into(),
                    claim.according_to.map(|span| of(said.document, span)).into(),
                    word(&said.standing).into(),
                    said.origins.into(),
                    claim.by.as_str().into(),
                ],
            ));
        }
    });
    sheet(sheets, Table::Origins, |sheet| {
        for (number, origin) in compared.origins.iter().enumerate() {
            for &one in &origin.documents {
                let (id, handling) = document(one);
                let edge = compared
                    .shared
                    .iter()
                    .find(|edge| edge.one == one || edge.other == one);
                let other = edge.map(|edge| if edge.one == one { edge.other } else { edge.one });
                sheet.row([
                    id.into(),
                    handling.as_str().into(),
                    number.into(),
                    origin.documents.len().into(),
                    (origin.earliest == Some(one)).into(),
                    origin.campaign.into(),
                    other.map(|other| document(other).0).into(),
                    edge.map(|edge| word(&edge.by)).into(),
                ]);
            }
        }
    });
    sheet(sheets, Table::Disagreements, |sheet| {
        for (number, disagreement) in compared.disagreements.iter().enumerate() {
            for &(one, span) in &disagreement.sides {
                sheet.row(join(
                    at(one, span),
                    [
                        number.into(),
                        word(&disagreement.kind).into(),
                        of(one, span).into(),
                        disagreement.said.as_str().into(),
                        disagreement.reconcilable_by.clone().into(),
                    ],
                ));
            }
        }
    });
}

fn sheet(sheets: &mut [Sheet], table: Table, fill: impl FnOnce(&mut Sheet)) {
    if let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.table() == table) {
        fill(sheet);
    }
}

/// The cells of the place, then the others.
fn join<const M: usize>(at: [Cell; 4], rest: [Cell; M]) -> impl Iterator<Item = Cell> {
    at.into_iter().chain(rest)
}

fn count(bytes: u64) -> Cell {
    Cell::Count(i64::try_from(bytes).unwrap_or(i64::MAX))
}

/// A kind as it is spelled in files.
fn word(kind: &impl Serialize) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The language of most of its account.
fn language(reading: &Reading) -> Option<String> {
    let mut bytes = std::collections::BTreeMap::new();
    for block in &reading.document.blocks {
        if let (BlockKind::Body, Some(language)) = (block.kind, &block.language) {
            *bytes.entry(language.as_str()).or_insert(0) += block.span.len();
        }
    }
    let most = bytes.into_iter().max_by_key(|(_, bytes)| *bytes);
    most.map(|(language, _)| language.to_owned())
}

fn words(reading: &Reading) -> usize {
    let blocks = reading.document.blocks.iter();
    blocks
        .filter(|block| !matches!(block.kind, BlockKind::Boilerplate(_)))
        .filter_map(|block| block.span.of(&reading.document.text))
        .map(|text| text.split_whitespace().count())
        .sum()
}
