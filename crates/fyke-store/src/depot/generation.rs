//! A case in a depot: its files at one time, and who may add the next.
//!
//! A generation is a list of the case's files by their hashes. Its number is the
//! one after the generation that the case was taken from, and its object is
//! written by a put that fails where the number is taken: of two people who
//! change one case, the second is told and loses nothing.
//!
//! Left out is what belongs to a machine: `staging/`, the keys of people who sign
//! in by a browser, and what is kept to save work.

use super::{Blob, Depot};
use crate::case::Case;
use crate::commit::write_whole;
use crate::error::{Fault, Result, StoreError};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Folders of a case that stay on their machine.
const STAYS: [&str; 3] = ["staging", "people", "tables/kept"];

/// Which generation of which depot a case is: a file of the case's folder.
const TAKEN_FROM: &str = "generation.toml";

/// A case's files at one time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Generation {
    name: String,
    files: BTreeMap<String, Blob>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct TakenFrom {
    depot: String,
    number: u64,
}

/// What a push or a pull did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moved {
    /// The generation.
    pub number: u64,
    /// Its files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Files that changed with it: the others were there.
    pub files_moved: u64,
}

/// Puts a case into a depot as the generation after the one it was taken from.
///
/// # Errors
/// Where somebody else has put one there since, the case is open for reading alone,
/// or the depot does not answer. The generations that are there stay as they are.
pub fn push(case: &Case, depot: &Depot) -> Result<Moved> {
    if !case.may_write() {
        return Err(StoreError::request(
            "a case is pushed by whoever may write to it",
            "run the command when no other one is writing to the case",
        ));
    }
    let before = taken_from(case.root())?.filter(|from| from.depot == depot.url());
    let number = before.map_or(0, |from| from.number) + 1;
    let newest = newest(depot)?.unwrap_or(0);
    if newest >= number {
        return Err(moved_on(depot, newest, number - 1));
    }
    let known = match number {
        1 => BTreeMap::new(),
        _ => read(depot, number - 1)?.files,
    };
    let mut files = BTreeMap::new();
    let mut files_moved = 0;
    for path in files_of(case.root())? {
        let blob = depot.keep_file(&case.root().join(&path))?;
        files_moved += u64::from(known.get(&path) != Some(&blob));
        files.insert(path, blob);
    }
    let bytes = files.values().map(|blob| blob.bytes).sum();
    let generation = Generation {
        name: case.file().name.clone(),
        files,
    };
    let text = serde_json::to_string(&generation).map_err(|e| bug(&e))?;
    // an answer may be lost on the way: ours is ours, though the second try finds it there
    if !depot.put_new(&name_of(number), text)? && read(depot, number)? != generation {
        return Err(moved_on(depot, number, number - 1));
    }
    mark(case.root(), depot, number)?;
    Ok(Moved {
        number,
        files: generation.files.len() as u64,
        bytes,
        files_moved,
    })
}

/// Takes the newest generation of a case out of a depot into a folder that is not
/// there, is empty, or holds an earlier generation that was not changed since.
///
/// # Errors
/// Where there is none, the folder holds something else, or bytes are not what
/// their hash says.
pub fn pull(depot: &Depot, root: &Path) -> Result<Moved> {
    let number = newest(depot)?.ok_or_else(|| {
        StoreError::request(
            format!("{} holds no case", depot.url()),
            format!("put one there with: fyke push CASE {}", depot.url()),
        )
    })?;
    let generation = read(depot, number)?;
    for path in generation.files.keys() {
        plain(path)?;
    }
    let is_empty = !fs::read_dir(root).is_ok_and(|mut entries| entries.next().is_some());
    let before = match (is_empty, taken_from(root)?) {
        (true, _) => None,
        (false, Some(from)) if from.depot == depot.url() => Some(from.number),
        (false, _) => {
            return Err(StoreError::request(
                format!(
                    "{} is there already and was not taken from {}",
                    root.display(),
                    depot.url()
                ),
                "pull into a new folder",
            ));
        }
    };
    // whoever reads the folder while it is brought up to date would see half of each
    let _lock = match is_empty {
        true => None,
        false => Some(Case::open(root)?),
    };
    let mut files_moved = 0;
    if let Some(before) = before {
        let old = read(depot, before)?;
        unchanged(root, &old)?;
        for path in old
            .files
            .keys()
            .filter(|path| !generation.files.contains_key(*path))
        {
            remove(&root.join(path))?;
        }
    }
    let make = |path: &Path| fs::create_dir_all(path).map_err(|e| StoreError::file("make", path, &e));
    make(root)?;
    for (path, blob) in &generation.files {
        let target = root.join(path);
        let there = fs::metadata(&target).is_ok_and(|meta| meta.len() == blob.bytes);
        if there && Blob::of_file(&target)? == *blob {
            continue;
        }
        if let Some(folder) = target.parent() {
            make(folder)?;
        }
        let staged = root.join("fetched.new");
        depot.fetch(blob, &staged)?;
        if fs::symlink_metadata(&target).is_ok() {
            remove(&target)?;
        }
        fs::rename(&staged, &target).map_err(|e| StoreError::file("move", &staged, &e))?;
        if path.starts_with("evidence/") {
            let mut rights = fs::metadata(&target)
                .map_err(|e| StoreError::file("look at", &target, &e))?
                .permissions();
            rights.set_readonly(true);
            fs::set_permissions(&target, rights).map_err(|e| StoreError::file("protect", &target, &e))?;
        }
        files_moved += 1;
    }
    for folder in ["evidence", "files", "mappings", "tables", "staging"] {
        make(&root.join(folder))?;
    }
    mark(root, depot, number)?;
    Ok(Moved {
        number,
        files: generation.files.len() as u64,
        bytes: generation.files.values().map(|blob| blob.bytes).sum(),
        files_moved,
    })
}

