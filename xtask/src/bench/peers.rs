//! What a user would run instead, in an environment of its own.
//!
//! Versions are pinned: a comparison with "the newest" cannot be repeated. The
//! environment is made once, in the user's cache, from PyPI.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::run;

/// The variable by which a test finds the Python that has the peers.
pub const PYTHON: &str = "FYKE_PYTHON";

/// The peers and their versions.
pub const PACKAGES: &[&str] = &["duckdb==2.0.0", "polars==2.1.0"];

/// The Python that has the peers, made ready if it is not.
pub fn python() -> Result<PathBuf> {
    let name: String = PACKAGES.join("-").replace("==", "-");
    let folder = run::cache()?.join(format!("peers-{name}"));
    let (python, ready) = (folder.join("bin/python"), folder.join("ready"));
    if ready.is_file() {
        return Ok(python);
    }
    println!("   fetching {} into {}", PACKAGES.join(", "), folder.display());
    let place = folder.to_string_lossy();
    run::text_of(&mut run::command("python3", &["-m", "venv", "--clear", &place]))
        .context("cannot make a Python environment (on Debian: apt-get install python3-venv)")?;
    let mut install = run::command(&python.to_string_lossy(), &["-m", "pip", "install", "--quiet"]);
    run::text_of(install.args(PACKAGES))?;
    std::fs::write(&ready, "").with_context(|| format!("cannot write {}", ready.display()))?;
    Ok(python)
}

/// What a short script prints.
pub fn ask(script: &str, arguments: &[&str]) -> Result<String> {
    let python = python()?;
    run::text_of(run::command(&python.to_string_lossy(), &["-c", script]).args(arguments))
}
