//! A person's key in a file that a passphrase opens.
//!
//! ```text
//! -----BEGIN FYKE KEY-----
//! fyke-key-v1 argon2id m=65536 t=3 p=1 salt=<32 hex digits>
//! name Ada Lovelace
//! public <64 hex digits>
//! sealed <24 + 96 hex digits: nonce, then the seed encrypted, with its tag>
//! -----END FYKE KEY-----
//! ```
//!
//! The passphrase becomes a key by Argon2id (RFC 9106; 64 MiB and three passes,
//! its second recommended choice with one lane); that key seals the 32-byte seed
//! with ChaCha20-Poly1305 (RFC 8439), and every line before `sealed` is bound to
//! it as associated data: name, public key and cost cannot be exchanged. Name and
//! public key stand readable, since they are asked for before a passphrase is.
//!
//! A passkey that gives a secret of its own (WebAuthn's `prf` extension) opens a
//! file of the same form whose first line is `fyke-key-v1 hkdf-sha256
//! salt=<32 hex digits>`: the secret is random already, so HKDF (RFC 5869) takes
//! the place of Argon2id.
//!
//! In the manner of age, and not the age crate: that one encrypts files to
//! recipients, with sixty crates; this is one key, one line, one reader.

use super::hkdf::hkdf_sha256;
use super::{PersonKey, PersonPublic, hex};
use crate::random::{NoRandomness, Random, array};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// What a person types to open their key; wiped when dropped, never printed.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes it over; copies that the caller made are the caller's to wipe.
    pub fn new(text: String) -> Passphrase {
        Passphrase(Zeroizing::new(text))
    }
}
impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a passphrase")
    }
}

/// What guessing one passphrase costs (Argon2id, one lane).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cost {
    /// Memory, KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Default for Cost {
    fn default() -> Cost {
        Cost {
            memory_kib: 65_536,
            passes: 3,
        }
    }
}

impl Cost {
    /// A file from outside may not make us take all memory or all day.
    fn bearable(self) -> bool {
        (8..=1 << 20).contains(&self.memory_kib) && (1..=64).contains(&self.passes)
    }
}

/// What opens a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Lock {
    /// A passphrase, and what one guess costs.
    Words(Cost),
    /// 32 random bytes or more.
    Secret,
}

/// A person's key, sealed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyFile {
    name: String,
    public: PersonPublic,
    lock: Lock,
    salt: [u8; 16],
    nonce: [u8; 12],
    /// The seed, encrypted, and the tag.
    sealed: [u8; 48],
}

/// Why a key file was not opened or written.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// No random bytes.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// A name that is no line.
    #[error("'{0}' cannot stand as a name in a key file; take one to a hundred letters on one line")]
    Name(String),
    /// Nothing typed.
    #[error("the passphrase is empty; type some words that only you put together")]
    NoPassphrase,
    /// A secret that could be guessed.
    #[error("a secret of {0} bytes could be guessed; it takes {SECRET_MIN} random bytes")]
    ShortSecret(usize),
    /// A cost that no program should pay.
    #[error(
        "the file asks for {0} KiB of memory and {1} passes; that is no cost this program writes, take the file from a copy"
    )]
    Cost(u32, u32),
    /// The words do not fit the file.
    #[error(
        "the passphrase does not open the key of {0}, or the file was altered; type it again, or take the file from a copy"
    )]
    Closed(String),
    /// Not a key file.
    #[error("{0} is no key file in its one form; take it from a copy, or make a key with: fyke keys new")]
    Form(PathBuf),
    /// The disk.
    #[error("{0}: {1}; name another file, or give rights to the folder")]
    Disk(PathBuf, String),
}

/// Bytes of a secret that opens a key by itself, at least.
const SECRET_MIN: usize = 32;

