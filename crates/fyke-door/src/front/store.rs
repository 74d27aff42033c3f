//! The store, as a worker sees it: begin, cells, commit.
//!
//! Cells pass through without being gathered: the frame's head is written when a cell
//! begins, its bytes as they come from the sealer, so nothing large lies in a
//! worker's memory.

use super::refusal::Refusal;
use crate::envelope::{Bucket, CELL};
use crate::wire::Frame;
use std::io::{self, Write};
use std::os::unix::net::UnixStream;

/// A line to the store.
pub struct Store(UnixStream);

impl Store {
    /// Over a connected line.
    pub const fn new(line: UnixStream) -> Store {
        Store(line)
    }

    /// Announces an envelope; from then on its bytes are written to the store itself.
    pub fn begin(&mut self, bucket: Bucket) -> Result<Cells<'_>, Refusal> {
        let bucket = bucket.exponent();
        self.ask(&Frame::Begin { bucket }, &Frame::Ready)?;
        Ok(Cells {
            line: &mut self.0,
            left: 0,
        })
    }

    /// Asks for what was written to be kept; it is on the disk once this is answered.
    pub fn commit(&mut self) -> Result<(), Refusal> {
        self.ask(&Frame::Commit, &Frame::Kept)
    }

    fn ask(&mut self, asked: &Frame, hoped: &Frame) -> Result<(), Refusal> {
        match asked.ask(&mut self.0)? {
            answer if answer == *hoped => Ok(()),
            Frame::Full => Err(Refusal::Full),
            _ => Err(Refusal::Store),
        }
    }
}

/// Kind and length of the frame of a cell.
const CELL_HEAD: [u8; 5] = {
    let [.., a, b, c, d] = CELL.to_be_bytes();
    [2, a, b, c, d]
};

/// Takes an envelope's bytes and frames them as cells.
pub struct Cells<'a> {
    line: &'a mut UnixStream,
    left: usize,
}

impl Write for Cells<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        if self.left == 0 {
            self.line.write_all(&CELL_HEAD)?;
            self.left = CELL as usize;
        }
        let n = bytes.len().min(self.left);
        self.line.write_all(&bytes[..n])?;
        self.left -= n;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.line.flush()
    }
}
