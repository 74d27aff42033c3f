//! Bytes that never reach a log, and are wiped when they go.
//!
//! The type has no `Display`, its `Debug` says only how long it is, and it is
//! compared in constant time. Whoever wants the bytes says `expose`, so that
//! every place that reads a secret can be found by one search.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit};
use sha2::Sha256;
use std::fmt;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A secret of `N` bytes.
///
/// ```
/// use fyke_door::secret::Secret;
/// let secret = Secret::new([7u8; 32]);
/// assert_eq!(format!("{secret:?}"), "Secret(32 bytes)");
/// assert_eq!(secret.expose()[0], 7);
/// ```
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret<const N: usize>([u8; N]);

impl<const N: usize> Secret<N> {
    /// Takes the bytes in.
    pub const fn new(bytes: [u8; N]) -> Secret<N> {
        Secret(bytes)
    }

    /// Fresh bytes of the system's generator.
    pub fn random() -> Result<Secret<N>, NoRandomness> {
        Ok(Secret(random()?))
    }

    /// Written in place, rather than copied in from bytes that would have to be wiped.
    pub fn filled(fill: impl FnOnce(&mut [u8; N])) -> Secret<N> {
        let mut secret = Secret([0; N]);
        fill(&mut secret.0);
        secret
    }

    /// The bytes themselves.
    pub const fn expose(&self) -> &[u8; N] {
        &self.0
    }
}

impl<const N: usize> fmt::Debug for Secret<N> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Secret({N} bytes)")
    }
}

impl<const N: usize> PartialEq for Secret<N> {
    fn eq(&self, other: &Secret<N>) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl<const N: usize> Eq for Secret<N> {}

/// Words or bytes of a source, of any length: never printed, wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop, Default)]
pub struct Hidden(Vec<u8>);

impl Hidden {
    /// Takes the bytes in.
    pub const fn new(bytes: Vec<u8>) -> Hidden {
        Hidden(bytes)
    }

    /// The bytes themselves.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl PartialEq for Hidden {
    fn eq(&self, other: &Hidden) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for Hidden {}

impl fmt::Debug for Hidden {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Hidden(..)")
    }
}

/// HMAC-SHA256 (RFC 2104) under a secret.
pub fn hmac(key: &Secret<32>) -> Hmac<Sha256> {
    Hmac::new_from_slice(key.expose()).expect("HMAC takes keys of any length")
}

/// HKDF-SHA256 (RFC 5869): a secret for one use of what a key is used for. No salt is
/// as good as an empty one.
pub fn derived(salt: &[u8], key: &[u8], info: &[u8]) -> Secret<32> {
    let hkdf = Hkdf::<Sha256>::new(Some(salt), key);
    let fill = |secret: &mut [u8; 32]| hkdf.expand(info, secret);
    Secret::filled(|secret| fill(secret).expect("32 bytes are fewer than 255 hashes"))
}

/// Random bytes of the system's generator, for what need not be hidden.
pub fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// The system gave no random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the system gives no random bytes; the door does nothing without them: look at the kernel's log, then start again"
)]
pub struct NoRandomness;
