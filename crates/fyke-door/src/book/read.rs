//! A book as it is read: verified once, where it is published; by shape alone after.
//!
//! The signature is checked when the desk hands the book to the door, over all 2 MiB
//! (milliseconds). A worker that answers one source relies on that and reads the
//! table and four bodies; a reply's own tag proves it to the source in any case.

use super::{BODY, Edition, SLOTS};
use crate::bytes::Reader;
use crate::keys::{DoorId, Refused, SignKey};

pub(super) const MAGIC: &[u8; 8] = b"FYKEBOK1";
pub(super) const SIGNED_AS: &str = "fyke reply book v1";

/// Where the table of tags starts.
pub const TAGS_AT: usize = 44;
/// Bytes of the table.
pub const TAGS: usize = SLOTS * 16;
/// Where the bodies start, each `BODY` bytes.
pub const BODIES_AT: usize = TAGS_AT + TAGS;

/// A book of this door, with its signature behind it.
#[derive(Clone, Copy, Debug)]
pub struct Book<'a> {
    pub(super) edition: Edition,
    #[cfg_attr(not(feature = "desk"), allow(dead_code))]
    pub(super) bytes: &'a [u8],
}

impl<'a> Book<'a> {
    /// Reads a book and verifies it.
    pub fn read(bytes: &'a [u8], door: DoorId, publisher: &SignKey) -> Result<Book<'a>, Refused> {
        let (edition, mut reader) = opened(bytes, door)?;
        reader.take(TAGS + SLOTS * BODY, "slots")?;
        reader.signed(publisher, SIGNED_AS, "reply book")?;
        Ok(Book { edition, bytes })
    }

    /// The edition, from the first `TAGS_AT` bytes: for whoever reads the rest of the
    /// file piece by piece.
    pub fn front(bytes: &[u8], door: DoorId) -> Result<Edition, Refused> {
        Ok(opened(bytes, door)?.0)
    }

    /// Its number.
    pub const fn edition(&self) -> Edition {
        self.edition
    }
}

/// The edition of a book of this door, and the reader behind it.
fn opened(bytes: &[u8], door: DoorId) -> Result<(Edition, Reader<'_>), Refused> {
    let mut reader = Reader::of(bytes, MAGIC, "is not a reply book's")?;
    reader.door(door, "reply book")?;
    Ok((Edition(reader.u32("edition")?), reader))
}
