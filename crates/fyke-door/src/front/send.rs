//! Way A: a form is sealed while it comes in, and nothing of it is ever whole here
//! but the text.
//!
//! The text is one envelope. Each file is cut into parts of at most 64 MiB of disk;
//! how large a file is nobody knows before it ends, so each part's bucket is that of
//! what the form can still hold. A part that this session has sent before is read,
//! compared with what was remembered, and not kept twice.

use super::control::{Known, Memory};
use super::http::{Connection, Fault};
use super::multipart::{Multipart, Source};
use super::pages::{Kept, Refusal};
use super::session::Session;
use super::store::Store;
use super::words::Words;
use crate::content::{FileHash, FilePart, Head, Kind, Tie, Writer};
use crate::envelope::{Bucket, EnvelopeHash, Sealer};
use crate::keys::{Draw, KeySet};
use crate::secret::Hidden;
use crate::sheet::Receipt;
use sha2::{Digest, Sha256};
use std::io::{Read, Write};
use std::os::fd::AsFd;
use zeroize::Zeroizing;

/// Longest text, in bytes: 20,000 letters of any script.
pub const TEXT_MAX: usize = 80_000;
/// Files of one form, at most.
const FILES_MAX: u8 = 64;
/// What is read at once of a file.
const STEP: usize = 4 * 1024;

/// A form on its way to the store.
pub struct Sending<'a, L, F> {
    /// whose it is
    pub session: &'a Session,
    /// to whom
    pub keys: &'a KeySet,
    /// which of them
    pub chosen: &'a [usize],
    /// in which language
    pub words: Words,
    /// where it goes
    pub store: &'a mut Store<L>,
    /// what this session has sent before
    pub memory: &'a Memory<F>,
    /// what was kept so far
    pub kept: Vec<Kept>,
}

