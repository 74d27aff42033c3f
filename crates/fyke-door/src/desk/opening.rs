//! Opening: an envelope once, into its room; a room as often as its people agree.
//!
//! What an envelope held goes into the room of its conversation, sealed to the
//! room's key, before the envelope is taken away: killed anywhere between, the desk
//! opens it again and keeps it once. A message that says it continues a
//! conversation, and does not hold its key, gets a room of its own and is marked.

use super::cabinet::{Entry, RoomId};
use super::error::{DeskError, refused};
use super::kept::{self, NO_OUTER};
use super::page::{self, Page, PageKind};
use super::sitting::{Sitting, Thing};
use super::{Desk, log};
use crate::book::Cover;
use crate::bytes::Reader;
use crate::content::{Content, Kind, Tie};
use crate::day::Day;
use crate::envelope::{Envelope, Header};
use crate::keys::{Draw, NotOpened, Opening, SealKey, SealSecret};
use crate::secret::{Hidden, Secret};
use sha2::{Digest, Sha256};

/// How a message stands to what came before under its conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Continuity {
    /// The first of its conversation.
    First,
    /// It holds the key that the conversation had.
    Continues,
    /// It names a conversation and holds another key: not the same source.
    OtherKey,
}

/// What came out of an envelope.
#[derive(Clone, Debug)]
pub enum Opened {
    /// Something for a room.
    Into {
        /// The room.
        room: RoomId,
        /// Its number among compartments.
        number: u32,
        /// How it stands to what came before.
        continuity: Continuity,
        /// False where the same had come before.
        fresh: bool,
        /// What it is.
        page: Box<Page>,
    },
    /// Made by a desk for its own door; nothing was kept.
    Decoy,
}

/// A room, opened by the people it takes. It holds the room's key and nobody's own:
/// it may outlast the sitting that opened it.
pub struct OpenRoom {
    pub(super) desk: Desk,
    pub(super) who: String,
    pub(super) today: Day,
    pub(super) room: RoomId,
    pub(super) secret: SealSecret,
    /// Its number among compartments.
    pub number: u32,
    /// Two words by which the desk and the source call it.
    pub display_name: [&'static str; 2],
    /// What lies in it, in the order in which it came.
    pub pages: Vec<Page>,
}

/// A file of a room, as far as its parts have come.
#[derive(Clone, Debug)]
pub struct SentFile {
    /// Names the submission.
    pub message: [u8; 16],
    /// Which file of it.
    pub file: u8,
    /// Its name, as the source's machine gave it.
    pub name: Hidden,
    /// Its bytes, where every part is there and its hash is right.
    pub whole: Option<Hidden>,
    /// How many parts have come.
    pub parts: usize,
}

impl Sitting<'_> {
    /// Opens an envelope that waits, with what was yielded to this person where it
    /// takes two, and puts what it holds into its room.
    pub fn open_envelope(&self, id: [u8; 16], draw: &mut Draw) -> Result<Opened, DeskError> {
        let bytes = self.desk.sealed(&id)?;
        let envelope = Envelope::read(&bytes)?;
        let header = envelope.header();
        if header.door != self.desk.door() {
            return Err(refused(
                "this envelope was sealed for another door",
                "destroy it unseen, or hand it to that door's desk",
            ));
        }
        let clear = envelope.open(&self.envelope_shares(id, &envelope)?)?;
        let content = Content::read(clear.expose())?;
        let thing = Thing::Envelope(id);
        let Some(page) = Page::of(&content) else {
            self.desk.dealt_with(&id, self.today)?;
            self.desk.spend_yields(&thing)?;
            return Ok(Opened::Decoy);
        };
        let (room, number, continuity, fresh) = self.put_in_room(&content, header, &page, draw)?;
        self.desk.dealt_with(&id, self.today)?;
        self.desk.spend_yields(&thing)?;
        log::add(
            &self.desk.path("log"),
            self.today,
            self.name(),
            "opened",
            &thing.name(),
        )?;
        Ok(Opened::Into {
            room,
            number,
            continuity,
            fresh,
            page: Box::new(page),
        })
    }

