//! One chunk of a body under ChaCha20-Poly1305 (RFC 8439, 2.8), sealed as it comes.
//!
//! The cipher's own crate takes a whole chunk at once: 64 KiB of what somebody types
//! would lie in the worker until it is full, and 200 workers would hold it 200 times.
//! Its two halves are streams, so sealing needs no more than a run at a time. Opening
//! is not done so: nothing of a chunk may be looked at before its tag is.

use super::bucket::TAG;
use crate::secret::Secret;
use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher, StreamCipherSeek};
use poly1305::Poly1305;
use poly1305::universal_hash::{KeyInit, UniversalHash};
use zeroize::Zeroizing;

/// A chunk that is being sealed.
pub(super) struct Chunk {
    cipher: ChaCha20,
    mac: Poly1305,
    associated: u64,
    sealed: u64,
}

impl Chunk {
    /// Before its first byte.
    pub(super) fn new(key: &Secret<32>, nonce: [u8; 12], associated: &[u8]) -> Chunk {
        let mut cipher = ChaCha20::new(key.expose().into(), &nonce.into());
        let mut of_mac = Zeroizing::new([0u8; 32]);
        cipher.apply_keystream(&mut of_mac[..]);
        // the text begins at the second block
        cipher.seek(64u32);
        let mut mac = Poly1305::new((&*of_mac).into());
        mac.update_padded(associated);
        Chunk {
            cipher,
            mac,
            associated: associated.len() as u64,
            sealed: 0,
        }
    }

    /// Seals the next bytes in place. All but the last must be whole blocks of sixteen.
    pub(super) fn seal(&mut self, text: &mut [u8]) {
        self.cipher.apply_keystream(text);
        self.mac.update_padded(text);
        self.sealed += text.len() as u64;
    }

    /// Closes the chunk.
    pub(super) fn tag(mut self) -> [u8; TAG] {
        let mut lengths = [0u8; 16];
        lengths[..8].copy_from_slice(&self.associated.to_le_bytes());
        lengths[8..].copy_from_slice(&self.sealed.to_le_bytes());
        self.mac.update(&[lengths.into()]);
        self.mac.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chacha20poly1305::ChaCha20Poly1305;
    use chacha20poly1305::aead::AeadInOut;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_chunk_is_what_the_cipher_makes_of_it_whole(
            key: [u8; 32],
            nonce: [u8; 12],
            associated in proptest::collection::vec(any::<u8>(), 0..70),
            text in proptest::collection::vec(any::<u8>(), 0..3_000),
            blocks in 1usize..40,
        ) {
            let mut whole = text.clone();
            let tag = ChaCha20Poly1305::new((&key).into())
                .encrypt_inout_detached(&nonce.into(), &associated, whole.as_mut_slice().into())
                .unwrap();
            let mut streamed = text;
            let mut chunk = Chunk::new(&Secret::new(key), nonce, &associated);
            for run in streamed.chunks_mut(16 * blocks) {
                chunk.seal(run);
            }
            prop_assert_eq!(streamed, whole);
            prop_assert_eq!(chunk.tag(), <[u8; 16]>::from(tag));
        }
    }
}
