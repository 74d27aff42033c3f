//! Public keys as authenticators write them (RFC 9052 and 9053), kept as one
//! short text, and the check of their signatures.

use super::base64url;
use super::cbor::Value;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::{Deserialize, Serialize};

/// Algorithms that are offered, the best liked first: ES256, which every
/// authenticator has; Ed25519; RS256, which older machines' chips alone have.
pub const OFFERED: [i64; 3] = [-7, -8, -257];

/// A public key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PublicKey {
    /// Its algorithm, by COSE's number.
    pub alg: i64,
    /// Its numbers, base64url: x and y, or x, or n and e.
    pub parts: Vec<String>,
}

impl PublicKey {
    /// Of a COSE key; `None` for an algorithm that was not offered and for
    /// numbers of the wrong length.
    pub fn of(key: &Value<'_>) -> Option<PublicKey> {
        let [kty, alg] = [1, 3].map(|name| key.number(name).and_then(Value::int));
        let curve = key.number(-1).and_then(Value::int);
        let part = |name: i64| key.number(name).and_then(Value::bytes);
        let parts = match (kty?, alg?, curve) {
            (2, -7, Some(1)) => vec![exactly(part(-2)?, 32)?, exactly(part(-3)?, 32)?],
            (1, -8, Some(6)) => vec![exactly(part(-2)?, 32)?],
            (3, -257, _) => vec![part(-1)?, part(-2)?],
            _ => return None,
        };
        let parts = parts.into_iter().map(base64url::encode).collect();
        Some(PublicKey { alg: alg?, parts })
    }

    /// Whether it made this signature under this message.
    pub fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let parts: Option<Vec<Vec<u8>>> = self.parts.iter().map(|part| base64url::decode(part)).collect();
        let checked = match (self.alg, parts.unwrap_or_default().as_slice()) {
            (-7, [x, y]) => {
                let point = [&[4u8][..], x, y].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature)
            }
            (-8, [x]) => UnparsedPublicKey::new(&ED25519, x).verify(message, signature),
            (-257, [n, e]) => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            }
            _ => return false,
        };
        checked.is_ok()
    }
}

fn exactly(bytes: &[u8], length: usize) -> Option<&[u8]> {
    (bytes.len() == length).then_some(bytes)
}
