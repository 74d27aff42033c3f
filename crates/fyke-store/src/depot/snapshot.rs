//! Some tables of a case at one time, for whoever reads them elsewhere.
//!
//! A snapshot is a list of files by their hashes: what the case says of itself, the
//! records of what was taken in, the tables that are wanted, and one kept file
//! ([`crate::kept`]). It becomes a folder that opens as a case for reading.
//!
//! What is left out must not be taken for empty: in its place stands a file that is
//! no table, so that whoever reads it gets an error and no answer.

use super::generation::leads_down;
use super::{Blob, Depot};
use crate::case::Case;
use crate::error::{Fault, Result, StoreError};
use crate::kept;
use crate::query::derived_parts;
use crate::record::standing;
use crate::tables::Table;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Stands where a table was left out.
const LEFT_OUT: &[u8] = b"this table stayed where the case is";

/// Puts these tables of a case and the kept file of a name into a depot; the list of
/// them.
///
/// # Errors
/// Where a file is not there or cannot be read, or the depot does not answer.
pub fn keep(case: &Case, depot: &Depot, tables: &[Table], name: &str) -> Result<Blob> {
    let mut paths = vec!["case.toml".to_owned(), format!("tables/{}", kept::part(name))];
    let files = case.files()?;
    paths.extend(files.iter().map(|file| format!("files/{}.toml", file.hash)));
    for part in standing(&files, None).into_iter().flat_map(|file| &file.parts) {
        if tables.iter().any(|table| is_part_of(part, *table)) {
            paths.push(format!("tables/{part}"));
        }
    }
    for table in tables.iter().filter(|table| table.derived()) {
        let parts = derived_parts(case, *table)?;
        paths.extend(parts.iter().map(|part| format!("tables/{part}")));
    }
    let mut listed = BTreeMap::new();
    for path in paths {
        let blob = depot.keep_file(&case.root().join(&path))?;
        listed.insert(path, blob);
    }
    let text = serde_json::to_vec(&listed).map_err(|e| {
        StoreError::new(
            Fault::Bug,
            format!("a list of files cannot be written: {e}"),
            "please report it",
        )
    })?;
    depot.keep(text)
}

/// Makes a snapshot with these tables a case in an empty folder, each file held
/// against its hash; how many bytes came.
///
/// # Errors
/// Where a file is not there or was changed, the list names one that no case has, or
/// the disk refuses.
pub fn fetch(depot: &Depot, snapshot: &Blob, root: &Path, tables: &[Table]) -> Result<u64> {
    let text = depot.bytes_of(snapshot)?;
    let listed: BTreeMap<String, Blob> = serde_json::from_slice(&text).map_err(|e| {
        StoreError::new(
            Fault::Data,
            format!("{}/{} is no list of files: {e}", depot.url(), snapshot.name()),
            "run the same version of fyke and fyke-worker",
        )
    })?;
    for folder in ["files", "tables"] {
        make(&root.join(folder))?;
    }
    let mut bytes = snapshot.bytes;
    for (path, blob) in &listed {
        let target = root.join(of_a_case(path)?);
        if let Some(folder) = target.parent() {
            make(folder)?;
        }
        depot.fetch(blob, &target)?;
        bytes += blob.bytes;
    }
    let case = Case::open_read_only(root)?;
    let folder = case.folder("tables")?;
    for part in case.files()?.iter().flat_map(|file| &file.parts) {
        of_a_case(part)?;
        if !tables.iter().any(|table| is_part_of(part, *table)) {
            leave_out(&folder.join(part))?;
        }
    }
    let left_out = Table::ALL
        .into_iter()
        .filter(|table| table.derived() && *table != Table::Files && !tables.contains(table));
    for table in left_out {
        leave_out(&folder.join(format!("{name}/{name}.parquet", name = table.name())))?;
    }
    Ok(bytes)
}

fn is_part_of(part: &str, table: Table) -> bool {
    part.strip_prefix(table.name())
        .is_some_and(|rest| rest.starts_with('/'))
}

/// A path that came from the depot: it must lead nowhere but down.
fn of_a_case(path: &str) -> Result<&str> {
    match leads_down(path) {
        true => Ok(path),
        false => Err(StoreError::new(
            Fault::Data,
            format!("a snapshot names the file {path}, which is none of a case"),
            "do not trust that depot",
        )),
    }
}

fn leave_out(path: &Path) -> Result<()> {
    if let Some(folder) = path.parent() {
        make(folder)?;
    }
    fs::write(path, LEFT_OUT).map_err(|e| StoreError::file("write", path, &e))
}

fn make(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|e| StoreError::file("make", folder, &e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_opens_as_a_case_and_a_table_that_was_left_out_is_not_empty() {
        let folder = tempfile::tempdir().unwrap();
        let depot = Depot::open(&format!("file://{}", folder.path().join("depot").display())).unwrap();
        let case = Case::create(&folder.path().join("case"), "test", &["ru-2022"]).unwrap();
        let missing = keep(&case, &depot, &[Table::Members], "index").unwrap_err();
        assert!(missing.to_string().contains("kept/index"), "{missing}");
        kept::replace(&case, "index", &mut |out| out.write_all(b"rows")).unwrap();
        let snapshot = keep(&case, &depot, &[Table::Members], "index").unwrap();
        assert_eq!(snapshot, keep(&case, &depot, &[Table::Members], "index").unwrap());
        let root = folder.path().join("there");
        let bytes = fetch(&depot, &snapshot, &root, &[Table::Members]).unwrap();
        assert!(bytes > snapshot.bytes);
        let there = Case::open_read_only(&root).unwrap();
        assert_eq!(there.file(), case.file());
        assert_eq!(kept::open(&there, "index").unwrap().unwrap().1, 4);
        let tables = crate::query::Tables::open(&there, None).unwrap();
        assert_eq!(tables.ask("select * from members").unwrap().rows(), 0);
        assert!(tables.ask("select * from pairs").is_err());
    }

    #[test]
    fn a_list_that_leads_out_of_the_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let depot = Depot::open(&format!("file://{}", folder.path().join("depot").display())).unwrap();
        let bait = depot.keep("bait").unwrap();
        for path in ["../bait", "/bait", "tables/../../bait", ""] {
            let listed = BTreeMap::from([(path, bait)]);
            let snapshot = depot.keep(serde_json::to_vec(&listed).unwrap()).unwrap();
            let error = fetch(&depot, &snapshot, &folder.path().join("there"), &[]).unwrap_err();
            assert!(error.to_string().contains("none of a case"), "{error}");
        }
        assert!(!folder.path().join("bait").exists());
    }
}
