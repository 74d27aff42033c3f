//! A file of names, opened: which of its rows is the first, and what its
//! columns say.

use super::columns::{Columns, is_known};
use crate::screen::{Failure, Outcome, note, plain};
use fyke_guard::bytes::{Next, Record, Records};
use fyke_store::tabular;
use std::path::{Path, PathBuf};

/// A file of names.
pub struct Names {
    path: PathBuf,
    reader: Box<dyn Records>,
    refused: u64,
    /// What its columns say.
    pub columns: Columns,
}

impl Names {
    /// Opens it. One column under a name that says nothing to us has no header:
    /// its first line is a name like the others.
    pub fn open(path: &Path, name_column: Option<&str>, schema: Option<&str>) -> Outcome<Names> {
        let reader = tabular::open(path)?;
        if let ([only], None) = (reader.header(), name_column)
            && !(reader.has_header() && is_known(only))
        {
            let (only, names) = (plain(only).into_owned(), Columns::names_only(schema));
            return Ok(match tabular::open_headless(path)? {
                Some(headless) => {
                    note(format_args!(
                        "{} has no header that we know; every line is asked, the first one too",
                        path.display()
                    ));
                    Names::new(path, headless, names)
                }
                None => {
                    note(format_args!("read {only} as name"));
                    Names::new(path, reader, names)
                }
            });
        }
        let columns = Columns::of(path, reader.header(), name_column, schema)?;
        note(columns.describe(reader.header()));
        Ok(Names::new(path, reader, columns))
    }

    fn new(path: &Path, reader: Box<dyn Records>, columns: Columns) -> Names {
        Names {
            path: path.to_owned(),
            reader,
            refused: 0,
            columns,
        }
    }

    /// Reads the next row that can be read; the others are told. False at the end.
    pub fn next(&mut self, record: &mut Record) -> Outcome<bool> {
        loop {
            let next = self.reader.next_record(record).map_err(|error| {
                Failure::new(
                    format!("{}: {}", self.path.display(), error.broke()),
                    error.repair(),
                )
            })?;
            match next {
                Next::Record => return Ok(true),
                Next::End => return Ok(false),
                Next::Refused(refused) => {
                    self.refused += 1;
                    note(format_args!(
                        "row {} left out: {:?}: {}; {}",
                        refused.row,
                        refused.value,
                        refused.reason.broke(),
                        refused.reason.repair()
                    ));
                }
            }
        }
    }

    /// Rows that could not be read.
    pub fn refused(&self) -> u64 {
        self.refused
    }
}
