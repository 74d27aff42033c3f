//! Questions to the tables of who is who.

use super::{MemberRow, PairRow, PartyRow, handling, record_key};
use crate::error::Result;
use crate::query::Tables;
use crate::questions::{Texts, column};
use datafusion::arrow::array::{BooleanArray, Float64Array, RecordBatch};
use fyke_model::country::Country;
use fyke_model::dataset::Handling;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasher, RandomState};

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

impl EntityStatement {
    /// The record, see [`record_key`].
    pub fn key(&self) -> String {
        record_key(&self.dataset, &self.entity_id)
    }
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

/// The parties that consignments declare, by the entity that they mean, each
/// in the order of dataset and id.
///
/// # Errors
/// Where the tables cannot be read.
pub fn declared(tables: &Tables) -> Result<BTreeMap<String, Vec<PartyRow>>> {
    let mut entities: BTreeMap<String, Vec<PartyRow>> = BTreeMap::new();
    let sql = "select p.dataset, p.party, p.name, p.country, p.rows, p.handling, m.entity from parties p \
               join members m on m.dataset = p.dataset and m.entity_id = p.party \
               order by m.entity, p.dataset, p.party";
    tables.each_texts(sql, &mut |cells| {
        let entity = cells.get(6).cloned().flatten().unwrap_or_default();
        entities.entry(entity).or_default().push(party_row(cells));
    })?;
    Ok(entities)
}

/// A spelling of a party that consignments declare, and the entity it means.
#[derive(Clone, Copy, Debug)]
pub struct PartySpelling<'a> {
    /// The dataset that declares it.
    pub dataset: &'a str,
    /// As declared.
    pub name: &'a str,
    /// Where it is said to be.
    pub country: Option<Country>,
    /// The entity.
    pub entity: &'a str,
}

