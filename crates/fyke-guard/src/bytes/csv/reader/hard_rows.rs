//! The rows that take more than splitting: those with quotes, and those out of
//! order.

use std::io::Read;

use fyke_model::refused::Reason;

use super::{Line, Ragged, Reader};
use crate::bytes::csv::irregular::{Verdict, own};
use crate::bytes::csv::mend::fits;
use crate::bytes::csv::split::{Outcome, RawCell, lenient, line_end, strict, unescape};
use crate::bytes::error::GuardError;
use crate::bytes::record::{Next, Record};

/// Most lines over which an irregular row is followed. A badly quoted remark
/// has two or three; each further one costs another try.
const IRREGULAR_LINES_MAX: usize = 6;

impl<R: Read> Reader<R> {
    /// A row with quotes or escapes.
    pub(super) fn quoted_row(&mut self, record: &mut Record, line: Line) -> Result<Next, GuardError> {
        let outcome = loop {
            let window = self.stream.window();
            let outcome = strict(window, self.stream.ended(), &self.table.rules, &mut self.raw);
            let full = window.len() > self.options.limits.row_bytes_max;
            if outcome != Outcome::Short || self.stream.ended() || full {
                break outcome;
            }
            self.stream.fill()?;
        };
        let Outcome::Row {
            next,
            stray_quotes: 0,
        } = outcome
        else {
            return self.irregular(record, line, outcome);
        };
        if self.raw.len() != self.table.width || (next > line.next && self.swallows_rows(line, next)) {
            return self.irregular(record, line, outcome);
        }
        let oversize = |cell: &RawCell| cell.end - cell.start > self.options.limits.cell_bytes_max;
        if self.raw.iter().any(oversize) {
            return Ok(self.refuse(line.end, next, Reason::OversizeCell));
        }
        record.begin(self.row + 1, self.stream.offset());
        let window = self.stream.window().get(..next).unwrap_or(&[]);
        match std::str::from_utf8(window) {
            // one copy of the whole row, in which the cells lie
            Ok(text) if self.raw.iter().all(|cell| !cell.escaped) => {
                let base = record.push_text(text);
                for cell in &self.raw {
                    record.push_span(base + cell.start, base + cell.end);
                }
            }
            readable => {
                for cell in &self.raw {
                    let bytes = window.get(cell.start..cell.end).unwrap_or(&[]);
                    let (text, damaged) = self.fallback.decode(bytes);
                    if cell.escaped {
                        record.push_with(|into| unescape(&text, cell.quoted, &self.table.rules, into));
                    } else {
                        record.push(&text);
                    }
                    if readable.is_err() && damaged {
                        record.flaw_last(Reason::Undecodable);
                    }
                }
            }
        }
        self.pass(next);
        Ok(Next::Record)
    }

    /// Whether a quoted cell over several lines seems to hold whole rows: a
    /// quote that was never closed ends at the next stray one.
    fn swallows_rows(&self, line: Line, next: usize) -> bool {
        let body = self.stream.window().get(line.next..next).unwrap_or(&[]);
        let (mut lines, mut rows) = (0_usize, 0_usize);
        for bytes in body
            .split(|&byte| byte == b'\n')
            .filter(|bytes| !bytes.is_empty())
        {
            lines += 1;
            rows += usize::from(self.table.looks_like_row(&self.fallback.decode(bytes).0));
        }
        let alone = self.stream.window().get(..line.end).unwrap_or(&[]);
        let readable = || {
            matches!(
                self.table.judge(&self.fallback.decode(alone).0),
                Verdict::Mended(_)
            )
        };
        2 * rows > lines && self.mend_bytes_left.is_some() && readable()
    }

