//! Files kept byte for byte under their hash, and single rows read back from them.
//!
//! A file is copied and hashed in one pass into `staging/`, then moved to
//! `evidence/<sha256>` and made read-only. It is never opened for writing
//! again: what the case says about it can always be checked against it.

use crate::case::Case;
use crate::commit::write_whole;
use crate::error::{Result, StoreError};
use fyke_model::dataset::FileHash;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Bytes copied at a time: large enough that system calls do not show.
const COPY_BYTES: usize = 1 << 20;

/// A file that lies in evidence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kept {
    /// Its hash.
    pub hash: FileHash,
    /// Its size.
    pub bytes: u64,
}

/// Copies a file into evidence. `progress` hears how many bytes were copied so
/// far. Keeping a file twice changes nothing.
///
/// # Errors
/// Where the file cannot be read or the disk refuses; the case is unchanged then.
pub fn keep(case: &Case, path: &Path, progress: &mut dyn FnMut(u64)) -> Result<Kept> {
    let staged = case.folder("staging")?.join("evidence.new");
    let kept = copy_and_hash(path, &staged, progress)?;
    let target = case.folder("evidence")?.join(kept.hash.to_string());
    if target.exists() {
        fs::remove_file(&staged).map_err(|e| StoreError::file("remove", &staged, &e))?;
        return Ok(kept);
    }
    let settle = || -> std::io::Result<()> {
        let mut permissions = fs::metadata(&staged)?.permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&staged, permissions)?;
        fs::rename(&staged, &target)?;
        match target.parent() {
            Some(folder) => File::open(folder)?.sync_all(),
            None => Ok(()),
        }
    };
    settle().map_err(|e| StoreError::file("keep", &target, &e))?;
    Ok(kept)
}

fn copy_and_hash(from: &Path, to: &Path, progress: &mut dyn FnMut(u64)) -> Result<Kept> {
    let mut input = File::open(from).map_err(|e| StoreError::file("read", from, &e))?;
    if input.metadata().is_ok_and(|meta| meta.is_dir()) {
        return Err(StoreError::request(
            format!("{} is a folder", from.display()),
            format!("name the files in it, for example {}/*", from.display()),
        ));
    }
    let mut output = File::create(to).map_err(|e| StoreError::file("write", to, &e))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0u8; COPY_BYTES];
    let mut bytes = 0u64;
    loop {
        let read = input.read(&mut buffer).map_err(|e| StoreError::file("read", from, &e))?;
        let Some(chunk) = buffer.get(..read).filter(|chunk| !chunk.is_empty()) else { break };
        hasher.update(chunk);
        output.write_all(chunk).map_err(|e| StoreError::file("write", to, &e))?;
        bytes += read as u64;
        progress(bytes);
    }
    output.sync_all().map_err(|e| StoreError::file("flush", to, &e))?;
    Ok(Kept { hash: FileHash(hasher.finalize().into()), bytes })
}

/// Where rows of a large text file begin, every so many rows, so that one row
/// is read back without reading all before it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RowOffsets {
    every_rows: u64,
    offsets: Vec<(u64, u64)>,
}

impl RowOffsets {
    /// Notes every `every_rows`-th row.
    pub fn every(every_rows: u64) -> RowOffsets {
        RowOffsets { every_rows: every_rows.max(1), offsets: vec![] }
    }

    /// Hears where a row begins; keeps it if enough rows went by.
    pub fn note(&mut self, row: u64, byte_offset: u64) {
        if self.offsets.last().is_none_or(|&(last, _)| row >= last + self.every_rows) {
            self.offsets.push((row, byte_offset));
        }
    }

    /// True where nothing was noted.
    pub fn is_empty(&self) -> bool {
        self.offsets.is_empty()
    }

    /// Writes them beside the record of the file.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn write(&self, case: &Case, hash: FileHash) -> Result<()> {
        let mut bytes = Vec::with_capacity(self.offsets.len() * 16);
        for (row, offset) in &self.offsets {
            bytes.extend(row.to_le_bytes());
            bytes.extend(offset.to_le_bytes());
        }
        write_whole(&case.folder("files")?.join(format!("{hash}.rows")), &bytes)
    }

    /// Reads them back; none where there are none.
    ///
    /// # Errors
    /// Where the file is there and cannot be read.
    pub fn read(case: &Case, hash: FileHash) -> Result<RowOffsets> {
        let path = case.folder("files")?.join(format!("{hash}.rows"));
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(RowOffsets::default()),
            Err(e) => return Err(StoreError::file("read", &path, &e)),
        };
        let offsets = bytes
            .as_chunks::<16>()
            .0
            .iter()
            .map(|pair| {
                let (row, offset) = pair.split_at(8);
                let number = |half: &[u8]| half.try_into().map_or(0, u64::from_le_bytes);
                (number(row), number(offset))
            })
            .collect();
        Ok(RowOffsets { every_rows: 0, offsets })
    }

    /// The noted row at or before `row`, and where it begins.
    pub fn before(&self, row: u64) -> Option<(u64, u64)> {
        let after = self.offsets.partition_point(|&(noted, _)| noted <= row);
        after.checked_sub(1).and_then(|at| self.offsets.get(at)).copied()
    }
}

/// The raw bytes of a piece of an evidence file.
///
/// # Errors
/// Where the file is not there or cannot be read.
pub fn slice(case: &Case, hash: FileHash, offset: u64, bytes_max: usize) -> Result<Vec<u8>> {
    let path = case.evidence_path(hash);
    let read = || -> std::io::Result<Vec<u8>> {
        let mut file = File::open(&path)?;
        file.seek(SeekFrom::Start(offset))?;
        let mut bytes = Vec::new();
        file.take(bytes_max as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|e| StoreError::file("read", &path, &e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_kept_once_and_never_writable() {
        let folder = tempfile::tempdir().unwrap();
        let case = Case::create(&folder.path().join("case"), "t", &[]).unwrap();
        let file = folder.path().join("a.csv");
        fs::write(&file, "abc").unwrap();
        let first = keep(&case, &file, &mut |_| ()).unwrap();
        let again = keep(&case, &file, &mut |_| ()).unwrap();
        assert_eq!(first, again);
        assert_eq!(first.hash.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let path = case.evidence_path(first.hash);
        assert_eq!(fs::read(&path).unwrap(), b"abc");
        assert!(fs::metadata(&path).unwrap().permissions().readonly());
    }

    #[test]
    fn a_row_is_found_from_the_noted_one_before_it() {
        let mut offsets = RowOffsets::every(10);
        for row in 2..100u64 {
            offsets.note(row, row * 7);
        }
        assert_eq!(offsets.before(1), None);
        assert_eq!(offsets.before(2), Some((2, 14)));
        assert_eq!(offsets.before(31), Some((22, 154)));
        assert_eq!(offsets.before(32), Some((32, 224)));
    }
}
