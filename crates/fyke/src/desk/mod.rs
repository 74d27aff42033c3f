//! The case as a workbench asks it: [`fyke_model::desk`] answered from tables,
//! record and kernels.
//!
//! [`LocalDesk`] holds the case open for reading, opened anew whenever its files
//! changed, and its record open for writing, one writer at a time. A group of
//! questions is a file: `cases`, `search`, `entities` and `trade` read tables;
//! `leads`, `thinking`, `chronicle`, `book`, `access` and `giving` read and write
//! the record; `intake` asks the desk of a door, where there is one.

mod access;
mod alerts;
mod book;
mod cases;
mod chain;
mod chronicle;
mod cited;
mod dossier;
mod entities;
mod flows;
mod giving;
mod intake;
mod leads;
mod log;
mod opened;
mod people;
mod reads;
mod refusal;
mod search;
mod shelf;
mod shown;
mod texts;
mod thinking;
mod trade;

#[cfg(test)]
mod tests;

pub use intake::DoorDesk;
pub use opened::Opened;
pub use refusal::Told;

use crate::bench::{Bench, Matter};
use crate::commands::resolve::refresh;
use crate::ledger;
use crate::pipeline::page::glossary;
use crate::report::Glossary;
use crate::screen::{Failure, Outcome};
use fyke_judge::desk::Desk as RecordDesk;
use fyke_judge::key::{KeyId, PersonKey};
use fyke_model::desk::{Answer, Hand, Role, Why};
use fyke_model::reference::Reference;
use log::Log;
use people::People;
use reads::Reads;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// How long a key stays open after it was last used.
const OPEN_FOR: Duration = Duration::from_secs(12 * 60 * 60);

/// How long an answer about the files of the case is believed.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// A case on this machine, as a workbench asks it.
///
/// Of its locks the one of `opened` is taken before that of `log`, and never
/// while that is held.
pub struct LocalDesk {
    root: PathBuf,
    reference: Reference,
    glossary: Glossary,
    opened: RwLock<(Arc<Opened>, Instant)>,
    log: Mutex<Option<Log>>,
    hands: Mutex<BTreeMap<u128, Unlocked>>,
    people: People,
    reads: Reads,
    /// The desk of a door, where the program was told of one.
    intake: Option<DoorDesk>,
}

/// A key that somebody opened.
struct Unlocked {
    key: Arc<PersonKey>,
    used: Instant,
}

/// Somebody at work on what is lent to them for one step.
type Lent<'a> = Bench<&'a Matter, &'a mut RecordDesk, &'a PersonKey>;

impl LocalDesk {
    /// Opens a case that was traced.
    ///
    /// # Errors
    /// Where it is no case, or it or its record cannot be read.
    pub fn open(root: &Path) -> Outcome<LocalDesk> {
        // who is who is settled first: what was never resolved cannot be found
        refresh(root)?;
        let opened = Opened::read(root, None)?;
        let reference = Reference::shipped();
        let desk = LocalDesk {
            root: root.to_owned(),
            glossary: glossary(&reference),
            reference,
            log: Mutex::new(Log::open(root)?),
            people: People::of(root),
            opened: RwLock::new((Arc::new(opened), Instant::now())),
            hands: Mutex::new(BTreeMap::new()),
            reads: Reads::default(),
            intake: None,
        };
        let first = Arc::clone(&held(desk.opened.read()).0);
        desk.seal(&first)?;
        Ok(desk)
    }

    /// The same with the desk of a door, for its officers.
    #[must_use]
    pub fn with_intake(mut self, door: DoorDesk) -> LocalDesk {
        self.intake = Some(door);
        self
    }

    /// The case as it stands: opened anew where its files changed.
    ///
    /// # Errors
    /// Where it cannot be read any more.
    pub fn opened(&self) -> Answer<Arc<Opened>> {
        {
            let now = held(self.opened.read());
            if now.1.elapsed() < LOOK_EVERY {
                return Ok(Arc::clone(&now.0));
            }
        }
        let mut now = held(self.opened.write());
        if now.1.elapsed() >= LOOK_EVERY {
            if opened::traces(&self.root) != now.0.traces {
                let fresh = Arc::new(Opened::read(&self.root, Some(&now.0))?);
                // before anyone looks
                self.seal(&fresh)?;
                now.0 = fresh;
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
        let mut now = held(self.opened.write());
        let fresh = Arc::new(Opened::read(&self.root, Some(&now.0))?);
        self.seal(&fresh)?;
        *now = (fresh, Instant::now());
        Ok(())
    }

    /// Seals what the machine thinks of leads that are not sealed yet.
    fn seal(&self, opened: &Opened) -> Outcome {
        let mut log = self.log()?;
        let Some(log) = log.as_mut() else {
            return Ok(());
        };
        if !log.blind() || !log.record().writable() {
            return Ok(());
        }
        ledger::seal(&mut log.desk, &opened.leads)?;
        log.catch_up()
    }

    /// The record, read on to its end and held until the guard goes; none where
    /// nothing was written yet.
    fn log(&self) -> Outcome<MutexGuard<'_, Option<Log>>> {
        let mut log = held(self.log.lock());
        match log.as_mut() {
            Some(log) => log.catch_up()?,
            None => *log = Log::open(&self.root)?,
        }
        Ok(log)
    }

    /// The key behind a hand.
    fn key(&self, hand: &Hand) -> Outcome<Arc<PersonKey>> {
        let mut hands = held(self.hands.lock());
        hands.retain(|_, one| one.used.elapsed() < OPEN_FOR);
        let found = hands
            .get_mut(&hand.id())
            .filter(|one| one.key.id().to_string() == hand.person());
        let Some(one) = found else {
            return Err(Failure::new("you are not signed in any more", "sign in again").because(Why::Nobody));
        };
        one.used = Instant::now();
        Ok(Arc::clone(&one.key))
    }

    /// One step of somebody who may do what takes that role.
    fn at_bench<T>(
        &self,
        hand: &Hand,
        role: Role,
        step: impl FnOnce(&mut Lent<'_>) -> Outcome<T>,
    ) -> Answer<T> {
        let key = self.key(hand)?;
        let opened = self.opened()?;
        let mut log = self.log()?;
        let log = log.as_mut().ok_or_else(no_record)?;
        log.needs(key.id(), role)?;
        let done = step(&mut Bench {
            matter: opened.matter(),
            desk: &mut log.desk,
            key: &key,
        })?;
        log.catch_up()?;
        Ok(done)
    }

    /// One step with the record of somebody who may do what takes that role.
    fn with_log<T>(
        &self,
        hand: &Hand,
        role: Role,
        step: impl FnOnce(&mut Log, &PersonKey) -> Outcome<T>,
    ) -> Answer<T> {
        let key = self.key(hand)?;
        let mut log = self.log()?;
        let log = log.as_mut().ok_or_else(no_record)?;
        log.needs(key.id(), role)?;
        let done = step(log, &key)?;
        log.catch_up()?;
        Ok(done)
    }

    /// Who asks, where somebody came in.
    fn who(&self, hand: Option<&Hand>) -> Outcome<Option<KeyId>> {
        hand.map(|hand| self.key(hand).map(|key| key.id())).transpose()
    }
}

/// What a lock holds, also where a thread broke while it held it: what is kept
/// is whole at every step.
fn held<T>(lock: Result<T, PoisonError<T>>) -> T {
    lock.unwrap_or_else(PoisonError::into_inner)
}

fn no_record() -> Failure {
    Failure::new(
        "this case has no record yet",
        "be the first person of it, then judge",
    )
}
