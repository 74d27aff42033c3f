//! A file in the case's own folder for what a comparison holds only while it runs.
//!
//! It lies in `staging/`, which is emptied whenever the case is opened, and goes with its
//! owner: after a kill nothing of it is left at the next command.

use fyke_store::Case;
use fyke_trawl::shelf::Shelf;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

/// A file that grows at its end and is read anywhere.
pub struct Spool {
    path: PathBuf,
    file: File,
    /// Where the file's cursor stands, if it is known to be at the end.
    at_end: bool,
}

impl Spool {
    /// An empty one; `name` must be free.
    ///
    /// # Errors
    /// Where the case cannot be written to.
    pub fn new(case: &Case, name: &str) -> io::Result<Spool> {
        let folder = case.folder("staging").map_err(io::Error::other)?;
        let path = folder.join(name);
        let file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .open(&path)?;
        Ok(Spool {
            path,
            file,
            at_end: true,
        })
    }
}

impl Shelf for Spool {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !self.at_end {
            self.file.seek(SeekFrom::End(0))?;
            self.at_end = true;
        }
        self.file.write_all(bytes)
    }

    fn get(&mut self, at: u64, into: &mut [u8]) -> io::Result<()> {
        self.at_end = false;
        self.file.seek(SeekFrom::Start(at))?;
        self.file.read_exact(into)
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        // what stays goes when the case is opened next
        let _ = std::fs::remove_file(&self.path);
    }
}
