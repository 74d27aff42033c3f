//! One cell: 65,536 bytes that are noise to all but the generation's key.
//!
//! Cell number `n` is ChaCha20-Poly1305 (RFC 8439) under the generation's cell
//! key with `n` as nonce. A number is given once: the store notes how far it has
//! gone before it writes. Where a killed store left a number half written, the
//! place is filled with a *void*: XChaCha20-Poly1305 under another key with a
//! random nonce in front, since the number's own nonce may be spent.

use super::{CELL, PAYLOAD};
use crate::bytes::Reader;
use crate::secret::{NoRandomness, Secret, derived, random};
use chacha20poly1305::aead::{AeadInOut, KeyInit, Nonce, Tag};
use chacha20poly1305::{ChaCha20Poly1305, XChaCha20Poly1305};

/// A cell as it lies on the disk.
pub type Raw = [u8; CELL];

/// Bytes of the inner header; those that no field needs are zero.
const HEADER: usize = 240;
const TAG: usize = 16;
const VERSION: u8 = 1;

/// What a cell carries besides its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// What it is.
    pub kind: Kind,
    /// The submission, 16 random bytes drawn by the store.
    pub submission: [u8; 16],
    /// Which cell of the submission, from 0.
    pub index: u16,
    /// How many cells it has: a power of two up to 1,024.
    pub count: u16,
}

/// What a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A part of an envelope.
    Envelope,
    /// Written to keep the pace, or to fill a gap.
    Nothing,
}

impl Header {
    /// Of a cell that carries nothing.
    pub const NOTHING: Header = Header {
        kind: Kind::Nothing,
        submission: [0; 16],
        index: 0,
        count: 0,
    };

    /// Over zeros.
    fn write(&self, into: &mut [u8]) {
        into[0] = VERSION;
        into[1] = match self.kind {
            Kind::Envelope => 1,
            Kind::Nothing => 2,
        };
        into[2..18].copy_from_slice(&self.submission);
        into[18..20].copy_from_slice(&self.index.to_be_bytes());
        into[20..22].copy_from_slice(&self.count.to_be_bytes());
    }

    fn read(bytes: &[u8]) -> Option<Header> {
        let mut from = Reader::new(bytes);
        let version = from.u8("version").ok()?;
        let kind = match from.u8("kind").ok()? {
            1 => Kind::Envelope,
            2 => Kind::Nothing,
            _ => return None,
        };
        let header = Header {
            kind,
            submission: from.array("submission").ok()?,
            index: from.u16("index").ok()?,
            count: from.u16("count").ok()?,
        };
        let sound = kind == Kind::Nothing
            || header.count.is_power_of_two() && header.count <= 1024 && header.index < header.count;
        (version == VERSION && sound).then_some(header)
    }
}

/// The keys of one generation, all from its one secret.
pub struct Keys {
    cell: ChaCha20Poly1305,
    void: XChaCha20Poly1305,
    shuffle: Secret<32>,
}

impl Keys {
    /// HKDF-SHA256 with the generation's id as salt, and the use as info.
    pub fn of(secret: &Secret<32>, generation: &[u8; 16]) -> Keys {
        let key = |of| derived(generation, secret.expose(), of);
        Keys {
            cell: ChaCha20Poly1305::new(key(b"fyke slab cell v1").expose().into()),
            void: XChaCha20Poly1305::new(key(b"fyke slab void v1").expose().into()),
            shuffle: key(b"fyke slab shuffle v1"),
        }
    }

    /// What draws the order of the ring.
    pub const fn shuffle(&self) -> &Secret<32> {
        &self.shuffle
    }

    /// Cell `n`. A payload shorter than [`PAYLOAD`] is followed by zeros.
    pub fn seal(&self, n: u64, header: &Header, payload: &[u8]) -> Box<Raw> {
        let mut raw = blank();
        let (head, rest) = raw.split_at_mut(HEADER);
        header.write(head);
        let length = payload.len().min(PAYLOAD);
        rest[..length].copy_from_slice(&payload[..length]);
        seal(&self.cell, &nonce(n).into(), b"", raw.as_mut_slice());
        raw
    }

