//! Day keys: one sealing key a day for each recipient, made ahead.
//!
//! A list names door, signer and first day, and holds up to 32 keys of days in a
//! row. The secret of a day is destroyed three weeks after its day: whoever takes
//! the desk later opens nothing older.

use super::{DoorId, Draw, PUBLIC, SIGNATURE, SealKey, SealSecret, SignKey, SignSecret};
use crate::bytes::{Malformed, Reader};
use crate::day::Day;
use crate::secret::NoRandomness;

/// How many days ahead keys are published.
pub const DAYS_AHEAD: u32 = 14;
/// How many days after its day a secret is destroyed.
pub const DAYS_KEPT: u32 = 21;

const MAGIC: &[u8; 8] = b"FYKEDAY1";
const SIGNED_AS: &str = "fyke day keys v1";
const LIST_MAX: usize = 32;

/// The secret half of one day of one recipient. The desk keeps it.
#[derive(Clone, Debug)]
pub struct DaySecret {
    /// Its day.
    pub day: Day,
    /// The secret half.
    pub secret: SealSecret,
}

impl DaySecret {
    /// A fresh one.
    pub fn draw(day: Day, draw: &mut Draw) -> Result<DaySecret, NoRandomness> {
        Ok(DaySecret {
            day,
            secret: SealSecret::draw(draw)?,
        })
    }

    /// Whether it must be gone by this day.
    pub fn spent(&self, today: Day) -> bool {
        today > self.day.plus(DAYS_KEPT)
    }
}

/// A recipient's day keys as published, verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayList {
    /// Who signed it.
    pub signer: SignKey,
    /// Day of the first key.
    pub first: Day,
    keys: Vec<[u8; PUBLIC]>,
}

/// Why a list of day keys is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ListRefused {
    /// Its bytes are wrong.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// Made for another door.
    #[error("the day keys are of another door; publish this door's")]
    OtherDoor,
    /// Its signer did not sign it.
    #[error("a list of day keys is not signed by its recipient; publish it again")]
    NotSigned,
}

impl DayList {
    /// A list of the days of these secrets, signed: they must follow each other
    /// day by day, 1 to 32 of them; `None` where they do not.
    pub fn sign(door: DoorId, signer: &SignSecret, secrets: &[DaySecret]) -> Option<Vec<u8>> {
        let first = secrets.first()?.day;
        let in_row = (0u32..).zip(secrets).all(|(n, one)| one.day == first.plus(n));
        if !in_row || secrets.len() > LIST_MAX {
            return None;
        }
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&door.0);
        out.extend_from_slice(signer.public().bytes());
        out.extend_from_slice(&first.0.to_be_bytes());
        out.push(secrets.len() as u8);
        for one in secrets {
            out.extend_from_slice(&one.secret.public().bytes());
        }
        let signature = signer.sign(SIGNED_AS, &out);
        out.extend_from_slice(&signature);
        Some(out)
    }

    /// Reads and verifies a list. Whether its signer is a recipient is for
    /// `KeySet::read`.
    pub fn read(bytes: &[u8], door: DoorId) -> Result<DayList, ListRefused> {
        let mut reader = Reader::new(bytes);
        if reader.array("magic")? != *MAGIC {
            return Err(Reader::new(bytes).malformed("magic", "is not of day keys").into());
        }
        let of = DoorId(reader.array("door id")?);
        let signer = SignKey::new(reader.array("signer")?);
        let first = Day(reader.u32("first day")?);
        let at = reader.malformed("number of days", "is none or more than 32");
        let many = usize::from(reader.u8("number of days")?);
        if many == 0 || many > LIST_MAX {
            return Err(at.into());
        }
        let keys = (0..many)
            .map(|_| reader.array::<PUBLIC>("day key"))
            .collect::<Result<Vec<_>, _>>()?;
        let signed = bytes.get(..reader.at()).unwrap_or(bytes);
        let signature = reader.array::<SIGNATURE>("signature")?;
        reader.end()?;
        if of != door {
            return Err(ListRefused::OtherDoor);
        }
        if !signer.verifies(SIGNED_AS, signed, &signature) {
            return Err(ListRefused::NotSigned);
        }
        Ok(DayList { signer, first, keys })
    }

    /// The key of a day, where the list has one and it is a key.
    pub fn key(&self, day: Day) -> Option<SealKey> {
        let at = day.0.checked_sub(self.first.0)?;
        SealKey::read(self.keys.get(usize::try_from(at).ok()?)?).ok()
    }

    /// Last day with a key.
    pub fn last(&self) -> Day {
        self.first.plus(
            u32::try_from(self.keys.len())
                .unwrap_or(u32::MAX)
                .saturating_sub(1),
        )
    }
}
