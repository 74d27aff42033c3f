//! Sealing keys: X-Wing under HPKE.
//!
//! RFC 9180 base mode with X-Wing (ML-KEM-768 and X25519, KEM 0x647a of
//! draft-ietf-hpke-pq), HKDF-SHA256 and ChaCha20-Poly1305. Two uses: a *share*,
//! 32 bytes exported from the context, from which envelopes derive what wraps
//! their key; and a *wrap*, a few bytes sealed to one key. The implementation is
//! the `hpke` crate's, unaudited; known answers and a second implementation
//! stand against it in the tests.

use super::{Draw, KeyId};
use crate::bytes::{Malformed, Reader};
use crate::secret::{NoRandomness, Secret};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::XWing;
use hpke::{Deserializable, Kem, OpModeS, Serializable};
use std::fmt;

/// Length of a public key in bytes.
pub const PUBLIC: usize = 1_216;
/// Length of an encapsulation in bytes.
pub const ENC: usize = 1_120;

pub(super) const SHARE: &[u8] = b"fyke share v1";

/// The public half of a sealing key; proven to be one.
///
/// Kept as its bytes: made ready for use it takes six times as much, and a key set
/// holds many that are never used.
#[derive(Clone, PartialEq, Eq)]
pub struct SealKey {
    pub(super) id: KeyId,
    pub(super) bytes: Box<[u8; PUBLIC]>,
}

/// An encapsulation, and the context that came with it.
type Sender = (
    <XWing as Kem>::EncappedKey,
    hpke::aead::AeadCtxS<ChaCha20Poly1305, HkdfSha256, XWing>,
);

impl SealKey {
    /// Reads a key; bytes that are none (a coefficient out of range) are refused.
    pub fn read(bytes: &[u8; PUBLIC]) -> Result<SealKey, Malformed> {
        <XWing as Kem>::PublicKey::from_bytes(bytes)
            .map_err(|_| Reader::new(bytes).malformed("sealing key", "is no key"))?;
        Ok(SealKey {
            id: KeyId::of(bytes),
            bytes: Box::new(*bytes),
        })
    }

    /// Its name.
    pub const fn id(&self) -> KeyId {
        self.id
    }

    fn sender(&self, info: &[u8], draw: &mut Draw) -> Result<Sender, NoRandomness> {
        let key = Deserializable::from_bytes(self.bytes.as_slice()).expect("it was proven to be a key");
        let made = hpke::setup_sender_with_rng(&OpModeS::Base, &key, info, draw).map_err(|_| NoRandomness)?;
        // what was made of bytes that were not random is for nobody
        draw.whole()?;
        Ok(made)
    }

    /// A fresh share for whoever holds the secret half, bound to `info`: the
    /// encapsulation that goes to them, and the share.
    pub fn share(&self, info: &[u8], draw: &mut Draw) -> Result<(Vec<u8>, Secret<32>), NoRandomness> {
        let (enc, context) = self.sender(info, draw)?;
        let export = |share: &mut [u8]| context.export(SHARE, share);
        let share = Secret::filled(|share| export(share).expect("32 bytes are fewer than 255 hashes"));
        Ok((enc.to_bytes().to_vec(), share))
    }

    /// A few bytes sealed to this key, bound to `info`: encapsulation, then
    /// ciphertext; 1,136 bytes longer than what is sealed.
    pub fn wrap(&self, info: &[u8], clear: &[u8], draw: &mut Draw) -> Result<Vec<u8>, NoRandomness> {
        let (enc, mut context) = self.sender(info, draw)?;
        let sealed = context.seal(clear, b"").map_err(|_| NoRandomness)?;
        Ok([enc.to_bytes().as_slice(), &sealed].concat())
    }
}

impl fmt::Debug for SealKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "SealKey({})", self.id)
    }
}
