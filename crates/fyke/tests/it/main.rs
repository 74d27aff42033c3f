//! The real binary, used as a person uses it.

mod browser;
mod cluster;
mod demo;
mod evals;
mod facts;
mod judge;
mod judging;
mod killed;
mod other_programs;
mod parts;
mod read;
mod resolve;
mod screening;
mod walk;
mod workbench;

use std::path::Path;
use std::process::{Command, Output};

/// Runs `fyke` with these words.
fn fyke(words: &[&str]) -> Output {
    command(words).output().unwrap()
}

fn command(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fyke"));
    command.args(words);
    // models of whoever runs the tests are theirs
    command.env("FYKE_MODELS", "/nowhere/models");
    command
}

/// Runs `fyke`, which must end well; gives its standard output.
fn ok(words: &[&str]) -> String {
    let output = fyke(words);
    assert!(
        output.status.success(),
        "fyke {}\n{}{}",
        words.join(" "),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Copies a folder with all below it.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => drop(std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap()),
        }
    }
}
