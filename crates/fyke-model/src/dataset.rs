//! Where a figure came from: dataset, file, row, and how it may be handled.
//!
//! A *dataset* is an origin of data (a customs feed, a watch list); a human
//! who tells us something is a *source* and never appears here.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The SHA-256 of a file's bytes: the name under which a case keeps it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileHash(pub [u8; 32]);

/// Text that is not 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("'{0}' is not a file hash; it takes the 64 hexadecimal digits of a SHA-256")]
pub struct BadHash(String);

impl FileHash {
    /// The first twelve digits, enough for people to tell files apart.
    pub fn short(&self) -> String {
        self.to_string().chars().take(12).collect()
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
impl fmt::Debug for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short())
    }
}

impl FromStr for FileHash {
    type Err = BadHash;
    fn from_str(text: &str) -> Result<FileHash, BadHash> {
        let bad = || BadHash(text.chars().take(80).collect());
        let mut bytes = [0u8; 32];
        if text.len() != 64 {
            return Err(bad());
        }
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digit = |b: u8| (b as char).to_digit(16);
            match pair {
                [high, low] => match (digit(*high), digit(*low)) {
                    (Some(high), Some(low)) => *byte = (high * 16 + low) as u8,
                    _ => return Err(bad()),
                },
                _ => return Err(bad()),
            }
        }
        Ok(FileHash(bytes))
    }
}
impl TryFrom<String> for FileHash {
    type Error = BadHash;
    fn try_from(text: String) -> Result<FileHash, BadHash> {
        text.parse()
    }
}
impl From<FileHash> for String {
    fn from(hash: FileHash) -> String {
        hash.to_string()
    }
}

/// One row of one file: enough to find the bytes that made a figure.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct RowRef {
    /// Id of the dataset, as in `case.toml`.
    pub dataset: String,
    /// The file the row stands in.
    pub file: FileHash,
    /// Its record number, counted from 1 as a spreadsheet shows it: where the
    /// file has a header, the header is row 1.
    pub row: u64,
}

impl fmt::Display for RowRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.dataset, self.file.short(), self.row)
    }
}

/// How data may be passed on, from the freest to the strictest. What is
/// derived from several rows carries the strictest label among them.
///
/// ```
/// use fyke_model::dataset::Handling;
/// assert_eq!(Handling::Open.max(Handling::Licensed), Handling::Licensed);
/// assert!(Handling::SourceCompartment > Handling::Restricted);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    /// Anyone may have it.
    #[default]
    Open,
    /// Under a licence that limits who may have it.
    Licensed,
    /// For the people on this case.
    Restricted,
    /// Told by a source; never leaves in a dossier.
    SourceCompartment,
}

/// How the ids of datasets begin that hold what sources told.
const COMPARTMENT: &str = "compartment-";

impl Handling {
    /// The least strict label that rows of a dataset may have, by its id: what a
    /// source told is never open because somebody forgot to say so.
    ///
    /// ```
    /// use fyke_model::dataset::Handling;
    /// assert_eq!(Handling::least("compartment-0007"), Handling::SourceCompartment);
    /// assert_eq!(Handling::least("customs"), Handling::Open);
    /// ```
    pub fn least(dataset: &str) -> Handling {
        match dataset.starts_with(COMPARTMENT) {
            true => Handling::SourceCompartment,
            false => Handling::Open,
        }
    }

    /// The label as it is written in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Handling::Open => "open",
            Handling::Licensed => "licensed",
            Handling::Restricted => "restricted",
            Handling::SourceCompartment => "source_compartment",
        }
    }
}

impl FromStr for Handling {
    type Err = BadHandling;
    fn from_str(text: &str) -> Result<Handling, BadHandling> {
        [
            Handling::Open,
            Handling::Licensed,
            Handling::Restricted,
            Handling::SourceCompartment,
        ]
        .into_iter()
        .find(|label| label.as_str() == text)
        .ok_or_else(|| BadHandling(text.chars().take(40).collect()))
    }
}

/// Text that is not a handling label.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("'{0}' is not a handling label; use open, licensed, restricted or source_compartment")]
pub struct BadHandling(String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_survives_printing() {
        let hash = FileHash([0xa5; 32]);
        assert_eq!(hash.to_string().parse::<FileHash>().unwrap(), hash);
        assert!("a5".parse::<FileHash>().is_err());
        assert!("é".repeat(32).parse::<FileHash>().is_err());
    }
}
