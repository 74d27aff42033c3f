//! Ed25519 signatures (RFC 8032), each under the name of what it signs.
//!
//! A signature covers `name ‖ 0 ‖ SHA-256(bytes)`, so that one made for a roster
//! can never stand under a book. Verified strictly: no small-order keys, one
//! encoding.

use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};

/// Length of a signature in bytes.
pub const SIGNATURE: usize = 64;

/// The public half of a signing key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignKey([u8; 32]);

impl SignKey {
    /// Any 32 bytes; such as are no key verify nothing.
    pub const fn new(bytes: [u8; 32]) -> SignKey {
        SignKey(bytes)
    }

    /// Its bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether this key signed these bytes under this name.
    pub fn verifies(&self, name: &str, bytes: &[u8], signature: &[u8; SIGNATURE]) -> bool {
        VerifyingKey::from_bytes(&self.0).is_ok_and(|key| {
            key.verify_strict(&signed(name, bytes), &Signature::from_bytes(signature))
                .is_ok()
        })
    }
}

pub(super) fn signed(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::with_capacity(name.len() + 33);
    all.extend_from_slice(name.as_bytes());
    all.push(0);
    all.extend_from_slice(&Sha256::digest(bytes));
    all
}
