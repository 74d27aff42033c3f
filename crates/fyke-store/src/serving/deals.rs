//! Dealings between records: a graph of edges, each a run of rows.
//!
//! Rows lie edge by edge, in the order of sender, receiver, day and handle: the
//! rows on an edge are one range, the edges of a sender another. A list from
//! receivers to edges gives the other direction. A row that names nobody at one
//! end hangs on an edge to no record and counts for the other end.

use super::bytes::{In, Out};
use super::columns::{Columns, Deal, NO_CODE, NOTHING, side_no};
use super::lists::Lists;
use super::records::{NONE, Records};
use super::said::RawNames;
use crate::case::Case;
use crate::error::{Result, StoreError};
use crate::query::Tables;
use crate::questions::{self, Coded, RowHandles, column, whole};
use crate::trade;
use datafusion::arrow::array::{Date32Array, Decimal128Array, Int64Array};
use fyke_model::country::Country;
use fyke_model::dataset::FileHash;
use fyke_model::money::Currency;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read};
use std::ops::Range;

/// The graph of dealings.
#[derive(Default)]
pub(super) struct Deals {
    /// Edges that go out from a record, by record; those from nobody after them.
    out_starts: Vec<u32>,
    /// Sender and receiver of each edge; [`NONE`] for nobody.
    from: Vec<u32>,
    to: Vec<u32>,
    /// The first row of each edge, and after them how many rows there are.
    row_starts: Vec<u32>,
    /// Edges that come in, by record.
    incoming: Lists<u32>,
    pub(super) columns: Columns,
    /// Rows whose sender or receiver is named and means no record.
    pub(super) unknown: u64,
}

/// A row while it is gathered.
struct Row {
    from: u32,
    to: u32,
    deal: Deal,
}

/// Spellings of parties, and the records that they mean.
pub(super) struct Spellings {
    hash: RandomState,
    /// 64 bits of name and country: two of a hundred million meet by chance once
    /// in some thousand cases.
    records: HashMap<u64, u32>,
}

impl Spellings {
    /// Reads `parties`; adds their names to `names`. A spelling that several
    /// datasets resolve means the record of the first of them.
    pub(super) fn read(tables: &Tables, records: &Records, names: &mut RawNames) -> Result<Spellings> {
        let mut spellings = Spellings {
            hash: RandomState::new(),
            records: HashMap::new(),
        };
        tables.each_batch("select dataset, party, name, country from parties", |batch| {
            let text = |at: usize| questions::Texts::new(batch, at);
            let (dataset, party, name, country) = (text(0)?, text(1)?, text(2)?, text(3)?);
            for at in 0..batch.num_rows() {
                let Some(record) = records.find(dataset.at(at), party.at(at)) else {
                    continue;
                };
                names.texts.push(name.at(at))?;
                names.of.push(record);
                let key = spellings.key(name.at(at), country.at(at).parse().ok());
                let known = spellings.records.entry(key).or_insert(record);
                *known = record.min(*known);
            }
            Ok(())
        })?;
        Ok(spellings)
    }

    fn key(&self, name: &str, country: Option<Country>) -> u64 {
        self.hash.hash_one((name, country.map_or(0, Country::key)))
    }

    /// The record of a spelling, and whether it names somebody unknown.
    fn find(&self, name: &str, country: Option<Country>) -> (u32, bool) {
        if name.is_empty() {
            return (NONE, false);
        }
        match self.records.get(&self.key(name, country)) {
            Some(record) => (*record, false),
            None => (NONE, true),
        }
    }
}

impl Deals {
    /// Consignments.
    pub(super) fn of_consignments(
        case: &Case,
        handles: &RowHandles,
        records: &Records,
        spellings: &Spellings,
    ) -> Result<Deals> {
        let mut columns = Columns::default();
        let mut rows: Vec<Row> = vec![];
        let mut unknown = 0;
        let files = trade::files(case, handles)?;
        trade::each(case, &files, &mut |_| true, &mut |row| {
            let from = spellings.find(row.consignor, row.consignor_country);
            let to = spellings.find(row.consignee, row.consignee_country);
            unknown += u64::from(from.1 || to.1);
            rows.push(Row {
                from: from.0,
                to: to.0,
                deal: Deal {
                    day: row.date.0,
                    code: columns.number_code(row.hs),
                    currency: columns.number_currency(row.currency.unwrap_or(Currency::NONE)),
                    side: side_no(row.side),
                    origin: row.origin.map_or(0, Country::key),
                    exporter: row.dispatch.or(row.consignor_country).map_or(0, Country::key),
                    importer: row.destination.or(row.consignee_country).map_or(0, Country::key),
                    value: row.value_minor.unwrap_or(NOTHING),
                    mass: row.mass_g.unwrap_or(NOTHING),
                    handle: row.handle,
                },
            });
        })?;
        Deals::of(rows, columns, records.len(), unknown)
    }

