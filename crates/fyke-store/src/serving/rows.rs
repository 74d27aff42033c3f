//! A row as the tables hold it, as its file has it, and its bytes.
//!
//! A file is read from its beginning to find a row, for only its records say
//! where the next one begins. The first question to a file notes the place of
//! every so-many-th record on the way; later ones begin at the note before
//! their row.

use super::Serving;
use crate::case::Case;
use crate::error::{Fault, Result, StoreError};
use crate::leads::ShownRow;
use crate::questions::{self, Texts};
use crate::rows_behind::{at_places, part_meta, read, rows_of};
use crate::source_row::{self, Places, SourceRow};
use crate::tables::Table;
use datafusion::arrow::array::Int64Array;
use datafusion::parquet::arrow::arrow_reader::ArrowReaderMetadata;
use fyke_model::dataset::{FileHash, RowRef};
use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, PoisonError};

/// Names of columns, and what stands below them.
pub type Cells = Vec<(String, String)>;

/// Bytes of a file given out at a time.
pub const BYTES_MAX: usize = 1 << 20;

/// A row, or a cell of one, that no table took.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RefusedCell {
    /// Its file.
    pub file: FileHash,
    /// Its row.
    pub row: u64,
    /// Its column; empty where the whole row was refused.
    pub column: String,
    /// What stood there, clipped.
    pub value: String,
    /// What broke and what to do.
    pub why: String,
}

impl Serving {
    /// What a part says of itself, read once.
    pub(super) fn meta(&self, path: &Path) -> Result<Arc<ArrowReaderMetadata>> {
        let held = || self.metas.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(meta) = held().get(path) {
            return Ok(Arc::clone(meta));
        }
        let meta = Arc::new(part_meta(path)?);
        held().insert(path.to_owned(), Arc::clone(&meta));
        Ok(meta)
    }

    /// The parts of a file whose path below `tables/` begins so.
    pub(super) fn parts_of<'s>(&'s self, file: FileHash, prefix: &'s str) -> impl Iterator<Item = &'s str> {
        let parts = self.parts.get(&file).map_or(&[][..], Vec::as_slice);
        parts
            .iter()
            .map(String::as_str)
            .filter(move |part| part.starts_with(prefix))
    }

    /// Rows as the tables hold them, with their table, in the order of table,
    /// file and row.
    ///
    /// # Errors
    /// Where a table cannot be read.
    pub fn shown(&self, rows: &[RowRef]) -> Result<Vec<(Table, ShownRow)>> {
        let parts_of = |file| self.parts.get(&file).map_or(&[][..], Vec::as_slice);
        rows_of(rows, &parts_of, &mut |part, wanted| {
            let path = self.tables.join(part);
            read(&path, &*self.meta(&path)?, wanted)
        })
    }

    /// What was refused of a row: the column, where one cell was, what broke and
    /// what to do.
    ///
    /// # Errors
    /// Where the table cannot be read.
    pub fn refused(&self, row: &RowRef) -> Result<Vec<(Option<String>, String)>> {
        let wanted = [i64::try_from(row.row).unwrap_or(i64::MAX)];
        let mut refused = vec![];
        for part in self.parts_of(row.file, "refused/") {
            let path = self.tables.join(part);
            for batch in read(&path, &*self.meta(&path)?, &wanted)? {
                let text = |name: &str| Texts::new(&batch, batch.schema().index_of(name)?);
                let (column, why) = (text("column")?, text("explanation")?);
                refused.extend((0..batch.num_rows()).map(|at| {
                    let column = Some(column.at(at).to_owned()).filter(|name| !name.is_empty());
                    (column, why.at(at).to_owned())
                }));
            }
        }
        Ok(refused)
    }

