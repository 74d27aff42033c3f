//! What a world is asked to be, and what can go wrong in writing it.

use crate::recipe::Recipe;
use std::path::PathBuf;

/// What a world is asked to be. The same settings give the same bytes.
///
/// ```
/// let settings = fyke_sim::Settings::new(20_000, 1);
/// assert_eq!(settings.coverage, 0.7);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Rows of `consignments.csv`, within a few in a hundred: the economy is
    /// made as large as it must be so that this much of it is seen.
    pub rows: u64,
    /// The seed of every draw.
    pub seed: u64,
    /// Share of the rows not into the embargoed ends that the analyst sees.
    pub coverage: f64,
    /// Plant nothing, and let one hub boom for honest reasons instead.
    pub placebo: bool,
    /// Honest trade of each middle in the heading of its planted goods: 1 is
    /// six pairs of consignments in and out, 3 (heavy) eighteen.
    pub stock_mixing: f64,
    /// One firm in so many is a party of a planted network; `None` = as dense
    /// as the published scores of the flow alone, about one in 58.
    pub one_in: Option<u32>,
    /// The rules that networks are planted by.
    pub recipe: Recipe,
}

/// Fewest rows a world may have: below it there is no room for one network
/// among its honest twins at the base rate we promise.
pub const ROWS_MIN: u64 = 5_000;
/// Most rows: party and relation numbers stay within 32 bits with room to spare.
pub const ROWS_MAX: u64 = 1_000_000_000;

impl Settings {
    /// A world of `rows` rows and `seed`, else as the published scores use:
    /// coverage 0.7, heavy stock mixing, networks planted.
    pub const fn new(rows: u64, seed: u64) -> Settings {
        Settings {
            rows,
            seed,
            coverage: 0.7,
            placebo: false,
            stock_mixing: 3.0,
            one_in: None,
            recipe: Recipe::Dev,
        }
    }

    /// Refuses what no world can be made of.
    pub(crate) fn check(&self) -> Result<(), SimError> {
        let refuse = |what: String, repair| Err(SimError::Settings { what, repair });
        if !(ROWS_MIN..=ROWS_MAX).contains(&self.rows) {
            return refuse(
                format!("{} rows", self.rows),
                "ask for 5 thousand to 1000 million rows",
            );
        }
        if !(self.coverage > 0.0 && self.coverage <= 1.0) {
            return refuse(
                format!("coverage {}", self.coverage),
                "give a share above 0 and up to 1",
            );
        }
        if !(self.stock_mixing >= 0.0 && self.stock_mixing <= 20.0) {
            return refuse(
                format!("stock mixing {}", self.stock_mixing),
                "give a number from 0 to 20",
            );
        }
        if let Some(one_in) = self.one_in.filter(|n| !(40..=100_000).contains(n)) {
            return refuse(
                format!("one planted firm in {one_in}"),
                "give a number from 40 to 100000",
            );
        }
        Ok(())
    }
}

/// Why there is no world.
#[derive(Debug, thiserror::Error)]
pub enum SimError {
    /// The folder holds something already.
    #[error("{} is not empty; name a new folder, or remove what is in it", .0.display())]
    NotEmpty(PathBuf),
    /// The disk refused.
    #[error("cannot write {}: {source}; check the space and the rights there, then start again in a new folder", path.display())]
    Write {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A folder that is not a world as this program writes them.
    #[error("{}: {what}; simulate the world again: the same settings give the same bytes", path.display())]
    Unread {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// Settings that no world can have.
    #[error("a world cannot have {what}; {repair}")]
    Settings {
        /// The setting.
        what: String,
        /// What to ask for instead.
        repair: &'static str,
    },
}
