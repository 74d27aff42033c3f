//! Files under the paths that were named, folder by folder in the order of
//! names, so that a reading that goes on meets the same files in the same order.

use crate::screen::{Failure, Outcome};
use std::path::{Path, PathBuf};

/// Folders within folders at most.
const DEPTH_MAX: usize = 64;

/// What lies under the paths.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// Files, each once.
    pub files: Vec<PathBuf>,
    /// Links and hidden files, which were passed over.
    pub passed_over: u64,
}

/// Finds every file under the paths. A file that is named is taken whatever it
/// is called; in folders, names that begin with a dot are passed over, and links
/// lead nowhere.
pub fn find(paths: &[PathBuf]) -> Outcome<Found> {
    let mut found = Found::default();
    for path in paths {
        let meta = std::fs::metadata(path).map_err(|e| {
            Failure::new(
                format!("cannot read {}: {e}", path.display()),
                "name a file or a folder of texts",
            )
        })?;
        if meta.is_dir() {
            walk(path, 0, &mut found)?;
        } else {
            found.files.push(path.clone());
        }
    }
    Ok(found)
}

fn walk(folder: &Path, depth: usize, found: &mut Found) -> Outcome {
    if depth > DEPTH_MAX {
        return Err(Failure::new(
            format!("{} lies more than {DEPTH_MAX} folders deep", folder.display()),
            "name the folder itself",
        ));
    }
    let mut entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let kind = entry.file_type()?;
        if kind.is_symlink() || entry.file_name().to_string_lossy().starts_with('.') {
            found.passed_over += 1;
        } else if kind.is_dir() {
            walk(&entry.path(), depth + 1, found)?;
        } else if kind.is_file() {
            found.files.push(entry.path());
        }
    }
    Ok(())
}
