//! One record, whatever file it came from.
//!
//! [`Record`] is a reused buffer: the cells of a row lie in it back to back as
//! UTF-8, so ten million rows cost no allocation. [`Records`] is what every
//! reader implements, and [`FilledRows`] lets a caller that already holds a
//! decoded table (Parquet) feed it in by a closure.
//! The text in a record is unchecked; row admission is what checks it.

use std::fmt::{self, Write as _};

use fyke_model::refused::{Reason, Refused};

use super::error::GuardError;
use super::untrusted::Untrusted;

/// Where a cell lies in the buffer of its record.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    start: usize,
    end: usize,
}

/// Something wrong with one cell, found while reading its bytes. The row is
/// still handed out: whoever knows what the column means decides whether it
/// matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flaw {
    /// Index of the cell, from 0.
    pub column: usize,
    /// What is wrong.
    pub reason: Reason,
}

/// One row: where it stood and its cells.
///
/// ```
/// use fyke_guard::bytes::Record;
/// let mut record = Record::default();
/// record.begin(2, None);
/// record.push("DE");
/// record.push_display(8542);
/// assert_eq!(record.row(), 2);
/// assert_eq!(record.text(1), "8542");
/// assert_eq!(record.text(99), "");
/// ```
#[derive(Default)]
pub struct Record {
    row: u64,
    byte_offset: Option<u64>,
    text: String,
    cells: Vec<Span>,
    flaws: Vec<Flaw>,
    mended: bool,
}

impl Record {
    /// Row in the file, 1-based as a spreadsheet shows it.
    pub fn row(&self) -> u64 {
        self.row
    }

    /// Byte at which the row begins in the original file, where the format and
    /// encoding let us know it.
    pub fn byte_offset(&self) -> Option<u64> {
        self.byte_offset
    }

    /// How many cells the row has.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether the row has no cells at all.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The text of a cell, from 0; empty where there is none. It is unchecked
    /// text from outside: see [`Record::cell`] where that should stay visible.
    #[inline]
    pub fn text(&self, column: usize) -> &str {
        match self.cells.get(column) {
            Some(span) => self.text.get(span.start..span.end).unwrap_or(""),
            None => "",
        }
    }

    /// A cell, from 0, or `None` where the row is shorter.
    pub fn cell(&self, column: usize) -> Option<Untrusted<&str>> {
        (column < self.cells.len()).then(|| Untrusted::new(self.text(column)))
    }

