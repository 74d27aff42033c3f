//! What people said of two records: the same, different, or unsure; and of a fact
//! that was read in a text: that it may be used, or may not.
//!
//! `record/judgements.jsonl` only grows. A line is acknowledged when it is on
//! disk; a line that a kill cut off was never acknowledged and is dropped by
//! the next one (of several lines said at once, the whole ones may be in).
//! To take a judgement back is another line: what was said stays said.
//!
//! Each line carries the hash of the line before, so a line changed or taken
//! out from among others is noticed by every reader. Lines cut off at the end
//! are noticed as far as the last run of resolving saw them, for it writes down
//! the number and the hash of the last line. Not noticed: a change to what came
//! after that run and stood last, and the work of someone who writes all hashes
//! anew, here and there; nothing is signed.

use crate::case::Case;
use crate::error::{Fault, Result, StoreError};
use fyke_model::text::DocumentId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::PathBuf;

/// Who said something elsewhere, and when, as a file tells it; empty where it
/// does not tell.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Told {
    /// Who.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When, as the file writes it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
}

/// One line of the log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    /// Its number, from 1.
    pub n: u64,
    /// When it came in, UTC.
    pub at: String,
    /// Who said it, or who took it in from a file.
    pub by: String,
    /// Who said it, where it came from a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_by: Option<Told>,
    /// What.
    #[serde(flatten)]
    pub said: Said,
    /// Why, in the person's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// SHA-256 of the line before, in hexadecimal; empty on the first.
    pub previous: String,
}

impl Line {
    /// Who said it, not who took it in; empty where a file does not tell.
    pub fn who(&self) -> &str {
        self.told_by.as_ref().map_or(&self.by, |told| &told.by)
    }

    /// When it was said, not when it was taken in; empty where a file does not tell.
    pub fn when(&self) -> &str {
        self.told_by.as_ref().map_or(&self.at, |told| &told.at)
    }
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
    /// A fact that was read in a text may be used as its sentence says it.
    FactAccepted {
        /// The fact, by what was read and where.
        fact: String,
        /// The document that it stands in.
        document: DocumentId,
    },
    /// It may not; what was accepted before is withdrawn.
    FactRejected {
        /// The fact.
        fact: String,
        /// The document.
        document: DocumentId,
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
            _ => None,
        }
    }

    /// Its word, the fact and the document, where it is about a fact.
    pub fn fact(&self) -> Option<(&'static str, &str, &DocumentId)> {
        match self {
            Said::FactAccepted { fact, document } => Some(("accepted", fact, document)),
            Said::FactRejected { fact, document } => Some(("rejected", fact, document)),
            _ => None,
        }
    }

    /// What it is about: of two lines about the same the later one holds.
    fn about(&self) -> Option<(&str, &str)> {
        self.ends().or_else(|| self.fact().map(|(_, fact, _)| (fact, "")))
    }

    /// The two records, whichever way round they were named.
    pub fn ends(&self) -> Option<(&str, &str)> {
        let (_, left, right) = self.pair()?;
        Some((left.min(right), left.max(right)))
    }
}

/// What became of a judgement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It binds.
    Binds,
    /// A later line about the same two, or the same fact, holds instead.
    Overruled {
        /// Its number.
        by_line: u64,
    },
    /// It was taken back.
    TakenBack {
        /// The line that takes it back.
        by_line: u64,
    },
}

/// What became of each judgement, by its number: the last word on two records or a fact
/// binds, among those that nobody took back.
pub fn fates(lines: &[Line]) -> BTreeMap<u64, Fate> {
    let mut fates = BTreeMap::new();
    for line in lines {
        if let Said::TakenBack { line: of } = line.said {
            fates.entry(of).or_insert(Fate::TakenBack { by_line: line.n });
        }
    }
    let mut last: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for line in lines.iter().rev() {
        let Some(about) = line.said.about() else {
            // an entry about a line that takes back is no judgement's fate
            fates.remove(&line.n);
            continue;
        };
        if fates.contains_key(&line.n) {
            continue;
        }
        let fate = match last.get(&about) {
            Some(&by_line) => Fate::Overruled { by_line },
            None => Fate::Binds,
        };
        last.entry(about).or_insert(line.n);
        fates.insert(line.n, fate);
    }
    fates
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
    Ok(whole(case)?.lines)
}

/// The judgements that bind: the last of each pair or fact that nobody took back, in
/// the order they were said.
///
/// # Errors
/// As [`read`].
pub fn holding(case: &Case) -> Result<Vec<Line>> {
    let lines = read(case)?;
    let fates = fates(&lines);
    Ok(lines
        .into_iter()
        .filter(|line| fates.get(&line.n) == Some(&Fate::Binds))
        .collect())
}

