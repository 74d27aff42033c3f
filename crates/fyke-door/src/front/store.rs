//! The store, as a worker sees it: begin, cells, commit.
//!
//! Cells pass through without being gathered: the frame's head is written when a cell
//! begins, its bytes as they come from the sealer, so nothing large lies in a
//! worker's memory.

use super::pages::Refusal;
use crate::envelope::{Bucket, CELL};
use crate::wire::{Frame, WireError};
use std::io::{self, Read, Write};

/// A line to the store.
pub struct Store<L> {
    line: L,
}

impl<L: Read + Write> Store<L> {
    /// Over a connected line.
    pub const fn new(line: L) -> Store<L> {
        Store { line }
    }

    /// Announces an envelope; from then on its bytes are written to the store itself.
    pub fn begin(&mut self, bucket: Bucket) -> Result<Cells<'_, L>, Refusal> {
        let begin = Frame::Begin {
            bucket: bucket.exponent(),
        };
        match begin.ask(&mut self.line).map_err(broken)? {
            Frame::Ready => Ok(Cells {
                line: &mut self.line,
                left: 0,
            }),
            Frame::Full => Err(Refusal::Full),
            _ => Err(Refusal::Store),
        }
    }

    /// Asks for what was written to be kept; it is on the disk once this is answered.
    pub fn commit(&mut self) -> Result<(), Refusal> {
        match Frame::Commit.ask(&mut self.line).map_err(broken)? {
            Frame::Kept => Ok(()),
            Frame::Full => Err(Refusal::Full),
            _ => Err(Refusal::Store),
        }
    }
}

// the line says nothing that a source could use
fn broken(_: WireError) -> Refusal {
    Refusal::Store
}

/// Kind and length of the frame of a cell.
const CELL_HEAD: [u8; 5] = {
    let [.., a, b, c, d] = CELL.to_be_bytes();
    [2, a, b, c, d]
};

/// Takes an envelope's bytes and frames them as cells.
pub struct Cells<'a, L> {
    line: &'a mut L,
    left: usize,
}

impl<L: Write> Write for Cells<'_, L> {
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
