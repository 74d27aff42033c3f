//! One person or two: a key wrapped for each person, or for each pair.
//!
//! Two of n need no secret sharing, whose libraries have failed twice
//! (RUSTSEC-2024-0398; vsss-rs issue 24): the key is wrapped once for every pair,
//! under a key derived from both shares, 45 wraps of 48 bytes for ten people.
//! Wrap (i, j), i < j: HKDF-SHA256(salt = binding, ikm = share i ‖ share j, info =
//! `"fyke wrap v1"` ‖ i ‖ j), ChaCha20-Poly1305 with a zero nonce (every wrapping
//! key is used once). For one person, i = j and the ikm is one share.

use crate::secret::{Secret, derived};
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use zeroize::Zeroizing;

/// Length of one wrap in bytes: the key and a tag.
pub const WRAP: usize = 48;

/// How many people open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opening {
    /// Any one of those addressed.
    One = 1,
    /// Any two of those addressed, together.
    Two = 2,
}

impl Opening {
    /// By its number in a format.
    pub const fn read(number: u8) -> Option<Opening> {
        match number {
            1 => Some(Opening::One),
            2 => Some(Opening::Two),
            _ => None,
        }
    }
}

/// How many wraps n people need.
pub const fn wraps(people: usize, opening: Opening) -> usize {
    match opening {
        Opening::One => people,
        Opening::Two => people * people.saturating_sub(1) / 2,
    }
}

/// The pairs (or single people, as (i, i)) in the order of their wraps.
pub(super) fn holders(people: usize, opening: Opening) -> impl Iterator<Item = (usize, usize)> {
    (0..people).flat_map(move |i| {
        let (from, to) = match opening {
            Opening::One => (i, i + 1),
            Opening::Two => (i + 1, people),
        };
        (from..to).map(move |j| (i, j))
    })
}

pub(super) fn kek(
    binding: &[u8; 32],
    (i, j): (usize, usize),
    one: &Secret<32>,
    other: &Secret<32>,
) -> Secret<32> {
    let mut both = Zeroizing::new([0u8; 64]);
    both[..32].copy_from_slice(one.expose());
    both[32..].copy_from_slice(other.expose());
    let ikm = if i == j { &both[..32] } else { &both[..] };
    let mut info = *b"fyke wrap v1\0\0";
    info[12] = i as u8;
    info[13] = j as u8;
    derived(binding, ikm, &info)
}

/// Wraps a key for everybody (or every pair) of these shares, bound to `binding`;
/// wraps lie one behind the other. Shares stand in the order of the format, at
/// most 255.
pub fn wrap(shares: &[Secret<32>], opening: Opening, binding: &[u8; 32], key: &Secret<32>) -> Vec<u8> {
    let mut out = Vec::with_capacity(wraps(shares.len(), opening) * WRAP);
    for (i, j) in holders(shares.len().min(255), opening) {
        let kek = kek(binding, (i, j), &shares[i], &shares[j]);
        let start = out.len();
        out.extend_from_slice(key.expose());
        let tag = ChaCha20Poly1305::new(kek.expose().into())
            .encrypt_inout_detached(&[0u8; 12].into(), binding, (&mut out[start..]).into())
            .expect("32 bytes are within the cipher's limit");
        out.extend_from_slice(&tag);
    }
    out
}
