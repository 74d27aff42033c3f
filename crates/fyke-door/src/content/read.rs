//! Content as the desk reads it.

use super::Writer;
use super::head::{FILE_TAIL, FilePart, Head, Kind, LANGUAGE_MAX, MAC, MAGIC, NAME_MAX, Tie};
use crate::book::Cover;
use crate::bytes::{Malformed, Reader};
use crate::day::Day;
use crate::secret::{Hidden, Secret};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;

/// Content that was read whole.
#[derive(Clone, PartialEq, Eq)]
pub struct Content<'a> {
    /// What it is.
    pub head: Head,
    /// The text, the bytes of the part, or the reply's name.
    pub data: &'a [u8],
    /// For a part of a file: SHA-256 of the file to the end of this part, and
    /// whether the file ends here.
    pub file: Option<([u8; 32], bool)>,
}

/// Why clear text is no content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContentRefused {
    /// Its bytes are wrong.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// Its MAC does not hold.
    #[error(
        "what the envelope holds does not fit its own key; it was made by something else than this door: keep it sealed and show it to whoever runs the desk"
    )]
    Mac,
}

impl<'a> Content<'a> {
    /// Reads clear text. That its `tie` is the one the conversation has had is for
    /// the desk to compare.
    pub fn read(clear: &'a [u8]) -> Result<Content<'a>, ContentRefused> {
        let mut reader = Reader::new(clear);
        let head = Head::read(&mut reader)?;
        let start = reader.at();
        let is_file = matches!(head.kind, Kind::File(_));
        let tail = MAC + if is_file { FILE_TAIL } else { 0 };
        let data = clear.len().saturating_sub(start).saturating_sub(tail);
        let data = reader.take(data, "data")?;
        let file = if is_file {
            let hash = reader.array("hash")?;
            let at = reader.malformed("last", "is neither 0 nor 1");
            Some((hash, flag(reader.u8("last")?).ok_or(at)?))
        } else {
            None
        };
        let signed = clear.get(..reader.at()).unwrap_or(clear);
        let tag: [u8; MAC] = reader.array("mac")?;
        reader.end()?;
        let mut mac =
            Hmac::<Sha256>::new_from_slice(head.tie.mac.expose()).expect("HMAC takes keys of any length");
        mac.update(signed);
        mac.verify_slice(&tag).map_err(|_| ContentRefused::Mac)?;
        Ok(Content { head, data, file })
    }
}

impl<W> Writer<W> {
    /// How many bytes of data still fit.
    pub const fn room(&self) -> u64 {
        self.left
    }
}

impl fmt::Debug for Content<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Content({:?}, {} bytes)", self.head.kind, self.data.len())
    }
}

const fn flag(byte: u8) -> Option<bool> {
    match byte {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

impl Head {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Head, Malformed> {
        let at = reader.malformed("magic", "is not of content");
        if reader.array("magic")? != *MAGIC {
            return Err(at);
        }
        let unknown = reader.malformed("kind", "is not known");
        let kind = reader.u8("kind")?;
        let day = Day(reader.u32("day")?);
        let message = reader.array("message id")?;
        let tie = Tie {
            id: reader.array("conversation id")?,
            mac: Secret::new(reader.array("continuity key")?),
            cover: Cover::read(reader, day)?,
        };
        let at = reader.malformed("language", "is not at most 16 letters, digits and hyphens");
        let language = reader.run("language")?;
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
        if language.len() > LANGUAGE_MAX || !language.iter().all(plain) {
            return Err(at);
        }
        Ok(Head {
            message,
            language: String::from_utf8_lossy(language).into_owned(),
            tie,
            kind: match kind {
                0 => Kind::Message,
                1 => Kind::File(FilePart::read(reader)?),
                2 => Kind::Read,
                3 => Kind::Decoy,
                _ => return Err(unknown),
            },
        })
    }
}

impl FilePart {
    fn read(reader: &mut Reader<'_>) -> Result<FilePart, Malformed> {
        let (file, part) = (reader.u8("file")?, reader.u32("part")?);
        let (of, offset) = (reader.u32("parts")?, reader.u64("offset")?);
        let at = reader.malformed("name", "is longer than 255 bytes");
        let name = reader.run("name")?;
        if name.len() > NAME_MAX {
            return Err(at);
        }
        Ok(FilePart {
            file,
            part,
            of,
            offset,
            name: Hidden::new(name.to_vec()),
        })
    }
}
