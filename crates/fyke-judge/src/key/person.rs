//! A person's key, and the proof that a person was asked.

use super::{KeyId, PersonPublic};
use ed25519_dalek::{Signer, SigningKey};
use std::fmt;

/// A person's signing key, open in memory. It is read from its file with the
/// person's passphrase, never printed, never copied, wiped when dropped.
pub struct PersonKey {
    key: SigningKey,
}

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "person's key {}", self.id())
    }
}

impl PersonKey {
    /// The key of a 32-byte seed; seeds come from the system's randomness.
    pub fn from_seed(seed: &[u8; 32]) -> PersonKey {
        PersonKey {
            key: SigningKey::from_bytes(seed),
        }
    }

    /// The seed, for sealing the key once more.
    pub(super) fn seed(&self) -> zeroize::Zeroizing<[u8; 32]> {
        zeroize::Zeroizing::new(self.key.to_bytes())
    }

    /// The public half.
    pub fn public(&self) -> PersonPublic {
        PersonPublic(self.key.verifying_key().to_bytes())
    }

    /// Its name.
    pub fn id(&self) -> KeyId {
        self.public().id()
    }

    /// This person stands behind `message`. Call it after the person was shown
    /// what they sign and said yes, once for each.
    pub fn assert(&self, message: &[u8]) -> HumanAssertion {
        HumanAssertion {
            by: self.public(),
            signature: self.key.sign(message).to_bytes(),
        }
    }
}

/// Proof that a person's key stands behind one message: only [`PersonKey`]
/// makes one. (A browser's WebAuthn assertion will be the second way.)
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HumanAssertion {
    by: PersonPublic,
    signature: [u8; 64],
}

impl HumanAssertion {
    /// Who.
    pub fn by(&self) -> PersonPublic {
        self.by
    }

    /// The Ed25519 signature over the message.
    pub fn signature(&self) -> &[u8; 64] {
        &self.signature
    }
}
