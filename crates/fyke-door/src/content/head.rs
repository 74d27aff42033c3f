//! The head: kind, conversation, language, and for a file which part.

use crate::book::Cover;
use crate::bytes::put_run;
use crate::day::Day;
use crate::secret::{Hidden, Secret};
use std::fmt;

/// Longest language tag in bytes.
pub const LANGUAGE_MAX: usize = 16;
/// Longest file name in bytes.
pub const NAME_MAX: usize = 255;

pub(super) const MAGIC: &[u8; 8] = b"FYKECON1";
/// Hash so far and whether the file ends here.
pub(super) const FILE_TAIL: usize = 33;
pub(super) const MAC: usize = 32;

/// What ties content to a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Names the conversation.
    pub id: [u8; 16],
    /// Key of the MAC.
    pub mac: Secret<32>,
    /// Where the desk puts replies, from this day on.
    pub cover: Cover,
}

/// What kind of content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text in UTF-8.
    Message,
    /// Bytes of a file.
    File(FilePart),
    /// "I have read it": the data is the 16 bytes that name a reply.
    Read,
    /// Made by the desk for its own door; the data is nothing.
    Decoy,
}

/// Which part of which file.
#[derive(Clone, PartialEq, Eq)]
pub struct FilePart {
    /// Which file of the submission, from 0.
    pub file: u8,
    /// Which part, from 0.
    pub part: u32,
    /// How many parts there will be; 0 where the last will tell.
    pub of: u32,
    /// Where its first byte stands in the file.
    pub offset: u64,
    /// The file's name as the source's machine gave it, at most 255 bytes.
    pub name: Hidden,
}

impl fmt::Debug for FilePart {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "FilePart(part {})", self.part)
    }
}

/// What stands before the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Names the submission: the same when a form is sent twice, and in each of its
    /// files and parts. The desk keeps one of (message, kind, file, part).
    pub message: [u8; 16],
    /// The language it was written in (BCP 47), or nothing.
    pub language: String,
    /// Its conversation.
    pub tie: Tie,
    /// What it is.
    pub kind: Kind,
}

impl Head {
    /// The day it was written on.
    pub const fn day(&self) -> Day {
        self.tie.cover.first()
    }

    /// How many bytes head and tail take beside the data.
    pub fn overhead(&self) -> u64 {
        let tail = if matches!(self.kind, Kind::File(_)) {
            FILE_TAIL
        } else {
            0
        };
        (self.bytes().expose().len() + tail + MAC) as u64
    }

    /// Its bytes. Language and name are cut to what they may be long.
    pub(super) fn bytes(&self) -> Hidden {
        // never grows past this, so no copy is left behind
        let mut out = Vec::with_capacity(1_024);
        out.extend_from_slice(MAGIC);
        out.push(match self.kind {
            Kind::Message => 0,
            Kind::File(_) => 1,
            Kind::Read => 2,
            Kind::Decoy => 3,
        });
        out.extend_from_slice(&self.day().0.to_be_bytes());
        out.extend_from_slice(&self.message);
        out.extend_from_slice(&self.tie.id);
        out.extend_from_slice(self.tie.mac.expose());
        self.tie.cover.write(&mut out);
        put_run(&mut out, cut(self.language.as_bytes(), LANGUAGE_MAX));
        if let Kind::File(part) = &self.kind {
            out.push(part.file);
            out.extend_from_slice(&part.part.to_be_bytes());
            out.extend_from_slice(&part.of.to_be_bytes());
            out.extend_from_slice(&part.offset.to_be_bytes());
            put_run(&mut out, cut(part.name.expose(), NAME_MAX));
        }
        Hidden::new(out)
    }
}

fn cut(bytes: &[u8], most: usize) -> &[u8] {
    &bytes[..bytes.len().min(most)]
}
