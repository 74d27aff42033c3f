//! A person's key in a file that a passphrase opens.

use super::{PersonKey, PersonPublic};
use crate::random::{NoRandomness, Random};
use std::fmt;
use std::path::Path;
use zeroize::Zeroizing;

/// What a person types to open their key; wiped when dropped, never printed.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes it over; the caller's copies are the caller's to wipe.
    pub fn new(text: String) -> Passphrase {
        Passphrase(Zeroizing::new(text))
    }
}
impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a passphrase of {} bytes", self.0.len())
    }
}

/// What guessing one passphrase costs (Argon2id).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cost {
    /// Memory, KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

/// A person's key, sealed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyFile {
    name: String,
    public: PersonPublic,
}

/// Why a key file was not opened or written.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// No random bytes.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// Something else.
    #[error("{0}")]
    Other(String),
}

impl KeyFile {
    /// Draws a new key for the person of that name and seals it.
    ///
    /// # Errors
    /// A name that does not fit on a line, an empty passphrase, no randomness.
    pub fn seal(
        name: &str,
        passphrase: &Passphrase,
        cost: Cost,
        random: &mut dyn Random,
    ) -> Result<(KeyFile, PersonKey), KeyFileError> {
        let _ = (name, passphrase, cost, random);
        todo!()
    }

    /// Opens it.
    ///
    /// # Errors
    /// A wrong passphrase, or an altered file.
    pub fn open(&self, passphrase: &Passphrase) -> Result<PersonKey, KeyFileError> {
        let _ = passphrase;
        todo!()
    }

    /// Reads a file.
    ///
    /// # Errors
    /// The disk; text that is no key file.
    pub fn read(path: &Path) -> Result<KeyFile, KeyFileError> {
        let _ = path;
        todo!()
    }

    /// Writes a file that must not be there yet, for its owner alone.
    ///
    /// # Errors
    /// The disk; a file of that name.
    pub fn write(&self, path: &Path) -> Result<(), KeyFileError> {
        let _ = path;
        todo!()
    }

    /// Whose it is.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The public half.
    pub fn public(&self) -> PersonPublic {
        self.public
    }
}
