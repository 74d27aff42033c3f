//! What an envelope holds once open: a message, a part of a file, a notice.
//!
//! `head ‖ data ‖ tail`, written as it streams. The head says what it is and ties
//! it to its conversation; the tail of a file's part carries the hash of the file
//! up to there, so that a part can be sealed before the rest is known; the last 32
//! bytes are a MAC under the conversation's key. Either side could have made it:
//! it shows the desk that one conversation goes on, and shows nobody else anything.
//! Bytes: `docs/door/envelope.md`.

mod head;
#[cfg(feature = "desk")]
mod read;
mod write;

pub use head::{FilePart, Head, Kind, LANGUAGE_MAX, NAME_MAX, Tie};
#[cfg(feature = "desk")]
pub use read::{Content, ContentRefused};
pub use write::{FileHash, Writer};
