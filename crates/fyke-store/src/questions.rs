//! The bulk questions that kernels ask, each a named function that streams
//! columns out of the tables in a fixed order.
//!
//! A row is handed out with a [`RowHandle`], four bytes that lead back to its
//! file and number through [`RowHandles`]: ten million rows cost no strings.

use crate::case::Case;
use crate::error::{Fault, Result, StoreError};
use crate::query::Tables;
use crate::record::standing;
use crate::trade::rows_numbered;
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Date32Array, Decimal128Array, DictionaryArray, Int16Array, Int64Array,
    RecordBatch, StringArray,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int32Type};
use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::dataset::{FileHash, Handling, RowRef};
use fyke_model::date::Day;
use fyke_model::hs::{Hs6, HsCode, HsVersion};
use fyke_model::lane::{Flow, Lane};
use fyke_model::money::Currency;
use std::collections::BTreeSet;

/// A row of a case in four bytes; see [`RowHandles`].
pub type RowHandle = u32;

/// Which handle is which row: every file gets a run of handles as long as it
/// has rows.
#[derive(Clone, Debug, Default)]
pub struct RowHandles {
    files: Vec<HandledFile>,
}

#[derive(Clone, Debug)]
struct HandledFile {
    base: u32,
    hash: FileHash,
    dataset: String,
    handling: Handling,
    simulated: bool,
}

impl RowHandles {
    /// Handles for all rows of a case as it stands on `as_of`, or now. Ask with
    /// them only tables of the same day: see [`Tables::open`].
    ///
    /// # Errors
    /// Where the case holds more rows than four bytes can number.
    pub fn new(case: &Case, as_of: Option<Day>) -> Result<RowHandles> {
        let mut files = Vec::new();
        let mut next = 0u64;
        let records = case.files()?;
        for record in standing(&records, as_of) {
            let base = u32::try_from(next).map_err(|_| too_many())?;
            // a reader numbers rows from 1, header and blank lines included
            next += rows_numbered(record) + 1;
            files.push(HandledFile {
                base,
                hash: record.hash,
                dataset: record.dataset.clone(),
                handling: record.handling,
                simulated: record.simulated,
            });
        }
        u32::try_from(next).map_err(|_| too_many())?;
        Ok(RowHandles { files })
    }

    fn base(&self, file: &str) -> Option<u32> {
        self.files
            .iter()
            .find(|f| f.hash.to_string() == file)
            .map(|f| f.base)
    }

    fn file(&self, handle: RowHandle) -> Option<&HandledFile> {
        let after = self.files.partition_point(|f| f.base <= handle);
        after.checked_sub(1).and_then(|at| self.files.get(at))
    }

    /// The row of a handle.
    pub fn row(&self, handle: RowHandle) -> Option<RowRef> {
        self.file(handle).map(|f| RowRef {
            dataset: f.dataset.clone(),
            file: f.hash,
            row: u64::from(handle - f.base),
        })
    }

    /// The handle of a row.
    pub fn handle(&self, file: FileHash, row: u64) -> Option<RowHandle> {
        let file = self.files.iter().find(|f| f.hash == file)?;
        u32::try_from(u64::from(file.base) + row).ok()
    }

    /// How a row may be handled.
    pub fn handling(&self, handle: RowHandle) -> Handling {
        self.file(handle).map_or(Handling::Restricted, |f| f.handling)
    }

    /// True where any file of the case says that it is simulated: what cannot be
    /// traced to a row is then not shown as real.
    pub fn any_simulated(&self) -> bool {
        self.files.iter().any(|f| f.simulated)
    }

    /// True where a row's file says that it is simulated.
    pub fn is_simulated(&self, handle: RowHandle) -> bool {
        self.file(handle).is_some_and(|f| f.simulated)
    }
}

fn too_many() -> StoreError {
    StoreError::request(
        format!(
            "the case holds more than {} rows, which one trace cannot number",
            u32::MAX
        ),
        "split it by goods or by year into several cases",
    )
}

