//! Rows with a delimiter too many or too few.
//!
//! Cutting or padding such a row at its end is what most loaders do, and it
//! moves values into columns they were never in. Here a row is laid against
//! the shapes of the columns instead: an empty cell may be dropped, a column
//! may stay empty, cells of an unquoted text may be joined again (`Acme, Inc.`),
//! a cell may fall into two where a delimiter was lost. The row is mended only if one
//! result is better than every other; else it is refused.

use super::shape::Column;
use super::split::Cell;

/// What a drop, a gap, a join or a cut costs, on the scale of
/// [`Column::misfit`]: more than a doubtful fit, less than a wrong one.
const REPAIR_COST: u32 = 4;
/// Most repairs of one row: beyond two it is another kind of row.
const REPAIRS_MAX: u32 = 2;
/// Most cells and columns for which the table is made.
const CELLS_MAX: usize = 512;
/// Most paths followed to see whether they end in the same row.
const PATHS_MAX: usize = 64;
/// Worst misfit of a cell that may be accepted at all.
const MISFIT_MAX: u32 = 4;

/// One step of laying cells into columns.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Lay {
    /// One cell, as it is.
    Cell,
    /// An empty cell that has no column.
    Drop,
    /// A column without a cell.
    Gap,
    /// This many cells joined into one column.
    Join(usize),
    /// One cell as two: the text left and right of the cut.
    Cut(String, String),
}

/// The row with exactly one cell per column, if there is just one best way.
pub(super) fn mend(cells: &[Cell], columns: &[Column], delimiter: &str) -> Option<Vec<String>> {
    if cells.len() > CELLS_MAX || columns.len() > CELLS_MAX || cells.is_empty() {
        return None;
    }
    let mut table = Table {
        cells,
        columns,
        delimiter,
        known: vec![None; (cells.len() + 1) * (columns.len() + 1)],
    };
    let best = table.cost(0, 0)?;
    if best.repairs > REPAIRS_MAX + u32::from(delimiter == " ") * REPAIRS_MAX {
        return None;
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut paths = 0;
    table.follow(0, 0, &mut Vec::new(), &mut rows, &mut paths);
    match rows.as_slice() {
        [_] if paths <= PATHS_MAX => rows.pop(),
        _ => None,
    }
}

/// Whether every cell may stand where it does, stray quotes aside.
pub(super) fn fits<'a>(cells: impl Iterator<Item = &'a str>, columns: &[Column], quote: Option<u8>) -> bool {
    let quote = quote.map_or('"', char::from);
    cells
        .zip(columns)
        .all(|(cell, column)| column.misfit(cell.trim_matches(quote)) <= MISFIT_MAX)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    sum: u32,
    repairs: u32,
}

struct Table<'a> {
    cells: &'a [Cell],
    columns: &'a [Column],
    delimiter: &'a str,
    /// Lowest cost from (cell, column) to the end: unknown, impossible, or it.
    known: Vec<Option<Option<Cost>>>,
}

