//! Opening, at the desk: a whole envelope with the shares of enough people.

use super::bucket::{Bucket, CHUNK, LENGTH, TAG};
use super::header::{Header, body_key, nonce};
use super::sealer::EnvelopeHash;
use super::share::Share;
use crate::bytes::{Malformed, Reader};
use crate::keys::NotOpened;
use crate::secret::Hidden;
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

impl EnvelopeHash {
    /// Of all its bytes.
    pub fn of(envelope: &[u8]) -> EnvelopeHash {
        EnvelopeHash(Sha256::digest(envelope).into())
    }
}

impl Bucket {
    /// How many cells.
    pub const fn cells(self) -> u32 {
        1 << self.exponent()
    }
}

/// A sealed envelope of the right length behind its header.
#[derive(Clone, Debug)]
pub struct Envelope<'a> {
    header: Header,
    bytes: &'a [u8],
}

impl<'a> Envelope<'a> {
    /// Reads an envelope; its length must be its bucket's.
    pub fn read(bytes: &'a [u8]) -> Result<Envelope<'a>, Malformed> {
        let header = Header::read(bytes)?;
        if bytes.len() as u64 != header.bucket.bytes() {
            return Err(Reader::new(bytes).malformed("length", "is not its bucket's"));
        }
        Ok(Envelope { header, bytes })
    }

    /// Its header.
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// Its name.
    pub fn hash(&self) -> EnvelopeHash {
        EnvelopeHash::of(self.bytes)
    }

    /// The clear text, without padding. What does not open as a whole opens not
    /// at all.
    pub fn open(&self, shares: &[Share]) -> Result<Hidden, NotOpened> {
        let key = self.header.key(shares)?;
        let hash = self.header.hash();
        let cipher = ChaCha20Poly1305::new(body_key(&key, hash).expose().into());
        let body = self.bytes.get(self.header.length()..).unwrap_or_default();
        let clear = self
            .header
            .bucket
            .clear(self.header.people(), self.header.opening);
        // one allocation that never moves, so that no copy is left behind
        let mut out = Zeroizing::new(Vec::with_capacity(clear as usize));
        let sealed = body.chunks(CHUNK + TAG);
        let last = sealed.len().saturating_sub(1);
        for (at, chunk) in sealed.enumerate() {
            let (text, tag) = chunk.split_last_chunk::<TAG>().ok_or(NotOpened::Altered)?;
            let start = out.len();
            out.extend_from_slice(text);
            cipher
                .decrypt_inout_detached(
                    &nonce(at as u64, at == last).into(),
                    hash,
                    (&mut out[start..]).into(),
                    tag.into(),
                )
                .map_err(|_| NotOpened::Altered)?;
        }
        let (padded, length) = out
            .split_last_chunk::<{ LENGTH as usize }>()
            .ok_or(NotOpened::Altered)?;
        let length = usize::try_from(u64::from_be_bytes(*length)).map_err(|_| NotOpened::Altered)?;
        let padding = padded.get(length..).ok_or(NotOpened::Altered)?;
        if padding.iter().any(|byte| *byte != 0) {
            return Err(NotOpened::Altered);
        }
        out.truncate(length);
        Ok(Hidden::new(std::mem::take(&mut *out)))
    }
}
