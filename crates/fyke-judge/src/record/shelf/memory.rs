//! A record's folder in memory, which a test can stop dead and cut the power of.
//!
//! The model of a disk: bytes written and synced stay; a *name* given, changed
//! or removed stays only once its folder was synced. Cutting the power keeps an
//! arbitrary part of the unsynced names. A write that is interrupted leaves half
//! the bytes.

use super::{Guard, Shelf, ShelfError, folder_of};
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A folder in memory. Clones are the same folder: two programs on one disk.
#[derive(Clone, Default, Debug)]
pub struct Memory(Arc<(Mutex<Disk>, Condvar)>);

#[derive(Clone, Default, Debug)]
struct Disk {
    /// What running programs see.
    seen: BTreeMap<String, Vec<u8>>,
    /// What is left when the power goes.
    kept: BTreeMap<String, Vec<u8>>,
    /// Names changed since their folder was synced, in order.
    unsynced: Vec<(String, Option<Vec<u8>>)>,
    locked: bool,
    writing: bool,
    /// Half steps taken: each operation that writes has two.
    steps: u64,
    stop_at: Option<u64>,
}

const STOPPED: &str = "the test stopped the disk here";

impl Memory {
    /// An empty folder.
    pub fn new() -> Memory {
        Memory::default()
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nothing works any more after half step `n`: an odd one leaves the
    /// operation half done.
    pub fn stop_at(&self, n: u64) {
        self.disk().stop_at = Some(n);
    }

    /// Half steps taken so far.
    pub fn steps(&self) -> u64 {
        self.disk().steps
    }

    /// The disk as the next program finds it when this one was killed.
    #[must_use]
    pub fn after_kill(&self) -> Memory {
        let disk = self.disk();
        Memory::of(Disk {
            seen: disk.seen.clone(),
            kept: disk.kept.clone(),
            unsynced: disk.unsynced.clone(),
            writing: disk.writing,
            ..Disk::default()
        })
    }

    /// The disk as the next program finds it when the power was cut: of the
    /// unsynced changes of names, those are kept for which `keep` says so.
    #[must_use]
    pub fn after_power_loss(&self, mut keep: impl FnMut() -> bool) -> Memory {
        let disk = self.disk();
        let mut kept = disk.kept.clone();
        for (path, bytes) in &disk.unsynced {
            if keep() {
                apply(&mut kept, path, bytes.as_deref());
            }
        }
        Memory::of(Disk {
            seen: kept.clone(),
            kept,
            ..Disk::default()
        })
    }

    /// A second folder with the same files.
    #[must_use]
    pub fn copy(&self) -> Memory {
        let seen = self.disk().seen.clone();
        Memory::of(Disk {
            kept: seen.clone(),
            seen,
            ..Disk::default()
        })
    }

    /// Puts bytes into a file behind the back of whoever uses the folder.
    pub fn tamper(&self, path: &str, bytes: Option<&[u8]>) {
        apply(&mut self.disk().seen, path, bytes);
    }

    fn of(disk: Disk) -> Memory {
        Memory(Arc::new((Mutex::new(disk), Condvar::new())))
    }
}

fn apply(files: &mut BTreeMap<String, Vec<u8>>, path: &str, bytes: Option<&[u8]>) {
    match bytes {
        Some(bytes) => {
            files.insert(path.into(), bytes.into());
        }
        None => {
            files.remove(path);
        }
    }
}

impl Disk {
    fn alive(&self, path: &str) -> Result<(), ShelfError> {
        if self.stop_at.is_some_and(|stop| self.steps >= stop) {
            Err(ShelfError::new(path, STOPPED))
        } else {
            Ok(())
        }
    }

    /// Two half steps: `half` happens if the disk stops between them, `whole`
    /// if it goes on.
    fn step(
        &mut self,
        path: &str,
        half: impl FnOnce(&mut Disk),
        whole: impl FnOnce(&mut Disk),
    ) -> Result<(), ShelfError> {
        self.alive(path)?;
        self.steps += 1;
        if let Err(stopped) = self.alive(path) {
            half(self);
            return Err(stopped);
        }
        self.steps += 1;
        whole(self);
        Ok(())
    }

    fn change(&mut self, path: &str, bytes: Option<&[u8]>) {
        apply(&mut self.seen, path, bytes);
        self.unsynced.push((path.into(), bytes.map(<[u8]>::to_vec)));
    }

    fn sync(&mut self, folder: &str) {
        let kept = &mut self.kept;
        self.unsynced.retain(|(path, bytes)| {
            let here = folder_of(path) == folder;
            if here {
                apply(kept, path, bytes.as_deref());
            }
            !here
        });
    }
}

impl Shelf for Memory {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ShelfError> {
        let disk = self.disk();
        disk.alive(path)?;
        Ok(disk.seen.get(path).cloned())
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, ShelfError> {
        let disk = self.disk();
        disk.alive(folder)?;
        let inside = |path: &&String| {
            folder.is_empty()
                || path
                    .strip_prefix(folder)
                    .is_some_and(|rest| rest.starts_with('/'))
        };
        Ok(disk.seen.keys().filter(inside).cloned().collect())
    }

    fn write_new(&self, path: &str, bytes: &[u8]) -> Result<(), ShelfError> {
        let mut disk = self.disk();
        if disk.seen.contains_key(path) {
            return Err(ShelfError::new(path, "is there already"));
        }
        let torn = bytes.get(..bytes.len() / 2).unwrap_or_default();
        disk.step(
            path,
            |disk| disk.change(path, Some(torn)),
            |disk| disk.change(path, Some(bytes)),
        )
    }

    fn replace(&self, path: &str, bytes: &[u8]) -> Result<(), ShelfError> {
        let mut disk = self.disk();
        let fresh = format!("{path}.new");
        let torn = bytes.get(..bytes.len() / 2).unwrap_or_default();
        disk.step(
            path,
            |disk| disk.change(&fresh, Some(torn)),
            |disk| disk.change(&fresh, Some(bytes)),
        )?;
        let rename = |disk: &mut Disk| {
            disk.change(path, Some(bytes));
            disk.change(&fresh, None);
        };
        disk.step(path, rename, rename)?;
        disk.step(path, |_| (), |disk| disk.sync(folder_of(path)))
    }

    fn remove(&self, path: &str) -> Result<(), ShelfError> {
        let mut disk = self.disk();
        if !disk.seen.contains_key(path) {
            return disk.alive(path);
        }
        disk.step(path, |_| (), |disk| disk.change(path, None))
    }

    fn sync_folder(&self, folder: &str) -> Result<(), ShelfError> {
        self.disk().step(folder, |_| (), |disk| disk.sync(folder))
    }

    fn lock(&self) -> Result<Box<dyn Guard + '_>, ShelfError> {
        let (_, freed) = &*self.0;
        let mut disk = self.disk();
        disk.alive("lock")?;
        while disk.locked {
            disk = freed.wait(disk).unwrap_or_else(PoisonError::into_inner);
        }
        disk.locked = true;
        Ok(Box::new(Held(self)))
    }
}

struct Held<'a>(&'a Memory);

impl Guard for Held<'_> {
    fn begin(&mut self) -> Result<bool, ShelfError> {
        let mut disk = self.0.disk();
        disk.alive("lock")?;
        Ok(std::mem::replace(&mut disk.writing, true))
    }

    fn done(&mut self) -> Result<(), ShelfError> {
        let mut disk = self.0.disk();
        disk.alive("lock")?;
        disk.writing = false;
        Ok(())
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let (_, freed) = &*self.0.0;
        self.0.disk().locked = false;
        freed.notify_one();
    }
}
