//! Who signs: a person's key and a machine's key are two types.
//!
//! Only a [`PersonKey`] makes a [`HumanAssertion`], and only a human assertion
//! makes a leaf that decides ([`crate::record::leaf`]). A program holds a
//! [`MachineKey`]: with it, it signs checkpoints and nothing else.
//!
//! ```compile_fail
//! # use fyke_judge::key::MachineKey;
//! # fn f(machine: &MachineKey) {
//! machine.assert(b"escalate"); // no such method: a machine asserts nothing
//! # }
//! ```

mod file;
mod hkdf;
mod machine;
mod person;

pub use file::{Cost, KeyFile, KeyFileError, Passphrase};
pub use machine::MachineKey;
pub use person::{HumanAssertion, PersonKey};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// The name of a key: the first 16 bytes of the SHA-256 of its kind and its
/// public half, in hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyId([u8; 16]);

impl KeyId {
    pub(crate) fn of(kind: &str, public: &[u8; 32]) -> KeyId {
        let hash = Sha256::new()
            .chain_update(kind.as_bytes())
            .chain_update([0])
            .chain_update(public)
            .finalize();
        let mut id = [0; 16];
        id.iter_mut().zip(hash.iter()).for_each(|(to, from)| *to = *from);
        KeyId(id)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
impl FromStr for KeyId {
    type Err = BadKey;
    fn from_str(text: &str) -> Result<KeyId, BadKey> {
        hex(text).map(KeyId).ok_or_else(|| BadKey::new("key id", text))
    }
}
impl TryFrom<String> for KeyId {
    type Error = BadKey;
    fn try_from(text: String) -> Result<KeyId, BadKey> {
        text.parse()
    }
}
impl From<KeyId> for String {
    fn from(id: KeyId) -> String {
        id.to_string()
    }
}

/// The public half of a person's key: 32 bytes in hexadecimal where written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonPublic(pub(crate) [u8; 32]);

impl PersonPublic {
    /// The name of this key.
    pub fn id(&self) -> KeyId {
        KeyId::of("person", &self.0)
    }

    /// Whether `signature` is this key's over `message`; weak keys and
    /// signatures that have a second form are refused (RFC 8032, strict).
    pub fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        ed25519_dalek::VerifyingKey::from_bytes(&self.0)
            .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
    }
}
impl fmt::Display for PersonPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
impl FromStr for PersonPublic {
    type Err = BadKey;
    fn from_str(text: &str) -> Result<PersonPublic, BadKey> {
        hex(text)
            .map(PersonPublic)
            .ok_or_else(|| BadKey::new("public key", text))
    }
}
impl TryFrom<String> for PersonPublic {
    type Error = BadKey;
    fn try_from(text: String) -> Result<PersonPublic, BadKey> {
        text.parse()
    }
}
impl From<PersonPublic> for String {
    fn from(key: PersonPublic) -> String {
        key.to_string()
    }
}

/// Text that is no key.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("'{text}' is no {what}; it takes lower-case hexadecimal digits, as fyke keys prints them")]
pub struct BadKey {
    what: &'static str,
    text: String,
}

impl BadKey {
    fn new(what: &'static str, text: &str) -> BadKey {
        BadKey {
            what,
            text: text.chars().take(80).collect(),
        }
    }
}

/// `N` bytes out of exactly `2 N` lower-case hexadecimal digits: one spelling
/// for one value, so that no byte of a record can change unnoticed.
pub(crate) fn hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let mut bytes = [0; N];
    if text.len() != 2 * N {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = digit(*pair.first()?)? << 4 | digit(*pair.last()?)?;
    }
    Some(bytes)
}
