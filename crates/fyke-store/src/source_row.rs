//! One row of a file as the file has it, and where its bytes stand.
//!
//! Only the records of a file say where the next one begins, so a row is found
//! by reading from the start. On the way the place of every so-many-th record
//! is noted ([`Places`]); a later question reads the head of the file, from
//! which its dialect and columns are learned as before, and goes on at the note
//! before its row. A row deep in a file of ten million then costs what one at
//! its beginning does.

mod many;

pub use many::many;

use crate::case::Case;
use crate::error::{Result, StoreError};
use crate::parquet_rows;
use fyke_guard::bytes::json_values::Values;
use fyke_guard::bytes::jsonl::{LineRows, NextLine};
use fyke_guard::bytes::xlsx::{SheetChoice, SheetRows};
use fyke_guard::bytes::{Format, Limits, Next, Record, Records, csv, sniff};
use fyke_model::dataset::FileHash;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

/// Records from note to note: a table of fifty rows reads as many stretches of that
/// length, and ten million rows are noted in a third of a megabyte.
const NOTE_EVERY: u64 = 512;

/// Records that the head of a file must hold: readers of JSON lines learn the
/// keys from a thousand.
const HEAD_RECORDS: u64 = 1_000;

/// Bytes that are looked through for the end of a last line.
const LINE_BYTES: u64 = 1 << 20;

/// Bytes read at a time.
const READ_BYTES: usize = 1 << 18;

/// A row of a file: its cells and where its bytes lie.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceRow {
    /// Column names and cells as the file has them, nothing mapped.
    pub cells: Vec<(String, String)>,
    /// The bytes of the record within the file, with the end of its line, where
    /// the format and encoding let us know them.
    pub bytes: Option<Range<u64>>,
}

/// Where some records of a file begin: row and byte, ascending.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Places {
    /// Rows.
    pub rows: Vec<u64>,
    /// Beside each the byte that it begins at.
    pub bytes: Vec<u64>,
}

impl Places {
    /// The last row that is noted; 0 where none is.
    pub fn reach(&self) -> u64 {
        self.rows.last().copied().unwrap_or(0)
    }

    fn note(&mut self, row: u64, byte: u64) {
        if row >= self.reach().saturating_add(NOTE_EVERY) {
            self.rows.push(row);
            self.bytes.push(byte);
        }
    }

    /// The end of the head: the first note behind enough records and bytes.
    fn head(&self, head_bytes: u64) -> Option<(u64, u64)> {
        let enough = |(row, byte): (u64, u64)| row > HEAD_RECORDS && byte >= head_bytes;
        (0..self.rows.len()).find_map(|at| self.at(at).filter(|noted| enough(*noted)))
    }

    fn at(&self, place: usize) -> Option<(u64, u64)> {
        Some((*self.rows.get(place)?, *self.bytes.get(place)?))
    }

    /// The end of the head, and the last note not after `row`; none where
    /// reading from the start is as near.
    fn jump(&self, row: u64, head_bytes: u64) -> Option<[(u64, u64); 2]> {
        let head = self.head(head_bytes)?;
        let before = self.rows.partition_point(|noted| *noted <= row).checked_sub(1)?;
        let near = self.at(before)?;
        (near.0 > head.0).then_some([head, near])
    }
}

/// One row of a file as the file has it: its column names and cells, nothing
/// mapped, nothing cleaned. Reads the file up to that row.
///
/// # Errors
/// Where the file is not in the case, is no table, or has no such row.
pub fn raw_row(case: &Case, hash: FileHash, row: u64) -> Result<Vec<(String, String)>> {
    find(case, hash, row, None).map(|found| found.0.cells)
}

/// One row with its bytes, by the notes of earlier questions; and new notes,
/// where some were made.
///
/// # Errors
/// As [`raw_row`].
pub fn find(
    case: &Case,
    hash: FileHash,
    row: u64,
    known: Option<&Places>,
) -> Result<(SourceRow, Option<Places>)> {
    let path = case.evidence_path(hash);
    let limits = Limits::default();
    let open = || File::open(&path).map_err(|e| StoreError::file("read", &path, &e));
    let bytes = open()?
        .metadata()
        .map_err(|e| StoreError::file("read", &path, &e))?
        .len();
    let mut sought = Sought {
        row,
        moved: (0, 0),
        file_bytes: bytes,
        noted: Places::default(),
    };
    let format = format_of(&path, open()?)?;
    let jump = known.and_then(|known| known.jump(row, limits.sample_bytes as u64));
    let found = match (format, jump) {
        (Format::Parquet, _) => sought.record(&mut parquet_rows::open(&path)?),
        (Format::Xlsx, _) => sought.record(&mut SheetRows::open(open()?, &SheetChoice::default(), &limits)?),
        (Format::Json, _) => sought.value(&mut Values::new(BufReader::new(open()?), &limits)),
        (Format::JsonLines | Format::Delimited, Some([head, near])) => {
            sought.row = head.0 + (row - near.0);
            sought.moved = (near.0 - head.0, near.1 - head.1);
            let mut rest = open()?;
            rest.seek(SeekFrom::Start(near.1))
                .map_err(|e| StoreError::file("read", &path, &e))?;
            let input = open()?.take(head.1).chain(rest);
            sought.lines(format, BufReader::with_capacity(READ_BYTES, input), &limits)
        }
        (Format::JsonLines | Format::Delimited, None) => {
            sought.lines(format, BufReader::with_capacity(READ_BYTES, open()?), &limits)
        }
        _ => Err(StoreError::request(
            format!(
                "{} is no table of rows that can be shown one by one",
                hash.short()
            ),
            format!("open the file itself: {}", path.display()),
        )),
    }?;
    let found = SourceRow {
        bytes: sought.within(found.1, &path)?,
        cells: found.0,
    };
    let noted = (!sought.noted.rows.is_empty()).then_some(sought.noted);
    Ok((found, noted))
}

