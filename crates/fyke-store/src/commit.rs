//! How a file gets wholly in or stays wholly out, whatever happens on the way.
//!
//! 1. Parts are written under `staging/` and fsynced.
//! 2. A plan (the take-in record, which parts move where, which old parts go)
//!    is written to `staging/<hash>.plan.toml` by write, fsync, rename, fsync.
//!    **This rename is the commit.**
//! 3. The plan is carried out: old parts removed, new parts renamed into
//!    `tables/`, the record into `files/`, then the plan deleted.
//!
//! A kill before 2 leaves garbage in `staging/`, removed on the next open. A
//! kill after 2 leaves a plan, carried out on the next open: every step of 3
//! may be done twice without harm. So an acknowledged file survives kill -9,
//! and one that was not acknowledged leaves no row behind.

use crate::case::Case;
use crate::error::{Fault, Result, StoreError};
use crate::record::TakeIn;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What is to be done to the tables in one step.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Plan {
    /// Parts to bring in: name below `staging/`, path below `tables/`.
    pub bring: Vec<(String, String)>,
    /// Parts to remove, as paths below `tables/`.
    pub remove: Vec<String>,
    /// The record to put into `files/`, for a file that was taken in.
    pub record: Option<TakeIn>,
}

/// Writes a file so that it is there whole or not at all, also after a power cut.
///
/// # Errors
/// Where the disk refuses.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = path.with_file_name(name);
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&new)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&new, path)
    };
    write().map_err(|e| StoreError::file("write", path, &e))?;
    sync_folder_of(path)
}

/// Makes the names in a file's folder survive a power cut.
fn sync_folder_of(path: &Path) -> Result<()> {
    let Some(folder) = path.parent() else {
        return Ok(());
    };
    File::open(folder)
        .and_then(|f| f.sync_all())
        .map_err(|e| StoreError::file("flush", folder, &e))
}

/// Commits a plan and carries it out.
///
/// # Errors
/// Where the disk refuses. After an error before the commit point nothing has
/// changed; after one behind it, the next open finishes the work.
pub fn commit(case: &Case, name: &str, plan: &Plan) -> Result<()> {
    let staging = case.folder("staging")?;
    for (part, _) in &plan.bring {
        let path = staging.join(part);
        File::open(&path)
            .and_then(|f| f.sync_all())
            .map_err(|e| StoreError::file("flush", &path, &e))?;
    }
    let text = toml::to_string(plan).map_err(|e| {
        StoreError::new(
            Fault::Bug,
            format!("a plan cannot be written: {e}"),
            "please report it",
        )
    })?;
    let path = staging.join(format!("{name}.plan.toml"));
    write_whole(&path, text.as_bytes())?;
    carry_out(case, plan, &path)
}

/// Every step may be repeated: a part that is gone from staging was moved.
fn carry_out(case: &Case, plan: &Plan, plan_path: &Path) -> Result<()> {
    let (staging, tables) = (case.folder("staging")?, case.folder("tables")?);
    for part in &plan.remove {
        let path = below(&tables, part)?;
        match fs::remove_file(&path) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::file("remove", &path, &e));
            }
            _ => {}
        }
    }
    for (part, target) in &plan.bring {
        let (from, to) = (below(&staging, part)?, below(&tables, target)?);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(|e| StoreError::file("make", folder, &e))?;
        }
        if from.exists() {
            fs::rename(&from, &to).map_err(|e| StoreError::file("move", &from, &e))?;
        }
        sync_folder_of(&to)?;
    }
    if let Some(record) = &plan.record {
        let text = toml::to_string(record).map_err(|e| {
            StoreError::new(
                Fault::Bug,
                format!("a record cannot be written: {e}"),
                "please report it",
            )
        })?;
        write_whole(
            &case.folder("files")?.join(format!("{}.toml", record.hash)),
            text.as_bytes(),
        )?;
    }
    fs::remove_file(plan_path).map_err(|e| StoreError::file("remove", plan_path, &e))
}

/// A path below a folder that cannot climb out of it.
fn below(folder: &Path, relative: &str) -> Result<PathBuf> {
    let path = Path::new(relative);
    let plain = path
        .components()
        .all(|c| matches!(c, std::path::Component::Normal(_)));
    if !plain || relative.is_empty() {
        return Err(StoreError::new(
            Fault::Data,
            format!("a plan names '{relative}', which is not a path within the case"),
            "delete the plan under staging/ and run the command again",
        ));
    }
    Ok(folder.join(path))
}