impl Table<'_> {
    /// The lowest cost of laying the cells from `cell` into the columns from `column`.
    fn cost(&mut self, cell: usize, column: usize) -> Option<Cost> {
        if cell == self.cells.len() && column == self.columns.len() {
            return Some(Cost { sum: 0, repairs: 0 });
        }
        let place = cell * (self.columns.len() + 1) + column;
        if let Some(known) = self.known.get(place)? {
            return *known;
        }
        let mut best: Option<Cost> = None;
        for (lay, step) in self.lays(cell, column) {
            let (cells, columns) = extent(&lay);
            let Some(rest) = self.cost(cell + cells, column + columns) else {
                continue;
            };
            let total = Cost {
                sum: rest.sum + step.sum,
                repairs: rest.repairs + step.repairs,
            };
            best = Some(best.map_or(total, |best| best.min(total)));
        }
        *self.known.get_mut(place)? = Some(best);
        best
    }

    /// Every step that can be taken here, with its cost.
    fn lays(&self, cell: usize, column: usize) -> Vec<(Lay, Cost)> {
        let mut lays = Vec::new();
        let repair = |sum| Cost {
            sum: sum + REPAIR_COST,
            repairs: 1,
        };
        let here = self.cells.get(cell);
        let target = self.columns.get(column);
        if let (Some(here), Some(target)) = (here, target) {
            let misfit = target.misfit(&here.text);
            if misfit <= MISFIT_MAX {
                lays.push((
                    Lay::Cell,
                    Cost {
                        sum: misfit,
                        repairs: 0,
                    },
                ));
            }
            self.joins(cell, target, &mut lays);
            if let Some(next) = self.columns.get(column + 1) {
                for (left, right, sum) in cuts(&here.text, target, next) {
                    lays.push((Lay::Cut(left, right), repair(sum)));
                }
            }
        }
        if here.is_some_and(|here| here.text.trim().is_empty()) {
            lays.push((Lay::Drop, repair(0)));
        }
        if let Some(target) = target {
            lays.push((Lay::Gap, repair(target.misfit(""))));
        }
        lays
    }

    /// Unquoted neighbours may be one text that held the delimiter.
    fn joins(&self, cell: usize, target: &Column, lays: &mut Vec<(Lay, Cost)>) {
        let surplus = (self.cells.len() + 1).saturating_sub(self.columns.len());
        if target.is_narrow() || target.is_empty() || surplus < 2 {
            return;
        }
        let run = self.cells.get(cell..).unwrap_or(&[]);
        let run = run.iter().take_while(|cell| !cell.quoted).count();
        for count in 2..=run.min(surplus).min(64) {
            let ends = [cell, cell + count - 1];
            let blank = |&at: &usize| self.cells.get(at).is_none_or(|cell| cell.text.trim().is_empty());
            if ends.iter().any(blank) {
                continue;
            }
            let sum = REPAIR_COST + target.misfit(&self.joined(cell, count));
            lays.push((Lay::Join(count), Cost { sum, repairs: 1 }));
        }
    }

    fn joined(&self, cell: usize, count: usize) -> String {
        let run = self.cells.get(cell..cell + count).unwrap_or(&[]);
        let texts: Vec<&str> = run.iter().map(|cell| cell.text.as_str()).collect();
        texts.join(self.delimiter)
    }

    /// Collects the different rows at the end of all cheapest paths.
    fn follow(
        &mut self,
        cell: usize,
        column: usize,
        row: &mut Vec<String>,
        rows: &mut Vec<Vec<String>>,
        paths: &mut usize,
    ) {
        if *paths > PATHS_MAX || rows.len() > 1 {
            return;
        }
        if cell == self.cells.len() && column == self.columns.len() {
            *paths += 1;
            if !rows.contains(row) {
                rows.push(row.clone());
            }
            return;
        }
        let Some(best) = self.cost(cell, column) else {
            return;
        };
        for (lay, step) in self.lays(cell, column) {
            let (cells, columns) = extent(&lay);
            let Some(rest) = self.cost(cell + cells, column + columns) else {
                continue;
            };
            if (rest.sum + step.sum, rest.repairs + step.repairs) != (best.sum, best.repairs) {
                continue;
            }
            let before = row.len();
            match lay {
                Lay::Cell => row.push(self.joined(cell, 1)),
                Lay::Drop => {}
                Lay::Gap => row.push(String::new()),
                Lay::Join(count) => row.push(self.joined(cell, count)),
                Lay::Cut(left, right) => row.extend([left, right]),
            }
            self.follow(cell + cells, column + columns, row, rows, paths);
            row.truncate(before);
        }
    }
}

/// How many cells and columns a step uses up.
fn extent(lay: &Lay) -> (usize, usize) {
    match lay {
        Lay::Cell => (1, 1),
        Lay::Drop => (1, 0),
        Lay::Gap => (0, 1),
        Lay::Join(count) => (*count, 1),
        Lay::Cut(..) => (1, 2),
    }
}

