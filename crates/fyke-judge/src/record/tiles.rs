//! Hashes of a log read out of its tiles.

use super::bundle;
use super::checkpoint::Signed;
use super::edge::Edge;
use super::leaf::{Index, Leaf};
use super::path::{CHECKPOINT, Row, Tile, WIDTH, at_level};
use super::shelf::{Shelf, ShelfError};
use super::tree::{Hash, Nodes, subtree};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The tiles of a log of `size` entries.
pub(crate) struct Tiles<'a> {
    shelf: &'a dyn Shelf,
    size: u64,
    read: RefCell<BTreeMap<Tile, Vec<Hash>>>,
}

impl<'a> Tiles<'a> {
    pub(crate) fn new(shelf: &'a dyn Shelf, size: u64) -> Tiles<'a> {
        Tiles {
            shelf,
            size,
            read: RefCell::default(),
        }
    }

    fn tile(&self, tile: Tile) -> Result<Vec<Hash>, String> {
        if let Some(hashes) = self.read.borrow().get(&tile) {
            return Ok(hashes.clone());
        }
        let hashes = hashes(self.shelf, tile)
            .map_err(|error| error.to_string())?
            .ok_or_else(|| format!("{} is missing or of another length", tile.path()))?;
        self.read.borrow_mut().insert(tile, hashes.clone());
        Ok(hashes)
    }
}

impl Nodes for Tiles<'_> {
    fn node(&self, level: u8, n: u64) -> Result<Hash, String> {
        let outside = || format!("the log has no node {n} of level {level}");
        let first = n.checked_shl(u32::from(level % 8)).ok_or_else(outside)?;
        let hashes = at_level(self.size, level / 8);
        let n = first / WIDTH;
        let width = hashes.saturating_sub(n * WIDTH).min(WIDTH);
        let tile = Tile {
            row: Row::Hashes(level / 8),
            n,
            width,
        };
        let start = (first % WIDTH) as usize;
        let end = start + (1 << (level % 8));
        let tile = if width == 0 { Vec::new() } else { self.tile(tile)? };
        tile.get(start..end).map(subtree).ok_or_else(outside)
    }
}

/// The hashes of a tile; `None` where the file is missing or of another length.
pub(crate) fn hashes(shelf: &dyn Shelf, tile: Tile) -> Result<Option<Vec<Hash>>, ShelfError> {
    let Some(bytes) = shelf.read(&tile.path())? else {
        return Ok(None);
    };
    let (hashes, rest) = bytes.as_chunks::<32>();
    let fits = rest.is_empty() && hashes.len() as u64 == tile.width;
    Ok(fits.then(|| hashes.to_vec()))
}

/// A checkpoint and the end of the log that it signs for.
pub(crate) struct End {
    pub bytes: Vec<u8>,
    pub signed: Signed,
    pub edge: Edge,
}

/// Reads the end of a log, whoever signed it. While another program appends,
/// what the checkpoint named may be gone a moment later; then it is read again.
///
/// # Errors
/// In words, where checkpoint and tiles do not fit; `None` where there is no log.
pub(crate) fn end(shelf: &dyn Shelf) -> Result<Option<Result<End, String>>, ShelfError> {
    let Some(mut bytes) = shelf.read(CHECKPOINT)? else {
        return Ok(None);
    };
    loop {
        let end = end_at(shelf, &bytes)?;
        let now = shelf.read(CHECKPOINT)?.unwrap_or_default();
        if end.is_ok() || now == bytes {
            return Ok(Some(end));
        }
        bytes = now;
    }
}

fn end_at(shelf: &dyn Shelf, bytes: &[u8]) -> Result<Result<End, String>, ShelfError> {
    let Some(signed) = Signed::read(bytes) else {
        return Ok(Err("log/checkpoint is no checkpoint in its one form".into()));
    };
    let size = signed.says().size;
    let mut levels = Vec::new();
    for level in 0..8 {
        let hashes_here = at_level(size, level);
        let (n, width) = (hashes_here / WIDTH, hashes_here % WIDTH);
        let tile = Tile {
            row: Row::Hashes(level),
            n,
            width,
        };
        let read = if width == 0 {
            Some(Vec::new())
        } else {
            hashes(shelf, tile)?
        };
        match read {
            Some(read) => levels.push(read),
            None => return Ok(Err(format!("{} is missing or of another length", tile.path()))),
        }
    }
    let tile = Tile {
        row: Row::Entries,
        n: size / WIDTH,
        width: size % WIDTH,
    };
    let entries = if tile.width == 0 {
        Vec::new()
    } else {
        shelf.read(&tile.path())?.unwrap_or_default()
    };
    let Some(edge) = Edge::of(size, levels, entries) else {
        return Ok(Err(format!(
            "the entries in {} are not those of its tile",
            tile.path()
        )));
    };
    if edge.root() != signed.says().root {
        return Ok(Err(
            "the tiles at the end of the log are not those that the checkpoint signs for".into(),
        ));
    }
    let bytes = bytes.to_vec();
    Ok(Ok(End { bytes, signed, edge }))
}

/// One entry, read straight from its bundle; `None` where it cannot be.
pub(crate) fn leaf_at(shelf: &dyn Shelf, size: u64, index: Index) -> Result<Option<Leaf>, ShelfError> {
    if index >= size {
        return Ok(None);
    }
    let n = index / WIDTH;
    let width = (size - n * WIDTH).min(WIDTH);
    let row = Row::Entries;
    let bytes = shelf.read(&Tile { row, n, width }.path())?.unwrap_or_default();
    let entries = bundle::read(&bytes, width).unwrap_or_default();
    let entry = entries.get((index % WIDTH) as usize);
    Ok(entry.and_then(|entry| Leaf::read(entry).ok()))
}
