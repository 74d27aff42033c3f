//! Rows of one sheet of a workbook.
//!
//! The zip is checked first ([`super::zip`]); calamine then reads the sheet cell by
//! cell, into one text with the places of its cells, which takes a quarter of
//! a grid of values. Dates come out as ISO text, whole numbers without `.0`,
//! error values (`#REF!`) as flawed cells. Where the header stands is found as in
//! delimited text.

use std::io::{Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx};
use fyke_model::refused::{Reason, Refused};

use super::csv::top_of_rows;
use super::error::GuardError;
use super::limits::Limits;
use super::record::{Next, Record, Records, tidy_header};
use super::zip;

/// Most rows that are looked at to find the header.
const TOP_ROWS_MAX: usize = 300;

/// Which sheet of a workbook is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SheetChoice {
    /// The visible sheet with the most filled cells; the first of equals.
    #[default]
    Largest,
    /// The first visible sheet.
    First,
    /// The sheet of this name.
    Named(String),
}

/// A filled cell: its column, where its text ends in the text of the sheet,
/// and whether it shows an error.
#[derive(Debug, Clone, Copy)]
struct Place {
    column: u32,
    end: usize,
    error: bool,
}

/// A sheet as text and places. Empty cells take no room.
#[derive(Debug, Default)]
struct Sheet {
    text: String,
    cells: Vec<Place>,
    /// Row number, from 1, and how many cells are behind it.
    rows: Vec<(u64, usize)>,
    width: usize,
}

/// The rows of one sheet.
pub struct SheetRows {
    sheet: Sheet,
    name: String,
    header: Vec<String>,
    has_header: bool,
    notes: Vec<String>,
    at: usize,
    cell_bytes_max: usize,
}

impl SheetRows {
    /// Checks the zip, chooses the sheet and reads it.
    ///
    /// # Errors
    /// Where the zip is refused, the workbook cannot be read, or has no sheet
    /// as chosen, or the sheet is larger than the limits.
    pub fn open(
        mut input: impl Read + Seek,
        choice: &SheetChoice,
        limits: &Limits,
    ) -> Result<Self, GuardError> {
        zip::check(&mut input, limits)?;
        // calamine meets hostile XML here; a panic of it must not become ours
        let read = catch_unwind(AssertUnwindSafe(|| read_workbook(input, choice, limits)));
        let (name, sheet, notes) = read.unwrap_or_else(|_| {
            Err(GuardError::new(
                "the workbook is damaged",
                "open it in a spreadsheet program and save it again",
            ))
        })?;
        Ok(Self::under_header(name, sheet, notes, limits))
    }

    /// Name of the sheet.
    pub fn sheet(&self) -> &str {
        &self.name
    }

    fn under_header(name: String, sheet: Sheet, notes: Vec<String>, limits: &Limits) -> Self {
        let top: Vec<Vec<String>> = (0..sheet.rows.len().min(TOP_ROWS_MAX))
            .map(|row| sheet.row(row))
            .collect();
        let (preamble_rows, header_rows) = top_of_rows(&top);
        let mut names: Vec<String> = vec![String::new(); sheet.width];
        for row in top.iter().skip(preamble_rows).take(header_rows) {
            for (name, part) in names.iter_mut().zip(row) {
                let part = part.trim();
                if !part.is_empty() {
                    if !name.is_empty() {
                        name.push(' ');
                    }
                    name.push_str(part);
                }
            }
        }
        let (header, doubled) = tidy_header(names);
        let mut all = vec![format!(
            "read sheet {:?} of the workbook",
            fyke_model::refused::clip(&name, 60)
        )];
        all.extend(notes);
        all.extend(doubled);
        Self {
            sheet,
            name,
            header,
            has_header: header_rows > 0,
            notes: all,
            at: preamble_rows + header_rows,
            cell_bytes_max: limits.cell_bytes_max,
        }
    }
}

impl Sheet {
    /// The cells of the row at this index, with the empty ones.
    fn row(&self, index: usize) -> Vec<String> {
        let mut row = vec![String::new(); self.width];
        for (column, text, _) in self.filled(index) {
            if let Some(cell) = row.get_mut(column) {
                *cell = text.to_owned();
            }
        }
        row
    }