/// Notes the places of all records of a file of delimited text or JSON lines;
/// of another kind there are none.
///
/// # Errors
/// Where the file cannot be read.
pub fn places(case: &Case, hash: FileHash) -> Result<Places> {
    let path = case.evidence_path(hash);
    let open = || File::open(&path).map_err(|e| StoreError::file("read", &path, &e));
    let format = format_of(&path, open()?)?;
    let mut sought = Sought {
        row: u64::MAX,
        moved: (0, 0),
        file_bytes: 0,
        noted: Places::default(),
    };
    if matches!(format, Format::JsonLines | Format::Delimited) {
        let input = BufReader::with_capacity(READ_BYTES, open()?);
        // there is no such row: the end is reached, and all is noted before it
        let _ = sought.lines(format, input, &Limits::default());
    }
    Ok(sought.noted)
}

fn format_of(path: &Path, file: File) -> Result<Format> {
    let mut head = Vec::new();
    file.take(1 << 16)
        .read_to_end(&mut head)
        .map_err(|e| StoreError::file("read", path, &e))?;
    Ok(sniff(&head, None).format)
}

/// Cells, and where the record begins and the next one does, as far as told.
type FoundRow = (Vec<(String, String)>, Option<(u64, After)>);

/// What stands after a record.
enum After {
    /// The next record.
    Record(u64),
    /// The end of the file.
    End,
    /// Something else, such as a row that is refused.
    Other,
}

struct Sought {
    /// Its number as the reader counts.
    row: u64,
    /// Rows and bytes that were jumped over.
    moved: (u64, u64),
    file_bytes: u64,
    noted: Places,
}

impl Sought {
    fn lines(&mut self, format: Format, input: impl BufRead, limits: &Limits) -> Result<FoundRow> {
        match format {
            Format::JsonLines => self.record(&mut LineRows::open(input, limits)?),
            _ => self.record(&mut csv::Reader::open(input, limits)?),
        }
    }

    /// Where a record stands in the file, from where the reader saw it.
    fn within(&self, place: Option<(u64, After)>, path: &Path) -> Result<Option<Range<u64>>> {
        let Some((begin, after)) = place else {
            return Ok(None);
        };
        let begin = begin + self.moved.1;
        Ok(Some(match after {
            After::Record(next) => begin..next + self.moved.1,
            After::End => begin..self.file_bytes,
            After::Other => {
                let error = |e| StoreError::file("read", path, &e);
                let mut file = File::open(path).map_err(error)?;
                file.seek(SeekFrom::Start(begin)).map_err(error)?;
                let mut line = Vec::new();
                BufReader::new(file.take(LINE_BYTES))
                    .read_until(b'\n', &mut line)
                    .map_err(error)?;
                begin..begin + line.len() as u64
            }
        }))
    }

    fn asked_for(&self) -> u64 {
        self.row.saturating_add(self.moved.0)
    }

    fn record(&mut self, records: &mut dyn Records) -> Result<FoundRow> {
        let header = records.header().to_vec();
        let mut record = Record::default();
        loop {
            match records.next_record(&mut record)? {
                Next::Record if record.row() == self.row => {
                    let begin = record.byte_offset();
                    let cells = header
                        .into_iter()
                        .zip(record.cells().map(str::to_owned))
                        .collect();
                    let after = match records.next_record(&mut record) {
                        Ok(Next::Record) if record.row() == self.row + 1 => {
                            record.byte_offset().map_or(After::Other, After::Record)
                        }
                        Ok(Next::End) => After::End,
                        _ => After::Other,
                    };
                    return Ok((cells, begin.map(|begin| (begin, after))));
                }
                Next::Record => {
                    if let Some(byte) = record.byte_offset().filter(|_| self.moved == (0, 0)) {
                        self.noted.note(record.row(), byte);
                    }
                }
                Next::Refused(refused) if refused.row == self.row => {
                    return Err(StoreError::request(
                        format!("row {} was refused: {:?}", self.asked_for(), refused.value),
                        refused.reason.repair(),
                    ));
                }
                Next::Refused(_) => {}
                Next::End => {
                    return Err(StoreError::request(
                        format!("the file has no row {}", self.asked_for()),
                        "rows are counted as a spreadsheet does, the header included",
                    ));
                }
            }
        }
    }

