//! Who looked at what, gathered and written many at a time (Directive (EU)
//! 2016/680, Article 25: consultation is logged with its time, its reason and,
//! as far as possible, who).

use super::said::{Page, SaidReads};
use super::{Desk, DeskError};
use crate::key::KeyId;
use crate::random::Random;
use crate::record::leaf::{Index, What};

/// Looks that are not written yet.
#[derive(Clone, PartialEq, Debug)]
pub struct ReadLog {
    by: Option<KeyId>,
    user: String,
    pages: Vec<Page>,
    each: usize,
}

/// Looks in one entry, where nobody says otherwise: few entries, and little lost
/// where the machine loses power.
pub const READS_EACH: usize = 200;

impl ReadLog {
    /// Looks of one person: by their key where it is open, and as the system
    /// calls them.
    pub fn new(by: Option<KeyId>, user: &str) -> ReadLog {
        ReadLog {
            by,
            user: user.to_string(),
            pages: Vec::new(),
            each: READS_EACH,
        }
    }

    /// Another number of looks in one entry.
    #[must_use]
    pub fn each(mut self, each: usize) -> ReadLog {
        self.each = each.max(1);
        self
    }

    /// One more look; true where it is time to write them.
    pub fn look(&mut self, at: &str, what: &str, why: Option<&str>) -> bool {
        self.pages.push(Page {
            at: at.to_string(),
            what: what.to_string(),
            why: why.map(str::to_string),
        });
        self.pages.len() >= self.each
    }

    /// Looks that are not written yet.
    pub fn waiting(&self) -> usize {
        self.pages.len()
    }
}

impl Desk {
    /// Writes the looks that wait, if there are any, in one entry.
    ///
    /// # Errors
    /// The record; then they wait on.
    pub fn reads(&mut self, log: &mut ReadLog, random: &mut dyn Random) -> Result<Option<Index>, DeskError> {
        if log.pages.is_empty() {
            return Ok(None);
        }
        let said = SaidReads {
            by: log.by,
            user: log.user.clone(),
            pages: log.pages.clone(),
        };
        let n = said.pages.len() as u64;
        let entry = self.write(random, |writer| writer.machine(None, What::Reads { n }, &said))?;
        log.pages.clear();
        Ok(Some(entry))
    }
}
