//! Reads the raw Comext figures: one Parquet file of `product_code`,
//! `reporter`, `partner`, `month`, `value_eur`, `flow`, `indicator`.
//!
//! Keeps exports in euros at eight digits; four-digit rows repeat the sums of
//! the eight-digit rows below them and are dropped. What the figures mean is
//! left to [`super::exports`].

use std::fs::File;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::RowAccessor;

use super::exports::{Flows, Month};

/// How many rows the file held.
pub struct Kept {
    /// All rows.
    pub rows: u64,
    /// Of them the four-digit ones, which were dropped.
    pub heading_rows: u64,
}

/// The columns the file must have, in this order.
const COLUMNS: [&str; 7] = [
    "product_code",
    "reporter",
    "partner",
    "month",
    "value_eur",
    "flow",
    "indicator",
];

/// Adds every export row of `path` to `flows`.
///
/// # Errors
/// The file is missing or not the expected Parquet, or a row holds a value
/// that is none; the message names the row.
pub fn read(path: &Path, flows: &mut Flows) -> Result<Kept, String> {
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(|error| named(&error))?;
    let reader = SerializedFileReader::new(file).map_err(|error| named(&error))?;
    let schema = reader.metadata().file_metadata().schema_descr();
    let found: Vec<&str> = schema.columns().iter().map(|column| column.name()).collect();
    if found != COLUMNS {
        return Err(named(&format!("columns {found:?}, expected {COLUMNS:?}")));
    }
    let mut kept = Kept {
        rows: 0,
        heading_rows: 0,
    };
    for row in reader.get_row_iter(None).map_err(|error| named(&error))? {
        kept.rows += 1;
        let number = kept.rows;
        let row = row.map_err(|error| named(&format!("row {number}: {error}")))?;
        let add = |flows: &mut Flows| -> Result<bool, String> {
            let text = |column| row.get_string(column).map_err(|error| error.to_string());
            let (code, flow, indicator) = (text(0)?, text(5)?, text(6)?);
            if flow != "EXPORT" || indicator != "VALUE_IN_EUROS" {
                return Err(format!(
                    "{flow} in {indicator}, expected EXPORT in VALUE_IN_EUROS"
                ));
            }
            if code.len() == 4 {
                return Ok(false);
            }
            let month = Month::parse(text(3)?)?;
            let value_eur = row.get_long(4).map_err(|error| error.to_string())?;
            flows.add(code, text(2)?, month, value_eur)?;
            Ok(true)
        };
        if !add(flows).map_err(|error| named(&format!("row {number}: {error}")))? {
            kept.heading_rows += 1;
        }
    }
    Ok(kept)
}
