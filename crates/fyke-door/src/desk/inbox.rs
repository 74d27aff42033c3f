//! What is pulled: kept sealed as it came, on the disk before the door is told.
//!
//! An envelope lies under the id of its submission. What was opened, refused or was
//! our own decoy is *dealt with*: its id stays in a list, so that a walk that is
//! walked again brings nothing back.

use super::error::DeskError;
use super::{Desk, disk};
use crate::bytes::Reader;
use crate::day::Day;
use crate::envelope::{Envelope, EnvelopeHash};
use crate::keys::Opening;
use crate::pull::client::Inbox;
use crate::sheet::Receipt;
use std::io;

/// An envelope that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Names it at this desk.
    pub id: [u8; 16],
    /// The day whose keys it was sealed to.
    pub day: Day,
    /// How many people open it.
    pub opening: Opening,
    /// Its cells: one for a message, more for files.
    pub cells: u32,
    /// Who was addressed, as far as their day keys are known here.
    pub addressed: Vec<String>,
    /// Who has yielded their share already, and to whom.
    pub yielded: Vec<(String, String)>,
    /// False where it is no envelope of ours; kept as it came.
    pub readable: bool,
}

/// The inbox of a desk on one day.
pub struct Kept<'a> {
    desk: &'a Desk,
    today: Day,
}

impl Desk {
    /// Where a pull puts what it brings.
    pub const fn inbox(&self, today: Day) -> Kept<'_> {
        Kept { desk: self, today }
    }

    /// The sealed bytes of an envelope that waits.
    pub(crate) fn sealed(&self, id: &[u8; 16]) -> Result<Vec<u8>, DeskError> {
        disk::get(&self.path("sealed").join(disk::hex(id)))?.ok_or_else(|| {
            super::error::absent("such envelope", "it may be opened already: look at the queue")
        })
    }

    /// Marks an envelope as dealt with and takes it away.
    pub(crate) fn dealt_with(&self, id: &[u8; 16], today: Day) -> Result<(), DeskError> {
        let mut all = disk::get(&self.path("dealt"))?.unwrap_or_default();
        all.extend_from_slice(id);
        disk::put(&self.path("dealt"), &all, today)?;
        disk::remove(&self.path("sealed").join(disk::hex(id)))
    }

    /// What waits, oldest day first. Nothing of it is opened for this.
    pub fn queue(&self) -> Result<Vec<Queued>, DeskError> {
        let lists = self.lists()?;
        let people = self.roster().map(|roster| roster.people).unwrap_or_default();
        let yields = self.yields()?;
        let mut queue = Vec::new();
        for name in disk::names(&self.path("sealed"))? {
            let Some(id) = disk::unhex::<16>(&name) else {
                continue;
            };
            let bytes = self.sealed(&id)?;
            let Ok(envelope) = Envelope::read(&bytes) else {
                queue.push(Queued {
                    id,
                    day: Day(0),
                    opening: Opening::One,
                    cells: 0,
                    addressed: Vec::new(),
                    yielded: Vec::new(),
                    readable: false,
                });
                continue;
            };
            let header = envelope.header();
            let addressed = Desk::addressed(&people, &lists, header);
            queue.push(Queued {
                id,
                day: header.day,
                opening: header.opening,
                cells: header.bucket.cells(),
                addressed: addressed.iter().map(|person| person.name.clone()).collect(),
                yielded: yields
                    .iter()
                    .filter(|(thing, ..)| *thing == super::Thing::Envelope(id))
                    .map(|(_, from, to)| (from.clone(), to.clone()))
                    .collect(),
                readable: header.door == self.door(),
            });
        }
        queue.sort_by_key(|queued| (queued.day, queued.id));
        Ok(queue)
    }

    /// Takes an envelope that was carried by hand; its id is cut from its hash.
    pub fn take(&self, envelope: &[u8], today: Day) -> Result<[u8; 16], DeskError> {
        Envelope::read(envelope)?;
        let hash = EnvelopeHash::of(envelope);
        let mut id = [0u8; 16];
        id.copy_from_slice(&hash.0[..16]);
        let mut inbox = self.inbox(today);
        let failed = |why| super::error::disk(&self.path("sealed"))(why);
        if !inbox.has(&id).map_err(failed)? {
            inbox.keep(&id, envelope).map_err(failed)?;
        }
        Ok(id)
    }

    /// Receipts of what came since the last sheet.
    pub(crate) fn receipts(&self) -> Result<Vec<Receipt>, DeskError> {
        let bytes = disk::get(&self.path("receipts"))?.unwrap_or_default();
        Ok(bytes
            .chunks_exact(6)
            .filter_map(|six| six.try_into().ok().map(Receipt))
            .collect())
    }
}

fn io_error(error: DeskError) -> io::Error {
    match error {
        DeskError::Disk { why, .. } => why,
        other => io::Error::other(other.to_string()),
    }
}

impl Inbox for Kept<'_> {
    fn has(&mut self, submission: &[u8; 16]) -> io::Result<bool> {
        if self.desk.path("sealed").join(disk::hex(submission)).exists() {
            return Ok(true);
        }
        let dealt = disk::get(&self.desk.path("dealt"))
            .map_err(io_error)?
            .unwrap_or_default();
        Ok(dealt.chunks_exact(16).any(|one| one == submission))
    }

    fn keep(&mut self, submission: &[u8; 16], envelope: &[u8]) -> io::Result<()> {
        let hash = EnvelopeHash::of(envelope);
        let mut receipts = disk::get(&self.desk.path("receipts"))
            .map_err(io_error)?
            .unwrap_or_default();
        receipts.extend_from_slice(&Receipt::of(&hash).0);
        disk::put(&self.desk.path("receipts"), &receipts, self.today).map_err(io_error)?;
        if self.desk.is_decoy(&hash).map_err(io_error)? {
            return self.desk.dealt_with(submission, self.today).map_err(io_error);
        }
        disk::put(
            &self.desk.path("sealed").join(disk::hex(submission)),
            envelope,
            self.today,
        )
        .map_err(io_error)
    }

    fn freed(&mut self, generation: &[u8; 16]) -> io::Result<u64> {
        let bytes = disk::get(&self.desk.path("freed").join(disk::hex(generation))).map_err(io_error)?;
        Ok(bytes.map_or(0, |bytes| Reader::new(&bytes).u64("freed").unwrap_or(0)))
    }

    fn set_freed(&mut self, generation: &[u8; 16], up_to: u64) -> io::Result<()> {
        let path = self.desk.path("freed").join(disk::hex(generation));
        disk::put(&path, &up_to.to_be_bytes(), self.today).map_err(io_error)
    }
}
