//! A few rows of a large case, by file and number.
//!
//! A lead names its rows; to show them, a query engine would open every part of
//! a table and compare every row number in it. Rows lie in their parts in the
//! order of their numbers, so here a part's statistics say which row groups can
//! hold a row, its page index which pages, and only those are unpacked: a
//! lead of a hundred million rows opens as quickly as one of a million.

use crate::error::{Fault, Result, StoreError};
use crate::query::{Answer, Tables};
use crate::questions::{Texts, column};
use crate::resolved::{self, EntityStatement};
use crate::tables::Table;
use datafusion::arrow::array::{Int64Array, RecordBatch};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder, RowSelection,
};
use datafusion::parquet::file::metadata::{PageIndexPolicy, RowGroupMetaData};
use datafusion::parquet::file::statistics::Statistics;
use fyke_model::dataset::{FileHash, RowRef};
use std::fs::File;
use std::ops::Range;
use std::path::Path;

/// One row of a table with the names of its columns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShownRow {
    /// Where it stands.
    pub row: RowRef,
    /// Column and value, empty ones left out.
    pub cells: Vec<(String, String)>,
}

/// The tables that a lead's rows may stand in.
const TABLES: [Table; 5] = [
    Table::Consignments,
    Table::Flows,
    Table::Payments,
    Table::Positions,
    Table::Statements,
];

/// The rows behind a lead as the tables hold them, table by table, in order of
/// file and row. Rows of files that do not stand are left out.
///
/// # Errors
/// Where the tables cannot be read.
pub fn rows_behind(tables: &Tables, rows: &[RowRef]) -> Result<Vec<ShownRow>> {
    rows_of(rows, &|file| tables.parts_of(file), &mut |part, wanted| {
        let path = tables.folder().join(part);
        read(&path, &part_meta(&path)?, wanted)
    })
    .map(|shown| shown.into_iter().map(|(_, row)| row).collect())
}

/// Reads the rows with some numbers of a part, by its path below the tables.
pub(crate) type ReadPart<'a> = dyn FnMut(&str, &[i64]) -> Result<Vec<RecordBatch>> + 'a;

/// The same from parts read by the caller's means, with the table of each.
pub(crate) fn rows_of<'p>(
    rows: &[RowRef],
    parts_of: &dyn Fn(FileHash) -> &'p [String],
    read: &mut ReadPart<'_>,
) -> Result<Vec<(Table, ShownRow)>> {
    let mut files: Vec<FileHash> = rows.iter().map(|r| r.file).collect();
    files.sort();
    files.dedup();
    let mut shown = Vec::new();
    for table in TABLES {
        let prefix = format!("{}/", table.name());
        for file in &files {
            let mut wanted: Vec<i64> = rows
                .iter()
                .filter(|r| r.file == *file)
                .filter_map(|r| i64::try_from(r.row).ok())
                .collect();
            wanted.sort_unstable();
            wanted.dedup();
            let mut found = Vec::new();
            for part in parts_of(*file).iter().filter(|p| p.starts_with(&prefix)) {
                for batch in read(part, &wanted)? {
                    show(table, *file, &batch, &mut found)?;
                }
            }
            // stable: what one row says keeps its order
            found.sort_by_key(|found: &ShownRow| found.row.row);
            for row in found {
                match table {
                    Table::Statements => said(&mut shown, row),
                    _ => shown.push((table, row)),
                }
            }
        }
    }
    Ok(shown)
}

/// What a part says of itself: whoever reads it again and again keeps this.
pub(crate) fn part_meta(path: &Path) -> Result<ArrowReaderMetadata> {
    let file = File::open(path).map_err(|e| StoreError::file("read", path, &e))?;
    let options = ArrowReaderOptions::new().with_page_index_policy(PageIndexPolicy::Optional);
    ArrowReaderMetadata::load(&file, options).map_err(|e| damaged(path, &e.to_string()))
}