    /// A value of a JSON array: its keys as columns.
    fn value<R: BufRead>(&mut self, values: &mut Values<R>) -> Result<FoundRow> {
        loop {
            match values.next_value()? {
                NextLine::Value {
                    row,
                    value,
                    byte_offset,
                } if row == self.row => {
                    let cells = cells_of(value);
                    let after = match values.next_value() {
                        Ok(NextLine::Value { byte_offset, .. }) => After::Record(byte_offset),
                        Ok(NextLine::End) => After::End,
                        _ => After::Other,
                    };
                    return Ok((cells, Some((byte_offset, after))));
                }
                NextLine::Refused(refused) if refused.row == self.row => {
                    return Err(StoreError::request(
                        format!("row {} was refused: {:?}", self.row, refused.value),
                        refused.reason.repair(),
                    ));
                }
                NextLine::End => {
                    return Err(StoreError::request(
                        format!("the file has no value {}", self.row),
                        "values are counted from 1",
                    ));
                }
                NextLine::Value { .. } | NextLine::Refused(_) => {}
            }
        }
    }
}

/// The keys and values of a JSON object as columns and cells.
fn cells_of(value: serde_json::Value) -> Vec<(String, String)> {
    match value {
        serde_json::Value::Object(object) => object
            .into_iter()
            .map(|(key, value)| match value {
                serde_json::Value::String(text) => (key, text),
                value => (key, value.to_string()),
            })
            .collect(),
        value => vec![(String::new(), value.to_string())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::keep;

    fn kept(folder: &Path, name: &str, text: &str) -> (Case, FileHash) {
        let case = Case::create(&folder.join("case"), "t", &[]).unwrap();
        let file = folder.join(name);
        std::fs::write(&file, text).unwrap();
        let hash = keep(&case, &file, &mut |_| ()).unwrap().hash;
        (case, hash)
    }

    #[test]
    fn a_row_deep_in_a_file_is_the_same_with_notes_and_without() {
        let folder = tempfile::tempdir().unwrap();
        let line = |n: u64| match n % 7 {
            0 => format!("Firma {n},\"quoted, {n}\"\r\n"),
            1 => format!("Фирма {n},x\n"),
            _ => format!("Firm {n},{n}\n"),
        };
        // wide enough that the head does not hold it all
        let text: String = std::iter::once("name,note\n".to_owned())
            .chain((2..40_002).map(line))
            .collect();
        let (case, hash) = kept(folder.path(), "a.csv", &text);
        let all = places(&case, hash).unwrap();
        assert!(all.reach() > 30_000, "{all:?}");
        for row in [2, 3, 4_097, 4_098, 20_000, 36_865, 40_000, 40_001] {
            let plain = find(&case, hash, row, None).unwrap();
            let (noted, _) = find(&case, hash, row, Some(&all)).unwrap();
            assert_eq!(plain.0, noted, "row {row}");
            let bytes = noted.bytes.unwrap();
            let said = &text.as_bytes()[bytes.start as usize..bytes.end as usize];
            assert_eq!(said, line(row).as_bytes(), "row {row}");
        }
        // many at once are what they are one by one, and those that are not there are left out
        let rows = [40_001, 2, 4_098, 3, 20_000, 36_865, 20_000, 90_000];
        let (plain, noted) = many(&case, hash, &rows, None).unwrap();
        assert_eq!(noted.unwrap(), all);
        let (jumped, none) = many(&case, hash, &rows, Some(&all)).unwrap();
        assert_eq!((&plain, none), (&jumped, None));
        assert_eq!(plain.len(), 6);
        for (row, cells) in plain {
            assert_eq!(cells, find(&case, hash, row, None).unwrap().0.cells, "row {row}");
        }
        let error = find(&case, hash, 40_002, Some(&all)).unwrap_err();
        assert_eq!(error.broke(), "the file has no row 40002");
    }

    #[test]
    fn json_lines_have_bytes_too() {
        let folder = tempfile::tempdir().unwrap();
        let line = |n: u64| format!("{{\"id\": \"{n}\", \"name\": \"Фирма {n}\"}}\n");
        let text: String = (1..=30_000).map(line).collect();
        let (case, hash) = kept(folder.path(), "a.jsonl", &text);
        let all = places(&case, hash).unwrap();
        for row in [1, 5_000, 29_999, 30_000] {
            let plain = find(&case, hash, row, None).unwrap().0;
            assert_eq!(plain, find(&case, hash, row, Some(&all)).unwrap().0);
            let bytes = plain.bytes.unwrap();
            let said = &text.as_bytes()[bytes.start as usize..bytes.end as usize];
            assert_eq!(said, line(row).as_bytes());
        }
    }
}