    /// The filled cells of the row at this index: column, text, error.
    fn filled(&self, index: usize) -> impl Iterator<Item = (usize, &str, bool)> {
        let first = index
            .checked_sub(1)
            .and_then(|before| self.rows.get(before))
            .map_or(0, |row| row.1);
        let last = self.rows.get(index).map_or(first, |row| row.1);
        let start = first
            .checked_sub(1)
            .and_then(|before| self.cells.get(before))
            .map_or(0, |cell| cell.end);
        let cells = self.cells.get(first..last).unwrap_or(&[]);
        cells.iter().scan(start, |start, cell| {
            let text = self.text.get(*start..cell.end).unwrap_or("");
            *start = cell.end;
            Some((cell.column as usize, text, cell.error))
        })
    }
}

impl Records for SheetRows {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn has_header(&self) -> bool {
        self.has_header
    }

    fn next_record(&mut self, record: &mut Record) -> Result<Next, GuardError> {
        let index = self.at;
        let Some(&(row, _)) = self.sheet.rows.get(index) else {
            return Ok(Next::End);
        };
        self.at += 1;
        record.begin(row, None);
        let mut oversize = None;
        for (column, text, error) in self.sheet.filled(index) {
            while record.len() < column {
                record.push("");
            }
            if text.len() > self.cell_bytes_max {
                oversize = self.header.get(column);
            }
            record.push(if error { "" } else { text });
            if error {
                record.flaw_last(Reason::CellError);
            }
        }
        while record.len() < self.sheet.width {
            record.push("");
        }
        Ok(match oversize {
            Some(column) => Next::Refused(Refused::new(row, Some(column), "", Reason::OversizeCell)),
            None => Next::Record,
        })
    }

    fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }
}

/// Name of the sheet, its cells, and notes.
type Chosen = (String, Sheet, Vec<String>);