fn damaged(path: &Path, error: &str) -> StoreError {
    StoreError::new(
        Fault::Data,
        format!("{} cannot be read: {error}", path.display()),
        "check the case with: fyke verify CASE; a part that is broken comes back when its file is added again",
    )
}

/// The rows of a part at these places, counted from 0; ascending.
pub(crate) fn at_places(path: &Path, meta: &ArrowReaderMetadata, places: &[u32]) -> Result<Vec<RecordBatch>> {
    let file = File::open(path).map_err(|e| StoreError::file("read", path, &e))?;
    let damaged = |error: String| damaged(path, &error);
    let groups = meta.metadata().row_groups();
    let (mut chosen, mut within, mut before, mut kept) = (vec![], vec![], 0usize, 0usize);
    for (group, about) in groups.iter().enumerate() {
        let rows = usize::try_from(about.num_rows()).unwrap_or(0);
        let end = before + rows;
        let own = places
            .iter()
            .map(|place| *place as usize)
            .filter(|place| (before..end).contains(place));
        let own: Vec<usize> = own.map(|place| place - before + kept).collect();
        if !own.is_empty() {
            chosen.push(group);
            within.extend(own);
            kept += rows;
        }
        before = end;
    }
    let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, meta.clone())
        .with_row_groups(chosen)
        .with_row_selection(selection(within.into_iter(), kept))
        .build()
        .map_err(|e| damaged(e.to_string()))?;
    reader
        .map(|batch| batch.map_err(|e| damaged(e.to_string())))
        .collect()
}

/// What the rows of a part of `statements` with these numbers say; entity, file
/// and edition are left empty.
pub(crate) fn statements_in(
    path: &Path,
    meta: &ArrowReaderMetadata,
    wanted: &[i64],
) -> Result<Vec<EntityStatement>> {
    let mut said = Vec::new();
    for batch in read(path, meta, wanted)? {
        let at = |name: &str| batch.schema().index_of(name);
        let text = |name: &str| Texts::new(&batch, at(name)?);
        let (dataset, entity_id) = (text("dataset")?, text("entity_id")?);
        let (schema, prop, value) = (text("schema")?, text("prop")?, text("value")?);
        let handling = text("handling")?;
        let row: &Int64Array = column(&batch, at("row")?)?;
        said.extend((0..batch.num_rows()).map(|n| EntityStatement {
            entity: String::new(),
            dataset: dataset.at(n).to_owned(),
            entity_id: entity_id.at(n).to_owned(),
            schema: schema.at(n).to_owned(),
            prop: prop.at(n).to_owned(),
            value: value.at(n).to_owned(),
            file: String::new(),
            row: u64::try_from(row.value(n)).unwrap_or(0),
            edition: None,
            handling: resolved::handling(handling.at(n)),
        }));
    }
    Ok(said)
}

