//! A key out of a secret that is random already: HKDF with SHA-256 (RFC 5869),
//! one block, which is all that a 32-byte key takes.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Bytes that SHA-256 takes in at a time.
const BLOCK: usize = 64;

/// `HKDF-Expand(HKDF-Extract(salt, secret), info, 32)`.
pub(super) fn hkdf_sha256(secret: &[u8], salt: &[u8], info: &[u8]) -> Zeroizing<[u8; 32]> {
    let extracted = hmac(salt, &[secret]);
    hmac(extracted.as_slice(), &[info, &[1]])
}

/// HMAC (RFC 2104) of what `parts` make together.
fn hmac(key: &[u8], parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    let mut block = Zeroizing::new([0_u8; BLOCK]);
    let hashed: Zeroizing<[u8; 32]>;
    let key = if key.len() > BLOCK {
        hashed = Zeroizing::new(Sha256::digest(key).into());
        hashed.as_slice()
    } else {
        key
    };
    block.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
    let pad = |with: u8| Zeroizing::new(block.map(|byte| byte ^ with));
    let mut inner = Sha256::new();
    inner.update(pad(0x36).as_slice());
    parts.iter().for_each(|part| inner.update(part));
    let inner: Zeroizing<[u8; 32]> = Zeroizing::new(inner.finalize().into());
    let mut outer = Sha256::new();
    outer.update(pad(0x5c).as_slice());
    outer.update(inner.as_slice());
    Zeroizing::new(outer.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// RFC 5869, appendix A.1 and A.3, the first 32 bytes of each; RFC 4231, test case 6.
    #[test]
    fn as_the_rfcs_have_it() {
        let salt: Vec<u8> = (0..=12).collect();
        let info: Vec<u8> = (0xf0..=0xf9).collect();
        assert_eq!(
            shown(hkdf_sha256(&[0x0b; 22], &salt, &info).as_slice()),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
        );
        assert_eq!(
            shown(hkdf_sha256(&[0x0b; 22], &[], &[]).as_slice()),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
        );
        let long = hmac(
            &[0xaa; 131],
            &[b"Test Using Larger Than Block-Size Key - Hash Key First"],
        );
        assert_eq!(
            shown(long.as_slice()),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        );
    }
}
