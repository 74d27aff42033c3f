//! Rows and columns with types: what every table becomes before it is written as
//! CSV or as a workbook.

use fyke_model::dataset::RowRef;
use fyke_model::date::{Day, Month};
use fyke_model::money::Amount;

/// A table.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sheet {
    /// What it is, in a word or two.
    pub title: String,
    /// Names of its columns.
    pub columns: Vec<String>,
    /// Its rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// What a reader must know: what was left out, where it was cut off.
    pub notes: Vec<String>,
}

/// A cell.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text, of the data or ours.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number with two places: hundredths of it.
    Hundredths(i64),
    /// A number with three places: thousandths of it.
    Thousandths(i64),
    /// A number between 0 and 1, and the like.
    Real(f64),
    /// A day.
    Day(Day),
    /// A month.
    Month(Month),
    /// Yes or no.
    Switch(bool),
}

impl Cell {
    /// A text; nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text)
        }
    }

    /// A number of things.
    pub fn count(n: u64) -> Cell {
        Cell::Whole(i64::try_from(n).unwrap_or(i64::MAX))
    }

    /// A day, where there is one.
    pub fn day(day: Option<Day>) -> Cell {
        day.map_or(Cell::Empty, Cell::Day)
    }

    /// Several values in one cell.
    pub fn list<T: ToString>(values: impl IntoIterator<Item = T>) -> Cell {
        let texts: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
        Cell::text(texts.join("; "))
    }

    /// Value and currency of an amount: two cells.
    pub fn amount(amount: Option<Amount>) -> [Cell; 2] {
        match amount {
            Some(amount) => [
                Cell::Hundredths(amount.minor),
                Cell::text(amount.currency.as_str()),
            ],
            None => [Cell::Empty, Cell::Empty],
        }
    }

    /// Where a row stands: dataset, file, row: three cells.
    pub fn row(row: &RowRef) -> [Cell; 3] {
        [
            Cell::text(row.dataset.clone()),
            Cell::text(row.file.to_string()),
            Cell::count(row.row),
        ]
    }
}

impl Sheet {
    /// An empty one.
    pub fn new(title: &str, columns: &[&str]) -> Sheet {
        Sheet {
            title: title.to_owned(),
            columns: columns.iter().map(|name| (*name).to_owned()).collect(),
            rows: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Adds a row; what it lacks is empty, what is too much is left off.
    pub fn push(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let mut row: Vec<Cell> = cells.into_iter().take(self.columns.len()).collect();
        row.resize(self.columns.len(), Cell::Empty);
        self.rows.push(row);
    }

    /// Says what was left out, where something was.
    pub fn left_out(&mut self, rows: u64, why: &str) {
        if rows > 0 {
            let word = if rows == 1 { "row is" } else { "rows are" };
            self.notes.push(format!("{rows} {word} left out: {why}"));
        }
    }
}

/// An integer with so many places, as a decimal number.
///
/// ```
/// use fyke_workbench::export::sheet::decimal;
/// assert_eq!(decimal(-5, 2), "-0.05");
/// assert_eq!(decimal(123456, 3), "123.456");
/// ```
pub fn decimal(n: i64, places: u32) -> String {
    let scale = 10u64.saturating_pow(places).max(1);
    let sign = if n < 0 { "-" } else { "" };
    let (whole, part) = (n.unsigned_abs() / scale, n.unsigned_abs() % scale);
    format!("{sign}{whole}.{part:0width$}", width = places as usize)
}
