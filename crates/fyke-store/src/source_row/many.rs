//! Many rows of one file at once, as the file has them.
//!
//! A table of a lead's rows would read the head of the file, from which its
//! dialect is learned, for each of its lines if it asked for them one by one. Here
//! the head is read once, and after it the stretches between notes that hold a
//! wanted row, as if they followed one another. Where nothing is noted the file is
//! read in one pass, which stops at the last.

use super::{Case, FileHash, Format, Places, READ_BYTES, Result, StoreError, format_of, parquet_rows};
use fyke_guard::bytes::json_values::Values;
use fyke_guard::bytes::jsonl::{LineRows, NextLine};
use fyke_guard::bytes::xlsx::{SheetChoice, SheetRows};
use fyke_guard::bytes::{Limits, Next, Record, Records, csv};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

/// Column names and cells as the file has them.
pub type Cells = Vec<(String, String)>;

/// The cells of rows of a file, by row, by the notes of earlier questions; and
/// new notes, where some were made. A row that the file does not have, or that
/// was refused, is left out.
///
/// # Errors
/// Where the file is not in the case or is no table.
pub fn many(
    case: &Case,
    hash: FileHash,
    rows: &[u64],
    known: Option<&Places>,
) -> Result<(BTreeMap<u64, Cells>, Option<Places>)> {
    let path = case.evidence_path(hash);
    let limits = Limits::default();
    let error = |e| StoreError::file("read", &path, &e);
    let open = || File::open(&path).map_err(error);
    let mut sorted = rows.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut many = Many::default();
    let format = format_of(&path, open()?)?;
    let all: Wanted = sorted.iter().map(|row| (*row, *row)).collect();
    match format {
        Format::Parquet => many.records(&mut parquet_rows::open(&path)?, &all, false)?,
        Format::Xlsx => {
            let mut sheet = SheetRows::open(open()?, &SheetChoice::default(), &limits)?;
            many.records(&mut sheet, &all, false)?;
        }
        Format::Json => many.values(&mut Values::new(BufReader::new(open()?), &limits), &all)?,
        Format::JsonLines | Format::Delimited => {
            let stretches =
                known.and_then(|known| Stretches::of(known, &sorted, limits.sample_bytes as u64, open));
            let note = known.is_none();
            match stretches.transpose()? {
                Some((stretches, wanted)) => {
                    let input = BufReader::with_capacity(READ_BYTES, stretches);
                    many.lines(format, input, &limits, &wanted, note)?;
                }
                None => {
                    let input = BufReader::with_capacity(READ_BYTES, open()?);
                    many.lines(format, input, &limits, &all, note)?;
                }
            }
        }
        _ => {
            return Err(StoreError::request(
                format!(
                    "{} is no table of rows that can be shown one by one",
                    hash.short()
                ),
                format!("open the file itself: {}", path.display()),
            ));
        }
    }
    let noted = (!many.noted.rows.is_empty()).then_some(many.noted);
    Ok((many.found, noted))
}

/// Rows that are wanted, by the number under which a reader comes to them.
type Wanted = BTreeMap<u64, u64>;

#[derive(Default)]
struct Many {
    found: BTreeMap<u64, Cells>,
    noted: Places,
}

impl Many {
    fn lines(
        &mut self,
        format: Format,
        input: impl BufRead,
        limits: &Limits,
        wanted: &Wanted,
        note: bool,
    ) -> Result<()> {
        match format {
            Format::JsonLines => self.records(&mut LineRows::open(input, limits)?, wanted, note),
            _ => self.records(&mut csv::Reader::open(input, limits)?, wanted, note),
        }
    }

    /// Reads up to the last row that is wanted.
    fn records(&mut self, records: &mut dyn Records, wanted: &Wanted, note: bool) -> Result<()> {
        let header = records.header().to_vec();
        let mut record = Record::default();
        let Some((last, _)) = wanted.last_key_value() else {
            return Ok(());
        };
        loop {
            let row = match records.next_record(&mut record)? {
                Next::Record => {
                    if let Some(row) = wanted.get(&record.row()) {
                        let cells = header.iter().cloned().zip(record.cells().map(str::to_owned));
                        self.found.insert(*row, cells.collect());
                    }
                    if let Some(byte) = record.byte_offset().filter(|_| note) {
                        self.noted.note(record.row(), byte);
                    }
                    record.row()
                }
                Next::Refused(refused) => refused.row,
                Next::End => return Ok(()),
            };
            if row >= *last {
                return Ok(());
            }
        }
    }

    fn values<R: BufRead>(&mut self, values: &mut Values<R>, wanted: &Wanted) -> Result<()> {
        let Some((last, _)) = wanted.last_key_value() else {
            return Ok(());
        };
        loop {
            let row = match values.next_value()? {
                NextLine::Value { row, value, .. } => {
                    if wanted.contains_key(&row) {
                        self.found.insert(row, super::cells_of(value));
                    }
                    row
                }
                NextLine::Refused(refused) => refused.row,
                NextLine::End => return Ok(()),
            };
            if row >= *last {
                return Ok(());
            }
        }
    }
}

/// Stretches of a file, one after the other.
struct Stretches {
    file: File,
    /// Where each begins, and how many bytes it has, the last first.
    left: Vec<(u64, u64)>,
}

impl Stretches {
    /// The head and what is between notes around some rows, ascending; with it each
    /// row under the number that a reader of the stretches counts. None where the
    /// notes lead no further than the head.
    fn of(
        known: &Places,
        rows: &[u64],
        head_bytes: u64,
        open: impl Fn() -> Result<File>,
    ) -> Option<Result<(Stretches, Wanted)>> {
        let head = known.head(head_bytes)?;
        let (mut left, mut wanted) = (vec![(0, head.1)], Wanted::new());
        // the row that the reader counts at the beginning of the last stretch, and its note
        let (mut counted, mut at): (u64, Option<usize>) = (head.0, None);
        for row in rows {
            if *row < head.0 {
                wanted.insert(*row, *row);
                continue;
            }
            let note = known.rows.partition_point(|noted| noted <= row).checked_sub(1)?;
            let begin = known.at(note)?;
            if at != Some(note) {
                if let Some((before, after)) = at.map(|at| (known.at(at), known.at(at + 1))) {
                    counted += after?.0 - before?.0;
                }
                let bytes = known.at(note + 1).map_or(u64::MAX, |end| end.1 - begin.1);
                left.push((begin.1, bytes));
                at = Some(note);
            }
            wanted.insert(counted + (row - begin.0), *row);
        }
        left.reverse();
        Some(open().map(|file| (Stretches { file, left }, wanted)))
    }
}

impl Read for Stretches {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while let Some((begin, bytes)) = self.left.last_mut() {
            let most = usize::try_from(*bytes).unwrap_or(usize::MAX).min(buffer.len());
            self.file.seek(SeekFrom::Start(*begin))?;
            let read = match buffer.get_mut(..most) {
                Some(buffer) => self.file.read(buffer)?,
                None => 0,
            };
            *begin += read as u64;
            *bytes -= read as u64;
            if read > 0 {
                return Ok(read);
            }
            self.left.pop();
        }
        Ok(0)
    }
}