/// Hears every spelling of a party with its entity, in no order that means
/// anything. Fifteen million parties pass through half a gigabyte: of a record
/// 128 bits of hash and the place of its entity are held, no text. (Two records
/// of one hash would need 2^64 of them.)
///
/// # Errors
/// Where the tables cannot be read.
pub fn each_party_spelling(tables: &Tables, each: &mut dyn FnMut(PartySpelling<'_>)) -> Result<()> {
    let hashes = (RandomState::new(), RandomState::new());
    let record = |dataset: &str, id: &str| {
        let of = |state: &RandomState| u128::from(state.hash_one((dataset, id)));
        of(&hashes.0) << 64 | of(&hashes.1)
    };
    let (mut letters, mut ends) = (String::new(), Vec::<u64>::new());
    let mut place_of: Vec<(u128, u32)> = Vec::new();
    let sql = "select entity, dataset, entity_id from members where starts_with(entity_id, 'party-')";
    tables.each_batch(sql, |batch| {
        let (entity, dataset, id) = (
            Texts::new(batch, 0)?,
            Texts::new(batch, 1)?,
            Texts::new(batch, 2)?,
        );
        for at in 0..batch.num_rows() {
            let entity = entity.at(at);
            let before = ends.len().checked_sub(2).and_then(|at| ends.get(at));
            let last = letters.get(before.map_or(0, |end| *end as usize)..);
            // the records of an entity stand together
            if ends.is_empty() || last != Some(entity) {
                letters.push_str(entity);
                ends.push(letters.len() as u64);
            }
            let place = u32::try_from(ends.len() - 1).unwrap_or(u32::MAX);
            place_of.push((record(dataset.at(at), id.at(at)), place));
        }
        Ok(())
    })?;
    place_of.sort_unstable();
    let entity_at = |place: usize| {
        let start = place.checked_sub(1).and_then(|before| ends.get(before));
        let end = ends.get(place).map_or(0, |end| *end as usize);
        letters
            .get(start.map_or(0, |start| *start as usize)..end)
            .unwrap_or_default()
    };
    let sql = "select dataset, party, name, country from parties";
    tables.each_batch(sql, |batch| {
        let (dataset, party) = (Texts::new(batch, 0)?, Texts::new(batch, 1)?);
        let (name, country) = (Texts::new(batch, 2)?, Texts::new(batch, 3)?);
        for at in 0..batch.num_rows() {
            let record = record(dataset.at(at), party.at(at));
            let Ok(found) = place_of.binary_search_by_key(&record, |known| known.0) else {
                continue;
            };
            let place = place_of.get(found).map_or(0, |known| known.1);
            each(PartySpelling {
                dataset: dataset.at(at),
                name: name.at(at),
                country: country.at(at).parse().ok(),
                entity: entity_at(place as usize),
            });
        }
        Ok(())
    })
}

/// Entities that hold a listed record.
///
/// # Errors
/// Where the table cannot be read.
pub fn listed_entities(tables: &Tables) -> Result<BTreeSet<String>> {
    texts_of(tables, "select distinct entity from members where listed")
}

/// Hears the day of incorporation of each entity, as registers and lists give
/// it; the earliest where they differ.
///
/// # Errors
/// Where the tables cannot be read.
pub fn each_incorporation(tables: &Tables, each: &mut dyn FnMut(&str, &str)) -> Result<()> {
    let sql = "select m.entity, min(s.value) from members m \
               join statements s on m.dataset = s.dataset and m.entity_id = s.entity_id \
               where s.prop = 'incorporationDate' and length(s.value) = 10 group by m.entity";
    tables.each_batch(sql, |batch| {
        let (entity, day) = (Texts::new(batch, 0)?, Texts::new(batch, 1)?);
        (0..batch.num_rows()).for_each(|at| each(entity.at(at), day.at(at)));
        Ok(())
    })
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
    tables.each_texts(sql, &mut |cells| rows.push(party_row(cells)))?;
    Ok(rows)
}

fn party_row(cells: &[Option<String>]) -> PartyRow {
    let cell = |at: usize| cells.get(at).and_then(Option::as_deref).unwrap_or_default();
    PartyRow {
        dataset: cell(0).to_owned(),
        party: cell(1).to_owned(),
        name: cell(2).to_owned(),
        country: cell(3).parse().ok(),
        rows: cell(4).parse().unwrap_or(0),
        handling: handling(cell(5)),
    }
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
        "select {MEMBER} from members where entity in (select distinct entity from members \
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

/// Pairs in doubt that nobody has judged (probability .05 to .95), the nearest to even odds first.
///
/// # Errors
/// Where the table cannot be read.
pub fn undecided(tables: &Tables, limit: usize) -> Result<Vec<PairRow>> {
    let rows = tables
        .ask(&format!(
            "select {PAIR} from pairs where judgement is null and probability between 0.05 and 0.95 \
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

/// The pairs of a batch of the table's own columns.
pub(crate) fn pairs_in(batch: &RecordBatch) -> Result<Vec<PairRow>> {
    let text = |name: &str| Texts::new(batch, batch.schema().index_of(name)?);
    let (left_dataset, left_id) = (text("left_dataset")?, text("left_id")?);
    let (right_dataset, right_id) = (text("right_dataset")?, text("right_id")?);
    let at = |name: &str| batch.schema().index_of(name);
    let probability: &Float64Array = column(batch, at("probability")?)?;
    let same_entity: &BooleanArray = column(batch, at("same_entity")?)?;
    let (judgement, judged_by) = (text("judgement")?, text("judged_by")?);
    let (label, reasons) = (text("handling")?, text("reasons")?);
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Ok((0..batch.num_rows())
        .map(|n| PairRow {
            left: (left_dataset.at(n).to_owned(), left_id.at(n).to_owned()),
            right: (right_dataset.at(n).to_owned(), right_id.at(n).to_owned()),
            probability: probability.value(n),
            same_entity: same_entity.value(n),
            judgement: ["same", "different", "unsure"]
                .into_iter()
                .find(|word| *word == judgement.at(n)),
            judged_by: some(judged_by.at(n)),
            handling: handling(label.at(n)),
            reasons: reasons.at(n).to_owned(),
        })
        .collect())
}
