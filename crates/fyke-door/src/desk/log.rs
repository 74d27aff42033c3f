//! Who opened what: lines that are only ever added, each with the hash of the one
//! before, and no time finer than a day.
//!
//! `number day who what subject hash`, where the hash is SHA-256 of the line before
//! (for the first: zeros) and of this line without its hash. A room is named by a
//! random number, so that a line tells nothing once its room is erased. Cutting
//! lines off the end is seen only by who remembers the last hash: the desk shows it
//! after every sitting.

use super::disk;
use super::error::{DeskError, disk as on_disk, refused};
use crate::day::Day;
use sha2::{Digest, Sha256};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// On which day.
    pub day: Day,
    /// Who.
    pub who: String,
    /// What: `opened`, `yielded`, `erased`.
    pub what: String,
    /// On which thing.
    pub subject: String,
}

/// Adds a line, to the disk.
pub fn add(path: &Path, day: Day, who: &str, what: &str, subject: &str) -> Result<(), DeskError> {
    let (lines, last) = read(path)?;
    let one_word = |text: &str| text.replace(|c: char| c.is_whitespace() || c.is_control(), "_");
    let line = format!(
        "{} {} {} {} {}",
        lines.len() + 1,
        day.0,
        one_word(who),
        one_word(what),
        one_word(subject)
    );
    let hash = chained(&last, &line);
    let write = || -> std::io::Result<()> {
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        file.write_all(format!("{line} {hash}\n").as_bytes())?;
        file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(u64::from(day.0) * 86_400))?;
        file.sync_all()
    };
    write().map_err(on_disk(path))
}

/// Every line, verified, and the last hash.
pub fn read(path: &Path) -> Result<(Vec<Line>, String), DeskError> {
    let bytes = disk::get(path)?.unwrap_or_default();
    parsed(&String::from_utf8_lossy(&bytes))
}

/// The same, of the text of a log.
pub(crate) fn parsed(text: &str) -> Result<(Vec<Line>, String), DeskError> {
    let mut lines: Vec<Line> = Vec::new();
    let mut last = disk::hex(&[0; 32]);
    for (at, line) in text.lines().enumerate() {
        let broken = || {
            refused(
                format!(
                    "line {} of the desk's log does not follow from the one before",
                    at + 1
                ),
                "somebody altered it, or a disk failed: keep it, and compare it with a backup",
            )
        };
        let (body, hash) = line.rsplit_once(' ').ok_or_else(broken)?;
        if chained(&last, body) != hash {
            return Err(broken());
        }
        let parts: Vec<&str> = body.split(' ').collect();
        let [number, day, who, what, subject] = parts.as_slice() else {
            return Err(broken());
        };
        let number: u64 = number.parse().map_err(|_| broken())?;
        if number != at as u64 + 1 {
            return Err(broken());
        }
        lines.push(Line {
            number,
            day: Day(day.parse().map_err(|_| broken())?),
            who: (*who).to_owned(),
            what: (*what).to_owned(),
            subject: (*subject).to_owned(),
        });
        last = hash.to_owned();
    }
    Ok((lines, last))
}

pub(crate) fn chained(last: &str, line: &str) -> String {
    let mut hash = Sha256::new_with_prefix(b"fyke desk log v1");
    hash.update(last.as_bytes());
    hash.update([0]);
    hash.update(line.as_bytes());
    disk::hex(&hash.finalize())
}
