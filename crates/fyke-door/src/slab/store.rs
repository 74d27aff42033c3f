//! The slab itself: four generations of one file, one of them running.
//!
//! The promise: what [`Slab::commit`] let pass, and a [`Slab::sync`] after it
//! returned, is on the disk whole, under a key the desk can open, and stays there
//! until the desk signs that it holds it. A write that fails ends the generation's
//! service for good, since nobody knows what the disk did with the page: nothing
//! is acknowledged on hope.

use super::cell::{self, Header, Keys, Kind};
use super::disk::Disk;
use super::free::{Free, WHOLE};
use super::head::{self, NoHead, Place};
use super::keep::{Keep, Note};
use super::ring::{Pace, Ring};
use super::shuffle::Shuffle;
use super::{BUCKET_MAX, GENERATIONS, Geometry, PAYLOAD};
use crate::keys::{DoorId, Draw, SealKey};
use crate::secret::{NoRandomness, Secret, random};
use std::collections::BTreeMap;
use std::io;

/// A submission under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(u64);

/// There is no room. Nothing was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the door is full until the desk has been; nothing was taken, come back tomorrow")]
pub struct Full;

/// What a generation of the file is, for the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Noise: nothing lies there.
    Nothing,
    /// Its key is gone from the door; it waits for the desk.
    Frozen {
        /// Its id, as in its head.
        id: [u8; 16],
    },
    /// The one that takes.
    Running {
        /// Its id, as in its head.
        id: [u8; 16],
        /// The first number that is not freed.
        tail: u64,
        /// Every submission that begins below has ended.
        settled: u64,
        /// The first number that is not written.
        head: u64,
    },
}

/// What lies on the slab: nothing of it says how much somebody brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Survey {
    /// Cells of each ring.
    pub ring: u32,
    /// Each generation.
    pub held: [Held; GENERATIONS],
}

