//! `cargo xtask door-e2e`: a door from its first key to its last, with real processes.
//!
//! One machine plays all: a desk, a door (`fyke-door run`), people who come forward. Between
//! them lies a Tor network of our own on loopback, or, with `--no-tor`, the door's Unix
//! sockets: the same script either way. It says each step as it passes, and the first
//! that does not ends it. Everything lies in a temporary folder and goes with the run.
//!
//! | file | idea |
//! |---|---|
//! | `script` | what happens, in order, and what must be seen |
//! | `ways` | way B, a stick carried by hand, a door lost, a desk killed |
//! | `house` | the folders, the door's processes, calls of the desk |
//! | `visitor` | somebody with a browser that runs no script |
//! | `onion` | a private Tor network: authorities, relays, services, clients |

mod house;
mod onion;
mod script;
mod visitor;
mod ways;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::bench::program::target_folder;
use crate::run;

/// How it went.
pub enum Rehearsed {
    /// Every step passed.
    Whole,
    /// It cannot run here, and why.
    Not(String),
}

/// Builds the door's program and goes through the script.
pub fn chore(arguments: &[&str]) -> Result<()> {
    let tor = match arguments {
        [] => true,
        ["--no-tor"] => false,
        other => bail!(
            "`{}` means nothing to door-e2e; it knows --no-tor",
            other.join(" ")
        ),
    };
    let built = run::cargo(&["build", "--quiet", "--package", "fyke-door", "--bins"]).status()?;
    if !built.success() {
        bail!("the door's program was not built");
    }
    match rehearse(&target_folder()?.join("debug/fyke-door"), tor)? {
        Rehearsed::Whole => Ok(()),
        Rehearsed::Not(why) => bail!("cannot be shown here: {why}"),
    }
}

/// Goes through the script with a program that was built.
pub fn rehearse(program: &Path, tor: bool) -> Result<Rehearsed> {
    let swaps = std::fs::read_to_string("/proc/swaps").unwrap_or_default();
    if swaps.lines().count() > 1 {
        return Ok(Rehearsed::Not(
            "swap is on, and a door does not start then".into(),
        ));
    }
    if tor && !onion::is_there() {
        return Ok(Rehearsed::Not(
            "no tor here; as root: apt-get install --no-install-recommends tor, or say --no-tor".into(),
        ));
    }
    let folder = Folder::new()?;
    script::play(house::House::new(program, &folder.0, tor)?)?;
    Ok(Rehearsed::Whole)
}

/// A folder that goes with the run. Its name is short: a socket's path has 107 bytes.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Folder> {
        use std::os::unix::fs::DirBuilderExt;
        let path = std::env::temp_dir().join(format!("fyke-door-e2e-{}", std::process::id()));
        std::fs::DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // what cannot be taken away lies in a folder for what may be
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
