//! Questions to the tables of texts.

use super::SEEN;
use super::together::COMPARED;
use crate::case::Case;
use crate::error::{Fault, Result, StoreError};
use crate::query::Tables;
use crate::resolved::handling;
use fyke_model::dataset::{FileHash, Handling};
use fyke_model::desk::{
    DisagreementSide, DisagreementView, DocumentLine, Listed, Page, SayingPlace, SayingView, TextQuery,
};
use fyke_model::text::{DocumentId, Reading, SharedBy, Span};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};

/// How much of a file of texts is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known {
    /// Number of the last document that is in.
    pub last: u32,
    /// Whether that is the last of the file.
    pub whole: bool,
}

/// Files whose texts are in.
///
/// # Errors
/// Where the table cannot be read.
pub fn known(tables: &Tables) -> Result<HashMap<FileHash, Known>> {
    let mut known = HashMap::new();
    let sql = "select file, max(part), max(case when last then 1 else 0 end) from documents group by file";
    tables.each_texts(sql, &mut |cells| {
        if let Ok(file) = cell(cells, 0).parse() {
            let last = u32::try_from(number_in(cells, 1)).unwrap_or(u32::MAX);
            let whole = number_in(cells, 2) == 1;
            known.insert(file, Known { last, whole });
        }
    })?;
    Ok(known)
}

/// A file of texts, as its documents tell of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextFile {
    /// Its hash.
    pub hash: FileHash,
    /// The name it had.
    pub name: String,
    /// How it may be handled.
    pub handling: Handling,
    /// Documents in it.
    pub documents: u64,
    /// Documents of it that could not be read.
    pub refused: u64,
    /// When it was read, RFC 3339.
    pub read_at: String,
}

/// The files of texts in the order of their hashes.
///
/// # Errors
/// Where the table cannot be read.
pub fn files(tables: &Tables) -> Result<Vec<TextFile>> {
    let mut files = Vec::new();
    let sql = "select file, min(file_name), max(handling), count(*), count(refused), min(read_at) \
               from documents group by file order by file";
    tables.each_texts(sql, &mut |cells| {
        if let Ok(hash) = cell(cells, 0).parse() {
            files.push(TextFile {
                hash,
                name: cell(cells, 1),
                handling: handling(&cell(cells, 2)),
                documents: number_in(cells, 3),
                refused: number_in(cells, 4),
                read_at: cell(cells, 5),
            });
        }
    })?;
    Ok(files)
}

/// Hears every reading of the case in the order of documents.
///
/// # Errors
/// Where the table cannot be read, or holds what no program of this version wrote.
pub fn each_reading(tables: &Tables, each: &mut dyn FnMut(DocumentId, Handling, Reading)) -> Result<()> {
    let mut broken = None;
    let sql = "select document, handling, json from documents where json is not null order by document";
    tables.each_texts(
        sql,
        &mut |cells| match (cell(cells, 0).parse(), serde_json::from_str(&cell(cells, 2))) {
            (Ok(id), Ok(reading)) => each(id, handling(&cell(cells, 1)), reading),
            (_, Err(error)) => broken = Some(format!("{}: {error}", cell(cells, 0))),
            (Err(error), _) => broken = Some(error.to_string()),
        },
    )?;
    broken.map_or(Ok(()), |why| Err(unreadable(&why)))
}

fn unreadable(why: &str) -> StoreError {
    StoreError::new(
        Fault::Data,
        format!("the table of documents holds a reading that cannot be read: {why}"),
        "read the texts again with: fyke read CASE --again",
    )
}

/// What was asked of a document: its line, and what it is made of.
#[derive(Clone, PartialEq, Debug)]
pub struct Stored {
    /// Its line.
    pub line: DocumentLine,
    /// Its reading; none where it was refused.
    pub reading: Option<Reading>,
    /// The hash of its file.
    pub file: String,
    /// Rules and models.
    pub read_by: String,
    /// When.
    pub read_at: String,
}

/// The columns of a line, in the order in which [`line`] reads them.
const LINE: &str = "d.document, d.file_name, d.title, d.outlet, d.published, d.language, d.words, \
                    (select count(*) from quotes q where q.document = d.document), d.handling, d.refused";

