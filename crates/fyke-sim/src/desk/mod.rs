//! A made case that answers as a desk, so that pages are tested without tables
//! and without an engine: some firms on both sides of an embargo, a few leads,
//! people who judge. All of it is small enough to be read, and nothing in it is
//! real.
//!
//! One file a group of questions. What is written to it is kept in memory.

mod book;
mod cases;
mod chronicle;
mod customs;
mod entities;
mod giving;
mod intake;
mod known;
mod leads;
mod people;
mod search;
mod texts;
mod thinking;
mod ties;
mod trade;
mod who;
mod world;

pub use intake::passphrase;
use std::sync::Mutex;

/// The made case.
pub struct MadeDesk {
    kept: Mutex<Kept>,
    /// True where it has no intake.
    shut: bool,
}

/// What people wrote.
struct Kept {
    judging: leads::Judging,
    thoughts: thinking::Thoughts,
    people: people::Roll,
    book: book::Books,
    /// Lines about who is who.
    said: Vec<who::Said>,
    intake: intake::Opened,
}

impl Default for MadeDesk {
    fn default() -> MadeDesk {
        MadeDesk {
            kept: Mutex::new(Kept {
                judging: leads::Judging::begun(),
                thoughts: thinking::Thoughts::begun(),
                people: people::Roll::default(),
                book: book::Books::default(),
                said: Vec::new(),
                intake: intake::Opened::default(),
            }),
            shut: false,
        }
    }
}

impl MadeDesk {
    /// A fresh one: nobody has come in yet.
    pub fn new() -> MadeDesk {
        MadeDesk::default()
    }

    /// The same without an intake, as a case is opened where nobody asks for one.
    pub fn without_intake() -> MadeDesk {
        MadeDesk {
            shut: true,
            ..MadeDesk::default()
        }
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
