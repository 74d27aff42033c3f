//! A session without an account: what the next form needs, sealed, in a hidden field.
//!
//! The key is made at the front's start and dies with it. The token says what it is
//! for, in which half hour since that start it was made, and carries the secrets of
//! the conversation, so that nobody types the codename for each message and the
//! front remembers nobody. `hex(nonce ‖ ChaCha20-Poly1305(kind ‖ half hour ‖ payload))`.

use super::refusal::Refusal;
use crate::bytes::{Reader, hex, unhex};
use crate::secret::{NoRandomness, Secret, random};
use chacha20poly1305::ChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use zeroize::Zeroizing;

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

/// A token for a hidden field.
pub fn seal(key: &TokenKey, kind: Kind, half_hour: u32, payload: &[u8]) -> Result<String, NoRandomness> {
    let nonce: [u8; 12] = random()?;
    let mut clear = Zeroizing::new(vec![kind as u8]);
    clear.extend_from_slice(&half_hour.to_be_bytes());
    clear.extend_from_slice(payload);
    let sealed = Payload {
        msg: &clear,
        aad: BOUND_TO,
    };
    let sealed = ChaCha20Poly1305::new(key.expose().into()).encrypt(&nonce.into(), sealed);
    let sealed = sealed.map_err(|_| NoRandomness)?;
    Ok(hex(&[nonce.as_slice(), &sealed].concat()))
}

/// The payload of `N` bytes; refused where the token is of another start of the front,
/// too old, or no token.
pub fn open<const N: usize>(key: &TokenKey, kind: Kind, now: u32, token: &str) -> Result<Secret<N>, Refusal> {
    opened(key, kind, now, token.as_bytes()).ok_or(Refusal::Old)
}

fn opened<const N: usize>(key: &TokenKey, kind: Kind, now: u32, digits: &[u8]) -> Option<Secret<N>> {
    if digits.len() != 2 * (12 + 1 + 4 + N + 16) {
        return None;
    }
    let bytes = unhex(digits)?;
    let (nonce, msg) = bytes.split_first_chunk::<12>()?;
    let sealed = Payload { msg, aad: BOUND_TO };
    let clear = ChaCha20Poly1305::new(key.expose().into()).decrypt(nonce.into(), sealed);
    let clear = Zeroizing::new(clear.ok()?);
    let mut from = Reader::new(&clear);
    let meant = from.u8("kind").ok()? == kind as u8;
    let age = now.checked_sub(from.u32("half hour").ok()?)?;
    let payload = from.secret("payload").ok()?;
    (meant && age <= HALF_HOURS).then_some(payload)
}