    fn put_in_room(
        &self,
        content: &Content<'_>,
        header: &Header,
        page: &Page,
        draw: &mut Draw,
    ) -> Result<(RoomId, u32, Continuity, bool), DeskError> {
        let mut cabinet = self.desk.cabinet()?;
        let tie = &content.head.tie;
        let key = continuity(tie);
        let of_it = |entry: &Entry| entry.conversation == tie.id;
        let known = cabinet.entries.iter().any(of_it);
        let place = cabinet
            .entries
            .iter()
            .position(|entry| of_it(entry) && Secret::new(entry.continuity) == Secret::new(key));
        let continuity = match (place, known) {
            (Some(_), _) => Continuity::Continues,
            (None, true) => Continuity::OtherKey,
            (None, false) => Continuity::First,
        };
        let place = match place {
            Some(place) => place,
            None => {
                let holders = self.desk.holders(header)?;
                let number = cabinet.next;
                let opening = header.opening;
                let entry = Entry::new(
                    self.desk.door(),
                    number,
                    tie.id,
                    key,
                    &holders,
                    opening,
                    self.today,
                    draw,
                )?;
                cabinet.next = number.saturating_add(1);
                cabinet.entries.push(entry);
                cabinet.entries.len() - 1
            }
        };
        let entry = cabinet.entries.get_mut(place).ok_or(NotOpened::Altered)?;
        entry.last = entry.last.max(self.today);
        let fresh = entry.note(part_name(content));
        let (room, number, public) = (entry.room, entry.number, entry.public.clone());
        if fresh {
            page.put(&self.desk.path("rooms"), &room, &public, self.today, draw)?;
            self.desk
                .keep_tie(&room, &public, tie.mac.expose(), &tie.cover, self.today, draw)?;
        }
        if let (PageKind::Read, Ok(reply)) = (&page.kind, page.data.expose().try_into()) {
            self.desk.was_read(entry, reply)?;
        }
        cabinet.keep(&self.desk.place(), self.today, draw)?;
        Ok((room, number, continuity, fresh))
    }

    /// Opens a room with what was yielded to this person. What was yielded is spent
    /// when the sitting lets the room go, not before: a room may be looked at again.
    pub fn open_room(&self, room: RoomId) -> Result<OpenRoom, DeskError> {
        let cabinet = self.desk.cabinet()?;
        let entry = cabinet.entry(&room)?;
        let secret = entry.open(&self.room_shares(room)?)?;
        let pages = once(page::pages(&self.desk.path("rooms"), &room, &secret)?);
        log::add(
            &self.desk.path("log"),
            self.today,
            self.name(),
            "opened",
            &Thing::Room(room).name(),
        )?;
        Ok(OpenRoom {
            desk: self.desk.clone(),
            who: self.name().to_owned(),
            today: self.today,
            room,
            secret,
            number: entry.number,
            display_name: crate::codename::display_name(&entry.conversation),
            pages,
        })
    }

    /// Lets a room go: what was yielded for it opens nothing any more.
    pub fn close_room(&self, room: RoomId) -> Result<(), DeskError> {
        self.desk.spend_yields(&Thing::Room(room))
    }

    /// Destroys an envelope unseen: to refuse what nobody may hold.
    pub fn destroy(&self, id: [u8; 16]) -> Result<(), DeskError> {
        self.desk.dealt_with(&id, self.today)?;
        let thing = Thing::Envelope(id);
        self.desk.spend_yields(&thing)?;
        log::add(
            &self.desk.path("log"),
            self.today,
            self.name(),
            "destroyed",
            &thing.name(),
        )
    }
}

impl Desk {
    /// Staff keys of those whom an envelope addressed and who are still on the
    /// roster; where fewer are left than it takes, everybody on the roster.
    fn holders(&self, header: &Header) -> Result<Vec<SealKey>, DeskError> {
        let roster = self.roster()?;
        let lists = self.lists()?;
        let addressed = Desk::addressed(&roster.people, &lists, header);
        let holders: Vec<SealKey> = addressed.iter().map(|person| person.staff.clone()).collect();
        match holders.len() < header.opening as usize {
            true => Ok(roster.people.into_iter().map(|person| person.staff).collect()),
            false => Ok(holders),
        }
    }

    /// Keeps what replies are made from, sealed to the room, under a key of its own:
    /// leaves of days that are over are forgotten with every writing.
    pub(super) fn keep_tie(
        &self,
        room: &RoomId,
        public: &SealKey,
        mac: &[u8; 32],
        cover: &Cover,
        today: Day,
        draw: &mut Draw,
    ) -> Result<(), DeskError> {
        let cover = cover.from(today).unwrap_or_else(|| cover.clone());
        let mut clear = Vec::with_capacity(1024);
        clear.extend_from_slice(mac);
        clear.extend_from_slice(&cover.first().0.to_be_bytes());
        cover.write(&mut clear);
        let clear = Hidden::new(clear);
        let sealed = public.wrap(&tie_info(room), clear.expose(), draw)?;
        kept::write(
            &self.place(),
            &tie_name(room),
            &[],
            &sealed,
            &NO_OUTER,
            today,
            draw,
        )
    }