fn read_workbook(
    input: impl Read + Seek,
    choice: &SheetChoice,
    limits: &Limits,
) -> Result<Chosen, GuardError> {
    let mut workbook: Xlsx<_> = Xlsx::new(input).map_err(|error| damaged(&error))?;
    let sheets: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    let any_visible = sheets.iter().any(|(_, visible)| *visible);
    let shown = |(_, visible): &&(String, bool)| *visible || !any_visible;
    let mut notes = Vec::new();
    let name = match choice {
        SheetChoice::Named(wanted) => sheets
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(name, _)| name.clone()),
        SheetChoice::First => sheets.iter().find(shown).map(|(name, _)| name.clone()),
        SheetChoice::Largest => {
            let mut largest: Option<(u64, String)> = None;
            let candidates: Vec<&(String, bool)> = sheets.iter().filter(shown).collect();
            if let [only] = candidates.as_slice() {
                Some(only.0.clone())
            } else {
                for (name, _) in candidates {
                    let count = count_cells(&mut workbook, name, limits)?;
                    if largest.as_ref().is_none_or(|(most, _)| count > *most) {
                        largest = Some((count, name.clone()));
                    }
                }
                largest.map(|(_, name)| name)
            }
        }
    };
    let names = || {
        sheets
            .iter()
            .map(|(name, _)| format!("{name:?}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let Some(name) = name else {
        return Err(GuardError::new(
            "the workbook has no such sheet",
            format!("it has {}", fyke_model::refused::clip(&names(), 200)),
        ));
    };
    if sheets.len() > 1 {
        notes.push(format!(
            "the workbook has {}",
            fyke_model::refused::clip(&names(), 200)
        ));
    }
    let sheet = read_sheet(&mut workbook, &name, limits)?;
    Ok((name, sheet, notes))
}

fn damaged(error: &dyn std::fmt::Display) -> GuardError {
    GuardError::new(
        format!(
            "the workbook cannot be read: {}",
            fyke_model::refused::clip(&error.to_string(), 200)
        ),
        "open it in a spreadsheet program and save it again, as .xlsx or CSV",
    )
}

fn too_large(limits: &Limits) -> GuardError {
    GuardError::new(
        format!("the sheet has more than {} cells", limits.sheet_cells_max),
        "save it as CSV, which may have any number of rows",
    )
}

fn count_cells<RS: Read + Seek>(
    workbook: &mut Xlsx<RS>,
    name: &str,
    limits: &Limits,
) -> Result<u64, GuardError> {
    let mut cells = workbook
        .worksheet_cells_reader(name)
        .map_err(|error| damaged(&error))?;
    let (mut all, mut filled) = (0_u64, 0_u64);
    while let Some(cell) = cells.next_cell().map_err(|error| damaged(&error))? {
        all += 1;
        filled += u64::from(!matches!(cell.get_value(), DataRef::Empty));
        if all > limits.sheet_cells_max {
            return Err(too_large(limits));
        }
    }
    Ok(filled)
}

fn read_sheet<RS: Read + Seek>(
    workbook: &mut Xlsx<RS>,
    name: &str,
    limits: &Limits,
) -> Result<Sheet, GuardError> {
    let mut cells = workbook
        .worksheet_cells_reader(name)
        .map_err(|error| damaged(&error))?;
    let mut sheet = Sheet::default();
    let mut count = 0_u64;
    let mut last = None;
    while let Some(cell) = cells.next_cell().map_err(|error| damaged(&error))? {
        count += 1;
        // shared texts are repeated here, so their sum is bounded as well
        if count > limits.sheet_cells_max || sheet.text.len() as u64 > limits.unpacked_bytes_max {
            return Err(too_large(limits));
        }
        let (row, column) = cell.get_position();
        // rows and cells stand in order in any sheet that a program wrote
        if last.is_some_and(|last| (row, column) <= last) {
            return Err(damaged(&"its cells are not in order"));
        }
        last = Some((row, column));
        if column as usize >= limits.columns_max {
            return Err(damaged(&format!(
                "it has more than {} columns",
                limits.columns_max
            )));
        }
        let error = show(cell.get_value(), &mut sheet.text);
        let Some(error) = error else { continue };
        let place = Place {
            column,
            end: sheet.text.len(),
            error,
        };
        sheet.cells.push(place);
        sheet.width = sheet.width.max(column as usize + 1);
        let number = u64::from(row) + 1;
        match sheet.rows.last_mut().filter(|(known, _)| *known == number) {
            Some((_, cells)) => *cells += 1,
            None => sheet.rows.push((number, sheet.cells.len())),
        }
    }
    Ok(sheet)
}

/// Appends a value as text; whether it is an error, or `None` if it is empty.
fn show(value: &DataRef<'_>, text: &mut String) -> Option<bool> {
    use std::fmt::Write as _;
    let before = text.len();
    // writing into a String does not fail
    let _ = match value {
        DataRef::Empty => return None,
        DataRef::Error(error) => {
            let _ = write!(text, "{error}");
            return Some(true);
        }
        DataRef::Int(number) => write!(text, "{number}"),
        // prints the shortest digits that mean the same number, without ".0"
        DataRef::Float(number) => write!(text, "{number}"),
        DataRef::String(shown) => write!(text, "{shown}"),
        DataRef::SharedString(shown) => write!(text, "{shown}"),
        DataRef::Bool(value) => write!(text, "{value}"),
        DataRef::DateTime(when) => write!(text, "{}", iso(when)),
        DataRef::DateTimeIso(shown) | DataRef::DurationIso(shown) => write!(text, "{shown}"),
    };
    (text.len() > before).then_some(false)
}

/// A date as ISO text: without its time at midnight, only its time where it
/// has no date, and a duration in hours as spreadsheets show it.
fn iso(when: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    let serial = when.as_f64();
    if when.is_duration() {
        let seconds = (serial * 86_400.0).round() as i64;
        return format!("{}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
    if (0.0..1.0).contains(&serial) {
        return format!("{hour:02}:{minute:02}:{second:02}");
    }
    if (hour, minute, second) == (0, 0, 0) {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests;
