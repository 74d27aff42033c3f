//! Rows as a page shows them: a few columns, the first rows, figures to the right.
//! All rows with all cells are in the table that is attached.

use super::page::Printer;
use crate::release::SourceRow;
use fyke_model::dataset::RowRef;
use fyke_model::lead::LeadRow;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Rows printed under one reason. Enough to see the pattern; a reader who wants to
/// check all has the table, where they can sort and sum.
const ROWS_SHOWN_MAX: usize = 16;

/// Columns beside origin and role: more do not fit a page that people read.
const COLUMNS_SHOWN_MAX: usize = 6;

/// Letters of one cell.
const CELL_MAX: usize = 60;

/// Letters of a column that is narrow: a date, a code, a sum.
const NARROW_MAX: usize = 13;

/// A table under a reason.
#[derive(Serialize)]
pub struct Table {
    head: Vec<Head>,
    rows: Vec<Line>,
    /// Rows of this reason that are not printed.
    more: usize,
}

#[derive(Serialize)]
struct Head {
    name: String,
    figures: bool,
    /// Short in every row: such a column takes no more than it needs.
    narrow: bool,
}

#[derive(Serialize)]
struct Line {
    dataset: String,
    place: String,
    role: String,
    cells: Vec<String>,
}

/// Rows by reference.
pub type ByRef<'a> = BTreeMap<&'a RowRef, &'a SourceRow>;

/// The table of a reason; `None` where it cites no row.
pub fn table(cited: &[&LeadRow], rows: &ByRef<'_>, wanted: &[String], print: &mut Printer) -> Option<Table> {
    if cited.is_empty() {
        return None;
    }
    // rows of each role in turn, so that both sides of a comparison are seen
    let mut by_role: BTreeMap<&str, Vec<&LeadRow>> = BTreeMap::new();
    for row in cited {
        by_role.entry(&row.role).or_default().push(row);
    }
    let share = (ROWS_SHOWN_MAX / by_role.len()).max(1);
    let shown: Vec<&LeadRow> = by_role
        .values()
        .flat_map(|rows| rows.iter().take(share).copied())
        .collect();
    let sources: Vec<Option<&SourceRow>> = shown.iter().map(|row| rows.get(&row.row).copied()).collect();
    let columns = columns(&sources, wanted);
    let head = columns.iter().map(|column| {
        let values: Vec<&str> = sources.iter().map(|source| cell(*source, column)).collect();
        let mut filled = values.iter().filter(|value| !value.is_empty());
        Head {
            name: print.cell(column, CELL_MAX),
            figures: filled.all(|value| is_figure(value)),
            narrow: values.iter().all(|value| value.chars().count() <= NARROW_MAX),
        }
    });
    let head = head.collect();
    let lines = shown.iter().zip(&sources).map(|(row, source)| Line {
        dataset: print.cell(&row.row.dataset, CELL_MAX),
        place: format!("{}:{}", row.row.file.short(), row.row.row),
        role: print.cell(&row.role, CELL_MAX),
        cells: columns
            .iter()
            .map(|column| print.cell(cell(*source, column), CELL_MAX))
            .collect(),
    });
    Some(Table {
        head,
        rows: lines.collect(),
        more: cited.len() - shown.len(),
    })
}

/// What a row has in a column.
fn cell<'a>(source: Option<&'a SourceRow>, column: &str) -> &'a str {
    let mut cells = source.into_iter().flat_map(|source| &source.cells);
    cells
        .find(|(name, _)| name == column)
        .map_or("", |(_, value)| value.as_str())
}

/// Those that were asked for, then those that the rows have, first to last.
fn columns<'a>(sources: &[Option<&'a SourceRow>], wanted: &'a [String]) -> Vec<&'a str> {
    let there: BTreeSet<&str> = sources
        .iter()
        .flatten()
        .flat_map(|source| source.cells.iter().map(|(name, _)| name.as_str()))
        .collect();
    let mut columns: Vec<&str> = wanted
        .iter()
        .map(String::as_str)
        .filter(|name| there.contains(name))
        .collect();
    if columns.is_empty() {
        for (name, _) in sources.iter().flatten().flat_map(|source| &source.cells) {
            if !columns.contains(&name.as_str()) {
                columns.push(name);
            }
            if columns.len() == COLUMNS_SHOWN_MAX {
                break;
            }
        }
    }
    let mut seen = BTreeSet::new();
    columns.retain(|name| seen.insert(*name));
    columns.truncate(COLUMNS_SHOWN_MAX);
    columns
}

/// Digits with their marks; a code or a date is none, since nobody adds it up.
fn is_figure(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let marks = value
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' ' | b'-' | b'+' | b'%'));
    let date =
        value.len() >= 7 && value.bytes().filter(|b| *b == b'-').count() >= 1 && !value.starts_with('-');
    digits > 0 && marks && !date
}
