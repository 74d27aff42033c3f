//! The secret halves, which the desk keeps: drawing, opening, signing.
//!
//! No process of the door has any of them, and a door's program can be built without
//! this file (`--no-default-features`).

use super::days::DAYS_KEPT;
use super::seal::{ENC, SHARE, SealKey};
use super::sign::{SIGNATURE, SignKey, signed};
use super::{Draw, KeyId};
use crate::day::Day;
use crate::secret::{Hidden, NoRandomness, Secret};
use ed25519_dalek::{Signer, SigningKey};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::XWing;
use hpke::{Deserializable, Kem, OpModeR, Serializable};

/// The secret half: the 32 bytes from which X-Wing makes both of its keys.
#[derive(Clone, Debug)]
pub struct SealSecret(Secret<32>);

impl SealSecret {
    /// The key of these bytes.
    pub const fn new(bytes: Secret<32>) -> SealSecret {
        SealSecret(bytes)
    }

    /// A fresh key.
    pub fn draw(draw: &mut Draw) -> Result<SealSecret, NoRandomness> {
        Ok(SealSecret(draw.secret()?))
    }

    /// The bytes, for whoever keeps the key.
    pub const fn bytes(&self) -> &Secret<32> {
        &self.0
    }

    /// The public half.
    pub fn public(&self) -> SealKey {
        let bytes = XWing::sk_to_pk(&self.key()).to_bytes();
        SealKey {
            id: KeyId::of(&bytes),
            bytes: Box::new(bytes.into()),
        }
    }

    /// The share of an encapsulation. Always one of 32 bytes: what was made for
    /// another key or another `info` gives a wrong one, which opens nothing.
    pub fn share(&self, info: &[u8], enc: &[u8; ENC]) -> Secret<32> {
        // the lengths are right by type, so this cannot fail; if it did, the
        // bytes stay zero and open nothing
        Secret::filled(|share| {
            let _ = <XWing as Kem>::EncappedKey::from_bytes(enc)
                .and_then(|enc| {
                    hpke::setup_receiver::<ChaCha20Poly1305, HkdfSha256, XWing>(
                        &OpModeR::Base,
                        &self.key(),
                        &enc,
                        info,
                    )
                })
                .and_then(|context| context.export(SHARE, share));
        })
    }

    /// Opens what `SealKey::wrap` sealed; `None` where it was for another key or
    /// another `info`, or was altered.
    pub fn unwrap(&self, info: &[u8], wrapped: &[u8]) -> Option<Hidden> {
        let (enc, sealed) = wrapped.split_at_checked(ENC)?;
        let enc = <XWing as Kem>::EncappedKey::from_bytes(enc).ok()?;
        let mut context = hpke::setup_receiver::<ChaCha20Poly1305, HkdfSha256, XWing>(
            &OpModeR::Base,
            &self.key(),
            &enc,
            info,
        )
        .ok()?;
        context.open(sealed, b"").ok().map(Hidden::new)
    }

    fn key(&self) -> <XWing as Kem>::PrivateKey {
        <XWing as Kem>::PrivateKey::from_bytes(self.0.expose())
            .expect("a secret half is any 32 bytes, and these are 32")
    }
}

/// The secret half: the root's, a recipient's, the desk's for publishing or pulling.
#[derive(Clone, Debug)]
pub struct SignSecret(Secret<32>);

impl SignSecret {
    /// The key with this seed (RFC 8032, section 5.1.5).
    pub const fn new(seed: Secret<32>) -> SignSecret {
        SignSecret(seed)
    }

    /// A fresh key.
    pub fn draw(draw: &mut Draw) -> Result<SignSecret, NoRandomness> {
        Ok(SignSecret(draw.secret()?))
    }

    /// The seed, for whoever keeps the key.
    pub const fn seed(&self) -> &Secret<32> {
        &self.0
    }

    /// The public half.
    pub fn public(&self) -> SignKey {
        SignKey::new(SigningKey::from_bytes(self.0.expose()).verifying_key().to_bytes())
    }

    /// Signs bytes under a name.
    pub fn sign(&self, name: &str, bytes: &[u8]) -> [u8; SIGNATURE] {
        SigningKey::from_bytes(self.0.expose())
            .sign(&signed(name, bytes))
            .to_bytes()
    }
}

/// The secret half of one day of one recipient. The desk keeps it.
#[derive(Clone, Debug)]
pub struct DaySecret {
    /// Its day.
    pub day: Day,
    /// The secret half.
    pub secret: SealSecret,
}

impl DaySecret {
    /// A fresh one.
    pub fn draw(day: Day, draw: &mut Draw) -> Result<DaySecret, NoRandomness> {
        Ok(DaySecret {
            day,
            secret: SealSecret::draw(draw)?,
        })
    }

    /// Whether it must be gone by this day.
    pub fn spent(&self, today: Day) -> bool {
        today > self.day.plus(DAYS_KEPT)
    }
}