    /// The header of cell `n` with its payload in place, at [`payload`].
    pub fn open(&self, n: u64, raw: &mut Raw) -> Option<Header> {
        let opened = opens(&self.cell, &nonce(n).into(), b"", raw);
        opened.then(|| Header::read(raw))?
    }

    /// A void for number `n`.
    pub fn void(&self, n: u64) -> Result<Box<Raw>, NoRandomness> {
        let mut raw = blank();
        let (nonce, rest) = raw.split_at_mut(24);
        let drawn = random::<24>()?;
        nonce.copy_from_slice(&drawn);
        seal(&self.void, &drawn.into(), &n.to_be_bytes(), rest);
        Ok(raw)
    }

    /// Whether this is a void of number `n`. The bytes are spent.
    pub fn is_void(&self, n: u64, raw: &mut Raw) -> bool {
        let (nonce, rest) = raw.split_at_mut(24);
        let nonce = <[u8; 24]>::try_from(nonce);
        nonce.is_ok_and(|nonce| opens(&self.void, &nonce.into(), &n.to_be_bytes(), rest))
    }
}

/// Seals what stands here before the room for a tag.
fn seal<C: AeadInOut>(cipher: &C, nonce: &Nonce<C>, bound: &[u8], here: &mut [u8]) {
    let (clear, tag) = here.split_at_mut(here.len() - TAG);
    let made = cipher.encrypt_inout_detached(nonce, bound, clear.into());
    tag.copy_from_slice(&made.expect("a cell is far shorter than ChaCha20 allows"));
}

/// Opens what stands here before its tag, if it is what was sealed.
fn opens<C: AeadInOut>(cipher: &C, nonce: &Nonce<C>, bound: &[u8], here: &mut [u8]) -> bool {
    let (body, tag) = here.split_at_mut(here.len() - TAG);
    let tag = Tag::<C>::try_from(&*tag);
    tag.is_ok_and(|tag| {
        cipher
            .decrypt_inout_detached(nonce, bound, body.into(), &tag)
            .is_ok()
    })
}

/// The payload of a cell that was opened.
pub fn payload(opened: &Raw) -> &[u8] {
    opened.get(HEADER..HEADER + PAYLOAD).unwrap_or_default()
}

/// A cell of zeros, never on the stack.
pub fn blank() -> Box<Raw> {
    vec![0u8; CELL]
        .into_boxed_slice()
        .try_into()
        .expect("it is made of that length")
}

fn nonce(n: u64) -> [u8; 12] {
    let mut nonce = [0u8; 12];
    nonce[4..].copy_from_slice(&n.to_be_bytes());
    nonce
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: Header = Header {
        kind: Kind::Envelope,
        submission: [3; 16],
        index: 1,
        count: 2,
    };

    fn keys() -> Keys {
        Keys::of(&Secret::new([1; 32]), &[2; 16])
    }

    #[test]
    fn a_cell_opens_at_its_own_number_alone() {
        let sealed = keys().seal(7, &HEADER, b"words");
        let mut raw = sealed.clone();
        assert_eq!(keys().open(7, &mut raw), Some(HEADER));
        assert_eq!(&payload(&raw)[..6], b"words\0");
        assert_eq!(keys().open(8, &mut sealed.clone()), None);
        assert!(!keys().is_void(7, &mut sealed.clone()));
        let other = Keys::of(&Secret::new([1; 32]), &[9; 16]);
        assert_eq!(other.open(7, &mut sealed.clone()), None);
    }

    #[test]
    fn a_void_is_no_cell_and_belongs_to_its_number() {
        let void = keys().void(7).unwrap();
        assert_eq!(keys().open(7, &mut void.clone()), None);
        assert!(keys().is_void(7, &mut void.clone()));
        assert!(!keys().is_void(8, &mut void.clone()));
        assert_ne!(void, keys().void(7).unwrap());
    }
}
