//! Statements read as columns and put in order in memory.
//!
//! A join and an `order by` over every statement of a register holds each cell
//! as text of its own, several times. Here the table is only scanned: the few
//! columns that are asked for are kept side by side, words of the vocabulary as
//! numbers, texts in one piece, a record once for all that it says. Order is
//! made afterwards, so it does not hang on how the scan was cut.

use crate::error::{Fault, Result, StoreError};
use crate::query::Tables;
use crate::questions::{RowHandle, RowHandles};
use datafusion::arrow::array::{AsArray, RecordBatch, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int32Type, Int64Type};
use fyke_model::dataset::FileHash;
use fyke_model::date::Day;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Which entity a record means, by number; numbers are in the order of the
/// entities' names. Records are known by 64 bits of their dataset and id: two of
/// a hundred million meet by chance once in some thousand cases.
pub struct Members {
    records: HashMap<u64, u32>,
    text: Pile,
}

/// Texts one after the other in one piece.
#[derive(Default)]
struct Pile {
    text: String,
    ends: Vec<usize>,
}

impl Pile {
    fn push(&mut self, text: &str) -> u32 {
        self.text.push_str(text);
        self.ends.push(self.text.len());
        (self.ends.len() - 1) as u32
    }

    fn at(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied();
        let end = self.ends.get(at).copied().unwrap_or(0);
        self.text.get(start.unwrap_or(0)..end).unwrap_or_default()
    }
}

fn hash(parts: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

impl Members {
    /// Reads them all.
    ///
    /// # Errors
    /// Where the table cannot be read.
    pub fn read(tables: &Tables) -> Result<Members> {
        let (mut numbers, mut records) = (HashMap::new(), HashMap::new());
        let mut met = Pile::default();
        tables.each_batch("select entity, dataset, entity_id from members", |batch| {
            let (entity, dataset, id) = (texts(batch, 0)?, texts(batch, 1)?, texts(batch, 2)?);
            for at in 0..batch.num_rows() {
                let entity = entity.value(at);
                let number = *numbers.entry(hash(&[entity])).or_insert_with(|| met.push(entity));
                records.insert(hash(&[dataset.value(at), id.value(at)]), number);
            }
            Ok(())
        })?;
        drop(numbers);
        let mut order: Vec<u32> = (0..met.ends.len() as u32).collect();
        order.sort_unstable_by(|a, b| met.at(*a).cmp(met.at(*b)));
        let mut text = Pile::default();
        let mut rank = vec![0u32; order.len()];
        for number in order {
            if let Some(place) = rank.get_mut(number as usize) {
                *place = text.push(met.at(number));
            }
        }
        // each number is changed by itself: the order of the map shows nowhere
        records
            .values_mut()
            .for_each(|number: &mut u32| *number = rank.get(*number as usize).copied().unwrap_or(0));
        Ok(Members { records, text })
    }

    fn number(&self, dataset: &str, id: &str) -> Option<u32> {
        self.records.get(&hash(&[dataset, id])).copied()
    }

    /// The entity that a record means.
    pub fn entity(&self, dataset: &str, id: &str) -> Option<&str> {
        self.number(dataset, id).map(|number| self.text.at(number))
    }
}

/// One thing said of a record.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    /// The entity that the record means; empty where it means none.
    pub entity: &'a str,
    /// The record's dataset.
    pub dataset: &'a str,
    /// The record's id there.
    pub entity_id: &'a str,
    /// FollowTheMoney schema.
    pub schema: &'a str,
    /// FollowTheMoney property.
    pub prop: &'a str,
    /// The value.
    pub value: &'a str,
    /// The day that the file stands for.
    pub edition: Option<Day>,
    /// Where it stands.
    pub handle: RowHandle,
}

/// Words of which there are few, as numbers.
#[derive(Default)]
struct Words {
    all: Vec<String>,
    numbers: HashMap<String, u16>,
}

impl Words {
    /// The numbers of a batch's dictionary.
    fn of(&mut self, batch: &RecordBatch, at: usize) -> Result<Vec<u16>> {
        let words = dictionary(batch, at)?.values().as_string_opt::<i32>();
        let words = words.ok_or_else(|| wrong(at))?;
        Ok(words
            .iter()
            .map(|word| {
                let word = word.unwrap_or_default();
                if let Some(number) = self.numbers.get(word) {
                    return *number;
                }
                let number = self.all.len() as u16;
                self.all.push(word.to_owned());
                self.numbers.insert(word.to_owned(), number);
                number
            })
            .collect())
    }

