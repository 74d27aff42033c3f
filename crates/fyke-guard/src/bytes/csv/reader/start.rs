//! The start of a file: its columns learned from the sample, the rows before
//! the table passed over, the names read.

use std::io::Read;

use super::{Fallback, Line, ReadOptions, Reader, Tally};
use crate::bytes::csv::dialect::Dialect;
use crate::bytes::csv::irregular::{Table, own};
use crate::bytes::csv::layout::{SampleRow, learn, sample_rows, table_width};
use crate::bytes::csv::split::{Cell, Outcome, Rules, lenient, strict};
use crate::bytes::csv::stream::Stream;
use crate::bytes::encoding::Encoding;
use crate::bytes::error::GuardError;
use crate::bytes::record::tidy_header;

impl<R: Read> Reader<R> {
    pub(super) fn start(
        mut stream: Stream<R>,
        dialect: Dialect,
        options: ReadOptions,
        mut notes: Vec<String>,
    ) -> Result<Self, GuardError> {
        stream.fill_to(options.limits.sample_bytes)?;
        let fallback = match dialect.encoding == Encoding::Utf8 && stream.window().is_ascii() {
            true => Fallback::Open,
            false => Fallback::None,
        };
        let rules = Rules::new(&dialect);
        let rows = sample_rows(stream.window(), stream.ended(), &rules);
        // blank lines count as rows before the header, and no more after it
        let rows: Vec<SampleRow> = rows
            .into_iter()
            .enumerate()
            .filter(|(at, row)| *at < dialect.preamble_rows || !row.cells.is_empty())
            .map(|(_, row)| row)
            .collect();
        let table_rows = rows.get(dialect.preamble_rows.min(rows.len())..).unwrap_or(&[]);
        let (named, data) = table_rows.split_at(dialect.header_rows.min(table_rows.len()));
        let width = table_width(named, data).min(options.limits.columns_max);
        notes.insert(0, format!("read as {dialect}"));
        let table = Table {
            rules,
            delimiter: dialect.delimiter.clone(),
            width,
            names: Vec::new(),
            columns: learn(data, width),
        };
        let mut reader = Self {
            stream,
            dialect,
            table,
            mend_bytes_left: Some(options.limits.mend_bytes_max),
            unweighed: false,
            options,
            header: Vec::new(),
            notes,
            tally: Tally::default(),
            row: 0,
            other_width: None,
            after_blank: false,
            fallback,
            raw: Vec::new(),
        };
        reader.read_header()?;
        Ok(reader)
    }

    fn read_header(&mut self) -> Result<(), GuardError> {
        for _ in 0..self.dialect.preamble_rows {
            self.pass_preamble_row()?;
        }
        let mut names: Vec<String> = vec![String::new(); self.table.width];
        let mut rows_left = self.dialect.header_rows;
        while rows_left > 0 {
            let Some(line) = self.line()? else { break };
            if line.end == 0 {
                self.pass(line.next);
                continue;
            }
            let (mut cells, next) = self.header_cells(line)?;
            if cells.len() > self.table.width {
                // the surplus is empty, or the table would be as wide as this row
                let mut surplus = cells.len() - self.table.width;
                cells.retain(|cell| {
                    let drop = surplus > 0 && cell.text.trim().is_empty();
                    surplus -= usize::from(drop);
                    !drop
                });
            }
            for (name, cell) in names.iter_mut().zip(cells) {
                let part = cell.text.trim();
                if !part.is_empty() {
                    if !name.is_empty() {
                        name.push(' ');
                    }
                    name.push_str(part);
                }
            }
            self.pass(next);
            rows_left -= 1;
        }
        let (header, notes) = tidy_header(names.clone());
        if self.dialect.header_rows > 0 {
            self.table.names = names;
        }
        self.header = header;
        self.notes.extend(notes);
        Ok(())
    }

    fn pass_preamble_row(&mut self) -> Result<(), GuardError> {
        if let Some(line) = self.line()? {
            let window = self.stream.window();
            let outcome = strict(window, self.stream.ended(), &self.table.rules, &mut self.raw);
            let next = match outcome {
                Outcome::Row { next, .. } if line.end > 0 => next,
                _ => line.next,
            };
            self.pass(next);
        }
        Ok(())
    }

    /// The names in one row of the header, and where the next row begins.
    fn header_cells(&mut self, line: Line) -> Result<(Vec<Cell>, usize), GuardError> {
        let rules = &self.table.rules;
        let window = self.stream.window();
        let text = String::from_utf8_lossy(window.get(..line.end).unwrap_or(&[])).into_owned();
        let outcome = strict(window, self.stream.ended(), rules, &mut self.raw);
        if let Outcome::Row {
            next,
            stray_quotes: 0,
        } = outcome
        {
            let row = String::from_utf8_lossy(window.get(..next).unwrap_or(&[]));
            return Ok((own(&row, &self.raw, rules), next));
        }
        let cells =
            lenient(&text, self.table.width, rules, &[]).or_else(|| match self.table.cells(&text, rules) {
                Ok((cells, _)) => Some(cells),
                Err(_) => None,
            });
        let cells = cells.unwrap_or_else(|| {
            // a header that cannot be read names nothing, and takes no row with it
            self.notes
                .push("the header could not be read, so the columns are numbered".to_owned());
            Vec::new()
        });
        Ok((cells, line.next))
    }
}
