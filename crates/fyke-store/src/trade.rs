//! Consignments straight from their parts, file after file.
//!
//! The tracer reads every row once and in a fixed order. A query engine would
//! plan, split and reorder for it in vain, so the parts are read as they lie:
//! files in the order in which they came in, only the columns that are asked
//! for, a batch at a time. That order is what lets a later run go on where an
//! earlier one stopped.

use crate::case::Case;
use crate::depot::{Blob, Depot, DepotFile};
use crate::error::{Fault, Result, StoreError};
use crate::questions::{Coded, RowHandles, Texts, TradeRow, column, whole};
use crate::record::TakeIn;
use crate::tables::Table;
use datafusion::arrow::array::{
    Array, AsArray, Date32Array, Decimal128Array, DictionaryArray, Int16Array, Int64Array, RecordBatch,
};
use datafusion::arrow::datatypes::Int32Type;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use datafusion::parquet::file::metadata::ParquetMetaData;
use datafusion::parquet::file::reader::ChunkReader;
use fyke_model::country::Country;
use fyke_model::dataset::FileHash;
use fyke_model::date::Day;
use fyke_model::hs::{Hs6, HsCode, HsVersion};
use fyke_model::money::Currency;
use std::collections::BTreeSet;
use std::fs::File;
use std::ops::Range;
use std::path::Path;

/// Rows decoded at a time: their columns stay in a processor's cache.
const BATCH_ROWS: usize = 8_192;

/// A file whose rows are consignments, or flows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TradeFile {
    /// The file.
    pub hash: FileHash,
    /// Its parts, as paths below `tables/`.
    pub parts: Vec<String>,
    /// The highest row number it can use.
    pub rows_numbered: u32,
    /// The handle of its row 0, in a numbering of the caller's.
    pub base: u32,
}

/// The files that hold consignments among those that handles were given for, in
/// the order of their handles.
///
/// # Errors
/// Where the case cannot be read.
pub fn files(case: &Case, handles: &RowHandles) -> Result<Vec<TradeFile>> {
    files_of(case, handles, Table::Consignments)
}

/// The same of another table whose rows are as they were taken in.
pub(crate) fn files_of(case: &Case, handles: &RowHandles, table: Table) -> Result<Vec<TradeFile>> {
    let prefix = format!("{}/", table.name());
    let mut files: Vec<TradeFile> = case
        .files()?
        .iter()
        .filter_map(|record| {
            let parts: Vec<String> = record
                .parts
                .iter()
                .filter(|part| part.starts_with(&prefix))
                .cloned()
                .collect();
            let base = handles.handle(record.hash, 0).filter(|_| !parts.is_empty())?;
            Some(TradeFile {
                hash: record.hash,
                parts,
                rows_numbered: u32::try_from(rows_numbered(record)).ok()?,
                base,
            })
        })
        .collect();
    files.sort_by_key(|file| file.base);
    Ok(files)
}

/// The highest row number a file can use.
pub(crate) fn rows_numbered(record: &TakeIn) -> u64 {
    record.last_row.max(record.rows_in)
}

/// What the consignments of some files are made of.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Codes as declared, each once, in order.
    pub codes: BTreeSet<HsCode>,
    /// Currencies of the values, each once.
    pub currencies: BTreeSet<Currency>,
    /// The earliest day.
    pub first_day: Option<Day>,
}

/// Which goods, currencies and days some files hold.
///
/// # Errors
/// Where a part cannot be read.
pub fn facts(case: &Case, files: &[TradeFile]) -> Result<Facts> {
    let columns = ["date", "hs6", "hs_version", "currency"];
    let mut facts = Facts::default();
    each_batch(case, files, &columns, &mut |_, batch| {
        let date: &Date32Array = column(batch, 0)?;
        let codes = codes(batch, 1)?;
        let currency = Coded::new(batch, 3, |word| word.parse::<Currency>().ok())?;
        let mut last = None;
        for at in 0..batch.num_rows() {
            let Some(code) = codes.at(at) else { continue };
            let said = (code, currency.at(at));
            if last != Some(said) {
                facts.codes.insert(said.0);
                facts.currencies.extend(said.1);
                last = Some(said);
            }
            let day = Day(date.value(at));
            facts.first_day = Some(facts.first_day.map_or(day, |first| first.min(day)));
        }
        Ok(())
    })?;
    Ok(facts)
}

