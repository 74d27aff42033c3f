//! Named columns of a file, CSV or Parquet: what evaluations read, truth included.

use crate::screen::{Failure, Outcome, note, plain};
use fyke_guard::bytes::{Next, Record, Records};
use fyke_store::tabular;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

/// Hands out the named columns of each row. A row that cannot be read is told
/// and left out.
pub fn named<const N: usize>(path: &Path, columns: [&str; N], each: &mut dyn FnMut([&str; N])) -> Outcome {
    let mut reader = tabular::open(path)?;
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        *place = reader
            .header()
            .iter()
            .position(|name| name == column)
            .ok_or_else(|| {
                Failure::new(
                    format!("{} has no column {column}", path.display()),
                    format!(
                        "it has {}; rename one, or give the file in the form that docs/accuracy.md shows",
                        plain(&reader.header().join(", "))
                    ),
                )
            })?;
    }
    all(path, &mut reader, &mut |record| {
        each(places.map(|at| record.text(at)));
    })
}

/// Hands out every row that can be read; the others are told.
pub fn all(path: &Path, reader: &mut dyn Records, each: &mut dyn FnMut(&Record)) -> Outcome {
    let mut record = Record::default();
    loop {
        match reader.next_record(&mut record)? {
            Next::Record => each(&record),
            Next::Refused(refused) => note(format_args!("{}: left out: {refused}", path.display())),
            Next::End => return Ok(()),
        }
    }
}

/// A file to write to, or a failure that names it.
pub fn created(path: &Path) -> Outcome<BufWriter<File>> {
    let file = File::create(path).map_err(|error| {
        Failure::new(
            format!("{} cannot be written: {error}", path.display()),
            "check the folder and its rights",
        )
    })?;
    Ok(BufWriter::new(file))
}

/// A cell of a CSV file that we write.
pub fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

/// `true`, `1`, `yes` and their like.
pub fn truth(path: &Path, row: u64, text: &str) -> Outcome<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "t" | "y" => Ok(true),
        "false" | "0" | "no" | "f" | "n" => Ok(false),
        _ => Err(Failure::new(
            format!(
                "{}, row {row}: '{}' says neither yes nor no",
                path.display(),
                plain(text)
            ),
            "write true or false",
        )),
    }
}
