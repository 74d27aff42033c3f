//! What the desk signs and publishes: roster, lists of day keys, the key set.

use super::{DayList, DaySecret, DoorId, KeySet, MANY, NAME_MAX, Person, Roster, SealKey, SignSecret};
use super::{days, roster, set};
use crate::bytes::put_run;

/// How many days ahead keys are published.
pub const DAYS_AHEAD: u32 = 14;

/// Why a roster was not signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RosterRefused {
    /// It names another root key.
    #[error("the roster names another root key than the one that is to sign it; take the door's own")]
    OtherRoot,
    /// It would not be read again as it stands.
    #[error(
        "a roster has 1 to 10 recipients with names of 1 to 64 bytes, and two where two must open; change it and sign again"
    )]
    Shape,
}

impl SealKey {
    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        self.bytes.to_vec()
    }
}

impl Roster {
    /// The roster with the root's signature behind it.
    pub fn sign(&self, root: &SignSecret) -> Result<Vec<u8>, RosterRefused> {
        let named = |person: &Person| (1..=NAME_MAX).contains(&person.name.len());
        let enough = self.people.len() >= self.opening as usize;
        if self.people.len() > MANY || !enough || !self.people.iter().all(named) {
            return Err(RosterRefused::Shape);
        }
        if root.public() != self.root {
            return Err(RosterRefused::OtherRoot);
        }
        let mut out = roster::MAGIC.to_vec();
        out.extend_from_slice(self.root.bytes());
        out.extend_from_slice(&self.serial.to_be_bytes());
        out.extend_from_slice(&self.first.0.to_be_bytes());
        out.extend_from_slice(&self.last.0.to_be_bytes());
        out.push(self.opening as u8);
        out.extend_from_slice(self.publisher.bytes());
        out.extend_from_slice(self.pull.bytes());
        out.extend_from_slice(&self.slab.bytes());
        out.push(self.people.len() as u8);
        for person in &self.people {
            put_run(&mut out, person.name.as_bytes());
            out.extend_from_slice(person.sign.bytes());
            out.extend_from_slice(&person.staff.bytes());
        }
        let signature = root.sign(roster::SIGNED_AS, &out);
        out.extend_from_slice(&signature);
        Ok(out)
    }
}

impl DayList {
    /// A list of the days of these secrets, signed: they must follow each other
    /// day by day, 1 to 32 of them; `None` where they do not.
    pub fn sign(door: DoorId, signer: &SignSecret, secrets: &[DaySecret]) -> Option<Vec<u8>> {
        let first = secrets.first()?.day;
        let in_row = (0u32..).zip(secrets).all(|(n, one)| one.day == first.plus(n));
        if !in_row || secrets.len() > days::LIST_MAX {
            return None;
        }
        let mut out = days::MAGIC.to_vec();
        out.extend_from_slice(&door.0);
        out.extend_from_slice(signer.public().bytes());
        out.extend_from_slice(&first.0.to_be_bytes());
        out.push(secrets.len() as u8);
        for one in secrets {
            out.extend_from_slice(&one.secret.public().bytes());
        }
        let signature = signer.sign(days::SIGNED_AS, &out);
        out.extend_from_slice(&signature);
        Some(out)
    }
}

impl KeySet {
    /// The bytes of a key set: a signed roster and the signed lists of its people.
    /// Everything is verified by whoever reads it.
    pub fn write(roster: &[u8], lists: &[Vec<u8>]) -> Vec<u8> {
        let mut out = set::MAGIC.to_vec();
        put_long(&mut out, roster);
        out.push(u8::try_from(lists.len()).unwrap_or(u8::MAX));
        for list in lists {
            put_long(&mut out, list);
        }
        out
    }
}

fn put_long(out: &mut Vec<u8>, run: &[u8]) {
    out.extend_from_slice(&u32::try_from(run.len()).unwrap_or(u32::MAX).to_be_bytes());
    out.extend_from_slice(run);
}
