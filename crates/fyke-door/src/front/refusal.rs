//! What is refused, and with which answer: one list for the whole front, since a
//! source is told no more than this, wherever it went wrong.

use crate::envelope::SealError;
use crate::secret::NoRandomness;
use crate::wire::WireError;
use std::io::{self, ErrorKind};

/// Why a request is not answered with what it asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// no key for today
    Stale,
    /// no room in the store
    Full,
    /// body over the limit
    Large,
    /// a head, a body or a form that cannot be read, or is cut off
    Broken,
    /// a token of another time
    Old,
    /// no such page
    Missing,
    /// neither get, head nor post
    Method,
    /// a silent line
    Slow,
    /// through another address than the door's
    Way,
    /// the store does not answer
    Store,
}

impl Refusal {
    /// Status line and the keys of title and text.
    pub const fn says(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Refusal::Stale => ("503 Service Unavailable", "refuse.stale.title", "refuse.stale"),
            Refusal::Full => ("503 Service Unavailable", "refuse.full.title", "refuse.full"),
            Refusal::Large => ("413 Content Too Large", "refuse.large.title", "refuse.large"),
            Refusal::Broken => ("400 Bad Request", "refuse.broken.title", "refuse.broken"),
            Refusal::Old => ("403 Forbidden", "refuse.old.title", "refuse.old"),
            Refusal::Missing => ("404 Not Found", "refuse.missing.title", "refuse.missing"),
            Refusal::Method => ("405 Method Not Allowed", "refuse.broken.title", "refuse.broken"),
            Refusal::Slow => ("408 Request Timeout", "refuse.slow.title", "refuse.slow"),
            Refusal::Way => ("421 Misdirected Request", "refuse.way.title", "refuse.way"),
            Refusal::Store => ("503 Service Unavailable", "refuse.store.title", "refuse.store"),
        }
    }
}

impl From<io::Error> for Refusal {
    /// Of the line to a source: silent, or gone.
    fn from(error: io::Error) -> Refusal {
        match error.kind() {
            ErrorKind::WouldBlock | ErrorKind::TimedOut => Refusal::Slow,
            _ => Refusal::Broken,
        }
    }
}

impl From<WireError> for Refusal {
    /// Of the line to the store, which says nothing that a source could use.
    fn from(_: WireError) -> Refusal {
        Refusal::Store
    }
}

impl From<NoRandomness> for Refusal {
    fn from(_: NoRandomness) -> Refusal {
        Refusal::Store
    }
}

impl From<SealError> for Refusal {
    fn from(error: SealError) -> Refusal {
        match error {
            SealError::Nobody => Refusal::Stale,
            SealError::TooMuch { .. } => Refusal::Large,
            SealError::Out(_) | SealError::NoRandomness(_) => Refusal::Store,
        }
    }
}
