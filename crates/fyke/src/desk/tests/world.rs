//! A traced case of a simulated world, made once and copied for each test.

use super::super::LocalDesk;
use crate::{Cli, Verb, commands};
use clap::Parser;
use fyke_model::desk::{Access, Hand, Role, Secret};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A passphrase for all.
pub const WORDS: &str = "four words of mine";

/// A case of one's own.
pub struct World {
    pub _folder: tempfile::TempDir,
    pub case: PathBuf,
    pub desk: LocalDesk,
}

fn run(words: &[&str]) {
    let cli = Cli::try_parse_from([&["fyke"], words].concat()).unwrap();
    match cli.verb {
        Verb::Simulate(args) => commands::simulate::run(&args),
        Verb::New(args) => commands::new::run(&args),
        Verb::Add(args) => commands::add::run(&args, None),
        Verb::Trace(args) => commands::trace::run(&args, None),
        _ => unreachable!(),
    }
    .unwrap();
}

fn made() -> &'static Path {
    static MADE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, case) = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let (world, case) = (folder.path().join("world"), folder.path().join("case"));
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        run(&["simulate", &text(&world), "--rows", "20k", "--seed", "3"]);
        run(&["new", &text(&case)]);
        for file in ["watchlist.csv", "consignments.csv"] {
            run(&["add", &text(&case), &text(&world.join(file))]);
        }
        run(&["trace", &text(&case)]);
        // the serving index is made once
        drop(LocalDesk::open(&case).unwrap());
        (folder, case)
    });
    case
}

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

impl World {
    /// A case in which nobody may sign yet.
    pub fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let case = folder.path().join("case");
        copy(made(), &case);
        World {
            desk: LocalDesk::open(&case).unwrap(),
            _folder: folder,
            case,
        }
    }

    /// The first person.
    pub fn founder(&self) -> Hand {
        self.desk.found("Ada", &secret(WORDS)).unwrap()
    }

    /// Somebody whom the first one invited and let in.
    pub fn person(&self, by: &Hand, name: &str, role: Role) -> Hand {
        let word = self.desk.invite(by, role).unwrap();
        let waits = self.desk.join(&word, name, &secret(WORDS)).unwrap();
        self.desk.admit(by, &waits.key).unwrap();
        self.desk.unlock(&waits.key, &secret(WORDS)).unwrap()
    }
}

pub fn secret(text: &str) -> Secret {
    Secret::new(text)
}
