//! Who is who, as tables: which record means which entity, which pairs of
//! records were compared and why they met or not, and how entities changed
//! from run to run.
//!
//! `members` and `pairs` and `parties` are replaced by each run in one commit;
//! `entity_events` only grows, one part a run, so that whoever follows an
//! entity learns that it was merged or split.

use crate::case::Case;
use crate::commit::{self, Plan};
use crate::error::Result;
use crate::inputs;
use crate::leads::{maybe_texts, target, texts};
use crate::query::Tables;
use crate::tables::{PartWriter, Table};
use datafusion::arrow::array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch};
use fyke_model::country::Country;
use fyke_model::dataset::Handling;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// A party as consignments spell it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PartyRow {
    /// The dataset that declares it.
    pub dataset: String,
    /// Id of the spelling in this country, the same on every run.
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
    let mut bring = Vec::new();
    for (table, batch) in [
        (Table::Parties, parties_batch(&resolved.parties)?),
        (Table::Members, members_batch(&resolved.members)?),
        (Table::Pairs, pairs_batch(&resolved.pairs)?),
    ] {
        let mut writer = PartWriter::new(table, &staging, format!("{}.parquet", table.name()))?;
        writer.write(batch)?;
        bring.push(target(&writer.finish()?));
    }
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

/// How often the case was resolved; 0 where it never was.
///
/// # Errors
/// Where the case cannot be read.
pub fn run_of(case: &Case) -> Result<u64> {
    let kept = inputs::kept(case, INPUTS)?.unwrap_or_default();
    let run = kept.lines().next().and_then(|line| line.strip_prefix("run "));
    Ok(run.and_then(|run| run.parse().ok()).unwrap_or(0))
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

/// Entity ids of the last run by dataset and record id.
///
/// # Errors
/// Where the table cannot be read.
pub fn ids(tables: &Tables) -> Result<HashMap<(String, String), String>> {
    let rows = tables
        .ask("select dataset, entity_id, entity from members")?
        .texts()?;
    Ok(rows
        .into_iter()
        .filter_map(|row| match <[Option<String>; 3]>::try_from(row) {
            Ok([Some(dataset), Some(id), Some(entity)]) => Some(((dataset, id), entity)),
            _ => None,
        })
        .collect())
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

/// One statement of a resolved entity, with the record and the file that say it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntityStatement {
    /// The entity.
    pub entity: String,
    /// The record's dataset.
    pub dataset: String,
    /// The record's id there.
    pub entity_id: String,
    /// FollowTheMoney schema.
    pub schema: String,
    /// FollowTheMoney property.
    pub prop: String,
    /// The value.
    pub value: String,
    /// The file that says it, in hexadecimal.
    pub file: String,
    /// Its row there.
    pub row: u64,
    /// The day that the file stands for.
    pub edition: Option<String>,
    /// How the row may be handled.
    pub handling: Handling,
}

/// What is said of one entity, or of all, in the order of entity, property and
/// value. Parties that only consignments declare are said nothing of.
///
/// # Errors
/// Where the tables cannot be read.
pub fn statements(
    tables: &Tables,
    entity: Option<&str>,
    each: &mut dyn FnMut(EntityStatement),
) -> Result<()> {
    let which = match entity {
        Some(entity) => format!("where m.entity = '{}'", entity.replace('\'', "''")),
        None => String::new(),
    };
    let sql = format!(
        "select m.entity, s.dataset, s.entity_id, s.schema, s.prop, s.value, s.file, s.row, f.edition, s.handling \
         from members m join statements s on m.dataset = s.dataset and m.entity_id = s.entity_id \
         left join files f on f.file = s.file {which} \
         order by m.entity, s.prop, s.value, s.dataset, s.entity_id, s.file, s.row"
    );
    tables.each_texts(&sql, &mut |cells| {
        let cell = |at: usize| cells.get(at).cloned().flatten().unwrap_or_default();
        each(EntityStatement {
            entity: cell(0),
            dataset: cell(1),
            entity_id: cell(2),
            schema: cell(3),
            prop: cell(4),
            value: cell(5),
            file: cell(6),
            row: cell(7).parse().unwrap_or(0),
            edition: cells.get(8).cloned().flatten(),
            handling: handling(&cell(9)),
        });
    })
}

/// The entity of every spelling of a party, by name and country; of a spelling
/// that datasets resolve differently, the first dataset's.
///
/// # Errors
/// Where the tables cannot be read.
pub fn party_entities(tables: &Tables) -> Result<HashMap<(String, Option<Country>), String>> {
    let sql = "select p.name, p.country, m.entity from parties p \
               join members m on m.dataset = p.dataset and m.entity_id = p.party \
               order by p.name, p.country, p.dataset";
    let mut entities = HashMap::new();
    tables.each_texts(sql, &mut |cells| {
        if let [Some(name), country, Some(entity)] = cells {
            let country = country.as_deref().and_then(|code| code.parse().ok());
            entities
                .entry((name.clone(), country))
                .or_insert_with(|| entity.clone());
        }
    })?;
    Ok(entities)
}

/// Entities that hold a listed record.
///
/// # Errors
/// Where the table cannot be read.
pub fn listed_entities(tables: &Tables) -> Result<BTreeSet<String>> {
    texts_of(tables, "select distinct entity from members where listed")
}

/// Days of incorporation by entity, as registers and lists give them; the
/// earliest where they differ.
///
/// # Errors
/// Where the tables cannot be read.
pub fn incorporations(tables: &Tables) -> Result<HashMap<String, String>> {
    let sql = "select m.entity, min(s.value) from members m \
               join statements s on m.dataset = s.dataset and m.entity_id = s.entity_id \
               where s.prop = 'incorporationDate' and length(s.value) = 10 group by m.entity";
    let rows = tables.ask(sql)?.texts()?;
    Ok(rows
        .into_iter()
        .filter_map(|row| match <[Option<String>; 2]>::try_from(row) {
            Ok([Some(entity), Some(day)]) => Some((entity, day)),
            _ => None,
        })
        .collect())
}

fn texts_of(tables: &Tables, sql: &str) -> Result<BTreeSet<String>> {
    let rows = tables.ask(sql)?.texts()?;
    Ok(rows
        .into_iter()
        .filter_map(|row| row.into_iter().next().flatten())
        .collect())
}

/// All of `members`, in the order of dataset and record.
///
/// # Errors
/// Where the table cannot be read.
pub fn members(tables: &Tables) -> Result<Vec<MemberRow>> {
    let mut rows = Vec::new();
    let sql = format!("select {MEMBER} from members order by dataset, entity_id");
    tables.each_texts(&sql, &mut |cells| rows.push(member_row(cells)))?;
    Ok(rows)
}

/// All of `pairs`.
///
/// # Errors
/// Where the table cannot be read.
pub fn pairs(tables: &Tables) -> Result<Vec<PairRow>> {
    let mut rows = Vec::new();
    let sql = format!("select {PAIR} from pairs order by left_dataset, left_id, right_dataset, right_id");
    tables.each_texts(&sql, &mut |cells| rows.push(pair_row(cells)))?;
    Ok(rows)
}

/// All of `parties`.
///
/// # Errors
/// Where the table cannot be read.
pub fn parties(tables: &Tables) -> Result<Vec<PartyRow>> {
    let mut rows = Vec::new();
    let sql = "select dataset, party, name, country, rows, handling from parties order by dataset, party";
    tables.each_texts(sql, &mut |cells| {
        let cell = |at: usize| cells.get(at).and_then(Option::as_deref).unwrap_or_default();
        rows.push(PartyRow {
            dataset: cell(0).to_owned(),
            party: cell(1).to_owned(),
            name: cell(2).to_owned(),
            country: cell(3).parse().ok(),
            rows: cell(4).parse().unwrap_or(0),
            handling: handling(cell(5)),
        });
    })?;
    Ok(rows)
}

/// Columns of `members` in the order of [`member_row`].
const MEMBER: &str = "entity, dataset, entity_id, schema, name, country, listed, handling";

fn member_row(cells: &[Option<String>]) -> MemberRow {
    let cell = |at: usize| cells.get(at).and_then(Option::as_deref).unwrap_or_default();
    MemberRow {
        entity: cell(0).to_owned(),
        dataset: cell(1).to_owned(),
        entity_id: cell(2).to_owned(),
        schema: cell(3).to_owned(),
        name: cell(4).to_owned(),
        country: cell(5).parse().ok(),
        listed: cell(6) == "true",
        handling: handling(cell(7)),
    }
}

/// The records of an entity, or the entity of a record: `text` is the id of an
/// entity, or `dataset:id` of a record. Empty where it is neither.
///
/// # Errors
/// Where the table cannot be read.
pub fn members_of(tables: &Tables, text: &str) -> Result<Vec<MemberRow>> {
    let plain = text.replace('\'', "''");
    let mut rows = Vec::new();
    let sql = format!(
        "select {MEMBER} from members where entity in (select entity from members \
           where entity = '{plain}' or concat(dataset, ':', entity_id) = '{plain}') \
         order by dataset, entity_id"
    );
    tables.each_texts(&sql, &mut |cells| rows.push(member_row(cells)))?;
    Ok(rows)
}

/// The compared pairs among the records of an entity and towards others, the
/// likeliest first: left, right, probability, whether together, judgement,
/// reasons.
///
/// # Errors
/// Where the table cannot be read.
pub fn pairs_of(tables: &Tables, entity: &str) -> Result<Vec<PairRow>> {
    let plain = entity.replace('\'', "''");
    let rows = tables
        .ask(&format!(
            "select left_dataset, left_id, right_dataset, right_id, probability, same_entity, judgement, \
             judged_by, p.handling, reasons from pairs p \
             join (select dataset, entity_id from members where entity = '{plain}') m \
               on (m.dataset = p.left_dataset and m.entity_id = p.left_id) \
               or (m.dataset = p.right_dataset and m.entity_id = p.right_id) \
             order by probability desc, left_dataset, left_id, right_dataset, right_id"
        ))?
        .texts()?;
    let mut pairs: Vec<PairRow> = rows.iter().map(|cells| pair_row(cells)).collect();
    // a pair within the entity is found from both its ends
    pairs.dedup();
    Ok(pairs)
}

/// Pairs that nobody has judged, the nearest to even odds first.
///
/// # Errors
/// Where the table cannot be read.
pub fn undecided(tables: &Tables, limit: usize) -> Result<Vec<PairRow>> {
    let rows = tables
        .ask(&format!(
            "select {PAIR} from pairs where judgement is null \
             order by abs(probability - 0.5), left_dataset, left_id, right_dataset, right_id limit {limit}"
        ))?
        .texts()?;
    Ok(rows.iter().map(|cells| pair_row(cells)).collect())
}

/// Columns of `pairs` in the order of [`pair_row`].
const PAIR: &str = "left_dataset, left_id, right_dataset, right_id, probability, same_entity, judgement, \
     judged_by, handling, reasons";

fn pair_row(cells: &[Option<String>]) -> PairRow {
    let cell = |at: usize| cells.get(at).cloned().flatten().unwrap_or_default();
    PairRow {
        left: (cell(0), cell(1)),
        right: (cell(2), cell(3)),
        probability: cell(4).parse().unwrap_or(0.0),
        same_entity: cell(5) == "true",
        judgement: ["same", "different", "unsure"]
            .into_iter()
            .find(|word| *word == cell(6)),
        judged_by: cells.get(7).cloned().flatten(),
        handling: handling(&cell(8)),
        reasons: cell(9),
    }
}
