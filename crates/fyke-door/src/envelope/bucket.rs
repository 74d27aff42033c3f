//! Sizes: eleven buckets, each twice the one before.
//!
//! Powers of two waste up to half and tell least; a finer ladder (Padmé) would
//! waste an eighth and tell more. A cell is 65,280 bytes, which with what the
//! slab adds fills 64 KiB of disk.

use crate::keys::{ENC, Opening, WRAP, wraps};

/// Bytes of one cell.
pub const CELL: u64 = 65_280;
/// Clear bytes of a chunk.
pub(super) const CHUNK: usize = 65_536;
/// What a chunk grows by.
pub(super) const TAG: usize = 16;
/// The length that stands at the end of the clear text.
pub(super) const LENGTH: u64 = 8;
/// Magic, door id, day, bucket, opening, number of recipients, a zero.
pub(super) const FIXED: usize = 48;
/// The commitment to the key.
pub(super) const COMMIT: usize = 32;

/// A size an envelope may have: 2^b cells.
///
/// ```
/// use fyke_door::{envelope::Bucket, keys::Opening};
/// let note = Bucket::holding(2_000, 5, Opening::Two).unwrap();
/// assert_eq!(note.bytes(), 65_280);
/// let film = Bucket::holding(60 << 20, 5, Opening::Two).unwrap();
/// assert_eq!(film.cells(), 1_024);
/// assert_eq!(Bucket::holding(70 << 20, 5, Opening::Two), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bucket(u8);

impl Bucket {
    /// The smallest: one cell.
    pub const MIN: Bucket = Bucket(0);
    /// The largest: 1,024 cells, 64 MiB of disk.
    pub const MAX: Bucket = Bucket(10);

    /// All of them, from one cell up.
    pub fn all() -> impl Iterator<Item = Bucket> {
        (0..=Bucket::MAX.0).map(Bucket)
    }

    /// By its exponent.
    pub const fn read(exponent: u8) -> Option<Bucket> {
        if exponent <= Bucket::MAX.0 {
            Some(Bucket(exponent))
        } else {
            None
        }
    }

    /// The smallest that holds so many clear bytes for so many people; `None`
    /// where none does and the file goes in parts.
    pub fn holding(clear: u64, people: usize, opening: Opening) -> Option<Bucket> {
        Bucket::all().find(|bucket| bucket.capacity(people, opening) >= clear)
    }

    /// Its exponent b.
    pub const fn exponent(self) -> u8 {
        self.0
    }

    /// How many bytes, header and all.
    pub const fn bytes(self) -> u64 {
        CELL << self.0
    }

    /// Most clear bytes it holds for so many people.
    pub const fn capacity(self, people: usize, opening: Opening) -> u64 {
        self.clear(people, opening).saturating_sub(LENGTH)
    }

    /// Clear bytes with padding and length: the body without its tags.
    pub(super) const fn clear(self, people: usize, opening: Opening) -> u64 {
        let body = self.bytes() - header_length(people, opening) as u64;
        let sealed = (CHUNK + TAG) as u64;
        body - body.div_ceil(sealed) * TAG as u64
    }
}

/// Bytes of a header for so many people.
pub(super) const fn header_length(people: usize, opening: Opening) -> usize {
    FIXED + people * (16 + ENC) + COMMIT + wraps(people, opening) * WRAP
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::MANY;

    #[test]
    fn the_last_chunk_always_holds_a_tag_and_something_to_protect() {
        for people in 1..=MANY {
            for opening in [Opening::One, Opening::Two] {
                for bucket in Bucket::all() {
                    let body = bucket.bytes() - header_length(people, opening) as u64;
                    let rest = body % (CHUNK + TAG) as u64;
                    assert!(
                        rest > TAG as u64,
                        "{people} people, {bucket:?}: {rest} bytes are left over"
                    );
                }
            }
        }
    }
}
