//! Keys: who may open, who may publish, and on which days.
//!
//! The root key, kept offline, signs the roster; each recipient of the roster
//! signs a list of day keys; both together are the key set, which a form or a
//! sealing tool reads and refuses when it is not signed, of another door, or
//! without keys for today. Bytes: `docs/door/keys.md`. Secrets for the desk are
//! drawn here and kept there; the door's machine holds public halves only.

mod days;
mod draw;
mod pairs;
#[cfg(feature = "desk")]
mod publish;
mod refused;
mod roster;
mod seal;
#[cfg(feature = "desk")]
mod secrets;
#[cfg(feature = "desk")]
mod seeded;
mod set;
mod sign;
#[cfg(feature = "desk")]
mod unwrap;

pub use days::{DAYS_KEPT, DayList};
pub use draw::Draw;
pub use pairs::{Opening, WRAP, wrap, wraps};
#[cfg(feature = "desk")]
pub use publish::{DAYS_AHEAD, RosterRefused};
pub use refused::Refused;
pub use roster::{MANY, NAME_MAX, Person, Roster};
pub use seal::{ENC, PUBLIC, SealKey};
#[cfg(feature = "desk")]
pub use secrets::{DaySecret, SealSecret, SignSecret};
pub use set::{DayKey, KeySet};
pub use sign::{SIGNATURE, SignKey};
#[cfg(feature = "desk")]
pub use unwrap::{NotOpened, unwrap};

use sha2::{Digest, Sha256};

/// A door, named by its root key: SHA-256 of `"fyke door v1"` and the key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DoorId(pub [u8; 32]);

impl DoorId {
    /// The door whose roster this key signs.
    pub fn of(root: &SignKey) -> DoorId {
        let mut hash = Sha256::new_with_prefix(b"fyke door v1");
        hash.update(root.bytes());
        DoorId(hash.finalize().into())
    }
}

/// A sealing key, named by the first 16 bytes of its SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub [u8; 16]);

impl KeyId {
    /// The name of the key with these public bytes.
    pub fn of(public: &[u8]) -> KeyId {
        let hash = Sha256::digest(public);
        KeyId(std::array::from_fn(|at| hash[at]))
    }
}

macro_rules! in_hexadecimal {
    ($($name:ident),*) => {$(
        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
            }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(out, "{}({self})", stringify!($name))
            }
        }
    )*};
}
pub(crate) use in_hexadecimal;
in_hexadecimal!(DoorId, KeyId);
