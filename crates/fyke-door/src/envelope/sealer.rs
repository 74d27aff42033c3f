//! Sealing as it streams: at most 4 KiB of clear text in memory, whatever the size.

use super::bucket::{Bucket, CHUNK, LENGTH};
use super::chunk::Chunk;
use super::header::{body_key, commitment, fixed, info, nonce};
use crate::keys::{Draw, KeySet, wrap};
use crate::secret::{NoRandomness, Secret};
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::Write;
use zeroize::Zeroizing;

/// SHA-256 of a whole envelope: its name at the desk, and what a receipt is cut from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnvelopeHash(pub [u8; 32]);

crate::keys::in_hexadecimal!(EnvelopeHash);

/// Why an envelope was not made.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// Nobody was chosen, or somebody who is not in the key set.
    #[error("nobody is addressed who has a key today; choose at least one of those shown")]
    Nobody,
    /// More than the bucket holds.
    #[error("more arrived than was announced ({capacity} bytes); send it again, larger files in parts")]
    TooMuch {
        /// What it would have held.
        capacity: u64,
    },
    /// What takes the bytes failed.
    #[error("the sealed bytes could not be passed on: {0}; nothing was kept, send it again")]
    Out(#[from] std::io::Error),
    /// No random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// Takes clear bytes, writes an envelope.
///
/// What it writes before `finish` is worth nothing to anybody: an envelope cut
/// short does not open.
pub struct Sealer<W> {
    out: W,
    hash: Sha256,
    key: Secret<32>,
    header_hash: [u8; 32],
    /// wiped where a message is not finished; never longer than a run, so never moved
    buffer: Zeroizing<Vec<u8>>,
    chunk: Option<Chunk>,
    /// chunks that are closed
    closed: u64,
    clear: u64,
    /// clear bytes that are not sealed yet, of all and of this chunk
    left: u64,
    left_of_chunk: u64,
    pushed: u64,
}

/// What is enciphered at once: whole blocks of the tag's, and a whole part of a chunk.
const RUN: usize = 4_096;
const _: () = assert!(RUN.is_multiple_of(16) && CHUNK.is_multiple_of(RUN));

impl<W: Write> Sealer<W> {
    /// Starts an envelope to the chosen of `keys.people()`, by their places there,
    /// and writes its header.
    pub fn new(
        keys: &KeySet,
        chosen: &[usize],
        bucket: Bucket,
        mut out: W,
        draw: &mut Draw,
    ) -> Result<Sealer<W>, SealError> {
        let mut places = chosen.to_vec();
        places.sort_unstable();
        places.dedup();
        let people: Vec<_> = places.iter().filter_map(|&at| keys.people().get(at)).collect();
        if people.is_empty() || people.len() != places.len() {
            return Err(SealError::Nobody);
        }
        let opening = keys.opening(people.len());
        let fixed = fixed(keys.door(), keys.day(), bucket, opening, people.len());
        let key = draw.secret::<32>()?;
        let mut header = fixed.to_vec();
        let mut shares = Vec::with_capacity(people.len());
        for person in &people {
            let (enc, share) = person.key.share(&info(&fixed, person.key.id()), draw)?;
            header.extend_from_slice(&person.key.id().0);
            header.extend_from_slice(&enc);
            shares.push(share);
        }
        header.extend_from_slice(&commitment(&key));
        let binding: [u8; 32] = Sha256::digest(&header).into();
        header.extend_from_slice(&wrap(&shares, opening, &binding, &key));
        let header_hash: [u8; 32] = Sha256::digest(&header).into();
        out.write_all(&header)?;
        let clear = bucket.clear(people.len(), opening);
        Ok(Sealer {
            out,
            hash: Sha256::new_with_prefix(&header),
            key: body_key(&key, &header_hash),
            header_hash,
            buffer: Zeroizing::new(Vec::with_capacity(RUN)),
            chunk: None,
            closed: 0,
            clear,
            left: clear,
            left_of_chunk: clear.min(CHUNK as u64),
            pushed: 0,
        })
    }

    /// Seals the next clear bytes. Once it has failed the envelope is lost.
    pub fn push(&mut self, clear: &[u8]) -> Result<(), SealError> {
        let capacity = self.clear - LENGTH;
        let pushed = self.pushed + clear.len() as u64;
        if pushed > capacity {
            return Err(SealError::TooMuch { capacity });
        }
        self.pushed = pushed;
        self.feed(clear)
    }

    /// How many clear bytes still fit.
    pub const fn room(&self) -> u64 {
        self.clear - LENGTH - self.pushed
    }

    /// Pads to the bucket, writes the true length, closes the last chunk.
    pub fn finish(mut self) -> Result<(W, EnvelopeHash), SealError> {
        let mut padding = self.room();
        let zeros = [0u8; 4_096];
        while padding > 0 {
            let run = padding.min(zeros.len() as u64);
            self.feed(&zeros[..run as usize])?;
            padding -= run;
        }
        let length = self.pushed.to_be_bytes();
        self.feed(&length)?;
        Ok((self.out, EnvelopeHash(self.hash.finalize().into())))
    }

    fn feed(&mut self, mut clear: &[u8]) -> Result<(), SealError> {
        while !clear.is_empty() {
            let whole = (RUN as u64).min(self.left_of_chunk) as usize;
            let (now, later) = clear.split_at(clear.len().min(whole - self.buffer.len()));
            self.buffer.extend_from_slice(now);
            clear = later;
            if self.buffer.len() == whole {
                self.pass_on()?;
            }
        }
        Ok(())
    }

    /// Seals what is held, and closes the chunk where it ends here.
    fn pass_on(&mut self) -> Result<(), SealError> {
        let last = self.left == self.left_of_chunk;
        let fresh = || Chunk::new(&self.key, nonce(self.closed, last), &self.header_hash);
        let mut chunk = self.chunk.take().unwrap_or_else(fresh);
        chunk.seal(&mut self.buffer);
        self.hash.update(&self.buffer);
        self.out.write_all(&self.buffer)?;
        let sealed = self.buffer.len() as u64;
        self.buffer.clear();
        self.left -= sealed;
        self.left_of_chunk -= sealed;
        if self.left_of_chunk > 0 {
            self.chunk = Some(chunk);
            return Ok(());
        }
        let tag = chunk.tag();
        self.hash.update(tag);
        self.out.write_all(&tag)?;
        self.closed += 1;
        self.left_of_chunk = self.left.min(CHUNK as u64);
        Ok(())
    }
}

impl<W> fmt::Debug for Sealer<W> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Sealer(chunk {})", self.closed)
    }
}