    /// What replies are made from.
    pub(super) fn tie(&self, room: &RoomId, secret: &SealSecret) -> Result<([u8; 32], Cover), DeskError> {
        let sealed = kept::read(&self.place(), &tie_name(room), |_| Ok(NO_OUTER))?;
        let clear = secret
            .unwrap(&tie_info(room), sealed.expose())
            .ok_or(NotOpened::Altered)?;
        let mut reader = Reader::new(clear.expose());
        let mac = reader.array("continuity key")?;
        let first = Day(reader.u32("first day")?);
        Ok((mac, Cover::read(&mut reader, first)?))
    }
}

pub(super) fn tie_name(room: &RoomId) -> String {
    format!("tie-{}", super::disk::hex(room))
}

fn tie_info(room: &RoomId) -> Vec<u8> {
    [b"fyke tie v1".as_slice(), room].concat()
}

/// What the cabinet remembers of a conversation's key: not the key.
fn continuity(tie: &Tie) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(b"fyke continuity at the desk v1");
    hash.update(tie.id);
    hash.update(tie.mac.expose());
    hash.finalize().into()
}

/// Names a part, so that it is kept once: (message, kind, file, part).
fn part_name(content: &Content<'_>) -> [u8; 8] {
    let mut hash = Sha256::new_with_prefix(b"fyke part v1");
    hash.update(content.head.message);
    match &content.head.kind {
        Kind::Message => hash.update([0]),
        Kind::File(part) => {
            hash.update([1, part.file]);
            hash.update(part.part.to_be_bytes());
        }
        Kind::Read => {
            hash.update([2]);
            hash.update(content.data);
        }
        Kind::Decoy => hash.update([3]),
    }
    let digest: [u8; 32] = hash.finalize().into();
    let mut name = [0u8; 8];
    name.copy_from_slice(&digest[..8]);
    name
}

/// Pages without those that a desk which died halfway put in twice.
fn once(pages: Vec<Page>) -> Vec<Page> {
    let mut kept: Vec<Page> = Vec::with_capacity(pages.len());
    for page in pages {
        let same = |other: &Page| {
            other.message == page.message
                && other.kind == page.kind
                && other.data.expose() == page.data.expose()
        };
        if !kept.iter().any(same) {
            kept.push(page);
        }
    }
    kept
}

impl OpenRoom {
    /// Every file that was sent, its parts put together and its hash checked.
    pub fn files(&self) -> Vec<SentFile> {
        let mut files: Vec<SentFile> = Vec::new();
        for page in &self.pages {
            if let PageKind::Part(part) = &page.kind
                && !files
                    .iter()
                    .any(|file| file.message == page.message && file.file == part.file)
            {
                files.push(self.file(page.message, part.file, part.name.clone()));
            }
        }
        files
    }

    fn file(&self, message: [u8; 16], file: u8, name: Hidden) -> SentFile {
        let mut parts: Vec<_> = self
            .pages
            .iter()
            .filter(|page| page.message == message)
            .filter_map(|page| match &page.kind {
                PageKind::Part(part) if part.file == file => Some((part, &page.data)),
                _ => None,
            })
            .collect();
        parts.sort_by_key(|(part, _)| part.part);
        let length: usize = parts.iter().map(|(_, data)| data.expose().len()).sum();
        let mut bytes = Vec::with_capacity(length);
        let mut whole = true;
        for (at, (part, data)) in parts.iter().enumerate() {
            whole &= part.part as usize == at && part.offset == bytes.len() as u64;
            bytes.extend_from_slice(data.expose());
        }
        let hash: [u8; 32] = Sha256::digest(&bytes).into();
        let bytes = Hidden::new(bytes);
        let ends = parts
            .last()
            .is_some_and(|(part, _)| part.last && part.hash == hash);
        SentFile {
            message,
            file,
            name,
            whole: (whole && ends).then_some(bytes),
            parts: parts.len(),
        }
    }

    /// How many people it takes.
    pub fn opening(&self) -> Result<Opening, DeskError> {
        Ok(self.desk.cabinet()?.entry(&self.room)?.opening)
    }

    /// The day of the sitting.
    pub const fn today(&self) -> Day {
        self.today
    }

    /// Reads its pages again: some may have come since it was opened.
    pub fn read_again(&mut self) -> Result<(), DeskError> {
        self.desk.cabinet()?.entry(&self.room)?;
        self.pages = once(page::pages(&self.desk.path("rooms"), &self.room, &self.secret)?);
        Ok(())
    }

    /// Lets it go: what was yielded for it opens nothing any more.
    pub fn close(self) -> Result<(), DeskError> {
        self.desk.spend_yields(&Thing::Room(self.room))
    }

    /// The room's own name.
    pub const fn id(&self) -> RoomId {
        self.room
    }

    /// Everything that was written in it, by the source and by the desk.
    pub fn texts(&self) -> Vec<String> {
        self.pages.iter().filter_map(Page::text).collect()
    }
}