/// Ways to cut `text` between two columns, with their misfit. A cut needs a
/// place that can be seen: a quote, or one side that fits a narrow column
/// exactly. Inside a run of digits or letters it costs more.
fn cuts(text: &str, left: &Column, right: &Column) -> Vec<(String, String, u32)> {
    let mut cuts = Vec::new();
    if text.len() > 4096 {
        return cuts;
    }
    let quotes = ['"', '\''];
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let Some(previous) = before.replace(c) else {
            continue;
        };
        let (head, tail) = text.split_at(at);
        if quotes.contains(&c) {
            let tail = tail.get(1..).unwrap_or("");
            let tail = tail.strip_suffix(c).unwrap_or(tail);
            let sum = left.misfit(head) + right.misfit(tail);
            if !tail.is_empty() && sum <= 2 {
                cuts.push((head.to_owned(), tail.to_owned(), sum));
            }
        } else if (left.is_narrow() || right.is_narrow()) && !quotes.contains(&previous) {
            // `$80` and `.08Men's` is a worse cut than `$80.08` and `Men's`
            let joins = |c: char| matches!(c, '.' | ',' | '-' | '/' | ':' | ' ' | '_');
            let inside = (previous.is_ascii_digit() && c.is_ascii_digit())
                || (previous.is_alphabetic() && c.is_alphabetic())
                || joins(previous)
                || joins(c);
            let sum = left.misfit(head) + right.misfit(tail);
            if sum <= 1 {
                cuts.push((head.to_owned(), tail.to_owned(), sum + u32::from(inside)));
            }
        }
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// date, firm, HS code, country, remark (always empty)
    fn columns() -> Vec<Column> {
        let mut columns = vec![Column::default(); 5];
        for row in [
            ["2021-03-05", "Acme Trading", "854231", "DE", ""],
            ["2021-03-06", "Ромашка", "854232", "KZ", ""],
            ["2021-03-07", "Sons & Daughters", "854233", "TR", ""],
            ["2021-03-08", "B.V. Import", "854239", "AE", ""],
        ] {
            for (column, cell) in columns.iter_mut().zip(row) {
                column.learn(cell);
            }
        }
        columns
    }

    fn mended(cells: &[&str]) -> Option<String> {
        let cells: Vec<Cell> = cells
            .iter()
            .map(|text| Cell {
                text: (*text).to_owned(),
                quoted: false,
            })
            .collect();
        mend(&cells, &columns(), ",").map(|row| row.join("|"))
    }

    #[test]
    fn a_delimiter_too_many() {
        let right = Some("2021-04-01|Acme|854231|DE|".to_owned());
        assert_eq!(mended(&["2021-04-01", "", "Acme", "854231", "DE", ""]), right);
        assert_eq!(mended(&["2021-04-01", "Acme", "854231", "", "DE", ""]), right);
        assert_eq!(mended(&["2021-04-01", "Acme", "854231", "DE", "", ""]), right);
    }

    #[test]
    fn a_delimiter_too_few() {
        let right = Some("2021-04-01|Acme|854231|DE|".to_owned());
        assert_eq!(mended(&["2021-04-01Acme", "854231", "DE", ""]), right);
        assert_eq!(mended(&["2021-04-01", "Acme854231", "DE", ""]), right);
        assert_eq!(mended(&["2021-04-01", "Acme", "854231DE", ""]), right);
        assert_eq!(mended(&["2021-04-01", "Acme", "854231", "DE"]), right);
    }

    #[test]
    fn a_firm_with_a_comma_nobody_quoted() {
        assert_eq!(
            mended(&["2021-04-01", "Acme", " Inc.", "854231", "DE", ""]),
            Some("2021-04-01|Acme, Inc.|854231|DE|".to_owned())
        );
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_mended() {
        assert_eq!(mended(&["total", "4 rows"]), None);
        assert_eq!(mended(&["x", "y", "z", "u", "v", "w"]), None);
    }
}
