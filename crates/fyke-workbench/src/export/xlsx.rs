//! A table as a workbook: numbers and days carry their types, every text is a
//! text and never a formula or a link. Notes stand on a second sheet.
//!
//! It is made in memory: the writer's other way, of constant memory, puts rows of
//! the case into files of the system's temporary directory. Tables have at most
//! [`super::ROWS_MAX`] rows. The moment of making is fixed: the same table gives
//! the same bytes.

use super::sheet::{Cell, Sheet};
use fyke_model::desk::{Answer, Refusal, Why};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// Letters that a cell of a workbook holds at most.
const CELL_MAX: usize = 32_767;

/// Rows that a sheet of a workbook holds, its header left out.
const ROWS_MAX: usize = 1_048_575;

/// A table as bytes; `about` says where it comes from, a line each.
///
/// # Errors
/// It has more rows than a workbook holds, or the writer broke.
pub fn bytes(sheet: &Sheet, about: &[String]) -> Answer<Vec<u8>> {
    if sheet.rows.len() > ROWS_MAX {
        return Err(Refusal::new(
            Why::TooMuch,
            format!(
                "a workbook holds {ROWS_MAX} rows, and these are {}",
                sheet.rows.len()
            ),
            "take it as csv",
        ));
    }
    written(sheet, about).map_err(|error| {
        Refusal::new(
            Why::Broken,
            format!("the workbook could not be written: {error}"),
            "take it as csv",
        )
    })
}

fn written(sheet: &Sheet, about: &[String]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let moment = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(
        &DocProperties::new()
            .set_creation_datetime(&moment)
            .set_author("fyke"),
    );
    let formats = Formats::new();
    let main = book.add_worksheet();
    main.set_name(named(&sheet.title))?;
    main.set_freeze_panes(1, 0)?;
    for (at, column) in (0u16..).zip(&sheet.columns) {
        main.set_column_width(at, 16)?;
        main.write_string_with_format(0, at, cut(column), &formats.head)?;
    }
    for (at, row) in (1u32..).zip(&sheet.rows) {
        for (column, cell) in (0u16..).zip(row) {
            put(main, at, column, cell, &formats)?;
        }
    }
    let notes = book.add_worksheet();
    notes.set_name("about")?;
    notes.set_column_width(0, 100)?;
    for (at, line) in (0u32..).zip(about.iter().chain(&sheet.notes)) {
        notes.write_string(at, 0, cut(line))?;
    }
    book.save_to_buffer()
}

struct Formats {
    head: Format,
    hundredths: Format,
    thousandths: Format,
    day: Format,
    month: Format,
}

impl Formats {
    fn new() -> Formats {
        Formats {
            head: Format::new().set_bold(),
            hundredths: Format::new().set_num_format("0.00"),
            thousandths: Format::new().set_num_format("0.000"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            month: Format::new().set_num_format("yyyy-mm"),
        }
    }
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string(row, column, cut(text))?;
        }
        Cell::Whole(n) => number(sheet, row, column, *n, 1.0, None)?,
        Cell::Hundredths(n) => number(sheet, row, column, *n, 100.0, Some((&formats.hundredths, 2)))?,
        Cell::Thousandths(n) => number(sheet, row, column, *n, 1000.0, Some((&formats.thousandths, 3)))?,
        Cell::Real(x) if x.is_finite() => {
            sheet.write_number(row, column, *x)?;
        }
        Cell::Real(_) => {}
        Cell::Day(day) => dated(sheet, row, column, &day.to_string(), &formats.day)?,
        Cell::Month(month) => {
            let first = month.first_day().to_string();
            dated(sheet, row, column, &first, &formats.month)?;
        }
        Cell::Switch(on) => {
            sheet.write_boolean(row, column, *on)?;
        }
    }
    Ok(())
}

/// A number; as text where a workbook would round it.
fn number(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    n: i64,
    scale: f64,
    format: Option<(&Format, u32)>,
) -> Result<(), XlsxError> {
    // workbooks keep fifteen digits
    let exact = n.unsigned_abs() < 1_000_000_000_000_000;
    match format {
        Some((format, _)) if exact => {
            sheet.write_number_with_format(row, column, n as f64 / scale, format)?
        }
        None if exact => sheet.write_number(row, column, n as f64)?,
        Some((_, places)) => sheet.write_string(row, column, super::sheet::decimal(n, places))?,
        None => sheet.write_string(row, column, n.to_string())?,
    };
    Ok(())
}

/// A day; as text where a workbook has none before 1900.
fn dated(sheet: &mut Worksheet, row: u32, column: u16, day: &str, format: &Format) -> Result<(), XlsxError> {
    match ExcelDateTime::parse_from_str(day) {
        Ok(date) if day >= "1900-03-01" && day.len() == 10 => {
            sheet.write_datetime_with_format(row, column, &date, format)?;
        }
        _ => {
            sheet.write_string(row, column, day)?;
        }
    }
    Ok(())
}

fn cut(text: &str) -> String {
    // counted as the format counts them, in units of UTF-16
    let mut units = 0;
    text.chars()
        .take_while(|letter| {
            units += letter.len_utf16();
            units <= CELL_MAX
        })
        .collect()
}

/// A name that a sheet may have.
fn named(title: &str) -> String {
    let name: String = title
        .chars()
        .map(|letter| {
            if "[]:*?/\\'".contains(letter) || letter.is_control() {
                ' '
            } else {
                letter
            }
        })
        .take(28)
        .collect();
    let name = name.trim().to_owned();
    if name.is_empty() || name.eq_ignore_ascii_case("about") || name.eq_ignore_ascii_case("history") {
        "rows".to_owned()
    } else {
        name
    }
}
