//! A blob as a Parquet file that is read where it lies: only the bytes of the
//! columns and row groups that are wanted come over, a chunk at a time. (A reader
//! asks for every page and its head by itself: over a network each would be a
//! request, and reading ahead of a head would read most pages twice.)

use super::{Blob, Depot};
use bytes::Bytes;
use datafusion::parquet::errors::{ParquetError, Result};
use datafusion::parquet::file::reader::{ChunkReader, Length};
use std::io::{self, BufReader, Read};
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

/// Bytes fetched at a time where nobody says how many are wanted.
const READ_BYTES: usize = 1 << 16;

/// Bytes that come over together.
struct Chunk {
    range: Range<u64>,
    bytes: OnceLock<Bytes>,
}

/// A blob, read by ranges. Counts the bytes that it read.
#[derive(Clone)]
pub struct DepotFile {
    depot: Depot,
    blob: Blob,
    name: Arc<str>,
    read: Arc<AtomicU64>,
    chunks: Arc<OnceLock<Vec<Chunk>>>,
}

impl DepotFile {
    /// A blob to be read. Nothing is asked for yet.
    pub fn new(depot: &Depot, blob: Blob) -> DepotFile {
        DepotFile {
            depot: depot.clone(),
            blob,
            name: blob.name().into(),
            read: Arc::default(),
            chunks: Arc::default(),
        }
    }

    /// Says which bytes will be wanted; each range comes over once, when the first
    /// byte of it is. Said once, before the first of them is read.
    pub fn will_want(&self, ranges: Vec<Range<u64>>) {
        let chunk = |range| Chunk {
            range,
            bytes: OnceLock::new(),
        };
        let _ = self.chunks.set(ranges.into_iter().map(chunk).collect());
    }

    /// Bytes read so far, by this one and its clones.
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    fn range(&self, start: u64, length: usize) -> io::Result<Bytes> {
        let end = self.blob.bytes.min(start.saturating_add(length as u64));
        if start >= end {
            return Ok(Bytes::new());
        }
        let holds = |chunk: &&Chunk| chunk.range.contains(&start);
        let Some(chunk) = self.chunks.get().and_then(|chunks| chunks.iter().find(holds)) else {
            return self.fetch(start..end);
        };
        let bytes = match chunk.bytes.get() {
            Some(bytes) => bytes.clone(),
            None => {
                let bytes = self.fetch(chunk.range.clone())?;
                chunk.bytes.get_or_init(|| bytes).clone()
            }
        };
        // what a reader of no stated length asks beyond the chunk it will not want
        let from = usize::try_from(start - chunk.range.start).unwrap_or(usize::MAX);
        let to = from.saturating_add(length).min(bytes.len());
        Ok(bytes.slice(from.min(to)..to))
    }

    fn fetch(&self, range: Range<u64>) -> io::Result<Bytes> {
        let bytes = self
            .depot
            .get_range(&self.name, range)
            .map_err(io::Error::other)?;
        self.read.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

impl Length for DepotFile {
    fn len(&self) -> u64 {
        self.blob.bytes
    }
}

impl ChunkReader for DepotFile {
    type T = BufReader<From>;

    fn get_read(&self, start: u64) -> Result<BufReader<From>> {
        let from = From {
            file: self.clone(),
            at: start,
        };
        Ok(BufReader::with_capacity(READ_BYTES, from))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let bytes = self
            .range(start, length)
            .map_err(|e| ParquetError::External(Box::new(e)))?;
        match bytes.len() == length {
            true => Ok(bytes),
            false => Err(ParquetError::EOF(format!("{} ends early", self.name))),
        }
    }
}

/// The bytes from some place on.
pub struct From {
    file: DepotFile,
    at: u64,
}

impl Read for From {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.file.range(self.at, buffer.len())?;
        if let Some(front) = buffer.get_mut(..bytes.len()) {
            front.copy_from_slice(&bytes);
        }
        self.at += bytes.len() as u64;
        Ok(bytes.len())
    }
}
