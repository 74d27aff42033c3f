//! Streams the rows of a file of delimited text.
//!
//! Most rows of most files are regular: no quote, as many cells as the header.
//! Those take three scans for single bytes and one copy. A row with quotes is
//! read strictly; whatever is then still irregular goes to `irregular`
//! and comes back mended or refused. An unclosed quote costs its own line only.

use std::borrow::Cow;
use std::io::Read;

use fyke_model::refused::{Reason, Refused};
use memchr::{memchr, memchr_iter, memmem};

use super::detect::{Detected, detect_in};
use super::dialect::{Dialect, Terminator};
use super::irregular::Table;
use super::split::{Outcome, RawCell, Rules, line_end, strict};
use super::stream::Stream;
use crate::bytes::encoding::{self, Encoding, read_sample};
use crate::bytes::error::GuardError;
use crate::bytes::limits::Limits;
use crate::bytes::record::{Next, Record, Records};

mod hard_rows;
mod start;

/// What happens to a row with another number of cells than the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ragged {
    /// Mended where only one reading is possible, else refused.
    #[default]
    Mend,
    /// Kept as it stands: missing cells at the end are empty, and a row with
    /// surplus cells is refused.
    Pad,
}

/// How rows are read, apart from the dialect.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Limits.
    pub limits: Limits,
    /// Rows of uneven length.
    pub ragged: Ragged,
}

/// What was done to rows, for the notes.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    mended: u64,
    empty: u64,
    comments: u64,
}

/// What bytes are read as that are not UTF-8 in a file that seemed to be.
#[derive(Debug, Clone, Copy)]
enum Fallback {
    /// As undecodable: the file has shown that it is UTF-8.
    None,
    /// Not decided: the file was plain ASCII so far.
    Open,
    /// As this encoding, found where ASCII first ended.
    Chosen(&'static encoding_rs::Encoding),
}

impl Fallback {
    /// The text of some bytes, and whether some of them mean nothing.
    #[inline]
    fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match (std::str::from_utf8(bytes), self) {
            (Ok(text), _) => (Cow::Borrowed(text), false),
            (Err(_), Self::Chosen(encoding)) => encoding.decode_without_bom_handling(bytes),
            (Err(_), _) => (String::from_utf8_lossy(bytes), true),
        }
    }
}

/// Streams the rows of a file of delimited text. See [`Records`] for an example.
pub struct Reader<R> {
    stream: Stream<R>,
    dialect: Dialect,
    table: Table,
    options: ReadOptions,
    header: Vec<String>,
    notes: Vec<String>,
    tally: Tally,
    /// Rows behind us.
    row: u64,
    /// Width of the table that began below ours, while we are in it.
    other_width: Option<usize>,
    after_blank: bool,
    /// What is left of `mend_bytes_max`; `None` once it is used up.
    mend_bytes_left: Option<usize>,
    unweighed: bool,
    fallback: Fallback,
    raw: Vec<RawCell>,
}

/// One line of the window, without and with its end.
#[derive(Debug, Clone, Copy)]
struct Line {
    end: usize,
    next: usize,
}

impl<R: Read> Reader<R> {
    /// Detects the dialect from the first bytes and reads up to the header.
    ///
    /// # Errors
    /// Where the file cannot be read at all.
    pub fn open(mut input: R, limits: &Limits) -> Result<Self, GuardError> {
        let (sample, whole) = read_sample(&mut input, limits.sample_bytes)?;
        let found = encoding::detect(&sample, whole);
        let Detected { dialect, evidence } = detect_in(&sample, whole, found);
        let options = ReadOptions {
            limits: limits.clone(),
            ..ReadOptions::default()
        };
        let stream = Stream::new(sample, found.mark_bytes, input, found.encoding);
        Self::start(stream, dialect, options, evidence)
    }

