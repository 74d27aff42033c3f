//! A machine's key: signs checkpoints of one log, decides nothing.

use super::{KeyId, hex};
use crate::record::checkpoint::{Kind, NoteKey};
use ed25519_dalek::{Signer, SigningKey};
use std::fmt;
use std::fmt::Write;
use zeroize::Zeroizing;

/// The key of a case's own log. It lies beside the case without a passphrase:
/// it proves that the record is the one this case wrote, not who decided. A
/// witness's program holds one of its own.
pub struct MachineKey {
    key: SigningKey,
}

impl fmt::Debug for MachineKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "machine's key {}", self.id())
    }
}

/// How the file of a key begins.
const HEADER: &str = "fyke-machine-key-v1 ";

impl MachineKey {
    /// The key of a 32-byte seed.
    pub fn from_seed(seed: &[u8; 32]) -> MachineKey {
        MachineKey {
            key: SigningKey::from_bytes(seed),
        }
    }

    /// Its name.
    pub fn id(&self) -> KeyId {
        MachineKey::id_of(&self.key.verifying_key().to_bytes())
    }

    /// The name of a key with this public half.
    pub(crate) fn id_of(public: &[u8; 32]) -> KeyId {
        KeyId::of("machine", public)
    }

    /// The verifier key under which it signs the checkpoints of log `origin`.
    pub fn note_key(&self, origin: &str) -> NoteKey {
        NoteKey::new(origin, Kind::Log, self.key.verifying_key())
    }

    /// The verifier key under which it co-signs the checkpoints of others.
    pub fn witness_key(&self, name: &str) -> NoteKey {
        NoteKey::new(name, Kind::Witness, self.key.verifying_key())
    }

    /// Signs a checkpoint; outside this crate there is no way to sign with it.
    pub(crate) fn sign(&self, text: &[u8]) -> [u8; 64] {
        self.key.sign(text).to_bytes()
    }

    /// What its file holds.
    pub(crate) fn to_file(&self) -> Zeroizing<Vec<u8>> {
        let mut text = Zeroizing::new(String::with_capacity(HEADER.len() + 65));
        text.push_str(HEADER);
        for byte in self.key.as_bytes() {
            let _ = write!(text, "{byte:02x}");
        }
        text.push('\n');
        Zeroizing::new(text.as_bytes().to_vec())
    }

    /// Reads what [`MachineKey::to_file`] wrote.
    pub(crate) fn from_file(bytes: &[u8]) -> Option<MachineKey> {
        let text = std::str::from_utf8(bytes).ok()?;
        let seed = Zeroizing::new(hex(text.strip_prefix(HEADER)?.strip_suffix('\n')?)?);
        Some(MachineKey::from_seed(&seed))
    }
}
