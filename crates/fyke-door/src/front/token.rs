//! A session without an account: what the next form needs, sealed, in a hidden field.
//!
//! The key is made at the front's start and dies with it. The token says what it is
//! for, in which half hour since that start it was made, and carries the secrets of
//! the conversation, so that nobody types the codename for each message and the
//! front remembers nobody. `hex(nonce ‖ ChaCha20-Poly1305(kind ‖ half hour ‖ payload))`.

use crate::bytes::{hex, unhex};
use crate::secret::{NoRandomness, Secret, random};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use zeroize::{Zeroize, Zeroizing};

const BOUND_TO: &[u8] = b"fyke door token v1";
/// Half hours that a token outlives the one it was made in: between 60 and 90 minutes.
const HALF_HOURS: u32 = 2;

/// The boot's key.
pub type TokenKey = Secret<32>;

/// What a token is for, so that none passes as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// a codename was shown: the payload recognises it when it is typed back
    Shown = 1,
    /// a conversation is open
    Session = 2,
}

/// The token is of another start of the front, too old, or no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this page is too old; go back to the start, your codename stays good")]
pub struct Stale;

/// A token for a hidden field.
pub fn seal(key: &TokenKey, kind: Kind, half_hour: u32, payload: &[u8]) -> Result<String, NoRandomness> {
    let nonce: [u8; 12] = random()?;
    let mut clear = Zeroizing::new(vec![kind as u8]);
    clear.extend_from_slice(&half_hour.to_be_bytes());
    clear.extend_from_slice(payload);
    let sealed = ChaCha20Poly1305::new(&(*key.expose()).into())
        .encrypt(
            &Nonce::from(nonce),
            Payload {
                msg: &clear,
                aad: BOUND_TO,
            },
        )
        .map_err(|_| NoRandomness)?;
    Ok(hex(&[nonce.as_slice(), &sealed].concat()))
}

/// The payload of `N` bytes.
pub fn open<const N: usize>(key: &TokenKey, kind: Kind, now: u32, token: &str) -> Result<Secret<N>, Stale> {
    let digits = token.as_bytes();
    if digits.len() != 2 * (12 + 1 + 4 + N + 16) {
        return Err(Stale);
    }
    let bytes = unhex(digits).ok_or(Stale)?;
    let nonce: [u8; 12] = bytes[..12].try_into().map_err(|_| Stale)?;
    let sealed = Payload {
        msg: &bytes[12..],
        aad: BOUND_TO,
    };
    let clear = Zeroizing::new(
        ChaCha20Poly1305::new(&(*key.expose()).into())
            .decrypt(&Nonce::from(nonce), sealed)
            .map_err(|_| Stale)?,
    );
    let made = u32::from_be_bytes([clear[1], clear[2], clear[3], clear[4]]);
    if clear[0] != kind as u8 || made > now || now - made > HALF_HOURS {
        return Err(Stale);
    }
    let mut payload: [u8; N] = clear[5..].try_into().map_err(|_| Stale)?;
    let secret = Secret::new(payload);
    payload.zeroize();
    Ok(secret)
}
