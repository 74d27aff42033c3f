//! What everybody may read, and the boot's token key: one sealed file in memory,
//! made by the acceptor, read by each worker at the places it needs.
//!
//! `head length (4) ‖ token key (32) ‖ door id (32) ‖ address ‖ entries (2) ‖ {name,
//! length (8)}... ‖ bytes`. A worker that is confined can open no file; this one comes
//! to it open, and the kernel lets nobody write to it.

use super::token::TokenKey;
use crate::bytes::{Malformed, Reader, put_run};
use crate::keys::DoorId;
use crate::store::publish;
use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, memfd_create};
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::Path;
use zeroize::Zeroizing;

/// Sheets that are shown: fifteen days of four.
const SHEETS: usize = 60;
/// A published file over this is not read.
const FILE_MAX: u64 = 8 << 20;
const HEAD_MAX: u32 = 64 * 1024;

/// Roster and day keys.
pub const KEY_SET: &str = "keyset";
/// The newest reply book.
pub const BOOK: &str = "book";

/// A collection sheet by its serial.
pub fn sheet(serial: u32) -> String {
    format!("sheets/{serial}")
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

/// The folder's files by name, as `fyke-door store` writes them; newest sheets first.
fn listed(folder: &Path) -> Vec<String> {
    let sheets = publish::sheets(&folder.join("sheets"));
    let newest = sheets.into_iter().rev().take(SHEETS).map(sheet);
    [KEY_SET.to_owned(), BOOK.to_owned()]
        .into_iter()
        .chain(newest)
        .collect()
}

/// Tells one state of the folder from the next, without reading it.
pub fn state(folder: &Path) -> Vec<(u64, u64, i64, i64)> {
    let about = |name: String| fs::metadata(folder.join(name)).ok();
    let files = listed(folder).into_iter().filter_map(about);
    files
        .map(|about| (about.ino(), about.len(), about.mtime(), about.mtime_nsec()))
        .collect()
}

/// Everything that a worker reads, in one file that cannot change.
pub fn bundle(boot: &Boot, folder: &Path) -> io::Result<OwnedFd> {
    let mut files = listed(folder);
    files.retain(|name| fs::metadata(folder.join(name)).is_ok_and(|about| about.len() <= FILE_MAX));
    let read = |name: String| Some((fs::read(folder.join(&name)).ok()?, name));
    let files: Vec<(Vec<u8>, String)> = files.into_iter().filter_map(read).collect();
    // with room for a hundred bytes an entry it never grows, so no copy of the key is left behind
    let mut head = Zeroizing::new(Vec::with_capacity(512 + boot.address.len() + 100 * files.len()));
    head.extend_from_slice(boot.key.expose());
    head.extend_from_slice(&boot.door.0);
    put_run(&mut head, boot.address.as_bytes());
    head.extend_from_slice(&(files.len() as u16).to_be_bytes());
    for (bytes, name) in &files {
        put_run(&mut head, name.as_bytes());
        head.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
    }
    let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
    let mut file = File::from(memfd_create("public", flags)?);
    file.write_all(&(head.len() as u32).to_be_bytes())?;
    file.write_all(&head)?;
    for (bytes, _) in &files {
        file.write_all(bytes)?;
    }
    let closed = SealFlags::WRITE | SealFlags::GROW | SealFlags::SHRINK | SealFlags::SEAL;
    fcntl_add_seals(&file, closed)?;
    Ok(file.into())
}

/// A file of the bundle: its name, where it begins, how long it is.
type Entry = (String, u64, u64);

/// The file, as a worker reads it.
pub struct Public {
    file: File,
    /// what stays the same
    pub boot: Boot,
    entries: Vec<Entry>,
}

impl Public {
    /// Reads the head.
    pub fn read(file: OwnedFd) -> io::Result<Public> {
        let file = File::from(file);
        let mut length = [0u8; 4];
        file.read_exact_at(&mut length, 0)?;
        let length = u32::from_be_bytes(length).min(HEAD_MAX);
        let mut head = Zeroizing::new(vec![0u8; length as usize]);
        file.read_exact_at(&mut head, 4)?;
        let (boot, entries) = parsed(&head).map_err(io::Error::other)?;
        Ok(Public { file, boot, entries })
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.0 == name)
    }

    /// A file's bytes, if the desk has published it.
    pub fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        let (_, start, length) = self.find(name)?;
        let mut bytes = vec![0u8; usize::try_from(*length.min(&FILE_MAX)).ok()?];
        self.file.read_exact_at(&mut bytes, *start).ok()?;
        Some(bytes)
    }

    /// A piece of a file, for one that is large and read at few places.
    pub fn piece<const N: usize>(&self, name: &str, at: usize) -> Option<[u8; N]> {
        let (_, start, length) = self.find(name)?;
        let mut bytes = [0u8; N];
        let within = at.checked_add(N).is_some_and(|end| end as u64 <= *length);
        (within && self.file.read_exact_at(&mut bytes, start + at as u64).is_ok()).then_some(bytes)
    }

    /// Serials of the sheets, newest first.
    pub fn sheets(&self) -> Vec<u32> {
        let serial = |entry: &Entry| entry.0.strip_prefix("sheets/")?.parse().ok();
        self.entries.iter().filter_map(serial).collect()
    }
}

fn parsed(head: &[u8]) -> Result<(Boot, Vec<Entry>), Malformed> {
    let mut from = Reader::new(head);
    let boot = Boot {
        key: from.secret("token key")?,
        door: DoorId(from.array("door")?),
        address: String::from_utf8_lossy(from.run("address")?).into_owned(),
    };
    let mut start = 4 + head.len() as u64;
    let mut entries = Vec::new();
    for _ in 0..from.u16("entries")? {
        let name = String::from_utf8_lossy(from.run("name")?).into_owned();
        let length = from.u64("length")?;
        entries.push((name, start, length));
        start = start.saturating_add(length);
    }
    from.end()?;
    Ok((boot, entries))
}
