//! The case directory: making one, opening one, who may write to it.
//!
//! ```text
//! case/
//!   case.toml            name, format, settings a person may change
//!   evidence/<sha256>    every file taken in, byte for byte
//!   files/<sha256>.toml  what each file became; its presence commits it
//!   mappings/<sha256>.toml   which column was read as what; a person may correct it
//!   tables/<name>/*.parquet  the tables, readable by other programs
//!   record/              who decided what: a log that only grows, and its payloads
//!   people/              keys, locked, of those who come in by a browser; invitations
//!   known-answers.json   leads with known answers that are mixed into sessions
//!   staging/             work in progress; emptied on open
//! ```
//!
//! Links that lead out of the case are refused: what a case says must not hang
//! on files that the case does not hold.

use crate::commit;
use crate::error::{Fault, Result, StoreError};
use crate::record::TakeIn;
use fyke_model::dataset::FileHash;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// Number of the layout that this program writes. Raised when an older program
/// could misread a case.
pub const FORMAT: u32 = 1;

/// What `case.toml` says.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CaseFile {
    /// Layout of the directory.
    pub format: u32,
    /// What the case is called.
    pub name: String,
    /// Embargo regimes to trace, by id.
    pub regimes: Vec<String>,
    /// Goods profiles to trace, by id; empty = those of the regimes.
    #[serde(default)]
    pub profiles: Vec<String>,
    /// Share of trade that the data are thought to show, 0 to 1; absent =
    /// estimated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<f64>,
    /// Probability from which on two records count as one, 0 to 1; absent =
    /// even odds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_from: Option<f64>,
    /// Marked on every line and page that comes from this case.
    #[serde(default)]
    pub simulated: bool,
}

/// An open case. Whoever holds one with write access holds its lock.
#[derive(Debug)]
pub struct Case {
    root: PathBuf,
    file: CaseFile,
    lock: Option<File>,
}

impl Case {
    /// Makes a new case in a directory that does not exist or is empty.
    ///
    /// # Errors
    /// Where something is there already, or it cannot be written.
    pub fn create(root: &Path, name: &str, regimes: &[&str]) -> Result<Case> {
        if fs::read_dir(root).is_ok_and(|mut entries| entries.next().is_some()) || root.is_file() {
            return Err(StoreError::request(
                format!("{} is there already and not empty", root.display()),
                "choose another name, or add files to it with: fyke add CASE FILE",
            ));
        }
        for folder in ["evidence", "files", "mappings", "tables", "staging"] {
            let path = root.join(folder);
            fs::create_dir_all(&path).map_err(|e| StoreError::file("make", &path, &e))?;
        }
        let file = CaseFile {
            format: FORMAT,
            name: name.to_owned(),
            regimes: regimes.iter().map(|r| (*r).to_owned()).collect(),
            profiles: vec![],
            coverage: None,
            same_from: None,
            simulated: false,
        };
        write_case_file(root, &file)?;
        Case::open(root)
    }