/// Hears the consignments whose goods `wanted` says yes to, in the order of
/// `files` and of their rows. Handles count from each file's base.
///
/// # Errors
/// Where a part cannot be read.
pub fn each(
    case: &Case,
    files: &[TradeFile],
    wanted: &mut dyn FnMut(HsCode) -> bool,
    each: &mut dyn FnMut(TradeRow<'_>),
) -> Result<()> {
    let mut known = None;
    each_batch(case, files, &COLUMNS, &mut |file, batch| {
        rows_of(batch, file.base, &mut known, wanted, each)
    })
}

/// Hears the consignments of some row groups of one part that lies in a depot, as
/// [`each`] does; how many rows those groups hold and how many bytes were read.
///
/// # Errors
/// Where the part cannot be read.
pub fn each_of_groups(
    depot: &Depot,
    part: &Blob,
    groups: Range<usize>,
    base: u32,
    wanted: &mut dyn FnMut(HsCode) -> bool,
    each: &mut dyn FnMut(TradeRow<'_>),
) -> Result<(u64, u64)> {
    let mut known = None;
    each_batch_of_groups(depot, part, groups, &COLUMNS, &mut |batch| {
        rows_of(batch, base, &mut known, wanted, each)
    })
}

/// Hears some columns of some row groups of one part that lies in a depot, batch by
/// batch; how many rows those groups hold and how many bytes were read.
pub(crate) fn each_batch_of_groups(
    depot: &Depot,
    part: &Blob,
    groups: Range<usize>,
    columns: &[&str],
    each: &mut dyn FnMut(&RecordBatch) -> Result<()>,
) -> Result<(u64, u64)> {
    let file = DepotFile::new(depot, *part);
    let place = format!("{}/{}", depot.url(), part.name());
    let mut rows = 0;
    let wanted_bytes = |metadata: &ParquetMetaData, mask: &ProjectionMask| {
        let groups = metadata.row_groups().get(groups.clone()).unwrap_or_default();
        let chunks = groups.iter().flat_map(|group| group.columns().iter().enumerate());
        let chunks = chunks.filter(|(at, _)| mask.leaf_included(*at));
        let ranges = chunks.map(|(_, chunk)| chunk.byte_range());
        file.will_want(ranges.map(|(start, length)| start..start + length).collect());
    };
    each_batch_in(
        (file.clone(), &place),
        columns,
        Some(groups.clone()),
        &wanted_bytes,
        &mut |batch| {
            rows += batch.num_rows() as u64;
            each(batch)
        },
    )?;
    Ok((rows, file.bytes_read()))
}

/// The rows of each row group of a part.
///
/// # Errors
/// Where the part cannot be read.
pub fn group_rows(case: &Case, part: &str) -> Result<Vec<u64>> {
    let path = case.folder("tables")?.join(part);
    let file = File::open(&path).map_err(|e| StoreError::file("read", &path, &e))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)
        .map_err(|e| damaged(&path.display().to_string(), &e.to_string()))?;
    let groups = builder.metadata().row_groups().iter();
    Ok(groups.map(|group| group.num_rows().unsigned_abs()).collect())
}

/// Hears the wanted rows of a batch of [`COLUMNS`]; `known` is what the last row's
/// goods were and whether they are wanted.
fn rows_of(
    batch: &RecordBatch,
    base: u32,
    known: &mut Option<(HsCode, bool)>,
    wanted: &mut dyn FnMut(HsCode) -> bool,
    each: &mut dyn FnMut(TradeRow<'_>),
) -> Result<()> {
    let row: &Int64Array = column(batch, 0)?;
    let date: &Date32Array = column(batch, 1)?;
    let side = Coded::new(batch, 2, fyke_model::consignment::Side::from_word)?;
    let (consignor, consignee) = (Texts::new(batch, 3)?, Texts::new(batch, 5)?);
    let (notify, forwarder) = (Texts::new(batch, 7)?, Texts::new(batch, 8)?);
    let country = |at: usize| Coded::new(batch, at, |word| word.parse::<Country>().ok());
    let (consignor_country, consignee_country) = (country(4)?, country(6)?);
    let (origin, dispatch, destination) = (country(9)?, country(10)?, country(11)?);
    let codes = codes(batch, 12)?;
    let goods_text = Texts::new(batch, 14)?;
    let mass: &Decimal128Array = column(batch, 15)?;
    let value: &Decimal128Array = column(batch, 16)?;
    let currency = Coded::new(batch, 17, |word| word.parse::<Currency>().ok())?;
    let transport = Words::new(batch, 18)?;
    for at in 0..batch.num_rows() {
        let Some(hs) = codes.at(at) else { continue };
        let is_wanted = match *known {
            Some((code, is_wanted)) if code == hs => is_wanted,
            _ => wanted(hs),
        };
        *known = Some((hs, is_wanted));
        if !is_wanted {
            continue;
        }
        let (dispatch, destination) = (dispatch.at(at), destination.at(at));
        each(TradeRow {
            handle: base.saturating_add(u32::try_from(row.value(at)).unwrap_or(0)),
            date: Day(date.value(at)),
            side: side.at(at),
            consignor: consignor.at(at),
            consignor_country: consignor_country.at(at).or(dispatch),
            consignee: consignee.at(at),
            consignee_country: consignee_country.at(at).or(destination),
            notify: notify.at(at),
            forwarder: forwarder.at(at),
            origin: origin.at(at),
            dispatch,
            destination,
            hs,
            goods_text: goods_text.at(at),
            mass_g: whole(mass, at),
            value_minor: whole(value, at),
            currency: currency.at(at),
            transport: transport.at(at),
        });
    }
    Ok(())
}

/// The columns of [`each`], in the order of the table.
pub const COLUMNS: [&str; 19] = [
    "row",
    "date",
    "side",
    "consignor",
    "consignor_country",
    "consignee",
    "consignee_country",
    "notify",
    "forwarder",
    "origin",
    "dispatch",
    "destination",
    "hs6",
    "hs_version",
    "goods_text",
    "mass_kg",
    "value",
    "currency",
    "transport",
];

/// The codes of a batch: subheading in one column, edition in the next.
struct Codes<'a> {
    hs6: Coded<Hs6>,
    version: &'a Int16Array,
}

fn codes(batch: &RecordBatch, at: usize) -> Result<Codes<'_>> {
    Ok(Codes {
        hs6: Coded::new(batch, at, |word| word.parse::<Hs6>().ok())?,
        version: column(batch, at + 1)?,
    })
}

