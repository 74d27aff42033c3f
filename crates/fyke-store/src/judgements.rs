//! What people said of two records: the same, different, or unsure.
//!
//! `record/judgements.jsonl` only grows. A line is acknowledged when it is on
//! disk; a line that a kill cut off was never acknowledged and is dropped by
//! the next one. Each line carries the hash of the line before, so that a line
//! taken out or changed later is noticed. To take a judgement back is another
//! line: what was said stays said.

use crate::case::Case;
use crate::error::{Fault, Result, StoreError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::PathBuf;

/// One line of the log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    /// Its number, from 1.
    pub n: u64,
    /// When, UTC.
    pub at: String,
    /// Who.
    pub by: String,
    /// What.
    #[serde(flatten)]
    pub said: Said,
    /// Why, in the person's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// SHA-256 of the line before, in hexadecimal; empty on the first.
    pub previous: String,
}

/// What a line says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "said")]
pub enum Said {
    /// The two are the same.
    Same {
        /// `dataset:id` of the one.
        left: String,
        /// `dataset:id` of the other.
        right: String,
    },
    /// The two are not the same.
    Different {
        /// `dataset:id` of the one.
        left: String,
        /// `dataset:id` of the other.
        right: String,
    },
    /// It cannot be told.
    Unsure {
        /// `dataset:id` of the one.
        left: String,
        /// `dataset:id` of the other.
        right: String,
    },
    /// Line `line` holds no longer.
    TakenBack {
        /// Its number.
        line: u64,
    },
}

impl Said {
    /// Its word and the two records, where it is about two.
    pub fn pair(&self) -> Option<(&'static str, &str, &str)> {
        match self {
            Said::Same { left, right } => Some(("same", left, right)),
            Said::Different { left, right } => Some(("different", left, right)),
            Said::Unsure { left, right } => Some(("unsure", left, right)),
            Said::TakenBack { .. } => None,
        }
    }
}

/// Where the log lies below a case.
const FILE: &str = "judgements.jsonl";

fn path(case: &Case) -> Result<PathBuf> {
    Ok(case.folder("record")?.join(FILE))
}

/// Every line, in order; none where nobody has judged yet.
///
/// # Errors
/// Where the log cannot be read, or was changed by other means.
pub fn read(case: &Case) -> Result<Vec<Line>> {
    Ok(parse(&bytes(case)?)?.0)
}

/// The judgements that hold: said and not taken back.
///
/// # Errors
/// As [`read`].
pub fn holding(case: &Case) -> Result<Vec<Line>> {
    let lines = read(case)?;
    let taken_back: BTreeSet<u64> = lines
        .iter()
        .filter_map(|line| match line.said {
            Said::TakenBack { line } => Some(line),
            _ => None,
        })
        .collect();
    Ok(lines
        .into_iter()
        .filter(|line| line.said.pair().is_some() && !taken_back.contains(&line.n))
        .collect())
}

/// Writes lines at the end; they are on disk when this returns.
///
/// # Errors
/// Where the disk refuses: none of them is in then.
pub fn append(case: &Case, by: &str, at: &str, note: &str, said: Vec<Said>) -> Result<Vec<Line>> {
    let path = path(case)?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|e| StoreError::file("make", folder, &e))?;
    }
    let (lines, whole_bytes) = parse(&bytes(case)?)?;
    let mut previous = lines.last().map(encode).transpose()?.map(|text| hash(&text));
    let (mut added, mut text) = (Vec::new(), String::new());
    for (n, said) in (lines.len() as u64 + 1..).zip(said) {
        let line = Line {
            n,
            at: at.to_owned(),
            by: by.to_owned(),
            said,
            note: note.to_owned(),
            previous: previous.take().unwrap_or_default(),
        };
        let encoded = encode(&line)?;
        previous = Some(hash(&encoded));
        text.push_str(&encoded);
        text.push('\n');
        added.push(line);
    }
    let write = || -> std::io::Result<()> {
        let mut file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)?;
        // what a kill cut off goes first
        file.set_len(whole_bytes)?;
        file.seek(SeekFrom::Start(whole_bytes))?;
        let done = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        if done.is_err() {
            // a full disk may have taken a part of it
            let _ = file.set_len(whole_bytes);
        }
        done
    };
    write().map_err(|e| StoreError::file("write", &path, &e))?;
    Ok(added)
}