    fn word(&self, number: u16) -> &str {
        self.all.get(usize::from(number)).map_or("", String::as_str)
    }

    /// Places of the words in the order of the alphabet.
    fn ranks(&self) -> Vec<u16> {
        let mut order: Vec<u16> = (0..self.all.len() as u16).collect();
        order.sort_unstable_by_key(|number| self.word(*number));
        let mut ranks = vec![0; order.len()];
        for (rank, number) in (0u16..).zip(order) {
            if let Some(place) = ranks.get_mut(usize::from(number)) {
                *place = rank;
            }
        }
        ranks
    }
}

/// A run of rows of one record.
struct Record {
    entity: u32,
    dataset: u16,
    id: u32,
}

struct Row {
    record: u32,
    value: u32,
    handle: RowHandle,
    schema: u16,
    prop: u16,
    file: u16,
}

/// No entity.
const NONE: u32 = u32::MAX;

/// Statements that were asked for.
pub(super) struct Said<'m> {
    members: &'m Members,
    files: Words,
    datasets: Words,
    schemas: Words,
    props: Words,
    editions: HashMap<String, Day>,
    records: Vec<Record>,
    rows: Vec<Row>,
    text: Pile,
}

impl<'m> Said<'m> {
    /// Scans for rows whose schema and property are `wanted`; of records that
    /// mean an entity alone where `of_entities`.
    pub(super) fn read(
        tables: &Tables,
        handles: &RowHandles,
        members: &'m Members,
        of_entities: bool,
        wanted: &dyn Fn(&str, &str) -> bool,
    ) -> Result<Said<'m>> {
        let mut said = Said {
            members,
            files: Words::default(),
            datasets: Words::default(),
            schemas: Words::default(),
            props: Words::default(),
            editions: HashMap::new(),
            records: vec![],
            rows: vec![],
            text: Pile::default(),
        };
        tables.each_texts("select file, edition from files", &mut |cells| {
            if let [Some(file), Some(day)] = cells
                && let Ok(day) = day.parse()
            {
                said.editions.insert(file.clone(), day);
            }
        })?;
        let sql = "select dataset, file, row, entity_id, schema, prop, value from statements";
        // the record that the last row was of
        let mut last: (u16, String, Option<u32>, u32) = (u16::MAX, String::new(), None, NONE);
        tables.each_batch(sql, |batch| {
            let (datasets, files) = (said.datasets.of(batch, 0)?, said.files.of(batch, 1)?);
            let (schemas, props) = (said.schemas.of(batch, 4)?, said.props.of(batch, 5)?);
            let bases: Vec<Option<RowHandle>> = files
                .iter()
                .map(|file| {
                    let hash: FileHash = said.files.word(*file).parse().ok()?;
                    handles.handle(hash, 0)
                })
                .collect();
            let asked: Vec<bool> = schemas
                .iter()
                .flat_map(|schema| props.iter().map(|prop| (*schema, *prop)))
                .map(|(schema, prop)| wanted(said.schemas.word(schema), said.props.word(prop)))
                .collect();
            let keys = |at| dictionary(batch, at).map(|column| column.keys());
            let (dataset_at, file_at, schema_at, prop_at) = (keys(0)?, keys(1)?, keys(4)?, keys(5)?);
            let row_at = batch.column(2).as_primitive_opt::<Int64Type>();
            let row_at = row_at.ok_or_else(|| wrong(2))?;
            let (ids, values) = (texts(batch, 3)?, texts(batch, 6)?);
            for at in 0..batch.num_rows() {
                let (schema, prop) = (schema_at.value(at) as usize, prop_at.value(at) as usize);
                if !asked.get(schema * props.len() + prop).copied().unwrap_or(false) {
                    continue;
                }
                let of = |numbers: &[u16], key: i32| numbers.get(key as usize).copied().unwrap_or(0);
                let file = file_at.value(at) as usize;
                let Some(base) = bases.get(file).copied().flatten() else {
                    continue;
                };
                let (dataset, id) = (of(&datasets, dataset_at.value(at)), ids.value(at));
                if last.0 != dataset || last.1 != id {
                    let entity = members.number(said.datasets.word(dataset), id);
                    last.0 = dataset;
                    id.clone_into(&mut last.1);
                    last.2 = entity;
                    last.3 = NONE;
                }
                if of_entities && last.2.is_none() {
                    continue;
                }
                if last.3 == NONE {
                    last.3 = said.records.len() as u32;
                    let id = said.text.push(id);
                    said.records.push(Record {
                        entity: last.2.unwrap_or(NONE),
                        dataset,
                        id,
                    });
                }
                let value = said.text.push(values.value(at));
                let row = u32::try_from(row_at.value(at)).unwrap_or(0);
                said.rows.push(Row {
                    record: last.3,
                    value,
                    handle: base + row,
                    schema: of(&schemas, schema as i32),
                    prop: of(&props, prop as i32),
                    file: of(&files, file as i32),
                });
            }
            Ok(())
        })?;
        Ok(said)
    }

    fn record(&self, row: &Row) -> (&str, &str) {
        self.records.get(row.record as usize).map_or(("", ""), |record| {
            (self.datasets.word(record.dataset), self.text.at(record.id))
        })
    }

    fn entity(&self, row: &Row) -> u32 {
        self.records
            .get(row.record as usize)
            .map_or(NONE, |record| record.entity)
    }

    fn tell(&self, row: &Row, each: &mut dyn FnMut(Statement<'_>)) {
        let (dataset, entity_id) = self.record(row);
        let entity = self.entity(row);
        each(Statement {
            entity: if entity == NONE {
                ""
            } else {
                self.members.text.at(entity)
            },
            dataset,
            entity_id,
            schema: self.schemas.word(row.schema),
            prop: self.props.word(row.prop),
            value: self.text.at(row.value),
            edition: self.editions.get(self.files.word(row.file)).copied(),
            handle: row.handle,
        });
    }

    /// Tells them in the order of entity, property, value, dataset, record, file
    /// and row.
    pub(super) fn by_entity(mut self, each: &mut dyn FnMut(Statement<'_>)) {
        let (files, props) = (self.files.ranks(), self.props.ranks());
        let rank = |ranks: &[u16], number: u16| ranks.get(usize::from(number)).copied();
        let mut rows = std::mem::take(&mut self.rows);
        let records = &self.records;
        // runs of a file are in order of record: stable sorts go through them once
        rows.sort_by_cached_key(|row| records.get(row.record as usize).map(|record| record.entity));
        for said in rows.chunk_by_mut(|a, b| self.entity(a) == self.entity(b)) {
            said.sort_by(|a, b| {
                rank(&props, a.prop)
                    .cmp(&rank(&props, b.prop))
                    .then_with(|| self.text.at(a.value).cmp(self.text.at(b.value)))
                    .then_with(|| self.by_record(a, b))
                    .then_with(|| rank(&files, a.file).cmp(&rank(&files, b.file)))
                    .then(a.handle.cmp(&b.handle))
            });
            for row in said.iter() {
                self.tell(row, each);
            }
        }
    }

    /// Tells them in the order of dataset, record, file, row, property and value.
    pub(super) fn by_tie(mut self, each: &mut dyn FnMut(Statement<'_>)) {
        let (files, props) = (self.files.ranks(), self.props.ranks());
        let rank = |ranks: &[u16], number: u16| ranks.get(usize::from(number)).copied();
        let mut rows = std::mem::take(&mut self.rows);
        rows.sort_by(|a, b| {
            self.by_record(a, b)
                .then_with(|| rank(&files, a.file).cmp(&rank(&files, b.file)))
                .then(a.handle.cmp(&b.handle))
                .then_with(|| rank(&props, a.prop).cmp(&rank(&props, b.prop)))
                .then_with(|| self.text.at(a.value).cmp(self.text.at(b.value)))
        });
        for row in &rows {
            self.tell(row, each);
        }
    }

    fn by_record(&self, a: &Row, b: &Row) -> Ordering {
        if a.record == b.record {
            return Ordering::Equal;
        }
        self.record(a).cmp(&self.record(b))
    }
}

fn dictionary(
    batch: &RecordBatch,
    at: usize,
) -> Result<&datafusion::arrow::array::DictionaryArray<Int32Type>> {
    let column = batch.columns().get(at);
    column
        .and_then(|column| column.as_dictionary_opt::<Int32Type>())
        .ok_or_else(|| wrong(at))
}

fn texts(batch: &RecordBatch, at: usize) -> Result<StringArray> {
    let column = batch.columns().get(at).ok_or_else(|| wrong(at))?;
    let plain = cast(column, &DataType::Utf8)?;
    plain.as_string_opt::<i32>().cloned().ok_or_else(|| wrong(at))
}

fn wrong(at: usize) -> StoreError {
    StoreError::new(
        Fault::Bug,
        format!("column {at} of the statements is not what it should be"),
        "please report it",
    )
}
