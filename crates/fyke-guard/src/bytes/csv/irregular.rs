//! The rows that are not regular: what they are, if only one answer fits.
//!
//! A regular row has as many cells as the table has columns and no stray
//! quotes, and never comes here. For the others the answers are tried from the
//! least to the most inventive, and a row that fits none of them is refused.

use std::cmp::Ordering;

use fyke_model::refused::Reason;

use super::mend::{fits, mend};
use super::shape::Column;
use super::split::{Cell, Outcome, RawCell, Rules, lenient, strict, unescape};

/// Delimiters that a single row may have in place of the file's.
const OTHER_DELIMITERS: [&str; 5] = [",", ";", "\t", "|", " "];

/// What is known of the table while its rows are read.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub rules: Rules,
    pub delimiter: String,
    /// Number of columns.
    pub width: usize,
    /// Names as they stand in the file; empty where there is no header.
    pub names: Vec<String>,
    /// What the columns look like, as many as `width`.
    pub columns: Vec<Column>,
}

/// What an irregular row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A row after all, with one cell per column.
    Mended(Vec<String>),
    /// The header of another table, of this many columns.
    OtherHeader(usize),
    /// Not to be read.
    Refused(Reason),
}

impl Table {
    /// The cells of one line by the strict reading, or why there are none.
    pub fn cells(&self, line: &str, rules: &Rules) -> Result<(Vec<Cell>, usize), Reason> {
        let mut raw: Vec<RawCell> = Vec::new();
        match strict(line.as_bytes(), true, rules, &mut raw) {
            Outcome::Row { stray_quotes, .. } => Ok((own(line, &raw, rules), stray_quotes)),
            Outcome::Short => Err(Reason::UnclosedQuote),
            Outcome::Malformed => Err(Reason::StrayQuote),
        }
    }

    /// What this line is, taken alone.
    pub fn judge(&self, line: &str) -> Verdict {
        let strictly = self.cells(line, &self.rules);
        if let Ok((cells, 0)) = &strictly {
            // quotes in order are believed before a reading that doubts them
            let verdict = self.judge_ragged(line, cells);
            if !matches!(verdict, Verdict::Refused(_)) || !self.has_quote(line) {
                return verdict;
            }
        }
        if let Some(cells) = lenient(line, self.width, &self.rules, &self.columns)
            && self.fit(&cells)
        {
            return Verdict::Mended(texts(cells));
        }
        match strictly {
            Ok((cells, _)) => self.judge_ragged(line, &cells),
            Err(reason) => match self.by_other_delimiter(line) {
                Some(row) => Verdict::Mended(row),
                None => Verdict::Refused(reason),
            },
        }
    }

    /// A line whose quotes are in order but whose number of cells is not.
    fn judge_ragged(&self, line: &str, cells: &[Cell]) -> Verdict {
        if cells.len() == self.width && self.fit(cells) {
            return Verdict::Mended(cells.iter().map(|cell| cell.text.clone()).collect());
        }
        if self.looks_like_header(cells) {
            return Verdict::OtherHeader(cells.len());
        }
        if let Some(row) = self.by_its_end(cells) {
            return Verdict::Mended(row);
        }
        if cells.len() <= self.width.div_ceil(2)
            && let Some(row) = self.by_other_delimiter(line)
        {
            return Verdict::Mended(row);
        }
        // with nothing learned about the columns nothing can be laid against them
        let known = self.columns.iter().any(|column| !column.is_empty());
        if known
            && 2 * cells.len() > self.width
            && let Some(row) = mend(cells, &self.columns, &self.delimiter)
        {
            return Verdict::Mended(row);
        }
        Verdict::Refused(match cells.len().cmp(&self.width) {
            Ordering::Greater => Reason::TooManyCells,
            Ordering::Less => Reason::TooFewCells,
            Ordering::Equal => Reason::StrayQuote,
        })
    }

