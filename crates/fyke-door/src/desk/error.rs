//! What goes wrong at a desk, in words that say whose move it is.

use crate::bytes::Malformed;
use crate::keys::{NotOpened, Refused, RosterRefused};
use crate::secret::NoRandomness;
use std::path::{Path, PathBuf};

/// Why the desk did not do it. Carries no payload and no passphrase.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// A file could not be read or written.
    #[error("{path}: {why}; nothing was changed: look at the disk and its rights, then do it again")]
    Disk {
        /// Which.
        path: PathBuf,
        /// What the system said.
        why: std::io::Error,
    },
    /// A sealed file does not open.
    #[error(
        "{name} does not open: the passphrase is another, or the file was altered; try the passphrase again, else restore from a backup"
    )]
    Locked {
        /// Which.
        name: String,
    },
    /// Something that is not there.
    #[error("there is no {what} here; {repair}")]
    Absent {
        /// What.
        what: String,
        /// What to do.
        repair: &'static str,
    },
    /// Something that is there already.
    #[error("{what} is there already; {repair}")]
    Taken {
        /// What.
        what: String,
        /// What to do.
        repair: &'static str,
    },
    /// A format that is wrong.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// Too few people, or the wrong ones.
    #[error(transparent)]
    NotOpened(#[from] NotOpened),
    /// The roster cannot be signed as it stands.
    #[error(transparent)]
    Roster(#[from] RosterRefused),
    /// What comes signed does not hold.
    #[error(transparent)]
    Signed(#[from] Refused),
    /// What an envelope held is no content.
    #[error(transparent)]
    Content(#[from] crate::content::ContentRefused),
    /// No random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// What was asked cannot be.
    #[error("{what}; {repair}")]
    Refused {
        /// What is in the way.
        what: String,
        /// What to do.
        repair: &'static str,
    },
}

/// A disk error with its path.
pub(super) fn disk(path: &Path) -> impl FnOnce(std::io::Error) -> DeskError + '_ {
    move |why| DeskError::Disk {
        path: path.to_owned(),
        why,
    }
}

pub(super) fn absent(what: impl Into<String>, repair: &'static str) -> DeskError {
    DeskError::Absent {
        what: what.into(),
        repair,
    }
}

pub(super) fn refused(what: impl Into<String>, repair: &'static str) -> DeskError {
    DeskError::Refused {
        what: what.into(),
        repair,
    }
}