/// Writes lines at the end; they are on disk when this returns.
///
/// # Errors
/// Where the disk refuses: none of them is in then.
pub fn append(
    case: &Case,
    by: &str,
    at: &str,
    note: &str,
    said: Vec<(Said, Option<Told>)>,
) -> Result<Vec<Line>> {
    let log = whole(case)?;
    if said.is_empty() {
        return Ok(vec![]);
    }
    let path = path(case)?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|e| StoreError::file("make", folder, &e))?;
    }
    let mut previous = log.hashes.last().cloned();
    let (mut added, mut text) = (Vec::new(), String::new());
    for (n, (said, told_by)) in (log.lines.len() as u64 + 1..).zip(said) {
        let line = Line {
            n,
            at: at.to_owned(),
            by: by.to_owned(),
            told_by,
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
        file.set_len(log.bytes)?;
        file.seek(SeekFrom::Start(log.bytes))?;
        let done = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        if done.is_err() {
            // a full disk may have taken a part of it
            let _ = file.set_len(log.bytes);
        }
        done
    };
    write().map_err(|e| StoreError::file("write", &path, &e))?;
    Ok(added)
}

/// Differs whenever another judgement was made or taken back: the number and
/// the hash of the last line. [`seen_is_here`] reads it again.
pub(crate) fn fingerprint(case: &Case) -> Result<String> {
    let log = whole(case)?;
    Ok(match log.hashes.last() {
        Some(hash) => format!("{} {hash}", log.lines.len()),
        None => "none".to_owned(),
    })
}

/// Checks the log for `verify`: its chain, its end as the last run saw it, and
/// that each line taken back was a judgement before. Gives how many lines hold.
pub(crate) fn check(case: &Case) -> Result<u64> {
    let lines = read(case)?;
    for line in &lines {
        let Said::TakenBack { line: of } = line.said else {
            continue;
        };
        // lines are numbered from 1 without a gap
        let named = usize::try_from(of)
            .ok()
            .and_then(|of| lines.get(of.checked_sub(1)?));
        if !named.is_some_and(|named| of < line.n && named.said.about().is_some()) {
            return Err(changed(
                line.n,
                &format!("it takes back line {of}, and no judgement stands there before it"),
            ));
        }
    }
    Ok(lines.len() as u64)
}

/// A log that is whole.
struct Log {
    lines: Vec<Line>,
    /// Of each line.
    hashes: Vec<String>,
    /// What the lines take; a line cut off by a kill may follow.
    bytes: u64,
}

fn whole(case: &Case) -> Result<Log> {
    // in this order: a run may end between the two, and never sees more than there is
    let seen = crate::resolved::judgements_seen(case)?;
    let log = parse(&bytes(case)?)?;
    if let Some(seen) = seen {
        seen_is_here(&seen, &log)?;
    }
    Ok(log)
}

/// The last line that the last run of resolving saw must be there still.
fn seen_is_here(seen: &str, log: &Log) -> Result<()> {
    let Some((n, hash)) = seen.split_once(' ') else {
        return Ok(());
    };
    let line: usize = n.parse().unwrap_or(0);
    let why = match line.checked_sub(1).and_then(|at| log.hashes.get(at)) {
        Some(here) if here == hash => return Ok(()),
        Some(_) => "it is not the line that the last run of resolving saw: a line was changed".to_owned(),
        None => format!(
            "the last run of resolving saw it, and the log ends at line {}: lines were cut off",
            log.lines.len()
        ),
    };
    Err(changed(line as u64, &why))
}

fn bytes(case: &Case) -> Result<Vec<u8>> {
    let path = path(case)?;
    match fs::read(&path) {
        Ok(bytes) => Ok(bytes),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(vec![]),
        Err(e) => Err(StoreError::file("read", &path, &e)),
    }
}

/// The whole lines.
fn parse(bytes: &[u8]) -> Result<Log> {
    let whole = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let text = bytes
        .get(..whole)
        .and_then(|b| std::str::from_utf8(b).ok())
        .ok_or_else(|| changed(1, "it is not text"))?;
    let mut log = Log {
        lines: Vec::new(),
        hashes: Vec::new(),
        bytes: whole as u64,
    };
    for (n, text) in (1u64..).zip(text.lines()) {
        let line: Line = serde_json::from_str(text).map_err(|e| changed(n, &e.to_string()))?;
        let previous = log.hashes.last().map_or("", String::as_str);
        if line.n != n || line.previous != previous {
            return Err(changed(
                n,
                "it does not follow the line before: a line was changed or taken out",
            ));
        }
        log.hashes.push(hash(text));
        log.lines.push(line);
    }
    Ok(log)
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
mod tests;
