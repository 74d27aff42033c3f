//! What the desk publishes: the key set, a reply book every six hours, a collection
//! sheet after each pull; and decoys of its own.
//!
//! Publishing takes the machine's keys alone. Nothing published says how many came
//! or were answered: a book has its 512 slots and a sheet its 256 receipts whatever
//! there is.

use super::error::{DeskError, refused};
use super::{Desk, MachineKeys, disk};
use crate::book::{Edition, publish};
use crate::codename::Codename;
use crate::content::{FileHash, Head, Kind, Writer};
use crate::day::Day;
use crate::envelope::{Bucket, EnvelopeHash, Sealer};
use crate::keys::{Draw, KeySet};
use crate::sheet::{RECEIPTS, Sheet};

/// What is handed to the door.
#[derive(Clone, Debug)]
pub struct Publication {
    /// Roster and day keys.
    pub keys: Vec<u8>,
    /// The reply book.
    pub book: Vec<u8>,
    /// Collection sheets, in order: one after each pull that brought something.
    pub sheets: Vec<Vec<u8>>,
    /// The last day on which everybody still has a key.
    pub until: Day,
}

impl Desk {
    /// The key set: the roster, and of everybody on it the newest list.
    pub fn key_set(&self) -> Result<Vec<u8>, DeskError> {
        let roster_bytes = disk::get(&self.path("roster"))?.unwrap_or_default();
        let roster = self.roster()?;
        let mut lists = Vec::new();
        for person in &roster.people {
            let own = super::vault_name(&person.name)?;
            let newest = disk::names(&self.path("lists"))?
                .into_iter()
                .filter(|name| name.strip_prefix(&own).is_some_and(|rest| rest.starts_with('-')))
                .max_by_key(|name| name.rsplit('-').next().and_then(|day| day.parse::<u32>().ok()));
            if let Some(name) = newest {
                lists.extend(disk::get(&self.path("lists").join(name))?);
            }
        }
        Ok(KeySet::write(&roster_bytes, &lists))
    }

    /// Makes what is published on a day in an edition, keeps it in `outbox/`, and
    /// forgets the slots of editions before.
    pub fn publish(
        &self,
        machine: &MachineKeys,
        edition: Edition,
        today: Day,
        draw: &mut Draw,
    ) -> Result<Publication, DeskError> {
        let keys = self.key_set()?;
        let read = KeySet::read(&keys, self.door(), today).map_err(|why| {
            refused(
                format!("the key set would close the form ({why})"),
                "let everybody draw day keys, or sign the roster again",
            )
        })?;
        let book = publish(
            self.door(),
            edition,
            &self.slots_of(edition)?,
            &machine.publisher,
            draw,
        )
        .map_err(|why| refused(why.to_string(), "publish again afterwards"))?;
        let outbox = self.path("outbox");
        disk::put(&outbox.join("keys"), &keys, today)?;
        disk::put(&outbox.join("book"), &book, today)?;
        let mut sheets = Vec::new();
        let receipts = self.receipts()?;
        for some in receipts.chunks(RECEIPTS) {
            let before = match disk::get(&outbox.join("sheet"))? {
                None => None,
                Some(bytes) => Some(
                    Sheet::read(&bytes, self.door(), &machine.publisher.public())
                        .map_err(|why| refused(why.to_string(), "restore the outbox from a backup"))?,
                ),
            };
            let sheet = Sheet::publish(
                self.door(),
                today,
                before.as_ref(),
                some,
                &machine.publisher,
                draw,
            )
            .map_err(|why| refused(why.to_string(), "publish again"))?;
            disk::put(&outbox.join("sheet"), &sheet, today)?;
            sheets.push(sheet);
        }
        disk::remove(&self.path("receipts"))?;
        self.drop_editions_before(edition)?;
        Ok(Publication {
            keys,
            book,
            sheets,
            until: read.until(),
        })
    }

    /// Envelopes of our own that nobody can tell from a source's: sent through the
    /// front like any other, dropped unopened when they come back.
    pub fn decoys(&self, count: usize, today: Day, draw: &mut Draw) -> Result<Vec<Vec<u8>>, DeskError> {
        let key_set = self.key_set()?;
        let keys = KeySet::read(&key_set, self.door(), today)
            .map_err(|why| refused(why.to_string(), "let everybody draw day keys first"))?;
        let everybody: Vec<usize> = (0..keys.people().len()).collect();
        let opening = keys.opening(everybody.len());
        let mut noted = disk::get(&self.path("decoys"))?.unwrap_or_default();
        let mut made = Vec::new();
        for _ in 0..count {
            let conversation = Codename::draw(draw)?.conversation(self.door());
            let tie = conversation
                .tie(today)
                .ok_or_else(|| refused("the tree of replies has ended", "make a new door"))?;
            let head = Head {
                message: draw.bytes()?,
                language: String::new(),
                tie,
                kind: Kind::Decoy,
            };
            // sizes as sources have them: most are messages, each larger bucket is
            // half as likely as the one before
            let exponent = draw.bytes::<2>().map(u16::from_be_bytes)?.trailing_zeros().min(4) as u8;
            let smallest = Bucket::holding(head.overhead(), everybody.len(), opening);
            let bucket = Bucket::read(exponent).max(smallest).unwrap_or(Bucket::MAX);
            let failed = |why: crate::envelope::SealError| refused(why.to_string(), "try again");
            let sealer = Sealer::new(&keys, &everybody, bucket, Vec::new(), draw).map_err(failed)?;
            let writer = Writer::new(sealer, &head, FileHash::default()).map_err(failed)?;
            let (envelope, hash, _) = writer.finish(true).map_err(failed)?;
            noted.extend_from_slice(&hash.0);
            made.push(envelope);
        }
        disk::put(&self.path("decoys"), &noted, today)?;
        Ok(made)
    }

    /// Whether an envelope is one of our own decoys.
    pub(crate) fn is_decoy(&self, hash: &EnvelopeHash) -> Result<bool, DeskError> {
        let noted = disk::get(&self.path("decoys"))?.unwrap_or_default();
        Ok(noted.chunks_exact(32).any(|one| one == hash.0))
    }
}
