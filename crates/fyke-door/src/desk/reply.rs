//! Replies: made into slots for two weeks of books at once, so that publishing
//! them needs nobody's key.
//!
//! A conversation has four places in a book. A reply takes one for each 4 KiB of
//! its text, for as long as it is in the books: fourteen days, or until the source
//! says that it was read. When it is made, the leaves of days that are over are
//! forgotten.

use super::cabinet::{Entry, RoomId};
use super::error::{DeskError, refused};
use super::opening::OpenRoom;
use super::page::{Page, PageKind};
use super::{Desk, disk, log};
use crate::book::{BODY, Edition, PER_CONVERSATION, Reply, Slot, TEXT_MAX, ahead};
use crate::day::Day;
use crate::keys::Draw;
use crate::secret::Hidden;

impl OpenRoom {
    /// Answers the source: from this edition on, for two weeks of books.
    pub fn reply(&self, text: &str, first: Edition, draw: &mut Draw) -> Result<[u8; 16], DeskError> {
        let desk = &self.desk;
        let today = self.today;
        let parts = parts(text);
        if parts.is_empty() || parts.len() > usize::from(PER_CONVERSATION) {
            return Err(refused(
                format!(
                    "a reply has 1 to {} bytes",
                    TEXT_MAX * usize::from(PER_CONVERSATION)
                ),
                "write it shorter",
            ));
        }
        let mut cabinet = desk.cabinet()?;
        let entry = cabinet.entry_mut(&self.room)?;
        let free: Vec<u8> = (0u8..)
            .zip(&entry.places)
            .filter(|(_, (until, _))| *until <= first)
            .map(|(k, _)| k)
            .collect();
        if free.len() < parts.len() {
            return Err(refused(
                format!(
                    "{} of this conversation's four places in the book are taken",
                    4 - free.len()
                ),
                "wait until they were read or two weeks are over, or write it shorter",
            ));
        }
        let (mac, cover) = desk.tie(&self.room, &self.secret)?;
        let id: [u8; 16] = draw.bytes()?;
        for ((part, k), at) in parts.iter().zip(&free).zip(0u8..) {
            let reply = Reply {
                id,
                day: today,
                part: at,
                of: parts.len() as u8,
                text: Hidden::new(part.as_bytes().to_vec()),
            };
            for slot in ahead(&cover, desk.door(), &reply, *k, first, Edition::AHEAD) {
                desk.put_slot(&self.room, *k, &slot, today)?;
            }
            if let Some(place) = entry.places.get_mut(usize::from(*k)) {
                *place = (first.plus(Edition::AHEAD), id);
            }
        }
        entry.last = entry.last.max(today);
        let public = entry.public.clone();
        let page = Page {
            kind: PageKind::Reply,
            day: today,
            message: id,
            language: String::new(),
            data: Hidden::new(text.as_bytes().to_vec()),
        };
        page.put(&desk.path("rooms"), &self.room, &public, today, draw)?;
        desk.keep_tie(&self.room, &public, &mac, &cover, today, draw)?;
        cabinet.keep(&desk.place(), today, draw)?;
        let room = super::Thing::Room(self.room).name();
        log::add(&desk.path("log"), today, &self.who, "replied", &room)?;
        Ok(id)
    }
}

/// A text in parts that a slot holds, cut between characters.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut end = rest.len().min(TEXT_MAX);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts
}

impl Desk {
    fn slots(&self) -> std::path::PathBuf {
        self.path("outbox").join("slots")
    }

    fn put_slot(&self, room: &RoomId, k: u8, slot: &Slot, today: Day) -> Result<(), DeskError> {
        let folder = self.slots().join(slot.edition.0.to_string());
        disk::folder(&folder)?;
        let bytes = [slot.tag.as_slice(), slot.body.as_slice()].concat();
        disk::put(&folder.join(format!("{}-{k}", disk::hex(room))), &bytes, today)
    }

    /// Every slot of one edition.
    pub(super) fn slots_of(&self, edition: Edition) -> Result<Vec<Slot>, DeskError> {
        let folder = self.slots().join(edition.0.to_string());
        let mut slots = Vec::new();
        for name in disk::names(&folder)? {
            let bytes = disk::get(&folder.join(name))?.unwrap_or_default();
            let Some((tag, body)) = bytes.split_first_chunk::<16>() else {
                continue;
            };
            let body: Result<Box<[u8; BODY]>, _> = Box::<[u8]>::from(body).try_into();
            if let Ok(body) = body {
                slots.push(Slot {
                    edition,
                    tag: *tag,
                    body,
                });
            }
        }
        Ok(slots)
    }

    /// Takes the slots of a room's places away: all, or one.
    pub(super) fn drop_slots(&self, room: &RoomId, place: Option<u8>) -> Result<(), DeskError> {
        for edition in disk::names(&self.slots())? {
            for k in (0..PER_CONVERSATION).filter(|k| place.is_none_or(|one| one == *k)) {
                let path = self
                    .slots()
                    .join(&edition)
                    .join(format!("{}-{k}", disk::hex(room)));
                if path.exists() {
                    disk::remove(&path)?;
                }
            }
        }
        Ok(())
    }

    /// Takes the slots of editions away that are over.
    pub(super) fn drop_editions_before(&self, edition: Edition) -> Result<(), DeskError> {
        for name in disk::names(&self.slots())? {
            let over = name.parse::<u32>().is_ok_and(|number| number < edition.0);
            if over {
                let folder = self.slots().join(&name);
                std::fs::remove_dir_all(&folder).map_err(super::error::disk(&folder))?;
            }
        }
        Ok(())
    }

    /// The source has read a reply: its places are free, its slots leave the books.
    pub(super) fn was_read(&self, entry: &mut Entry, reply: [u8; 16]) -> Result<(), DeskError> {
        for k in 0..PER_CONVERSATION {
            if let Some(place) = entry.places.get_mut(usize::from(k))
                && place.1 == reply
                && place.0 > Edition(0)
            {
                *place = (Edition(0), [0; 16]);
                self.drop_slots(&entry.room, Some(k))?;
            }
        }
        Ok(())
    }
}
