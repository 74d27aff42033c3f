//! Content as it streams into an envelope.

use super::head::{Head, Kind};
use crate::envelope::{EnvelopeHash, SealError, Sealer};
use crate::secret::hmac;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::io::Write;

/// The hash of a file up to where its parts have come.
#[derive(Clone, Default)]
pub struct FileHash(Sha256);

impl FileHash {
    /// Bytes that went in an earlier part, or are skipped since the desk has them.
    pub fn pass(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// SHA-256 of all so far.
    pub fn so_far(&self) -> [u8; 32] {
        self.0.clone().finalize().into()
    }
}

/// Writes content into a sealer.
pub struct Writer<W> {
    sealer: Sealer<W>,
    mac: Hmac<Sha256>,
    file: Option<FileHash>,
    pub(super) left: u64,
}

impl<W: Write> Writer<W> {
    /// Starts content with its head; a file's part takes the hash of the parts
    /// before it.
    pub fn new(sealer: Sealer<W>, head: &Head, before: FileHash) -> Result<Writer<W>, SealError> {
        let capacity = sealer.room();
        let left = capacity
            .checked_sub(head.overhead())
            .ok_or(SealError::TooMuch { capacity })?;
        let mut writer = Writer {
            sealer,
            mac: hmac(&head.tie.mac),
            file: matches!(head.kind, Kind::File(_)).then_some(before),
            left,
        };
        writer.put(head.bytes().expose())?;
        Ok(writer)
    }

    /// The next bytes of data.
    pub fn push(&mut self, data: &[u8]) -> Result<(), SealError> {
        self.left = self
            .left
            .checked_sub(data.len() as u64)
            .ok_or(SealError::TooMuch { capacity: self.left })?;
        if let Some(file) = &mut self.file {
            file.pass(data);
        }
        self.put(data)
    }

    /// Tail, MAC, padding. `last` says that the file ends here (nothing where it is
    /// no file). Gives back the hash for the part that follows.
    pub fn finish(mut self, last: bool) -> Result<(W, EnvelopeHash, FileHash), SealError> {
        let file = self.file.take();
        if let Some(file) = &file {
            self.put(&file.so_far())?;
            self.put(&[u8::from(last)])?;
        }
        let mac: [u8; 32] = self.mac.finalize().into_bytes().into();
        self.sealer.push(&mac)?;
        let (out, hash) = self.sealer.finish()?;
        Ok((out, hash, file.unwrap_or_default()))
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), SealError> {
        self.mac.update(bytes);
        self.sealer.push(bytes)
    }
}