/// Differs whenever another judgement was made or taken back.
pub(crate) fn fingerprint(case: &Case) -> Result<String> {
    let lines = read(case)?;
    Ok(match lines.last() {
        Some(line) => format!("{} {}", line.n, hash(&encode(line)?)),
        None => "none".to_owned(),
    })
}

fn bytes(case: &Case) -> Result<Vec<u8>> {
    let path = path(case)?;
    match fs::read(&path) {
        Ok(bytes) => Ok(bytes),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(vec![]),
        Err(e) => Err(StoreError::file("read", &path, &e)),
    }
}

/// The whole lines, and how many bytes they take.
fn parse(bytes: &[u8]) -> Result<(Vec<Line>, u64)> {
    let whole = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let text = bytes
        .get(..whole)
        .and_then(|b| std::str::from_utf8(b).ok())
        .ok_or_else(|| changed(1, "it is not text"))?;
    let mut lines: Vec<Line> = Vec::new();
    let mut previous = String::new();
    for (n, text) in (1u64..).zip(text.lines()) {
        let line: Line = serde_json::from_str(text).map_err(|e| changed(n, &e.to_string()))?;
        if line.n != n || line.previous != previous {
            return Err(changed(
                n,
                "it does not follow the line before: a line was changed or taken out",
            ));
        }
        previous = hash(text);
        lines.push(line);
    }
    Ok((lines, whole as u64))
}

fn changed(n: u64, why: &str) -> StoreError {
    StoreError::new(
        Fault::Data,
        format!("record/{FILE}, line {n}: {why}"),
        "put back the log from a copy of the case; only fyke writes it",
    )
}

fn encode(line: &Line) -> Result<String> {
    serde_json::to_string(line).map_err(|e| {
        StoreError::new(
            Fault::Bug,
            format!("a judgement cannot be written: {e}"),
            "please report it",
        )
    })
}

fn hash(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // writing into a String does not fail
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(left: &str, right: &str) -> Said {
        Said::Same {
            left: left.into(),
            right: right.into(),
        }
    }

    #[test]
    fn what_was_said_stays_said_and_can_be_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let case = Case::create(&folder.path().join("case"), "test", &["ru-2022"]).unwrap();
        let now = "2026-01-01T00:00:00Z";
        append(
            &case,
            "ann",
            now,
            "same imo",
            vec![same("a:1", "b:2"), same("a:3", "b:4")],
        )
        .unwrap();
        append(&case, "ben", now, "", vec![Said::TakenBack { line: 1 }]).unwrap();
        let holding = holding(&case).unwrap();
        assert_eq!(holding.len(), 1);
        assert_eq!(holding[0].said.pair(), Some(("same", "a:3", "b:4")));
        assert_eq!(read(&case).unwrap().len(), 3);
    }

    #[test]
    fn a_line_cut_off_by_a_kill_is_dropped_and_a_changed_one_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let case = Case::create(&folder.path().join("case"), "test", &["ru-2022"]).unwrap();
        append(&case, "ann", "t", "", vec![same("a:1", "b:2")]).unwrap();
        append(&case, "ann", "t", "", vec![same("a:3", "b:4")]).unwrap();
        let path = path(&case).unwrap();
        let mut text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{text}{{\"n\":3,\"at\"")).unwrap();
        assert_eq!(read(&case).unwrap().len(), 2);
        append(&case, "ann", "t", "", vec![same("a:5", "b:6")]).unwrap();
        assert_eq!(read(&case).unwrap().len(), 3);
        text = fs::read_to_string(&path).unwrap().replace("a:1", "a:9");
        fs::write(&path, text).unwrap();
        let error = read(&case).unwrap_err();
        assert!(error.broke().contains("line 2"), "{}", error.broke());
    }
}
