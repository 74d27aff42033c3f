//! What the slab asks of a disk, and the file that is one.
//!
//! Three calls, so that a test can stand between the slab and the file and cut
//! the power at any of them.

use super::cell::Raw;
use super::{CELL, Geometry};
use crate::day::Day;
use crate::secret::Secret;
use chacha20poly1305::ChaCha20Poly1305;
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

/// Cells by their place in the file.
pub trait Disk {
    /// Reads one cell.
    fn read(&self, cell: u32, into: &mut Raw) -> io::Result<()>;
    /// Writes one cell. It is on the disk after [`Disk::sync`], not before.
    fn write(&self, cell: u32, from: &Raw) -> io::Result<()>;
    /// Everything that was written is on the disk when this returns.
    fn sync(&self) -> io::Result<()>;
}

impl Disk for File {
    fn read(&self, cell: u32, into: &mut Raw) -> io::Result<()> {
        self.read_exact_at(into, u64::from(cell) * CELL as u64)
    }

    fn write(&self, cell: u32, from: &Raw) -> io::Result<()> {
        self.write_all_at(from, u64::from(cell) * CELL as u64)
    }

    fn sync(&self) -> io::Result<()> {
        self.sync_data()
    }
}

/// Makes the slab: a new file of noise, or noise over a partition that stands
/// there already. A file that exists is never touched: it may hold what somebody
/// risked much to bring.
///
/// The noise is the key stream of a key that is drawn here and dropped: what a
/// cell in use looks like too.
pub fn install(path: &Path, bytes: u64, told: &mut dyn FnMut(u32, u32)) -> io::Result<Geometry> {
    let device = std::fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir());
    let geometry = Geometry::of(bytes).map_err(|none| io::Error::new(ErrorKind::InvalidInput, none))?;
    let mut options = OpenOptions::new();
    options.read(true).write(true).mode(0o600).create_new(!device);
    let file = options.open(path)?;
    if !device {
        // where the file system cannot reserve the room, the noise itself does
        let _ = rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::empty(), 0, bytes);
    }
    let key = Secret::<32>::random().map_err(io::Error::other)?;
    let noise = ChaCha20Poly1305::new(key.expose().into());
    for n in 0..geometry.cells() {
        let mut cell = super::cell::blank();
        let mut nonce = [0u8; 12];
        nonce[..4].copy_from_slice(&n.to_be_bytes());
        let made = noise.encrypt_inout_detached(&nonce.into(), b"", cell.as_mut_slice().into());
        made.map_err(|_| io::Error::other("a cell is longer than ChaCha20 allows"))?;
        file.write(n, &cell)?;
        told(n + 1, geometry.cells());
    }
    file.sync_all()?;
    coarse(&file);
    Ok(geometry)
}

/// Opens a slab: the whole file is its size, and it is locked against a second store.
pub fn open(path: &Path) -> io::Result<(File, Geometry)> {
    let file = OpenOptions::new().read(true).write(true).open(path)?;
    rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive)?;
    let bytes = rustix::fs::seek(&file, rustix::fs::SeekFrom::End(0))?;
    let geometry = Geometry::of(bytes).map_err(|none| io::Error::new(ErrorKind::InvalidData, none))?;
    Ok((file, geometry))
}

/// Sets the file's times to the start of today. The inode keeps one time that no
/// program can set, that of the last change: so the store calls this every few
/// seconds whether anything came or not, and the time left is that of the plug.
pub fn coarse(file: &File) {
    let today = rustix::fs::Timespec {
        tv_sec: i64::from(Day::today().0) * 86_400,
        tv_nsec: 0,
    };
    let times = rustix::fs::Timestamps {
        last_access: today,
        last_modification: today,
    };
    // a partition's node may refuse: its times say nothing about the slab
    let _ = rustix::fs::futimens(file, &times);
}
