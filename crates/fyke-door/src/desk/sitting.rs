//! A sitting: one person at the desk with their own keys.
//!
//! A sitting holds one person's secrets and no other's. What takes two is opened in
//! the sitting of one of them, after the other has, in a sitting of their own,
//! *yielded*: computed their share of one thing, sealed it to the first one's staff
//! key, bound it to that thing, and signed it. The share is in clear only in the
//! memory of the sitting that opens; the secret that it came from never leaves its
//! owner's. It holds on its day and the next, so that no yield outlives the day key
//! that it came from.

use super::cabinet::{RoomId, RoomShare};
use super::error::{DeskError, absent, refused};
use super::vault::{self, Cost, StaffKeys};
use super::{Desk, disk, log, vault_name};
use crate::bytes::Reader;
use crate::day::Day;
use crate::envelope::{Envelope, Share};
use crate::keys::{DayList, Draw, NotOpened, Person, SIGNATURE};
use crate::secret::{Hidden, Secret};

/// What two people open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// An envelope that waits.
    Envelope([u8; 16]),
    /// A room.
    Room(RoomId),
}

impl Thing {
    /// As files and the log name it.
    pub fn name(&self) -> String {
        match self {
            Thing::Envelope(id) => format!("envelope-{}", disk::hex(id)),
            Thing::Room(id) => format!("room-{}", disk::hex(id)),
        }
    }

    pub(super) fn read(name: &str) -> Option<Thing> {
        let (kind, id) = name.split_once('-')?;
        match kind {
            "envelope" => disk::unhex(id).map(Thing::Envelope),
            "room" => disk::unhex(id).map(Thing::Room),
            _ => None,
        }
    }
}

impl std::str::FromStr for Thing {
    type Err = DeskError;
    fn from_str(name: &str) -> Result<Thing, DeskError> {
        Thing::read(name).ok_or_else(|| {
            refused(
                "this names no envelope and no room",
                "take a name as the queue shows it: envelope-... or room-...",
            )
        })
    }
}

const YIELDED_AS: &str = "fyke yield v1";

/// One person at work.
pub struct Sitting<'a> {
    pub(super) desk: &'a Desk,
    pub(super) keys: StaffKeys,
    pub(super) today: Day,
    passphrase: Hidden,
    cost: Cost,
}

impl Desk {
    /// Sits somebody down. Day keys that are spent are destroyed here and now.
    pub fn sit<'a>(
        &'a self,
        name: &str,
        passphrase: &Hidden,
        cost: Cost,
        today: Day,
        draw: &mut Draw,
    ) -> Result<Sitting<'a>, DeskError> {
        let clear = vault::read(&self.place(), &vault_name(name)?, passphrase)?;
        let mut sitting = Sitting {
            desk: self,
            keys: StaffKeys::read(&clear)?,
            today,
            passphrase: passphrase.clone(),
            cost,
        };
        if sitting.keys.days.iter().any(|one| one.spent(today)) {
            sitting.keys.days.retain(|one| !one.spent(today));
            sitting.keep(draw)?;
        }
        Ok(sitting)
    }

    /// Who has yielded what to whom, by name.
    pub fn yields(&self) -> Result<Vec<(Thing, String, String)>, DeskError> {
        let people = self.roster().map(|roster| roster.people).unwrap_or_default();
        let named = |key: &str| {
            people
                .iter()
                .find(|person| disk::hex(&person.staff.id().0) == key)
                .map(|person| person.name.clone())
        };
        let mut all = Vec::new();
        for file in disk::names(&self.path("yields"))? {
            let parts: Vec<&str> = file.split('.').collect();
            if let [thing, from, to] = parts.as_slice()
                && let (Some(thing), Some(from), Some(to)) = (Thing::read(thing), named(from), named(to))
            {
                all.push((thing, from, to));
            }
        }
        Ok(all)
    }

    /// Takes away what was yielded for a thing that is done with.
    pub(super) fn spend_yields(&self, thing: &Thing) -> Result<(), DeskError> {
        for name in disk::names(&self.path("yields"))? {
            if name.split('.').next() == Some(&thing.name()) {
                disk::remove(&self.path("yields").join(name))?;
            }
        }
        Ok(())
    }
}