/// One consignment as the tracer needs it; text is borrowed from the batch.
#[derive(Clone, Copy, Debug)]
pub struct TradeRow<'a> {
    /// Its handle.
    pub handle: RowHandle,
    /// Its day.
    pub date: Day,
    /// Who recorded it.
    pub side: Option<Side>,
    /// Who sends.
    pub consignor: &'a str,
    /// Where from.
    pub consignor_country: Option<Country>,
    /// Who receives.
    pub consignee: &'a str,
    /// Where to.
    pub consignee_country: Option<Country>,
    /// Who is to be told of the arrival; empty where nobody is named.
    pub notify: &'a str,
    /// Who carries out the transport; empty where nobody is named.
    pub forwarder: &'a str,
    /// Where the goods were made.
    pub origin: Option<Country>,
    /// Where the goods were sent from.
    pub dispatch: Option<Country>,
    /// Where the goods go.
    pub destination: Option<Country>,
    /// What the goods are.
    pub hs: HsCode,
    /// The goods in words, as declared.
    pub goods_text: &'a str,
    /// Mass in grams.
    pub mass_g: Option<i64>,
    /// Value in hundredths of its currency.
    pub value_minor: Option<i64>,
    /// The currency.
    pub currency: Option<Currency>,
    /// The mode of transport, as declared.
    pub transport: &'a str,
}

/// All country flows, with [`Flow::row`] holding the row's handle.
///
/// # Errors
/// Where the table cannot be read.
pub fn flows(tables: &Tables, handles: &RowHandles) -> Result<Vec<Flow>> {
    let sql = "select file, row, exporter, importer, side, hs6, hs_version, month, value, currency, mass_kg, \
               quantity from flows";
    let mut flows = Vec::new();
    tables.each_batch(sql, |batch| {
        let base = Coded::new(batch, 0, |file| handles.base(file))?;
        flows_of(batch, 1, &|at| held(&base, at), &mut |flow| flows.push(flow))
    })?;
    Ok(flows)
}

/// Hears the flows of a batch whose columns from `first` on are the row and what
/// follows it in the table; `base` says what the handles of a row's file begin with.
pub(crate) fn flows_of(
    batch: &RecordBatch,
    first: usize,
    base: &dyn Fn(usize) -> Result<u32>,
    each: &mut dyn FnMut(Flow),
) -> Result<()> {
    let row = numbers(batch, first)?;
    let country = |at: usize| Coded::new(batch, first + at, |word| word.parse::<Country>().ok());
    let (exporter, importer) = (country(1)?, country(2)?);
    let side = Coded::new(batch, first + 3, Side::from_word)?;
    let hs6 = Coded::new(batch, first + 4, |word| word.parse::<Hs6>().ok())?;
    let version = column::<Int16Array>(batch, first + 5)?;
    let month = dates(batch, first + 6)?;
    let value = decimals(batch, first + 7)?;
    let currency = Coded::new(batch, first + 8, |word| word.parse::<Currency>().ok())?;
    let (mass, quantity) = (decimals(batch, first + 9)?, decimals(batch, first + 10)?);
    for at in 0..batch.num_rows() {
        let parts = (
            exporter.at(at),
            importer.at(at),
            side.at(at),
            hs6.at(at),
            currency.at(at),
        );
        let (Some(exporter), Some(importer), Some(side), Some(code), Some(currency)) = parts else {
            continue;
        };
        let Some(version) = HsVersion::from_year(version.value(at) as u16) else {
            continue;
        };
        let lane = Lane {
            exporter,
            importer,
            hs: HsCode { version, code },
            month: Day(month.value(at)).month(),
        };
        each(Flow {
            row: u64::from(base(at)?) + row.value(at) as u64,
            lane,
            side,
            value_minor: whole(value, at).unwrap_or(0),
            currency,
            mass_g: whole(mass, at),
            quantity_milli: whole(quantity, at),
        });
    }
    Ok(())
}

/// One property value with the entity that it is said of and the row that says it.
#[derive(Clone, Copy, Debug)]
pub struct SaidOf<'a> {
    /// Dataset of the entity.
    pub dataset: &'a str,
    /// Its id there.
    pub entity_id: &'a str,
    /// FollowTheMoney schema, which rows of one entity may state differently.
    pub schema: &'a str,
    /// FollowTheMoney property.
    pub prop: &'a str,
    /// The value.
    pub value: &'a str,
    /// Where it stands.
    pub handle: RowHandle,
}