    /// What was refused of some files, in their order and in that of their rows:
    /// a page of it, and how much there is.
    ///
    /// # Errors
    /// Where the table cannot be read.
    pub fn refused_of(
        &self,
        files: &[FileHash],
        (mut offset, mut limit): (usize, usize),
    ) -> Result<(Vec<RefusedCell>, u64)> {
        let (mut cells, mut of) = (vec![], 0);
        for (file, part) in files
            .iter()
            .flat_map(|file| self.parts_of(*file, "refused/").map(move |part| (*file, part)))
        {
            let path = self.tables.join(part);
            let meta = self.meta(&path)?;
            let rows = usize::try_from(meta.metadata().file_metadata().num_rows()).unwrap_or(0);
            of += rows as u64;
            let own = offset.min(rows)..offset.saturating_add(limit).min(rows);
            offset -= own.start;
            limit -= own.len();
            let places: Vec<u32> = own.filter_map(|place| u32::try_from(place).ok()).collect();
            if places.is_empty() {
                continue;
            }
            for batch in at_places(&path, &meta, &places)? {
                let text = |name: &str| Texts::new(&batch, batch.schema().index_of(name)?);
                let (column, value, why) = (text("column")?, text("value")?, text("explanation")?);
                let numbers: &Int64Array = questions::column(&batch, batch.schema().index_of("row")?)?;
                cells.extend((0..batch.num_rows()).map(|at| RefusedCell {
                    file,
                    row: u64::try_from(numbers.value(at)).unwrap_or(0),
                    column: column.at(at).to_owned(),
                    value: value.at(at).to_owned(),
                    why: why.at(at).to_owned(),
                }));
            }
        }
        Ok((cells, of))
    }

    /// A row as its file has it. Of a file whose places were not noted the first
    /// question reads it up to the row; later ones begin near.
    ///
    /// # Errors
    /// Where the file is not in the case, is no table, or has no such row.
    pub fn source_row(&self, case: &Case, file: FileHash, row: u64) -> Result<SourceRow> {
        let held = || self.places.lock().unwrap_or_else(PoisonError::into_inner);
        let known = held().get(&file).cloned();
        let (found, noted) = source_row::find(case, file, row, known.as_deref())?;
        if let Some(noted) = noted {
            self.note(file, noted);
        }
        Ok(found)
    }

    /// The cells of rows as their files have them; of what is no row of a table,
    /// or was refused, nothing.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub fn source_cells(&self, case: &Case, rows: &[RowRef]) -> Result<BTreeMap<(FileHash, u64), Cells>> {
        let held = || self.places.lock().unwrap_or_else(PoisonError::into_inner);
        let mut by_file: BTreeMap<FileHash, Vec<u64>> = BTreeMap::new();
        for row in rows {
            by_file.entry(row.file).or_default().push(row.row);
        }
        let mut cells = BTreeMap::new();
        for (file, rows) in by_file {
            if !self.parts.contains_key(&file) {
                continue;
            }
            let known = held().get(&file).cloned();
            let (found, noted) = match source_row::many(case, file, &rows, known.as_deref()) {
                Ok(found) => found,
                // a file that is no table has no cells; the tables still say what it became
                Err(error) if matches!(error.fault(), Fault::Request | Fault::Data) => continue,
                Err(error) => return Err(error),
            };
            if let Some(noted) = noted {
                self.note(file, noted);
            }
            cells.extend(found.into_iter().map(|(row, cells)| ((file, row), cells)));
        }
        Ok(cells)
    }

    /// Keeps the places of a file; what leads further wins, whoever came first.
    fn note(&self, file: FileHash, noted: Places) {
        let mut held = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if held.get(&file).is_none_or(|known| known.reach() < noted.reach()) {
            held.insert(file, Arc::new(noted));
        }
    }

    /// Bytes of a file of the case; fewer where it ends, at most [`BYTES_MAX`].
    ///
    /// # Errors
    /// Where the file is not in the case.
    pub fn bytes(&self, case: &Case, file: FileHash, from: u64, len: usize) -> Result<Vec<u8>> {
        if !self.parts.contains_key(&file) {
            return Err(StoreError::request(
                format!("no file {} is in the case", file.short()),
                "name one by the hash that the page of a row shows",
            ));
        }
        let path = case.evidence_path(file);
        let read = || -> std::io::Result<Vec<u8>> {
            let mut input = std::fs::File::open(&path)?;
            input.seek(SeekFrom::Start(from))?;
            let mut bytes = Vec::new();
            input.take(len.min(BYTES_MAX) as u64).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(|e| StoreError::file("read", &path, &e))
    }
}
