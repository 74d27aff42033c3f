//! Files of a desk: written whole or not at all, dated by the day alone.
//!
//! The time of a file would say when somebody was at the desk, so every file bears
//! midnight of its day.

use super::error::{DeskError, disk};
use crate::day::Day;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

/// Bytes of any file of a desk that is read at once: the largest envelope and a
/// little more.
const READ_MAX: u64 = 80 << 20;

/// Writes a file whole: beside it, to the disk, then under its name, and the name
/// to the disk too.
pub fn put(path: &Path, bytes: &[u8], day: Day) -> Result<(), DeskError> {
    let beside = path.with_extension("new");
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.set_modified(UNIX_EPOCH + Duration::from_secs(u64::from(day.0) * 86_400))?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        sync_folder(path)
    };
    write().map_err(disk(path))
}

/// Makes a folder that only its owner enters.
pub fn folder(path: &Path) -> Result<(), DeskError> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(disk(path))
}

/// A file, where it is there.
pub fn get(path: &Path) -> Result<Option<Vec<u8>>, DeskError> {
    match File::open(path) {
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(why) => Err(disk(path)(why)),
        Ok(file) => {
            let mut bytes = Vec::new();
            file.take(READ_MAX).read_to_end(&mut bytes).map_err(disk(path))?;
            Ok(Some(bytes))
        }
    }
}

/// Names in a folder, sorted; none where there is no folder.
pub fn names(path: &Path) -> Result<Vec<String>, DeskError> {
    let entries = match fs::read_dir(path) {
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(disk(path))?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(disk(path))?.file_name();
        names.extend(name.into_string().ok().filter(|name| !name.ends_with(".new")));
    }
    names.sort();
    Ok(names)
}

/// Takes a file away, and its name from the disk.
pub fn remove(path: &Path) -> Result<(), DeskError> {
    match fs::remove_file(path) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => Err(disk(path)(why)),
        _ => sync_folder(path).map_err(disk(path)),
    }
}

/// Overwrites a file where it lies, to the disk, then takes it away. On flash
/// memory the old cells may live on: what this can and cannot do stands in
/// `docs/door/desk.md`.
pub fn overwrite(path: &Path, with: &[u8]) -> Result<(), DeskError> {
    let write = || -> std::io::Result<()> {
        let mut file = fs::OpenOptions::new().write(true).open(path)?;
        file.write_all(with)?;
        file.sync_all()
    };
    match write() {
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(why) => Err(disk(path)(why)),
        Ok(()) => remove(path),
    }
}

fn sync_folder(path: &Path) -> std::io::Result<()> {
    path.parent()
        .map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

/// Bytes in hexadecimal, for names.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The bytes of a name in hexadecimal.
pub fn unhex<const N: usize>(name: &str) -> Option<[u8; N]> {
    let mut out = [0u8; N];
    let digits = name.as_bytes();
    if digits.len() != N * 2 {
        return None;
    }
    for (byte, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |at: usize| pair.get(at).and_then(|d| (*d as char).to_digit(16));
        *byte = u8::try_from(digit(0)? * 16 + digit(1)?).ok()?;
    }
    Some(out)
}
