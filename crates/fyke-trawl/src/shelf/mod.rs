//! Where the comparison puts what is thick, so that its memory does not grow with
//! the documents.
//!
//! What is kept of a document to hold it against others is some kilobytes; of that
//! only keys stay in memory, the rest lies on a [`Shelf`] and is fetched when its
//! story is compared. This crate writes no files: a program gives a shelf over a file
//! of its own, and without one a shelf in memory serves ([`Memory`]).
//!
//! Long lists (pairs, places) go through `sort::Sorter`, which sorts by parts on the
//! shelf. A shelf that fails is remembered: everything reads as nothing from then on,
//! and the comparison ends with the error.

pub(crate) mod pack;
pub(crate) mod sort;

use pack::Pack;
use std::fmt;
use std::io;

/// Bytes that can be added at the end and read anywhere.
pub trait Shelf {
    /// Adds bytes at the end.
    ///
    /// # Errors
    /// Where there is no room.
    fn put(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Fills `into` with the bytes from `at` on, counted from the first ever put.
    ///
    /// # Errors
    /// Where they cannot be read.
    fn get(&mut self, at: u64, into: &mut [u8]) -> io::Result<()>;
}

/// A shelf in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory(Vec<u8>);

impl Shelf for Memory {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn get(&mut self, at: u64, into: &mut [u8]) -> io::Result<()> {
        let start = usize::try_from(at).unwrap_or(usize::MAX);
        let found = self.0.get(start..).and_then(|rest| rest.get(..into.len()));
        into.copy_from_slice(found.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }
}

/// Bytes gathered before they are put on the shelf.
const TAIL_BYTES: usize = 256 << 10;

/// Where a record lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Place {
    at: u64,
    length: u32,
}

/// A shelf with what is not yet on it, and its first error.
pub(crate) struct Keep {
    shelf: Box<dyn Shelf + Send>,
    written: u64,
    tail: Vec<u8>,
    room: Vec<u8>,
    failed: Option<io::Error>,
}

impl fmt::Debug for Keep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes on a shelf", self.end())
    }
}

impl Default for Keep {
    fn default() -> Keep {
        Keep::on(Box::new(Memory::default()))
    }
}

impl Keep {
    /// On an empty shelf.
    pub fn on(shelf: Box<dyn Shelf + Send>) -> Keep {
        Keep {
            shelf,
            written: 0,
            tail: Vec::new(),
            room: Vec::new(),
            failed: None,
        }
    }

    fn end(&self) -> u64 {
        self.written + self.tail.len() as u64
    }

    /// Puts a record by.
    pub fn put<T: Pack>(&mut self, record: &T) -> Place {
        let at = self.end();
        record.pack(&mut self.tail);
        let length = u32::try_from(self.end() - at).unwrap_or(0);
        if self.tail.len() >= TAIL_BYTES {
            self.flush();
        }
        Place { at, length }
    }

    /// Fetches a record.
    pub fn get<T: Pack>(&mut self, place: Place) -> T {
        let mut room = std::mem::take(&mut self.room);
        room.resize(place.length as usize, 0);
        self.read(place.at, &mut room);
        let record = T::unpack(&mut room.as_slice());
        self.room = room;
        record
    }

    /// Puts bytes by as they are and says where they begin.
    fn put_bytes(&mut self, bytes: &[u8]) -> u64 {
        let at = self.end();
        self.tail.extend_from_slice(bytes);
        if self.tail.len() >= TAIL_BYTES {
            self.flush();
        }
        at
    }

    /// Fills `into`; with nothing where the shelf has failed.
    fn read(&mut self, at: u64, into: &mut [u8]) {
        if at < self.written && at + into.len() as u64 > self.written {
            self.flush();
        }
        let read = if self.failed.is_some() {
            Err(io::ErrorKind::UnexpectedEof.into())
        } else if at >= self.written {
            let start = usize::try_from(at - self.written).unwrap_or(usize::MAX);
            match self.tail.get(start..).and_then(|rest| rest.get(..into.len())) {
                Some(found) => {
                    into.copy_from_slice(found);
                    Ok(())
                }
                None => Err(io::ErrorKind::UnexpectedEof.into()),
            }
        } else {
            self.shelf.get(at, into)
        };
        if let Err(error) = read {
            into.fill(0);
            self.failed.get_or_insert(error);
        }
    }

    fn flush(&mut self) {
        if self.failed.is_none()
            && let Err(error) = self.shelf.put(&self.tail)
        {
            self.failed = Some(error);
        }
        self.written += self.tail.len() as u64;
        self.tail.clear();
    }

    /// Whether everything was put and read.
    ///
    /// # Errors
    /// The first thing that broke.
    pub fn whole(&mut self) -> io::Result<()> {
        self.failed.take().map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_from_shelf_and_tail() {
        let mut keep = Keep::default();
        let words: Vec<String> = (0..40_000).map(|n| format!("word {n}")).collect();
        let places: Vec<Place> = words.iter().map(|word| keep.put(word)).collect();
        for (word, place) in words.iter().zip(&places).rev() {
            assert_eq!(&keep.get::<String>(*place), word);
        }
        assert!(keep.written > 0 && keep.whole().is_ok());
    }

    #[test]
    fn a_shelf_without_room_is_told_of() {
        struct Full;
        impl Shelf for Full {
            fn put(&mut self, _: &[u8]) -> io::Result<()> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn get(&mut self, _: u64, _: &mut [u8]) -> io::Result<()> {
                Err(io::ErrorKind::UnexpectedEof.into())
            }
        }
        let mut keep = Keep::on(Box::new(Full));
        let place = keep.put(&vec![7u32; TAIL_BYTES]);
        assert_eq!(keep.get::<Vec<u32>>(place), Vec::<u32>::new());
        assert_eq!(
            keep.whole().map_err(|e| e.kind()),
            Err(io::ErrorKind::StorageFull)
        );
    }
}
