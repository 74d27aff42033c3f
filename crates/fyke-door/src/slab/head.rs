//! A generation's head cell: its id, and its key sealed to the desk.
//!
//! Each of sixteen slots holds the key by HPKE (RFC 9180, X-Wing, HKDF-SHA256,
//! ChaCha20-Poly1305) for one pull recipient of the desk; slots without a
//! recipient are random. The record stands twice in its cell, so that one bad
//! sector loses no generation, each time with a hash: a head that is cut by a
//! power failure is no head, and nothing was acknowledged under it.
//!
//! A head shows that a door was started, not that anybody came.

use super::CELL;
use super::cell::{Raw, blank};
use crate::keys::{DoorId, Draw, ENC, SealKey};
use crate::secret::{NoRandomness, Secret};
use sha2::{Digest, Sha256};

/// Recipients a generation's key can be sealed to.
pub const RECIPIENTS: usize = 16;
pub(super) const SLOT: usize = ENC + 32 + 16;
const RECORD: usize = CELL / 2;
const HASHED: usize = RECORD - 32;
const INFO: &[u8; 23] = b"fyke slab generation v1";
const CONTEXT: &[u8; 17] = b"fyke slab head v1";

/// No key could be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoHead {
    /// Nobody, or too many, could open the generation.
    #[error(
        "a generation's key is sealed to 1 to 16 recipients of the desk; see that the key set names their keys"
    )]
    Recipients,
    /// The system gave no random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// Which generation of which door a key belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The door's id.
    pub door: DoorId,
    /// The generation's number in the file, 0 to 3.
    pub generation: u8,
    /// Its id, 16 random bytes.
    pub id: &'a [u8; 16],
}

impl Place<'_> {
    pub(super) fn info(&self) -> Vec<u8> {
        [INFO.as_slice(), &self.door.0, &[self.generation], self.id].concat()
    }
}

/// The cell that holds this key for these recipients.
pub fn seal(
    place: &Place<'_>,
    key: &Secret<32>,
    to: &[SealKey],
    draw: &mut Draw,
) -> Result<Box<Raw>, NoHead> {
    if to.is_empty() || to.len() > RECIPIENTS {
        return Err(NoHead::Recipients);
    }
    let mut cell = blank();
    draw.fill(cell.as_mut_slice())?;
    cell[..16].copy_from_slice(place.id);
    for (slot, recipient) in cell[16..].as_chunks_mut::<SLOT>().0.iter_mut().zip(to) {
        let wrapped = recipient.wrap(&place.info(), key.expose(), draw)?;
        if slot.len() != wrapped.len() {
            return Err(NoHead::Recipients);
        }
        slot.copy_from_slice(&wrapped);
    }
    let hash = hash(&cell[..HASHED]);
    cell[HASHED..RECORD].copy_from_slice(&hash);
    cell.copy_within(..RECORD, RECORD);
    Ok(cell)
}

/// The id of the generation whose head this is; none if the cell is noise.
pub fn id(cell: &Raw) -> Option<[u8; 16]> {
    record(cell)?.first_chunk().copied()
}

/// The first of the two records whose hash holds.
pub(super) fn record(cell: &Raw) -> Option<&[u8]> {
    let (first, second) = cell.split_at(RECORD);
    [first, second].into_iter().find(|half| {
        half.split_at_checked(HASHED)
            .is_some_and(|(said, sum)| hash(said) == sum)
    })
}

fn hash(said: &[u8]) -> [u8; 32] {
    let hash = Sha256::new_with_prefix(CONTEXT).chain_update(said);
    hash.finalize().into()
}
