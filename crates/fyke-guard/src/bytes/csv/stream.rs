//! The bytes of a file as UTF-8, a window at a time, and where in the original
//! file the window begins.

use std::io::{Chain, Cursor, Read};

use memchr::{memchr, memmem};

use crate::bytes::encoding::{Decoded, Encoding, read_some};
use crate::bytes::error::GuardError;

/// How much is read at once. Half costs a tenth more system calls, double
/// leaves the second-level cache.
const READ_BYTES: usize = 256 * 1024;

/// MS-DOS ended text files with this byte, and OFAC still does.
const DOS_END: u8 = 0x1A;

enum Source<R> {
    Plain(Chain<Cursor<Vec<u8>>, R>),
    Decoded(Box<Decoded<Chain<Cursor<Vec<u8>>, R>>>),
}

/// A window on a file that moves forward.
pub(super) struct Stream<R> {
    source: Source<R>,
    encoding: Encoding,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    offset: Option<u64>,
    /// Bytes that need a second look may be in the window: zero bytes, or the
    /// marks that a decoder leaves for what it could not read.
    pub doubtful: bool,
    /// A byte beyond ASCII was seen.
    pub beyond_ascii: bool,
    /// A carriage return was seen.
    pub carriage_returns: bool,
}

impl<R: Read> Stream<R> {
    /// A stream over `sample` (from its byte `skip`) and then `input`.
    pub fn new(sample: Vec<u8>, skip: usize, input: R, encoding: Encoding) -> Self {
        let mut cursor = Cursor::new(sample);
        cursor.set_position(skip as u64);
        let chained = cursor.chain(input);
        Self {
            source: match encoding {
                Encoding::Utf8 => Source::Plain(chained),
                other => Source::Decoded(Box::new(Decoded::new(chained, other))),
            },
            encoding,
            buffer: vec![0; READ_BYTES],
            start: 0,
            end: 0,
            ended: false,
            offset: Some(skip as u64),
            doubtful: false,
            beyond_ascii: false,
            carriage_returns: false,
        }
    }

    /// What is in the window.
    #[inline]
    pub fn window(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or(&[])
    }

    /// Whether nothing follows the window.
    #[inline]
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// Byte of the original file at which the window begins.
    #[inline]
    pub fn offset(&self) -> Option<u64> {
        self.offset
    }

    /// Moves the window past its first `count` bytes.
    #[inline]
    pub fn consume(&mut self, count: usize) {
        let count = count.min(self.end - self.start);
        let width = match self.encoding {
            Encoding::Utf8 => Some(count as u64),
            other => {
                let passed = self.buffer.get(self.start..self.start + count).unwrap_or(&[]);
                std::str::from_utf8(passed)
                    .ok()
                    .and_then(|text| other.source_bytes(text))
            }
        };
        self.offset = self.offset.zip(width).map(|(offset, width)| offset + width);
        self.start += count;
    }

    /// Widens the window by at least one byte, or notices the end.
    pub fn fill(&mut self) -> Result<(), GuardError> {
        if self.ended {
            return Ok(());
        }
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.buffer.len() - self.end < READ_BYTES / 2 {
            let doubled = self.buffer.len() * 2;
            self.buffer.resize(doubled, 0);
        }
        let free = self.buffer.get_mut(self.end..).unwrap_or(&mut []);
        let count = match &mut self.source {
            Source::Plain(source) => read_some(source, free)?,
            Source::Decoded(source) => read_some(source, free)?,
        };
        if count == 0 {
            self.ended = true;
            self.drop_dos_end();
            return Ok(());
        }
        let fresh = free.get(..count).unwrap_or(&[]);
        self.doubtful |= memchr(0, fresh).is_some()
            || (self.encoding != Encoding::Utf8 && memmem::find(fresh, "\u{FFFD}".as_bytes()).is_some());
        self.beyond_ascii = self.beyond_ascii || !fresh.is_ascii();
        self.carriage_returns = self.carriage_returns || memchr(b'\r', fresh).is_some();
        self.end += count;
        Ok(())
    }

    /// Widens the window to `bytes` or to the end of the file.
    pub fn fill_to(&mut self, bytes: usize) -> Result<(), GuardError> {
        while self.window().len() < bytes && !self.ended {
            self.fill()?;
        }
        Ok(())
    }

    fn drop_dos_end(&mut self) {
        let tail = self.window();
        let kept = tail.trim_ascii_end();
        let Some(rest) = kept.strip_suffix(&[DOS_END]) else {
            return;
        };
        let rest_length = rest.len() - rest.iter().rev().take_while(|&&byte| byte == DOS_END).count();
        self.end = self.start + rest_length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_mark_of_dos_is_no_row() {
        let mut stream = Stream::new(b"a,b\r\n\x1A\r\n".to_vec(), 0, &b""[..], Encoding::Utf8);
        stream.fill_to(usize::MAX).unwrap();
        assert_eq!(stream.window(), b"a,b\r\n");
    }

    #[test]
    fn offsets_are_those_of_the_original_bytes() {
        let (raw, _, _) = encoding_rs::WINDOWS_1251.encode("Москва,1\nb");
        let encoding = Encoding::by_name("windows-1251").unwrap();
        let mut stream = Stream::new(raw.to_vec(), 0, &b""[..], encoding);
        stream.fill_to(usize::MAX).unwrap();
        stream.consume("Москва,1\n".len());
        assert_eq!(stream.offset(), Some(9));
    }
}
