//! Files kept byte for byte under their hash.
//!
//! A file is copied and hashed in one pass into `staging/`, then moved to
//! `evidence/<sha256>` and made read-only. It is never opened for writing
//! again: what the case says about it can always be checked against it.

use crate::case::Case;
use crate::error::{Result, StoreError};
use fyke_model::dataset::FileHash;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

pub use crate::source_row::raw_row;

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
    if from.is_dir() {
        return Err(StoreError::request(
            format!("{} is a folder", from.display()),
            format!("name the files in it, for example {}/*", from.display()),
        ));
    }
    // opened first: where there is nothing to read, nothing is written
    let input = File::open(from).map_err(|e| StoreError::file("read", from, &e))?;
    let mut output = File::create(to).map_err(|e| StoreError::file("write", to, &e))?;
    let mut bytes = 0u64;
    let hash = hash(input, from, &mut |chunk| {
        output
            .write_all(chunk)
            .map_err(|e| StoreError::file("write", to, &e))?;
        bytes += chunk.len() as u64;
        progress(bytes);
        Ok(())
    })?;
    output.sync_all().map_err(|e| StoreError::file("flush", to, &e))?;
    Ok(Kept { hash, bytes })
}

/// The hash of a file's bytes; `each` hears them piece by piece.
pub(crate) fn hash(
    mut input: File,
    path: &Path,
    each: &mut dyn FnMut(&[u8]) -> Result<()>,
) -> Result<FileHash> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0u8; COPY_BYTES];
    loop {
        let read = input
            .read(&mut buffer)
            .map_err(|e| StoreError::file("read", path, &e))?;
        match buffer.get(..read) {
            Some(chunk) if !chunk.is_empty() => {
                hasher.update(chunk);
                each(chunk)?;
            }
            _ => return Ok(FileHash(hasher.finalize().into())),
        }
    }
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
        assert_eq!(
            first.hash.to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        let path = case.evidence_path(first.hash);
        assert_eq!(fs::read(&path).unwrap(), b"abc");
        assert!(fs::metadata(&path).unwrap().permissions().readonly());
    }
}