    /// Reads with a dialect that is known. A byte order mark is still skipped.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn with_dialect(mut input: R, dialect: Dialect, options: &ReadOptions) -> Result<Self, GuardError> {
        let (sample, _) = read_sample(&mut input, options.limits.sample_bytes)?;
        let skip = match (dialect.encoding, sample.as_slice()) {
            (Encoding::Utf8, [0xEF, 0xBB, 0xBF, ..]) => 3,
            (Encoding::Utf16Le, [0xFF, 0xFE, ..]) | (Encoding::Utf16Be, [0xFE, 0xFF, ..]) => 2,
            _ => 0,
        };
        let stream = Stream::new(sample, skip, input, dialect.encoding);
        Self::start(stream, dialect, options.clone(), Vec::new())
    }

    /// The dialect in use.
    pub fn dialect(&self) -> &Dialect {
        &self.dialect
    }

    /// Steps over a row that is not handed out.
    fn pass(&mut self, bytes: usize) {
        self.stream.consume(bytes);
        self.row += 1;
    }

    /// The line at the start of the window, with all of it in the window, or
    /// as much of it as a row may have.
    #[inline]
    fn line(&mut self) -> Result<Option<Line>, GuardError> {
        loop {
            let window = self.stream.window();
            let found = match (self.dialect.terminator, self.stream.carriage_returns) {
                (Terminator::Line, false) => memchr(b'\n', window).map(|at| (at, at + 1)),
                (terminator, _) => line_end(window, terminator),
            };
            if let Some((end, next)) = found {
                return Ok(Some(Line { end, next }));
            }
            let enough = window.len() > self.options.limits.row_bytes_max;
            if self.stream.ended() || enough {
                if window.is_empty() {
                    return Ok(None);
                }
                let lone = match self.dialect.terminator {
                    Terminator::Line => memchr(b'\r', window),
                    Terminator::Byte(_) => None,
                };
                return Ok(Some(match lone {
                    Some(at) => Line {
                        end: at,
                        next: at + 1,
                    },
                    None => Line {
                        end: window.len(),
                        next: window.len(),
                    },
                }));
            }
            self.stream.fill()?;
        }
    }

    /// Where a file that was plain ASCII so far has its first other bytes, they
    /// tell which encoding it really has.
    fn choose_fallback(&mut self, line: Line) {
        let window = self.stream.window();
        let bytes = window.get(..line.end).unwrap_or(&[]);
        self.fallback = Fallback::None;
        if std::str::from_utf8(bytes).is_ok() {
            return;
        }
        if let Encoding::Other(encoding) = encoding::detect(window, self.stream.ended()).encoding {
            self.fallback = Fallback::Chosen(encoding);
            let row = self.row + 1;
            self.notes.push(format!(
                "from row {row} on, bytes that are not UTF-8 are read as {}",
                encoding.name()
            ));
        }
    }

    /// Refuses the row at the start of the window.
    fn refuse(&mut self, end: usize, next: usize, reason: Reason) -> Next {
        let window = self.stream.window();
        // as many bytes as the clipped value can take, not the whole row
        let shown = window.get(..end.min(1024)).unwrap_or(&[]);
        let value = self.fallback.decode(shown).0.into_owned();
        self.pass(next);
        Next::Refused(Refused::new(
            self.row,
            None,
            value.trim_end_matches('\u{FFFD}'),
            reason,
        ))
    }

    /// Refuses a line that has no end within the limits, and finds the next.
    fn refuse_endless(&mut self) -> Result<Next, GuardError> {
        let length = self.stream.window().len();
        let refused = self.refuse(length, length, Reason::OversizeRow);
        while !(self.stream.ended() && self.stream.window().is_empty()) {
            self.stream.fill()?;
            match line_end(self.stream.window(), self.dialect.terminator) {
                Some((_, next)) => {
                    self.stream.consume(next);
                    break;
                }
                None => self.stream.consume(self.stream.window().len()),
            }
        }
        Ok(refused)
    }

    /// A row of the right width: a record, unless it is the header again.
    fn settle(&mut self, record: &mut Record) -> Next {
        self.after_blank = false;
        self.other_width = None;
        if self.stream.doubtful {
            record.drop_doubtful();
        }
        let repeats = |(column, name): (usize, &String)| record.text(column).trim() == name;
        let names = &self.table.names;
        if names.len() > 1 && names.iter().enumerate().all(repeats) {
            let value = names.join(&self.table.delimiter);
            return Next::Refused(Refused::new(record.row(), None, &value, Reason::NotARecord));
        }
        Next::Record
    }
}

