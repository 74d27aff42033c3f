//! What a table looks like, from the sample at its start: how many columns,
//! and what stands in them. The sample is read, not consumed.

use super::irregular::own;
use super::shape::Column;
use super::split::{Cell, Outcome, RawCell, Rules, line_end, strict};

/// Most rows of the sample that are looked at.
const ROWS_MAX: usize = 1_000;

/// A row of the sample.
#[derive(Debug, Clone)]
pub(super) struct SampleRow {
    pub cells: Vec<Cell>,
    /// No quote out of place.
    pub regular: bool,
    /// Quotes so far out of place that the strict reading failed.
    pub malformed: bool,
}

/// The rows of a sample, blank lines included as rows without cells. The last
/// is left out where it may be cut off.
pub(super) fn sample_rows(sample: &[u8], whole: bool, rules: &Rules) -> Vec<SampleRow> {
    let mut rows = Vec::new();
    let mut raw: Vec<RawCell> = Vec::new();
    let mut rest = sample;
    while !rest.is_empty() && rows.len() < ROWS_MAX {
        let line = line_end(rest, rules.terminator);
        if line.is_none() && !whole && !rows.is_empty() {
            break;
        }
        let (end, next) = line.unwrap_or((rest.len(), rest.len()));
        if end == 0 {
            rows.push(SampleRow {
                cells: Vec::new(),
                regular: true,
                malformed: false,
            });
            rest = rest.get(next..).unwrap_or(&[]);
            continue;
        }
        let (taken, regular, malformed) = match strict(rest, whole, rules, &mut raw) {
            Outcome::Row { next, stray_quotes } => (next, stray_quotes == 0, false),
            Outcome::Short | Outcome::Malformed => {
                // one line at a time, so that one bad quote spoils one row
                let line = rest.get(..end).unwrap_or(&[]);
                if !matches!(strict(line, true, rules, &mut raw), Outcome::Row { .. }) {
                    raw = vec![RawCell {
                        start: 0,
                        end,
                        quoted: false,
                        escaped: false,
                    }];
                }
                (next, false, true)
            }
        };
        let text = String::from_utf8_lossy(rest.get(..taken).unwrap_or(&[]));
        let exact = text.len() == taken;
        rows.push(SampleRow {
            cells: own(&text, &raw, rules),
            regular: regular && exact,
            malformed,
        });
        rest = rest.get(taken..).unwrap_or(&[]);
    }
    rows
}

/// The number of cells that most regular rows have; the first of equals.
pub(super) fn usual_width(rows: &[SampleRow]) -> Option<(usize, usize)> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for row in rows.iter().filter(|row| row.regular && !row.cells.is_empty()) {
        match counts.iter_mut().find(|(width, _)| *width == row.cells.len()) {
            Some((_, count)) => *count += 1,
            None => counts.push((row.cells.len(), 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == most)
}

/// The number of columns of a table with these rows after its header rows.
pub(super) fn table_width(header: &[SampleRow], data: &[SampleRow]) -> usize {
    let named = header
        .iter()
        .filter(|row| row.regular)
        .map(|row| row.cells.len())
        .max();
    let usual = usual_width(data);
    let all: usize = data
        .iter()
        .filter(|row| row.regular && !row.cells.is_empty())
        .count();
    let spare = |usual: usize| {
        header.iter().all(|row| {
            row.cells
                .iter()
                .filter(|cell| !cell.text.trim().is_empty())
                .count()
                <= usual
        })
    };
    match (named, usual) {
        (Some(named), Some((usual, count))) if usual > named && 2 * count > all => usual,
        // a delimiter too many in the header does not make every row short
        (Some(named), Some((usual, count))) if usual < named && 10 * count >= 9 * all && spare(usual) => {
            usual
        }
        (Some(named), _) => named,
        (None, Some((usual, _))) => usual,
        (None, None) => header
            .iter()
            .chain(data)
            .map(|row| row.cells.len())
            .max()
            .unwrap_or(0),
    }
}

/// The columns of the regular rows.
pub(super) fn learn(data: &[SampleRow], width: usize) -> Vec<Column> {
    let mut columns = vec![Column::default(); width];
    for row in data.iter().filter(|row| row.regular && row.cells.len() == width) {
        for (column, cell) in columns.iter_mut().zip(&row.cells) {
            column.learn(&cell.text);
        }
    }
    columns
}