/// A document; none where there is none of that id.
///
/// # Errors
/// Where the tables cannot be read.
pub fn document(tables: &Tables, id: &DocumentId) -> Result<Option<Stored>> {
    let sql = format!(
        "select {LINE}, d.file, d.read_by, d.read_at, d.json from documents d where d.document = '{id}'"
    );
    let mut found = None;
    tables.each_texts(&sql, &mut |cells| found = Some(cells.to_vec()))?;
    let Some(cells) = found else { return Ok(None) };
    let Some(line) = line(&cells) else { return Ok(None) };
    let reading = match cells.get(13).cloned().flatten() {
        Some(json) => Some(serde_json::from_str(&json).map_err(|e| unreadable(&format!("{id}: {e}")))?),
        None => None,
    };
    Ok(Some(Stored {
        line,
        reading,
        file: cell(&cells, 10),
        read_by: cell(&cells, 11),
        read_at: cell(&cells, 12),
    }))
}

/// Documents, the newest first.
///
/// # Errors
/// Where the tables cannot be read.
pub fn documents(tables: &Tables, query: &TextQuery) -> Result<Listed<DocumentLine>> {
    let wanted = wanted(query);
    let total = count(
        tables,
        &format!("select count(*) from documents d where {wanted}"),
    )?;
    let sql = format!(
        "select {LINE} from documents d where {wanted} \
         order by d.published desc nulls last, d.document {}",
        part(query.page)
    );
    let mut items = Vec::new();
    tables.each_texts(&sql, &mut |cells| items.extend(line(cells)))?;
    Ok(Listed { items, total })
}

/// What documents must be, as SQL over `documents d`.
fn wanted(query: &TextQuery) -> String {
    let mut wanted = vec!["true".to_owned()];
    for word in query.text.split_whitespace() {
        let word = quoted(&word.to_lowercase());
        wanted.push(format!(
            "(strpos(lower(coalesce(d.text, '')), {word}) > 0 or strpos(lower(coalesce(d.title, '')), {word}) > 0)"
        ));
    }
    if let Some(outlet) = &query.outlet {
        wanted.push(format!("d.outlet = {}", quoted(outlet)));
    }
    if let Some(language) = &query.language {
        wanted.push(format!("d.language = {}", quoted(language)));
    }
    if let Some(record) = &query.record {
        wanted.push(format!(
            "d.document in (select distinct m.document from mentions m where m.record = {})",
            quoted(record)
        ));
    }
    if let Some(document) = &query.document {
        wanted.push(format!("d.document = '{document}'"));
    }
    wanted.join(" and ")
}

/// Lines of a list above which it is asked whole: the engine makes room for as
/// many as a limit names.
const LINES_MAX: usize = 100_000;

