//! The case itself: what is in it, and which version of it is asked.

use super::{Answer, Listed, Page, Refusal};
use crate::dataset::{Handling, RowRef};
use crate::date::Day;
use serde::{Deserialize, Serialize};

/// Questions about the case.
pub trait Cases {
    /// Its name, datasets and figures.
    fn case(&self) -> Answer<CaseView> {
        Err(Refusal::absent("the case"))
    }

    /// Rows and cells of a dataset that no table took, in the order of its files.
    fn refused(&self, dataset: &str, page: Page) -> Answer<Listed<RefusedRow>> {
        let _ = (dataset, page);
        Err(Refusal::absent("the list of what was refused"))
    }

    /// A short text that changes whenever an answer may: of files taken in, of
    /// who is who, of leads. Permalinks carry it, so that a page can say that it
    /// shows something else than it did.
    fn version(&self) -> String {
        String::new()
    }
}

/// A case at a glance.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct CaseView {
    /// Its name.
    pub name: String,
    /// See [`Cases::version`].
    pub version: String,
    /// Its datasets.
    pub datasets: Vec<DatasetView>,
    /// Titles of the embargo regimes it watches.
    pub regimes: Vec<String>,
    /// Consignments in it.
    pub consignments: u64,
    /// Flows in it: figures that name no firm.
    pub flows: u64,
    /// Entities in it, after records that mean one thing became one.
    pub entities: u64,
    /// Rows and cells that no table took.
    pub refused: u64,
    /// Leads in it.
    pub leads: u64,
    /// Leads that wait for somebody.
    pub waiting: u64,
    /// True where somebody may sign in it: then leads are judged blind.
    pub blind: bool,
    /// True where a row of it comes from a simulated world.
    pub simulated: bool,
    /// First and last day of the trade in it.
    pub days: Option<(Day, Day)>,
    /// What the data cannot show, a sentence each.
    pub notes: Vec<String>,
}

/// A dataset of a case.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct DatasetView {
    /// Its id, as rows carry it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is: `list`, `consignments`, `flows`, `register`, ...
    pub kind: String,
    /// Under which licence it is used.
    pub licence: Option<String>,
    /// How its rows may be passed on.
    pub handling: Handling,
    /// Whether it comes from a simulated world.
    pub simulated: bool,
    /// Days of its editions, the oldest first; empty where files add up.
    pub editions: Vec<Day>,
    /// Files of it.
    pub files: Vec<FileView>,
}

/// A file that came in.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct FileView {
    /// SHA-256, hexadecimal.
    pub hash: String,
    /// The name it had.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Rows in it.
    pub rows_in: u64,
    /// Rows of it that no table took.
    pub rows_refused: u64,
    /// When it came in, UTC.
    pub added_at: String,
    /// False where a newer edition is there.
    pub stands: bool,
}

/// A row, or a cell of one, that no table took.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RefusedRow {
    /// Which row.
    pub row: RowRef,
    /// Which column; empty where the whole row was refused.
    pub column: String,
    /// What stood there, clipped.
    pub value: String,
    /// What broke and what to do, in words.
    pub why: String,
}