/// Streams all statements, those of one entity one after the other, in the
/// order of dataset, entity, file and row.
///
/// # Errors
/// Where the table cannot be read.
pub fn statements(tables: &Tables, handles: &RowHandles, each: &mut dyn FnMut(SaidOf<'_>)) -> Result<()> {
    let sql = "select dataset, entity_id, schema, prop, value, file, row from statements \
               order by dataset, entity_id, file, row, prop, value";
    tables.each_batch(sql, |batch| {
        let (dataset, entity_id) = (Texts::new(batch, 0)?, Texts::new(batch, 1)?);
        let (schema, prop) = (Texts::new(batch, 2)?, Texts::new(batch, 3)?);
        let value = Texts::new(batch, 4)?;
        let base = Coded::new(batch, 5, |file| handles.base(file))?;
        let row = numbers(batch, 6)?;
        for at in 0..batch.num_rows() {
            each(SaidOf {
                dataset: dataset.at(at),
                entity_id: entity_id.at(at),
                schema: schema.at(at),
                prop: prop.at(at),
                value: value.at(at),
                handle: held(&base, at)? + u32::try_from(row.value(at)).unwrap_or(0),
            });
        }
        Ok(())
    })
}

/// Where the handles of a row's file begin. A row whose file has none must not
/// be left out in silence: the handles are then those of another day.
fn held(base: &Coded<u32>, at: usize) -> Result<u32> {
    base.at(at).ok_or_else(|| {
        StoreError::new(
            Fault::Data,
            "a table holds a row of a file that did not stand when the question began",
            "run the command again, for a file may just have come in; if it says so again, please report it",
        )
    })
}

/// A party as consignments and payments spell it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeclaredParty {
    /// The dataset that declares it.
    pub dataset: String,
    /// As declared.
    pub name: String,
    /// Where it is said to be, or where its goods go to or come from.
    pub country: Option<Country>,
    /// Rows that name it.
    pub rows: u64,
    /// Strictest label of those rows.
    pub handling: Handling,
}

/// Every spelling of a consignor, consignee, payer or payee, once for each
/// dataset and country: who pays for goods may never declare any.
///
/// # Errors
/// Where the table cannot be read.
pub fn declared_parties(tables: &Tables) -> Result<Vec<DeclaredParty>> {
    let sql = "select dataset, name, country, handling, sum(n) as n, paid from ( \
                 select dataset, consignor as name, coalesce(consignor_country, dispatch) as country, handling, \
                   count(*) as n, 0 as paid from consignments where consignor is not null \
                   group by dataset, consignor, coalesce(consignor_country, dispatch), handling \
                 union all \
                 select dataset, consignee, coalesce(consignee_country, destination), handling, count(*), 0 \
                   from consignments where consignee is not null \
                   group by dataset, consignee, coalesce(consignee_country, destination), handling \
                 union all \
                 select dataset, payer, payer_country, handling, count(*), 1 from payments \
                   group by dataset, payer, payer_country, handling \
                 union all \
                 select dataset, payee, payee_country, handling, count(*), 1 from payments \
                   group by dataset, payee, payee_country, handling) \
               group by dataset, name, country, handling, paid \
               order by paid, dataset, name, country, handling";
    let mut parties: Vec<DeclaredParty> = Vec::new();
    let mut paying: Vec<DeclaredParty> = Vec::new();
    for row in tables.ask(sql)?.texts()? {
        let [
            Some(dataset),
            Some(name),
            country,
            Some(label),
            Some(rows),
            Some(paid),
        ] = row.as_slice()
        else {
            continue;
        };
        let party = DeclaredParty {
            dataset: dataset.clone(),
            name: name.clone(),
            country: country.as_deref().and_then(|code| code.parse().ok()),
            rows: rows.parse().unwrap_or(0),
            handling: crate::resolved::handling(label),
        };
        let of = if paid == "1" { &mut paying } else { &mut parties };
        match of.last_mut() {
            Some(last)
                if (&last.dataset, &last.name, last.country)
                    == (&party.dataset, &party.name, party.country) =>
            {
                last.rows += party.rows;
                last.handling = last.handling.max(party.handling);
            }
            _ => of.push(party),
        }
    }
    if !paying.is_empty() {
        // a spelling that consignments declare too is known by them
        let known: std::collections::HashSet<(&str, Option<Country>)> =
            parties.iter().map(|p| (p.name.as_str(), p.country)).collect();
        paying.retain(|party| !known.contains(&(party.name.as_str(), party.country)));
        parties.extend(paying);
        parties.sort_by(|a, b| (&a.dataset, &a.name, a.country).cmp(&(&b.dataset, &b.name, b.country)));
    }
    Ok(parties)
}

