//! The case as a workbench asks it: [`fyke_model::desk`] answered from tables,
//! record and kernels.
//!
//! [`LocalDesk`] holds the case open for reading, opened anew whenever its files
//! changed, and its record open for writing, one writer at a time. A group of
//! questions is a file: `cases`, `search`, `entities` and `trade` read tables;
//! `leads`, `thinking`, `chronicle`, `book`, `access` and `giving` read and write
//! the record.

mod access;
mod book;
mod cases;
mod chronicle;
mod entities;
mod flows;
mod giving;
mod leads;
mod opened;
mod refusal;
mod search;
mod shown;
mod thinking;
mod trade;

pub use opened::Opened;
#[allow(unused_imports)] // by what is filled in next
pub use refusal::Told;

use crate::commands::resolve::refresh;
use crate::ledger;
use crate::screen::Outcome;
use fyke_judge::desk::Desk as RecordDesk;
use fyke_judge::key::PersonKey;
use fyke_model::desk::{Answer, Hand, Refusal, Why};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// How long a key stays open after it was last used.
const OPEN_FOR: Duration = Duration::from_secs(12 * 60 * 60);

/// How long an answer about the files of the case is believed.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// A case on this machine, as a workbench asks it.
pub struct LocalDesk {
    root: PathBuf,
    opened: RwLock<(Arc<Opened>, Instant)>,
    record: Mutex<Option<RecordDesk>>,
    hands: Mutex<BTreeMap<u128, Unlocked>>,
}

/// A key that somebody opened.
struct Unlocked {
    key: Arc<PersonKey>,
    used: Instant,
}

impl LocalDesk {
    /// Opens a case that was traced.
    ///
    /// # Errors
    /// Where it is no case, or it or its record cannot be read.
    pub fn open(root: &Path) -> Outcome<LocalDesk> {
        // who is who is settled first: what was never resolved cannot be found
        refresh(root)?;
        let opened = Opened::read(root, None)?;
        Ok(LocalDesk {
            root: root.to_owned(),
            opened: RwLock::new((Arc::new(opened), Instant::now())),
            record: Mutex::new(ledger::desk(root)?),
            hands: Mutex::new(BTreeMap::new()),
        })
    }

    /// The case as it stands: opened anew where its files changed.
    ///
    /// # Errors
    /// Where it cannot be read any more.
    pub fn opened(&self) -> Answer<Arc<Opened>> {
        {
            let now = self.opened.read().unwrap_or_else(PoisonError::into_inner);
            if now.1.elapsed() < LOOK_EVERY {
                return Ok(Arc::clone(&now.0));
            }
        }
        let mut now = self.opened.write().unwrap_or_else(PoisonError::into_inner);
        if now.1.elapsed() >= LOOK_EVERY {
            if opened::traces(&self.root) != now.0.traces {
                now.0 = Arc::new(Opened::read(&self.root, Some(&now.0))?);
            }
            now.1 = Instant::now();
        }
        Ok(Arc::clone(&now.0))
    }

    /// Opens the case anew, after something of it was changed here.
    ///
    /// # Errors
    /// Where it cannot be read any more.
    fn read_anew(&self) -> Answer<()> {
        let mut now = self.opened.write().unwrap_or_else(PoisonError::into_inner);
        *now = (Arc::new(Opened::read(&self.root, Some(&now.0))?), Instant::now());
        Ok(())
    }

    /// The record, held until the guard goes; none where nothing was written yet.
    fn record(&self) -> Answer<MutexGuard<'_, Option<RecordDesk>>> {
        let mut record = self.record.lock().unwrap_or_else(PoisonError::into_inner);
        if record.is_none() {
            *record = ledger::desk(&self.root)?;
        }
        Ok(record)
    }

    /// The key behind a hand.
    fn key(&self, hand: &Hand) -> Answer<Arc<PersonKey>> {
        let mut hands = self.hands.lock().unwrap_or_else(PoisonError::into_inner);
        hands.retain(|_, one| one.used.elapsed() < OPEN_FOR);
        let found = hands
            .get_mut(&hand.id())
            .filter(|one| one.key.id().to_string() == hand.person());
        let Some(one) = found else {
            return Err(Refusal::new(
                Why::Nobody,
                "you are not signed in any more",
                "sign in again",
            ));
        };
        one.used = Instant::now();
        Ok(Arc::clone(&one.key))
    }
}
