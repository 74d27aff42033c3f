//! Slots made ahead, when the desk writes a reply: one for each book of two weeks.

use super::slot::{BODY, CLEAR, Reply, SlotKey};
use super::whole::TEXT_MAX;
use super::{Cover, Edition, Leaf};
use crate::day::Day;
use crate::keys::DoorId;
use chacha20poly1305::aead::AeadInOut;
use std::fmt;
use zeroize::Zeroizing;

/// A reply sealed for one edition. Says nothing to whoever holds it.
#[derive(Clone, PartialEq, Eq)]
pub struct Slot {
    /// The only book it belongs in.
    pub edition: Edition,
    /// What the source looks for.
    pub tag: [u8; 16],
    /// What it opens.
    pub body: Box<[u8; BODY]>,
}

/// The slots of one reply in the place k of its conversation, one for each of so
/// many editions from the first; fewer where the cover does not reach, none where
/// the text is too long. Whoever calls keeps the places of a conversation apart.
pub fn ahead(cover: &Cover, door: DoorId, reply: &Reply, k: u8, first: Edition, editions: u32) -> Vec<Slot> {
    let Some(clear) = reply.clear() else {
        return Vec::new();
    };
    let mut leaf: Option<(Day, Leaf)> = None;
    let mut slots = Vec::new();
    for edition in (0..editions).map(|n| first.plus(n)) {
        if leaf.as_ref().is_none_or(|(day, _)| *day != edition.day()) {
            leaf = cover.leaf(edition.day()).map(|leaf| (edition.day(), leaf));
        }
        let Some((_, leaf)) = &leaf else { continue };
        let key = SlotKey::of(leaf, door, edition, k);
        let mut body = Box::new([0u8; BODY]);
        let (text, mac) = body.split_at_mut(CLEAR);
        text.copy_from_slice(&clear[..]);
        let made = key
            .cipher
            .encrypt_inout_detached(&[0u8; 12].into(), &key.tag, text.into())
            .expect("4 KiB are within the cipher's limit");
        mac.copy_from_slice(&made);
        slots.push(Slot {
            edition,
            tag: key.tag,
            body,
        });
    }
    slots
}

impl Edition {
    /// For how many editions slots are made ahead: fourteen days.
    pub const AHEAD: u32 = 14 * Edition::A_DAY;

    /// The first of a day.
    pub fn first_of(day: Day) -> Edition {
        Edition(day.0.saturating_mul(Edition::A_DAY))
    }

    /// So many editions later.
    pub fn plus(self, editions: u32) -> Edition {
        Edition(self.0.saturating_add(editions))
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}, {} of {}",
            self.day(),
            self.0 % Edition::A_DAY + 1,
            Edition::A_DAY
        )
    }
}

impl Reply {
    fn clear(&self) -> Option<Box<Zeroizing<[u8; CLEAR]>>> {
        let text = self.text.expose();
        let length = u16::try_from(text.len())
            .ok()
            .filter(|_| text.len() <= TEXT_MAX)?;
        let mut clear = Box::new(Zeroizing::new([0u8; CLEAR]));
        clear[..16].copy_from_slice(&self.id);
        clear[16..20].copy_from_slice(&self.day.0.to_be_bytes());
        clear[20] = self.part;
        clear[21] = self.of;
        clear[22..24].copy_from_slice(&length.to_be_bytes());
        clear[24..24 + text.len()].copy_from_slice(text);
        Some(clear)
    }
}

impl fmt::Debug for Slot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Slot({})", self.edition)
    }
}
