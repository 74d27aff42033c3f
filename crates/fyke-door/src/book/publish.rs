//! Publishing: slots made long before, noise in the rest, one signature.

use super::read::{MAGIC, SIGNED_AS};
use super::{BODY, Edition, SLOTS, Slot};
use crate::keys::{DoorId, Draw, SignSecret};
use crate::secret::NoRandomness;

/// Why a book was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotPublished {
    /// More replies than a book has slots.
    #[error(
        "{slots} replies wait for one book, which has 512 slots; let those that were read go, or hold some back until the next"
    )]
    Full {
        /// How many there are.
        slots: usize,
    },
    /// A slot of another edition.
    #[error("a reply was made for another book; make its slots again from its conversation")]
    WrongEdition,
    /// No random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// One signed book. Slots lie in the order of their tags, real ones and random ones
/// alike, so that a place tells nothing of when a reply was written.
pub fn publish(
    door: DoorId,
    edition: Edition,
    slots: &[Slot],
    publisher: &SignSecret,
    draw: &mut Draw,
) -> Result<Vec<u8>, NotPublished> {
    if slots.len() > SLOTS {
        return Err(NotPublished::Full { slots: slots.len() });
    }
    if slots.iter().any(|slot| slot.edition != edition) {
        return Err(NotPublished::WrongEdition);
    }
    let mut all = slots.to_vec();
    while all.len() < SLOTS {
        let mut body = Box::new([0u8; BODY]);
        draw.fill(&mut body[..])?;
        all.push(Slot {
            edition,
            tag: draw.bytes()?,
            body,
        });
    }
    all.sort_unstable_by_key(|slot| slot.tag);
    let mut out = Vec::with_capacity(super::BOOK);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&door.0);
    out.extend_from_slice(&edition.0.to_be_bytes());
    for slot in &all {
        out.extend_from_slice(&slot.tag);
    }
    for slot in &all {
        out.extend_from_slice(&slot.body[..]);
    }
    let signature = publisher.sign(SIGNED_AS, &out);
    out.extend_from_slice(&signature);
    Ok(out)
}