    /// All cells in order.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.cells.len()).map(|column| self.text(column))
    }

    /// What was found wrong with single cells. Nearly always empty.
    #[inline]
    pub fn flaws(&self) -> &[Flaw] {
        &self.flaws
    }

    /// Whether the row was out of order in the file (a delimiter or quote too
    /// many or too few) and is shown as the one reading that fits.
    #[inline]
    pub fn is_mended(&self) -> bool {
        self.mended
    }

    /// Empties the record for the row with this number.
    #[inline]
    pub fn begin(&mut self, row: u64, byte_offset: Option<u64>) {
        self.row = row;
        self.byte_offset = byte_offset;
        self.text.clear();
        self.cells.clear();
        self.flaws.clear();
        self.mended = false;
    }

    /// Appends a cell.
    #[inline]
    pub fn push(&mut self, cell: &str) {
        let start = self.text.len();
        self.text.push_str(cell);
        self.cells.push(Span {
            start,
            end: self.text.len(),
        });
    }

    /// Appends a cell by printing a value into it, without an allocation.
    pub fn push_display(&mut self, value: impl fmt::Display) {
        let start = self.text.len();
        // writing into a String does not fail; a Display that fails leaves
        // what it wrote so far, which is all that can be done
        let _ = write!(self.text, "{value}");
        self.cells.push(Span {
            start,
            end: self.text.len(),
        });
    }

    /// Marks the row as mended.
    pub fn mend(&mut self) {
        self.mended = true;
    }

    /// Appends text without making it a cell yet; returns where it begins.
    #[inline]
    pub(crate) fn push_text(&mut self, text: &str) -> usize {
        let base = self.text.len();
        self.text.push_str(text);
        base
    }

    /// Makes a part of the text a cell.
    #[inline]
    pub(crate) fn push_span(&mut self, start: usize, end: usize) {
        self.cells.push(Span { start, end });
    }

    /// Appends a cell that `write` appends to the text.
    pub(crate) fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        let start = self.text.len();
        write(&mut self.text);
        let end = self.text.len();
        self.cells.push(Span { start, end });
    }

    /// Length of the longest cell, in bytes.
    pub(crate) fn longest(&self) -> usize {
        self.cells
            .iter()
            .map(|span| span.end.saturating_sub(span.start))
            .max()
            .unwrap_or(0)
    }

    /// Flags every cell that holds the mark of an undecodable byte.
    pub(crate) fn flag_replacements(&mut self) {
        for column in 0..self.cells.len() {
            if self.text(column).contains('\u{FFFD}') {
                self.flaws.push(Flaw {
                    column,
                    reason: Reason::Undecodable,
                });
            }
        }
    }

    /// Drops zero bytes from the cells, and flags those cells and the ones
    /// with undecodable bytes.
    pub(crate) fn drop_doubtful(&mut self) {
        if !self.text.contains(['\0', '\u{FFFD}']) {
            return;
        }
        let flawed: Vec<Flaw> = std::mem::take(&mut self.flaws);
        let cells: Vec<String> = self.cells().map(str::to_owned).collect();
        self.text.clear();
        self.cells.clear();
        for (column, cell) in cells.iter().enumerate() {
            self.push(&cell.replace('\0', ""));
            if cell.contains(['\0', '\u{FFFD}']) {
                self.flaw_last(Reason::Undecodable);
            } else {
                self.flaws
                    .extend(flawed.iter().filter(|flaw| flaw.column == column));
            }
        }
    }

    /// Marks the cell appended last as flawed.
    pub fn flaw_last(&mut self, reason: Reason) {
        if let Some(column) = self.cells.len().checked_sub(1) {
            self.flaws.push(Flaw { column, reason });
        }
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("row", &self.row)
            .field("byte_offset", &self.byte_offset)
            .field("cells", &self.cells().map(Untrusted::new).collect::<Vec<_>>())
            .field("flaws", &self.flaws)
            .finish()
    }
}

/// What a reader has next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// The record was filled.
    Record,
    /// A row was refused; reading goes on with the next call. The content of
    /// the record is then unspecified.
    Refused(Refused),
    /// Nothing is left.
    End,
}

/// A stream of records under one header.
///
/// ```
/// use fyke_guard::bytes::{Limits, Next, Record, Records, csv};
/// let file = "name,country\nAcme GmbH,DE\n";
/// let mut rows = csv::Reader::open(file.as_bytes(), &Limits::default())?;
/// assert_eq!(rows.header(), ["name", "country"]);
/// let mut record = Record::default();
/// assert_eq!(rows.next_record(&mut record)?, Next::Record);
/// assert_eq!((record.row(), record.text(1)), (2, "DE"));
/// assert_eq!(rows.next_record(&mut record)?, Next::End);
/// # Ok::<(), fyke_guard::bytes::GuardError>(())
/// ```
pub trait Records {
    /// Names of the columns: as many as every record has cells. They are
    /// trimmed, never empty and never the same twice (`column_3`, `name_2`).
    fn header(&self) -> &[String];

    /// Whether the names come from the file, or were made up for one without.
    fn has_header(&self) -> bool {
        true
    }

    /// Reads the next row into `record`, whose buffers are reused.
    ///
    /// # Errors
    /// Where nothing more can be read from the file.
    fn next_record(&mut self, record: &mut Record) -> Result<Next, GuardError>;

    /// How the file was read and what was mended on the way, in words for the
    /// person who added it. Complete only after the end was reached.
    fn notes(&self) -> Vec<String> {
        Vec::new()
    }
}