    /// Payments: the payer is the sender.
    pub(super) fn of_payments(
        tables: &Tables,
        handles: &RowHandles,
        records: &Records,
        spellings: &Spellings,
    ) -> Result<Deals> {
        let mut columns = Columns::default();
        let mut rows: Vec<Row> = vec![];
        let mut unknown = 0;
        let sql = "select file, row, date, payer, payer_country, payee, payee_country, amount, currency \
                   from payments";
        tables.each_batch(sql, |batch| {
            let base = Coded::new(batch, 0, |word| {
                let hash: FileHash = word.parse().ok()?;
                handles.handle(hash, 0)
            })?;
            let row: &Int64Array = column(batch, 1)?;
            let date: &Date32Array = column(batch, 2)?;
            let text = |at: usize| questions::Texts::new(batch, at);
            let (payer, payee) = (text(3)?, text(5)?);
            let country = |at: usize| Coded::new(batch, at, |word| word.parse::<Country>().ok());
            let (payer_country, payee_country) = (country(4)?, country(6)?);
            let amount: &Decimal128Array = column(batch, 7)?;
            let currency = Coded::new(batch, 8, |word| word.parse::<Currency>().ok())?;
            for at in 0..batch.num_rows() {
                let Some(base) = base.at(at) else { continue };
                let from = spellings.find(payer.at(at), payer_country.at(at));
                let to = spellings.find(payee.at(at), payee_country.at(at));
                unknown += u64::from(from.1 || to.1);
                rows.push(Row {
                    from: from.0,
                    to: to.0,
                    deal: Deal {
                        day: date.value(at),
                        code: NO_CODE,
                        currency: columns.number_currency(currency.at(at).unwrap_or(Currency::NONE)),
                        side: 0,
                        origin: 0,
                        exporter: payer_country.at(at).map_or(0, Country::key),
                        importer: payee_country.at(at).map_or(0, Country::key),
                        value: whole(amount, at).unwrap_or(NOTHING),
                        mass: NOTHING,
                        handle: base.saturating_add(u32::try_from(row.value(at)).unwrap_or(0)),
                    },
                });
            }
            Ok(())
        })?;
        Deals::of(rows, columns, records.len(), unknown)
    }

    fn of(mut rows: Vec<Row>, columns: Columns, records: u32, unknown: u64) -> Result<Deals> {
        if u32::try_from(rows.len()).is_err() {
            return Err(StoreError::request(
                "the case holds more dealings than an index can number",
                "split it by goods or by year into several cases",
            ));
        }
        rows.sort_unstable_by_key(|row| (row.from, row.to, row.deal.day, row.deal.handle));
        let mut deals = Deals {
            columns,
            unknown,
            ..Deals::default()
        };
        for row in &rows {
            if deals.from.last() != Some(&row.from) || deals.to.last() != Some(&row.to) {
                deals.from.push(row.from);
                deals.to.push(row.to);
                deals.row_starts.push(deals.columns.len() as u32);
            }
            deals.columns.push(&row.deal);
        }
        deals.row_starts.push(rows.len() as u32);
        drop(rows);
        deals.link(records);
        Ok(deals)
    }

    /// Makes the lists from records to edges.
    fn link(&mut self, records: u32) {
        self.out_starts = vec![0; records as usize + 1];
        for from in &self.from {
            if let Some(count) = self.out_starts.get_mut((*from as usize).saturating_add(1)) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut self.out_starts {
            total += *start;
            *start = total;
        }
        self.incoming = Lists::of(records, self.to.iter().copied().zip(0u32..));
    }

    /// Edges that go out from a record.
    pub(super) fn outgoing(&self, record: u32) -> Range<u32> {
        let start = |at: u32| self.out_starts.get(at as usize).copied();
        match (start(record), start(record.saturating_add(1))) {
            (Some(from), Some(to)) => from..to,
            _ => 0..0,
        }
    }

    /// Edges that come in.
    pub(super) fn incoming(&self, record: u32) -> &[u32] {
        self.incoming.at(record)
    }

    /// True where a record deals at all.
    pub(super) fn names(&self, record: u32) -> bool {
        !self.outgoing(record).is_empty() || !self.incoming(record).is_empty()
    }

    /// Sender and receiver of an edge.
    pub(super) fn ends(&self, edge: u32) -> (u32, u32) {
        let at = |ends: &[u32]| ends.get(edge as usize).copied().unwrap_or(NONE);
        (at(&self.from), at(&self.to))
    }

    /// The rows of an edge.
    pub(super) fn rows(&self, edge: u32) -> Range<usize> {
        let start = |at: usize| self.row_starts.get(at).map(|s| *s as usize);
        match (start(edge as usize), start(edge as usize + 1)) {
            (Some(from), Some(to)) => from..to,
            _ => 0..0,
        }
    }

    /// The edge of a row.
    pub(super) fn edge_of(&self, row: usize) -> u32 {
        let after = self.row_starts.partition_point(|start| *start as usize <= row);
        after.saturating_sub(1) as u32
    }

    pub(super) fn bytes(&self) -> u64 {
        let flat = self.out_starts.len() + self.from.len() + self.to.len() + self.row_starts.len();
        self.columns.bytes() + self.incoming.bytes() + 4 * flat as u64
    }

    pub(super) fn write(&self, out: &mut Out<'_>) -> io::Result<()> {
        self.columns.write(out)?;
        out.numbers(&[self.unknown])?;
        out.numbers(&self.from)?;
        out.numbers(&self.to)?;
        out.numbers(&self.row_starts)
    }

    pub(super) fn read<R: Read>(from: &mut In<R>, records: u32) -> io::Result<Deals> {
        let mut deals = Deals {
            columns: Columns::read(from)?,
            unknown: from.numbers()?.first().copied().unwrap_or(0),
            from: from.numbers()?,
            to: from.numbers()?,
            row_starts: from.numbers()?,
            ..Deals::default()
        };
        deals.link(records);
        Ok(deals)
    }
}
