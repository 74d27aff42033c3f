//! Replies: a book of 512 slots, the same size whether it holds none or many.
//!
//! The desk publishes one every six hours, signed. A slot is a tag of 16 bytes and
//! a body of 4 KiB; those without a reply are random, and nobody can tell which. A
//! source looks for exactly four tags and opens exactly four bodies, real or not:
//! no public-key work, and nothing that a flood of stored messages makes dearer.
//! Slots are made ahead, when the reply is written, so that publishing needs
//! nobody's key. Bytes: `docs/door/book.md`.

#[cfg(feature = "desk")]
mod ahead;
#[cfg(feature = "desk")]
mod cover;
mod edition;
#[cfg(feature = "desk")]
mod publish;
mod read;
mod seek;
mod slot;
mod tree;
#[cfg(feature = "desk")]
mod whole;

#[cfg(feature = "desk")]
pub use ahead::{Slot, ahead};
pub use edition::Edition;
#[cfg(feature = "desk")]
pub use publish::{NotPublished, publish};
pub use read::{BODIES_AT, Book, TAGS, TAGS_AT};
pub use seek::{Found, seek};
pub use slot::{BODY, PER_CONVERSATION, Reply, SLOTS};
pub use tree::{Cover, Leaf, ReplySeed};
#[cfg(feature = "desk")]
pub use whole::{BOOK, TEXT_MAX, places};
