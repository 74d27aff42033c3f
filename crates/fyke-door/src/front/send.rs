//! Way A: a form is sealed while it comes in, and nothing of it is ever whole here
//! but the text.
//!
//! The text is one envelope. Each file is cut into parts of at most 64 MiB of disk;
//! how large a file is nobody knows before it ends, so each part's bucket is that of
//! what the form can still hold. A part that this session has sent before is read,
//! compared with what was remembered, and not kept twice.

use super::control::{Known, Memory};
use super::http::Connection;
use super::multipart::Multipart;
use super::pages::Kept;
use super::refusal::Refusal;
use super::session::Session;
use super::store::{Cells, Store};
use super::words::Words;
use crate::content::{FileHash, FilePart, Head, Kind, Writer};
use crate::envelope::{Bucket, EnvelopeHash, Sealer};
use crate::keys::{Draw, KeySet};
use crate::secret::Hidden;
use crate::sheet::Receipt;
use sha2::{Digest, Sha256};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;

/// Longest text, in bytes: 20,000 letters of any script.
pub const TEXT_MAX: usize = 80_000;
/// Files of one form, at most.
const FILES_MAX: u8 = 64;

/// A form on its way to the store.
pub struct Sending<'a> {
    /// whose it is
    pub session: &'a Session,
    /// to whom
    pub keys: &'a KeySet,
    /// which of them
    pub chosen: Vec<usize>,
    /// in which language
    pub words: Words,
    /// where it goes
    pub store: &'a mut Store,
    /// what this session has sent before
    pub memory: &'a Memory<OwnedFd>,
    /// what was kept so far
    pub kept: Vec<Kept>,
}

impl Sending<'_> {
    fn head(&self, message: [u8; 16], kind: Kind) -> Result<Head, Refusal> {
        let tie = self.session.conversation.tie(self.keys.day());
        Ok(Head {
            message,
            language: self.words.code.to_owned(),
            tie: tie.ok_or(Refusal::Stale)?,
            kind,
        })
    }

    /// The smallest bucket that holds so many clear bytes, else the largest; and how
    /// many it holds.
    fn bucket(&self, clear: u64) -> (Bucket, u64) {
        let people = self.chosen.len();
        let opening = self.keys.opening(people);
        let bucket = Bucket::holding(clear, people, opening).unwrap_or(Bucket::MAX);
        (bucket, bucket.capacity(people, opening))
    }

    fn begin(&mut self, bucket: Bucket, head: &Head, before: FileHash) -> Result<Writer<Cells<'_>>, Refusal> {
        let cells = self.store.begin(bucket)?;
        let sealer = Sealer::new(self.keys, &self.chosen, bucket, cells, &mut Draw::system())?;
        Ok(Writer::new(sealer, head, before)?)
    }

    /// The store has it on its disk: the source is told, and this session remembers.
    fn commit(
        &mut self,
        tag: &[u8; 16],
        name: Option<String>,
        envelope: &EnvelopeHash,
        check: &[u8; 32],
    ) -> Result<(), Refusal> {
        self.store.commit()?;
        let receipt = Receipt::of(envelope);
        let mut known: Known = [0; 14];
        known[..6].copy_from_slice(&receipt.0);
        known[6..].copy_from_slice(&check[..8]);
        self.memory.tell(tag, &known);
        self.kept.push(Kept::of(name, &receipt));
        Ok(())
    }

    /// Something small that is whole: a text, or the notice that a reply was read.
    pub fn small(&mut self, message: [u8; 16], kind: Kind, data: &[u8]) -> Result<(), Refusal> {
        let tag = self.session.tag(&message, u8::MAX, u32::from(kind == Kind::Read));
        if let Some(known) = self.memory.ask(&tag) {
            self.kept.push(Kept::of(None, &receipt(&known)));
            return Ok(());
        }
        let head = self.head(message, kind)?;
        let (bucket, _) = self.bucket(data.len() as u64 + head.overhead());
        let mut writer = self.begin(bucket, &head, FileHash::default())?;
        writer.push(data)?;
        let (_, envelope, _) = writer.finish(true)?;
        self.commit(&tag, None, &envelope, &Sha256::digest(data).into())
    }

    /// The file that the form is at.
    pub fn file(
        &mut self,
        form: &mut Multipart<'_, Connection<UnixStream>>,
        message: [u8; 16],
        file: u8,
        name: &str,
    ) -> Result<(), Refusal> {
        if file >= FILES_MAX {
            return Err(Refusal::Large);
        }
        let mut hash = FileHash::default();
        let mut offset = 0u64;
        for part in 0u32.. {
            // an empty field of the form, or the file ended with the part before
            if form.look()?.is_empty() {
                break;
            }
            let about = FilePart {
                file,
                part,
                of: 0,
                offset,
                name: Hidden::new(name.as_bytes().to_vec()),
            };
            let shown = match part {
                0 => name.to_owned(),
                _ => format!("{name} ({})", part + 1),
            };
            let head = self.head(message, Kind::File(about))?;
            // what can still come, at most
            let left = form.held() as u64 + form.source.left();
            let (bucket, capacity) = self.bucket(left + head.overhead());
            let room = capacity.saturating_sub(head.overhead());
            let tag = self.session.tag(&message, file, part);
            if let Some(known) = self.memory.ask(&tag) {
                offset += form.pass(room, |bytes| {
                    hash.pass(bytes);
                    Ok(())
                })?;
                if known[6..] != hash.so_far()[..8] {
                    // another file under the same form: its parts would be taken for the first one's
                    return Err(Refusal::Old);
                }
                self.kept.push(Kept::of(Some(shown), &receipt(&known)));
                continue;
            }
            let mut writer = self.begin(bucket, &head, hash)?;
            offset += form.pass(room, |bytes| Ok(writer.push(bytes)?))?;
            let last = form.look()?.is_empty();
            let (_, envelope, so_far) = writer.finish(last)?;
            hash = so_far;
            self.commit(&tag, Some(shown), &envelope, &hash.so_far())?;
        }
        Ok(())
    }
}

fn receipt(known: &Known) -> Receipt {
    Receipt(std::array::from_fn(|at| known[at]))
}
