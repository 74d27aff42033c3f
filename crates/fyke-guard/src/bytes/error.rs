//! The end of a file before its end: an error in two halves, what broke and
//! what to do. Trouble with one row is no error but a refusal.

use std::fmt;

/// A file that cannot be read on. Not for single rows: those become a
/// [`fyke_model::refused::Refused`] and reading goes on.
#[derive(Debug)]
pub struct GuardError {
    broke: String,
    repair: String,
    source: Option<std::io::Error>,
}

impl GuardError {
    /// What broke, and what to do about it; both in plain words, no full stop.
    pub fn new(broke: impl Into<String>, repair: impl Into<String>) -> Self {
        Self {
            broke: broke.into(),
            repair: repair.into(),
            source: None,
        }
    }

    /// What broke.
    pub fn broke(&self) -> &str {
        &self.broke
    }

    /// What to do about it.
    pub fn repair(&self) -> &str {
        &self.repair
    }
}

impl fmt::Display for GuardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.broke, self.repair)
    }
}

impl std::error::Error for GuardError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

impl From<std::io::Error> for GuardError {
    fn from(source: std::io::Error) -> Self {
        Self {
            broke: format!("the file could not be read: {source}"),
            repair: "check that it is still there and readable, then add it again".into(),
            source: Some(source),
        }
    }
}
