//! The folder of a record, seen as the few operations that a log needs, so that
//! a test can stop the world after any one of them.

mod folder;
mod memory;

pub use folder::Folder;
pub use memory::Memory;

use std::fmt;

/// A folder of files with names relative to it (`log/checkpoint`), `/` between.
///
/// What [`Shelf::write_new`] and [`Shelf::replace`] wrote has reached the disk
/// when they return; that the *name* has, is certain only after
/// [`Shelf::sync_folder`] of the folder that holds it ([`Shelf::replace`] does
/// that itself).
pub trait Shelf {
    /// The bytes of a file, or `None` where there is none.
    ///
    /// # Errors
    /// The disk.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ShelfError>;

    /// Every file below `folder` (`""` for all), by its whole name, sorted.
    ///
    /// # Errors
    /// The disk.
    fn list(&self, folder: &str) -> Result<Vec<String>, ShelfError>;

    /// Writes a file that must not be there yet, and syncs its bytes.
    ///
    /// # Errors
    /// It is there already; the disk.
    fn write_new(&self, path: &str, bytes: &[u8]) -> Result<(), ShelfError>;

    /// Writes a file as a whole: who reads it sees the old bytes or the new.
    ///
    /// # Errors
    /// The disk.
    fn replace(&self, path: &str, bytes: &[u8]) -> Result<(), ShelfError>;

    /// Removes a file; that it is not there is no error.
    ///
    /// # Errors
    /// The disk.
    fn remove(&self, path: &str) -> Result<(), ShelfError>;

    /// Makes certain that the names in `folder` have reached the disk.
    ///
    /// # Errors
    /// The disk.
    fn sync_folder(&self, folder: &str) -> Result<(), ShelfError>;

    /// Waits until no other program writes here, and keeps the others out until
    /// the guard is dropped.
    ///
    /// # Errors
    /// The disk.
    fn lock(&self) -> Result<Box<dyn Guard + '_>, ShelfError>;
}

/// Holds a [`Shelf`] against other writers.
pub trait Guard {
    /// Whether the writer before was stopped before it was done. From here on,
    /// this one counts as stopped until [`Guard::done`].
    ///
    /// # Errors
    /// The disk.
    fn begin(&mut self) -> Result<bool, ShelfError>;

    /// This writer is done.
    ///
    /// # Errors
    /// The disk.
    fn done(&mut self) -> Result<(), ShelfError>;
}

/// The disk did not do what was asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShelfError {
    /// Which file.
    pub path: String,
    /// What the system says.
    pub words: String,
}

impl fmt::Display for ShelfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "record/{}: {}; free space or give rights to the folder, then try again",
            self.path, self.words
        )
    }
}
impl std::error::Error for ShelfError {}

impl ShelfError {
    pub(crate) fn new(path: &str, words: impl fmt::Display) -> ShelfError {
        ShelfError {
            path: path.into(),
            words: words.to_string(),
        }
    }
}

/// The folder that holds a file: all before the last `/`.
pub(crate) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
