//! Forgetting, handing over, and coming back after a loss.
//!
//! To erase a conversation: its entry leaves the cabinet, which is written whole
//! under a new key while the old one is overwritten; its pages are noise from then
//! on, and are taken away. A room that nobody touched for 180 days goes by itself,
//! unless it is held. When people leave or keys age, a room gets a new key, its
//! pages are sealed again, and the old key goes the same way.

use super::cabinet::RoomId;
use super::error::{DeskError, refused};
use super::kept;
use super::opening::tie_name;
use super::sitting::{Sitting, Thing, person};
use super::{Desk, disk, log, page};
use crate::book::Edition;
use crate::day::Day;
use crate::envelope::Envelope;
use crate::keys::{DAYS_KEPT, Draw, Opening, SealKey, SealSecret};
use std::path::Path;

/// Days without a word after which a room goes.
pub const RETENTION_DAYS: u32 = 180;

/// What a sweep took away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Rooms that nobody touched for too long.
    pub rooms: usize,
    /// Envelopes whose day keys are gone, so that nobody can open them.
    pub envelopes: usize,
    /// What was left of rooms that are not in the cabinet.
    pub remains: usize,
    /// Yields that hold no more.
    pub yields: usize,
}

impl Sitting<'_> {
    /// Erases a conversation.
    pub fn erase(&self, room: RoomId, draw: &mut Draw) -> Result<(), DeskError> {
        self.desk.erase_room(room, self.today, draw)?;
        log::add(
            &self.desk.path("log"),
            self.today,
            self.name(),
            "erased",
            &Thing::Room(room).name(),
        )
    }

    /// Stops the retention clock of a room, or lets it go on.
    pub fn hold(&self, room: RoomId, hold: bool, draw: &mut Draw) -> Result<(), DeskError> {
        let mut cabinet = self.desk.cabinet()?;
        cabinet.entry_mut(&room)?.hold = hold;
        cabinet.keep(&self.desk.place(), self.today, draw)?;
        let what = if hold { "held" } else { "released" };
        log::add(
            &self.desk.path("log"),
            self.today,
            self.name(),
            what,
            &Thing::Room(room).name(),
        )
    }

    /// Gives a room a new key and seals its pages again, for these people and nobody
    /// else. It takes what opening it takes.
    pub fn hand_over(&self, room: RoomId, to: &[&str], draw: &mut Draw) -> Result<RoomId, DeskError> {
        let open = self.open_room(room)?;
        let roster = self.desk.roster()?;
        let holders: Vec<SealKey> = to
            .iter()
            .map(|name| Ok(person(&roster.people, name)?.staff.clone()))
            .collect::<Result<_, DeskError>>()?;
        let mut cabinet = self.desk.cabinet()?;
        let entry = cabinet.entry_mut(&room)?;
        if entry.opening == Opening::Two && holders.len() < 2 {
            return Err(refused(
                "this conversation takes two people, and one was named",
                "name a second",
            ));
        }
        let opening = entry.opening;
        let (mac, cover) = self.desk.tie(&room, &open.secret)?;
        let secret = SealSecret::draw(draw)?;
        entry.room = draw.bytes()?;
        entry.rewrap(self.desk.door(), &secret, &holders, opening, draw)?;
        let (new, public) = (entry.room, entry.public.clone());
        let rooms = self.desk.path("rooms");
        for page in &open.pages {
            page.put(&rooms, &new, &public, self.today, draw)?;
        }
        self.desk
            .keep_tie(&new, &public, &mac, &cover, self.today, draw)?;
        self.desk.rename_slots(&room, &new)?;
        // from here on the room is the new one
        cabinet.keep(&self.desk.place(), self.today, draw)?;
        self.desk.remove_room(&room, draw)?;
        self.desk.spend_yields(&Thing::Room(room))?;
        log::add(
            &self.desk.path("log"),
            self.today,
            self.name(),
            "handed-over",
            &format!("{}-as-{}", Thing::Room(room).name(), disk::hex(&new)),
        )?;
        Ok(new)
    }
}

impl Desk {
    fn erase_room(&self, room: RoomId, today: Day, draw: &mut Draw) -> Result<(), DeskError> {
        let mut cabinet = self.cabinet()?;
        cabinet.entry(&room)?;
        cabinet.entries.retain(|entry| entry.room != room);
        cabinet.keep(&self.place(), today, draw)?;
        self.drop_slots(&room, None)?;
        self.remove_room(&room, draw)
    }

    fn remove_room(&self, room: &RoomId, draw: &mut Draw) -> Result<(), DeskError> {
        kept::erase(&self.place(), &tie_name(room), draw)?;
        page::remove(&self.path("rooms"), room)
    }

    /// The slots of a room under its new name.
    fn rename_slots(&self, from: &RoomId, to: &RoomId) -> Result<(), DeskError> {
        let slots = self.path("outbox").join("slots");
        for edition in disk::names(&slots)? {
            for name in disk::names(&slots.join(&edition))? {
                if let Some(rest) = name.strip_prefix(&disk::hex(from)) {
                    let new = slots.join(&edition).join(format!("{}{rest}", disk::hex(to)));
                    std::fs::rename(slots.join(&edition).join(&name), &new)
                        .map_err(super::error::disk(&new))?;
                }
            }
        }
        Ok(())
    }