/// The rows of a part with these numbers, in the order of the part.
pub(crate) fn read(path: &Path, meta: &ArrowReaderMetadata, wanted: &[i64]) -> Result<Vec<RecordBatch>> {
    let file = File::open(path).map_err(|e| StoreError::file("read", path, &e))?;
    let damaged = |error: String| damaged(path, &error);
    let mut batches = Vec::new();
    for (group, about) in meta.metadata().row_groups().iter().enumerate() {
        let range = numbers_in(about);
        let own = match &range {
            Some(range) => {
                let from = wanted.partition_point(|row| row < &range.start);
                let until = wanted.partition_point(|row| row < &range.end);
                wanted.get(from..until).unwrap_or_default()
            }
            None => wanted,
        };
        if own.is_empty() {
            continue;
        }
        let reader = |selected: Option<RowSelection>, only_numbers: bool| -> Result<Vec<RecordBatch>> {
            let file = file.try_clone().map_err(|e| StoreError::file("read", path, &e))?;
            let mut builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, meta.clone())
                .with_row_groups(vec![group]);
            if only_numbers {
                let mask = ProjectionMask::columns(builder.parquet_schema(), ["row"]);
                builder = builder.with_projection(mask);
            }
            if let Some(selected) = selected {
                builder = builder.with_row_selection(selected);
            }
            let reader = builder.build().map_err(|e| damaged(e.to_string()))?;
            reader
                .map(|batch| batch.map_err(|e| damaged(e.to_string())))
                .collect()
        };
        let rows = usize::try_from(about.num_rows()).unwrap_or(0);
        // a row group without a gap: a row's place is its number less the first
        if let Some(range) = range.filter(|range| usize::try_from(range.end - range.start) == Ok(rows)) {
            let places = own
                .iter()
                .filter_map(|row| usize::try_from(row - range.start).ok());
            let read = reader(Some(selection(places, rows)), false)?;
            if numbers(&read)? == own {
                batches.extend(read);
                continue;
            }
        }
        let all = numbers(&reader(None, true)?)?;
        let places = (0..).zip(&all).filter(|(_, row)| own.binary_search(row).is_ok());
        batches.extend(reader(
            Some(selection(places.map(|(place, _)| place), rows)),
            false,
        )?);
    }
    Ok(batches)
}

/// The row numbers that a row group can hold; none where it does not say.
fn numbers_in(group: &RowGroupMetaData) -> Option<Range<i64>> {
    let column = group
        .columns()
        .iter()
        .find(|c| c.column_path().string() == "row")?;
    match column.statistics()? {
        Statistics::Int64(values) => Some(*values.min_opt()?..values.max_opt()?.checked_add(1)?),
        _ => None,
    }
}

/// Single places, ascending, of so many rows.
fn selection(places: impl Iterator<Item = usize>, rows: usize) -> RowSelection {
    RowSelection::from_consecutive_ranges(places.map(|place| place..place + 1), rows)
}

fn numbers(batches: &[RecordBatch]) -> Result<Vec<i64>> {
    let mut all = Vec::new();
    for batch in batches {
        let at = batch.schema().index_of("row")?;
        let rows: &Int64Array = column(batch, at)?;
        all.extend((0..rows.len()).map(|at| rows.value(at)));
    }
    Ok(all)
}

fn show(table: Table, file: FileHash, batch: &RecordBatch, shown: &mut Vec<ShownRow>) -> Result<()> {
    let schema: SchemaRef = batch.schema();
    let answer = Answer::of(schema, vec![batch.clone()]);
    let columns = answer.columns();
    let place = |name: &str| columns.iter().position(|c| c == name);
    let (dataset, row) = (place("dataset"), place("row"));
    let hidden: &[&str] = match table {
        Table::Statements => &[],
        _ => &["dataset", "file", "row", "handling"],
    };
    for cells in answer.texts()? {
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at).cloned().flatten());
        let row = RowRef {
            dataset: cell(dataset).unwrap_or_default(),
            file,
            row: cell(row).and_then(|row| row.parse().ok()).unwrap_or(0),
        };
        let cells = match table {
            Table::Statements => vec![(
                cell(place("prop")).unwrap_or_default(),
                cell(place("value")).unwrap_or_default(),
            )],
            _ => columns
                .iter()
                .zip(&cells)
                .filter(|(column, _)| !hidden.contains(&column.as_str()))
                .filter_map(|(column, value)| value.clone().map(|value| (column.clone(), value)))
                .collect(),
        };
        shown.push(ShownRow { row, cells });
    }
    Ok(())
}

/// Statements of one row of a file are shown as one row, a column for each property.
fn said(shown: &mut Vec<(Table, ShownRow)>, statement: ShownRow) {
    match shown.last_mut().filter(|(_, last)| last.row == statement.row) {
        Some((_, last)) => {
            for cell in statement.cells {
                if !last.cells.contains(&cell) {
                    last.cells.push(cell);
                }
            }
        }
        None => shown.push((Table::Statements, statement)),
    }
}
