//! A book as it is read: verified once, where it is published; by shape alone after.
//!
//! The signature is checked when the desk hands the book to the door, over all 2 MiB
//! (milliseconds). A worker that answers one source relies on that and reads the
//! table and four bodies; a reply's own tag proves it to the source in any case.

use super::{BODY, Edition, SLOTS};
use crate::bytes::{Malformed, Reader};
use crate::keys::{DoorId, SIGNATURE, SignKey};

pub(super) const MAGIC: &[u8; 8] = b"FYKEBOK1";
pub(super) const SIGNED_AS: &str = "fyke reply book v1";

/// Where the table of tags starts.
pub const TAGS_AT: usize = 44;
/// Bytes of the table.
pub const TAGS: usize = SLOTS * 16;
/// Where the bodies start, each `BODY` bytes.
pub const BODIES_AT: usize = TAGS_AT + TAGS;
/// Bytes of a whole book.
pub const BOOK: usize = BODIES_AT + SLOTS * BODY + SIGNATURE;

/// A book of the right shape.
#[derive(Clone, Copy, Debug)]
pub struct Book<'a> {
    edition: Edition,
    #[cfg_attr(not(feature = "desk"), allow(dead_code))]
    pub(super) bytes: &'a [u8],
}

/// Why bytes are no book of this door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BookRefused {
    /// Its bytes are wrong.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// Another door's.
    #[error("the reply book is of another door; publish this door's")]
    OtherDoor,
    /// The desk did not sign it.
    #[error("the reply book is not signed by the desk's publishing key; publish it again from the desk")]
    NotSigned,
}

impl<'a> Book<'a> {
    /// Reads a book and verifies it.
    pub fn read(bytes: &'a [u8], door: DoorId, publisher: &SignKey) -> Result<Book<'a>, BookRefused> {
        let book = Book::shape(bytes, door)?;
        let (signed, signature) = bytes
            .split_last_chunk::<SIGNATURE>()
            .ok_or(Reader::new(bytes).malformed("signature", "is cut off"))?;
        if publisher.verifies(SIGNED_AS, signed, signature) {
            Ok(book)
        } else {
            Err(BookRefused::NotSigned)
        }
    }

    /// A book that was verified when it came, by its length, door and number alone.
    pub fn shape(bytes: &'a [u8], door: DoorId) -> Result<Book<'a>, BookRefused> {
        let edition = Book::front(bytes, door)?;
        if bytes.len() != BOOK {
            return Err(Reader::new(bytes).malformed("length", "is not a book's").into());
        }
        Ok(Book { edition, bytes })
    }

    /// The edition, from the first `TAGS_AT` bytes: for whoever reads the rest of the
    /// file piece by piece.
    pub fn front(bytes: &[u8], door: DoorId) -> Result<Edition, BookRefused> {
        let mut reader = Reader::of(bytes, MAGIC, "is not a reply book's")?;
        if DoorId(reader.array("door id")?) != door {
            return Err(BookRefused::OtherDoor);
        }
        Ok(Edition(reader.u32("edition")?))
    }

    /// Its number.
    pub const fn edition(&self) -> Edition {
        self.edition
    }
}