impl<L: Read + Write, F: AsFd> Sending<'_, L, F> {
    fn head(&self, message: [u8; 16], kind: Kind) -> Result<Head, Refusal> {
        let tie: Tie = self
            .session
            .conversation
            .tie(self.keys.day())
            .ok_or(Refusal::Stale)?;
        Ok(Head {
            message,
            language: self.words.code.to_owned(),
            tie,
            kind,
        })
    }

    fn bucket(&self, clear: u64) -> Option<Bucket> {
        let people = self.chosen.len();
        Bucket::holding(clear, people, self.keys.opening(people))
    }

    fn keep(&mut self, tag: &[u8; 16], name: Option<&str>, envelope: &EnvelopeHash, check: &[u8; 32]) {
        let receipt = Receipt::of(envelope);
        let mut known = Known {
            receipt: receipt.0,
            check: [0; 8],
        };
        known.check.copy_from_slice(&check[..8]);
        self.memory.tell(tag, known);
        self.note(name, receipt);
    }

    fn note(&mut self, name: Option<&str>, receipt: Receipt) {
        self.kept.push(Kept {
            name: name.map(str::to_owned),
            receipt: receipt.words().join(" "),
        });
    }

    /// Something small that is whole: a text, or the notice that a reply was read.
    pub fn small(&mut self, message: [u8; 16], kind: Kind, data: &[u8]) -> Result<(), Refusal> {
        let check: [u8; 32] = Sha256::digest(data).into();
        let tag = self.session.tag(&message, u8::MAX, u32::from(kind == Kind::Read));
        if let Some(known) = self.memory.ask(&tag) {
            self.note(None, Receipt(known.receipt));
            return Ok(());
        }
        let head = self.head(message, kind)?;
        let bucket = self
            .bucket(data.len() as u64 + head.overhead())
            .ok_or(Refusal::Large)?;
        let cells = self.store.begin(bucket)?;
        let sealer = Sealer::new(self.keys, self.chosen, bucket, cells, &mut Draw::system())?;
        let mut writer = Writer::new(sealer, &head, FileHash::default())?;
        writer.push(data)?;
        let (_, envelope, _) = writer.finish(true)?;
        self.store.commit()?;
        self.keep(&tag, None, &envelope, &check);
        Ok(())
    }

    /// The file that the form is at.
    pub fn file<S: Read + Write>(
        &mut self,
        form: &mut Multipart<'_, Connection<S>>,
        message: [u8; 16],
        file: u8,
        name: &str,
    ) -> Result<(), Refusal> {
        if file >= FILES_MAX {
            return Err(Refusal::Large);
        }
        let mut coming = Coming {
            form,
            held: Zeroizing::new(vec![0; STEP]),
            start: 0,
            end: 0,
        };
        let mut hash = FileHash::default();
        let mut offset = 0u64;
        for part in 0u32.. {
            // an empty field of the form, or the file ended with the part before
            if !coming.more()? {
                break;
            }
            let about = FilePart {
                file,
                part,
                of: 0,
                offset,
                name: Hidden::new(name.as_bytes().to_vec()),
            };
            let head = self.head(message, Kind::File(about))?;
            let bucket = self
                .bucket(coming.most() + head.overhead())
                .unwrap_or(Bucket::MAX);
            let people = self.chosen.len();
            let room = bucket
                .capacity(people, self.keys.opening(people))
                .saturating_sub(head.overhead());
            let tag = self.session.tag(&message, file, part);
            if let Some(known) = self.memory.ask(&tag) {
                offset += coming.pass(room, |bytes| {
                    hash.pass(bytes);
                    Ok(())
                })?;
                if known.check != hash.so_far()[..8] {
                    // another file under the same form: its parts would be taken for the first one's
                    return Err(Refusal::Old);
                }
                self.note(Some(&part_name(name, part)), Receipt(known.receipt));
                continue;
            }
            let cells = self.store.begin(bucket)?;
            let sealer = Sealer::new(self.keys, self.chosen, bucket, cells, &mut Draw::system())?;
            let mut writer = Writer::new(sealer, &head, hash)?;
            offset += coming.pass(room, |bytes| Ok(writer.push(bytes)?))?;
            let last = !coming.more()?;
            let (_, envelope, so_far) = writer.finish(last)?;
            self.store.commit()?;
            hash = so_far;
            self.keep(&tag, Some(&part_name(name, part)), &envelope, &hash.so_far());
        }
        Ok(())
    }
}

fn part_name(name: &str, part: u32) -> String {
    if part == 0 {
        name.to_owned()
    } else {
        format!("{name} ({})", part + 1)
    }
}

/// The bytes of a file as they come, with a look ahead that tells whether more do.
struct Coming<'a, 'b, S> {
    form: &'a mut Multipart<'b, Connection<S>>,
    held: Zeroizing<Vec<u8>>,
    start: usize,
    end: usize,
}

impl<S: Read + Write> Coming<'_, '_, S>
where
    Connection<S>: Source,
{
    /// Whether another byte comes.
    fn more(&mut self) -> Result<bool, Fault> {
        if self.start == self.end {
            self.start = 0;
            self.end = self.form.read(&mut self.held)?;
        }
        Ok(self.end > 0)
    }

    /// How many can still come, at most.
    fn most(&self) -> u64 {
        (self.end - self.start + self.form.held()) as u64 + self.form.source.left()
    }

    /// Gives at most so many on, and says how many there were.
    fn pass(
        &mut self,
        most: u64,
        mut take: impl FnMut(&[u8]) -> Result<(), Refusal>,
    ) -> Result<u64, Refusal> {
        let mut passed = 0u64;
        while passed < most && self.more()? {
            let n = usize::try_from(most - passed)
                .unwrap_or(usize::MAX)
                .min(self.end - self.start);
            take(&self.held[self.start..self.start + n])?;
            self.start += n;
            passed += n as u64;
        }
        Ok(passed)
    }
}