/// Finishes what was committed and removes what was not. Called on every open
/// for writing, under the lock.
///
/// # Errors
/// Where the disk refuses or a plan cannot be read.
pub fn recover(case: &Case) -> Result<()> {
    let staging = case.folder("staging")?;
    let mut plans = Vec::new();
    let mut rest = Vec::new();
    for entry in fs::read_dir(&staging).map_err(|e| StoreError::file("read", &staging, &e))? {
        let path = entry.map_err(|e| StoreError::file("read", &staging, &e))?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".plan.toml") {
            plans.push(path);
        } else if name != "lock" {
            rest.push(path);
        }
    }
    plans.sort();
    for path in plans {
        let text = fs::read_to_string(&path).map_err(|e| StoreError::file("read", &path, &e))?;
        let plan: Plan = toml::from_str(&text).map_err(|e| {
            StoreError::new(
                Fault::Data,
                format!("{} is not a plan: {}", path.display(), e.message()),
                "move it out of the case and add the file again",
            )
        })?;
        carry_out(case, &plan, &path)?;
    }
    for path in rest {
        let removed = if path.is_dir() {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
        match removed {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::file("remove", &path, &e));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case_in(folder: &Path) -> Case {
        Case::create(&folder.join("case"), "test", &["ru-2022"]).unwrap()
    }

    fn stage(case: &Case, name: &str, bytes: &[u8]) {
        fs::write(case.root().join("staging").join(name), bytes).unwrap();
    }

    fn plan() -> Plan {
        Plan {
            bring: vec![
                ("a.parquet".into(), "t/a.parquet".into()),
                ("b.parquet".into(), "t/b.parquet".into()),
            ],
            remove: vec!["t/old.parquet".into()],
            record: None,
        }
    }

    fn table(case: &Case) -> Vec<String> {
        let Ok(entries) = fs::read_dir(case.root().join("tables/t")) else {
            return vec![];
        };
        let mut names: Vec<String> = entries
            .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn killed_before_the_commit_nothing_is_in() {
        let folder = tempfile::tempdir().unwrap();
        let case = case_in(folder.path());
        let root = case.root().to_owned();
        stage(&case, "a.parquet", b"a");
        drop(case);
        let case = Case::open(&root).unwrap();
        assert_eq!(table(&case), Vec::<String>::new());
        assert!(!root.join("staging/a.parquet").exists());
    }

    #[test]
    fn killed_at_any_step_after_the_commit_everything_is_in() {
        // the states that a kill can leave: plan written, then each rename done or not
        for moved in 0..=2 {
            let folder = tempfile::tempdir().unwrap();
            let case = case_in(folder.path());
            let root = case.root().to_owned();
            fs::create_dir_all(root.join("tables/t")).unwrap();
            fs::write(root.join("tables/t/old.parquet"), b"old").unwrap();
            stage(&case, "a.parquet", b"a");
            stage(&case, "b.parquet", b"b");
            write_whole(
                &root.join("staging/x.plan.toml"),
                toml::to_string(&plan()).unwrap().as_bytes(),
            )
            .unwrap();
            for name in ["a.parquet", "b.parquet"].iter().take(moved) {
                fs::rename(root.join("staging").join(name), root.join("tables/t").join(name)).unwrap();
            }
            drop(case);
            let case = Case::open(&root).unwrap();
            assert_eq!(table(&case), ["a.parquet", "b.parquet"], "after {moved} moves");
            assert!(!root.join("staging/x.plan.toml").exists());
        }
    }

    #[test]
    fn a_plan_cannot_climb_out_of_the_case() {
        let folder = tempfile::tempdir().unwrap();
        let case = case_in(folder.path());
        let evil = Plan {
            bring: vec![],
            remove: vec!["../case.toml".into()],
            record: None,
        };
        assert!(commit(&case, "x", &evil).is_err());
        assert!(case.root().join("case.toml").exists());
    }

    #[test]
    fn a_second_writer_is_told_to_wait() {
        let folder = tempfile::tempdir().unwrap();
        let case = case_in(folder.path());
        let error = Case::open(case.root()).unwrap_err();
        assert!(error.broke().starts_with("another command is writing"), "{error}");
    }

    #[test]
    fn a_case_of_a_newer_program_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let root = case_in(folder.path()).root().to_owned();
        fs::write(root.join("case.toml"), "format = 99\nfuture = true\n").unwrap();
        let error = Case::open(&root).unwrap_err();
        assert!(error.broke().contains("newer fyke"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_case_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let root = case_in(folder.path()).root().to_owned();
        fs::remove_dir(root.join("tables")).unwrap();
        std::os::unix::fs::symlink(folder.path(), root.join("tables")).unwrap();
        let case = Case::open(&root).unwrap();
        assert!(case.folder("tables").is_err());
    }
}
