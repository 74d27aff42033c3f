//! The folder `people`: made for its owner, written whole or not at all.

use super::Book;
use crate::screen::{Failure, Outcome};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Bytes of `people.json` at most: it holds keys and names, no evidence.
const BOOK_MAX: u64 = 16 << 20;

/// Makes the folder, for its owner alone.
pub(super) fn make(folder: &Path) -> Outcome {
    if fs::symlink_metadata(folder).is_ok_and(|meta| meta.file_type().is_symlink()) {
        return Err(Failure::new(
            format!("{} is a link that leads out of the case", folder.display()),
            "replace it by a folder; keys lie in the case or nowhere",
        ));
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(folder)?)
}

/// Keeps other programs out until it goes.
pub(super) fn lock(folder: &Path) -> Outcome<File> {
    make(folder)?;
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join("lock"))?;
    lock.lock()?;
    Ok(lock)
}

/// What is kept; nothing where nothing was kept yet.
pub(super) fn read(folder: &Path) -> Outcome<Book> {
    let path = folder.join("people.json");
    let broken = |words: &str| {
        Failure::new(
            format!("{} cannot be read: {words}", path.display()),
            "take it from a copy of the case, or remove it: invitations and passkeys are made anew then",
        )
    };
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Book::default()),
        Err(error) => return Err(broken(&error.to_string())),
    };
    if file.metadata()?.len() > BOOK_MAX {
        return Err(broken("it is longer than this program writes it"));
    }
    serde_json::from_reader(std::io::BufReader::new(file)).map_err(|error| broken(&error.to_string()))
}

/// Writes what is kept.
pub(super) fn write(folder: &Path, book: &Book) -> Outcome {
    // made for its owner alone: that is how temporary files are made
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&serde_json::to_vec_pretty(book)?)?;
    file.as_file().sync_all()?;
    file.persist(folder.join("people.json"))
        .map_err(|error| error.error)?;
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
}
