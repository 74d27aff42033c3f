//! The kept form of a part of the index: columns of numbers one after the
//! other, each with its length, and a checksum at the end.
//!
//! ```text
//! "fyke serving" NAME FORMAT \n      which part, which layout
//! 32 bytes                           what it was made from (SHA-256)
//! u64 count, count numbers LE        one column, as often as the part has columns
//! u64                                checksum of all that stands before
//! ```
//!
//! A file that is cut, changed or of another layout is made again from the
//! tables; it says nothing that they do not.

use std::io::{self, Read, Write};

/// Raised with every change of a layout.
const FORMAT: u32 = 1;

/// Numbers converted at a time: their bytes stay in a processor's cache.
const NUMBERS_AT_ONCE: usize = 8_192;

/// A number with a fixed width.
pub(super) trait Number: Copy {
    /// Its bytes.
    const BYTES: usize;
    /// Appends it, the lowest byte first.
    fn put(self, out: &mut Vec<u8>);
    /// Reads it from as many bytes.
    fn take(bytes: &[u8]) -> Self;
}

macro_rules! number {
    ($($kind:ty),*) => {$(
        impl Number for $kind {
            const BYTES: usize = size_of::<$kind>();
            fn put(self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }
            fn take(bytes: &[u8]) -> Self {
                bytes.try_into().map_or(0, <$kind>::from_le_bytes)
            }
        }
    )*};
}
number!(u8, u16, u32, u64, i32, i64);

/// A sum that notices damage; it keeps nobody from forging.
#[derive(Default)]
struct Sum(u64);

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut words = bytes.chunks_exact(8);
        for word in &mut words {
            self.0 = (self.0.rotate_left(5) ^ u64::take(word)).wrapping_mul(MIX);
        }
        for byte in words.remainder() {
            self.0 = (self.0.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(MIX);
        }
    }
}

/// Writes a part.
pub(super) struct Out<'a> {
    out: &'a mut dyn Write,
    sum: Sum,
    buffer: Vec<u8>,
}

impl<'a> Out<'a> {
    /// Begins the part `name`, made from what has this hash.
    pub(super) fn begin(out: &'a mut dyn Write, name: &str, made_from: &[u8; 32]) -> io::Result<Out<'a>> {
        let mut to = Out {
            out,
            sum: Sum::default(),
            buffer: vec![],
        };
        to.write(head(name).as_bytes())?;
        to.write(made_from)?;
        Ok(to)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sum.add(bytes);
        self.out.write_all(bytes)
    }

    /// A column.
    pub(super) fn numbers<T: Number>(&mut self, numbers: &[T]) -> io::Result<()> {
        self.write(&(numbers.len() as u64).to_le_bytes())?;
        let mut buffer = std::mem::take(&mut self.buffer);
        for some in numbers.chunks(NUMBERS_AT_ONCE) {
            buffer.clear();
            some.iter().for_each(|number| number.put(&mut buffer));
            self.write(&buffer)?;
        }
        self.buffer = buffer;
        Ok(())
    }

    /// Writes the checksum.
    pub(super) fn finish(self) -> io::Result<()> {
        self.out.write_all(&self.sum.0.to_le_bytes())
    }
}

/// Reads a part.
pub(super) struct In<R> {
    input: R,
    sum: Sum,
    /// Bytes that are still there, so that a length from a damaged file asks
    /// for no more memory than the file has.
    left: u64,
}

impl<R: Read> In<R> {
    /// Opens the part `name` of so many bytes; none where it is another's, of
    /// another layout, or made from something else.
    pub(super) fn begin(input: R, bytes: u64, name: &str, made_from: &[u8; 32]) -> Option<In<R>> {
        let mut from = In {
            input,
            sum: Sum::default(),
            left: bytes,
        };
        let head = head(name);
        let seen = from.bytes(head.len()).ok()?;
        let hash = from.bytes(made_from.len()).ok()?;
        (seen == head.as_bytes() && hash == made_from).then_some(from)
    }

    fn bytes(&mut self, count: usize) -> io::Result<Vec<u8>> {
        if count as u64 > self.left {
            return Err(cut());
        }
        let mut bytes = vec![0; count];
        self.input.read_exact(&mut bytes)?;
        self.left -= count as u64;
        self.sum.add(&bytes);
        Ok(bytes)
    }

    /// A column.
    pub(super) fn numbers<T: Number>(&mut self) -> io::Result<Vec<T>> {
        let count = u64::take(&self.bytes(8)?);
        let fits = count.checked_mul(T::BYTES as u64).is_some_and(|b| b <= self.left);
        let count = usize::try_from(count).ok().filter(|_| fits).ok_or_else(cut)?;
        let mut numbers = Vec::with_capacity(count);
        let mut left = count;
        while left > 0 {
            let some = left.min(NUMBERS_AT_ONCE);
            let bytes = self.bytes(some * T::BYTES)?;
            numbers.extend(bytes.chunks_exact(T::BYTES).map(T::take));
            left -= some;
        }
        Ok(numbers)
    }

    /// Ends: true where nothing was damaged and nothing is left over.
    pub(super) fn finish(mut self) -> bool {
        let expected = self.sum.0;
        let mut seen = [0u8; 8];
        self.left == 8 && self.input.read_exact(&mut seen).is_ok() && u64::from_le_bytes(seen) == expected
    }
}

fn head(name: &str) -> String {
    format!("fyke serving {name} {FORMAT}\n")
}

fn cut() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "the file is cut")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(hash: u8) -> Vec<u8> {
        let mut file = Vec::new();
        let mut out = Out::begin(&mut file, "test", &[hash; 32]).unwrap();
        out.numbers(&[1u32, 70_000, u32::MAX]).unwrap();
        out.numbers::<i64>(&[]).unwrap();
        out.numbers(b"text").unwrap();
        out.finish().unwrap();
        file
    }

    fn read(file: &[u8], hash: u8) -> Option<(Vec<u32>, Vec<i64>, Vec<u8>)> {
        let mut part = In::begin(file, file.len() as u64, "test", &[hash; 32])?;
        let columns = (part.numbers().ok()?, part.numbers().ok()?, part.numbers().ok()?);
        part.finish().then_some(columns)
    }

    #[test]
    fn what_is_written_is_read_and_any_damage_is_noticed() {
        let file = written(7);
        let whole = Some((vec![1, 70_000, u32::MAX], vec![], b"text".to_vec()));
        assert_eq!(read(&file, 7), whole);
        assert_eq!(read(&file, 8), None, "made from something else");
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert_eq!(read(&changed, 7), None, "byte {at} was changed");
            assert_eq!(read(&file[..at], 7), None, "cut at {at}");
        }
    }
}
