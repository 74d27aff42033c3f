//! What was said: bound to the log by a salted hash, kept beside it, erasable.
//!
//! `commitment = SHA-256("fyke-payload-v1" 00 || nonce (32 bytes) || payload)`.
//! Without the nonce a short payload ("escalate, 0.9") could be found by trying;
//! with it, who has the log alone learns nothing, and once line and nonce are
//! destroyed nobody does.
//!
//! Lines lie in segments, one for each group that was committed together (large
//! groups take several): `index nonce payload`, a space between, every byte with
//! one spelling, so that no byte can change unnoticed.

use super::leaf::{Commitment, Hex, Index};
use crate::key::hex;
use sha2::{Digest, Sha256};
use std::io::Write;

/// Bytes of one payload at most: a payload says why, it does not hold evidence.
pub(crate) const PAYLOAD_MAX: usize = 16 << 20;
/// Entries that one segment spans at most, so that a reader needs little memory.
pub(crate) const SEGMENT_MAX: u64 = 4096;

/// What a log holds of a payload.
pub fn commitment(nonce: &[u8; 32], payload: &[u8]) -> Commitment {
    Hex(Sha256::new()
        .chain_update(b"fyke-payload-v1\0")
        .chain_update(nonce)
        .chain_update(payload)
        .finalize()
        .into())
}

/// One line of a segment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Line<'a> {
    pub index: Index,
    pub nonce: [u8; 32],
    pub payload: &'a [u8],
}

impl<'a> Line<'a> {
    pub(crate) fn write(&self, to: &mut Vec<u8>) {
        let _ = write!(to, "{} ", self.index);
        push_hex(to, &self.nonce);
        to.push(b' ');
        to.extend(self.payload);
        to.push(b'\n');
    }

    /// Reads a line without its line feed.
    pub(crate) fn read(line: &'a [u8]) -> Option<Line<'a>> {
        let space = line.iter().position(|byte| *byte == b' ')?;
        let (digits, rest) = line.split_at_checked(space)?;
        let digits = std::str::from_utf8(digits).ok()?;
        let index: Index = digits.parse().ok()?;
        let (nonce, payload) = rest.get(1..)?.split_at_checked(64)?;
        let nonce = hex(std::str::from_utf8(nonce).ok()?)?;
        let payload = payload.strip_prefix(b" ")?;
        // "+7" and "07" are other spellings of 7
        let one = digits.starts_with('0') == (index == 0) && !digits.starts_with('+');
        (one && digits.len() == index.checked_ilog10().unwrap_or(0) as usize + 1).then_some(Line {
            index,
            nonce,
            payload,
        })
    }
}

fn push_hex(to: &mut Vec<u8>, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            to.push(DIGITS.get(usize::from(half)).copied().unwrap_or_default());
        }
    }
}

/// The lines of a segment that spans the entries from `first` on, `n` of them:
/// in order, none twice. The error is the number of the line, from 1.
pub(crate) fn read(bytes: &[u8], first: Index, n: u64) -> Result<Vec<Line<'_>>, usize> {
    let mut lines = Vec::new();
    let mut least = first;
    let mut rest = bytes;
    while !rest.is_empty() {
        let here = lines.len() + 1;
        let end = rest.iter().position(|byte| *byte == b'\n').ok_or(here)?;
        let (line, after) = rest.split_at_checked(end).ok_or(here)?;
        let line = Line::read(line).ok_or(here)?;
        if line.index < least || line.index >= first.saturating_add(n) {
            return Err(here);
        }
        least = line.index + 1;
        lines.push(line);
        rest = after.get(1..).unwrap_or_default();
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_has_one_spelling() {
        let mut bytes = Vec::new();
        for (index, payload) in [(0, "{}"), (7, "\"a b\""), (10, "[1]")] {
            let nonce = [index as u8; 32];
            let payload = payload.as_bytes();
            Line {
                index,
                nonce,
                payload,
            }
            .write(&mut bytes);
        }
        let lines = read(&bytes, 0, 11).unwrap();
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[1].payload, b"\"a b\"");
        assert_eq!(read(&bytes, 0, 10), Err(3));
        assert_eq!(read(&bytes, 1, 10), Err(1));
        let text = String::from_utf8(bytes).unwrap();
        for (from, to, line) in [
            ("0 0000", "00 0000", 1),
            ("7 0707", "+7 0707", 2),
            ("7 0707", "07 0707", 2),
            ("0707", "070A", 2),
            ("\n10 ", "\n6 ", 3),
            ("[1]\n", "[1]", 3),
            ("[1]\n", "[1]\n\n", 4),
        ] {
            let other = text.replacen(from, to, 1);
            assert_ne!(other, text, "{from}");
            assert_eq!(read(other.as_bytes(), 0, 11), Err(line), "{from} -> {to}");
        }
    }

    #[test]
    fn the_commitment_is_the_one_in_the_document() {
        // python3: sha256(b"fyke-payload-v1\0" + bytes(32) + b"{}"), as docs/record.md prints it
        let known = "d97e7e41333235c7ed35b16c4627d8d22fbfe5da705a191a34fa7627a147e487";
        assert_eq!(commitment(&[0; 32], b"{}").to_string(), known);
        let page = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/record.md"));
        assert!(page.contains(known));
        assert_ne!(commitment(&[0; 32], b"{}"), commitment(&[1; 32], b"{}"));
    }
}