/// A part of a list, as SQL.
fn part(page: Page) -> String {
    match page.limit {
        limit if limit > LINES_MAX => format!("offset {}", page.offset),
        limit => format!("limit {limit} offset {}", page.offset),
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Which of what several documents say is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Among {
    /// All that the query does not leave out.
    All,
    /// The one of this number.
    Number(u64),
    /// What is said in this story.
    Story(u64),
}

impl Among {
    /// The same as SQL over a table whose column `number` holds its number.
    fn wanted(self, number: &str, document: Option<&DocumentId>) -> String {
        let mut wanted = match self {
            Among::All => "true".to_owned(),
            Among::Number(one) => format!("{number} = {one}"),
            // a story holds all places of what is said in it
            Among::Story(story) => {
                format!("document in (select distinct document from origins where story = {story})")
            }
        };
        if let Some(document) = document {
            wanted.push_str(&format!(
                " and {number} in (select distinct {number} from {number}s where document = '{document}')"
            ));
        }
        wanted
    }
}

/// The same words in several documents, the most printed first; those that touch a
/// document, where the query names one.
///
/// # Errors
/// Where the tables cannot be read.
pub fn sayings(tables: &Tables, query: &TextQuery, among: Among) -> Result<Listed<SayingView>> {
    let mut wanted = vec![among.wanted("saying", query.document.as_ref())];
    for word in query.text.split_whitespace() {
        wanted.push(format!(
            "strpos(lower(text), {}) > 0",
            quoted(&word.to_lowercase())
        ));
    }
    let wanted = wanted.join(" and ");
    let total = count(
        tables,
        &format!("select count(distinct saying) from sayings where {wanted}"),
    )?;
    let sql = format!(
        "select s.saying, s.outlets, s.origins, s.speaker, s.text, s.canonical, s.start, s.\"end\", s.differences, {LINE} \
         from sayings s join documents d on d.document = s.document \
         where s.saying in (select distinct saying from (select saying from sayings where {wanted} group by saying \
           order by max(origins) desc, max(outlets) desc, count(*) desc, saying {})) \
         order by s.origins desc, s.outlets desc, s.saying, d.document, s.start",
        part(query.page)
    );
    let mut items: Vec<SayingView> = Vec::new();
    let mut at: HashMap<u64, usize> = HashMap::new();
    tables.each_texts(&sql, &mut |cells| {
        let Some(document) = cells.get(9..).and_then(line) else {
            return;
        };
        let number = number_in(cells, 0);
        let place = *at.entry(number).or_insert_with(|| {
            items.push(SayingView {
                number,
                speaker: None,
                text: String::new(),
                outlets: number_in(cells, 1),
                origins: number_in(cells, 2),
                places: vec![],
            });
            items.len() - 1
        });
        let Some(view) = items.get_mut(place) else { return };
        let canonical = cell(cells, 5) == "true";
        let speaker = cells.get(3).cloned().flatten();
        if canonical {
            view.text = cell(cells, 4);
        }
        if view.speaker.is_none() || canonical && speaker.is_some() {
            view.speaker.clone_from(&speaker);
        }
        view.places.push(SayingPlace {
            document,
            span: span(cells, 6),
            text: cell(cells, 4),
            speaker,
            canonical,
            differences: json(&cell(cells, 8)).unwrap_or_default(),
        });
    })?;
    Ok(Listed { items, total })
}

/// Where documents do not agree; those that touch a document, where the query
/// names one.
///
/// # Errors
/// Where the tables cannot be read.
pub fn disagreements(tables: &Tables, query: &TextQuery, among: Among) -> Result<Listed<DisagreementView>> {
    let wanted = among.wanted("disagreement", query.document.as_ref());
    let total = count(
        tables,
        &format!("select count(distinct disagreement) from disagreements where {wanted}"),
    )?;
    let sql = format!(
        "select s.disagreement, s.kind, s.said, s.reconcilable_by, s.text, s.start, s.\"end\", {LINE} \
         from disagreements s join documents d on d.document = s.document \
         where s.disagreement in (select distinct disagreement from disagreements where {wanted} \
           order by disagreement {}) \
         order by s.disagreement, d.document, s.start",
        part(query.page)
    );
    let mut items: Vec<DisagreementView> = Vec::new();
    tables.each_texts(&sql, &mut |cells| {
        let Some(document) = cells.get(7..).and_then(line) else {
            return;
        };
        let Some(kind) = json(&format!("\"{}\"", cell(cells, 1))) else {
            return;
        };
        let number = number_in(cells, 0);
        if items.last().is_none_or(|last| last.number != number) {
            items.push(DisagreementView {
                number,
                kind,
                said: cell(cells, 2),
                reconcilable_by: cells.get(3).cloned().flatten(),
                sides: vec![],
            });
        }
        if let Some(view) = items.last_mut() {
            view.sides.push(DisagreementSide {
                document,
                span: span(cells, 5),
                text: cell(cells, 4),
            });
        }
    })?;
    Ok(Listed { items, total })
}

/// A document and the group that counts as one witness with it.
#[derive(Clone, PartialEq, Debug)]
pub struct Witness {
    /// The document.
    pub document: DocumentLine,
    /// Number of its origin.
    pub origin: u64,
    /// Number of the story that it tells.
    pub story: u64,
    /// It bears the earliest date of its origin.
    pub earliest: bool,
    /// Many hosts carried it at once.
    pub campaign: bool,
    /// A document that it shares text with, and how.
    pub shared: Option<(DocumentId, SharedBy)>,
}

/// Which documents are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group<'a> {
    /// Those that count as one witness with this one.
    Origin(&'a DocumentId),
    /// Those of these stories.
    Stories(&'a [u64]),
}

/// Documents with their origins, in the order of origins.
///
/// # Errors
/// Where the tables cannot be read.
pub fn witnesses(tables: &Tables, of: Group<'_>) -> Result<Vec<Witness>> {
    let wanted = match of {
        Group::Origin(id) => {
            format!("o.origin in (select distinct origin from origins where document = '{id}')")
        }
        Group::Stories([]) => return Ok(vec![]),
        Group::Stories(stories) => {
            let stories: Vec<String> = stories.iter().map(u64::to_string).collect();
            format!("o.story in ({})", stories.join(", "))
        }
    };
    let sql = format!(
        "select o.origin, o.story, o.earliest, o.campaign, o.shared_with, o.shared_by, {LINE} \
         from origins o join documents d on d.document = o.document where {wanted} \
         order by o.origin, d.published nulls last, d.document"
    );
    let mut witnesses = Vec::new();
    tables.each_texts(&sql, &mut |cells| {
        let Some(document) = cells.get(6..).and_then(line) else {
            return;
        };
        let by = json(&format!("\"{}\"", cell(cells, 5)));
        witnesses.push(Witness {
            document,
            origin: number_in(cells, 0),
            story: number_in(cells, 1),
            earliest: cell(cells, 2) == "true",
            campaign: cell(cells, 3) == "true",
            shared: cell(cells, 4).parse().ok().zip(by),
        });
    })?;
    Ok(witnesses)
}

/// The stories that several documents tell, those of most documents first: their numbers.
///
/// # Errors
/// Where the table cannot be read.
pub fn stories(tables: &Tables, page: Page) -> Result<Listed<u64>> {
    let several = "select story, count(*) as n from origins group by story having count(*) > 1";
    let total = count(tables, &format!("select count(*) from ({several})"))?;
    let sql = format!(
        "select story from ({several}) order by n desc, story {}",
        part(page)
    );
    let mut items = Vec::new();
    tables.each_texts(&sql, &mut |cells| items.push(number_in(cells, 0)))?;
    Ok(Listed { items, total })
}

/// The story that a document tells; none where it was not compared.
///
/// # Errors
/// Where the table cannot be read.
pub fn story(tables: &Tables, document: &DocumentId) -> Result<Option<u64>> {
    let sql = format!("select story from origins where document = '{document}'");
    let mut found = None;
    tables.each_texts(&sql, &mut |cells| found = Some(number_in(cells, 0)))?;
    Ok(found)
}

/// Records that names of documents may mean, with how often and in how many
/// documents, the most first: `(record, documents)`.
///
/// # Errors
/// Where the table cannot be read.
pub fn named_records(tables: &Tables) -> Result<BTreeMap<String, u64>> {
    let mut named = BTreeMap::new();
    let sql =
        "select record, count(distinct document) from mentions where record is not null group by record";
    tables.each_texts(sql, &mut |cells| {
        named.insert(cell(cells, 0), number_in(cells, 1));
    })?;
    Ok(named)
}

/// What the last comparison saw; none where nothing was compared yet.
///
/// # Errors
/// Where the case cannot be read.
pub fn compared_before(case: &Case) -> Result<bool> {
    let seen = crate::inputs::kept(case, SEEN)?.is_some();
    let folder = case.folder("tables")?;
    Ok(seen
        && COMPARED
            .iter()
            .all(|(table, _)| folder.join(table.name()).is_dir()))
}

fn line(cells: &[Option<String>]) -> Option<DocumentLine> {
    let text = |at: usize| cells.get(at).cloned().flatten();
    Some(DocumentLine {
        id: text(0)?.parse().ok()?,
        file_name: text(1).unwrap_or_default(),
        title: text(2),
        outlet: text(3),
        published: text(4).and_then(|day| day.parse().ok()),
        language: text(5),
        words: number_in(cells, 6),
        quotes: number_in(cells, 7),
        handling: handling(&text(8).unwrap_or_default()),
        refused: text(9),
    })
}

fn count(tables: &Tables, sql: &str) -> Result<u64> {
    let mut total = 0;
    tables.each_texts(sql, &mut |cells| total = number_in(cells, 0))?;
    Ok(total)
}

fn cell(cells: &[Option<String>], at: usize) -> String {
    cells.get(at).cloned().flatten().unwrap_or_default()
}

fn number_in(cells: &[Option<String>], at: usize) -> u64 {
    cell(cells, at).parse().unwrap_or(0)
}

fn span(cells: &[Option<String>], at: usize) -> Span {
    let edge = |at: usize| usize::try_from(number_in(cells, at)).unwrap_or(0);
    Span::new(edge(at), edge(at + 1))
}

fn json<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}
