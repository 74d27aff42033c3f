//! A reading as rows.

use super::Entry;
use crate::tables::Table;
use crate::tables::reading::{Cell, Sheet};
use fyke_model::dataset::Handling;
use fyke_model::text::{BlockKind, DocumentId, Named, Reading, Span};
use serde::Serialize;

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

fn sheet(sheets: &mut [Sheet], table: Table, fill: impl FnOnce(&mut Sheet)) {
    if let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.table() == table) {
        fill(sheet);
    }
}

/// The cells of the place, then the others.
pub(super) fn join<const M: usize>(at: [Cell; 4], rest: [Cell; M]) -> impl Iterator<Item = Cell> {
    at.into_iter().chain(rest)
}

fn count(bytes: u64) -> Cell {
    Cell::Count(i64::try_from(bytes).unwrap_or(i64::MAX))
}

/// A kind as it is spelled in files.
pub(super) fn word(kind: &impl Serialize) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

pub(super) fn json(value: &impl Serialize) -> String {
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
