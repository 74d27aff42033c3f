//! What a case keeps of people beside its record: their keys, locked; invitations;
//! who waits to be let in; passkeys.
//!
//! ```text
//! case/people/<key id>.key                 the key of a person, for their passphrase
//! case/people/<key id>.<16 digits>.key     the same, for the secret of a passkey
//! case/people/people.json                  invitations (hashed), who waits, passkeys
//! ```
//!
//! All for their owner alone (0600). The folder is no part of what is verified:
//! losing it loses the ways in, not the record.

mod folder;
mod invite;

pub(super) use invite::{Invite, fresh_word};

use super::held;
use crate::screen::{Failure, Outcome};
use fyke_judge::key::{KeyFile, KeyId, PersonPublic};
use fyke_model::desk::{Passkey, Role, Why};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// What a case keeps of people.
pub(super) struct People {
    folder: PathBuf,
    /// One at a time within this program; the lock file keeps others out.
    at_work: Mutex<()>,
    /// Wrong passphrases of late.
    pub guesses: Mutex<super::access::Guesses>,
}

/// What `people.json` says.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Book {
    /// Invitations that are good, and those that were used.
    #[serde(default)]
    pub invites: Vec<Invite>,
    /// Who made a key and was not let in yet.
    #[serde(default)]
    pub waiting: Vec<Waiting>,
    /// Passkeys, as their checker keeps them.
    #[serde(default)]
    pub passkeys: Vec<Passkey>,
}

/// Somebody who made a key and waits.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Waiting {
    /// Their key.
    pub key: PersonPublic,
    /// The name they gave.
    pub name: String,
    /// What they were invited as.
    pub role: Role,
    /// Who invited them.
    pub invited_by: KeyId,
    /// When they came, UTC.
    pub at: String,
}

impl People {
    pub fn of(case: &Path) -> People {
        People {
            folder: case.join("people"),
            at_work: Mutex::new(()),
            guesses: Mutex::default(),
        }
    }

    /// What is kept, as it is now.
    pub fn book(&self) -> Outcome<Book> {
        folder::read(&self.folder)
    }

    /// Changes what is kept: read, changed and written with nobody between.
    pub fn change<T>(&self, change: impl FnOnce(&mut Book) -> Outcome<T>) -> Outcome<T> {
        let _turn = held(self.at_work.lock());
        let _lock = folder::lock(&self.folder)?;
        let mut book = folder::read(&self.folder)?;
        let done = change(&mut book)?;
        folder::write(&self.folder, &book)?;
        Ok(done)
    }

    /// Where the key of a person lies.
    fn key_path(&self, key: KeyId) -> PathBuf {
        self.folder.join(format!("{key}.key"))
    }

    /// Where it lies once more, for a passkey.
    fn passkey_path(&self, key: KeyId, credential: &str) -> PathBuf {
        self.folder
            .join(format!("{key}.{}.key", invite::short(credential)))
    }

    /// The locked key of a person, if it lies here.
    pub fn key_file(&self, key: KeyId) -> Outcome<KeyFile> {
        let path = self.key_path(key);
        if !path.exists() {
            return Err(Failure::new(
                "the key of this person does not lie with this case",
                "bring its file: start fyke serve with --key FILE",
            )
            .because(Why::Absent));
        }
        Ok(KeyFile::read(&path)?)
    }

    /// The same for a passkey.
    pub fn passkey_file(&self, key: KeyId, credential: &str) -> Outcome<KeyFile> {
        let path = self.passkey_path(key, credential);
        if !path.exists() {
            return Err(Failure::new(
                "this passkey opens no key of this case",
                "sign in with the passphrase",
            )
            .because(Why::Absent));
        }
        Ok(KeyFile::read(&path)?)
    }

    /// Whether the key of a person lies here.
    pub fn has(&self, key: KeyId) -> bool {
        self.key_path(key).exists()
    }

    /// Lays a locked key here.
    pub fn keep(&self, file: &KeyFile) -> Outcome {
        folder::make(&self.folder)?;
        Ok(file.write(&self.key_path(file.public().id()))?)
    }

    /// The same for a passkey; an older one of that passkey gives way.
    pub fn keep_for(&self, file: &KeyFile, credential: &str) -> Outcome {
        folder::make(&self.folder)?;
        let path = self.passkey_path(file.public().id(), credential);
        let _ = std::fs::remove_file(&path);
        Ok(file.write(&path)?)
    }

    /// Takes away the ways in of a key that signs no more.
    pub fn forget(&self, key: KeyId) -> Outcome {
        self.change(|book| {
            for passkey in book.passkeys.iter().filter(|one| one.person == key.to_string()) {
                let _ = std::fs::remove_file(self.passkey_path(key, &passkey.credential));
            }
            book.passkeys.retain(|one| one.person != key.to_string());
            book.waiting.retain(|one| one.key.id() != key);
            Ok(())
        })
    }
}