impl<R: Records + ?Sized> Records for Box<R> {
    fn header(&self) -> &[String] {
        (**self).header()
    }
    fn has_header(&self) -> bool {
        (**self).has_header()
    }
    fn next_record(&mut self, record: &mut Record) -> Result<Next, GuardError> {
        (**self).next_record(record)
    }
    fn notes(&self) -> Vec<String> {
        (**self).notes()
    }
}

/// Records filled by a closure, for a table that is decoded already.
///
/// The closure gets the record and either calls [`Record::begin`] and pushes
/// one cell per column and returns `true`, or returns `false` at the end.
///
/// ```
/// use fyke_guard::bytes::{FilledRows, Next, Record, Records};
/// let countries = ["DE", "KZ"];
/// let mut at = 0;
/// let mut rows = FilledRows::new(["country"], move |record: &mut Record| {
///     let Some(country) = countries.get(at) else { return Ok(false) };
///     at += 1;
///     record.begin(at as u64, None);
///     record.push(country);
///     Ok(true)
/// });
/// let mut record = Record::default();
/// assert_eq!(rows.next_record(&mut record)?, Next::Record);
/// assert_eq!(record.text(0), "DE");
/// # Ok::<(), fyke_guard::bytes::GuardError>(())
/// ```
pub struct FilledRows<F> {
    header: Vec<String>,
    fill: F,
}

impl<F> FilledRows<F>
where
    F: FnMut(&mut Record) -> Result<bool, GuardError>,
{
    /// Rows under `header`, each made by one call of `fill`.
    pub fn new(header: impl IntoIterator<Item = impl Into<String>>, fill: F) -> Self {
        Self {
            header: tidy_header(header.into_iter().map(Into::into).collect()).0,
            fill,
        }
    }
}

impl<F> Records for FilledRows<F>
where
    F: FnMut(&mut Record) -> Result<bool, GuardError>,
{
    fn header(&self) -> &[String] {
        &self.header
    }

    fn next_record(&mut self, record: &mut Record) -> Result<Next, GuardError> {
        Ok(match (self.fill)(record)? {
            true => Next::Record,
            false => Next::End,
        })
    }
}

/// Names made fit for [`Records::header`], and notes on what was changed:
/// blanks trimmed, empty names numbered, the second of a name counted.
pub fn tidy_header(raw: Vec<String>) -> (Vec<String>, Vec<String>) {
    let mut notes = Vec::new();
    let mut taken = std::collections::BTreeSet::new();
    let mut names = Vec::with_capacity(raw.len());
    for (index, raw_name) in raw.into_iter().enumerate() {
        let words: Vec<&str> = raw_name.split_whitespace().collect();
        let mut name = words.join(" ");
        if name.is_empty() {
            name = format!("column_{}", index + 1);
        }
        if !taken.insert(name.clone()) {
            let mut count = 2_u64;
            let unique = loop {
                let candidate = format!("{name}_{count}");
                if taken.insert(candidate.clone()) {
                    break candidate;
                }
                count += 1;
            };
            notes.push(format!(
                "the column name {:?} stands twice; the later one is read as {unique:?}",
                fyke_model::refused::clip(&name, 40)
            ));
            name = unique;
        }
        names.push(name);
    }
    (names, notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_has_no_empty_and_no_double_names() {
        let raw = ["name", " name ", "", "a\n b", "name_2", "name"];
        let (names, notes) = tidy_header(raw.map(str::to_owned).to_vec());
        assert_eq!(names, ["name", "name_2", "column_3", "a b", "name_2_2", "name_3"]);
        assert_eq!(notes.len(), 3);
    }

    #[test]
    fn a_record_is_emptied_by_begin() {
        let mut record = Record::default();
        record.begin(1, Some(10));
        record.push("Ж");
        record.flaw_last(Reason::Undecodable);
        record.push("b");
        assert_eq!(record.cells().collect::<Vec<_>>(), ["Ж", "b"]);
        assert_eq!(
            record.flaws(),
            [Flaw {
                column: 0,
                reason: Reason::Undecodable
            }]
        );
        record.begin(2, None);
        assert!(record.is_empty() && record.flaws().is_empty());
        assert_eq!(record.cell(0), None);
    }
}
