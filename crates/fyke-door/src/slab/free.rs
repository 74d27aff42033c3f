//! What the desk signs so that a cell may be written over.
//!
//! The store trusts nothing else: neither the process that carries the message
//! nor the onion service behind it can make the door forget.

use crate::bytes::{Malformed, Reader};
use crate::keys::{DoorId, SIGNATURE, SignKey};

const MAGIC: &[u8; 8] = b"FYKEFRE1";
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

/// The statement is not one of this desk to this door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotFreed {
    /// It is cut, or of another version.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// Another key signed it, or it was changed on the way.
    #[error(
        "what frees cells is not signed by the desk's pull key; nothing was freed, see that door and desk have the same roster"
    )]
    Signature,
    /// It speaks to another door.
    #[error("what frees cells is meant for another door; nothing was freed")]
    Door,
}

impl Free {
    /// As it is signed; the desk alone says it.
    #[cfg(feature = "desk")]
    pub(super) fn said(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(LENGTH);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&self.door.0);
        out.extend_from_slice(&self.generation);
        out.extend_from_slice(&self.up_to.to_be_bytes());
        out
    }

    /// Read and checked.
    pub fn read(bytes: &[u8], door: DoorId, key: &SignKey) -> Result<Free, NotFreed> {
        let mut from = Reader::of(bytes, MAGIC, "is not of what frees cells")?;
        let free = Free {
            door: DoorId(from.array("door")?),
            generation: from.array("generation")?,
            up_to: from.u64("up to")?,
        };
        let (said, signature) = from.signed()?;
        if !key.verifies(SIGNED_AS, said, &signature) {
            return Err(NotFreed::Signature);
        }
        if free.door != door {
            return Err(NotFreed::Door);
        }
        Ok(free)
    }
}
