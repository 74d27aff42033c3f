//! Looking for replies: the same work whatever there is.
//!
//! Four tags are compared with all 512, without a branch on what is equal; then
//! four bodies are opened, at the tag's place or, where it is not there, at a place
//! as random. A cipher that checks before it deciphers would do less for a body
//! that is none; so each body is run through the cipher twice: once to decipher,
//! once to make again the tag that it should have, compared in constant time. What
//! does not open is zeros.

use super::read::TAGS;
use super::slot::{BODY, CLEAR, MAC, PER_CONVERSATION, Reply, SlotKey};
use super::{Edition, Leaf};
use crate::keys::DoorId;
use chacha20poly1305::aead::AeadInOut;
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use zeroize::Zeroizing;

pub(super) const FOUR: usize = PER_CONVERSATION as usize;

/// What four bodies held: zeros where nothing was.
pub struct Found([Box<Zeroizing<[u8; CLEAR]>>; FOUR]);

impl Found {
    /// The replies, in the order of their places. From here on the work depends on
    /// what was found.
    pub fn replies(&self) -> Vec<Reply> {
        self.0.iter().filter_map(|clear| Reply::read(clear)).collect()
    }
}

/// Looks for the replies of a conversation by its leaf of the book's day; bodies are
/// asked for by place, exactly four.
pub fn seek<E>(
    leaf: &Leaf,
    door: DoorId,
    edition: Edition,
    tags: &[u8; TAGS],
    mut body: impl FnMut(usize) -> Result<[u8; BODY], E>,
) -> Result<Found, E> {
    let mut found = Found(std::array::from_fn(|_| Box::new(Zeroizing::new([0u8; CLEAR]))));
    for (key, clear) in keys(leaf, door, edition).iter().zip(&mut found.0) {
        open(key, &body(place(key, tags))?, clear);
    }
    Ok(found)
}

pub(super) fn keys(leaf: &Leaf, door: DoorId, edition: Edition) -> [SlotKey; FOUR] {
    std::array::from_fn(|k| SlotKey::of(leaf, door, edition, k as u8))
}

pub(super) fn place(key: &SlotKey, tags: &[u8; TAGS]) -> usize {
    let wanted = u128::from_be_bytes(key.tag);
    let mut place = key.dummy as u32;
    for (at, tag) in (0u32..).zip(tags.as_chunks::<16>().0) {
        place.conditional_assign(&at, u128::from_be_bytes(*tag).ct_eq(&wanted));
    }
    place as usize
}

fn open(key: &SlotKey, body: &[u8; BODY], clear: &mut [u8; CLEAR]) {
    let (sealed, mac) = body.split_at(CLEAR);
    let run = |text: &mut [u8]| {
        key.cipher
            .encrypt_inout_detached(&[0u8; 12].into(), &key.tag, text.into())
            .expect("4 KiB are within the cipher's limit")
    };
    clear.copy_from_slice(sealed);
    // a stream cipher deciphers as it enciphers; this tag is of the wrong text
    run(clear);
    let mut again = Zeroizing::new([0u8; CLEAR]);
    again.copy_from_slice(clear);
    let made = run(&mut *again);
    let is_ours: Choice = made.as_slice().ct_eq(&mac[..MAC]);
    let mask = 0u8.wrapping_sub(is_ours.unwrap_u8());
    for byte in clear {
        *byte &= std::hint::black_box(mask);
    }
}