    /// Opens a case for writing: takes its lock and finishes or undoes what an
    /// interrupted command left behind.
    ///
    /// # Errors
    /// Where it is no case, is of a newer format, or another program writes to it.
    pub fn open(root: &Path) -> Result<Case> {
        let file = read_case_file(root)?;
        let lock_path = root.join("staging").join("lock");
        if let Some(parent) = lock_path.parent() {
            fs::create_dir_all(parent).map_err(|e| StoreError::file("make", parent, &e))?;
        }
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
            .map_err(|e| StoreError::file("open", &lock_path, &e))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::request(
                    format!("another command is writing to {}", root.display()),
                    "wait until it is done and run this one again",
                ));
            }
            Err(TryLockError::Error(error)) => return Err(StoreError::file("lock", &lock_path, &error)),
        }
        let case = Case {
            root: root.to_owned(),
            file,
            lock: Some(lock),
        };
        commit::recover(&case)?;
        Ok(case)
    }

    /// Opens a case for reading. Nothing is changed and no lock is taken.
    ///
    /// # Errors
    /// Where it is no case or is of a newer format.
    pub fn open_read_only(root: &Path) -> Result<Case> {
        Ok(Case {
            root: root.to_owned(),
            file: read_case_file(root)?,
            lock: None,
        })
    }

    /// Was it opened for writing.
    pub fn may_write(&self) -> bool {
        self.lock.is_some()
    }

    /// The directory.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What `case.toml` says.
    pub fn file(&self) -> &CaseFile {
        &self.file
    }

    /// Changes `case.toml`.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn set_file(&mut self, file: CaseFile) -> Result<()> {
        write_case_file(&self.root, &file)?;
        self.file = file;
        Ok(())
    }

    /// Where the bytes of a file are kept.
    pub fn evidence_path(&self, hash: FileHash) -> PathBuf {
        self.root.join("evidence").join(hash.to_string())
    }

    /// Where a person finds and corrects how a file's columns were read.
    pub fn mapping_path(&self, hash: FileHash) -> PathBuf {
        self.root.join("mappings").join(format!("{hash}.toml"))
    }

    /// A folder below the case, refused where a link leads out of it.
    ///
    /// # Errors
    /// Where the folder is a link.
    pub fn folder(&self, name: &str) -> Result<PathBuf> {
        let path = self.root.join(name);
        if fs::symlink_metadata(&path).is_ok_and(|meta| meta.file_type().is_symlink()) {
            return Err(StoreError::new(
                Fault::Data,
                format!("{} is a link that leads out of the case", path.display()),
                "replace it by the folder it points to; a case holds its own files",
            ));
        }
        Ok(path)
    }

    /// What was taken in, in order of arrival.
    ///
    /// # Errors
    /// Where a record cannot be read.
    pub fn files(&self) -> Result<Vec<TakeIn>> {
        let folder = self.folder("files")?;
        let mut files = Vec::new();
        let entries = fs::read_dir(&folder).map_err(|e| StoreError::file("read", &folder, &e))?;
        for entry in entries {
            let path = entry.map_err(|e| StoreError::file("read", &folder, &e))?.path();
            if path.extension().is_some_and(|ext| ext == "toml") {
                files.push(read_record(&path)?);
            }
        }
        files.sort_by(|a, b| (&a.added_at, a.hash).cmp(&(&b.added_at, b.hash)));
        Ok(files)
    }

    /// The record of one file, if it was taken in.
    ///
    /// # Errors
    /// Where the record cannot be read.
    pub fn file_record(&self, hash: FileHash) -> Result<Option<TakeIn>> {
        let path = self.folder("files")?.join(format!("{hash}.toml"));
        if path.exists() {
            read_record(&path).map(Some)
        } else {
            Ok(None)
        }
    }
}

fn read_record(path: &Path) -> Result<TakeIn> {
    let text = fs::read_to_string(path).map_err(|e| StoreError::file("read", path, &e))?;
    toml::from_str(&text).map_err(|error| {
        StoreError::new(
            Fault::Data,
            format!("{} is not a take-in record: {}", path.display(), error.message()),
            "put back the record from a copy of the case, or delete it and add the file again",
        )
    })
}

fn read_case_file(root: &Path) -> Result<CaseFile> {
    let path = root.join("case.toml");
    let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => StoreError::request(
            format!("{} is not a case: it has no case.toml", root.display()),
            format!("make one with: fyke new {}", root.display()),
        ),
        _ => StoreError::file("read", &path, &error),
    })?;
    // the number first: a newer layout may have fields we do not know
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    let bad = |error: toml::de::Error| {
        StoreError::new(
            Fault::Data,
            format!("{} cannot be read: {}", path.display(), error.message()),
            "correct the line it names",
        )
    };
    let format: Format = toml::from_str(&text).map_err(bad)?;
    if format.format > FORMAT {
        return Err(StoreError::request(
            format!(
                "{} was made by a newer fyke (format {}, this program reads {FORMAT})",
                root.display(),
                format.format
            ),
            "install the newer program; nothing was changed",
        ));
    }
    toml::from_str(&text).map_err(bad)
}

fn write_case_file(root: &Path, file: &CaseFile) -> Result<()> {
    let text = toml::to_string(file).map_err(|error| {
        StoreError::new(
            Fault::Bug,
            format!("case.toml cannot be written: {error}"),
            "please report it",
        )
    })?;
    commit::write_whole(&root.join("case.toml"), text.as_bytes())
}
