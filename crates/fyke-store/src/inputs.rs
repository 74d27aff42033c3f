//! What a derived table was computed from, as a text: when it differs, the
//! table is out of date.

use crate::case::Case;
use crate::error::{Result, StoreError};

/// A text that differs whenever the same step could give something else: other
/// files, other readings of them, other settings, another program.
pub(crate) fn fingerprint(case: &Case) -> Result<String> {
    let mut text = format!("fyke {}\n{:?}\n", env!("CARGO_PKG_VERSION"), case.file());
    for file in case.files()? {
        text.push_str(&format!("{} {}\n", file.hash, file.parts.join(" ")));
    }
    Ok(text)
}

/// The text that was kept beside a table when it was computed, if it ever was.
pub(crate) fn kept(case: &Case, below_tables: &str) -> Result<Option<String>> {
    let path = case.folder("tables")?.join(below_tables);
    match std::fs::read_to_string(&path) {
        Ok(seen) => Ok(Some(seen)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(StoreError::file("read", &path, &e)),
    }
}
