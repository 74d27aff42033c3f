//! The records of a case by number: a line of `members` each, in the order of
//! dataset and id. Judgements change none of it.

use super::bytes::{In, Out};
use super::lists::Texts;
use super::words::Words;
use crate::error::{Result, StoreError};
use crate::query::Tables;
use crate::questions::{self, column};
use crate::resolved;
use datafusion::arrow::array::{Array, BooleanArray};
use fyke_model::country::Country;
use fyke_model::dataset::Handling;
use std::io::{self, Read};

/// No record, entity or tie.
pub(super) const NONE: u32 = u32::MAX;

/// All records.
#[derive(Default)]
pub(super) struct Records {
    /// In order.
    datasets: Words,
    /// The first record of each dataset, and after them how many there are.
    starts: Vec<u32>,
    ids: Texts,
    names: Texts,
    schemas: Words,
    schema: Vec<u16>,
    country: Vec<u16>,
    /// 1: listed; 2 and 4: handling.
    flags: Vec<u8>,
}

/// A line of `members` while they are read.
struct Row {
    dataset: u32,
    id: u32,
    name: u32,
    schema: u16,
    country: u16,
    flags: u8,
}

impl Records {
    /// Reads `members`; with them the entity of each record, as a text.
    pub(super) fn make(tables: &Tables) -> Result<(Records, Vec<u32>, Texts)> {
        let (mut datasets, mut schemas) = (Words::default(), Words::default());
        let (mut ids, mut names, mut entities) = (Texts::default(), Texts::default(), Texts::default());
        let mut rows: Vec<Row> = Vec::new();
        let sql = "select dataset, entity_id, name, schema, country, listed, handling, entity from members";
        tables.each_batch(sql, |batch| {
            let text = |at: usize| questions::Texts::new(batch, at);
            let (dataset, id, name) = (text(0)?, text(1)?, text(2)?);
            let (schema, country) = (text(3)?, text(4)?);
            let listed: &BooleanArray = column(batch, 5)?;
            let (handling, entity) = (text(6)?, text(7)?);
            for at in 0..batch.num_rows() {
                let label = resolved::handling(handling.at(at)) as u8;
                rows.push(Row {
                    dataset: datasets.number(dataset.at(at)),
                    id: ids.push(id.at(at))?,
                    name: names.push(name.at(at))?,
                    schema: u16::try_from(schemas.number(schema.at(at))).unwrap_or(u16::MAX),
                    country: country.at(at).parse().map_or(0, Country::key),
                    flags: u8::from(!listed.is_null(at) && listed.value(at)) | label << 1,
                });
                entities.push(entity.at(at))?;
            }
            Ok(())
        })?;
        let new_of = datasets.sort();
        for row in &mut rows {
            row.dataset = new_of.get(row.dataset as usize).copied().unwrap_or(0);
        }
        let mut order: Vec<u32> = (0..rows.len() as u32).collect();
        let key = |at: &u32| {
            rows.get(*at as usize)
                .map(|row| (row.dataset, ids.bytes_at(row.id)))
        };
        order.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        let mut records = Records {
            datasets,
            schemas,
            ..Records::default()
        };
        for row in order.iter().filter_map(|at| rows.get(*at as usize)) {
            while records.starts.len() <= row.dataset as usize {
                records.starts.push(records.ids.len());
            }
            records.ids.push(ids.at(row.id))?;
            records.names.push(names.at(row.name))?;
            records.schema.push(row.schema);
            records.country.push(row.country);
            records.flags.push(row.flags);
        }
        records.starts.push(records.ids.len());
        if records.ids.len() == NONE {
            return Err(StoreError::request(
                "the case holds more records than an index can number",
                "split it by country or by year into several cases",
            ));
        }
        Ok((records, order, entities))
    }

    /// How many.
    pub(super) fn len(&self) -> u32 {
        self.ids.len()
    }

    /// The record of this id.
    pub(super) fn find(&self, dataset: &str, id: &str) -> Option<u32> {
        self.find_in(self.datasets.find(dataset)?, id)
    }

    /// The record of this id in a dataset of this number.
    pub(super) fn find_in(&self, dataset: u32, id: &str) -> Option<u32> {
        let bound = |at: usize| self.starts.get(at).copied();
        let (mut low, end) = (bound(dataset as usize)?, bound(dataset as usize + 1)?);
        let mut high = end;
        while low < high {
            let middle = low + (high - low) / 2;
            if self.ids.bytes_at(middle) < id.as_bytes() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low < end && self.ids.at(low) == id).then_some(low)
    }

    /// Datasets, in order.
    pub(super) fn datasets(&self) -> &Words {
        &self.datasets
    }

    /// FollowTheMoney schemas.
    pub(super) fn schemas(&self) -> &Words {
        &self.schemas
    }

    /// The number of a record's dataset.
    pub(super) fn dataset(&self, record: u32) -> u32 {
        let after = self.starts.partition_point(|start| *start <= record);
        after.saturating_sub(1) as u32
    }

    /// Its id there.
    pub(super) fn id(&self, record: u32) -> &str {
        self.ids.at(record)
    }

    /// Its first name.
    pub(super) fn name(&self, record: u32) -> &str {
        self.names.at(record)
    }

    /// The number of its schema.
    pub(super) fn schema(&self, record: u32) -> u32 {
        self.schema.get(record as usize).map_or(NONE, |s| u32::from(*s))
    }

    /// Its first country, as a key; 0 where it has none.
    pub(super) fn country_key(&self, record: u32) -> u16 {
        self.country.get(record as usize).copied().unwrap_or(0)
    }

    /// A sanction points at it, or its topics say so.
    pub(super) fn listed(&self, record: u32) -> bool {
        self.flags
            .get(record as usize)
            .is_some_and(|flags| flags & 1 == 1)
    }

    /// Strictest label of its rows.
    pub(super) fn handling(&self, record: u32) -> Handling {
        match self.flags.get(record as usize).map(|flags| flags >> 1) {
            Some(0) => Handling::Open,
            Some(1) => Handling::Licensed,
            Some(2) => Handling::Restricted,
            _ => Handling::SourceCompartment,
        }
    }

    pub(super) fn bytes(&self) -> u64 {
        self.ids.bytes() + self.names.bytes() + 5 * u64::from(self.len())
    }

    pub(super) fn write(&self, out: &mut Out<'_>) -> io::Result<()> {
        self.datasets.write(out)?;
        out.numbers(&self.starts)?;
        self.ids.write(out)?;
        self.names.write(out)?;
        self.schemas.write(out)?;
        out.numbers(&self.schema)?;
        out.numbers(&self.country)?;
        out.numbers(&self.flags)
    }

    pub(super) fn read<R: Read>(from: &mut In<R>) -> io::Result<Records> {
        Ok(Records {
            datasets: Words::read(from)?,
            starts: from.numbers()?,
            ids: Texts::read(from)?,
            names: Texts::read(from)?,
            schemas: Words::read(from)?,
            schema: from.numbers()?,
            country: from.numbers()?,
            flags: from.numbers()?,
        })
    }
}

/// A country of a key.
pub(super) fn country(key: u16) -> Option<Country> {
    let letters = key.to_be_bytes();
    std::str::from_utf8(&letters).ok()?.parse().ok()
}
