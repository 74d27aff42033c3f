//! A book that lies in memory whole: for whoever keeps one, and for measures.

use super::read::{BODIES_AT, Book, TAGS, TAGS_AT};
use super::seek::{FOUR, Found, keys, place, seek};
use super::slot::CLEAR;
use super::{BODY, Edition, Leaf, SLOTS};
use crate::bytes::Reader;
use crate::keys::{DoorId, Refused, SIGNATURE};

/// Bytes of a whole book.
pub const BOOK: usize = BODIES_AT + SLOTS * BODY + SIGNATURE;
/// Longest text of one slot in bytes; a longer reply takes several.
pub const TEXT_MAX: usize = CLEAR - 24;

/// The four places of a conversation in a table of tags: where its replies are, or
/// where random bytes will be opened in their stead.
pub fn places(leaf: &Leaf, door: DoorId, edition: Edition, tags: &[u8; TAGS]) -> [usize; FOUR] {
    keys(leaf, door, edition).map(|key| place(&key, tags))
}

impl<'a> Book<'a> {
    /// A book that was verified when it came, by its length, door and number alone.
    pub fn shape(bytes: &'a [u8], door: DoorId) -> Result<Book<'a>, Refused> {
        let edition = Book::front(bytes, door)?;
        if bytes.len() != BOOK {
            return Err(Reader::new(bytes).malformed("length", "is not a book's").into());
        }
        Ok(Book { edition, bytes })
    }

    /// The table of tags.
    pub fn tags(&self) -> &'a [u8; TAGS] {
        self.bytes[TAGS_AT..BODIES_AT]
            .try_into()
            .expect("the length was checked when the book was read")
    }

    /// The body in a place, 0 to 511; any other counts from the start again.
    pub fn body(&self, place: usize) -> &'a [u8; BODY] {
        let at = BODIES_AT + place % SLOTS * BODY;
        self.bytes[at..at + BODY]
            .try_into()
            .expect("the length was checked when the book was read")
    }
}

impl Book<'_> {
    /// Looks for the replies of a conversation in a book in memory.
    pub fn seek(&self, leaf: &Leaf, door: DoorId) -> Found {
        let found: Result<Found, std::convert::Infallible> =
            seek(leaf, door, self.edition(), self.tags(), |place| {
                Ok(*self.body(place))
            });
        match found {
            Ok(found) => found,
        }
    }
}
