//! Bytes as text that fits into addresses: base64url without padding (RFC 4648,
//! section 5).

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes as text.
///
/// ```
/// use fyke_workbench::guard::webauthn::base64url::{decode, encode};
/// assert_eq!(encode(b"fyke"), "ZnlrZQ");
/// assert_eq!(decode("ZnlrZQ").unwrap(), b"fyke");
/// assert!(decode("Znlr*Q").is_none() && decode("Z").is_none());
/// ```
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |n: usize| three.get(n).copied().map_or(0, u32::from);
        let bits = (at(0) << 16) | (at(1) << 8) | at(2);
        for n in 0..=three.len() {
            let six = (bits >> (18 - 6 * n)) & 63;
            if let Some(letter) = LETTERS.get(six as usize) {
                text.push(char::from(*letter));
            }
        }
    }
    text
}

/// Text as bytes; `None` where it is not base64url. Padding may stand or not.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    if text.len() % 4 == 1 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for four in text.as_bytes().chunks(4) {
        let mut bits = 0u32;
        for letter in four {
            let six = LETTERS.iter().position(|known| known == letter)?;
            bits = (bits << 6) | u32::try_from(six).ok()?;
        }
        bits <<= 6 * (4 - four.len());
        let [_, first, second, third] = bits.to_be_bytes();
        bytes.extend([first, second, third].iter().take(four.len() - 1));
    }
    Some(bytes)
}
