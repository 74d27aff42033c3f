//! A machine's key: signs checkpoints of one log, decides nothing.

use super::KeyId;
use ed25519_dalek::SigningKey;
use std::fmt;

/// The key of a case's own log. It lies beside the case without a passphrase:
/// it proves that the record is the one this case wrote, not who decided.
pub struct MachineKey {
    key: SigningKey,
}

impl fmt::Debug for MachineKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "machine's key {}", self.id())
    }
}

impl MachineKey {
    /// The key of a 32-byte seed.
    pub fn from_seed(seed: &[u8; 32]) -> MachineKey {
        MachineKey {
            key: SigningKey::from_bytes(seed),
        }
    }

    /// Its name.
    pub fn id(&self) -> KeyId {
        KeyId::of("machine", &self.key.verifying_key().to_bytes())
    }
}
