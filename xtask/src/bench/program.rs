//! Our own side of a comparison: the program as a user builds it, and its worlds.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::run;

/// Builds the program for release and returns where it is.
pub fn release() -> Result<PathBuf> {
    let status = run::cargo(&["build", "--release", "--package", "fyke"]).status()?;
    if !status.success() {
        bail!("the release build failed");
    }
    Ok(target_folder()?.join("release/fyke"))
}

/// Where cargo puts what it builds.
pub fn target_folder() -> Result<PathBuf> {
    let metadata = run::text_of(&mut run::cargo(&[
        "metadata",
        "--no-deps",
        "--format-version",
        "1",
    ]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let folder = metadata["target_directory"]
        .as_str()
        .context("cargo names no target directory")?;
    Ok(folder.into())
}

/// A call of the program.
pub fn call(program: &Path, arguments: &[&str]) -> Command {
    run::command(&program.to_string_lossy(), arguments)
}

/// A folder of the cache for this bench, empty.
pub fn empty_folder(name: &str) -> Result<PathBuf> {
    let folder = run::cache()?.join("bench").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    let above = folder.parent().context("the cache has no folder above")?;
    std::fs::create_dir_all(above).with_context(|| format!("cannot create {}", above.display()))?;
    Ok(folder)
}

/// The last change of what makes worlds; the made case for pages makes none.
pub fn simulator() -> Result<String> {
    let sources = [
        "log",
        "-1",
        "--format=%h",
        "--",
        "crates/fyke-sim",
        ":(exclude)crates/fyke-sim/src/desk",
    ];
    run::text_of(&mut run::command("git", &sources))
}

/// A simulated world of `rows` ("10m"), made once for every version of the program's sources.
pub fn world(program: &Path, rows: &str, seed: u32) -> Result<PathBuf> {
    let sources = simulator()?;
    let name = format!("world-{rows}-{seed}-{sources}");
    let folder = run::cache()?.join("bench").join(&name);
    if !folder.join("done").is_file() {
        let folder = empty_folder(&name)?;
        let place = folder.to_string_lossy();
        println!("   simulating {rows} rows, seed {seed}");
        run::text_of(&mut call(
            program,
            &["simulate", &place, "--rows", rows, "--seed", &seed.to_string()],
        ))?;
        std::fs::write(folder.join("done"), "")?;
    }
    Ok(folder)
}
