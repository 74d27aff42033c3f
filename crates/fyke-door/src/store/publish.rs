//! What everybody may read: key set, reply book, collection sheets.
//!
//! Each is signed, checked here before it is written, replaced whole (a new file,
//! synced, then renamed over the old), and never goes back: a key set of an older
//! roster, a book of an earlier edition and another sheet under a serial that is
//! taken are refused. Book and sheets have one size whatever is in them.

use crate::book::Book;
use crate::day::Day;
use crate::keys::{DoorId, KeySet, Refused, Roster, SealKey, SignKey};
use crate::sheet::Sheet;
use crate::slab::disk::coarse;
use crate::wire::Public;
use anyhow::{Result, ensure};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Sheets kept: sixteen days of four.
const SHEETS: usize = 64;

/// The folder, and the roster that says whose signature counts.
pub struct Published {
    door: DoorId,
    folder: PathBuf,
    roster: Mutex<Roster>,
}

/// What is here is not replaced by what came before it.
const OLDER: &str = "this is older than what is here; publish what the desk made last";

impl Published {
    /// Of a folder whose key set was read already.
    pub const fn new(door: DoorId, folder: PathBuf, roster: Roster) -> Published {
        Published {
            door,
            folder,
            roster: Mutex::new(roster),
        }
    }

    /// Whose door.
    pub const fn door(&self) -> DoorId {
        self.door
    }

    fn roster(&self) -> MutexGuard<'_, Roster> {
        self.roster.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The desk's pull key.
    pub fn pull(&self) -> SignKey {
        self.roster().pull
    }

    /// Checks and writes. Of a key set: whom the slab's next generations are sealed to.
    pub fn publish(&self, what: Public, bytes: &[u8]) -> Result<Option<Vec<SealKey>>> {
        let mut roster = self.roster();
        match what {
            Public::KeySet => {
                // keys that are not of today are for the form to refuse, not for the folder
                match KeySet::read(bytes, self.door, Day::today()) {
                    Ok(_) | Err(Refused::Stale { .. }) => {}
                    Err(why) => return Err(why.into()),
                }
                let new = KeySet::roster_of(bytes, self.door)?;
                ensure!(new.serial >= roster.serial, OLDER);
                replace(&self.folder, "keyset", bytes)?;
                *roster = new;
                return Ok(Some(vec![roster.slab.clone()]));
            }
            Public::Book => {
                let new = Book::read(bytes, self.door, &roster.publisher)?.edition();
                let here = fs::read(self.folder.join("book")).unwrap_or_default();
                let here = Book::read(&here, self.door, &roster.publisher).ok();
                ensure!(here.is_none_or(|here| here.edition() <= new), OLDER);
                replace(&self.folder, "book", bytes)?;
            }
            Public::Sheet => {
                let new = Sheet::read(bytes, self.door, &roster.publisher)?;
                let folder = self.folder.join("sheets");
                let name = new.serial.to_string();
                match fs::read(folder.join(&name)) {
                    Ok(here) => ensure!(
                        here == bytes,
                        "another sheet has this number; look at who publishes"
                    ),
                    Err(_) => replace(&folder, &name, bytes)?,
                }
                for old in sheets(&folder).iter().rev().skip(SHEETS) {
                    fs::remove_file(folder.join(old.to_string()))?;
                }
            }
        }
        Ok(None)
    }
}

/// Writes a file whole, or leaves the old one.
pub fn replace(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let new = folder.join(format!(".{name}.new"));
    let mut file = File::create(&new)?;
    file.write_all(bytes)?;
    coarse(&file);
    file.sync_all()?;
    fs::rename(&new, folder.join(name))?;
    File::open(folder)?.sync_all()
}

/// Serials of the sheets of a folder, sorted.
pub fn sheets(folder: &Path) -> Vec<u32> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut serials: Vec<u32> = names
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    serials.sort_unstable();
    serials
}