/// Ids of the records that are listed, with their dataset: a sanction points at
/// them or their topics say so.
///
/// # Errors
/// Where the table cannot be read.
pub fn listed(tables: &Tables) -> Result<BTreeSet<(String, String)>> {
    let sql = "select dataset, value as entity_id from statements where schema = 'Sanction' and prop = 'entity' \
               union select dataset, entity_id from statements where prop = 'topics' and value like 'sanction%'";
    Ok(tables
        .ask(sql)?
        .texts()?
        .into_iter()
        .filter_map(|row| match row.as_slice() {
            [Some(dataset), Some(id)] => Some((dataset.clone(), id.clone())),
            _ => None,
        })
        .collect())
}

pub(crate) fn column<T: Array + 'static>(batch: &RecordBatch, at: usize) -> Result<&T> {
    batch
        .columns()
        .get(at)
        .and_then(|c| c.as_any().downcast_ref::<T>())
        .ok_or_else(|| {
            let name = batch
                .schema()
                .fields()
                .get(at)
                .map_or_else(|| at.to_string(), |f| f.to_string());
            StoreError::new(
                Fault::Bug,
                format!("column {name} is not of the kind expected"),
                "please report it",
            )
        })
}

fn numbers(batch: &RecordBatch, at: usize) -> Result<&Int64Array> {
    column(batch, at)
}
fn dates(batch: &RecordBatch, at: usize) -> Result<&Date32Array> {
    column(batch, at)
}
fn decimals(batch: &RecordBatch, at: usize) -> Result<&Decimal128Array> {
    column(batch, at)
}

pub(crate) fn whole(array: &Decimal128Array, at: usize) -> Option<i64> {
    (!array.is_null(at))
        .then(|| i64::try_from(array.value(at)).ok())
        .flatten()
}

/// A dictionary column whose few words are parsed once per batch.
pub(crate) struct Coded<T> {
    keys: DictionaryArray<Int32Type>,
    parsed: Vec<Option<T>>,
}

impl<T: Copy> Coded<T> {
    pub(crate) fn new(batch: &RecordBatch, at: usize, parse: impl Fn(&str) -> Option<T>) -> Result<Coded<T>> {
        let keys = dictionary(batch, at)?;
        let words = keys.values().as_string_opt::<i32>();
        let parsed = words.map_or_else(Vec::new, |words| {
            words.iter().map(|word| word.and_then(&parse)).collect()
        });
        Ok(Coded { keys, parsed })
    }

    pub(crate) fn at(&self, row: usize) -> Option<T> {
        self.keys
            .key(row)
            .and_then(|key| self.parsed.get(key).copied().flatten())
    }
}

fn dictionary(batch: &RecordBatch, at: usize) -> Result<DictionaryArray<Int32Type>> {
    column::<DictionaryArray<Int32Type>>(batch, at).cloned()
}

/// A text column, whichever way the engine holds it.
pub(crate) enum Texts {
    Plain(StringArray),
    View(datafusion::arrow::array::StringViewArray),
}

impl Texts {
    pub(crate) fn new(batch: &RecordBatch, at: usize) -> Result<Texts> {
        let Some(array) = batch.columns().get(at) else {
            return Err(StoreError::new(
                Fault::Bug,
                format!("there is no column {at}"),
                "please report it",
            ));
        };
        if let Some(view) = array.as_string_view_opt() {
            return Ok(Texts::View(view.clone()));
        }
        let plain: ArrayRef = cast(array, &DataType::Utf8)?;
        match plain.as_string_opt::<i32>() {
            Some(plain) => Ok(Texts::Plain(plain.clone())),
            None => Err(StoreError::new(
                Fault::Bug,
                format!("column {at} is no text"),
                "please report it",
            )),
        }
    }

    pub(crate) fn at(&self, row: usize) -> &str {
        match self {
            Texts::Plain(array) if !array.is_null(row) => array.value(row),
            Texts::View(array) if !array.is_null(row) => array.value(row),
            _ => "",
        }
    }
}