/// Splits a line without quotes. `false` where it has too many cells.
#[inline]
fn split_plain(text: &str, rules: &Rules, columns_max: usize, record: &mut Record) -> bool {
    let base = record.push_text(text);
    let mut start = base;
    let bytes = text.as_bytes();
    match rules.delimiter_byte() {
        Some(delimiter) => {
            for at in memchr_iter(delimiter, bytes) {
                record.push_span(start, base + at);
                start = base + at + 1;
            }
        }
        None => {
            for at in memmem::find_iter(bytes, &rules.delimiter) {
                record.push_span(start, base + at);
                start = base + at + rules.delimiter.len();
            }
        }
    }
    record.push_span(start, base + text.len());
    record.len() <= columns_max
}

impl<R: Read> Records for Reader<R> {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn has_header(&self) -> bool {
        self.dialect.header_rows > 0
    }

    fn next_record(&mut self, record: &mut Record) -> Result<Next, GuardError> {
        loop {
            let Some(line) = self.line()? else {
                return Ok(Next::End);
            };
            if line.end > self.options.limits.row_bytes_max {
                return match line.next > line.end {
                    true => Ok(self.refuse(line.end, line.next, Reason::OversizeRow)),
                    false => self.refuse_endless(),
                };
            }
            let bytes = self.stream.window().get(..line.end).unwrap_or(&[]);
            let first = bytes.first();
            let delimiter_first = first.is_none() || first == self.table.rules.delimiter.first();
            if delimiter_first || first.is_some_and(u8::is_ascii_whitespace) {
                let nothing =
                    |byte: &u8| byte.is_ascii_whitespace() || self.table.rules.delimiter.contains(byte);
                if bytes.iter().all(nothing) {
                    self.tally.empty += 1;
                    self.after_blank = true;
                    self.pass(line.next);
                    continue;
                }
            }
            if first.is_some() && first == self.dialect.comment.as_ref() {
                self.tally.comments += 1;
                self.pass(line.next);
                continue;
            }
            if self.stream.beyond_ascii && matches!(self.fallback, Fallback::Open) && !bytes.is_ascii() {
                self.choose_fallback(line);
                continue;
            }
            let special = |byte: Option<u8>| byte.is_some_and(|byte| memchr(byte, bytes).is_some());
            if special(self.table.rules.quote) || special(self.table.rules.escape) {
                let next = self.quoted_row(record, line)?;
                return Ok(match next {
                    Next::Record => self.settle(record),
                    other => other,
                });
            }
            record.begin(self.row + 1, self.stream.offset());
            let (text, damaged) = self.fallback.decode(bytes);
            let fits = split_plain(&text, &self.table.rules, self.options.limits.columns_max, record);
            if !fits {
                return Ok(self.refuse(line.end, line.next, Reason::OversizeRow));
            }
            if record.len() != self.table.width {
                let outcome = strict(bytes, true, &self.table.rules, &mut self.raw);
                let outcome = match outcome {
                    Outcome::Row { stray_quotes, .. } => Outcome::Row {
                        next: line.next,
                        stray_quotes,
                    },
                    other => other,
                };
                let next = self.irregular(record, line, outcome)?;
                return Ok(match next {
                    Next::Record => self.settle(record),
                    other => other,
                });
            }
            if bytes.len() > self.options.limits.cell_bytes_max
                && record.longest() > self.options.limits.cell_bytes_max
            {
                return Ok(self.refuse(line.end, line.next, Reason::OversizeCell));
            }
            if damaged {
                record.flag_replacements();
            }
            self.pass(line.next);
            return Ok(self.settle(record));
        }
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = self.notes.clone();
        let mut note = |count: u64, one: &str, many: &str| match count {
            0 => {}
            1 => notes.push(format!("1 {one}")),
            count => notes.push(format!("{count} {many}")),
        };
        note(
            self.tally.mended,
            "row with a stray quote or delimiter was mended",
            "rows with stray quotes or delimiters were mended",
        );
        note(
            self.tally.empty,
            "empty row was passed over",
            "empty rows were passed over",
        );
        note(
            self.tally.comments,
            "comment was passed over",
            "comments were passed over",
        );
        notes
    }
}
