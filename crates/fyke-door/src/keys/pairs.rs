//! One person or two: a key wrapped for each person, or for each pair.
//!
//! Two of n need no secret sharing, whose libraries have failed twice
//! (RUSTSEC-2024-0398; vsss-rs issue 24): the key is wrapped once for every pair,
//! under a key derived from both shares, 45 wraps of 48 bytes for ten people.
//! Wrap (i, j), i < j: HKDF-SHA256(salt = binding, ikm = share i ‖ share j, info =
//! `"fyke wrap v1"` ‖ i ‖ j), ChaCha20-Poly1305 with a zero nonce (every wrapping
//! key is used once). For one person, i = j and the ikm is one share.

use crate::secret::Secret;
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroize;

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

/// Why a wrapped key did not come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotOpened {
    /// Fewer people than it takes.
    #[error(
        "it takes two people to open this, and only one is here: ask a second person it was addressed to"
    )]
    TooFew,
    /// Nobody here was addressed.
    #[error("it was not addressed to anybody here; ask those named in it")]
    NotAddressed,
    /// The shares are not the right ones, or what they should open was altered.
    #[error("it does not open with these keys, or was altered on the way; take it from the door again")]
    Altered,
}

/// How many wraps n people need.
pub const fn wraps(people: usize, opening: Opening) -> usize {
    match opening {
        Opening::One => people,
        Opening::Two => people * people.saturating_sub(1) / 2,
    }
}

/// The pairs (or single people, as (i, i)) in the order of their wraps.
fn holders(people: usize, opening: Opening) -> impl Iterator<Item = (usize, usize)> {
    (0..people).flat_map(move |i| {
        let (from, to) = match opening {
            Opening::One => (i, i + 1),
            Opening::Two => (i + 1, people),
        };
        (from..to).map(move |j| (i, j))
    })
}

fn kek(binding: &[u8; 32], (i, j): (usize, usize), one: &Secret<32>, other: &Secret<32>) -> Secret<32> {
    let mut both = [0u8; 64];
    both[..32].copy_from_slice(one.expose());
    both[32..].copy_from_slice(other.expose());
    let ikm = if i == j { &both[..32] } else { &both[..] };
    let mut info = *b"fyke wrap v1\0\0";
    info[12] = i as u8;
    info[13] = j as u8;
    let mut key = [0u8; 32];
    Hkdf::<Sha256>::new(Some(binding), ikm)
        .expand(&info, &mut key)
        .expect("32 bytes are fewer than 255 hashes");
    both.zeroize();
    let kek = Secret::new(key);
    key.zeroize();
    kek
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

/// The key, from the shares of those who are here with their places in the
/// format. One person twice is one person.
pub fn unwrap(
    here: &[(usize, Secret<32>)],
    people: usize,
    opening: Opening,
    binding: &[u8; 32],
    wrapped: &[u8],
) -> Result<Secret<32>, NotOpened> {
    let share = |place: usize| here.iter().find(|(at, _)| *at == place).map(|(_, share)| share);
    let present = (0..people.min(255))
        .filter(|&place| share(place).is_some())
        .count();
    if present == 0 {
        return Err(NotOpened::NotAddressed);
    }
    if present < opening as usize {
        return Err(NotOpened::TooFew);
    }
    let (at, (i, j)) = holders(people.min(255), opening)
        .enumerate()
        .find(|(_, (i, j))| share(*i).is_some() && share(*j).is_some())
        .ok_or(NotOpened::TooFew)?;
    let (Some(one), Some(other)) = (share(i), share(j)) else {
        return Err(NotOpened::TooFew);
    };
    let wrapped = wrapped
        .get(at * WRAP..(at + 1) * WRAP)
        .ok_or(NotOpened::Altered)?;
    let (sealed, tag) = wrapped.split_at(32);
    let mut key = [0u8; 32];
    key.copy_from_slice(sealed);
    let tag: [u8; 16] = tag.try_into().map_err(|_| NotOpened::Altered)?;
    let opened = ChaCha20Poly1305::new(kek(binding, (i, j), one, other).expose().into())
        .decrypt_inout_detached(&[0u8; 12].into(), binding, (&mut key[..]).into(), &tag.into());
    let secret = Secret::new(key);
    key.zeroize();
    opened.map(|()| secret).map_err(|_| NotOpened::Altered)
}
