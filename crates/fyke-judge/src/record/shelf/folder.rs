//! A record's folder on a disk.
//!
//! Everything in it is for its owner alone (0600, folders 0700): payloads name
//! people, and the machine's key lies beside them. A file is synced before its
//! name counts, a new folder before anything in it does.

use super::{Guard, Shelf, ShelfError, folder_of};
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// A folder on a disk.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

/// The file that writers lock. It holds a word while one is at work, so that
/// the next one learns that the one before was killed.
const LOCK: &str = "lock";

impl Folder {
    /// The folder at `root`; it is made with the first file.
    pub fn new(root: &Path) -> Folder {
        Folder { root: root.into() }
    }

    fn path(&self, path: &str) -> PathBuf {
        if path.is_empty() {
            self.root.clone()
        } else {
            self.root.join(path)
        }
    }

    /// Makes `folder` and those above it, each synced into the one above it.
    fn make(&self, folder: &Path) -> std::io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
        if let Some(above) = above {
            self.make(above)?;
        }
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match builder.create(folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            other => other?,
        }
        above.map_or(Ok(()), sync)
    }

    fn put(&self, path: &str, bytes: &[u8], new: bool) -> std::io::Result<()> {
        self.make(&self.path(folder_of(path)))?;
        let mut options = private();
        options.create_new(new).create(!new).truncate(!new);
        let mut file = options.open(self.path(path))?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn walk(&self, folder: &str, found: &mut Vec<String>) -> std::io::Result<()> {
        let entries = match fs::read_dir(self.path(folder)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            other => other?,
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() {
                name
            } else {
                format!("{folder}/{name}")
            };
            if entry.file_type()?.is_dir() {
                self.walk(&path, found)?;
            } else {
                found.push(path);
            }
        }
        Ok(())
    }
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A folder is a file whose content are names. Where it cannot be opened as one
/// (not a Unix), the system is trusted to keep names by itself.
fn sync(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

impl Shelf for Folder {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ShelfError> {
        match fs::read(self.path(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(ShelfError::new(path, error)),
        }
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, ShelfError> {
        let mut found = Vec::new();
        self.walk(folder, &mut found)
            .map_err(|error| ShelfError::new(folder, error))?;
        found.sort();
        Ok(found)
    }

    fn write_new(&self, path: &str, bytes: &[u8]) -> Result<(), ShelfError> {
        self.put(path, bytes, true)
            .map_err(|error| ShelfError::new(path, error))
    }

    fn replace(&self, path: &str, bytes: &[u8]) -> Result<(), ShelfError> {
        let fresh = format!("{path}.new");
        self.put(&fresh, bytes, false)
            .and_then(|()| fs::rename(self.path(&fresh), self.path(path)))
            .and_then(|()| sync(&self.path(folder_of(path))))
            .map_err(|error| ShelfError::new(path, error))
    }

    fn remove(&self, path: &str) -> Result<(), ShelfError> {
        match fs::remove_file(self.path(path)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(ShelfError::new(path, error)),
            _ => {
                // the folder of a tile's narrower versions goes with the last of them
                if folder_of(path).ends_with(".p") {
                    let _ = fs::remove_dir(self.path(folder_of(path)));
                }
                Ok(())
            }
        }
    }

    fn sync_folder(&self, folder: &str) -> Result<(), ShelfError> {
        match sync(&self.path(folder)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(ShelfError::new(folder, error)),
            _ => Ok(()),
        }
    }

    fn lock(&self) -> Result<Box<dyn Guard + '_>, ShelfError> {
        self.make(&self.root)
            .and_then(|()| {
                private()
                    .read(true)
                    .create(true)
                    .truncate(false)
                    .open(self.path(LOCK))
            })
            .and_then(|file| {
                file.lock()?;
                Ok(Box::new(Held(file)) as Box<dyn Guard>)
            })
            .map_err(|error| ShelfError::new(LOCK, error))
    }
}

/// The lock goes with the file: the system takes it back even from a process
/// that is killed.
struct Held(File);

impl Held {
    fn note(&mut self, word: &[u8]) -> std::io::Result<()> {
        self.0.set_len(0)?;
        self.0.rewind()?;
        self.0.write_all(word)
    }
}

impl Guard for Held {
    fn begin(&mut self) -> Result<bool, ShelfError> {
        let mut before = Vec::new();
        self.0
            .rewind()
            .and_then(|()| self.0.read_to_end(&mut before))
            .and_then(|_| self.note(b"writing\n"))
            .map_err(|error| ShelfError::new(LOCK, error))?;
        Ok(!before.is_empty())
    }

    fn done(&mut self) -> Result<(), ShelfError> {
        self.note(b"").map_err(|error| ShelfError::new(LOCK, error))
    }
}