impl Codes<'_> {
    fn at(&self, row: usize) -> Option<HsCode> {
        let code = self.hs6.at(row)?;
        let year = (!self.version.is_null(row)).then(|| self.version.value(row))?;
        let version = HsVersion::from_year(u16::try_from(year).ok()?)?;
        Some(HsCode { version, code })
    }
}

/// A dictionary column whose words are wanted as they are.
struct Words {
    keys: DictionaryArray<Int32Type>,
}

impl Words {
    fn new(batch: &RecordBatch, at: usize) -> Result<Words> {
        Ok(Words {
            keys: column::<DictionaryArray<Int32Type>>(batch, at)?.clone(),
        })
    }

    fn at(&self, row: usize) -> &str {
        let words = self.keys.values().as_string_opt::<i32>();
        let word = |key: usize| {
            words
                .filter(|words| key < words.len())
                .map(|words| words.value(key))
        };
        self.keys.key(row).and_then(word).unwrap_or_default()
    }
}

/// Hears some columns of the parts of files, batch by batch. The columns come
/// in the order of the table, whatever the order in which they are asked for.
fn each_batch(
    case: &Case,
    files: &[TradeFile],
    columns: &[&str],
    each: &mut dyn FnMut(&TradeFile, &RecordBatch) -> Result<()>,
) -> Result<()> {
    let tables = case.folder("tables")?;
    for file in files {
        for part in &file.parts {
            let path = tables.join(part);
            each_batch_of(&path, columns, &mut |batch| each(file, batch))?;
        }
    }
    Ok(())
}

/// Hears some columns of one part, batch by batch.
pub(crate) fn each_batch_of(
    path: &Path,
    columns: &[&str],
    each: &mut dyn FnMut(&RecordBatch) -> Result<()>,
) -> Result<()> {
    let file = File::open(path).map_err(|e| StoreError::file("read", path, &e))?;
    each_batch_in(
        (file, &path.display().to_string()),
        columns,
        None,
        &|_, _| {},
        each,
    )
}

/// The same, wherever it lies; of all row groups or of some. `ready` hears what the
/// file holds and which columns are read, before they are.
fn each_batch_in<R: ChunkReader + 'static>(
    (file, place): (R, &str),
    columns: &[&str],
    groups: Option<Range<usize>>,
    ready: &dyn Fn(&ParquetMetaData, &ProjectionMask),
    each: &mut dyn FnMut(&RecordBatch) -> Result<()>,
) -> Result<()> {
    let damaged = |error: String| damaged(place, &error);
    let mut builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| damaged(e.to_string()))?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
    ready(builder.metadata(), &mask);
    if let Some(groups) = groups {
        let there = builder.metadata().num_row_groups();
        if groups.end > there {
            return Err(damaged(format!(
                "it has {there} row groups, {} were asked for",
                groups.end
            )));
        }
        builder = builder.with_row_groups(groups.collect());
    }
    let reader = builder
        .with_projection(mask)
        .with_batch_size(BATCH_ROWS)
        .build()
        .map_err(|e| damaged(e.to_string()))?;
    for batch in reader {
        each(&batch.map_err(|e| damaged(e.to_string()))?)?;
    }
    Ok(())
}

fn damaged(place: &str, error: &str) -> StoreError {
    StoreError::new(
        Fault::Data,
        format!("{place} cannot be read: {error}"),
        "check the case with: fyke verify CASE; a part that is broken comes back when its file is added again",
    )
}
