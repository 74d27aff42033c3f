//! Suggestions as tables: written by a trace, read back by everything that shows them.
//!
//! A lead is kept whole as JSON in `leads.json` beside the columns that people
//! filter by; `lead_rows` joins it to the rows it rests on. A new trace
//! replaces the tables in one commit.

use crate::case::Case;
use crate::commit::{self, Plan};
use crate::error::{Fault, Result, StoreError};
use crate::inputs;
use crate::query::Tables;
pub use crate::rows_behind::{ShownRow, rows_behind};
use crate::tables::{Part, PartWriter, Table};
use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array, RecordBatch, StringArray,
};
use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::date::Month;
use fyke_model::hs::Hs6;
use fyke_model::lead::{Lead, LeadRow, Subject};
use fyke_model::money::Currency;
use std::sync::Arc;

/// A lane-month in comparable goods, as the trace saw it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LaneMonth {
    /// Where the goods leave from.
    pub exporter: Country,
    /// Where they go to.
    pub importer: Country,
    /// Comparable family across HS editions.
    pub family: Hs6,
    /// When.
    pub month: Month,
    /// Who recorded it.
    pub side: Side,
    /// Currency of the value.
    pub currency: Currency,
    /// Value in hundredths.
    pub value_minor: i64,
    /// Mass in grams, where all rows give it.
    pub mass_g: Option<i64>,
    /// Rows behind it.
    pub rows: u64,
    /// `flows` or `consignments`: which table it was added up from.
    pub basis: &'static str,
}

/// Replaces the tables `leads`, `lead_rows` and `lanes` in one step.
///
/// # Errors
/// Where the disk refuses; the old tables stand then.
pub fn write(case: &Case, leads: &[Lead], lanes: &[LaneMonth]) -> Result<()> {
    let staging = case.folder("staging")?;
    let mut bring = Vec::new();
    for (table, batch) in [
        (Table::Leads, leads_batch(leads)?),
        (Table::LeadRows, lead_rows_batch(leads)?),
        (Table::Lanes, lanes_batch(lanes)?),
    ] {
        let mut writer = PartWriter::new(table, &staging, format!("{}.parquet", table.name()))?;
        writer.write(batch)?;
        bring.push(target(&writer.finish()?));
    }
    commit::write_whole(&staging.join("inputs.txt"), fingerprint(case)?.as_bytes())?;
    bring.push(("inputs.txt".to_owned(), INPUTS.to_owned()));
    commit::commit(
        case,
        "trace",
        &Plan {
            bring,
            remove: vec![],
            record: None,
        },
    )
}

/// True where the last trace saw every file that is in the case now, and the
/// entities as they are resolved now; or where it was asked to take them as they
/// were last resolved, and no file or judgement came in since.
///
/// # Errors
/// Where the case cannot be read.
pub fn are_current(case: &Case) -> Result<bool> {
    Ok(inputs::kept(case, INPUTS)? == Some(fingerprint(case)?))
}

/// True where files came in since who is who was last settled, and the last trace
/// was asked to do without.
///
/// # Errors
/// Where the case cannot be read.
pub fn are_unsettled(case: &Case) -> Result<bool> {
    Ok(crate::resolved::news(case)? != crate::resolved::News::None)
}

/// What the last trace saw, below `tables/`.
const INPUTS: &str = "leads/inputs.txt";

/// What a trace rests on: the files and who is who among their parties. Where
/// that was not settled over all files, the judgements that it has not seen.
fn fingerprint(case: &Case) -> Result<String> {
    let resolved = crate::resolved::run_of(case)?;
    let settled = match are_unsettled(case)? {
        true => format!("as resolved before\n{}\n", crate::judgements::fingerprint(case)?),
        false => String::new(),
    };
    Ok(format!(
        "{}resolved {resolved}\n{settled}",
        inputs::fingerprint(case)?
    ))
}

/// A derived table has one part, replaced whole by a rename.
pub(crate) fn target(part: &Part) -> (String, String) {
    (
        part.staged.clone(),
        format!("{name}/{name}.parquet", name = part.table.name()),
    )
}

