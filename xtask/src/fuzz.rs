//! `cargo xtask fuzz door|read [NAME] [--seconds N]`: readers of outside bytes, for long.
//!
//! A crate holds its targets and the inputs to start from, in an example `fuzz`; a
//! fixed number of rounds of each runs with its tests. Here each runs for so many
//! seconds of CPU, in a process of its own, from a seed of this moment, so that
//! no two runs look at the same inputs. The seed is printed with what was found.

use anyhow::{Context, Result, bail};
use std::hash::{BuildHasher, Hasher, RandomState};

use crate::bench::program;
use crate::run;

/// What the issue asks of each: half an hour.
const SECONDS: &str = "1800";

/// Runs one target, or all.
pub fn fuzz(arguments: &[&str]) -> Result<()> {
    let (package, example, rest) = match arguments {
        ["door", rest @ ..] => ("fyke-door", "fuzz_door", rest),
        ["read", rest @ ..] => ("fyke-trawl", "fuzz_read", rest),
        _ => bail!("usage: cargo xtask fuzz door|read [NAME] [--seconds N]"),
    };
    let (name, seconds) = match rest {
        [] => (None, SECONDS),
        ["--seconds", seconds] => (None, *seconds),
        [name] => (Some(*name), SECONDS),
        [name, "--seconds", seconds] => (Some(*name), *seconds),
        _ => bail!("usage: cargo xtask fuzz door|read [NAME] [--seconds N]"),
    };
    let _: u64 = seconds.parse().context("--seconds wants a number")?;
    let build = ["build", "--release", "--package", package, "--example", example];
    run::text_of(&mut run::cargo(&build))?;
    let program = program::target_folder()?.join("release/examples").join(example);
    let program = program.to_string_lossy();
    let names = run::text_of(&mut run::command(&program, &["names"]))?;
    // another at each call; it is told where something fails
    let seed = RandomState::new().build_hasher().finish();
    let mut failed = Vec::new();
    for one in names.lines().filter(|one| name.is_none_or(|name| name == *one)) {
        let mut command = run::command(&program, &[one, seconds, &seed.to_string()]);
        let status = command.status().context("cannot start the harness")?;
        if !status.success() {
            println!("{one} failed with the seed {seed}: {command:?} says it again");
            failed.push(one);
        }
    }
    match (name, failed.is_empty()) {
        (Some(name), _) if !names.lines().any(|one| one == name) => {
            bail!(
                "no reader is called {name}; there are: {}",
                names.replace('\n', ", ")
            )
        }
        (_, true) => Ok(()),
        (_, false) => bail!("failed: {}", failed.join(", ")),
    }
}
