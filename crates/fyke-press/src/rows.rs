//! All rows of a dossier as one CSV: origin first, then the cells by column. It is
//! read back to set the pages again, so what is written reads as it was.

use crate::release::SourceRow;
use fyke_model::dataset::RowRef;
use std::collections::BTreeMap;

/// What stands before the cells in every line.
const ORIGIN: [&str; 5] = ["dataset", "file", "file_name", "row", "handling"];

/// Columns of one table: files with more than this between them are not laid
/// side by side.
pub const COLUMNS_MAX: usize = 2_000;

/// How many columns the table would have.
pub fn columns(rows: &[SourceRow]) -> Vec<&str> {
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    let mut columns = Vec::new();
    for (column, _) in rows.iter().flat_map(|row| &row.cells) {
        place.entry(column).or_insert_with(|| {
            columns.push(column.as_str());
            columns.len()
        });
    }
    columns
}

/// The table, with the columns in the order in which rows first have them. The
/// first five are ours, whatever the others are called.
pub fn write(rows: &[SourceRow]) -> Vec<u8> {
    let columns = columns(rows);
    let mut csv = csv::Writer::from_writer(Vec::new());
    let mut put = |record: Vec<&str>| {
        let written = csv.write_record(&record);
        written.expect("every record has as many fields, and memory takes them");
    };
    put(ORIGIN.iter().copied().chain(columns.iter().copied()).collect());
    for row in rows {
        let cells: BTreeMap<&str, &str> = row.cells.iter().map(|(c, v)| (c.as_str(), v.as_str())).collect();
        let file = row.row.file.to_string();
        let number = row.row.row.to_string();
        let origin = [
            &row.row.dataset,
            &file,
            &row.file_name,
            &number,
            row.handling.as_str(),
        ];
        let cells = columns
            .iter()
            .map(|column| cells.get(column).copied().unwrap_or(""));
        put(origin.into_iter().chain(cells).collect());
    }
    csv.into_inner().expect("memory takes what was written")
}

/// Reads the table again.
pub fn read(bytes: &[u8]) -> Result<Vec<SourceRow>, String> {
    let mut csv = csv::ReaderBuilder::new().has_headers(true).from_reader(bytes);
    let words = |error: csv::Error| error.to_string();
    let head = csv.headers().map_err(words)?.clone();
    if !head.iter().take(ORIGIN.len()).eq(ORIGIN) {
        return Err("its first columns are not dataset, file, file_name, row, handling".into());
    }
    let mut rows = Vec::new();
    for record in csv.records() {
        let record = record.map_err(words)?;
        let field = |at: usize| record.get(at).unwrap_or_default();
        let row = RowRef {
            dataset: field(0).to_owned(),
            file: field(1).parse().map_err(|error| format!("{error}"))?,
            row: field(3)
                .parse()
                .map_err(|_| format!("'{}' is no row number", short(field(3))))?,
        };
        let cells = head.iter().zip(record.iter()).skip(ORIGIN.len());
        rows.push(SourceRow {
            row,
            handling: field(4).parse().map_err(|error| format!("{error}"))?,
            file_name: field(2).to_owned(),
            cells: cells
                .filter(|(_, value)| !value.is_empty())
                .map(|(column, value)| (column.to_owned(), value.to_owned()))
                .collect(),
        });
    }
    Ok(rows)
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}
