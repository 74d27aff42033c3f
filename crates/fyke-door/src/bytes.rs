//! Fixed formats: a reader that never reads past the end, a writer beside it.
//!
//! Every format of the door is big-endian numbers and fixed or length-prefixed
//! runs of bytes. A reader says where it stopped; nothing is guessed.

use crate::keys::{DoorId, Refused, SignKey};
use crate::secret::Secret;

/// What is left of a format that is being read.
///
/// ```
/// use fyke_door::bytes::Reader;
/// let mut bytes = Reader::new(&[0, 5, 1]);
/// assert_eq!(bytes.u16("length"), Ok(5));
/// assert!(bytes.take(5, "body").is_err());
/// ```
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    all: &'a [u8],
    at: usize,
}

/// A format ended too soon, or held a value that it may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("byte {at}: {what} {wrong}; the file is cut or of another version: fetch it again")]
pub struct Malformed {
    /// Offset from the start of the format, in bytes.
    pub at: usize,
    /// The field by its name in the specification.
    pub what: &'static str,
    /// What is wrong with it.
    pub wrong: &'static str,
}

impl<'a> Reader<'a> {
    /// From the first byte.
    pub const fn new(all: &'a [u8]) -> Reader<'a> {
        Reader { all, at: 0 }
    }

    /// Behind the eight bytes by which a format is known.
    pub fn of(all: &'a [u8], magic: &[u8; 8], wrong: &'static str) -> Result<Reader<'a>, Malformed> {
        let mut reader = Reader::new(all);
        if reader.array("magic")? != *magic {
            return Err(Reader::new(all).malformed("magic", wrong));
        }
        Ok(reader)
    }

    /// A door's id, which must be this one's.
    pub fn door(&mut self, door: DoorId, what: &'static str) -> Result<(), Refused> {
        let ours = self.array("door id")? == door.0;
        ours.then_some(()).ok_or(Refused::OtherDoor(what))
    }

    /// The signature that ends the format: this key's, under this name, over all that
    /// was read.
    pub fn signed(&mut self, key: &SignKey, name: &str, what: &'static str) -> Result<(), Refused> {
        let signed = self.all.get(..self.at).unwrap_or(self.all);
        let signature = self.array("signature")?;
        self.end()?;
        let holds = key.verifies(name, signed, &signature);
        holds.then_some(()).ok_or(Refused::NotSigned(what))
    }

    /// The next `n` bytes.
    pub fn take(&mut self, n: usize, what: &'static str) -> Result<&'a [u8], Malformed> {
        let end = self.at.checked_add(n);
        match end.and_then(|end| self.all.get(self.at..end)) {
            Some(found) => {
                self.at += n;
                Ok(found)
            }
            None => Err(self.malformed(what, "is cut off")),
        }
    }

    /// The next `N` bytes as an array.
    pub fn array<const N: usize>(&mut self, what: &'static str) -> Result<[u8; N], Malformed> {
        let mut out = [0u8; N];
        out.copy_from_slice(self.take(N, what)?);
        Ok(out)
    }

    /// The next `N` bytes as a secret.
    pub fn secret<const N: usize>(&mut self, what: &'static str) -> Result<Secret<N>, Malformed> {
        let bytes = self.take(N, what)?;
        Ok(Secret::filled(|secret| secret.copy_from_slice(bytes)))
    }

    /// One byte.
    pub fn u8(&mut self, what: &'static str) -> Result<u8, Malformed> {
        Ok(self.array::<1>(what)?[0])
    }

    /// A big-endian number of two bytes.
    pub fn u16(&mut self, what: &'static str) -> Result<u16, Malformed> {
        Ok(u16::from_be_bytes(self.array(what)?))
    }

    /// A big-endian number of four bytes.
    pub fn u32(&mut self, what: &'static str) -> Result<u32, Malformed> {
        Ok(u32::from_be_bytes(self.array(what)?))
    }

    /// A big-endian number of eight bytes.
    pub fn u64(&mut self, what: &'static str) -> Result<u64, Malformed> {
        Ok(u64::from_be_bytes(self.array(what)?))
    }

    /// A run of bytes behind its length in two bytes.
    pub fn run(&mut self, what: &'static str) -> Result<&'a [u8], Malformed> {
        let length = self.u16(what)?;
        self.take(usize::from(length), what)
    }

    /// Where the reader stands, from the start.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// Nothing may follow.
    pub fn end(&self) -> Result<(), Malformed> {
        if self.at == self.all.len() {
            Ok(())
        } else {
            Err(self.malformed("end", "is not where it should be"))
        }
    }

    /// An error about the field that would be read next.
    pub const fn malformed(&self, what: &'static str, wrong: &'static str) -> Malformed {
        Malformed {
            at: self.at,
            what,
            wrong,
        }
    }
}

/// Bytes as hexadecimal digits, small letters.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes of two hexadecimal digits each; `None` where there is anything else.
pub fn unhex(text: &[u8]) -> Option<Vec<u8>> {
    let (pairs, odd) = text.as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| unhex_byte(*high, *low));
    bytes.collect::<Option<_>>().filter(|_| odd.is_empty())
}

/// The byte of two hexadecimal digits.
pub fn unhex_byte(high: u8, low: u8) -> Option<u8> {
    let digit = |letter: u8| u8::try_from(char::from(letter).to_digit(16)?).ok();
    Some(digit(high)? << 4 | digit(low)?)
}

/// Appends a run of bytes behind its length in two bytes; longer ones are cut
/// to 65,535, so whoever may have longer ones checks first.
pub fn put_run(out: &mut Vec<u8>, run: &[u8]) {
    let length = u16::try_from(run.len()).unwrap_or(u16::MAX);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(run.get(..usize::from(length)).unwrap_or(run));
}
