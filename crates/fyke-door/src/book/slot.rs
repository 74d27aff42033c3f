//! Slots: a reply as one book holds it.
//!
//! From the leaf of the book's day: `HKDF-Expand-SHA256(leaf, "fyke slot v1" ‖ door
//! id ‖ edition ‖ k)` gives 32 bytes of key, 16 of tag, 2 of dummy place. The body is
//! ChaCha20-Poly1305 with a zero nonce (every key is used for one body).

use super::{Edition, Leaf};
use crate::bytes::Reader;
use crate::day::Day;
use crate::keys::DoorId;
use crate::secret::Hidden;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use hkdf::Hkdf;
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

/// Slots of a book.
pub const SLOTS: usize = 512;
/// Bytes of a body.
pub const BODY: usize = 4_096;
/// Slots that one conversation may have in one book.
pub const PER_CONVERSATION: u8 = 4;

pub(super) const MAC: usize = 16;
pub(super) const CLEAR: usize = BODY - MAC;

/// A reply, or one part of it, as the source will see it.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// Names the reply: what "I have read it" sends back.
    pub id: [u8; 16],
    /// The day it was written on.
    pub day: Day,
    /// Which part, from 0.
    pub part: u8,
    /// Of how many, 1 to 4.
    pub of: u8,
    /// UTF-8, at most `TEXT_MAX` bytes.
    pub text: Hidden,
}

/// The secrets of one slot.
pub(super) struct SlotKey {
    pub(super) cipher: ChaCha20Poly1305,
    pub(super) tag: [u8; 16],
    /// Which body is opened where the tag is not there: as random as a tag's place.
    pub(super) dummy: usize,
}

impl SlotKey {
    pub(super) fn of(leaf: &Leaf, door: DoorId, edition: Edition, k: u8) -> SlotKey {
        let mut info = [0u8; 49];
        info[..12].copy_from_slice(b"fyke slot v1");
        info[12..44].copy_from_slice(&door.0);
        info[44..48].copy_from_slice(&edition.0.to_be_bytes());
        info[48] = k;
        let mut out = Zeroizing::new([0u8; 50]);
        Hkdf::<Sha256>::from_prk(leaf.expose())
            .expect("a leaf is as long as the hash")
            .expand(&info, &mut *out)
            .expect("50 bytes are fewer than 255 hashes");
        let mut key = Zeroizing::new([0u8; 32]);
        key.copy_from_slice(&out[..32]);
        let mut tag = [0u8; 16];
        tag.copy_from_slice(&out[32..48]);
        SlotKey {
            cipher: ChaCha20Poly1305::new((&*key).into()),
            tag,
            dummy: usize::from(u16::from_be_bytes([out[48], out[49]])) % SLOTS,
        }
    }
}

impl Reply {
    pub(super) fn read(clear: &[u8; CLEAR]) -> Option<Reply> {
        let mut reader = Reader::new(clear);
        let reply = Reply {
            id: reader.array("reply id").ok()?,
            day: Day(reader.u32("day").ok()?),
            part: reader.u8("part").ok()?,
            of: reader.u8("parts").ok()?,
            text: Hidden::new(reader.run("text").ok()?.to_vec()),
        };
        std::str::from_utf8(reply.text.expose()).ok()?;
        (reply.part < reply.of && reply.of <= PER_CONVERSATION).then_some(reply)
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Reply(part {} of {})", self.part, self.of)
    }
}
