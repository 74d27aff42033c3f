//! Small worlds in text through the whole store: file in, question, answer.

mod bad_input;
mod documented;
mod editions;
mod footers;
mod reading;
mod serving;
mod take_in;

use fyke_guard::rows::{CountryBook, Rules};
use fyke_store::Case;
use fyke_store::query::Tables;
use fyke_store::take_in::{Added, Request, add};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A case in a folder of its own.
struct World {
    folder: TempDir,
    case: Case,
    arrivals: u32,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let case = Case::create(&folder.path().join("case"), "test", &["ru-2022"]).unwrap();
        World {
            folder,
            case,
            arrivals: 0,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and adds it.
    fn add(&mut self, name: &str, text: &str) -> Result<Added, fyke_store::StoreError> {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        self.add_path(&path, &Request::default())
    }

    fn add_path(&mut self, path: &Path, request: &Request) -> Result<Added, fyke_store::StoreError> {
        self.arrivals += 1;
        let now = format!("2026-01-01T00:00:{:02}Z", self.arrivals);
        add(
            &self.case,
            path,
            &Request {
                now,
                ..request.clone()
            },
            &rules(),
            &mut |_| (),
        )
    }

    /// Rows of an answer, cells joined by a bar, null as `-`.
    fn ask(&self, sql: &str) -> Vec<String> {
        self.ask_as_of(sql, None)
    }

    fn ask_as_of(&self, sql: &str, as_of: Option<&str>) -> Vec<String> {
        let tables = Tables::open(&self.case, as_of.map(|day| day.parse().unwrap())).unwrap();
        let rows = tables.ask(sql).unwrap().texts().unwrap();
        rows.into_iter()
            .map(|row| {
                row.into_iter()
                    .map(|c| c.unwrap_or("-".into()))
                    .collect::<Vec<_>>()
                    .join("|")
            })
            .collect()
    }
}

fn rules() -> Rules {
    Rules::new(CountryBook::shipped())
}
