//! Day keys: one sealing key a day for each recipient, made ahead.
//!
//! A list names door, signer and first day, and holds up to 32 keys of days in a
//! row. The secret of a day is destroyed three weeks after its day: whoever takes
//! the desk later opens nothing older.

use super::{DoorId, PUBLIC, Refused, SealKey, SignKey};
use crate::bytes::Reader;
use crate::day::Day;

/// How many days after its day a secret is destroyed.
pub const DAYS_KEPT: u32 = 21;

pub(super) const MAGIC: &[u8; 8] = b"FYKEDAY1";
pub(super) const SIGNED_AS: &str = "fyke day keys v1";
pub(super) const LIST_MAX: usize = 32;

/// A recipient's day keys as published, verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayList {
    /// Who signed it.
    pub signer: SignKey,
    /// Day of the first key.
    pub first: Day,
    keys: Vec<[u8; PUBLIC]>,
}

impl DayList {
    /// Reads and verifies a list. Whether its signer is a recipient is for
    /// `KeySet::read`.
    pub fn read(bytes: &[u8], door: DoorId) -> Result<DayList, Refused> {
        let mut reader = Reader::of(bytes, MAGIC, "is not of day keys")?;
        reader.door(door, "list of day keys")?;
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
        reader.signed(&signer, SIGNED_AS, "list of day keys")?;
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