    /// A row that is not regular: mended, or refused.
    pub(super) fn irregular(
        &mut self,
        record: &mut Record,
        line: Line,
        outcome: Outcome,
    ) -> Result<Next, GuardError> {
        let window = self.stream.window();
        let text = self
            .fallback
            .decode(window.get(..line.end).unwrap_or(&[]))
            .0
            .into_owned();
        let whole = match outcome {
            Outcome::Row { next, .. } => next,
            _ => line.next,
        };
        if self.options.ragged == Ragged::Pad && matches!(outcome, Outcome::Row { stray_quotes: 0, .. }) {
            return Ok(self.padded(record, line, whole));
        }
        let width = self.raw.len();
        if self.other_width.is_some() && width != self.table.width {
            // in another table nothing is mended into ours
            return Ok(self.refuse(line.end, whole.max(line.next), Reason::OtherTable));
        }
        // a row with quotes may be tried again over the lines below it
        let tries = if matches!(outcome, Outcome::Row { stray_quotes: 0, .. }) {
            1
        } else {
            IRREGULAR_LINES_MAX
        };
        self.mend_bytes_left = self
            .mend_bytes_left
            .and_then(|left| left.checked_sub(line.end * tries));
        if self.mend_bytes_left.is_none() {
            return Ok(self.refuse_unweighed(line, outcome));
        }
        // over several lines and of the wrong width: the quotes are in doubt
        let over_lines = whole > line.next;
        let verdict = self.table.judge(&text);
        let (verdict, next) = match verdict {
            Verdict::Refused(_) if over_lines || !matches!(outcome, Outcome::Row { .. }) => {
                match self.over_lines(line) {
                    Some((row, next)) => (Verdict::Mended(row), next),
                    None => (verdict, line.next),
                }
            }
            verdict => (verdict, line.next),
        };
        match verdict {
            Verdict::Mended(row) => {
                let oversize = row
                    .iter()
                    .any(|cell| cell.len() > self.options.limits.cell_bytes_max);
                if oversize {
                    return Ok(self.refuse(line.end, next, Reason::OversizeCell));
                }
                record.begin(self.row + 1, self.stream.offset());
                for cell in &row {
                    record.push(cell);
                    if cell.contains('\u{FFFD}') {
                        record.flaw_last(Reason::Undecodable);
                    }
                }
                record.mend();
                self.tally.mended += 1;
                self.pass(next);
                Ok(Next::Record)
            }
            Verdict::OtherHeader(width) => {
                self.other_width = Some(width);
                Ok(self.refuse(line.end, next, Reason::OtherTable))
            }
            Verdict::Refused(reason) => {
                if self.after_blank && matches!(outcome, Outcome::Row { stray_quotes: 0, .. }) && width > 1 {
                    self.other_width = Some(width);
                    return Ok(self.refuse(line.end, next, Reason::OtherTable));
                }
                Ok(self.refuse(line.end, next, reason))
            }
        }
    }

    /// Refuses an irregular row without a look at what else it could be, for
    /// a file that has had its share of looks.
    fn refuse_unweighed(&mut self, line: Line, outcome: Outcome) -> Next {
        if !std::mem::replace(&mut self.unweighed, true) {
            let row = self.row + 1;
            self.notes.push(format!(
                "from row {row} on, rows out of order are refused without mending: there are too many"
            ));
        }
        let reason = match outcome {
            Outcome::Short => Reason::UnclosedQuote,
            Outcome::Row { stray_quotes: 0, .. } if self.raw.len() > self.table.width => Reason::TooManyCells,
            Outcome::Row { stray_quotes: 0, .. } => Reason::TooFewCells,
            _ => Reason::StrayQuote,
        };
        self.refuse(line.end, line.next, reason)
    }

    /// The row that begins here and goes on over a few lines, read with excuses.
    fn over_lines(&self, line: Line) -> Option<(Vec<String>, usize)> {
        let window = self.stream.window();
        let mut next = line.next;
        for _ in 1..IRREGULAR_LINES_MAX {
            let rest = window.get(next..)?;
            let (end, after) = line_end(rest, self.dialect.terminator)?;
            let alone = self.fallback.decode(rest.get(..end)?).0;
            if self.table.is_row(&alone) || self.table.looks_like_row(&alone) {
                // a whole row is not part of another
                return None;
            }
            let text = std::str::from_utf8(window.get(..next + end)?).ok()?;
            if let Some(cells) = lenient(text, self.table.width, &self.table.rules, &self.table.columns) {
                let texts = || cells.iter().map(|cell| cell.text.as_str());
                if fits(texts(), &self.table.columns, self.table.rules.quote) {
                    return Some((texts().map(str::to_owned).collect(), next + after));
                }
            }
            next += after;
        }
        None
    }

    /// A ragged row kept as it stands.
    fn padded(&mut self, record: &mut Record, line: Line, next: usize) -> Next {
        if self.raw.len() > self.table.width {
            return self.refuse(line.end, next, Reason::TooManyCells);
        }
        let window = self.stream.window();
        let text = self.fallback.decode(window.get(..next).unwrap_or(&[])).0;
        record.begin(self.row + 1, self.stream.offset());
        // split again, since the places in the bytes need not be those in the text
        strict(text.as_bytes(), true, &self.table.rules, &mut self.raw);
        for cell in own(&text, &self.raw, &self.table.rules) {
            record.push(&cell.text);
        }
        for _ in record.len()..self.table.width {
            record.push("");
        }
        self.pass(next);
        Next::Record
    }
}
