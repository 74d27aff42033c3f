//! What the desk publishes: the key set, a reply book every six hours and a collection
//! sheet with it; and decoys of its own.
//!
//! Publishing takes the machine's keys alone. Nothing published says how many came
//! or were answered, or whether any: each edition has one book of 512 slots and one
//! sheet of 256 receipts, whatever there is. Both are made once: a second book of the
//! same edition would have other noise around the same replies, and whoever held one
//! beside the other would count them. What the door did not take is handed over again
//! as it is.

use super::error::{DeskError, refused};
use super::{Desk, MachineKeys, disk};
use crate::book::{Book, Edition, publish};
use crate::codename::Codename;
use crate::content::{FileHash, Head, Kind, Writer};
use crate::day::Day;
use crate::envelope::{Bucket, EnvelopeHash, Sealer};
use crate::keys::{Draw, KeySet};
use crate::sheet::{RECEIPTS, Sheet};

/// Sheets that are handed over with every publication, so that a line which broke, or
/// a door that was lost, leaves no gap in their chain: four days of four.
const SHEETS_AGAIN: usize = 16;

/// What is handed to the door.
#[derive(Clone, Debug)]
pub struct Publication {
    /// Roster and day keys.
    pub keys: Vec<u8>,
    /// The reply book.
    pub book: Vec<u8>,
    /// Collection sheets, in order, this edition's last: the door knows the others
    /// unless something was lost.
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

    /// Makes what is published on a day in an edition, or takes it from `outbox/` where
    /// it was made before, and forgets the slots of editions before.
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
        let outbox = self.path("outbox");
        disk::folder(&outbox.join("sheets"))?;
        disk::put(&outbox.join("keys"), &keys, today)?;
        let last = disk::get(&outbox.join("book"))?;
        let made = match &last {
            None => None,
            Some(bytes) => Some(
                Book::read(bytes, self.door(), &machine.publisher.public())
                    .map_err(|why| refused(why.to_string(), "restore the outbox from a backup"))?
                    .edition(),
            ),
        };
        let book = match last.filter(|_| made >= Some(edition)) {
            Some(book) if made == Some(edition) => book,
            Some(_) => {
                return Err(refused(
                    format!("a later book than {edition} was published"),
                    "publish the next one of today (`--book`)",
                ));
            }
            None => {
                // the sheet first: were the book first, a death between the two would leave an edition without one
                self.next_sheet(machine, today, draw)?;
                let slots = self.slots_of(edition)?;
                let book = publish(self.door(), edition, &slots, &machine.publisher, draw)
                    .map_err(|why| refused(why.to_string(), "publish again afterwards"))?;
                disk::put(&outbox.join("book"), &book, today)?;
                book
            }
        };
        let sheets = self
            .sheets_made()?
            .into_iter()
            .map(|serial| Ok(disk::get(&outbox.join("sheets").join(serial.to_string()))?.unwrap_or_default()))
            .collect::<Result<_, DeskError>>()?;
        self.drop_editions_before(edition)?;
        Ok(Publication {
            keys,
            book,
            sheets,
            until: read.until(),
        })
    }

    /// Serials of the sheets that are kept, in order.
    fn sheets_made(&self) -> Result<Vec<u32>, DeskError> {
        let names = disk::names(&self.path("outbox").join("sheets"))?;
        let mut serials: Vec<u32> = names.iter().filter_map(|name| name.parse().ok()).collect();
        serials.sort_unstable();
        Ok(serials)
    }

    /// Signs the next sheet, over as many receipts as it holds; the others wait.
    fn next_sheet(&self, machine: &MachineKeys, today: Day, draw: &mut Draw) -> Result<(), DeskError> {
        let folder = self.path("outbox").join("sheets");
        let serials = self.sheets_made()?;
        let before = match serials.last() {
            None => None,
            Some(serial) => {
                let bytes = disk::get(&folder.join(serial.to_string()))?.unwrap_or_default();
                let read = Sheet::read(&bytes, self.door(), &machine.publisher.public());
                Some(read.map_err(|why| refused(why.to_string(), "restore the outbox from a backup"))?)
            }
        };
        let receipts = self.receipts()?;
        let (now, later) = receipts.split_at(receipts.len().min(RECEIPTS));
        let sheet = Sheet::publish(self.door(), today, before.as_ref(), now, &machine.publisher, draw)
            .map_err(|why| refused(why.to_string(), "publish again"))?;
        let serial = before.map_or(1, |sheet| sheet.serial.saturating_add(1));
        disk::put(&folder.join(serial.to_string()), &sheet, today)?;
        let later: Vec<u8> = later.iter().flat_map(|receipt| receipt.0).collect();
        disk::put(&self.path("receipts"), &later, today)?;
        for old in serials.iter().rev().skip(SHEETS_AGAIN - 1) {
            disk::remove(&folder.join(old.to_string()))?;
        }
        Ok(())
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