const BEGIN: &str = "-----BEGIN FYKE KEY-----\n";
const END: &str = "\n-----END FYKE KEY-----\n";

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
        if !good_name(name) {
            return Err(KeyFileError::Name(name.chars().take(100).collect()));
        }
        if passphrase.0.is_empty() {
            return Err(KeyFileError::NoPassphrase);
        }
        let seed: Zeroizing<[u8; 32]> = Zeroizing::new(array(random)?);
        let key = PersonKey::from_seed(&seed);
        let file = KeyFile::close(name, &key, Lock::Words(cost), passphrase.0.as_bytes(), random)?;
        Ok((file, key))
    }

    /// Seals a key that is open for a secret of 32 random bytes or more, such as
    /// a passkey gives.
    ///
    /// # Errors
    /// A name that does not fit on a line; a secret too short; no randomness.
    pub fn seal_for_secret(
        name: &str,
        key: &PersonKey,
        secret: &[u8],
        random: &mut dyn Random,
    ) -> Result<KeyFile, KeyFileError> {
        if !good_name(name) {
            return Err(KeyFileError::Name(name.chars().take(100).collect()));
        }
        KeyFile::close(name, key, Lock::Secret, secret, random)
    }

    fn close(
        name: &str,
        key: &PersonKey,
        lock: Lock,
        secret: &[u8],
        random: &mut dyn Random,
    ) -> Result<KeyFile, KeyFileError> {
        let mut file = KeyFile {
            name: name.into(),
            public: key.public(),
            lock,
            salt: array(random)?,
            nonce: array(random)?,
            sealed: [0; 48],
        };
        let header = file.header();
        let seed = key.seed();
        let payload = Payload {
            msg: seed.as_slice(),
            aad: header.as_bytes(),
        };
        let sealed = file
            .cipher(secret)?
            .encrypt(&Nonce::from(file.nonce), payload)
            .map_err(|_| KeyFileError::Closed(name.into()))?;
        file.sealed = sealed.try_into().map_err(|_| KeyFileError::Closed(name.into()))?;
        Ok(file)
    }

    /// Opens it.
    ///
    /// # Errors
    /// A wrong passphrase, or an altered file: the two cannot be told apart.
    pub fn open(&self, passphrase: &Passphrase) -> Result<PersonKey, KeyFileError> {
        match self.lock {
            Lock::Words(_) => self.open_with(passphrase.0.as_bytes()),
            Lock::Secret => Err(KeyFileError::Closed(self.name.clone())),
        }
    }

    /// Opens one that was sealed for a secret.
    ///
    /// # Errors
    /// Another secret, or an altered file; one that a passphrase opens.
    pub fn open_by_secret(&self, secret: &[u8]) -> Result<PersonKey, KeyFileError> {
        match self.lock {
            Lock::Secret => self.open_with(secret),
            Lock::Words(_) => Err(KeyFileError::Closed(self.name.clone())),
        }
    }

    fn open_with(&self, secret: &[u8]) -> Result<PersonKey, KeyFileError> {
        let closed = || KeyFileError::Closed(self.name.clone());
        let header = self.header();
        let payload = Payload {
            msg: &self.sealed,
            aad: header.as_bytes(),
        };
        let seed = self.cipher(secret)?.decrypt(&Nonce::from(self.nonce), payload);
        let seed = Zeroizing::new(seed.map_err(|_| closed())?);
        let seed: Zeroizing<[u8; 32]> = Zeroizing::new(seed.as_slice().try_into().map_err(|_| closed())?);
        let key = PersonKey::from_seed(&seed);
        if key.public() == self.public {
            Ok(key)
        } else {
            Err(closed())
        }
    }

    fn cipher(&self, secret: &[u8]) -> Result<ChaCha20Poly1305, KeyFileError> {
        let mut key = Zeroizing::new([0; 32]);
        match self.lock {
            Lock::Words(cost) => {
                let Cost { memory_kib, passes } = cost;
                let unbearable = || KeyFileError::Cost(memory_kib, passes);
                if !cost.bearable() {
                    return Err(unbearable());
                }
                let params = Params::new(memory_kib, passes, 1, Some(32)).map_err(|_| unbearable())?;
                Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                    .hash_password_into(secret, &self.salt, key.as_mut_slice())
                    .map_err(|_| unbearable())?;
            }
            Lock::Secret => {
                if secret.len() < SECRET_MIN {
                    return Err(KeyFileError::ShortSecret(secret.len()));
                }
                *key = *hkdf_sha256(secret, &self.salt, b"fyke-key-v1");
            }
        }
        Ok(ChaCha20Poly1305::new(&(*key).into()))
    }

    /// All lines that are bound to the seed.
    fn header(&self) -> String {
        let salt = digits(&self.salt);
        let lock = match self.lock {
            Lock::Words(cost) => format!("argon2id m={} t={} p=1 salt={salt}", cost.memory_kib, cost.passes),
            Lock::Secret => format!("hkdf-sha256 salt={salt}"),
        };
        format!("fyke-key-v1 {lock}\nname {}\npublic {}\n", self.name, self.public)
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        let header = self.header();
        let (nonce, sealed) = (digits(&self.nonce), digits(&self.sealed));
        format!("{BEGIN}{header}sealed {nonce}{sealed}{END}")
    }

    /// Reads what [`KeyFile::to_text`] wrote; `None` for any other spelling.
    pub fn from_text(text: &str) -> Option<KeyFile> {
        let mut lines = text.strip_prefix(BEGIN)?.strip_suffix(END)?.split('\n');
        let first = lines.next()?.strip_prefix("fyke-key-v1 ")?;
        let (lock, salt) = match first.strip_prefix("argon2id m=") {
            Some(rest) => {
                let mut fields = rest.split(' ');
                let cost = Cost {
                    memory_kib: fields.next()?.parse().ok()?,
                    passes: fields.next()?.strip_prefix("t=")?.parse().ok()?,
                };
                (Lock::Words(cost), fields.nth(1)?)
            }
            None => (Lock::Secret, first.strip_prefix("hkdf-sha256 ")?),
        };
        let salt = hex(salt.strip_prefix("salt=")?)?;
        let name = lines.next()?.strip_prefix("name ")?;
        let public = lines.next()?.strip_prefix("public ")?.parse().ok()?;
        let (nonce, sealed) = lines.next()?.strip_prefix("sealed ")?.split_at_checked(24)?;
        let file = KeyFile {
            name: name.into(),
            public,
            lock,
            salt,
            nonce: hex(nonce)?,
            sealed: hex(sealed)?,
        };
        (good_name(name) && file.to_text() == text).then_some(file)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// The disk; text that is no key file.
    pub fn read(path: &Path) -> Result<KeyFile, KeyFileError> {
        let text = std::fs::read(path).map_err(|error| KeyFileError::Disk(path.into(), error.to_string()))?;
        std::str::from_utf8(&text)
            .ok()
            .and_then(KeyFile::from_text)
            .ok_or_else(|| KeyFileError::Form(path.into()))
    }

    /// Writes a file that must not be there yet, for its owner alone. It appears
    /// whole or not at all.
    ///
    /// # Errors
    /// The disk; a file of that name.
    pub fn write(&self, path: &Path) -> Result<(), KeyFileError> {
        let disk = |error: std::io::Error| KeyFileError::Disk(path.into(), error.to_string());
        let mut name = path.as_os_str().to_owned();
        name.push(".new");
        let fresh = PathBuf::from(name);
        let _ = std::fs::remove_file(&fresh);
        let written = (|| {
            let mut options = std::fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&fresh)?;
            file.write_all(self.to_text().as_bytes())?;
            file.sync_all()?;
            // a link refuses what a rename would overwrite: a key that is there
            // is somebody's only key
            std::fs::hard_link(&fresh, path)
        })();
        let _ = std::fs::remove_file(&fresh);
        written.map_err(disk)?;
        #[cfg(unix)]
        if let Some(folder) = path.parent() {
            let folder = if folder.as_os_str().is_empty() {
                Path::new(".")
            } else {
                folder
            };
            std::fs::File::open(folder)
                .and_then(|folder| folder.sync_all())
                .map_err(disk)?;
        }
        Ok(())
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

fn good_name(name: &str) -> bool {
    (1..=100).contains(&name.chars().count()) && name.trim() == name && !name.chars().any(char::is_control)
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cheap, so that a thousand guesses cost a second.
    const CHEAP: Cost = Cost {
        memory_kib: 8,
        passes: 1,
    };

    fn words(text: &str) -> Passphrase {
        Passphrase::new(text.into())
    }

    fn sealed() -> (KeyFile, PersonKey) {
        let mut next = 0_u8;
        let mut random = |bytes: &mut [u8]| {
            bytes.iter_mut().for_each(|byte| {
                next = next.wrapping_add(1);
                *byte = next;
            });
        };
        KeyFile::seal("Ada Lovelace", &words("four words of mine"), CHEAP, &mut random).unwrap()
    }

    #[test]
    fn the_right_words_open_it_and_no_others() {
        let (file, key) = sealed();
        assert_eq!(
            file.open(&words("four words of mine")).unwrap().public(),
            key.public()
        );
        let wrong = file.open(&words("four words of mine ")).unwrap_err().to_string();
        assert_eq!(
            wrong,
            "the passphrase does not open the key of Ada Lovelace, or the file was altered; type it again, or take the file from a copy"
        );
        let none = KeyFile::seal("Ada", &words(""), CHEAP, &mut crate::random::SystemRandom);
        assert!(matches!(none, Err(KeyFileError::NoPassphrase)));
        for name in ["", " Ada", "A\nda", &"a".repeat(101)] {
            let named = KeyFile::seal(name, &words("w"), CHEAP, &mut crate::random::SystemRandom);
            assert!(matches!(named, Err(KeyFileError::Name(_))), "{name}");
        }
        assert!(!format!("{:?} {file:?}", words("secret")).contains("secret"));
    }

    /// Whichever byte of the file changes: it is no key file, or does not open.
    #[test]
    fn every_byte_counts() {
        let (file, _) = sealed();
        let text = file.to_text();
        assert_eq!(KeyFile::from_text(&text), Some(file));
        let mut opened = Vec::new();
        for place in 0..text.len() {
            for bit in [1, 4, 0x20] {
                let mut bytes = text.clone().into_bytes();
                bytes[place] ^= bit;
                let Ok(other) = String::from_utf8(bytes) else {
                    continue;
                };
                let open = |file: KeyFile| file.open(&words("four words of mine")).is_ok();
                // a costlier file is not tried: it takes what it asks for
                let cheap = |file: &KeyFile| match file.lock {
                    Lock::Words(cost) => cost.memory_kib <= 64 && cost.passes <= 4,
                    Lock::Secret => true,
                };
                if KeyFile::from_text(&other).filter(cheap).is_some_and(open) {
                    opened.push(other);
                }
            }
        }
        assert_eq!(opened, Vec::<String>::new());
        assert!(KeyFile::from_text(&text.replace("m=8", "m=08")).is_none());
        let costly = KeyFile::from_text(&text.replace("m=8", "m=4000000000")).unwrap();
        assert!(matches!(costly.open(&words("x")), Err(KeyFileError::Cost(..))));
    }

    #[test]
    fn a_secret_opens_its_own_file_and_no_passphrase_does() {
        let (file, key) = sealed();
        let secret = [7_u8; 32];
        let mut random = crate::random::SystemRandom;
        let second = KeyFile::seal_for_secret("Ada Lovelace", &key, &secret, &mut random).unwrap();
        let read = KeyFile::from_text(&second.to_text()).unwrap();
        assert_eq!(read, second);
        assert_eq!(read.open_by_secret(&secret).unwrap().public(), file.public());
        assert!(matches!(
            read.open_by_secret(&[8; 32]),
            Err(KeyFileError::Closed(_))
        ));
        assert!(matches!(read.open(&words("w")), Err(KeyFileError::Closed(_))));
        assert!(matches!(
            file.open_by_secret(&secret),
            Err(KeyFileError::Closed(_))
        ));
        let short = KeyFile::seal_for_secret("Ada", &key, &[7; 31], &mut random);
        assert!(matches!(short, Err(KeyFileError::ShortSecret(31))));
    }

    #[test]
    fn a_file_is_written_once_and_for_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ada.key");
        let (file, _) = sealed();
        file.write(&path).unwrap();
        assert_eq!(KeyFile::read(&path).unwrap(), file);
        let again = file.write(&path).unwrap_err();
        assert!(matches!(again, KeyFileError::Disk(..)), "{again}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
        std::fs::write(&path, "ssh-ed25519 AAAA").unwrap();
        let form = KeyFile::read(&path).unwrap_err().to_string();
        assert!(form.contains("is no key file in its one form"), "{form}");
    }
}