    /// Rows whose empty cells at the end were left out, or doubled.
    fn by_its_end(&self, cells: &[Cell]) -> Option<Vec<String>> {
        let kept = cells.len().min(self.width);
        let (kept, surplus) = cells.split_at_checked(kept)?;
        if surplus.iter().any(|cell| !cell.text.trim().is_empty()) {
            return None;
        }
        let missing = self.columns.get(kept.len()..)?;
        let known = self.columns.iter().any(|column| !column.is_empty());
        let as_usual = kept
            .iter()
            .zip(&self.columns)
            .all(|(cell, column)| column.misfit(&cell.text) <= 1);
        if !known || !as_usual || missing.iter().any(|column| column.misfit("") > 1) {
            return None;
        }
        let mut row: Vec<String> = kept.iter().map(|cell| cell.text.clone()).collect();
        row.resize(self.width, String::new());
        Some(row)
    }

    /// A single row that was written with another delimiter than the file.
    fn by_other_delimiter(&self, line: &str) -> Option<Vec<String>> {
        if self.columns.iter().filter(|column| column.is_narrow()).count() < 2 {
            return None;
        }
        let mut rows = OTHER_DELIMITERS
            .iter()
            .filter(|&&other| other != self.delimiter)
            .filter_map(|&other| {
                let rules = Rules {
                    delimiter: other.as_bytes().to_vec(),
                    ..self.rules.clone()
                };
                let (cells, stray_quotes) = self.cells(line, &rules).ok()?;
                if stray_quotes > 0 || cells.len() < self.width {
                    return None;
                }
                if cells.len() == self.width {
                    return self.fit(&cells).then(|| texts(cells));
                }
                mend(&cells, &self.columns, other)
            });
        let row = rows.next()?;
        rows.next().is_none().then_some(row)
    }

    /// Whether most of the cells are names of our columns.
    pub fn looks_like_header(&self, cells: &[Cell]) -> bool {
        let ours = |cell: &&Cell| {
            let text = cell.text.trim();
            !text.is_empty() && self.names.iter().any(|name| name.trim() == text)
        };
        let matches = cells.iter().filter(ours).count();
        matches >= 2 && matches * 2 > cells.len().max(self.names.len())
    }

    /// Whether a line is a regular row of this table.
    pub fn is_row(&self, line: &str) -> bool {
        matches!(self.cells(line, &self.rules), Ok((cells, 0)) if cells.len() == self.width && self.fit(&cells))
    }

    /// Whether a line could be a row of this table, quotes aside: the right
    /// number of cells, and in the narrow columns cells as they should be. Where
    /// no column is narrow nothing can be said.
    pub fn looks_like_row(&self, line: &str) -> bool {
        let line = line.trim_end_matches('\r');
        let cells: Vec<&str> = line.split(self.delimiter.as_str()).collect();
        let mut narrow = self
            .columns
            .iter()
            .zip(&cells)
            .filter(|(column, _)| column.is_narrow())
            .peekable();
        cells.len() == self.width
            && narrow.peek().is_some()
            && narrow.all(|(column, cell)| column.misfit(cell) <= 2)
    }

    fn has_quote(&self, line: &str) -> bool {
        self.rules
            .quote
            .is_some_and(|quote| line.as_bytes().contains(&quote))
    }

    fn fit(&self, cells: &[Cell]) -> bool {
        fits(
            cells.iter().map(|cell| cell.text.as_str()),
            &self.columns,
            self.rules.quote,
        )
    }
}

fn texts(cells: Vec<Cell>) -> Vec<String> {
    cells.into_iter().map(|cell| cell.text).collect()
}

/// Cells with their escapes undone.
pub(super) fn own(line: &str, raw: &[RawCell], rules: &Rules) -> Vec<Cell> {
    raw.iter()
        .map(|cell| {
            let slice = line.get(cell.start..cell.end).unwrap_or("");
            let mut text = String::with_capacity(slice.len());
            match cell.escaped {
                true => unescape(slice, cell.quoted, rules, &mut text),
                false => text.push_str(slice),
            }
            Cell {
                text,
                quoted: cell.quoted,
            }
        })
        .collect()
}
