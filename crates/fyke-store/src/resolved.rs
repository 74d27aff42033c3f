//! Who is who, as tables: which record means which entity, which pairs of
//! records were compared and why they met or not, and how entities changed
//! from run to run.
//!
//! `members` and `pairs` and `parties` are replaced by each run in one commit;
//! `entity_events` only grows, one part a run, so that whoever follows an
//! entity learns that it was merged or split.

mod ask;

pub(crate) use ask::pairs_in;
pub use ask::{
    EntityStatement, PartySpelling, declared, each_incorporation, each_party_spelling, ids, listed_entities,
    members, members_of, pairs, pairs_of, parties, statements, undecided,
};

use crate::case::Case;
use crate::commit::{self, Plan};
use crate::error::Result;
use crate::inputs;
use crate::leads::{maybe_texts, target, texts};
use crate::tables::{PartWriter, Table};
use datafusion::arrow::array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch};
use fyke_model::country::Country;
use fyke_model::dataset::Handling;
use std::sync::Arc;

/// A party as consignments spell it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PartyRow {
    /// The dataset that declares it.
    pub dataset: String,
    /// Id of its reading in this country, the same on every run.
    pub party: String,
    /// As declared.
    pub name: String,
    /// Where it is said to be.
    pub country: Option<Country>,
    /// Consignments that name it.
    pub rows: u64,
    /// Strictest label of those rows.
    pub handling: Handling,
}

/// A record and the entity that it means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MemberRow {
    /// The entity's id, which lasts from run to run.
    pub entity: String,
    /// Where the record comes from.
    pub dataset: String,
    /// Its id there.
    pub entity_id: String,
    /// FollowTheMoney schema.
    pub schema: String,
    /// Its first name.
    pub name: String,
    /// Its first country, as an alpha-2 code.
    pub country: Option<Country>,
    /// True where a sanction points at the record or its topics say so.
    pub listed: bool,
    /// Strictest label of its statements.
    pub handling: Handling,
}

impl MemberRow {
    /// `dataset:id`, see [`record_key`].
    pub fn key(&self) -> String {
        record_key(&self.dataset, &self.entity_id)
    }
}

/// `dataset:id`, as people, judgements and exports name a record.
pub fn record_key(dataset: &str, id: &str) -> String {
    format!("{dataset}:{id}")
}

/// Two records that were compared.
#[derive(Clone, PartialEq, Debug)]
pub struct PairRow {
    /// Dataset and id of the one.
    pub left: (String, String),
    /// Dataset and id of the other.
    pub right: (String, String),
    /// How probable it is that they are the same.
    pub probability: f64,
    /// Whether they ended in one entity.
    pub same_entity: bool,
    /// What a person said of them: `same`, `different` or `unsure`.
    pub judgement: Option<&'static str>,
    /// Who said it.
    pub judged_by: Option<String>,
    /// Strictest label of both.
    pub handling: Handling,
    /// The reasons, as a JSON array.
    pub reasons: String,
}

impl PairRow {
    /// The one record, see [`record_key`].
    pub fn left_key(&self) -> String {
        record_key(&self.left.0, &self.left.1)
    }

    /// The other record.
    pub fn right_key(&self) -> String {
        record_key(&self.right.0, &self.right.1)
    }
}

/// Something that happened to an entity between two runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventRow {
    /// `new`, `merged`, `split`, `retired`.
    pub event: &'static str,
    /// The entity.
    pub entity: String,
    /// The entity that it went into or came from.
    pub other: Option<String>,
}

/// All that a run of resolving gives.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Resolved {
    /// Parties declared in consignments.
    pub parties: Vec<PartyRow>,
    /// Every record with its entity.
    pub members: Vec<MemberRow>,
    /// The pairs worth keeping.
    pub pairs: Vec<PairRow>,
    /// What changed since the last run.
    pub events: Vec<EventRow>,
}

/// What the last run saw and how often resolving ran, below `tables/`.
const INPUTS: &str = "members/inputs.txt";

/// Replaces the tables in one step and appends the events.
///
/// # Errors
/// Where the disk refuses; the old tables stand then.
pub fn write(case: &Case, resolved: &Resolved, now: &str) -> Result<()> {
    let staging = case.folder("staging")?;
    let run = run_of(case)? + 1;
    let mut bring = vec![
        part(&staging, Table::Parties, &resolved.parties, parties_batch)?,
        part(&staging, Table::Members, &resolved.members, members_batch)?,
        part(&staging, Table::Pairs, &resolved.pairs, pairs_batch)?,
    ];
    if !resolved.events.is_empty() {
        let staged = format!("events-{run:06}.parquet");
        let mut writer = PartWriter::new(Table::EntityEvents, &staging, staged.clone())?;
        writer.write(events_batch(&resolved.events, run, now)?)?;
        writer.finish()?;
        bring.push((staged, format!("{}/{run:06}.parquet", Table::EntityEvents.name())));
    }
    let seen = format!(
        "run {run}\n{}\n{}",
        crate::judgements::fingerprint(case)?,
        inputs::fingerprint(case)?
    );
    commit::write_whole(&staging.join("inputs.txt"), seen.as_bytes())?;
    bring.push(("inputs.txt".to_owned(), INPUTS.to_owned()));
    commit::commit(
        case,
        "resolve",
        &Plan {
            bring,
            remove: vec![],
            record: None,
        },
    )
}

/// Rows packed at a time: an Arrow column of text holds two gigabytes at most.
const BATCH_ROWS: usize = 65_536;

