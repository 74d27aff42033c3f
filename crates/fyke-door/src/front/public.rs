//! What everybody may read, and the boot's token key: one sealed file in memory,
//! made by the acceptor, read by each worker at the places it needs.
//!
//! `head length (4) ‖ token key (32) ‖ door id (32) ‖ address ‖ entries (2) ‖ {kind (1),
//! serial (8), offset (8), length (8)}... ‖ bytes`. A worker that is confined can open
//! no file; this one comes to it open, and the kernel lets nobody write to it.

use super::token::TokenKey;
use crate::bytes::{Malformed, Reader, put_run};
use crate::keys::DoorId;
use crate::secret::Secret;
use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, memfd_create};
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::FileExt;
use std::path::Path;

/// Sheets that are shown: fifteen days of four.
const SHEETS: usize = 60;
/// A published file over this is not read.
const FILE_MAX: u64 = 8 << 20;
const HEAD_MAX: u32 = 64 * 1024;

/// A published file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// roster and day keys
    KeySet,
    /// the newest reply book
    Book,
    /// a collection sheet by its serial
    Sheet(u64),
}

impl Which {
    const fn parts(self) -> (u8, u64) {
        match self {
            Which::KeySet => (0, 0),
            Which::Book => (1, 0),
            Which::Sheet(serial) => (2, serial),
        }
    }
}

/// What stays the same from the front's start to its end.
pub struct Boot {
    /// seals sessions
    pub key: TokenKey,
    /// whose keys are shown
    pub door: DoorId,
    /// the onion address, empty where none is checked
    pub address: String,
}

/// The folder's files by name, as `fyke-door store` writes them: `keyset`, `book`, `sheets/<serial>`.
fn listed(folder: &Path) -> Vec<(Which, std::path::PathBuf)> {
    let mut all = vec![
        (Which::KeySet, folder.join("keyset")),
        (Which::Book, folder.join("book")),
    ];
    let mut sheets: Vec<_> = fs::read_dir(folder.join("sheets"))
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u64>().ok()?, entry.path())))
        .collect();
    sheets.sort();
    let newest = sheets.into_iter().rev().take(SHEETS);
    all.extend(newest.map(|(serial, path)| (Which::Sheet(serial), path)));
    all
}

/// Tells one state of the folder from the next, without reading it.
pub fn state(folder: &Path) -> Vec<(u64, u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    let of = |path: std::path::PathBuf| fs::metadata(path).ok();
    listed(folder)
        .into_iter()
        .filter_map(|(_, path)| of(path))
        .map(|about| (about.ino(), about.len(), about.mtime(), about.mtime_nsec()))
        .collect()
}

/// Everything that a worker reads, in one file that cannot change.
pub fn bundle(boot: &Boot, folder: &Path) -> io::Result<OwnedFd> {
    let files: Vec<(Which, Vec<u8>)> = listed(folder)
        .into_iter()
        .filter(|(_, path)| fs::metadata(path).is_ok_and(|about| about.len() <= FILE_MAX))
        .filter_map(|(which, path)| Some((which, fs::read(path).ok()?)))
        .collect();
    let mut head = Vec::with_capacity(256 + 25 * files.len());
    head.extend_from_slice(boot.key.expose());
    head.extend_from_slice(&boot.door.0);
    put_run(&mut head, boot.address.as_bytes());
    head.extend_from_slice(&(files.len() as u16).to_be_bytes());
    let mut offset = (4 + head.len() + 25 * files.len()) as u64;
    for (which, bytes) in &files {
        let (kind, serial) = which.parts();
        head.push(kind);
        for number in [serial, offset, bytes.len() as u64] {
            head.extend_from_slice(&number.to_be_bytes());
        }
        offset += bytes.len() as u64;
    }
    let mut file = File::from(memfd_create(
        "public",
        MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING,
    )?);
    file.write_all(&(head.len() as u32).to_be_bytes())?;
    file.write_all(&head)?;
    zeroize::Zeroize::zeroize(&mut head);
    for (_, bytes) in &files {
        file.write_all(bytes)?;
    }
    let file = OwnedFd::from(file);
    fcntl_add_seals(
        &file,
        SealFlags::WRITE | SealFlags::GROW | SealFlags::SHRINK | SealFlags::SEAL,
    )?;
    Ok(file)
}

/// The file, as a worker reads it.
pub struct Public {
    file: File,
    /// what stays the same
    pub boot: Boot,
    entries: Vec<(u8, u64, u64, u64)>,
}

impl Public {
    /// Reads the head.
    pub fn read(file: OwnedFd) -> io::Result<Public> {
        let file = File::from(file);
        let mut length = [0u8; 4];
        file.read_exact_at(&mut length, 0)?;
        let length = u32::from_be_bytes(length).min(HEAD_MAX);
        let mut head = zeroize::Zeroizing::new(vec![0u8; length as usize]);
        file.read_exact_at(&mut head, 4)?;
        let (boot, entries) = parsed(&head).map_err(io::Error::other)?;
        Ok(Public { file, boot, entries })
    }

    fn find(&self, which: Which) -> Option<&(u8, u64, u64, u64)> {
        let parts = which.parts();
        self.entries.iter().find(|entry| (entry.0, entry.1) == parts)
    }

    /// A file's bytes, if the desk has published it.
    pub fn bytes(&self, which: Which) -> Option<Vec<u8>> {
        let found = self.find(which)?;
        let mut bytes = vec![0u8; usize::try_from(found.3.min(FILE_MAX)).ok()?];
        self.file.read_exact_at(&mut bytes, found.2).ok()?;
        Some(bytes)
    }

    /// A piece of a file, for one that is large and read at few places.
    pub fn piece<const N: usize>(&self, which: Which, at: usize) -> Option<[u8; N]> {
        let found = self.find(which)?;
        let mut bytes = [0u8; N];
        let within = at.checked_add(N).is_some_and(|end| end as u64 <= found.3);
        (within && self.file.read_exact_at(&mut bytes, found.2 + at as u64).is_ok()).then_some(bytes)
    }

    /// Serials of the sheets, newest first.
    pub fn sheets(&self) -> Vec<u64> {
        self.entries
            .iter()
            .filter(|entry| entry.0 == 2)
            .map(|entry| entry.1)
            .collect()
    }
}

type Entries = Vec<(u8, u64, u64, u64)>;

fn parsed(head: &[u8]) -> Result<(Boot, Entries), Malformed> {
    let mut from = Reader::new(head);
    let boot = Boot {
        key: Secret::new(from.array("token key")?),
        door: DoorId(from.array("door")?),
        address: String::from_utf8_lossy(from.run("address")?).into_owned(),
    };
    let entries = (0..from.u16("entries")?)
        .map(|_| {
            Ok((
                from.u8("kind")?,
                from.u64("serial")?,
                from.u64("offset")?,
                from.u64("length")?,
            ))
        })
        .collect::<Result<_, Malformed>>()?;
    from.end()?;
    Ok((boot, entries))
}
