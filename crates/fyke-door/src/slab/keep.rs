//! What a store keeps outside itself while it lives: the generation's key and
//! how far its numbers have gone.
//!
//! It lies in an anonymous file in memory (a *memfd*) that the store's parent
//! holds: a store that is killed and started again finds it and goes on with its
//! generation, and a machine that loses power loses it with everything else.
//! One write of less than a page, which a kill does not cut in two.

use super::free;
use crate::bytes::Reader;
use crate::secret::Secret;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use zeroize::Zeroizing;

/// Bytes of a note.
const LENGTH: usize = 1 + 1 + 16 + 32 + 8 + 8;
const VERSION: u8 = 1;

/// The running generation, as far as its own file says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its number in the file.
    pub generation: u8,
    /// Its id, as in its head.
    pub id: [u8; 16],
    /// Its key.
    pub key: Secret<32>,
    /// The first number that is not freed.
    pub tail: u64,
    /// Numbers below this one may have been used, those above not.
    pub head: u64,
}

/// A place for one note.
pub trait Keep {
    /// The note, if there is one.
    fn load(&self) -> Option<Note>;
    /// Writes it in place of the one before.
    fn save(&self, note: &Note) -> io::Result<()>;
}

impl Keep for File {
    fn load(&self) -> Option<Note> {
        let mut bytes = Zeroizing::new([0u8; LENGTH]);
        self.read_exact_at(&mut bytes[..], 0).ok()?;
        Note::read(&bytes[..])
    }

    fn save(&self, note: &Note) -> io::Result<()> {
        self.write_all_at(&note.write()[..], 0)
    }
}

impl Note {
    pub(crate) fn write(&self) -> Zeroizing<[u8; LENGTH]> {
        let mut out = Zeroizing::new([0u8; LENGTH]);
        out[0] = VERSION;
        out[1] = self.generation;
        out[2..18].copy_from_slice(&self.id);
        out[18..50].copy_from_slice(self.key.expose());
        out[50..58].copy_from_slice(&self.tail.to_be_bytes());
        out[58..66].copy_from_slice(&self.head.to_be_bytes());
        out
    }

    /// A note of this version whose numbers make sense.
    pub fn read(bytes: &[u8]) -> Option<Note> {
        let mut from = Reader::new(bytes);
        let version = from.u8("version").ok()?;
        let note = Note {
            generation: from.u8("generation").ok()?,
            id: from.array("id").ok()?,
            key: from.secret("key").ok()?,
            tail: from.u64("tail").ok()?,
            head: from.u64("head").ok()?,
        };
        from.end().ok()?;
        let sound = usize::from(note.generation) < super::GENERATIONS && note.tail <= note.head;
        (version == VERSION && sound && note.head != free::WHOLE).then_some(note)
    }
}
