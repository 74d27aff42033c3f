//! Opening what was wrapped for one person or for every pair (`pairs`).

use super::pairs::{Opening, WRAP, holders, kek};
use crate::secret::Secret;
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use zeroize::Zeroize;

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
