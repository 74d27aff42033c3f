//! The key set: roster and day keys in one file, and the only way to a sealing key.
//!
//! A `KeySet` exists only where everything it rests on was verified for the day
//! asked about. A form that cannot make one is not shown: nobody types what
//! nobody could open.

use super::{DayList, DoorId, Opening, Refused, Roster, SealKey};
use crate::bytes::{Malformed, Reader};
use crate::day::Day;

pub(super) const MAGIC: &[u8; 8] = b"FYKEKEY1";

/// A recipient with the key of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayKey {
    /// As the source sees them.
    pub name: String,
    /// What is sealed to them today.
    pub key: SealKey,
}

/// Verified keys of a door on one day.
///
/// ```
/// use fyke_door::{day::Day, keys::{DoorId, KeySet, Refused}};
/// let refused = KeySet::read(b"FYKEKEY1\0\0\0\0\0", DoorId([0; 32]), Day(20_779));
/// assert!(refused.is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySet {
    door: DoorId,
    day: Day,
    until: Day,
    roster: Roster,
    people: Vec<DayKey>,
}

impl KeySet {
    /// The roster of a key set of this door, verified, whatever the day: for the
    /// store and the pull, which must still hand over when the form is closed.
    pub fn roster_of(bytes: &[u8], door: DoorId) -> Result<Roster, Refused> {
        Ok(opened(bytes, door)?.0)
    }

    /// Reads a key set, for this door and this day.
    pub fn read(bytes: &[u8], door: DoorId, today: Day) -> Result<KeySet, Refused> {
        let (roster, mut reader) = opened(bytes, door)?;
        // of each list its key of today and its last day; the list itself is not kept
        let mut found: Vec<Option<(Option<SealKey>, Day)>> = vec![None; roster.people.len()];
        for _ in 0..reader.u8("number of lists")? {
            let list = DayList::read(long(&mut reader, "day keys")?, door)?;
            let of = roster.people.iter().position(|person| person.sign == list.signer);
            match of.and_then(|at| found.get_mut(at)) {
                Some(place @ None) => *place = Some((list.key(today), list.last())),
                _ => return Err(Refused::Stranger),
            }
        }
        reader.end()?;
        let mut people = Vec::new();
        let mut until = roster.last;
        for (person, list) in roster.people.iter().zip(found) {
            if let Some((Some(key), last)) = list {
                until = until.min(last);
                people.push(DayKey {
                    name: person.name.clone(),
                    key,
                });
            }
        }
        if !roster.holds(today) || people.len() < roster.opening as usize {
            return Err(Refused::Stale { today });
        }
        Ok(KeySet {
            door,
            day: today,
            until,
            roster,
            people,
        })
    }

    /// The door these are the keys of.
    pub const fn door(&self) -> DoorId {
        self.door
    }

    /// The day these are the keys of.
    pub const fn day(&self) -> Day {
        self.day
    }

    /// Last day on which everybody here still has a key, as published so far.
    pub const fn until(&self) -> Day {
        self.until
    }

    /// Those who can be addressed today, in the roster's order.
    pub fn people(&self) -> &[DayKey] {
        &self.people
    }

    /// The whole roster, verified.
    pub const fn roster(&self) -> &Roster {
        &self.roster
    }

    /// How many people open what is addressed to so many: the roster's number,
    /// and one where one person was chosen.
    pub const fn opening(&self, addressed: usize) -> Opening {
        if addressed < 2 {
            Opening::One
        } else {
            self.roster.opening
        }
    }
}

/// The roster of this door, and the reader behind it.
fn opened(bytes: &[u8], door: DoorId) -> Result<(Roster, Reader<'_>), Refused> {
    let mut reader = Reader::of(bytes, MAGIC, "is not a key set's")?;
    let roster = Roster::read(long(&mut reader, "roster")?)?;
    if DoorId::of(&roster.root) != door {
        return Err(Refused::OtherDoor("key set"));
    }
    Ok((roster, reader))
}

fn long<'a>(reader: &mut Reader<'a>, what: &'static str) -> Result<&'a [u8], Malformed> {
    let length = reader.u32(what)?;
    reader.take(usize::try_from(length).unwrap_or(usize::MAX), what)
}