/// Rewrites the Parquet form of the `files` table, for other programs.
///
/// # Errors
/// Where the disk refuses.
pub fn write_files_table(case: &Case) -> Result<()> {
    let staging = case.folder("staging")?;
    let mut writer = PartWriter::new(Table::Files, &staging, "files.parquet".to_owned())?;
    writer.write(crate::query::files_batch(&case.files()?, None)?)?;
    let bring = vec![target(&writer.finish()?)];
    commit::commit(
        case,
        "files",
        &Plan {
            bring,
            remove: vec![],
            record: None,
        },
    )
}

/// The leads of the last trace in the order of the queue; none where no trace
/// was run.
///
/// # Errors
/// Where the table cannot be read.
pub fn read(tables: &Tables, limit: Option<usize>) -> Result<Vec<Lead>> {
    let limit = limit.map_or(String::new(), |n| format!(" limit {n}"));
    parse(tables, &format!("select json from leads order by rank{limit}"))
}

/// The leads whose id begins with `id`.
///
/// # Errors
/// Where the table cannot be read.
pub fn find(tables: &Tables, id: &str) -> Result<Vec<Lead>> {
    let plain: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
    parse(
        tables,
        &format!("select json from leads where starts_with(lead, '{plain}') order by rank"),
    )
}

fn parse(tables: &Tables, sql: &str) -> Result<Vec<Lead>> {
    tables
        .ask(sql)?
        .texts()?
        .iter()
        .filter_map(|row| row.first().and_then(Option::as_deref))
        .map(|json| {
            serde_json::from_str(json).map_err(|e| {
                StoreError::new(
                    Fault::Data,
                    format!("a lead cannot be read: {e}"),
                    "run the trace again with: fyke trace CASE",
                )
            })
        })
        .collect()
}

pub(crate) fn texts(values: impl Iterator<Item = String>) -> ArrayRef {
    Arc::new(values.map(Some).collect::<StringArray>())
}

pub(crate) fn maybe_texts(values: impl Iterator<Item = Option<String>>) -> ArrayRef {
    Arc::new(values.collect::<StringArray>())
}

fn money(values: impl Iterator<Item = Option<i64>>, scale: i8) -> Result<ArrayRef> {
    let array = values.map(|v| v.map(i128::from)).collect::<Decimal128Array>();
    Ok(Arc::new(array.with_precision_and_scale(18, scale)?))
}