impl Sitting<'_> {
    /// Whose it is.
    pub fn name(&self) -> &str {
        &self.keys.name
    }

    /// The day of it.
    pub const fn today(&self) -> Day {
        self.today
    }

    fn keep(&self, draw: &mut Draw) -> Result<(), DeskError> {
        vault::write(
            &self.desk.place(),
            &vault_name(&self.keys.name)?,
            &self.keys.bytes(),
            &self.passphrase,
            self.cost,
            self.today,
            draw,
        )
    }

    /// Draws day keys for today and two weeks on, destroys the spent, and signs the
    /// list that is published.
    pub fn renew(&mut self, draw: &mut Draw) -> Result<Day, DeskError> {
        self.keys.renew(self.today, draw)?;
        self.keep(draw)?;
        let ahead = self.keys.ahead(self.today);
        let list = DayList::sign(self.desk.door(), &self.keys.sign, &ahead).ok_or_else(|| {
            refused(
                "the day keys of this vault have a gap",
                "take this person off and on again; what was sealed to the old keys stays theirs until then",
            )
        })?;
        let name = format!("{}-{}", vault_name(&self.keys.name)?, self.today.0);
        disk::put(&self.desk.path("lists").join(name), &list, self.today)?;
        Ok(ahead.last().map_or(self.today, |last| last.day))
    }

    /// Changes the passphrase; the vault under the old one is forgotten.
    pub fn change_passphrase(&mut self, new: &Hidden, draw: &mut Draw) -> Result<(), DeskError> {
        self.passphrase = new.clone();
        self.keep(draw)
    }

    /// Yields this person's share of one thing to another person, who may then open
    /// it without them. Gives nothing away to anybody else.
    pub fn yield_to(&self, thing: Thing, to: &str, draw: &mut Draw) -> Result<(), DeskError> {
        let roster = self.desk.roster()?;
        let to = person(&roster.people, to)?;
        if to.staff.id() == self.keys.person().staff.id() {
            return Err(refused(
                "what is yielded goes to another person",
                "open it yourself, or name who should",
            ));
        }
        let share = match thing {
            Thing::Envelope(id) => {
                let bytes = self.desk.sealed(&id)?;
                let envelope = Envelope::read(&bytes)?;
                self.envelope_share(&envelope)
                    .ok_or(NotOpened::NotAddressed)?
                    .bytes()
            }
            Thing::Room(id) => {
                let cabinet = self.desk.cabinet()?;
                let share = cabinet
                    .entry(&id)?
                    .share(self.desk.door(), &self.keys.staff)
                    .ok_or(NotOpened::NotAddressed)?;
                let mut bytes = [0u8; 33];
                bytes[0] = u8::try_from(share.place).unwrap_or(u8::MAX);
                bytes[1..].copy_from_slice(share.share.expose());
                Secret::new(bytes)
            }
        };
        let info = self.yield_info(&thing, &self.keys.person(), to, self.today);
        let mut file = to.staff.wrap(&info, share.expose(), draw)?;
        let signature = self
            .keys
            .sign
            .sign(YIELDED_AS, &[&info, file.as_slice()].concat());
        file.extend_from_slice(&signature);
        let name = yield_name(&thing, &self.keys.person(), to);
        disk::put(&self.desk.path("yields").join(name), &file, self.today)?;
        let subject = format!("{}-to-{}", thing.name(), to.name);
        log::add(
            &self.desk.path("log"),
            self.today,
            self.name(),
            "yielded",
            &subject,
        )
    }

    /// What another person's yield to this one holds, verified; none where there is
    /// no yield.
    fn yielded(&self, thing: &Thing, from: &Person) -> Result<Option<Secret<33>>, DeskError> {
        let own = self.keys.person();
        let path = self.desk.path("yields").join(yield_name(thing, from, &own));
        let Some(file) = disk::get(&path)? else {
            return Ok(None);
        };
        let forged = || {
            refused(
                format!(
                    "what {} yielded is older than a day, or not signed by them",
                    from.name
                ),
                "take the file away and ask them to yield again",
            )
        };
        let (wrapped, signature) = file.split_last_chunk::<SIGNATURE>().ok_or_else(forged)?;
        let info = [self.today, self.today.minus(1)]
            .map(|day| self.yield_info(thing, from, &own, day))
            .into_iter()
            .find(|info| {
                from.sign
                    .verifies(YIELDED_AS, &[info, wrapped].concat(), signature)
            })
            .ok_or_else(forged)?;
        let clear = self.keys.staff.unwrap(&info, wrapped).ok_or_else(forged)?;
        Ok(Some(Secret::new(Reader::new(clear.expose()).array("share")?)))
    }

    /// Every share of an envelope that is at hand: this person's and what was
    /// yielded to them.
    pub(super) fn envelope_shares(
        &self,
        id: [u8; 16],
        envelope: &Envelope<'_>,
    ) -> Result<Vec<Share>, DeskError> {
        let mut shares: Vec<Share> = self.envelope_share(envelope).into_iter().collect();
        for person in &self.desk.roster()?.people {
            if let Some(bytes) = self.yielded(&Thing::Envelope(id), person)? {
                shares.push(Share::read(&bytes));
            }
        }
        Ok(shares)
    }

    /// The same of a room.
    pub(super) fn room_shares(&self, room: RoomId) -> Result<Vec<RoomShare>, DeskError> {
        let cabinet = self.desk.cabinet()?;
        let entry = cabinet.entry(&room)?;
        let mut shares: Vec<RoomShare> = entry
            .share(self.desk.door(), &self.keys.staff)
            .into_iter()
            .collect();
        for person in &self.desk.roster()?.people {
            if let Some(bytes) = self.yielded(&Thing::Room(room), person)? {
                let mut share = [0u8; 32];
                share.copy_from_slice(&bytes.expose()[1..]);
                shares.push(RoomShare {
                    place: usize::from(bytes.expose()[0]),
                    share: Secret::new(share),
                });
            }
        }
        Ok(shares)
    }

    fn envelope_share(&self, envelope: &Envelope<'_>) -> Option<Share> {
        let header = envelope.header();
        self.keys
            .days
            .iter()
            .filter(|one| one.day == header.day)
            .find_map(|one| header.share(&one.secret))
    }

    fn yield_info(&self, thing: &Thing, from: &Person, to: &Person, day: Day) -> Vec<u8> {
        [
            YIELDED_AS.as_bytes(),
            &self.desk.door().0,
            thing.name().as_bytes(),
            &from.staff.id().0,
            &to.staff.id().0,
            &day.0.to_be_bytes(),
        ]
        .concat()
    }
}

/// Somebody on a roster, by name.
pub(super) fn person<'a>(people: &'a [Person], name: &str) -> Result<&'a Person, DeskError> {
    people.iter().find(|person| person.name == name).ok_or_else(|| {
        absent(
            format!("{name} on the roster"),
            "look at `fyke-door desk staff`, and sign a roster with them",
        )
    })
}

fn yield_name(thing: &Thing, from: &Person, to: &Person) -> String {
    format!(
        "{}.{}.{}",
        thing.name(),
        disk::hex(&from.staff.id().0),
        disk::hex(&to.staff.id().0)
    )
}