    /// Lets go what its day has come for. Run it with every pull; it takes nobody's
    /// key.
    pub fn sweep(&self, today: Day, draw: &mut Draw) -> Result<Swept, DeskError> {
        let mut swept = Swept::default();
        let old: Vec<RoomId> = self
            .cabinet()?
            .entries
            .iter()
            .filter(|entry| !entry.hold && today > entry.last.plus(RETENTION_DAYS))
            .map(|entry| entry.room)
            .collect();
        for room in old {
            self.erase_room(room, today, draw)?;
            log::add(
                &self.path("log"),
                today,
                "the-clock",
                "erased",
                &Thing::Room(room).name(),
            )?;
            swept.rooms += 1;
        }
        for name in disk::names(&self.path("sealed"))? {
            let Some(id) = disk::unhex::<16>(&name) else {
                continue;
            };
            let bytes = self.sealed(&id)?;
            let spent =
                Envelope::read(&bytes).is_ok_and(|envelope| today > envelope.header().day.plus(DAYS_KEPT));
            if spent {
                self.dealt_with(&id, today)?;
                log::add(
                    &self.path("log"),
                    today,
                    "the-clock",
                    "lost",
                    &Thing::Envelope(id).name(),
                )?;
                swept.envelopes += 1;
            }
        }
        let known: Vec<String> = self
            .cabinet()?
            .entries
            .iter()
            .map(|entry| disk::hex(&entry.room))
            .collect();
        for name in disk::names(&self.path("rooms"))? {
            if !known.contains(&name)
                && let Some(room) = disk::unhex(&name)
            {
                self.remove_room(&room, draw)?;
                swept.remains += 1;
            }
        }
        for name in disk::names(&self.path("yields"))? {
            let path = self.path("yields").join(name);
            let made = path.metadata().and_then(|data| data.modified()).ok();
            let day = made
                .and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok())
                .map_or(0, |since| since.as_secs() / 86_400);
            if u64::from(today.0) > day + 1 {
                disk::remove(&path)?;
                swept.yields += 1;
            }
        }
        for name in disk::names(&self.path("lists"))? {
            let day = name.rsplit('-').next().and_then(|day| day.parse::<u32>().ok());
            // a list reaches two weeks, its secrets three more
            if day.is_some_and(|day| today > Day(day).plus(14 + DAYS_KEPT)) {
                disk::remove(&self.path("lists").join(name))?;
            }
        }
        self.drop_editions_before(Edition::first_of(today))?;
        Ok(swept)
    }

    /// Copies the desk into a folder, whole, in place of what an earlier copy left
    /// there: a backup that outlives an erasure would undo it.
    pub fn back_up(&self, into: &Path, today: Day, draw: &mut Draw) -> Result<usize, DeskError> {
        disk::folder(into)?;
        let next = into.join("next");
        if next.exists() {
            forget_copy(&next, draw)?;
        }
        let mut copied = copy(&self.folder, &next, today)?;
        if self.keys != self.folder.join("keys") {
            copied += copy(&self.keys, &next.join("keys"), today)?;
        }
        let last = into.join("last");
        if last.exists() {
            forget_copy(&last, draw)?;
        }
        std::fs::rename(&next, &last).map_err(super::error::disk(&last))?;
        Ok(copied)
    }
}

/// Brings a desk back from a backup onto a new machine, and writes its cabinet under
/// a new key. Vaults keep their passphrases.
pub fn restore(from: &Path, folder: &Path, today: Day, draw: &mut Draw) -> Result<Desk, DeskError> {
    if folder.join("door").exists() {
        return Err(DeskError::Taken {
            what: "a desk in this folder".to_owned(),
            repair: "restore into an empty one",
        });
    }
    let last = from.join("last");
    if !last.join("door").exists() {
        return Err(super::error::absent(
            "backup in this folder",
            "name the folder that `back-up` wrote",
        ));
    }
    copy(&last, folder, today)?;
    let desk = Desk::open(folder, None, draw)?;
    desk.cabinet()?.keep(&desk.place(), today, draw)?;
    Ok(desk)
}

fn copy(from: &Path, to: &Path, today: Day) -> Result<usize, DeskError> {
    disk::folder(to)?;
    let mut copied = 0;
    for name in disk::names(from)? {
        let (source, target) = (from.join(&name), to.join(&name));
        if source.is_dir() {
            copied += copy(&source, &target, today)?;
        } else if let Some(bytes) = disk::get(&source)? {
            disk::put(&target, &bytes, today)?;
            copied += 1;
        }
    }
    Ok(copied)
}

/// Takes a copy away, the keys of its forgettable files overwritten first.
fn forget_copy(folder: &Path, draw: &mut Draw) -> Result<(), DeskError> {
    for name in disk::names(&folder.join("keys"))? {
        disk::overwrite(&folder.join("keys").join(name), &draw.bytes::<32>()?)?;
    }
    std::fs::remove_dir_all(folder).map_err(super::error::disk(folder))
}
