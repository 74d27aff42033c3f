//! Files that save work and say nothing new: made from the tables, made again
//! without a word where they are missing, old or damaged.
//!
//! They lie below `tables/kept/` and come in by a commit like every table, so a
//! kill leaves the old one or the new one. What is in them is known to who
//! keeps them; see `docs/tables.md`.

use crate::case::Case;
use crate::commit::{self, Plan};
use crate::error::{Result, StoreError};
use std::fs::File;
use std::io::{BufWriter, Write};

/// A kept file to read and its length; none where there is none.
///
/// # Errors
/// Where it is there and cannot be opened.
pub fn open(case: &Case, name: &str) -> Result<Option<(File, u64)>> {
    let path = case.folder("tables")?.join(target(name));
    match File::open(&path) {
        Ok(file) => {
            let meta = file.metadata().map_err(|e| StoreError::file("read", &path, &e))?;
            Ok(meta.is_file().then_some((file, meta.len())))
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(StoreError::file("read", &path, &e)),
    }
}

/// Replaces a kept file in one step by what `write` writes.
///
/// # Errors
/// Where the disk refuses; the old file stands then.
pub fn replace(
    case: &Case,
    name: &str,
    write: &mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>,
) -> Result<()> {
    let staged = format!("{}.kept", plain(name));
    let path = case.folder("staging")?.join(&staged);
    let file = File::create(&path).map_err(|e| StoreError::file("make", &path, &e))?;
    let mut out = BufWriter::with_capacity(1 << 20, file);
    write(&mut out)
        .and_then(|()| out.flush())
        .map_err(|e| StoreError::file("write", &path, &e))?;
    let plan = Plan {
        bring: vec![(staged, target(name))],
        remove: vec![],
        record: None,
    };
    commit::commit(case, &format!("kept-{}", plain(name)), &plan)
}

fn target(name: &str) -> String {
    format!("kept/{}", plain(name))
}

/// Names come from data (a regime's id); a path must not.
fn plain(name: &str) -> String {
    let keep = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    name.chars().map(keep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn a_kept_file_is_the_old_one_or_the_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let case = Case::create(&folder.path().join("case"), "test", &["ru-2022"]).unwrap();
        assert!(open(&case, "index ../x").unwrap().is_none());
        for text in ["old", "newer"] {
            replace(&case, "index ../x", &mut |out| out.write_all(text.as_bytes())).unwrap();
            let (mut file, bytes) = open(&case, "index ../x").unwrap().unwrap();
            let mut read = String::new();
            file.read_to_string(&mut read).unwrap();
            assert_eq!((read.as_str(), bytes), (text, text.len() as u64));
        }
        let fails = replace(&case, "index ../x", &mut |_| Err(std::io::Error::other("full")));
        assert!(fails.is_err());
        assert_eq!(open(&case, "index ../x").unwrap().unwrap().1, 5);
    }
}