fn unchanged(root: &Path, old: &Generation) -> Result<()> {
    let now: BTreeSet<String> = files_of(root)?.into_iter().collect();
    let mut other = now.iter().find(|path| !old.files.contains_key(*path)).cloned();
    if other.is_none() {
        for (path, blob) in &old.files {
            let target = root.join(path);
            if target.exists() && Blob::of_file(&target)? != *blob {
                other = Some(path.clone());
                break;
            }
        }
    }
    match other {
        None => Ok(()),
        Some(path) => Err(StoreError::request(
            format!("{} has changed since it was pulled: {path}", root.display()),
            "push it first, or pull into a new folder",
        )),
    }
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(StoreError::file("remove", path, &e)),
        _ => Ok(()),
    }
}

/// The number of the newest generation.
fn newest(depot: &Depot) -> Result<Option<u64>> {
    let names = depot.list("generations")?;
    Ok(names.iter().filter_map(|name| name.parse().ok()).max())
}

fn read(depot: &Depot, number: u64) -> Result<Generation> {
    let name = name_of(number);
    let missing = || {
        StoreError::new(
            Fault::Data,
            format!("{}/{name} is not there", depot.url()),
            "pull into a new folder",
        )
    };
    let bytes = depot.get(&name)?.ok_or_else(missing)?;
    serde_json::from_slice(&bytes).map_err(|e| {
        StoreError::new(
            Fault::Data,
            format!("{}/{name} is no list of files: {e}", depot.url()),
            "push the case again from where it is whole",
        )
    })
}

/// With zeros in front, so that names sort as numbers do.
fn name_of(number: u64) -> String {
    format!("generations/{number:012}")
}

fn moved_on(depot: &Depot, newest: u64, from: u64) -> StoreError {
    let taken = match from {
        0 => "yours was not taken from it".to_owned(),
        from => format!("yours was taken from generation {from}"),
    };
    StoreError::request(
        format!("{} holds generation {newest} of a case, and {taken}", depot.url()),
        "pull it into a new folder, add what is new there, and push that",
    )
}

/// Every file of a case that travels, as paths with `/` between, in order.
fn files_of(root: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let at = root.join(&folder);
        let entries = fs::read_dir(&at).map_err(|e| StoreError::file("read", &at, &e))?;
        for entry in entries {
            let entry = entry.map_err(|e| StoreError::file("read", &at, &e))?;
            let kind = entry.file_type().map_err(|e| StoreError::file("read", &at, &e))?;
            let path = folder.join(entry.file_name());
            let Some(text) = path.to_str().map(|text| text.replace('\\', "/")) else {
                continue;
            };
            if STAYS.contains(&text.as_str()) || text == TAKEN_FROM || text.ends_with(".new") {
                continue;
            }
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                found.push(text);
            } else {
                return Err(StoreError::new(
                    Fault::Data,
                    format!(
                        "{} is a link that leads out of the case",
                        at.join(&path).display()
                    ),
                    "replace it by what it points to; a case holds its own files",
                ));
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// A path of a generation comes from outside: it must lead nowhere but down.
fn plain(path: &str) -> Result<()> {
    let down = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let stays = STAYS.iter().any(|stays| path.starts_with(&format!("{stays}/")));
    match down && !path.is_empty() && !path.contains('\\') && !stays && path != TAKEN_FROM {
        true => Ok(()),
        false => Err(StoreError::new(
            Fault::Data,
            format!("a generation names the file {path}, which is none of a case"),
            "do not trust that depot; nothing was written",
        )),
    }
}

fn taken_from(root: &Path) -> Result<Option<TakenFrom>> {
    let path = root.join(TAKEN_FROM);
    match fs::read_to_string(&path) {
        Ok(text) => toml::from_str(&text).map(Some).map_err(|e| {
            StoreError::new(
                Fault::Data,
                format!("{} cannot be read: {}", path.display(), e.message()),
                "remove that file and pull into a new folder",
            )
        }),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(StoreError::file("read", &path, &e)),
    }
}

fn mark(root: &Path, depot: &Depot, number: u64) -> Result<()> {
    let from = TakenFrom {
        depot: depot.url().to_owned(),
        number,
    };
    let text = toml::to_string(&from).map_err(|e| bug(&e))?;
    write_whole(&root.join(TAKEN_FROM), text.as_bytes())
}

fn bug(error: &dyn std::fmt::Display) -> StoreError {
    StoreError::new(
        Fault::Bug,
        format!("a generation cannot be written: {error}"),
        "please report it",
    )
}