fn leads_batch(leads: &[Lead]) -> Result<RecordBatch> {
    let json = leads
        .iter()
        .map(|lead| {
            serde_json::to_string(lead).map_err(|e| {
                StoreError::new(
                    Fault::Bug,
                    format!("lead {} cannot be written: {e}", lead.id),
                    "please report it",
                )
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let columns = vec![
        texts(leads.iter().map(|l| l.id.clone())),
        texts(leads.iter().map(|l| kind(&l.subject).to_owned())),
        Arc::new(
            (1..)
                .zip(leads)
                .map(|(rank, _)| Some(rank))
                .collect::<Int64Array>(),
        ),
        Arc::new(leads.iter().map(|l| Some(l.score)).collect::<Float64Array>()),
        Arc::new(leads.iter().map(|l| l.probability).collect::<Float64Array>()),
        Arc::new(
            leads
                .iter()
                .map(|l| Some(l.place.priority))
                .collect::<Float64Array>(),
        ),
        Arc::new(
            leads
                .iter()
                .map(|l| Some(l.place.novelty))
                .collect::<Float64Array>(),
        ),
        Arc::new(
            leads
                .iter()
                .map(|l| Some(l.place.explored))
                .collect::<BooleanArray>(),
        ),
        texts(leads.iter().map(|l| subject(&l.subject))),
        maybe_texts(leads.iter().map(|l| country(&l.subject).map(|c| c.to_string()))),
        texts(leads.iter().map(|l| end(&l.subject).to_string())),
        texts(leads.iter().map(|l| l.goods.id.clone())),
        texts(leads.iter().map(|l| l.goods.title.clone())),
        texts(leads.iter().map(|l| l.from.to_string())),
        texts(leads.iter().map(|l| l.to.to_string())),
        texts(leads.iter().map(|l| l.regime.clone())),
        money(leads.iter().map(|l| l.value.map(|v| v.minor)), 2)?,
        maybe_texts(leads.iter().map(|l| l.value.map(|v| v.currency.to_string()))),
        Arc::new(leads.iter().map(|l| l.coverage).collect::<Float64Array>()),
        texts(leads.iter().map(|l| l.sentence.clone())),
        texts(leads.iter().map(|l| l.handling.as_str().to_owned())),
        Arc::new(leads.iter().map(|l| Some(l.simulated)).collect::<BooleanArray>()),
        texts(json.into_iter()),
    ];
    Ok(RecordBatch::try_new(Table::Leads.schema(), columns)?)
}

fn lead_rows_batch(leads: &[Lead]) -> Result<RecordBatch> {
    let rows: Vec<(&str, &LeadRow)> = leads
        .iter()
        .flat_map(|lead| lead.rows.iter().map(|row| (lead.id.as_str(), row)))
        .collect();
    let of = |get: &dyn Fn(&LeadRow) -> String| texts(rows.iter().map(|(_, row)| get(row)));
    let columns = vec![
        texts(rows.iter().map(|(lead, _)| (*lead).to_owned())),
        of(&|r| r.typology.clone()),
        of(&|r| r.role.clone()),
        of(&|r| r.row.dataset.clone()),
        of(&|r| r.row.file.to_string()),
        Arc::new(
            rows.iter()
                .map(|(_, r)| i64::try_from(r.row.row).ok())
                .collect::<Int64Array>(),
        ),
    ];
    Ok(RecordBatch::try_new(Table::LeadRows.schema(), columns)?)
}

fn lanes_batch(lanes: &[LaneMonth]) -> Result<RecordBatch> {
    let columns = vec![
        texts(lanes.iter().map(|l| l.exporter.to_string())),
        texts(lanes.iter().map(|l| l.importer.to_string())),
        texts(lanes.iter().map(|l| l.family.to_string())),
        Arc::new(
            lanes
                .iter()
                .map(|l| Some(l.month.first_day().0))
                .collect::<Date32Array>(),
        ),
        texts(lanes.iter().map(|l| l.side.as_str().to_owned())),
        texts(lanes.iter().map(|l| l.currency.to_string())),
        money(lanes.iter().map(|l| Some(l.value_minor)), 2)?,
        money(lanes.iter().map(|l| l.mass_g), 3)?,
        Arc::new(
            lanes
                .iter()
                .map(|l| i64::try_from(l.rows).ok())
                .collect::<Int64Array>(),
        ),
        texts(lanes.iter().map(|l| l.basis.to_owned())),
    ];
    Ok(RecordBatch::try_new(Table::Lanes.schema(), columns)?)
}

fn kind(subject: &Subject) -> &'static str {
    match subject {
        Subject::Lane { .. } => "lane",
        Subject::Party { .. } => "party",
        Subject::Vessel { .. } => "vessel",
    }
}

/// What a lead is about, on one line.
pub fn subject(subject: &Subject) -> String {
    match subject {
        Subject::Lane {
            exporter,
            through,
            end,
        } => {
            let through: Vec<String> = through.iter().map(Country::to_string).collect();
            format!("{exporter} > {} > {end}", through.join("+"))
        }
        Subject::Party { name, .. } => name.clone(),
        Subject::Vessel { name, imo, .. } if imo.len() == 7 => format!("{name} (IMO {imo})"),
        Subject::Vessel { name, imo, .. } => format!("{name} (MMSI {imo})"),
    }
}

fn country(subject: &Subject) -> Option<Country> {
    match subject {
        Subject::Lane { through, .. } => through.first().copied(),
        Subject::Party { country, .. } => *country,
        Subject::Vessel { flag, .. } => *flag,
    }
}

fn end(subject: &Subject) -> Country {
    match subject {
        Subject::Lane { end, .. } | Subject::Party { end, .. } | Subject::Vessel { end, .. } => *end,
    }
}