/// Stages the one part of a derived table.
fn part<T>(
    staging: &std::path::Path,
    table: Table,
    rows: &[T],
    batch: fn(&[T]) -> Result<RecordBatch>,
) -> Result<(String, String)> {
    let mut writer = PartWriter::new(table, staging, format!("{}.parquet", table.name()))?;
    for rows in rows.chunks(BATCH_ROWS) {
        writer.write(batch(rows)?)?;
    }
    Ok(target(&writer.finish()?))
}

/// How often the case was resolved; 0 where it never was.
///
/// # Errors
/// Where the case cannot be read.
pub fn run_of(case: &Case) -> Result<u64> {
    let kept = inputs::kept(case, INPUTS)?.unwrap_or_default();
    let run = kept.lines().next().and_then(|line| line.strip_prefix("run "));
    Ok(run.and_then(|run| run.parse().ok()).unwrap_or(0))
}

/// The last line of the judgements as the last run saw it: its number and hash,
/// or `none`; nothing where there was no run.
pub(crate) fn judgements_seen(case: &Case) -> Result<Option<String>> {
    let kept = inputs::kept(case, INPUTS)?;
    Ok(kept.and_then(|kept| kept.lines().nth(1).map(str::to_owned)))
}

/// The files and settings that the last run saw; empty where there was none. The
/// records of `members` differ only where this does.
pub(crate) fn records_seen(case: &Case) -> Result<String> {
    let kept = inputs::kept(case, INPUTS)?.unwrap_or_default();
    Ok(kept.splitn(3, '\n').nth(2).unwrap_or_default().to_owned())
}

/// What came in since the last run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum News {
    /// Nothing: the tables say what is.
    None,
    /// Judgements only: no record changed, so no pair needs to be compared again.
    Judgements,
    /// Files or settings, or there was no run yet.
    Records,
}

/// What came in since the last run.
///
/// # Errors
/// Where the case cannot be read.
pub fn news(case: &Case) -> Result<News> {
    let kept = inputs::kept(case, INPUTS)?.unwrap_or_default();
    let mut lines = kept.splitn(3, '\n').skip(1);
    let (judgements, records) = (lines.next(), lines.next());
    Ok(if records != Some(inputs::fingerprint(case)?.as_str()) {
        News::Records
    } else if judgements != Some(crate::judgements::fingerprint(case)?.as_str()) {
        News::Judgements
    } else {
        News::None
    })
}

fn parties_batch(rows: &[PartyRow]) -> Result<RecordBatch> {
    let columns = vec![
        texts(rows.iter().map(|r| r.dataset.clone())),
        texts(rows.iter().map(|r| r.party.clone())),
        texts(rows.iter().map(|r| r.name.clone())),
        maybe_texts(rows.iter().map(|r| r.country.map(|c| c.to_string()))),
        numbers(rows.iter().map(|r| r.rows)),
        texts(rows.iter().map(|r| r.handling.as_str().to_owned())),
    ];
    Ok(RecordBatch::try_new(Table::Parties.schema(), columns)?)
}

fn members_batch(rows: &[MemberRow]) -> Result<RecordBatch> {
    let columns = vec![
        texts(rows.iter().map(|r| r.entity.clone())),
        texts(rows.iter().map(|r| r.dataset.clone())),
        texts(rows.iter().map(|r| r.entity_id.clone())),
        texts(rows.iter().map(|r| r.schema.clone())),
        texts(rows.iter().map(|r| r.name.clone())),
        maybe_texts(rows.iter().map(|r| r.country.map(|c| c.to_string()))),
        truths(rows.iter().map(|r| r.listed)),
        texts(rows.iter().map(|r| r.handling.as_str().to_owned())),
    ];
    Ok(RecordBatch::try_new(Table::Members.schema(), columns)?)
}

fn pairs_batch(rows: &[PairRow]) -> Result<RecordBatch> {
    let columns = vec![
        texts(rows.iter().map(|r| r.left.0.clone())),
        texts(rows.iter().map(|r| r.left.1.clone())),
        texts(rows.iter().map(|r| r.right.0.clone())),
        texts(rows.iter().map(|r| r.right.1.clone())),
        Arc::new(rows.iter().map(|r| Some(r.probability)).collect::<Float64Array>()),
        truths(rows.iter().map(|r| r.same_entity)),
        maybe_texts(rows.iter().map(|r| r.judgement.map(str::to_owned))),
        maybe_texts(rows.iter().map(|r| r.judged_by.clone())),
        texts(rows.iter().map(|r| r.handling.as_str().to_owned())),
        texts(rows.iter().map(|r| r.reasons.clone())),
    ];
    Ok(RecordBatch::try_new(Table::Pairs.schema(), columns)?)
}

fn events_batch(rows: &[EventRow], run: u64, now: &str) -> Result<RecordBatch> {
    let columns = vec![
        numbers(rows.iter().map(|_| run)),
        texts(rows.iter().map(|_| now.to_owned())),
        texts(rows.iter().map(|r| r.event.to_owned())),
        texts(rows.iter().map(|r| r.entity.clone())),
        maybe_texts(rows.iter().map(|r| r.other.clone())),
    ];
    Ok(RecordBatch::try_new(Table::EntityEvents.schema(), columns)?)
}

fn numbers(values: impl Iterator<Item = u64>) -> ArrayRef {
    Arc::new(values.map(|n| i64::try_from(n).ok()).collect::<Int64Array>())
}

fn truths(values: impl Iterator<Item = bool>) -> ArrayRef {
    Arc::new(values.map(Some).collect::<BooleanArray>())
}

/// A label as a table holds it; the strictest where it cannot be read.
pub(crate) fn handling(text: &str) -> Handling {
    text.parse().unwrap_or(Handling::SourceCompartment)
}