/// The slab failed.
#[derive(Debug, thiserror::Error)]
pub enum SlabError {
    /// The disk did.
    #[error("the slab's disk failed ({0}); nothing more is taken, look at the kernel's log and start again")]
    Disk(#[from] io::Error),
    /// A generation could not be opened.
    #[error(transparent)]
    Head(#[from] NoHead),
    /// The system gave no random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// More, fewer or other cells than were announced.
    #[error("a submission has other cells than it announced; it was dropped, send it again")]
    Cells,
}

struct Submission {
    id: [u8; 16],
    count: u16,
    written: u16,
}

struct Running {
    geometry: Geometry,
    note: Note,
    keys: Keys,
    shuffle: Shuffle,
    ring: Ring,
    submissions: BTreeMap<u64, Submission>,
}

impl Running {
    /// The generation of a note, with nothing in its ring.
    fn of(note: Note, geometry: Geometry, pace: Pace) -> Running {
        let keys = Keys::of(&note.key, &note.id);
        Running {
            shuffle: Shuffle::of(keys.shuffle(), geometry.ring),
            ring: Ring::new(geometry.ring, pace, note.tail),
            submissions: BTreeMap::new(),
            geometry,
            note,
            keys,
        }
    }

    /// Where in the file number `n` lies.
    fn place(&self, n: u64) -> u32 {
        self.geometry.cell(self.note.generation, self.shuffle.place(n))
    }
}

/// The file and its running generation.
pub struct Slab<D, K> {
    pub(super) disk: D,
    keep: K,
    door: DoorId,
    to: Vec<SealKey>,
    pub(super) geometry: Geometry,
    pace: Pace,
    heads: [Option<[u8; 16]>; GENERATIONS],
    running: Option<Running>,
    next_ticket: u64,
    failed: bool,
}

impl<D: Disk, K: Keep> Slab<D, K> {
    /// Opens the slab of this door: goes on with the generation of `keep`'s note,
    /// if there is one, else freezes what has a head and opens the next.
    pub fn open(
        disk: D,
        keep: K,
        geometry: Geometry,
        door: DoorId,
        to: Vec<SealKey>,
        pace: Pace,
    ) -> Result<Slab<D, K>, SlabError> {
        let mut heads = [None; GENERATIONS];
        let mut cell = cell::blank();
        for (at, head) in (0..).zip(&mut heads) {
            disk.read(at, &mut cell)?;
            *head = head::id(&cell);
        }
        let mut slab = Slab {
            disk,
            keep,
            door,
            to,
            geometry,
            pace,
            heads,
            running: None,
            next_ticket: 0,
            failed: false,
        };
        let note = slab.keep.load();
        let note = note.filter(|note| heads.get(usize::from(note.generation)) == Some(&Some(note.id)));
        match note {
            Some(note) => slab.resume(note)?,
            None => slab.next_generation()?,
        }
        Ok(slab)
    }

    /// New recipients for the generations opened from now on.
    pub fn set_recipients(&mut self, to: Vec<SealKey>) {
        self.to = to;
    }

    /// Goes on where a killed store stopped. Numbers that were begun and are not
    /// there become voids; those of submissions that nobody will end are kept.
    fn resume(&mut self, note: Note) -> Result<(), SlabError> {
        let mut running = Running::of(note, self.geometry, self.pace);
        for n in running.note.tail..running.note.head {
            let at = running.place(n);
            let mut raw = cell::blank();
            self.disk.read(at, &mut raw)?;
            let found = running.keys.open(n, &mut raw.clone());
            if found.is_none() && !running.keys.is_void(n, &mut raw) {
                self.disk.write(at, &*running.keys.void(n)?)?;
            }
            let needed = found.is_some_and(|header| header.kind == Kind::Envelope);
            running.ring.push(needed);
        }
        self.disk.sync()?;
        self.running = Some(running);
        Ok(())
    }

    /// Opens the first generation that holds nothing, if one does.
    fn next_generation(&mut self) -> Result<(), SlabError> {
        let Some(free) = self.heads.iter().position(Option::is_none) else {
            return Ok(());
        };
        let generation = u8::try_from(free).unwrap_or(0);
        let id = random::<16>()?;
        let key = Secret::random()?;
        let place = Place {
            door: self.door,
            generation,
            id: &id,
        };
        let head = head::seal(&place, &key, &self.to, &mut Draw::system())?;
        self.disk.write(u32::from(generation), &head)?;
        self.disk.sync()?;
        let note = Note {
            generation,
            id,
            key,
            tail: 0,
            head: 0,
        };
        self.keep.save(&note)?;
        self.heads[free] = Some(id);
        self.running = Some(Running::of(note, self.geometry, self.pace));
        Ok(())
    }

    /// Promises room for 2^bucket cells.
    pub fn begin(&mut self, bucket: u8) -> Result<Ticket, Full> {
        let ticket = self.next_ticket;
        let running = self.running.as_mut().filter(|_| !self.failed).ok_or(Full)?;
        let count = 1u16.checked_shl(u32::from(bucket)).unwrap_or(0);
        let id = random().map_err(|_| Full)?;
        if bucket > BUCKET_MAX || !running.ring.begin(ticket, u64::from(count)) {
            return Err(Full);
        }
        let submission = Submission {
            id,
            count,
            written: 0,
        };
        running.submissions.insert(ticket, submission);
        self.next_ticket += 1;
        Ok(Ticket(ticket))
    }

    /// Writes the submission's next cell. Durable after [`Slab::sync`].
    pub fn cell(&mut self, ticket: Ticket, payload: &[u8]) -> Result<(), SlabError> {
        let running = self.running.as_mut().filter(|_| !self.failed);
        let running = running.ok_or(SlabError::Cells)?;
        let submission = running.submissions.get_mut(&ticket.0);
        let submission = submission.filter(|of| of.written < of.count && payload.len() == PAYLOAD);
        let submission = submission.ok_or(SlabError::Cells)?;
        let header = Header {
            kind: Kind::Envelope,
            submission: submission.id,
            index: submission.written,
            count: submission.count,
        };
        submission.written += 1;
        let n = running.ring.take(ticket.0);
        self.write(n, &header, payload)
    }

    /// All cells of the submission are written; it may be acknowledged after the
    /// next [`Slab::sync`] that returns well.
    pub fn commit(&mut self, ticket: Ticket) -> Result<(), SlabError> {
        let running = self.running.as_mut().filter(|_| !self.failed);
        let whole = running.is_some_and(|running| {
            let found = running.submissions.get(&ticket.0);
            found.is_some_and(|of| of.written == of.count)
        });
        self.abandon(ticket);
        whole.then_some(()).ok_or(SlabError::Cells)
    }

    /// Nothing more comes for this submission.
    pub fn abandon(&mut self, ticket: Ticket) {
        let Some(running) = &mut self.running else { return };
        if let Some(of) = running.submissions.remove(&ticket.0) {
            running.ring.end(ticket.0, u64::from(of.count - of.written));
        }
    }

    /// Everything written so far is on the disk.
    pub fn sync(&mut self) -> Result<(), SlabError> {
        let synced = if self.failed {
            Err(io::Error::other("an earlier write failed"))
        } else {
            self.disk.sync()
        };
        self.failed |= synced.is_err();
        Ok(synced?)
    }

    /// At a constant pace: whether the next of the tick's writes must move a cell
    /// forward, and does. False: the write is free for something new.
    pub fn move_one(&mut self) -> Result<bool, SlabError> {
        let Some(running) = self.running.as_mut().filter(|_| !self.failed) else {
            return Ok(false);
        };
        let Some(old) = running.ring.in_the_way() else {
            return Ok(false);
        };
        let at = running.place(old);
        let mut raw = cell::blank();
        self.disk.read(at, &mut raw)?;
        let header = running.keys.open(old, &mut raw).unwrap_or(Header::NOTHING);
        let n = running.ring.moved();
        self.write(n, &header, cell::payload(&raw))?;
        Ok(true)
    }

    /// At a constant pace: a cell that carries nothing.
    pub fn write_nothing(&mut self) -> Result<(), SlabError> {
        let Some(running) = self.running.as_mut().filter(|_| !self.failed) else {
            return Ok(());
        };
        let n = running.ring.push(false);
        self.write(n, &Header::NOTHING, b"")
    }

    /// The number is noted before it is used, so that a store that is killed here
    /// never uses it twice.
    fn write(&mut self, n: u64, header: &Header, payload: &[u8]) -> Result<(), SlabError> {
        let Some(running) = &mut self.running else {
            return Err(SlabError::Cells);
        };
        running.note.tail = running.ring.tail();
        running.note.head = n + 1;
        let at = running.place(n);
        let raw = running.keys.seal(n, header, payload);
        let written = self
            .keep
            .save(&running.note)
            .and_then(|()| self.disk.write(at, &raw));
        self.failed |= written.is_err();
        Ok(written?)
    }

    /// What lies here.
    pub fn survey(&self) -> Survey {
        let mut held = self
            .heads
            .map(|head| head.map_or(Held::Nothing, |id| Held::Frozen { id }));
        if let Some(running) = &self.running {
            held[usize::from(running.note.generation)] = Held::Running {
                id: running.note.id,
                tail: running.ring.tail(),
                settled: running.ring.settled(),
                head: running.ring.head(),
            };
        }
        Survey {
            ring: self.geometry.ring,
            held,
        }
    }

    /// Does what the desk signed. A frozen generation becomes noise, and the next
    /// one opens if none is running. What is of no generation here was done before.
    pub fn free(&mut self, free: &Free) -> Result<(), SlabError> {
        if let Some(running) = self.running.as_mut().filter(|on| on.note.id == free.generation) {
            if free.up_to != WHOLE {
                running.ring.free(free.up_to);
                running.note.tail = running.ring.tail();
                self.keep.save(&running.note)?;
            }
            return Ok(());
        }
        let frozen = self.heads.iter().position(|id| *id == Some(free.generation));
        let Some(frozen) = frozen.filter(|_| free.up_to == WHOLE) else {
            return Ok(());
        };
        let mut noise = cell::blank();
        getrandom::fill(noise.as_mut_slice()).map_err(|_| NoRandomness)?;
        self.disk.write(u32::try_from(frozen).unwrap_or(0), &noise)?;
        self.disk.sync()?;
        self.heads[frozen] = None;
        if self.running.is_none() {
            self.next_generation()?;
        }
        Ok(())
    }
}
