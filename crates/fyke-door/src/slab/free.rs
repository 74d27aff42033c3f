//! What the desk signs so that a cell may be written over.
//!
//! The store trusts nothing else: neither the process that carries the message
//! nor the onion service behind it can make the door forget.

use crate::bytes::Reader;
use crate::keys::{DoorId, Refused, SIGNATURE, SignKey};

pub(super) const MAGIC: &[u8; 8] = b"FYKEFRE1";
pub(super) const SIGNED_AS: &str = "fyke slab free v1";

/// Bytes of the signed statement.
pub const LENGTH: usize = 8 + 32 + 16 + 8 + SIGNATURE;

/// As `up_to`: the whole generation, which is frozen.
pub const WHOLE: u64 = u64::MAX;

/// "I hold on my own disk whatever this generation has below this number."
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Free {
    /// The door it is said to.
    pub door: DoorId,
    /// The generation's id.
    pub generation: [u8; 16],
    /// The first number that is not held, or [`WHOLE`].
    pub up_to: u64,
}

impl Free {
    /// Read and checked.
    pub fn read(bytes: &[u8], door: DoorId, key: &SignKey) -> Result<Free, Refused> {
        let mut from = Reader::of(bytes, MAGIC, "is not of what frees cells")?;
        from.door(door, "word that frees cells")?;
        let (generation, up_to) = (from.array("generation")?, from.u64("up to")?);
        from.signed(key, SIGNED_AS, "word that frees cells")?;
        Ok(Free {
            door,
            generation,
            up_to,
        })
    }
}
