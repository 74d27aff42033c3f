//! The slab: the door's only disk, one file of noise (`docs/door/slab.md`).
//!
//! The file is made once, of random bytes, and never grows or shrinks. Its first
//! four cells belong to four *generations*; each generation owns a quarter of the
//! other cells as a ring and has a key that lies in its head cell, sealed to the
//! desk, and otherwise only in the store's memory. A cell in use and a cell that
//! never was are both noise, so the file says nothing about how much is in it.
//!
//! # What belongs here
//!
//! The file, the rings, the cells, what the desk signs to free them
//! ([`free`]), and the desk's walk over raw cells ([`walk`]). Processes, sockets
//! and threads are the work of `store` and `pull`.

pub mod cell;
#[cfg(feature = "desk")]
pub mod desk;
pub mod disk;
pub mod free;
pub mod head;
pub mod keep;
mod ring;
pub mod shuffle;
mod store;
#[cfg(feature = "desk")]
pub mod walk;

pub use ring::Pace;
pub use store::{Full, Held, Slab, SlabError, Survey, Ticket};

/// Bytes of a cell on the disk.
pub const CELL: usize = 65_536;

/// Bytes of an envelope that one cell carries: what is left of a cell after the
/// tag of 16 bytes and the inner header of 240.
pub const PAYLOAD: usize = 65_280;

/// Generations of a slab: a door may lose its key three times before the desk
/// comes, and still take what is brought.
pub const GENERATIONS: usize = 4;

/// The largest bucket: 2^10 cells.
pub const BUCKET_MAX: u8 = 10;

/// How a slab of so many cells is divided.
///
/// ```
/// use fyke_door::slab::Geometry;
/// let slab = Geometry::of(1 << 30).expect("a gibibyte is enough");
/// assert_eq!(slab.ring, 4095);
/// assert_eq!(slab.cell(3, 4094), 16_383);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Geometry {
    /// Cells of each generation's ring.
    pub ring: u32,
}

/// The file is too small or too large to be a slab.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a slab holds 64 to 2^32 cells of 64 KiB; give a size from 4m to 200t")]
pub struct NoSlab;

impl Geometry {
    /// Of a file of so many bytes; what is over at the end is not used.
    pub fn of(bytes: u64) -> Result<Geometry, NoSlab> {
        let cells = u32::try_from(bytes / CELL as u64).map_err(|_| NoSlab)?;
        let ring = cells / GENERATIONS as u32;
        if cells < 64 {
            return Err(NoSlab);
        }
        Ok(Geometry { ring: ring - 1 })
    }

    /// All cells in use, heads and rings.
    pub const fn cells(self) -> u32 {
        GENERATIONS as u32 * (self.ring + 1)
    }

    /// The place in the file, in cells, of a ring's place.
    pub const fn cell(self, generation: u8, place: u32) -> u32 {
        GENERATIONS as u32 + generation as u32 * self.ring + place
    }
}
